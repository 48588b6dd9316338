"""Currencies: the table, its spellings, and what a bare name stands for."""

from __future__ import annotations

from datetime import date

import pytest

from eventx.normalize.bare_currency import resolve_currencies
from eventx.normalize.bare_name import bare_name
from eventx.normalize.currency import candidates, codes, is_currency
from eventx.normalize.left_out import label_of
from eventx.normalize.number import find_numbers


def units(text: str, *countries: str) -> list[str | None]:
    places = [(n, country) for n, country in enumerate(countries)]
    return [n.unit for n in resolve_currencies(text, find_numbers(text), places)]


def test_table() -> None:
    assert {"USD", "EUR", "XAF", "ZMW", "KRW"} <= codes()
    assert is_currency("CHF")
    assert not is_currency("percent")
    assert not is_currency(None)
    assert candidates("dollar")[0] == "USD"


def test_dollars_of_others_told_again_in_bare_ones_leave_those_american() -> None:
    assert units("It is worth HK$8 billion ($1 billion) and owes $3 million.", *["HK"] * 4) == ["HKD", "USD", "USD"]
    assert units("It is worth HK$8 billion and owes $3 million.", *["HK"] * 4) == ["HKD", "HKD"]
    assert units("It paid 2 billion Australian dollars (1.5 billion dollars).", "AU") == ["AUD", "USD"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Peru owes 90 pesos. Chile owes 400 million pesos, and Cuba 30 million pesos.", "CUP"),
        ("A Chilean clerk earns 400,000 pesos, its Cuban rival 9,000 pesos.", "CUP"),
        ("Chile paid 400,000 pesos for a mill in Cuba and 9,000 pesos for a van.", "CLP"),
        ("Chile and Cuba paid 400,000 pesos and 9,000 pesos.", "CLP"),
    ],
)
def test_a_land_that_opens_a_clause_behind_a_sum_of_another_pays_its_own(text: str, second: str) -> None:
    numbers = find_numbers(text)
    places = sorted((text.index(word), code) for word, code in (("Chile", "CL"), ("Cuba", "CU")))
    assert resolve_currencies(text, numbers, [(0, "CL"), *places])[-1].unit == second


@pytest.mark.parametrize(
    ("text", "countries", "code"),
    [
        ("It cost $5.", (), "USD"),
        ("It cost $5.", ("CA", "CA"), "CAD"),
        ("It cost $5.", ("ZM", "CN"), "USD"),
        ("It cost 5 francs.", (), "CHF"),
        ("It cost 5 francs.", ("CM",), "XAF"),
        ("It cost 5 francs.", ("FR",), "FRF"),
        ("It cost 5 francs.", ("FR", "FR", "CH"), "CHF"),
        ("It cost 5 billion lire.", (), "ITL"),
        ("It cost 5 million pesetas.", (), "ESP"),
        ("It cost 5 million guilders.", (), "NLG"),
        ("It cost 2.50 crowns per share.", ("DK",), "DKK"),
        ("It cost 5 cts.", (), "USD"),
        ("It cost 500 pesos.", ("PH",), "PHP"),
        ("It cost Rs 500 crore.", ("NP",), "NPR"),
        ("It cost 900 crowns.", ("CZ",), "CZK"),
        ("It cost 5 million kroner.", ("DK",), "DKK"),
        ("It cost ¥500.", ("CN",), "JPY"),
        ("The yuan rose. It cost ¥500.", ("CN",), "CNY"),
        ("The yuan and the yen rose. It cost ¥500.", ("CN",), "JPY"),
        ("It cost $5.", ("SG", "SG", "SG"), "SGD"),
        ("It cost $5.", ("SG", "SG", "SG", "US"), "USD"),
        ("It cost $5.", ("JM", "FR", "GB"), "USD"),
        ("It cost T$5 billion.", (), "TWD"),
        ("Syrup cost $5 a barrel.", ("CA", "CA"), "CAD"),
        ("Crude cost $71 a barrel.", ("CA", "CA"), "USD"),
        ("The Canadian dollar fell to $0.72.", ("CA", "CA"), "USD"),
        ("The Canadian dollar fell. It cost $5 million.", ("CA", "CA"), "CAD"),
        ("It cost ¥500.", (), "JPY"),
        ("It cost 31 øre.", ("NO",), "NOK"),
        ("It cost 9,500 won.", (), "KRW"),
    ],
)
def test_context(text: str, countries: tuple[str, ...], code: str) -> None:
    assert units(text, *countries) == [code]


