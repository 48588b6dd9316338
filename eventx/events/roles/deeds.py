"""Deeds and things in full: a gerund, an infinitive, a noun with what it is about."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.events.draft import Draft
from eventx.events.predicates.cases import is_crime
from eventx.events.predicates.predicate import Predicate
from eventx.lexicons import lexicon
from eventx.mentions.nouns import is_hyphen
from eventx.mentions.persons import is_of_people, is_person
from eventx.records import Mention
from eventx.syntax import phrases as syntax
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, has_left

_HELD = frozenset({"dobj", "xcomp", "acomp", "oprd", "prep", "prt", "dative", "ccomp"})
_OPENING = frozenset({"to", "that"})
_RANKS = frozenset({"first", "second", "third", "last", "latest", "final"})
_JOINED = re.compile(r"\+|-[A-Za-z]\b")  # what belongs to a name that it ends: "Orbis+", "Unit-e"
_BETWEEN = re.compile(r",? (?:(?:and|or|as well as) )?")  # two of a series
_THINGS = NOUNS | {"ADJ"}  # "flying and drunkenness", of which the tagger makes an adjective
_BESIDE = 2  # characters between a phrase and its number


def deed_of(draft: Draft, verb: Token, whole: bool = False) -> Mention:
    """Return a deed with what it is done to or with: "train 18 men"; a ``whole`` clause: "a bus hit a wall"."""
    doers = (c for c in verb.lefts if whole and (c.dep_ in NOUN_SUBJECTS or c.lower_ == "being"))
    first = next((c.left_edge for c in doers), verb)
    last = verb
    for child in verb.rights:
        if child.dep_ not in _HELD or syntax.is_time_phrase(child) or child.left_edge.i > last.right_edge.i + 1:
            break
        last = child
    return with_others(draft, verb, _until_mark(draft, first, last))


def with_time(draft: Draft, phrase: Mention) -> Mention:
    """Return a thing with the time that ends it: "a ban imposed *last year*", "deals made *in 2015*"."""
    last = draft.analysis.span(phrase.start, phrase.end)[-1]
    made = last.head if last.dep_ == "prt" else last
    time = next((c for c in made.rights if c.left_edge.i == last.i + 1 and syntax.is_time_phrase(c)), None)
    if time is None or made.dep_ != "acl" or made == draft.clause.token or draft.frame.action is None:
        return phrase
    return draft.analysis.mention(phrase.start, time.right_edge.idx + len(time.right_edge))


def with_others(draft: Draft, head: Token, phrase: Mention) -> Mention:
    """Return a thing or deed with those beside it: "fraud*, theft and hiding a theft*", but not "theft and fined"."""
    text = draft.analysis.text
    for other in list(syntax.coordinates(head))[1:]:
        deed = other.tag_ == "VBG" and not has_left(other, *NOUN_SUBJECTS)
        thing = other.pos_ in _THINGS and other.is_lower and not (is_person(other) or draft.names(other))
        if not (deed or thing) or _BETWEEN.fullmatch(text, phrase.end, other.left_edge.idx) is None:
            break
        end = deed_of(draft, other).end if other.pos_ == "VERB" else syntax.noun_phrase(other)[1]
        phrase = draft.analysis.mention(phrase.start, max(end, phrase.end))
    return phrase


def crime_of(draft: Draft, crime: Token, phrase: Mention) -> Mention:
    """Return a crime with those beside it, but not over what it was: "fraud and theft | over the sale of a school"."""
    over = next((c for c in crime.rights if c.lower_ == "over"), None) if is_crime(crime) else None
    if over is not None and phrase.start < over.idx < phrase.end:
        return draft.analysis.mention(phrase.start, over.nbor(-1).idx + len(over.nbor(-1)))
    return with_others(draft, crime, phrase)


def claim_of(draft: Draft, verb: Token) -> Mention:
    """Return what a clause says that somebody did, or asks, in full: "sold unsafe vans", "how the fire started"."""
    if asked := [c for c in verb.lefts if c.dep_ == "advmod" and c.lower_ in lexicon("telling").asking]:
        return _until_mark(draft, asked[0], verb)
    helps = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg")]
    passive = verb.pos_ == "AUX" or any(c.dep_ == "auxpass" for c in helps)
    doers = [c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS]
    doers = [c for c in doers if passive or (c.pos_ == "NOUN" and not (is_of_people(c) or is_body(c)))]
    if not (passive or doers) and all(c.dep_ != "neg" for c in helps):
        return deed_of(draft, verb)
    return _until_mark(draft, min((verb, *helps, *(c.left_edge for c in doers)), key=lambda t: t.i), verb)


def _told_in_full(draft: Draft, noun: Token, phrase: Mention) -> Mention:
    """Return a noun that stands alone with what it is about: "failure *to report the leak*"."""
    if phrase.end - phrase.start != len(noun):
        return phrase
    about = next((c for c in noun.rights if c.left_edge.i == noun.i + 1 and c.left_edge.lower_ in _OPENING), None)
    return phrase if about is None else _until_mark(draft, noun, about)


def _until_mark(draft: Draft, first: Token, last: Token) -> Mention:
    """Quote the words from one to the end of another's phrase, cut before a mark."""
    end = last.right_edge
    within = first.doc[first.i : end.i + 1]
    marks = (t for t in within if t.is_punct and t.tag_ not in ("HYPH", "POS") and not is_hyphen(t))
    stop = next((t for t in marks if not _joins(t)), None)
    return draft.analysis.quote(first, end if stop is None else stop.nbor(-1))


