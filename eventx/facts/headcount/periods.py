"""The time that holds for a count, by the path of the parse between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from eventx.analysis.periods import of_number, period_of, whenever
from eventx.analysis.reach import is_clock
from eventx.facts.headcount.count import PersonCount
from eventx.facts.headcount.paths import chain_of, is_state, path_to
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.persons import is_of_people
from eventx.normalize.date import Time
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES, PRESENT, SUBJECTS
from eventx.syntax.phrases import clause_verb, follows, has_subject, is_finite, is_time, is_verb, modified, subject
from eventx.syntax.tense import verb_tense
from eventx.text.section import first_from

_BESIDE = re.compile(r" (?:(?:in|of|on|during) )?(?:the )?(?:whole of |rest of )?")
_NOW = re.compile(r"today|tomorrow", re.IGNORECASE)
_LAST = re.compile(r"(?:the )?end of", re.IGNORECASE)
_NEXT = 8  # times behind a count, at most
_ON_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AGO = re.compile(r" (?:ago|earlier|before)$")


def time_of(analysis: Analysis, count: PersonCount) -> Time | None:
    """Return the time that holds for a count, or None."""
    verb = count.government.verb
    former = count.level is not None and follows(count.phrase.begin, "from")  # "the toll rose to 19 from twelve"
    if (told := of_number(analysis, count.phrase.number.start)) is not None:
        return _bounded(analysis, told)
    if count.phrase.is_compared or former:
        return _behind(analysis, count.phrase.governed)
    if verb is not None and (told := whenever(analysis, verb)) is not None:
        return told
    time = _of_clause(analysis, count)
    return _bounded(analysis, time, verb) if time is not None and not _is_now(analysis, time, verb) else None


def _of_clause(analysis: Analysis, count: PersonCount) -> Time | None:
    """Return the time of the clause that a count is told in, else of one that happens with it, or of its cause."""
    token, verb = count.phrase.governed, count.government.verb
    below = verb if verb is not None and verb.head == token else None
    anchor = below if below is not None else count.phrase.begin
    moved = follows(count.phrase.begin, "by")  # "shrank by 60 since May", but not "has shrunk to 245 since May"
    static = count.level is None or moved or (verb is not None and verb.lemma_ in lexicon("direction").standing)
    time, chain = period_of(analysis, anchor, static), chain_of(token, verb)
    if time is not None and count.phrase.of_whom and time.start < count.phrase.number.start:
        time = None  # "in May held three men, one of whom was freed"
    if time is not None and below is not None:
        above = time.start < token.idx  # "on Wednesday ordered it to repay 460 workers who had sold land"
        return _together(analysis, count, chain) if above else time
    over = verb or next(filter(is_verb, token.ancestors), None)
    time = None if time is not None and _is_of_thing(analysis, time, token) else time
    if time is not None and time.start < token.idx and _is_of_other_clause(analysis, time, over):
        own = _together(analysis, count, chain)
        time = time if own is None else own
    if time is None or not _holds(analysis, time, chain) or _is_of_another_day(analysis, time, over):
        return _together(analysis, count, chain) or _of_cause(analysis, verb) or _of_blow(analysis, verb)
    return time


def _is_now(analysis: Analysis, time: Time, verb: Token | None) -> bool:
    """Tell whether a time is that of the article: "has 610 employees today"."""
    present = verb is not None and verb.tag_ in PRESENT
    return present and _NOW.fullmatch(analysis.text, time.start, time.end) is not None


def _bounded(analysis: Analysis, time: Time, verb: Token | None = None) -> Time | None:
    """Return the days of a time as its words bound them; None where they give none."""
    if not (time.start_date or time.end_date) or (time.relation == "since" and not time.start_date):
        return None  # "since the summer"
    had = verb is not None and any(c.lower_ == "had" and c.dep_ in AUXILIARIES for c in verb.lefts)
    first = analysis.sentence_span(time.start).start_char == time.start
    opens = first and not analysis.text.endswith(" ago", time.start, time.end)
    if _AGO.search(analysis.text, time.start, time.end) and not (had or opens):
        return (
            None  # "put it at 58 a day earlier", but "it had killed four a day earlier", "*A day earlier*, it killed"
        )
    if time.relation in ("by", "until"):
        return replace(time, start_date=None)  # "by Monday evening"
    last = time.relation is None and _LAST.match(analysis.text, time.start)
    return replace(time, start_date=time.end_date) if last else time


def _behind(analysis: Analysis, token: Token) -> Time | None:
    """Return the time right behind what others are set against: "down from 336 the previous year"."""
    end = token.idx + len(token)
    time = next(iter(_times_from(analysis, end)), None)
    beside = time is not None and _BESIDE.fullmatch(analysis.text, end, time.start)
    return time if beside and time is not None and not _AGO.search(analysis.text, end, time.end) else None


def _times_from(analysis: Analysis, start: int) -> Sequence[Time]:
    """Return the next times from a character on, without those of the clock alone."""
    return [time for time in first_from(analysis.times, start, _NEXT) if not is_clock(analysis.text, time)]


def _is_of_thing(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether a time dates what it is done for or about: "punished 11 over *last month's* riot"."""
    word, known = analysis.span(time.start, time.end).root, lexicon("comparison")
    noun = modified(word)
    held = noun.lemma_.lower() in known.occasions and _ON_DAY.fullmatch(time.timex or "")  # "for Monday's match"
    if noun == word or is_time(noun) or noun.dep_ != "pobj" or held:
        return False
    return not noun.is_ancestor(token) and noun.head.lower_ not in known.when - known.following


