"""Merging: pure functions on records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from spacy.language import Language

import eventx
from eventx.events.merging.agreement import agree
from eventx.events.merging.merge import merge
from eventx.events.merging.rank import rank
from eventx.events.types.acquisition import Acquisition
from eventx.events.types.casualties import Casualties
from eventx.events.types.operation import Operation
from eventx.events.types.result import Result
from eventx.events.types.trade import Trade
from eventx.records import Actor, Event, Mention, Period, Place, Quantity


def mention(text: str, start: int = 0) -> Mention:
    return Mention(start=start, end=start + len(text), text=text)


def number(value: str, bound: str = "exact", unit: str | None = "percent") -> Quantity:
    low, _, high = value.partition("-")
    values: dict[str, Any] = {"low": Decimal(low), "high": Decimal(high)} if high else {"value": Decimal(low)}
    return Quantity(bound="range" if high else bound, unit=unit, mention=mention(value), **values)  # type: ignore[arg-type]


def event(cls: type[Event], at: int, **fields: Any) -> Event:
    return cls(id=f"{at}", trigger=mention("x", at), mentions=[mention("x", at)], facts=[f"f{at}"], **fields)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (number("30", "approx"), number("29.8"), True),
        (number("30"), number("29.8"), True),
        (number("20", "more_than"), number("22"), True),
        (number("33.33", "more_than"), number("35"), True),
        (number("20"), number("22"), False),
        (number("20", "more_than"), number("40"), False),
        (number("20", "less_than"), number("22"), False),
        (number("1.05", unit="USD"), number("1.05", unit="EUR"), False),
        (number("1000000000", unit="USD"), number("1050000000", unit="USD"), False),
        (number("1000000000", "approx", unit="USD"), number("1050000000", unit="USD"), False),
        (number("5-10"), number("5-10"), True),
        (number("5-10"), number("5"), False),
        (number("0"), number("0"), True),
    ],
)
def test_agree(one: Quantity, two: Quantity, same: bool) -> None:
    assert agree(one, two) is same
    assert agree(two, one) is same


def test_points_are_so_many_basis_points() -> None:
    quarter, same = number("0.25", unit="percentage_point"), number("25", unit="basis_point")
    assert agree(quarter, same)
    assert agree(same, quarter)
    assert not agree(quarter, number("50", unit="basis_point"))
    (one,) = merge([event(Result, 0, metric=mention("rate"), change=q) for q in (quarter, same)], {})
    assert (one.change, one.also) == (quarter, [same])


@pytest.mark.parametrize(
    ("word", "rough", "fine", "same"),
    [
        ("a third", "33.33", "34", True),
        ("halves", "50", "48", True),
        ("almost double", "100", "93", True),
        ("a third", "33.33", "39", False),
        ("30%", "30", "32", False),
        ("fifteen percent", "15", "16", False),
    ],
)
def test_a_title_tells_a_change_in_a_rough_word(word: str, rough: str, fine: str, same: bool) -> None:
    told = Quantity(value=Decimal(rough), unit="percent", mention=mention(word))
    assert agree(told, number(fine), title=True) is same
    assert not agree(told, number(fine))


def test_what_slows_to_a_speed_moves_by_it() -> None:
    slows = event(Result, 0, metric=mention("growth"), value=number("3"), direction="down")
    grew = event(Result, 40, metric=mention("Peru's economy"), change=number("3.0"), direction="up")
    (one,) = merge([slows, grew], {}, [(0, 20)])
    assert (one.direction, one.change) == ("up", grew.change)
    assert len(merge([slows.model_copy(update={"metric": mention("sales")}), grew], {}, [(0, 20)])) == 2


def count(*events: Event) -> int:
    return len(merge(events, {}))


def test_same_party_measure_and_number_are_one() -> None:
    a = event(Result, 0, metric=mention("sales"), change=number("11"))
    b = event(Result, 90, metric=mention("sales of cars"), change=number("11"), value=number("412", unit="USD"))
    (one,) = merge([a, b], {})
    assert (len(one.mentions), one.facts, one.value) == (2, ["f0", "f90"], b.value)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"metric": mention("sales")}, {"metric": mention("profit")}),
        ({"basis": "year_on_year"}, {"basis": "month_on_month"}),
        ({"direction": "up"}, {"direction": "down"}),
        ({"modality": "negated"}, {"modality": "asserted"}),
        ({"modality": "hypothetical"}, {"modality": "asserted"}),
        ({"previous": number("4")}, {"previous": number("3")}),
        (
            {"period": Period(mention=mention("July"), start_date="2025-07-01")},
            {"period": Period(mention=mention("June"), start_date="2025-06-01")},
        ),
        (
            {"places": [Place(name="Oslo", country="NO", kind="city")]},
            {"places": [Place(name="Bergen", country="NO", kind="city")]},
        ),
    ],
)
def test_what_contradicts_is_apart(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert count(event(Result, 0, change=number("5"), **first), event(Result, 50, change=number("5"), **second)) == 2


def test_other_acts_on_things_named_alike_are_apart() -> None:
    opened = event(Operation, 0, action="open", what=mention("new port"))
    built = event(Operation, 60, action="build", what=mention("port", 70))
    title = [(0, 40)]
    assert len(merge([opened, built], {}, title)) == 2
    assert len(merge([opened, built.model_copy(update={"action": "open"})], {}, title)) == 1


def test_other_numbers_of_things_are_apart() -> None:
    seventy, more = (mention(f"{n} branches") for n in (70, 400))
    assert count(event(Operation, 0, action="open", what=seventy), event(Operation, 90, action="open", what=more)) == 2
    assert count(event(Operation, 0, action="open", what=seventy), event(Operation, 90, action="open")) == 1


def test_what_is_planned_for_a_party_and_done_to_it_near_by_is_one() -> None:
    kappa = Actor(mention=mention("Kappa"), name="Kappa", kind="organisation")
    planned = event(Acquisition, 0, action="buy", target=kappa, modality="hypothetical")
    assert count(planned, event(Acquisition, 200, action="buy", target=kappa)) == 1
    assert count(planned, event(Acquisition, 2000, action="buy", target=kappa)) == 2


def test_flows_and_numbers_are_apart() -> None:
    assert (
        count(event(Trade, 0, flow="export", change=number("5")), event(Trade, 50, flow="import", change=number("5")))
        == 2
    )
    assert (
        count(event(Trade, 0, flow="export", change=number("5")), event(Trade, 50, flow="export", change=number("6")))
        == 2
    )


def test_a_town_is_no_other_place_than_its_country() -> None:
    town, land = Place(name="Oslo", country="NO", kind="city"), Place(name="Norway", country="NO", kind="country")
    assert (
        count(event(Result, 0, change=number("5"), places=[town]), event(Result, 50, change=number("5"), places=[land]))
        == 1
    )


def test_the_tolls_of_one_cause_are_one() -> None:
    a = event(Casualties, 0, killed=number("14", unit="person"))
    assert count(a, event(Casualties, 40, injured=number("30", unit="person"))) == 1
    assert count(a, event(Casualties, 40, killed=number("30", unit="person"))) == 2
    assert count(a, event(Casualties, 4000, injured=number("30", unit="person"))) == 2
    assert count(a, event(Casualties, 40, injured=number("30", unit="person"), change=number("19"))) == 2


def test_a_level_and_its_change_told_after_it() -> None:
    a = event(Result, 0, metric=mention("jobless rate"), value=number("5"))
    assert (
        count(a, event(Result, 60, metric=mention("jobless rate"), change=number("0.2", unit="percentage_point"))) == 1
    )


def test_a_fall_by_percent_and_the_same_by_money() -> None:
    fell = event(Result, 0, metric=mention("shares in Kappa"), change=number("70"), direction="down")
    told = {"metric": mention("Kappa"), "direction": "down", "value": number("8", unit="USD")}
    (one,) = merge([fell, event(Result, 900, change=number("19", unit="USD"), **told)], {})
    assert [q.unit for q in one.also] == ["USD"]
    assert count(fell, event(Result, 900, change=number("2", unit="USD"), **told)) == 2


def test_a_rate_moves_by_points() -> None:
    rate = event(Result, 0, metric=mention("yield"), value=number("6.3"))
    assert count(rate, event(Result, 60, metric=mention("yield"), change=number("17"))) == 2


def test_rank() -> None:
    a, b, c = event(Result, 50), event(Result, 10), event(Result, 90)
    more = c.model_copy(update={"mentions": [*c.mentions, mention("x", 120)]})
    assert [e.rank for e in rank([a, b, more])] == [2, 1, 3]  # in the order of the text
    assert [e.rank for e in rank([a, b, more], [(0, 60)])] == [2, 1, 3]
    assert [e.rank for e in rank([a, b, more], [(0, 100)])] == [3, 2, 1]  # of the opening what is told most


@pytest.mark.parametrize(
    "text",
    [
        "The fire destroyed a warehouse. Two people died in the fire.",
        "The flood hit the town on Monday. Two people were killed in the flood.",
        "NORDBANK 2025 RESULTS\n\n    Loans 377.0 vs 350.1\n    Deposits 512.1 vs 490.3\n",
    ],
)
def test_a_text_without_places_or_months_is_read_whole(nlp: Language, text: str) -> None:
    assert eventx.extract(text, published="2026-02-10", nlp=nlp).notes == []
