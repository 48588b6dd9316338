"""News: what an article tells as new is none of what happened at a time that is long over: "has bought", "in 2019"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from spacy.tokens import Span, Token

from eventx.events.clauses.lede import find_opening, find_titles
from eventx.events.merging.identity import are_alike, is_called
from eventx.events.merging.measures import numbers
from eventx.events.merging.merge import TITLES, is_told_in
from eventx.events.merging.retelling import is_meant
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.records import Actor, Event, Mention
from eventx.syntax.nominals import is_new, is_nominal

_NEW = timedelta(days=7)  # for which what happened is news
_DOERS = frozenset({"subject", "agent", "by"})
_TENSES = frozenset({"VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class News:
    """What an article tells as new, by the day of its publication; without one nothing is known to be old."""

    analysis: Analysis

    def are_apart(self, one: Event, two: Event) -> bool:
        """Tell whether one of two without numbers is new and has no time, and the other long over and of its own.

        What another accident did is apart, too, whatever the numbers, unless they are the same.
        """
        if self._is_another(two) and not self._is_another(one):
            return {q.value for q in numbers(one)}.isdisjoint(q.value for q in numbers(two))
        if self._since is None or one.frame.needs_number:
            return False
        if self._is_over(two) and one.period is None and self._is_introduced(two):
            return True
        return any(
            self._is_new(a) and self._is_over(b) and not self._is_again(b, a) for a, b in ((one, two), (two, one))
        )

    def _is_another(self, event: Event) -> bool:
        """Tell whether what brought it about is told as another: "*a separate* crash killed three"."""
        things = (getattr(event, name, None) for name in ("cause", "kind"))
        roots = [self._root(thing) for thing in things if isinstance(thing, Mention)]
        return any(c.lower_ in lexicon("clause").fresh for root in roots for c in root.lefts)

    @cached_property
    def _since(self) -> str | None:
        published = self.analysis.article.published_on
        return None if published is None else (published - _NEW).isoformat()

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """The characters of the titles and, if it tells what is new, of the first sentence."""
        start, end = find_opening(self.analysis)
        told = start < end and self._tells_new(self.analysis.sentence_span(max(start, end - 1)))
        return [*find_titles(self.analysis, TITLES), *[(start, end)] * told]

    def _tells_new(self, sentence: Span) -> bool:
        """Tell whether a sentence tells what has happened, is happening or will, or names a day of these."""
        lately = (
            t for t in self.analysis.times
            if sentence.start_char <= t.start < sentence.end_char and t.start_date == t.end_date
        )  # fmt: skip
        return any(t.tag_ in _TENSES for t in sentence) or any((t.start_date or "") >= str(self._since) for t in lately)

    def _is_new(self, event: Event) -> bool:
        """Tell whether an event without a time is told as new, or is yet to come."""
        if event.period is not None:
            return False
        return event.modality == "forecast" or any(is_told_in(event, *place) for place in self._places)

    def _is_over(self, event: Event) -> bool:
        """Tell whether an event is told as long over."""
        end = event.period.end_date if event.period is not None and event.modality == "asserted" else None
        return end is not None and end < str(self._since)

    def _is_introduced(self, old: Event) -> bool:
        """Tell whether what is over is told of as something else: "*a similar* blast", "*fires* there in 2023"."""
        deed, kind = self._root(old.trigger), getattr(old, "kind", None)
        told = [deed] if is_nominal(deed) else [self._root(kind)] if isinstance(kind, Mention) else []
        return any(is_new(t) or (t.tag_ == "NNS" and all(c.pos_ == "ADJ" for c in t.lefts)) for t in told)

    def _is_again(self, old: Event, new: Event) -> bool:
        """Tell whether what is over is the new told again: of it by a noun that is known, or done to the same."""
        deed = self._root(old.trigger)
        if is_nominal(deed) and is_meant(deed):
            return True
        if any(c.lower_ in lexicon("clause").initial for c in deed.lefts):
            return False  # "first imposed the ban in 2018"
        held = {k: (getattr(old, k), getattr(new, k)) for k in old.frame.roles if k != "places"}
        if old.frame.befalls:
            causes = (x for x, _ in (held.get(name, (None, None)) for name in ("kind", "attacker")) if x is not None)
            named = any(_is_named(x) and are_alike(x, y) for x, y in held.values())
            return named or any(map(is_meant, map(self._root, causes)))
        done = [pair for k, pair in held.items() if k != _doer(old) and all(pair)]
        parties = [(x, y) for x, y in done if isinstance(x, Actor) and is_called(x) == is_called(y)]
        return any(are_alike(x, y) for x, y in parties or done)

    def _root(self, filler: Actor | Mention) -> Token:
        mention = filler.mention if isinstance(filler, Actor) else filler
        return self.analysis.span(mention.start, mention.end).root


def _doer(event: Event) -> str | None:
    """Return the role of who does what an event tells."""
    action = getattr(event, event.frame.action or "type")
    return next((k for k, role in event.frame.roles.items() if not _DOERS.isdisjoint(role.positions(action))), None)


def _is_named(party: object) -> bool:
    return isinstance(party, Actor) and party.kind not in ("group", None)
