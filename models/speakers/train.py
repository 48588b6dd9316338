"""Train the model of speakers: whom a pronoun or description means that says something.

    python -m models.speakers.train                 # writes eventx/facts/statement/meant.json; half a minute
    python -m models.speakers.train --validate 8    # how it does on articles it was not trained on; writes nothing

It learns from the statements of our own articles, whose gold names who speaks, from those of the sixth corpus, of which
readers told it, and from the short articles of ``texts.txt``; of no real article.
"""

from __future__ import annotations

import argparse
import pathlib
import re
from collections.abc import Callable, Iterator, Sequence
from unittest.mock import patch

from spacy.language import Language

import eventx
from eventx.facts.statement.calls import MEANT, Call
from eventx.facts.statement.meant import find_candidates, take
from eventx.lexicons import lexicon
from eventx.pipeline import make_doc
from eventx.records import Actor
from eventx.records.article import Article
from models.ranking import Example, fit, shared_words, validate, write_weights
from models.slots import read_facts, read_slots

ROOT = pathlib.Path(__file__).parents[2]
TEXTS = pathlib.Path(__file__).parent / "texts.txt"
Ask = Callable[[Call], Sequence[str] | None]
"""Who is meant by a call, by the names that may be told; None where nobody knows."""
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def read_gold() -> Iterator[Example]:
    """Yield the calls of the written articles whose statements have gold."""
    nlp = eventx.load()
    for key, article, facts in read_facts():
        statements = [f for f in facts if f["type"] == "statement" and f.get("speaker")]

        def ask(call: Call, statements=statements) -> Sequence[str] | None:
            return ask_gold(call, statements)

        yield from ask_of(nlp, key, article, ask)


def ask_gold(call: Call, statements: Sequence[dict[str, str]]) -> list[str] | None:
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
    nlp = eventx.load()
    for article, told in read_slots():
        known = {slot.start: slot.answers for slot in told if slot.field == "statement.speaker" and slot.answers}

        def ask(call: Call, known=known) -> Sequence[str] | None:
            return known.get(call.at)

        yield from ask_of(nlp, str(article.id), article, ask)


def read_texts() -> Iterator[Example]:
    """Yield the calls of the short articles."""
    nlp = eventx.load()
    blocks = TEXTS.read_text(encoding="utf-8").strip().split("\n\n")
    for number, block in enumerate(b for b in blocks if not b.startswith("#")):
        marked = block.replace("\n", " ").replace(" // ", "\n\n")
        text, called, known = "", "", dict[int, list[str]]()
        for at, part in enumerate(_MARK.split(marked)):
            if at % 3 == 2:
                known[len(text) - len(called)] = part.split("|")
            else:
                text, called = text + part, part

        def ask(call: Call, known=known) -> Sequence[str] | None:
            return known.get(call.at)

        yield from ask_of(nlp, f"text {number}", Article(text=text), ask)


def ask_of(nlp: Language, key: str, article: Article, ask: Ask) -> list[Example]:
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

    with patch("eventx.facts.statement.speakers.find_meant", watch):
        doc = make_doc(nlp, article)
        for _, component in nlp.pipeline:
            doc = component(doc)
    return out


def judge(names: Sequence[str], told: Sequence[str]) -> list[bool]:
    """Tell which of those told are one of the names, one lying in the other word for word, as fully as any is."""
    shared = [max(shared_words(name, other) for name in names) for other in told]
    return [0 < most == max(shared) for most in shared]


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    groups = {"gold": [*read_gold()], "told": [*read_told()], "texts": [*read_texts()]}
    if args.validate:
        validate(groups, args.validate, 0.0)
    else:
        examples = [example for some in groups.values() for example in some]
        write_weights(ROOT / "eventx" / "facts" / "statement" / "meant.json", fit(examples))


if __name__ == "__main__":
    main()
