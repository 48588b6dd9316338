"""Calls: the pronoun or description by which a speaker is called, who may be meant by it, and what it tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from eventx.facts.statement.entities import EntityIndex, core_of, gender_of
from eventx.facts.statement.phrases import Phrase, is_body
from eventx.lexicons import lexicon
from eventx.mentions.names.described import lands_in
from eventx.mentions.names.vocabulary import roles, tells_firm
from eventx.mentions.persons import is_demonym, is_of_people
from eventx.records import Actor
from eventx.syntax.labels import PLURAL
from eventx.syntax.tokens import hyphened

_PRONOUNS = {"he": ("he", "she"), "it": ("it",), "they": ("they",), "first": ("first",)}
"""The pronouns of each sort, by their lists in the lexicon."""
_PERSON = frozenset({"person", "unnamed"})
FIRMS = frozenset({"organisation", "firm", "public"})
NAMED_BODIES = FIRMS | {"paper"}
"""The kinds of bodies with a name: those that may be a firm, and newspapers, which "it" seldom means."""
_BODY = NAMED_BODIES | {"body", "country"}
MEANT = {
    "he": _PERSON,
    "person": _PERSON,
    "it": _BODY | {"document"},
    "body": _BODY,
    "they": _BODY | {"group", "pair", "couple", "document"},
    "firms": frozenset({"pair"}),
}
"""The kinds of those who may be meant by each sort of call; people, data and "I" stand for themselves."""
_DETERMINERS = frozenset({"the", "this", "these", "both", "that", "its", "their", "our", "his", "her"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True)
class Call:
    """How a speaker is called; ``spoken``: who spoke before; ``told``: the character where what is told begins."""

    index: EntityIndex
    phrase: Phrase
    actor: Actor
    spoken: Sequence[Actor]
    told: int

    @property
    def at(self) -> int:
        """The character where it stands."""
        return self.actor.mention.start

    def gap(self, at: int) -> int:
        """Return how many sentences it stands behind a character."""
        sentence_at = self.index.view.analysis.sentence_at
        return sentence_at(self.at) - sentence_at(at)

    @property
    def head(self) -> str:
        """Its pronoun or noun."""
        return _called(self.phrase.head)

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.sort in _PRONOUNS

    @cached_property
    def sort(self) -> str | None:
        """Its sort, a key of MEANT or "first"; None for people and data."""
        return _pronoun_of(self.phrase) or _noun_of(self.phrase)

    @cached_property
    def gender(self) -> str | None:
        """The gender that it tells of: "f", "m" or nothing."""
        if self.sort == "he":
            return "m" if self.head in lexicon("statement").pronoun.he else "f"
        return gender_of({self.head})

    @cached_property
    def determiner(self) -> str:
        """What determines its noun; "a" of somebody new: a spokesman for the ministry, one official."""
        first = self.phrase.span[0].lower_
        if first in _INDEFINITE and self.phrase.start < self.phrase.head.i:
            return "a"
        return first if first in _DETERMINERS else "owned" if self._is_owned else "bare"

    @property
    def _is_owned(self) -> bool:
        return any(t.tag_ == "POS" for t in self.phrase.span)

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """The words that tell more of its noun, before and behind it."""
        return frozenset(t.lower_ for t in self.phrase.span if t.pos_ in _MODIFIERS and t.i != self.phrase.head.i)

    @cached_property
    def lands(self) -> frozenset[str]:
        """The codes of the lands of which it says that somebody is: "the French leader", "the Frenchman"."""
        return lands_in(self.index.view.analysis, self.phrase.span)

    @cached_property
    def names_used(self) -> frozenset[str]:
        """Those of its modifiers that are names: Kvern in "a Kvern official"."""
        return frozenset(t.lower_ for t in self.phrase.span if t.pos_ == "PROPN" and t.i != self.phrase.head.i)

    @cached_property
    def tells_more(self) -> bool:
        """Whether it tells more of somebody known: the defender, not: the driver of the van."""
        head = self.phrase.head
        told = (c for c in head.rights if c.dep_ in ("relcl", "acl", "appos"))
        rest = head.doc[head.i + 1 : self.phrase.end]
        parent = self.head in lexicon("names").kin and len(rest) > 1 and rest[0].lower_ == "of" and rest[1].like_num
        alone = (not rest or parent) and all(c.left_edge.nbor(-1).text == "," for c in told)
        definite = self.phrase.span[0].lower_ in ("the", "this") and not self._is_owned
        return alone and definite and head.is_lower and self.head not in lexicon("names").speaking

    @cached_property
    def outdated(self) -> int | None:
        """The character from which a subject is newer than who spoke last, behind the sentence of that."""
        if not self.spoken:
            return None
        return self.index.view.analysis.sentence_span(self.spoken[-1].mention.start).end_char

    @cached_property
    def described(self) -> str | None:
        """The office that a bare "the bank" or "the watchdog" means, told before by a longer description alone."""
        bare = self.sort == "body" and self.determiner == "the" and not self.modifiers
        return self.index.office_before(self.phrase.head) if bare else None

    @cached_property
    def core(self) -> str:
        """Its noun with what is before it, and the rest of a name."""
        return core_of(self.phrase)

    @cached_property
    def noun_class(self) -> str:
        """The class of its noun: an office that one person holds, a speaker's, any other, a company, a body..."""
        names, statement = lexicon("names"), lexicon("statement")
        if self.sort == "person" and (_is_aged(self.phrase) or is_demonym(self.phrase.head)):
            return "aged" if _is_aged(self.phrase) else "demonym"
        lists = {
            "medium": statement.newsroom, "sole": statement.sole, "speaking": names.speaking, "company": names.company,
            "alone": names.alone, "role": roles(), "body": names.body,
        }  # fmt: skip
        named = next((name for name, words in lists.items() if self.head in words), None)
        named = "company" if named is None and self.sort == "body" and tells_firm(self.head) else named
        return named or ("common" if self.phrase.head.is_lower else "capital")


