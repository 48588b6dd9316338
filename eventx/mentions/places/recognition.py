"""Which words of an article name a place: what the model's entities say, and what the words around a name say."""

from __future__ import annotations

from collections.abc import Iterable

from eventx.mentions.places.roads import find_roads
from eventx.mentions.places.surroundings import HOLDERS, TOWN, Surroundings
from eventx.mentions.places.told import (
    OTHER_LABELS,
    PLACE_LABELS,
    SITE,
    civic,
    datelines,
    labelled,
    led,
    settled,
    sites,
)
from eventx.mentions.places.toponyms import Toponym, demonyms, generic, rows, state, words
from eventx.normalize.place import fold, look_up

BODY_LABELS = frozenset(("ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "NORP"))
WORK_LABELS = frozenset(("PRODUCT", "LAW", "WORK_OF_ART"))
NUMBER_LABELS = frozenset(("CARDINAL", "ORDINAL"))
"""The model's answer to short words in capitals: NSW."""
LONGEST = 5
"""Tokens of the longest name that is looked up."""
KNOWN = 50
"""People (ten times log10) from which a town is known where the words around speak for it: 100,000."""
FAMOUS = 57
"""People from which a town or region is known without more: 500,000."""


def find_toponyms(around: Surroundings) -> tuple[list[Toponym], list[Toponym]]:
    """Find the names of places and the adjectives of a Doc, in text order, none overlapping; and the doubtful ones."""
    found: list[Toponym] = []
    doubted: list[Toponym] = []
    roads = list(find_roads(around))
    for run in around.runs({i for road in roads for i in range(road.first, road.last)}):
        i = 0
        while i < len(run):
            step = 1
            for j in range(min(len(run), i + LONGEST), i, -1):
                if (hit := _match(around, run[i], run[j - 1] + 1, found[-1] if found else None)) is not None:
                    step = j - i
                    if hit.form != "none":
                        (doubted if hit.form in ("", "?") else found).append(hit)
                    break
            i += step
    found = _sorted(found, roads)
    found = _sorted(found, labelled(around, found))
    found = _sorted(found, settled(around, found))
    found = _sorted(found, sites(around, found))
    found = _sorted(found, [*led(around, found), *civic(around, found), *datelines(around, found)])
    found = _recall(around.full, found, [t for t in doubted if t.form == ""])
    return found, [t for t in doubted if t.form == "?" or (not t.form and around.may_be_place(t.first, t.last))]


def joined(found: list[Toponym], more: Iterable[Toponym]) -> list[Toponym]:
    """Join names in text order; a new one that overlaps is left out, but a nested one gives way to a new name."""
    return _sorted(found, more)


def _sorted(found: list[Toponym], more: Iterable[Toponym]) -> list[Toponym]:
    """Join names in text order; a new one that overlaps is left out, but a nested one gives way to a new name."""
    new = list(more)
    held = {i for t in new for i in range(t.first, t.last)}
    kept = [t for t in found if t.form != "nested" or t.first not in held]
    taken = {i for t in kept for i in range(t.first, t.last)}
    return sorted([*kept, *(t for t in new if taken.isdisjoint(range(t.first, t.last)))], key=lambda t: t.start)


def _match(around: Surroundings, first: int, last: int, before: Toponym | None) -> Toponym | None:
    """Judge the tokens ``first`` to ``last``: a toponym, one of doubtful or other form, or None."""
    if not (around.name[first] and around.name[last - 1]):
        return None
    start, end = around.start[first], around.end(last)
    text = around.full[start:end]
    if (senses := state(text)) and around.is_state(first, text):
        return Toponym(start, end, first, last, text, "name", senses, HOLDERS)
    if last - first == 1 and around.lower[first] in words("compass"):
        return None
    if last - first == 1 and _is_never(text):
        if around.label[first] not in PLACE_LABELS or not around.is_whole(first, last):
            return _odd(around, first, text)
        out = Toponym(start, end, first, last, text, "name", look_up(text))
        return out if out.senses and (around.is_inside(out, before) or around.contains(out)) else None
    if (adjective := demonyms().get(text)) is not None and around.label[first] != "PERSON":
        return Toponym(start, end, first, last, adjective.name, "adjective", (adjective,))
    if text in words("others"):
        return Toponym(start, end, first, last, text, "none")
    senses = look_up(text) if "\n" not in text and " - " not in text else ()
    if last - first == 2 and around.text[first] in ("Co", "Co."):
        senses = tuple(s for s in look_up(f"County {around.text[first + 1]}") if s.kind == "region")
    if around.is_county(last) and (counties := look_up(f"{text} County")):
        senses = (*counties, *senses)
    if not senses and last - first > 1 and around.text[last - 1] == "River":
        senses = tuple(s for s in look_up(around.full[start : around.end(last - 1)]) if s.level == "water")
    if not senses and last - first == 2 and around.text[first] in words("features") and around.spaced[first]:
        return Toponym(start, end, first, last, text, "name", (), generic().get(around.lower[first], SITE))
    if not senses or (len(text) < 4 and text.isupper() and fold(senses[0].name) == fold(text)):
        return None
    out = Toponym(start, end, first, last, text, "name", senses)
    out.dateline = around.is_dateline(first, last)
    out.levels = around.levels(out)
    out.form = _form(around, out, last, before)
    return out if out.form != "none" else None


def _is_never(text: str) -> bool:
    """Tell whether a word is no place's name unless the model and a place beside it agree."""
    never = words("never")
    return len(text) < 2 or text in never or text in words("titles") or (text.isupper() and text.title() in never)


def _odd(around: Surroundings, first: int, text: str) -> Toponym | None:
    """Return a town with a name like Hope or Reading, said to be in it, for the map to judge."""
    said = first > 1 and around.lower[first - 1] == "of" and around.lower[first - 2] in words("of_place")
    if not first or not (said or around.lower[first - 1] in words("inside")):
        return None
    if around.pos[first] != "PROPN" or text.isupper():
        return None
    if around.beside_name(first, first + 1) or around.label[first] == "DATE":
        return None
    return Toponym(around.start[first], around.end(first + 1), first, first + 1, text, "?", look_up(text))


def _form(around: Surroundings, out: Toponym, last: int, before: Toponym | None) -> str:
    """Return name, nested, "" (doubtful), "?" (if the map says so) or "none" for what ends before token ``last``."""
    first = out.first
    own = [s for s in out.senses if not s.alternate or s.level in ("admin1", "admin2")]
    best = max((s.people for s in own), default=0) or min(KNOWN, max(s.people for s in out.senses))
    levels = {s.level for s in own}
    strong = bool(levels & {"country", "area", "water", "site", "capital"}) or best >= FAMOUS
    strong = strong and out.name not in words("doubtful")
    known = strong or bool(levels & {"capital", "admin1"}) or best >= KNOWN
    labels = set(around.label[first:last]) - {""}
    if out.dateline and known and around.full[out.start : out.end].isupper():
        return "name"
    if labels & OTHER_LABELS and not labels & PLACE_LABELS and not (strong and labels <= NUMBER_LABELS):
        word = last - first == 1 and around.pos[first] == "PROPN" and around.is_whole(first, last)
        if not (word and (strong or around.is_inside(out, before))):
            return "none"
    if first and around.text[first - 1] in words("people_titles"):
        return "none"
    if not strong and last < len(around) and around.lower[last] in words("things"):
        return "none"
    if not (strong or labels or out.dateline) and _is_shouted(around, first, last):
        return "none"
    if last - first > 1 and _says_so(around, first, last, levels):
        office = last < len(around) and around.is_office(last)
        if office or not around.beside_name(first, last):
            return "name"
    if (hyphen := _hyphened(around, first, last)) is not None:
        return hyphen if known else "none"
    if _is_given(around, first, last):
        return "none"
    if around.in_body(first, last) or (first and around.text[first - 1] in words("clubs")):
        return "nested" if known else "none"
    place = around.is_place(out, before)
    whole = around.is_whole(first, last)
    if last - first == 1 and out.name in around.surnames and not out.dateline and not (place and strong):
        likely = bool(levels) and (place or (around.is_thing(out) and bool(labels & PLACE_LABELS)))
        return "?" if likely else "none"
    if labels & PLACE_LABELS:
        return "name" if whole or place or known else ""
    said = place and (known or bool(out.levels))
    doubt = "?" if levels and around.may_be_place(first, last) else "none"
    inside = place and bool(levels) and (around.is_inside(out, before) or around.is_way(out, before))
    if best and last < len(around) and around.lower[last] in words("locals") and whole:
        return "name"
    famous = strong and levels & {"country", "capital"} and out.name not in words("given")
    if "PERSON" in labels and famous and not around.beside_name(first, last):
        return "name"
    if "PERSON" in labels:
        said = said or (best >= TOWN and around.is_thing(out))
        return "none" if not whole else "name" if out.dateline or inside or said else "" if known else doubt
    sure = strong or out.dateline or inside or said
    if labels & WORK_LABELS and not (inside or out.dateline):
        return "none"
    if labels & BODY_LABELS:
        if whole or (first > 1 and around.text[first - 1] == "of" and around.text[first - 2] in words("firms")):
            return "name" if sure else "" if known else doubt
        return "nested" if known else "none"
    proper = all(around.pos[i] == "PROPN" or around.text[i].isupper() for i in (first, last - 1)) or (
        around.text[first] == "The" and last - first > 1 and around.lower[first - 1] in words("inside")
    )
    if not proper and not (strong and levels & {"country", "area"}):
        return doubt
    return "name" if sure else "" if place or best else "none"


def _is_shouted(around: Surroundings, first: int, last: int) -> bool:
    """Tell whether one word is in capitals among words that are not, as names made of initials are."""
    beside = around.text[max(0, first - 1) : first] + around.text[last : last + 1]
    return last - first == 1 and around.text[first].isupper() and not any(t.isupper() and len(t) > 1 for t in beside)


def _says_so(around: Surroundings, first: int, last: int, levels: set[str]) -> bool:
    """Tell whether a name of several words says by them that it is a place's: "Mercer County", "Tyne and Wear"."""
    if levels & {"area", "water"}:
        return True
    return "admin2" in levels and ("County" in (around.text[first], around.text[last - 1]))


def _is_given(around: Surroundings, first: int, last: int) -> bool:
    """Tell whether a name is a person's first: "Jordan Smith"."""
    if around.text[first] not in words("given") or last - first > 1 or last >= len(around) or first in around.headline:
        return False
    after = around.text[last]
    if around.label[last] in ("ORG", "FAC") or not around.spaced[first] or not around.name[last]:
        return False
    return (
        after not in words("titles")
        and after not in words("sites")
        and after not in words("of_region")
        and after not in demonyms()
        and after.lower() not in generic()
    )


def _hyphened(around: Surroundings, first: int, last: int) -> str | None:
    """Return the form of a name in a hyphened word: "US-China" names, "UK-Algerian" nested, "euro-Atlantic" none."""
    if first > 1 and around.text[first - 1] == "-" and not around.spaced[first - 1]:
        joined = around.text[first - 2]
        return None if joined[:1].isupper() or joined.lower() in ("anti", "pro", "ex", "mid") else "none"
    if last + 1 < len(around) and around.text[last] == "-" and not around.spaced[last - 1]:
        return "nested" if around.text[last + 1] in demonyms() else None
    return None


def _recall(text: str, found: list[Toponym], doubted: list[Toponym]) -> list[Toponym]:
    """Take back the doubtful names that the article elsewhere names as places, or that stand in a list of places."""
    known = {fold(t.name) for t in found if t.form == "name"}
    listed = _listed(text, sorted([*found, *doubted], key=lambda t: t.start))
    back = [t for t in doubted if fold(t.name) in known or t in listed]
    for t in back:
        t.form = "name"
    return _sorted(found, back)


def _listed(text: str, ordered: list[Toponym]) -> set[Toponym]:
    """Return the names in lists of three or more: "Migori, Homa Bay, Rongo and Siaya"."""
    return {t for row in rows(text, ordered) if len(row) > 2 for t in row if t.form != "nested"}
