"""Texts at the edges of the grammar: each of them has broken something once."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError
from spacy.language import Language

import eventx
from eventx.batch.sinks import make_sink
from eventx.io.readers.text import decode
from eventx.records import Mention, Period, Quantity

MENTION = Mention(start=0, end=1, text="x")


@pytest.mark.parametrize(
    "text",
    [
        "Fed announces rate cut of 0.5%",
        "999999999999999999999999999999 two",
        "1,000,000,000,000,000,000,000,000,000,000 month to March 2026",
        "Z\t6.2.2026",
        "hundred one alf half a tonne, 6 more than in",
    ],
)
def test_no_rule_raises(nlp: Language, text: str) -> None:
    assert eventx.extract(text, nlp=nlp).notes == []


def test_a_number_of_thirty_digits_is_exact(nlp: Language) -> None:
    (fact, *_) = eventx.extract("999999999999999999999999999999 two", nlp=nlp).facts
    assert fact.amount.value == Decimal("9" * 30)


def test_records_on_one_number_have_ids_of_their_own_in_every_sink(nlp: Language, tmp_path: Any) -> None:
    found = eventx.extract("raise % --2%,P; sales rose 5% and costs, too, rose 5%.", nlp=nlp)
    records = [*found.facts, *found.events]
    assert len({record.id for record in records}) == len(records) > 2
    (tmp_path / "lines").write_text(found.model_dump_json() + "\n")
    make_sink("sqlite", tmp_path).add(1, tmp_path / "lines")


@pytest.mark.parametrize(
    "facts",
    [
        [5], 5, [{}], [{"type": 5}], [{"type": "none"}], [{"type": "money"}],
    ],
)  # fmt: skip
def test_json_that_holds_no_record_is_refused(facts: Any) -> None:
    with pytest.raises(ValidationError):
        eventx.Extraction.model_validate_json(json.dumps({"article": {"text_sha256": ""}, "facts": facts}))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Period, {"start_date": "2025-02-01", "end_date": "2025-01-31"}),
        (Period, {"start_date": "1 May"}),
        (Quantity, {"low": 2, "high": 1}),
        (Quantity, {"value": 2, "low": 1}),
        (Quantity, {"value": "NaN"}),
    ],
)
def test_a_record_that_cannot_be_is_refused(kind: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        kind(mention=MENTION, **fields)


def test_ids_are_unique_and_name_what_is_there(nlp: Language) -> None:
    found = eventx.extract('"Sales rose 5% to $3 million," said Ann Bell.', nlp=nlp).model_dump(mode="json")
    eventx.Extraction.model_validate(found)
    statement = next(fact for fact in found["facts"] if fact["type"] == "statement")
    with pytest.raises(ValidationError, match="same id"):
        eventx.Extraction.model_validate(found | {"facts": [*found["facts"], statement]})
    with pytest.raises(ValidationError, match="no fact has the id"):
        eventx.Extraction.model_validate(
            found | {"facts": found["facts"] + [statement | {"id": "s", "attributed_to": "statement-1-2"}]}
        )
    money = [fact for fact in found["facts"] if fact["type"] == "money"]
    assert eventx.Extraction.model_validate(found | {"facts": money, "events": []}).facts


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("He paid $55.8\nmillion for it.", 55_800_000, "USD"),
        ("Exports rose by 12\npercent in May.", 12, "percent"),
        ("Exports rose by 12\r\n  per cent in May.", 12, "percent"),
        ("It costs 5 million\neuros.", 5_000_000, "EUR"),
        ("It costs $\n5 million.", 5_000_000, "USD"),
        ("It costs $55.8 <b>million</b> in all.", 55_800_000, "USD"),
        ("It costs Â£55.8m in all.", 55_800_000, "GBP"),
        ("It costs $<b>55.8</b>&nbsp;million.", 55_800_000, "USD"),
        ("Exports rose by 12<br/>percent in May.", 12, "percent"),
        ("Exports rose by ١٢٫٥٪ in May.", Decimal("12.5"), "percent"),
    ],
)
def test_an_amount_that_a_line_end_or_markup_breaks_is_whole(
    nlp: Language, text: str, value: Decimal, unit: str
) -> None:
    amounts = [fact.amount for fact in eventx.extract(text, nlp=nlp).facts if hasattr(fact, "amount")]
    assert [(amount.value, amount.unit) for amount in amounts] == [(value, unit)]
    assert amounts[0].mention.text in text


def test_numbers_of_two_lines_or_cells_stay_apart(nlp: Language) -> None:
    found = eventx.extract("Homes: 5\n6 million\n<td>7</td><td>8</td>", nlp=nlp)
    assert [fact.amount.value for fact in found.facts if hasattr(fact, "amount")] == [5, 6_000_000, 7, 8]


def test_what_is_no_article_goes_to_on_error(nlp: Language) -> None:
    failed: list[Any] = []
    articles: list[Any] = [5, "Sales rose 5%.", None]
    found = list(eventx.extract_many(articles, nlp=nlp, on_error=lambda given, _: failed.append(given)))
    assert (len(found), failed) == (1, [5, None])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("売上高は前年同期比5%増の3兆円となった。", "shift_jis"),
        ("中国对朝鲜出口同比增长百分之五，达到3亿美元。", "gb18030"),
        ("Продажи выросли на 5% в мае.", "koi8-r"),
    ],
)
def test_another_script_in_the_wrong_encoding_is_not_english(nlp: Language, text: str, encoding: str) -> None:
    held, note = decode((text * 20).encode(encoding))
    assert note
    assert "not English" in eventx.extract(held, nlp=nlp).notes[0]


def test_a_sentence_said_again_and_again_stays_english(nlp: Language) -> None:
    assert len(eventx.extract("Exports rose 5%. " * 60, nlp=nlp).facts) == 60


@pytest.mark.parametrize("text", ["Sales rose 1\u200b2% in May.", "Sales rose 12\x00% in May."])
def test_a_sign_without_width_breaks_no_number(nlp: Language, text: str) -> None:
    (change,) = eventx.extract(text, nlp=nlp).of(eventx.Change)
    assert (change.amount.value, change.amount.unit) == (12, "percent")


def test_since_a_day_after_publication_has_no_end(nlp: Language) -> None:
    found = eventx.extract("Two traders since December 2024.", published="2000-01-01", nlp=nlp)
    periods = [fact.period for fact in found.facts if getattr(fact, "period", None)]
    assert periods
    assert all(period.end_date is None for period in periods)
