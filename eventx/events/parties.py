"""Parties: whom an event leaves out and the article gives, told by a linear model that weighs all who may be meant."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from eventx.events.cast import Cast
from eventx.events.fill import Draft
from eventx.mentions.names.roster import is_public
from eventx.records import Actor

POSITIONS = (
    "subject", "object", "indirect", "possessor", "compound", "modifier",
    "at", "in", "of", "by", "from", "to", "for", "with", "on", "against",
)  # fmt: skip
"""Where in its clause a party is looked for."""
LISTS = ("accounts", "national", "market", "counted")
"""The word lists of the frames that say what is measured."""
EARLIER = 5
"""Events of the type before whose parties may be meant."""

_DEPENDENCIES = frozenset(
    {"nsubj", "nsubjpass", "poss", "dobj", "pobj", "appos", "agent", "dative", "compound", "conj"}
)
_NOBODY = "nobody"
_NEAR = 300  # characters within which an event stands near the one before
_PLACES = 250  # characters before a sentence from which places may be parties
_NAMES = 6  # names before a number that may be
_BACK, _AHEAD = 60, 15  # tokens around a number within which those who are described may be
_FAR = 8  # sentences


@dataclass
class Candidate:
    """Somebody who may be meant, or nobody, with what speaks for it."""

    actor: Actor | None
    features: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """What kind of party it is: an organisation, a public body, a person, a country, a town, a group, a thing."""
        if self.actor is None:
            return _NOBODY
        if self.actor.kind == "organisation" and is_public(self.actor.name):
            return "public"
        return "town" if self.actor.kind == "group" and "place" in self.features else self.actor.kind or "thing"


@cache
def load_weights() -> Mapping[str, Mapping[str, int]]:
    """Load the weights of the features in hundredths, by role ("pledge.giver"), out of the package."""
    weights: Mapping[str, Mapping[str, int]] = json.loads(
        (files("eventx") / "events" / "parties.json").read_text(encoding="utf-8")
    )
    return weights


def fill_parties(cast: Cast, draft: Draft, told: Sequence[Draft]) -> None:
    """Fill the roles of a draft that its clause leaves empty and the article may fill.

    Parameters
    ----------
    cast, draft
        The article's cast; the draft, filled from its clause.
    told
        The last drafts of its type before it, filled.
    """
    weights = load_weights()
    candidates: list[Candidate] = []
    for name in open_roles(draft):
        table = weights.get(f"{draft.type}.{name}")
        if table is None:
            draft.fields[name] = cast.house if cast.house and cast.house.mention.start < draft.start else None
            continue
        candidates = candidates or find_candidates(cast, draft, told)
        taken = {v.name for k in draft.frame.roles if isinstance(v := draft.fields.get(k), Actor)}
        free = [c for c in candidates if c.actor is None or c.actor.name not in taken]
        note_others(free, name, draft, told)
        draft.fields[name] = free[choose(table, [c.features for c in free])].actor


def choose(weights: Mapping[str, int], shown: Sequence[Iterable[str]]) -> int:
    """Return which of several candidates, each given by its features, weighs most; the first of equals."""
    scores = [sum(weights.get(feature, 0) for feature in features) for features in shown]
    return scores.index(max(scores))


def note_others(candidates: Sequence[Candidate], name: str, draft: Draft, told: Sequence[Draft]) -> None:
    """Note on whom filled a role in the event of the type before whether another party of the two is the same."""
    before = told[-1].fields if told else {}
    if not isinstance(party := before.get(name), Actor):
        return
    others = [(v, before.get(k)) for k in draft.frame.roles if isinstance(v := draft.fields.get(k), Actor)]
    same = [isinstance(known, Actor) and known.name == v.name for v, known in others]
    told_of = "alone" if not same else "with the same" if any(same) else "with another"
    for candidate in candidates:
        if candidate.actor is not None and candidate.actor.name == party.name:
            candidate.features.add(f"before {name} {told_of}")


def open_roles(draft: Draft) -> list[str]:
    """Return the roles of somebody that are empty and that the article may fill."""
    words, nouns = draft.frame.words, draft.clause.noun_names
    return [
        name
        for name, role in draft.frame.roles.items()
        if role.filler == "actor" and role.carry and draft.fields.get(name) is None and role.positions(draft.action)
        if not (role.barred and words.has(role.barred, nouns))
    ]


def find_candidates(cast: Cast, draft: Draft, told: Sequence[Draft]) -> list[Candidate]:
    """Find who may be meant: who stands in the clause or near before it, and who was a party before; or nobody."""
    found: dict[str, Candidate] = {}
    for actor, *features in _look(cast, draft, told):
        found.setdefault(actor.name.casefold(), Candidate(actor)).features.update(features)
    shown = {f for c in found.values() for f in c.features if f.startswith("at ") or f == "house"}
    out = [*found.values(), Candidate(None, {_NOBODY, *(f"some {f}" for f in shown)})]
    event = _Told.of(draft)
    for candidate in out:
        candidate.features.update([*_standing(cast, draft, candidate), *event.join(candidate)])
    return out


def _look(cast: Cast, draft: Draft, told: Sequence[Draft]) -> Iterator[tuple[Actor, *tuple[str, ...]]]:
    """Yield who may be meant, each with what its place shows."""
    amounts = [f.span for f in draft.clause.group.facts]

    def counts(token: Token) -> bool:
        return token.like_num or any(a.start <= token.idx < a.end for a in amounts)

    for position in POSITIONS:
        for token in draft.clause.at(position):
            actor = None if counts(token) else cast.whom(token)
            if actor is not None and not any(actor.mention.start <= a.start < actor.mention.end for a in amounts):
                yield actor, f"at {position}"
    for before in reversed(told):
        gap = _gap(before, draft)
        for role in before.frame.roles:
            if isinstance(party := before.fields.get(role), Actor):
                shown = (f"before {role}", f"before {role} {gap}") if before is told[-1] else (f"earlier {role}",)
                yield party, *shown
    if cast.house is not None:
        yield cast.house, "house"
    if cast.homeland is not None:
        yield cast.homeland, "homeland"
    yield from _named(cast, draft)
    if any(role.described for role in draft.frame.roles.values()):
        at = draft.clause.token.i
        for token in cast.nouns_in(at - _BACK, at + _AHEAD):
            if not counts(token) and cast.is_somebody(token) and (actor := cast.whom(token)):
                yield actor, *_where(cast, draft, token.idx, token)


def _gap(before: Draft, draft: Draft) -> str:
    if before.lead.sentence == draft.lead.sentence:
        return "sentence"
    return "near" if draft.start - before.start < _NEAR else "far"


def _named(cast: Cast, draft: Draft) -> Iterator[tuple[Actor, *tuple[str, ...]]]:
    """Yield the persons, bodies and places that were named last, once each."""
    sentence = draft.lead.sentence
    names = cast.reading.names
    seen: set[str] = set()
    for name in reversed(names[: bisect_right(names, sentence.end, key=lambda n: n.start)]):
        if name.kind in ("organisation", "person") and name.name not in seen:
            seen.add(name.name)
            yield cast.as_actor(name), *_where(cast, draft, name.start, cast.root(name.start, name.end))
            if len(seen) > _NAMES:
                break
    for place in reversed(cast.places_in(max(0, sentence.start - _PLACES), sentence.end)):
        if place.form != "nested" and place.place.name not in seen:
            seen.add(place.place.name)
            root = cast.root(place.start, place.end)
            actor = cast.named(root)
            if actor is not None and actor.kind != "person":
                yield actor, "place", *_where(cast, draft, place.start, root)


def _where(cast: Cast, draft: Draft, start: int, root: Token) -> tuple[str, str]:
    """Say how many sentences before the number a mention stands, and what its head is there."""
    gap = cast.reading.sentence_at(draft.lead.span.start) - cast.reading.sentence_at(start)
    where = str(min(gap, 4)) if gap else "after" if start > draft.lead.span.start else "before"
    where = "far" if gap >= _FAR else where
    return f"where {where}", f"where {where} {root.dep_ if root.dep_ in _DEPENDENCIES else 'other'}"


def _standing(cast: Cast, draft: Draft, candidate: Candidate) -> Iterator[str]:
    """Yield what a candidate is in the article."""
    yield f"kind {candidate.kind}"
    if candidate.actor is None:
        yield f"nobody in {draft.lead.section}"
        yield f"nobody of {draft.lead.type}"
        yield f"nobody when {draft.fields.get('modality')}"
        return
    count = cast.counts[candidate.actor.name]
    yield f"count {count if count < 4 else 4 if count < 7 else 7}"
    if candidate.actor.name in cast.ranks:
        yield f"rank {cast.ranks[candidate.actor.name]}"


@dataclass(frozen=True)
class _Told:
    """What an event tells that may be telling of its parties: its action and what is measured, its verb, its nouns."""

    sorts: tuple[str, ...]
    verb: str
    nouns: tuple[str, ...]

    @classmethod
    def of(cls, draft: Draft) -> _Told:
        """Read it off a draft."""
        names, verb = draft.clause.noun_names, draft.clause.verb
        lists = [name for name in LISTS if draft.frame.words.has(name, names)] or ["plain"]
        lemma = verb.lemma_.lower() if verb is not None else ""
        return cls((*lists, draft.action), lemma, tuple(dict.fromkeys((*names[:1], *names[-2:-1]))))

    def join(self, candidate: Candidate) -> Iterator[str]:
        """Yield what a candidate shows together with it."""
        kind = f"kind {candidate.kind}"
        stands = [f for f in candidate.features if f.startswith("at ")]
        before = [f for f in candidate.features if f.startswith("before ") and f.count(" ") == 1]
        chief = [f for f in ("house", "homeland", _NOBODY) if f in candidate.features]
        yield from (f"{feature} & {sort}" for feature in (kind, *stands, *before, *chief) for sort in self.sorts)
        yield from (f"{feature} & {self.verb}" for feature in stands or [kind])
        yield from (f"{feature} & {noun}" for feature in (kind, *chief) if feature != _NOBODY for noun in self.nouns)
