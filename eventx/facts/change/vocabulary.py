"""The vocabulary of change: what an inflected form tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from eventx.lexicons import load_lexicon
from eventx.records import Direction
from eventx.syntax.tokens import ends_compound

_ENDS_IN_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdglmnprt]")  # "slipped"
WAYS: tuple[Direction, Direction] = ("up", "down")


@dataclass(frozen=True, slots=True)
class Word:
    """What a form means.

    It moves its ``subject``, ``object`` or either; ``weak`` words ask for per cent or points; ``ratio`` is the per
    cent that a word tells by itself. Where ``direction`` is None, the levels tell it.
    """

    base: str
    direction: Direction | None
    subject: bool = False
    object: bool = False
    weak: bool = False
    ratio: Decimal | None = None


def inflect(base: str) -> Iterator[str]:
    """Yield the forms of a verb.

    >>> list(inflect("rise"))
    ['rise', 'rose', 'risen', 'rising', 'rises', 'rised', 'rising']
    """
    yield base
    yield from load_lexicon("change")["irregular"].get(base, ())
    if base.endswith("e"):
        yield from (base + "s", base + "d", base[:-1] + "ing")
    elif _ENDS_IN_Y.search(base):
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    elif _DOUBLED.fullmatch(base):
        yield from (base + "s", base + base[-1] + "ed", base + base[-1] + "ing")
    else:
        sibilant = base.endswith(("s", "sh", "ch", "x", "z"))
        yield from (base + ("es" if sibilant else "s"), base + "ed", base + "ing")


@cache
def verbs() -> Mapping[str, Word]:
    """Return the verbs of change by form."""
    terms, moves = load_lexicon("change"), load_lexicon("direction")
    words = [Word(base, None, subject=True) for base in (*terms["neutral"], *terms["reaching"])]
    words += [Word(base, None, object=True) for base in terms["carrying"]]
    words += [Word(base, "flat", subject=True) for base in (*terms["stagnant"], *terms["steadying"])]
    for way, moved in zip(WAYS, ("raise", "lower"), strict=True):
        words += [
            Word(base, way, base in moves[way], base in moves[moved], base in terms["weak"])
            for base in {*moves[way], *moves[moved]}
        ]
    words += [Word(base, _way(percent), True, True, ratio=Decimal(abs(percent))) for base, percent in _ratios()]
    return _by_form((word, inflect(word.base)) for word in words)


@cache
def nouns() -> Mapping[str, Word]:
    """Return the nouns of change by form."""
    table = load_lexicon("direction")["nouns"]
    words = [Word(base, way, weak=base in table["weak"]) for way in WAYS for base in table[way]]
    doubling = [Word(base, _way(percent), ratio=Decimal(abs(percent))) for base, percent in _ratios()]
    return _by_form(
        [(word, (word.base, word.base + ("es" if word.base.endswith(("s", "sh")) else "s"))) for word in words]
        + [(word, (word.base.removesuffix("e") + "ing",)) for word in doubling]
    )


@cache
def phrasal() -> dict[str, dict[str, Direction]]:
    """Return the verbs that tell a change with a particle, by form: the particles and the way of each."""
    found: dict[str, dict[str, Direction]] = {}
    for way in WAYS:
        for base, particle in (phrase.split() for phrase in load_lexicon("change")["phrasal"][way]):
            for form in inflect(base):
                found.setdefault(form, {})[particle] = way
    return found


def joined_noun(token: Token) -> Word | None:
    """Return the noun of change that ends in a word behind a hyphen, which is listed as one word: "sell-off"."""
    return nouns().get(token.nbor(-2).lower_ + token.lower_) if ends_compound(token) else None


@cache
def ways(*tables: str) -> Mapping[str, Direction]:
    """Return the words of tables with an up and a down, as they are written there, and the way of each."""
    lists = [(way, load_lexicon("change")[table][way]) for way in reversed(WAYS) for table in tables]
    return MappingProxyType({word: way for way, words in lists for word in words})


@cache
def forms(table: str, key: str) -> frozenset[str]:
    """Return the forms of a list of verbs."""
    return frozenset(form for base in load_lexicon("change")[table][key] for form in inflect(base))


def _ratios() -> Iterable[tuple[str, int]]:
    return load_lexicon("change")["ratio"].items()  # type: ignore[no-any-return]


def _way(percent: int) -> Direction:
    return "up" if percent > 0 else "down"


def _by_form(words: Iterable[tuple[Word, Iterable[str]]]) -> Mapping[str, Word]:
    return MappingProxyType({form: word for word, inflected in words for form in inflected})
