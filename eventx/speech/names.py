"""Names: the people and bodies that an article names, by their fullest names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from eventx.reading import Reading
from eventx.speech.offices import Office, find_office, trim_determiner
from eventx.speech.phrases import Phrase, bare, given, is_body, is_human, name_of, words

_PAPER = frozenset({"daily", "newspaper", "agency", "broadcaster", "magazine", "website", "channel"})
_WORD = r"[A-ZÀ-Þ][\w&'’.-]{0,30}"
_ABBREVIATION = re.compile(
    rf"(?P<long>{_WORD}(?: (?:(?:of|and|for|the|de|des|du) ){{0,2}}{_WORD}){{1,8}})"
    r" \((?:the )?[“\"]?(?P<short>[A-Z][A-Z.&-]+)[”\"]?\)"
)
_DEFINED = re.compile(
    rf"(?P<long>{_WORD}(?: (?:{_WORD}|plc|of|and|&)){{1,8}})"
    r" \((?:the )?[“\"](?P<one>\w+)[”\"](?: or (?:the )?[“\"](?P<two>\w+)[”\"])?\)"
)


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


class Names:
    """The named people and bodies of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.full: dict[str, str] = {}  # surname or other last word -> fullest name of a person
        self.first: dict[str, str] = {}  # first word -> fullest name of a person
        self.bodies: dict[str, str] = {}  # acronym or first word -> fullest name of a body
        self.holders: dict[str, list[Named]] = {}  # word of a role, or = and the role -> people who hold it
        self.bearers: dict[str, list[Named]] = {}  # word -> bodies whose names have it
        self.genders: dict[str, str] = {}
        self.named: list[Named] = []
        self._spoken: list[tuple[int, str]] = []
        self._company: str | None = None
        self._place_starts = [p.start for p in reading.places]
        self._find()
        self._starts = [n.start for n in self.named]

    def _find(self) -> None:
        counts: dict[str, int] = {}
        found: list[tuple[Span, str]] = []
        for ent in self.doc.ents:
            if ent.label_ not in ("PERSON", "ORG", "GPE") or self._no_name(ent):
                continue
            if ent.label_ == "PERSON" and len(ent) == 1 and self._christened(ent[0]):
                ent = self._with_surname(ent)
            if ent.label_ == "PERSON" or (len(ent) > 1 and is_human(ent.root) and not is_body(ent.root)):
                found.append((bare(ent), "person"))
            elif len(ent) > 1 and self._christened(ent[0]) and not is_body(ent[-1]):
                found.append((ent, "person"))
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
                    self.bodies.setdefault(match[key].casefold(), match["long"].removeprefix("The "))
        for match in _ABBREVIATION.finditer(self.doc.text):
            self.bodies.setdefault(match["short"].casefold().replace(".", ""), match["long"].removeprefix("The "))
        for span, kind in found:
            name = name_of(span)
            if not name or not name[0].isalpha():
                continue
            if kind == "organisation" and name.casefold() in self.full:
                kind = "person"  # a surname that was taken for a body
            if kind == "person" and (
                span[-1].lower_ in words("body") or self._lone(span, name) or self._described(span)
            ):
                kind = "organisation"
            office, gender = Office(), None
            if kind == "person":
                office = self.office(span.start, span.end)
                gender = self._gender(span, office)
                full = self.person(name) or name
                if gender:
                    self.genders.setdefault(full, gender)
                name = full
            else:
                if span.start == 0 or self.doc[span.start - 1].lower_ not in ("in", "at", "near", "from"):
                    counts[name] = counts.get(name, 0) + 1
                self._add_body(name)
            root = span.root
            subject = root.dep_ in ("nsubj", "nsubjpass") or (
                root.dep_ in ("compound", "poss", "nmod", "appos") and root.head.dep_ in ("nsubj", "nsubjpass")
            )
            if kind == "organisation" and span.start and self.doc[span.start - 1].lower_ in _PAPER:
                subject = False
            self.named.append(Named(span.start_char, span.end_char, name, kind, subject, gender, office))
        self._unlabelled()
        merged: dict[str, int] = {}
        for name, count in counts.items():
            full = self.body(name)
            merged[full] = merged.get(full, 0) + count
        if merged:
            self._company = max(merged, key=lambda n: merged[n])

    def _unlabelled(self) -> None:
        """Take in single words that the entity recogniser has passed over, where they shorten a known name."""
        for token in self.doc:
            if token.pos_ != "PROPN":
                continue
            if token.dep_ == "nsubj" and token.ent_type_ != "ORG" and not is_body(token) and self._firm(token):
                start = token.i
                while start and self.doc[start - 1].pos_ == "PROPN" and self.doc[start - 1].head.i == token.i:
                    start -= 1
                name = name_of(self.doc[start : token.i + 1])
                self.named.append(Named(token.idx, token.idx + len(token), name, "organisation", True, None, Office()))
                continue
            key = token.lower_
            if token.ent_type_ and not (token.ent_type_ == "GPE" and self._surname(token)):
                continue
            subject = token.dep_ == "nsubj" or (token.dep_ in ("compound", "poss") and token.head.dep_ == "nsubj")
            end = token.idx + len(token)
            if key in self.full and " " in self.full[key]:
                self.named.append(Named(token.idx, end, self.full[key], "person", subject, None, Office()))
            elif key in self.bodies:
                self.named.append(Named(token.idx, end, self.bodies[key], "organisation", subject, None, Office()))
        self.named.sort(key=lambda n: n.start)

    def _firm(self, token: Token) -> bool:
        """Say whether a description beside a name tells that it is a body's: Larkfield, a maker; carmaker Vostra."""
        described = any(c.dep_ == "appos" and c.pos_ == "NOUN" and is_body(c) for c in token.rights)
        before = self.doc[token.i - 1] if token.i else None
        return described or (before is not None and before.pos_ == "NOUN" and is_body(before) and before.is_lower)

    def _surname(self, token: Token) -> bool:
        """Say whether a place's name is here a known person's: Tran apologized."""
        full = self.full.get(token.lower_, "").split()
        return len(full) > 1 and (not self._is_place(token) or full[0].casefold() in given("female") | given("male"))

    def _with_surname(self, ent: Span) -> Span:
        """Return a given name with the surname after it that the entity recogniser has left out."""
        doc, end = self.doc, ent.end
        while end < min(len(doc), ent.end + 2) and doc[end].pos_ == "PROPN" and doc[end].is_title:
            if doc[end].ent_type_ or is_body(doc[end]):
                break
            end += 1
        return doc[ent.start : end] if end == ent.end else Span(doc, ent.start, end, label="PERSON")

    def _christened(self, token: Token) -> bool:
        return token.lower_ in given("female") or token.lower_ in given("male")

    def _described(self, span: Span) -> bool:
        """Say whether an apposition tells that a name is a body's: Larkfield, a maker of sensors."""
        root = span.root
        beside = root.dep_ == "appos" and len(span) == 1 and is_body(root.head)  # the operator, Harbourlink,
        return beside or any(c.dep_ == "appos" and is_body(c) and c.pos_ == "NOUN" for c in root.rights)

    def _no_name(self, span: Span) -> bool:
        """Say whether what was taken for a name is a currency's code before an amount, or a known place."""
        after = self.doc[span.end] if span.end < len(self.doc) else None
        if after is not None and after.like_num and len(span) == 1 and span[0].is_upper and len(span[0]) == 3:
            return True
        return span.label_ == "PERSON" and self._is_place(span[-1], span.text) and not is_human(span.root)

    def _lone(self, span: Span, name: str) -> bool:
        """Say whether a word taken for a person has no first name, title or role in the article: most are firms."""
        if " " in name or " " in self.full.get(name.casefold(), "") or is_human(span.root):
            return False
        before = self.doc[span.start - 1].lower_ if span.start else ""
        return before not in words("address") | words("role") and span.root.dep_ != "appos"

    def _add_body(self, name: str) -> None:
        parts = [p for p in re.split(r"[\s-]+", name) if p]
        if len(parts) < 2:
            return
        initials = "".join(p[0] for p in parts if p[0].isupper())
        for key in (initials.casefold(), parts[0].casefold()):
            if (
                len(key) > 1
                and len(name) > len(self.bodies.get(key, ""))
                and key not in ("the", "new", "south", "north", "us", "national")
            ):
                self.bodies[key] = name

    def _gender(self, span: Span, office: Office) -> str | None:
        before = {t.lower_ for t in self.doc[max(0, span.start - 2) : span.start]}
        before |= set((office.role or "").casefold().split())
        if titled := "f" if before & words("female") else "m" if before & words("male") else None:
            return titled
        first = span[0].lower_ if len(span) > 1 else ""
        return "f" if first in given("female") else "m" if first in given("male") else None

    def learn(self, phrases: list[Phrase]) -> None:
        """Take in the names of phrases that are known to be speakers, which the entity recogniser may have missed."""
        for phrase in phrases:
            named = self._person_in(phrase)
            if named is None:
                if phrase.head.pos_ == "PROPN" and (phrase.end - phrase.start > 1 or self.bodies):
                    core = self._core(phrase)
                    paper = any(t.lower_ in _PAPER for t in phrase.span)
                    if not self._is_place(phrase.head) and phrase.head.lower_ not in words("role"):
                        self._add_body(core)
                        self.named.append(
                            Named(
                                phrase.head.idx,
                                phrase.head.idx,
                                self.body(core),
                                "organisation",
                                not paper,
                                None,
                                Office(),
                            )
                        )
                continue
            name = name_of(named)
            last = name.split()[-1].casefold()
            if len(name.split()) > len(self.full.get(last, "").split()):
                self.full[last] = name
            if " " in name:
                self.first.setdefault(name.split()[0].casefold(), name)
            full = self.person(name) or name
            office = self.office(named.start, named.end)
            gender = self._gender(named, office)
            if gender:
                self.genders.setdefault(full, gender)
            self.named.append(Named(named.start_char, named.end_char, full, "person", True, gender, office))
        self.named = [n if n.kind != "person" else replace(n, name=self.person(n.name) or n.name) for n in self.named]
        self.named.sort(key=lambda n: n.start)
        for bearer in self.named:
            role = (bearer.office.role or "").casefold()
            if bearer.kind == "person" and role:
                for key in {f"={role}", *role.split()}:
                    self.holders.setdefault(key, []).append(bearer)
            elif bearer.kind == "organisation" and " " in bearer.name:
                for key in set(bearer.name.casefold().split()):
                    self.bearers.setdefault(key, []).append(bearer)
        self._unnamed()
        self.named.sort(key=lambda n: n.start)
        self._starts = [n.start for n in self.named]

    def _by_role(self, at: int, core: str, rank: set[str] | None = None) -> str | None:
        """Return the person whose office a description names: the last one before, else the first after.

        ``rank``: words of it, such as vice or former, that must be in the office.
        """
        wanted = core.casefold()
        holders = self.holders.get(f"={wanted}") or self.holders.get(wanted.split()[-1], [])
        holders = [h for h in holders if (rank or set()) <= set((h.office.role or "").casefold().split())]
        if not holders:
            return None
        last = bisect_left(holders, at, key=lambda n: n.start)
        return holders[max(0, last - 1)].name

    def _unnamed(self) -> None:
        """Take in people told of without their name who are a subject: a worker, the prosecutor."""
        for token in self.doc:
            if token.tag_ != "NN" or token.dep_ != "nsubj" or token.ent_type_ or token.head.dep_ != "ROOT":
                continue
            if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.rights):
                continue
            if token.lower_ in words("role") or token.lower_ in words("people") or token.lower_ in words("kin"):
                lower = token.lower_
                gender = "f" if lower in words("female") else "m" if lower in words("male") else None
                known = self._by_role(token.idx, lower) if token.left_edge.lower_ == "the" else None
                kind = "person" if known else "unnamed"
                self.named.append(Named(token.idx, token.idx, known or lower, kind, True, gender, Office()))

    def office(self, start: int, end: int) -> Office:
        """Return the office beside the name that tokens make; its body is no person: Delaney's spokeswoman."""
        office = find_office(self.doc, start, end)
        owner = (office.organisation or "").split()
        if owner and " " in self.full.get(owner[-1].casefold(), ""):
            return Office(office.role)
        return office

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

    def _person_in(self, phrase: Phrase) -> Span | None:
        """Return the name of the person that a phrase or its apposition names."""
        doc, head = self.doc, phrase.head
        lower = head.lower_
        if head.ent_type_ == "PERSON" and (
            is_body(head) or any(c.dep_ == "appos" and is_body(c) for c in head.children)
        ):
            return None
        if (
            head.ent_type_ == "PERSON"
            and self._lone(doc[head.i : head.i + 1], head.text)
            and doc[head.i - 1 if head.i else 0].pos_ != "PROPN"
            and head.ent_iob_ == "B"
        ):
            return None
        if head.ent_type_ == "PERSON" or (
            (head.pos_ == "PROPN" or head.is_title) and head.text.casefold() in self.full and not is_body(head)
        ):
            return self._name_at(head)
        last = doc[phrase.end - 1]
        if (
            last.i > head.i
            and last.pos_ == "PROPN"
            and lower in words("role")
            and (last.ent_type_ == "PERSON" or last.text.casefold() in self.full)
        ):
            named = self._name_at(last)  # the representative of the Commission Matteo Bruni
            between = doc[head.i + 2 : named.start]
            if (
                len(between)
                and doc[head.i + 1].lower_ == "of"
                and between[-1].pos_ == "PROPN"
                and not any(t.lower_ in words("role") for t in between)
            ):
                return named
        if last.i > head.i + 2 and last.pos_ == "PROPN" and doc[last.i - 1].pos_ == "PROPN" and lower in words("role"):
            start = last.i
            while start > head.i and doc[start - 1].pos_ == "PROPN" and not is_body(doc[start - 1]):
                start -= 1
            if is_body(doc[start - 1]) and last.i - start == 1:
                return doc[start : last.i + 1]
        at = phrase.end
        if lower in words("role") and at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].ent_type_ == "PERSON":
            return self._name_at(doc[at + 1])  # the archbishop of Oslo, Nils Berg,
        if lower in words("role") and (named := self._beside_role(at)) is not None:
            return named
        lone_body = is_body(head) and lower not in words("role")
        for child in head.children:
            if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.i - head.i < 20 and not lone_body:
                return self._name_at(child)
        if head.pos_ == "PROPN" and (head.ent_type_ not in ("GPE", "LOC") or is_human(head)) and not is_body(head):
            start = head.i
            while (
                start > phrase.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].lower_ not in words("role")
            ):
                start -= 1
            titled = start > phrase.start and doc[start - 1].lower_ in words("role") | words("address")
            if titled and not self._is_place(head):
                return doc[start : head.i + 1]
            after = self.office(start, head.i + 1)
            if head.i - start >= 1 and (after.role or phrase.human or self._human(head) or is_human(head)):
                return doc[start : head.i + 1]
        return None

    def _beside_role(self, at: int) -> Span | None:
        """Return a name between commas that only the tagger has seen: its personnel chief, Daichi Oku, said."""
        doc, end = self.doc, at + 1
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].is_title and not is_body(doc[end]):
            end += 1
        closed = 2 <= end - at - 1 <= 4 and end < len(doc) and doc[at].text == "," and doc[end].text == ","
        return doc[at + 1 : end] if closed and not self._is_place(doc[end - 1]) else None

    def _human(self, head: Token) -> bool:
        """Say whether an age or "who" after a name shows that it is a person's."""
        following = [t.lower_ for t in self.doc[head.i + 1 : head.i + 4]]
        return (
            following[:1] == [","]
            and len(following) == 3
            and (following[1] in ("who", "whose") or (following[1].isdigit() and len(following[1]) == 2))
        )

    def _name_at(self, token: Token) -> Span:
        doc = self.doc
        start, end = token.i, token.i + 1
        if token.ent_type_ == "PERSON":
            while start > 0 and doc[start].ent_iob_ == "I":
                start -= 1
            while (
                start > 0
                and doc[start - 1].pos_ == "PROPN"
                and doc[start - 1].ent_type_ in ("", "PERSON")
                and doc[start - 1].is_title
                and doc[start - 1].lower_ not in words("role") | words("address")
            ):
                start -= 1
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
        else:
            full = self.full.get(token.text.casefold(), "").split()
            while len(full) > 1 and start > 0 and doc[start - 1].text in full:
                start -= 1
        return bare(doc[start:end])

    def _core(self, phrase: Phrase) -> str:
        """Return the phrase up to its head, with the rest of a name such as Larch & Pine or Ministry of Health."""
        doc, end = self.doc, phrase.head.i + 1
        while end < phrase.end and (
            doc[end].text == "&"
            or (doc[end].pos_ == "PROPN" and not doc[end - 1].is_punct)
            or (
                doc[end].lower_ in ("of", "for", "and")
                and end + 1 < phrase.end
                and doc[end].ent_iob_ == "I"
                and doc[end].ent_type_ == "ORG"
            )
        ):
            end += 1
        start = trim_determiner(doc, phrase.start, end)
        first = (
            next((i for i in range(start, end) if doc[i].pos_ == "PROPN"), start)
            if phrase.head.pos_ == "PROPN"
            else start
        )
        return name_of(
            doc[first if all(t.tag_ in ("NN", "JJ") and t.is_lower for t in doc[start:first]) else start : end]
        )

    def _is_place(self, token: Token, name: str = "") -> bool:
        """Say whether a token ends the name of a place; ``name``: the whole of it."""
        i = bisect_left(self._place_starts, token.idx + len(token))
        return any(
            p.form == "name"
            and p.start <= token.idx
            and p.end == token.idx + len(token)
            and len(name) <= p.end - p.start + 1
            for p in self.reading.places[max(0, i - 2) : i]
        )
