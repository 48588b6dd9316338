"""Places that no gazetteer need know: what the model labels, and what the words around a name say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from eventx.mentions.places.surroundings import Surroundings
from eventx.mentions.places.toponyms import Toponym, demonyms, generic, rows, words
from eventx.normalize.place import look_up

PLACE_LABELS = frozenset(("GPE", "LOC"))
OTHER_LABELS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"))
SITE = frozenset(("site",))
ODD = re.compile(r"\d|(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)(?<!Fitz)(?<=[a-z])[A-Z]")
"""Figures, and capitals within a word, as firms write theirs."""
OPENING = 80
"""Tokens of an article among which its dateline stands."""
LIST = 10
"""Names of a list of villages at most."""


def labelled(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield the model's places that no gazetteer knows, where the words around agree with it."""
    taken = {i for t in found if t.form != "nested" for i in range(t.first, t.last)}
    before = {t.last: t for t in found}
    for ent in around.ents:
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
        out.levels = out.levels or _kind_after(around, last)
        out.dateline = around.is_dateline(first, last)
        if site:
            out.levels = SITE
            if around.text[last - 1] in words("happenings"):
                continue
            by = first > 0 and around.lower[around.before(first)] in words("by_site")
            if last - first > 1 and (by or around.is_inside(out, None)):
                before[out.last] = out
                yield out
        elif out.levels or around.is_place(out, before.get(first - 1) or before.get(first - 2)):
            before[out.last] = out
            yield out


def _kind_after(around: Surroundings, last: int) -> frozenset[str]:
    """Return what "refugee camp", "air base" after an unknown name say that it is; nothing for "the X plant"."""
    for word in around.lower[last : last + 2]:
        levels = generic().get(word, frozenset())
        if levels & SITE and word not in words("kindless"):
            return levels
    return frozenset()


