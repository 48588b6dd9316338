"""Oversight: who fines or investigates whom, told of two bodies by a verb, so that neither is taken for the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.memory import remembered
from eventx.mentions.names.roster import Roster
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import NOUN_SUBJECTS


@dataclass(frozen=True)
class Oversight:
    """Who of an article oversees others, and whom, by their full names."""

    roster: Roster

    @cached_property
    def overseers(self) -> frozenset[str]:
        """The bodies that fine or investigate others: no lender, no company."""
        return frozenset(n for over, under in self._told for n in self._names(over) if under)

    @cached_property
    def overseen(self) -> frozenset[str]:
        """The bodies that are fined or investigated: no watchdog."""
        return frozenset(n for _, under in self._told for n in self._names(under))

    @cached_property
    def _told(self) -> list[tuple[list[Token], list[Token]]]:
        """Who stands before and behind, or for a passive behind and before, each verb of oversight."""
        verbs = (
            t
            for t in self.roster.analysis.doc
            if t.pos_ == "VERB" and t.lemma_.lower() in lexicon("entities").overseeing
        )
        return [_sides(verb) for verb in verbs]

    def _names(self, tokens: list[Token]) -> list[str]:
        held = (self.roster.at(t) for t in tokens)
        return [n.name for n in held if n is not None and n.kind in ("organisation", "other")]


def _sides(verb: Token) -> tuple[list[Token], list[Token]]:
    """Return who does what a verb tells, and to whom: "ordered *Kvern* to sell", "fined the lender *Kvern*"."""
    subjects = [c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS]
    if any(c.dep_ == "nsubjpass" for c in subjects):
        return objects_of(verb, "by"), subjects
    held = [c for c in verb.rights if c.dep_ in ("dobj", "dative")]
    held += [s for c in verb.rights if c.dep_ == "ccomp" for s in c.lefts if s.dep_ in NOUN_SUBJECTS]
    beside = (d for c in held for d in c.children if d.dep_ in ("appos", "poss"))  # "cleared *Kvern's* bid"
    return subjects, [*held, *beside]


@remembered
def oversight_of(roster: Roster) -> Oversight:
    """Return who oversees whom in an article, found once for all that ask."""
    return Oversight(roster)
