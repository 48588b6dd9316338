"""Topics: the noun that an amount is the amount of: the pay in "pay of $19", the loan in "a $5 million loan"."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from eventx.mentions.claims import Claims
from eventx.mentions.nouns import (
    VERBS,
    Chars,
    before_tax,
    changes_hands,
    core,
    counted_out,
    led,
    modified,
    top_of,
    unparsed_subject,
    verb_above,
    whole_of,
    words,
)
from eventx.mentions.persons import NOUNS, is_person
from eventx.mentions.reading import Reading
from eventx.mentions.spans import spanned
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.normalize.rate import per_after
from eventx.syntax.phrases import antecedent, is_time, subject

_PRONOUNS = frozenset({"it", "they", "them", "that", "which"})
_AGAINST = re.compile(r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to))\s*$", re.IGNORECASE)
_AGAINST_ANY = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to)|or|was|with|to|and)\s*$", re.IGNORECASE
)
_ROUGHLY = re.compile(
    r"\s*\b(?:about|around|some|nearly|almost|as much as|up to|just|more than|at least)\s*$", re.IGNORECASE
)
_GAPPED = re.compile(r"; (?:and )?(?:about |around |some |nearly )?$")
_CLOSED = re.compile(r"(?: (?:an?|per) \w+)?(?:[,;)—–]|\.(?!\d)|$)")
_OF_WHICH = re.compile(r"\bof (?:which|that|this),? (?:about |around |some |nearly |only )?$", re.IGNORECASE)


_SMALL = 10_000  # money that a price gains or loses; a company's losses are greater


class Topics:
    """Finds what the amounts of an article are amounts of, in text order; remembers the last for ellipsis.

    Parameters
    ----------
    reading : Reading
        The article, its changes already found.
    """

    def __init__(self, reading: Reading, claims: Claims) -> None:
        self.reading, self.claims = reading, claims
        self.doc = reading.doc
        self.last: tuple[Number, Chars | None] | None = None
        self.said: Chars | None = None  # the last topic found, for pronouns

    def of(self, number: Number) -> tuple[str, Chars | None]:
        """Return the rule and the characters of a number's topic, None where only a verb tells."""
        span = self.reading.span(number.start, number.end)
        rule, chars = self._find(number, span[0], span[-1])
        chars = _past_amounts(self.reading, self.claims, chars) if chars is not None else None
        self.last = number, chars
        self.said = chars or self.said
        return rule, chars

    def _find(self, number: Number, first: Token, last: Token) -> tuple[str, Chars | None]:
        text = self.reading.text
        lead = text[max(0, number.start - 40) : number.start]
        gapped = self.last is not None and self.last[1] is not None and _GAPPED.search(lead)
        if self.last is not None and (gapped or self._copy(lead, number)):
            return "copy", self.last[1]
        rate = per_after(text, number.end) if number.per else None
        behind = self.reading.span(number.start, rate[1])[-1] if rate is not None else last
        leading = led(first) if first.i and self.doc[first.i - 1].lower_ not in ("a", "an") else None
        if leading is None and (noun := modified(first, behind, beside=True)) is not None:
            return "modifier", core(noun)
        metric = self.claims.topic(number)
        if metric is not None:
            return "change", self._of_metric(metric)
        if self.last is not None and _OF_WHICH.search(lead):
            return "ellipsis", self._predicated(last) or self.last[1]
        if (noun := spanned(self.reading, number) or led(first)) is not None:
            return "noun", self._resolved(noun)
        if (noun := counted_out(last) or (counted_out(behind) if behind is not last else None)) is not None:
            return "after", core(noun)
        if (noun := self._apposed(first)) is not None and _CLOSED.match(text, number.end):
            return "apposed", self._resolved(noun)
        found = self._governed(first, last, number)
        if found[1] is None and self._same_clause(number, lead, found[0] == "none"):
            return "ellipsis", self.last[1] if self.last else None
        return found

    def _copy(self, lead: str, number: Number) -> bool:
        """Tell whether the number says the one before again, in brackets or after "or"."""
        assert self.last is not None
        between = self.reading.text[self.last[0].end : number.start]
        return len(between) < 30 and bool(
            re.fullmatch(
                r"[\w\s]{0,16} ?\((?:[\w ]{1,16} )?(?:[\w\s]{0,14}: ?)?|,? or (?:about |around |some )?", between
            )
        )

    def _same_clause(self, number: Number, lead: str, bare: bool) -> bool:
        if self.last is None or self.last[1] is None:
            return False
        between = self.reading.text[self.last[0].end : number.start]
        if len(between) >= 120 or "\n" in between or re.search(r"[.;!?] ", between):
            return False
        lead = _ROUGHLY.sub(" ", lead)
        return bool((_AGAINST_ANY if bare else _AGAINST).search(lead))

    def _of_metric(self, metric: Chars) -> Chars:
        """Return the head of a metric with what stands before it."""
        span = self.reading.span(*metric)
        last: Token | None = None
        for token in span:
            if token.pos_ in NOUNS or token.tag_ == "VBG":
                last = token
            elif last is not None and (token.pos_ in ("ADP", "SCONJ", "VERB") or token.text == ","):
                break
        return (metric[0], last.idx + len(last)) if last is not None else metric

    def _governed(self, first: Token, last: Token, number: Number) -> tuple[str, Chars | None]:
        top = top_of(first, last)
        if top.head.lower_ == "record" and top.head.i < first.i:
            top = top.head  # "reached a record $65 billion"
        head, via = _climb(top, first)
        if head.pos_ in NOUNS and via is not None:
            named = any(token.pos_ == "PROPN" for token in self.doc[via.i + 1 : first.i])  # "gave the city of Ayr $5"
            if named and via.lower_ == "of":
                return "verb", None
            if via.lower_ == "of" or (via.lower_ in ("to", "at", "with", "between", "worth") and head.i < first.i):
                return "noun", self._resolved(head)
            return self._verb(verb_above(head), via, first, number)
        if head.lower_ == "worth":
            noun = head.head if head.head.pos_ in NOUNS else (subject(head.head) if head.head.pos_ in VERBS else None)
            return "worth", self._resolved(noun) if noun is not None and noun.i < first.i else None
        if head.pos_ in VERBS and head.i < first.i:
            return self._verb(head, via, first, number)
        if head.pos_ in VERBS and top.dep_ in ("nsubj", "nsubjpass"):
            return "subject", self._predicated(last)
        return self._beside(first)

    def _predicated(self, last: Token) -> Chars | None:
        """Return the noun that an amount is said to be: "of which $2 million is a *loan*"."""
        after = self.doc[last.i + 1 : last.i + 6]
        if len(after) < 2 or after[0].lemma_ != "be" or after[1].pos_ not in ("DET", "ADJ", "NOUN"):
            return None
        noun = next((token for token in after[1:] if token.pos_ in NOUNS), None)
        return self._resolved(noun) if noun is not None else None

    def _verb(self, verb: Token | None, via: Token | None, first: Token, number: Number) -> tuple[str, Chars | None]:
        """Return the topic that a verb gives: its object where a preposition ties the amount, or its subject."""
        if verb is None:
            return self._beside(first)
        lemma = verb.lemma_.lower()
        if via is not None and via.lower_ != "between":
            if via.lower_ not in words("levels"):
                return "verb", None
            if via.lower_ == "for" and lemma not in words("selling"):
                return "verb", None
            held = next((c for c in verb.rights if c.dep_ in ("dobj", "oprd") and c.i < via.i), None)
            sold = lemma in words("selling") and via.lower_ in ("for", "at")
            if held is not None and held.pos_ in (*NOUNS, "PRON") and not changes_hands(held):
                tells = lemma == "value" or (sold and via.lower_ == "for")
                return ("verb", None) if tells else ("object", self._resolved(held))
            priced = via.lower_ == "at" and any(c.dep_ == "nsubjpass" for c in verb.lefts)  # "is offered at $3 million"
            if lemma in words("paying") and not (sold or priced):
                return "verb", None
        elif lemma in _TIED and (noun := _tied(verb, first, _TIED[lemma])) is not None:
            return "object", self._resolved(noun)
        elif not _sums_up(verb) and (lemma not in words("being") or self._costs(verb, lemma, number, first)):
            return "verb", None
        found = unparsed_subject(verb) or subject(verb)
        if found is None and verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOUNS:
            found = verb.head
        if found is None or found.i > first.i:
            return self._beside(first)
        if (noun := antecedent(found)) is not None:
            found = noun
        found = whole_of(found)
        if is_person(found) or found.lower_ in ("he", "she", "we", "i", "you", "who"):
            return "verb", None
        return "verb", self._resolved(found)

    def _costs(self, verb: Token, lemma: str, number: Number, first: Token) -> bool:
        """Tell whether the subject has a loss or a cost to bear, and is no price: "lost $3 million", "cost us $5"."""
        if lemma in words("winning"):
            return (number.value or number.high or 0) >= _SMALL
        bears = (c for c in verb.rights if c.dep_ in ("dobj", "dative", "iobj") and c.i < first.i)
        return lemma == "cost" and any(c.pos_ in NOUNS for c in bears)

    def _resolved(self, noun: Token) -> Chars | None:
        if noun.lower_ in _PRONOUNS:
            return self.said
        noun = before_tax(noun) or noun
        if noun.pos_ not in NOUNS or is_time(noun) or is_person(noun) or noun.lower_ in words("measures"):
            return None
        return core(noun) if noun.pos_ != "PROPN" or noun.ent_type_ != "GPE" else None

    def _beside(self, first: Token) -> tuple[str, Chars | None]:
        """Return the noun that stands right before an amount without a verb: "Trade surplus $451 million"."""
        verb = verb_above(first)
        if verb is not None and verb.lemma_.lower() in words("paying"):
            return "none", None
        i = first.i - 1
        while i >= 0 and self.doc[i].text in (":", "-", "–", "—") and self.doc[i].is_sent_start is not True:
            i -= 1
        if i > 0 and self.doc[i].lemma_.lower() in words("being") and self.doc[i - 1].pos_ in NOUNS:
            i -= 1  # a verb that the tagger took for a noun
        if i < 0 or self.doc[i].pos_ not in NOUNS or "\n" in self.reading.text[self.doc[i].idx : first.idx]:
            return "none", None
        noun = self.doc[i]
        if is_time(noun) or is_person(noun) or noun.ent_type_ in ("GPE", "ORG", "DATE"):
            return "none", None
        return "beside", core(noun)

    def _apposed(self, first: Token) -> Token | None:
        """Return the noun that an amount stands in apposition to: "the largest slice, $70 million"."""
        i = first.i - 1
        while i > 0 and self.doc[i].lower_ in words("bounds"):
            i -= 1
        noun = self.doc[i - 1] if i > 0 and self.doc[i].text == "," else None
        if noun is None or noun.pos_ != "NOUN" or is_time(noun) or is_person(noun):
            return None
        return noun if any(child.dep_ in ("det", "poss") for child in noun.lefts) else None


