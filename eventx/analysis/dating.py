"""Dating: the times that say which thing is meant, and not when something was done: "the *2015* rules"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.analysis.reach import SHORT, verb_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.syntax.labels import has_right
from eventx.syntax.phrases import is_time, modified
from eventx.syntax.tokens import word_before

_BEHIND = 2  # tokens from a participle to the time that hangs on it: "built in May"


def is_label(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether a time says which thing is meant: "the *2015* rules", "cars built in *May*", no "2015 final"."""
    word = analysis.span(time.start, time.end).root
    noun, made = modified(word), verb_of(word) or word
    dated = noun != word and not is_time(noun) and SHORT.match(time.timex or "") is None  # but "at Monday talks"
    if _is_made_then(word, made):
        noun, dated = made.head, made not in (token, token.head)
    own = noun == token or noun.is_ancestor(token) or _is_when(noun, word, token)
    labels = dated and not own and noun.lemma_.lower() not in lexicon("comparison").occasions
    return labels or _starts_year(made)


def _is_made_then(word: Token, made: Token) -> bool:
    """Tell whether a time is that of a participle behind a noun: "cars *built* in May"."""
    close = word.dep_ in ("pobj", "npadvmod") and word.i - made.i <= _BEHIND + has_right(made, "prt")
    return close and (made.dep_, made.tag_) == ("acl", "VBN")


def _is_when(noun: Token, word: Token, token: Token) -> bool:
    """Tell whether a dated thing says when something was done: "bought it in a 2019 *deal*"."""
    tie = noun.head
    says_when = noun.dep_ == "pobj" and word.dep_ != "poss" and tie.lower_ in lexicon("comparison").when
    return says_when and not {token, token.head}.isdisjoint((tie.head, tie.head.head))


def _starts_year(made: Token) -> bool:
    """Tell whether a verb tells when a year begins: "a plan for the year *starting* July 1", no "fell in the year"."""
    year = word_before(made)
    own = year.dep_ == "pobj" and year.head.head.pos_ == "VERB" and year.head.lower_ in lexicon("comparison").when
    return made.tag_ == "VBG" and (year.lemma_ == "year" or year.text[:1].isdigit()) and not own
