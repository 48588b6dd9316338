"""Which words of an article name a place: what the model's entities say, and what the words around a gazetteer's name say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicon import load_lexicon
from eventx.normalize.place import Sense, country, fold, look_up

PLACE_LABELS = frozenset(("GPE", "LOC"))
BODY_LABELS = frozenset(("ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "NORP"))
OTHER_LABELS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"))
LONGEST = 5
"""Tokens of the longest name that is looked up."""
KNOWN = 50
"""People (ten times log10) from which a town is known without more: 100,000."""
DATELINE = re.compile(r"[^\n]{0,40}?(?:[—–:-]\s|\(|,? \d{1,2}\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")


@dataclass
class Toponym:
    """A name of a place where it stands, with the places that it may be."""

    start: int
    end: int
    first: int
    last: int
    name: str
    form: str
    senses: tuple[Sense, ...]
    levels: frozenset[str] = frozenset()
    """The levels that a generic word beside the name allows: "province", "River"."""
    within: Toponym | None = None
    """The place that this one is said to lie in: "Ohio" of "Dayton, Ohio"."""
    dateline: bool = False
    sense: Sense | None = field(default=None, compare=False)


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of the lexicon as a set."""
    return frozenset(load_lexicon("toponyms")[name])


@cache
def generic() -> Mapping[str, frozenset[str]]:
    """Return the generic words, each with the levels that it allows."""
    return {word: frozenset(levels.split()) for word, levels in load_lexicon("toponyms")["generic"].items()}


@cache
def demonyms() -> Mapping[str, Sense]:
    """Return adjectives and names of people, each with its place."""
    out: dict[str, Sense] = {}
    lexicon = load_lexicon("demonyms")
    for code, held in lexicon["country"].items():
        if sense := country(code):
            out |= dict.fromkeys(_plurals(held), sense)
    for place, held in lexicon["place"].items():
        if senses := look_up(place):
            out |= dict.fromkeys(_plurals(held), max(senses, key=lambda s: s.people))
    return out


def _plurals(held: str) -> Iterator[str]:
    for word in held.split("|"):
        yield word
        if not word.endswith(("s", "sh", "ch", "se", "man", "men")) or word.endswith(("German", "Roman", "Ottoman")):
            yield word + "s"


def find_toponyms(doc: Doc) -> list[Toponym]:
    """Find the names of places and the adjectives of a Doc, in text order; they do not overlap."""
    found: list[Toponym] = []
    doubted: list[Toponym] = []
    for run in _runs(doc):
        i = 0
        while i < len(run):
            step = 1
            for j in range(min(len(run), i + LONGEST), i, -1):
                if (hit := _match(doc, run[i].i, run[j - 1].i + 1, found)) is not None:
                    step = j - i
                    (found if hit.form else doubted).append(hit)
                    break
            i += step
    found = _unknown(doc, found)
    return _recall(found, doubted)


def _runs(doc: Doc) -> Iterator[list[Token]]:
    """Yield the runs of words in capitals, with the small words that stand within names."""
    joins = words("joins")
    run: list[Token] = []
    pending: list[Token] = []
    for token in doc:
        text = token.text
        if text[0].isupper() and not token.is_punct:
            run += [*pending, token]
            pending = []
        elif run and (text in joins or text in ("-", "'s", "’s", ".") or text[:2] in ("d'", "d’", "l'", "l’", "al-", "el-")) and len(pending) < 3:
            pending.append(token)
        elif run:
            yield run
            run, pending = [], []
    if run:
        yield run


def _match(doc: Doc, first: int, last: int, found: list[Toponym]) -> Toponym | None:
    """Judge the tokens ``first`` to ``last``: a toponym, one of no form where it is doubtful, or None."""
    head, tail = doc[first], doc[last - 1]
    if not (head.text[0].isupper() and (tail.text[0].isupper() or tail.text[:2] in ("d'", "d’", "l'", "l’", "al", "el"))):
        return None
    start, end = head.idx, tail.idx + len(tail.text)
    text = doc.text[start:end]
    if last - first == 1 and (text in words("never") or text.title() in words("never") or len(text) < 2):
        return None
    if (adjective := demonyms().get(text)) is not None and head.ent_type_ != "PERSON":
        return Toponym(start, end, first, last, adjective.name, "adjective", (adjective,))
    if "\n" in text:
        return None
    senses = look_up(text)
    if not senses or (text.isupper() and len(text) < 4 and senses[0].level not in ("country", "area") and fold(text) == text.casefold()):
        return None
    out = Toponym(start, end, first, last, text, "name", senses)
    out.dateline = _is_dateline(doc, first, last)
    out.levels = _levels(doc, out)
    out.form = _form(doc, out, found)
    return out if out.form != "none" else None


