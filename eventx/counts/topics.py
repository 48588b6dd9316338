"""Topics: the noun that an amount is the amount of: the pay in "pay of $19", the loan in "a $5 million loan"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.lexicon import load_lexicon
from eventx.normalize.number import Number
from eventx.reading import Reading
from eventx.syntax import antecedent, is_time, subject

Chars = tuple[int, int]
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})
_PRONOUNS = frozenset({"it", "they", "them", "that", "which"})
_PREMODIFIERS = frozenset(
    {"amod", "compound", "poss", "nmod", "nummod", "punct", "case", "advmod", "quantmod", "npadvmod"}
)
_AGAINST = re.compile(r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to))\s*$", re.IGNORECASE)
_AGAINST_ANY = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to)|or|was|with|to|and)\s*$", re.IGNORECASE
)
_ROUGHLY = re.compile(
    r"\s*\b(?:about|around|some|nearly|almost|as much as|up to|just|more than|at least)\s*$", re.IGNORECASE
)
_OF_WHICH = re.compile(r"\bof (?:which|that|this),? (?:about |around |some |nearly |only )?$", re.IGNORECASE)


def words(key: str) -> frozenset[str]:
    """Return a list of the topic lexicon."""
    return frozenset(load_lexicon("topic")[key])


class Topics:
    """Finds what the amounts of an article are amounts of, in text order; remembers the last for ellipsis.

    Parameters
    ----------
    reading : Reading
        The article, its changes already found.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.last: tuple[Number, Chars | None] | None = None
        self.said: Chars | None = None  # the last topic found, for pronouns

    def of(self, number: Number) -> tuple[str, Chars | None]:
        """Return the rule and the characters of a number's topic, None where only a verb tells."""
        span = self.reading.span(number.start, number.end)
        rule, chars = self._find(number, span[0], span[-1])
        if chars is not None and chars[0] >= chars[1]:
            chars = None
        self.last = number, chars
        self.said = chars or self.said
        return rule, chars

    def measured(self, number: Number, end: int) -> Chars | None:
        """Return the characters of what a measure whose unit ends at ``end`` measures: its noun, or whose it is."""
        span = self.reading.span(number.start, end)
        first, last = span[0], span[-1]
        metric = self.reading.metrics.get((number.start, number.end))
        if metric is not None:
            return metric
        noun = _modified(first, last) or _after(last)
        if noun is None:
            found = self._governed(first, last)[1]
            if found is not None:
                return found
            verb = _verb_above(_top(first, last))
            owner = subject(verb) if verb is not None else None
            if owner is None or owner.i >= first.i or owner.pos_ not in _NOUNS:
                return None
            noun = antecedent(owner) or owner
        start, finish = core(noun)
        return (
            (start, finish)
            if start >= end or finish <= number.start
            else (noun.idx, finish)
            if noun.idx >= end
            else None
        )

    def _find(self, number: Number, first: Token, last: Token) -> tuple[str, Chars | None]:
        text = self.reading.text
        lead = text[max(0, number.start - 40) : number.start]
        if self.last is not None and self._copy(lead, number):
            return "copy", self.last[1]
        if (noun := _modified(first, last)) is not None:
            return "modifier", core(noun)
        metric = self.reading.metrics.get((number.start, number.end))
        if metric is not None:
            return "change", self._of_metric(metric)
        if self.last is not None and _OF_WHICH.search(lead):
            return "ellipsis", self.last[1]
        if (noun := _led(first)) is not None:
            return "noun", self._resolved(noun)
        if (noun := _after(last)) is not None:
            return "after", core(noun)
        found = self._governed(first, last)
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
            if token.pos_ in _NOUNS or token.tag_ == "VBG":
                last = token
            elif last is not None and (token.pos_ in ("ADP", "SCONJ", "VERB") or token.text == ","):
                break
        return (metric[0], last.idx + len(last)) if last is not None else metric

    def _governed(self, first: Token, last: Token) -> tuple[str, Chars | None]:
        top = _top(first, last)
        head, via = _climb(top, first)
        if head.pos_ in _NOUNS and via is not None:
            if via.lower_ in ("of", "to", "at", "with", "between", "worth") and head.i < first.i:
                return "noun", self._resolved(head)
            return self._verb(_verb_above(head), via, first) if via.lower_ != "of" else ("noun", self._resolved(head))
        if head.lower_ == "worth":
            noun = head.head if head.head.pos_ in _NOUNS else (subject(head.head) if head.head.pos_ in _VERBS else None)
            return "worth", self._resolved(noun) if noun is not None and noun.i < first.i else None
        if head.pos_ in _VERBS and head.i < first.i:
            return self._verb(head, via, first)
        if head.pos_ in _VERBS and top.dep_ in ("nsubj", "nsubjpass"):
            return "subject", None
        return self._beside(first)

    def _verb(self, verb: Token | None, via: Token | None, first: Token) -> tuple[str, Chars | None]:
        """Return the topic that a verb gives: its object where a preposition ties the amount, or its subject."""
        if verb is None:
            return self._beside(first)
        lemma = verb.lemma_.lower()
        if via is not None and (via.lower_ != "between" or lemma in words("being")):
            if via.lower_ not in words("levels"):
                return "verb", None
            held = next((c for c in verb.rights if c.dep_ in ("dobj", "oprd") and c.i < via.i), None)
            if held is not None and held.pos_ in (*_NOUNS, "PRON"):
                return "object", self._resolved(held)
            if lemma in words("paying"):
                return "verb", None
        elif lemma not in words("being"):
            return "verb", None
        found = subject(verb)
        if found is None and verb.dep_ in ("acl", "relcl") and verb.head.pos_ in _NOUNS:
            found = verb.head
        if found is None or found.i > first.i:
            return self._beside(first)
        if (noun := antecedent(found)) is not None:
            found = noun
        if found.ent_type_ == "PERSON" or found.lower_ in ("he", "she", "we", "i", "you", "who"):
            return "verb", None
        return "verb", self._resolved(found)

    def _resolved(self, noun: Token) -> Chars | None:
        if noun.lower_ in _PRONOUNS:
            return self.said
        if noun.pos_ not in _NOUNS or is_time(noun) or noun.lower_ in words("measures"):
            return None
        return core(noun)

    def _beside(self, first: Token) -> tuple[str, Chars | None]:
        """Return the noun that stands right before an amount without a verb: "Trade surplus $451 million"."""
        i = first.i - 1
        while i >= 0 and self.doc[i].text in (":", "-", "–", "—") and self.doc[i].is_sent_start is not True:
            i -= 1
        if i > 0 and self.doc[i].lemma_.lower() in words("being") and self.doc[i - 1].pos_ in _NOUNS:
            i -= 1  # a verb that the tagger took for a noun
        if i < 0 or self.doc[i].pos_ not in _NOUNS or "\n" in self.reading.text[self.doc[i].idx : first.idx]:
            return "none", None
        noun = self.doc[i]
        if is_time(noun) or noun.ent_type_ in ("PERSON", "GPE", "ORG", "DATE"):
            return "none", None
        return "beside", core(noun)


