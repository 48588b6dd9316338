"""Offices: the role and the body that a description gives, and those that stand beside a person's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from eventx.facts.statement.parties import party_in
from eventx.facts.statement.titles import (
    are_initials,
    brief_start,
    is_land,
    is_numbered,
    is_role,
    is_team,
    is_workplace,
    kind_of,
    lists,
    past_epithet,
    past_trade,
    role_start,
    text_of,
    trim_determiner,
)  # fmt: skip
from eventx.lexicons import lexicon
from eventx.mentions.memory import remembered
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.spans import is_country
from eventx.mentions.names.vocabulary import given
from eventx.mentions.persons import is_demonym, is_of_people
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import is_time


@dataclass(frozen=True, slots=True)
class Office:
    """The title of a person and the body that it belongs to; ``owner``: the "its" or "whose" for that body."""

    role: str | None = None
    organisation: str | None = None
    owner: Token | None = None


@remembered
def describe(roster: Roster, start: int, end: int, head: int | None = None) -> Office:
    """Read role and body out of a description: "the bank's head of research"; ``head``: "source" in "source at it"."""
    doc = roster.analysis.doc
    owner = next((t for t in doc[start:end] if t.lower_ in ("its", "whose")), None)
    start, end = trim_determiner(doc, start, end), _before_time(doc, start, end)
    start += start + 1 < end and doc[start].lower_ == "one"  # "one resident, Ada Obi"
    belonging = lexicon("statement").belonging
    links = (t.i for t in doc[start + 1 : end] if t.text == "(" or (t.lower_ in belonging and roster.at(t) is None))
    link = next(links, end)  # the "of" of "Bank of England" is none, no "At" of "At least"
    at = next((i for i in range(link - 1, start - 1, -1) if i == head or is_role(doc[i])), None)
    if at is None:
        return _ending_in_role(roster, start, link, end)
    if at + 1 < end and doc[at + 1].tag_ == "POS":
        return Office()  # "the minister's integrity"
    first, organisation = _owner(roster, start, at)
    if head is None and first == at == start + 1 and _is_of_role(doc[start], doc[at]):
        first, organisation = start, None  # "union leader Ivo Kern", but: "the union's leader", "a union leader said"
    last = at + 1
    if doc[last:end][:1].text.lower() in lexicon("statement").belonging:
        last, body = _belongs(roster, at, last, end)
        if organisation and body and party_in(doc, start, at) is not None:
            last, body = end, None  # "the Labour spokesman for the Home Office"
        elif organisation and body and doc[first - 1].tag_ != "POS":
            first, organisation = start, None  # "Greater China economist at Kvern"
        organisation = body if body and doc[at].lower_ == "member" else organisation or body
    first = next((i for i in range(first, at) if doc[i].lower_ not in lexicon("names").humours), at)  # "a defiant"
    return Office(text_of(doc, first, last) or None, organisation, None if organisation else owner)


def _before_time(doc: Doc, start: int, end: int) -> int:
    """Return where a description ends before the time for which it holds: "manager for 20 years", "cook since 1998"."""
    links = (t for t in doc[start + 1 : end - 1] if t.lower_ in ("for", "since", "from", "until"))
    timed = (t.i for t in links if t.lower_ == "since" or any(is_time(w) for w in doc[t.i + 1 : t.i + 4]))
    return next(timed, end)


def _is_of_role(word: Token, role: Token) -> bool:
    """Tell whether the word before a role is no name of a body but part of the role."""
    names, common = lexicon("names"), word.is_lower and not word.ent_type_
    return common and role.lower_ not in names.any_of("speaking", "managing") and word.lower_ not in names.party


def _ending_in_role(roster: Roster, start: int, link: int, end: int) -> Office:
    """Read a description with its role behind a body of several words: "Commission for Rail Safety chief"."""
    doc = roster.analysis.doc
    if link + 1 >= end or not is_role(doc[end - 1]):
        return Office()
    first = role_start(doc, link + 1, end - 1)
    body = body_in(roster, start, first)
    return Office(text_of(doc, first, end), body) if body else Office()


def _owner(roster: Roster, start: int, at: int) -> tuple[int, str | None]:
    """Return where the role before token ``at`` begins, and the body before it: "the council's", "Unite"."""
    doc = roster.analysis.doc
    mark = next((i for i in range(at - 1, start, -1) if doc[i].tag_ == "POS"), None)
    if mark is not None:
        first, inner = _owner(roster, mark + 1, at)
        if inner is not None:
            start = mark + 1 if party_in(doc, mark + 1, at) is not None else start  # "Norway's Labour leader"
            return first, text_of(doc, start, first)  # "China's Health Ministry"
        named = doc[start : mark + 1].text in lexicon("names").possessive  # "Moody's analyst"
        if named or is_workplace(doc, start, mark):
            return mark + 1, text_of(doc, start, mark + named)  # "the hotel's chef"
        return mark + 1, body_in(roster, start, mark, proper=True)
    return _owner_before(roster, start, at)


def _owner_before(roster: Roster, start: int, at: int) -> tuple[int, str | None]:
    """Return where a role without a possessor begins, and the body before it: "Verizon CEO", "Finance Minister"."""
    doc = roster.analysis.doc
    if (brief := brief_start(doc, start, at)) < at:
        return _body_before(roster, start, role_start(doc, start, brief))  # "Kremlin deputy press secretary"
    named, whole = roster.forms.get(doc[start].text), roster.at(doc[start])
    if start < at - 1 and whole is roster.at(doc[at - 1]) and named is not None and named.kind == "organisation":
        full = whole is not None and whole.name == named.name  # "Norvik Lund economist", where Norvik is Norvik Lund
        if full or doc[at - 1].lower_ in lexicon("names").any_of("body", "forms"):
            return at, text_of(doc, start, at)  # "Norvik Intelligence analyst"
        return start + 1, doc[start].text  # "Microsoft Human Resources Manager"
    first, state = role_start(doc, start, at), doc[at].lower_ in lexicon("names").state
    if (party := party_in(doc, start, at)) is not None and not (state and party[1] == at):
        return party[1], text_of(doc, *party)  # "Labour MP", but: "Labour Minister"
    if not state and _is_of_firm(roster, start, first, at):
        start = past_epithet(doc, start, first - 1)
        return first, text_of(doc, start, first)  # "Verizon CEO", "Kvern Chief Executive Officer"
    if state and at - start > 1 and doc[at - 1].lower_ == "office":
        return at, text_of(doc, start, at)  # "Home Office minister"
    last = doc[first - 1]
    if state and start < first and last.is_upper and last.ent_type_ == "ORG" and kind_of(roster, last) != "place":
        return first, text_of(doc, start, first)  # "ANC secretary general", "TUC General Secretary"
    known = doc[start].ent_type_ == "ORG" or are_initials(doc[start])
    if state or (start == at - 1 and doc[at].is_title and not known):
        return start, None  # "Finance Minister", "Police Commissioner"
    return _body_before(roster, start, at)


def _is_of_firm(roster: Roster, start: int, first: int, at: int) -> bool:
    """Tell whether what stands before a role that begins at token ``first`` is the name of a firm."""
    last = roster.analysis.doc[first - 1]
    firm = roster.analysis.doc[first].lower_ == "chief" or kind_of(roster, last) != "place"  # not: Ohio Auditor General
    led = (firm and first < at) or roster.analysis.doc[at].lower_ in lexicon("names").managing
    titled = last.ent_type_ and last.is_title and last.pos_ != "NUM" and not is_demonym(last)  # not: "Two former"
    named = last.pos_ == "PROPN" or last.ent_type_ == "ORG" or titled
    return bool(led and start < first and named)


def _body_before(roster: Roster, start: int, at: int) -> tuple[int, str | None]:
    """Return where a role begins behind the last body that owns it, and that; else with the place before it."""
    doc = roster.analysis.doc
    for i in range(at - 1, start - 1, -1):
        if _owns(roster, i, at) or _teaches(roster, i, at):
            named, last = roster.at(doc[i]), i + 1
            while named is not None and last < at and roster.at(doc[last]) is named:
                last += 1  # "Bank of England Governor"
            ranks, several = lexicon("names").any_of("rank", "seniority"), lexicon("statement").several
            counts = (
                k + 1 for k in range(start, i) if doc[k].lower_ in several or (doc[k].is_lower and doc[k].like_num)
            )
            start = max(counts, default=start)  # "at least three Pentagon officials", "some Labour MPs"
            led = (k for k in range(past_epithet(doc, start, i), i) if doc[k].lower_ not in ranks)
            first = next((k for k in led if doc[k].pos_ != "NUM" and not doc[k].is_punct), i)  # "two ECB officials"
            return last, text_of(doc, first, last)  # "former Justice Department lawyer"
    return next((i + 1 for i in range(start, at) if doc[i].lower_ == "based"), start), None  # "New York City Mayor"


def _teaches(roster: Roster, i: int, at: int) -> bool:
    """Tell whether a token ends a university's name before a subject: "Yale law professor"."""
    names, doc = lexicon("names"), roster.analysis.doc
    if doc[at].lower_ not in names.academic or not all(t.is_lower for t in doc[i + 1 : at + 1]):
        return False
    named = doc[i].ent_type_ == "ORG" and doc[i].pos_ == "PROPN" and kind_of(roster, doc[i]) != "place"
    return named or doc[i].text.casefold() in names.universities


