"""Harm: who comes to it in what a noun tells, and who does it: "killed two soldiers in an attack on a base"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import logical_arguments, object_of
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS
from eventx.syntax.nominals import counted_noun
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import word_before


def harmed_in(noun: Token) -> list[Token]:
    """Return who comes to harm in what a noun tells: "two soldiers died in the attack"."""
    verb = _harming(noun)
    doers, objects = logical_arguments(verb) if verb is not None else ([], [])
    return [counted_noun(t) for t in objects or doers]


def harmers_in(noun: Token) -> list[Token]:
    """Return who harms somebody in what a noun tells: "*rebels* killed two soldiers in an attack"."""
    verb = _harming(noun)
    doers, objects = logical_arguments(verb) if verb is not None else ([], [])
    return doers if objects else []


def deeds_of_harm(verb: Token) -> list[Token]:
    """Return the nouns that tell on whom or what was done that in which a verb harms: "in an *attack* on a base"."""
    things = (c for c in verb.rights if c.dep_ == "dobj")
    nouns = (n for t in (verb, *things) for tie in t.rights if tie.lower_ == "in" for n in tie.rights)
    return [n for n in nouns if _harming(n) == verb and any(object_of(n, tie) for tie in ("on", "against"))]


def occasions(verb: Token | None) -> list[Token]:
    """Return the verbs of what harms somebody: "were killed *when a bus overturned*", "died *after falling*".

    What happens long before does not: "were killed hours after he spoke".
    """
    words = lexicon("clause")
    if verb is None or verb.lemma_.lower() not in words.harming:
        return []
    beside = verb.conjuncts if verb.tag_ == "VBN" else ()  # "were killed and five hurt when"
    behind = [c for v in (verb, *beside) for c in v.rights]
    told = (c for c in behind if c.dep_ == "advcl" and not words.occasions.isdisjoint(t.lower_ for t in c.lefts))
    told = (c for c in told if any(t.dep_ in NOUN_SUBJECTS and t.pos_ in NOUNS for t in c.lefts))
    met = [c for tie in behind if tie.lower_ == "after" and verb.tag_ != "VBN" for c in tie.rights if c.dep_ == "pcomp"]
    return [c for c in (*told, *met) if not _is_later(c)]


def _is_later(verb: Token) -> bool:
    """Tell whether a clause is told with how long after it something was: "*hours* after he spoke"."""
    tie = verb.head if verb.dep_ == "pcomp" else next((t for t in verb.lefts if t.lower_ == "after"), verb)
    before = word_before(tie)
    return tie.lower_ == "after" and (before.pos_ == "ADV" or (before.tag_ == "NNS" and is_time(before)))


def _harming(noun: Token) -> Token | None:
    """Return the verb of harm that a noun tells the occasion of; the parser may hang it on whom it befalls."""
    over = noun.head.head
    if over.dep_ == "dobj" and noun.head.lower_ == "in":
        over = over.head
    known = f"{over.lemma_.lower()}_{noun.head.lower_}" in lexicon("telling").befalls
    return over if known and noun.dep_ == "pobj" else None
