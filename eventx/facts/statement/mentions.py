"""Mentions: the persons and bodies that an article names, with their offices, as those who may be meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Span, Token

from eventx.facts.statement.columns import Columns
from eventx.facts.statement.offices import Office, Offices
from eventx.facts.statement.quotes import find_quotes
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.spans import given, words
from eventx.mentions.reading import Named, Reading

_BYLINE = re.compile(r"(?:\A|\n)(?:By|BY) \Z")
PAPER = frozenset({"daily", "newspaper", "agency", "broadcaster", "magazine", "website", "channel"})
_PLACED = frozenset({"in", "at", "near", "from"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who is named or described at a place of the text, and may be meant later."""

    start: int
    end: int
    name: str
    kind: str  # person, organisation, place, document, company, body or unnamed
    subject: bool
    gender: str | None
    office: Office


class Mentions:
    """The mentions of the people and bodies of one article, and their fullest names."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.columns = Columns(self.doc)
        self.roster = Roster(reading)
        self.offices = Offices(self.roster)
        self.full: dict[str, str] = {}  # last word -> fullest name of a person
        self.first: dict[str, str] = {}  # first word -> fullest name of a person
        self.bodies: dict[str, str] = {}  # form of a body's name -> its fullest
        self.holders: dict[str, list[Bearer]] = {}  # word of a role, or = and the role -> people who hold it
        self.bearers: dict[str, list[Bearer]] = {}  # word -> bodies whose names have it
        self.genders: dict[str, str] = {}
        self.countries: set[str] = set()  # places that are subjects
        self.named: list[Bearer] = []
        self._spoken: list[tuple[int, str, str | None]] = []
        self._quotes = find_quotes(reading.text)
        self._lefts = [q.left for q in self._quotes]
        self._places = {reading.text[p.start : p.end] for p in reading.places if p.form == "name"}
        self._place_starts = [p.start for p in reading.places]
        self._company = self._most_named()
        for name in reading.names:
            self._take(name)
        self._starts = [n.start for n in self.named]

    def _most_named(self) -> str | None:
        """Return the body that is named most."""
        counts = Counter(
            name.name
            for name in self.roster.of("organisation")
            if (span := self.roster.span(name)).start == 0 or span.doc[span.start - 1].lower_ not in _PLACED
        )
        return max(counts, key=lambda name: counts[name]) if counts else None

    def _take(self, name: Named) -> None:
        """Take in a name of a person or body."""
        form = self.reading.text[name.start : name.end]
        if name.kind == "person":
            self._know(name.name)
            span = self.roster.span(name)
            office = self.office(span.start, span.end)
            gender = self._gender(span, office)
            if gender:
                self.genders.setdefault(name.name, gender)
            if not _BYLINE.search(self.reading.text, max(0, name.start - 4), name.start):  # who writes is not told of
                self.named.append(
                    Bearer(name.start, name.end, name.name, "person", self._subject(span), gender, office)
                )
        elif name.kind == "organisation":
            self.bodies[form.casefold().replace(".", "")] = name.name
            span = self.roster.span(name)
            paper = span.start > 0 and self.doc[span.start - 1].lower_ in PAPER
            subject = self._subject(span) and not paper
            self.named.append(Bearer(name.start, name.end, name.name, "organisation", subject, None, Office()))

    def _know(self, name: str) -> None:
        """Know a person by last and first name."""
        parts = name.split()
        if len(parts) > len(self.full.get(parts[-1].casefold(), "").split()):
            self.full[parts[-1].casefold()] = name
        if len(parts) > 1:
            self.first.setdefault(parts[0].casefold(), name)

    def _subject(self, span: Span) -> bool:
        """Say whether a name is a subject, or part of one, outside quotations."""
        root = span.root
        subject = root.dep_ in _SUBJECTS or (
            root.dep_ in ("compound", "poss", "nmod", "appos") and root.head.dep_ in _SUBJECTS
        )
        return subject and not self._in_quote(span.start_char)

    def _in_quote(self, at: int) -> bool:
        n = bisect_right(self._lefts, at) - 1
        return n >= 0 and at < self._quotes[n].right

    def office(self, start: int, end: int) -> Office:
        """Return the office beside the name that tokens make; its body is no person: Delaney's spokeswoman."""
        office = self.offices.beside(start, end)
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