def _owns(roster: Roster, i: int, at: int) -> bool:
    """Tell whether a token ends the name or description of a body before the role at a token."""
    names, token, kind = lexicon("names"), roster.analysis.doc[i], kind_of(roster, roster.analysis.doc[i])
    role = roster.analysis.doc[at].lower_
    if token.lower_ == "military" and roster.analysis.doc[at].lower_ not in names.any_of("speaking", "soldiering"):
        return False  # "military historian"
    if f"{token.lower_} {token.nbor(1).lower_.removesuffix('s')}" in names.trades:
        return False
    armed = token.i > 0 and f"{token.nbor(-1).lower_} {token.lower_}" in names.armed  # "air force officer"
    if is_land(token):
        return False  # "a district official", "U.S. District Judge"
    alone = (token.is_lower and not armed) or (token.is_sent_start and roster.analysis.doc[at].is_lower)
    if alone and token.lower_ in names.topical:
        return False  # "Station manager"
    if kind == "organisation" or _names_body(roster, token):
        return True
    held = not names.any_of("office", "role").isdisjoint((role, role.removesuffix("s")))  # no "Unpaid teachers"
    known = token.ent_type_ or not token.is_sent_start or (held and token.pos_ == "PROPN")  # "Finance chief"
    beside = i == at - 1 and (not roster.analysis.doc[at].is_title or are_initials(token))
    foreign = is_demonym(token) or is_country(token.text)
    named = not foreign and (token.ent_type_ == "ORG" or (kind is not None and token.pos_ == "PROPN"))
    return bool(beside and known and named and kind in ("other", None)) or is_team(token, roster.analysis.doc[at])


