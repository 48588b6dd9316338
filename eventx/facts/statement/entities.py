"""Entities: the persons and bodies that an article tells of, with their offices, as those who may be meant."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Span, Token

from eventx.facts.statement.beside import is_personal, office_beside
from eventx.facts.statement.offices import Office
from eventx.facts.statement.phrases import Phrase, is_body, name_of, phrase_at, speaks
from eventx.facts.statement.titles import kind_of, trim_determiner
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.names.described import Described, described_of
from eventx.mentions.names.roster import Roster, is_joined, roster_of
from eventx.mentions.names.traits import Traits, traits_of
from eventx.mentions.names.vocabulary import given, roles, tells_firm
from eventx.syntax.labels import NOUN_SUBJECTS, first_left, has_left
from eventx.syntax.tokens import keys, tokens_with
from eventx.text.section import first_from, last_before

_BYLINE = re.compile(r"(?:\A|\n)(?:By|BY) \Z")
_BACK = 40  # entities that a pronoun or description looks over, back and ahead
_SUBORDINATE = frozenset({"advcl", "relcl", "acl", "pcomp"})
_SUBJECT = keys({"nsubj"})
_PARTS = frozenset({"compound", "poss", "nmod", "appos"})


@dataclass(frozen=True, slots=True)
class Entity:
    """Who is named or told of at a character: a person, organisation, country, document, body, unnamed or a group."""

    start: int
    name: str
    kind: str
    subject: bool = True
    gender: str | None = None
    office: Office = field(default_factory=Office)


@dataclass(frozen=True)
class EntityIndex:
    """The entities of an article in text order, by office and by the words of their names."""

    view: View
    roster: Roster
    entities: Sequence[Entity]
    bodies: Mapping[str, str]
    holders: Mapping[str, Sequence[Entity]]
    named: Mapping[str, Sequence[Entity]]
    genders: Mapping[str, str]
    main_body: str | None

    @cached_property
    def surnames(self) -> Mapping[str, str]:
        """The full names of persons by their last word."""
        return {name.rpartition(" ")[2]: name for name in sorted(self.persons) if " " in name}

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of the persons."""
        return frozenset(e.name for e in self.entities if e.kind == "person")

    @cached_property
    def traits(self) -> Traits:
        """What the bodies are."""
        return traits_of(self.roster)

    @cached_property
    def described(self) -> Described:
        """The persons, as those whom a description may mean."""
        return described_of(self.roster)

    @cached_property
    def states(self) -> frozenset[str]:
        """The names of the places that may be meant."""
        return frozenset(e.name for e in self.entities if e.kind == "country")

    @cached_property
    def first_body(self) -> str | None:
        """The organisation that is named first, no paper or agency."""
        return next((e.name for e in self.entities if e.kind == "organisation" and not is_paper(e.name)), None)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each is named or told of."""
        return Counter(e.name for e in self.entities)

    @cached_property
    def opening(self) -> frozenset[str]:
        """Who is named in the headline or the first two sentences."""
        end = self.view.end_char(self.view.sentences[:2][-1].end)
        return frozenset(e.name for e in self.entities if e.start < end)

    @cached_property
    def offices(self) -> Mapping[str, set[str]]:
        """The words of the offices of each person."""
        out = defaultdict[str, set[str]](set)
        for entity in self.entities:
            told = f"{entity.office.role or ''} {entity.office.organisation or ''}".casefold()
            out[entity.name].update(re.findall(r"\w+", told))
        return out

    def before(self, at: int) -> Iterator[Entity]:
        """Yield the entities before a character, the last first."""
        return reversed(last_before(self.entities, at, _BACK))

    def body(self, name: str) -> str:
        """Return the fullest name of a body."""
        return self.bodies.get(_form(name), name)

    def body_before(self, at: int, floor: int | None = None) -> str | None:
        """Return the last body that was a subject; from ``floor`` on: or state, or body without a name."""
        for entity in self.before(at):
            if floor is not None and entity.start < floor:
                return None
            if floor is not None and entity.kind in ("country", "body"):
                return entity.name
            if entity.kind == "organisation" and entity.subject and not is_paper(entity.name):
                return self.body(entity.name)
        return self.main_body if floor is None else None

    def nameless_before(self, pronoun: Token) -> str | None:
        """Return the company without a name that "its" or "it" means: *The airline* will cut 40 routes, it said.

        An article that names a body may mean that.
        """
        doc, names = self.view.doc, lexicon("names")
        told = doc[self.view.sentence(pronoun.i).start : pronoun.i]
        subjects = [t for t in told if t.dep_ in NOUN_SUBJECTS and t.tag_ == "NN" and t.left_edge.tag_ == "DT"]
        words = names.any_of("company", "alone", "body", "workplaces") - names.topical
        found = next((t for t in reversed(subjects) if t.lower_ in words or tells_firm(t.lower_)), None)
        named = any(e.kind == "organisation" and e.start < pronoun.idx for e in self.entities)
        return None if found is None or named else name_of(doc[found.left_edge.i : found.i + 1])

    def office_before(self, noun: Token) -> str | None:
        """Return the office told before by a description alone: "*Peru's central bank* cut rates. The bank said".

        A watchdog may be called by another word for one.
        """
        watching, word = lexicon("entities").watching, noun.lemma_.lower()
        alike = watching if word in watching else {word} & lexicon("entities").central
        subjects = (t for t in self.view.doc[: noun.i] if t.lemma_.lower() in alike and t.dep_ in NOUN_SUBJECTS)
        return next((name for t in subjects if (name := described_office(self, t)) is not None), None)

    def holder(self, at: int, core: str, rank: set[str] | None = None) -> str | None:
        """Return the person whose office a description names: the last one before, else the first after.

        ``rank``: words of it, such as vice or former, that must be in the office.
        """
        wanted = core.casefold()
        holders = nearest(self.holders.get(f"={wanted}") or self.holders.get(wanted.split()[-1], ()), at)
        return next((h.name for h in holders if _holds(h.office, set(wanted.split()), rank or set())), None)


def described_office(index: EntityIndex, noun: Token) -> str | None:
    """Return how an office is called that a noun tells in full, without a name."""
    if not _is_described_office(index.roster, noun):
        return None
    doc = index.view.doc
    return name_of(doc[trim_determiner(doc, noun.left_edge.i, noun.i) : noun.i + 1])


def _is_described_office(roster: Roster, noun: Token) -> bool:
    """Tell whether a noun tells an office in full, without a name: "Italy's *antitrust agency*", "a central bank"."""
    central = noun.lemma_.lower() in lexicon("entities").central
    marked = has_left(noun, "compound", "amod") and (not central or noun.nbor(-1).lower_ == "central")
    named = roster.at(noun) is not None or any(c.dep_ == "appos" or c.pos_ == "PROPN" for c in noun.rights)
    return marked and not named and noun.pos_ == "NOUN"


def nearest(entities: Sequence[Entity], at: int) -> Iterator[Entity]:
    """Yield the entities before a character, the last first, then those behind it."""
    yield from reversed(last_before(entities, at, _BACK))
    yield from first_from(entities, at, _BACK)


def _holds(office: Office, described: set[str], rank: set[str]) -> bool:
    """Say whether an office may be the one that is described: no deputy is the minister, no home one a foreign one."""
    names, held = lexicon("names"), set(re.findall(r"[\w-]+", (office.role or "").casefold()))
    ranks = names.rank
    ours, theirs = described - held - ranks, held - described - ranks - names.territories
    theirs = {word for word in theirs if len(word) > 1}  # "U.S. District Judge"
    told = ours & set((office.organisation or "").casefold().split())
    return held & ranks == rank and (not ours or not theirs or bool(told))


def is_paper(name: str) -> bool:
    """Say whether a name is of a newspaper, station or agency, which a description seldom means."""
    return not lexicon("statement").paper.isdisjoint(name.casefold().split())


def _form(name: str) -> str:
    return name.casefold().replace(".", "")


def index_of(view: View) -> EntityIndex:
    """Index the entities of an article."""
    analysis, roster = view.analysis, roster_of(view.analysis)
    bodies = {_form(analysis.text[n.start : n.end]): n.name for n in roster.of("organisation")}
    found = [entity for name in analysis.names if (entity := _named(view, roster, name)) is not None]
    holders, named = defaultdict[str, list[Entity]](list), defaultdict[str, list[Entity]](list)
    for entity in sorted(found, key=lambda e: e.start):
        role = (entity.office.role or "").casefold()
        for key in {f"={role}", *role.split()} if role else ():
            holders[key].append(entity)
        for key in set(entity.name.casefold().split()) if entity.kind == "organisation" and " " in entity.name else ():
            named[key].append(entity)
    genders = {e.name: e.gender for e in reversed(found) if e.gender is not None}
    told = {e.name for e in found}
    names = Counter(n.name for n in roster.of("organisation") if n.name in told and not is_paper(n.name))
    main = names.most_common(1)[0][0] if names else None
    index = EntityIndex(view, roster, found, bodies, holders, named, genders, main)
    found += [entity for token in tokens_with(view.doc, "DEP", _SUBJECT) if (entity := _subject(index, token))]
    found.sort(key=lambda e: e.start)
    return index


def _named(view: View, roster: Roster, name: Named) -> Entity | None:
    """Return the person or body of a name; who writes, or backs another, is not told of."""
    alone = name.name.casefold() in lexicon("names").company  # the "Bank"
    written = _BYLINE.search(view.text, max(0, name.start - 4), name.start)
    before = view.analysis.span(name.start, name.end)[0].i - 1
    posted = name.name.casefold() in lexicon("statement").platforms and view.is_text(before, "on", "via")
    span = roster.span(name)
    if alone or written or posted or is_joined(span) or name.kind not in ("person", "organisation"):
        return None
    root = span.root.head if span.root.dep_ in _PARTS else span.root
    subject = root.dep_ in NOUN_SUBJECTS and root.head.dep_ not in _SUBORDINATE and view.in_quote[span.start] < 0
    if not is_personal(roster, name):
        paper = span.start > 0 and view.doc[span.start - 1].lower_ in lexicon("statement").medium
        return Entity(name.start, name.name, "organisation", subject and not paper and not _is_told(roster, root.head))
    office = office_beside(roster, span.start, span.end)
    told = subject and _is_told(roster, root.head, "person")
    return Entity(name.start, name.name, "person", subject and not told, _gender(span, office), office)


def _is_told(roster: Roster, verb: Token, kind: str = "organisation") -> bool:
    """Say whether a clause is what another of a kind says of this one: "Kvern said that Lund left"."""
    teller = first_left(verb.head, "nsubj") if verb.dep_ == "ccomp" else None
    return teller is not None and kind_of(roster, teller) == kind


def _gender(span: Span, office: Office) -> str | None:
    before = {t.lower_ for t in span.doc[max(0, span.start - 2) : span.start]}
    told = gender_of(before | {*(office.role or "").casefold().split()})
    if told is not None or len(span) == 1:
        return told
    return "f" if span[0].lower_ in given("female") else "m" if span[0].lower_ in given("male") else None


def gender_of(words: set[str]) -> str | None:
    """Return the gender that titles and nouns tell of: "f", "m" or nothing."""
    names = lexicon("names")
    return "f" if words & names.female else "m" if words & names.male else None


def core_of(phrase: Phrase) -> str:
    """Return the phrase up to its head, with the rest of a name such as Larch & Pine or Ministry of Health."""
    doc, end = phrase.head.doc, phrase.head.i + 1
    joints = ("of", "for", "and", "&")
    while end < phrase.end and (doc[end].pos_ == "PROPN" or (doc[end].lower_ in joints and doc[end].ent_iob_ == "I")):
        end += 1
    start = trim_determiner(doc, phrase.start, end)
    named = phrase.head.pos_ == "PROPN" or not phrase.head.is_lower
    while named and start < phrase.head.i and doc[start].is_lower and doc[start].tag_ in ("NN", "JJ"):
        start += 1
    return name_of(doc[start:end])


def _subject(index: EntityIndex, token: Token) -> Entity | None:
    """Return the state, the people or data, or the body or person without a name, that is a sentence's subject."""
    names, lower, doc = lexicon("names"), token.lower_, index.view.doc
    if kind_of(index.roster, token) == "place":
        start = token.left_edge.i if token.i - token.left_edge.i < 4 else token.i
        return Entity(token.idx, name_of(doc[start : token.i + 1]), "country")
    if token.tag_ not in ("NN", "NNS") or lower in names.any_of("company", "alone") or not speaks(token):
        return None
    phrase = phrase_at(index.view, token)
    told = name_of(doc[trim_determiner(doc, phrase.start, phrase.end) : phrase.end])
    if lower in names.data or token.tag_ == "NNS":
        quoted = index.view.in_quote[token.i] >= 0
        return None if quoted else Entity(token.idx, told, "document" if lower in names.data else "group")
    if is_body(token):
        start = trim_determiner(doc, max(token.left_edge.i, token.i - 6), token.i + 1)
        bearers = index.named.get(lower) if start == token.i else None
        name = bearers[0].name if bearers else index.body(name_of(doc[start : token.i + 1]))
        return Entity(token.idx, name, "body")
    apposed = any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.rights)
    if token.head.dep_ != "ROOT" or apposed or (lower not in roles() and lower not in names.any_of("people", "kin")):
        return None
    known = index.holder(token.idx, lower) if token.left_edge.lower_ == "the" else None
    return Entity(token.idx, known or told, "person" if known else "unnamed", gender=gender_of({lower}))
