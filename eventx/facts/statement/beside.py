"""Offices beside a name: what stands before and after it tells whose name it is and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from eventx.facts.statement.offices import Office, body_in, describe
from eventx.facts.statement.parties import party_before, party_in
from eventx.facts.statement.phrases import Phrase, is_body, without_titles
from eventx.facts.statement.titles import before_honour, is_graded, is_role, kind_of, learned_before, lists, text_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.memory import remembered
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.vocabulary import given, roles
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, has_right
from eventx.syntax.phrases import is_time

_STOP = frozenset(',;:—–“”".?!') | {"``", "''"}
_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "PUNCT", "NUM", "X"})
_LEADING = frozenset({"DT", "PRP$", "NNP", "NNPS"})  # words with which a description before a comma begins
_CLAUSE = FINITE | {"WDT", "WP", "WP$", "WRB", "PRP"}
_OF = re.compile(r" (?:of|for) ")
_WIDE = 16  # tokens on either side
_PEER = 3  # tokens up to the end of a peer's name, with the title
_APPOSED = 20  # tokens from a role to the name in apposition to it


@remembered
def office_beside(roster: Roster, start: int, end: int) -> Office:
    """Find the role and body of a person named by tokens ``start`` to ``end``: before the name, then after it."""
    doc, titled = roster.analysis.doc, start
    while titled > 0 and (dotted := learned_before(doc, titled)):
        titled -= dotted
    before = _before(roster, titled)
    if titled < start and not before.role and titled and kind_of(roster, doc[titled - 1]) == "organisation":
        before = Office(None, body_in(roster, _begin_of_description(doc, max(0, titled - _WIDE), titled), titled))
    trade, names = (before.role or "").rpartition(" ")[2].casefold(), lexicon("names")
    after = _after(roster, end, employed=bool(trade) and trade not in names.inhabiting)
    after = replace(after, organisation=after.organisation or _noted(roster, end))
    if not before.role and not after.role and titled < start and is_graded(doc[titled]):
        rank = _ranked(roster, titled, start)
        return replace(rank, organisation=before.organisation or rank.organisation or after.organisation)
    kept = (before.role or "")[:1].isupper() and trade in names.learned
    if before.role and not (kept and after.role):  # but "Emeritus Professor Ada Obi, the chairman of"
        return replace(before, organisation=before.organisation or (None if after.role else after.organisation))
    if not after.role:  # "Labour's Ada Obi, who chairs the committee"
        return replace(after, organisation=before.organisation or after.organisation)
    return replace(after, organisation=after.organisation or before.organisation)


def _ranked(roster: Roster, at: int, end: int) -> Office:
    """Read the ranks from a token on with what stands before them: "Fire Capt.", "State police Lt."."""
    doc, ranks = roster.analysis.doc, text_of(roster.analysis.doc, at, end)
    begin = _begin_of_description(doc, max(0, at - _WIDE), at)
    if begin == at or kind_of(roster, doc[at - 1]) == "place" or doc[at - 1].ent_type_ in ("NORP", "GPE"):
        return Office(ranks)
    led = describe(roster, begin, at + 1)
    return Office((led.role or "").removesuffix(doc[at].text) + ranks, led.organisation)


def _before(roster: Roster, start: int) -> Office:
    """Read the description before a name: "the registrar of the council, Dr Obi", "Unite convenor Jean Sabden"."""
    doc, floor = roster.analysis.doc, max(0, start - _WIDE)
    comma = start - 1 > floor and doc[start - 1].text == ","
    last = start - comma
    begin = _begin_of_description(doc, floor, last)
    begin = begin if comma else _behind_others(roster, begin, last)
    told = doc[begin:last]
    if begin == last or (comma and not (told[0].tag_ in _LEADING or any(t.tag_ == "POS" for t in told))):
        return Office()
    if doc[last - 1].tag_ == "POS":
        return Office(None, body_in(roster, begin, last - 1, proper=True))  # "the Red Cross's Rosine Jourdain"
    if not comma and (party := party_before(doc, last)) is not None:
        return Office(None, party)
    office = describe(roster, begin, last)
    addressed = doc[start].lower_ in lexicon("names").address  # "the progress Ms Berg made"
    if office.role or comma or addressed or not _is_trade(doc[last - 1]):
        return office
    first = last - 1  # "tour guide Samira Haddad"
    while first > begin and doc[first - 1].tag_ in ("NN", "NNP", "HYPH") and roster.at(doc[first - 1]) is None:
        first -= 1
    return Office(text_of(doc, first, last) or None)


def _begin_of_description(doc: Doc, floor: int, last: int) -> int:
    """Return where the words begin that describe a person up to token ``last``, behind what leads to them."""
    begin = last
    while begin > floor and not doc[begin].is_sent_start and _describes(doc[begin - 1]):
        begin -= 1
    while begin < last and (doc[begin].pos_ in ("ADP", "CCONJ", "PUNCT") or is_time(doc[begin])):
        begin += 1  # "according to", "on Tuesday"
    link = next((i for i in range(last - 1, begin, -1) if doc[i].lower_ in lexicon("statement").serving), begin)
    served = link > begin and (link == last - 1 or (is_role(doc[last - 1]) and any(map(is_role, doc[begin:link]))))
    return link + 1 if served else begin  # "a spokesman for Mr Obi", "an aide to Minister Obi"


def _behind_others(roster: Roster, begin: int, last: int) -> int:
    """Return where a title begins behind a noun that is neither office nor body: "a blow to Prime Minister Obi"."""
    doc = roster.analysis.doc
    if begin == last or not is_role(doc[last - 1]):
        return begin
    belonging = lexicon("statement").any_of("belonging", "serving")
    links = (i for i in range(last - 2, begin, -1) if doc[i].lower_ in belonging and roster.at(doc[i]) is None)
    link = next(links, begin)
    other = link > begin and doc[link - 1].pos_ == "NOUN" and not is_body(doc[link - 1])
    other = other and all(t.tag_ != "CC" for t in doc[link:last])  # a defeat at Kvern and manager Obi
    return link + 1 if other and not any(map(is_role, doc[begin:link])) else begin


def _after(roster: Roster, end: int, *, employed: bool = False) -> Office:
    """Read the description after a name; ``employed``: a role is before it, so that "of Kvern" tells of a body."""
    doc = roster.analysis.doc
    if end < len(doc) and doc[end].text.isupper() and doc[end].lower_ in roles():
        return Office(doc[end].text)  # "Iain Rennie MSP"
    at = _past_note(doc, end)
    parted = at < len(doc) and doc[at].text in (",", "(", "—", "–")
    at += parted
    if at < len(doc) and doc[at].lower_ in lexicon("statement").employing:
        if at == end and any(t.lower_ in lexicon("names").noble for t in doc[max(0, end - _PEER) : end]):
            return Office()  # "Lord Low of Kvern"
        seated, stop = doc[at].lower_ == "at", _edge(doc, at + 1)
        stop = next((i for i in range(at + 2, stop) if doc[i].lower_ == "in" and (employed or seated)), stop)
        house = seated and doc[stop - 1].lower_ not in lexicon("names").any_of("spots", "works")  # no Grand Hotel
        return Office(None, body_in(roster, at + 1, stop, proper=employed or house))
    if not parted or at >= len(doc) or doc[at].pos_ in ("NUM", "ADV", "CCONJ") or _leads_to_clause(doc, end, at):
        return Office()
    if doc[at].lower_ == "who":
        first = at + 2 + (doc[at + 2 : at + 3].text in ("also", "now"))
        told = doc[at + 1 : at + 2].text == "is" and any(map(is_role, doc[at + 1].rights))  # not: who is not the mayor
        plain = told and doc[first].pos_ in ("DET", "NOUN", "PROPN", "ADJ")
        return _apposed(roster, first) if plain else Office(None, _employer(roster, at + 1))
    return _apposed(roster, at)


def _leads_to_clause(doc: Doc, end: int, at: int) -> bool:
    """Tell whether a clause follows a name and comma: "According to Ada Obi, riders slept", "Ada Obi, quoting her"."""
    stop, doing = _edge(doc, at), doc[at].tag_ == "VBG" and doc[at].dep_ == "advcl"
    verbal = stop < len(doc) and doc[stop].tag_ in FINITE and doc[end - 1].dep_ == "pobj"
    return doing or (verbal and any(c.dep_ in NOUN_SUBJECTS and at <= c.i for c in doc[stop].lefts))


def _past_note(doc: Doc, at: int) -> int:
    """Return where what stands behind a name goes on, past an age, and a party or state in brackets."""
    at += 2 * (at + 2 < len(doc) and doc[at].text == doc[at + 2].text == "," and doc[at + 1].like_num)
    opened = at < len(doc) and doc[at].text == "("
    close = next((t.i for t in doc[at : at + 5] if t.text == ")"), 0) if opened else 0
    return close + 1 if close else at


def _noted(roster: Roster, end: int) -> str | None:
    """Return the party or body that stands in brackets behind a name: "Ada Obi (Labour, Kvern)", no "(R-ME)"."""
    doc = roster.analysis.doc
    if doc[end : end + 1].text != "(" or doc[end + 1 : end + 3].text[:2] in ("D-", "I-", "R-"):
        return None
    words = doc[end + 1 : next((t.i for t in doc[end : end + 8] if t.text in (")", ",")), end + 1)]
    body = len(words) > 0 and all(kind_of(roster, t) == "organisation" for t in words)
    return words.text if body or party_in(doc, words.start, words.end) == (words.start, words.end) else None


def _apposed(roster: Roster, at: int) -> Office:
    """Read the description that is set off behind a name."""
    doc = roster.analysis.doc
    made = doc[at].lower_ in lexicon("statement").appointed  # "Ann Low, elected president in May"
    at += made and 1 + (doc[at + 1 : at + 2].text == "as")
    stop = _edge(doc, at)
    office = describe(roster, at, stop) if not made or doc[at].pos_ != "ADP" else Office()
    beside = roster.at(doc[stop + 1]) if stop + 1 < len(doc) and doc[stop].text == "," else None
    if office.role and not office.organisation and beside is not None and beside.kind == "organisation":
        return Office(office.role, roster.analysis.text[beside.start : beside.end])  # "director, Sahyadri Motors"
    return office


def _employer(roster: Roster, begin: int) -> str | None:
    """Return the body for which somebody does what a relative clause tells: "who covers mines at Kvern Securities"."""
    doc, end = roster.analysis.doc, begin
    if doc[begin : begin + 1].text.lower() in lexicon("names").heading:
        edge = _edge(doc, begin + 1)
        at = next((i for i in range(begin + 2, edge) if doc[i].lower_ in ("in", "at")), edge)
        housed = at < edge and doc[at].lower_ == "at"  # "who led the study at the college"
        return body_in(roster, at + 1 if housed else begin + 1, edge if housed else at)  # "founded the firm in 1984"
    while end < min(len(doc), begin + _WIDE) and doc[end].text not in _STOP and not doc[end].is_space:
        end += 1
    link = next((i for i in range(begin + 1, end - 1) if doc[i].lower_ in ("at", "for")), None)
    if link is not None and doc[begin].lemma_ in lexicon("names").working:
        edge = next((i for i in range(link + 2, end) if doc[i].lower_ in ("at", "in", "for")), _edge(doc, link + 1))
        return body_in(roster, link + 1, edge, proper=True)  # "who works for the charity Kvern in Leeds"
    named = roster.at(doc[link + 1]) if link is not None else None
    return named.name if named is not None and named.kind == "organisation" else None


def is_personal(roster: Roster, name: Named) -> bool:
    """Tell whether a name is a person's: by its own form, or by an office beside it that only a person can hold."""
    span, names = roster.span(name), lexicon("names")
    before = roster.analysis.doc[span.start - 1] if span.start else span[0]
    if span.start and before.lower_ in names.any_of("address", "learned"):
        return True
    held = (office_beside(roster, span.start, span.end).role or "").casefold()
    role = held.rpartition(" ")[2]
    if role in names.firm or held in names.trading or (role in names.shops and len(span) == 1):
        return name.kind == "person" and span[0].lower_ in given()  # "its operator, Norwood Metals"
    if name.kind == "organisation" and len(span) == 1 and before.lower_ in names.state and span[0].is_title:
        return span.start > 0  # "Energy Minister Obi"
    if name.kind in ("person", "place") or len(span) == 1 or span[-1].lower_ in names.any_of("body", "forms"):
        return name.kind == "person"
    linked = before.lower_ in lexicon("statement").belonging
    described = "" if linked else (_before(roster, span.start).role or "").casefold()
    office = _OF.split(described)[0].rpartition(" ")[2]  # "Deputy *Minister* of Fisheries"
    heads = names.any_of("state", "headship") if before.text == "," else names.state  # its head of sales, Ada Obi
    titled = (span.start > 0 and is_role(before)) or office in heads
    return titled or span.doc[span.end : span.end + 1].text == "at" or _after(roster, span.end).role is not None


