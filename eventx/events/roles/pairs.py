"""Pairs: the two countries of a flow of trade, where a clause names one of them or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from eventx.events.clauses.lede import find_opening
from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.events.entities.scenes import is_land
from eventx.events.merging.identity import stems
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Located
from eventx.records import Mention, Place
from eventx.syntax.labels import COMPLEMENTS, MODIFIERS, NOUN_SUBJECTS, NOUNS
from eventx.text.section import last_before

_NEAR = 200  # characters before "there" within which a place is told
_MOST = 20  # pairs that are remembered
_WAY = re.compile(r"\b(?:to|from|with|into) (?:the )?$")
Ends = tuple[list[Place], list[Place]]


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
    last: tuple[str, Ends] = ("", ([], []))
    """The flow before, and its ends as far as they are known."""
    home: list[Place] = field(default_factory=list)
    """Whose flow it is."""
    wares: tuple[frozenset[str], int] = (frozenset(), 0)
    """The stems of the goods of the pair told last, and where its sentence begins."""

    def complete(self, draft: Draft, giver: str, taker: str) -> None:
        """Complete the two ends of a flow from a pair told before: one names the other, none the last pair."""
        if not draft.words.has("worldwide", draft.clause.near):
            self._complete(draft, giver, taker)
        flow, ends = draft.base, (draft.fields.get(giver) or [], draft.fields.get(taker) or [])
        self.home = ends[flow == "import"] or self.home
        self.last = flow, ends

    def _complete(self, draft: Draft, giver: str, taker: str) -> None:
        fields, turned = draft.fields, draft.action in draft.frame.turned
        if draft.words.has("continued", (draft.action,)):
            self._go_on(draft, giver, taker)
            return
        home, away = (taker, giver) if turned else (giver, taker)
        one, two = fields.get(home), fields.get(away) or self._meant(draft)
        overall = not two and (draft.words.has("overall", draft.clause.near) or self._is_of_others(draft))
        if two:
            fields[away] = two
        if one and two:
            self.told.append((one, two))
            self.wares = _wares(draft), draft.lead.sentence.start
        elif not (one or two) and (ends := self._last(draft)) is not None:
            fields[home], fields[away] = ends[0], [] if overall else ends[1]
        elif not overall and (other := self._partner(one or two)):
            fields[away if one else home] = other
        elif not one:
            fields[home] = self._home_of(draft, two)

    def _is_of_others(self, draft: Draft) -> bool:
        """Tell whether a later sentence is of other goods than the pair before: "tea to Peru. *Rice* sales fell"."""
        known, own = self.wares[0], _wares(draft)
        apart = own.isdisjoint(known) and draft.lead.sentence.start != self.wares[1]
        return apart and bool(known and own)

    def _go_on(self, draft: Draft, giver: str, taker: str) -> None:
        """Give one of the goods of the flow before both of its ends, another partner the land whose flow it is."""
        flow, ends = self.last
        if draft.words.has("parts", (draft.action,)):
            told = ends[::-1] if flow != draft.base and flow in ("export", "import") else ends
        else:
            told = (self.home, self.home)
        for name, places in zip((giver, taker), told, strict=True):
            draft.fields[name] = draft.fields.get(name) or places

    def _meant(self, draft: Draft) -> list[Place]:
        """Return the partner that an adverb means: "in Peru, *where* sales slid", "exports *there* rose"."""
        verb, noun = draft.clause.verb, draft.clause.noun
        said = [c for t in (verb, noun) if t is not None for c in t.children if c.dep_ == "advmod"]
        if verb is not None and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in said):
            above = (verb.head, verb.head.head)
            return next((places for t in above if t.pos_ in NOUNS and (places := self.entities.place(t))), [])
        there = next((c for c in said if c.lower_ == "there"), None)
        near = self.entities.places_in(max(0, there.idx - _NEAR), there.idx) if there is not None else []
        return [self.entities.as_place(p) for p in near if p.form == "name"][-1:]

    def _last(self, draft: Draft) -> Ends | None:
        """Return the pair told last, else the two countries of the article where the sentence speaks of two."""
        if not self.told and self._both:
            sentence = draft.lead.sentence
            if _mutual().search(self.entities.analysis.text, sentence.start, sentence.end):
                self.told.append(self._both)
        return self.told[-1] if self.told else None

    def _partner(self, known: list[Place] | None) -> list[Place]:
        """Return the other country of the last pair that one belongs to."""
        ends = (pair for home, away in reversed(self.told[-_MOST:]) for pair in ((home, away), (away, home)))
        return next((two for one, two in ends if known and country_of(known) == country_of(one)), [])

    def _home_of(self, draft: Draft, away: list[Place] | None) -> list[Place]:
        """Return the home that goes with a partner: that of the last pair, else whose trade was told last.

        Else it is the article's first that is no partner. "Exports to China" after "exports to India": the home stays,
        the partner is another.
        """
        if away:
            self.far.add(country_of(away))
        _, end = find_opening(self.entities.analysis)
        opened = [v for v in self.entities.lands[:1] if v[0].mention and v[0].mention.end <= end]
        owned = [[self.entities.as_place(p)] for p in last_before(self._owners, draft.start)]
        known = [self.told[-1][0]] if self.told else owned or [v for v in opened if country_of(v) in self._homes]
        return next((land for land in known if country_of(land) not in self.far), [])

    @cached_property
    def _owners(self) -> list[Located]:
        """The lands whose trade is told, where they stand: "*Mexican* exports fell after US tariffs"."""
        heads = ((p, self.entities.root(p.start, p.end)) for p in self.entities.analysis.places if is_land(p.place))
        owning = ((p, root.head.lemma_.lower()) for p, root in heads if root.dep_ in MODIFIERS)
        return [p for p, owned in owning if owned in lexicon("trade").counted]

    @cached_property
    def _homes(self) -> set[str]:
        """The countries that are named otherwise than as where things come from and go to."""
        text, places = self.entities.analysis.text, self.entities.analysis.places
        named = (p for p in places if p.form == "adjective" or not _WAY.search(text, max(0, p.start - 9), p.start))
        return {p.place.country or p.place.name for p in named if not self._is_partner(p)}

    def _is_partner(self, found: Located) -> bool:
        """Tell whether a land is called what another trades with: "*Chad* is the largest source of imports"."""
        root, words = self.entities.root(found.start, found.end), lexicon("trade")
        called = {c.lemma_.lower() for c in root.head.rights if c.dep_ in COMPLEMENTS and root.dep_ in NOUN_SUBJECTS}
        return not called.isdisjoint(words.takers_names | words.givers_names)

    @cached_property
    def _both(self) -> Ends | None:
        """The two countries that the article is about, first the one that it speaks of first."""
        lands = sorted(self.entities.lands[:2], key=lambda land: land[0].mention.start if land[0].mention else 0)
        return (lands[0], lands[1]) if len(lands) == 2 else None


def _wares(draft: Draft) -> frozenset[str]:
    """Return the stems of the goods that a flow is told of."""
    goods = draft.fields.get("goods")
    return stems(goods) if isinstance(goods, Mention) else frozenset()


def country_of(places: Sequence[Place] | None) -> str | None:
    """Return the country that places stand for."""
    return (places[0].country or places[0].name) if places else None
