"""Drafts: a numeral with what touches it: sign, glued scale letters, currency, per cent or point word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from eventx.normalize import currency
from eventx.normalize.lexeme import EXACT, Form, Numeral, words
from eventx.normalize.metres import is_metres


@dataclass(slots=True)
class Draft:
    """A number being read; ``before``: its currency stands before the digits."""

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

    @property
    def plain(self) -> bool:
        """Tell whether no unit and no currency was said with it."""
        return self.unit is None and self.named is None


_PERCENT = re.compile(
    r"(?:[ -]?(?P<points>percentage[ -]points?|percent(?:age)? points?|per cent points?|pp|ppts?|%[ -]points?)(?!\w)"
    r"|[ -]?(?P<basis>basis[ -]points?|bps?)(?!\w)"
    r"|[ -]?(?P<percent>%|(?:per ?cent|pct|pc)(?!\w)|percentage(?! point)(?!\w)))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:(?<![\w.,%)/-])(?<![0-9] )-|(?<!\w)(?<!or )(?:minus|negative)[ -])$", re.IGNORECASE)
_AGAIN = re.compile(
    r" ?(US|U\.S\.|USD|CDN|Cdn|Canadian|CAD|AUD|NZD|HKD|SGD|dollars?)"
    r"(?= (?:an?|per|in|for|to|at|on|and|or|from|bail)\b|[,;.)]|$)"
)
_WHOSE = {"US": "USD", "U.S.": "USD", "CDN": "CAD", "Cdn": "CAD", "Canadian": "CAD", "dollar": None, "dollars": None}
_GLUED_UNIT = re.compile(
    r"(?:[kmcdnμµ]?m[23²³]?|[kmμµ]?g|[kMGTm]?W|[kMGT]Wh|[kMG]?V|[kMG]?[Hh][Zz]|HZ|[KMGTP]B|[gmt]b|[mMGk]bps|mph|MPH|kph|kmh|[bw]?hp|HP|PS|Nm|lbs?|lb-ft"
    r"|ft|sq|sqm|in|oz|m?[lL]|[kM]?t|mi|yds?|hrs?|h|mins?|ms|secs?|ha|C|F|x|cc|dB|m?Ah?|k?psi|ksi|rpm|mpg|bpm|fps|yo|degrees|feet|miles|years?|mmHg"
    r"|deg ?[CF]?|bpd|MP|nits|lux|m?Sv|ppm|ppb|k?Pa|MPa|kcal|k?J)(?![^\W_])"
)  # fmt: skip


def draft_of(text: str, numeral: Numeral) -> Draft | None:
    """Read what touches a numeral; None where it is part of a name or a code."""
    draft = Draft(numeral.start, numeral.end, numeral.value, numeral.form, numeral.scale, dozens=numeral.dozens)
    digits = numeral.form == "digits"
    if digits and text[max(0, draft.start - 2) : draft.start] in ("$-", "€-", "£-"):
        draft.start, draft.value = draft.start - 1, -draft.value
        left = currency.before(text, draft.start)
        draft.start += left is None
    else:
        left = currency.before(text, draft.start) if digits else None
    if left:
        draft.start, draft.before = left[0], True
        draft.unit, draft.named, draft.minor = left[1]
    elif digits and draft.start and (text[draft.start - 1].isalpha() or text[draft.start - 1] == "_"):
        return None
    _glued_scale(text, draft)
    if draft.before and _letter_money(text, draft):
        return None
    _unit_beside(text, draft)
    sign = _SIGN.search(text[max(0, draft.start - 9) : draft.start])
    if sign:
        draft.value, draft.start = -draft.value, draft.start - len(sign[0])
    following = text[draft.end : draft.end + 1]
    if following == "_" or (digits and following.isascii() and following.isalpha() and not unit_glued(text, draft.end)):
        return None
    return draft


def unit_glued(text: str, end: int) -> bool:
    """Tell whether the sign of a physical unit touches what ends at ``end``."""
    return bool(_GLUED_UNIT.match(text, end))


def _letter_money(text: str, draft: Draft) -> bool:
    """Tell whether "R5", "N95", "K2" is a name: these letters are money before large amounts only."""
    said = text[draft.start : draft.end]
    if draft.scale or "," in said or said[0] not in "RNKP" or not said[1].isdigit():
        return False
    return said == "N95" or not (_PRICED.match(said) or _pays(text, said[0]))


_PRICED = re.compile(r"[A-Z][0-9]+\.[0-9]{2}$")


@lru_cache(maxsize=8)
def _pays(text: str, letter: str) -> bool:
    """Tell whether a text writes its money with a letter: "P1.2 billion", "P50,000", "P9.50"."""
    thousands, cents, large = r",[0-9]{3}(?![0-9])", r"\.[0-9]{2}(?![0-9])", r"[0-9.]{0,9} ?(?:[mb]illion|bn)\b"
    sums = rf"(?<![^\W_]){letter}[0-9]{{1,9}}(?:[0-9,]{{0,16}}{thousands}|{cents}|{large})"
    return re.search(sums, text) is not None


def _unit_beside(text: str, draft: Draft) -> None:
    match = _PERCENT.match(text, draft.end)
    if match and not draft.before:
        draft.unit = "percentage_point" if match["points"] else "basis_point" if match["basis"] else "percent"
        draft.end = match.end()
    elif not draft.before and draft.form != "fraction":
        _currency_after(text, draft)
    elif draft.named == "dollar" and (again := _AGAIN.match(text, draft.end)):
        code = _WHOSE.get(again[1], again[1])
        draft.end, draft.unit, draft.named = again.end(), code, None if code else "dollar"


@cache
def _scale_after() -> re.Pattern[str]:
    glued = "|".join(sorted(words("glued"), key=len, reverse=True))
    scales = "|".join(s for s in words("scales") if len(s) < 4)
    return re.compile(
        rf"(?:(?P<glued>{glued})|(?P<joined>(?i:{scales}|million|billion|trillion|thousand|crore|lakh)))(?![^\W_])"
    )


_APART = re.compile(r" (m|b|bn|mn|k|M|B|MM)(?![^\W_])")
_APART_BEFORE_NOUN = re.compile(r" (B|M)(?= (?:[a-z]{3,}s|people|men|women|children)\b)")


def _glued_scale(text: str, draft: Draft) -> None:
    """Take the scale letters that touch the digits: "bn" anywhere, "m" and "b" where a currency or a noun stands by."""
    if draft.scale or draft.form != "digits":
        return
    match = _scale_after().match(text, draft.end) if text[draft.end - 1].isdigit() else None
    if match:
        letter, end = match["glued"] or match["joined"].lower(), match.end()
    elif apart := (_APART if draft.before else _APART_BEFORE_NOUN).match(text, draft.end):
        letter, end = apart[1], apart.end()
    else:
        return
    led = draft.before or _LED.search(text, max(0, draft.start - 13), draft.start) is not None
    money = led or (len(letter) < 3 and currency.after(text, end, True) is not None)
    if not money and not _scales_alone(text, letter, draft.start, end, draft.value):
        return
    power = int(words("glued").get(letter) or words("scales")[letter.lower()])
    draft.scale, draft.end, draft.value = power, end, EXACT.scaleb(draft.value, power)


def _scales_alone(text: str, letter: str, start: int, end: int, value: Decimal) -> bool:
    """Tell whether a letter scales its digits where no currency stands by: "12m tonnes", not "a 100m race"."""
    if letter in ("t", "T", "mm"):
        return False
    if letter == "m":
        return not is_metres(text, start, end)
    if letter in ("b", "B"):
        return re.match(r" [a-z]", text[end : end + 2]) is not None  # "221B Baker Street"
    return letter != "K" or value not in (2, 4, 8)


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
_LED = re.compile(
    r"(?<!\w)(?:US )?(dollars?|euros?|rupees?|naira|birr|taka|yen|ringgit|baht|kyats?|kwacha|cedis?|pesos?"
    r"|shillings?|dirhams?|dinars?|ri[ay]ls?|rand|tenge|hryvnias?|lira|dong|kip) $",
    re.IGNORECASE,
)


def _count(said: str) -> int:
    """Return the value of "50", "fifty", "forty-five"; 0 for no number."""
    if said.isdigit():
        return int(said)
    known = {**words("units"), **words("tens")}
    parts = said.lower().split("-")
    return sum(known[part] for part in parts) if all(part in known for part in parts) else 0


def _currency_after(text: str, draft: Draft) -> None:
    """Take the currency after the digits: "50 million yuan", "50 MUSD", "75 USD million", "3 dollars 50 cents"."""
    digits = text[draft.start : draft.end]
    large = draft.scale >= 3 or "," in digits or (draft.value >= 100 and not (len(digits) == 4 and digits.isdigit()))
    found = currency.after(text, draft.end, large)
    if found is None and draft.scale == 0 and draft.value < 1000 and (grand := _GRAND.match(text, draft.end)):
        draft.value, draft.scale, draft.end = EXACT.scaleb(draft.value, 3), 3, grand.end()
        draft.named = "grand"
        return
    if found is None:
        mega = _MEGA.match(text, draft.end) if draft.scale == 0 and draft.form == "digits" else None
        if mega and currency.is_currency(mega[1]):
            draft.unit, draft.end = mega[1], mega.end()
            draft.scale, draft.value = 6, EXACT.scaleb(draft.value, 6)
        elif draft.scale >= 3 and (led := _LED.search(text[max(0, draft.start - 13) : draft.start])):
            name = currency.after(" " + led[1], 0, True)
            if name is not None:
                draft.unit, draft.named = name[1].code, name[1].name
                draft.start, draft.before = draft.start - len(led[0]), True
        return
    end, said = found
    draft.unit, draft.named, draft.minor = said.code, said.name, said.minor
    if draft.scale == 0 and currency.CODE.fullmatch(text[end - 3 : end]) and (later := _THEN_SCALE.match(text, end)):
        power = int(words("scales").get(later[1].lower(), 6))
        draft.scale, draft.value, end = power, EXACT.scaleb(draft.value, power), later.end()
    elif not said.minor and draft.scale == 0 and (small := _CENTS.match(text, end)):
        count = _count(small[1] or small[2])
        if count:
            draft.value, end = draft.value + Decimal(count) / 100, small.end()
    draft.end = end
