"""Offices: the role and the body that a description gives, and those that stand beside a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from eventx.facts.statement.view import FINITE
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.spans import given, roles

_STOP = frozenset(',;:—–“”".?!') | {"``", "''"}
_LINK = frozenset({"of", "for", "at", "with", "from", "in", "to"})
_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "PUNCT", "NUM", "X"})
_CLAUSE = FINITE | {"WDT", "WP", "WP$", "WRB", "PRP"}
_BRACKETED = re.compile(r"\s*\(.*|\s+")
_WIDE = 16  # tokens on either side


@dataclass(frozen=True, slots=True)
class Office:
    """The title of a person and the body that it belongs to; ``owner``: the "its" or "whose" for that body."""

    role: str | None = None
    organisation: str | None = None
    owner: Token | None = None


def trim_determiner(doc: Doc, start: int, end: int) -> int:
    """Return where a phrase starts without its article or possessive pronoun."""
    while start < end - 1 and (doc[start].is_space or _is_determiner(doc[start])):
        start += 1
    return start


def _is_determiner(token: Token) -> bool:
    return token.tag_ in ("DT", "PRP$", "WP$") and token.lower_ not in ("all", "some", "both", "no")


def office_beside(roster: Roster, start: int, end: int) -> Office:
    """Find the role and body of a person named by tokens ``start`` to ``end``: before the name, then after it."""
    doc, titled = roster.analysis.doc, start
    while titled > 0 and _is_learned(doc[titled - 1]):
        titled -= 1
    before, after = _before(roster, titled), _after(roster, end)
    if not before.role and not after.role and titled < start and doc[titled].lower_ in lexicon("names").graded:
        return Office(_text(doc, titled, start), before.organisation or after.organisation)
    if before.role:
        return replace(before, organisation=before.organisation or (None if after.role else after.organisation))
    return replace(after, organisation=after.organisation or before.organisation)


def _is_learned(token: Token) -> bool:
    """Tell whether a token is a title that a person keeps: "Dr", "General", but not that of "Attorney General"."""
    names = lexicon("names")
    kept = token.lower_ in names.learned | names.address
    before = token.nbor(-1) if token.i else token
    return kept and not (token.lower_ == "general" and is_role(before) and before.lower_ not in names.learned)


def describe(roster: Roster, start: int, end: int, head: int | None = None) -> Office:
    """Read role and body out of a description: "deputy head of research at the bank", "the union's secretary".

    ``head`` is the token that stands for a person where none is a word for a role: "a source in the company".
    """
    doc = roster.analysis.doc
    owner = next((t for t in doc[start:end] if t.lower_ in ("its", "whose")), None)
    start = trim_determiner(doc, start, end)
    link = next((i for i in range(start, end) if _links(roster, doc[i])), end)
    at = next((i for i in range(link - 1, start - 1, -1) if is_role(doc[i])), head)
    if at is None:
        return Office()
    first, organisation = _owner(roster, start, at)
    bare = first == start + 1 and (doc[start].is_lower or doc[start].is_sent_start) and not doc[start].ent_type_
    if head is None and bare and doc[at].lower_ not in lexicon("names").speaking:
        first, organisation = start, None  # "union leader Ivo Kern", but: "the union's leader", "a union leader said"
    last = at + 1
    if last < end and doc[last].lower_ in _LINK:
        last, body = _belongs(roster, at, last, end)
        organisation = body if body and doc[at].lower_ == "member" else organisation or body
    return Office(_text(doc, first, last) or None, organisation, None if organisation else owner)


def _links(roster: Roster, token: Token) -> bool:
    """Tell whether a token joins a role to what comes after it; "of" in "Bank of England" does not."""
    return token.text == "(" or (token.lower_ in _LINK and roster.at(token) is None)


def _owner(roster: Roster, start: int, at: int) -> tuple[int, str | None]:
    """Return where the role before token ``at`` begins, and the body before it: "the council's", "Unite"."""
    doc = roster.analysis.doc
    mark = next((i for i in range(at - 1, start, -1) if doc[i].tag_ == "POS"), None)
    if mark is not None:
        first, inner = _owner(roster, mark + 1, at)
        if inner is not None:
            return first, _text(doc, start, first)  # "China's Health Ministry"
        return mark + 1, body_in(roster, start, mark, proper=True)
    return _owner_before(roster, start, at)


def _owner_before(roster: Roster, start: int, at: int) -> tuple[int, str | None]:
    """Return where a role without a possessor begins, and the body before it: "Verizon CEO", "Finance Minister"."""
    doc = roster.analysis.doc
    named, whole = roster.forms.get(doc[start].text), roster.at(doc[start]) is roster.at(doc[at - 1])
    if start < at - 1 and whole and named is not None and named.kind == "organisation":
        return start + 1, named.name  # "Microsoft Human Resources Manager"
    if doc[at].lower_ in lexicon("names").managing and doc[at - 1].pos_ == "PROPN" and start < at:
        return at, _text(doc, start, at)  # "Verizon CEO"
    if doc[at].lower_ in lexicon("names").state or (
        start == at - 1 and doc[at].is_title and doc[start].ent_type_ != "ORG"
    ):
        return start, None  # "Finance Minister", "Police Commissioner"
    for i in range(at - 1, start - 1, -1):
        if _owns(roster, i, at):
            named, last = roster.at(doc[i]), i + 1
            while named is not None and last < at and roster.at(doc[last]) is named:
                last += 1  # "Bank of England Governor"
            return last, _text(doc, start, last)
    return next((i for i in range(start, at) if kind_of(roster, doc[i]) != "place"), at), None  # "New York City Mayor"


def _owns(roster: Roster, i: int, at: int) -> bool:
    """Tell whether a token ends the name or description of a body before the role at a token."""
    token, kind = roster.analysis.doc[i], kind_of(roster, roster.analysis.doc[i])
    if kind == "organisation" or _is_body(roster, token):
        return True
    known = token.ent_type_ or not token.is_sent_start  # "Finance chief"
    beside = i == at - 1 and not roster.analysis.doc[at].is_title
    return bool(beside and known and kind == "other" and token.pos_ == "PROPN")


def kind_of(roster: Roster, token: Token) -> str | None:
    """Return what the name is of that a token is part of, or nothing."""
    return named.kind if (named := roster.at(token)) is not None else None


def _is_body(roster: Roster, token: Token) -> bool:
    """Tell whether a token heads a body's name or description, and not the name of a place: "Port Elizabeth"."""
    noun = token.pos_ in ("NOUN", "PROPN") and token.lower_ in lexicon("names").body
    return noun and kind_of(roster, token) != "place"