def _levels(doc: Doc, out: Toponym) -> frozenset[str]:
    """Take in the generic word beside a name; a following one in small letters becomes part of the name's span."""
    known = generic()
    if out.last < len(doc) and (levels := known.get(doc[out.last].lower_)) and doc[out.last - 1].whitespace_:
        nxt = doc[out.last]
        if nxt.text not in ("plant", "base", "field", "capital", "port", "park", "mine", "dam", "camp", "square", "nation", "country") and (
            doc[out.last].text.islower() and levels & {s.level for s in out.senses}
        ):
            if nxt.text in ("province", "prefecture", "governorate", "oblast", "county", "region", "district", "regency", "island", "islands"):
                out.end, out.last = nxt.idx + len(nxt.text), out.last + 1
            return levels
    if out.first >= 2 and doc[out.first - 1].lower_ == "of":
        return known.get(doc[out.first - 2].lower_, frozenset())
    if out.first >= 1:
        return known.get(doc[out.first - 1].text, frozenset())
    return frozenset()


def _form(doc: Doc, out: Toponym, found: list[Toponym]) -> str:
    """Return name, nested, "" (doubtful) or "none" for a match."""
    first, last = out.first, out.last
    labels = {t.ent_type_ for t in doc[first:last]} - {""}
    whole = _is_whole(doc, first, last)
    best = max((s.people for s in out.senses if not s.alternate), default=0)
    levels = {s.level for s in out.senses if not s.alternate}
    strong = bool(levels & {"country", "area", "water", "site"}) and out.name not in words("doubtful")
    known = strong or bool(levels & {"capital", "admin1"}) or best >= KNOWN
    if labels & OTHER_LABELS and not labels & PLACE_LABELS:
        return "none"
    if out.first and doc[first - 1].text in words("people_titles"):
        return "none"
    if _in_body(doc, first, last):
        return "nested" if known else "none"
    place = _in_place_syntax(doc, out, found)
    if labels & PLACE_LABELS:
        return "name" if whole or place or known else ""
    if "PERSON" in labels:
        return "name" if whole and (out.dateline or (place and known)) else ("" if whole and known else "none")
    if labels & BODY_LABELS:
        if whole:
            return "name" if strong or out.dateline or (place and known) else "" if known else "none"
        return "nested" if known else "none"
    if strong:
        return "name"
    if all(t.pos_ == "PROPN" or t.is_upper for t in (doc[first], doc[last - 1])):
        if out.dateline and known or place and (known or out.levels):
            return "name"
        return "" if place or known else "none"
    return "none"


def _is_whole(doc: Doc, first: int, last: int) -> bool:
    """Tell whether no token of the same entity stands outside, but for "the" before and "'s" and generic words after."""
    before = first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].lower_ not in words("compass")
    after = last < len(doc) and doc[last].ent_iob_ == "I" and doc[last].text not in ("'s", "’s", ",", "and") and doc[last].lower_ not in generic()
    return not before and not after


