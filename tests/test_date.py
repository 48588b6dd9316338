"""Times: the table of examples, what stays open without a day of publication, and what holds on any text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from tables import read_lines

from eventx.normalize.calendar import Cell, easter, holiday, move
from eventx.normalize.date import find_times
from eventx.pipeline import make_doc
from eventx.pipeline.components import analysis_of

import eventx  # isort: skip

LINES = read_lines("time")
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
PUBLISHED = date(2025, 8, 15)


@pytest.mark.parametrize("line", LINES)
def test_examples(nlp: Language, line: str) -> None:
    text = MARK.sub(r"\1", line)
    doc = nlp(make_doc(nlp, eventx.Article(text=text, published="2025-08-15")))
    found = [(text[t.start : t.end], t) for t in analysis_of(doc).times]
    wanted = [(m[1], m[2].split()) for m in MARK.finditer(line)]
    assert [(mention.removeprefix("the "), t.timex_type, t.timex) for mention, t in found] == [
        (mention.removeprefix("the "), kind, value) for mention, (kind, value, *_) in wanted
    ]
    for (_, t), (_, (_, _, *days)) in zip(found, wanted, strict=True):
        if days:
            assert f"{t.start_date or '-'}/{t.end_date or '-'}" == days[0]


def test_relative_times_stay_open_without_a_day_of_publication() -> None:
    found = find_times("Sales fell last month, on Thursday, in May and two days ago, but rose in 2024.")
    assert [(t.timex, t.start_date) for t in found] == [
        (None, None),
        ("XXXX-WXX-4", None),
        ("XXXX-05", None),
        (None, None),
        ("2024", "2024-01-01"),
    ]


def test_ranges_without_a_year_take_the_one_said() -> None:
    (found,) = find_times("between 10 January and 31 January 2026")
    assert (found.start_date, found.end_date) == ("2026-01-10", "2026-01-31")


def test_calendar() -> None:
    assert Cell.holding("week", PUBLISHED).timex == "2025-W33"
    assert Cell.holding("quarter", PUBLISHED).shift(-3).timex == "2024-Q4"
    assert (Cell.holding("half", PUBLISHED).first, Cell.holding("half", PUBLISHED).last) == (
        date(2025, 7, 1),
        date(2025, 12, 31),
    )
    assert easter(2024) == date(2024, 3, 31)
    assert holiday("11 4 4", 2024) == date(2024, 11, 28)
    assert holiday("5 1 -1", 2025) == date(2025, 5, 26)
    assert move(date(2024, 2, 29), "year", -1) == date(2023, 2, 28)


PIECES = """
the last next first three 2 31 2025 of to and between from may march monday friday week year years quarter
half month ago earlier christmas a. 9999 0 1/2 - – 3:00 p.m. early since mid winter decade ended 19th hundred
nineteen two thousand % 1st
"""
WORDS = st.sampled_from(PIECES.split())
ANY = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


@given(
    st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)),
    st.sampled_from([None, PUBLISHED, date.min, date.max]),
)
@settings(max_examples=200, deadline=None)
def test_any_text(text: str, published: date | None) -> None:
    end = 0
    for t in find_times(text, published):
        assert end <= t.start < t.end <= len(text)
        end = t.end
        assert not (t.start_date and t.end_date) or t.start_date <= t.end_date


@pytest.mark.parametrize(
    "text", ["on Fr\u0131day", "last wee\u212a", "Tue\u017fday", "\u0661\u0669 July 2025", "\u0130n May"]
)
def test_letters_that_look_like_others(text: str) -> None:
    assert find_times(text, PUBLISHED)


@pytest.mark.parametrize(
    "piece", ["the first ", "last year of ", "in May ", "1-", "between 2 and ", "a day ", "three months to "]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def growing(count: int) -> str:
        return piece * (count // len(piece))

    assert is_linear(lambda text: find_times(text, PUBLISHED), growing, 10_000)
