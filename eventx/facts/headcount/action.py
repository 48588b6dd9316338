"""Action: the lemma that names what is done by or to counted persons."""

from __future__ import annotations

from eventx.lexicons import lexicon
from eventx.syntax.government import Government, particle_of
from eventx.syntax.labels import has_left, has_right
from eventx.syntax.phrases import is_finite


def action_of(government: Government) -> str | None:
    """Return the lemma of the governing verb with its particle or preposition; None for copulas and levels."""
    verb = government.verb
    if verb is None:
        return None
    words, syntax = lexicon("headcount"), lexicon("government")
    lemma = verb.lower_ if verb.lower_ in lexicon("persons").verbs else verb.lemma_.lower()
    particle = particle_of(verb)
    copula = lemma in syntax.copulas and not (lemma == "include" and is_finite(verb))
    ails = any(child.lower_ in words.becoming for child in verb.rights)  # "fell ill"
    moves = lemma in words.no_action and particle is None and not ails  # "dropped", but "dropped out"
    if copula or moves or verb.lower_ in words.unsaid:
        return None  # "aged 12", "missing"
    if lemma in syntax.half_copulas and has_right(verb, "attr", "acomp", "oprd"):
        return None
    if lemma == "rid" and has_left(verb, "auxpass"):
        return "get_rid_of"
    let = "let" in (lemma, verb.head.lemma_, *(child.lemma_ for child in verb.lefts)) and "go" in (
        lemma,
        *(child.lemma_ for child in verb.rights),
    )
    if let:
        return "let_go"  # whichever of the two verbs governs them
    parts = [part.lower_ for part in (particle, government.preposition) if part is not None]
    action = "_".join([lemma, *dict.fromkeys(parts)])  # "did away with"
    return None if action in words.no_action and not ails else action
