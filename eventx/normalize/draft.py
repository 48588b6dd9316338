"""Drafts: a numeral with what touches it: sign, glued scale letters, currency, per cent or point word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from eventx.lexicons import alternation, load_lexicon, matcher
from eventx.normalize import currency
from eventx.normalize.lexeme import Form, Numeral
from eventx.normalize.rate import per_after
from eventx.normalize.scale_letter import scales_alone


@dataclass(slots=True)
class Draft:
    """A number being read; ``before``: its currency stands before the digits; ``rated``: where its rate would stand."""

    start: int
    end: int
    value: Decimal
    form: Form
    scale: int = 0
    unit: str | None = None
    named: str | None = None
    minor: bool = False
    before: bool = False
    dozens: bool = False
    rated: int | None = None

    @property
    def plain(self) -> bool:
        """Tell whether no unit and no currency was said with it."""
        return self.unit is None and self.named is None

    def scale_by(self, power: int, end: int) -> None:
        """Multiply by a power of ten that is said up to ``end``."""
        self.scale, self.value, self.end = power, self.value.scaleb(power), end


_AGES = re.compile(r"(?:^|[a-z,] |[(“\"])(?:over|under)[ -]$")
_OLDEST = 120
_AGED = re.compile(r"s(?!\w)(?! of\b)")  # "the over-70s", but not "England Under-21s"
_PERCENT = re.compile(
    r"(?:[ -]?(?P<percentage_point>(?:percent(?:age)?|per[ -]cent)[ -]points?|pp|ppts?|%[ -]points?)(?!\w)"
    r"|[ -]?(?P<basis_point>basis[ -]points?|bps?)(?!\w)"
    r"|[ -]?(?P<percent>%|(?:per[ -]?cent|pct|(?-i:pc))(?!\w)|percentage(?! point)(?!\w)))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:(?<![\w.,%)/-])(?<![0-9] )-|(?<!\w)(?<!or )(?:minus|negative)[ -])$", re.IGNORECASE)
_PLUS = r"\b(?:{before_plus}) (?P<sign>plus[ -])$"  # "rose to plus 11", but "$5 plus $2"
_SIGNED = 12  # characters of a sign and the word before it
_AGAIN = re.compile(
    r" ?(US|U\.S\.|USD|CDN|Cdn|Canadian|CAD|AUD|NZD|HKD|SGD|dollars?)"
    r"(?= (?:an?|per|in|for|to|at|on|and|or|from|bail)\b|[,;.)]|$)"
)
_NAMED_AGAIN = {"US": "USD", "U.S.": "USD", "CDN": "CAD", "Cdn": "CAD", "Canadian": "CAD"}
_APART = re.compile(r" (m|b|bn|mn|k|M|B|MM)(?![^\W_])")
_APART_BEFORE_NOUN = (
    r" (?:[BM](?= (?:[a-z]{3,}s|people|men|women|children)\b)|m(?= (?:[a-z]+ )?(?:{context.millions})\b))"
)
_GRAND = re.compile(
    r" grand(?=[.,;:!?)]|$| (?:for|an?|in|on|and|to|from|per|each|more|off|or|at|by|as|is|was|this|last|every)\b)"
)  # "two grand a month", but not "two grand pianos"
_MEGA = re.compile(r" ?M([A-Z]{3})(?![A-Za-z])")
_THEN_SCALE = re.compile(r" (million|billion|trillion|bn|mn|mln|bln|m)(?![^\W_])", re.IGNORECASE)
_CENTS = re.compile(
    r" (?:and )?([0-9]{1,2}|[a-z]{2,9}(?:-[a-z]{3,5})?) (?:cents?|pence|paise)(?!\w)"
    r"|(?<=[sSD]) ([0-9]{2})(?=[.,;!?](?![0-9])|$| more)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?:[RNKP]|PS)(?=[0-9])")
_PRICED = re.compile(r"[A-Z]{1,2}[0-9]+\.[0-9]{2}$")
_MEETING = r"(?:{meetings.codes}) ?[0-9]{1,2}"


def draft_of(text: str, numeral: Numeral) -> Draft | None:
    """Read what touches a numeral; None where it is part of a name or a code."""
    draft = Draft(numeral.start, numeral.end, numeral.value, numeral.form, numeral.scale, dozens=numeral.dozens)
    digits = numeral.form == "digits"
    if digits and not _currency_before(text, draft):
        return None
    _glued_scale(text, draft)
    if draft.before and (_is_name(text, draft) or _is_rate(text, draft)):
        return None
    _unit_beside(text, draft)
    young = draft.unit is None and draft.value < _OLDEST
    if young and (aged := _AGED.match(text, draft.end)) and _AGES.search(text, max(0, draft.start - 24), draft.start):
        draft.unit, draft.end = "year of age", aged.end()
    if sign := _SIGN.search(text[max(0, draft.start - 9) : draft.start]):
        draft.value, draft.start = -draft.value, draft.start - len(sign[0])
    elif sign := matcher("number", _PLUS).search(text[max(0, draft.start - _SIGNED) : draft.start]):
        draft.start -= len(sign["sign"])
    after = text[draft.end : draft.end + 1]
    touched = digits and after.isascii() and after.isalpha() and not unit_glued(text, draft.end)
    sentence = draft.unit == "percent" and after.isupper()  # a blank was lost: "up 3%Sales"
    return None if after == "_" or (touched and not sentence) else draft


def _currency_before(text: str, draft: Draft) -> bool:
    """Take the currency before the digits; False where a letter touches them that is none."""
    minus = text[max(0, draft.start - 2) : draft.start] in ("$-", "€-", "£-")
    if left := currency.before(text, draft.start - minus):
        draft.start, (draft.unit, draft.named, draft.minor), draft.before = *left, True
        draft.value = -draft.value if minus else draft.value
        return True
    last = text[draft.start - 1 : draft.start]
    return not (last.isalpha() or last == "_")


def unit_glued(text: str, end: int) -> bool:
    """Tell whether the sign of a physical unit touches what ends at ``end``."""
    return matcher("units", r"(?:{glued})(?![^\W_])", 0).match(text, end) is not None


def _is_name(text: str, draft: Draft) -> bool:
    """Tell whether "R5", "N95", "PS5" is a name: these letters are money before large amounts only; "COP30" is one."""
    said = text[draft.start : draft.end]
    if matcher("currency", _MEETING, 0).fullmatch(said):
        return True
    letter = None if draft.scale or "," in said else _LETTER.match(said)
    return letter is not None and (
        said == "N95"
        or not (
            _PRICED.match(said) or (letter[0] != "PS" and (_pays(text, letter[0]) or _is_own(text, draft, letter[0])))
        )
    )


def _is_rate(text: str, draft: Draft) -> bool:
    """Tell whether one of a currency is what another is told for: "N1,530/*$1*"."""
    return draft.value == 1 and re.search(r"[0-9] ?/ ?$", text[max(0, draft.start - 4) : draft.start]) is not None


def _is_own(text: str, draft: Draft, letter: str) -> bool:
    """Tell whether two figures or more are money of a country that the text tells of: "from N300 to N500"."""
    home = load_lexicon("currency")["letters"].get(letter.lower())
    if home is None or draft.end - draft.start < 3:
        return False
    return per_after(text, draft.end) is not None or _tells_of(text, letter)


@lru_cache(maxsize=8)
def _tells_of(text: str, letter: str) -> bool:
    """Tell whether a text tells of a country that writes its money with a letter, or of a change in such sums."""
    told = rf"\b(?:{{letters.{letter.lower()}}})\b|\bfrom {letter}[0-9]{{2,3}} to {letter}[0-9]{{2,5}}\b"
    return matcher("currency", told, 0).search(text) is not None


@lru_cache(maxsize=8)
def _pays(text: str, letter: str) -> bool:
    """Tell whether a text writes its money with a letter: "P1.2 billion", "P50,000", "P9.50"."""
    thousands, cents, large = r",[0-9]{3}(?![0-9])", r"\.[0-9]{2}(?![0-9])", r"[0-9.]{0,9} ?(?:[mb]illion|bn)\b"
    sums = rf"(?<![^\W_]){letter}[0-9]{{1,9}}(?:[0-9,]{{0,16}}{thousands}|{cents}|{large})"
    return re.search(sums, text) is not None


def _unit_beside(text: str, draft: Draft) -> None:
    match = _PERCENT.match(text, draft.end)
    if match and not draft.before:
        draft.unit, draft.end = match.lastgroup, match.end()
    elif not draft.before and draft.form != "fraction":
        _currency_after(text, draft)
    elif draft.named == "dollar" and (again := _AGAIN.match(text, draft.end)):
        draft.end = again.end()
        if again[1][0] != "d":
            draft.unit, draft.named = _NAMED_AGAIN.get(again[1], again[1]), None


@cache
def _scale_after() -> re.Pattern[str]:
    words = load_lexicon("number")
    short = "|".join(scale for scale in words["scales"] if len(scale) < 4)
    scales = rf"(?i:{short}|million|billion|trillion|thousand|crore|lakh)"
    return re.compile(rf"(?:{alternation(words['glued'])}|{scales})(?![^\W_])")


def _led(text: str, draft: Draft) -> re.Match[str] | None:
    """Match the name of a currency that stands before the digits: "rupees 3 crore"."""
    return matcher("currency", r"(?<!\w)(?:US )?({common.leading}) $").search(
        text, max(0, draft.start - 13), draft.start
    )


def _glued_scale(text: str, draft: Draft) -> None:
    """Take the scale letters that touch the digits: "bn" anywhere, "m" and "b" where a currency or a noun stands by."""
    if draft.scale or draft.form != "digits":
        return
    match = _scale_after().match(text, draft.end) if text[draft.end - 1].isdigit() else None
    match = match or (_APART if draft.before else matcher("number", _APART_BEFORE_NOUN, 0)).match(text, draft.end)
    if match is None:
        return
    letter, end = match[0].strip(), match.end()
    money = draft.before or _led(text, draft) is not None
    money = money or (len(letter) < 3 and currency.after(text, end, True) is not None)
    if money or scales_alone(text, letter, draft.start, end, draft.value):
        words = load_lexicon("number")
        draft.scale_by(int(words["glued"].get(letter) or words["scales"][letter.lower()]), end)


def _count(said: str) -> int:
    """Return the value of "50", "fifty", "forty-five"; 0 for no number."""
    if said.isdigit():
        return int(said)
    known = {**load_lexicon("number")["units"], **load_lexicon("number")["tens"]}
    return sum(known.get(part, 0) for part in said.lower().split("-"))


def _currency_after(text: str, draft: Draft) -> None:
    """Take the currency after the digits: "50 million yuan", "50 MUSD", "75 USD million", "3 dollars 50 cents"."""
    digits = text[draft.start : draft.end]
    year = len(digits) == 4 and digits.isdigit()
    large = draft.scale >= 3 or "," in digits or (draft.value >= 100 and not year)
    found = currency.after(text, draft.end, large)
    if found is None:
        _currency_around(text, draft)
        return
    end, said = found
    if year and text.startswith("-denominated", end):
        return  # "2033 euro-denominated bonds"
    draft.unit, draft.named, draft.minor = said.code, said.name, said.minor
    coded = currency.CODE.fullmatch(text[end - 3 : end]) is not None
    if draft.scale == 0 and coded and (later := _THEN_SCALE.match(text, end)):
        draft.scale_by(int(load_lexicon("number")["scales"].get(later[1].lower(), 6)), later.end())
        return
    small = _CENTS.match(text, end) if draft.scale == 0 and not said.minor else None
    if small and (count := _count(small[1] or small[2])):
        draft.value, end = draft.value + Decimal(count) / 100, small.end()
    draft.end = end


def _currency_around(text: str, draft: Draft) -> None:
    """Take a currency that stands elsewhere: "two grand", "50 MUSD", "rupees 3 crore"."""
    mega = _MEGA.match(text, draft.end) if draft.scale == 0 and draft.form == "digits" else None
    if mega and currency.is_currency(mega[1]):
        draft.scale_by(6, mega.end())
        draft.unit = mega[1]
    elif draft.scale == 0 and draft.value < 1000 and (grand := _GRAND.match(text, draft.end)):
        draft.scale_by(3, grand.end())
        draft.named = "grand"
    elif draft.scale >= 3 and (led := _led(text, draft)):
        found = currency.after(f" {led[1]}", 0, True)
        draft.unit, draft.named = (found[1].code, found[1].name) if found else (None, None)
        draft.start, draft.before = draft.start - len(led[0]), True
