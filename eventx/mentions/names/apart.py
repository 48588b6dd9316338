"""Apart: whose a name is not, or only one of several: a demonym, a firm's possessive, a surname that persons share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis, Located, Named
from eventx.mentions.names.model import Spans
from eventx.mentions.names.vocabulary import given
from eventx.syntax.labels import NOUN_SUBJECTS

_GROWN = 18  # years


def find_demonyms(doc: Doc, named: Mapping[str, Spans], places: Sequence[Located]) -> Iterator[str]:
    """Yield the names that are an adjective of a country wherever they stand: "Ugandan", taken for a body."""
    told = {p.start for p in places if p.form == "adjective"}
    yield from (t for t, spans in named.items() if spans and " " not in t and all(doc[s].idx in told for s, _ in spans))


def find_marked(doc: Doc, named: Mapping[str, Spans]) -> dict[str, str]:
    """Return the firms whose names are possessives, by what is parted from the mark: "Moody" for "Moody's"."""
    known = lexicon("names").possessive
    ends = ((text, end) for text, spans in named.items() for _, end in spans if end < len(doc))
    marked = ((text, f"{text}{doc[end].text}") for text, end in ends)
    return {text: name.replace("’", "'") for text, name in marked if name in known}


def tell_namesakes(analysis: Analysis, found: Sequence[Named]) -> list[Named]:
    """Lead each surname that persons share back to the one of them whom it can mean.

    No "Mrs Low" is a man's or a child's name, and who has died says nothing: "Tom Low, 6, drowned. *Mrs Low* said".
    """
    shared = _shared(analysis, found)
    return [_meant(analysis, n, shared[last]) if (last := _surname(analysis, n)) in shared else n for n in found]


def _surname(analysis: Analysis, name: Named) -> str:
    """Return the surname that is all of a person's name where it stands, or nothing."""
    text = analysis.text[name.start : name.end]
    return text if name.kind == "person" and " " not in text and name.name.endswith(f" {text}") else ""


def _shared(analysis: Analysis, found: Sequence[Named]) -> dict[str, dict[str, list[Span]]]:
    """Return the persons who share a surname, by that and by their full names, with where they are named so."""
    out: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for name in found:
        first, _, last = name.name.rpartition(" ")
        if name.kind == "person" and first and analysis.text[name.start : name.end] == name.name:
            out[last][name.name].append(analysis.span(name.start, name.end))
    return {last: held for last, held in out.items() if len({full.split()[0] for full in held}) > 1}


def _meant(analysis: Analysis, name: Named, persons: Mapping[str, list[Span]]) -> Named:
    """Return a surname with the full name of the one who is meant, by itself if that can be none of them."""
    token = analysis.span(name.start, name.end).root
    before = token.nbor(-1).lower_ if token.i else ""
    gender, able = _gender_of((before,)), list(persons)
    if gender is not None:
        able = [full for full in able if _suits(persons[full], gender)]
        if not able:
            return replace(name, name=analysis.text[name.start : name.end])
    if token.dep_ in NOUN_SUBJECTS and token.head.lemma_.lower() in lexicon("names").voicing:
        able = [full for full in able if not any(map(_has_died, persons[full]))] or able
    last = max(able, key=lambda full: max((s.start for s in persons[full] if s.start < token.i), default=-1))
    return name if name.name in able else replace(name, name=last)


def _suits(told: Sequence[Span], gender: str) -> bool:
    """Tell whether a person may be called "Mr", or "Mrs": who is grown, and no woman, or no man."""
    known = {g for span in told if (g := _gender(span)) is not None}
    return known <= {gender} and not any(map(_is_young, told))


def _gender(span: Span) -> str | None:
    """Return the gender that a given name tells, or what stands before it: "his *mother*, Ada Low"."""
    first = span[0].lower_
    named = "f" if first in given("female") else "m" if first in given("male") else None
    return named or _gender_of([t.lower_ for t in span.doc[max(0, span.start - 2) : span.start]])


def _gender_of(words: Collection[str]) -> str | None:
    names = lexicon("names")
    female, male = names.any_of("female", "kinswomen"), names.any_of("male", "kinsmen")
    return "f" if not female.isdisjoint(words) else "m" if not male.isdisjoint(words) else None


def _is_young(span: Span) -> bool:
    """Tell whether a child's age stands behind a name: "Tom Low, 6,"."""
    comma, age = (span.doc[at : at + 1].text for at in (span.end, span.end + 1))
    return comma == "," and age.isdigit() and int(age) < _GROWN


def _has_died(span: Span) -> bool:
    """Tell whether a clause tells that a person died, or was killed."""
    root, names = span.root, lexicon("names")
    lemma = root.head.lemma_.lower()
    return (root.dep_ in NOUN_SUBJECTS and lemma in names.dying) or (root.dep_ == "nsubjpass" and lemma in names.slain)