def core(noun: Token) -> Chars:
    """Return the characters of a noun and its modifiers, without articles, possessive pronouns and numbers."""
    first = noun
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in _PREMODIFIERS or child.lower_ in _POSSESSIVE or child.dep_ == "nummod" or child.like_num:
            break
        if (is_time(child) and child.dep_ in ("poss", "npadvmod", "nmod")) or child.right_edge.i + 1 < first.i:
            break
        first = child.left_edge
    while first.i < noun.i and (
        first.pos_ in ("DET", "PUNCT", "NUM", "SYM", "PART")
        or first.lower_ in _POSSESSIVE
        or first.lower_ in words("vague")
    ):
        first = first.nbor(1)
    return first.idx, noun.idx + len(noun)


def _top(first: Token, last: Token) -> Token:
    """Return the token of an amount whose head stands outside it."""
    for token in first.doc[first.i : last.i + 1]:
        if not first.i <= token.head.i <= last.i or token.head is token:
            return token
    return last


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


def _verb_above(token: Token) -> Token | None:
    for steps, head in enumerate(token.ancestors):
        if head.pos_ in _VERBS:
            return head
        if steps > 8:
            break
    return None


def _modified(first: Token, last: Token) -> Token | None:
    """Return the noun that the amount stands before: the loan in "a $5 million loan", the plant in "a 2-acre plant"."""
    doc, i = first.doc, last.i + 1
    run: Token | None = None
    while i < len(doc) and i < last.i + 7:
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN") and not (token.ent_type_ == "DATE" and is_time(token)):
            run = token
        elif (
            token.pos_ not in ("ADJ", "PUNCT")
            or (token.pos_ == "PUNCT" and token.text != "-")
            or token.text in ("(", ")", ",")
        ):
            break
        i += 1
    if run is None or run.i - last.i > 5:
        return None
    top = _top(first, last)
    tied = any(t is run or run.is_ancestor(t) for t in doc[first.i : last.i + 1]) or top.head is run
    while run.dep_ == "compound" and run.head.i > run.i and run.head.i - last.i < 7:
        run = run.head
    return run if tied and run.lower_ not in words("counted") else None


def _led(first: Token) -> Token | None:
    """Return the noun before "of" or "worth" that leads to an amount: "spending of no more than $12 million"."""
    doc, i = first.doc, first.i - 1
    while i > max(0, first.i - 6) and doc[i].lower_ in words("bounds"):
        i -= 1
    if i < 1 or doc[i].lower_ not in ("of", "worth"):
        return None
    noun = doc[i - 1]
    return noun if noun.pos_ in _NOUNS and not is_time(noun) and noun.lower_ not in words("measures") else None


def _after(last: Token) -> Token | None:
    """Return the noun after "in" or "of" that an amount counts out: "$12 million in tax credits"."""
    doc = last.doc
    i = last.i + 1
    if i < len(doc) and doc[i].text == ")":
        i += 1
    elif i < len(doc) and doc[i].text == "(":
        close = next((j for j in range(i + 1, min(len(doc), i + 9)) if doc[j].text == ")"), i - 1)
        i = close + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("in", "of", "worth"):
        return None
    preposition = doc[i]
    j = i + 1
    if preposition.lower_ == "worth" and doc[j].lower_ == "of":
        j += 1
    noun: Token | None = None
    while j < len(doc) and j < i + 7:
        token = doc[j]
        if token.pos_ == "DET" or token.lower_ in _POSSESSIVE:
            if noun is not None:
                break
            if preposition.lower_ == "in" or token.lower_ in ("every", "each"):
                return None
        elif token.pos_ in _NOUNS:
            noun = token
        elif token.pos_ == "ADJ" or token.text == "-" or (token.tag_ in ("VBG", "VBN") and noun is None):
            if noun is not None:
                break
        else:
            break
        j += 1
    if noun is None or is_time(noun) or noun.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "MONEY", "PERCENT"):
        return None
    if preposition.lower_ == "in" and noun.pos_ == "PROPN":
        return None
    return noun
