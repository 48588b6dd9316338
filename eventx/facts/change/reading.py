"""Reading: the values of a sentence, with what bounds and governs each, for the change rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Span, Token

from eventx.facts.change.folds import find_folds, find_halves
from eventx.facts.change.upward import goes_with_verb
from eventx.facts.change.values import LEAD, Clause, Value
from eventx.facts.change.vocabulary import nouns
from eventx.lexicons import lexicon
from eventx.mentions.units import TIMES
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import follows, is_time
from eventx.text.section import starting

_QUALIFIERS = frozenset({"JJ", "JJR", "RB", "VBN", "VBD", "VBG", "HYPH"})
_UTMOST = frozenset({"as low as", "as high as"})  # they bound a level: "fell as low as $3"
_LIMITS = frozenset({"at least", "at most"})
_FEW = 100  # of a row, as many are picked at most
_ROUGH = 4  # tokens of "in the region of"
_OF_PHRASE = (*NOUNS, "DET", "ADJ", "PART", "PRON")
_YEAR = re.compile(r"(?:FY|Q[1-4]|H[12])?['’/]?(?:19|20)?\d\d")


def read_clause(text: str, span: Span, numbers: Sequence[Number]) -> Clause:
    """Read the values of a sentence of a text; ``numbers`` are those of the Doc, in order."""
    inside = [*starting(numbers, span.start_char, span.end_char)]
    if folds := [*find_folds(text, span), *find_halves(span)]:
        apart = [one for one in inside if all(one.end <= fold.start or one.start >= fold.end for fold in folds)]
        inside = sorted((*apart, *folds), key=lambda number: number.start)
    return Clause(span, tuple(_values(span, inside)))


def _values(span: Span, numbers: Iterable[Number]) -> Iterator[Value]:
    doc, units = span.doc, set[str | None]()
    for number in numbers:
        held = doc.char_span(number.start, number.end, alignment_mode="expand")
        if held is None or _dates_level(number, held, span) or _is_other(number, held, span.start):
            continue
        lead = _lead(held, span.start)
        utmost = lead < held.start and doc[lead : held.start].text.lower() in _UTMOST
        prep = "to" if utmost else _governor(lead, span)
        if prep == "to" and number.bound == "at_most" and doc[lead - 2 : lead - 1].text == "up":
            number = replace(number, bound="exact")  # "went up to 5%"
        risen = prep == "on" and doc[lead - 2].lower_ in lexicon("change").particles
        rough = lead < held.start and (doc[lead].lower_ == "somewhere" or _is_rough(doc[lead : lead + _ROUGH]))
        prep = "of" if rough and doc[lead - 1].pos_ in NOUNS else prep  # "a fall in prices *on the order of* 8%"
        prep = "from" if risen and number.unit in units else prep  # "sold 13,000 tonnes, up on 11,000 tonnes"
        units.add(number.unit)
        end = held.end
        while end < span.end and doc[end].is_space and number.unit is None:
            end += 1
        if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in lexicon("change").points:
            end += 1  # "a quarter-point cut"
        after = doc[end] if number.unit is None and end < span.end else None
        points = after is not None and after.lower_ in lexicon("change").points
        noun = after is not None and after.tag_ in ("NNS", "NN")
        yield Value(number, held.start, held.end, lead, prep, points, end + 1 if noun else held.end)


def _is_other(number: Number, held: Span, start: int) -> bool:
    """Tell whether a number is no level and no amount.

    So are one that picks some out, how many others are told for ("7 per *1,000 people*"), votes that decide.
    """
    tie, near = held.doc[held.start - 1 if held.start else 0], held.doc[max(start, held.start - 2) : held.end + 1]
    voted = tie.head.lemma_.lower() in lexicon("government").deciding and any(t.lower_ == "votes" for t in near)
    rated = held.start > start and tie.lower_ == "per"
    return _is_picked(number, held, start) or voted or rated


def _is_picked(number: Number, held: Span, start: int) -> bool:
    """Tell whether a number says which of a row are meant: "the first four games", "the past 5 days"."""
    doc, at = held.doc, held.start
    if held.text.lower() == "one" and doc[held.end : held.end + 1].text == "of":
        return True  # "grew into one of the largest"
    few = (number.value or 0) < _FEW  # no "from the previous 5,000"
    row = (doc[at - 2], doc[at - 1]) if at - 2 >= start else None
    return few and row is not None and row[1].lower_ in lexicon("direction").picking and row[0].pos_ in ("DET", "PRON")


def _dates_level(number: Number, held: Span, span: Span) -> bool:
    """Tell whether a number says how long ago a level was reached, or how great a body is: "a two-month low of 5"."""
    after = [token.lemma_.lower() for token in held.doc[held.end : min(held.end + 3, span.end)]]
    if after[:1] == ["-"] and not TIMES.isdisjoint(after[1:2]):
        return True  # "rose above the 10-year rate"
    if held[-1].lower_ == "strong" or (held[-1].lower_.endswith(("th", "third")) and not TIMES.isdisjoint(after[:1])):
        return True  # "a 300-strong majority", "to a sixth week"
    terms, reached = lexicon("change"), held.doc[max(0, held.start - 1)].lower_ in lexicon("change").governors
    if after[1:2] and after[0] in TIMES and after[1] in terms.offsets and not reached:
        return True  # "fell *two weeks before* the vote"; no "fell to two weeks after it"
    dated = number.unit in TIMES or (number.unit is None and not TIMES.isdisjoint(after[:2]))
    return dated and not lexicon("topic").figures.isdisjoint(after)  # "a two-month low of 5"


def _lead(held: Span, start: int) -> int:
    """Return the first of the words that bound a number: "close to 5", "at least 5", "a record high of 5"."""
    doc, lead, low, terms = held.doc, held.start, max(start, held.start - LEAD), lexicon("change")
    while lead > low and doc[lead - 1].tag_ != "VB":  # no "cut 40 jobs to *close* a $9 million gap"
        word, before = doc[lead - 1], doc[lead - 2] if lead - 2 >= low else None
        if before is not None and word.lower_ == "to" and before.lower_ in ("close", "up"):
            if before.lower_ == "up" and goes_with_verb(before, held):
                break
            lead -= 2
        elif before is not None and word.lower_ == "of" and before.lower_ in terms.of_bounds:
            lead -= 2
        elif word.lower_ == "of" and lead - _ROUGH >= low and _is_rough(doc[lead - _ROUGH : lead]):
            lead -= _ROUGH
        elif word.is_space or word.lower_ in terms.lead or doc[lead - 1 : lead + 1].text.lower() in _LIMITS:
            lead -= 1
        else:
            break
    at = lead
    while at > low and doc[at - 1].tag_ in _QUALIFIERS:  # "a seasonally adjusted 0.3%"
        at -= 1
    return at - 1 if low < at < lead and doc[at - 1].lower_ in ("a", "an") else lead


def _is_rough(words: Span) -> bool:
    """Tell whether words say that a number is a rough one: "*in the region of* 5%", "*on the order of* 5%"."""
    return words[1].lower_ == "the" and words[2].lower_ in lexicon("change").roughly and words[0].pos_ == "ADP"


def _governor(lead: int, span: Span) -> str:
    """Return the word before a number's bound words; "to" of "to a high of 5", "compared" of "compared to 5"."""
    if lead == span.start:
        return ""
    before, terms = span.doc[max(span.start, lead - LEAD) : lead], lexicon("change")
    owned = before[-1].tag_ == "PRP$" and len(before) > 1  # "from its current $5"
    own = before[-2 if owned else -1].lower_
    if own == ":" and (label := _bracketed(before)):
        awaited = any(t.lower_ in lexicon("modality").forecast.nouns for t in label)
        return "than" if awaited else "compared" if _is_bygone(label) else own
    if own == "near" and before[-2:-1].text.lower() == "to":
        return "to"  # "a rise to near $1,500"
    if len(before) > 1 and own == "of" and before[-2].lemma_.lower() in terms.extents:
        return _tie(before, "of")  # "from an earlier estimate of 5"
    if own == "of" and (back := _over(lead - 1, span)) in ("from", "against", "compared"):
        return own if back != "from" and before[-2].lower_ in nouns() else back  # "compared with a *fall* of 3%"
    if before[-1].tag_ == "POS":  # "from the previous year's 5 million", "from March's 3%"
        whose = next((t for t in reversed(before) if t.pos_ == "ADP"), None)
        return whose.lower_ if whose is not None and all(is_time(t) for t in before if t.dep_ == "poss") else own
    if own in lexicon("topic").figures and len(before) > 1:  # "from a peak above $80"
        return _tie(before, own)
    if own in terms.dating:  # "from a year-earlier 5 million"
        return next((t.lower_ for t in reversed(before) if t.pos_ == "ADP"), own)
    if len(before) > 1 and before[-2].lower_ in terms.set_beside:
        return "compared"
    if own == "to" and len(before) > 1 and before[-2].lower_ in terms.causing:
        return "due"  # "slowed due to 50 mph winds"
    if own == "to" and len(before) > 1 and before[-2].lower_ in terms.equal:
        back = _over(lead - 1, span)  # "fell *to* a level equal to 3%", but "rose, equal to 3%"
        return back if back in terms.governors else "due"
    return "to" if own in ("toward", "towards") else own


