"""Action: the lemma that names what is done by or to counted persons."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.government import Government, particle_of
from eventx.syntax.phrases import is_finite, is_verb

_CLAUSE = 25  # tokens in which the verb of a clause may stand


def action_of(government: Government) -> str | None:
    """Return the lemma of the governing verb with its particle or preposition; None for copulas and levels."""
    verb = government.verb
    if verb is None:
        return None
    words, syntax = lexicon("headcount"), lexicon("government")
    lemma = verb.lower_ if verb.lower_ in words.verbs else verb.lemma_.lower()
    particle = particle_of(verb)
    copula = lemma in syntax.copulas and not (lemma == "include" and is_finite(verb))
    moves = lemma in words.no_action and particle is None  # "dropped", but "dropped out"
    if copula or moves or verb.lower_ in words.unsaid:
        return None  # "aged 12", "missing"
    if lemma in syntax.half_copulas and any(child.dep_ in ("attr", "acomp", "oprd") for child in verb.rights):
        return None
    let = "let" in (lemma, verb.head.lemma_) and "go" in (lemma, *(child.lemma_ for child in verb.rights))
    if let:
        return "let_go"  # whichever of the two verbs governs them
    parts = [part.lower_ for part in (particle, government.preposition) if part is not None]
    action = "_".join([lemma, *dict.fromkeys(parts)])  # "did away with"
    return None if action in words.no_action else action


def of_whom(begin: Token) -> Government:
    """Return the verb of the clause that a number and "whom" open: "one of whom, a man of 67, remains in hospital"."""
    after = begin.doc[begin.i + 1 : begin.i + _CLAUSE]
    return Government(next(filter(is_verb, after), None))


def compared(begin: Token) -> bool:
    """Tell whether a number is what another is set against: "1,926 cases, up from the 1,255 of 2004"."""
    at = begin.i - 1
    bounds = lexicon("government").bounding - {"up"}
    while at > 0 and begin.i - at < 4 and begin.doc[at].lower_ in bounds:
        at -= 1
    word, before = (begin.doc[at].lower_, begin.doc[at - 1].lower_) if at > 0 else ("", "")
    return (word == "from" and before in ("up", "down")) or (word == "against" and before == ",")
