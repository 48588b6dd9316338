"""Pairs: the two countries of a flow of trade, where a clause names one of them or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from eventx.events.cast import Cast, is_described_land, is_land
from eventx.events.fill import Draft
from eventx.lexicons import load_lexicon
from eventx.mentions.reading import Located
from eventx.records import Place

_NEAR = 90  # characters between two countries that deal with each other
_MOST = 20  # pairs that are remembered
_AND = frozenset({" and ", " and the "})
_WAY = re.compile(r"\b(?:to|from|with|into) (?:the )?$")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what stands between two that deal with each other, and what is said of two spoken of before."""
    words = {key: "|".join(load_lexicon("trade")[key]) for key in ("deals", "mutual", "parties")}
    plain = r"(?:(?!while\b|and\b|but\b)[^.;,\n\d]){0,40}?"
    deals = rf"{plain}\b(?:{words['deals']})\b{plain}\b(?:from|to|with) (?:the )?$"
    together = rf"\b(?:{words['mutual']}|(?:two|both) (?:\w+ )?(?:{words['parties']}))\b"
    return re.compile(deals, re.IGNORECASE), re.compile(together, re.IGNORECASE)


@dataclass
class Pairs:
    """The pairs told so far, the home first, for the flows that follow."""

    cast: Cast
    told: list[tuple[list[Place], list[Place]]] = field(default_factory=list)
    far: set[str | None] = field(default_factory=set)
    """Countries told as the partner of one that is not named."""
    passed: int = 0
    """How many of the article's couples have been told."""
    _homes: dict[str | None, bool] = field(default_factory=dict, repr=False)

    def complete(self, draft: Draft, giver: str, taker: str) -> None:
        """Complete the two ends of a flow from a pair told before: one names the other, none the last pair."""
        fields, turned = draft.fields, draft.action in draft.frame.turned
        one, two = fields.get(giver), fields.get(taker)
        self._pass(draft.start)
        if one and two:
            self.told.append((two, one) if turned else (one, two))
            return
        together = self._describes(draft) or (not (one or two) and self._speaks_of_both(draft))
        if not self.told and together and self._both:
            self.told.append(self._both)
        if not (one or two):
            if self.told:
                home, partner = self.told[-1]
                fields[giver], fields[taker] = (partner, home) if turned else (home, partner)
                return
        elif (other := self._other(one or two or [])) is not None:
            fields[taker if one else giver] = other
            return
        if abroad := one if turned else two:
            self.far.add(_country(abroad))
        own = self._home()
        if own and _country(own) not in {_country(one or two), *self.far}:
            # "exports to China" after "exports to India": the home stays, the partner is another
            if not one and not two:
                fields[taker if turned else giver] = own
            elif abroad:
                fields[giver if two else taker] = own

    def _other(self, known: list[Place]) -> list[Place] | None:
        """Return the other country of the last pair that one belongs to."""
        for home, partner in reversed(self.told[-_MOST:]):
            for one, two in ((home, partner), (partner, home)):
                if _country(known) == _country(one):
                    return two
        return None

    def _home(self) -> list[Place] | None:
        """Return the home of the last pair, else the first of the article's countries that is no mere partner."""
        if self.told:
            return self.told[-1][0]
        return next((c for c in self.cast.lands if _country(c) not in self.far and self._is_home(_country(c))), None)

    def _is_home(self, land: str | None) -> bool:
        """Tell whether a country is named otherwise than as where things come from and go to."""
        if land not in self._homes:
            text = self.cast.reading.text
            named = (p for p in self.cast.reading.places if land in (p.place.country, p.place.name))
            self._homes[land] = any(
                p.form == "adjective" or not _WAY.search(text, max(0, p.start - 9), p.start) for p in named
            )
        return self._homes[land]

    def _speaks_of_both(self, draft: Draft) -> bool:
        """Tell whether a sentence speaks of two countries that it does not name."""
        sentence = draft.lead.sentence
        return _patterns()[1].search(self.cast.reading.text, sentence.start, sentence.end) is not None

    def _describes(self, draft: Draft) -> bool:
        """Tell whether a flow goes to or comes from a country that is only described: "its neighbour"."""
        ends = (t for position in ("to", "from", "with", "into") for t in draft.clause.at(position))
        return any(is_described_land(t) and not self.cast.place(t) for t in ends)

    @cached_property
    def _both(self) -> tuple[list[Place], list[Place]] | None:
        """The two countries that the article is about, first the one that it speaks of first."""
        if len(self.cast.lands) < 2:
            return None
        first = {_country(land): at for at, land in enumerate(self.cast.lands[:2])}
        country = next(
            (
                p.place.country or p.place.name
                for p in self.cast.reading.places
                if (p.place.country or p.place.name) in first
            ),
            None,
        )
        home = first.get(country, 0)
        return self.cast.lands[home], self.cast.lands[1 - home]

    def _pass(self, start: int) -> None:
        """Take in the couples that stand before a character."""
        while self.passed < len(self._couples) and self._couples[self.passed][0].start < start:
            one, two = ([self.cast.as_place(p)] for p in self._couples[self.passed])
            self.told.append((one, two))
            self.passed += 1

    @cached_property
    def _couples(self) -> list[tuple[Located, Located]]:
        """The countries that the article speaks of together: "between Chile and Peru", "Spain bought from Morocco"."""
        text = self.cast.reading.text
        lands = [p for p in self.cast.reading.places if is_land(p.place)]
        return [
            (one, two)
            for one, two in pairwise(lands)
            if (text[one.end : two.start] in _AND and text.endswith("between ", 0, one.start))
            or (two.start - one.end < _NEAR and _patterns()[0].match(text[one.end : two.start]))
        ]


def _country(places: Sequence[Place] | None) -> str | None:
    return (places[0].country or places[0].name) if places else None
