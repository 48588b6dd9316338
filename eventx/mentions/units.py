"""What a number counts: a physical unit, a span of time, an age, or the noun that it stands before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.ages import is_age
from eventx.mentions.gapped import is_gapped, shares_noun
from eventx.mentions.nouns import goes_on, is_hyphen, is_hyphened
from eventx.mentions.persons import people, singular
from eventx.mentions.sizes import like, size_of
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.normalize.rate import often, per_after
from eventx.normalize.unit import unit_after
from eventx.records import Bound
from eventx.syntax.labels import ATTRIBUTES, COMPOUNDING, NOUNS
from eventx.syntax.phrases import is_time

_LIST = re.compile(  # not "just" and "only": what is "cut to just 14" need not be what was counted before
    r"^(?:[^.;!?\n]|\.(?=[0-9])){0,90}\b(?:from|to|and|or|against|than|with|by|of|including"
    r"|of which|another|plus)\s(?:about |around |some |nearly )?$|^, (?:up|down) (?:from|to) $"
)
_INTO = re.compile(r"(?: [a-z-]+){1,3} (?:in)?to " + ROUGHLY)
_BOTH = re.compile(r"[^.;\n]* (?:for|in|on|at|to|from|by) [^.;\n]*(?:and|against|from|versus|compared with) $")
_AGAINST = re.compile(
    r"^(?:[^.;!?()\n]|\.(?=[0-9])){0,60}\b(?:against|versus|vs\.?|compared (?:with|to))\s" + ROUGHLY + "$"
)
_ROLE = re.compile(r" (?:for|in|on|at|to|from|by|last|this|a year|the)\b")
_OR_TWO = re.compile(r"\b(?:a|an|another|one) ([a-z]+) or $")
_LEVEL = re.compile(rf"^(?:[^.;!?\n]|\.(?=[0-9])){{0,110}}\b(?:at|from|to)\s{ROUGHLY}$")
_MAGNITUDE = re.compile(
    r"\b(?:magnitude (?:of )?|(?:\w*quake|tremor|aftershock|temblor)s? (?:that )?(?:measur|register)(?:ing|ed) )"
    r"(?:about |at least )?$",
    re.IGNORECASE,
)
_SHAKEN = 48  # characters before a magnitude: "an earthquake that measured at least"
_MORE = re.compile(r" (?:more|others?|of (?:them|these|those|which))\b(?! than)")
_CLAUSE = re.compile(r"(?:[^.;!?\n]|\.(?=[0-9]))*")
_HANGING = re.compile(r"-,? (?:or|and|to) [\w.,]+(?=-)")
_SPELL = re.compile(
    r"[ -](?:[a-z]+ )?(?P<unit>year|month|week|day|night(?=s)|fortnight|hour|minute|second|decade)s?(?![\w])"
    r"(?:[ -](?:olds?|of age)\b)?",
    re.IGNORECASE,
)
_REACH = 9
"""Tokens after a number in which the noun that it counts may stand."""
STRICT = frozenset({"at_least", "at_most", "more_than", "less_than"})
RATIOS = frozenset({"percent", "percentage_point", "basis_point"})
_INSIDE = frozenset({"ADJ", "ADV", "NUM", "PUNCT", "PART"})
TIMES = frozenset({"year", "month", "week", "day", "night", "fortnight", "hour", "minute", "second", "decade"})
_BREAKS = frozenset(',.;:()?!”"–—')
_EACH = re.compile(r" (?:each|apiece)\b")
_SHARES = re.compile(r"\bshares\b[^,;:.]{0,40} (?:at|for) (?:[a-z]+ )?$")
_LINE = 80  # characters before an amount in which shares may stand


class Counting(NamedTuple):
    """What a number counts: how that was found, the unit, its rate, and where the words of the unit end."""

    kind: str
    unit: str | None
    per: str | None
    end: int


Said = tuple[Number, str]
"""A number and the noun that it counted, which those after it may leave out: "435 homes by sale and 187 by tender"."""


def count_units(doc: Doc, text: str, numbers: Sequence[Number]) -> dict[int, Counting]:
    """Return what numbers count, in text order, by where they end."""
    found: dict[int, Counting] = {}
    said: Said | None = None
    for number in numbers:
        counting = found[number.end] = _counting(doc, text, number, said)
        counted = counting.kind in ("counted", "unit") or counting.unit == "point"
        if counting.unit is not None and counted and not text.endswith("per ", 0, number.start):  # "7 per 1,000 people"
            said = number, counting.unit
    _share_rows(doc, text, numbers, found)
    _share_spells(doc, text, numbers, found)
    return found


def bounds_again(text: str, numbers: Sequence[Number], units: Mapping[int, Counting]) -> dict[int, Bound]:
    """Return the bounds of measures that a bracket tells again in another unit: "over 100 kilometres (*60 miles*)"."""
    found: dict[int, Bound] = {}
    for one, two in pairwise(numbers):
        bound, mine, theirs = found.get(one.end, one.bound), units[one.end], units[two.end]
        again = mine.kind == theirs.kind == "unit" and mine.unit != theirs.unit
        if bound in STRICT and two.bound == "exact" and again:
            gap = text[mine.end : two.start]
            if gap == " (" or (gap in (" / ", "; ") and one.end in found):
                found[two.end] = bound
    return found


def _share_rows(doc: Doc, text: str, numbers: Sequence[Number], found: dict[int, Counting]) -> None:
    """Give numbers what a row of them counts, told once: "30, 65 and 210 metres"."""
    row = False
    for one, two in reversed(list(pairwise(numbers))):
        gap, (mine, theirs) = text[one.end : two.start], (found[one.end], found[two.end])
        joined = gap in (" and ", " or ", ", and ", ", or ") or (row and gap == ", ")
        row = joined and like(size_of(one), size_of(two)) and _are_coordinated(doc, one, two)
        if theirs.kind == "counted" and theirs.end > two.end:  # "12 gas-fired and 30 coal-fired plants"
            noun = doc.char_span(two.end, theirs.end, alignment_mode="expand")
            if noun is not None and shares_noun(_span_of(doc, one)[-1], _span_of(doc, two)[0], noun[-1]):
                found[one.end] = Counting("counted", theirs.unit, theirs.per, one.end)
                continue
        told = theirs.kind in ("unit", "counted", "spell", "ellipsis") and theirs.unit != "person"
        if mine.kind == "bare" and told and row:
            kind = "ellipsis" if theirs.kind == "counted" else theirs.kind
            found[one.end] = Counting(kind, theirs.unit, theirs.per, one.end)


def _share_spells(doc: Doc, text: str, numbers: Sequence[Number], found: dict[int, Counting]) -> None:
    """Give a number the time of the one before that its clause goes on: "got six years and his brother *four*"."""
    for one, two in pairwise(numbers):
        mine, theirs = found[one.end], found[two.end]
        spell = mine.kind == "spell" and theirs.kind == "bare" and two.form in ("digits", "word")
        if spell and is_gapped(doc, text, (one.start, mine.end), two.start, two.end):
            found[two.end] = Counting("spell", mine.unit, None, two.end)


def _are_coordinated(doc: Doc, one: Number, two: Number) -> bool:
    """Tell whether two numbers stand in one phrase, not at the end and the start of two: "at 10, and 40 fans came"."""
    mine, theirs = (_span_of(doc, number).root for number in (one, two))
    return mine.is_ancestor(theirs) or theirs.is_ancestor(mine) or theirs.head.is_ancestor(mine)


def _span_of(doc: Doc, number: Number) -> Span:
    return doc.char_span(number.start, number.end, alignment_mode="expand") or doc[:1]


def _counting(doc: Doc, text: str, number: Number, said: Said | None) -> Counting:
    """Return what one number counts."""
    span = _span_of(doc, number)
    if number.unit is not None:
        return _of_own(text, number, number.unit)
    if text.endswith("-strong", number.start, number.end):
        return Counting("counted", "person", None, number.end)  # "a 60-strong delegation"
    hanging = _HANGING.match(text, number.end)  # "5- or 9-watt bulbs"
    unit = unit_after(text, hanging.end() if hanging else number.end)
    if unit is not None:
        return Counting("unit", unit.name, unit.per or often(text, unit.end), unit.end)
    spell = _SPELL.match(text, hanging.end()) if hanging else None
    if spell is not None:  # "two- and 10-year notes"
        return Counting("spell", spell["unit"].lower(), None, spell.end())
    if is_age(text, number, span):
        return Counting("age", "year of age", None, number.end)
    if _MAGNITUDE.search(text, max(0, number.start - _SHAKEN), number.start):
        return Counting("level", "magnitude", None, number.end)
    noun = _noun(span[-1], number)
    decimal = number.form == "digits" and "." in text[number.start : number.end]
    if noun is not None and decimal and noun.lemma_.lower() in lexicon("units").quakes:
        return Counting("level", "magnitude", None, number.end)  # "a 6.4 tremor"
    if noun is not None:
        end = noun.idx + len(noun)
        rate = per_after(text, end)
        return Counting("counted", _singular(noun, span[-1]), rate[0] if rate else often(text, end), end)
    either = _OR_TWO.search(text, max(0, number.start - 24), number.start)
    if either and number.form == "word":
        return Counting("spell" if either[1] in TIMES else "counted", either[1], None, number.end)  # "a year or two"
    if said is not None and _leaves_out(text, number, said):
        return Counting("ellipsis", said[1], None, number.end)
    return Counting("bare", None, None, number.end)


def _of_own(text: str, number: Number, unit: str) -> Counting:
    """Return what a number counts that has its unit in itself."""
    if is_currency(unit):
        return Counting("ratio", unit, None, number.end)
    match = _SPELL.match(text, number.end) if unit not in RATIOS else None
    end = match.end() if match else number.end
    kind = "ratio" if unit in RATIOS else "age" if unit == "year of age" else "spell" if unit in TIMES else "unit"
    rate = per_after(text, end)
    return Counting(kind, unit, rate[0] if rate else None, end)


def _leaves_out(text: str, number: Number, said: Said) -> bool:
    """Tell whether a number leaves out the noun said before: "435 homes and 187", "a further 20 of them"."""
    between = text[said[0].end : number.start]
    if len(between) >= 120 or number.form not in ("digits", "word"):
        return False
    row = text[number.start - 1] + text[number.end : number.end + 1] == "()" and text[said[0].start - 1] == "("
    if row or (number.form == "word" and _INTO.fullmatch(between)):
        return True  # "Halden (104 wins), Leeds (93)", "merged 35 agencies into nine"
    if said[1] != "point" and unit_after(text, said[0].end) is not None:
        seasons = _BOTH.match(between) and _ROLE.match(text, number.end)  # "362 tonnes for May and 151 for June"
        beside = _AGAINST.match(between) and like(size_of(said[0]), size_of(number))  # "3.6 tonnes against 1.5"
        return number.form == "digits" and bool(seasons or beside)
    more = bool(_MORE.match(text, number.end) and _CLAUSE.fullmatch(between))
    listed = number.form == "digits" and (_LIST.match(between) or _AGAINST.match(between))
    return more or bool(listed) or bool(said[1] == "point" and _LEVEL.match(between))


def _noun(last: Token, number: Number) -> Token | None:
    """Return the head of the noun phrase that a number counts, or None."""
    nouns = _nouns_behind(last)
    noun = _head(nouns, last, number) if nouns else None
    return None if noun is None or (is_time(noun) and noun.lemma_.lower() not in lexicon("time").countable) else noun


def _nouns_behind(last: Token) -> list[Token]:
    """Return the nouns that stand side by side at the end of the phrase behind a number."""
    doc, at = last.doc, last.i + 1
    of, hyphen = (at < len(doc) and doc[at].lower_ == word for word in ("of", "-"))
    nouns: list[Token] = []
    for token in doc[at + of : last.i + _REACH]:
        if (nouns and _is_past(nouns[-1], token, of)) or token.text == "%":
            break  # "rose by five to 4%"
        if token.pos_ in NOUNS:
            nouns.append(token)
            if hyphen:
                break
        elif nouns and (_leads_on(nouns[-1], token) or _is_row(nouns[-1], token)):
            nouns = []
        elif nouns and (token.text == "&" or (is_hyphened(token) and not is_hyphen(token))):
            continue  # "two Wells Halden & Co units", "40 peer-to-peer lenders"
        elif token.is_space or (nouns and not is_hyphen(token)) or not _premodifies(token, of):
            break
    return nouns


def _is_past(noun: Token, token: Token, of: bool) -> bool:
    """Tell whether a phrase ends at a noun: "40 *shares* Halden Corp. holds", "two *funds*' portfolios"."""
    relative = any(c.dep_ == "relcl" and c.left_edge.i <= token.i for c in noun.rights)
    return relative or (token.tag_ == "POS" and noun.tag_ == "NNS" and not of)


def _leads_on(noun: Token, token: Token) -> bool:
    """Tell whether a noun and what follows lead to the counted: "14 of the *port*'s cranes", "40 S&P 500 firms"."""
    named = noun.pos_ == "PROPN" and token.pos_ == "NUM" and token.dep_ != "appos"
    return named or token.tag_ == "POS" or _is_tail(token) or goes_on(noun, token)


def _is_row(noun: Token, token: Token) -> bool:
    """Tell whether names in a row stand before the counted: "40 *Kia and* Hyundai cars", "300 *Bank of* Peru jobs"."""
    return token.text in ("and", "or", ",", "of", "for") and noun.dep_ in COMPOUNDING and noun.head.i > token.i


def _head(nouns: list[Token], last: Token, number: Number) -> Token:
    """Choose the counted noun: the last, but "a 12 page document" counts pages."""
    first, noun = nouns[0], nouns[-1]
    page = noun.tag_ == first.tag_ == "NN" and first.i <= last.i + 2 and (number.value or 0) > 1
    return first if page else noun


def _is_tail(token: Token) -> bool:
    """Tell whether a word behind a hyphen makes the noun before it part of an adjective."""
    return token.tag_ in ("JJ", "VBN", "VBG") and is_hyphen(token.nbor(-1))


def _premodifies(token: Token, of: bool) -> bool:
    """Tell whether a token may stand between a number and its noun; ``of``: after "of", as in "one of the"."""
    if token.pos_ in ("DET", "PRON"):
        return of
    if token.pos_ == "VERB":
        return token.tag_ in ("VBG", "VBN") and token.dep_ in ATTRIBUTES
    if token.pos_ == "CCONJ":
        return token.nbor(-1).pos_ == "ADJ"
    return token.pos_ in _INSIDE and token.text not in _BREAKS


def _singular(noun: Token, last: Token) -> str:
    """Return the singular of a noun in small letters, names as they stand, with what a hyphen joins: "U-turn"."""
    lemma = singular(noun)
    known = load_lexicon("units")["singular"].get(noun.lower_)
    if known:
        return str(known)
    if lemma in people() or lemma in lexicon("persons").jobs:
        return "person"
    one = noun.text if noun.pos_ == "PROPN" and noun.tag_ != "NNPS" else lemma
    joined = noun.i - last.i > 2 and is_hyphen(noun.nbor(-1)) and noun.nbor(-2).is_alpha
    return f"{noun.nbor(-2).text}-{one}" if joined else one


def with_whole_rate(doc: Doc, text: str, number: Number) -> Number:
    """Return a number whose rate is told with what describes it: "$5 per *eligible voter*", not "per eligible".

    Of shares "each" is that rate, too: "sold 8 million shares at $5 *each*".
    """
    if number.per is None and is_currency(number.unit) and _EACH.match(text, number.end) is not None:
        shares = _SHARES.search(text, max(0, number.start - _LINE), number.start)
        return replace(number, per="share") if shares is not None else number
    rate = per_after(text, number.end, only_per=True) if number.per else None
    word = doc.char_span(rate[1] - 1, rate[1], alignment_mode="expand") if rate else None
    if rate is None or word is None or word[-1].dep_ != "amod" or not 0 < word[-1].head.i - word[-1].i < _REACH:
        return number  # "a $5 per parcel fee"
    head = word[-1].head
    return replace(number, per=text[rate[1] - len(rate[0]) : head.idx + len(head)])
