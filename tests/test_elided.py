"""Numbers that leave out their unit: what the article told before, what asks for money, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from spacy.language import Language

from eventx.mentions.sizes import distance, scale_of
from eventx.normalize.number import find_numbers


def read(nlp: Language, text: str) -> list[tuple[str, str | None]]:
    """Return the amounts of a text as they are printed in plain digits, with their units."""
    facts = nlp(text).user_data["eventx"]["facts"]
    amounts = {fact["span"]["start"]: fact["amount"] for fact in facts if fact.get("amount")}
    return [(f"{Decimal(a['value']):,}" if a["value"] else "", a["unit"]) for _, a in sorted(amounts.items())]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway spent 520 million euros and Spain 310 million.", ("310,000,000", "EUR")),
        ("Turnover was 60 million kroner. The brewer owes its banks 130 million.", ("130,000,000", "NOK")),
        ("Turnover was $60 million. The brewer had a pretax loss of 3.2 million.", ("3,200,000", "USD")),
        ("The grant came to $9 million. It was 4 million a year ago.", ("4,000,000", "USD")),
        ("The brewer made $41 million, against an estimated 36.", ("36,000,000", "USD")),
        ("Net 1.2 mln Canadian dlrs vs 900,000", ("900,000", "CAD")),
        ("The loan was $7.2 million, of which 5.5 million went to lenders.", ("5,500,000", "USD")),
        ("Aldmark shares rose 13p to 341.", ("3.41", "GBP")),
        ("The fare was 80 cents. It was 75 until May.", ("0.75", "USD")),
        ("Sales were $96 million. In May the mill had a profit of 6.6.", ("6,600,000", "USD")),
        ("The week cost it $19 million; its equity at the end of June was 22.", ("22,000,000", "USD")),
        ("Revenue was 9 billion kroner. Operating profit slipped 1 percent to 1.9 billion.", ("1,900,000,000", "NOK")),
        ("The farm pays 14,500 dollars a ton. The spot market stood at 16,000.", ("16,000", "USD")),
        ("They are asking for a bonus of 150,000 pesos; the state has offered 70,000.", ("70,000", "MXN")),
        ("The fund holds $60 million. The 60 million had been reported before.", ("60,000,000", "USD")),
    ],
)
def test_money(nlp: Language, text: str, told: tuple[str, str]) -> None:
    assert read(nlp, text)[-1] == told


@pytest.mark.parametrize(
    "text",
    [
        "It paid 5 million euros. It has 3 million users.",
        "It lent 90 million euros. The notes are at 39.85.",
        "It lent 90 million euros. The notes lost 3/8.",
        "Each gets a bonus of £200. The union put the number of jobs at risk at around 210.",
        "It wants $2.1 billion for floods that displaced 2.9 million.",
        "It paid $4 million. The harvest was 83.9 million tonnes against 75.2 million.",
        "The tax raised $4 million. Arrivals would hit 3 million.",
        "It paid $4 million and sold 3 million of the shares.",
        "A fifth of it is 28 percent; the state pays 21.",
        "A flat costs $340,000. Flat sales slid 4 percent to a yearly rate of 2.4 million in May.",
        "A flat costs $340,000. Flat sales slid to a pace of 2.4 million in May from 2.6 million in April.",
    ],
)
def test_no_money(nlp: Language, text: str) -> None:
    units = [unit for number, unit in read(nlp, text) if unit is None or unit.isupper()]
    assert len([unit for unit in units if unit]) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The dock has 740 staff. It had a turnover of 131 million kroner and lost 9 million.",
        "Two clerks said 59 percent came. The board said 80.",
        "Twenty masons ask for six carts and get three.",
        "Nine clerks bought bonds at 92.",
        "The 40 cooks live in huts. Of these, 30 are families.",
    ],
)
def test_nobody_is_counted_by_what_may_be_anything(nlp: Language, text: str) -> None:
    facts = nlp(text).user_data["eventx"]["facts"]
    assert len([fact for fact in facts if fact["type"] == "headcount"]) <= 1


def test_a_scale_or_a_cent_is_told_once() -> None:
    text = "It made $41 billion, against 36, and 13 cents, from 9."
    one, other, cents, few = find_numbers(text)
    assert scale_of(text, one, other) == 10**9
    assert scale_of(text, cents, few) * 100 == 1
    assert distance(text, one, other) < 2 < distance(text, few, one)