def _in_body(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a name stands in the name of a body: "Bank of China", "London Metal Exchange", "US Treasury"."""
    if first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].text in words("bodies"):
        return True
    if first >= 3 and doc[first - 1].lower_ == "the" and doc[first - 2].lower_ == "of" and doc[first - 3].text in words("bodies"):
        return True
    if last >= len(doc) or not doc[last - 1].whitespace_:
        return False
    after = doc[last]
    if not after.text[0].isupper() or after.text in words("titles") or after.text.isupper() and len(after.text) > 4 and doc[first].is_upper:
        return False
    if after.is_sent_start or after.ent_type_ in ("PERSON", "DATE", "NORP", "GPE", "TIME", "CARDINAL") and after.ent_iob_ == "B":
        return False
    if doc[first].is_title and after.is_title and after.pos_ == "PROPN" and after.tag_.startswith("NNP"):
        return doc[last - 1].dep_ in ("compound", "nmod", "amod") or after.ent_type_ in ("ORG", "FAC")
    return after.ent_type_ == "ORG" or (after.pos_ == "PROPN" and doc[last - 1].dep_ == "compound" and doc[last - 1].head.i >= last and doc[last - 1].head.pos_ == "PROPN")


def _in_place_syntax(doc: Doc, out: Toponym, found: list[Toponym]) -> bool:
    """Tell whether the words around say that a name is a place's."""
    i = out.first - 1
    compass = words("compass")
    while i >= 0 and doc[i].lower_ in compass and out.first - i < 4:
        i -= 1
    if i >= 0 and doc[i].lower_ in words("before"):
        return True
    if i >= 1 and found and found[-1].form == "name" and 0 <= i - found[-1].last < 2 and doc[i].text in (",", "and", "or", "&", "/"):
        return True
    if out.dateline or out.levels:
        return True
    return out.last + 1 < len(doc) and doc[out.last].text == "," and _contains(doc, out)


def _contains(doc: Doc, out: Toponym) -> bool:
    """Tell whether ", X" follows and X is a country or region that holds one of the places the name may be."""
    for size in (3, 2, 1):
        last = min(len(doc), out.last + 1 + size)
        text = doc.text[doc[out.last + 1].idx : doc[last - 1].idx + len(doc[last - 1].text)]
        if text[0].isupper() and (code := holder(text)):
            return any((s.country, s.admin1) == code or (s.country == code[0] and code[1] is None) for s in out.senses)
    return False


@cache
def holder(text: str) -> tuple[str | None, str | None] | None:
    """Return country and region of what may stand after a town and a comma: a country, a region, a state's abbreviation."""
    if text in (short := _states()):
        return ("CA" if short[text] in _PROVINCES else "AU" if short[text] in _AUSTRALIAN else "US"), short[text]
    for sense in look_up(text):
        if sense.level == "country" or text in ("England", "Scotland", "Wales", "Northern Ireland"):
            return sense.country, None
        if sense.level == "admin1":
            return sense.country, sense.admin1
    return None


_PROVINCES = frozenset(("Alberta", "British Columbia", "Manitoba", "New Brunswick", "Nova Scotia", "Ontario", "Quebec", "Saskatchewan"))
_AUSTRALIAN = frozenset(("New South Wales", "Queensland", "Victoria", "Tasmania"))


@cache
def _states() -> dict[str, str]:
    """Return the states' abbreviations, each with the state's name."""
    out: dict[str, str] = {}
    for code, held in load_lexicon("places")["states"].items():
        name, *others = held.split("|")
        out |= dict.fromkeys((code, name, *others, *(o.rstrip(".") for o in others)), name)
    return out


def _is_dateline(doc: Doc, first: int, last: int) -> bool:
    if first and "\n" not in doc[first - 1].text and "\n" not in doc[first - 1].whitespace_:
        return False
    end = doc[last - 1].idx + len(doc[last - 1].text)
    follows = doc.text[end : end + 60]
    if doc.text[doc[first].idx : end].isupper():
        return bool(follows[:1] in ",.:;" or DATELINE.match(follows))
    return bool(re.match(r",? ?(?:\([A-Z]|[—–-]|\d|(?:[A-Z][a-z]+\.? ){0,2}\d|[A-Z][\w. ]{1,20} ?[—–-])", follows))


def _unknown(doc: Doc, found: list[Toponym]) -> list[Toponym]:
    """Add the model's places that no gazetteer knows."""
    taken = {i for t in found for i in range(t.first, t.last)}
    for ent in doc.ents:
        if ent.label_ not in PLACE_LABELS or any(i in taken for i in range(ent.start, ent.end)):
            continue
        first, last = ent.start, ent.end
        while first < last and doc[first].lower_ in words("compass"):
            first += 1
        while first < last and doc[last - 1].text in ("'s", "’s", "-", ",", "."):
            last -= 1
        if first == last or not doc[first].text[0].isupper() or "\n" in doc[first:last].text or doc[first:last].text in words("never"):
            continue
        span = doc[first:last]
        if span.text.isupper() and len(span.text) < 5 or demonyms().get(span.text):
            continue
        found.append(Toponym(span.start_char, span.end_char, first, last, span.text, "name", (), generic().get(doc[last - 1].lower_, generic().get(doc[first].lower_, frozenset()))))
    return sorted(found, key=lambda t: t.start)


def _recall(found: list[Toponym], doubted: list[Toponym]) -> list[Toponym]:
    """Take back the doubtful names that the article elsewhere names as places."""
    known = {fold(t.name) for t in found if t.form == "name"}
    taken = {i for t in found for i in range(t.first, t.last)}
    for t in doubted:
        if fold(t.name) in known and t.first not in taken:
            t.form = "name"
            found.append(t)
    return sorted(found, key=lambda t: t.start)
