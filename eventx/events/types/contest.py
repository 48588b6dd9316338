"""Contest: matches, races, votes and prizes that are won and lost."""

from __future__ import annotations

from typing import ClassVar, Literal

from eventx.events.frames.frame import ANYBODY, SCENE, Frame, Role
from eventx.records import Actor, Event, Mention
from eventx.records.registry import register

_SCORED = frozenset(
    {"win:scored", "win:polled", "win:points", "lose:scored", "lose:slid", "lose:margin", "draw:plain", "draw:scored"}
    | {"lead:by", "lead:polled", "lead:trail"}
)
_OF_CONTEST = ("object", "complement", "in", "at", "of", "to", "into", "for", "on", "as", "with")
_LOSERS = {
    **dict.fromkeys(("win:prize", "win:series", "win:held", "win:in", "advance"), ("over", "against", "past")),
    **dict.fromkeys(("win:given", "win:handed", "win:went", "win:declared", "win:called", "win:chosen", "draw"), ()),
    **dict.fromkeys(("lose:voted", "lose:dropped"), ("object",)),
    "win:house": ("from",),
    "win:carried": ("past",),
    "lose": ("subject", "object", "possessor", "for"),
    "lead": ("over",),
    **dict.fromkeys(("lead:by", "lead:in", "lead:polled"), ("object", "of", "over")),
    "lead:trail": ("subject",),
    "win:defeated": ("of", "object"),
    "win:inflicted": ("on", "object"),
}


@register
class Contest(Event):
    """Who wins, loses, draws, leads or advances."""

    frame: ClassVar[Frame] = Frame(
        priority=9,
        needs_number=False,
        lexicon="contest",
        action="action",
        one_of=("winner", "loser"),
        of_noun=("contest", "score"),
        roles={
            "winner": Role(
                "actor",
                ("subject", "by", "possessor", "for"),
                kinds=ANYBODY,
                words="sides",
                needed=frozenset({"lose:to", "win:defeated", "win:inflicted", "win:stopped", "win:carried"}),
                when={
                    "win:given": ("object", "indirect", "to"),
                    **dict.fromkeys(("win:declared", "win:called"), ("object", "complement")),
                    **dict.fromkeys(("win:chosen", "win:carried", "advance:sent", "advance:listed"), ("object",)),
                    "advance:place": ("subject", "indirect", "for"),
                    "lead:trail": ("object",),
                    "win:went": ("to",),
                    "win:handed": ("indirect", "to", "object"),
                    "lose": ("to", "by", "against"),
                    "lose:out": ("to",),
                    "draw": ("rivals", "subject", "between", "with", "against", "object", "indirect", "by", "for"),
                    "advance:up": ("object", "subject"),
                },
            ),
            "loser": Role(
                "actor",
                ("over", "object", "against", "past"),
                kinds=ANYBODY,
                words="sides",
                when=_LOSERS,
            ),
            "rival": Role(
                "actor",
                ("with", "against", "object", "between", "rivals", "by", "visited", "subject"),
                kinds=ANYBODY,
                words="sides",
                only=frozenset({"draw"}),
            ),
            "contest": Role(
                "mention",
                (*_OF_CONTEST, "compound", "list.named"),
                words="contests",
                when={"win:went": ("subject",)},
                needed=frozenset({"advance:place", "win:stopped"}),
            ),
            "score": Role(
                "mention",
                ("like.scores",),
                needed=_SCORED,
                only=frozenset({"win", "lose", "draw", "lead", "advance"}),
            ),
            "places": SCENE,
        },
    )

    reads: ClassVar[str] = "{action}, {winner} - {loser}, {contest}, {score}"
    type: Literal["contest"] = "contest"
    action: Literal["win", "lose", "draw", "lead", "advance"] = "win"
    winner: Actor | None = None
    loser: Actor | None = None
    rival: Actor | None = None
    contest: Mention | None = None
    score: Mention | None = None
