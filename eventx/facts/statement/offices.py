"""Offices: the role and the body that a description gives, and those that stand beside a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from eventx.mentions.names.roster import Roster
from eventx.mentions.names.spans import words

_STOP = frozenset({",", ";", ":", "—", "–", "“", "”", '"', "``", "''", ".", "?", "!"})
_LINK = frozenset({"of", "for", "at", "with", "from", "in", "to"})
_RANKED = frozenset({"head", "chief", "director", "editor", "manager", "professor", "vice"})
_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "PUNCT", "NUM", "X", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WP$", "WRB", "PRP"})
_INHABITING = frozenset({"resident", "villager", "native", "voter", "neighbour", "neighbor"})
_BRACKETED = re.compile(r"\s*\(.*|\s+")
_PAST = frozenset({"in", "who", "that", "which"})  # what follows the name of a body
_WIDE = 16  # tokens on either side


@dataclass(frozen=True, slots=True)
class Office:
    """The title of a person and the body that it belongs to."""

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


class Offices:
    """Reads descriptions of the people of one article."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.doc = roster.reading.doc

    def beside(self, start: int, end: int) -> Office:
        """Find the role and body of a person named by tokens ``start`` to ``end``: before the name, then after it."""
        titled = start
        while titled > 0 and self._is_learned(titled - 1):
            titled -= 1
        before, after = self._before(titled), self._after(end)
        if not before.role and not after.role and titled < start and self.doc[titled].lower_ in words("learned"):
            return Office(_text(self.doc, titled, start), before.organisation or after.organisation)
        if before.role:
            return Office(before.role, before.organisation or (None if after.role else after.organisation))
        return Office(after.role, after.organisation or before.organisation)

    def _is_learned(self, at: int) -> bool:
        """Tell whether a token is a title that a person keeps: "Dr", "General", but not that of "Attorney General"."""
        doc = self.doc
        if doc[at].lower_ not in words("learned") | words("address"):
            return False
        before = doc[at - 1] if at else None
        if before is None or doc[at].lower_ != "general" or before.lower_ in words("learned"):
            return True
        return before.tag_ != "HYPH" and not _is_role(before)

    def describe(self, start: int, end: int, head: int | None = None) -> Office:
        """Read role and body out of a description: "deputy head of research at the bank", "the union's secretary".

        ``head`` is the token that stands for a person where none is a word for a role: "a source in the company".
        """
        doc = self.doc
        start = trim_determiner(doc, start, end) if start < end else start
        link = next((i for i in range(start, end) if self._links(i)), end)
        at = next((i for i in range(link - 1, start - 1, -1) if _is_role(doc[i])), head)
        if at is None:  # "the words of its designer"
            return self.describe(link + 1, end) if link < end and doc[link].lower_ == "of" else Office()
        first, organisation = self._owner(start, at)
        last = at + 1
        if last < end and doc[last].text == "(":  # "director (sales)"
            last = next((i + 1 for i in range(last, end) if doc[i].text == ")"), last)
        if last < end and doc[last].lower_ in _LINK:
            last, body = self._belongs(at, last, end)
            organisation = organisation or body
        return Office(_text(doc, first, last) or None, organisation)

    def _links(self, at: int) -> bool:
        """Tell whether a token joins a role to what comes after it; "of" in "Bank of England" does not."""
        token = self.doc[at]
        return token.text == "(" or (token.lower_ in _LINK and self.roster.at(token) is None)

    def _owner(self, start: int, at: int) -> tuple[int, str | None]:
        """Return where the role before token ``at`` begins, and the body before it: "the council's", "Unite"."""
        doc = self.doc
        mark = next((i for i in range(at - 1, start, -1) if doc[i].tag_ == "POS"), None)
        if mark is not None:
            first, inner = self._owner(mark + 1, at) if mark + 1 < at else (at, None)
            if inner is not None:
                return first, _text(doc, start, first)  # "China's Health Ministry"
            return mark + 1, self.body(start, mark, proper=True)
        rank = start == at - 1 and doc[at].is_title and doc[start].ent_type_ != "ORG" and not self._is_name(start)
        state = doc[at].lower_ in words("state") or rank
        if state:
            return start, None  # "Finance Minister", "Police Commissioner"
        for i in range(at - 1, start - 1, -1):
            named = self.roster.at(doc[i])
            known = named is not None and named.kind == "organisation"
            unknown = i == at - 1 and not doc[at].is_title and self._is_unknown(doc[i])
            if not (known or unknown or self._is_body(doc[i])) or doc[i].lower_ in words("generic"):
                continue
            first, last = start, i + 1
            while first < i and doc[i].pos_ == "PROPN" and doc[first].is_lower and doc[first].pos_ == "ADJ":
                first += 1  # "former KBR employee"
            while named is not None and last < at and self.roster.at(doc[last]) is named:
                last += 1  # "Bank of England Governor"
            return last, _text(doc, first, last)
        while start < at and self._is_place(doc[start]):
            start += 1  # "New York City Mayor"
        return start, None

    def _is_unknown(self, token: Token) -> bool:
        """Tell whether a token is of a name of which it is not known what it names."""
        named = self.roster.at(token)
        return named is not None and named.kind == "other" and token.pos_ == "PROPN" and token.ent_type_ != "NORP"

    def _is_place(self, token: Token) -> bool:
        named = self.roster.at(token)
        return named is not None and named.kind == "place"

    def _is_body(self, token: Token) -> bool:
        """Tell whether a token heads a body's name or description, and not the name of a place: "Port Elizabeth"."""
        noun = token.pos_ in ("NOUN", "PROPN") and token.lower_ in words("body")
        return noun and not self._is_place(token)

    def _belongs(self, at: int, link: int, end: int) -> tuple[int, str | None]:
        """Return where a role that goes on with "of", "for" or "at" ends, and the body after it."""
        doc, role = self.doc, self.doc[at].lower_
        links = [i for i in range(link, end) if doc[i].lower_ in _LINK]
        for n, i in enumerate(links):
            stop = links[n + 1] if n + 1 < len(links) and doc[links[n + 1]].lower_ not in ("of", "for") else end
            if role in words("state") or (role in _RANKED and any(doc[j].lower_ == "at" for j in links[n + 1 :])):
                continue  # "head of research at the bank"
            placed = doc[i].lower_ in ("in", "to") or role in _INHABITING | words("polity")
            if placed and not any(self._is_body(token) for token in doc[i + 1 : stop]):
                continue
            if body := self.body(i + 1, stop, proper=not placed):
                return (i if n and role in _RANKED else link), body
        if role in words("polity"):
            return link, None
        whole = role in words("state") | _RANKED or doc[link].lower_ == "to"
        return (end if whole and doc[link].lower_ not in ("in", "from", "with") else link), None

    def _is_name(self, at: int) -> bool:
        named = self.roster.at(self.doc[at])
        return named is not None and named.kind == "organisation"

    def body(self, start: int, end: int, proper: bool = False) -> str | None:
        """Return the body that a phrase names or describes, if it does: no bare place and no subject matter.

        ``proper``: a capitalised word that is no place or person is one, too.
        """
        doc = self.doc
        start = trim_determiner(doc, start, end) if start < end else start
        stop = start
        while stop < end and doc[stop].text != "," and (stop == start or doc[stop].lower_ not in _PAST):
            stop += 1
        if start >= stop:
            return None
        named = self.roster.at(doc[start])
        if named is not None and named.kind == "person" and named.end >= doc[stop - 1].idx + len(doc[stop - 1]):
            return None
        known = any(self._is_name(i) for i in range(start, stop))
        described = any(self._is_body(token) for token in doc[start:stop])
        other = proper and self._is_unknown(doc[stop - 1])
        return _text(doc, start, stop) if known or described or other else None

    def _before(self, start: int) -> Office:
        """Read the description before a name: "the registrar of the council, Dr Obi", "Unite convenor Jean Sabden"."""
        doc, floor = self.doc, max(0, start - _WIDE)
        comma = start - 1 > floor and doc[start - 1].text == ","
        last = begin = start - 1 if comma else start
        while begin > floor and not doc[begin].is_sent_start and _describes(doc[begin - 1]):
            begin -= 1
        while begin < last and doc[begin].pos_ in ("ADP", "CCONJ", "PUNCT"):
            begin += 1  # "according to"
        if begin == last or (comma and not _is_phrase(doc[begin:last])):
            return Office()
        if doc[last - 1].tag_ == "POS":
            return Office(None, self.body(begin, last - 1, proper=True))  # "the Red Cross's Rosine Jourdain"
        office = self.describe(begin, last)
        if office.role or comma or not _is_trade(doc[last - 1]):
            return office
        first = last - 1  # "tour guide Samira Haddad"
        while first > begin and doc[first - 1].tag_ in ("NN", "NNP", "HYPH") and self.roster.at(doc[first - 1]) is None:
            first -= 1
        return Office(_text(doc, first, last) or None)

    def _after(self, end: int) -> Office:
        """Read the description after a name: ", a spokesman for the port," or "of the union"."""
        doc, at, size = self.doc, end, len(self.doc)
        if at < size and doc[at].is_upper and doc[at].lower_ in words("role"):
            return Office(doc[at].text)  # "Iain Rennie MSP"
        if at < size and doc[at].lower_ in ("of", "from", "for", "at"):
            return Office(None, self.body(at + 1, self._edge(at + 1)))
        if at + 2 < size and doc[at].text == "," and doc[at + 1].like_num and doc[at + 2].text == ",":
            at += 2  # an age
        if at + 1 >= size or doc[at].text not in (",", "(", "—", "–"):
            return Office()
        following = doc[at + 1]
        if following.lower_ == "who" and at + 2 < size and doc[at + 2].lower_ in words("heading"):
            return Office(None, self.body(at + 3, self._edge(at + 3)))  # "who heads the alliance"
        stop = self._edge(at + 1)
        if following.lower_ in ("from", "of", "at"):
            return Office(None, self.body(at + 2, stop))
        if following.pos_ in ("NUM", "ADV") or following.like_num:
            return Office()
        office = self.describe(at + 1, stop)
        trade = (office.role or "none").casefold().split()[-1] in words("trade")
        if trade and not office.organisation and following.lower_ in ("a", "an"):
            return Office()  # "a nurse" is no title
        if office.role and not office.organisation and stop + 1 < size and doc[stop].text == ",":
            beside = self.roster.at(doc[stop + 1])  # "director (sales), Sahyadri Motors"
            if beside is not None and beside.kind == "organisation":
                return Office(office.role, self.roster.reading.text[beside.start : beside.end])
        return office

    def _edge(self, begin: int) -> int:
        """Return where a description that begins at a token ends: before punctuation or a verb."""
        doc, at, limit, depth = self.doc, begin, min(len(self.doc), begin + _WIDE), 0
        while at < limit:
            token = doc[at]
            depth += (token.text == "(") - (token.text == ")")
            verbal = token.tag_ in _FINITE and (at > begin or token.is_lower)
            if token.is_space or token.text in _STOP or depth < 0 or verbal:
                break
            at += 1
        return at


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
    return token.tag_ == "NN" and token.is_lower and token.lower_ not in words("body") | words("kin")


def _is_role(token: Token) -> bool:
    lower = token.lower_
    if lower in words("role") or (lower.endswith("s") and lower[:-1] in words("role")):
        return True
    made = lower.endswith(("ist", "woman", "keeper", "worker", "owner"))
    return made and token.tag_ in ("NN", "NNS") and token.is_lower and len(lower) > 5


def _text(doc: Doc, begin: int, end: int) -> str:
    """Return the text of a description without determiner, brackets and line breaks."""
    begin = trim_determiner(doc, begin, end) if begin < end else begin
    text = doc[begin:end].text if begin < end else ""
    return _BRACKETED.sub(lambda m: " " if m.group().isspace() else "", text).strip(" ,")
