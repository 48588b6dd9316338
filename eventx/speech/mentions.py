"""Mentions: where an article names a person or a body, told apart by the words beside the name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from eventx.reading import Reading
from eventx.speech.columns import Columns, identities
from eventx.speech.offices import Office, find_office
from eventx.speech.phrases import bare, given, is_body, is_human, name_of, words
from eventx.speech.quotes import find_quotes

PAPER = frozenset({"daily", "newspaper", "agency", "broadcaster", "magazine", "website", "channel"})
_WORD = r"[A-ZÀ-Þ][\w&'’.-]{0,30}"
_ABBREVIATION = re.compile(
    rf"(?P<long>{_WORD}(?: (?:(?:of|and|for|the|de|des|du) ){{0,2}}{_WORD}){{1,8}})"
    r" \((?:the )?[“\"]?(?P<short>[A-Z][A-Z.&-]+)[”\"]?\)"
)
_DEFINED = re.compile(
    rf"(?P<long>{_WORD}(?: (?:{_WORD}|plc|of|and|&)){{1,8}})"
    r" \((?:the )?[“\"](?P<one>\w+)[”\"](?: or (?:the )?[“\"](?P<two>\w+)[”\"])?\)"
)


@cache
def _given_ids() -> frozenset[int]:
    return identities(given("any"))


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


class Mentions:
    """The mentions of the people and bodies of one article, and their fullest names."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.columns = Columns(self.doc)
        self.full: dict[str, str] = {}  # surname or other last word -> fullest name of a person
        self.first: dict[str, str] = {}  # first word -> fullest name of a person
        self.bodies: dict[str, str] = {}  # acronym or first word -> fullest name of a body
        self.holders: dict[str, list[Named]] = {}  # word of a role, or = and the role -> people who hold it
        self.bearers: dict[str, list[Named]] = {}  # word -> bodies whose names have it
        self.genders: dict[str, str] = {}
        self.countries: set[str] = set()  # places that are subjects
        self.named: list[Named] = []
        self._spoken: list[tuple[int, str, str | None]] = []
        self._company: str | None = None
        self._quotes = find_quotes(reading.text)
        self._lefts = [q.left for q in self._quotes]
        self._places = {reading.text[p.start : p.end] for p in reading.places if p.form == "name"}
        self._place_starts = [p.start for p in reading.places]
        self._find()
        self._starts = [n.start for n in self.named]

    def office(self, start: int, end: int) -> Office:
        """Return the office beside the name that tokens make; its body is no person: Delaney's spokeswoman."""
        office = find_office(self.doc, start, end)
        owner = (office.organisation or "").split()
        if owner and (
            " " in self.full.get(owner[-1].casefold(), "")
            or (owner[-1:] == ["City"] and office.organisation in self._places)
        ):
            return Office(office.role)
        return office

    def person(self, name: str) -> str | None:
        """Return the fullest name of a person, if the article has it."""
        parts = name.split()
        full = self.full.get(parts[-1].casefold()) if parts else None
        if full is None and len(parts) == 1:
            full = self.first.get(name.casefold())  # Kim, of Kim Tae-ho
        return full if full is not None and set(parts) <= set(full.split()) else name if full else None

    def body(self, name: str) -> str:
        """Return the fullest name of a body."""
        return self.bodies.get(name.casefold().replace(".", ""), name)

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
            elif len(ent) > 1 and (self._christened(ent[0]) or self._officer(ent)) and not is_body(ent[-1]):
                found.append((ent, "person"))
            elif ent.label_ == "ORG":
                found.append((ent, "organisation"))
        found += self._unseen()
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
        for match in _DEFINED.finditer(self.reading.text):
            for key in ("one", "two"):
                if match[key]:
                    self.bodies.setdefault(match[key].casefold(), match["long"].removeprefix("The "))
        for match in _ABBREVIATION.finditer(self.reading.text):
            self.bodies.setdefault(match["short"].casefold().replace(".", ""), match["long"].removeprefix("The "))
        for span, kind in found:
            name = name_of(span)
            if not name or not name[0].isalpha():
                continue
            if kind == "organisation" and name.casefold() in self.full:
                kind = "person"  # a surname that was taken for a body
            elif kind == "person" and name.casefold() in self.bodies and " " not in self.full.get(name.casefold(), ""):
                kind = "organisation"  # Kgosi, of Kgosi Platinum
            if kind == "person" and (
                span[-1].lower_ in words("body")
                or self._lone(span, name)
                or self._described(span)
                or (span[-1].tag_ in ("NNS", "NNPS") and not self._christened(span[0]))  # Limestone Meats
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
            if kind == "organisation" and span.start and self.doc[span.start - 1].lower_ in PAPER:
                subject = False
            subject = subject and not self._in_quote(span.start_char)
            self.named.append(Named(span.start_char, span.end_char, name, kind, subject, gender, office))
        self._unlabelled()
        merged: dict[str, int] = {}
        for name, count in counts.items():
            full = self.body(name)
            merged[full] = merged.get(full, 0) + count
        if merged:
            self._company = max(merged, key=lambda n: merged[n])

    def _in_quote(self, at: int) -> bool:
        n = bisect_right(self._lefts, at) - 1
        return n >= 0 and at < self._quotes[n].right

    def _unlabelled(self) -> None:
        """Take in single words that the entity recogniser has passed over, where they shorten a known name."""
        for token in self.columns.where(self.columns.pos, identities(("PROPN",))):
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
        return len(full) > 1 and (not self._is_place(token) or full[0].casefold() in given("any"))

    def _unseen(self) -> list[tuple[Span, str]]:
        """Return names that start with a given name and that the entity recogniser has missed or cut."""
        out, doc = [], self.doc
        for token in self.columns.where(self.columns.lower, _given_ids()):
            if token.i + 1 >= len(doc) or token.ent_type_ in ("PERSON", "ORG") or not token.is_title:
                continue
            following = doc[token.i + 1]
            named = token.pos_ == following.pos_ == "PROPN" and following.is_title and token.whitespace_
            if named and not is_body(following) and following.ent_type_ in ("", "ORG", "GPE", "PERSON"):
                out.append((Span(doc, token.i, token.i + 2, label="PERSON"), "person"))
        return out

    def _officer(self, span: Span) -> bool:
        """Say whether a name stands beside the description of an office: the bureau's chairman, Ruwan Jayakody."""
        root = span.root
        return root.dep_ == "appos" and root.head.lower_ in words("role") and not is_body(root.head)

    def _with_surname(self, ent: Span) -> Span:
        """Return a given name with the surname after it that the entity recogniser has left out."""
        doc, end = self.doc, ent.end
        while end < min(len(doc), ent.end + 2) and doc[end].pos_ == "PROPN" and doc[end].is_title:
            if doc[end].ent_type_ or is_body(doc[end]):
                break
            end += 1
        return doc[ent.start : end] if end == ent.end else Span(doc, ent.start, end, label="PERSON")

    def _christened(self, token: Token) -> bool:
        return token.lower_ in given("any")

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
