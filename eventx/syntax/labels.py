"""Labels of the parse and the tagger that several rooms ask for, and the dependents of a word that have one."""

from __future__ import annotations

from spacy.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
"""Parts of speech of nouns."""
VERBAL = frozenset({"VERB", "AUX"})
"""Parts of speech of verbs."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
"""Dependencies of subjects."""
NOUN_SUBJECTS = SUBJECTS - {"csubj"}
"""Those of subjects that are nouns."""
OBJECTS = frozenset({"dobj", "obj"})
"""Dependencies of direct objects."""
COMPLEMENTS = OBJECTS - {"obj"} | {"oprd", "attr", "npadvmod"}
"""Dependencies of what a verb makes of somebody: "named him *chairman*"."""
PATIENTS = frozenset({"dobj", "nsubjpass"})
"""Dependencies of what something is done to."""
PARTIES = NOUN_SUBJECTS | {"dobj"}
"""Dependencies of who does something and what it is done to."""
DETERMINERS = frozenset({"det", "poss", "nummod"})
"""Dependencies of what says which are meant, or how many."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs and modals."""
PAST = frozenset({"VBD", "VBN"})
"""Tags of verbs in the past and of participles, which are taken for one another."""
PRESENT = frozenset({"VBZ", "VBP"})
"""Tags of verbs in the present."""
ASKING = frozenset({"WRB", "WP", "WDT", "WP$"})
"""Tags of words that open what is asked."""
RELATIVE = frozenset({"WDT", "WP"})
"""Tags of relative pronouns, but for "whose"."""
AUXILIARIES = frozenset({"aux", "auxpass"})
"""Dependencies of auxiliaries."""
PLURAL = frozenset({"NNS", "NNPS"})
"""Tags of nouns in the plural."""
ADNOMINAL = frozenset({"acl", "relcl"})
"""Dependencies of clauses that hang on a noun."""
COMPOUNDING = frozenset({"compound", "nmod"})
"""Dependencies of a noun before another that it makes a compound with."""
PLACED = frozenset({"GPE", "LOC", "NORP"})
"""Labels of the names of places, and of what is of a place."""

WITHIN = frozenset({"nummod", "nmod", "compound", "quantmod"})
"""Dependencies of a number, or of a word, within the phrase of a noun."""
ATTRIBUTES = COMPOUNDING | {"amod"}
"""Dependencies of what stands before a noun, but for whose it is and how many."""
OWNING = COMPOUNDING | {"poss"}
"""Dependencies of whose a thing is: "*Kappa's* mill", "the *Kappa* mill"."""
MODIFIERS = ATTRIBUTES | OWNING
"""Dependencies of either."""
PREMODIFIERS = {
    "modifier": MODIFIERS,
    "attribute": ATTRIBUTES,
    "possessor": frozenset({"poss"}),
    "compound": COMPOUNDING,
}
"""Dependencies of what stands before a noun, by the position that it has there."""


def has_left(token: Token, *labels: str) -> bool:
    """Tell whether a word has a dependent of one of some labels before it."""
    return any(child.dep_ in labels for child in token.lefts)


def has_right(token: Token, *labels: str) -> bool:
    """Tell whether a word has a dependent of one of some labels behind it."""
    return any(child.dep_ in labels for child in token.rights)


def has_child(token: Token, *labels: str) -> bool:
    """Tell whether a word has a dependent of one of some labels on either side."""
    return any(child.dep_ in labels for child in token.children)


def first_left(token: Token, *labels: str) -> Token | None:
    """Return the first dependent of one of some labels that a word has before it, or None."""
    return next((child for child in token.lefts if child.dep_ in labels), None)


def first_right(token: Token, *labels: str) -> Token | None:
    """Return the first dependent of one of some labels that a word has behind it, or None."""
    return next((child for child in token.rights if child.dep_ in labels), None)
