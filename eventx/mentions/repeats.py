"""Amounts that repeat or part the one before: told again in another unit, compared with it, a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.mentions.claims import Chars
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.characters import has_open_bracket
from eventx.normalize.number import Number
from eventx.syntax.phrases import words_behind

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
