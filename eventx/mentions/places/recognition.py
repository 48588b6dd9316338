"""Which names of an article are a place's: gazetteer names, judged by the entity recogniser and the words around."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import offices
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.cues import (
    cue,
    ends_title,
    in_body,
    is_dateline,
    is_of_premises,
    is_personal,
    is_river,
    is_set_off,
    is_title,
    is_whole,
    levels_beside,
    stands_behind_its_town,
)
from eventx.mentions.places.described import (
    find_coordinated,
    find_described,
    find_joined,
    find_labelled,
    find_listed,
    find_spoken,
)
from eventx.mentions.places.namesakes import (
    Candidate,
    has_given_name,
    is_called_so,
    is_firm,
    is_headed_person,
    is_spelt_otherwise,
    is_surname,
    is_team,
    is_within_person,
)
from eventx.mentions.places.roads import find_roads
from eventx.mentions.places.toponyms import (
    HOLDERS,
    Levels,
    Toponym,
    demonyms,
    generic,
    may_lie,
    merge,
    recall,
    state,
    tokens_of,
)
from eventx.normalize.currency import is_sign
from eventx.normalize.place import Sense, fold, look_up

PLACES = frozenset(("GPE", "LOC"))
BODIES = frozenset(("ORG", "FAC", "EVENT", "NORP", "PRODUCT", "LAW", "WORK_OF_ART"))
NUMBERS = frozenset(("CARDINAL", "ORDINAL"))
"""The recogniser's answer to short words in capitals: NSW."""
AMOUNTS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE")) | NUMBERS
PARTIES = frozenset(("R", "D", "I", "R.", "D.", "I."))
"""The letters before a hyphen and a state: R-Ky."""
GREAT = frozenset(("country", "area", "water", "site", "capital"))
TOWNS = frozenset(("town", "seat", "capital"))
LONGEST = 5
"""Tokens of the longest name that is looked up."""
KNOWN, FAMOUS, REGION = 50, 57, 45
"""People (ten times log10) of a town known where the words speak for it, of one known without, of such a region."""


def recognise(columns: Columns) -> tuple[list[Toponym], list[Toponym]]:
    """Find the names of places and the adjectives of an article, in text order, none overlapping; and the doubtful."""
    roads = list(find_roads(columns))
    found: list[Toponym] = []
    doubtful: list[Toponym] = []
    for run in columns.runs(tokens_of(roads)):
        at = 0
        while at < len(run):
            for stop in range(min(len(run), at + LONGEST), at, -1):
                hit = _match(columns, run[at], run[stop - 1] + 1, found[-1] if found else None)
                if hit is not None:
                    if hit != "other":
                        (doubtful if hit.form == "doubtful" else found).append(hit)
                    at = stop - 1
                    break
            at += 1
    found = merge(list(find_listed(columns)), merge(found, roads))
    for beside in (find_described, find_labelled):
        found = merge(found, beside(columns, found))
    for find in (find_spoken, find_joined):
        found = merge(found, find(columns))
    found = merge(found, find_coordinated(columns, found))
    return recall(columns.whole, found, doubtful)


def _match(columns: Columns, first: int, last: int, before: Toponym | None) -> Toponym | Literal["other"] | None:
    """Judge the tokens ``first`` to ``last``: a toponym, the name of something other, or nothing that is listed."""
    if not (columns.capital[first] and columns.capital[last - 1]):
        return None
    name, lists = columns.quote(first, last), lexicon("toponyms")
    start, end = columns.start[first], columns.end(last)
    countries = any(sense.level == "country" for sense in look_up(name))  # Georgia
    if (senses := state(name)) and not countries and _is_shortened_state(columns, first, name):
        return Toponym(start, end, first, last, name, "name", senses, frozenset(("admin1",)))
    if name in lists.others or (name in lists.articled and columns.word(first - 1) != "the"):
        return "other"
    if is_river(columns, first, last):
        rivers = tuple(s for s in look_up(f"{name} River") + look_up(f"River {name}") if s.level == "water")
        return Toponym(start, end, first, last, name, "name", rivers, frozenset(("water",)))
    aged = name in lists.ages and columns.text[min(last, len(columns) - 1)] not in lists.governed  # a Victorian house
    if (place := demonyms().get(name)) is not None and columns.label[first] != "PERSON" and not aged:
        return Toponym(start, end, first, last, place.name, "adjective", (place,))
    whole = "\n" not in name and " - " not in name and not name.startswith("University of ")
    senses = look_up(name) if whole else ()
    if not senses or (len(name) < 4 and name.isupper() and fold(senses[0].name) == fold(name)):
        return None
    levels, stop = levels_beside(columns, first, last, senses)
    levels = levels or _levels_of_dateline(columns, first, last, senses)
    candidate = _candidate(columns, first, last, name, senses, levels, before)
    form = judge(candidate)
    if form in ("none", "doubtful") and stands_behind_its_town(columns, first, last, senses, before):
        form = "name"
    if form == "none":
        return None
    return Toponym(start, columns.end(stop), first, stop, name, form, senses, levels)


