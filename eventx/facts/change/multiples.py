"""Multiples: whether "double" and its like tell a change, or how one thing compares with another."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.levels import is_expected
from eventx.facts.change.standards import is_of_time
from eventx.facts.change.values import Clause
from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUNS, PLURAL, SUBJECTS, has_left


def is_multiplied(token: Token, after: Token | None, clause: Clause) -> bool:
    """Tell whether "double" and its like tell a change: no "double bed", "double-digit"."""
    if _is_compared(token, after, clause):
        return False  # "the cost, more than double the rate of May"
    if after is not None and (after.lower_ == "down" or (after.lower_ == "as" and after.dep_ == "prep")):
        return False  # "doubled down on its bet", "laptops that double as tablets"; but "doubled as demand rose"
    done = token.tag_ not in PLURAL and token.dep_ in (*SUBJECTS, "dobj", "pobj", "attr")
    ours = token.tag_ == "NNS" and (
        has_left(token, "det") or any(c.dep_ == "poss" and c.tag_ == "NNS" for c in token.lefts)
    )
    if ours or (done and has_left(token, "det", "poss")):
        return False  # "completed a treble", "won the mixed doubles", "the women's doubles"
    before = clause.before(token)
    if after is not None and after.tag_ in ("VBZ", "VBD") and before is not None and before.pos_ == "PROPN":
        return False  # "Alba double sinks Kestrel"
    if after is not None and after.lower_ == "what":
        return token.pos_ == "VERB" or is_of_time(after.i, clause, own=True)  # "double what they were in 2015"
    if token.pos_ not in (*NOUNS, "ADJ") or after is None or _is_infinitive(token, after, clause):
        return True
    ends = after.pos_ in ("SPACE", "PUNCT") and after.text != "-" and token.pos_ != "PROPN"
    return ends or after.pos_ in ("ADP", "SCONJ")  # "inflation halves; ministers cheer"


def _is_compared(token: Token, after: Token | None, clause: Clause) -> bool:
    """Tell whether "double" compares what stands before it with what stands behind."""
    before = clause.before(token, "ADV")  # "the cost, almost double the rate of May"
    told = clause.ahead(after.i) if after is not None else None
    earlier = told is not None and not is_expected(token, told, clause)  # "more than double the 300 of a year ago"
    if after is None or after.lower_ != "the" or before is None or earlier:
        return False
    helped = any(t.tag_ in ("MD", "TO") for t in token.doc[max(clause.span.start, token.i - 3) : token.i])
    plain = token.tag_ in ("JJ", "RB", "VB", "NN", "PDT") and not helped  # "will more than double the rate"
    return plain and before.lower_ in ("than", ",", ")", "or")


def _is_infinitive(token: Token, after: Token, clause: Clause) -> bool:
    """Tell whether a word stands where a verb does: "to nearly double sales"; no "to double digits"."""
    before = clause.before(token, "ADV")
    figure = after.lemma_ in lexicon("change").sizing | {"-"}
    return before is not None and before.tag_ == "TO" and not figure
