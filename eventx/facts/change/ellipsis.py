"""Ellipsis: percentages that tell a change whose word is understood: "grew 8% in August, after *7%* in July".

A linear model tells them from levels and parts by the words around a percentage and the change told before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from eventx.facts.change.vocabulary import WAYS, nouns, verbs, ways
from eventx.lexicons import lexicon
from eventx.lexicons.weights import NOBODY, choose, load_weights
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import is_amount
from eventx.mentions.persons import is_of_people
from eventx.mentions.topics import Asked, standing_of
from eventx.normalize.number import Number
from eventx.records import Direction
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUNS, SUBJECTS, VERBAL, first_left
from eventx.syntax.phrases import is_time, noun_phrase

LIKELY = 0.6
"""How likely a percentage must tell a change at least."""
_STEPS = (20, 40, 80, 150, 300, 600)  # characters to the change before, in steps
_NEAR = 300
_FAR = 100  # tokens around a percentage that tell of it
_BACK, _AHEAD = 8, 3  # tokens around a percentage in which a word may tell its way


@dataclass(frozen=True)
class Told:
    """A change told with its word: its characters, what it is of, its rule, its word and way, whether in per cent."""

    start: int
    end: int
    metric: Chars | None
    rule: str
    word: str
    direction: Direction
    percent: bool


@dataclass(frozen=True)
class Ellipsis:
    """A percentage that no change reads, with the changes told before and behind it."""

    analysis: Analysis
    number: Number
    before: Told | None
    behind: Told | None

    @cached_property
    def span(self) -> Span:
        """The tokens of the percentage."""
        return self.analysis.span(self.number.start, self.number.end)

    @property
    def tells_change(self) -> bool:
        """Whether it is likely enough that a change is told, and no noun of its own makes it a level."""
        told, odds = choose(load_weights("facts/change/ellipsis")["change"], self.choices())
        return told == 1 and odds >= LIKELY and not self._is_level

    @property
    def _is_level(self) -> bool:
        """Whether a noun that is no change has the percentage: "inflation of 5%", "its 2% target", "the fee is 5%"."""
        (top, head, tie), verb = self._standing, self._verb
        ahead = self.span.doc[self.span.end : self.span.end + 1].text.lower()
        owned = head.pos_ in NOUNS and (tie == "of" or head.i > top.i) and head.lower_ not in nouns()
        if owned or tie in lexicon("change").levelling or ahead in ways("beyond"):
            return True
        if verb is None or verb.lemma_.lower() not in lexicon("topic").being or verb.lower_ in verbs():
            return False
        bearer = subject_of(verb)
        if bearer is None or bearer.pos_ != "NOUN" or bearer.lower_ in nouns():
            return False
        return not is_of_people(bearer)

    def choices(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return what speaks for no change, and what for one."""
        return frozenset({NOBODY}), frozenset(self._signs())

    @property
    def metric(self) -> Chars | None:
        """What changes by the noun right before, "wheat rose 2%, *soy* 1%", or by who has it, "*Laos* managed 2%"."""
        doc, at, verb = self.span.doc, self.span.start - 1, self._verb
        while at > self._sentence.start and doc[at].lower_ in lexicon("change").parting:
            at -= 1
        has = verb is not None and verb.lemma_.lower() in lexicon("change").recording
        owner = doc[at].nbor(-1) if doc[at].tag_ == "POS" and at > self._sentence.start else None  # "and *Laos's* 1%"
        near = (owner or doc[at], subject_of(verb) if has and verb is not None else None)
        floor = self.before.end if self.before is not None else self._sentence.start_char
        fits = (n for n in near if n is not None and n.idx > floor and n.pos_ in NOUNS and not is_time(n))
        return next((noun_phrase(noun) for noun in fits), None)

    @property
    def direction(self) -> Direction:
        """The way of the change by the nearest word that tells one, else by the change before."""
        told = next((way for token in self._near if (way := _way_of(token)) is not None), None)
        return told or (self.before.direction if self.before is not None else "up")

    def ask(self) -> Asked:
        """Return how to ask what changes."""
        top, _, tie = self._standing
        signs = "kind ellipsis", f"tie {tie}", top.dep_
        return Asked(top, range(self.span.start, self.span.end), self.metric, signs)

    @cached_property
    def _standing(self) -> tuple[Token, Token, str]:
        return standing_of(self.span[0], self.span[-1])

    @cached_property
    def _verb(self) -> Token | None:
        """The verb that governs the percentage."""
        _, head, _ = self._standing
        return next((t for t in (head, *head.ancestors) if t.pos_ in VERBAL), None)

    @cached_property
    def _near(self) -> list[Token]:
        """The words around the percentage, the nearest before it first."""
        doc, start = self.span.doc, max(self._sentence.start, self.span.start - _BACK)
        return [*reversed(doc[start : self.span.start]), *doc[self.span.end : self.span.end + _AHEAD]]

    @cached_property
    def _sentence(self) -> Span:
        return self.analysis.sentence_span(self.number.start)

    def _signs(self) -> Iterator[str]:
        """Yield what speaks for a change."""
        words, before = tuple(self._words()), self.before
        same = before is not None and before.end > self._sentence.start_char
        far = self.number.start - before.end if before is not None else _STEPS[-1] + 1
        place = f"{'same' if same else 'other'} {'near' if far <= _NEAR else 'far'}"
        place += " percent" if before is not None and before.percent else ""
        yield from (*words, *(f"{place}, {word}" for word in words))
        yield from (place, f"distance {next((step for step in _STEPS if far <= step), 'far')}")
        yield f"value {min(int(self.number.value or 0) // 10, 3)}"
        if before is not None:
            yield from (f"change {before.rule}", f"{place}, change {before.rule}", f"word {before.word}")
            yield from self._between(before) if same else ()
        if self.behind is not None and self.behind.start < self._sentence.end_char:
            yield "change behind"
        if any(_way_of(token) is not None for token in self._near):
            yield "way told near"
        start, end = max(self._sentence.start, self.span.start - _FAR), min(self._sentence.end, self.span.end + _FAR)
        if any(token.lower_ in nouns() for token in self.span.doc[start:end]):
            yield "noun of change"

    def _between(self, before: Told) -> Iterator[str]:
        """Yield what stands between the change before, in the same sentence, and the percentage."""
        doc, start = self.span.doc, self.analysis.span(before.end, self.number.start).start
        tokens = doc[max(start, self.span.start - _FAR) : self.span.start]
        yield f"between {min(sum(t.pos_ in NOUNS and not is_time(t) for t in tokens), 3)} nouns"
        yield f"between {min(sum(t.pos_ in VERBAL for t in tokens), 2)} verbs"
        if any(t.dep_ == "cc" or t.text in ",;" for t in tokens):
            yield "between joint"

    def _words(self) -> Iterator[str]:
        """Yield what the words around the percentage say."""
        doc, (top, head, tie), at = self.span.doc, self._standing, self.span.start - 1
        while at > self._sentence.start and doc[at].lower_ in lexicon("topic").bounds:
            at -= 1
        behind = [token.lower_ for token in doc[max(self._sentence.start, at - 1) : at + 1]]
        ahead = [token.lower_ for token in doc[self.span.end : self.span.end + 2]]
        subject = first_left(self._verb, *SUBJECTS) if self._verb is not None else None
        lemma, kind = self._verb.lemma_.lower() if self._verb is not None else "", _kind_of(subject)
        yield from (f"behind {behind[-1:]}", f"behind {behind}", f"ahead {ahead[:1]}", f"ahead {ahead}", f"tie {tie}")
        yield from (f"head {head.lemma_.lower()}", f"{top.dep_} of {head.pos_}", f"verb {lemma}, {behind[-1:]}")
        yield from (f"verb {lemma}", f"verb {lemma} of {kind}", f"subject {kind}")
        if subject is not None:
            yield f"subject {subject.lemma_.lower()}"


