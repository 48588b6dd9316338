"""Phrases around a cue: the noun phrase before it, its object, and where either ends."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.facts.change.cue import Cue
from eventx.facts.change.group import Group
from eventx.facts.change.values import Value
from eventx.facts.change.words import word_set
from eventx.mentions.persons import NOUNS
from eventx.syntax.phrases import is_time, noun_phrase

Extent = tuple[int, int]
_BEFORE_NUMBERS = ("by", "to", "from", "at", "of", "into")
_FAR = 6  # tokens
_ENDS = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "ADV", "SCONJ"})


def fit_left(extent: Extent | None, cue: Cue) -> Extent | None:
    """Cut a phrase that runs into the cue."""
    if extent is None or not extent[0] < cue.first.idx < extent[1]:
        return extent
    before_cue = cue.first.nbor(-1)
    return extent[0], max(extent[0], before_cue.idx + len(before_cue))


def fit_right(extent: Extent | None, head: Token, cue: Cue, group: Group) -> Extent | None:
    """Fit an object's phrase between the cue and its first number ("cut | the tariff on buses | to zero")."""
    if extent is None or not extent[0] <= head.idx < extent[1]:
        return extent
    doc, low = head.doc, max(extent[0], cue.token.idx + len(cue.token) + 1)
    first = min((v for v in group.values if v.lead > head.i), key=lambda value: value.lead, default=None)
    if first is None:
        return low, extent[1]
    limit = first.lead - (first.prep in _BEFORE_NUMBERS)
    last = head
    for token in doc[head.i + 1 : limit]:
        following = token.nbor(1)
        dated = token.ent_type_ in ("DATE", "TIME") and (following.pos_ not in NOUNS or following.ent_type_)
        if dated or token.pos_ in _ENDS:
            break
        last = token
    while last.i > head.i and last.pos_ in ("ADP", "DET", "PART"):
        last = last.nbor(-1)
    return low, max(last.idx + len(last), min(extent[1], doc[limit - 1].idx + len(doc[limit - 1])))


def top(token: Token, start: int) -> Token:
    """Climb to the highest noun whose phrase holds ``token`` and stands at or after ``start``."""
    best = token
    for head in token.ancestors:
        if head.i < start or head.i > token.i + _FAR or head.pos_ in ("VERB", "AUX"):
            break
        if head.pos_ in NOUNS:
            best = head
    return best


def is_number(token: Token) -> bool:
    """Tell whether a token is part of an amount."""
    return token.pos_ == "NUM" or token.ent_type_ in ("PERCENT", "MONEY", "CARDINAL")


def whole_of(value: Value, sentence: Span) -> Token | None:
    """Return the noun that a per cent is a part of ("61% of households", "0.2 points off growth"), or None."""
    behind = sentence.doc[min(value.last, sentence.end - 1) : min(value.reach + 1, sentence.end)]
    part = next((token for token in behind if token.lower_ in ("of", "off")), None)
    if not value.relative or part is None:
        return None
    held = next((c for c in part.children if c.dep_ == "pobj" and c.pos_ in NOUNS), None)
    return held if held is None or held.lower_ not in word_set("words", "points") else None


def kept(cue: Cue, sentence: Span) -> Token | None:
    """Return the object of "left its forecast unchanged", or None."""
    doc = sentence.doc
    for i in range(cue.token.i - 1, max(sentence.start, cue.token.i - 12) - 1, -1):
        if doc[i].pos_ in ("VERB", "AUX"):
            if doc[i].lemma_.lower() not in ("leave", "keep", "hold", "maintain") or i + 1 == cue.token.i:
                return None
            noun = doc[cue.token.i - 1]
            return top(noun, i + 1) if noun.pos_ in (*NOUNS, "PRON") else None
    return None


def object_of(cue: Cue, verb: Token, group: Group, sentence: Span) -> Token | None:
    """Return the object between verb and first number ("raised its rate by"), or None."""
    limit = min((value.lead for value in group.values if value.lead > cue.token.i), default=sentence.end)
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative", "nsubj", "ccomp", "oprd") and cue.token.i != child.i < limit:
            head = (
                child
                if child.pos_ in (*NOUNS, "PRON")
                else next((c for c in child.children if c.dep_ == "nsubj"), None)
            )
            if head is not None and head.i > verb.i and not is_number(head) and head != cue.told:
                return head
    start = cue.token.i + 1
    for token in sentence.doc[start:limit]:
        if token.pos_ in (*NOUNS, "PRON") and not is_number(token):
            return top(token, start) if not is_time(token) else None
        if token.pos_ not in ("DET", "ADJ", "ADV") and token.text != "-":
            return None
    return None


def before(verb: Token, sentence: Span, last: Extent | None) -> Extent | None:
    """Return the phrase nearest before a cue, where the parser shows no subject (headlines, lists)."""
    doc, i = sentence.doc, verb.i - 1
    while i >= sentence.start:
        token = doc[i]
        if token.text == "," and (opening := _opening(i, sentence)) is not None:
            i = opening - 1
            continue
        if token.pos_ in NOUNS and not is_time(token) and token.lower_ not in ("%", "percent", "cent"):
            start = i
            while start > sentence.start and not _parts(doc[start - 1]):
                start -= 1
            begin, end = noun_phrase(top(token, start))
            return begin, min(max(end, token.idx + len(token)), verb.idx)
        if token.pos_ in ("CCONJ", "SCONJ", "PRON") or token.text in (";", ":"):
            return last
        i -= 1
    return last


def _parts(token: Token) -> bool:
    return token.text in (",", ";", ":", "–", "—") or token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ")


def _opening(comma: int, sentence: Span) -> int | None:
    """Return the comma that opens an insertion closed by ``comma``: ", which carries much," or ", by contrast,"."""
    doc = sentence.doc
    for i in range(comma - 1, max(sentence.start, comma - 25), -1):
        if doc[i].text == ",":
            after = doc[i + 1]
            inserted = after.pos_ in ("ADP", "ADV", "SCONJ") or after.tag_ in ("WDT", "WP", "WRB", "WP$", "VBG", "VBN")
            return i if inserted else None
    return None


def is_counted(token: Token, group: Group) -> bool:
    """Tell whether a noun is counted by one of the numbers ("1.5 million barrels")."""
    return any(value.first <= token.i <= value.last for value in group.values)