def _joins(mark: Token) -> bool:
    """Tell whether a comma stands between two of a series: "stealing lamps*,* carpets and chairs"."""
    behind = [c for c in mark.head.rights if c.i > mark.i]
    return mark.text == "," and mark.head.pos_ in NOUNS and any(c.dep_ == "conj" and c.pos_ in NOUNS for c in behind)


def _number_of(noun: Token) -> Token | None:
    """Return the number behind a thing by which it is told apart: "Line *4*", "Reactor *3*"."""
    behind = syntax.words_behind(noun)
    return next((t for t in behind if t.like_num and t.head == noun and noun.text[:1].isupper()), None)


def without_number(draft: Draft, token: Token) -> Mention:
    """Return a noun phrase, without the magnitude that is told beside it: "a 6.4-magnitude quake"."""
    analysis = draft.analysis
    phrase = analysis.mention(*syntax.noun_phrase(token))
    level = draft.clause.number("level", frozenset({"magnitude"}), ()) if isinstance(draft.clause, Predicate) else None
    part = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    if part.lower_ in _RANKS and part != token:
        return analysis.mention(part.idx, phrase.end)  # "the first of six trains"
    if part.pos_ == "NUM" and part != token and all(c.tag_ != "$" for c in part.lefts):
        return draft.analysis.quote(part, token)  # "nine of its 61 shops"
    if phrase.end == token.idx + len(token) and (number := _number_of(token)) is not None:
        phrase = analysis.quote(draft.analysis.span(phrase.start, phrase.end)[0], number)
    if joined := _JOINED.match(analysis.text, phrase.end):
        phrase = analysis.mention(phrase.start, joined.end())
    beside = level is not None and phrase.start <= level.mention.start < phrase.end + _BESIDE
    return draft.analysis.quote(token) if beside else _told_in_full(draft, token, phrase)


def thing_counted(draft: Draft) -> Mention | None:
    """Return the words of what a number counts, "sold 61,000 *electric cars*"; of goods no weight: "40 tonnes"."""
    clause, value = draft.clause, draft.clause.group.value
    weighed = value is not None and draft.words.has("bulk", (value.unit or "",))
    piece = draft.frame.pair is None or (clause.group.lead.type == "measure" and not weighed)
    counted = clause.token.dep_ == "nummod" and clause.token.i < clause.token.head.i and piece
    return draft.analysis.quote(clause.token.nbor(), clause.token.head) if counted else None