def _names_body(roster: Roster, token: Token) -> bool:
    """Tell whether a token heads a body's name or description, and not the name of a place: "Port Elizabeth"."""
    noun = (token.pos_ in NOUNS or token.lower_ == "military") and token.lower_ in lexicon("names").body
    return is_numbered(token) or (noun and kind_of(roster, token) != "place")


def _belongs(roster: Roster, at: int, link: int, end: int) -> tuple[int, str | None]:
    """Return where a role that goes on with "of", "for" or "at" ends, and the body after it."""
    doc = roster.analysis.doc
    links = [i for i in range(link, end) if doc[i].lower_ in lexicon("statement").belonging]
    for n, i in enumerate(links):
        stop = links[n + 1] if n + 1 < len(links) and doc[links[n + 1]].lower_ not in ("of", "for") else end
        if _leads_to_subject(doc, at, links[n:]):
            continue
        subject = n > 0 and doc[at].lower_ in lexicon("names").state  # "Secretary of State for the Family"
        if body := _body_behind(roster, doc[at].lower_, i, stop, subject=subject):
            return i, body
    return _subject_end(doc[at], doc[link], end), None


def _leads_to_subject(doc: Doc, at: int, links: Sequence[int]) -> bool:
    """Tell whether the first of some links leads to what a role is for, and not to a body."""
    names, link, more = lexicon("names"), links[0], links[1:]
    bare = link + 1 < len(doc) and doc[link + 1].tag_ != "DT"  # "minister of labour", but "secretary of the union"
    if bare and (doc[at].lower_ in names.state or doc[link + 1].lower_ == "staff"):
        return True  # "chief of staff"
    if bare and more and doc[link].lower_ == "of" and doc[link + 1].is_lower:
        return True
    return doc[at].lower_ in names.ranked and any(doc[j].lower_ == "at" for j in more)  # "head of research at the bank"


