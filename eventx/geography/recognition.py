"""Which words of an article name a place: what the model's entities say, and what the words around a name say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from eventx.geography.roads import find_roads
from eventx.geography.surroundings import HOLDERS, TOWN, Surroundings
from eventx.geography.toponyms import Toponym, demonyms, generic, rows, state, words
from eventx.normalize.place import fold, look_up

PLACE_LABELS = frozenset(("GPE", "LOC"))
BODY_LABELS = frozenset(("ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "NORP"))
WORK_LABELS = frozenset(("PRODUCT", "LAW", "WORK_OF_ART"))
OTHER_LABELS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"))
NUMBER_LABELS = frozenset(("CARDINAL", "ORDINAL"))
"""The model's answer to short words in capitals: NSW."""
SITE = frozenset(("site",))
ODD = re.compile(r"\d|(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)(?<!Fitz)(?<=[a-z])[A-Z]")
"""Figures, and capitals within a word, as firms write theirs."""
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
    found = _sorted(found, _unknown(around, found))
    found = _sorted(found, _settled(around, found))
    found = _sorted(found, _sites(around, found))
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
    if last - first == 1 and (
        len(text) < 2 or text in words("never") | words("titles") or (text.isupper() and text.title() in words("never"))
    ):
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


def _odd(around: Surroundings, first: int, text: str) -> Toponym | None:
    """Return a town with a name like Hope or Reading, said to be in it, for the map to judge."""
    if not first or around.lower[first - 1] not in words("inside") or around.pos[first] != "PROPN" or text.isupper():
        return None
    if around.beside_name(first, first + 1):
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
        return "none"
    if first and around.text[first - 1] in words("people_titles"):
        return "none"
    if not strong and last < len(around) and around.lower[last] in words("things"):
        return "none"
    if not (strong or labels or out.dateline) and _is_shouted(around, first, last):
        return "none"
    if last - first > 1 and _says_so(around, first, last, levels):
        office = last < len(around) and around.text[last] in words("titles")
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
        return "?" if place and labels & PLACE_LABELS else "none"
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
    proper = all(around.pos[i] == "PROPN" or around.text[i].isupper() for i in (first, last - 1))
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


def _unknown(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield the model's places that no gazetteer knows, where the words around agree with it."""
    taken = {i for t in found if t.form != "nested" for i in range(t.first, t.last)}
    before = {t.last: t for t in found}
    for ent in around.doc.ents:
        first, last = ent.start, ent.end
        site = ent.label_ == "FAC"
        if not (site or ent.label_ in PLACE_LABELS) or not taken.isdisjoint(range(first, last)):
            continue
        while first < last and around.lower[first] in words("compass"):
            first += 1
        while first < last and around.text[last - 1] in ("'s", "’s", "-", ",", "."):
            last -= 1
        if first == last or not around.name[first]:
            continue
        text = around.full[around.start[first] : around.end(last)]
        if "\n" in text or text in words("never") or text in demonyms() or (text.isupper() and len(text) < 5):
            continue
        if around.text[last - 1] in words("joins") or ODD.search(text):
            continue
        if (last - first == 1 and text in around.surnames) or (
            last < len(around) and around.lower[last] in words("things")
        ):
            continue
        out = Toponym(around.start[first], around.end(last), first, last, text, "name")
        out.levels = generic().get(around.lower[last - 1]) or generic().get(around.lower[first]) or around.levels(out)
        out.dateline = around.is_dateline(first, last)
        if site:
            out.levels = SITE
            if around.text[last - 1] in words("happenings"):
                continue
            if last - first > 1 and around.is_inside(out, None):
                yield out
        elif out.levels or around.is_place(out, before.get(first - 1) or before.get(first - 2)):
            yield out


def _settled(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield names that are said to be places: "the village of X", "mayor of X", "X province", "Leeds, X and Hull"."""
    taken = {i for t in found for i in range(t.first, t.last)}
    settled, of_place = words("settled"), words("of_place")
    for i, word in enumerate(around.lower):
        if word == "of" and i and around.lower[i - 1] in settled | of_place:
            first, last = _proper(around, i + 1, 1, taken)
            if around.lower[i - 1] in settled or not around.label[first : first + 1] or not around.label[first]:
                yield from _said(around, first, last, around.lower[i - 1].removesuffix("s"))
        elif word == ":" and i and around.lower[i - 1] in settled and around.lower[i - 1].endswith("s"):
            for first, last in _items(around, i + 1, taken):  # four villages: A, B and C
                yield from _said(around, first, last, around.lower[i - 1])
        elif (
            word in words("after")
            and around.text[i] == word
            and i
            and around.spaced[i - 1]
            and around.label[i - 1] != "NORP"
        ):
            last, first = _proper(around, i, -1, taken)
            yield from _said(around, first, last, word)
    for a, b in pairwise(found):
        first, last = a.last + 1, b.first - 1
        if a.form == b.form == "name" and first < last <= first + 3 and around.text[a.last] == ",":
            if around.text[last] == "and" and around.text[last - 1] == ",":
                last -= 1
            if around.text[last] in (",", "and") and all(around.name[i] for i in range(first, last)):
                yield from _said(around, first, last, "")


def _items(around: Surroundings, at: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ends of the names of a list."""
    for _ in range(LONGEST * 2):
        first, last = _proper(around, at, 1, taken)
        if first == last:
            return
        yield first, last
        at = last
        while at < len(around) and around.text[at] in (",", "and"):
            at += 1
        if at == last:
            return


def _proper(around: Surroundings, at: int, step: int, taken: set[int]) -> tuple[int, int]:
    """Return the ends of the proper names that begin at ``at``, or end there where ``step`` is -1."""
    i = at
    while 0 <= (j := i if step > 0 else i - 1) < len(around) and abs(i - at) < 3:
        if j in taken or not around.name[j] or around.pos[j] != "PROPN":
            break
        i += step
    return at, i


def _said(around: Surroundings, first: int, last: int, word: str) -> Iterator[Toponym]:
    """Yield the tokens as a place, of the levels that a generic word gives."""
    if first < last and around.label[first] not in OTHER_LABELS and around.text[first] not in demonyms():
        start, end = around.start[first], around.end(last)
        name = around.full[start:end]
        if "\n" not in name and name not in words("never"):
            yield Toponym(start, end, first, last, name, "name", look_up(name), generic().get(word, frozenset()))


def _sites(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield works, buildings and waters by their last word, where something stands "at" or "in" them."""
    taken = {i for t in found if t.form == "name" for i in range(t.first, t.last)}
    owners = {t.last for t in found if t.form == "name"}
    for end in range(1, len(around)):
        if around.text[end] not in words("sites") or end in taken or (end + 1 < len(around) and around.name[end + 1]):
            continue
        first = end
        while (
            first
            and end - first < 4
            and first - 1 not in taken
            and (around.name[first - 1] or around.text[first - 1] in ("-", "'s", "’s"))
        ):
            first -= 1
        while first < end and (not around.name[first] or around.lower[first] == "the"):
            first += 1
        i = around.before(first)
        if first == end or i < 0:
            continue
        owned = around.text[i] in ("'s", "’s") and i in owners  # Mecca's Grand Mosque
        known = around.lower[first - 1] == "the" and around.label[end] in ("", "FAC")
        if owned or known or (around.lower[i] in words("before") and around.lower[i] != "of"):
            name = around.full[around.start[first] : around.end(end + 1)]
            levels = generic().get(around.lower[end], SITE)
            yield Toponym(around.start[first], around.end(end + 1), first, end + 1, name, "name", (), levels)


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