def _belongs(roster: Roster, at: int, link: int, end: int) -> tuple[int, str | None]:
    """Return where a role that goes on with "of", "for" or "at" ends, and the body after it."""
    doc, role, names = roster.analysis.doc, roster.analysis.doc[at].lower_, lexicon("names")
    ranked = role in names.ranked
    links = [i for i in range(link, end) if doc[i].lower_ in _LINK]
    for n, i in enumerate(links):
        stop = links[n + 1] if n + 1 < len(links) and doc[links[n + 1]].lower_ not in ("of", "for") else end
        subject = role in names.state and doc[i + 1].tag_ != "DT"  # "minister of labour", "secretary of the union"
        if subject or (ranked and any(doc[j].lower_ == "at" for j in links[n + 1 :])):
            continue  # "head of research at the bank"
        placed = doc[i].lower_ in ("in", "to") or role in names.inhabiting | names.polity
        if placed and not any(_is_body(roster, token) for token in doc[i + 1 : stop]):
            continue
        body = body_in(roster, i + 1, stop, proper=not placed)
        if body is None and doc[i].lower_ == "at" and (doc[stop - 1].pos_ == "PROPN" or doc[i + 1].is_title):
            body = _text(doc, i + 1, stop)  # "chief economist at Verizon", whatever else has that name
        if body:
            return (i if n and ranked else link), body
    return _subject_end(doc[at], doc[link], end), None


