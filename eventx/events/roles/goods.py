"""Goods: what goes from one land to another, in the words before a flow or behind "of"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.clauses.marks import last_before
from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.lexicons import lexicon
from eventx.records import Mention
from eventx.syntax.phrases import noun_phrase

_BOUND = frozenset({"to", "from", "into"})
"""Before the land from which, or to which, goods go."""


def goods_before(draft: Draft, token: Token) -> Mention | None:
    """Return the goods that the words before a flow name: "*beef* export volume", "world *coffee* exports"."""
    first, last = token.left_edge, last_before(token)
    flow = last.lemma_.lower() in lexicon("clause").flows
    if flow and first.lemma_.lower() in lexicon("clause").flows:
        return None  # "*exports*", "its *export and import* earnings"
    last = last.nbor(-1) if flow else last
    wide = first != last and draft.words.has_lemma("worldwide", first)
    return draft.analysis.quote(first.nbor() if wide else first, last)


def goods_of(draft: Draft, token: Token, entities: EntityIndex) -> Mention | None:
    """Return the words of goods without the land that they are of, or go to: of "exports of Swiss watches to Peru"."""
    start, end = noun_phrase(token)
    lands = [p.mention for p in entities.place(token) if p.mention is not None]
    if lands and (token.pos_ != "NOUN" or any(m.start <= token.idx < m.end for m in lands)):
        return None
    of = [m.end + 1 for m in lands if start <= m.start and m.end < token.idx]
    first = draft.analysis.span(max(of, default=start), token.idx + len(token))[0]
    bound = [c.nbor(-1) for c in token.rights if c.dep_ == "prep" and c.lower_ in _BOUND]
    end = min([end, *(t.idx + len(t) for t in bound)])
    bare = first == token and end == token.idx + len(token) and draft.says_nothing(token)
    return None if bare or draft.names(token) else draft.analysis.mention(first.idx, end)
