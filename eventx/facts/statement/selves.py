"""Selves: the bare surnames, taken for those of bodies, of persons who say "I" or of whom "he" is told."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.statement.entities import EntityIndex, is_paper
from eventx.facts.statement.frame import Frame
from eventx.lexicons import lexicon
from eventx.records import Actor

_OWN = frozenset({"i", "my", "me", "myself"})


def surnames_in(index: EntityIndex, frames: Sequence[Frame]) -> frozenset[str]:
    """Return the single words for speakers who tell of themselves: "I cried," Skoglin said; Varga said he had left."""
    alone = (f for f in frames if f.source is not None and _is_bare(f.source.head))
    return frozenset(f.source.head.text for f in alone if f.source is not None and _tells_of_self(index, f))


def as_person(actor: Actor | None, surnames: frozenset[str]) -> Actor | None:
    """Return a speaker as a person if the name of a body that is theirs is a surname."""
    if actor is None or actor.kind != "organisation" or actor.name not in surnames:
        return actor
    return actor.model_copy(update={"kind": "person", "organisation": None, "country": None})


def _is_bare(head: Token) -> bool:
    """Say whether a speaker is one capitalised word that is no body's: no "Norvik Mills", no "Parliament"."""
    names, alone = lexicon("names"), not any(t.dep_ != "punct" and t.i < head.i for t in head.lefts)
    return (
        head.is_title and head.pos_ == "PROPN" and alone and head.lower_ not in names.body and not is_paper(head.text)
    )


def _tells_of_self(index: EntityIndex, frame: Frame) -> bool:
    """Say whether the words of a speaker are those of one person."""
    view, start = index.view, frame.pieces[0][0]
    if frame.mode == "indirect":
        first, head = view.token_at(start), frame.source.head if frame.source is not None else None
        led = first is not None and view.doc[first].lower_ in lexicon("statement").pronoun.any_of("he", "she")
        opens = head is not None and view.sentence(head.i).start == head.i  # with nobody before it whom "he" may mean
        return led and opens and not any(e.kind in ("person", "unnamed") for e in index.before(start))
    told = (t for piece in frame.pieces for t in view.analysis.span(*piece))
    return any(t.lower_ in _OWN and t.tag_.startswith("PRP") and view.in_quote[t.i] >= 0 for t in told)
