"""Disaster: what nature, fire, disease, accidents and intruders do to people and things."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import Frame, Role
from eventx.records import Event, Mention, Quantity
from eventx.records.registry import register

_DOING = frozenset({
    "strike", "strike:river", "burn", "spread", "hack:by", "hack:hackers", "explode:blast", "spread:leak",
    "fail:by", "strike:cold", "strike:ground", "hack:spread", "burn:smoke", "strike:wild", "burn:wild",
    "spread:back", "hack:loot",
})  # fmt: skip
"""The actions that the kind of a disaster does."""
_FALLEN = frozenset({
    "collapse", "crash", "crash:into", "crash:hit", "crash:upset", "fail", "fail:halt", "fail:lose", "burn:down",
    "burn:ashes", "burn:inferno", "explode",
})  # fmt: skip
"""The actions that befall a thing as their subject."""


@register
class Disaster(Event):
    """A quake, storm, flood, fire, explosion, crash, collapse, outbreak, hack or outage."""

    frame: ClassVar[Frame] = Frame(
        priority=3,
        needs_number=False,
        befalls=True,
        lexicon="disaster",
        action="action",
        one_of=("kind", "object"),
        of_noun=("object", "places", "magnitude"),
        roles={
            "kind": Role(
                "mention",
                ("noun", "subject", "by", "object", "of", "with"),
                words="hazards",
                unplaced=True,
                when={
                    **dict.fromkeys(("crash", "crash:into"), ("noun", "by", "object", "of", "with")),
                    **dict.fromkeys(("burn:ashes", "burn:inferno"), ("by", "in", "after", "noun")),
                    "burn:down": ("by", "in", "object", "subject", "with"),
                    "hack:victim": ("to", "object", "of"),
                    "spread:borne": ("for", "with", "object"),
                    "spread:declared": ("object", "of", "complement"),
                    **dict.fromkeys(("spread", "spread:back"), ("as", "noun", "subject", "by", "object", "of", "with")),
                },
                doing=_DOING,
            ),
            "object": Role(
                "mention",
                ("object", "struck", "into", "through", "in", "at", "on", "of"),
                when=dict.fromkeys(
                    ("collapse", "fail", "fail:halt", "fail:lose"),
                    ("subject", "object", "of", "compound", "in", "struck"),
                )
                | {"crash": ("subject", "object", "between", "of", "compound", "struck", "into")}
                | {"crash:into": ("subject", "of", "compound")}
                | {
                    **dict.fromkeys(("burn:down", "burn:afire", "burn:ashes", "burn:inferno"), ("subject", "object")),
                    "crash:rescued": ("from",),
                    "explode": ("object", "struck", "at", "in", "on", "through", "subject"),
                    "fail:by": ("object",),
                    "fail:noun": ("struck", "of", "at", "in", "object", "compound", "possessor", "subject"),
                    "spread:borne": ("subject", "object"),
                    "spread": ("among", "in", "to", "into", "through", "at", "on", "object"),
                    "spread:back": ("object", "among", "in", "to", "into", "across", "through", "at", "on"),
                    "spread:leak": ("into", "object", "from", "in", "at", "off"),
                    "hack:noun": ("of", "at", "object"),
                    "hack:victim": ("subject", "object"),
                },
                words="objects",
                named=frozenset({"fail:noun", "hack:victim"}),
                doing=_FALLEN,
            ),
            "magnitude": Role(
                "quantity", ("level",), kinds=frozenset({"fraction", "magnitude"}), only=frozenset({"strike"})
            ),
            "places": Role("place", ("there", "on", "object", "struck", "sentence")),
        },
    )

    reads: ClassVar[str] = "{action}, {kind}, {object}, {magnitude}"
    type: Literal["disaster"] = "disaster"
    action: Literal["strike", "burn", "explode", "crash", "collapse", "spread", "hack", "fail"] = "strike"
    kind: Mention | None = None
    object: Mention | None = None
    magnitude: Quantity | None = None