def _subject_end(role: Token, link: Token, end: int) -> int:
    """Return where a role without a body ends: with what it is for, as a minister of labour, or before its link."""
    names = lexicon("names")
    if role.lower_ in names.polity or link.lower_ in ("in", "from", "with"):
        return link.i
    return end if role.lower_ in names.ranked | names.state or link.lower_ == "to" else link.i


def body_in(roster: Roster, start: int, end: int, *, proper: bool = False) -> str | None:
    """Return the body that a phrase names or describes, if it does: no bare place and no subject matter.

    ``proper``: a capitalised word that is no place or person is one, too.
    """
    doc = roster.analysis.doc
    start = trim_determiner(doc, start, end)
    stop = next(
        (i for i in range(start, end) if (doc[i].text == "," and not _lists(doc, i)) or _is_joint(doc, i, end)), end
    )
    if start >= stop or doc[start].lower_ in lexicon("names").address:
        return None  # "a spokesman for Mr Obi"
    known = any(kind_of(roster, t) == "organisation" or _is_body(roster, t) for t in doc[start:stop])
    unknown = doc[stop - 1].pos_ == "PROPN" and kind_of(roster, doc[stop - 1]) in ("other", "person")
    unknown = unknown and not (stop - start > 1 and doc[start].lower_ in given())
    return _text(doc, start, stop) if known or (proper and unknown) else None


def _lists(doc: Doc, i: int) -> bool:
    """Tell whether a comma stands within a firm's name: "Kvern, Berg & Moss"."""
    return doc[i].text == "," and i + 2 < len(doc) and doc[i + 2].text == "&" and doc[i - 1].pos_ == "PROPN"


def _is_joint(doc: Doc, i: int, end: int) -> bool:
    """Tell whether an "and" goes on with another office: "head of the fund and chairman of a mill"."""
    return doc[i].lower_ == "and" and any(is_role(token) for token in doc[i + 1 : min(end, i + 4)])


def _before(roster: Roster, start: int) -> Office:
    """Read the description before a name: "the registrar of the council, Dr Obi", "Unite convenor Jean Sabden"."""
    doc, floor = roster.analysis.doc, max(0, start - _WIDE)
    comma = start - 1 > floor and doc[start - 1].text == ","
    last = begin = start - comma
    while begin > floor and not doc[begin].is_sent_start and _describes(doc[begin - 1]):
        begin -= 1
    while begin < last and doc[begin].pos_ in ("ADP", "CCONJ", "PUNCT"):
        begin += 1  # "according to"
    link = next((i for i in range(last - 1, begin, -1) if doc[i].lower_ in ("to", "for", "by")), begin)
    if link > begin and (link == last - 1 or is_role(doc[last - 1])):
        begin = link + 1  # "a spokesman for Mr Obi", "an aide to Minister Obi"
    if begin == last or (comma and not _is_phrase(doc[begin:last])):
        return Office()
    if doc[last - 1].tag_ == "POS":
        return Office(None, body_in(roster, begin, last - 1, proper=True))  # "the Red Cross's Rosine Jourdain"
    office = describe(roster, begin, last)
    addressed = doc[start].lower_ in lexicon("names").address  # "the progress Ms Berg made"
    if office.role or comma or addressed or not _is_trade(doc[last - 1]):
        return office
    first = last - 1  # "tour guide Samira Haddad"
    while first > begin and doc[first - 1].tag_ in ("NN", "NNP", "HYPH") and roster.at(doc[first - 1]) is None:
        first -= 1
    return Office(_text(doc, first, last) or None)


