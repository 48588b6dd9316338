"""A type of one's own, made by the recipe of CONTRIBUTING: what it says of itself, and what it takes from nobody."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import pytest
from spacy.language import Language

import eventx
from eventx.evaluate.facts import FactScore
from eventx.evaluate.gold import to_gold
from eventx.io.writers import make_writer
from eventx.records import Mention, Quantity, registry
from eventx.records.errors import ConfigError

RATE = "The average mortgage rate stands at 6.8%."
TEXT = f"{RATE} Fitch cut its rating of Peru from A to BBB. It was 30°C in Oslo. Exports rose 5% to $3 billion in May."


class Own(eventx.Fact):
    """A base that takes every number that it is given."""

    type: str = "own"
    amount: Quantity

    @classmethod
    def propose(cls, analysis: eventx.Analysis, claims: eventx.Claims) -> Iterator[eventx.Proposal]:
        for number in claims.free():
            amount = analysis.quantity(number)
            sentence = analysis.sentence(number.start)
            record = cls(span=amount.mention, sentence=sentence, rule="own.number", amount=amount)
            yield eventx.Proposal(record, takes=((number.start, number.end),))


class Rating(eventx.Fact):
    """A credit rating."""

    scored: ClassVar[tuple[str, ...]] = ("grade", "before")
    reads: ClassVar[str] = "{grade} from {before}, {agency|unknown}"
    type: Literal["rating"] = "rating"
    grade: Mention
    before: Mention | None = None
    agency: Mention | None = None

    @classmethod
    def propose(cls, analysis: eventx.Analysis, claims: eventx.Claims) -> Iterator[eventx.Proposal]:
        for found in re.finditer(r"from (A) to (BBB)", analysis.text):
            before, grade = (analysis.mention(*found.span(group)) for group in (1, 2))
            sentence = analysis.sentence(grade.start)
            yield eventx.Proposal(cls(span=grade, sentence=sentence, rule="rating.to", grade=grade, before=before))


@pytest.fixture
def types() -> Iterator[None]:
    registry.types("facts")
    before = dict(registry._TYPES["facts"])
    yield
    registry._TYPES["facts"].clear()
    registry._TYPES["facts"].update(before)


@pytest.mark.usefixtures("types")
@pytest.mark.parametrize("said", [{}, {"after": ()}, {"leads": None}, {"leads": None, "after": ()}])
def test_a_type_takes_no_event_away(nlp: Language, said: dict[str, Any]) -> None:
    before = eventx.extract(TEXT, nlp=nlp)
    assert [event.type for event in before.events if event.trigger.text == "stands"] == ["result"]
    eventx.register(type("Mine", (Own,), {"__module__": __name__, "__annotations__": {}, **said}))
    after = eventx.extract(TEXT, nlp=nlp)  # by the same pipeline
    assert [fact.amount.value for fact in after.facts if fact.type == "own"] == [30]
    assert after.events == before.events


@pytest.mark.usefixtures("types")
def test_a_type_may_lead_events_as_another(nlp: Language) -> None:
    class Level(Own):
        leads: ClassVar[str | None] = "money"
        after: ClassVar[tuple[str, ...]] = ()
        type: Literal["own"] = "own"
        what: Mention | None = None

    eventx.register(Level)
    text = "Revenue was 7,000 crowns in May, and costs were $3 million."
    found = eventx.extract(text, nlp=nlp)
    assert {fact.type for fact in found.facts if hasattr(fact, "amount")} == {"own"}
    assert {name.split("-")[0] for event in found.events for name in event.facts} <= {"own"}


@pytest.mark.usefixtures("types")
def test_a_type_says_how_it_reads_and_how_it_is_scored(nlp: Language) -> None:
    eventx.register(Rating)
    found = eventx.extract(TEXT, nlp=nlp)
    stream = io.StringIO()
    make_writer("table", stream).write(found)
    assert re.search(r"^rating +BBB from A, unknown$", stream.getvalue(), re.MULTILINE)
    score = FactScore()
    (told,) = [
        gold for fact in found.model_dump(mode="json")["facts"] if (gold := to_gold(fact)) and gold["type"] == "rating"
    ]
    assert (told["grade"], told["before"], told["agency"]) == ("BBB", "A", None)
    score.add("x", [told | {"before": "AA"}], [told])
    assert (score.figures()["rating.f1"], score.figures()["rating.whole"]) == (100, 0)


@pytest.mark.usefixtures("types")
def test_what_a_type_says_must_fit() -> None:
    class Bad(Rating):
        reads: ClassVar[str] = "{score}"

    with pytest.warns(UserWarning, match="shadows"):

        class Worse(Own):
            leads: str = "a field"  # type: ignore[misc]

    with pytest.raises(ConfigError, match=r"Bad\.reads: no field 'score'; there are type"):
        eventx.register(Bad)
    with pytest.raises(ConfigError, match=r"Worse\.leads: eventx asks a type for this"):
        eventx.register(Worse)
