"""Cast: the persons and bodies of an article by their fullest names, and whom a word in it stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Token

from eventx.events.antecedents import Antecedents
from eventx.lexicons import load_lexicon
from eventx.mentions.names.roster import Roster, is_public
from eventx.mentions.names.spans import words as name_words
from eventx.mentions.persons import is_person
from eventx.mentions.places.places import find_focus
from eventx.mentions.reading import Located, Named, Reading
from eventx.normalize.currency import is_sign
from eventx.records import Actor, ActorKind, Fact, Mention, Place
from eventx.syntax import phrases as syntax

_NEAR = 40  # tokens within which a pronoun stands for what is named before it
_ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_SCENE = 300  # characters within which a scene goes on
_DEEP = 4  # statements within statements
_OFTEN = 2.5  # mentions of the firm that an article is about, at least; "the company" counts half
_EARLY = 800  # characters within which an article names the firm that it is about


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("cast")[name])


@dataclass
class Cast:
    """Who appears in an article."""

    reading: Reading
    statements: Sequence[Fact] = ()
    """Who speaks: in text order."""
    _known: dict[int, Actor | None] = field(default_factory=dict, repr=False)
    _bearers: dict[int, Actor] = field(default_factory=dict, repr=False)
    _roots: dict[int, Token] = field(default_factory=dict, repr=False)

    @cached_property
    def _said(self) -> list[tuple[int, int, Actor]]:
        """Where each speaker's words stand, in text order."""
        return sorted(
            (
                (m.start, m.end, speaker)
                for f in self.statements
                if (speaker := _speaker(f))
                for m in getattr(f, "content", ())
            ),
            key=lambda said: said[:2],
        )

    @cached_property
    def roster(self) -> Roster:
        """The names of the article."""
        return Roster(self.reading)

    @cached_property
    def antecedents(self) -> Antecedents:
        """The bodies of the article, as antecedents of descriptions."""
        return Antecedents(self.reading, self.roster)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [p.start for p in self.reading.places]

    def places_in(self, start: int, end: int) -> list[Located]:
        """Return the places that stand within characters ``start`` to ``end``."""
        first = bisect_right(self._place_starts, start - 1)
        last = bisect_right(self._place_starts, end - 1)
        return [p for p in self.reading.places[first:last] if p.end <= end]

    def place(self, token: Token) -> list[Place]:
        """Return the places that a phrase names, coordinated ones too; those of its relative clauses are left out."""
        held = self.places_in(*_extent(token))
        if held and token.lemma_.lower() in _words(
            "lands"
        ):  # "the Southeast Asian nation" is one country of the region
            held = [p for p in held if p.form != "adjective" or p.place.country is not None]
        return [self.as_place(found) for found in held]

    def told_in(self, start: int, end: int) -> list[Place]:
        """Return the places that stand within characters ``start`` to ``end``, each with its mention."""
        return [self.as_place(found) for found in self.places_in(start, end)]

    def as_place(self, found: Located) -> Place:
        """Return the record of a place where it stands."""
        return found.place.model_copy(update={"mention": self.reading.mention(found.start, found.end)})

    def scenes(self, start: int, end: int) -> list[Place]:
        """Return the places between two characters where something can happen: "in Doha", "near Kumba"."""
        out = []
        for found in self.places_in(start, end):
            root = self.reading.span(found.start, found.end).root
            head = root.head if root.dep_ != "conj" else root.head.head
            if found.form == "name" and head.dep_ == "prep" and head.lower_ in _words("scene"):
                out.append(self.as_place(found))
        return out

    def named(self, token: Token) -> Actor | None:
        """Return the country, body or person that a token names or belongs to the name of."""
        held = self.places_in(token.idx, token.idx + len(token)) or self._over(token)
        name = self.roster.at(token)
        whose = name is not None and name.kind in ("person", "organisation")
        if held and not (whose and name is not None and name.end - name.start > held[0].end - held[0].start):
            found = held[0]
            kind: ActorKind = "country" if is_land(found.place) else "group"
            return self._country(found).model_copy(update={"kind": kind})
        return self.as_actor(name) if whose and name is not None else None

    def _country(self, found: Located) -> Actor:
        name = found.place.name if found.form == "adjective" else self.reading.text[found.start : found.end]
        mention = self.reading.mention(found.start, found.end)
        return Actor(mention=mention, name=name, kind="country", country=found.place.country)

    def actor(self, token: Token) -> Actor | None:
        """Return whom the phrase headed by ``token`` stands for, by the fullest name; None where nobody is meant."""
        word = token.lower_ if token.pos_ != "PROPN" else token.text  # "US" is not "us"
        if token.pos_ == "PRON" or word in _words("things") | _words("persons"):
            return (
                self._stands_for(token, "ORG")
                if word in _words("things")
                else self._stands_for(token, "PERSON")
                if word in _words("persons")
                else None
            )
        found = self.named(token)
        if found is not None and (not _is_body(token) or found.mention.end - found.mention.start > len(token)):
            return found
        if (
            token.pos_ not in ("NOUN", "PROPN")
            or syntax.is_time(token)
            or not token.is_alpha
            or is_sign(token.text)
            or token.like_num
            or token.lemma_.lower() in _words("nobody")
        ):
            return None
        if (name := self._titled(token)) is not None:
            return name
        if token.left_edge.lower_ in ("the", "this", token.lower_) and (known := self._described(token)) is not None:
            return known
        start, end = syntax.noun_phrase(token)
        mention = self.reading.mention(start, end)
        kind: ActorKind | None = "organisation" if token.pos_ == "PROPN" or _is_body(token) else None
        if kind is None and self.is_somebody(token):
            kind = "group"
        return Actor(mention=mention, name=mention.text, kind=kind) if mention.text and len(mention.text) < 80 else None

    def whom(self, token: Token) -> Actor | None:
        """Return whom a phrase stands for, looked up once."""
        if token.i not in self._known:
            self._known[token.i] = self.actor(token)
        return self._known[token.i]

    def root(self, start: int, end: int) -> Token:
        """Return the head of the tokens between two characters."""
        if start not in self._roots:
            self._roots[start] = self.reading.span(start, end).root
        return self._roots[start]

    def is_somebody(self, token: Token) -> bool:
        """Tell whether a noun means persons or a body, who can give and receive."""
        lemma = token.lemma_.lower()
        return lemma in _words("collectives") or _is_body(token) or is_person(token) or self._body_at(token) is not None

    def _titled(self, token: Token) -> Actor | None:
        """Return whose name stands beside a description: "the lift company, Kurobe Ropeways", "its neighbour Chile"."""
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        beside = [c for c in token.rights if c.dep_ == "appos"] + ([after] if after is not None else [])
        return next((found for t in beside if (found := self.named(t)) is not None), None)

    def _body_at(self, token: Token) -> Named | None:
        name = self.roster.at(token)
        return name if name is not None and name.kind == "organisation" else None

    def _described(self, token: Token) -> Actor | None:
        """Return what a description without a name stands for: "the council", "the firm", "the country"."""
        lemma = token.lemma_.lower()
        if lemma in _words("lands"):
            home = self.homeland
            return home.model_copy(update={"mention": self._word(token)}) if home is not None else None
        if not _is_body(token):
            return None
        body = self.antecedents.find(token, lemma)
        return self.as_actor(body).model_copy(update={"mention": self._word(token)}) if body is not None else None

    def _word(self, token: Token) -> Mention:
        return self.reading.mention(token.idx, token.idx + len(token))

    @cached_property
    def _firm(self) -> tuple[Named, int] | None:
        """The body that is named most, once as one that acts or owns, and how often; firms come first."""
        firms = [b for b in self.antecedents.bodies if not _is_paper(b.name)]
        counts = Counter(b.name for b in firms)
        counts.subtract({name: 2 for name in counts if is_public(name)})
        first = {b.name: b for b in reversed(firms)}
        acting = {b.name for b in firms if _acts(self.roster.span(b).root)}
        name = max(counts.keys() & acting, key=lambda n: (counts[n], -first[n].start), default=None)
        return (first[name], counts[name]) if name is not None else None

    def body(self, name: str | None) -> Actor | None:
        """Return the body that has a name, or a form of it."""
        found = self.roster.forms.get(name) if name else None
        return self.as_actor(found) if found is not None and found.kind == "organisation" else None

    @cached_property
    def _nouns(self) -> list[int]:
        doc = self.reading.doc
        noun = doc.vocab.strings["NOUN"]
        return [i for i, pos in enumerate(doc.to_array("POS").tolist()) if pos == noun]

    def nouns_in(self, start: int, end: int) -> list[Token]:
        """Return the common nouns among the tokens ``start`` to ``end``."""
        held = self._nouns[bisect_left(self._nouns, start) : bisect_left(self._nouns, end)]
        return [self.reading.doc[i] for i in held]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each person and body is named."""
        return Counter(n.name for n in self.reading.names if n.kind in ("organisation", "person"))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The bodies that are named most, the first being 0."""
        most = Counter(n.name for n in self.roster.of("organisation")).most_common(3)
        return {name: at for at, (name, _) in enumerate(most)}

    @cached_property
    def house(self) -> Actor | None:
        """The firm whose affairs the article tells: it is named, or described, often."""
        if self._firm is None or self._firm[0].start > _EARLY:
            return None
        described = sum(
            _is_firm(noun) and noun.i > 0 and noun.nbor(-1).lower_ == "the"
            for noun in self.nouns_in(0, len(self.reading.doc))
        )
        return self.as_actor(self._firm[0]) if self._firm[1] + described / 2 >= _OFTEN else None

    def scene_before(self, start: int) -> list[Place] | None:
        """Return the place where something happens near before a character, else the chief place of the article."""
        near = self.scenes(max(0, start - _SCENE), start)
        if near:
            return near[-1:]
        chief = [p for p in find_focus(self.reading.places) if p.country]
        finest = next((p for p in chief if p.kind != "country"), chief[0] if chief else None)
        at = next((p for p in self.reading.places if finest is not None and p.place.name == finest.name), None)
        return (
            [at.place.model_copy(update={"mention": self.reading.mention(at.start, at.end)})]
            if at is not None
            else None
        )

    @cached_property
    def lands(self) -> list[list[Place]]:
        """The countries that the article is chiefly about, the first first, each with its first mention."""
        first: dict[str, Located] = {}
        for found in self.reading.places:
            first.setdefault(found.place.country or found.place.name, found)
        chief = ((p, first.get(p.country or p.name)) for p in find_focus(self.reading.places) if is_land(p))
        return [
            [place.model_copy(update={"mention": self.reading.mention(at.start, at.end)})]
            for place, at in chief
            if at is not None
        ]

    @property
    def home(self) -> list[Place] | None:
        """The country that the article is chiefly about."""
        return self.lands[0] if self.lands else None

    @cached_property
    def homeland(self) -> Actor | None:
        """The article's country as an actor."""
        place = self.home[0] if self.home else None
        if place is None or place.mention is None:
            return None
        return Actor(mention=place.mention, name=place.name, kind="country", country=place.country)

    def _over(self, token: Token) -> list[Located]:
        """Return the place of several words that a token is part of."""
        at = bisect_right(self._place_starts, token.idx) - 1
        found = self.reading.places[at] if at >= 0 else None
        return [found] if found is not None and found.start <= token.idx and token.idx + len(token) <= found.end else []

    def as_actor(self, name: Named) -> Actor:
        """Return the person or body of a name."""
        if name.start not in self._bearers:
            kind: ActorKind = "person" if name.kind == "person" else "organisation"
            mention = self.reading.mention(name.start, name.end)
            self._bearers[name.start] = Actor(mention=mention, name=name.name, kind=kind)
        return self._bearers[name.start]

    def _sayer(self, token: Token, label: str) -> Actor | None:
        """Return the speaker in whose words a pronoun stands: "the bank said it would lend", "we", said its head."""
        at = bisect_right(self._said, token.idx, key=lambda said: said[0])
        told = [s for s in self._said[max(0, at - _DEEP) : at] if token.idx < s[1]]
        if not told:
            return None
        speaker = min(told, key=lambda s: s[1] - s[0])[2]
        if speaker.name[:1].islower():
            root = self.root(speaker.mention.start, speaker.mention.end)
            speaker = self._described(root) or speaker
        if label == "PERSON":
            return speaker if speaker.kind == "person" else None
        if speaker.kind in ("organisation", "country"):
            return speaker
        if token.lower_ in _words("ours") and speaker.organisation:
            return speaker.model_copy(update={"name": speaker.organisation, "kind": "organisation", "role": None})
        return None

    def _stands_for(self, token: Token, label: str) -> Actor | None:
        """Return what a pronoun stands for: who speaks, else the last subject, else the body that weighs most."""
        found = self._sayer(token, label) or next(self._before(token, label), None)
        if found is None and label == "ORG" and (body := self.antecedents.find(token)) is not None:
            found = self.as_actor(body)
        return found.model_copy(update={"mention": self._word(token)}) if found is not None else None

    def _before(self, token: Token, label: str) -> Iterator[Actor]:
        """Yield the persons, or the bodies and countries, that are subjects near before a token, the last first."""
        doc = token.doc
        verb = syntax.governing_verb(token) if token.dep_ != "poss" else None
        for other in reversed(doc[max(0, token.i - _NEAR) : token.i]):
            if other.dep_ not in _ACTING and not (other.dep_ == "poss" and other.head.dep_ in _ACTING):
                continue
            if verb is not None and other.head == verb:
                continue  # "the court fined the bank": two parties of one clause
            found = self.named(other)
            if found is None and label == "ORG" and other.pos_ == "NOUN" and _is_body(other):
                found = self.actor(other)
            if found is not None and (found.kind == "person") == (label == "PERSON") and found.kind != "group":
                yield found


