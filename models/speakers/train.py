"""Train the model of speakers: whom a pronoun or description means that says something.

    python -m models.speakers.train                 # writes eventx/facts/statement/meant.json; half a minute
    python -m models.speakers.train --validate 8    # how it does on articles it was not trained on; writes nothing

It learns from the statements of our own articles, whose gold names who speaks, from those of the sixth corpus, of which
readers told it, and from the short articles of ``texts.txt``; of no real article.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from eventx.evaluate.gold import Json
from eventx.facts.statement.calls import MEANT, Call
from eventx.facts.statement.meant import find_candidates, take
from eventx.lexicons import lexicon
from eventx.records import Actor
from eventx.records.article import Article
from models.annotations import read_corpora, read_slots
from models.ranking import Example, shared_words, train_ranker
from models.trainer import read_watched

TEXTS = pathlib.Path(__file__).parent / "texts.txt"
Ask = Callable[[Call], Sequence[str] | None]
"""Who is meant by a call, by the names that may be told; None where nobody knows."""
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def read_gold() -> Iterator[Example]:
    """Yield the calls of the written articles whose statements have gold."""
    for key, gold in read_corpora():
        statements = [f for f in gold.facts if f["type"] == "statement" and f.get("speaker")]
        yield from ask_of(key, gold.article, partial(ask_gold, statements))


def ask_gold(statements: Sequence[Json], call: Call) -> list[str] | None:
    """Return who speaks by the gold of the statements that a call stands in, if they agree."""
    called = call.actor.name.lower()
    held = [s for s in statements if int(s["start"]) <= call.at < int(s["end"]) and called in s["speaker"].lower()]
    names = {s.get("speaker_resolved") or s["speaker"] for s in held}
    return list(names) if len(names) == 1 and not names & _pronouns() else None


def _pronouns() -> frozenset[str]:
    words = lexicon("statement").pronoun.any_of("he", "she", "it", "they", "first")
    return words | {word.capitalize() for word in words}


def read_told() -> Iterator[Example]:
    """Yield the calls of the sixth corpus of which readers told who is meant."""
    for article, slots in read_slots():
        known = {slot.start: slot.answers for slot in slots if slot.field == "statement.speaker" and slot.answers}
        yield from ask_of(str(article.id), article, partial(ask_told, known))


def ask_told(known: Mapping[int, Sequence[str]], call: Call) -> Sequence[str] | None:
    """Return who is meant by a call, by where it stands."""
    return known.get(call.at)


def read_texts() -> Iterator[Example]:
    """Yield the calls of the short articles."""
    blocks = TEXTS.read_text(encoding="utf-8").strip().split("\n\n")
    for number, block in enumerate(b for b in blocks if not b.startswith("#")):
        marked = block.replace("\n", " ").replace(" // ", "\n\n")
        text, called, known = "", "", dict[int, list[str]]()
        for at, part in enumerate(_MARK.split(marked)):
            if at % 3 == 2:
                known[len(text) - len(called)] = part.split("|")
            else:
                text, called = text + part, part
        yield from ask_of(f"text {number}", Article(text=text), partial(ask_told, known))


def ask_of(key: str, article: Article, ask: Ask) -> list[Example]:
    """Return the calls of an article of which somebody knows who is meant; who speaks later sees what is true."""
    out: list[Example] = []

    def watch(call: Call) -> Actor | None:
        names = ask(call) if call.sort in MEANT else None
        if names is None:
            return None
        candidates = find_candidates(call)
        right = judge(names, [c.name for c in candidates])
        out.append(Example(key, call.sort or "", [set(c.features) for c in candidates], right, True))
        return take(call, candidates[right.index(True)] if any(right) else candidates[-1])

    read_watched(article, "eventx.facts.statement.speakers.find_meant", watch)
    return out


def judge(names: Sequence[str], told: Sequence[str]) -> list[bool]:
    """Tell which of those told are one of the names, one lying in the other word for word, as fully as any is."""
    shared = [max(shared_words(name, other) for name in names) for other in told]
    return [0 < most == max(shared) for most in shared]


if __name__ == "__main__":
    readers = {"gold": read_gold, "told": read_told, "texts": read_texts}
    train_ranker(__doc__, "facts/statement/meant.json", readers)