def _holds(analysis: Analysis, time: Time, chain: Sequence[Token]) -> bool:
    """Tell whether nothing in the parse parts a time from a count."""
    span = analysis.span(time.start, time.end)
    path, top = path_to(span.root, chain)
    if top is None:
        return True
    if any(step.dep_ in ADNOMINAL and step.head != chain[0] and not is_state(step) for step in path):
        return False  # "640 people under a deal signed in September"
    if any(step.dep_ == "pcomp" and step.head.lower_ not in lexicon("headcount").timely for step in path):
        return False  # "25 are out, with more expected this year", "jailed six for forging papers in 2019"
    clauses = [step for step in path if step.dep_ == "conj" and step.i > chain[0].i and is_finite(step)]
    if any(child.dep_ in SUBJECTS for clause in clauses for child in clause.lefts):
        return False  # "170 are working, and 60 more will arrive in January"
    said = any(step.dep_ == "ccomp" for step in path)
    return not any(_parts(link, top, said, span.start) for link in takewhile(lambda at: at != top, chain))


def _parts(link: Token, top: Token, said: bool, start: int) -> bool:
    """Tell whether a clause between parts a count from the time of the clause above."""
    if link.lower_ == "according":
        return True  # "fell last year, according to two people"
    if not is_verb(link):
        return False
    if said and link.dep_ in ("ccomp", "advcl"):
        return True  # "sales fell in May, he said, adding that 300 jobs would go"
    if link.dep_ == "relcl":
        return is_verb(top) and not link.head.i < start < link.i
    return link.dep_ == "advcl" and is_finite(link) and has_subject(link) and not _is_joint(link)


def _is_of_other_clause(analysis: Analysis, time: Time, verb: Token | None) -> bool:
    """Tell whether a time is of a clause before: "numbered 500 *in 1912*; the last 26 left when it shut in May"."""
    root = analysis.span(time.start, time.end).root
    return verb is not None and next(filter(is_verb, root.ancestors), None) != verb


def _is_of_another_day(analysis: Analysis, time: Time, verb: Token | None) -> bool:
    """Tell whether a past clause has the time, a later one of the present the count: "two died in May; 71 are ill"."""
    own = clause_verb(analysis.span(time.start, time.end).root)
    if verb is None or own is None or own.i >= verb.i:
        return False
    finite = (verb, *(child for child in verb.lefts if child.dep_ in AUXILIARIES))
    perfect, published = any(at.lemma_ == "have" for at in finite), analysis.article.published_on
    if published is not None and (time.start_date or "") > published.isoformat():
        return perfect  # "will shut in March; 140 have been offered posts"
    if verb_tense(own) != "past" and own.tag_ != "VBN":
        return False
    if (verb.tag_ == "VBG" and len(finite) == 1) or (time.relation == "since" and perfect):
        return False
    return verb_tense(verb) == "future" or any(at.tag_ in PRESENT for at in finite)


