"""Changes, by the table of examples and by the parts of their rules."""

from __future__ import annotations

import re
import shlex

import pytest
from spacy.language import Language
from tables import read_blocks, write_number

import eventx
from eventx.facts.change import Change
from eventx.facts.change.vocabulary import nouns, verbs
from eventx.records import Quantity

BLOCKS = read_blocks("change")


def changes(nlp: Language, text: str) -> list[Change]:
    found = eventx.extract(text, published="2025-08-15", nlp=nlp)
    return [fact for fact in found.facts if isinstance(fact, Change)]


def written(quantity: Quantity) -> str:
    value = write_number(quantity)
    return f"{value} {quantity.unit}" if quantity.unit else value


def line(change: Change) -> str:
    fields = {name: getattr(change, name) for name in ("metric", "amount", "initial", "final")}
    parts = [change.direction, change.trigger.text if change.trigger else "-"]
    parts += [
        f"{name}={written(held) if isinstance(held, Quantity) else held.text}"
        for name, held in fields.items()
        if held is not None
    ]
    if change.amount is not None and change.amount.bound != "exact":
        parts.append(f"bound={change.amount.bound}")
    if change.basis is not None:
        parts.append(f"basis={change.basis}")
    if change.period is not None:
        parts.append(f"period={change.period.start_date or '-'}/{change.period.end_date or '-'}")
    if change.modality != "asserted":
        parts.append(f"modality={change.modality}")
    return " | ".join(parts)


@pytest.mark.parametrize("block", BLOCKS, ids=[block[0][:50] for block in BLOCKS])
def test_examples(nlp: Language, block: list[str]) -> None:
    text, *expected = block
    wanted = [" | ".join(shlex.split(row[2:])) for row in expected if row.startswith("= ")]
    found = [line(change) for change in changes(nlp, text)]
    for row in ("basis", "period"):
        if not any(f"{row}=" in one for one in wanted):
            found = [re.sub(rf" \| {row}=\S+", "", one) for one in found]
    assert found == wanted


def test_a_line_that_is_wrapped_goes_on(nlp: Language) -> None:
    cut, rise = changes(nlp, "The cider house cut its output by 40\nbarrels last year, after a 5 pct\nrise in prices.")
    assert [fact.amount and fact.amount.value for fact in (cut, rise)] == [40, 5]


def test_anchor_is_the_amount_else_from_the_change_word_to_the_last_value(nlp: Language) -> None:
    (first,) = changes(nlp, "Sales rose 4% to $3 million.")
    (second,) = changes(nlp, "The duty was brought down to 8% from 12% on Monday.")
    assert first.span.text == "4%"
    assert second.span.text == "brought down to 8% from 12%"


def test_numbers_of_a_change_are_no_shares(nlp: Language) -> None:
    found = eventx.extract("Inflation slowed to 3% from 5%.", nlp=nlp)
    assert {fact.type for fact in found.facts} == {"change"}


def test_money_and_persons_keep_their_own_facts(nlp: Language) -> None:
    found = eventx.extract("The fund shrank by $3 million. The staff grew by 200 workers.", nlp=nlp)
    assert [fact.type for fact in found.facts if fact.type != "measure"] == ["change", "money", "change", "headcount"]


@pytest.mark.parametrize(
    "text", ["", "\n", "3%", "up", "rose 3%", "fell to", "more than doubled", "to 5% from", "%" * 40]
)
def test_scraps_do_not_raise(nlp: Language, text: str) -> None:
    changes(nlp, text)


def test_inflection() -> None:
    for form in (
        "fell",
        "fallen",
        "dropping",
        "slipped",
        "cutting",
        "rallied",
        "shrank",
        "doubling",
        "trims",
        "easing",
    ):
        assert form in verbs(), form
    assert verbs()["halved"].ratio == 50
    assert nouns()["decreases"].direction == "down"