def person_in(roster: Roster, phrase: Phrase) -> Span | None:
    """Return the name of the person that a phrase names, at its head or beside the role that heads it."""
    doc, head = phrase.head.doc, phrase.head
    if (named := _person_at(roster, head)) is not None:
        return named
    if head.pos_ == "PROPN" and head.lower_ not in roles():
        return _last_named(roster, phrase)
    other = head.lower_ in lexicon("statement").single
    at = head.i + 1 if other and doc[head.i + 1 : head.i + 2].text == "," else phrase.end  # Another, Ada Obi, said
    at += doc[at : at + 1].text == ","  # the archbishop of Oslo, Nils Berg,
    while at + 1 < len(doc) and doc[at].lower_ in lexicon("names").any_of("learned", "address"):
        at += 1
    held = other or head.lower_ in roles() or (is_role(head) and head.tag_ == "NN")  # an aid worker in Kabul, Ada Obi,
    beside = [doc[at]] if at < len(doc) and held else []
    told = (*_apposed_to(head), *beside)
    named = next((found for t in told if (found := _person_at(roster, t)) is not None), None)
    return named or _last_named(roster, phrase)


def _apposed_to(head: Token) -> Iterator[Token]:
    """Yield what is set beside a noun that is no body, past another noun: the chair, the poet Nils Berg, said."""
    naming = lexicon("statement").naming
    for noun in (head, *head.rights):
        if noun.i == head.i or (noun.dep_ == "appos" and noun.i - head.i < _APPOSED and not is_body(head)):
            yield from (noun,) * (noun.i > head.i)
            called = (c for t in noun.rights if t.dep_ == "acl" and t.lemma_ in naming for c in t.rights)
            inner = (c for c in noun.rights if c.dep_ == "appos" and noun.i > head.i)
            yield from (t for t in (*inner, *called) if t.pos_ == "PROPN" and noun.pos_ == "NOUN")


