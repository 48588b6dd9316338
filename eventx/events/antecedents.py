"""Antecedents: which body named before "the company", "the mill" or "it" stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from math import log2

from spacy.tokens import Token

from eventx.lexicons import load_lexicon
from eventx.mentions.names.roster import Roster, is_public
from eventx.mentions.names.spans import words as name_words
from eventx.mentions.persons import NOUNS
from eventx.mentions.reading import Named, Reading
from eventx.normalize.currency import is_sign

ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_MOST = 30  # names before a description among which its antecedent is sought
_GAP = 40  # sentences, as far
_RECENT = (3.0, 2.5, 1.5, 1.0, 1.0)
_LEAST = 2.0


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("cast")[name])


@cache
def _alike() -> dict[str, frozenset[str]]:
    """The words that describe the same kind of body: a lender is a bank."""
    groups = load_lexicon("cast")["alike"]
    return {word: frozenset(group) for group in groups for word in group}


@cache
def firm_words() -> frozenset[str]:
    """The words for any firm, whatever it does."""
    return _words("any_firm")


@dataclass
class Antecedents:
    """The bodies of an article, weighed as antecedents of a description."""

    reading: Reading
    roster: Roster

    @cached_property
    def bodies(self) -> list[Named]:
        """The names of bodies in text order, and other names that a noun of a body goes with: "the Halvorsen mill"."""
        placed = {p.start for p in self.reading.places}
        described = {
            n.name for n in self.reading.names if n.kind == "other" and n.start not in placed and self._beside(n)
        }
        held = (n for n in self.reading.names if n.kind == "organisation" or n.name in described)
        return [n for n in held if not is_sign(n.name)]

    @cached_property
    def _starts(self) -> list[int]:
        return [n.start for n in self.bodies]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(n.name for n in self.bodies)

    @cached_property
    def _titled(self) -> frozenset[str]:
        titles = [s for s in self.reading.sections[:9] if s.kind in ("headline", "standfirst")]
        return frozenset(n.name for n in self.bodies if any(s.start <= n.start < s.end for s in titles))

    @cached_property
    def _descriptions(self) -> dict[str, set[str]]:
        """What each body is called: by words in its name, and by nouns beside its mentions."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.bodies:
            found[name.name] |= self._beside(name) | (set(name.name.lower().split()) & (_nouns() | _words("offices")))
        return found

    def _beside(self, name: Named) -> set[str]:
        """Return the nouns for bodies that stand with a mention: before it, after it, or in apposition."""
        span = self.roster.span(name)
        root, doc = span.root, span.doc
        near = [c for c in root.children if c.dep_ == "appos"]
        if root.dep_ in ("compound", "appos", "nmod", "poss"):
            near.append(root.head)
        if span.start and doc[span.start - 1].pos_ == "NOUN":
            near.append(doc[span.start - 1])
        if span.end < len(doc) and doc[span.end].pos_ == "NOUN":
            near.append(doc[span.end])
        return {w for t in near if t.pos_ == "NOUN" and (w := t.lemma_.lower()) in _nouns()}

    def find(self, token: Token, noun: str | None = None) -> Named | None:
        """Return the body that a pronoun, or a description by ``noun``, most likely stands for, or None."""
        stop = bisect_right(self._starts, token.idx - 1)
        here = self.reading.sentence_at(token.idx)
        best: tuple[float, int] | None = None
        seen: set[str] = set()
        for at in range(stop - 1, max(-1, stop - 1 - _MOST), -1):
            name = self.bodies[at]
            if name.name in seen:
                continue
            seen.add(name.name)
            gap = here - self.reading.sentence_at(name.start)
            if gap > _GAP:
                break
            score = self._weigh(name, gap, noun)
            if score >= _LEAST and (best is None or score > best[0]):
                best = score, at
        return self.bodies[best[1]] if best is not None else None

    def _weigh(self, name: Named, gap: int, noun: str | None) -> float:
        root = self.roster.span(name).root
        score = _RECENT[gap] if gap < len(_RECENT) else 0.0
        score += log2(self._counts[name.name])
        score += 1.0 if name.name in self._titled else 0.0
        if root.dep_ in ACTING or (root.dep_ == "poss" and root.head.dep_ in ACTING):
            score += 1.5
        if _is_affiliation(root):
            score -= 2.0
        if name.name.lower().split()[-1] in name_words("papers"):
            score -= 4.0
        if noun is not None:
            score += self._fit(name.name, noun)
        return score

    def _fit(self, name: str, noun: str) -> float:
        """Weigh a description by what the body is called elsewhere."""
        called = self._descriptions[name]
        if noun in called or not called.isdisjoint(_alike().get(noun, ())):
            return 6.0
        public = is_public(name)
        if noun in firm_words():
            return -5.0 if public or not called.isdisjoint(_words("no_firms")) else 1.0
        if noun in _words("bodies"):
            return -5.0 if public else -1.0
        return -_RECENT[0] - _GAP  # "the government" is none that is not called so


def _is_affiliation(root: Token) -> bool:
    """Tell whether a body is named only for whose somebody is: "an economist at Daehan Investment"."""
    head = root.head.head if root.dep_ == "pobj" else root.head if root.dep_ in ("compound", "nmod") else root
    return head is not root and head.pos_ in NOUNS and head.lemma_.lower() in name_words("role")


@cache
def _nouns() -> frozenset[str]:
    return _words("bodies") | _words("offices") | _words("collectives")
