"""Standards: what a clause sets beside a number, a level before or what was expected."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon, matcher
from eventx.records import Mention, Quantity
from eventx.syntax.phrases import governing_verb

_BEFORE = (
    r"^(?: (?:a|per) \w+)? from $|^[^.;]{0,90}"
    r"(?:\bvs\.?|\bversus|\bagainst|, (?:and )?not|, from|compared (?:with|to)|(?:up|down|swinging) from"
    r"(?: (?:an?|the|its) (?:[\w-]+ ){1,3}of)?)\s+"
    r"(?:(?:an? (?:[\w-]+ ){0,2})?(?:{gained}|{lost}) (?:of )?"
    r"|(?:an?|the|its|their) (?:{earlier}) (?:[\w-]+ ){1,3}of |one of )?"
    r"(?:(?:{nearly}) |as much as |some |(?:just )?over )?$|^\s*\([^():]{0,24}:\s*$"
)
_EXPECTED = (
    r"^[^.;]{0,90}\b(?:vs\.?|versus|against|compared (?:with|to)|than|{measured})\s+(?:[\w’'-]+ ){0,6}"
    r"(?:{foreseen})(?: (?:of|for))? (?:(?:{nearly}) )?$|^\s*\(range $"
)
_BALANCE = r"\b(?:{gained}|{lost})\b"


def is_set_beside(between: str, amount: Quantity) -> bool:
    """Tell whether what stands before an amount sets it beside another; persons only come "from" others."""
    return bool(matcher("comparison", _BEFORE).match(between)) and (
        amount.unit != "person" or between.strip() != "from"
    )


def awaits(between: str) -> bool:
    """Tell whether what stands before an amount says that it was expected: "below the average forecast of $4"."""
    return matcher("comparison", _EXPECTED).match(between) is not None


def is_turned(between: str, measured: Mention | None, number: Token) -> bool:
    """Tell whether a profit or loss is set beside what is none: "*lost* $4, against a *profit* of $2", "on *sales*"."""
    balances = matcher("comparison", _BALANCE, 0)
    balance = balances.search(between)
    if balance is None:
        return False
    if measured is not None:
        return balances.search(measured.text) is None
    verb = governing_verb(number)
    return verb is None or (verb.lemma_ == "lose") == (balance[0] in lexicon("comparison").gained)