def _of_cause(analysis: Analysis, verb: Token | None) -> Time | None:
    """Return the time within what does harm: "the blast of 5 May killed two", "the storm of Monday hurt six"."""
    cause = subject(verb) if verb is not None and verb.lemma_ in lexicon("persons").harming else None
    if cause is not None and cause.pos_ == "PRON" and cause.dep_ in SUBJECTS and cause.head.dep_ == "relcl":
        cause = cause.head.head  # "the 2016 fire that killed 36"
    if verb is None or cause is None or cause.pos_ != "NOUN" or is_of_people(cause):
        return None
    start, end = cause.left_edge.idx, cause.right_edge.idx + len(cause.right_edge)
    within = list(takewhile(lambda time: time.end <= min(end, verb.idx), _times_from(analysis, start)))
    return next((time for time in reversed(within) if time.relation in (None, "on", "in")), None)


def _of_blow(analysis: Analysis, verb: Token | None) -> Time | None:
    """Return the time of what harmed those counted: "one is dead after a shooting in Dayton *on Sunday*"."""
    struck = (verb, *verb.conjuncts) if verb is not None and _tells_harm(verb) else ()
    ties = (c for at in struck for c in at.rights if c.dep_ == "prep")
    tie = next((c for c in ties if c.lower_ in lexicon("comparison").blows), None)
    if tie is None:
        return None
    end = tie.right_edge.idx + len(tie.right_edge)
    within = takewhile(lambda time: time.end <= end, _times_from(analysis, tie.idx))
    return next((time for time in within if time.relation in (None, "on", "in")), None)


def _tells_harm(verb: Token) -> bool:
    """Tell whether a verb tells that persons came to harm: "died", "were hurt", "is dead", "are in hospital"."""
    words, states = lexicon("headcount"), lexicon("clause").states
    struck = any(t.lower_ in states | words.silent | words.wards for c in verb.rights for t in (c, *c.rights))
    harms = words.dying | lexicon("persons").harming
    return verb.lemma_ in harms or (verb.lemma_ in lexicon("government").copulas and struck)


def _together(analysis: Analysis, count: PersonCount, chain: Sequence[Token]) -> Time | None:
    """Return the time of a clause under that of a count that happens with it: "drowned when a truck sank on Sunday"."""
    begin = count.phrase.begin
    end = analysis.sentence_span(begin.idx).end_char
    for time in takewhile(lambda time: time.start < end, _times_from(analysis, begin.idx)):
        path, top = path_to(analysis.span(time.start, time.end).root, chain)
        clauses = [step for step in path if is_verb(step)]
        if clauses and clauses[-1] == count.government.verb:
            top = clauses.pop()  # "six workers killed when a mill blew up in 2023"
        if not clauses or top is None or top != count.government.verb:
            continue
        if time.relation == "since" and all(step.dep_ == "conj" and not has_subject(step) for step in clauses):
            published = analysis.article.published_on  # "killed 12, hurt 40 and uprooted 165 since May"
            return replace(time, end_date=published.isoformat() if published else None)
        if time.relation not in (None, "on", "in") or _is_of_thing(analysis, time, begin):
            continue
        if len(clauses) == 1 and (_shares_time(clauses[0], top) or _is_joint(clauses[0])):
            return time
    return None


def _shares_time(verb: Token, top: Token) -> bool:
    """Tell whether a coordinated verb shares its time: "drowned or disappeared in 2024", "killed and 620 injured"."""
    bare = verb.tag_ == "VBN" and not is_finite(verb)
    return verb.dep_ == "conj" and not has_subject(verb) and (verb.i - top.i < 3 or bare)


def _is_joint(verb: Token) -> bool:
    """Tell whether a clause tells what happens at the time of the one above: "when", "as"; of harm, "after"."""
    words = lexicon("headcount")
    marks = words.together | ({"after"} if _tells_harm(verb.head) else set())
    ties = [child for child in verb.lefts if child.lower_ in marks]
    beside = has_subject(verb) and any(t.lower_ in ("while", "whereas") and follows(t, ",") for t in ties)
    return verb.dep_ == "advcl" and bool(ties) and not beside  # "employs 90, while Peru hired 40 last year"