def _speaker(fact: Fact) -> Actor | None:
    speaker = getattr(fact, "speaker", None)
    return speaker if isinstance(speaker, Actor) else None


def _is_firm(token: Token) -> bool:
    """Tell whether a noun is a word for a firm: "company", "shipbuilder"."""
    lemma = token.lemma_.lower()
    return lemma in _words("bodies") or lemma.endswith(tuple(name_words("makers")))


def _acts(root: Token) -> bool:
    return root.dep_ in _ACTING or root.dep_ == "poss"


def _is_paper(name: str) -> bool:
    """Tell whether a name is that of a newspaper or agency, which is named for what it has written."""
    return name.lower().split()[-1] in name_words("papers")


def _is_body(token: Token) -> bool:
    return _is_firm(token) or token.lemma_.lower() in _words("offices")


def is_described_land(token: Token) -> bool:
    """Tell whether a noun stands for a country without naming it: "its neighbour", "the kingdom"."""
    return token.lemma_.lower() in _words("lands") | _words("counterparts")


def is_land(place: Place) -> bool:
    """Tell whether a place is a country or a union of countries."""
    return place.kind == "country" or (place.kind == "region" and place.country is None)


def _extent(token: Token) -> tuple[int, int]:
    """Return the characters of a phrase without relative clauses and appositions."""
    first, last = token.left_edge, token
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "appos", "advcl", "prep"):
            break
        if child.dep_ == "conj" or child.dep_ in ("case", "cc", "nummod", "compound", "nmod"):
            last = child.right_edge if child.dep_ != "conj" else child
            if child.dep_ == "conj":
                for inner in child.children:
                    if inner.dep_ == "conj":
                        last = max(last, inner, key=lambda t: t.i)
    return first.idx, last.idx + len(last)
