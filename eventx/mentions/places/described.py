"""Places that no gazetteer need know, for the words beside them say what they are: "the village of X", "X province"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventx.lexicons import lexicon
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.cues import governor
from eventx.mentions.places.toponyms import Toponym, generic
from eventx.normalize.place import look_up

PLACES = frozenset(("GPE", "LOC", "FAC"))
SITE = frozenset(("site", "water"))
LONGEST = 3
"""Words of such a name at most."""
NO_PLACE = frozenset(("DATE", "TIME", "CARDINAL", "NORP", "PERSON", "ORG"))


def find_described(columns: Columns, found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield the names that a generic word beside them makes places, but those in ``found``."""
    lists = lexicon("toponyms")
    taken = {i for t in found for i in range(t.first, t.last)}
    for i in columns.at({"of"} | lists.after):
        word, first, last = columns.text[i], i, i
        if word != "of":
            while _goes_on(columns, first - 1, taken) and i - first < LONGEST:
                first -= 1
        elif (word := columns.word(i - 1)) in lists.settled:
            first = last = i + 1
            while _goes_on(columns, last, taken) and last - i <= LONGEST:
                last += 1
        if first < last and columns.label[first] not in NO_PLACE:
            name = columns.quote(first, last)
            yield Toponym(
                columns.start[first], columns.end(last), first, last, name, "name", look_up(name),
                generic().get(word, frozenset()),
            )  # fmt: skip


def find_labelled(columns: Columns, found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield the recogniser's places that no gazetteer knows, where the words before them agree: "in X"."""
    lists = lexicon("toponyms")
    taken = {i for t in found for i in range(t.first, t.last)}
    for first, last, label in columns.entities:
        while first < last and columns.lower[first] in lists.compass:
            first += 1
        while first < last and not columns.capital[last - 1] and columns.lower[last - 1] not in generic():
            last -= 1
        if first == last or label not in PLACES or not taken.isdisjoint(range(first, last)):
            continue
        name, levels = columns.quote(first, last), generic().get(columns.lower[last - 1], frozenset())
        if label == "FAC" and (last - first < 2 or not levels & SITE):
            continue
        at = governor(columns, first)
        of_firm = columns.word(at - 1) in lists.of_firm or name in columns.firms
        if columns.word(at) in lists.inside and not of_firm and name not in lists.never:
            yield Toponym(columns.start[first], columns.end(last), first, last, name, "name", (), levels)


def _goes_on(columns: Columns, i: int, taken: set[int]) -> bool:
    """Tell whether a token may be part of an unknown name."""
    return columns.is_capital(i) and columns.pos[i] == "PROPN" and i not in taken
