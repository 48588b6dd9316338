"""Headcount: numbers of persons, jobs, arrivals and deaths: who, what happens to them, where from and where to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar, Literal

from spacy.tokens import Token

from eventx.facts.headcount.count import PersonCount
from eventx.facts.headcount.counts import person_counts
from eventx.facts.headcount.locations import locations_of
from eventx.facts.headcount.periods import time_of
from eventx.facts.headcount.places import Places, shares_place
from eventx.lexicons import lexicon, matcher
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars, Claims, Proposal, chars_of
from eventx.mentions.persons import is_of_people, singular
from eventx.normalize.bound import ROUGHLY
from eventx.records import Fact, Mention, Modality, Period, Quantity
from eventx.records.registry import register
from eventx.syntax.labels import has_left
from eventx.syntax.phrases import is_finite, subject, words_behind
from eventx.text.section import last_before

_ROW = re.compile(r"(?:[^;]*?followed by|,? and|,)(?: in)? (?:the )?(?P<place>[A-Z][^,;\d]*?),? with(?: [a-z]+){0,3} ")
"""How a list of places and their numbers goes on: ", followed by Mali with", "and Niger with about"."""
_AMONG = re.compile(rf"(?:,|\bof whom|\() ?(?:including|among them|among whom) (?:at least |{ROUGHLY})$")
_LACKING = r"\b(?:{lacking}) short of $"


@register
class Headcount(Fact):
    """A number of persons; ``action`` is the lemma of the verb that governs it, with its particle or preposition."""

    after: ClassVar[tuple[str, ...]] = ("change", "money")
    leads: ClassVar[str | None] = "headcount"
    scored: ClassVar[tuple[str, ...]] = ("who", "modifier", "action", "origin", "destination", "modality", "period")
    reads: ClassVar[str] = "{amount} {who}, {action}, from {origin} to {destination}, {period}"

    type: Literal["headcount"] = "headcount"
    amount: Quantity
    who: Mention | None = None
    action: str | None = None
    origin: Mention | None = None
    destination: Mention | None = None
    period: Period | None = None

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose the numbers of persons that no other type owns."""
        counts = person_counts(analysis, claims)
        held = frozenset(
            token.i for count in counts for token in (count.phrase.last, count.phrase.governed, count.phrase.top)
        )
        places = Places.of(analysis, held)
        record: Headcount | None = None
        for count, behind in zip_longest(counts, counts[1:]):
            with analysis.guard("headcount", count.phrase.number.start):
                record = cls._record(analysis, count, places, record)
                if behind is not None and record.origin is None is record.destination and shares_place(count, behind):
                    place = cls._where(behind, places)[1]  # "hit 40 fitters and 12 *clerks* in Oslo"
                    late = place is not None and place[0] > behind.phrase.number.end
                    record = record.model_copy(update={"destination": analysis.mention_at(place if late else None)})
                yield Proposal(record, takes=(chars_of(count.phrase.number),))

    @classmethod
    def _record(cls, analysis: Analysis, count: PersonCount, places: Places, before: Headcount | None) -> Headcount:
        number = count.phrase.number
        amount = analysis.quantity(number).model_copy(update={"unit": "person"})
        if matcher("headcount", _LACKING).search(analysis.text, max(0, number.start - 30), number.start):
            amount = amount.model_copy(update={"bound": "exact"})  # "are short of 1,500 welders"
        end = number.end
        if count.who is not None and count.phrase.noun is not None and not count.phrase.partitive:
            end = max(end, count.who[1])
        origin, destination = map(analysis.mention_at, cls._where(count, places))
        listed = _place_listed(analysis, count, before)
        if listed is not None and before is not None and (before.origin or before.action or count.place is None):
            origin, destination = (listed, None) if before.origin is not None else (None, listed)
        if count.phrase.is_compared and before is not None:
            origin, destination = before.origin, before.destination  # "took 900, up from 640"
        if before is not None and origin is None and _is_among(analysis, count, before, destination is None):
            origin, destination = before.origin, before.destination  # "Oslo sent 40 home, including six women"
        time = time_of(analysis, count) if not count.partial else None
        return cls(
            span=analysis.mention(number.start, end),
            sentence=analysis.sentence(number.start),
            rule=count.rule,
            modality=_modality(analysis, count),
            amount=amount,
            who=analysis.mention_at(count.who),
            action=count.action,
            origin=origin,
            destination=destination,
            period=analysis.period(time) if time is not None else None,
        )

    @staticmethod
    def _where(count: PersonCount, places: Places) -> tuple[Chars | None, Chars | None]:
        """Return origin and destination."""
        if count.phrase.is_compared:
            return None, None  # "up from 85"
        if count.place is not None:
            return (count.place, None) if _is_sent(places.analysis, count) else (None, count.place)
        if count.level is not None:
            return locations_of(places, count.level, None)
        return locations_of(places, count.phrase.governed, count.government.verb, count.partial, count.phrase.of_whom)


