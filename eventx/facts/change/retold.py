"""Retellings: changes told again by a noun, with the amount: "tin fell 6%. Zinc rose 3%. *The 6% drop* was rare"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from eventx.facts.change.roles import Frame
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.records import Direction

Known = dict[tuple[Decimal, str, Direction | None], Chars]
"""What changed last, by how much it did and which way."""


def recall(frames: Iterable[Frame], known: Known) -> list[Frame]:
    """Give changes told again the metric of the first telling, and note in ``known`` what the others are of."""
    out = list[Frame]()
    for frame in frames:
        keys = list(_keys(frame))
        told = next((known[key] for key in keys if key in known), None)
        out.append(replace(frame, metric=told) if told is not None and _is_retold(frame) else frame)
        known.update((key, metric) for key in keys if (metric := out[-1].metric) is not None)
    return out


def _keys(frame: Frame) -> Iterable[tuple[Decimal, str, Direction | None]]:
    """Yield by how much something changes, and which way."""
    for number in (amount.number for amount in frame.amounts):
        if number.value is not None and number.unit is not None:
            yield abs(number.value), number.unit, frame.cue.word.direction


def _is_retold(frame: Frame) -> bool:
    """Tell whether a known change is meant, that has no metric of its own: "*the* 6% drop", no "the 6% *pay* rise"."""
    cue, metric = frame.cue.token, frame.metric
    given = any(child.lower_ in lexicon("change").pointers for child in cue.lefts)
    own = metric is not None and cue.left_edge.idx <= metric[0] <= cue.right_edge.idx
    return frame.cue.kind == "noun" and given and not own and not frame.levels