def test_a_mention_decides_where_no_place_does() -> None:
    assert units("It owes 5 million Swiss francs and has 3 million francs.") == ["CHF", "CHF"]
    assert bare_name("franc", [(0, "XOF"), (90, "CHF")], []).at(20) == "XOF"


def test_a_marked_dollar_tells_what_the_bare_one_is() -> None:
    assert units("It has A$4 and paid $9.", "AU", "CN") == ["AUD", "USD"]
    assert units("It has A$4 and paid $9.", "AU", "AU") == ["AUD", "AUD"]
    assert units("It has A$4 and A$5 and paid $9.", "AU", "AU") == ["AUD", "AUD", "USD"]
    assert units("It has US$4 and paid $9.", "AU", "US", "US") == ["USD", "AUD"]
    assert units("It has US$4 and paid $9.", "FJ", "US") == ["USD", "FJD"]
    assert units("It has US$4 and paid $9.", "KE", "KE") == ["USD", "USD"]


def test_pounds_weigh_where_no_money_of_that_name_is_near() -> None:
    assert units("He lost 25 pounds.") == [None]
    assert units("He lost 25 pounds.", "GB") == ["GBP"]
    assert units("It closed at 4,560 pounds a tonne.") == ["GBP"]
    assert units("He burnt a ten-pound note.") == ["GBP"]
    assert units("He owed two grand.", "GB") == ["GBP"]


@pytest.mark.parametrize("text", ["15 won medals", "ALL 50 players", "an N95 mask", "TOP 10 list"])
def test_no_money(text: str) -> None:
    assert not any(is_currency(unit) for unit in units(text))


def test_a_francs_country_counts_beside_switzerland_while_it_was_paid() -> None:
    text, places = "It cost 5 francs.", [(0, "FR"), (1, "FR"), (2, "CH")]
    assert resolve_currencies(text, find_numbers(text), places, date(1987, 3, 2))[0].unit == "FRF"


def test_lines_of_a_table_of_results_are_money() -> None:
    table = "Shr 31 cts vs 20 cts\nNet 1.2 mln vs loss 900,000\nAvg shrs 3.5 mln vs 3.1 mln"
    assert units(table) == ["USD", "USD", "USD", "USD", None, None]
    assert units("Net 1.2 mln Canadian dlrs\nRevs 3.5 mln vs 3.1 mln") == ["CAD"] * 3


def test_dollars_are_those_named_before() -> None:
    assert units("It has 9.5 billion Taiwan dlrs, up from 8.2 billion dlrs, and paid $5.") == ["TWD", "TWD", "USD"]


def test_an_amount_in_a_table_measures_its_label() -> None:
    table = "Oper shr loss 31 cts vs profit 20 cts\nRevs 1.2 mln vs 900,000"
    labels = [label_of(table, number) for number in find_numbers(table)]
    assert [table[slice(*label)] for label in labels if label] == ["Oper shr loss", "profit", "Revs", "Revs"]
    shares = "Avg shrs 4.7 mln vs 4.1 mln"
    assert [label_of(shares, number) for number in find_numbers(shares)] == [(0, 8), (0, 8)]
    assert [label_of(shares, number, money=True) for number in find_numbers(shares)] == [None, None]
    said = "Net profit was 1.2 mln dlrs vs 900,000."
    assert [label_of(said, number) for number in find_numbers(said)] == [None, None]
