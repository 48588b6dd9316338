"""Firms: the names of no other body that the article itself tells to be firms, wherever it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.names.model import Spans
from eventx.mentions.names.spans import is_country
from eventx.mentions.names.vocabulary import given, is_maker, is_surname
from eventx.mentions.persons import is_demonym
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS, first_right
from eventx.syntax.phrases import own_subject
from eventx.syntax.tense import is_report
from eventx.text.casing import initials

_TICKER = 3  # tokens of a ticker in its brackets


def find_firms(
    doc: Doc,
    named: Mapping[str, Spans],
    kinds: Mapping[str, str],
    longer: Collection[str],
    places: Collection[str],
) -> Iterator[str]:
    """Yield the names that the article tells to be firms.

    ``longer``: those that shorten another; ``places``: those of known places.
    """
    for text, spans in named.items():
        placed = kinds[text] == "place" and text not in places
        likely = kinds[text] in ("person", "other") and not text.lower().startswith(tuple(lexicon("entities").issues))
        proper = any(doc[end - 1].pos_ == "PROPN" for _, end in spans)  # elsewhere, too: "*Kvern* shares"
        held = proper and (likely or placed) and any(_has_equity(doc, start) for start, _ in spans)
        if held or (likely and _is_firm(doc, text, spans, kinds[text], bare=text not in longer, proper=proper)):
            yield text


def _is_firm(doc: Doc, text: str, spans: Spans, kind: str, *, bare: bool, proper: bool) -> bool:
    """Tell whether a name has what a firm has, or, unless it shortens another, is called one."""
    if kind == "other" and any(_has_staff(doc, end) for _, end in spans):
        return True
    if proper and any(_is_listed(doc, end, text) for _, end in spans):
        return True
    bare = bare and text.split()[0].lower() not in given()
    return bare and (_is_branch(text) or any(_is_called(doc, start, end) for start, end in spans))


def _has_staff(doc: Doc, end: int) -> bool:
    """Tell whether people of a name are told as a firm's are: "several *Kvern* directors", no "German" ones."""
    root, behind = doc[end - 1], doc[end : end + 1].text
    named = root.pos_ == "PROPN" and root.text.isalpha() and not is_demonym(root)
    return named and root.dep_ in COMPOUNDING and behind in lexicon("names").staff


def _is_listed(doc: Doc, end: int, text: str) -> bool:
    """Tell whether a name has a ticker or shares, or is taken up as a thing: "Harlow (HRL)", "Ada Holm, which lost"."""
    root, behind = doc[end - 1], [token.text for token in doc[end : end + 3]]
    if root.ent_type_ == "NORP" or len(behind) < _TICKER:
        return False
    if behind[0] in lexicon("names").listed and root.dep_ in COMPOUNDING:
        return True
    if behind[:2] == [",", "which"]:
        return root.dep_ in NOUN_SUBJECTS
    shortened = behind[1].endswith(initials(text.split(), small=True))
    ticker = behind[0] == "(" and behind[2] == ")" and re.fullmatch("[A-Z]{2,5}", behind[1]) is not None
    return ticker and not shortened and not lexicon("names").funds.intersection(text.lower().split())


def _is_called(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name is called a firm or tells of its own: "lender Kvern", "Kvern said its sales"."""
    root, beside = doc[end - 1], doc[start - 1 : start]
    if root.ent_type_ == "NORP" or not root.text[:1].isupper():
        return False
    words = lexicon("entities")
    part = root.dep_ == "appos" and root.head.lemma_.lower() in words.parts_of | words.beside  # "the unit, *Kvern Oil*"
    told = any(_is_rival(t, end - start) or _is_of_trade(t, end - start) for t in beside)
    return part or told or _tells_its_own(root)


def _has_equity(doc: Doc, start: int) -> bool:
    """Tell whether a name stands behind what only a listed firm has: "shares in *Kvern*"."""
    tie, held = doc[start - 1 : start].text, doc[max(0, start - 2) : start - 1].text.lower()
    return tie in ("in", "of") and held in lexicon("names").equity


def _is_branch(text: str) -> bool:
    """Tell whether a name is that of a firm's arm in a land: "Kvern India"."""
    own, _, last = text.rpartition(" ")
    return bool(own) and " of" not in own and is_country(last)


def _is_rival(before: Token, size: int) -> bool:
    """Tell whether a name is told as that of another of a trade: "its smaller rival *Kvern*", no "his rival *Berg*"."""
    if before.lower_ not in lexicon("names").competing:
        return False
    marks = [t.lower_ for t in before.doc[max(0, before.i - 3) : before.i]]
    sized = not lexicon("names").sized.isdisjoint(marks) or "its" in marks
    surname = size == 1 and before.lower_ == "rival" and is_surname(before.nbor().text)
    return "his" not in marks and "her" not in marks and (sized or not surname)


def _is_of_trade(before: Token, size: int) -> bool:
    """Tell whether the word before one that stands alone tells what only a firm does: "Rwandan lender *Kvern*"."""
    noun = before.lower_
    trade = noun in lexicon("entities").trading or is_maker(noun)
    return size == 1 and before.pos_ == "NOUN" and trade and before.is_lower


def _tells_its_own(root: Token) -> bool:
    """Tell whether who says something says it of "its" own: "Kvern said *its* sales rose"; a person has "his"."""
    told = first_right(root.head, "ccomp") if root.dep_ in NOUN_SUBJECTS and is_report(root.head) else None
    subject = own_subject(told) if told is not None else None
    return subject is not None and any(c.lower_ == "its" for c in subject.lefts)