def _is_aged(phrase: Phrase) -> bool:
    return any(t.lower_ == "old" or t.lower_.endswith("-year-old") for t in phrase.span)


def _pronoun_of(phrase: Phrase) -> str | None:
    """Return the sort of a pronoun; WHO and US are names."""
    if phrase.end - phrase.start > 1 or (phrase.head.is_upper and len(phrase.head) > 1):
        return None
    pronouns = lexicon("statement").pronoun
    return next((sort for sort, keys in _PRONOUNS.items() if phrase.head.lower_ in pronouns.any_of(*keys)), None)


def _noun_of(phrase: Phrase) -> str | None:
    """Return the sort of a description; None for people and data."""
    head, names = phrase.head, lexicon("names")
    medium = head.lower_ in lexicon("statement").newsroom  # the paper
    if head.lower_ in names.data and not medium:
        return None
    firm = tells_firm(head.lower_) and head.tag_ == "NN" and not _is_somebody(head)  # the truckmaker
    if medium or firm or is_body(head) or _called(head) in names.any_of("body", "company", "alone"):
        return "body"
    if head.tag_ in PLURAL:
        known = phrase.span[0].lower_ in _DETERMINERS and head.lemma_.lower() in names.company  # not: tech companies
        return "firms" if known else None
    return "person" if _is_somebody(head) or _is_aged(phrase) else None


def _called(head: Token) -> str:
    """Return the word by which somebody is called, with what a hyphen joins to it: the start-up."""
    whole = hyphened(head)
    return whole if whole in lexicon("names").company else head.lower_


def _is_somebody(noun: Token) -> bool:
    """Say whether a noun stands for a person or people."""
    listed = noun.lower_ in lexicon("names").any_of("people", "kin", "bystanders")
    return listed or noun.lemma_.lower() in roles() or is_of_people(noun)
