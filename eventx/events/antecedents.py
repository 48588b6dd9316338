"""Antecedents: which body named before "the company", "the mill" or "it" stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from math import log2

from spacy.tokens import Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.analysis import Analysis, Named
from eventx.mentions.names.roster import Roster, is_public
from eventx.normalize.currency import is_sign

_ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_MOST = 30  # names before a description among which its antecedent is sought
_RECENT = (3.0, 2.5, 1.5, 1.0, 1.0)  # what the sentence of a name, counted back, speaks for it
_LEAST = 2.0
_NEVER = -50.0


@dataclass(frozen=True)
class Antecedents:
    """The bodies of an article, weighed as antecedents of a description."""

    analysis: Analysis
    roster: Roster

    @cached_property
    def bodies(self) -> list[Named]:
        """The names of bodies in text order, and other names that a noun of a body goes with: "the Halvorsen mill"."""
        placed = {p.start for p in self.analysis.places}
        others = (n for n in self.analysis.names if n.kind == "other" and n.start not in placed)
        described = {n.name for n in others if self._nouns_beside(n)}
        held = (n for n in self.analysis.names if n.kind == "organisation" or n.name in described)
        return [n for n in held if not is_sign(n.name) and not self.is_beside(n)]

    def is_beside(self, name: Named) -> bool:
        """Tell whether a name stands beside the story: an agency, or one in brackets: "Orbis (ORB)"."""
        text = self.analysis.text
        bracketed = text[name.start - 1 : name.start] + text[name.end : name.end + 1] in ("()", "<>")
        return bracketed or is_agency(name.name)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(n.name for n in self.bodies)

    @cached_property
    def _descriptions(self) -> dict[str, set[str]]:
        """What each body is called: by words in its name, and by nouns beside its mentions."""
        found: dict[str, set[str]] = defaultdict(set)
        offices = lexicon("entities").offices
        for name in self.bodies:
            found[name.name] |= self._nouns_beside(name)
            found[name.name].update(w for w in name.name.lower().split() if w in _body_nouns() or w in offices)
        return found

    def _nouns_beside(self, name: Named) -> set[str]:
        """Return the nouns for bodies that stand with a mention: before it, after it, or in apposition."""
        span = self.roster.span(name)
        root, doc = span.root, span.doc
        near = [*(c for c in root.children if c.dep_ == "appos"), *doc[max(0, span.start - 1) : span.start]]
        near += doc[span.end : span.end + 1]
        if root.dep_ in ("compound", "appos", "nmod", "poss"):
            near.append(root.head)
        return {w for t in near if t.pos_ == "NOUN" and (w := t.lemma_.lower()) in _body_nouns()}

    def find(self, token: Token, noun: str | None = None) -> Named | None:
        """Return the body that a pronoun, or a description by ``noun``, most likely stands for, or None."""
        stop = bisect_left(self.bodies, token.idx, key=lambda n: n.start)
        here = self.analysis.sentence_at(token.idx)
        last = {name.name: name for name in self.bodies[max(0, stop - _MOST) : stop]}
        weighed = [
            (self._weigh(name, here - self.analysis.sentence_at(name.start), noun), name.start, name)
            for name in last.values()
        ]
        best = max(weighed, key=lambda w: w[:2], default=None)
        return best[2] if best is not None and best[0] >= _LEAST else None

    def _weigh(self, name: Named, gap: int, noun: str | None) -> float:
        score = log2(self._counts[name.name]) + (_RECENT[gap] if gap < len(_RECENT) else 0.0)
        if is_acting(self.roster.span(name).root):
            score += 1.5
        if is_paper(name.name):
            score -= 4.0
        return score + (self._fit(name.name, noun) if noun is not None else 0.0)

    def _fit(self, name: str, noun: str) -> float:
        """Weigh a description by what the body is called elsewhere."""
        called = self._descriptions[name]
        if noun in called or not called.isdisjoint(_alike().get(noun, ())):
            return 6.0
        words = lexicon("entities")
        if is_public(name) or not (noun in words.bodies or noun.endswith(tuple(lexicon("names").makers))):
            return _NEVER  # "the government" is none that is not called so
        if noun in words.any_firm:
            return 1.0 if called.isdisjoint(words.no_firms) else _NEVER
        return -1.0


def is_acting(root: Token) -> bool:
    """Tell whether somebody is the subject of a clause, or owns it."""
    return root.dep_ in _ACTING or (root.dep_ == "poss" and root.head.dep_ in _ACTING)


def is_agency(name: str) -> bool:
    """Tell whether a name is that of an agency whose report an article is."""
    words = name.lower().split()
    return not lexicon("entities").agencies.isdisjoint((words[0], words[-1]))


def is_paper(name: str) -> bool:
    """Tell whether a name is that of a newspaper or agency, which is named for what it has written."""
    return name.lower().split()[-1] in lexicon("names").papers


@cache
def _alike() -> dict[str, frozenset[str]]:
    """The words that describe the same kind of body: a lender is a bank."""
    return {word: frozenset(group) for group in load_lexicon("entities")["alike"] for word in group}


@cache
def _body_nouns() -> frozenset[str]:
    words = lexicon("entities")
    return frozenset(words.bodies | words.offices | words.collectives)
