"""Legal: what police, prosecutors, courts and those before them do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from eventx.events.frame import Frame, Role
from eventx.records import Actor, Event, Mention, Quantity
from eventx.records.registry import register

_WHO = frozenset({"organisation", "country", "person", "group"})
_SUFFERED = (
    "charge:own",
    "convict:own",
    "fine:own",
    "fine:paid",
    "acquit:own",
    "sentence:own",
    "sue:own",
    "settle",
    "investigate:own",
)
"""The actions that are told of whom they befall as their subject."""


@register
class Legal(Event):
    """An investigation, arrest, charge, suit, trial, ruling, sentence, fine or settlement."""

    frame: ClassVar[Frame] = Frame(
        priority=1,
        needs_number=False,
        lexicon="legal",
        action="action",
        one_of=("authority", "plaintiff", "defendant", "offence"),
        roles={
            "authority": Role(
                "actor",
                ("subject", "by"),
                kinds=_WHO,
                words="authorities",
                public=frozenset({"investigate", "investigate:opened", "arrest", "charge", "fine:noun"}),
                when={
                    **dict.fromkeys(("arrest", "charge", "convict", "sentence", "acquit"), ("subject", "by", "source")),
                    "sue": ("in", "at"),
                    **dict.fromkeys(("try:heard", "try:case"), ("subject", "by")),
                    "try:testify": ("before", "at", "to", "in"),
                    "settle": ("with",),
                    "try": ("at", "in", "before"),
                    "try:appeal": ("to", "before", "object"),
                    **dict.fromkeys(("convict:own", "acquit:own"), ("at", "in")),
                    "sentence:own": ("by",),
                    "charge:own": ("from",),
                    "investigate:own": ("by", "from"),
                    **dict.fromkeys(("sue:says", "charge:says", "rule:own", "fine:won"), ()),
                    "fine:own": ("to", "from", "by"),
                    "fine:paid": ("indirect", "to"),
                    "fine:noun": ("by", "from", "compound"),
                },
            ),
            "plaintiff": Role(
                "actor",
                ("subject", "by", "from"),
                kinds=_WHO,
                words="accused",
                only=frozenset({"sue", "fine"}),
                when={
                    "fine": (),
                    "fine:won": ("subject",),
                    "fine:award": ("indirect", "object"),
                    "sue:own": ("from", "by"),
                    "sue:says": (),
                },
            ),
            "defendant": Role(
                "actor",
                ("object", "indirect", "of", "against", "into"),
                kinds=_WHO,
                words="accused",
                when={
                    **dict.fromkeys(_SUFFERED, ("subject", "of", "against", "by")),
                    "investigate": ("object", "of", "into", "owner"),
                    "try": ("subject", "object", "of", "against", "by", "for"),
                    **dict.fromkeys(("try:appeal", "try:deny"), ("subject",)),
                    "rule": (),
                    "fine": ("object", "indirect", "on", "to", "against", "of"),
                    "rule:own": ("subject",),
                    "fine:won": ("from", "against"),
                    "fine:award": ("against", "from"),
                    "fine:body": ("on", "against", "of", "for"),
                    "fine:noun": ("on", "against", "for", "subject", "object"),
                    "try:heard": ("against", "of", "by"),
                    "try:case": ("against", "of"),
                    "try:testify": ("against",),
                    "investigate:summon": ("object", "to", "on"),
                    "charge": ("object", "against", "of"),
                    "sentence:term": ("indirect", "object", "to"),
                    "arrest": ("object", "of"),
                    "arrest:warrant": ("for", "against", "of"),
                    "sue:hit": ("object", "subject"),
                },
            ),
            "offence": Role(
                "mention",
                ("for", "over", "with", "of", "on", "to"),
                when={
                    "investigate": ("into", "for", "over", "object"),
                    "investigate:by": ("into", "for", "over", "about"),
                    "rule": (),
                    **dict.fromkeys(("fine", "try"), ("for", "over")),
                    **dict.fromkeys(("sentence", "sue"), ("over", "for", "of")),
                    "try:plead": ("to",),
                    "charge": ("with", "of", "for", "over"),
                    "settle": ("over", "object"),
                    "settle:reached": ("over",),
                    "investigate:opened": ("into", "for", "over"),
                },
            ),
            "penalty": Role(
                "quantity",
                ("level",),
                kinds=frozenset({"money", "time"}),
                only=frozenset({"sentence", "fine", "settle", "sue"}),
            ),
            "places": Role("place", ("in", "at", "near", "on", "sentence")),
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
