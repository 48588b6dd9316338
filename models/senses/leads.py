"""Leads: the texts that the model of senses learns from, read with the rules alone, and the words that are weighed.

They are the leads of the fourth, eighth and ninth corpus that may be read, and the tables of the types, of which the
rules read what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unittest.mock import patch

from eventx.events.predicates import disambiguation
from eventx.events.predicates.disambiguation import IDLE, show, types_of, words_in
from eventx.events.predicates.senses import predicate_of
from eventx.events.predicates.surroundings import Shown, show_words
from eventx.mentions.analysis import Analysis
from eventx.records import Event
from eventx.records.article import Article
from models.annotations import LAST_READ, Told, read_gold_leads
from models.topics.train import read_texts
from models.trainer import HOUSE, read_watched

LEADS = {"fourth": LAST_READ, "eighth": None, "ninth": None}
"""The corpora of leads, and the last of each that may be read, if only some may."""
TABLES = "tables"
"""What the texts of the tables of the types come from."""


@dataclass(frozen=True)
class Word:
    """A word that may tell an event: its place, characters, features, types with their actions, those that it tells."""

    at: int
    start: int
    end: int
    lemma: str
    features: frozenset[str]
    types: dict[str, frozenset[str]]
    right: tuple[tuple[str, str], ...]


@dataclass
class Lead:
    """A lead: its corpus or writer, the events of gold and of the rules, its words, what the network reads of it."""

    source: str
    gold: list[Told]
    ruled: list[Told] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    shown: Shown = field(init=False)


def read_leads() -> Iterator[Lead]:
    """Yield the leads that may be read, and the texts of the tables, of which the rules tell what is right."""
    for name, last in LEADS.items():
        for article, told in read_gold_leads(name, last):
            yield read_lead(str(article.id).partition("-")[0] if name == "ninth" else name, article, told)
    for table in sorted((HOUSE / "events" / "types").glob("*.txt")):
        for text in read_texts(table):
            yield read_lead(TABLES, Article(text=text), None)


def read_lead(source: str, article: Article, gold: list[Told] | None) -> Lead:
    """Read a lead with the rules alone; without gold what they tell is right."""
    lead = Lead(source, gold or [])

    def watch(analysis: Analysis, classes: disambiguation.Classes, told: Sequence[Event]) -> tuple[list, list]:
        lead.ruled = [Told(e.type, getattr(e, "action", ""), ((e.trigger.start, e.trigger.end),)) for e in told]
        lead.gold = lead.ruled if gold is None else gold
        for token in words_in(analysis, [(0, len(analysis.text))], classes):
            start, end = token.idx, token.idx + len(token)
            features = frozenset(show(predicate_of(analysis, token), classes))
            right = tuple((event.type, event.action) for event in lead.gold if event.is_told_by(start, end))
            types = types_of(token, classes)
            lead.words.append(Word(token.i, start, end, token.lemma_.lower(), features, types, right))
        lead.shown = show_words([*analysis.doc])
        return [*told], []

    with patch("eventx.events.predicates.disambiguation.load_weights", lambda _: {IDLE: {}}):  # every word is seen
        read_watched(article, "eventx.events.weigh_lead", watch)
    return lead
