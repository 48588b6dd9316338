"""Harm: who comes to it in what a noun tells, and who does it: "killed two soldiers in an attack on a base"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import logical_arguments, object_of
from eventx.syntax.nominals import counted_noun


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


def _harming(noun: Token) -> Token | None:
    """Return the verb of harm that a noun tells the occasion of; the parser may hang it on whom it befalls."""
    over = noun.head.head
    if over.dep_ == "dobj" and noun.head.lower_ == "in":
        over = over.head
    known = f"{over.lemma_.lower()}_{noun.head.lower_}" in lexicon("telling").befalls
    return over if known and noun.dep_ == "pobj" else None
