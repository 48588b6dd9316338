"""What has digits or number words and is no quantity: names, indexes, dates, scores, versions, addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from eventx.lexicons import load_lexicon
from eventx.normalize.unit import unit_after


@cache
def _words(key: str) -> str:
    found: Any = load_lexicon("number")["context"][key]
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


@cache
def _designator() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![\w])(?:{_words('designators')})[ -]|#|№ ?|\b(?:{_words('months')})\.? )$", re.IGNORECASE
    )


@cache
def _index() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{_words('indexes')})[ -]$")


@cache
def _street() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[A-Z]?)(?: (?:[A-Z]|[0-9]+(?:st|nd|rd|th)\b)[\w'.]*){{1,3}} (?:{_words('streets')})\b"
        r"|(?: [A-Z][\w']+)? (?:Downing|Wall) Street|,? (?:Ave|Avenue|Rue|Via|Calle|Plaza|Piazza|Boulevard) [A-Z]"
    )


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"(?:st|nd|rd|th)? (?:of )?(?:{_words('months')})\b")


@cache
def _not_one() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?<![\w'])(?:{_words('not_before_one')})[ -]$", re.IGNORECASE),
        re.compile(
            rf"(?: (?:{_words('not_after_one')})(?!\w)| [$€£]?[0-9]|'|-(?:way|time|off|on|sided|day|liner|stop|size"
            r"|man|offs|to|and|half)\b"
            r"| ?[.,;:!?)\"”]|$|\n|[-–—])",
            re.IGNORECASE,
        ),
    )


_CODE_BEFORE = re.compile(
    r"(?:(?<!\bsub)(?<!\bmid)(?<!\bnon)(?<!\bminus)(?<=[A-Za-z])-|[A-Za-z][.]|[×^]"
    r"|\bA\.?D\.? (?:[0-9]{1,4}(?: ?[-–] ?| and | to | or ))?"
    r"|[0-9][:/.,]|[0-9][-–]|[@#&_\\]|[A-Za-z]/|\bv\.? ?)$"
)
_CODE_AFTER = re.compile(
    r"(?:[:/][0-9]|\.[0-9]|(?:st|nd|rd|th)\b|[-']?s\b|[@_\\]|[-–][0-9]|- [0-9]|[ap]\.?m\b| ?[ap]\.m\."
    r"|(?:(?: to | and | or | ?[-–] ?)[0-9]{1,4})? ?(?:BCE?|B\.C|AD|A\.D|CE)\b"
    r"| (?:am|pm|a\.m|p\.m|GMT|BST|EST|EDT|UTC|o'clock|noon|hrs)\b)"
)
_STATE = re.compile(r", [A-Z]{2} $")  # "New York, NY 10013"
_MADE = re.compile(r" (?!US |UN |EU |UK )[A-Z]{2,3}[0-9]?(?![\w-])(?! [a-z]+s\b)")  # "a 300 SL"
_LIST = re.compile(r"(?:^|\n)[ ]{0,8}\(?$")
_LIST_AFTER = re.compile(r"[.)](?: |\n|$)")
_PHONE = re.compile(
    r"(?:\b(?:phone|tel|telephone|fax|call|calling|helpline|hotline|dial|ring|text|contact|whatsapp|mobile)\.?:?"
    r"(?: \w+){0,3}[ :]*|\+[0-9]{0,3}[ (-]*)(?:[0-9 ()-]*)$",
    re.IGNORECASE,
)
_MORE_DIGITS = re.compile(r"(?: [0-9]{3,4}){1,}\b|-[0-9]{3,4}\b")
_PROPER = re.compile(
    r"(?:^|[^\n.!?:;\"“”'(-] ?)(?<![\w])(?!(?:I|The|A|An|In|On|At|By|For|Of|And|But|Or|With|From|To|Over|About|Some"
    r"|Nearly|Almost|Only|Just|Around|Up|Down|Plus|Minus|Than|Least|Most|All|Last|Next|Another)\b)"
    r"[A-Z][\w&]*[a-zA-Z&][ -]$"
)
_PLURAL = re.compile(
    r"[ -](?!(?:is|was|has|does|as|its|his|vs)\b)(?:[a-z][\w'-]* ){0,2}?[a-z][\w-]*"
    r"(?:s|ren|men|people|staff|feet|personnel|police)\b"
    r"|[ -](?:people|men|staff|police|troops)\b"
)
_SPAN = re.compile(r"\b(?:last|this|next|that|each|every|past) [a-z]+ $", re.IGNORECASE)  # "last week 600 sat down"
_PARTITIVE = re.compile(r" (?:more|others?|of (?:the|them|these|those|its|their|his|her|our|whom))\b")
_DAY = re.compile(
    r"\b(?:[A-Z][a-z]{2,5}day|Yesterday|Today|Tomorrow|Meanwhile|Elsewhere|Overnight),? $"
)  # "On Monday 42 were held"
_NAMED_SO = re.compile(r"[a-z,] [A-Z][a-z]+ $")
_TOTALS = re.compile(r"\b(?:average|total|maximum|minimum|least|than|nearly|almost|about) (?:of )?$")
_COUNTS = re.compile(
    r"\b(?:about|around|some|nearly|almost|than|over|least|to|of|the|another|estimated|roughly"
    r"|approximately|only|just|all) $",
    re.IGNORECASE,
)
_TRANSPORT = re.compile(r" (?:train|bus|flight|ferry|service|departure|kick-off|kickoff|start)\b")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]$")


def no_quantity(text: str, start: int, end: int, *, plain: bool, bare: bool, year: bool, surely: bool = False) -> bool:
    """Tell whether characters ``start`` to ``end`` are no quantity.

    ``plain``: no unit, currency or large scale in it; ``bare``: digits without grouping besides; ``year``: it could be
    one, ``surely`` most likely.
    """
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    said = text[start:end]
    if said.lower() in ("one", "ten") and said.lower() == "one":
        left, right = _not_one()
        return bool(left.search(before) or right.match(after))
    if said[0] == "0" and len(said) > 1 and said.isdigit():
        return True
    if before.endswith("[") and after.startswith("]"):
        return True
    if not plain:
        return bool(re.search(r"(?<![0-9])[0-9]{1,2}:$", before))
    if _CODE_BEFORE.search(before) or _CODE_AFTER.match(after):
        return True
    if _LIST.search(before) and _LIST_AFTER.match(after) and len(said) < 4:
        return True
    if not said[0].isdigit():
        if said[0].isupper() and _NAMED_SO.search(before) and not re.match(r" (?:[A-Z]|[a-z]+s\b)", after):
            return True  # "Kick Six", "Formula One"
        return bool(
            re.search(
                r"(?:Big|Group of|Top|Chapter|Channel|Section|Article|Phase|Game|Week|Part|Act|Title|Level|Tier) $",
                before,
            )
        ) or after.startswith(("-some", "-on-one", "-fold"))
    named = "," not in said and _designator().search(before) and not _SPAN.search(before)
    if named or _month_after().match(after) or _street().match(after):
        return True
    if _index().search(before) or _PHONE.search(before) or ("," not in said and _MORE_DIGITS.match(after)):
        return True
    if year and (
        (not _PLURAL.match(after) and (surely or not _TOTALS.search(before))) or (surely and not _COUNTS.search(before))
    ):
        return True
    if bare and len(said) == 5 and said.isdigit() and _STATE.search(before):
        return True
    if bare and re.search(r"\ba $", before) and _MADE.match(after) and unit_after(text, end) is None:
        return True
    if _CLOCK.fullmatch(said) and _TRANSPORT.match(after):
        return True
    counts = _PLURAL.match(after) or _PARTITIVE.match(after) or _DAY.search(before)
    return bool(bare and _PROPER.search(before) and not counts and len(said) < 5 and "." not in said)


@cache
def _moving() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_words('moving')})(?: (?:about|around|some|nearly|almost|roughly|more than|over|just|only"
        r"|at least|another|an? (?:further|estimated|record)|by|up to|as much as))? $",
        re.IGNORECASE,
    )


@cache
def _score() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('scores')})(?: [\w']+){{0,2}} (?:by )?$", re.IGNORECASE)


def no_range(text: str, start: int, end: int, match: re.Match[str] | None, *, shared: bool, steep: bool) -> bool:
    """Tell whether "X to Y" or "X-Y" is no range: a start and a level, or a score; ``shared``: only Y says the unit."""
    before, after = text[max(0, start - 40) : start], text[end : end + 24]
    if match is not None and match["to"]:
        if re.search(r"(?<!\w)from (?:about |around |some |nearly |roughly |just )?$", before):
            return True
        moving = _moving().search(before)
        return bool(moving) and (not shared or steep)
    said = text[start:end]
    if re.fullmatch(r"[0-9]{1,2} ?[-–—] ?[0-9]{1,2}", said):
        return bool(
            _score().search(before)
            or re.match(r" (?:win|lead|defeat|loss|victory|draw|record|vote|decision|ruling|aggregate)\b", after)
        )
    years = re.fullmatch(r"([0-9]{4}) ?[-–—] ?([0-9]{2,4})", said)
    return years is not None and not (len(years[2]) == 4 and int(years[2]) > 2100)