def _kind_of(subject: Token | None) -> str:
    """Return what kind of subject tells a percentage: a change, a rate, a pronoun, a sum, a name, a thing."""
    if subject is None:
        return "nothing"
    if subject.pos_ == "PRON":
        return "pronoun"
    if subject.lower_ in nouns():
        return "change"
    if subject.lower_ in lexicon("direction").rates:
        return "rate"
    return "sum" if is_amount(subject) else "name" if subject.ent_type_ else "thing"


def _way_of(token: Token) -> Direction | None:
    """Return the way that a word of change tells."""
    word = verbs().get(token.lower_) if token.pos_ in VERBAL else nouns().get(token.lower_)
    if word is not None and word.direction in WAYS:
        return word.direction
    return ways("adverbs", "counts").get(token.lower_)


def find_percentages(analysis: Analysis, numbers: Iterable[Number], told: Sequence[Told]) -> Iterator[Ellipsis]:
    """Yield percentages between the changes ``told``, which stand in text order; none within a change."""
    starts = [change.start for change in told]
    for number in numbers:
        at = bisect_right(starts, number.start)
        before, behind = told[at - 1] if at else None, told[at] if at < len(told) else None
        within = (before is not None and before.end > number.start) or (
            behind is not None and behind.start < number.end
        )
        if not within:
            yield Ellipsis(analysis, number, before, behind)
