"""Result: a reading of any other measure, economic, financial or social."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import Frame, Role
from eventx.records import Actor, Event, Mention, Quantity
from eventx.records.registry import register

_POLLED = ("reading:votes", "reading:polled")
"""Shares of a vote: "got 52% of the vote", "was elected with 52%", "polled 22% in the first round"."""
_SPOTS = frozenset({"city", "region", "other"})


@register
class Result(Event):
    """A measure and where it stands."""

    frame: ClassVar[Frame] = Frame(
        priority=60,
        lexicon="result",
        leads=("change", "money", "share", "headcount", "measure"),
        always=frozenset({"change", "money"}),
        roles={
            "subject": Role(
                "actor", (
                    "owner", "valued", "foreseen", "possessor", "compound", "opener", "noun", "holder", "subject", "at",
                ),
                when={
                    "reading:caused": ("owner", "at", "in"),
                    "reading:traded": ("owner",),
                    "reading:blamed": ("subject",),
                    **dict.fromkeys(_POLLED, ("owner", "possessor", "indirect", "subject", "object")),
                },
                sayer=False, carry=True, barred="market", personal="personal",
                kinds=frozenset({"organisation", "country"}),
            ),
            "metric": Role(
                "mention", ("gauged", "fact.metric", "fact.what", "fact.of", "fact.who", "cue", "subject", "verb"),
                when={
                    "reading:caused": ("object", "on"),
                    "reading:had": ("in", "of"),
                    "reading:seen": ("object",),
                    "reading:beat": ("object",),
                    "reading:kept": ("subject", "cue"),
                    **dict.fromkeys(("reading:wares", "reading:tickets"), ("counted",)),
                    "reading:handled": ("of", "counted"),
                    "reading:traded": ("object", "into", "to", "of", "from"),
                    "reading:blamed": ("for", "on"),
                    "reading:polled": ("fact.of", "verb"),
                },
                needed=True, things=True,
            ),
            "value": Role("quantity", ("level",)),
            "places": Role("place", ("possessor", "in", "at", "through", "from"), barred="firms_own", kinds=_SPOTS),
        },
    )  # fmt: skip

    type: Literal["result"] = "result"
    subject: Actor | None = None
    metric: Mention | None = None
    value: Quantity | None = None
