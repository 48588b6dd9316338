"""Offices: the role and the body that stand beside a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from eventx.speech.phrases import is_body, words

_STOP = frozenset({",", ";", ":", "—", "–", "“", "”", '"', "(", ")", "``", "''", ".", "?", "!"})
_STATE = frozenset({"minister", "secretary", "undersecretary", "under-secretary", "secretary-general", "ministers"})
_LEARNED = frozenset(
    {
        "col",
        "col.",
        "gen",
        "gen.",
        "capt",
        "capt.",
        "lt",
        "lt.",
        "sgt",
        "sgt.",
        "maj",
        "maj.",
        "general",
        "colonel",
        "captain",
        "major",
        "sheikh",
        "professor",
        "prof.",
        "prof",
        "dr",
        "dr.",
        "doctor",
        "rev",
        "rev.",
    }
)
_PAST = frozenset({"in", "at", "who", "which", "that", "on"})  # what follows the name of a body
_LINK = frozenset({"of", "for", "at", "with", "from", "in", "to"})
_NO_BODY = frozenset({"GPE", "LOC", "NORP", "PERSON", "DATE", "FAC"})
_WIDE = 14  # tokens on either side


@dataclass(frozen=True, slots=True)
class Office:
    """The title of a named person and the body that it belongs to."""

    role: str | None = None
    organisation: str | None = None


def trim_determiner(doc: Doc, start: int, end: int) -> int:
    """Return where a phrase starts without its article or possessive pronoun."""
    while start < end - 1 and (
        (doc[start].tag_ in ("DT", "PRP$") and doc[start].lower_ not in ("all", "some", "both", "no"))
        or doc[start].is_space
    ):
        start += 1
    return start


def find_office(doc: Doc, start: int, end: int) -> Office:
    """Find the role and body of a person named by tokens ``start`` to ``end``: before the name, then after it."""
    left = _before(doc, start)
    if start > 1 and doc[start - 1].tag_ == "POS" and not left.role:
        owner = doc[start - 2]
        first = max(owner.left_edge.i, start - _WIDE)
        if is_body(owner) or owner.ent_type_ == "ORG":  # the Red Cross's Rosine Jourdain
            return Office(_after(doc, end).role, _text(doc, first, start - 1))
    if left.role and left.role.split()[-1].casefold() in _LEARNED and (right := _after(doc, end)).role:
        return right
    if left.role and left.role.casefold() in _LEARNED and (before := _before(doc, start - 1)).role:
        return before  # the society's president, Dr. Hal Brandt
    if left.role:
        after = _after(doc, end) if not left.organisation else left
        return Office(left.role, left.organisation or (after.organisation if not after.role else None))
    right = _after(doc, end)
    return Office(right.role, right.organisation or left.organisation)


def _before(doc: Doc, start: int) -> Office:
    begin = start
    floor = max(0, start - _WIDE)
    comma = begin - 1 > floor and doc[begin - 1].text == ","
    if comma:
        begin -= 1
    last = begin
    while begin > floor and not doc[begin].is_sent_start:
        token = doc[begin - 1]
        if (
            token.text in _STOP and not (token.text == "." or token.text == ")" or token.text == "(")
        ) or token.is_space:
            break
        if token.pos_ not in (
            "NOUN",
            "PROPN",
            "ADJ",
            "DET",
            "PART",
            "PUNCT",
            "NUM",
            "X",
            "PRON",
        ) and token.lower_ not in ("of", "for", "and", "&", "to", "from", "at", "with"):
            break
        if token.pos_ == "PRON" and token.tag_ != "PRP$" and not (token.is_upper and len(token) > 1):
            break
        begin -= 1
    while begin < last and doc[begin].pos_ in ("ADP", "CCONJ", "PUNCT"):
        begin += 1  # according to
    office = _split(doc, begin, last) if not comma or _noun_phrase(doc, begin, last) else Office()
    if (
        not office.role
        and not comma
        and start
        and doc[start - 1].tag_ == "NN"
        and doc[start - 1].is_lower
        and doc[start - 1].lower_ not in words("body") | words("kin")
    ):
        first = start - 1  # tour guide Samira Haddad
        while first > begin and doc[first - 1].tag_ in ("NN", "NNP", "HYPH") and doc[first - 1].ent_type_ == "":
            first -= 1
        return Office(_text(doc, first, start) or None, office.organisation)
    return office


def _noun_phrase(doc: Doc, begin: int, end: int) -> bool:
    """Say whether tokens before a comma are the description of the name after it."""
    first = doc[begin] if begin < end else None
    return first is not None and (
        first.tag_ in ("DT", "PRP$") or any(t.tag_ == "POS" for t in doc[begin:end]) or first.pos_ == "PROPN"
    )


def _after(doc: Doc, end: int) -> Office:
    at = end
    size = len(doc)
    if at < size and doc[at].is_upper and doc[at].lower_ in words("role"):
        return Office(doc[at].text)  # Iain Rennie MSP
    if at + 3 < size and doc[at].text == "," and doc[at + 1].lower_ == "who" and doc[at + 2].lower_ in words("heading"):
        return Office(None, _body(doc, at + 3, _right_edge(doc, at + 3), True))  # who heads the alliance
    if at < size and doc[at].lower_ in ("of", "from", "for", "at"):
        stop = _right_edge(doc, at + 1)
        return Office(None, _body(doc, at + 1, stop))
    if at + 1 < size and doc[at].text == "," and doc[at + 1].like_num and at + 2 < size and doc[at + 2].text == ",":
        at += 2
    if at >= size or doc[at].text not in (",", "(", "—", "–"):
        return Office()
    stop = _right_edge(doc, at + 1)
    if doc[at].text == "," and at + 1 < size and doc[at + 1].lower_ in ("from", "of", "at"):
        return Office(None, _body(doc, at + 2, stop))  # Dr. Harold Garcia, from the hospital
    if at + 1 < size and (doc[at + 1].pos_ in ("NUM", "ADV") or doc[at + 1].like_num):
        return Office()
    office = _split(doc, at + 1, stop)
    trade = (office.role or "none").casefold().split()[-1] in words("trade")
    if trade and not office.organisation and doc[at + 1].lower_ in ("a", "an"):
        return Office()  # a nurse
    if (
        office.role
        and not office.organisation
        and stop + 1 < size
        and doc[stop].text == ","
        and doc[stop + 1].pos_ == "PROPN"
    ):
        edge = stop + 1
        while edge < size and doc[edge].pos_ == "PROPN":
            edge += 1
        if edge < size and (
            doc[edge].text in (",", ".", ";") or doc[edge].is_space or doc[edge].tag_ in ("VBD", "VBZ")
        ):
            office = Office(office.role, _body(doc, stop + 1, edge))
    return office


def _right_edge(doc: Doc, begin: int) -> int:
    limit = min(len(doc), begin + _WIDE + 6)
    at = begin
    while at < limit:
        token = doc[at]
        if token.is_space or (
            token.text in _STOP
            and not (token.text == "(" and at > begin)
            and not (token.text == ")" and "(" in doc[begin:at].text)
        ):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WP$", "WRB", "PRP") and (
            at > begin or token.is_lower
        ):
            break
        at += 1
    return at


def _split(doc: Doc, begin: int, end: int) -> Office:
    """Split a description into role and body."""
    begin = trim_determiner(doc, begin, end) if begin < end else begin
    role_at = next((i for i in range(begin, end) if _is_role(doc, i) and not _goes_on(doc, i, end)), None)
    if role_at is None:
        return Office()
    organisation, first = None, begin
    for i in range(role_at - 1, begin - 1, -1):
        if doc[i].tag_ == "POS" or doc[i].text in ("'s", "’s", "’", "'"):
            owner = doc[begin:i]
            if len(owner) and (
                any(t.lower_ in words("body") or t.ent_type_ == "ORG" for t in owner)
                or (
                    owner[-1].pos_ == "PROPN"
                    and owner[-1].ent_type_ not in ("GPE", "LOC")
                    and (owner[-1].ent_type_ != "PERSON" or len(owner) == 1)
                )
            ):
                organisation = _text(doc, begin, i)
            first = i + 1
            break
        unit = i == begin == role_at - 1 and doc[i].is_title and doc[role_at].is_title and doc[i].ent_type_ == ""
        if unit:
            break  # Police Commissioner
        generic = doc[i].lower_ in ("group", "team") or (doc[i].is_lower and doc[role_at].lower_ in words("trade"))
        labelled = doc[i].ent_type_ == "ORG" and doc[role_at].ent_type_ != "ORG"
        if (is_body(doc[i]) or labelled) and not generic and doc[role_at].lower_ not in _STATE:
            start = begin
            while start < i and doc[i].pos_ == "PROPN" and doc[start].is_lower and doc[start].pos_ == "ADJ":
                start += 1  # former KBR employee
            organisation = _text(doc, start, i + 1)
            first = i + 1
            break
    for i in range(role_at - 1, first, -1):
        if organisation is None and doc[i].pos_ == "ADP" and doc[i - 1].tag_ in ("NN", "NNS"):
            first = trim_determiner(doc, i + 1, role_at + 1)  # the words of its designer
            break
    if organisation is None and (named := _namesake(doc, first, role_at)) > first:
        organisation, first = _text(doc, first, named), named
    last = role_at + 1
    if last < end and doc[last].text == "(":
        while last < end and doc[last - 1].text != ")":
            last += 1
    if last < end and doc[last].lower_ in _LINK:
        body_at = next((i for i in range(end - 1, last - 1, -1) if doc[i].lower_ == "at"), last)
        place = doc[body_at].lower_ == "in" or doc[role_at].lower_ in ("resident", "villager", "native", "voter")
        state = doc[role_at].lower_ in _STATE or place
        body = _body(doc, body_at + 1, end, state)
        polity = doc[role_at].lower_ in words("polity") and not any(is_body(t) for t in doc[body_at + 1 : end])
        if polity:
            return Office(_text(doc, first, last) or None, organisation)  # mayor of Adré
        if (doc[role_at].lower_ in _STATE and not body) or (doc[last].lower_ == "to" and body_at == last):
            last = end  # ambassador to the United States
        elif body:
            organisation = organisation or body
            last = body_at
        elif doc[last].lower_ in ("of", "for"):
            last = end if doc[role_at].lower_ in ("head", "chief", "director", "editor") else last
    return Office(_text(doc, first, last) or None, organisation)


def _namesake(doc: Doc, begin: int, role_at: int) -> int:
    """Return where the name of a body ends that stands before a role: Corriveau spokesperson, U.N. Coordinator."""
    end = begin
    while end < role_at and doc[end].ent_type_ not in _NO_BODY:
        if doc[end].pos_ != "PROPN" and not (doc[end].is_upper and len(doc[end]) > 1):
            break
        end += 1
    if end == begin:
        return begin
    if doc[role_at].lower_ in _STATE:
        return begin
    if doc[role_at].is_lower:
        return end if not any(_is_role(doc, i) for i in range(begin, end)) else begin
    letters = doc[begin].text.replace(".", "")
    return begin + 1 if len(letters) > 1 and letters.isupper() and letters not in ("US", "UK") else begin


def _is_role(doc: Doc, i: int) -> bool:
    lower = doc[i].lower_
    if (
        doc[i].tag_ == "NN"
        and doc[i].is_lower
        and len(lower) > 5
        and lower.endswith(("ist", "woman", "ologist", "keeper", "worker", "owner"))
    ):
        return True
    return lower in words("role") or (lower.endswith("s") and lower[:-1] in words("role") and lower not in ("heads",))


def _goes_on(doc: Doc, i: int, end: int) -> bool:
    """Say whether a role word is followed by another: chief executive, prime minister's spokesman."""
    for j in range(i + 1, min(end, i + 6)):
        if doc[j].lower_ in _LINK or doc[j].text in (",", "("):
            return False
        if _is_role(doc, j):
            return True
    return False


