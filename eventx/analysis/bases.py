"""Against what a change is measured: a year, month, quarter or week before, or a point farther back."""

from __future__ import annotations

import re
from itertools import takewhile

from spacy.tokens import Token

from eventx.analysis.comparison import (
    basis_from,
    compares_rates,
    is_comparison,
    is_outdone,
    paced,
    paired,
    pattern,
)
from eventx.analysis.periods import is_outside, period_of
from eventx.analysis.reach import BREAKS, around, is_since, own_verb, phrase_after, verb_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.records import Basis
from eventx.syntax.labels import FINITE, VERBAL
from eventx.syntax.phrases import ancestors, follows, is_time, modified, words_behind

_ASIDE = frozenset({"acl", "amod", "advmod"})
_STOPS = frozenset({",", ";", ":", ".", "and", "but"})
_BEHIND = 14  # tokens behind a change in which "since" stands
_OPENING = 14  # characters of a sentence in which "Sequentially" stands
_NOUN = 10  # characters behind "annual" with a noun of change
_FAR = 60  # characters of a change's phrase
_PHRASE_END = re.compile(r"[,;:]\s|\n|\s(?:and|but|while|after|against|compared|versus|vs)\b|[.!?]\s")


def basis_of(analysis: Analysis, token: Token, now: Token | None = None) -> Basis | None:
    """Return what a change anchored at ``token`` is measured against, or None where the sentence does not say.

    For a level before, the period of the level ``now`` beside it holds.
    """
    sentence = analysis.sentence_span(token.idx)
    start, verb = sentence.start_char, verb_of(token)
    period = (period_of(analysis, now) if now is not None else None) or period_of(analysis, token)
    near = around(analysis, sentence, token, bases=True)
    after, before = ([time for time in times if not is_outside(analysis, time)] for times in near)
    if period is None and analysis.article.published_on is None:
        plain = (t for t in (*after, *before) if t.timex_type == "DATE" and not is_comparison(analysis, t, start))
        period = next(plain, None)
    said = _phrase(analysis.text, token)
    if basis := paired(said) or paired(analysis.text[start : start + _OPENING]):
        return basis
    if pattern("daily").search(said):
        return None
    for time in after:
        if _is_of_run(analysis, time):
            continue
        rates = token.like_num and compares_rates(analysis.text, time, start)
        if not rates and (basis := basis_from(analysis, time, start, period)):
            return basis
    for time in before:
        if time.timex_type == "SET" and (basis := paired(analysis.text[max(0, time.start - 9) : time.end + _NOUN])):
            return basis
        shared = _shares_basis(analysis, time, verb, period in before) and not _is_said_of_noun(analysis, time, token)
        basis = basis_from(analysis, time, start, period) if shared else None
        if basis and not (basis == "since" and phrase_after(token) is not None):
            return basis
    vague = "since" if pattern("vague").search(said) else _vague_since(analysis, token, verb, start)
    return paced(analysis.text, token.idx) or vague


def _is_of_run(analysis: Analysis, time: Time) -> bool:
    """Tell whether a time is of what something heads for: "fell 2% and was set *for a weekly loss*"."""
    word = analysis.span(time.start, time.end)[0]
    noun = modified(word)
    told = noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.i > 0
    return time.timex_type == "SET" and told and noun.i > word.i and not is_time(noun)


def _phrase(text: str, token: Token) -> str:
    """Return the words from a token to the end of its phrase."""
    end = _PHRASE_END.search(text, token.idx, token.idx + _FAR)
    return text[token.idx : end.start() if end is not None else token.idx + _FAR]


def _shares_basis(analysis: Analysis, time: Time, verb: Token | None, dated: bool) -> bool:
    """Tell whether a time before a change gives its basis: that of the same verb, or of one beside it."""
    word = analysis.span(time.start, time.end)[0]
    own = own_verb(analysis, word)
    if own is None or own == verb:
        return own == verb
    if verb is None or any(t.lower_ in lexicon("comparison").linking for t in word.doc[own.i + 1 : word.i]):
        return False
    joint = verb.dep_ == "conj" and verb.head == own
    begun = any(c.lower_ == "from" for c in verb.rights)  # "and profit rose *from $8*"
    return (joint and (dated or begun)) or ((begun or time.relation == "from") and _is_coordinate(verb, own))


def _is_said_of_noun(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether a time is told of a noun alone, set off behind it: "the duty, *frozen since 2014*, will rise 4%"."""
    steps = takewhile(
        lambda step: step.pos_ not in VERBAL or step.dep_ in _ASIDE, ancestors(analysis.span(time.start, time.end)[0])
    )
    told = next((step for step in steps if step.dep_ in _ASIDE and step.head.i < step.i), None)
    return told is not None and follows(told, ",") and not told.is_ancestor(token)


def _is_coordinate(verb: Token, first: Token) -> bool:
    """Tell whether a clause stands beside another as its equal: "while imports rose", "those to Chad doubled"."""
    if verb.head != first or verb.dep_ not in ("advcl", "ccomp", "parataxis"):
        return False
    marks = {c.lower_ for c in verb.lefts if c.dep_ in ("mark", "advmod")}
    return bool(marks & BREAKS) if verb.dep_ == "advcl" else any(c.text in (",", ";") for c in first.children)


def _vague_since(analysis: Analysis, token: Token, verb: Token | None, start: int) -> Basis | None:
    """Read "since the pandemic", "since its May listing", "since the row began"."""
    near = token.doc[token.i + 1 : min(token.i + _BEHIND, analysis.sentence_span(token.idx).end)]
    first = next((t for t in near if t.lower_ == "since" or t.text in _STOPS or t.tag_ in FINITE), None)
    held = (
        (c for c in verb.children if c.dep_ == "prep" and (c.i > token.i or c.is_sent_start))
        if verb is not None
        else ()
    )
    since = next((t for t in (first, *held) if t is not None and t.lower_ == "since"), None)
    behind = since is not None and not is_outdone(analysis, start, since.idx)
    if verb is None:
        return "since" if behind else None
    had = any(t.lemma_ == "have" for t in (verb, verb.head.head, *verb.lefts))
    # "has since slid" hangs on "slid", but "risen" on the "since" of "has since risen"
    then = _is_since_then if analysis.modality(token) == "asserted" else is_since
    clause = had and any(is_since(c) or then(c) for c in (verb.head, *verb.children))
    return "since" if behind or clause else None


def _is_since_then(word: Token) -> bool:
    """Tell whether "since" stands alone, for what was told before: "has *since* risen"."""
    had = follows(word, "has", "have", "had") and any(t.tag_ == "VBN" for t in words_behind(word))
    return word.lower_ == "since" and (had or word.dep_ == "advmod")
