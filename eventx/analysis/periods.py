"""Which period holds for a fact: by sentence, clause and preposition.

``period_of(analysis, token)`` gives the Time that holds for a fact anchored at ``token`` (the amount or change word of
a change, the number of a headcount, or their verb). A time counts
only from the same sentence; one of the first clause also covers the later coordinated clauses, one of a later clause
does not reach back. Times of comparison and those of the reporting verb ("said on Tuesday") are no periods. The Time
returned may have its days narrowed: ``analysis.period(time)`` makes the record.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Span, Token

from eventx.analysis.comparison import is_ahead, is_comparison, is_own, is_past_year, pattern
from eventx.analysis.dating import is_label
from eventx.analysis.former import is_of_former_deed
from eventx.analysis.reach import around, is_parted, verb_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered
from eventx.normalize.calendar import last_day
from eventx.normalize.date import Time
from eventx.syntax.labels import AUXILIARIES, MODIFIERS, NOUNS
from eventx.syntax.phrases import ancestors, is_time, is_verb, modified
from eventx.syntax.tense import is_report, verb_tense
from eventx.text.section import first_from, holding, starting

_WITHIN = frozenset({"prep", "pobj", "compound", "poss", "nmod", "nummod", "npadvmod", "amod", "dobj"})
_ON_THE_DAY = re.compile(r"\b(?:on|for) (the day)\b(?! (?:of|before|after|when|that))", re.IGNORECASE)
_BESIDE = MODIFIERS | {"nummod"}
_AHEAD_OR_SINCE = frozenset({"will", "'ll", "’ll", "would", "to", "has", "have"})
_CLOSE = 2  # tokens from a participle to its time
_NEXT = 4  # times behind a token, at most
_LISTED = 12  # times told in one list
_DUE = 16  # characters of "settlement on" and the like
_END = re.compile(r"\b(?:at|as of) (?:the )?end(?: of |-)|\b(?P<until>through|up to) the end of ", re.IGNORECASE)


@remembered
def period_of(analysis: Analysis, token: Token, since_open: bool = False, alone: bool = False) -> Time | None:
    """Return the period that holds for a fact anchored at ``token``, or None.

    Parameters
    ----------
    analysis
        The article.
    token
        The anchor's first token, or its verb.
    since_open
        True for headcounts and gifts: "since January" is then a period up to publication, on a change only a basis; and
        who is booked or given may be so for a day to come.
    alone
        True for what a word tells without a number: no time that only says which thing is meant is its.
    """
    sentence = analysis.sentence_span(token.idx)
    start, published = sentence.start_char, analysis.article.published_on
    verb = verb_of(token)
    if verb is not None and (told := whenever(analysis, verb) or of_pronoun(analysis, verb)) is not None:
        return told
    if (told := of_number(analysis, token.idx)) is not None:
        return told
    after, before = around(analysis, sentence, token)
    day = _trading_day(analysis, sentence, token)
    if day is not None and after and token.idx < day.start < after[0].start:
        after = []  # "down 2% on the day and 3% for the week"
    if verb is not None and any(_is_adverbial(analysis, time, verb) for time in before):
        after = [time for time in after if not _is_of_phrase(analysis, time, token, verb)]
    elif verb is not None and token.i < verb.i and any(_is_adverbial(analysis, time, verb) for time in after):
        after = [time for time in after if time.start > verb.idx or not _is_of_phrase(analysis, time, token, verb)]
    # or "fell last year, and the bank cut its forecast for this one"
    moved = _has_term(analysis, sentence, token, verb)
    undated = False  # "last year", of an article without a date
    for time in [*after, *before]:
        if undated and time.start < token.idx:
            return None
        if time.start < token.idx and _is_over_before(analysis, time, token, verb):
            continue
        if time.relation == "since-record" or is_outside(analysis, time) or (alone and is_label(analysis, time, token)):
            continue
        if is_of_former_deed(analysis, time, token, verb, alone):
            continue
        word = analysis.span(time.start, time.end)[-1]
        owner = word.dep_ == "poss" and word.head.is_ancestor(token)  # "after *2024's* 15% increase in profit"
        moved = moved or _is_of_object(analysis, time, token)
        if (time.relation == "after" and not owner) or (moved and not _is_of_clause(analysis, time, token, verb)):
            continue
        lately = pattern("lately").fullmatch(analysis.text, time.start, time.end) if not alone else None
        measured = lately is not None or is_past_year(analysis.text, time)
        if not since_open and (measured or _is_still_ahead(analysis, time, token)):
            continue
        if since_open and verb is not None and analysis.is_sum(token) and _is_of_what_was(analysis, time, verb):
            continue
        if is_comparison(analysis, time, start) and not is_own(analysis, time, token.idx, start):
            continue
        if time.timex == "PRESENT_REF":
            return None
        if time.relation == "from":
            starts = is_ahead(analysis, time) or analysis.modality(token) == "forecast"
            return replace(time, end_date=None) if starts else time
        if time.relation == "since":
            return replace(time, end_date=published.isoformat() if published else None) if since_open else None
        if time.start_date or time.end_date:
            return _at_end(analysis, time) or _joined(analysis, time)
        dated = time.timex_type == "DATE" and not (time.timex or "").endswith("_REF")
        undated = dated and not pattern("again").fullmatch(analysis.text, time.start, time.end)
    return None if since_open else day


def _is_over_before(analysis: Analysis, time: Time, token: Token, verb: Token | None) -> bool:
    """Tell whether a time of another clause is over, and what is told to come: "fell in 2023, and is seen rising"."""
    own = verb_of(analysis.span(time.start, time.end).root)
    while verb is not None and verb.dep_ == "xcomp" and own != verb:
        verb = verb.head  # "fourth-quarter profit *is expected* to rise"
    ahead = verb is not None and verb_tense(verb) == "future" and analysis.modality(token) == "forecast"
    return _is_over(analysis, time) and own != verb and ahead and not is_report(own)


def _is_adverbial(analysis: Analysis, time: Time, verb: Token) -> bool:
    """Tell whether a time is that of a verb itself: "*last week* it sold", "a court *on Friday* convicted"."""
    words = analysis.span(time.start, time.end)
    root = words.root
    beside = all(t.dep_ in (*AUXILIARIES, "advmod") for t in words.doc[words.end : verb.i])
    return beside or root.head == verb or (root.dep_ == "pobj" and root.head.head == verb)


def _is_of_phrase(analysis: Analysis, time: Time, token: Token, verb: Token) -> bool:
    """Tell whether a time is that of another phrase of a verb: "on Friday convicted two men of a theft *in 2008*"."""
    within, words = False, analysis.span(time.start, time.end)
    ties = lexicon("comparison").answering
    deeds = (t for t in words.doc[verb.i : words.start] if t.dep_ == "pcomp" and t.head.lower_ in ties)
    if any(not t.is_ancestor(token) for t in deeds):
        return True  # "for bribing officials *in 2008*", whatever that hangs on
    for step in ancestors(words.root):
        if step == verb:
            return within
        if step == token or step.is_ancestor(token):
            return False
        if words.start <= step.i < words.end:
            continue  # "the week *starting* August 4"
        if is_verb(step) and words.start - step.i <= _CLOSE:
            return verb.is_ancestor(step)  # "cut 300 jobs at plants opened *in 2019*"
        within = within or (step.pos_ in (*NOUNS, "VERB") and not is_time(step))
    return False


def whenever(analysis: Analysis, verb: Token) -> Time | None:
    """Return the time that a clause is of: "the worst storm since *2023*, when more than sixty drowned"."""
    if verb.dep_ != "relcl" or all(child.lower_ != "when" for child in verb.lefts):
        return None
    time = holding(analysis.times, verb.head.idx)
    last = last_day(time.timex or "") if time is not None and time.relation == "since" else None
    if time is not None and last is not None:
        return replace(time, end_date=last.isoformat())
    return time if time is not None and time.start_date and time.end_date else None


def of_pronoun(analysis: Analysis, verb: Token) -> Time | None:
    """Return the time of what a verb moves, where "that" stands for it: "and lowered *that for 2026* to 1.3%"."""
    moved = next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ in ("that", "those")), None)
    behind = list(verb.doc[moved.i + 1 : moved.i + 3]) if moved is not None else []
    time = holding(analysis.times, behind[1].idx) if len(behind) > 1 and behind[0].lower_ == "for" else None
    return time if time is not None and time.start_date else None


def of_number(analysis: Analysis, at: int) -> Time | None:
    """Return the time that the number at a character is told to be of: "more than the 20 million *of 2024*"."""
    number = holding(analysis.numbers, at)
    time = next(iter(first_from(analysis.times, number.end)), None) if number is not None else None
    if number is None or time is None:
        return None
    word, dated = analysis.span(time.start, time.end)[0], time.start_date is not None
    told = dated and analysis.text[number.end : time.start].removesuffix("the ") == " of "
    return time if told and modified(word) == word else None


def _at_end(analysis: Analysis, time: Time) -> Time | None:
    """Return the day of "at the end of May", or what has it for its end; the days of "the year up to" it are told."""
    last = _END.search(analysis.text, max(0, time.start - 8), time.end) if time.end_date else None
    if last is None:
        return None
    if last["until"] and "/" in (time.timex or ""):
        return time
    return replace(time, start_date=None if last["until"] else time.end_date)


def _joined(analysis: Analysis, time: Time) -> Time:
    """Join a time with those beside it that follow one another: "in July and August", "in 2001, 2002 and 2003"."""
    times = analysis.times
    first = last = bisect_left(times, time.start, key=lambda other: other.start)
    while first > 0 and last - first < _LISTED and _follows(analysis, *times[first - 1 : first + 1]):
        first -= 1
    while last + 1 < len(times) and last - first < _LISTED and _follows(analysis, *times[last : last + 2]):
        last += 1
    if first == last or "and" not in analysis.text[times[last - 1].end : times[last].start]:
        return time
    return replace(times[first], end=times[last].end, end_date=times[last].end_date)


def _follows(analysis: Analysis, first: Time, last: Time) -> bool:
    """Tell whether a time of a list begins where the one before it ends: "2001, *2002* and 2003"."""
    joint = analysis.text[first.end : last.start]
    if joint not in (", ", " and ", ", and ") or not (first.end_date and last.start_date):
        return False
    return (date.fromisoformat(first.end_date) + timedelta(days=1)).isoformat() == last.start_date


def _is_still_ahead(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether what is told as done cannot have been then: "bought the bonds *due in 2031*"."""
    published, verb = analysis.article.published_on, verb_of(token)
    first = time.start_date or time.end_date
    if published is None or first is None or first <= published.isoformat() or verb is None:
        return False
    return verb_tense(verb) == "past" and analysis.modality(token) == "asserted"


