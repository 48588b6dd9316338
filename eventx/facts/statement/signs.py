"""Signs: what speaks for a candidate for whom a pronoun or description means, and for the call itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventx.facts.statement.calls import NAMED_BODIES, Call
from eventx.lexicons import lexicon

FAR = 8
"""Sentences within which one stands near another."""
ITSELF = "itself"
"""The kind of the candidate that is the call itself."""
WORD = re.compile(r"\w+")
_RIVALS = {"person": {"person"}, "organisation": NAMED_BODIES, "unnamed": {"unnamed"}, "group": {"group"}}
"""Kinds of those who rival each other in being named last, by what such are called."""
_LATEST = frozenset({"spoke 0", "subject", "gap 1 subject", "gap 0 subject", "same paragraph"})
_TELLING = frozenset(
    {"has head", "holder", "office has head", "holds head 0", "nearest subject", "full form", "same paragraph"}
    | {"gender same", "sole", "spoke 0", *(f"sole {kind}" for kind in _RIVALS)}
)
"""What others show that speaks for or against it that a description stands for itself."""


@dataclass
class Candidate:
    """Somebody or something that may be meant, where it was named last, with what speaks for it."""

    name: str
    kind: str
    start: int
    gender: str | None = None
    features: set[str] = field(default_factory=set)


def mark(call: Call, candidates: list[Candidate]) -> None:
    """Mark what speaks for each candidate for a call."""
    for candidate in candidates:
        candidate.features.update(_salience(call, candidate), _recency(call, candidate))
        if not call.is_pronoun:
            candidate.features.update(_fit(call, candidate), _likeness(call, candidate))
    for kind, rivals in _RIVALS.items():
        _rank([c for c in candidates if c.kind in rivals], kind)


def _salience(call: Call, candidate: Candidate) -> Iterator[str]:
    """Yield what a candidate is in the article."""
    index = call.index
    yield f"kind {candidate.kind}"
    count = index.counts[candidate.name]
    yield f"count {count if count < 4 else 4 if count < 7 else 7}"
    if candidate.name == index.main_body:
        yield "main"
    if candidate.name == index.first_body:
        yield "first body"
    if candidate.name in index.opening:
        yield from ("opening", f"opening {candidate.kind}")
    if call.gender:
        told = candidate.gender
        yield f"gender {'unknown' if told is None else 'same' if told == call.gender else 'differs'}"


def _recency(call: Call, candidate: Candidate) -> Iterator[str]:
    """Yield where a candidate was named last, and whether it spoke last or was a subject since."""
    gap, subject = call.gap(candidate.start), "subject" in candidate.features
    where = "ahead" if gap < 0 else str(gap) if gap < 4 else "4" if gap < FAR else "far"
    yield f"gap {where}"
    if subject:
        yield f"gap {where} subject"
    if 0 <= gap < FAR and "\n" not in call.index.view.text[candidate.start : call.at]:
        yield "same paragraph"
    last, side = "spoke 0" in candidate.features, "behind" if call.told < call.at else "before"
    yield f"{side} what is told{' spoke last' if last else ''}"
    if last:
        yield f"{side} spoke last {candidate.kind}"
    elif subject and call.outdated is not None and call.outdated <= candidate.start < call.told:
        yield from ("subject since", f"subject since {side}")


def _fit(call: Call, candidate: Candidate) -> Iterator[str]:
    """Yield how the words of a description fit the name of a candidate."""
    words, kind, modifiers = set(WORD.findall(candidate.name.casefold())), candidate.kind, call.modifiers
    has = "has" if call.head in words else "other"
    if has == "has":
        yield from ("has head", f"has head {kind}")
    yield f"modifiers {_share(modifiers, words)}" if modifiers else "no modifiers"
    if call.names_used:
        yield f"names {_share(call.names_used, words)}"
    yield f"{has} head {call.determiner} {'more' if modifiers else 'alone'}"
    if call.noun_class == "medium":
        medium = lexicon("statement").paper | lexicon("names").papers
        yield "no medium" if medium.isdisjoint(words) else "a medium"


def _share(some: frozenset[str], words: set[str]) -> str:
    return "all" if some <= words else "some" if some & words else "none"


def _likeness(call: Call, candidate: Candidate) -> Iterator[str]:
    """Yield how what a description tells fits what a candidate is: its kind and office, and where it stands."""
    kind, noun, features = candidate.kind, call.noun_class, candidate.features
    where = "ahead" if "ahead" in features else "before"
    yield f"{call.determiner} {min(len(call.modifiers), 3)} {where} {kind}"
    yield f"kind {kind} & {call.phrase.head.lemma_.lower()}"
    yield f"kind {kind} & class {noun}"
    for feature in features & {"spoke 0", "opening", "holder"}:
        yield f"{feature} & class {noun} {call.determiner}"
    for feature in features & _LATEST if call.tells_more else ():
        yield f"tells more of {feature} {kind}"
    if kind == "person":
        office = call.index.offices.get(candidate.name, set())
        told = "unknown" if not office else "has head" if call.head in office else "other"
        yield from (f"office {told}", f"office {told} {noun}")
        if office and call.modifiers:
            yield f"office shares {_share(call.modifiers, office)}"


def _rank(rivals: list[Candidate], kind: str) -> None:
    """Mark among those of a kind who was named before last, who was a subject last, and who is alone."""
    rivals = [c for c in rivals if {"before", "gender differs"} & c.features == {"before"}]
    rivals.sort(key=lambda c: -c.start)
    for rank, candidate in enumerate(rivals[:3]):
        candidate.features.add(f"nearest {rank}")
    for candidate in [c for c in rivals if "subject" in c.features][:1]:
        candidate.features.add("nearest subject")
    if len(rivals) == 1:
        rivals[0].features.update(("sole", f"sole {kind}"))
    if any("subject since" in c.features for c in rivals):
        for candidate in [c for c in rivals if "spoke 0" in c.features]:
            candidate.features.add("outdated")


def stay(call: Call, others: list[Candidate]) -> Iterator[str]:
    """Yield what tells that a call stands for itself."""
    size, phrase = min(len(call.modifiers), 3), call.phrase
    named, noun = f"{ITSELF} {call.determiner}", f"{ITSELF} & class {call.noun_class}"
    yield from (ITSELF, named, f"{named} {size}", f"{ITSELF} & {phrase.head.lemma_.lower()}")
    yield from (noun, f"{noun} {call.determiner}", f"{noun} {call.determiner} {size}")
    yield f"{ITSELF} {'lower' if phrase.head.is_lower else 'capital'}"
    if phrase.end > phrase.head.i + 1:
        yield f"{ITSELF} goes on"
    if call.names_used:
        yield f"{ITSELF} with a name {call.noun_class}"
    if call.tells_more:
        yield from (f"{ITSELF} tells more", f"{ITSELF} tells more {call.noun_class}")
    for feature in {f for c in others for f in c.features}:
        if feature in _TELLING or feature.startswith(("spoke 0 gap", "has head ")):
            yield f"{ITSELF} beside {feature}"
    if call.index.view.analysis.sentence_at(call.at) <= 1:
        yield f"{ITSELF} opening {call.determiner}"
    if not any(c.kind == "person" for c in others):
        yield f"{ITSELF} no person"
