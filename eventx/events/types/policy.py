"""Policy: what a body that decides proposes, adopts, rejects, imposes, lifts, raises, cuts or holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, Frame, Role, variants
from eventx.records import Actor, Event, Mention, Quantity
from eventx.records.registry import register

_OPEN = variants(
    {
        "propose": "consult threatened floated ahead want bare",
        "adopt": "let allow sanctioned resolved voters won legal granted through declared behind voted poll bare",
        "amend": "open bare",
        "reject": "call open denied poll voters bare",
        "repeal": "open licence end stopped called",
        "impose": "require with freeze bar tax label charge checks limit",
        "lift": "reprieve exempt bare",
        "raise": "costs bare",
        "cut": "costs open bare number",
        "hold": "pause brake kept",
    }
)
"""What is done to whatever it is, by who may."""
_RATED = variants({"raise": "rated broker share", "cut": "rated broker share", "hold": "rated"})
_SAID = frozenset({"raise:rises", "cut:falls", "reject:defeat"})
"""What a body says of its own measures, or those who vote do to one."""
_TOLD = {"adopt:override", "reject:veto", "lift:border", "raise:level", "cut:level"}
_TOLD |= variants({"impose": "listed border lock banned", "hold": "stays pat"})
"""Who does it is told, whatever it is."""
_SET = frozenset({"propose", "propose:weigh", "propose:announced", "lift", "raise", "cut", "hold"})
_BY_BODY = _SET | _SAID | _RATED | _OPEN | _TOLD | {"adopt:cleared", "adopt:set"}
_DECIDED = _SET | {"adopt", "amend", "reject", "repeal", "reject:suffered", "raise:rises", "cut:falls"}
_DECIDED |= {
    "lift:lifted",
    "hold:shelved",
    "impose:on",
    "impose:new",
    "propose:brought",
    "impose:announced",
    "adopt:announced",
}


@register
class Policy(Event):
    """A law, rule, rate, tariff or budget that is decided on."""

    frame: ClassVar[Frame] = Frame(
        priority=4,
        needs_number=False,
        lexicon="policy",
        action="action",
        one_of=("body", "target", "measure"),
        roles={
            "body": Role(
                "actor",
                ("subject", "by", "possessor", "compound", "maker", "owner", "whose"),
                kinds=ANYBODY,
                words="bodies",
                among="bodies",
                over="loose",
                when={name: ("subject", "by", "source", "possessor") for name in ("impose:bar", "impose:lock")}
                | dict.fromkeys(
                    ("adopt", "amend", "reject", "repeal"),
                    ("subject", "by", "possessor", "compound", "maker", "owner", "whose", "in"),
                )
                | {
                    "adopt:poll": ("subject", "by"),
                    "reject:poll": ("subject", "by"),
                    "reject:fell": ("in", "by", "at"),
                    "reject:failed": ("in", "by"),
                }
                | {"adopt:cleared": ("object", "through", "of", "in", "from")}
                | {"adopt:won": ("from", "by", "modifier", "compound"), "adopt:effect": ("in", "by")}
                | dict.fromkeys(("raise:rises", "cut:falls", "hold:stays"), ("source",))
                | {"reject:suffered": ("by", "in")}
                | {"hold:shelved": ("subject", "by", "source")},
                public=_DECIDED | {"impose:turned", "impose:sanctioned", "impose:capped"} | _OPEN | _SAID | _TOLD,
                agent=True,
                needed=_BY_BODY,
            ),
            "target": Role(
                "actor",
                ("on", "against", "partner"),
                kinds=ANYBODY,
                only=frozenset({"impose", "lift", "raise", "cut", "hold", "reject"}),
                when=dict.fromkeys(
                    ("impose:turned", "impose:sanctioned", "impose:banned"), ("object", "from", "to", "partner")
                )
                | {"reject": ("owner",)}
                | dict.fromkeys(("impose", "lift"), ("on", "against", "from", "partner"))
                | dict.fromkeys(_RATED, ("owner", "on", "object"))
                | {
                    **dict.fromkeys(("lift:reprieve", "adopt:granted"), ("to", "indirect")),
                    "lift:exempt": ("object",),
                    **dict.fromkeys(("impose:hit", "impose:listed"), ("object",)),
                    "impose:with": ("object", "on", "against"),
                    "impose:order": ("object",),
                },
            ),
            "measure": Role(
                "mention",
                ("object", "gerund", "off", "against", "of", "on", "in", "subject", "noun"),
                words="measures",
                content=True,
                when={
                    "adopt:let": ("for", "to", "object", "infinitive"),
                    "adopt:resolved": ("infinitive",),
                    "adopt:allow": ("object", "infinitive"),
                    "adopt:won": ("for", "infinitive", "subject"),
                    "impose:require": ("object", "infinitive"),
                    "lift:exempt": ("from",),
                    **dict.fromkeys(("impose:with", "impose:hit"), ("with",)),
                    "adopt:effect": ("subject",),
                    **dict.fromkeys(("reject:defeat", "reject:suffered"), ("over", "on")),
                    "adopt:through": ("object", "through", "to", "for", "subject"),
                    "adopt:cleared": ("subject",),
                    "propose:threatened": ("object", "with", "of"),
                    "adopt:behind": ("behind", "to", "on", "for"),
                    "adopt:voted": ("object", "subject"),
                    "propose:ahead": ("with",),
                    "propose:want": ("object", "for"),
                    "hold:brake": ("object", "on", "subject"),
                    "propose:consult": ("on",),
                    "reject:open": ("at", "against", "to", "on", "object", "subject"),
                    **dict.fromkeys(("reject:fell", "reject:failed"), ("subject",)),
                    "reject:veto": ("on", "against", "infinitive"),
                    **dict.fromkeys(("reject:denied", "repeal:licence"), ("object", "of")),
                    "repeal:stopped": ("to", "on", "with", "object", "subject"),
                    "repeal:called": ("on", "to", "with", "over", "from", "object", "subject"),
                    "repeal:open": ("object", "with", "subject"),
                    "impose:listed": ("to", "on"),
                    "impose:bar": ("from", "infinitive", "object"),
                    "impose:label": ("as", "object"),
                    **dict.fromkeys(("impose:limit", "amend:open"), ("object", "on", "subject")),
                },
                named=_RATED | _OPEN | _TOLD | variants(dict.fromkeys(("raise", "cut", "hold"), "output")),
                needed=_DECIDED | _OPEN | {"reject:fell", "reject:failed"},
            ),
            "change": Role(
                "quantity", ("fact.amount",), only=frozenset({"raise", "cut", "propose", "adopt", "reject"})
            ),
            "level": Role(
                "quantity",
                ("level",),
                only=frozenset({"raise", "cut", "hold", "propose", "adopt", "impose", "reject"}),
                kinds=frozenset({"money", "percent", "reached"}),
                when=dict.fromkeys(("cut:watch", "raise:rated", "cut:rated", "hold:rated", "impose:order"), ()),
            ),
            "places": Role("place", ("there", "sentence")),
        },
    )

    reads: ClassVar[str] = "{action}, {body}, {measure}, {target}, {change}, {level}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "reject": ("REJECT", None),
        "impose": ("COERCE", "restrict"),
        "lift": ("YIELD", None),
    }
    type: Literal["policy"] = "policy"
    action: Literal["propose", "adopt", "amend", "reject", "repeal", "impose", "lift", "raise", "cut", "hold"] = (
        "propose"
    )
    body: Actor | None = None
    measure: Mention | None = None
    target: Actor | None = None
    level: Quantity | None = None
