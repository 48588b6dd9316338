"""Roads, streets and parks of firms, known by their last words or number: "West Haynes Street", "I-40"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import given
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.toponyms import BUILT, LOCAL, Toponym
from eventx.normalize.place import look_up

OPENERS = frozenset(("DET", "SCONJ", "CCONJ", "ADP", "ADV", "PRON"))
"""Parts of speech of words that open a sentence before a road's name."""


@cache
def _pattern() -> re.Pattern[str]:
    """Compile what roads are called: by a last word, by a number, by a letter and number."""
    lists = lexicon("toponyms")
    last, lanes, parks, numbered, owner = (
        "|".join(sorted(words)).replace(".", r"\.").replace(" ", r"\ ")
        for words in (lists.streets, lists.lanes, lists.parks, lists.routes, lists.road_owners)
    )
    return re.compile(
        rf"""\b(?:
            (?:(?:[A-Z][\w’'-]{{1,20}}|\d{{1,3}}(?:st|nd|rd|th))\ ){{1,3}}(?:{last})(?!\w|\ [A-Z])
          | (?:(?<=in\ )|(?<=on\ )|(?<=off\ )|(?<=along\ )|(?<=nearby\ ))
            (?:[A-Z][\w’'-]{{1,20}}\ ){{1,2}}(?:{lanes})(?!\w|\ [A-Z])
          | (?:[A-Z][\w’'-]{{1,20}}\ ){{1,3}}(?:\d{{1,3}}\ )?(?:{parks})(?!\w|\ [A-Z])
          | (?:(?:{owner})\ ){{0,2}}(?:{numbered})\ \d{{1,4}}\b
          | I-\d{{1,3}}\b
          | (?:(?<=on\ )|(?<=off\ )|(?<=along\ ))U\.?S\.?\ \d{{1,3}}\b
          | (?<=he\ )[AM]\d{{1,3}}(?=\ (?:was|is|at|near|between|motorway))
        )""",
        re.VERBOSE,
    )


def find_roads(columns: Columns) -> Iterator[Toponym]:
    """Yield roads, streets and parks in text order."""
    for match in _pattern().finditer(columns.whole):
        start, end = match.span()
        owner = max(match[0].rfind("'s "), match[0].rfind("’s "))
        if owner > 0 and " " in match[0][owner + 3 :]:
            start = match.start() + owner + 3  # "London's Abbey Road"
        first, last = columns.tokens(start, end)
        while last - first > 2 and columns.pos[first] in OPENERS:
            first += 1  # "Some Wall Street desks"
        start = columns.start[first] if first < last else start
        name = columns.whole[start:end]
        whole = first < last and columns.end(last) == end and not _is_person(columns, first, last)
        if whole and name not in lexicon("toponyms").others:
            housed = columns.word(first - 1).isdecimal()  # at 410 Park Avenue, no hamlet called so
            senses = tuple(s for s in look_up(name) if not housed or s.level not in LOCAL)
            yield Toponym(start, end, first, last, name, "name", senses, BUILT)


def _is_person(columns: Columns, first: int, last: int) -> bool:
    """Tell whether what may be a lane is a person: "hopes in Diane *Lane*"."""
    lane = columns.word(last - 1).title() in lexicon("toponyms").lanes
    return lane and any(columns.word(i).casefold() in given() for i in range(first, last - 1))
