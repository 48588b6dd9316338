"""What has digits or number words and is no quantity: names, indexes, dates, scores, versions, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from eventx.lexicons import load_lexicon, matcher
from eventx.normalize.characters import has_open_bracket
from eventx.normalize.lexeme import pattern
from eventx.normalize.unit import unit_after

WINDOW = 40
"""Characters that are looked at on either side of a number."""
_NAMED_YEARS = range(1950, 2036)


class Beside(NamedTuple):
    """A number with what stands beside it; ``bare``: digits without grouping, currency, unit or large scale."""

    before: str
    said: str
    after: str
    bare: bool


_MONTH = r"\b(?:{months})(?:(?<!June)(?<!July)(?<!\bMay)(?<![A-Za-z]{5})\.)? "  # "Apr. 4", no "in April. Four died"
_DESIGNATOR = rf"(?:(?<![\w])(?:{{designators}}|{{settings}})[ -]|#|№ ?|{_MONTH})$"
_LETTERED = (
    r"(?<![\w])(?<!can )(?:{designators}|{settings}|{lettered})[ -](?:[0-9]{1,3}[A-Z](?:, | and | to | or | & ))*$"
)
_SEAT = re.compile(r"[ACFVWKLT](?![^\W_])")  # a letter that could be a unit, and belongs to a name: "seat 11A"
MOVED_TO = re.compile(r"(?:%|\bper ?cent|\bpct) to $")
"""Before a level, which is no year: "permits were down 12% to *1843*"."""
_INDEX = r"(?<![\w])(?:{indexes})[ -]$"
_SUBSECTION = re.compile(r"\((?:[0-9]{1,2}|[a-z]|[ivx]{1,4})\)")
_PARAGRAPH = r"(?<![\w])(?:(?:{designators})[ -][0-9]{1,4}[A-Z]*(?: ?\([0-9a-z]{1,4}\))* ?|[0-9]{1,4})\($"
_STREET = (
    r"(?:[A-Z]?)(?: (?:[A-Z]|[0-9]+(?:st|nd|rd|th)\b)[\w'.]*){1,3} (?:{streets})\b"
    r"|(?: [A-Z][\w']+)? (?:Downing|Wall) Street|,? (?:Ave|Avenue|Rue|Via|Calle|Plaza|Piazza|Boulevard) [A-Z]"
)
_MONTH_AFTER = r"(?:st|nd|rd|th)? (?:of )?(?:{months})\b"
_MONTH_BEFORE = rf"{_MONTH}$"
_NOT_BEFORE_ONE = r"(?<![\w'])(?:{not_before_one})[ -]$"
_NOT_AFTER_ONE = (
    r"(?: (?:{not_after_one})(?!\w)| [$€£]?[0-9]|'|-(?:way|time|off|on|sided|day|liner|stop|size|man|offs|to|and|half)"
    r"\b| ?[.,;:!?)\"”]|$|\n|[-–—])"
)
_AT_ONE = r"(?<![\w])at $"
_MOMENT = r" (?:{moments})\b"
_NUMBERED = r"(?:{numbered_names}) $"
_PROPER = r"(?:^|[^\n.!?:;\"“”'(-] ?)(?<![\w])(?!(?:{sentence_openers})\b)[A-Z][\w&]*[a-zA-Z&][ -]$"
_CODE_BEFORE = re.compile(
    r"(?:(?<!\bsub)(?<!\bmid)(?<!\bnon)(?<!\bminus)(?<=[A-Za-z])-|[A-Za-z][.]|[×^]"
    r"|\bA\.?D\.? (?:[0-9]{1,4}(?: ?[-–] ?| and | to | or ))?"
    r"|[0-9][:/.,]|[0-9][-–]|[A-Za-z]\(|=[\"']|/'|[@#&_\\]|[A-Za-z]/|\bv\.? ?)\Z"  # no "." before a new line
)
_CODE_AFTER = re.compile(
    r"(?:[:/][0-9]|/'[0-9]|\.[0-9]|(?:st|nd|rd|th)\b|[-']?s\b|[@_\\]|[-–][0-9]|- [0-9]|-in-[0-9]|-[a-z]{2}-[0-9]"
    r"|[ap]\.?m\b| ?[ap]\.m\."
    r"|(?:(?: to | and | or | ?[-–] ?)[0-9]{1,4})? ?(?:BCE?|B\.C|AD|A\.D|CE)\b"
    r"| (?:am|pm|a\.m|p\.m|GMT|BST|EST|EDT|UTC|o'clock|noon|hrs)\b)"
)
_FORM = re.compile(r"-?[A-Z] (?:filing|form|report|disclosure)s?\b")  # "its 13F filing"
_STATE = re.compile(r", [A-Z]{2} $")  # "New York, NY 10013"
_MADE = re.compile(r" (?!US |UN |EU |UK )[A-Z]{2,3}[0-9]?(?![\w-])(?! [a-z]+s\b)")  # "a 300 SL"
_MADE_BEFORE = re.compile(r"\b(?:a|old|new) $")
_LIST = re.compile(r"(?:^|\n)[ ]{0,8}\(?$")
_LIST_AFTER = re.compile(r"[.)](?: |\n|$)")
_PHONE = re.compile(
    r"(?:\b(?:phone|tel|telephone|fax|call|calling|helpline|hotline|dial|ring|text|contact|whatsapp|mobile)\.?:?"
    r"(?: \w+){0,3}[ :]*|\+)(?P<digits>[0-9 ()-]*)$",
    re.IGNORECASE,
)
_SHORT = 5
"""Digits of the shortest telephone numbers that are told in one piece."""
_MORE_DIGITS = re.compile(r"(?: [0-9]{3,4}){1,}\b|-[0-9]{3,4}\b")
_PLURAL = re.compile(
    r"[ -](?!(?:is|was|has|does|as|its|his|vs|now|also|still|already|even|that|which|with|and|comes|gets|runs|costs"
    r"|starts|supports|includes|ships|launches|weighs|boasts|sports|offers|uses|works)\b)(?:[a-z][\w'-]* ){0,2}?"
    r"[a-z][\w-]*(?:s|ren|men|people|staff|feet|personnel|police)\b|[ -](?:people|men|staff|police|troops)\b"
)
_SPAN = re.compile(r"\b(?:last|this|next|that|each|every|past) [a-z]+ $", re.IGNORECASE)  # "last week 600 sat down"
_SETTING = r"\b(?-i:the|our|their|its|his|her) (?:\w+ )?(?:{settings}) $"  # "by the end of the day 40 people"
_PARTITIVE = re.compile(r" (?:more|others?|of (?:the|them|these|those|its|their|his|her|our|whom))\b")
_DAY = re.compile(r"\b(?:[A-Z][a-z]{2,5}day|Yesterday|Today|Tomorrow|Meanwhile|Elsewhere|Overnight),? $")
_NAMED_SO = re.compile(r"[A-Za-z,] [A-Z][a-z]+ $")
_MODELS = r" (?:{models})\b"
_QUOTED_NAME = r"[“\"](?!(?:{sentence_openers})\b)(?:[A-Z][\w']+ )+$"  # a game called “Ironwood 2”
_TITLE = re.compile(r"\b[Tt]he $")
_TOTALS = re.compile(r"\b(?:average|total|maximum|minimum|least|than|nearly|almost|about) (?:of )?$")
_COUNTS = re.compile(
    r"\b(?:about|around|some|nearly|almost|than|over|least|to|of|the|another|estimated|roughly"
    r"|approximately|only|just|all) $",
    re.IGNORECASE,
)
_LINES = re.compile(r"(?:240|360|480|576|720|1080|1440|2160|4320)[pP]")
_SCREEN = r"[ -](?:[a-z-]+ )?(?:{screens})\b"
_PICTURE = r"\b(?:{pictures})\b(?: [a-z]+)? (?:in|at|of|to|with|is)(?: up to| a| full)? $"
_TIMED = r" (?:{timed})\b"
_BASE = re.compile(r"(?:[0-9]|\b(?:cents?|pence|paise|kobo)) (?:per|for (?:each|every)) $")
"""What ends before the sum for which another is told: "$1.12 *per* $100 of value"."""
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]$")


def no_quantity(text: str, start: int, end: int, *, plain: bool, bare: bool) -> bool:
    """Tell whether characters ``start`` to ``end`` are no quantity.

    ``plain``: no unit, currency or large scale in it; ``bare``: digits without grouping besides.
    """
    beside = Beside(text[max(0, start - WINDOW) : start], text[start:end], text[end : end + WINDOW], bare)
    if beside.said.lower() == "one":  # a pronoun: "the one", "no one", "one's"
        named = beside.said == "One" and pattern(_NUMBERED, 0).search(beside.before)  # "Formula One drivers"
        alone = pattern(_NOT_BEFORE_ONE).search(beside.before) or pattern(_NOT_AFTER_ONE).match(beside.after)
        dates = pattern(_AT_ONE).search(beside.before) and pattern(_MOMENT).match(beside.after)  # "at one point"
        return bool(named or alone or dates)
    if _is_code(beside, plain=plain):
        return True
    if not plain:
        return _BASE.search(beside.before) is not None and not beside.said[0].isdigit()
    if beside.said[0] == "-" and pattern(_DESIGNATOR).search(beside.before):
        return True  # "COVID -19"
    if not beside.said[0].isdigit():
        return _is_named_word(beside)
    made = bare and _MADE_BEFORE.search(beside.before) and _MADE.match(beside.after)
    return bool(made and unit_after(text, end) is None) or any(test(beside) for test in _TESTS)


def _is_code(number: Beside, *, plain: bool) -> bool:
    """Tell whether a number is part of a code, clock, version, ordinal or list."""
    before, said, after, _ = number
    footnote = before.endswith("[") and after.startswith("]")
    if footnote or (said[0] == "0" and len(said) > 1 and said.isdigit()) or _FORM.match(after):
        return True
    if _LINES.fullmatch(said) and (pattern(_SCREEN).match(after) or pattern(_PICTURE).search(before)):
        return True  # "a 1080p screen", "video at 720p"
    if _SEAT.match(after) and said.isdigit() and pattern(_LETTERED).search(before):
        return True
    if not plain:
        return re.search(r"(?<![0-9])[0-9]{1,2}:$", before) is not None
    if _CODE_BEFORE.search(before) or _CODE_AFTER.match(after):
        return True
    enumerated = after.startswith(") ") and not has_open_bracket(before) and said.isdigit()
    return len(said) < 4 and (enumerated or (_LIST.search(before) is not None and _LIST_AFTER.match(after) is not None))


def _is_named_word(number: Beside) -> bool:
    """Tell whether a word is part of a name: "Kick Six", "Formula One", "Group of Seven"."""
    capital, model = number.said[0].isupper(), pattern(_MODELS, 0).match(number.after)
    if capital and not model and _NAMED_SO.search(number.before):
        return not re.match(r" (?:[A-Z]|[a-z]+s\b)", number.after)
    if capital and _TITLE.search(number.before) and re.match(r" [A-Z][a-z]+s\b", number.after):
        return True  # "the Six Nations"
    if pattern(_MONTH_BEFORE, 0).search(number.before) and not _PLURAL.match(number.after):
        return True  # "to be redeemed on April six"
    named = pattern(_NUMBERED, 0).search(number.before) or (capital and model)
    return bool(named) or number.after.startswith(("-some", "-on-one", "-fold"))


def _is_designated(number: Beside) -> bool:
    """Flight 12, March 3, No 10."""
    named = "," not in number.said and pattern(_DESIGNATOR).search(number.before)
    if named and _PLURAL.match(number.after) and pattern(_SETTING).search(number.before):
        return False
    return bool(named and not _SPAN.search(number.before)) or bool(pattern(_MONTH_AFTER, 0).match(number.after))


def _is_in_an_address(number: Beside) -> bool:
    """10 Downing Street; NY 10013; call 0800 555 019."""
    zip_code = number.bare and len(number.said) == 5 and number.said.isdigit() and _STATE.search(number.before)
    return bool(zip_code or _is_dialled(number) or pattern(_STREET, 0).match(number.after))


def _is_dialled(number: Beside) -> bool:
    """Call 020 7946 0018; text 60777."""
    more = "," not in number.said and _MORE_DIGITS.match(number.after) is not None
    dialled = _PHONE.search(number.before)
    whole = number.said.replace(" ", "").isdigit() and len(number.said) >= _SHORT and not _PLURAL.match(number.after)
    return more or (dialled is not None and (whole or bool(dialled["digits"].strip()) or dialled[0][0] == "+"))


def _is_index(number: Beside) -> bool:
    return pattern(_INDEX, 0).search(number.before) is not None


def _is_of_law(number: Beside) -> bool:
    """Section 4(2)(b), a paragraph of a law: "under *5(1)* of the act", "Section 17C *(2)*"."""
    within = number.after.startswith(")") and pattern(_PARAGRAPH).search(number.before) is not None
    return number.bare and (within or _SUBSECTION.match(number.after) is not None)


def _is_time(number: Beside) -> bool:
    """The 8.05 train, victims of 9/11."""
    known = number.said in load_lexicon("time")["known_days"]
    return known or bool(_CLOCK.fullmatch(number.said) and pattern(_TIMED, 0).match(number.after))


def _is_year(number: Beside) -> bool:
    said = number.said
    if not (number.bare and said.isdigit() and len(said) == 4 and 1400 <= int(said) < 2200):
        return False
    surely = int(said) in _NAMED_YEARS and said[2:] not in ("00", "50")
    counted = _PLURAL.match(number.after) or (not surely and _TOTALS.search(number.before))
    if MOVED_TO.search(number.before):
        return False
    return not counted or (surely and not _COUNTS.search(number.before))


def _is_model(number: Beside) -> bool:
    """Two 747 freighters; 50 Cent."""
    model = number.bare and len(number.said) == 3 and number.said.isdigit() and number.said[-1] != "0"
    if number.bare and len(number.said) < 3 and pattern(_MODELS, 0).match(number.after):
        return True  # the 7 Plus
    counted = model and matcher("number", r"\b(?:{units}) $").search(number.before) is not None
    return counted or number.after.startswith((" Cent ", " Cent'", " Cent,"))


def _is_named(number: Beside) -> bool:
    """Boeing 737, Ocean's 8: digits right after a name, that count nothing."""
    if not number.bare or len(number.said) > 4 or "." in number.said:
        return False
    if number.after.lstrip(".,")[:1] in ("”", '"') and pattern(_QUOTED_NAME, 0).search(number.before):
        return True
    counts = _PLURAL.match(number.after) or _PARTITIVE.match(number.after) or _DAY.search(number.before)
    return not counts and pattern(_PROPER, 0).search(number.before) is not None


_TESTS: tuple[Callable[[Beside], bool], ...] = (
    _is_designated, _is_in_an_address, _is_index, _is_of_law, _is_year, _is_time, _is_model, _is_named,
)  # fmt: skip