def _body(doc: Doc, begin: int, end: int, state: bool = False) -> str | None:
    """Return the body that tokens name, if they do: no bare place and no subject matter."""
    begin = trim_determiner(doc, begin, end) if begin < end else begin
    if begin >= end:
        return None
    stop = begin
    while stop < end and (doc[stop].pos_ == "PROPN" or doc[stop].lower_ not in _PAST):
        stop += 1
    tokens = doc[begin:stop]
    if not len(tokens):
        return None
    body = any(t.lower_ in words("body") or t.ent_type_ == "ORG" for t in tokens)
    titled = len(tokens) > 1 and all(t.pos_ == "PROPN" for t in tokens) and doc[begin - 1].lower_ == "the"
    other = ("GPE", "LOC", "DATE") if titled else ("GPE", "LOC", "NORP", "PERSON", "DATE")
    name = tokens[-1].pos_ == "PROPN" and tokens[-1].ent_type_ not in other
    if state:
        return _text(doc, begin, stop) if any(t.lower_ in words("body") for t in tokens) else None
    return _text(doc, begin, stop) if body or name else None


def _text(doc: Doc, begin: int, end: int) -> str:
    begin = trim_determiner(doc, begin, end) if begin < end else begin
    return (
        re.sub(r"\s*\(.*|\s+", lambda m: " " if m.group().isspace() else "", doc[begin:end].text).strip(" ,")
        if begin < end
        else ""
    )
