"""Conflict: force, arms and crowds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role
from eventx.records import Actor, Event, Mention
from eventx.records.registry import register


@register
class Conflict(Event):
    """An attack, clash, seizure, protest, threat or truce."""

    frame: ClassVar[Frame] = Frame(
        priority=2,
        needs_number=False,
        befalls=True,
        lexicon="conflict",
        action="action",
        one_of=("attacker", "target", "weapon"),
        roles={
            "attacker": Role(
                "actor",
                ("subject", "by", "possessor", "from", "harming"),
                kinds=ANYBODY,
                words="forces",
                agent=True,
                when={
                    "clash": ("subject", "between", "by", "object"),
                    "cease": ("subject", "between", "by", "with"),
                    "attack:suffered": ("from", "by"),
                    "attack:repelled": ("object",),
                    **dict.fromkeys(("seize:yield", "seize:fell"), ("to",)),
                },
            ),
            "target": Role(
                "actor",
                ("object", "on", "against", "at", "of", "into", "struck", "harmed"),
                kinds=ANYBODY,
                words="objects",
                when={
                    "protest": ("against", "at", "outside"),
                    **dict.fromkeys(("protest:block", "protest:cause", "protest:walkout"), ("object", "against", "at")),
                    **dict.fromkeys(
                        ("attack", "attack:armed", "attack:ambush"),
                        ("object", "on", "against", "at", "of", "into", "to", "outside", "struck", "harmed"),
                    ),
                    "clash": ("with", "between", "object", "subject"),
                    "cease": ("with", "between", "subject"),
                    "attack:fire": ("on", "against", "at", "into", "to", "toward", "towards", "over"),
                    "attack:suffered": ("subject", "object"),
                    "attack:repelled": ("subject", "by"),
                    **dict.fromkeys(("attack:driven", "attack:ram"), ("into", "through", "object")),
                    "attack:slam": ("object", "into", "on", "in", "near"),
                    "attack:slash": ("object", "about", "upon", "into"),
                    "seize:yield": ("object",),
                    "seize:siege": ("to",),
                    "seize:fell": ("subject",),
                },
            ),
            "weapon": Role(
                "mention",
                ("with", "by", "compound", "object", "subject"),
                words="weapons",
                unplaced=True,
                when=dict.fromkeys(("clash", "protest", "attack:opened"), ("with",))
                | dict.fromkeys(
                    ("attack:force", "attack:raid", "attack:struck", "attack:met", "attack:sink"),
                    ("with", "by", "compound", "subject"),
                ),
            ),
            "places": Role("place", (*SCENE.at, "owner")),
        },
    )

    reads: ClassVar[str] = "{action}, {attacker} -> {target}, {weapon}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "attack": ("ASSAULT", None),
        "clash": ("ASSAULT", None),
        "seize": ("COERCE", "seize"),
        "protest": ("PROTEST", "demo"),
        "threaten": ("THREATEN", "violence"),
        "cease": ("RETREAT", "ceasefire"),
    }
    type: Literal["conflict"] = "conflict"
    action: Literal["attack", "clash", "seize", "protest", "threaten", "cease"] = "attack"
    attacker: Actor | None = None
    target: Actor | None = None
    weapon: Mention | None = None
