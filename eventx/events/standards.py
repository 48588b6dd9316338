"""Standards: what a clause sets beside a number, a level before or what was expected."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.records import Mention, Quantity
from eventx.syntax.phrases import governing_verb

_BEFORE = re.compile(
    r"^(?: (?:a|per) \w+)? from $|^[^.;]{0,90}"
    r"(?:\bvs\.?|\bversus|\bagainst|, (?:and )?not|, from|compared (?:with|to)|(?:up|down|swinging) from"
    r"(?: (?:an?|the|its) (?:[\w-]+ ){1,3}of)?)\s+"
    r"(?:(?:an? (?:[\w-]+ ){0,2})?(?:profit|loss|gain|deficit|surplus|shortfall) (?:of )?"
    r"|(?:an?|the|its|their) (?:previous|prior|earlier|original|former|initial) (?:[\w-]+ ){1,3}of |one of )?"
    r"(?:only |just |about |as much as |some |(?:just )?over )?$|^\s*\([^():]{0,24}:\s*$",
    re.I,
)
_EXPECTED = re.compile(
    r"^[^.;]{0,90}\b(?:vs\.?|versus|against|compared (?:with|to)|than|in line with|below|above|short of|ahead of"
    r"|(?:beat|(?:topp|miss|exceed|surpass|trail|lagg)(?=ing|ed))(?:ing|ed)?)\s+(?:[\w’'-]+ ){0,6}(?:targets?|consensus"
    r"|(?:estimate|expectation|forecast|projection)s?)(?: (?:of|for))? (?:only |just |about )?$|^\s*\(range $",
    re.I,
)
_GAINS = frozenset({"profit", "gain", "surplus"})
_BALANCE = re.compile(rf"\b(?:{'|'.join(sorted(_GAINS))}|loss|deficit|shortfall)\b")


def is_set_beside(between: str, amount: Quantity) -> bool:
    """Tell whether what stands before an amount sets it beside another; persons only come "from" others."""
    return bool(_BEFORE.match(between)) and (amount.unit != "person" or between.strip() != "from")


def awaits(between: str) -> bool:
    """Tell whether what stands before an amount says that it was expected: "below the average forecast of $4"."""
    return bool(_EXPECTED.match(between))


def is_turned(between: str, measured: Mention | None, number: Token) -> bool:
    """Tell whether a profit or loss is set beside what is none: "*lost* $4, against a *profit* of $2", "on *sales*"."""
    balance = _BALANCE.search(between)
    if balance is None:
        return False
    if measured is not None:
        return _BALANCE.search(measured.text) is None
    verb = governing_verb(number)
    return verb is None or (verb.lemma_ == "lose") == (balance[0] in _GAINS)
