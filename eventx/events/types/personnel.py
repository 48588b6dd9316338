"""Personnel: who takes, leaves or loses an office, and who dies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from eventx.events.frames.frame import SCENE, Frame, Role, variants
from eventx.records import Actor, Event, Mention
from eventx.records.registry import register

_PERSON = frozenset({"person"})
_BODY = frozenset({"organisation", "country"})
_OWN = ("subject", "of", "possessor")
_DONE = ("object", "indirect", "of", "possessor")

_PLANNED = variants({"appoint": "planned", "elect": "planned"})
"""What is told of an office that nobody has yet."""
_NAMED = variants({"appoint": "hired signed drafted handed made way move turn"}) | {"appoint", "elect", "die"}
"""What is told of somebody with a name."""


@register
class Personnel(Event):
    """Somebody who is appointed, elected, dismissed, resigns, retires or dies."""

    frame: ClassVar[Frame] = Frame(
        priority=7,
        needs_number=False,
        lexicon="personnel",
        action="action",
        one_of=("person",),
        roles={
            "person": Role(
                "actor",
                _OWN,
                kinds=_PERSON,
                words="posts",
                needed=True,
                unneeded=_PLANNED,
                named=_NAMED,
                when=dict.fromkeys(("appoint", "elect", "dismiss"), _DONE)
                | {"die": ("subject", "patient", "of", "possessor")}
                | {
                    "appoint:become": _OWN,
                    **dict.fromkeys(("appoint:first", "appoint:new"), _OWN),
                    "appoint:join": _OWN,
                    "dismiss:own": _OWN,
                    "dismiss:with": ("with",),
                }
                | dict.fromkeys(_PLANNED, ())
                | {
                    "appoint:race": ("for", "of"),
                    "appoint:swap": ("with",),
                    "appoint:succeed": ("subject", "by"),
                    "resign:told": ("owner", *_OWN),
                }
                | {"appoint:move": _OWN, "appoint:head": _OWN, "appoint:way": ("for", "to")}
                | {
                    "appoint:turn": ("to", "for", "on"),
                    "appoint:back": _OWN,
                    "appoint:serve": _OWN,
                    "appoint:goes": ("to",),
                }
                | {"appoint:sworn": ("to", "indirect", "object")}
                | {"appoint:handed": ("to", "indirect", "object"), "dismiss:cost": ("indirect",)}
                | dict.fromkeys(("dismiss:out", "dismiss:vote"), _OWN),
            ),
            "organisation": Role(
                "actor",
                ("at", "of", "from", "object", "employer", "by", "in", "office", "agent", "speaker"),
                kinds=_BODY,
                words="bodies",
                only=frozenset({"appoint", "elect", "resign", "dismiss", "retire"}),
                needed=frozenset({"resign:leave", "appoint:join", "appoint:first"}),
                when={
                    "appoint": ("at", "subject", "of", "employer", "by", "speaker"),
                    **dict.fromkeys(("appoint:become", "appoint:first"), ("at", "of", "to", "employer", "speaker")),
                    **dict.fromkeys(("appoint:succeed", "appoint:confirmed", "appoint:new"), ("at", "of", "employer")),
                    "elect": ("to", "at", "of", "from", "object", "employer", "by", "in", "office", "agent", "speaker"),
                    "dismiss": ("from", "subject", "by", "at", "of", "office"),
                    "resign:leave": ("object",),
                    "appoint:join": ("object",),
                    "appoint:handed": ("at", "of", "subject", "employer", "by"),
                    "appoint:goes": ("at", "employer", "office"),
                    **dict.fromkeys(_PLANNED, ("at", "employer", "subject", "of", "by", "speaker")),
                    "appoint:move": ("for", "to", "with", "at", "object"),
                    "appoint:head": ("object", "of", "at"),
                    "appoint:way": ("at", "employer", "office"),
                    "dismiss:cost": ("at", "on", "of", "from"),
                },
            ),
            "predecessor": Role(
                "actor",
                ("succeeded", "from"),
                kinds=_PERSON,
                only=frozenset({"appoint", "elect"}),
                when={
                    **dict.fromkeys(("appoint:become", "appoint:first"), ("object", "from")),
                    "appoint:succeed": ("object",),
                    "appoint:swap": ("object",),
                    **dict.fromkeys(("appoint:goes", "appoint:sworn", "appoint:back", "appoint:serve"), ()),
                    "appoint:handed": ("subject", "from"),
                    "appoint:way": ("subject",),
                },
            ),
            "post": Role(
                "mention",
                ("as", "complement", "to", "of", "from", "object", "title"),
                when={
                    "appoint": ("as", "complement", "to", "of", "from", "object", "vacated"),
                    **dict.fromkeys(_PLANNED, ("object", "vacated")),
                    "resign:defect": (),
                    "resign:told": (),
                    "appoint:goes": ("subject",),
                },
                needed=frozenset({"resign:go"}),
                words="posts",
                only=frozenset({"appoint", "elect", "resign", "dismiss", "retire"}),
            ),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {person}, {post}, {organisation}, after {predecessor}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {"resign": ("RETREAT", "resign")}
    type: Literal["personnel"] = "personnel"
    action: Literal["appoint", "elect", "resign", "dismiss", "retire", "die"] = "appoint"
    person: Actor | None = None
    organisation: Actor | None = None
    predecessor: Actor | None = None
    post: Mention | None = None
