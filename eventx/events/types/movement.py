"""Movement: people who cross or come, not as workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from eventx.events.frames.frame import Frame, Role
from eventx.records import Event, Mention, Place, Quantity
from eventx.records.registry import register

_GOING = (
    "flee:abroad", "flee:bare", "flee:home", "flee:left", "arrive:bare", "arrive:ashore", "deploy:posted",
    "return:gone", "return:home", "return:land", "return:exile", "leave:gone",
)  # fmt: skip
"""What is told without a number of who does it."""


@register
class Movement(Event):
    """Tourists, migrants, refugees, soldiers: who come, go, are moved or stopped."""

    frame: ClassVar[Frame] = Frame(
        priority=40,
        lexicon="movement",
        leads=("headcount", "change"),
        action="action",
        roles={
            "people": Role("quantity", ("level",), unit="person"),
            "who": Role(
                "mention", ("fact.who", "fact.metric"), words="whoever", carry=True,
                when=dict.fromkeys(_GOING, ("subject",))
                | dict.fromkeys(("deploy:bare", "deploy:scrambled", "return:bare"), ("object",))
                | dict.fromkeys(("move:bare", "stop:bare"), ("object",)),
            ),
            "origin": Role(
                "place", ("from", "fact.origin", "modifier"),
                when={"deploy": ("from", "subject", "fact.origin", "modifier"), "arrive:sent": ("from", "subject")}
                | {"return": ("from", "fact.origin", "fled"), "return:gone": ("from", "fled", "of")}
                | {"leave:gone": ("from", "fled", "of"), "arrive": ("from", "fact.origin", "attribute")}
                | {"flee": ("from", "fact.origin", "fled", "modifier"), "host": ("from", "fact.origin", "attribute")},
                needed=frozenset({"arrive:sent"}),
            ),
            "destination": Role(
                "place", ("to", "into", "fact.destination", "in", "at", "sentence"), carry=True,
                needed=frozenset({"arrive:entered", "arrive:gone", "host:remain"}),
                home="coming",
                when={
                    "arrive": ("to", "into", "fact.destination", "in", "at", "possessor", "sentence"),
                    "arrive:gone": ("to", "into"),
                    "arrive:received": ("to", "into", "fact.destination", "subject", "in", "at"),
                    "host": ("to", "into", "fact.destination", "possessor", "subject", "in", "at", "sentence"),
                    "host:remain": ("in", "at", "fact.destination"),
                    "return": ("to", "into", "noun", "modifier", "subject", "fact.destination"),
                    **dict.fromkeys(("move", "return:gone"), ("to", "into")),
                    "leave:gone": ("to", "into", "for"),
                    "move:home": ("to", "into", "noun", "modifier"),
                },
            ),
        },
    )  # fmt: skip

    reads: ClassVar[str] = "{action}, {people} {who}, from {origin} to {destination}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "deploy": ("MOBILIZE", "troops"),
        "return": ("RETREAT", "withdraw"),
        "move": ("COERCE", "deport"),
    }
    type: Literal["movement"] = "movement"
    action: Literal["arrive", "leave", "flee", "return", "deploy", "move", "stop", "host"] = "arrive"
    people: Quantity | None = None
    who: Mention | None = None
    origin: list[Place] = Field(default_factory=list)
    destination: list[Place] = Field(default_factory=list)
