"""Salience: who is named in an article, most, first and in its title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from eventx.events.clauses.lede import find_headline, is_opening
from eventx.events.entities.antecedents import Antecedents
from eventx.events.entities.scenes import PlaceIndex, is_land
from eventx.events.entities.tables import firm_before_ticker
from eventx.mentions.analysis import Named
from eventx.mentions.memory import remembered
from eventx.mentions.names.roster import Roster, is_joined, roster_of
from eventx.records import Actor, ActorKind

_WORD = re.compile(r"[\w&.]+")
_TITLE = 300  # characters of a title at most
_FIRST = 20  # names among which those of the first sentence are


@dataclass(frozen=True)
class NameIndex(PlaceIndex):
    """Who is named in an article, and how much it is about each."""

    @cached_property
    def roster(self) -> Roster:
        """The names of the article."""
        return roster_of(self.analysis)

    @cached_property
    def antecedents(self) -> Antecedents:
        """The bodies of the article, as antecedents of descriptions."""
        return Antecedents(self.analysis, self.roster)

    @remembered
    def as_actor(self, name: Named) -> Actor:
        """Return the person or body of a name."""
        kind: ActorKind = "person" if name.kind == "person" else "organisation"
        full = name.name.partition(" <")[0]  # without the ticker that the model takes in
        return Actor(mention=self.analysis.mention(name.start, name.end), name=full, kind=kind)

    @cached_property
    def homeland(self) -> Actor | None:
        """The article's country as an actor."""
        place = self.lands[0][0] if self.lands else None
        if place is None or place.mention is None:
            return None
        name = self.land_names.get(place.name, place.name)
        return Actor(mention=place.mention, name=name, kind="country", country=place.country)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each person and body is named, and each place, a country by its code."""
        bodies = (n.name for n in self.analysis.names if n.kind in ("organisation", "person"))
        places = (p.place.country if is_land(p.place) else p.place.name for p in self.analysis.places)
        return Counter([*bodies, *filter(None, places)])

    @cached_property
    def opening(self) -> frozenset[str]:
        """Who is named in the headline or the first sentence of the body, or in a title that stands apart."""
        names, text = self.analysis.names, self.analysis.text
        title = f" {' '.join(_WORD.findall((self.analysis.article.title or '')[:_TITLE].casefold()))} "
        titled = (n.name for n in names if f" {text[n.start : n.end].casefold()} " in title)
        return frozenset([*titled, *(n.name for n in names[:_FIRST] if is_opening(self.analysis, n.start))])

    @cached_property
    def titled(self) -> Actor | None:
        """The body with whose name the title begins: "ORBIS INC 4TH QTR LOSS"."""
        title = find_headline(self.analysis)
        if title is None:  # or of one that stands apart
            apart, text = (self.analysis.article.title or "").casefold(), self.analysis.text
            firms = (n for n in self.roster.of("organisation") if apart.startswith(text[n.start : n.end].casefold()))
            return next(map(self.as_actor, firms), None)
        if found := firm_before_ticker(self.analysis.text[title.start : title.end]):
            mention = self.analysis.mention(title.start + found[0], title.start + found[1])
            return Actor(mention=mention, name=found[2], kind="organisation")
        first = next((n for n in self.analysis.names if title.start <= n.start < title.end), None)
        if first is None or first.start > title.start + 1 or first.kind != "organisation":
            return None
        return self.as_actor(first) if not is_joined(self.roster.span(first)) else None  # "Kvern-backed firm buys"

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The bodies that are named most, the first being 0."""
        beside = self.antecedents.is_beside
        most = Counter(n.name for n in self.roster.of("organisation") if not beside(n)).most_common(3)
        return {name: at for at, (name, _) in enumerate(most)}
