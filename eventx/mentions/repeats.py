"""Amounts that repeat or part the one before: told again in another unit, compared with it, a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import core
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.characters import has_open_bracket
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS, VERBAL
from eventx.syntax.phrases import is_time, words_behind

if TYPE_CHECKING:
    from eventx.mentions.measured import Measured

_AGAIN = re.compile(
    r"(?:[\w\s-]{0,16} ?\((?:[\w ]{1,16} )?(?:[\w\s]{0,14}: ?)?|[;/] ?"
    r"|(?: [\w\s-]{1,25})?,? or " + ROUGHLY + ")"
)
_LISTED = re.compile(r"[\w\s/.-]{0,16}[,;/] ?")  # in a bracket: "(15.3 ppg, 7.4 rpg)"
_AGAINST = re.compile(
    r"(?:\b(?:from|against|versus|vs\.?|compare[sd]? (?:with|to)|relative to)"
    r"|(?<!\w more)(?<!\w less)(?<!\w fewer) than)\s*"
    rf"(?:(?:as much as|up to|(?:more|less|fewer) than|at least) |{ROUGHLY})$",
    re.IGNORECASE,
)
_APART = re.compile(r"[.;!?\n](?! That compares)")
_JOINTS = frozenset({",", ";", "and", "while", "but", "whereas"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BOUNDS = 4  # tokens before an amount in which a preposition to it may stand
_PHRASE = 5  # tokens of the phrase before a gap
_FAR = 120  # characters between an amount and one compared with it


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount where it stands, and the one before it with what that measures."""

    number: Number
    first: Token
    last: Token
    lead: str
    between: str | None
    before: Chars | None


Found = Chars | tuple[()] | None
"""Characters; () where only a verb tells, so that no further rule is asked; None where a rule does not fit."""


def again(self: Measured, amount: Amount) -> Found:
    """Tell the amount before once more: "$5 million (£4 million)", "$5m, or €4m"; or one "of which" is said behind."""
    if [token.lower_ for token in words_behind(amount.last, 2)] == ["of", "which"]:
        return amount.before or ()
    if amount.between is None or len(amount.between) >= 30 or _is_of_things(self, amount):
        return None
    listed = has_open_bracket(amount.lead) and _LISTED.fullmatch(amount.between)
    return (amount.before or ()) if listed or _AGAIN.fullmatch(amount.between) else None


def _is_of_things(self: Measured, amount: Amount) -> bool:
    """Tell whether a bracket says how great the things are that were counted: "four *fillets* (500g)"."""
    units = self.analysis.units
    counted = self.last is not None and units[self.last[0].end].kind == "counted"
    return counted and units[amount.number.end].kind == "unit" and has_open_bracket(amount.lead)


def compared(self: Measured, amount: Amount) -> Found:
    """Be compared with the amount before: "$5 million, against $4 million"."""
    near = amount.between is not None and len(amount.between) < _FAR and not _APART.search(amount.between)
    return amount.before if near and _AGAINST.search(amount.lead) else None


def gapped(self: Measured, amount: Amount) -> Found:
    """Be of the noun of its own clause, which leaves out the verb: "Rye is at $4 a bushel and *oats* at $3"."""
    if self.extents or self.last is None or amount.before is None or amount.before[0] > self.last[0].start:
        return None
    if amount.first.idx < self.last[0].end:
        return None  # one token holds both: "$1.05 billion$1.05 billion"
    row, tie = _before(self.analysis.span(self.last[0].end, amount.first.idx))
    begin = next((i for i in range(len(row), 0, -1) if row[i - 1].lower_ in _JOINTS), 0)
    first = self.analysis.span(self.last[0].start, self.last[0].end)[0]
    _, told = _before(first.doc[max(0, first.i - _BOUNDS) : first.i])
    if not begin or tie != told or any(t.pos_ in (*VERBAL, "SPACE") or t.text in ".!?:(" for t in row):
        return None
    inner = list(takewhile(lambda t: t.pos_ != "ADP", row[begin:]))
    noun = inner[-1] if inner and not is_time(inner[-1]) else None
    if noun is not None and noun.tag_ == "POS":
        return amount.before  # "Kappa's stock is at $4 and *Halden's* at $3"
    moves = lexicon("direction").nouns
    if noun is None or noun.pos_ not in NOUNS or noun.ent_type_ in _PLACES or any("/" in t.text for t in inner):
        return None  # "Apr/May at $4 and Jun/Jul at $3"
    moved = noun.lemma_.lower() in (*moves.up, *moves.down)  # "and an *increase* in pay to $3"
    return self.bare(core(noun)) if not moved and noun.i - inner[0].i < _PHRASE else None


def _before(words: Span) -> tuple[list[Token], str]:
    """Return the words before an amount without those that bound it, and the preposition at their end, "" for none."""
    row = [t for t in words if t.lower_ not in lexicon("topic").bounds]
    return (row[:-1], row[-1].lower_) if row and row[-1].pos_ == "ADP" else (row, "")
