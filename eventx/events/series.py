"""Series: what a clause leaves out and the article gives: the period, the partners, whose results, which workers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from eventx.events.cast import Cast
from eventx.events.fill import Draft
from eventx.events.frame import Role
from eventx.events.pairs import Pairs
from eventx.events.parties import EARLIER, fill_parties
from eventx.lexicons import load_lexicon
from eventx.records import Event, Period, Place

_PHRASE = 30  # characters
_REACH = 450  # characters within which figures go on


@cache
def _reports() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what stands before and behind the time of a report: "results for", "quarter earnings"."""
    words = "|".join(load_lexicon("result")["reports"])
    before = rf"\b(?:{words}) (?:for|of) (?:the |its )?$"
    after = rf"[ -](?:financial |trading |interim )?(?:{words})\b"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


@dataclass
class Series:
    """What the drafts so far have told, for those that follow."""

    cast: Cast
    told: dict[str, deque[Draft]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=EARLIER)))
    """The last drafts of each type."""

    @cached_property
    def pairs(self) -> Pairs:
        """The two ends of the flows told so far."""
        return Pairs(self.cast)

    def goes_on(self, cls: type[Event], start: int) -> bool:
        """Tell whether an event of a type was told near before character ``start``."""
        told = self.told[cls.model_fields["type"].default]
        return bool(told) and start - told[-1].start < _REACH

    def action(self, cls: type[Event], start: int) -> str | None:
        """Return what is told of the counted near before: "5,000 posts will go; of the posts, 2,900 are in Bonn"."""
        return self.told[cls.model_fields["type"].default][-1].action if self.goes_on(cls, start) else None

    def complete(self, draft: Draft) -> None:
        """Fill a draft from those before it and from the article, then remember it."""
        if draft.frame.pair:
            self.pairs.complete(draft, *draft.frame.pair)
        told = self.told[draft.type]
        if told:
            _go_on(told[-1], draft)
        if draft.fields.get("period") is None and draft.fields["modality"] == "asserted":
            draft.fields["period"] = self._reported(draft)
        fill_parties(self.cast, draft, told)
        for name, role in draft.frame.roles.items():
            if role.filler != "actor" and draft.fields.get(name) is None:
                draft.fields[name] = self._late(draft, role)
        told.append(draft)

    def _reported(self, draft: Draft) -> Period | None:
        """Return the period of the report that the figures of a firm stand in: "fourth-quarter results"."""
        if not draft.frame.words.has("accounts", draft.clause.noun_names):
            return None
        reading = self.cast.reading
        last = bisect_left(reading.times, draft.start, key=lambda time: time.start)
        before, after = _reports()
        for time in reversed(reading.times[:last]):
            if draft.start - time.end > _REACH:
                break
            around = (
                reading.text[max(0, time.start - _PHRASE) : time.start],
                reading.text[time.end : time.end + _PHRASE],
            )
            if time.start_date and (before.search(around[0]) or after.match(around[1])):
                return reading.period(time)
        return None

    def _late(self, draft: Draft, role: Role) -> Any:
        """Return what fills a role that is still empty: the other end of a way, the scene, the article's country."""
        words, nouns = draft.frame.words, draft.clause.noun_names
        found: Any = self._home_end(draft, role) if role.ours else None
        if found is None and role.scene:
            found = self.cast.scene_before(draft.start)
        if found is None and role.home is not None and words.has(role.home, nouns) and self.cast.home:
            found = _untaken(self.cast.home, draft)
        return found

    def _home_end(self, draft: Draft, role: Role) -> list[Place] | None:
        """Return the article's country as the other end of a way that begins or ends abroad."""
        ends = {_country(v) for k, v in draft.fields.items() if (r := draft.frame.roles.get(k)) and r.ours and v}
        home = self.cast.home
        fits = role.applies(draft.action) and bool(ends) and home is not None and home[0].country not in ends
        return home if fits else None


def _go_on(before: Draft, draft: Draft) -> None:
    """Fill a draft from the one of its type before: the period of a series, with it the basis, and what is carried."""
    fields, known = draft.fields, before.fields
    if fields.get("period") is None and fields.get("basis") != "since" and _one_series(before, draft):
        fields["period"] = known.get("period")
        if fields.get("basis") is None and draft.frame.pair and fields.get("change") and known.get("change"):
            fields["basis"] = known.get("basis")
    for name, role in draft.frame.roles.items():
        carried = role.filler != "actor" and role.carry and role.positions(draft.action)
        if role.only and draft.action.split(":")[0] != before.action.split(":")[0]:
            continue  # what is imported is not what was exported
        if carried and fields.get(name) is None and known.get(name) is not None:
            fields[name] = known[name]


def _untaken(home: list[Place], draft: Draft) -> list[Place] | None:
    taken = {_country(v) for k, v in draft.fields.items() if k in draft.frame.roles and isinstance(v, list)}
    return None if home[0].country in taken else home


def _country(places: Sequence[Place] | None) -> str | None:
    return (places[0].country or places[0].name) if places else None


def _one_series(before: Draft, draft: Draft) -> bool:
    """Tell whether a clause without a period goes on with the figures of the one before, told as a fact like it."""
    if not isinstance(before.fields.get("period"), Period) or draft.fields["modality"] != before.fields["modality"]:
        return False
    gap = draft.start - before.start
    if _elided(draft):
        return 0 <= gap <= 2 * _REACH
    counted = [d.lead.type == "headcount" for d in (before, draft)]
    if any(counted):  # "India sent 46,473, Italy 12,644"
        return all(counted) and bool(before.action) and before.action == draft.action and 0 <= gap <= _REACH / 2
    return 0 <= gap <= _REACH and draft.lead.type in ("change", "money", "share")


def _elided(draft: Draft) -> bool:
    """Tell whether what is measured or counted is named before the sentence, or before the number next to it."""
    measured = draft.clause.group.measured
    return measured is not None and (measured.end <= draft.lead.sentence.start or draft.clause.gap is not None)