def _place_listed(analysis: Analysis, count: PersonCount, before: Headcount | None) -> Mention | None:
    """Return the place by which a list goes on: "from Chad rose to 40; *Mali* 30", "followed by *Mali* with"."""
    start = count.phrase.number.start
    place = next(iter(last_before(analysis.places, start)), None)
    if before is None or place is None or place.form != "name" or before.sentence != analysis.sentence(start):
        return None
    row = analysis.text[before.span.end : start] if before.span.end < place.start else ""
    if "followed by " in analysis.text[before.sentence.start : start] and (found := _ROW.fullmatch(row)):
        first = before.span.end + found.start("place")
        return analysis.mention(first, place.end) if place.end == before.span.end + found.end("place") else None
    placed = (before.origin is None) != (before.destination is None)
    named = matcher("headcount", r"; (?:the )?(?=[A-Z])").match(analysis.text, analysis.text.rfind(";", 0, place.start))
    return analysis.mention(named.end(), place.end) if placed and named and place.end + 1 == start else None


def _is_among(analysis: Analysis, count: PersonCount, before: Headcount, placeless: bool) -> bool:
    """Tell whether those counted are some of those sent before: "moved 40 people to Oslo, *including six women*"."""
    start, end = before.span.end, count.phrase.number.start
    same = before.sentence == analysis.sentence(end) and start < end
    told = before.origin is not None or placeless
    return told and same and _AMONG.search(analysis.text, start, end) is not None


def _is_sent(analysis: Analysis, count: PersonCount) -> bool:
    """Tell whether persons come from the place of an ellipsis: "Spain sent 50, Italy 20", "from Italy 20"."""
    words, verb = lexicon("headcount"), count.government.verb
    assert count.place is not None
    if verb is not None and verb.lemma_ in words.senders:
        return True
    if analysis.text[max(0, count.place[0] - 9) : count.place[0]].endswith(("from ", "from the ")):
        return True
    return verb is None and count.who is not None and singular(analysis.span(*count.who).root) in words.comers


def _modality(analysis: Analysis, count: PersonCount) -> Modality:
    """Return the modality of a count; who tells, and what was before, is there whatever is told."""
    token, verb = count.phrase.governed, count.government.verb
    told_by = token.head.lower_ == "to" and token.head.head.lower_ == "according"
    part = count.phrase.part
    partial = count.partial or (part is not None and part.lower_ in lexicon("headcount").parts)
    if told_by or partial or count.phrase.is_compared or count.phrase.is_initial:
        return "asserted"  # "cut 320 of its 3,400 jobs": those are there
    if count.rule == "headcount.row" and words_behind(count.phrase.last).text.lower() in lexicon("topic").expected:
        return "forecast"  # "Active users: 4 million versus 3.9 million expected"
    own = verb is not None and verb.dep_ == "relcl" and verb.head == token and is_finite(verb)
    found = analysis.modality(verb if own and verb is not None else count.phrase.number.start)
    searched = verb is not None and count.action in lexicon("headcount").searches
    if searched and verb is not None and (_is_sought_by_persons(verb) or _is_lost(token)):
        return "asserted"  # "divers were looking for 15 others", but "the mill is looking for 15 weavers"
    if count.action in lexicon("headcount").capacities:
        return "hypothetical"
    if found == "negated" and verb is not None and _tells_result(verb):
        return "asserted"  # "did not warn them, leaving 40 people stranded"
    if found == "negated" and any(c.dep_ == "amod" and c.lemma_ in lexicon("headcount").refusing for c in token.lefts):
        return analysis.modality(token.head)  # "the 300 dismissed drivers"
    tied = count.government.preposition is None and token.dep_ in ("dobj", "dative", "nsubjpass", "pobj")
    if found == "negated" and verb is not None and tied and verb.lemma_ in lexicon("headcount").refusing:
        return analysis.modality(verb)  # "dismissed 165 people", "21,700 were denied entry"
    return found


def _is_sought_by_persons(verb: Token) -> bool:
    doer = subject(verb)
    return doer is not None and is_of_people(doer)


def _is_lost(noun: Token) -> bool:
    """Tell whether persons are said to be missing: "39 people believed *missing*", "five *missing* people"."""
    states = lexicon("clause").states
    return any(t.lower_ in states for child in noun.children if child.dep_ in ("acl", "amod") for t in child.subtree)


def _tells_result(verb: Token) -> bool:
    """Tell whether a participle set off tells what came of the clause before; what is not done has a result, too."""
    set_off = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    return set_off and (verb.dep_, verb.tag_) == ("advcl", "VBG") and not has_left(verb, "neg")
