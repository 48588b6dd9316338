"""Train the model of topics: ``python -m models.topics.train`` writes ``eventx/mentions/topics.json``.

A ranker (``models.ranking``) of the nouns that a number may tell of, and nothing, over the features of
``eventx.mentions.topics``, on the facts of our own articles that have gold and on what readers told of the numbers of
the sixth and the seventh corpus. The fields share weights besides their own. With ``--validate N`` it prints how the
model does where the rules find nothing, on articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

import pathlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from eventx.lexicons.weights import choose
from eventx.mentions.claims import Chars
from eventx.mentions.topics import LIKELY, Asked, Topics
from eventx.records.article import Article
from models.annotations import SEVENTH, SIXTH, read_corpora, read_slots
from models.ranking import Example, fit
from models.trainer import HOUSE, read_watched, run_trainer, write_rows

FIELDS = {"money": "what", "change": "metric", "share": "of"}
RARE, LEAST = 5, 10
_FOUND = "found"  # the kind of candidate that the rules choose
_BRACKETS = str.maketrans("", "", "[]")
_ALIKE = 0.5  # F1 of words at which a topic is told
Told = dict[Chars, tuple[str, ...]]
"""What the numbers at some characters tell of: answers, any of which is right, none where nothing is told."""


def read_examples() -> Iterator[Example]:
    """Yield the numbers of all articles of which somebody told what they tell of."""
    for key, gold in read_corpora():
        known: dict[str, Told] = defaultdict(dict)
        for fact in gold.facts:
            if (name := FIELDS.get(fact["type"])) is not None:
                answer = (fact[name],) if fact.get(name) else ()
                known[f"{fact['type']}.{name}"][fact["start"], fact["end"]] = answer
        yield from ask_of(key, gold.article, known)
    for corpus in (SIXTH, SEVENTH):
        for article, slots in read_slots(corpus):
            known = defaultdict(dict)
            for slot in slots:
                known[slot.field][slot.start, slot.end] = slot.answers
            yield from ask_of(f"{corpus.name}/{article.id}", article, known)
    for table in sorted((HOUSE / "facts").glob("*/examples.txt")):
        for number, text in enumerate(read_texts(table)):
            yield from ask_of(f"{table.parent.name} {number}/", Article(text=text, published="2025-08-15"), None)


def read_texts(table: pathlib.Path) -> Iterator[str]:
    """Yield the texts of a table of examples, which the rules read as it says."""
    lines = table.read_text(encoding="utf-8").splitlines()
    texts = "\n".join("" if line.startswith(("=", "#", "    ")) else line for line in lines)
    yield from filter(None, (text.translate(_BRACKETS).strip() for text in re.split(r"\n{2,}", texts)))


def ask_of(key: str, article: Article, known: dict[str, Told] | None) -> list[Example]:
    """Return the numbers of an article of which somebody knows what they tell of; None: the rules do."""
    out: list[Example] = []

    def watch(topics: Topics, asked: Asked) -> Chars | None:
        text, found = topics.analysis.text, asked.found
        by_rules = (text[slice(*found)],) if found is not None else ()
        answers = find_told(known[topics.field], asked) if known is not None else by_rules
        if answers is not None:
            choices = topics.choices(asked)
            topic = [topics.chars_of(choice) for choice in choices]
            right = [is_told(answers, chars and text[slice(*chars)]) for chars in topic]
            out.append(Example(key, topics.field, [set(c.features) for c in choices], right, bool(answers)))
            found = next((chars for chars, true in zip(topic, right, strict=True) if true), found)
        topics.remember(found)  # those that follow see what is true
        return asked.found

    read_watched(article, "eventx.mentions.topics.Topics.settle", watch)
    return out


def find_told(told: Told, asked: Asked) -> tuple[str, ...] | None:
    """Return what is told of the number that is asked, the nearest of those that its words touch."""
    doc = asked.at.doc
    words = [doc[i] for i in asked.inside] or [asked.at]
    start, end = min(t.idx for t in words), max(t.idx + len(t) for t in words)
    touching = [chars for chars in told if chars[0] < end and start < chars[1]]
    return told[min(touching, key=lambda c: abs(c[0] - start) + abs(c[1] - end))] if touching else None


def is_told(answers: Sequence[str], topic: str | None) -> bool:
    """Tell whether a topic is one of the answers, by half of their words; nothing, where nothing is told."""
    return not answers if topic is None else any(_alike(answer, topic) >= _ALIKE for answer in answers)


def _alike(one: str, other: str) -> float:
    left, right = (Counter(re.findall(r"\w+", re.sub(r"\b(the|an?)\b", "", text.casefold()))) for text in (one, other))
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


def is_open(example: Example) -> bool:
    """Tell whether the rules find nothing, so that the model is asked."""
    return all(_FOUND not in features for features in example.features)


def train(examples: Iterable[Example]) -> dict[str, dict[str, int]]:
    """Return the weights, without those of what the rules find, of which it is never asked."""
    tables = fit(examples, RARE, LEAST)
    return {
        field: {f: w for f, w in table.items() if not f.startswith(_FOUND) or "none" in f}
        for field, table in tables.items()
    }


def validate(examples: Sequence[Example], folds: int) -> None:
    """Print by corpus and field how often nothing and the model are right, where the rules find nothing."""
    articles, counts = sorted({e.article for e in examples}), defaultdict(Counter)
    for fold in range(folds):
        held = set(articles[fold::folds])
        weights = train(e for e in examples if e.article not in held)
        for example in (e for e in examples if e.article in held and is_open(e)):
            best, odds = choose(weights[example.role], example.features)
            old, new = example.right[0], example.right[best if odds >= LIKELY else 0]
            for group in (example.article.split("/")[0], "all"):
                counts[group, example.role].update(n=1, old=old, new=new, won=new > old, lost=old > new)
    for (group, role), c in sorted(counts.items()):
        rules, model = c["old"] / c["n"], c["new"] / c["n"]
        print(f"{group:8} {role:14} {c['n']:5} rules {rules:.3f} model {model:.3f} +{c['won']} -{c['lost']}")


if __name__ == "__main__":
    run_trainer(
        __doc__,
        lambda: [*read_examples()],
        lambda examples: write_rows("mentions/topics.json", train(examples)),
        validate,
    )