def _is_of_what_was(analysis: Analysis, time: Time, verb: Token) -> bool:
    """Tell whether what will be or has been done cannot have been then: "will give $4 to victims of the *2023* war"."""
    helped = {c.lower_ for c in verb.lefts if c.dep_ in AUXILIARIES}
    word = analysis.span(time.start, time.end).root
    own = verb_of(word)
    behind = word.i > verb.i or (verb.dep_ == "conj" and own == verb.head)  # but "vowed *in May* to give"
    apart = behind and (own != verb or (modified(word) != word and word.dep_ != "poss"))
    return apart and not helped.isdisjoint(_AHEAD_OR_SINCE) and _is_over(analysis, time)


def _is_over(analysis: Analysis, time: Time) -> bool:
    """Tell whether a time ended before the publication."""
    published = analysis.article.published_on
    return published is not None and (time.end_date or "9") < published.isoformat()


def _trading_day(analysis: Analysis, sentence: Span, token: Token) -> Time | None:
    """Read "was down 2% on the day": that of the publication."""
    told = _ON_THE_DAY.search(analysis.text, sentence.start_char, sentence.end_char)
    published = analysis.article.published_on
    if told is None or published is None or is_parted(token, analysis.span(*told.span(1))[0], verb_of(token)):
        return None
    day = published.isoformat()
    return Time(told.start(1), told.end(), "DATE", day, day, day)


