"""Train the model of senses: ``python -m models.senses.train`` writes ``eventx/events/senses.json``.

For each word of a lead that a type of event knows, a softmax regression with an L2 penalty over the features of
``eventx.events.disambiguation``: which of its types it tells, or nothing; and, for each type, which of its actions. It
learns from the leads of the fourth, eighth and ninth corpus that may be read, and from the tables of the types, of
which the rules read what they say. With ``--validate N`` it prints how events of leads come out by the rules alone and
with the model, on leads of the ninth corpus that it was not trained on, in N folds by writer, and writes nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from unittest.mock import patch

import numpy
from scipy.sparse import csr_matrix

from eventx.events import disambiguation
from eventx.events.disambiguation import IDLE, LIKELY, NOTHING, is_free, show, types_of, words_in
from eventx.events.senses import predicate_of
from eventx.mentions.analysis import Analysis
from eventx.records import Event, registry
from eventx.records.article import Article
from models.annotations import LAST_READ, read_gold_leads
from models.topics.train import read_texts
from models.trainer import HOUSE, descend, read_watched, run_trainer

RARE, PENALTY, STEPS, LEAST = 4, 8.0, 150, 8
SEEN, SELDOM = 15, 0.02
"""How often a word must be seen to be known as idle, and how often it may tell an event then."""
FEW = 3.0
"""The penalty of the actions of one type, of which there are fewer examples."""
LEADS = {"fourth": LAST_READ, "eighth": None, "ninth": None}
"""The corpora of leads, and the last of each that may be read, if only some may."""
TABLES, PLAIN = "tables", 3
"""What the texts of the tables of the types come from, and how often each counts: what is plain must stay right."""
Chars = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """An event of gold, or of the rules: its type and action, the characters of the words that tell it."""

    type: str
    action: str
    chars: tuple[Chars, ...]
    main: bool = False

    def is_told_by(self, start: int, end: int) -> bool:
        """Tell whether one of its words stands at some characters."""
        return any(first < end and start < last for first, last in self.chars)


@dataclass(frozen=True)
class Word:
    """A word that may tell an event: its characters, features, types with their actions, those that it tells."""

    start: int
    end: int
    lemma: str
    features: frozenset[str]
    types: dict[str, frozenset[str]]
    right: tuple[tuple[str, str], ...]


@dataclass
class Lead:
    """A lead: its corpus or writer, the events of gold and of the rules, its words."""

    source: str
    gold: list[Told]
    ruled: list[Told] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """One choice: the features, the classes of which one is right, and the right one."""

    features: frozenset[str]
    classes: tuple[str, ...]
    right: str


def read_leads() -> Iterator[Lead]:
    """Yield the leads that may be read, and the texts of the tables, of which the rules tell what is right."""
    for name, last in LEADS.items():
        for article, told in read_gold_leads(name, last):
            gold = [read_event(event, article.text) for event in told]
            yield read_lead(str(article.id).partition("-")[0] if name == "ninth" else name, article, gold)
    for table in sorted((HOUSE / "events" / "types").glob("*.txt")):
        for text in read_texts(table):
            yield read_lead(TABLES, Article(text=text), None)


def read_event(event: dict, text: str) -> Told:
    """Read an event of a lead's gold."""
    triggers = [(event["trigger"], event.get("occurrence", 1)), *event.get("also", ())]
    chars = tuple(find_chars(text, word, number) for word, number in triggers)
    return Told(event["type"], event["action"], chars, bool(event.get("main")))


def find_chars(text: str, words: str, number: int) -> Chars:
    """Return the characters of the n-th of the same words in a text; if they stand nowhere by themselves, anywhere."""
    told = re.escape(words)
    apart = [held.span() for held in re.finditer(rf"(?<!\w){told}(?!\w)", text)]
    found = apart or [held.span() for held in re.finditer(told, text)]
    return found[min(number, len(found)) - 1] if found else (0, 0)


def read_lead(source: str, article: Article, gold: list[Told] | None) -> Lead:
    """Read a lead with the rules alone; without gold what they tell is right."""
    lead = Lead(source, gold or [])

    def watch(analysis: Analysis, classes: disambiguation.Classes, told: Sequence[Event]) -> list:
        lead.ruled = [Told(e.type, getattr(e, "action", ""), ((e.trigger.start, e.trigger.end),)) for e in told]
        lead.gold = lead.ruled if gold is None else gold
        for token in words_in(analysis, [(0, len(analysis.text))], classes):
            start, end = token.idx, token.idx + len(token)
            features = frozenset(show(predicate_of(analysis, token), classes))
            right = tuple((event.type, event.action) for event in lead.gold if event.is_told_by(start, end))
            lead.words.append(Word(start, end, token.lemma_.lower(), features, types_of(token, classes), right))
        return []

    with patch("eventx.events.disambiguation.load_weights", lambda _: {IDLE: {}}):  # every word is seen
        read_watched(article, "eventx.events.find_likeliest", watch)
    return lead


def choices_of(leads: Iterable[Lead]) -> list[Choice]:
    """Return which type each word tells, or nothing; a word of a type that does not know it teaches nothing."""
    out = []
    for word in chain.from_iterable(lead.words for lead in leads):
        known = [name for name, _ in word.right if name in word.types]
        if known or not word.right:
            out.append(Choice(word.features, (NOTHING, *word.types), known[0] if known else NOTHING))
    return out