def _levels_of_dateline(columns: Columns, first: int, last: int, senses: tuple[Sense, ...]) -> Levels:
    """Return the levels of a town where a dateline has the name of a region: "NEW YORK (Wire) - "."""
    held = {sense.level for sense in senses}
    either = "admin1" in held and "country" not in held and not held.isdisjoint(TOWNS)
    dated = either and columns.quote(first, last).isupper() and is_dateline(columns, first, last)
    return TOWNS if dated else frozenset()


def _is_shortened_state(columns: Columns, first: int, name: str) -> bool:
    """Tell whether an abbreviation stands where states do: "Springfield, Ill.", "R-Ky.", "the N.Y. governor"."""
    if "." in name and columns.label[first] in PLACES and not look_up(name):  # but D.C. is a city, too
        return True
    if columns.word(first - 1) == "-":
        return columns.text[first - 2] in PARTIES
    beside = columns.word(first - 1) == "," and columns.is_capital(first - 2)
    beside = beside and not in_body(columns, first + 1)  # "Ford, Texas Instruments"
    return beside and (len(name) > 2 or columns.label[first - 2] != "PERSON")


def _candidate(
    columns: Columns,
    first: int,
    last: int,
    name: str,
    senses: tuple[Sense, ...],
    beside: Levels,
    before: Toponym | None,
) -> Candidate:
    own = [s for s in senses if not s.alternate or s.level in ("admin1", "admin2")]
    people = max((s.people for s in own), default=min(KNOWN, max(s.people for s in senses)))
    levels = frozenset(s.level for s in own)
    alone = len(senses) == 1 and levels == {"admin1"} and not senses[0].alternate and people >= REGION  # Nunavut
    famous = (alone or bool(levels & GREAT) or people >= FAMOUS) and name not in lexicon("toponyms").doubtful
    labels = frozenset(columns.label[first:last]) - {""}
    if labels <= BODIES and columns.is_titled(first):
        labels = frozenset()  # where each word has a capital, the recogniser sees bodies
    return Candidate(
        columns, first, last, name,
        labels=labels,
        whole=is_whole(columns, first, last),
        levels=levels,
        people=people,
        known=famous or not levels.isdisjoint(("capital", "admin1")) or people >= KNOWN,
        famous=famous,
        cue="strong" if _is_held(columns, last, senses) else cue(columns, first, last, beside, before),
    )  # fmt: skip


def _is_held(columns: Columns, last: int, senses: tuple[Sense, ...]) -> bool:
    """Tell whether a name is followed by that of the state or country it may lie in.

    As in "Menlo Park, California", "Mae Sot in Thailand", "Ilo, in southern Peru".
    """
    at = last + (columns.word(last) == ",")
    firm = columns.text[last - 1] in lexicon("toponyms").never  # "Nokia in Finland"
    if columns.word(at) == "in" and not firm:
        at += 1
        while columns.word(at) in lexicon("toponyms").compass:
            at += 1
    if at == last or not columns.is_capital(at):
        return False
    stops = (stop for stop in (at + 1, at + 2) if columns.is_capital(stop - 1))
    names = (columns.quote(at, stop).partition("-")[0] for stop in stops)  # "Orla, Neb.-based"
    outer = [s for name in names for s in state(name) or look_up(name)]
    return may_lie(senses, [holder for holder in outer if holder.level in HOLDERS])


Verdict = Literal["name", "nested", "doubtful", "none"]


def judge(candidate: Candidate) -> Verdict:
    """Return what a gazetteer's name is where it stands: the verdict of the first rule that applies."""
    c = candidate
    verdict: Verdict = next((verdict for _, applies, verdict in RULES if applies(c)), "doubtful")
    if verdict == "nested":
        return "nested" if _may_be_nested(c) else "none"
    if verdict == "doubtful":
        return "doubtful" if c.levels and not is_personal(c.columns, c.first, c.last) else "none"
    return verdict


def _may_be_nested(c: Candidate) -> bool:
    """Tell whether another name may have a place's in it: Alaska Airlines, Bank of Montreal; but not Wells Fargo."""
    if any(sense.level in ("country", "area") for sense in look_up(c.name)):
        return True
    lists, before = lexicon("toponyms"), c.columns.word(c.first - 1)
    small = before in lists.any_of("compass", "before") or before in generic()
    if c.columns.is_capital(c.first - 1) and not small:
        return c.famous and c.people >= FAMOUS
    return c.known and bool(c.levels)