def _after(roster: Roster, end: int) -> Office:
    """Read the description after a name: ", a spokesman for the port," or "of the union"."""
    doc, at = roster.analysis.doc, end
    if doc[at : at + 1].text.isupper() and doc[at].lower_ in roles():
        return Office(doc[at].text)  # "Iain Rennie MSP"
    if at + 2 < len(doc) and doc[at].text == doc[at + 2].text == "," and doc[at + 1].like_num:
        at += 2  # an age
    parted = at < len(doc) and doc[at].text in (",", "(", "—", "–")
    at += parted
    if at < len(doc) and doc[at].lower_ in ("of", "from", "for", "at"):
        return Office(None, body_in(roster, at + 1, _edge(doc, at + 1)))
    if not parted or at >= len(doc) or doc[at].pos_ in ("NUM", "ADV"):
        return Office()
    if doc[at].lower_ == "who" and doc[at + 1 : at + 2].text.lower() in lexicon("names").heading:
        return Office(None, body_in(roster, at + 2, _edge(doc, at + 2)))  # "who heads the alliance"
    stop = _edge(doc, at)
    office = describe(roster, at, stop)
    beside = roster.at(doc[stop + 1]) if stop + 1 < len(doc) and doc[stop].text == "," else None
    if office.role and not office.organisation and beside is not None and beside.kind == "organisation":
        return Office(office.role, roster.analysis.text[beside.start : beside.end])  # "director, Sahyadri Motors"
    return office


def role_of_state(office: Office) -> bool:
    """Tell whether an office is that of a minister or secretary, with what it is for: "Minister of Fisheries"."""
    return (office.role or "").casefold().partition(" ")[0] in lexicon("names").state


def is_personal(roster: Roster, name: Named) -> bool:
    """Tell whether a name is a person's: by its own form, or by an office beside it that only a person can hold."""
    span = roster.span(name)
    role = (office_beside(roster, span.start, span.end).role or "").casefold().rpartition(" ")[2]
    if role in lexicon("names").firm:
        return name.kind == "person" and span[0].lower_ in given()  # "its operator, Norwood Metals"
    if name.kind in ("person", "place") or len(span) == 1 or span[-1].lower_ in lexicon("names").body:
        return name.kind == "person"
    before = roster.analysis.doc[span.start - 1] if span.start else span[0]
    titled = is_role(before) or (before.lower_ not in _LINK and role_of_state(_before(roster, span.start)))
    at_body = span.end < len(span.doc) and span.doc[span.end].lower_ == "at"
    return titled or at_body or _after(roster, span.end).role is not None


def _edge(doc: Doc, begin: int) -> int:
    """Return where a description that begins at a token ends: before punctuation or a verb."""
    depth, limit = 0, min(len(doc), begin + _WIDE)
    for token in doc[begin:limit]:
        depth += (token.text == "(") - (token.text == ")")
        if (
            token.is_space
            or (token.text in _STOP and not _lists(doc, token.i))
            or depth < 0
            or (token.tag_ in _CLAUSE and token.i > begin)
        ):
            return token.i
    return limit


def _describes(token: Token) -> bool:
    """Tell whether a token may be part of the description before a name."""
    if token.is_space or (token.text in _STOP and token.text != "."):
        return False
    if token.pos_ == "PRON":
        return token.tag_ == "PRP$" or (token.is_upper and len(token) > 1)
    return token.pos_ in _DESCRIBING or token.lower_ in _LINK or token.lower_ in ("and", "&")


def _is_phrase(span: Span) -> bool:
    """Tell whether tokens before a comma are the description of the name after it."""
    return span[0].tag_ in ("DT", "PRP$") or span[0].pos_ == "PROPN" or any(t.tag_ == "POS" for t in span)


def _is_trade(token: Token) -> bool:
    return token.tag_ == "NN" and token.is_lower and token.lower_ not in lexicon("names").body | lexicon("names").kin


def is_role(token: Token) -> bool:
    """Tell whether a token is a word for an office or trade: minister, farmers, taxi driver, ecologist."""
    lower = token.lower_
    if {lower, lower.removesuffix("s")} & roles():
        return token.tag_ != "JJ" or lower != "general"  # "the general election"
    return token.tag_ in ("NN", "NNS") and lower.endswith(tuple(lexicon("names").agentive)) and len(lower) > 5


def _text(doc: Doc, begin: int, end: int) -> str:
    """Return the text of a description without determiner, brackets and line breaks."""
    text = doc[trim_determiner(doc, begin, end) : end].text
    return _BRACKETED.sub(lambda m: " " if m.group().isspace() else "", text).strip(" ,")