def _is_of_object(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether a time is that of what somebody moves: "cut its forecast for 2025 by 4%"."""
    word = analysis.span(time.start, time.end)[-1]
    verb, step = verb_of(word), word
    if verb is None or verb != verb_of(token) or is_report(verb):
        return False
    while step.head != verb and step.dep_ in _WITHIN:
        step = step.head
    if step.lower_ == "for" and step.i > verb.i:  # "lowered its estimate | for 2025"
        step = step.nbor(-1)
        while step.head != verb and step.dep_ in ("pobj", "prep"):
            step = step.head
    moved = step.dep_ == "dobj" and step.head == verb and step.i > verb.i
    planned = step.lemma_ in lexicon("modality").forecast.nouns and all(t.lemma_ != "growth" for t in step.lefts)
    return moved and planned and not step.is_ancestor(token)


def _is_of_clause(analysis: Analysis, time: Time, token: Token, verb: Token | None) -> bool:
    """Tell whether a time is that of the verb of what somebody moves, not of the plan that is moved."""
    return verb_of(analysis.span(time.start, time.end).root) == verb and not _is_of_object(analysis, time, token)


def _has_term(analysis: Analysis, sentence: Span, token: Token, verb: Token | None) -> bool:
    """Tell whether a deed has a term, and no other day: "will open it on Friday and pay them *within ten days*"."""
    for time in starting(analysis.times, token.idx, sentence.end_char)[:_NEXT]:
        within = analysis.text.endswith("within ", 0, time.start) and not time.start_date
        if within and verb_of(analysis.span(time.start, time.end).root) == verb:
            return True
    return False


def noun_of(time: Span, told: Collection[Token]) -> Token | None:
    """Return the noun whose time it is, which is not told: "beat *2024* forecasts", but not "won at the 2024 games".

    So is that of a name with a year: "an award for coverage of *Expo* 2010".
    """
    root = time.root
    named = root.dep_ == "nummod" and root.head.pos_ == "PROPN" and root.i == root.head.i + 1
    noun = root.head if named else root
    while noun.dep_ in _BESIDE and noun not in told and modified(root) != root:
        noun = noun.head
    step, near = noun.head, {v for t in told for v in (t, t.head)}
    when = step.lower_ in lexicon("comparison").when and not near.isdisjoint((step.head, step.head.head))
    return None if noun is root or noun in told or when or any(map(noun.is_ancestor, told)) else noun


def is_outside(analysis: Analysis, time: Time) -> bool:
    """Tell whether a time is no period: something is due then, or it is of a level in brackets, "(Q2 2024: 38m)"."""
    text = analysis.text
    if text[time.end : time.end + 1] == ":" or pattern("delivered").match(text, time.end):
        return True
    sorts = ("due", "laws") if len(time.timex or "") == 4 else ("due",)  # "the Theft Act 1968"
    return any(pattern(sort).search(text, max(0, time.start - _DUE), time.start) for sort in sorts)
