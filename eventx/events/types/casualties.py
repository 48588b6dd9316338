"""Casualties: people killed, injured, missing or displaced."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import Frame, Role
from eventx.records import Event, Mention, Quantity
from eventx.records.registry import register


def _toll(action: str, *shared: str) -> Role:
    return Role("quantity", ("level",), only=frozenset({action, *shared}), unit="person", shared=frozenset(shared))


_EITHER = "hit"
"""The action of those who were killed or injured."""
_BARE = ("killed:bare", "injured:bare", "missing:bare", "displaced:bare", "displaced:ordered")
"""The actions that need no number."""


@register
class Casualties(Event):
    """What one disaster, attack, accident or illness did to people."""

    frame: ClassVar[Frame] = Frame(
        priority=10,
        lexicon="casualties",
        leads=("headcount", "change"),
        roles={
            "killed": _toll("killed", _EITHER),
            "injured": _toll("injured", _EITHER),
            "missing": _toll("missing"),
            "displaced": _toll("displaced"),
            "who": Role(
                "mention",
                ("fact.who",),
                words="harmed",
                when=dict.fromkeys(_BARE, ("object", "subject"))
                | {
                    **dict.fromkeys(("injured:body", "killed:life", "displaced:fled"), ("subject",)),
                    "injured:caught": ("object", "subject"),
                    **dict.fromkeys(("killed:run", "killed:crushed", "injured:knocked"), ("object",)),
                    "killed:of": ("fact.who", "subject"),
                    "killed:death": ("of", "possessor"),
                },
            ),
            "cause": Role(
                "mention",
                ("list.causes", "subject", "by", "from", "of", "occasion"),
                when=dict.fromkeys(
                    (
                        *_BARE,
                        "killed:run",
                        "killed:crushed",
                        "killed:suffered",
                        f"{_EITHER}:suffered",
                        "injured:knocked",
                    ),
                    ("list.causes", "agent", "by", "from", "of", "occasion"),
                )
                | {
                    "killed:of": ("from", "of", "to", "list.causes"),
                    "killed:death": ("from", "list.causes"),
                    **dict.fromkeys(("injured:ill", "injured:caught"), ("for", "with", "object", "list.causes")),
                }
                | dict.fromkeys(
                    ("injured:body", "injured:treated", "killed:life", "displaced:fled"), ("list.causes", "occasion")
                )
                | {"displaced": ("list.causes", "subject", "by", "occasion")},  # "from" is where they leave
                things=True,
                unplaced=True,
            ),
            "places": Role("place", ("fact.destination", "in", "at", "near", "on", "sentence"), carry=True, scene=True),
        },
    )

    reads: ClassVar[str] = (
        "killed {killed}, injured {injured}, missing {missing}, displaced {displaced}, {who}, {cause}"
    )
    type: Literal["casualties"] = "casualties"
    killed: Quantity | None = None
    injured: Quantity | None = None
    missing: Quantity | None = None
    displaced: Quantity | None = None
    who: Mention | None = None
    cause: Mention | None = None