def actions_of(leads: Iterable[Lead]) -> dict[str, list[Choice]]:
    """Return by type which of its actions each word tells that tells it and has several."""
    out: dict[str, list[Choice]] = defaultdict(list)
    for word in chain.from_iterable(lead.words for lead in leads):
        for name, action in word.right:
            actions = word.types.get(name, frozenset())
            if action in actions and len(actions) > 1:
                classes = tuple(f"{name}:{other}" for other in sorted(actions))
                out[name].append(Choice(word.features, classes, f"{name}:{action}"))
    return out


def fit(choices: Sequence[Choice], penalty: float) -> dict[str, dict[str, int]]:
    """Return the weights of each class in hundredths: a softmax over the classes that a word may have."""
    counts = Counter(chain.from_iterable(c.features for c in choices))
    features = {name: at for at, name in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    classes = {name: at for at, name in enumerate(sorted({name for c in choices for name in c.classes}))}
    held = [[features[f] for f in c.features if f in features] for c in choices]
    ends = numpy.cumsum([0, *map(len, held)])
    shown = csr_matrix((numpy.ones(ends[-1]), [*chain(*held)], ends), shape=(len(choices), len(features)))
    barred, right = numpy.full((len(choices), len(classes)), -numpy.inf), numpy.zeros((len(choices), len(classes)))
    for at, choice in enumerate(choices):
        barred[at, [classes[name] for name in choice.classes]] = 0
        right[at, classes[choice.right]] = 1

    def slope(weights: numpy.ndarray) -> numpy.ndarray:
        scores = shown @ weights + barred
        odds = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        return shown.T @ (odds / odds.sum(axis=1, keepdims=True) - right) + penalty * weights

    weights = descend(slope, numpy.zeros((len(features), len(classes))), STEPS)
    told = {name: (100 * weights[:, at]).round().astype(int) for name, at in classes.items()}
    return {name: {f: int(w[at]) for f, at in features.items() if abs(w[at]) >= LEAST} for name, w in told.items()}


def idle_words(leads: Iterable[Lead]) -> dict[str, int]:
    """Return the words that hardly ever tell an event, each with how often it was seen."""
    words = [word for lead in leads for word in lead.words]
    seen, telling = Counter(word.lemma for word in words), Counter(word.lemma for word in words if word.right)
    return {word: n for word, n in sorted(seen.items()) if n >= SEEN and telling[word] <= n * SELDOM}


def train(leads: Sequence[Lead]) -> dict[str, dict[str, int]]:
    """Return the weights of the types, of nothing, and of the actions of each type, and the words that are idle."""
    idle = idle_words(leads)
    leads = [lead for lead in leads for _ in range(PLAIN if lead.source == TABLES else 1)]
    leads = [replace(lead, words=[word for word in lead.words if word.lemma not in idle]) for lead in leads]
    tables = {IDLE: idle} | fit(choices_of(leads), PENALTY)
    for choices in actions_of(leads).values():
        tables |= fit(choices, FEW)
    return tables


def settle(lead: Lead, tables: dict[str, dict[str, int]]) -> list[Told]:
    """Return the events of a lead by the rules and those that the model adds, of which no role is asked."""
    words = [word for word in lead.words if word.lemma not in tables[IDLE]]
    with patch("eventx.events.disambiguation.load_weights", lambda _: tables):
        odds = [disambiguation.weigh(word.features, (NOTHING, *word.types)) for word in words]
    settled, known = list(lead.ruled), {event.type for event in lead.ruled}
    free = {name for name, cls in registry.types("events").items() if is_free(cls)} - known
    for word, told in sorted(zip(words, odds, strict=True), key=lambda pair: -max(pair[1].values())):
        name = max(told, key=lambda key: told[key])
        ruled = any(event.is_told_by(word.start, word.end) for event in lead.ruled)
        if not ruled and name in free and told[name] >= LIKELY:
            free.remove(name)
            settled.append(Told(name, "", ((word.start, word.end),)))
    return settled


def count(gold: Sequence[Told], told: Sequence[Told]) -> Counter[str]:
    """Count the events that are told, those of gold, those of gold that are told, and the main ones that are."""
    left, main = list(gold), False
    for event in told:
        same = (g for g in left if g.type == event.type and any(g.is_told_by(*chars) for chars in event.chars))
        if (right := next(same, None)) is not None:
            left.remove(right)
            main |= right.main
    has_main = any(event.main for event in gold)
    return Counter(told=len(told), gold=len(gold), hit=len(gold) - len(left), main=has_main, typed=main)


def validate(leads: Sequence[Lead], folds: int) -> None:
    """Print precision, recall and how many main events have their type: by the rules, with the model, what it adds."""
    writers = sorted({lead.source for lead in leads} - {*LEADS, TABLES})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(folds):
        held = set(writers[fold::folds])
        tables = train([lead for lead in leads if lead.source not in held])
        for lead in (lead for lead in leads if lead.source in held):
            counts["rules"].update(count(lead.gold, lead.ruled))
            told = settle(lead, tables)
            counts["model"].update(count(lead.gold, told))
            counts["added"].update(count(lead.gold, told[len(lead.ruled) :]))
    for name, c in counts.items():
        precision, recall, typed = c["hit"] / c["told"], c["hit"] / c["gold"], c["typed"] / c["main"]
        print(f"{name:6} told {c['told']} P {precision:.3f} R {recall:.3f} type of main {typed:.3f}")


if __name__ == "__main__":
    run_trainer(__doc__, "events/senses.json", lambda: [*read_leads()], train, validate)
