"""Roads and streets, known by their last word or their number, whatever the model takes them for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventx.mentions.places.surroundings import Surroundings
from eventx.mentions.places.toponyms import Toponym, words

ROAD = frozenset(("site",))
NUMBER = re.compile(r"\d{1,5}[A-Z]?\.?")
ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
AMERICAN = re.compile(r"(?:I|US|SR|Hwy)-\d{1,3}")
LETTERED = re.compile(r"(?:[AMN]\d{1,3}|[BL]\d{3,4}|R\d{2,3}|[AE]\d{4}|A\d\(M\))")
"""Roads of Britain, Ireland and the countries that number theirs alike: M65, A6, N52, B4100."""
AIRCRAFT = re.compile(r"A(?:2[12]0|3[0-9]0|400)|N95")
LONGEST = 4
"""Words of the longest name before "Street"."""


def find_roads(around: Surroundings) -> Iterator[Toponym]:
    """Yield roads and streets in text order: "West Haynes Street", "State Route 115", "I-40", "the M65"."""
    named, weak, numbered = words("streets"), words("drives"), words("routes")
    codes = {text for text in around.index if text[-1:].isdigit() and not text.isdigit()}
    last = 0
    for i in around.at(named | weak | numbered | codes):
        if i < last:
            continue
        text = around.text[i]
        hit: tuple[int, int] | None = None
        if text in numbered:
            hit = _numbered(around, i, last)
        if hit is None and (text in named or text in weak):
            hit = _named(around, i, last)
        elif hit is None and text in codes and _is_code(around, i):
            hit = i, i + 1
        if hit is not None:
            first, last = hit
            start, end = around.start[first], around.end(last)
            yield Toponym(start, end, first, last, around.full[start:end], "name", (), ROAD)


def _named(around: Surroundings, at: int, bound: int) -> tuple[int, int] | None:
    """Return the tokens of a name that ends at "Street", where no other word of a name follows."""
    first = at
    while first > bound and at - first < LONGEST and _is_part(around, first - 1):
        first -= 1
    while first < at and (around.lower[first] == "the" or around.text[first] in ("'s", "’s", "-", ".")):
        first += 1
    last = at + 1
    if last < len(around) and around.text[last] == "." and around.text[at] in words("shortened"):
        last += 1
    if first == at or around.text[first] in words("no_street"):
        return None
    if last < len(around) and (around.name[last] and "\n" not in around.text[last]) and at not in around.headline:
        beside = around.text[last] in words("quarters") or around.text[last] in words("titles")
        if not beside and around.spaced[last - 1]:
            return None
    if last < len(around) and around.lower[last] in words("person_verbs"):
        return None
    before = around.lower[first - 1] if first else ""
    led = before in words("on_road") or before.isdigit()
    if around.text[at] in words("drives") and not led:
        return None
    if around.text[at] in words("shortened") and not led:
        return None
    things = last < len(around) and around.pos[last] == "NOUN" and around.text[first] in ("High", "Main")
    return None if things else (first, last)


def _is_part(around: Surroundings, i: int) -> bool:
    """Tell whether a token may be a part of a street's name."""
    text = around.text[i]
    if not around.spaced[i] and text not in ("-", ".") and around.text[i + 1] not in ("'s", "’s", "-", "."):
        return False
    if "\n" in text:
        return False
    named = around.name[i] and around.pos[i] != "PRON" and around.label[i] != "DATE"
    return named or ORDINAL.fullmatch(text) is not None or text in ("'s", "’s", "-")


def _numbered(around: Surroundings, at: int, bound: int) -> tuple[int, int] | None:
    """Return the tokens of "State Route 115", "U.S. 59" and their like."""
    if at + 1 >= len(around) or not NUMBER.fullmatch(around.text[at + 1]) or not around.spaced[at]:
        return None
    first = at
    while first > bound and at - first < 3 and around.text[first - 1] in words("road_owners"):
        first -= 1
    if around.text[at] in words("road_owners") and first == at and not _is_us_road(around, at):
        return None
    return first, at + 2


def _is_us_road(around: Surroundings, at: int) -> bool:
    """Tell "on U.S. 30", a road, from "the U.S. 30 years ago"."""
    if around.text[at] == "Interstate":
        return True
    if not at or around.lower[at - 1] not in words("on_road") or len(around.text[at + 1]) > 3:
        return False
    after = at + 2
    return after >= len(around) or around.pos[after] != "NOUN" or around.lower[after] in words("on_way")


def _is_code(around: Surroundings, at: int) -> bool:
    """Tell whether a token is a road by its letter and number: "I-40"; "M65" after "the" and what roads stand by."""
    text = around.text[at]
    if AMERICAN.fullmatch(text):
        return True
    if not LETTERED.fullmatch(text) or AIRCRAFT.fullmatch(text) or not at or around.lower[at - 1] != "the":
        return False
    ahead = around.lower[at + 1 : at + 5]
    if ahead[:1] and (ahead[0] in words("on_way") or not words("shut").isdisjoint(ahead)):
        return True
    after = around.pos[at + 1] if at + 1 < len(around) else ""
    return at > 1 and around.lower[at - 2] in words("on_road") and after not in ("NOUN", "PROPN", "ADJ", "NUM")
