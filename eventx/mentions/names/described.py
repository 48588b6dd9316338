"""Described: which person named shortly before a description means: "the 54-year-old", "the architect"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis, Named
from eventx.mentions.memory import remembered
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.traits import words_beside
from eventx.mentions.names.vocabulary import given, roles
from eventx.mentions.persons import is_aged, is_person
from eventx.syntax.labels import NOUN_SUBJECTS, PARTIES, PATIENTS, has_right
from eventx.syntax.nominals import is_new
from eventx.text.section import first_from

_FAR = 2  # sentences from a person to a description
_BACK = 400  # tokens before it in which somebody else may be called so
_WHOLE = 2  # words of a person's name
_WIDE = 8  # tokens before a name that tell whose it is
_PLACES = 6  # places among them


@dataclass(frozen=True)
class Described:
    """The persons of an article, as those whom a description may mean."""

    roster: Roster

    def person(self, token: Token) -> Named | None:
        """Return the person named last before a description that tells an age, a trade or an office."""
        if token.dep_ not in PARTIES or token.left_edge.lower_ != "the" or not _may_describe(token):
            return None
        if not is_aged(token) and _is_another(token):
            return None
        here = self.roster.analysis.sentence_at(token.idx)
        for at in range(here - 1, max(-1, here - 1 - _FAR), -1):
            sentence = self.roster.analysis.sentences[at]
            names = self._persons.get(at, [])
            if names or _tells_of_somebody(sentence):
                return None if _tells_of_somebody(sentence) else self._meant(token, names)
        return None

    @cached_property
    def _persons(self) -> dict[int, list[Named]]:
        """The persons who are named in each sentence."""
        out: dict[int, list[Named]] = defaultdict(list)
        for name in self.roster.analysis.names:
            if name.kind == "person" or _is_persons(name):
                out[self.roster.analysis.sentence_at(name.start)].append(name)
        return out

    @cached_property
    def lands(self) -> dict[str, frozenset[str]]:
        """The codes of the lands whose each person is said to be: "*French* President Ada Low", "Peru's Ivo Moss"."""
        out: dict[str, frozenset[str]] = defaultdict(frozenset)
        for name in (name for names in self._persons.values() for name in names):
            out[name.name] |= lands_in(self.roster.analysis, _told_with(self.roster.span(name)))
        return out

    def _meant(self, token: Token, names: list[Named]) -> Named | None:
        """Return which of the persons of a sentence is meant: who is called so, else the only one, no police chief."""
        last = {name.name: name for name in names}
        called = [n for n in last.values() if self._is_called(token, n)]
        found = called if called or not _describes(token) else [n for n in last.values() if not self._is_judge(n)]
        return found[0] if len(found) == 1 and not self._is_other(token, found[0]) else None

    def _is_other(self, token: Token, name: Named) -> bool:
        """Tell whether a person is another than is described: whose wife was hurt, or who was killed or put there."""
        root, noun = self.roster.span(name).root, token.lemma_.lower()
        owning = root.dep_ == "poss" and is_person(root.head)  # "*Tom Reed's* wife was killed"
        held = token.head.lemma_.lower() in lexicon("comparison").charged and _is_harmed(root)
        put = {t.lemma_.lower() for t in root.head.subtree} if root.head.lemma_ in lexicon("repairs").making else ()
        return owning or held or (_is_former(token) and noun in put)

    def _is_called(self, token: Token, name: Named) -> bool:
        """Tell whether a person has the office or trade of a description: of "former chancellor Low" none any more."""
        words, past = self._words(name), lexicon("names").past
        return token.lemma_.lower() in words and (past.isdisjoint(words) or _is_former(token))

    def _words(self, name: Named) -> frozenset[str]:
        return words_beside(self.roster.span(name))

    def _is_judge(self, name: Named) -> bool:
        """Tell whether somebody says or decides something of others: "prosecutor Ann Low said", "Judge Ann Low"."""
        root, words = self.roster.span(name).root, self._words(name)
        says = root.dep_ in NOUN_SUBJECTS and root.head.lemma_.lower() in lexicon("entities").commenting
        judges = not words.isdisjoint(lexicon("entities").judging)
        return judges or (says and not words.isdisjoint(roles()))


def _may_describe(token: Token) -> bool:
    """Tell whether a word may mean one person who is named: "the minister", no "the judge", no "the man"."""
    if is_aged(token):
        return True
    names, noun = lexicon("names"), token.lemma_.lower()
    if token.tag_ not in ("NN", "NNP") or noun in lexicon("entities").in_court:
        return False
    known = noun in roles() | lexicon("entities").called or is_person(token)
    return known and noun not in names.people | names.kin


def _describes(token: Token) -> bool:
    """Tell whether a description means whoever is named, by age, trade or what he was: no "the minister"."""
    trades = lexicon("names").trade | lexicon("entities").called
    return is_aged(token) or _is_former(token) or token.lemma_.lower() in trades


def _is_former(token: Token) -> bool:
    return any(c.lower_ in lexicon("names").past for c in token.lefts)


def _is_harmed(root: Token) -> bool:
    """Tell whether somebody is told as a victim: "*Ann Low* was killed", "named the dead man as *Tom Reed*"."""
    words = lexicon("repairs").sufferers
    tie = root.head
    named = tie.lower_ == "as" and any(t.lower_ in words for t in tie.head.subtree)
    suffers = root.dep_ in PATIENTS or (root.dep_ == "nsubj" and not has_right(tie, "dobj"))
    return named or (suffers and tie.lemma_.lower() in lexicon("clause").harming)


def _is_another(token: Token) -> bool:
    """Tell whether somebody else is called so before: "*a* dentist was hurt"."""
    noun = token.lemma_.lower()
    before = token.doc[max(0, token.i - _BACK) : token.i]
    same = (t for t in before if t.lemma_.lower() == noun and t.pos_ == "NOUN")
    return any(map(is_unnamed, same))


def is_unnamed(token: Token) -> bool:
    """Tell whether a noun tells of somebody new without a name: "a dentist", no "Ann Low, a dentist"."""
    told = token.dep_ in ("appos", "attr", "compound", "oprd") or has_right(token, "appos")
    as_one = token.dep_ == "pobj" and token.head.lower_ in ("as", "of")
    return is_new(token) and not told and not as_one


def _tells_of_somebody(sentence: Span) -> bool:
    """Tell whether a sentence tells of a person without a name who does or suffers something: "a man was held"."""
    acting = (t for t in sentence if t.dep_ in PARTIES and t.tag_ == "NN")
    return any(is_unnamed(t) and is_person(t) for t in acting)


def _is_persons(name: Named) -> bool:
    """Tell whether a name that was taken for another's reads as a person's: "the trial of *Omar Diallo*"."""
    parts = name.name.split()
    spots = lexicon("names").any_of("forms", "body", "spots", "works", "contests", "papers")
    return (
        len(parts) == _WHOLE and parts[0].lower() in given() and parts[1].lower() not in spots and name.kind != "place"
    )


def lands_in(analysis: Analysis, span: Span) -> frozenset[str]:
    """Return the codes of the lands that adjectives and possessors of some tokens tell: "French", "Peru's"."""
    near = first_from(analysis.places, span.start_char, _PLACES)
    held = [p for p in near if p.end <= span.end_char and p.place.kind == "country" and p.place.country]
    owning = {p.end for p in held if p.form == "name" and analysis.text.startswith(("'s", "’s"), p.end)}
    joined = {p.end for p in held if analysis.text.startswith("-", p.end)}  # "French-born"
    codes = (p.place.country for p in held if p.end in owning or (p.form == "adjective" and p.end not in joined))
    return frozenset(code for code in codes if code)


def _told_with(span: Span) -> Span:
    """Return a name with what stands before it, and over it: "his *Danish* counterpart, Ole Krag"."""
    root = span.root
    over = root.head if root.dep_ == "appos" and root.head.i < span.start else root
    first = max(min(over.left_edge.i, span.start), span.start - _WIDE)
    joints = (t.i + 1 for t in span.doc[first : span.start] if t.tag_ == "CC")
    return span.doc[max(joints, default=first) : span.end]


@remembered
def described_of(roster: Roster) -> Described:
    """Return the persons of an article, as those whom a description may mean, found once for all that ask."""
    return Described(roster)