def _bracketed(before: Span) -> list[Token]:
    """Return the words that label a level in a bracket, the last first: "was $5 million (*2024*: $4 million)"."""
    label = list(takewhile(lambda t: t.text != "(", reversed(before[:-1])))
    return label if len(label) < len(before) - 1 else []


def _is_bygone(label: Sequence[Token]) -> bool:
    """Tell whether a label in a bracket is a year or a time before."""
    return _YEAR.fullmatch(label[0].text) is not None or any(t.lower_ in lexicon("change").dating for t in label)


def _tie(before: Span, near: str) -> str:
    """Return the preposition that ties the phrase of a level to a change, else the word ``near`` it."""
    tie = next((t for t in reversed(before) if t.lower_ in lexicon("change").governors), None)
    due = tie is None or (tie.lower_ == "to" and follows(tie, *lexicon("change").any_of("causing", "equal")))
    return near if tie is None or due else tie.lower_


def _over(at: int, span: Span) -> str:
    """Return the preposition over the noun that "of" ties to a number: "from last May's volume of 5 million"."""
    low = max(span.start, at - LEAD)
    while at > low and (span.doc[at - 1].pos_ in _OF_PHRASE or span.doc[at - 1].ent_type_ == "DATE"):
        at -= 1
    compared = at > low + 1 and span.doc[at - 2].lower_ in lexicon("change").set_beside
    return "compared" if compared else span.doc[at - 1].lower_ if at > low else ""
