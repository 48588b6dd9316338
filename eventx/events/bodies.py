"""Bodies: the firms and other bodies that an article names, also where the entity recogniser has not seen them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy
from spacy.tokens import Span, Token

from eventx.lexicon import load_lexicon
from eventx.normalize.currency import is_sign
from eventx.reading import Reading
from eventx.records import Actor

_LABELS = frozenset({"ORG", "PERSON", "GPE", "PRODUCT", "FAC", "WORK_OF_ART", "LOC"})
_CLEAN = re.compile(r"^(?:the|The)\s+|['’]s?$|\s*\n.*$", re.DOTALL)
_OFTEN = 2.5  # mentions of the firm that an article is about, at least; "the company" counts half
_COLUMNS = ("DEP", "ENT_TYPE", "LOWER", "ORTH", "POS")
_EARLY = 800  # characters within which an article names the firm that it is about


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("cast")[name])


@dataclass(frozen=True, slots=True)
class Body:
    """One mention of a body, by tokens, with its fullest name."""

    start: int
    end: int
    name: str
    subject: bool


@dataclass
class Bodies:
    """The bodies of an article."""

    reading: Reading
    speakers: Sequence[Actor] = field(default_factory=tuple)

    @cached_property
    def entities(self) -> tuple[Span, ...]:
        """What the recogniser has found."""
        return tuple(self.reading.doc.ents)

    @cached_property
    def _columns(self) -> dict[str, Any]:
        """What each token is, a column an attribute: a look over them all at a hundredth of the cost of the tokens."""
        return dict(zip(_COLUMNS, self.reading.doc.to_array(list(_COLUMNS)).T, strict=True))

    def _where(self, attribute: str, words: Iterable[str]) -> Any:
        """Tell of each token whether its attribute is one of ``words``."""
        strings = self.reading.doc.vocab.strings
        return numpy.isin(self._columns[attribute], [strings[word] for word in words if word in strings])

    @cached_property
    def _candidates(self) -> dict[str, list[Span]]:
        """The capitalised names that may be a body's, each with where the recogniser saw it."""
        out: dict[str, list[Span]] = {}
        for entity in self.entities:
            name = clean(entity.text)
            if entity.label_ in _LABELS and name[:1].isupper() and self.reading.section(entity.start_char) != "aside":
                out.setdefault(name, []).append(entity)
        for span in self._passed_over():
            out.setdefault(clean(span.text), []).append(span)
        out.pop("", None)
        return out

    def _passed_over(self) -> Iterator[Span]:
        """Yield the names beside others or before verbs that the recogniser has not seen: "the lift firm, Kurobe"."""
        doc = self.reading.doc
        names = self._where("DEP", ("appos", "nsubj", "nsubjpass")) & self._where("POS", ("PROPN",))
        for at in numpy.flatnonzero(names & (self._columns["ENT_TYPE"] == 0)).tolist():
            if doc[at].text[0].isupper():
                yield doc[doc[at].left_edge.i : at + 1]

    @cached_property
    def _by_word(self) -> dict[str, str]:
        """The longest name that begins or ends with a word."""
        spoken = {n for s in self.speakers for n in (s.name if s.kind == "organisation" else None, s.organisation) if n}
        names = [n for n in sorted(spoken | self._candidates.keys(), key=len, reverse=True) if n[:1].isupper()]
        out: dict[str, str] = {}
        for at in (0, -1):  # what a name begins with tells more than what it ends with
            for name in names:
                if " " in name:
                    out.setdefault(name.split()[at], name)
        return out

    def fullest(self, name: str) -> str:
        """Return a name's fullest form in the article: "Brandt Appliance Corp." for "Brandt"."""
        full = self._by_word.get(name.split()[0], name) if name.strip() and name not in self._places else name
        return full if f"{full} ".startswith(f"{name} ") or full.endswith(f" {name}") else name

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of persons, and their surnames."""
        full = {s.name for s in self.speakers if s.kind == "person" and not _titled(s.name)}
        full |= {n for n, spans in self._candidates.items() if " " in n and self._only_person(n, spans)}
        return frozenset(full | {n.split()[-1] for n in full if n})

    def _only_person(self, name: str, spans: Sequence[Span]) -> bool:
        """Tell whether a name of several words is a person's: no body is named so, and no "the" stands before it."""
        others = [*self._candidates.get(name.split()[-1], ()), *self._candidates.get(self.fullest(name), ())]
        return {s.label_ for s in spans} == {"PERSON"} and not (
            _titled(self.fullest(name)) or any(s.label_ == "ORG" for s in others) or any(_definite(s) for s in spans)
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The full names that are bodies'."""
        found = {self.fullest(s.name) for s in self.speakers if s.kind == "organisation"}
        found |= {self.fullest(s.organisation) for s in self.speakers if s.organisation}
        for name, spans in self._candidates.items():
            if name not in self.persons and any(self._shown(span) for span in spans):
                found.add(self.fullest(name))
        barred = self.persons | {self.reading.text[p.start : p.end] for p in self.reading.places if p.place.geonames_id}
        return frozenset(f for f in found if f and f[0].isupper() and f not in barred and not _is_paper(f))

    def _shown(self, span: Span) -> bool:
        """Tell whether the words of a mention, or those beside it, show that it is a body's."""
        if span.label_ == "ORG":
            return not self._place(span)
        if _titled(span.text) or (_definite(span) and span.label_ == "PERSON"):
            return True
        root, before = span.root, span.doc[span.start - 1] if span.start else None
        beside = [c for c in root.rights if c.dep_ == "appos"]
        if root.dep_ == "appos":
            beside.append(root.head)
        if before is not None and before.head == root and before.pos_ == "NOUN":
            beside.append(before)  # "the ferry operator Harbourlink"
        if any(t.pos_ == "NOUN" and (is_firm(t) or t.lemma_.lower() in _words("offices")) for t in beside):
            return True
        if root.dep_ == "poss" and root.head.lemma_.lower() in _words("officers"):
            return not self._place(span)
        return (
            span.label_ in ("PERSON", "PRODUCT")
            and " " not in span.text.strip()
            and root.dep_ in ("nsubj", "poss")
            and not self._place(span)
        )

    def _place(self, span: Span) -> bool:
        """Tell whether the gazetteer knows a name as a place."""
        places = self.reading.places
        at = bisect_right(places, span.start_char, key=lambda p: p.start) - 1
        return at >= 0 and places[at].end >= span.end_char and places[at].place.geonames_id is not None

    @cached_property
    def mentions(self) -> list[Body]:
        """Every mention of the bodies, in text order, also those that the recogniser has passed over or misnamed."""
        by_first: dict[str, list[tuple[list[str], str]]] = {}
        for name in self.names:
            parts = name.split()
            forms = {name} | {n for n in self._candidates if self.fullest(n) == name}
            if len(parts) > 1 and self._stands_alone(parts[0]):
                forms.add(parts[0])  # "Larkfield" of "Larkfield Instruments plc"
            for form in forms:
                words = form.split()
                by_first.setdefault(words[0], []).append((words, name))
        for held in by_first.values():
            held.sort(key=lambda f: -len(f[0]))
        doc, out, upto = self.reading.doc, [], 0
        for token in (doc[at] for at in numpy.flatnonzero(self._where("ORTH", by_first)).tolist()):
            if token.i < upto:
                continue
            for words, name in by_first[token.text]:
                end = token.i + len(words)
                if [t.text for t in doc[token.i : end]] == words:
                    root = doc[token.i : end].root
                    out.append(
                        Body(
                            token.i,
                            end,
                            name,
                            root.dep_ in ("nsubj", "nsubjpass", "agent")
                            or (root.dep_ == "poss" and root.head.dep_ in ("nsubj", "nsubjpass")),
                        )
                    )
                    upto = end
                    break
        return out

    @cached_property
    def _starts(self) -> list[int]:
        return [b.start for b in self.mentions]

    def at(self, token: Token) -> Body | None:
        """Return the mention that a token belongs to."""
        at = bisect_right(self._starts, token.i) - 1
        return self.mentions[at] if at >= 0 and token.i < self.mentions[at].end else None

    def _stands_alone(self, word: str) -> bool:
        """Tell whether the first word of a body's name may stand for it."""
        return len(word) > 3 and word.lower() not in _words("common") and word not in self.persons | self._places

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(self.reading.text[p.start : p.end] for p in self.reading.places)

    def called(self, token: Token) -> Body | None:
        """Return the last body before a token that has it in its name: "the council" after "Leeds City Council"."""
        upto = bisect_left(self._starts, token.i)
        word = token.lemma_.lower()
        return next((b for b in reversed(self.mentions[:upto]) if word in b.name.lower().split()), None)

    @cached_property
    def house(self) -> Body | None:
        """The firm whose affairs the article tells: named early and most often, and once as one that acts or owns."""
        doc = self.reading.doc
        counts = Counter(b.name for b in self.mentions)
        counts.subtract({name: 1 for name in counts if is_public(name)})
        acting = {b.name for b in self.mentions if b.subject or doc[b.start : b.end].root.dep_ == "poss"}
        first = {b.name: b for b in reversed(self.mentions)}
        name = max(counts.keys() & acting, key=lambda n: (counts[n], -first[n].start), default=None)
        if name is None or doc[first[name].start].idx > _EARLY:
            return None
        after = numpy.flatnonzero(self._where("LOWER", ("the",))[:-1]).tolist()
        described = sum(is_firm(doc[at + 1]) for at in after)
        return first[name] if counts[name] + described / 2 >= _OFTEN else None


def clean(name: str) -> str:
    """Strip a name of its article and possessive mark.

    >>> clean("the World Bank's")
    'World Bank'
    """
    words = _CLEAN.sub("", _CLEAN.sub("", name)).split()
    while words and is_sign(words[-1]):
        words.pop()
    told = [n for n, word in enumerate(words[:-1]) if word.islower() and word not in _words("particles")]
    words = words[told[-1] + 1 :] if told else words  # "glove maker Lembut"
    return " ".join(words)


def is_firm(token: Token) -> bool:
    """Tell whether a noun is a word for a firm: "company", "shipbuilder"."""
    lemma = token.lemma_.lower()
    return lemma in _words("bodies") or lemma.endswith(tuple(_words("makers")))


def _titled(name: str) -> bool:
    """Tell whether a name ends, or begins, as those of bodies do: "Larkfield Instruments plc"."""
    parts = name.lower().rstrip(".").split()
    return len(parts) > 1 and (parts[-1] in _words("forms") or not _words("offices").isdisjoint(parts))


def _definite(span: Span) -> bool:
    """Tell whether "the" stands before a name, which it does not before a person's."""
    return span[0].lower_ == "the" or (span.start > 0 and span.doc[span.start - 1].lower_ == "the")


def _is_paper(name: str) -> bool:
    """Tell whether a name is that of a newspaper or agency, which is named for what it has written."""
    return name.lower().split()[-1] in _words("papers")


def is_public(name: str) -> bool:
    """Tell whether a body is no firm: a ministry, a central bank, a council."""
    return not _words("public").isdisjoint(name.lower().split())
