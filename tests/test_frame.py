"""Frames: a wrong one is an error where the class stands; a right one finds events of a user's own type."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
from spacy.language import Language

import eventx
from eventx.events.frames.frame import Frame, Role, Trigger
from eventx.records import Actor, Event, Mention, Place, Quantity, registry
from eventx.records.errors import ConfigError

PAGE = Path(__file__).parent.parent / "docs" / "add-an-event-type.md"


def make(**roles: Role) -> type[Event]:
    class Deal(Event):
        frame: ClassVar[Frame] = Frame(leads=("money",), roles=roles)

        type: Literal["deal"] = "deal"
        buyer: Actor | None = None
        where: list[Place] = []  # noqa: RUF012
        site: Place | None = None
        value: Quantity | None = None
        target: Mention | None = None

    return Deal


def test_a_frame_that_fits_is_no_error() -> None:
    assert make(buyer=Role("actor", ("subject",)), where=Role("place", ("in",)), value=Role("quantity", ("level",)))


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ({"seller": Role("actor", ("subject",))}, "Deal.frame: role 'seller' is no field"),
        ({"buyer": Role("person", ("subject",))}, "Deal.buyer: unknown filler type 'person'"),  # type: ignore[arg-type]
        ({"buyer": Role("place", ("subject",))}, "Deal.buyer: the filler 'place' makes a list of Place"),
        ({"site": Role("place", ("in",))}, "Deal.site: the filler 'place' makes a list of Place, which does not fit"),
        ({"buyer": Role("actor", ("subjekt",))}, "Deal.buyer: unknown position 'subjekt'"),
        ({"buyer": Role("actor", when={"buy": ("nowhere",)})}, "Deal.buyer: unknown position 'nowhere'"),
        ({"buyer": Role("actor", ("subject",), kinds=frozenset({"persons"}))}, "Deal.buyer: unknown kinds persons"),
    ],
)
def test_a_wrong_frame_names_class_and_field(role: dict[str, Role], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        make(**role)


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ({"price": Role("quantity", ("level",))}, "Sale.price: an article may not tell it; give the field a default"),
        ({}, "Sale.price: nothing fills it; make it the frame's action, a role, or give it a default"),
    ],
)
def test_a_field_without_a_default_must_be_filled(roles: dict[str, Role], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):

        class Sale(Event):
            frame: ClassVar[Frame] = Frame(leads=("money",), roles=roles)

            type: Literal["sale"] = "sale"
            price: Quantity


def test_the_action_must_be_a_field() -> None:
    with pytest.raises(ConfigError, match="'act' is no field"):

        class Deed(Event):
            frame: ClassVar[Frame] = Frame(leads=("money",), roles={}, action="act")

            type: Literal["deed"] = "deed"


def test_the_actions_must_be_those_of_the_field() -> None:
    with pytest.raises(ConfigError, match=re.escape("Theft.how: the frame has lift, the field only grab, take")):

        class Theft(Event):
            frame: ClassVar[Frame] = Frame(
                leads=("money",),
                roles={},
                action="how",
                triggers={"take": Trigger(("steal",)), "lift": Trigger(("lift",))},
            )

            type: Literal["theft"] = "theft"
            how: Literal["take", "grab"] = "take"


def test_words_of_code_and_lexicon() -> None:
    words = Frame(
        leads=(), roles={}, lexicon="trade", triggers={"barter": Trigger(verbs=("barter",))}, unless=("stamp",)
    ).words
    assert words.verbs["barter"] == "barter"
    assert words.nouns["import"] == "import"
    assert words.has("unless", ["stamp"])
    assert words.has("unless", ["tariff"])
    assert not words.has("nothing", ["stamp"])


def test_the_type_of_the_page_comes_out_of_the_pipeline(nlp: Language, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks[0].splitlines()) < 30
    scope: dict[str, Any] = {"__name__": PAGE.stem}
    try:
        for block in blocks:
            exec(compile(block, str(PAGE), "exec", dont_inherit=True), scope)
        for printed in capsys.readouterr().out.splitlines():
            assert f"`{printed}`" in PAGE.read_text(encoding="utf-8")
        assert "court_ruling" in str(eventx.schema())
        text = "Exports rose 5% to $3 million. A judge banned the club for two years."
        doc = eventx.load(events=["court_ruling"])(nlp.make_doc(text))
        (ruling,) = doc._.eventx.events
        assert (ruling.type, ruling.ruling, ruling.party.name) == ("court_ruling", "ban", "club")
    finally:
        for name in ("court_ruling", "meeting"):
            registry._TYPES["events"].pop(name, None)


def test_the_verb_of_a_type_without_a_list_of_telling_verbs_fills_its_role() -> None:
    class Payment(Event):
        frame: ClassVar[Frame] = Frame(
            leads=("money",),
            priority=1,
            triggers={"pay": Trigger(verbs=("haggle",))},
            roles={"how": Role("mention", ("verb",))},
        )

        type: Literal["payment"] = "payment"
        how: Mention | None = None

    try:
        registry.register(Payment)
        doc = eventx.load(events=["payment"])("The buyers haggled over $3 million.")
        assert [event.how.text for event in doc._.eventx.events] == ["haggled"]
    finally:
        registry._TYPES["events"].pop("payment", None)


class Meeting(Event):
    """A type without numbers."""

    frame: ClassVar[Frame] = Frame(
        needs_number=False,
        action="act",
        triggers={
            "meet": Trigger(verbs=("meet", "sit_down"), nouns=("meeting",)),
            "buy": Trigger(verbs=("acquire", "take_over"), nouns=("acquisition",)),
        },
        roles={
            "host": Role("actor", ("subject", "by")),
            "guest": Role("actor", ("object", "with", "of")),
            "places": Role("place", ("in", "at")),
        },
    )

    type: Literal["meeting"] = "meeting"
    act: Literal["meet", "buy"] = "meet"
    host: Actor | None = None
    guest: Actor | None = None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Foreign Minister Wang Yi met Swedish officials in Stockholm.", "meet Wang Yi, Swedish officials, asserted"),
        ("Wang Yi will meet Swedish officials next week.", "meet Wang Yi, Swedish officials, forecast"),
        ("Wang Yi did not meet the rebels.", "meet Wang Yi, rebels, negated"),
        ("Acme Corp may acquire Beta Ltd soon.", "buy Acme Corp, Beta Ltd, hypothetical"),
        (
            "The acquisition of Gamma Inc by Delta Group was announced on Tuesday.",
            "buy Delta Group, Gamma Inc, asserted",
        ),
        ("Meetings are long.", None),
    ],
)
def test_a_trigger_alone_tells_an_event(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, text: str, told: str | None
) -> None:
    registry.types("events")
    monkeypatch.setitem(registry._TYPES["events"], "meeting", Meeting)
    events = eventx.extract(text, nlp=nlp).of(Meeting)
    said = [f"{e.act} {e.host and e.host.name}, {e.guest and e.guest.name}, {e.modality}" for e in events]
    assert said == ([told] if told else [])
    assert all(event.facts == [] for event in events)


def test_it_is_told_twice_and_leaves_the_others_alone(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Exports rose 5% to $3 billion. Wang Yi met Jan Olo. Japan pledged $40 million. In Oslo, Wang Yi met Jan Olo."
    )
    before = eventx.extract(text, nlp=nlp).events
    registry.types("events")
    monkeypatch.setitem(registry._TYPES["events"], "meeting", Meeting)
    after = eventx.extract(text, nlp=nlp)
    (event,) = after.of(Meeting)
    assert [mention.text for mention in event.mentions] == ["met", "met"]
    assert [place.name for place in event.places] == ["Oslo"]
    placed = {"rank": 0, "confidence": 0.5}  # of one among more events
    others = [e.model_copy(update=placed) for e in after.events if e.type != "meeting"]
    assert others == [e.model_copy(update=placed) for e in before]
    assert eventx.Extraction.model_validate_json(after.model_dump_json()) == after


def test_without_number_and_trigger_there_is_no_event() -> None:
    with pytest.raises(ConfigError, match=r"Empty\.frame: an event that needs no number needs triggers"):

        class Empty(Event):
            frame: ClassVar[Frame] = Frame(needs_number=False)


def test_an_inflected_verb_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"Ruling\.frame: the verb 'jailed' is inflected"):

        class Ruling(Event):
            frame: ClassVar[Frame] = Frame(needs_number=False, triggers={"jail": Trigger(verbs=("jailed",))})
            type: Literal["ruling"] = "ruling"
