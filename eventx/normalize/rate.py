"""Rates: what an amount is told for: "a barrel", "per share", "an hour"."""

from __future__ import annotations

import re

from eventx.lexicons import load_lexicon, matcher

_GAP = re.compile(r" (?:in|of) (?:[a-z-]+ ){0,2}[a-z]+(?= (?:per|each|every) )")
_PER = (
    r"[ -]per[ -](?:(?:{shares}) (?=share\b))?"
    r"(?-i:U\.?S\.? (?!dollar))?(?P<noun>(?:sq|cu)\.? ?(?:m|km|ft|mi|yd|in|metres?|meters?|foot|feet|mile)\b"
    r"|(?-i:U\.?S\.? )?(?:(?:thousand|million|hundred|square|cubic|metric|troy|fluid|short|long|full"
    r"|board(?= f[eo])) ){0,3}[^\W\d_]+(?:[-/][^\W\d_]+)?)"
)
_SLASH = re.compile(r" ?/ ?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)?)")
_SIGNED = re.compile(r" ?/ ?(?:US)?(?P<noun>[$€£])1?(?![\d.,]*\d)")  # "N1,530/$1"
_EARLIER = re.compile(r" (?:ago|earlier|before(?! [a-z]+ing\b)|later|previously|or so|old|of age)\b")
_NO_RATE = frozenset({"cent", "time", "other", "of", "one", "single", "each"})
_AREA = re.compile(r"(sq|cu)\.? ?([a-z]+)", re.IGNORECASE)
_OTHER = r", or [^,()\n]{1,28}"
_AGAIN = re.compile(
    rf"(?:(?: \([^()\n]{{1,28}})?\)|{_OTHER},(?! (?:a|per) share))(?=[ -](?:an?|per|each|every)\b)| each(?= per )"
)
_TOLD_AGAIN = re.compile(_OTHER + "$")


_ARTICLED = (
    r"[ -]an?[ -](?:(?:{shares}) (?=share\b))?"
    r"(?P<noun>(?:(?:square|cubic|metric|troy|fluid|full) )?(?:{nouns}))(?![\w-])"
)


def per_of(text: str, end: int) -> str | None:
    """Return the noun of the rate of an amount of money: "a share" share, "per thousand cubic metres" as it stands.

    >>> per_of("$5 a barrel", 2)
    'barrel'
    """
    again = _AGAIN.match(text, end)  # of both of "C$8 (US$5.90) per share", "$5, or four pounds, a day", but not of
    # both of "earned $4 million, or 30 cents, a share"
    closed = text[end : end + 1] == "," and _TOLD_AGAIN.search(text, max(0, end - 32), end) is not None
    found = per_after(text, again.end() if again else end + closed)
    if found is None and (gap := _GAP.match(text, end)):
        found = per_after(text, gap.end(), only_per=True)
    return found and found[0]


_EVERY = re.compile(r" (?:(?:every|each) (?P<noun>year|month|week|day|hour|minute|second|night)|(?P<word>[a-z]+ly))\b")


def often(text: str, end: int) -> str | None:
    """Return how often a measure is told for: "annually" year, "every day" day; money has only its "a" and "per"."""
    match = _EVERY.match(text, end)
    return match and (match["noun"] or load_lexicon("rate")["often"].get(match["word"]))


def per_after(text: str, end: int, only_per: bool = False) -> tuple[str, int] | None:
    """Return the noun of the rate that stands at ``end`` and where it ends; ``only_per``: not "a week"."""
    articled = None if only_per else matcher("rate", _ARTICLED).match(text, end)
    match = articled or matcher("rate", _PER).match(text, end) or _SLASH.match(text, end) or _SIGNED.match(text, end)
    if match is None or _EARLIER.match(text, match.end()) or match["noun"].lower() in _NO_RATE:
        return None
    words, singular = load_lexicon("rate"), load_lexicon("rate")["singular"]
    if area := _AREA.fullmatch(match["noun"]):
        kind, noun = ("square" if area[1].lower() == "sq" else "cubic"), area[2].lower()
        return f"{kind} {words['areas'].get(noun, singular.get(noun, noun.removesuffix('s')))}", match.end()
    return singular.get(match["noun"].lower(), match["noun"]), match.end()
