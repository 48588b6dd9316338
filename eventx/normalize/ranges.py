"""Ranges of numbers: "5-10", "between 3 and 5 million", "$3 to $8"; and what is a start and a level, or a score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from eventx.normalize import currency
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.draft import Draft
from eventx.normalize.lexeme import pattern

_JOINS = re.compile(
    rf"(?P<dash> ?[-–—‒~] ?)|(?P<to>(?:-? to |-to-)(?:as much as |{ROUGHLY}))|(?P<and> and {ROUGHLY})|(?P<or>-? or )",
    re.IGNORECASE,
)
_DASH = re.compile(r" ?[-–—] ?")
_UNIT_BETWEEN = re.compile(r"( ?[^\W\d_]{1,4}[²³]?|[ -][^\W\d_]{3,12}(?: [^\W\d_]{3,12})?)(?= (?:to|and) |[-–])")
_NAMED = re.compile(r"[A-Z]\w*\.? $")  # "May 5 and 6 euros"
_BETWEEN = re.compile(rf"\b(?:between(?: the ages of)?|range of) (?:an estimated |{ROUGHLY})$", re.IGNORECASE)
_RANGES = re.compile(
    rf"\b(?:rang\w+|var(?:y|ies|ying|ied)|anywhere|priced?|runs?) from (?:an average of |{ROUGHLY})$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:(?!the )\w+ )?$")
_FROM_ROUGHLY = re.compile(rf"(?<!\w)from (?:an average of |{ROUGHLY})(?:\S+(?: \w+illion)? and )?$")
"""What tells a start: "from an average of *$4* to $5", "from $3 and *$4* to $5 and $6"."""

_THEN_FROM = re.compile(rf"(?: [a-z]+){{0,3}}?,?(?: (?:up|down|raised|lowered|cut|revised))? from {ROUGHLY}")
_MOVED_ON = re.compile(r"[\w ]{0,8}, (?:up|down) to\b")  # "from $5 to $6, down to $2"
_IN_YEAR = re.compile(r"\b(?:in|since|during|of|by|for|until|from|through|early|late|mid)[ -]$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?<!\w)(?:19|20)[0-9]{2}[-–—/]$")
_YEARS = re.compile(r"[0-9]{4} ?[-–—] ?([0-9]{2,4})")
_QUOTE = re.compile(r"([0-9]{1,3}\.[0-9]{0,2})([0-9]{2})/([0-9]{2})")
_ENDED = re.compile(r"[,.;]?(?:\s|$)(?!\s*[a-z]*[a-z]s\b)")
_APART = re.compile(r"[.!?]\s|\n")
_IN_TURN = re.compile(r"(?:, [0-9.]+)*,? and [0-9.]+ ?(?:%|per ?cent|pct),? respectively\b")
_SOUTH_ASIAN = (5, 7)
"""The powers of ten of lakh and crore, of which many are told."""
_MOST = 1000  # per cents that leave their sign out
_SCORE = re.compile(r"[0-9]{1,2} ?[-–—] ?[0-9]{1,2}")
_SET = r"[0-9]{1,2}[-–][0-9]{1,2}(?:\([0-9]{1,2}\))?"
_SETS = re.compile(rf"(?<![\w-]){_SET}(?:(?:,? and |, ){_SET})+")
_POINTS = 30
"""Points that a party gains or loses between polls, at most."""
_MOVED = r"\b(?:up|down|an? (?:{gains}) of) (?:by |just |another )?"
_HELD = re.compile(r"[,.;)]|\s*$| (?:since|from|on|at|in|and|while|over|to)\b")
_THEN = r"(?:,| and|, and)? \(?" + _MOVED
_ON = re.compile(r" (?:on|at|to) ")
_AT = re.compile(rf"\b(?:on|at|is|was|are|were|has|had|have|stands?|polls?|polled|with) {ROUGHLY}$")
_LIST = 40
"""Characters around a pair in which the other sets of a match stand."""
_PAIR = re.compile(r"([0-9]{1,2})[-–]([0-9]{1,2})")
_PLAYED = r"(?<!\w)(?:{scores})(?: [\w']+){0,2} (?:by )?$"
_MOVING = (
    r"(?<!\w)(?:{moving}|{moving_verbs}) "
    r"(?:(?:more than|over|at least|another|an? (?:further|estimated|record)|by|up to|as much as) |" + ROUGHLY + ")$"
)
_BOUNDED = re.compile(r"\bby (?:(?:just|slightly|well) )?(?:(?:more|less|fewer) than|over|under|at least) $")
"""What bounds by how much something moved, behind which no range begins: "fell by more than *200,000* to 431,000"."""

_RESULT = r" (?:{scores})\b"


def share_scale(text: str, drafts: Sequence[Draft]) -> None:
    """Give "33" in "from 24 to 33-35 billion" the scale said once, so that the number before can share it."""
    for first, one, two in zip(drafts, drafts[1:], drafts[2:], strict=False):
        shared = one.plain and first.scale == one.scale == 0 and two.scale >= 3
        if shared and text[first.end : one.start] == " to " and _DASH.fullmatch(text, one.end, two.start):
            one.value, one.scale = one.value.scaleb(two.scale), two.scale
            one.unit, one.named, one.minor = two.unit, two.named, two.minor


def share_lists(text: str, drafts: Sequence[Draft]) -> None:
    """Give the numbers of a list the currency, scale and rate that its last one says: "850 and 880 dollars a tonne"."""
    listed = False
    for one, two in reversed(list(pairwise(drafts))):
        gap = text[one.end : min(two.start, one.end + 6)]
        listed = gap in (" and ", ", and ") or (listed and gap == ", ")
        listed = listed and one.plain and one.form == "digits" == two.form and _is_money(two) and not two.before
        low, scale = _lower(one, two)
        listed = listed and low < two.value <= low * 10 and not _NAMED.search(text, max(0, one.start - 12), one.start)
        if listed:
            _share_unit(one, two, low, scale)
            one.rated = two.rated or two.end


def share_percents(text: str, drafts: Sequence[Draft]) -> None:
    """Give a number the per cent of the one before, by which something else rose: "rose by 2 percent, Y fell by 1"."""
    for one, two in pairwise(drafts):
        by = all(text.endswith("by ", 0, draft.start) for draft in (one, two))
        small = two.plain and two.scale == 0 and two.value < _MOST  # no year, "fell by 8% by 2030"
        shared = by and one.unit == "percent" and small and two.start - one.end < 60
        if shared and _ENDED.match(text, two.end) and not _APART.search(text, one.end, two.start):
            two.unit = "percent"
        if one.plain and _IN_TURN.match(text, one.end):  # "6, 5 *and 3%, respectively*"
            one.unit = "percent"


def share_points(text: str, drafts: Sequence[Draft]) -> None:
    """Give what a standing in the polls gained or lost its points: "are on 27%, down *three*", "up *two* on 31%"."""
    told = 0  # where the points told last end
    for before, one, behind in zip((None, *drafts[:-1]), drafts, (*drafts[1:], None), strict=False):
        if not _is_gain(text, one):
            told = one.end if text.startswith(" point", one.end) and _is_moved(text, one) else told  # "down 3 points"
            continue
        level = behind is not None and behind.unit == "percent" and _ON.fullmatch(text, one.end, behind.start)
        stood = before if before is not None and _stands(text, before, one, again=bool(told)) else None
        if stood is not None and stood.plain and told and not _APART.search(text, told, one.start):
            stood.unit = "percent"  # "and the Greens at 36, down one"
        if level or (stood is not None and stood.unit == "percent"):
            one.unit, told = "percentage_point", one.end


def _is_gain(text: str, one: Draft) -> bool:
    """Tell whether a small number is gained or lost, and nothing is said that it counts: "up *two* since May"."""
    small = one.plain and one.scale == 0 and one.value <= _POINTS
    return small and _is_moved(text, one) and _HELD.match(text, one.end) is not None


def _is_moved(text: str, one: Draft) -> bool:
    return pattern(_MOVED + "$").search(text, max(0, one.start - 24), one.start) is not None


def _stands(text: str, level: Draft, one: Draft, again: bool) -> bool:
    """Tell whether somebody stands at a level before what was gained: "is *on 27%*, down three".

    ``again``: whether another does before.
    """
    stands = _AT.search(text, max(0, level.start - 20), level.start) is not None or (again and level.unit == "percent")
    return stands and pattern(_THEN).fullmatch(text, level.end, one.start) is not None


def _is_money(draft: Draft) -> bool:
    return draft.named is not None or currency.is_currency(draft.unit)


def range_of(text: str, drafts: Sequence[Draft], at: int) -> tuple[Draft, Decimal] | None:
    """Join two numbers where the words between and around them make a range; return it with its lower end."""
    one, two = drafts[at : at + 2]
    if quoted := _quoted(text, one, two):
        return quoted
    joint, twice = _joint(text, one, two)
    before = text[max(0, one.start - 40) : one.start]
    between = _BETWEEN.search(before) is not None
    if joint is None or not _alike(one, two) or (joint == "and" and not between):
        return None
    low, scale = _lower(one, two)
    if joint == "or" and one.plain and one.form == two.form == "word" and _is_next(low, two.value, scale):
        return replace(two, start=one.start), low  # "two or three boxes"
    if _is_level(text, one, two, joint):
        return None
    opened = (
        between
        or _RANGES.search(before)
        or (
            joint == "to"
            and (
                _between_ranges(text, drafts, at)
                or _is_behind_range(text, drafts, at)
                or (_FROM.search(before) and _MOVED_ON.match(text, two.end))
            )
        )
    )
    if joint == "or" or (joint == "to" and not opened and _FROM.search(before)):
        _share_unit(one, two, low, scale)
    elif _ascends(one, two, low) and (opened or _is_range(text, one, two, joint, low, twice)):
        owner = two if one.plain else one
        return replace(two, start=one.start, unit=owner.unit, named=owner.named, minor=two.minor), low
    return None


def _is_level(text: str, one: Draft, two: Draft, joint: str) -> bool:
    """Tell whether the second number is a level: "rose in 2018 to 3.9 million", "slid 1.2% to 151"."""
    return _is_year(text, one, two) or (joint == "to" and one.unit == "percent" and two.unit is None)


def _ascends(one: Draft, two: Draft, low: Decimal) -> bool:
    """Tell whether two numbers are the lower and upper end of one thing: no share with a figure."""
    return low < two.value and (one.form not in ("fraction", "ratio") or two.form == one.form)


def _quoted(text: str, one: Draft, two: Draft) -> tuple[Draft, Decimal] | None:
    """Read the rates at which dealers buy and sell: "1.2680/90 dollars", of which the second tells its last digits."""
    rate = _QUOTE.fullmatch(text, one.start, two.end if two.plain else one.end + 3)
    if rate is None or not one.plain:
        return None
    high, step = Decimal(rate[1] + rate[3]), Decimal(100).scaleb(-len(rate[1].partition(".")[2]) - 2)
    return replace(two, start=one.start, value=high if high > one.value else high + step), one.value


def _joint(text: str, one: Draft, two: Draft) -> tuple[str | None, bool]:
    """Return what joins two numbers, "dash", "to", "and" or "or", and whether a unit is said with both of them."""
    gap = text[one.end : two.start]
    if not 0 < len(gap) <= 34 or "\n" in gap:
        return None, False
    spelt = _UNIT_BETWEEN.match(gap) if one.plain else None
    twice = spelt is not None and text.startswith(spelt[1], two.end)  # "between 15kHz and 17kHz"
    match = _JOINS.fullmatch(gap, spelt.end() if spelt and twice else 0)
    return match.lastgroup if match else None, twice


def _is_next(low: Decimal, high: Decimal, scale: int) -> bool:
    """Tell whether two numbers follow one another: "two or three", "8 or 9 million"."""
    return high - low == Decimal(1).scaleb(scale)


def _between_ranges(text: str, drafts: Sequence[Draft], at: int) -> bool:
    """Tell whether a pair is one of two ranges, an old and a new: "from 5 to 7 per cent to 3 to 5 per cent"."""
    four = drafts[at : at + 4]
    return len(four) == 4 and all(text[one.end : two.start] == " to " for one, two in pairwise(four))


def _is_behind_range(text: str, drafts: Sequence[Draft], at: int) -> bool:
    """Tell whether a pair is the old range behind a new one: "to between 3 and 5 per cent, from *6 to 8 per cent*"."""
    if at < 2 or not _THEN_FROM.fullmatch(text, drafts[at - 1].end, drafts[at].start):
        return False
    low, high, two = drafts[at - 2], drafts[at - 1], drafts[at + 1]
    joint, before = _joint(text, low, high)[0], text[max(0, low.start - 40) : low.start]
    ranged = _BETWEEN.search(before) if joint == "and" else joint in ("to", "dash") and not _FROM.search(before)
    return bool(ranged) and (high.unit, high.named) == (two.unit, two.named) and low.value < high.value


def _is_year(text: str, one: Draft, two: Draft) -> bool:
    """Tell whether the first number is a year beside an amount: "rose in 2018 to 3.9 million"."""
    said = text[one.start : one.end]
    if one.plain and len(said) == 2 and _YEAR_BEFORE.search(text, max(0, one.start - 5), one.start):
        return True  # "from $68 in 2010-11 to $61"
    if not (one.plain and len(said) == 4 and said.isdigit() and 1900 <= one.value < 2100):
        return False
    dated = _IN_YEAR.search(text, max(0, one.start - 10), one.start) is not None
    return two.value > one.value * 100 or (dated and (not two.plain or two.value > 2100))


def _lower(one: Draft, two: Draft) -> tuple[Decimal, int]:
    """Return the lower end of a pair with the scale that it shares ("5 to 7 million")."""
    alike = one.form == two.form and (one.plain or one.before)
    most = two.value if two.scale in _SOUTH_ASIAN else Decimal(1000).scaleb(two.scale)  # "Rs 2,400-2,600 crore"
    if alike and one.scale == 0 and two.scale >= 3 and one.value.scaleb(two.scale) < most:
        return one.value.scaleb(two.scale), two.scale
    return one.value * (12 if alike and two.dozens and not one.dozens else 1), one.scale


def _share_unit(one: Draft, two: Draft, low: Decimal, scale: int) -> None:
    """Give the first of two numbers ("from 5 to 7 per cent", "8 or 9 million") the unit and scale said once."""
    one.value, one.scale = low, scale
    near = low / 10 <= two.value <= low * 10  # no "834,000 or 38 percent"
    if one.plain and near and (not two.before or _is_next(low, two.value, scale)):
        one.unit, one.named, one.minor = two.unit, two.named, two.minor


def _alike(one: Draft, two: Draft) -> bool:
    mine, theirs = one.unit or one.named, two.unit or two.named
    if mine == theirs or mine is None or (theirs is None and (one.before or one.unit == "percent")):
        return True
    return two.named is not None and one.unit in currency.candidates(two.named)  # "US$89 to $93 billion"


def _is_range(text: str, one: Draft, two: Draft, joint: str, low: Decimal, twice: bool) -> bool:
    """Tell whether "X to Y" or "X-Y" is a range, and no start with its level, score or years."""
    before, said = text[max(0, one.start - 40) : one.start], text[one.start : two.end]
    if joint == "to":
        # a unit that is said once is that of both, unless Y is far away; prices of stocks move in eighths
        near = two.value <= low * 3 and "/" not in said
        shared = near and ((one.plain and not twice) or one.unit == "percent" == two.unit)
        moved = _FROM_ROUGHLY.search(before) or _BOUNDED.search(before)
        return not moved and (shared or not pattern(_MOVING).search(before))
    if _SCORE.fullmatch(said):
        played = pattern(_PLAYED).search(before) or pattern(_RESULT, 0).match(text, two.end) or _is_set(text, one)
        return not played
    years = _YEARS.fullmatch(said)
    return years is None or int(years[1]) > 2100


def _is_set(text: str, one: Draft) -> bool:
    """Tell whether a pair is one of a list of scores, played or falling: "6-4, *3-6*, 7-5"; no "ages 3-6, 7-9"."""
    near = max(0, one.start - _LIST)
    lists = (run for run in _SETS.finditer(text, near, one.start + _LIST) if run.start() <= one.start < run.end())
    return any(
        pattern(_PLAYED).search(text, near, run.start())
        or any(int(pair[1]) > int(pair[2]) for pair in _PAIR.finditer(run[0]))
        for run in lists
    )