def _body_behind(roster: Roster, role: str, link: int, stop: int, *, subject: bool) -> str | None:
    """Return the body that a link leads to, no place or people; ``subject``: unknown names tell what a role is for."""
    doc, names = roster.analysis.doc, lexicon("names")
    living = role in names.any_of("inhabiting", "polity")
    if doc[link].lower_ == "to" and role in names.accredited:
        return None  # "Norway's ambassador to the UN" is not the UN's
    placed = doc[link].lower_ in ("in", "to") or living
    told = (t for t in doc[link + 1 : stop] if t.is_title or t.lower_ not in names.territories)
    bodies = (t for t in told if _names_body(roster, t))
    worked = not living and is_workplace(doc, link + 1, stop)  # "a waiter in the restaurant", no resident there
    if placed and not any(bodies) and not worked:
        return None
    if worked:
        return text_of(doc, link + 1, stop)
    body = body_in(roster, link + 1, stop, proper=not placed and not subject)
    titled = link + 1 < stop and (doc[stop - 1].pos_ == "PROPN" or doc[link + 1].is_title)
    if body is None and doc[link].lower_ == "at" and titled:
        return text_of(doc, link + 1, stop)  # "chief economist at Verizon", whatever else has that name
    return body


def _subject_end(role: Token, link: Token, end: int) -> int:
    """Return where a role without a body ends: with what it is for, as a minister of labour, or before its link."""
    names = lexicon("names")
    if role.lower_ in names.polity or link.lower_ in ("in", "from", "with"):
        return link.i
    bare = link.lower_ in ("of", "for") and link.i + 1 < end and link.nbor(1).is_lower and link.nbor(1).tag_ != "DT"
    return end if bare or role.lower_ in names.any_of("ranked", "state") or link.lower_ == "to" else link.i


def body_in(roster: Roster, start: int, end: int, *, proper: bool = False) -> str | None:
    """Return the body that a phrase names or describes, no bare place; ``proper``: or any capitalised word."""
    doc, start = roster.analysis.doc, trim_determiner(roster.analysis.doc, start, end)
    ends = (i for i in range(start, end) if (doc[i].text == "," and not lists(doc, i)) or _is_joint(doc, i, end))
    stop = next(ends, end)
    if start >= stop or doc[start].lower_ in lexicon("names").address:
        return None  # "a spokesman for Mr Obi"
    known = any(kind_of(roster, t) == "organisation" or _names_body(roster, t) for t in doc[start:stop])
    known = known or party_in(doc, start, stop) is not None
    named = doc[stop - 1].pos_ == "PROPN" or (doc[stop - 1].is_title and doc[stop - 1].tag_ == "NN")
    kind = kind_of(roster, doc[stop - 1])
    unknown = named and (kind in ("other", "person") or (kind is None and doc[stop - 1].ent_type_ == "ORG"))
    person = (stop - start > 1 and doc[start].lower_ in given()) or _is_surname(roster, doc[stop - 1])
    named_so = stop - start > 2 and {t.ent_type_ for t in doc[stop - 2 : stop]} == {"PERSON"}
    held = named_so and any(is_role(t) or is_of_people(t) for t in doc[start : stop - 2])  # a critic of chief Kern
    found = not held and (known or (proper and unknown and not person))
    return text_of(doc, past_trade(roster, start, stop), stop) if found else None


def _is_surname(roster: Roster, token: Token) -> bool:
    """Tell whether a token ends the name of a person who has a given name: "Lyng" of "Richard Lyng"."""
    named = roster.at(token)
    if named is None or named.kind != "person" or not named.name.endswith(f" {token.text}"):
        return False
    return named.end - named.start == len(token) or named.name.partition(" ")[0].casefold() in given()


def _is_joint(doc: Doc, i: int, end: int) -> bool:
    """Tell whether an "and" goes on with another office: "head of the fund and chairman of a mill"."""
    return doc[i].lower_ == "and" and any(is_role(token) for token in doc[i + 1 : min(end, i + 4)])