def _last_named(roster: Roster, phrase: Phrase) -> Span | None:
    """Return the person whose name ends a phrase, unless that is of another: a spokesman for Mr Obi."""
    doc, names = phrase.head.doc, lexicon("names")
    if phrase.head.is_upper and phrase.start < phrase.head.i:
        return _person_at(roster, phrase.head.nbor(-1))  # Ada Obi MP
    named = _person_at(roster, doc[phrase.end - 1])
    if named is None or named.start <= phrase.head.i:
        return None
    at = named.start - 1
    while at > phrase.head.i and doc[at].lower_ in names.any_of("address", "learned"):
        at -= 1
    if (is_role(doc[at]) or is_of_people(doc[at])) and at > phrase.head.i:  # an aide to the minister Ada Obi is another
        links = {"by", *lexicon("statement").belonging}  # a motion by the minister Ada Obi
        led = any(t.lower_ in links for t in doc[phrase.head.i + 1 : at])
        return None if led and not is_body(phrase.head) else named  # but: Agency for Rail chief Ada Obi
    described = is_role(phrase.head) or doc[at].tag_ == "POS"
    return named if described and doc[at].pos_ not in ("ADP", "CCONJ", "PUNCT") else None


def _person_at(roster: Roster, token: Token) -> Span | None:
    """Return the person's name that a token is part of."""
    name = roster.at(before_honour(token))
    return without_titles(roster.span(name)) if name is not None and is_personal(roster, name) else None


