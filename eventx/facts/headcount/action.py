"""Action: the lemma that names what is done by or to counted persons."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.government import Government, particle_of
from eventx.syntax.labels import AUXILIARIES
from eventx.syntax.phrases import is_finite

_CLAUSE = 25  # tokens in which the verb of a clause may stand


def action_of(government: Government, subject: bool = False) -> str | None:
    """Return the lemma of the governing verb with its particle or preposition; None for copulas and changes of level.

    ``subject`` tells that persons are its subject, who may themselves rise or fall ("two hikers fell").
    """
    verb = government.verb
    if verb is None:
        return None
    words, syntax = lexicon("headcount"), lexicon("government")
    lemma = verb.lower_ if verb.lower_ in words.verbs else verb.lemma_.lower()
    said = any(child.dep_ in ("attr", "acomp", "oprd") for child in verb.rights)
    copula = lemma in syntax.copulas and not (lemma == "include" and is_finite(verb))
    level = lemma in words.no_action and not subject
    state = verb.tag_ == "VBG" and verb.lower_ in words.silent  # "missing"
    if copula or level or state or (said and lemma in syntax.half_copulas):
        return None
    let = "let" in (lemma, verb.head.lemma_) and "go" in (lemma, *(child.lemma_ for child in verb.rights))
    if let:
        return "let_go"  # whichever of the two verbs governs them
    parts = [part.lower_ for part in (particle_of(verb), government.preposition) if part is not None]
    action = "_".join([lemma, *parts])  # "did away with"
    return None if action in words.no_action else action


def of_whom(begin: Token) -> Government:
    """Return the verb of the clause that a number and "whom" open: "one of whom, a man of 67, remains in hospital"."""
    after = begin.doc[begin.i + 1 : begin.i + _CLAUSE]
    first = next((t for t in after if t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    return Government(first.head if first is not None and first.dep_ in AUXILIARIES else first)


def compared(begin: Token) -> bool:
    """Tell whether a number is what another is set against: "1,926 cases, up from the 1,255 of 2004"."""
    at = begin.i - 1
    bounds = lexicon("government").bounding - {"up"}
    while at > 0 and begin.i - at < 4 and begin.doc[at].lower_ in bounds:
        at -= 1
    return at > 0 and begin.doc[at].lower_ == "from" and begin.doc[at - 1].lower_ in ("up", "down")
