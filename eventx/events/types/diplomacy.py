"""Diplomacy: what states, parties and international bodies do with each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role, variants
from eventx.records import Actor, Event, Mention
from eventx.records.registry import register

_HELD = ("meet", "meet:gather", "visit", "talk", "talk:discuss", *variants({"visit": "talk call sent left bound"}))
_OF_PARTIES = variants({"sign": "agree together join mend coalition"}).union(
    _HELD, ("sign", "withdraw", "withdraw:from", "expel", "recognise")
)
"""What is told of somebody; talks of states are told without those who hold them, too."""
_WHERE_TO = ("hosts", "to", "in", "into")


@register
class Diplomacy(Event):
    """States and their people who meet, talk, sign, recognise, withdraw or expel."""

    frame: ClassVar[Frame] = Frame(
        priority=8,
        needs_number=False,
        lexicon="diplomacy",
        action="action",
        steps=frozenset({"meet", "talk"}),
        one_of=("parties", "topic"),
        roles={
            "parties": Role(
                "actors",
                ("subject", "between", "by", "object", "with", "possessor"),
                kinds=ANYBODY,
                words="public_of",
                among="public",
                needed=_OF_PARTIES,
                mutual=frozenset({"meet", "talk", "visit", "sign:agree", "sign:mend", "sign:coalition"}),
                first=frozenset({"visit", "visit:call", "visit:bound"}),
                when={
                    "visit": ("subject", "by", "possessor", "object", *_WHERE_TO, "for", "of", "modifier"),
                    "visit:sent": ("subject", "to", "object"),
                    "visit:left": ("subject", "hosts", "for", "to"),
                    "visit:bound": ("subject", *_WHERE_TO),
                    "visit:call": ("subject", "on", "in", "to", "of"),
                    "sign": ("subject", "between", "by", "with"),
                    "withdraw": ("subject", "by", "of", "with"),
                    **dict.fromkeys(("sign:agree", "sign:together", "sign:join"), ("subject",)),
                    "talk:discuss": ("subject", "between", "by", "with"),
                    "talk:to": ("subject", "to", "object", "with"),
                    "talk:round": ("subject", "between", "by", "with", "joined", "modifier", "compound"),
                    "expel": ("subject", "by", "from", "owner"),
                    "recognise": ("subject", "by", "object", "of", "with"),
                },
            ),
            "topic": Role(
                "mention",
                ("discussed", "on", "about", "over", "infinitive", "topical", "for"),
                series=True,
                content=True,
                when={
                    "talk:discuss": ("object", "on", "about", "over"),
                    "visit": ("discussed", "about", "over", "infinitive", "topical", "errand"),
                    "visit:left": ("about", "over"),
                    "talk:round": ("on", "about", "over", "infinitive", "aimed", "compound"),
                    **dict.fromkeys(("sign:agree", "sign:together"), ("on", "infinitive")),
                    "sign:join": ("object", "to", "for"),
                    "sign": ("on", "over", "object", "compound", "infinitive", "to"),
                    "withdraw": ("from", "object", "of", "on"),
                    "expel": ("object", "of"),
                },
            ),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {parties}, {topic}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "meet": ("CONSULT", None),
        "visit": ("CONSULT", "visit"),
        "talk": ("CONSULT", None),
        "sign": ("AGREE", None),
        "recognise": ("COOPERATE", None),
        "withdraw": ("SANCTION", "withdraw"),
        "expel": ("SANCTION", "expel"),
    }
    type: Literal["diplomacy"] = "diplomacy"
    action: Literal["meet", "visit", "talk", "sign", "recognise", "withdraw", "expel"] = "meet"
    parties: list[Actor] = Field(default_factory=list)
    topic: Mention | None = None
