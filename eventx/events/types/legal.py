"""Legal: what police, prosecutors, courts and those before them do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role, variants
from eventx.records import Actor, Event, Mention, Quantity
from eventx.records.registry import register

_OWN = ("charge", "convict", "fine", "acquit", "sentence", "sue", "investigate", "arrest")
_SUFFERED = {"settle"} | variants(
    dict.fromkeys(_OWN, "own") | {"sentence": "own begun gets spend", "fine": "own paid costs bound owed sums"}
)
"""The actions that are told of whom they befall as their subject."""
_SUMS = variants({"sue": "sum", "settle": "offered", "fine": "costs sum light directed sanctioned owed billed"})
"""What is told with its sum."""
_ASKED = ("sue:claimed", "sue:in")
"""What is asked from somebody."""
_WON = ("fine:won", "fine:received", "fine:payout")
_AT_SOMEBODY = frozenset(
    {"arrest:warrant", "arrest:warranted", "investigate:hunt", "investigate:summoned", "arrest:own"}
)
"""The actions that are told of somebody only, and not of a thing."""
_SEEN_INTO = ("investigate:own", "investigate:raided", "investigate:seized")
_TOLD = ("alleged", "matter")
"""Where what a case is about stands beside it."""


@register
class Legal(Event):
    """An investigation, arrest, charge, suit, trial, ruling, sentence, fine or settlement."""

    frame: ClassVar[Frame] = Frame(
        priority=1,
        needs_number=False,
        lexicon="legal",
        action="action",
        steps=frozenset({"rule", "convict", "acquit", "sentence", "fine"}),
        one_of=("authority", "plaintiff", "defendant", "offence"),
        roles={
            "authority": Role(
                "actor",
                ("subject", "by"),
                kinds=ANYBODY,
                words="authorities",
                official=frozenset({"settle"}),
                public=frozenset({"investigate", "investigate:opened", "arrest", "charge", "fine:noun"}),
                needed=frozenset({"fine:bound", "fine:owed"}),
                when={
                    **dict.fromkeys(
                        ("arrest", "charge", "convict", "sentence", "acquit"), ("subject", "by", "forum", "source")
                    ),
                    "sue": ("in", "at"),
                    **dict.fromkeys(("sue:filed", "sue:dragged"), ("forum", "in", "at")),
                    "sue:court": ("object",),
                    **dict.fromkeys(("try:heard", "try:case"), ("subject", "by")),
                    "try:testify": ("before", "at", "to", "in"),
                    "try:told": ("object", "indirect"),
                    "settle": ("with",),
                    "settle:claimed": (),
                    "try": ("at", "in", "before", "bench"),
                    "try:set": ("subject", "by"),
                    "try:appeal": ("to", "before", "object"),
                    **dict.fromkeys(("try:remanded", "try:state"), ("subject", "by")),
                    **dict.fromkeys(("convict:own", "acquit:own"), ("at", "in", "bench")),
                    **dict.fromkeys(variants({"sentence": "own begun gets spend"}), ("by", "from")),
                    "investigate:uncovered": ("subject", "by", "source"),
                    "charge:own": ("from",),
                    "arrest:own": ("to",),
                    "investigate:own": ("by", "from"),
                    **dict.fromkeys(("sue:says", "charge:says", "rule:own", *_WON), ()),
                    "fine:own": ("to", "from", "by", "source"),
                    "fine:paid": ("indirect", "object", "to"),
                    **dict.fromkeys(variants({"fine": "costs light bound owed sums"}), ("source", "to")),
                    "fine:noun": ("by", "from", "compound"),
                },
            ),
            "plaintiff": Role(
                "actor",
                ("subject", "by", "from"),
                kinds=ANYBODY,
                words="litigants",
                only=frozenset({"sue", "fine", "rule", "settle"}),
                when={
                    "settle": ("with",),
                    "settle:claimed": ("subject",),
                    "settle:offered": ("indirect", "to", "object"),
                    "fine": ("payee",),
                    "rule": ("payee", "mover"),
                    **dict.fromkeys((*_WON, "rule:own"), ("subject",)),
                    **dict.fromkeys(("fine:award", "fine:damages"), ("indirect", "to", "object")),
                    "sue:own": ("from", "by"),
                    **dict.fromkeys(_ASKED, ("subject",)),
                    "sue:says": (),
                },
            ),
            "defendant": Role(
                "actor",
                ("object", "indirect", "of", "against", "into"),
                kinds=ANYBODY,
                words="accused",
                needed=_AT_SOMEBODY,
                when={
                    **dict.fromkeys(_SUFFERED, ("subject", "of", "against", "by")),
                    "settle": ("subject", "against", "by"),
                    "settle:claimed": ("with", "against", "from"),
                    "investigate": ("object", "of", "into", "owner", "suspect"),
                    **dict.fromkeys(("sue", "sue:says"), ("object", "indirect", "of", "against", "into", "suspect")),
                    "try": ("subject", "object", "of", "against", "by", "for"),
                    "sue:court": ("against",),
                    **dict.fromkeys(_ASKED, ("from", "against", "suspect")),
                    **dict.fromkeys(("try:appeal", "try:deny"), ("subject",)),
                    "try:remanded": ("object",),
                    **dict.fromkeys(("try:set", "try:state"), ("of", "against", "for")),
                    "try:opened": ("subject", "of", "against"),
                    "rule": ("ordered", "respondent", "to", "against"),
                    "rule:froze": ("owner", "from"),
                    "fine": ("object", "indirect", "on", "to", "against", "of"),
                    **dict.fromkeys((*_WON, "rule:own"), ("from", "against")),
                    **dict.fromkeys(("fine:award", "fine:damages"), ("against", "from")),
                    "fine:body": ("on", "against", "of", "for"),
                    "fine:noun": ("on", "against", "for", "subject", "object"),
                    "fine:light": ("subject", "object"),
                    "try:heard": ("against", "of", "by"),
                    "try:case": ("against", "of"),
                    **dict.fromkeys(("try:testify", "try:told"), ("against",)),
                    "investigate:summon": ("object", "to", "on"),
                    "investigate:eyed": ("object", "at", "to", "on", "from", "owner"),
                    "charge": ("object", "against", "of"),
                    **dict.fromkeys(("sentence:term", "sentence:awarded"), ("indirect", "object", "to")),
                    "arrest": ("object", "of"),
                    **dict.fromkeys(("arrest:warrant", "arrest:warranted"), ("for", "against", "of")),
                    **dict.fromkeys(("sentence:sought", "rule:appeal"), ("for", "against", "of", "owner")),
                    **dict.fromkeys(("investigate:proceedings", "investigate:searched"), ("against", "of", "into")),
                    "investigate:seized": ("from", "of", "owner"),
                    "investigate:raided": ("owner", "object"),
                    "sentence:book": ("at",),
                    "rule:bail": ("object", "indirect", "subject", "to"),
                    "charge:sent": ("to", "indirect"),
                    "charge:registered": ("against",),
                    "investigate:hunt": ("object", "for"),
                    "sue:hit": ("object", "subject"),
                },
            ),
            "offence": Role(
                "mention",
                ("for", "over", "with", "of", "on", "to", *_TOLD),
                series=True,
                when={
                    **dict.fromkeys(("convict", "acquit"), ("of", "with", "to", "for", "over", "on", *_TOLD)),
                    "investigate": ("doubted", "into", "for", "over", "object", *_TOLD, "after", "prompted"),
                    **dict.fromkeys(_SEEN_INTO, ("doubted", "into", "for", "over", *_TOLD)),
                    "investigate:eyed": ("over", "for", *_TOLD),
                    "investigate:by": ("doubted", "into", "for", "over", "about", *_TOLD),
                    "rule": ("judged_for",),
                    **dict.fromkeys(("fine", "try"), ("for", "over", *_TOLD)),
                    "sentence": ("for", "over", "of", *_TOLD),
                    "sue": ("over", "for", "of", *_TOLD),
                    "arrest": ("for", "over", "of", *_TOLD),
                    "try:plead": ("to",),
                    "charge": ("with", "of", "for", "over", *_TOLD),
                    "settle": ("over", "object"),
                    **dict.fromkeys(("settle:reached", "settle:claimed"), ("over", *_TOLD)),
                    "settle:ended": ("into", "over", "object"),
                    "investigate:opened": ("doubted", "into", "of", "for", "over", *_TOLD, "after", "prompted"),
                },
            ),
            "penalty": Role(
                "quantity",
                ("level",),
                kinds=frozenset({"money", "time"}),
                only=frozenset({"sentence", "fine", "settle", "sue"}),
                needed=_SUMS,
            ),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {defendant}, {offence}, {penalty}, by {authority}, {plaintiff}"
    coded: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "investigate": ("ACCUSE", "investigate"),
        "arrest": ("COERCE", "arrest"),
        "charge": ("ACCUSE", "allege"),
        "sue": ("ACCUSE", "allege"),
        "convict": ("SANCTION", "convict"),
        "sentence": ("SANCTION", "convict"),
        "fine": ("SANCTION", None),
        "acquit": ("YIELD", None),
    }
    type: Literal["legal"] = "legal"
    action: Literal[
        "investigate", "arrest", "charge", "sue", "settle", "try", "rule", "convict", "acquit", "sentence", "fine"
    ] = "investigate"
    authority: Actor | None = None
    plaintiff: Actor | None = None
    defendant: Actor | None = None
    offence: Mention | None = None
    penalty: Quantity | None = None
