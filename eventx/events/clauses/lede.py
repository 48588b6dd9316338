"""Lede: the titles and the first sentence of the body, which tell what the article is about."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered
from eventx.syntax.labels import VERBAL
from eventx.text.section import Section

_HEAD = 9  # sentences at the start of the body of which the first ones may be its dateline


def find_headline(analysis: Analysis) -> Section | None:
    """Return the headline, the first of several, or None."""
    return next((s for s in analysis.sections if s.kind == "headline"), None)


def find_titles(analysis: Analysis, kinds: Collection[str] = ("headline",)) -> list[tuple[int, int]]:
    """Return the characters of the headlines, or of the sections of other kinds."""
    return [(s.start, s.end) for s in analysis.sections if s.kind in kinds]


@remembered
def find_opening(analysis: Analysis) -> tuple[int, int]:
    """Return the characters of the first sentence of the body with its dateline, none where there is none."""
    body = next((s.start for s in analysis.sections if s.kind == "body"), 0)
    at = max(0, analysis.sentence_at(body))
    first = analysis.sentences[at : at + _HEAD]
    told = next((s for s in first if any(map(_tells, s)) and not _invites(s)), None)
    told = next(iter(first), None) if told is None else told
    return (body, told.end_char if told is not None else body)


def find_second(analysis: Analysis) -> tuple[int, int]:
    """Return the characters of the sentence behind the opening, none where there is none."""
    start, end = find_opening(analysis)
    after = analysis.sentence_at(end - 1) + 1
    if start == end or after == len(analysis.sentences):
        return (end, end)
    return (analysis.sentences[after].start_char, analysis.sentences[after].end_char)


def find_lead(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the characters of the headline and of the first two sentences of the body."""
    return [*find_titles(analysis)[:1], (find_opening(analysis)[0], find_second(analysis)[1])]


def is_opening(analysis: Analysis, at: int) -> bool:
    """Tell whether a character stands in the headline or in the first sentence of the body, behind its dateline."""
    start, end = find_opening(analysis)
    title = find_headline(analysis)
    return start <= at < end or (title is not None and title.start <= at < title.end)


def _tells(token: Token) -> bool:
    """Tell whether a word is a verb, and no name of an agency in a dateline: "OSLO (*dpa*-AFX) -"."""
    return token.pos_ in VERBAL and token.dep_ != "compound"


def _invites(sentence: Span) -> bool:
    """Tell whether a sentence before the story asks something, or to read something else: "Sign up here"."""
    text = sentence.text.strip().lower()
    return text.endswith("?") or any(phrase in text for phrase in lexicon("layout").invitations)