def _past_amounts(reading: Reading, claims: Claims, chars: Chars) -> Chars | None:
    """Cut the amounts and what stands before them off a phrase: "an $800 *oven*"; None where nothing is left."""
    start, end = chars
    at = bisect_left(claims.numbers, end, key=lambda number: number.start) - 1
    if at >= 0 and (inner := claims.numbers[at]).end > start and is_currency(inner.unit):
        start = inner.end + len(reading.text[inner.end : end]) - len(reading.text[inner.end : end].lstrip(" -"))
    return (start, end) if start < end else None


_TIED = {"add": "to", "charge": "for"}


def _tied(verb: Token, first: Token, tie: str) -> Token | None:
    """Return what an amount is added to or charged for: "added $5 million to *costs*", "charge $9 for *storage*"."""
    ties = (t for t in first.doc[first.i + 1 : first.i + 10] if t.lower_ == tie and verb in (t.head, *t.head.ancestors))
    return next((c for t in ties for c in t.rights if c.dep_ == "pobj"), None)


def _sums_up(verb: Token) -> bool:
    """Tell whether a verb sums its subject up: "the measures add up to $5 million"."""
    return verb.lemma_ in ("add", "sum") and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "up"


def _climb(token: Token, first: Token) -> tuple[Token, Token | None]:
    """Climb from an amount over numerals and prepositions to the word that governs it; also return its preposition."""
    via: Token | None = None
    here = token
    for _ in range(6):
        head = here.head
        if head is here:
            return here, via
        if head.pos_ in ("ADP", "SCONJ", "PART") or head.dep_ in ("prep", "pcomp", "quantmod"):
            via = head if head.i < first.i and (head.pos_ == "ADP" or head.dep_ == "prep") else via
            here = head
            continue
        if head.pos_ in ("NUM", "SYM", "ADV", "ADJ") and head.lower_ != "worth":
            here = head
            continue
        return head, via
    return here, via