def _edge(doc: Doc, begin: int) -> int:
    """Return where a description that begins at a token ends: before punctuation or a verb."""
    depth, limit = 0, min(len(doc), begin + _WIDE)
    for token in doc[begin:limit]:
        depth += (token.text == "(") - (token.text == ")")
        stops = token.is_space or (token.text in _STOP and not lists(doc, token.i))
        stops = stops or bool(token.is_sent_start and token.i > begin)  # at Kvern Inc. | The mill
        if stops or depth < 0 or (token.tag_ in _CLAUSE and not token.lower_.endswith("-based")):
            return token.i
    return limit


def _describes(token: Token) -> bool:
    """Tell whether a token may be part of the description before a name."""
    if token.is_space or (token.text in _STOP and token.text != "."):
        return False
    if token.pos_ == "PRON":
        return token.tag_ == "PRP$"
    names, lower = lexicon("names"), token.lower_
    described = token.pos_ in _DESCRIBING or lower in names.any_of("qualifying", "rank")  # "managing director"
    return described or lower in lexicon("statement").belonging or lower in ("and", "&")


def _is_trade(token: Token) -> bool:
    names, joined = lexicon("names"), token.head.i > token.i or has_right(token, "appos")
    told = token.tag_ == "NN" and token.is_lower and token.ent_type_ != "DATE"  # no: last week Ann Low said
    return joined and told and token.lower_ not in names.any_of("body", "kin")
