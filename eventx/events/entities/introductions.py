"""Introductions: whom the first sentence tells without a name the second names: "A nurse was held. *Ann Low*, 46"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.events.clauses.lede import find_opening
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.names.described import is_unnamed
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.traits import words_beside
from eventx.mentions.names.vocabulary import roles
from eventx.mentions.persons import is_person
from eventx.syntax.labels import NOUN_SUBJECTS, PLURAL, first_right, has_left, has_right
from eventx.syntax.phrases import own_subject
from eventx.syntax.tense import is_report

_THEM = frozenset({"him", "them"})


def named_behind(roster: Roster, token: Token) -> Named | None:
    """Return the person of whom the first sentence tells, named by the second: "*A nurse* was charged. Ann Low, 46"."""
    analysis = roster.analysis
    start, end = find_opening(analysis)
    first = analysis.sentence_at(token.idx)
    behind = analysis.sentences[first + 1 : first + 2]
    if not behind or not start <= token.idx < end or not _is_somebody(token):
        return None
    subject = _subject_of(behind[0])
    name = roster.at(subject) if subject is not None else None
    if subject is None or name is None or name.kind != "person" or " " not in name.name:
        return None
    known = any((n.kind == "person" and start <= n.start < end) or (n.name == name.name and n.start < name.start)
                for n in analysis.names)  # fmt: skip
    told = _is_aged(roster.span(name)) or _is_in_case(subject.head, token.head)
    return None if known or not told or _is_other(roster.span(name), subject, token) else name


def _is_somebody(token: Token) -> bool:
    """Tell whether a noun is one person whose name is not told yet: "a nurse", "Peru's foreign minister"."""
    new = is_unnamed(token) or any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in token.lefts)
    return new and token.tag_ == "NN" and token.dep_ in NOUN_SUBJECTS and is_person(token)


def _subject_of(sentence: Span) -> Token | None:
    """Return of whom a sentence tells: its subject, or that of what several say; nobody who says something."""
    verb = sentence.root
    subject = own_subject(verb)
    if not is_report(verb):
        return subject
    told = first_right(verb, "ccomp")
    many = subject is not None and subject.tag_ in PLURAL and subject.pos_ == "NOUN"  # "prosecutors say"
    return own_subject(told) if told is not None and many else None


def _is_aged(name: Span) -> bool:
    """Tell whether an age stands right behind a name: "Ann Low, *46*, worked in Leeds"."""
    mark, behind = name.doc[name.end : name.end + 1].text, name.doc[name.end + 1 : name.end + 2].text
    return mark in (",", "(") and (behind.isdigit() or behind == "aged")


def _is_in_case(verb: Token, first: Token) -> bool:
    """Tell whether a clause goes on with the case of the first: "A nurse was charged. Ann Low *denies* it".

    So does what prosecutors say of the charge.
    """
    cases, words, case = lexicon("comparison").charged, lexicon("telling"), first.lemma_.lower()
    brought = has_left(verb, "auxpass") and verb.lemma_.lower() in cases
    sayer = own_subject(verb.head) if verb.dep_ == "ccomp" else None
    alleged = sayer is not None and sayer.lemma_.lower() in lexicon("entities").judging and case in words.charging
    return case in cases and (brought or alleged or verb.lemma_.lower() in words.answering_for)


def _is_other(name: Span, subject: Token, token: Token) -> bool:
    """Tell whether somebody is another than who is told of before: "*Ann Low* will replace him", "Ann Low, a judge"."""
    verb, first, words = subject.head, token.head.lemma_.lower(), lexicon("names")
    harming, cases = lexicon("clause").harming, lexicon("comparison").charged
    lemma, suffers = verb.lemma_.lower(), has_left(verb, "auxpass") or not has_right(verb, "dobj")
    beside = {c.lemma_.lower() for c in name.root.rights if c.dep_ == "appos"}  # "Ann Low, *his lawyer*"
    called = (words_beside(name) | beside) & (
        roles() | words.any_of("trade", "people", "kin") | lexicon("entities").called
    )
    follows = lemma in lexicon("telling").any_of("succeeding", "parting") or any(t.lower_ in _THEM for t in verb.rights)
    turned = suffers and any(lemma in told and first not in told for told in (harming, cases))
    return follows or turned or not called <= {token.lemma_.lower(), token.lower_}
