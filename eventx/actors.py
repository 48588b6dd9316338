"""Actors: who a noun phrase means, by the fullest name in the article, with role, organisation and country."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from eventx.lexicon import load_lexicon
from eventx.offices import Office, find_office, trim_determiner
from eventx.reading import Reading
from eventx.records import Actor, ActorKind

HE, SHE = frozenset({"he", "him", "himself"}), frozenset({"she", "her", "herself"})
IT, THEY = frozenset({"it", "itself", "which", "that"}), frozenset({"they", "them", "who"})
_BACK = 40  # mentions that a pronoun looks back over
_WORD = r"[A-ZÀ-Þ][\w&'’.-]{0,30}"
_ABBREVIATION = re.compile(rf"(?P<long>{_WORD}(?: (?:(?:of|and|for|the|de|des|du) ){{0,2}}{_WORD}){{1,8}}) \((?:the )?[“\"]?(?P<short>[A-Z][A-Z.&-]+)[”\"]?\)")
_DEFINED = re.compile(rf"(?P<long>{_WORD}(?: (?:{_WORD}|plc|of|and|&)){{1,8}}) \((?:the )?[“\"](?P<one>\w+)[”\"](?: or (?:the )?[“\"](?P<two>\w+)[”\"])?\)")
_PAPERS = frozenset({"news", "times", "press", "daily", "herald", "post", "journal", "gazette", "reuters", "tv", "radio"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "you"})


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of the lexicon's speakers."""
    return frozenset(load_lexicon("statement")["speakers"][name])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` of a noun phrase; ``stop`` ends its apposition."""

    head: Token
    start: int
    end: int
    stop: int

    @property
    def span(self) -> Span:
        """The phrase as a span."""
        return self.head.doc[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands."""

    start: int
    end: int
    name: str
    kind: str  # person or organisation
    subject: bool
    gender: str | None
    office: Office


_PREPOSITIONS = frozenset({"of", "at", "for", "from", "in", "with", "by", "on", "to", "within", "inside", "near", "behind", "close", "about"})


def phrase_at(head: Token, floor: int = 0, times: frozenset[int] = frozenset()) -> Phrase:
    """Return the noun phrase of ``head``: premodifiers and prepositional phrases, no clauses; ``times`` are tokens of time expressions."""
    doc = head.doc
    start = max(head.left_edge.i, floor, head.sent.start)
    for token in doc[start : head.i]:
        if token.is_space or (token.is_punct and token.text not in "-–'’.&/()" and token.tag_ != "HYPH"):
            start = token.i + 1
    end = head.i + 1
    limit = len(doc)
    for child in head.rights:
        if child.left_edge.i > end:
            break
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and child.i == end:
            end = _cut(doc, child.i, child.right_edge.i + 1, times)
        elif child.dep_ in ("conj", "cc") and (not child.is_punct or child.text == "&") and child.pos_ in ("NOUN", "PROPN", "CCONJ", "PRON"):
            end = _cut(doc, end, child.right_edge.i + 1, times) if child.dep_ == "conj" else end
            if child.dep_ == "cc":
                following = doc[child.i + 1] if child.i + 1 < limit else None
                if following is not None and any(c.dep_ == "conj" and c.left_edge.i == following.i for c in head.rights):
                    end = child.i + 1
        elif child.dep_ in ("case", "nummod", "flat", "appos", "compound") and child.left_edge.i == end and child.pos_ in ("PROPN", "NUM", "PART"):
            end = child.right_edge.i + 1 if child.dep_ != "appos" else _cut(doc, end, child.right_edge.i + 1, times)
        elif child.i >= end:
            break
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT", "SPACE"):
        end -= 1
    while end < limit and doc[end].pos_ == "PROPN" and (doc[end - 1].pos_ == "PROPN" or (doc[end - 1].lower_ in words("body") and end > head.i + 1)) and not doc[end].is_space and end not in times:
        end += 1
    return Phrase(head, start, end, end)


def _cut(doc: Doc, begin: int, end: int, times: frozenset[int]) -> int:
    """Cut a prepositional phrase before a clause, a comma or a time."""
    for token in doc[begin:end]:
        clause = not (token.is_upper and len(token) > 1) and token.tag_ in ("WDT", "WP", "WRB", "VBG", "VBD", "VBZ", "VBP", "MD", "TO") or token.dep_ in ("relcl", "acl")
        comma = token.is_space or token.text in ",;:—–\"“”" or token.i in times
        if (clause or comma) and token.i > begin:
            return token.i
    return end


class Actors:
    """The people and bodies of one article, and who its pronouns and descriptions mean."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.full: dict[str, str] = {}  # surname or other last word -> fullest name of a person
        self.first: dict[str, str] = {}  # first word -> fullest name of a person
        self.bodies: dict[str, str] = {}  # acronym or first word -> fullest name of a body
        self.genders: dict[str, str] = {}
        self.named: list[Named] = []
        self._spoken: list[tuple[int, str]] = []
        self._company: str | None = None
        self._place_starts = [p.start for p in reading.places]
        self._find()
        self._starts = [n.start for n in self.named]

    # Names ----------------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        counts: dict[str, int] = {}
        found: list[tuple[Span, str]] = []
        for ent in self.doc.ents:
            if ent.label_ == "PERSON":
                found.append((_bare(ent), "person"))
            elif ent.label_ == "ORG":
                found.append((ent, "organisation"))
        for span, kind in found:
            name = name_of(span)
            if not name or not name[0].isalpha():
                continue
            if kind == "person" and (span[-1].lower_ in words("body") or self._described(span)):
                kind = "organisation"
            if kind == "person":
                last = name.split()[-1].casefold()
                if len(name.split()) > len(self.full.get(last, "").split()):
                    self.full[last] = name
                if " " in name:
                    self.first.setdefault(name.split()[0].casefold(), name)
        for match in _DEFINED.finditer(self.doc.text):
            for key in ("one", "two"):
                if match[key]:
                    self.bodies.setdefault(match[key].casefold(), match["long"])
        for match in _ABBREVIATION.finditer(self.doc.text):
            self.bodies.setdefault(match["short"].casefold().replace(".", ""), match["long"])
        for span, kind in found:
            name = name_of(span)
            if not name or not name[0].isalpha():
                continue
            if kind == "organisation" and name.casefold() in self.full:
                kind = "person"  # a surname that was taken for a body
            if kind == "person" and (span[-1].lower_ in words("body") or self._lone(span, name) or self._described(span)):
                kind = "organisation"
            office, gender = Office(), None
            if kind == "person":
                office = find_office(self.doc, span.start, span.end)
                gender = self._gender(span, office)
                full = self.person(name) or name
                if gender:
                    self.genders.setdefault(full, gender)
                name = full
            else:
                counts[name] = counts.get(name, 0) + 1
                self._add_body(name)
            root = span.root
            subject = root.dep_ in ("nsubj", "nsubjpass") or (root.dep_ in ("compound", "poss", "nmod") and root.head.dep_ in ("nsubj", "nsubjpass"))
            if kind == "organisation" and span.start and self.doc[span.start - 1].lower_ in ("daily", "newspaper", "agency", "broadcaster", "magazine", "website", "channel"):
                subject = False
            self.named.append(Named(span.start_char, span.end_char, name, kind, subject, gender, office))
        merged: dict[str, int] = {}
        for name, count in counts.items():
            full = self.body(name)
            merged[full] = merged.get(full, 0) + count
        if merged:
            self._company = max(merged, key=lambda n: merged[n])

    def _described(self, span: Span) -> bool:
        """Say whether an apposition tells that a name is a body's: Larkfield, a maker of sensors."""
        return any(c.dep_ == "appos" and self._is_body(c) and c.pos_ == "NOUN" for c in span.root.rights)

    def _lone(self, span: Span, name: str) -> bool:
        """Say whether a single word that was taken for a person has no first name, title or role in the article: most are firms."""
        if " " in name or " " in self.full.get(name.casefold(), ""):
            return False
        before = self.doc[span.start - 1].lower_ if span.start else ""
        return before not in words("address") | words("role") and span.root.dep_ != "appos"

    def _add_body(self, name: str) -> None:
        parts = [p for p in re.split(r"[\s-]+", name) if p]
        if len(parts) < 2:
            return
        initials = "".join(p[0] for p in parts if p[0].isupper())
        for key in (initials.casefold(), parts[0].casefold()):
            if len(key) > 1 and len(name) > len(self.bodies.get(key, "")) and key not in ("the", "new", "south", "north", "us", "national"):
                self.bodies[key] = name

    def _gender(self, span: Span, office: Office) -> str | None:
        before = {t.lower_ for t in self.doc[max(0, span.start - 2) : span.start]}
        before |= set((office.role or "").casefold().split())
        return "f" if before & words("female") else "m" if before & words("male") else None

    def body(self, name: str) -> str:
        """Return the fullest name of a body."""
        return self.bodies.get(name.casefold().replace(".", ""), name)

    def person(self, name: str) -> str | None:
        """Return the fullest name of a person, if the article has it."""
        parts = name.split()
        full = self.full.get(parts[-1].casefold()) if parts else None
        if full is None and len(parts) == 1:
            full = self.first.get(name.casefold())  # Kim, of Kim Tae-ho
        return full if full is not None and set(parts) <= set(full.split()) else name if full else None

    def learn(self, phrases: list[Phrase]) -> None:
        """Take in the names of phrases that are known to be speakers, which the entity recogniser may have missed."""
        for phrase in phrases:
            named = self._person_in(phrase)
            if named is None:
                if phrase.head.pos_ == "PROPN" and (phrase.end - phrase.start > 1 or self.bodies):
                    core = self._core(phrase)
                    if not self._is_place(phrase.head) and phrase.head.lower_ not in words("role"):
                        self._add_body(core)
                        self.named.append(Named(phrase.head.idx, phrase.head.idx, self.body(core), "organisation", True, None, Office()))
                continue
            name = name_of(named)
            last = name.split()[-1].casefold()
            if len(name.split()) > len(self.full.get(last, "").split()):
                self.full[last] = name
            if " " in name:
                self.first.setdefault(name.split()[0].casefold(), name)
            full = self.person(name) or name
            office = find_office(self.doc, named.start, named.end)
            gender = self._gender(named, office)
            if gender:
                self.genders.setdefault(full, gender)
            self.named.append(Named(named.start_char, named.end_char, full, "person", True, gender, office))
        self.named = [n if n.kind != "person" else replace(n, name=self.person(n.name) or n.name) for n in self.named]
        self.named.sort(key=lambda n: n.start)
        self._starts = [n.start for n in self.named]

    # Resolution -----------------------------------------------------------------------------------------------------

    def resolve(self, phrase: Phrase) -> Actor:
        """Make the actor that a phrase means."""
        actor = self._resolve(phrase)
        if actor.kind == "person":
            self._spoken.append((actor.mention.start, actor.name))
        return actor

    def _resolve(self, phrase: Phrase) -> Actor:
        doc, head = self.doc, phrase.head
        start = trim_determiner(doc, phrase.start, phrase.end)
        mention = self.reading.mention(doc[start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1]))
        lower = head.lower_
        if phrase.end - phrase.start == 1 and lower in HE | SHE | IT | THEY | _FIRST_PERSON:
            return self._pronoun(mention.start, lower, Actor(mention=mention, name=mention.text))
        country = self._country(mention.start, mention.end)
        named = self._person_in(phrase)
        if named is not None:
            name = self.person(name_of(named)) or name_of(named)
            office = find_office(doc, named.start, named.end)
            if lower in SHE | HE:
                office = Office()
            return Actor(mention=mention, name=name, kind="person", role=office.role, organisation=office.organisation, country=country)
        return self._thing(phrase, Actor(mention=mention, name=mention.text, country=country))

    def _thing(self, phrase: Phrase, actor: Actor) -> Actor:
        """Resolve what is no named person: a body, a place that speaks, data, people without a name, a description."""
        doc, head = self.doc, phrase.head
        lower = head.lower_
        label = head.ent_type_
        text = actor.mention.text
        core = self._core(phrase)
        definite = doc[phrase.start].lower_ in ("the", "this") or (head.tag_ == "NN" and self.reading.section(actor.mention.start) == "headline")
        lone = head.i - trim_determiner(doc, phrase.start, phrase.end) == 0 and lower in words("body")
        if head.pos_ == "NOUN" and (named := next((c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ == "ORG"), None)) is not None:
            name = self.body(name_of(doc[max(named.left_edge.i, head.i + 1) : named.i + 1]))
            if lower not in words("role") or lower in ("owner", "operator", "maker", "producer"):
                return actor.model_copy(update={"name": name, "kind": "organisation", "organisation": name})
        definite = definite or (lone and head.pos_ == "PROPN")
        if head.pos_ != "PROPN" or lower in words("role") or lone:
            if lower in words("data"):
                return _with(actor, "document", self._body_of(phrase))
            if lower in words("role") or lower in words("people") or (head.tag_ == "NNS" and lower not in words("body")):
                if definite and lower in words("role") and (name := self._by_role(actor.mention.start, core)):
                    return actor.model_copy(update={"name": name, "kind": "person"})
                kind: ActorKind = "group" if head.tag_ == "NNS" else "person"
                return _with(actor, kind, self._body_of(phrase))
            if lower in words("body"):
                known = self.body(core)
                name = known if known != core else self._description(actor.mention.start, core, [t.lower_ for t in doc[phrase.start : head.i] if t.pos_ in ("NOUN", "PROPN")]) if definite else None
                return actor.model_copy(update={"name": name or text, "kind": "organisation", "organisation": text})
            if lower in ("woman", "man", "girl", "boy"):
                return actor.model_copy(update={"kind": "person"})
            return _with(actor, "group" if head.tag_ == "NNS" else None, self._body_of(phrase))
        if self._is_place(head, core) or (label in ("GPE", "LOC") and len(core.split()) == 1):
            if not any(t.lower_ in words("body") for t in phrase.span):
                return actor.model_copy(update={"kind": "country"})
        if label == "NORP" and len(core.split()) == 1:
            return actor.model_copy(update={"kind": "group"})
        full = self.body(core)
        return actor.model_copy(update={"name": full if full != core else text, "kind": "organisation", "organisation": text})

    def _core(self, phrase: Phrase) -> str:
        """Return the phrase up to its head, with the rest of a name such as Larch & Pine or Ministry of Health."""
        doc, end = self.doc, phrase.head.i + 1
        while end < phrase.end and (doc[end].text == "&" or (doc[end].pos_ == "PROPN" and not doc[end - 1].is_punct) or (doc[end].lower_ in ("of", "for", "and") and end + 1 < phrase.end and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "ORG")):
            end += 1
        start = trim_determiner(doc, phrase.start, end)
        first = next((i for i in range(start, end) if doc[i].pos_ == "PROPN"), start) if phrase.head.pos_ == "PROPN" else start
        return name_of(doc[first if all(t.tag_ in ("NN", "JJ") and t.is_lower for t in doc[start:first]) else start : end])

    def _pronoun(self, at: int, lower: str, actor: Actor) -> Actor:
        if lower in HE | SHE:
            name = self._last_person(at, "m" if lower in HE else "f")
            return actor.model_copy(update={"name": name or actor.name, "kind": "person"})
        if lower in IT:
            name = self._last_body(at)
            return actor.model_copy(update={"name": name or actor.name, "kind": "organisation", "organisation": name})
        return actor.model_copy(update={"kind": "group" if lower in THEY else "person"})

    def _last_person(self, at: int, gender: str) -> str | None:
        fallback = None
        last = bisect_left(self._starts, at)
        for named in reversed(self.named[max(0, last - _BACK) : last]):
            if named.kind != "person" or self.genders.get(named.name, gender) != gender:
                continue
            if named.subject:
                self.genders.setdefault(named.name, gender)
                return named.name
            fallback = fallback or named.name
        return fallback

    def _last_body(self, at: int) -> str | None:
        last = bisect_left(self._starts, at)
        for named in reversed(self.named[max(0, last - _BACK) : last]):
            if named.kind == "organisation" and named.subject and not set(named.name.casefold().split()) & _PAPERS:
                return self.body(named.name)
        return self._company

    def _by_role(self, at: int, core: str) -> str | None:
        """Return the person whose office a description names: the last one before, else the first after."""
        wanted = core.casefold().split()
        exact = [n for n in self.named if n.kind == "person" and (n.office.role or "").casefold().split() == wanted]
        if exact:
            return next((n.name for n in reversed(exact) if n.start < at), exact[0].name)
        match = None
        for named in self.named:
            role = (named.office.role or "").casefold().split()
            if named.kind == "person" and role and (set(wanted) <= set(role) or wanted[-1] == role[-1]):
                if named.start < at:
                    match = named.name
                else:
                    return match or named.name
        return match

    def _description(self, at: int, core: str, modifiers: list[str]) -> str | None:
        """Return the body that "the company" or "the bureau" means; a body of other modifiers is another."""
        last_word = core.split()[-1].casefold()
        match = None
        for named in self.named:
            parts = named.name.casefold().split()
            if named.kind == "organisation" and len(parts) > 1 and last_word in parts and set(modifiers) <= set(parts):
                if named.start > at and (match or self.reading.section(at) != "headline"):
                    break
                match = named.name
        if match:
            return match
        return self._last_body(at) if last_word in words("company") else None

    # Parts ----------------------------------------------------------------------------------------------------------

    def _person_in(self, phrase: Phrase) -> Span | None:
        """Return the name of the person that a phrase or its apposition names."""
        doc, head = self.doc, phrase.head
        lower = head.lower_
        if head.ent_type_ == "PERSON" and (self._is_body(head) or any(c.dep_ == "appos" and self._is_body(c) for c in head.children)):
            return None
        if head.ent_type_ == "PERSON" and self._lone(doc[head.i : head.i + 1], head.text) and doc[head.i - 1 if head.i else 0].pos_ != "PROPN" and head.ent_iob_ == "B":
            return None
        if head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and head.text.casefold() in self.full and not self._is_body(head)):
            return self._name_at(head)
        last = doc[phrase.end - 1]
        if last.i > head.i and last.pos_ == "PROPN" and lower in words("role") and (last.ent_type_ == "PERSON" or last.text.casefold() in self.full):
            named = self._name_at(last)  # the representative of the Commission Matteo Bruni
            between = doc[head.i + 2 : named.start]
            if len(between) and doc[head.i + 1].lower_ == "of" and between[-1].pos_ == "PROPN" and not any(t.lower_ in words("role") for t in between):
                return named
        if last.i > head.i + 2 and last.pos_ == "PROPN" and doc[last.i - 1].pos_ == "PROPN" and lower in words("role"):
            start = last.i
            while start > head.i and doc[start - 1].pos_ == "PROPN" and not self._is_body(doc[start - 1]):
                start -= 1
            if self._is_body(doc[start - 1]) and last.i - start == 1:
                return doc[start : last.i + 1]
        at = phrase.end
        if lower in words("role") and at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].ent_type_ == "PERSON":
            return self._name_at(doc[at + 1])  # the archbishop of Oslo, Nils Berg,
        for child in head.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.i - head.i < 20:
                return self._name_at(child)
        if head.pos_ == "PROPN" and head.ent_type_ not in ("GPE", "LOC") and not self._is_body(head):
            start = head.i
            while start > phrase.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].lower_ not in words("role"):
                start -= 1
            titled = start > phrase.start and doc[start - 1].lower_ in words("role") | words("address")
            if titled and not self._is_place(head):
                return doc[start : head.i + 1]
            after = find_office(doc, start, head.i + 1)
            if head.i - start >= 1 and (after.role or self._human(head)):
                return doc[start : head.i + 1]
        return None

    def _human(self, head: Token) -> bool:
        """Say whether an age or "who" after a name shows that it is a person's."""
        following = [t.lower_ for t in self.doc[head.i + 1 : head.i + 4]]
        return following[:1] == [","] and len(following) == 3 and (following[1] in ("who", "whose") or (following[1].isdigit() and len(following[1]) == 2))

    def _name_at(self, token: Token) -> Span:
        doc = self.doc
        start, end = token.i, token.i + 1
        if token.ent_type_ == "PERSON":
            while start > 0 and doc[start].ent_iob_ == "I":
                start -= 1
            while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_type_ in ("", "PERSON") and doc[start - 1].is_title and doc[start - 1].lower_ not in words("role") | words("address"):
                start -= 1
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
        else:
            full = self.full.get(token.text.casefold(), "").split()
            while len(full) > 1 and start > 0 and doc[start - 1].text in full:
                start -= 1
        return _bare(doc[start:end])

    def _is_body(self, token: Token) -> bool:
        return token.lower_ in words("body")

    def _is_place(self, token: Token, name: str = "") -> bool:
        """Say whether a token ends the name of a place; ``name``: the whole of it."""
        i = bisect_left(self._place_starts, token.idx + len(token))
        return any(p.form == "name" and p.start <= token.idx and p.end == token.idx + len(token) and len(name) <= p.end - p.start + 1 for p in self.reading.places[max(0, i - 2) : i])

    def _country(self, start: int, end: int) -> str | None:
        i = bisect_left(self._place_starts, start)
        return next((p.place.country for p in self.reading.places[i : i + 4] if p.end <= end and p.place.country), None)

    def _body_of(self, phrase: Phrase) -> str | None:
        """Return the body in a phrase of data or people: the ministry's data, analysts at the bank."""
        doc, head, lower = self.doc, phrase.head, phrase.head.lower_
        best: str | None = None
        for token in doc[phrase.start : head.i]:
            if token.tag_ == "POS" and token.i > phrase.start:
                owner = doc[token.i - 1]
                if self._is_body(owner) or owner.ent_type_ == "ORG" or owner.text.casefold() in self.bodies or (owner.pos_ == "PROPN" and not self._is_place(owner) and owner.ent_type_ not in ("GPE", "NORP", "PERSON", "LOC", "DATE")):
                    return name_of(doc[phrase.start : token.i])
        for token in doc[phrase.start : phrase.end]:
            named = (token.pos_ == "PROPN" or (token.is_upper and len(token) > 1 and token.is_alpha)) and token.i > head.i and lower not in ("residents", "people", "members", "citizens", "voters") and doc[token.i - 1].lower_ in ("by", "at", "for", "of", "from", "the") and not (token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "HYPH") and not self._is_place(token) and token.ent_type_ not in ("GPE", "LOC", "PERSON", "NORP", "DATE")
            if token.i == head.i or (token.pos_ == "PRON" and not token.is_upper) or token.lower_ in ("hers", "his", "theirs", "ours", "mine") or not (self._is_body(token) or token.ent_type_ == "ORG" or named) or (token.tag_ == "NNS" and token.ent_type_ != "ORG"):
                continue
            end = token.i + 1
            while end < phrase.end and doc[end].ent_type_ == "ORG" and doc[end].ent_iob_ == "I":
                end += 1
            if end < phrase.end and token.i > head.i and doc[end].pos_ in ("NOUN", "PROPN") and (self._is_body(doc[end]) or doc[end].pos_ == "PROPN"):
                while end < phrase.end and doc[end].pos_ in ("NOUN", "PROPN"):
                    end += 1
            start = token.i
            while start > phrase.start and doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ", "PART") and start - 1 != head.i:
                start -= 1
            if token.i > head.i and (doc[start - 1].lower_ in ("a", "an", "with", "familiar", "four", "several", "some", "many", "two", "three") or doc[head.i + 1].lower_ in ("with", "close", "about", "on")):
                continue
            if token.i > head.i and start - 1 > head.i and doc[start - 1].lower_ not in ("the", "a", "an", "its") and doc[start - 1].pos_ != "ADP":
                continue
            if any((t.lower_ in words("role") and t.is_title) or (t.ent_type_ == "PERSON" and not self._is_body(t)) for t in doc[start:end] if token.i > head.i):
                continue
            best = name_of(doc[start:end])
            if token.i > head.i:
                return best
        return best


def _with(actor: Actor, kind: ActorKind | None, organisation: str | None) -> Actor:
    return actor.model_copy(update={"kind": kind, "organisation": organisation})


def _bare(span: Span) -> Span:
    """Take titles off the front of a person's name and what is no name off its end."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].lower_ in words("role") | words("address") | {"the"}:
        start += 1
    while end > start + 1 and (span.doc[end - 1].tag_ in ("POS", "VBD", "VBZ") or span.doc[end - 1].is_punct or span.doc[end - 1].is_space):
        end -= 1
    return span.doc[start:end]


def name_of(span: Span) -> str:
    """Return the text of a name without determiner and possessive mark."""
    text = re.sub(r"\s+", " ", span.text).strip(" ,;:\"“”")
    text = re.sub(r"\s*\(.*", "", re.sub(r"^(?:the|The|a|an|A|An)\s+", "", text)) or text
    return re.sub(r"['’]s?$", "", text) if re.search(r"['’]s?$", text) and span[-1].tag_ == "POS" else text
