"""Train the model of parties: ``python -m models.parties.train`` writes ``eventx/events/parties.json``.

A ranker (``models.ranking``) of those who may be meant, and nobody, over the features of ``eventx.events.parties``, on
the events of our own articles whose clause leaves a party out: as their gold names it, or as readers told it of the
numbers of the sixth corpus. Roles share weights besides their own. With ``--validate N`` it prints how it does on
articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from unittest.mock import patch

from spacy.language import Language

import eventx
from eventx.events.draft import Draft
from eventx.events.entities import EntityIndex
from eventx.events.parties import LIKELY, fill_parties, find_candidates, open_roles
from eventx.events.tables import is_line
from eventx.pipeline import make_doc
from eventx.records.article import Article
from models.ranking import Example, fit, is_meant, validate, write_weights
from models.slots import read_slots

ROOT = pathlib.Path(__file__).parents[2]


Ask = Callable[[Draft, str], Sequence[str] | None]
"""Who is meant in a role of a draft, by the names that may be told: nobody, or None where nobody knows."""


def read_gold(corpora: Sequence[pathlib.Path], pattern: str) -> Iterator[Example]:
    """Yield the roles that the clauses of the gold events leave empty."""
    nlp = eventx.load()
    for corpus in corpora:
        for path in sorted((corpus / "events").glob("*.json")):
            if not re.match(pattern, path.stem):
                continue
            gold = [e for e in json.loads(path.read_text(encoding="utf-8"))["events"] if not e.get("doubtful")]
            facts = json.loads((corpus / "gold" / path.name).read_text(encoding="utf-8"))
            text = (corpus / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
            article = Article(text=text, published=facts.get("published"))
            yield from ask_of(nlp, path.stem, article, partial(ask_gold, gold))


def ask_gold(gold: Sequence[dict[str, Any]], draft: Draft, role: str) -> list[str] | None:
    """Return whom the gold event of a draft names in a role."""
    event = find_gold(draft, gold)
    wanted = event["fields"].get(role) if event is not None else None
    return None if event is None else [w["name"] for w in (wanted if isinstance(wanted, list) else [wanted]) if w]


def read_told() -> Iterator[Example]:
    """Yield the roles of the sixth corpus whose parties readers told."""
    nlp = eventx.load()
    for article, told in read_slots():
        names = {(slot.field, slot.start): slot.answers for slot in told}

        def ask(draft: Draft, role: str, names=names) -> Sequence[str] | None:
            return names.get((f"{draft.type}.{role}", draft.lead.span.start))

        yield from ask_of(nlp, str(article.id), article, ask)


def ask_of(nlp: Language, key: str, article: Article, ask: Ask) -> list[Example]:
    """Return the empty roles of an article of which somebody knows who is meant."""
    out: list[Example] = []

    def watch(entities: EntityIndex, draft: Draft, told: Sequence[Draft]) -> None:
        if is_line(draft) and entities.titled is not None:
            return fill_parties(entities, draft, told)
        known = [(name, names) for name in open_roles(draft) if (names := ask(draft, name)) is not None]
        candidates = find_candidates(entities, draft, told) if known else []
        for name, names in known:
            right = [is_meant(names, c.actor.name if c.actor else None) for c in candidates]
            out.append(Example(key, f"{draft.type}.{name}", [set(c.features) for c in candidates], right, bool(names)))
            if any(right):
                draft.fields[name] = candidates[right.index(True)].actor  # those that follow see what is true

    with patch("eventx.events.discourse.fill_parties", watch):
        doc = make_doc(nlp, article)
        for _, component in nlp.pipeline:
            doc = component(doc)
    return out


def find_gold(draft: Draft, gold: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the gold event of a draft's type that has most of its facts."""

    def shared(event: dict[str, Any]) -> int:
        spans = [fact[1:] for fact in event["facts"]]
        facts = draft.clause.group.facts
        return sum(any(f.span.start < end and start < f.span.end for start, end in spans) for f in facts)

    best = max((e for e in gold if e["type"] == draft.type), key=shared, default=None)
    return best if best is not None and shared(best) else None


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpora",
        type=pathlib.Path,
        nargs="*",
        default=[ROOT / "corpus", ROOT / "corpus" / "second", ROOT / "corpus" / "third"],
    )
    parser.add_argument(
        "--articles", default="[ac]", help="a pattern of the names of articles; b is kept for measuring"
    )
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    written, told = [*read_gold(args.corpora, args.articles)], [*read_told()]
    if args.validate:
        validate({"gold": written, "told": told}, args.validate, LIKELY)
    else:
        write_weights(ROOT / "eventx" / "events" / "parties.json", fit([*written, *told]))


if __name__ == "__main__":
    main()