def civic(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield names that bodies of the place bear elsewhere in the article: "Pendle", of Pendle Council."""
    bodies, tiers = words("civic"), words("tiers")
    names: set[str] = set()
    for i in around.at(bodies):
        last = i
        while last and around.text[last - 1] in tiers:
            last -= 1
        alone = last > 0 and around.pos[last - 1] == "PROPN" and (last < 2 or not around.name[last - 2])
        if alone and around.name[last - 1]:
            names.add(around.text[last - 1])
    if not names:
        return
    names -= words("never") | words("titles") | around.surnames | demonyms().keys()
    taken = {i for t in found if t.form == "name" for i in range(t.first, t.last)}
    for i in around.at(names):
        if i not in taken and not around.beside_name(i, i + 1):
            yield from _said(around, i, i + 1, "")


def datelines(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield the unknown name that the story opens with, as datelines do: "Wappinger — Thieves took"."""
    taken = {i for t in found if t.form == "name" for i in range(t.first, t.last)}
    for i in range(min(OPENING, len(around) - 1)):
        if i == 0 or "\n" in around.text[i - 1]:
            first, last = _proper(around, i, 1, taken)
            if first < last < len(around) and around.text[last] in ("—", "–", "--") and around.label[first] != "PERSON":
                if min(map(len, around.text[first:last])) < 3:
                    return
                yield from _said(around, first, last, "")
                return


def settled(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield names that are said to be places: "the village of X", "mayor of X", "X province", "Leeds, X and Hull"."""
    taken = {i for t in found for i in range(t.first, t.last)}
    villages, of_place = words("settled"), words("of_place")
    for i in around.at(words("after") | {"of", ":"}):
        word = around.text[i]
        if word == "of" and i and around.lower[i - 1] in villages | of_place:
            first, last = _proper(around, i + 1, 1, taken)
            if around.lower[i - 1] in villages or not around.label[first : first + 1] or not around.label[first]:
                yield from _said(around, first, last, around.lower[i - 1].removesuffix("s"))
        elif word == ":" and i and around.lower[i - 1] in villages and around.lower[i - 1].endswith("s"):
            for first, last in _items(around, i + 1, taken):  # four villages: A, B and C
                yield from _said(around, first, last, around.lower[i - 1])
        elif word in words("after") and i and around.spaced[i - 1] and around.label[i - 1] != "NORP":
            last, first = _proper(around, i, -1, taken)
            yield from _said(around, first, last, word)
    for a, b in pairwise(found):
        first, last = a.last + 1, b.first - 1
        if a.form == b.form == "name" and first < last <= first + 3 and around.text[a.last] == ",":
            if around.text[last] == "and" and around.text[last - 1] == ",":
                last -= 1
            if around.text[last] in (",", "and") and all(around.name[i] for i in range(first, last)):
                yield from _said(around, first, last, "")
    for row in rows(around.full, (t for t in found if t.form == "name")):
        yield from _last(around, row, taken)


def _last(around: Surroundings, row: list[Toponym], taken: set[int]) -> Iterator[Toponym]:
    """Yield the unknown name that a list of places ends with: "Ottawa, Lima and X", "in Lima and X since"."""
    at = row[-1].last
    if around.text[at : at + 1] == [","]:
        at += 1
    if around.text[at : at + 1] not in (["and"], ["or"]):
        return
    first, last = _proper(around, at + 1, 1, taken)
    if first == last or last - first > 2 or (last < len(around) and around.name[last]):
        return
    name = around.full[around.start[first] : around.end(last)]
    if name in around.surnames or ODD.search(name) or around.label[first] in ("ORG", "NORP"):
        return
    after = around.pos[last] if last < len(around) else ""
    i = around.before(row[0].first)
    led = i >= 0 and around.lower[i] in words("inside") | {"from", "between"} and after not in ("VERB", "AUX")
    if (len(row) > 1 or led) and around.may_be_place(first, last):
        yield from _said(around, first, last, "")


def led(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield unknown names where only places stand, whatever the model takes them for: "near X", "Ann Lee, 81, of X"."""
    taken = {i for t in found if t.form == "name" for i in range(t.first, t.last)}
    starts = {t.first for t in found if t.form == "name"}
    for i in around.at(words("beside") | words("led")):
        word = around.text[i]
        first, last = _proper(around, i + 1, 1, taken)
        if first == last or last - first > 2 or last == len(around) or around.name[last]:
            continue
        name, after = around.full[around.start[first] : around.end(last)], around.text[last]
        if last - first == 1 and (name in around.surnames or name in words("titles") or name in words("never")):
            continue
        if name.lower() in around.index:  # a word of the language
            continue
        if ODD.search(name) or name.isupper() or after in ("'s", "’s", "-") or around.label[last] == "CARDINAL":
            continue
        if _only_places(around, word, first, last, starts) and around.may_be_place(first, last):
            yield from _said(around, first, last, "")


def _only_places(around: Surroundings, word: str, first: int, last: int, starts: set[int]) -> bool:
    """Tell whether a name stands where bodies and persons do not: "near X", "the base at X", "from X to Leeds"."""
    body = around.label[first] in ("ORG", "NORP") or (last - first > 1 and around.label[first] != "")
    if around.is_origin(first):
        return True
    if word in ("near", "outside", "off"):
        return True
    if word == "at":
        return not body or (first > 1 and around.lower[first - 2] in generic())
    if word in words("beside"):  # "shares in X"
        return not body
    if word == "from":
        return around.text[last] == "to" and last + 1 in starts
    return not body and around.text[last : last + 2] == [",", "where"]


def _items(around: Surroundings, at: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ends of the names of a list."""
    for _ in range(LIST):
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


def sites(around: Surroundings, found: list[Toponym]) -> Iterator[Toponym]:
    """Yield works, buildings and waters by their last word, where something stands "at" or "in" them."""
    taken = {i for t in found if t.form == "name" for i in range(t.first, t.last)}
    owners = {t.last for t in found if t.form == "name"}
    for end in around.at(words("sites") | words("waters")):
        if not end or end in taken or (end + 1 < len(around) and around.name[end + 1]):
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
        if first == end or (i < 0 and around.text[end] not in words("waters")):
            continue
        sure = around.text[end] in words("waters") and around.label[first] != "PERSON"
        owned = around.text[i] in ("'s", "’s") and i in owners  # Mecca's Grand Mosque
        known = around.lower[first - 1] == "the" and around.label[end] in ("", "FAC")
        led = around.lower[i] != "of" and (around.lower[i] in words("before") or around.lower[i] in words("by_site"))
        if sure or owned or known or led:
            name = around.full[around.start[first] : around.end(end + 1)]
            levels = generic().get(around.lower[end], SITE)
            yield Toponym(around.start[first], around.end(end + 1), first, end + 1, name, "name", (), levels)
