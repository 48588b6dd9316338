"""What a type checker knows of a fact by its type; .ci/run has mypy and pyright read this."""

from decimal import Decimal
from typing import assert_type

import eventx


def read(extraction: eventx.Extraction) -> None:
    for fact in extraction.facts:
        if fact.type == "money":
            assert_type(fact, eventx.Money)
            assert_type(fact.amount.value, Decimal | None)
        elif fact.type == "statement":
            assert_type(fact, eventx.Statement)
    for event in extraction.events:
        if event.type == "trade":
            assert_type(event, eventx.Trade)
    assert_type(extraction.of(eventx.Change), list[eventx.Change])


def take(fact: eventx.AnyFact, event: eventx.AnyEvent) -> str:
    match fact:
        case eventx.Share():
            return fact.rule
    return event.trigger.text
