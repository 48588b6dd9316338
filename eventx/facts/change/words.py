"""The words of change by their inflected forms, from the lexicon ``change``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from eventx.lexicons import load_lexicon
from eventx.records import Direction

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Word:
    """What a form means: it moves its ``subject``, ``object`` or either; ``weak`` words ask for per cent or points."""

    base: str
    direction: Direction
    subject: bool = False
    object: bool = False
    weak: bool = False
    ratio: Decimal | None = None


def _forms(base: str, irregular: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield base
    yield from irregular.get(base, ())
    if base.endswith("e"):
        yield from (base + "s", base + "d", base[:-1] + "ing")
        return
    if base.endswith("y") and base[-2] not in _VOWELS:
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
        return
    sibilant = base.endswith(("s", "sh", "ch", "x", "z"))
    yield from (base + ("es" if sibilant else "s"), base + "ed", base + "ing")


@cache
def verbs() -> Mapping[str, Word]:
    """Return the verbs of change by form."""
    lexicon = load_lexicon("change")
    out: dict[str, Word] = {}
    ups, downs = set(lexicon["up"]) | set(lexicon["raise"]), set(lexicon["down"]) | set(lexicon["lower"])
    weak = frozenset(lexicon["weak"])
    for base in sorted(ups | downs):
        word = Word(
            base,
            "up" if base in ups else "down",
            subject=base in lexicon["up"] or base in lexicon["down"],
            object=base in lexicon["raise"] or base in lexicon["lower"],
            weak=base in weak,
        )
        out |= dict.fromkeys(_forms(base, lexicon["irregular"]), word)
    for base, percent in lexicon["ratio"].items():
        ratio = Decimal(percent)
        word = Word(base, "up" if ratio > 0 else "down", subject=True, object=True, ratio=abs(ratio))
        out |= dict.fromkeys(_forms(base, lexicon["irregular"]), word)
    return MappingProxyType(out)


@cache
def folds() -> Mapping[str, Decimal]:
    """Return per cent of change by "fold" word."""
    return MappingProxyType({word: Decimal(times - 1) * 100 for word, times in load_lexicon("change")["folds"].items()})


@cache
def nouns() -> Mapping[str, Word]:
    """Return the nouns of change by form."""
    lexicon = load_lexicon("change")
    out: dict[str, Word] = {}
    for direction in ("up", "down"):
        for base in lexicon["nouns"][direction]:
            word = Word(base, direction, weak=base in lexicon["nouns"]["weak"])
            out |= {base: word, base + ("es" if base.endswith("sh") else "s"): word}
    for base, percent in lexicon["ratio"].items():
        ratio = Decimal(percent)
        form = base.removesuffix("e") + "ing"
        out[form] = Word(base, "up" if ratio > 0 else "down", ratio=abs(ratio))
    return MappingProxyType(out)


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """Return one list of the lexicon as a set."""
    lexicon = load_lexicon("change")
    return frozenset(lexicon[table][key] if key else lexicon[table])


@cache
def word_forms(table: str, key: str) -> frozenset[str]:
    """Return the inflected forms of one list of verbs."""
    lexicon = load_lexicon("change")
    return frozenset(form for base in lexicon[table][key] for form in _forms(base, lexicon["irregular"]))
