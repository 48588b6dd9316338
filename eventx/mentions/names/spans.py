"""Spans: the stretches of an article that may be a name, before it is asked whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import load_lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.phrases import is_time

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels of the entity recogniser that are names."""

_LANDS = frozenset({"GPE", "NORP"})
_LINKS = frozenset({"of", "for", "and", "on", "in", "against"})
_SMALL = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ"})
_AMOUNT = re.compile(r"[A-Z]{1,3}(?:[$€£]|\d)")
_BULLETS = frozenset({":", "•", "-", "--", "—", "–"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of the lexicon's names; a trade is a role too.

    >>> "minister" in words("role"), "farmer" in words("role")
    (True, True)
    """
    lists = load_lexicon("names")
    return frozenset(lists[name]) | frozenset(lists["trade"] if name == "role" else ())


@cache
def given(gender: str = "any") -> frozenset[str]:
    """Return the given names that are nearly always a man's (male) or a woman's (female), or all there are."""
    lists = load_lexicon("given")
    held = lists.values() if gender == "any" else (lists[gender],)
    return frozenset(name for names in held for name in names)


def find_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the tokens, first and last plus one, of each stretch that is written as a name, titles taken off."""
    at = 0
    while at < len(doc):
        if not _begins(doc[at]):
            at += 1
            continue
        end = _extend(doc, at)
        yield from _split(doc, at, end)
        at = end


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _begins(token: Token) -> bool:
    """Tell whether a name may begin at a token."""
    if not _is_capital(token):
        return token.text == "al" and token.pos_ == "PROPN"
    shouted = token.is_upper and len(token) > 1
    if token.pos_ in _SMALL and not shouted:
        return False
    named = token.ent_type_ in NAMED
    if _opens(token) and not named and not shouted and (token.pos_ != "PROPN" or is_person(token)):
        return False  # "People"
    if token.is_stop and not (named or shouted):
        return False
    return _continues(token) and not (is_time(token) and not named)


def _opens(token: Token) -> bool:
    """Tell whether a token is the first word of a sentence, or of a quotation."""
    return bool(token.is_sent_start) or token.nbor(-1).is_quote or token.nbor(-1).text in _BULLETS


def _continues(token: Token) -> bool:
    """Tell whether a name may go on with a token."""
    if token.text == "plc":
        return True
    if not _is_capital(token) or token.lower_ in words("address") or _AMOUNT.match(token.text) or token.tag_ == "$":
        return False
    small = token.pos_ in ("PRON", "DET", "AUX") and not (token.is_upper and len(token) > 1)
    return token.ent_type_ not in ("DATE", "TIME", "MONEY") and (not small or token.ent_type_ in NAMED)


def _extend(doc: Doc, start: int) -> int:
    """Return where the name that begins at a token ends: capitals, and the small words that join two of them."""
    end = at = start + 1
    while at < len(doc):
        token = doc[at]
        if _continues(token):
            at = end = at + 1
        elif (width := _joint(doc, start, at)) and at + width < len(doc) and _is_capital(doc[at + width]):
            at += width
        elif token.tag_ == "HYPH" or token.text in "-–":
            if doc[at - 1].whitespace_ or token.whitespace_ or at + 1 == len(doc) or doc[at + 1].pos_ != "PROPN":
                break
            at = end = at + 2  # "Ha Dong-wook"
        else:
            break
    return end


def _joint(doc: Doc, start: int, at: int) -> int:
    """Return how many small words at a token join what stands before and after it to one name; 0 for none."""
    token, before = doc[at], doc[at - 1]
    if token.text == "&":
        return 1
    if token.text in words("particles"):
        return 2 if at + 1 < len(doc) and doc[at + 1].text in words("particles") else 1  # "von der"
    if token.lower_ in _LINKS:
        width = 2 if at + 1 < len(doc) and doc[at + 1].text == "the" else 1
        whole = at + width < len(doc) and token.ent_iob_ == "I" and doc[at + width].ent_iob_ == "I"
        if token.lower_ == "and":
            listed = any(t.lower_ in words("body") and t.nbor(1).lower_ in ("of", "for") for t in doc[start : at - 1])
            return width if width == 1 and (listed or (whole and token.ent_type_ == "ORG")) else 0
        headed = token.lower_ in ("of", "for") and before.lower_ in words("body")
        return width if headed or (whole and token.ent_type_ in NAMED) else 0
    if token.text in _POSSESSIVE and at + 1 < len(doc):
        owned = before.text.endswith("s") and doc[at + 1].lower_ in words("body")  # "Bakers' Alliance"
        return int(owned or (token.ent_iob_ == "I" and token.ent_type_ == "ORG" and doc[at + 1].ent_iob_ == "I"))
    return 0


def _split(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut the titles out of a stretch: "Barclays Chief Executive Jane Doe" are two names."""
    if start > 1 and doc[start - 1].lower_ in ("of", "for") and doc[start - 2].lower_ in words("state"):
        # "Minister of Education Ada Obi": what a ministry is for is no name
        start = next((i for i in range(start + 1, end - 1) if doc[i].lower_ in given()), start)
    person = next((i for i in range(start + 1, end) if _is_person(doc[i]) and not _is_person(doc[i - 1])), end)
    if person < end and not _is_title(doc[person - 1]) and doc[person - 1].lower_ not in given():
        yield from _split(doc, start, person)  # "University of Lagos student Ada Obi" without the noun
        start = person
    found = [i for i in range(start, end) if _is_title(doc[i]) and not _is_part(doc, i, end)]
    if not found:
        yield from _trim(doc, start, end)
        return
    first = last = found[-1]
    if any(doc[i].lower_ in words("body") for i in range(last + 1, end)):
        yield from _trim(doc, start, end)  # "President Hotel Group"
        return
    while first > start and _is_rank(doc[first - 1]):
        first -= 1
    if not (first - start == 1 and doc[last].lower_ in words("state") and doc[start].ent_type_ not in _LANDS):
        yield from _trim(doc, start, first)  # but "Trade" of "Trade Minister"
    yield from _trim(doc, last + 1, end)


def _is_part(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a word for a title is a given name or surname here: "Dean Kamen", "Tim Cook"."""
    if at + 1 < end:
        return doc[at].lower_ in given()
    return at > 0 and doc[at].ent_type_ == doc[at - 1].ent_type_ == "PERSON"


def _is_rank(token: Token) -> bool:
    return _is_title(token) or token.lower_ in words("rank") or token.tag_ == "HYPH"


def _is_title(token: Token) -> bool:
    lower = token.lower_
    return (lower in words("role") or lower.removesuffix("s") in words("role")) and lower not in words("body")


def _is_person(token: Token) -> bool:
    """Tell whether a token begins a person's name of several words, or goes on with one."""
    if token.ent_type_ != "PERSON":
        return False
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.ent_iob_ == "I" or (following is not None and following.ent_iob_ == "I")


def _trim(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without the nationality before it and small words at its end."""
    while start < end - 1 and doc[start].ent_type_ == "NORP" and doc[start + 1].ent_iob_ != "I":
        start += 1
    while end > start and not _is_capital(doc[end - 1]) and doc[end - 1].pos_ != "PROPN":
        end -= 1
    if start < end:
        yield start, end
