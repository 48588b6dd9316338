"""Workforce: workers, jobs and posts: sent, hired, laid off, employed, on strike."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from eventx.events.frames.frame import Frame, Role
from eventx.records import Actor, Event, Mention, Place, Quantity
from eventx.records.registry import register


@register
class Workforce(Event):
    """Workers who are sent, hired, laid off, employed, strike or resign."""

    frame: ClassVar[Frame] = Frame(
        priority=30,
        lexicon="workforce",
        leads=("headcount", "change", "share"),
        action="action",
        default="employ",
        roles={
            "workers": Role("quantity", ("level",), unit="person"),
            "who": Role(
                "mention", ("fact.who", "fact.metric", "fact.of"), words="whoever", carry=True,
                when=dict.fromkeys(("lay_off:bare", "lay_off:people", "hire:bare", "hire:people"), ("object",))
                | dict.fromkeys(("strike:bare", "strike:people"), ("subject", "patient"))
                | {"strike:noun": ("subject", "by", "possessor", "compound")},
            ),
            "employer": Role(
                "actor", ("subject", "by", "possessor", "haver", "seat", "of"),
                when={"strike": ("seat", "at", "of", "compound"), "strike:noun": ("at", "against"), "send": ()}
                | dict.fromkeys(("strike:bare", "strike:people"), ("seat", "at", "of", "firm"))
                | {"lay_off:noun": ("at", "by", "subject", "possessor", "of"), "resign": ("from", "of")}
                | {"resign:left": ("object", "from", "of"), "resign:lost": ("subject",)}
                | {"send:own": ("subject", "by"), "employ": ("haver", "subject", "possessor", "seat", "of")},
                carry=True, described=True, sayer=False, things=True,
                kinds=frozenset({"organisation", "person"}),
            ),
            "origin": Role(
                "place", ("fact.origin", "from", "modifier"),
                when={"strike": (), "send": ("fact.origin", "from", "modifier", "noun")},
            ),
            "destination": Role(
                "place", ("fact.destination", "to", "into"), when={"hire": (), "lay_off": ("to",)},
                only=frozenset({"send", "hire", "lay_off"}),
            ),
            "places": Role(
                "place", ("fact.destination", "in", "at", "near", "sentence"),
                when={"strike": ("fact.destination", "in", "at", "near", "sentence", "modifier")},
            ),
        },
    )  # fmt: skip

    reads: ClassVar[str] = "{action}, {employer}, {workers} {who}, from {origin} to {destination}"
    type: Literal["workforce"] = "workforce"
    action: Literal["send", "hire", "lay_off", "employ", "strike", "resign"] = "employ"
    workers: Quantity | None = None
    who: Mention | None = None
    employer: Actor | None = None
    origin: list[Place] = Field(default_factory=list)
    destination: list[Place] = Field(default_factory=list)
