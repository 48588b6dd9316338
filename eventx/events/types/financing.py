"""Financing: money that a firm raises, borrows, returns or fails to return."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role
from eventx.records import Actor, Event, Mention, Quantity
from eventx.records.registry import register

_BODY = frozenset({"organisation", "country"})
_UNDERSTOOD = frozenset({"pay_dividend:sum", "pay_dividend:holders", "pay_dividend:in"})
"""A sum whose payer is understood."""


@register
class Financing(Event):
    """Capital, bonds, loans, dividends, buybacks, defaults."""

    frame: ClassVar[Frame] = Frame(
        priority=6,
        needs_number=False,
        lexicon="financing",
        action="action",
        one_of=("issuer",),
        roles={
            "issuer": Role(
                "actor",
                ("possessor", "subject", "by", "compound", "of", "in", "owner", "over", "against"),
                kinds=_BODY,
                words="firms",
                needed=True,
                unneeded=_UNDERSTOOD | {"raise:offering", "raise:taken", "repay:proceeds"},
                when={
                    "restructure": ("subject", "by", "possessor", "compound", "of", "with", "maker", "owner"),
                    "list:debut": ("subject", "maker", "in"),
                    "pay_dividend:in": ("subject", "by", "from"),
                    "pay_dividend:holders": ("subject", "by", "from"),
                    "bankrupt:called": ("at", "to", "of", "in", "subject"),
                    "bankrupt:declared": ("object",),
                    "bankrupt:rescue": ("object",),
                    "bankrupt:came": ("object", "into", "at", "of"),
                    "list:place": ("subject", "object"),
                    "raise:offering": ("maker", "for"),
                    "raise:taken": ("of", "owner"),
                    "list:in": ("possessor", "maker", "compound", "subject"),
                },
            ),
            "investor": Role(
                "actor",
                ("led", "from", "with"),
                kinds=ANYBODY,
                only=frozenset({"raise", "borrow"}),
                when={"raise:taken": ("subject",)},
                needed=frozenset({"raise:taken"}),
            ),
            "instrument": Role(
                "mention",
                ("object", "noun", "through", "via", "in", "of", "for", "to", "on"),
                words="instruments",
                when={"raise:offering": ("subject",)},
            ),
            "value": Role(
                "quantity",
                ("level",),
                kinds=frozenset({"money"}),
                when={"bankrupt": ()},
                needed=_UNDERSTOOD | {"raise:announced", "raise:taken", "raise:from", "raise:sought", "raise:asked"},
            ),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {issuer}, {instrument}, {value}, from {investor}"
    type: Literal["financing"] = "financing"
    action: Literal[
        "raise", "list", "issue", "borrow", "repay", "restructure", "buy_back", "pay_dividend", "default", "bankrupt"
    ] = "raise"
    issuer: Actor | None = None
    investor: Actor | None = None
    instrument: Mention | None = None
    value: Quantity | None = None
