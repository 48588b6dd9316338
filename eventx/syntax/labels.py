"""Labels of the parse and the tagger that several rooms ask for."""

from __future__ import annotations

NOUNS = frozenset({"NOUN", "PROPN"})
"""Parts of speech of nouns."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
"""Dependencies of subjects."""
OBJECTS = frozenset({"dobj", "obj"})
"""Dependencies of direct objects."""
AUXILIARIES = frozenset({"aux", "auxpass"})
"""Dependencies of auxiliaries."""
