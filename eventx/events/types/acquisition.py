"""Acquisition: firms and stakes that change hands, or are to."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role, variants
from eventx.records import Actor, Event, Quantity
from eventx.records.registry import register

_FIRM = frozenset({"organisation"})
_PASSED = frozenset({"buy", "sell", "bid"})
_BOUGHT = variants({"buy": "shares paid spent control grab managers over deal passed"})
_INTO = {"invest:into", "invest:put"}
_SOUGHT = {"bid:court", "bid:sum", "bid:aim", "bid:contest", "bid:pursuit", "bid:withdrawn", "sell:sought"}
_MEANT = {"venture:deal", "venture:pool", "sell:cede", "sell:control"} | _BOUGHT | _INTO | _SOUGHT
_AGAIN = frozenset({"bid:again", "bid:refused", "bid:named", "invest:again", "invest:more", "buy:price"})
"""A sum for a firm that is understood."""
_PRICED = frozenset({"bid:sum", "buy:spent", "invest:put"}) | _AGAIN
_NAMED = {"buy:named", "buy:falls", "bid:picked", "bid:near", "venture:taken", "sell:dilute"}
_HELD = {"buy:stake", "sell:stake", "sell:part", "sell:itself", "sell:put", "venture:ended"}
_NEEDED = _PASSED | _MEANT | _HELD | _NAMED | {"invest", "venture", "venture:joined", "venture:license"}


@register
class Acquisition(Event):
    """A firm or a stake that is bought, sold, merged, bid for or invested in."""

    frame: ClassVar[Frame] = Frame(
        priority=5,
        needs_number=False,
        lexicon="acquisition",
        action="action",
        one_of=("buyer", "target", "seller"),
        roles={
            "buyer": Role(
                "actor",
                ("subject", "by", "compound"),
                kinds=ANYBODY,
                words="parties",
                needed=frozenset({"bid:sum", "sell:shares"}),
                unneeded=_AGAIN,
                when={
                    "sell": ("to", "counterpart"),
                    "merge": ("pair", "joining", "of", "between", "voting"),
                    "bid": ("from", "by", "subject", "compound"),
                    "bid:refused": ("from",),
                    "bid:picked": ("object", "subject"),
                    "buy:falls": ("of",),
                    "buy:passed": ("to",),
                },
            ),
            "target": Role(
                "actor",
                ("in", "object", "of", "for", "voting"),
                kinds=_FIRM,
                words="firms",
                needed=_NEEDED,
                unneeded=_AGAIN,
                resumed=True,
                when={
                    "buy:price": (),
                    "merge": ("with", "object", "pair", "counterpart", "of", "joining", "compound", "voting"),
                    "venture": ("with", "between", "counterpart", "subject"),
                    "invest": ("in", "into", "object"),
                    "buy:paid": ("in", "for", "on"),
                    "buy:spent": ("on",),
                    "bid": ("in", "of", "object", "for", "compound", "proprietor", "voting"),
                    "bid:aim": ("in", "object", "for", "on", "at"),
                    "bid:contest": ("for", "of", "at", "in"),
                    **dict.fromkeys(("buy:control", "buy:shares"), ("of", "on", "in")),
                    "buy:falls": ("subject",),
                    "buy:passed": ("owner",),
                    "bid:picked": ("for", "of", "in"),
                    "bid:near": ("over", "around", "object", "for", "to", "at", "on"),
                    "buy:named": ("object", "on"),
                    "venture:taken": ("object", "with", "to"),
                    "invest:put": ("in", "into", "on", "object"),
                    "bid:withdrawn": ("for", "of", "with", "to"),
                    "buy:deal": ("for", "in", "of"),
                    "buy:managers": ("of", "object", "maker"),
                    "sell:sought": ("for", "of"),
                    "sell:control": ("of",),
                    "buy": ("in", "object", "of", "for", "compound", "voting"),
                    "buy:stake": ("in", "of", "on"),
                    "sell:stake": ("in", "of", "on"),
                    "sell": ("in", "object", "of", "for", "with"),
                    "bid:refused": ("for",),
                    "sell:part": ("with",),
                    **dict.fromkeys(("sell:itself", "sell:put"), ("subject",)),
                    "venture:license": ("to", "from"),
                    "venture:joined": ("object", "of", "to", "with"),
                    "venture:ended": ("with", "counterpart", "subject"),
                },
            ),
            "seller": Role(
                "actor",
                ("from", "proprietor", "counterpart"),
                kinds=ANYBODY,
                words="parties",
                when={
                    **dict.fromkeys(("sell:itself", "sell:put", "buy:price"), ()),
                    "sell": ("subject", "by", "proprietor", "from"),
                    "bid:refused": ("subject", "by"),
                    "bid": ("proprietor",),
                    "buy:paid": ("indirect",),
                },
                unneeded=_AGAIN,
                only=_PASSED,
            ),
            "stake": Role("quantity", ("level",), kinds=frozenset({"percent"})),
            "value": Role("quantity", ("level",), kinds=frozenset({"money"}), needed=_PRICED),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {buyer} <- {target}, from {seller}, {stake}, {value}"
    type: Literal["acquisition"] = "acquisition"
    action: Literal["buy", "merge", "sell", "bid", "invest", "venture"] = "buy"
    buyer: Actor | None = None
    target: Actor | None = None
    seller: Actor | None = None
    stake: Quantity | None = None
    value: Quantity | None = None
