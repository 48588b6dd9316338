"""The number grammar: what it reads, what it leaves, and that any text whatever is read in linear time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from eventx.normalize.bound import bound_of
from eventx.normalize.number import find_numbers
from eventx.normalize.unit import unit_after

VALUES = [
    ("1,050,000", "1050000"),
    ("1 050 000", "1050000"),
    ("1\u00a0050\u00a0000", "1050000"),
    ("1,00,000", "100000"),
    ("１２３", "123"),
    ("two dozen", "24"),
    ("half a million", "500000"),
    ("one and a half million", "1500000"),
    ("a quarter of a million", "250000"),
    ("four thousand", "4000"),
    ("two thousand five hundred", "2500"),
    ("one hundred and twenty-one", "121"),
    ("two point five million", "2500000"),
    ("3 lakh", "300000"),
    ("3 lakh crore", "3000000000000"),
    ("2½", "2.5"),
    ("10 1/2", "10.5"),
    ("7.5bn", "7500000000"),
    ("7.5 mln", "7500000"),
    ("40k", "40000"),
    ("6'400", "6400"),
    ("6’400’000", "6400000"),
    ("6.400.000", "6400000"),
    ("6.400,25", "6400.25"),
    ("6.400", "6.4"),
    ("the half million", "500000"),
    ("plus or minus 4", "4"),
    ("minus 4", "-4"),
    ("-4.5", "-4.5"),
]


@pytest.mark.parametrize(("said", "value"), VALUES)
def test_value(said: str, value: str) -> None:
    found = find_numbers(f"They saw {said} boxes.")
    assert [(n.value, n.unit) for n in found] == [(Decimal(value), None)]


UNITS = [
    ("It rose 3%.", "3", "percent"),
    ("It rose 3 per cent.", "3", "percent"),
    ("It rose 3.1 pct.", "3.1", "percent"),
    ("It rose 3 percentage points.", "3", "percentage_point"),
    ("It rose half a percentage point.", "0.5", "percentage_point"),
    ("A 25-basis-point cut came.", "25", "basis_point"),
    ("A third of them left.", "33.33", "percent"),
    ("Two fifths of them left.", "40", "percent"),
    ("Three in ten said no.", "30", "percent"),
    ("Rents swallow 1/3 of wages.", "33.33", "percent"),
    ("They rowed 3/4 of a mile.", "0.75", None),
    ("Add 2/3 cup of oats.", "0.666667", None),
    ("Rents rose by 4 per-cent.", "4", "percent"),
    ("Rents rose by 4 per-cent points.", "4", "percentage_point"),
    ("Two out of five said no.", "40", "percent"),
    ("It took six months.", "6", "month"),
    ("A 15-year-old boy won.", "15", "year of age"),
    ("It cost $A82m.", "82000000", "AUD"),
    ("It cost USD34.6 million.", "34600000", "USD"),
    ("It cost VND4,927 billion.", "4927000000000", "VND"),
    ("It cost 50 MUSD.", "50000000", "USD"),
    ("It cost $1MM.", "1000000", "USD"),
    ("It cost CHF 6.90.", "6.90", "CHF"),
    ("It cost 3.2p.", "0.032", "GBP"),
    ("It cost 75¢.", "0.75", "USD"),
    ("It cost Rs.80cr.", "800000000", "INR"),
    ("It cost Fr90m.", "90000000", "CHF"),
    ("It cost Kyat 20m.", "20000000", "MMK"),
    ("It cost Zl 45.", "45", "PLN"),
    ("It cost 7,000 guaranies.", "7000", "PYG"),
    ("It cost 7,000 meticais.", "7000", "MZN"),
    ("It cost five grand.", "5000", "USD"),
    ("They had five grand pianos.", "5", None),
    ("The currency lost 2.4 won.", "2.4", "KRW"),
    ("It took a quarter of an hour.", "0.25", "hour"),
    ("It cost 75 USD million.", "75000000", "USD"),
    ("It cost three dollars and fifty cents.", "3.5", "USD"),
    ("It cost 412 Australian dollars.", "412", "AUD"),
]


@pytest.mark.parametrize(("text", "value", "unit"), UNITS)
def test_unit(text: str, value: str, unit: str) -> None:
    assert [(n.value, n.unit) for n in find_numbers(text)] == [(Decimal(value), unit)]


JOINED = [
    ("He is 5 feet 6 inches.", ["5.5"]),
    ("It weighs 8 pounds, 4 ounces.", ["8.25"]),
    ("It is 12 stone 7 pounds.", ["12.5"]),
    ("Some 8 B people live.", ["8E+9"]),
    ("It holds 6.02×10²³ atoms.", ["6.02E+23"]),
    ("It is 1.6e-19 wide.", ["1.6E-19"]),
    ("It took 3 x 10^8 steps.", ["3E+8"]),
    ("Built between A.D. 1000 and 1260.", []),
    ("Built from 1200 to 1260 BC.", []),
    ("The sp 500 fell.", []),
    ("He lives at 9 E 71st St.", []),
    ("He lives at 22 Ave Foch.", []),
    ("It rose in 2018 to 3.9 million.", ["3.9E+6"]),
    ("It rose in 2024 and a sixth more came.", ["16.67"]),
    ("It is P43 a kilo, and P1.2 billion in all.", ["43", "1.2E+9"]),
    ("They saw the P5 at K2.", []),
    ("Kappa won a $210 million three-year contract.", ["210000000", "3"]),
    ("It stood at $96 million two years ago.", ["96000000", "2"]),
    ("Some 3 million two hundred thousand voted.", ["3200000"]),
]


@pytest.mark.parametrize(("text", "values"), JOINED)
def test_reads_as(text: str, values: list[str]) -> None:
    assert [n.value for n in find_numbers(text)] == [Decimal(value) for value in values]


LETTER_M = [
    ("It shipped 6.4 m tonnes.", ["6.4E+6"]),
    ("She won with a leap of 17.30m.", ["17.30"]),
    ("He took the 800m gold.", ["800"]),
    ("Listeners climbed to 14.3m from 13.9m.", ["1.43E+7", "1.39E+7"]),
    ("The network has a membership of 6m.", ["6E+6"]),
    ("Bookings fell by 2.1m.", ["2.1E+6"]),
    ("The council wants an 8m rise in trips.", ["8E+6"]),
    ("The coach slid some 120m (390ft) down the bank.", ["120", "390"]),
    ("The river climbed to 4m.", ["4"]),
    ("Passengers on its ships climbed to 4m.", ["4E+6"]),
    ("The yacht grew to 64m.", ["64"]),
    ("The cell, about 2m by 3m, held 12 men.", ["2", "3", "12"]),
    ("A lorry with passengers stopped 90m from the gate.", ["90"]),
    ("The bus sank 400m north of the pier and 30m behind a tug.", ["400", "30"]),
    ("A 12m-high chimney fell on a 25m pool.", ["12", "25"]),
    ("The tents stood 300m from the fence.", ["300"]),
    ("He threw the javelin from 81m to 84m.", ["81", "84"]),
]


@pytest.mark.parametrize(("text", "values"), LETTER_M)
def test_letter_m_is_million_or_metres(text: str, values: list[str]) -> None:
    assert [n.value for n in find_numbers(text)] == [Decimal(value) for value in values]


RANGES = [
    ("1.2680/90 dollars", "1.2680", "1.2690"),
    ("153.95/05 yen", "153.95", "154.05"),
    ("a six- to eight-month strike", "6", "8"),
    ("between 5 and 10 boxes", "5", "10"),
    ("8-10%", "8", "10"),
    ("three to four million dollars", "3000000", "4000000"),
    ("Rs 15,000-20,000", "15000", "20000"),
    ("between £190 million and £196 million", "190000000", "196000000"),
    ("$5-7 billion", "5000000000", "7000000000"),
    ("between 15kHz and 17kHz", "15", "17"),
    ("two or three boxes", "2", "3"),
    ("prices range from $3 to $8", "3", "8"),
    ("down from the US$89 to $93 billion", "89000000000", "93000000000"),
    ("it rose by 3% to 4%", "3", "4"),
    ("about 2000 - 2500 calories", "2000", "2500"),
]


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_range(text: str, low: str, high: str) -> None:
    assert [(n.low, n.high, n.value, n.bound) for n in find_numbers(text)] == [
        (Decimal(low), Decimal(high), None, "range")
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It fell from $5 to $3.", ["5", "3"]),
        ("It rose $410 to $9,640.", ["410", "9640"]),
        ("It grew from 5 to 7 per cent.", ["5", "7"]),
        ("The stock fell 2-1/8 to 4-5/8.", ["2.125", "4.625"]),
        ("It fell 0.07 or 1.74%.", ["0.07", "1.74"]),
    ],
)
def test_two_numbers(text: str, values: list[str]) -> None:
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


NONE = [
    "COVID -19 spread.",
    "It raised its ‘18/’19 target.",
    "They played “Ironwood 2” all night.",
    "The 7 Plus sold well.",
    "The Pixel 4 now works.",
    "It led the Hot 100 chart.",
    "It 1) cuts waste, 2) mends roads.",
    "Its 13F filing came.",
    "The 0/92 bill passed.",
    "The S and P 500 opened.",
    "Case 19-cv-0756 began.",
    "They lost the Six Nations.",
    "50 Cent sued.",
    "He was charged under Section 4(2)(b) and 5(1) of the act.",
    "It is told in Section 17C (2) of the act.",
    "He bought a 386 PC.",
    "the S&P 500 and the FTSE 100",
    "a Boeing 737 and an LX-900",
    "call 0800 555 019 now",
    "phone Ann Low on 020 7946 0018",
    "text HELP to 60777",
    "Fax: +44 20 7946 0018",
    "the helpline on 116 123",
    "at 10 Downing Street",
    "a 450 SLC and a USB 3.1 port",
    "in Austin, TX 78701, ZIP 78702",
    "at 10.200.130.255",
    "the 21st century and the 1990s",
    "the 8.05 train",
    "version 2.0.1",
    "at 10:30",
    "on 5 March and March 6",
    "no one saw the other one.",
    "several hundred, dozens and a few thousand",
    "5e400 euros",
    "won 3-1",
    "COVID-19 and the G20",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize("before", ["He left.\n", "in 2019.\n\n", "It is:\n"])
def test_a_number_begins_a_line(before: str) -> None:
    assert [number.value for number in find_numbers(f"{before}Five men came, 300 stayed.")] == [5, 300]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 5 boxes", "approx"),
        ("5 or so", "approx"),
        ("at least 5", "at_least"),
        ("5 or more", "at_least"),
        ("up to 5", "at_most"),
        ("more than 5", "more_than"),
        ("just under 5", "less_than"),
        ("no more than $5", "at_most"),
        ("only 5", "exact"),
        ("The rate edged up to 5", "exact"),
        ("Fares went up to 5", "exact"),
        ("The blast brought the toll up to 5", "exact"),
        ("Fines can go up to 5", "at_most"),
        ("The fund hired up to 5", "at_most"),
        ("Pay rose by up to 5", "at_most"),
        ("Nearly a 5 mile ride", "approx"),
        ("It amounts to about a 5 mile ride", "approx"),
        ("Talks about a 5 mile ride", "exact"),
        ("A loan over a 5 year term", "exact"),
        ("The works are spread over 5 sites", "more_than"),
        ("The fund lends over 5 loans", "more_than"),
        ("The cost is spread over 5 years", "exact"),
        ("The film was shown to over 5 towns", "more_than"),
        ("It will be repaid over 5 instalments", "exact"),
        ("The band played over 5 concerts", "more_than"),
        ("The trail is spread over 5 miles", "more_than"),
        ("5 metres or so", "approx"),
        ("5 lorries or more", "at_least"),
        ("5 lorries or more than that", "exact"),
    ],
)
def test_bound(text: str, bound: str) -> None:
    (number,) = find_numbers(text)
    assert number.bound == bound
    assert text[number.start : number.end].lstrip("$") == "5"


@pytest.mark.parametrize(
    ("text", "said", "bound"),
    [
        ("The 80-plus lorries", "80-plus", "at_least"),
        ("some 80-odd lorries", "80-odd", "approx"),
        ("a $3bn-plus port", "$3bn-plus", "at_least"),
        ("an 80-strong choir", "80-strong", "exact"),
    ],
)
def test_joined_tail(text: str, said: str, bound: str) -> None:
    assert [(text[n.start : n.end], n.bound) for n in find_numbers(text)] == [(said, bound)]


def test_bound_of_no_compound() -> None:
    assert bound_of("under a 25-year deal", 8, 10) is None


def test_unit_after() -> None:
    assert unit_after("5 barrels a day", 1) == ("barrel", "day", 15)
    assert unit_after("5km/h", 1) == ("kilometre", "hour", 5)
    assert unit_after("5 workers", 1) is None
    assert unit_after("5 F-16s", 1) is None
    assert unit_after("5 kV/cm", 1) == ("kilovolt", "centimetre", 7)  # by quantulum3


@pytest.mark.parametrize(
    "piece",
    ["8", "8,", "7 ", "4'567", "2.345.", "1 234 ", "one ", "one hundred and ", "$", "1/2 ", "1-", "half a ", "USD "],
)
def test_linear(piece: str) -> None:
    assert is_linear(find_numbers, lambda count: piece * count, 5_000)


ALPHABET = st.sampled_from(
    [
        *"0123456789.,-–$€£%/ \n()k",
        "m",
        "bn",
        " and ",
        " to ",
        " half ",
        "one",
        "two",
        "third",
        " million",
        "½",
        "１",
        "a ",
        "per cent",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join) | st.text(max_size=60))
def test_any_text(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        last = number.end
        assert (number.value is None) == (number.low is not None)
        if number.low is not None and number.high is not None:
            assert number.low < number.high
