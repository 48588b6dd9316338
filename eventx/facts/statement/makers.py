"""Makers: the body whose data, poll or report speaks."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.facts.statement.cues import lemma_of
from eventx.facts.statement.entities import EntityIndex
from eventx.facts.statement.offices import body_in, describe
from eventx.facts.statement.phrases import Phrase, is_body, name_of
from eventx.facts.statement.titles import is_role, kind_of, past_epithet, trim_determiner
from eventx.lexicons import lexicon
from eventx.mentions.names.roster import Roster
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import FINITE, first_left
from eventx.syntax.phrases import governed, is_time

_FURTHER = 14  # tokens after data within which it is said who made them
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "PART"})
_JOINTS = frozenset({"of", "for", "and", "&", "-", "based"})


def maker_of(index: EntityIndex, phrase: Phrase) -> str | None:
    """Return the body whose data they are: its name or word before them, or after "of", "by" and "from"."""
    doc, head, roster = index.view.doc, phrase.head, index.roster
    start = trim_determiner(doc, phrase.start, head.i)
    marks = (i for i in range(head.i - 1, start, -1) if doc[i].tag_ == "POS")
    mark = next((i for i in marks if not is_role(doc[i - 1])), None)  # Kvern's owner's manual
    if mark is not None and (body := body_in(roster, start, mark, proper=True)):
        return body
    first = start if mark is None else mark + 1
    for i in range(head.i - 1, first - 1, -1):
        way = not lexicon("statement").ways.isdisjoint((doc[i].lower_, doc[i : i + 2].text.lower()))
        if way and not (doc[i].is_title and i > first):  # "a High Court ruling"
            continue
        bare = doc[i].is_lower and first == i and (i == phrase.start or doc[i].tag_ == "NNS")
        own = roster.at(head) is not None and roster.at(doc[i]) is roster.at(head)  # the Kvern Housing Index
        named = kind_of(roster, doc[i]) == "organisation" or _is_unknown_name(roster, doc[i], head)
        if not own and (named or (is_body(doc[i]) and not bare)):  # not: "council records"; but: "a council report"
            first = start if mark else first
            first = first if doc[i].is_lower else past_epithet(doc, first, i)  # "a recent Kvern survey"
            return name_of(doc[first : i + 1])
    return _maker_after(roster, phrase) or _issuer(index, phrase)


def _issuer(index: EntityIndex, phrase: Phrase) -> str | None:
    """Return the body of "its report", or who is told to have issued one."""
    first, head = index.view.doc[phrase.start], phrase.head
    if first.lower_ == "its" and first.i < head.i:
        return index.body_before(first.idx)
    issued = head.dep_ == "dobj" and head.head.lemma_ in lexicon("statement").issuing
    subject = first_left(head.head, "nsubj") if issued else None
    named = index.roster.at(subject) if subject is not None else None
    return index.view.text[named.start : named.end] if named is not None and named.kind == "organisation" else None


def _maker_after(roster: Roster, phrase: Phrase) -> str | None:
    """Return the body after "of", "by" or "from" that made data."""
    head, doc = phrase.head, phrase.head.doc
    for token in doc[head.i + 1 : head.i + _FURTHER]:
        if token.tag_ in FINITE or token.text in ".;:":
            return None
        made = token.lower_ == "by" and token.nbor(-1).lower_ not in lexicon("names").seen
        if made or (token.lower_ in ("of", "from") and token.i == head.i + 1):
            end = _phrase_end(doc, roster, token.i + 1)
            end = end if made or token.i + 1 >= phrase.end else min(end, phrase.end)  # figures from the Grid show
            who = governed(token) if made else None
            staffed = who is not None and who.tag_ == "NNS" and is_role(who)
            if staffed and (body := describe(roster, token.i + 1, phrase.end).organisation):
                return body  # a study by researchers at the Grid
            body = body_in(roster, token.i + 1, end, proper=made)
            if body:
                return body
        if token.lower_ == "on" and (body := _site_owner(roster, token.i + 1)):
            return body
    return None


def _site_owner(roster: Roster, start: int) -> str | None:
    """Return the body on whose website data stand: figures on the ministry's website."""
    doc, end = roster.analysis.doc, _phrase_end(roster.analysis.doc, roster, start)
    if doc[end - 1].lower_ not in lexicon("statement").sites:
        return None
    end -= 1 + (doc[end - 2].tag_ == "POS")
    return body_in(roster, start, end, proper=True) if start < end else None


def _is_unknown_name(roster: Roster, token: Token, data: Token) -> bool:
    """Say whether a name of nobody known stands right before data: a Vestpol poll."""
    named = token.i == data.i - 1 and token.pos_ == "PROPN" and not is_time(token)
    return named and data.lower_ in lexicon("names").data and kind_of(roster, token) in ("other", "person")


def _is_behind(token: Token, start: int) -> bool:
    """Say whether a token behind the start of a maker's name is of what follows: by Kvern | show; and | people."""
    shows = token.is_lower and lemma_of(token) in lexicon("statement").proving and token.nbor(-1).pos_ == "PROPN"
    joint = token.lower_ == "and" and token.i + 1 < len(token.doc) and is_of_people(token.nbor())
    return token.i > start and (token.is_sent_start or shows or joint)


def _phrase_end(doc: Doc, roster: Roster, start: int) -> int:
    """Return where the noun phrase that begins at a token ends."""
    at = trim_determiner(doc, start, len(doc))
    while at < len(doc) and not is_time(doc[at]) and not _is_behind(doc[at], start):
        if doc[at].pos_ not in _NOMINAL and doc[at].lower_ not in _JOINTS and not roster.at(doc[at]):
            break
        at += 1
    return at - (at > start + 1 and doc[at - 1].pos_ == "ADP")  # a poll by Kvern | for the BBC
