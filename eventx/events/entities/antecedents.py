"""Antecedents: which body named before "the company" or "the mill" stands for, told by a linear model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_called_by, told_by
from eventx.events.clauses.lede import is_opening
from eventx.lexicons import lexicon
from eventx.lexicons.weights import NOBODY, choose, load_weights
from eventx.mentions.analysis import Analysis, Named
from eventx.mentions.names.roster import Roster, is_joined, is_public
from eventx.mentions.names.traits import Traits, is_acting, noun_of, traits_of
from eventx.mentions.names.vocabulary import is_maker
from eventx.normalize.currency import is_sign
from eventx.records import Actor
from eventx.syntax.labels import has_left
from eventx.text.section import last_before

_OPENED = re.compile(r"(?:\(|<)(?:[A-Z][A-Za-z .]{1,20}: ?)?$")
_CLOSED = re.compile(r"(?:: ?[A-Z0-9.]{1,8})?[)>]")
"""What stands round the sign of a share or its exchange: "Orbis (*OSE*: ORB)"."""
_QUOTED = 24  # characters before it in which its bracket opens
_ORGAN = re.compile(r"(?:the )?([A-Z][^\n]*?)['’]s? (\w+)(?: of [A-Z]\w+)?")
_PART = frozenset({"compound", "nmod", "conj", "appos"})
_MOST = 30  # names before a description among which its antecedent is sought
_RECENT = (3.0, 2.5, 1.5, 1.0, 1.0)  # what the sentence of a name, counted back, speaks for it
_LEAST = 2.0
_FAR = 4  # sentences
_MANY = 4  # mentions
_PAIRED = 2  # bodies of which one is the former, and sentences in which both are named
_FIRST = 20  # names among which those of the first sentence are

Choice = tuple[Named | None, frozenset[str]]
"""A body that may be meant, or nobody, with what speaks for it."""


@dataclass(frozen=True)
class Antecedents:
    """The bodies of an article, weighed as antecedents of a description."""

    analysis: Analysis
    roster: Roster

    @cached_property
    def traits(self) -> Traits:
        """What the bodies are."""
        return traits_of(self.roster)

    @cached_property
    def bodies(self) -> list[Named]:
        """The names of bodies in text order, and other names that a noun of a body goes with: "the Halvorsen mill"."""
        described = {n.name for n in self._named if n.kind == "other" and self.traits.called(n.name)}
        return [n for n in self._named if n.kind == "organisation" or n.name in described]

    @cached_property
    def _named(self) -> list[Named]:
        """The names of bodies, and those of nobody's and no place's that is known."""
        placed = {(p.start, p.end) for p in self.analysis.places}
        names = (n for n in self.analysis.names if n.kind == "organisation" or n.kind == "other")
        held = (n for n in names if n.kind == "organisation" or (n.start, n.end) not in placed)
        return [n for n in held if not is_sign(n.name) and not self.is_beside(n)]

    def is_beside(self, name: Named) -> bool:
        """Tell whether a name is nobody of the story: an agency, an owner, "Orbis (OSE: ORB)", a bare "Company"."""
        text = self.analysis.text
        opened = _OPENED.search(text, max(0, name.start - _QUOTED), name.start)
        bracketed = opened is not None and _CLOSED.match(text, name.end) is not None
        span = self.roster.span(name)
        return bracketed or is_agency(name.name) or is_bare(name.name) or is_joined(span) or is_named_aside(span.root)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(n.name for n in self.bodies)

    @cached_property
    def _opening(self) -> frozenset[str]:
        """The bodies of the first sentence, and of the headline."""
        return frozenset(n.name for n in self.bodies[:_FIRST] if is_opening(self.analysis, n.start))

    def latest(self, token: Token, names: Iterable[Named] | None = None) -> Named | None:
        """Return the body that a pronoun most likely stands for, or None: one named often, lately, as who acts."""
        here = self.analysis.sentence_at(token.idx)
        weighed = [
            (self._weigh(name, here - self.analysis.sentence_at(name.start)), name.start, name)
            for name in (self.before(token.idx) if names is None else names)
        ]
        best = max(weighed, key=lambda w: w[:2], default=None)
        return best[2] if best is not None and best[0] >= _LEAST else None

    def only_person(self, token: Token) -> Named | None:
        """Return who "he" or "the 63-year-old" is where one person alone is named in this sentence and that before."""
        start = max(self.analysis.sentence_at(token.idx) - 1, 0)
        near = [n for n in self.analysis.names if n.kind == "person" and n.start < token.idx]
        told = {n.name: n for n in near if start <= self.analysis.sentence_at(n.start)}
        last = next(iter(told.values())) if len(told) == 1 and token.dep_ != "poss" else None
        return last if last is None or "\n" not in self.analysis.text[last.end : token.idx] else None

    def of_two(self, token: Token) -> Named | None:
        """Return which of two bodies named last "the former" or "the latter" is, in this sentence or that before."""
        here = self.analysis.sentence_at(token.idx)
        near = [n for n in self.before(token.idx)[:2] if here - self.analysis.sentence_at(n.start) < _PAIRED]
        if len(near) == 1 and len(parts := near[0].name.split(" and ")) == _PAIRED:  # taken for the name of one
            at = self.analysis.text.find(parts[1], near[0].start, near[0].end)
            one, two = replace(near[0], name=parts[0], end=near[0].start + len(parts[0])), replace(near[0], start=at)
            near = [replace(two, name=parts[1]), one] if at > 0 else []
        return near[token.lower_ == "former"] if len(near) == _PAIRED else None

    def _weigh(self, name: Named, gap: int) -> float:
        score = log2(max(self._counts[name.name], 1)) + (_RECENT[gap] if gap < len(_RECENT) else 0.0)
        return score + 1.5 * is_acting(self.roster.span(name).root) - 4.0 * is_paper(name.name)

    def find(self, token: Token) -> Named | None:
        """Return the body that a description most likely stands for, or None; the only one that its words suit."""
        near = {n.name: n for n in self._near(token.idx, self._named)}
        suiting = self.traits.suiting(token, near) or (near.keys() if self._is_sole(token, near) else ())
        if len(suiting) == 1:
            return near[next(iter(suiting))]
        choices = self.choices(token)
        weights = load_weights("events/entities/antecedents")["description"]
        return choices[choose(weights, [shown for _, shown in choices])[0]][0]

    def _is_sole(self, token: Token, near: Mapping[str, Named]) -> bool:
        """Tell whether a description tells the trade of a firm, and only one is named shortly before: "the airline"."""
        at, bare = self.analysis.sentence_at, told_by(token)[0].endswith("bare")
        told = bare and noun_of(token) in lexicon("entities").trading and len(near) == 1
        firms = (n for n in near.values() if n.kind != "other" and not is_public(n.name))
        return told and any(at(token.idx) - at(n.start) < _FAR - 1 for n in firms)

    def choices(self, token: Token) -> list[Choice]:
        """Return the bodies that a description may stand for, the last first, and nobody."""
        names, noun, told = self.before(token.idx), noun_of(token), told_by(token)
        fits = {name.name: fit for name in names if (fit := self._fit(name.name, noun)) is not None}
        free = [
            name
            for name in names
            if name.name in fits and not self._is_speaker(name) and is_called_by(token, name.name)
        ]
        meant = self.traits.free(token, [n.name for n in free])
        free = [name for name in free if name.name in meant] or list(filter(None, [self.traits.unknown(token)])) or free
        fits |= {name.name: "any" for name in free if name.name not in fits}
        best = "called" if "called" in fits.values() else "uncalled"
        chief = self.latest(token, free)
        shown: list[Choice] = [
            (name, frozenset(self._features(name, fits[name.name], token, first=name is free[0]))) for name in free
        ]
        shown = [(n, f | {f"chief & {fits[n.name]}", "chief"}) if n is chief else (n, f) for n, f in shown if n]
        none = {NOBODY, *(f"{NOBODY} & {t}" for t in (*told, best)), *(f"{NOBODY} & {t} & {best}" for t in told)}
        return [*shown, (None, frozenset(none))]

    def _is_speaker(self, name: Named) -> bool:
        """Tell whether somebody is named for what they say of another: a newspaper, a bank whose analyst speaks."""
        return is_paper(name.name) or name.name in self.houses

    @cached_property
    def houses(self) -> frozenset[str]:
        """The bodies whose analysts speak of others: "Harlow analyst Ann Low", "an economist at Harlow"."""
        words = lexicon("entities")
        above = ((n.name, self.roster.span(n).root.head) for n in self.roster.of("organisation"))
        told = ((name, t.head if t.lower_ in words.employed else t) for name, t in above if t.tag_ != "NNS")
        return frozenset(name for name, t in told if t.tag_ != "NNS" and t.lemma_.lower() in words.analysts)

    def _features(self, name: Named, fit: str, token: Token, first: bool) -> Iterator[str]:
        """Yield what speaks for a body, or against it."""
        gap = min(self.analysis.sentence_at(token.idx) - self.analysis.sentence_at(name.start), _FAR)
        root = self.roster.span(name).root
        yield from (f"fit {fit}", f"gap {gap}", f"gap {gap} {'acts' if is_acting(root) else 'not'}")
        yield f"dep {root.dep_}"
        yield from self.salience(name.name)
        yield f"paragraph {self.analysis.text.find(chr(10), name.end, token.idx) < 0}"
        if first:
            yield from ("last", f"last gap {gap}")
        if self._acted(name, token):
            yield "acted"
        own = {c.lower_ for c in token.lefts if c.dep_ in ("amod", "compound")} & {*name.name.lower().split()}
        for told in told_by(token):
            yield from (f"{told} {bool(own)}", f"fit {fit} & {told}")

    def _acted(self, name: Named, token: Token) -> bool:
        """Tell whether a body was the subject of a clause in the two sentences before a description."""
        at, here = self.analysis.sentence_at, self.analysis.sentence_at(token.idx)
        near = (n for n in self._near(token.idx) if n.name == name.name and here - at(n.start) < _FAR - 1)
        return any(is_acting(self.roster.span(n).root) for n in near)

    def salience(self, name: str) -> Iterator[str]:
        """Yield what a body is in the article."""
        count = self._counts[name]
        yield from (f"count {min(count, _MANY)}", f"most {count == max(self._counts.values(), default=0)}")
        if name in self._opening:
            yield "opening"
        if self.bodies and name == self.bodies[0].name:
            yield "first"

    def before(self, at: int) -> list[Named]:
        """Return the bodies named before a character by their last mention, the last first."""
        last = {name.name: name for name in self._near(at)}
        return sorted(last.values(), key=lambda n: -n.start)

    def _near(self, at: int, names: Sequence[Named] | None = None) -> Sequence[Named]:
        """Return the last mentions of bodies before a character, or of some names."""
        return last_before(self.bodies if names is None else names, at, _MOST)

    def _fit(self, name: str, noun: str) -> str | None:
        """Tell how a body goes with a description: by what it is called elsewhere; None where it is no such body."""
        words = lexicon("entities")
        if noun in words.sites:
            return "called" if noun in name.lower().split() else None
        if self.traits.is_called(name, noun):
            return "called"
        if is_public(name) or not (noun in words.bodies or is_maker(noun)):
            return None  # "the government" is none that is not called so
        if noun in words.any_firm:
            return "any" if self.traits.called(name).isdisjoint(words.no_firms) else None
        return "else"


def is_named_aside(root: Token) -> bool:
    """Tell whether a body only owns another, or its analysts tell of it: "owned by *Kappa*", "*Harlow* analysts"."""
    words = lexicon("entities")
    while root.dep_ in _PART and root.head.i != root.i:
        if root.head.lemma_.lower() in words.analysts and root.head.tag_ != "NNS":
            return True  # "*Harlow* analysts"
        root = root.head
    tie, over = root.head, root.head.head
    if root.dep_ != "pobj":
        return False
    if tie.dep_ == "agent" or tie.lower_ == "by":
        if over.lemma_.lower() == "lead":
            return over.dep_ == "acl" and over.head.lemma_.lower() in words.rounds  # "a round led by *Kappa*"
        done = over.tag_ == "VBN" and over.dep_ in ("acl", "advcl", "relcl")
        return done and over.lemma_.lower() in words.any_of("owning", "polling")
    if tie.lower_ in words.employed:
        return over.lemma_.lower() in words.analysts
    part = over.dep_ == "appos" or has_left(over, "punct")
    return tie.lower_ == "of" and part and over.lemma_.lower() in words.parts_of


def owner_of_organ(analysis: Analysis, name: Named) -> Actor | None:
    """Return whose organ a name is that is written as part of theirs: "Helvion's Board of Directors"."""
    found = _ORGAN.match(analysis.text, name.start, name.end)
    if found is None or found[2].lower() not in lexicon("entities").organs:
        return None
    return Actor(mention=analysis.mention(*found.span(1)), name=found[1], kind="organisation")


def is_agency(name: str) -> bool:
    """Tell whether a name is that of an agency whose report an article is; of no firm in full: "Kyodo Holdings Plc"."""
    words = name.lower().split()
    full = words[2:] and words[-1].rstrip(".") in lexicon("names").forms
    return not full and not lexicon("entities").agencies.isdisjoint((words[0], words[-1]))


def is_bare(name: str) -> bool:
    """Tell whether a name is a word for any firm alone, or none: "Company said sales rose", "THE boss of a giant"."""
    return name.lower() in lexicon("entities").any_of("any_firm", "no_names")


def is_paper(name: str) -> bool:
    """Tell whether a name is that of a newspaper or agency, which is named for what it has written."""
    return name.lower().split()[-1] in lexicon("names").papers
