"""Pairs: the two countries of a flow of trade, where a clause names one of them or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice, pairwise

from eventx.events.entities import EntityIndex, is_land
from eventx.events.roles import Draft
from eventx.lexicons import lexicon
from eventx.mentions.reading import Located
from eventx.records import Place

_NEAR = 90  # characters between two countries that deal with each other
_MOST = 20  # pairs that are remembered
_AND = frozenset({" and ", " and the "})
_WAY = re.compile(r"\b(?:to|from|with|into) (?:the )?$")
Ends = tuple[list[Place], list[Place]]


@cache
def _deals() -> re.Pattern[str]:
    """Compile what stands between two that deal with each other: "Spain bought olives from Morocco"."""
    plain = r"(?:(?!while\b|and\b|but\b)[^.;,\n\d]){0,40}?"
    words = "|".join(sorted(lexicon("trade").deals))
    return re.compile(rf"{plain}\b(?:{words})\b{plain}\b(?:from|to|with) (?:the )?$", re.IGNORECASE)


@cache
def _mutual() -> re.Pattern[str]:
    """Compile what is said of two spoken of before: "bilateral", "the two countries"."""
    mutual, parties = ("|".join(sorted(words)) for words in (lexicon("trade").mutual, lexicon("trade").parties))
    return re.compile(rf"\b(?:{mutual}|(?:two|both) (?:\w+ )?(?:{parties}))\b", re.IGNORECASE)


@dataclass
class Pairs:
    """The pairs told so far, the home first, for the flows that follow."""

    entities: EntityIndex
    told: list[Ends] = field(default_factory=list)
    far: set[str | None] = field(default_factory=set)
    """Countries told as the partner of one that is not named."""
    passed: int = 0
    """How many of the article's couples have been told."""

    def complete(self, draft: Draft, giver: str, taker: str) -> None:
        """Complete the two ends of a flow from a pair told before: one names the other, none the last pair."""
        fields, turned = draft.fields, draft.action in draft.frame.turned
        home, away = (taker, giver) if turned else (giver, taker)
        self._pass(draft.start)
        one, two = fields.get(home), fields.get(away)
        if one and two:
            self.told.append((one, two))
        elif not (one or two) and (ends := self._last(draft)) is not None:
            fields[home], fields[away] = ends
        elif other := self._partner(one or two):
            fields[away if one else home] = other
        elif not one:
            fields[home] = self._home_of(two)

    def _last(self, draft: Draft) -> Ends | None:
        """Return the pair told last, else the two countries of the article where the sentence speaks of two."""
        if not self.told and self._both:
            sentence = draft.lead.sentence
            if _mutual().search(self.entities.reading.text, sentence.start, sentence.end):
                self.told.append(self._both)
        return self.told[-1] if self.told else None

    def _partner(self, known: list[Place] | None) -> list[Place]:
        """Return the other country of the last pair that one belongs to."""
        ends = (pair for home, away in reversed(self.told[-_MOST:]) for pair in ((home, away), (away, home)))
        return next((two for one, two in ends if known and country_of(known) == country_of(one)), [])

    def _home_of(self, away: list[Place] | None) -> list[Place]:
        """Return the home that goes with a partner: that of the last pair, else the article's first that is no partner.

        "Exports to China" after "exports to India": the home stays, the partner is another.
        """
        if away:
            self.far.add(country_of(away))
        homes = (land for land in self.entities.lands if country_of(land) not in self.far and self._is_home(land))
        home = self.told[-1][0] if self.told else next(homes, [])
        return home if country_of(home) not in self.far else []

    def _is_home(self, land: list[Place]) -> bool:
        """Tell whether a country is named otherwise than as where things come from and go to."""
        text, name = self.entities.reading.text, country_of(land)
        named = (p for p in self.entities.reading.places if name in (p.place.country, p.place.name))
        return any(not _WAY.search(text, max(0, p.start - 9), p.start) for p in islice(named, _MOST))

    @cached_property
    def _both(self) -> Ends | None:
        """The two countries that the article is about, first the one that it speaks of first."""
        lands = sorted(self.entities.lands[:2], key=lambda land: land[0].mention.start if land[0].mention else 0)
        return (lands[0], lands[1]) if len(lands) == 2 else None

    def _pass(self, start: int) -> None:
        """Take in the couples that stand before a character."""
        while self.passed < len(self._couples) and self._couples[self.passed][0].start < start:
            one, two = ([self.entities.as_place(p)] for p in self._couples[self.passed])
            self.told.append((one, two))
            self.passed += 1

    @cached_property
    def _couples(self) -> list[tuple[Located, Located]]:
        """The countries that the article speaks of together: "between Chile and Peru", "Spain bought from Morocco"."""
        text = self.entities.reading.text
        lands = [p for p in self.entities.reading.places if is_land(p.place)]
        return [
            (one, two)
            for one, two in pairwise(lands)
            if (text[one.end : two.start] in _AND and text.endswith("between ", 0, one.start))
            or (two.start - one.end < _NEAR and _deals().match(text[one.end : two.start]))
        ]


def country_of(places: Sequence[Place] | None) -> str | None:
    """Return the country that places stand for."""
    return (places[0].country or places[0].name) if places else None