def _is_common_word(c: Candidate) -> bool:
    """Hope, Reading, President: places only where the recogniser and the words around agree."""
    lists = lexicon("toponyms")
    if c.last - c.first > 1:
        return c.name in lists.never
    if c.name in lists.never and c.name in c.columns.firms:
        return True
    forms = {c.name, c.name.capitalize()}
    common = len(c.name) < 2 or not forms.isdisjoint(lists.never) or any(map(is_title, forms))
    return common and not (c.labels <= PLACES and c.labels and c.whole and c.cue == "strong")


def _is_amount(c: Candidate) -> bool:
    behind = c.columns.word(c.last)
    if is_sign(f"{c.name} {behind}") or (is_sign(c.name) and behind[:1].isdecimal()):
        return True  # "*NIS* 40 million", "*US* $40"
    amount = bool(c.labels & AMOUNTS) and not c.labels & PLACES
    return amount and not (c.famous and (c.whole or c.labels <= NUMBERS))


def _is_numbered(c: Candidate) -> bool:
    """Tell whether a number makes a name that of a thing; countries stand before those of an ellipsis."""
    alone = c.cue != "strong" or (not c.name.isupper() and is_dateline(c.columns, c.first, c.last))
    return c.columns.word(c.last).isdecimal() and alone and c.levels.isdisjoint(("country", "area"))


def _is_no_name(c: Candidate) -> bool:
    pos, text = c.columns.pos, c.columns.text
    common = any(pos[i] != "PROPN" and not text[i].isupper() for i in (c.first, c.last - 1))
    named = bool(c.labels) or not c.levels.isdisjoint(("country", "area", "site"))
    return common and not (c.famous and named)


def _is_part_of_body(c: Candidate) -> bool:
    """Tell whether a name is a part of a body's: no town of a dateline, "HARARE/LUSAKA (Wire) -"."""
    return bool(c.labels & BODIES) and not c.whole and not is_dateline(c.columns, c.first, c.last)


RULES: tuple[tuple[str, Callable[[Candidate], bool], Verdict], ...] = (
    ("a common word", _is_common_word, "none"),
    ("an amount", _is_amount, "none"),
    ("Mr. London", lambda c: c.columns.word(c.first - 1) in lexicon("names").address, "none"),
    (
        "the Clinton administration",
        lambda c: not c.famous and c.columns.word(c.last) in lexicon("toponyms").reigns,
        "none",
    ),
    ("President Clinton", lambda c: not c.famous and c.columns.word(c.first - 1) in offices(), "none"),
    ("Sergeant Troy Kent", is_headed_person, "none"),
    ("Ebola virus", lambda c: not c.famous and c.columns.word(c.last) in lexicon("toponyms").things, "none"),
    ("Jordan Smith", is_within_person, "none"),
    ("Oscar Medina", has_given_name, "none"),
    ("University of Bern", lambda c: ends_title(c.columns, c.first, c.levels), "nested"),
    ("US Treasury", lambda c: in_body(c.columns, c.last), "nested"),
    ("Falcon 9", _is_numbered, "doubtful"),
    ("Leeds beat Derby", is_team, "none"),
    ("Alibaba Group", is_firm, "none"),
    ("Alaska plans", is_called_so, "doubtful"),
    ("BlackRock", is_spelt_otherwise, "none"),
    ("Floyd County", lambda c: "admin2" in c.levels and "County" in c.name.split(), "name"),
    ("Co Kerry", lambda c: c.name.startswith(("Co ", "Co. ")) and "admin1" in c.levels, "name"),
    ("Campbell said", lambda c: c.cue == "none" and is_surname(c), "none"),
    ("a surname", is_surname, "doubtful"),
    ("labelled", lambda c: bool(c.labels & PLACES) and (c.known or c.cue != "none"), "name"),
    ("a Longview woman", lambda c: c.whole and c.columns.word(c.last) in lexicon("toponyms").locals, "name"),
    ("its Swansea mill", lambda c: c.whole and bool(c.levels) and is_of_premises(c.columns, c.first, c.last), "name"),
    ("Leeds - Kappa said", lambda c: c.known and is_set_off(c.columns, c.first, c.last), "name"),
    ("Bank of Japan", _is_part_of_body, "nested"),
    ("no proper noun", _is_no_name, "doubtful"),
    ("known or said", lambda c: c.famous or c.said, "name"),
)
"""What a gazetteer's name may be, tried in order; where none applies it is doubtful."""
