"""Train the model of senses: ``python -m models.senses.train`` writes ``senses.json`` and ``surroundings.npz``.

For each word of a lead that a type of event knows, two models tell which of its types it tells, or nothing: a softmax
regression with an L2 penalty over the features of ``eventx.events.predicates.disambiguation``, which tells the types'
actions, too; and a network over the words around it (``models.senses.network``). With ``--validate N`` it prints how
events of leads come out by the rules alone and with the models, on leads of the ninth corpus that they were not
trained on, in N folds by writer, and writes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from unittest.mock import patch

import numpy
from scipy.sparse import csr_matrix

from eventx.events.predicates import disambiguation
from eventx.events.predicates.disambiguation import DOUBTFUL, IDLE, LIKELY, NOTHING, is_free
from eventx.events.predicates.surroundings import score_words
from eventx.records import registry
from models.senses.leads import LEADS, TABLES, Lead, Told, Word, read_leads
from models.senses.network import Passage, fit_network
from models.trainer import HOUSE, descend, run_trainer, write_rows

RARE, PENALTY, STEPS, LEAST = 4, 8.0, 150, 8
SEEN, SELDOM = 15, 0.02
"""How often a word must be seen to be known as idle, and how often it may tell an event then."""
FEW = 3.0
"""The penalty of the actions of one type, of which there are fewer examples."""
PLAIN = 3
"""How often each text of the tables counts: what is plain must stay right."""
Tables = dict[str, dict[str, int]]
Network = Mapping[str, numpy.ndarray]


@dataclass(frozen=True)
class Choice:
    """One choice: the features, the classes of which one is right, and the right one."""

    features: frozenset[str]
    classes: tuple[str, ...]
    right: str


def choice_of(word: Word) -> Choice | None:
    """Return which type a word tells, or nothing; a word of a type that does not know it teaches nothing."""
    known = [name for name, _ in word.right if name in word.types]
    told = known[0] if known else NOTHING
    return None if word.right and not known else Choice(word.features, (NOTHING, *word.types), told)


def passages_of(leads: Iterable[Lead]) -> list[Passage]:
    """Return what the network reads of leads, and the words of which it is asked."""
    out = []
    for lead in leads:
        choices = [(word.at, choice) for word in lead.words if (choice := choice_of(word)) is not None]
        passage = Passage(lead.shown, [(at, choice.classes, choice.right) for at, choice in choices])
        out += [passage] * (PLAIN if lead.source == TABLES else 1)
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


def train(leads: Sequence[Lead]) -> Tables:
    """Return the weights of the types, of nothing, and of the actions of each type, and the words that are idle."""
    idle = idle_words(leads)
    leads = [lead for lead in leads for _ in range(PLAIN if lead.source == TABLES else 1)]
    leads = [replace(lead, words=[word for word in lead.words if word.lemma not in idle]) for lead in leads]
    words = chain.from_iterable(lead.words for lead in leads)
    tables = {IDLE: idle} | fit([choice for word in words if (choice := choice_of(word)) is not None], PENALTY)
    for choices in actions_of(leads).values():
        tables |= fit(choices, FEW)
    return tables


def write(leads: Sequence[Lead]) -> None:
    """Write the weights of the regression, and those of the network."""
    write_rows("events/predicates/senses.json", train(leads))
    numpy.savez_compressed(HOUSE / "events" / "surroundings.npz", **fit_network(passages_of(leads)))


def settle(lead: Lead, tables: Tables, network: Network) -> tuple[list[Told], list[Told]]:
    """Return the events that the rules tell of a lead and the models leave, and those that the models add."""
    words = [word for word in lead.words if word.lemma not in tables[IDLE]]
    around = score_words(lead.shown, network)
    with patch("eventx.events.predicates.disambiguation.load_weights", lambda _: tables):
        odds = [disambiguation.weigh(w.features, (NOTHING, *w.types), around[w.at]) for w in words]
    weighed = [*zip(words, odds, strict=True)]

    def is_doubtful(event: Told) -> bool:
        held = [told.get(event.type, 1.0) for w, told in weighed if event.is_told_by(w.start, w.end)]
        return max(held, default=1.0) < DOUBTFUL

    kept, added = [event for event in lead.ruled if not is_doubtful(event)], list[Told]()
    free = {name for name, cls in registry.types("events").items() if is_free(cls)} - {event.type for event in kept}
    for word, told in sorted(weighed, key=lambda pair: -max(pair[1].values())):
        name = max(told, key=lambda key: told[key])
        ruled = any(event.is_told_by(word.start, word.end) for event in kept)
        if not ruled and name in free and told[name] >= LIKELY:
            free.remove(name)
            added.append(Told(name, "", ((word.start, word.end),)))
    return kept, added


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
        seen = [lead for lead in leads if lead.source not in held]
        tables, network = train(seen), fit_network(passages_of(seen))
        for lead in (lead for lead in leads if lead.source in held):
            kept, added = settle(lead, tables, network)
            left = [event for event in lead.ruled if event not in kept]
            told = {"rules": lead.ruled, "models": [*kept, *added], "added": added, "left out": left}
            for name, events in told.items():
                counts[name].update(count(lead.gold, events))
    for name, c in counts.items():
        precision, recall, typed = c["hit"] / c["told"], c["hit"] / c["gold"], c["typed"] / c["main"]
        print(f"{name:8} told {c['told']} P {precision:.3f} R {recall:.3f} type of main {typed:.3f}")


if __name__ == "__main__":
    run_trainer(__doc__, lambda: [*read_leads()], write, validate)
