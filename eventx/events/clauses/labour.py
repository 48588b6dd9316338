"""Labour migration: whether those counted are told to cross as workers, where they are introduced."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.lexicons import lexicon, matcher
from eventx.syntax.labels import NOUNS, has_left
from eventx.syntax.phrases import governing_verb, is_time

if TYPE_CHECKING:
    from eventx.events.clauses.clause import EventClause

_TIES = ("for", "to", "into", "onto")


def is_bound_for_work(clause: EventClause) -> bool:
    """Tell whether the counted go, or are taken, somewhere to work: "5,000 Fijians left for farms in Peru".

    It is told where they are introduced, by their purpose or by a scheme, a permit or an office of such workers, and
    goes for every count that stands for them: "Chile took 300 of them".
    """
    group = clause.group
    measured, lead = group.measured, group.lead
    if lead.type != "headcount" and not (lead.type == "change" and any(f.type == "headcount" for f in group.facts)):
        return False
    far = measured is not None and measured.end <= lead.span.start
    named = clause.span_of(measured) if measured is not None else None
    if named is not None and any(t.lemma_.lower() in lexicon("workforce").no_hands for t in named):
        return False
    roots = [clause.token, *([named.root] if named is not None and far else ())]
    return any(_is_of_scheme(clause, root) for root in roots) or any(_is_of_work(clause, root) for root in roots)


def _is_of_scheme(clause: EventClause, counted: Token) -> bool:
    """Tell whether a sentence names a scheme, permit or office of those who go to work."""
    sentence = clause.analysis.sentence_span(counted.idx)
    schemes = matcher("workforce", r"\b(?:{schemes})\b")
    return schemes.search(clause.analysis.text, sentence.start_char, sentence.end_char) is not None


def _is_of_work(clause: EventClause, counted: Token) -> bool:
    """Tell whether what is done by or to the counted says that they go to work."""
    verb = clause.verb if counted == clause.token else governing_verb(counted)
    return verb is not None and any(_is_work(t) for t in _behind(verb, counted))


def _behind(verb: Token, counted: Token) -> Iterator[Token]:
    """Yield what says where, or for what, somebody goes: what hangs on the verb or on the counted."""
    for tie in chain(verb.rights, counted.rights, *(c.rights for c in verb.rights if c.dep_ in ("dobj", "prep"))):
        yield tie
        for end in tie.rights if tie.dep_ in ("prep", "dative") else ():
            yield from (end, *end.conjuncts)


def _is_work(token: Token) -> bool:
    """Tell whether a word says that somebody goes to work: "for *jobs*", "to *farms*", "to *pick* fruit"."""
    words, lemma, tie = lexicon("workforce"), token.lemma_.lower(), token.head
    if token.tag_ == "VB":
        told = any(c.dep_ in ("dobj", "prep") and not any(map(is_time, c.rights)) for c in token.rights)
        return lemma in words.toils and told and token.left_edge.lower_ == "to"  # but "went to work"
    tie = tie if tie.pos_ == "ADP" else tie.head  # "for factories and shipyards"
    if token.pos_ not in NOUNS or tie.lower_ not in _TIES:
        return False
    many = tie.lower_ == "for" or token.tag_ == "NNS"
    sited = lemma == "site" and any(c.lemma_.lower() in words.builders for c in token.lefts)
    if many and (lemma in words.workplaces or sited):
        return True
    bare = not has_left(token, "det")  # but "applicants for the job"
    return tie.lower_ == "for" and bare and lemma in words.employments
