"""Pledge: money that passes, or shall pass, to a receiver or a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, Frame, Role
from eventx.records import Actor, Event, Mention, Quantity
from eventx.records.registry import register

_TURNED = ("give:turned", "invest:turned", "lend:turned")
_BLOCKED = ("give:blocked", "lend:blocked")


@register
class Pledge(Event):
    """Aid, grants, loans, investments, budget lines."""

    frame: ClassVar[Frame] = Frame(
        priority=20,
        lexicon="pledge",
        leads=("money", "change"),
        action="action",
        per=False,
        money=True,
        least=100,  # what is less is a price
        signs={"for": "pledge", "indirect": "give"},
        roles={
            "amount": Role("quantity", ("level", "fact.amount")),
            "giver": Role(
                "actor",
                ("from", "subject", "possessor", "modifier", "by"),
                kinds=ANYBODY,
                when=dict.fromkeys(_TURNED, ("from", "by", "object"))
                | dict.fromkeys(_BLOCKED, ("from",))
                | {"spend": ("subject", "possessor", "modifier", "by", "from")},  # "spent $4 on goods from Kappa"
                carry=True,
                described=True,
            ),
            "receiver": Role(
                "actor",
                ("indirect", "to", "asker", "object", "for", "helped"),
                kinds=ANYBODY,
                when=dict.fromkeys(_TURNED, ("subject",))
                | {"give:home": ("to",), "lend": ("indirect", "to", "with", "asker", "object", "for", "helped")},
                carry=True,
                described=True,
            ),
            "places": Role("place", ("in", "at", "near")),
            "purpose": Role(
                "mention",
                ("for", "into", "on", "toward", "towards", "infinitive", "fact.what"),
                when={
                    "pledge": ("for", "into", "on", "toward", "towards", "to", "infinitive", "fact.what"),
                    "invest": (
                        "into",
                        "in",
                        "for",
                        "on",
                        "toward",
                        "towards",
                        "to",
                        "behind",
                        "infinitive",
                        "fact.what",
                    ),
                },
            ),
        },
    )

    reads: ClassVar[str] = "{giver} -> {receiver}, {action}, {purpose}, {amount}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "pledge": ("AID", None),
        "give": ("AID", None),
        "lend": ("AID", "economic"),
    }
    type: Literal["pledge"] = "pledge"
    action: Literal["pledge", "give", "invest", "lend", "fine", "spend"] = "pledge"
    giver: Actor | None = None
    receiver: Actor | None = None
    amount: Quantity | None = None
    purpose: Mention | None = None
