"""What a number measures: the pay in "pay of $19", the loan in "a $5 million loan", the wall that is 3 metres high.

The rules stand in a table and are tried in order; each gives the noun, or None with the word that only a verb tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.mentions.governed import governed, linked
from eventx.mentions.nouns import (
    VERBS,
    Chars,
    before_tax,
    core,
    counted_out,
    is_amount,
    is_good,
    is_picked,
    led,
    meant,
    modified,
    top_of,
    whole_of,
)
from eventx.mentions.persons import is_person
from eventx.mentions.repeats import Amount, Found, again, compared, part
from eventx.mentions.spans import spanned
from eventx.normalize.currency import is_currency
from eventx.normalize.left_out import label_of
from eventx.normalize.number import Number
from eventx.normalize.rate import per_after
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import is_time

_BRACKET = re.compile(r"[(\[](?:about |around |some |nearly |over |just |only )?$")
_POSSESSOR = re.compile(r"(?:['’]s|s['’]) ")
_NAMES = frozenset({"GPE", "ORG", "PERSON", "LOC", "FAC"})
_STEPS = 6  # up the parse from a name to its noun
_FAR = 120  # characters between amounts of a row
_NEAR = 400  # characters between what was measured and a pronoun for it


class Measured:
    """Finds what the numbers of an article measure, in text order; remembers the last for repeats.

    Parameters
    ----------
    analysis : Analysis
        The article.
    claims : Claims
        What the changes of the article read.
    extents : bool
        Whether any verb tells of its subject ("the plant burns 5 tonnes"), as of extents and counts; of money only
        verbs that set it equal do ("the plant cost $5 million").
    """

    def __init__(self, analysis: Analysis, claims: Claims, extents: bool = False) -> None:
        self.analysis, self.claims, self.extents = analysis, claims, extents
        self.last: tuple[Number, Chars | None] | None = None
        self.said: Chars | None = None  # what was measured last, for pronouns
        self.kind = "ratio"

    def of(self, number: Number, end: int | None = None, kind: str = "ratio") -> tuple[str, Chars | None]:
        """Return the rule and the characters of what a number measures, None where only a verb tells.

        ``end``: the character where its unit ends, if it has one; ``kind``: how what it counts was found.
        """
        self.kind = kind
        span, text = self.analysis.span(number.start, max(end or 0, number.end)), self.analysis.text
        lead = text[max(0, number.start - 40) : number.start]
        between = text[self.last[0].end : number.start] if self.last is not None else None
        amount = Amount(number, span[0], span[-1], lead, between, self.last[1] if self.last is not None else None)
        rule, chars = (
            ("none", None) if self.extents and is_picked(amount.first, amount.last) else self._found(amount, end)
        )
        if chars is not None and end is not None and chars[0] < end < chars[1]:  # "the *45-acre* park"
            chars = end + len(text[end : chars[1]]) - len(text[end : chars[1]].lstrip(" -")), chars[1]
        self.last, self.said = (number, chars), chars or self.said
        return rule, chars

    def _found(self, amount: Amount, end: int | None) -> tuple[str, Chars | None]:
        """Try the rules in order; the words of the unit itself ("35 million *devices*") are no answer."""
        for rule, find in _RULES:
            chars = find(self, amount)
            itself = chars and end is not None and amount.number.start <= chars[0] and chars[1] <= end
            if chars is not None and not itself:
                return rule, chars or None
        return "none", None

    def noun(self, noun: Token | None, led: bool = False) -> Chars | None:
        """Return the characters of a noun that an amount may measure: no person, place, time or pronoun.

        ``led``: whether "of" ties the amount to it, as to "a *fund* of $5 million", so that it is nobody who pays.
        """
        if noun is None:
            return None
        noun = whole_of(meant(noun))
        if led and noun.ent_type_ in _NAMES:  # "a *plot* in San Jose worth $5 million"
            noun = next((above for above in list(noun.ancestors)[:_STEPS] if above.pos_ == "NOUN"), noun)
            led = noun.pos_ == "NOUN"
        if noun.lower_ in ("it", "they", "which") and self.extents:
            return self.said if self.said is not None and noun.idx - self.said[1] < _NEAR else None
        noun = before_tax(noun) or noun
        if noun.pos_ not in NOUNS or is_time(noun) or self._is_silent(noun):
            return None
        return self.bare(core(noun)) if self.extents or led or not _is_somebody(noun) else None

    def _is_silent(self, noun: Token) -> bool:
        """Tell whether a noun does not say what is measured: "a peak of $5", but "a price level of $5" does."""
        bare = self.extents or all(child.dep_ not in ("amod", "compound") for child in noun.lefts)
        told = noun.lower_ == "total" and not self.extents  # "was fined a total of $5 million"
        return noun.lower_ in lexicon("topic").measures or (
            bare and not told and noun.lower_ in lexicon("topic").extents
        )

    def bare(self, chars: Chars) -> Chars | None:
        """Cut amounts and possessors off a phrase: "an $800 *oven*", "the firm's *profits*"."""
        start, end = chars
        for number in self.claims.numbers_in(start, end):
            start = number.end if is_currency(number.unit) else start
        text = self.analysis.text[start:end]
        start += max((mark.end() for mark in _POSSESSOR.finditer(text)), default=0)
        start = end - len(self.analysis.text[start:end].lstrip(" -)"))
        return (start, end) if start < end else None


def _is_somebody(noun: Token) -> bool:
    """Tell whether a noun names who pays or gets an amount, and no measure."""
    return noun.ent_type_ in _NAMES or noun.lower_ in lexicon("names").body or is_person(noun)


def _modified(self: Measured, amount: Amount) -> Found:
    """Stand before the noun: "a $5 million loan"."""
    if self.analysis.text[amount.number.end : amount.number.end + 1] in tuple(".,;:!?"):
        return None
    rate = per_after(self.analysis.text, amount.number.end) if amount.number.per else None
    behind = self.analysis.span(amount.number.start, rate[1])[-1] if rate is not None else amount.last
    noun = modified(amount.first, behind, beside=True)
    if noun is None:
        return None
    return () if not self.extents and is_good(noun) else self.bare(core(noun))


def _of_change(self: Measured, amount: Amount) -> Found:
    """Be read by a change, whose metric it measures."""
    metric = self.claims.topic(amount.number)
    if metric is None:
        return None
    span = self.analysis.span(*metric)
    ends = (t.i for t in span[1:] if t.pos_ in ("ADP", "SCONJ", "VERB"))
    before = span.doc[span.start : next(ends, span.end)]
    head = next((t for t in reversed(before) if t.pos_ in NOUNS or t.tag_ == "VBG"), before[-1])
    place = head.ent_type_ == "GPE" and head.pos_ == "PROPN"
    firm = place or is_person(head) or head.lower_ in lexicon("names").company
    if not self.extents and (firm or (head.pos_ == "PROPN" and head.lemma_.lower() in lexicon("topic").goods)):
        return ()  # "the company pays $19, up from $17"
    return self.bare((metric[0], head.idx + len(head))) or ()


def _own(self: Measured, amount: Amount) -> Found:
    """Have a noun that is an amount itself: "up from a *forecast* of $3", "reported $5 million in *sales*"."""
    noun = led(amount.first)
    if noun is not None and is_amount(noun) and not self.extents:
        return self.noun(noun, led=True)
    noun = counted_out(amount.last) if not self.extents else None
    return _counted_out(self, amount) if noun is not None and is_amount(noun) else None


def _expected(self: Measured, amount: Amount) -> Found:
    """Be what somebody expected of what was told before: "sales of $5 million; analysts had forecast $6 million"."""
    words, behind = lexicon("topic"), amount.last.doc[amount.last.i + 1 : amount.last.i + 2]
    verb = next((t for t in amount.first.ancestors if t.pos_ in VERBS), None)
    asked = verb is not None and verb.lemma_.lower() in words.expecting and verb.i < amount.first.i
    who = subject_of(verb) if asked and verb is not None else None
    told = (who is not None and who.lemma_.lower() in words.forecasters) or behind.text in words.expected
    near = self.said is not None and self.last is not None and amount.number.start - self.said[1] < _NEAR
    alike = near and self.last is not None and self.last[0].per == amount.number.per
    return self.said if told and alike and not self.extents else None


def _behind(self: Measured, amount: Amount) -> Found:
    """Stand before the noun, in apposition or behind "as": "$5m, the first instalment", "$5m as compensation"."""
    doc, at = amount.last.doc, amount.last.i + 1
    tie = doc[at : at + 1].text
    if self.extents or tie not in (",", "as") or doc[at + 1 : at + 2].text == "well":
        return None
    nouns = []
    for token in doc[at + 1 : at + 8]:
        if token.is_sent_start or token.pos_ not in (*NOUNS, "DET", "ADJ", "PUNCT") or token.text in (",", "("):
            break
        nouns.append(token)
    noun = next((t for t in reversed(nouns) if t.pos_ in NOUNS), None)
    article = bool(nouns) and (nouns[0].lower_ in ("a", "an", "the") or tie == "as")
    return self.bare(core(noun)) if article and noun is not None and is_amount(noun) else None


def _led(self: Measured, amount: Amount) -> Found:
    """Stand behind the noun and "of": "spending of $12 million"; or span it: "homes from $750,000 to $1 million"."""
    noun = spanned(self.analysis, amount.number)
    return self.noun(noun) if noun is not None else self.noun(led(amount.first), led=not self.extents)


def _counted_out(self: Measured, amount: Amount) -> Found:
    """Stand before "in" or "of" and the noun: "$12 million in tax credits"."""
    doc, after = amount.first.doc, amount.first.i + 1
    if self.extents and amount.first.lower_ == "one" and doc[after : after + 1].text.lower() == "of":
        return ()  # "one of the best" picks one out
    if self.extents and doc[amount.last.i + 1 : amount.last.i + 2].text.lower() == "in":
        return None  # "200 days in space"
    top = top_of(amount.first, amount.last)
    put = top.dep_ == "dobj" and top.head.lemma_ in lexicon("topic").sinking
    if put and doc[amount.last.i + 1 : amount.last.i + 2].text == "in":
        return ()  # "invested $5 million in mills"
    noun = counted_out(amount.last)
    return self.bare(core(noun)) if noun is not None else None


def _apposed(self: Measured, amount: Amount) -> Found:
    """Stand behind a comma, in apposition: "the largest slice, $70 million,"."""
    i = amount.first.i - 1
    while i > 0 and amount.first.doc[i].lower_ in lexicon("topic").bounds:
        i -= 1
    held = amount.first.doc[i].lower_ in lexicon("topic").standing  # "debt, now $5 million,"
    i -= held
    noun = amount.first.doc[i - 1] if i > 0 and amount.first.doc[i].text == "," else None
    if noun is None or noun.pos_ != "NOUN" or (noun.dep_ == "pobj" and noun.head.is_sent_start):
        return None  # "of the proceeds, $3 million"
    return self.noun(noun) if held or any(child.dep_ in ("det", "poss") for child in noun.lefts) else None


def _bracketed(self: Measured, amount: Amount) -> Found:
    """Stand in a bracket behind the noun: "the striker (14 goals)"."""
    if _BRACKET.search(amount.lead) is None:
        return None
    i = next(
        (j for j in range(amount.first.i - 1, max(0, amount.first.i - 6), -1) if amount.first.doc[j].text in "(["), 0
    )
    return self.noun(amount.first.doc[i - 1]) if i else None


def _beside(self: Measured, amount: Amount) -> Found:
    """Stand right behind the noun without a verb: "Trade surplus: $451 million"."""
    doc, i = amount.first.doc, amount.first.i - 1
    while i > 0 and (doc[i].text in (":", "-", "–", "—", "≈", "=") or doc[i].lower_ in lexicon("topic").bounds):
        i -= 1
    noun = doc[i] if i >= 0 else None
    if noun is not None and noun.head.lower_ == "per" and noun.head.i:
        noun = noun.head.nbor(-1)  # "Earnings per share: $3"
    given = noun is not None and (
        (noun.pos_ == "PROPN" and is_good(noun) and not self.extents)
        or noun.dep_ in ("dobj", "dative", "iobj")
        or noun.ent_type_ in _NAMES
    )
    if noun is None or given or noun.ent_type_ == "DATE" or "\n" in self.analysis.text[noun.idx : amount.first.idx]:
        return None
    return self.noun(noun)


def _labelled(self: Measured, amount: Amount) -> Found:
    """Stand right behind a noun that is an amount: "EPS estimate $10.86", "a charge of, or: *charge* $5 million"."""
    noun = amount.first.nbor(-1) if amount.first.i else amount.first
    guessed = noun.pos_ in VERBS and noun.lower_ in lexicon("topic").expecting
    if guessed and noun.i and is_amount(noun.nbor(-1)) and not self.extents:
        return core(noun.nbor(-1))[0], noun.idx + len(noun)  # "operating income estimate $9 million"
    return self.bare(core(noun)) if not self.extents and noun.pos_ in NOUNS and is_amount(noun) else None


def _listed(self: Measured, amount: Amount) -> Found:
    """Stand in a row of like amounts without another verb: "$5 a month and $9 a year"."""
    if amount.between is None or len(amount.between) > _FAR or self.last is None:
        return None
    before = self.last[0]
    row = self.analysis.span(before.end, amount.number.start) if before.end < amount.number.start else None
    alike = is_currency(before.unit) and is_currency(amount.number.unit)
    plain = row is not None and not any(t.pos_ in VERBS or t.is_sent_start for t in row)
    return amount.before if plain and alike else None


_RULES: tuple[tuple[str, Callable[[Measured, Amount], Found]], ...] = (
    ("row", lambda measured, amount: label_of(measured.analysis.text, amount.number)),
    ("again", again),
    ("modifier", _modified),
    ("own", _own),
    ("change", _of_change),
    ("noun", _led),
    ("after", _counted_out),
    ("bracket", _bracketed),
    ("apposed", _apposed),
    ("behind", _behind),
    ("compared", compared),
    ("label", _labelled),
    ("expected", _expected),
    ("governed", governed),
    ("part", part),
    ("linked", linked),
    ("beside", _beside),
    ("listed", _listed),
)
