"""Span: the time that holds for a count, by the path of the parse between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice, takewhile

from spacy.tokens import Token

from eventx.analysis.periods import period_of
from eventx.facts.headcount.action import compared
from eventx.facts.headcount.count import PersonCount
from eventx.facts.headcount.standing import SUBJECTS, chain_of
from eventx.lexicons import lexicon
from eventx.mentions.reading import Reading
from eventx.normalize.date import Time
from eventx.syntax.phrases import has_subject, is_finite, is_verb

_TOGETHER = frozenset({"when", "while", "as", "whereas", "where"})
_HOUR = re.compile(r"(?:at )?(?:noon|midday|midnight|overnight|dawn|dusk)", re.IGNORECASE)
_BESIDE = re.compile(r" (?:(?:in|of|on) )?(?:the )?")
_AGO = re.compile(r" (?:ago|earlier|before)$")
_DEEP = 40  # steps up a parse


def span_of(reading: Reading, count: PersonCount) -> Time | None:
    """Return the time that holds for a count, or None."""
    token = count.phrase.governed
    if compared(count.phrase.begin):
        return _own(reading, token)
    if _is_source(token):
        return None
    if (owner := _owner(reading, count.phrase.begin)) is not None:
        return owner
    verb = count.government.verb
    below = verb if verb is not None and verb.head == token and verb.dep_ in ("relcl", "acl") else None
    anchor = below if below is not None else count.phrase.begin
    chain = chain_of(token, count.government.verb)
    time = period_of(reading, anchor, since_open=True)
    if time is not None and count.phrase.of_whom and not _inside(reading, time, count):
        time = None
    if time is not None and below is not None and below.dep_ == "relcl" and time.start < token.idx:
        return None  # "on Wednesday ordered it to repay 460 workers who had sold land"
    if time is None or not _holds(reading, time, chain, anchor):
        time = _together(reading, count, chain)
    if time is None or not (time.start_date or time.end_date):
        return None
    if reading.text[max(0, time.start - 8) : time.start].lower() == "through ":
        return replace(time, start_date=None)  # "through June"
    return time


def _is_source(token: Token) -> bool:
    """Tell whether persons only tell what is told: "fell last year, according to two people"."""
    links = takewhile(lambda link: not is_finite(link), islice(token.ancestors, _DEEP))
    return any(link.lower_ == "according" for link in links)


def _owner(reading: Reading, begin: Token) -> Time | None:
    """Return the time that a number belongs to: "with April's 204,300"."""
    at = bisect_left(reading.times, begin.idx, key=lambda time: time.start)
    time = reading.times[at - 1] if at else None
    return time if time is not None and reading.text[time.end : begin.idx] in ("'s ", "’s ") else None


def _own(reading: Reading, token: Token) -> Time | None:
    """Return the time right behind what others are set against: "down from 336 the previous year"."""
    end = token.idx + len(token)
    at = bisect_left(reading.times, end, key=lambda time: time.start)
    time = reading.times[at] if at < len(reading.times) else None
    if time is None or not _BESIDE.fullmatch(reading.text, end, time.start) or _AGO.search(reading.text, end, time.end):
        return None
    return time if time.start_date or time.end_date else None


def _holds(reading: Reading, time: Time, chain: list[Token], anchor: Token) -> bool:
    """Tell whether nothing in the parse parts a time from a count."""
    if _HOUR.fullmatch(reading.text, time.start, time.end):
        return False
    span = reading.span(time.start, time.end)
    if span.start and span[0].nbor(-1).lower_ in ("every", "each"):
        return False
    path, top = _path(span.root, chain)
    if top is None or anchor.dep_ == "relcl":
        return True
    said = any(step.dep_ == "ccomp" for step in path)
    if any(step.dep_ in ("relcl", "acl") and is_verb(step) and step.head != chain[0] for step in path):
        return False  # "640 people under a deal signed in September"
    if any(step.dep_ == "conj" and step.i > chain[0].i and _is_clause(step) for step in path):
        return False  # "170 are working, and 60 more will arrive in January"
    for link in chain:
        if link == top:
            break
        if not is_verb(link):
            continue
        if said and link.dep_ in ("ccomp", "advcl"):
            return False  # "sales fell in May, he said, adding that 300 jobs would go"
        if link.dep_ == "relcl" and is_verb(top) and not link.head.i < span.start < link.i:
            return False
        who = next((child for child in link.lefts if child.tag_ in ("WDT", "WP")), None)
        if who is not None and link.dep_ == "advcl" and span.end == who.i:
            continue  # "a rockfall in June that killed two", its relative clause taken for another
        if link.dep_ == "advcl" and is_finite(link) and has_subject(link) and not _is_together(link):
            return False
    return True


def _is_clause(verb: Token) -> bool:
    """Tell whether a verb makes a clause of its own: finite, with a subject."""
    return is_finite(verb) and any(child.dep_ in SUBJECTS for child in verb.lefts)


def _inside(reading: Reading, time: Time, count: PersonCount) -> bool:
    """Tell whether a time stands behind a number and "whom", in the clause that they open."""
    return time.start > count.phrase.number.end


def _path(token: Token, chain: list[Token]) -> tuple[list[Token], Token | None]:
    """Return the tokens from one up to where it meets a chain, and where that is."""
    held = {link.i for link in chain}
    path: list[Token] = []
    for _ in range(_DEEP):
        if token.i in held:
            return path, token
        path.append(token)
        if token.head == token:
            break
        token = token.head
    return path, None


def _is_together(verb: Token) -> bool:
    """Tell whether a clause tells what happens at the time of the main one: "when", "as", "while"."""
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in _TOGETHER for child in verb.lefts)


def _is_joint(verb: Token, count: PersonCount) -> bool:
    """Tell whether a clause shares its time with that of a count: "when", "drowned or vanished", "and 620 injured"."""
    if verb.dep_ == "advcl":
        return _is_together(verb)
    others = [child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    near = count.government.verb is not None and verb.i - count.government.verb.i < 3
    bare = verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    return verb.dep_ == "conj" and (near if not others else bare and all(c.tag_ == "CD" for c in others))


def _together(reading: Reading, count: PersonCount, chain: list[Token]) -> Time | None:
    """Return the time of a clause with "when" under the verb of a count: "drowned when a truck sank on Sunday"."""
    begin = count.phrase.begin
    sentence = reading.sentence_span(begin.idx)
    at = bisect_left(reading.times, begin.idx, key=lambda time: time.start)
    for time in reading.times[at : at + 8]:
        if time.start >= sentence.end_char:
            break
        if time.timex_type not in ("DATE", "TIME") or time.relation not in (None, "on", "in"):
            continue
        path, top = _path(reading.span(time.start, time.end).root, chain)
        clauses = [step for step in path if is_verb(step) and step.dep_ in ("advcl", "relcl", "ccomp", "conj", "acl")]
        one = (
            len(clauses) == 1
            and _is_joint(clauses[0], count)
            and clauses[0].lemma_ not in lexicon("government").speaking
        )
        if one and top is not None and top == count.government.verb:
            return None if _HOUR.fullmatch(reading.text, time.start, time.end) else time
    return None
