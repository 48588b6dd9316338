"""Operation: products, plants and services that start, stop and are built."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role, variants
from eventx.records import Actor, Event, Mention
from eventx.records.registry import register

_LAUNCHED = variants({"launch": "told made printed available firm get new shown presented sell"})
_SHOWN = ("launch:out", "launch:come", "launch:reach")
_DOORS = ("open:doors", "close:doors")


@register
class Operation(Event):
    """Something that is launched, opened, closed, built, delivered, suspended, resumed, cancelled or recalled."""

    frame: ClassVar[Frame] = Frame(
        priority=9,
        needs_number=False,
        lexicon="operation",
        action="action",
        one_of=("operator", "what"),
        roles={
            "operator": Role(
                "actor",
                ("agent", "by", "possessor", "compound", "owner"),
                when={
                    **dict.fromkeys((*_SHOWN, *_DOORS), ("maker",)),
                    "open:first": ("maker",),
                    **dict.fromkeys(("cancel:out", "launch:planned", "close:plug"), ("subject",)),
                    "launch:work": ("subject",),
                    "launch:doing": ("subject",),
                    "suspend:doing": ("subject",),
                },
                kinds=ANYBODY,
                words="operators",
                agent=_LAUNCHED | {"launch"},
                needed=frozenset({"launch:made", "launch:firm", "build", "deliver", "recall"}),
            ),
            "what": Role(
                "mention",
                ("patient", "of", "at", "on"),
                needed=True,
                when=dict.fromkeys(("build:begun", "build:ground"), ("on", "for"))
                | dict.fromkeys(_SHOWN, ("subject",))
                | dict.fromkeys(_DOORS, ("of", "subject"))
                | dict.fromkeys(("launch:noun", "open:noun", "open:door"), ("of",))
                | {
                    "launch": ("patient", "of"),
                    "launch:wraps": ("off", "on", "from"),
                    "launch:work": ("on",),
                    **dict.fromkeys(("launch:doing", "suspend:doing"), ("object", "gerund")),
                    "launch:lid": ("on",),
                    "cancel:out": ("of", "from"),
                    "suspend:grounded": ("of", "object", "patient"),
                    "launch:planned": ("for",),
                    **dict.fromkeys(("close:plug", "cancel:plug"), ("on",)),
                    "open:ribbon": ("on", "at", "for"),
                    "deliver:taken": ("of",),
                    "open:first": ("subject",),
                },
            ),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {operator}, {what}"
    type: Literal["operation"] = "operation"
    action: Literal["launch", "open", "close", "build", "deliver", "suspend", "resume", "cancel", "recall"] = "launch"
    operator: Actor | None = None
    what: Mention | None = None
