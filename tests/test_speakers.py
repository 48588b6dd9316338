"""Speakers: whom a pronoun or a description means, by the weights that were trained for it."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from spacy.language import Language

from eventx.facts.statement.calls import MEANT, Call
from eventx.facts.statement.meant import find_candidates, find_meant
from eventx.facts.statement.signs import ITSELF
from eventx.lexicons.weights import load_weights
from eventx.records import Actor


def speakers(nlp: Language, text: str) -> list[str | None]:
    """Return who speaks in each statement of a text."""
    return [s.speaker.name if s.speaker else None for s in nlp(text)._.eventx.of("statement")]


def test_every_sort_of_call_has_weights_and_no_other() -> None:
    tables = load_weights("facts/statement/meant")
    assert set(tables) == set(MEANT)
    assert all(isinstance(weight, int) for table in tables.values() for weight in table.values())


def test_no_weight_is_of_a_name() -> None:
    features = {f for table in load_weights("facts/statement/meant").values() for f in table}
    assert all(f == f.lower() for f in features)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ada Obi met Jan Berg. Berg said it rained. He said it would stop.", "Jan Berg"),
        ("Ada Obi met Jan Berg. Obi said it rained. She said it would stop.", "Ada Obi"),
        ("A bank official said rates would rise. He said it was time.", "He"),
        ("Traders said oats fell. They said the barns were full.", "They"),
        ("Kvern Mills Ltd said it would close. The company said 40 would go.", "Kvern Mills Ltd"),
        ("The company said it had sold Kvern Mills Ltd to a rival.", "company"),
        ("Moody's said sales would fall.", "Moody's"),
        ("Kai Moody's firm grew. Moody said sales would fall.", "Kai Moody"),
    ],
)
def test_who_is_meant_is_told_by_the_fullest_name(nlp: Language, text: str, told: str) -> None:
    assert speakers(nlp, text)[-1] == told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("His uncle said the boat had sunk.", "person"),
        ("Her Danish counterpart said the treaty was void.", "person"),
        ("Its rival said it would bid.", None),
        ("The couple said they would move.", "group"),
        ("The opposition said the count was false.", "group"),
        ("Most said they would vote.", "group"),
        ("Two in five said they would vote.", "group"),
        ("One of the divers said the hull was torn.", "person"),
        ("Two divers came up. One said the hull was torn.", "person"),
        ("Two studies came out. One said the hull was torn.", None),
        ("Socialists said the tax was too low.", "group"),
        ("State television said the bridge was down.", "organisation"),
        ("Tulsa said it had sold the pitcher.", "organisation"),
        ("Downing Street said the talks would go on.", "organisation"),
        ("Jakarta said the talks would go on.", "country"),
        ("Whitby, 52, said she was tired.", "person"),
        ("Hollis told the jury he was asleep.", "person"),
        ("Hollis told the court it would pay.", "organisation"),
    ],
)
def test_kinds_of_those_who_speak(nlp: Language, text: str, kind: str | None) -> None:
    speaker = nlp(text)._.eventx.of("statement")[0].speaker
    assert speaker is not None
    assert speaker.kind == kind


def test_nobody_is_his_own_aide(nlp: Language) -> None:
    assert speakers(nlp, "Jan Lund slept. Lund's aide said it rained.") == ["Lund's aide"]


def test_candidates_are_few_and_end_with_the_call_itself(nlp: Language) -> None:
    seen: list[Any] = []

    def watch(call: Call) -> Actor | None:
        seen.append(find_candidates(call))
        return find_meant(call)

    letters = [chr(97 + n % 26) for n in range(60)]
    text = " ".join(f"Ada Obi{x} met Jan Berg{x} of Kvern{n} Ltd. He said it rained." for n, x in enumerate(letters))
    with patch("eventx.facts.statement.speakers.find_meant", watch):
        nlp(text)
    assert seen
    assert max(map(len, seen)) < 40
    assert all([c.kind for c in some].index(ITSELF) == len(some) - 1 for some in seen)
