"""Verbs beside sums that are read as nouns: "Debts of $4 million *weigh* on it", "Minister *pledges* $4 million"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ADNOMINAL, COMPOUNDING, FINITE, NOUN_SUBJECTS, NOUNS, first_right, has_right
from eventx.syntax.lemmas import bases
from eventx.syntax.phrases import is_time, words_behind
from eventx.syntax.repairs.sums import Sum, sum_of
from eventx.syntax.tokens import hang, hang_instead, word_before, word_behind

_NEAR = 5  # tokens before a number in which "of" stands
_EVERY = frozenset({"a", "an", "per"})
_WHOLE = frozenset({"ROOT", "ccomp", "dep"})
"""What a noun is whose verb is hidden."""
_BARE = frozenset({"NN", "VB", "VBP"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "dep"})


def free_plural(number: Token) -> None:
    """Make the verb of a plural of what its sum seems to count: "Debts of $40 million *weigh* on it"."""
    total = Sum(number, number, number) if _has_sign(number) else sum_of(number)
    tie = _tie_before(number) if total is not None else None
    if total is None or tie is None:
        return
    noun, last = tie.nbor(-1), total.head
    behind = word_behind(last)
    rate = words_behind(behind) if behind.lower_ in _EVERY else ()
    verb = word_behind(rate[-1] if rate else behind) if behind.lower_ in (*_EVERY, "each") else behind
    if noun.tag_ != "NNS" or not _may_be_plural(verb, noun):
        return
    hang(tie, noun, "prep")
    hang(last, tie, "pobj")
    for word in rate:
        hang(word, last, "npadvmod")
        hang(behind, word, "det")
    _take_plural(verb, noun)


def _tie_before(number: Token) -> Token | None:
    """Return the "of" before the number of a sum, its sign and its bounds: "*of* more than $4 million"."""
    ahead = reversed(number.doc[max(number.sent.start + 1, number.i - _NEAR) : number.i])
    inner = takewhile(lambda t: t.lower_ in lexicon("topic").bounds or t.tag_ in ("$", "CD", "IN"), ahead)
    return next((t for t in inner if t.lower_ == "of"), None)


def _may_be_plural(verb: Token, noun: Token) -> bool:
    """Tell whether a word read as a noun may be the verb of a plural, in a sentence that has none or is a title."""
    form, known = verb.lower_, verb.lower_ in lexicon("titles").any_of("verbs", "moves")
    bare = verb.tag_ in _BARE or form in lexicon("lemma").unmarked or (known and verb.tag_ == "JJ")
    if not bare or not verb.is_alpha or not verb.is_lower or is_time(verb):
        return False
    if noun.head == verb:
        return noun.dep_ in NOUN_SUBJECTS and verb.tag_ == "NN"
    alone = not any(t.tag_ in FINITE and t.dep_ in _MAIN for t in (noun, *noun.children))
    told = noun.sent[-1].text == "." and verb.i + 2 < noun.sent.end and form not in _sums_by_name()
    return noun.dep_ in _WHOLE and alone and (known or told) and verb.dep_ != "ROOT"


def _sums_by_name() -> frozenset[str]:
    """Return what a sum may be of, and is no verb: "prizes of £500 *cash*"."""
    return lexicon("topic").any_of("tender", "amounts")


def _take_plural(verb: Token, noun: Token) -> None:
    """Make a word the verb of a plural, and of the phrase right behind it its object: "Orders lift *shares*"."""
    objects = [t for t in verb.sent if t.pos_ in NOUNS and t.left_edge.i in (verb.i, verb.i + 1) and t.i > verb.i]
    below = [c for c in noun.rights if c.i > verb.i]
    if noun.head != verb:
        hang_instead(verb, noun)
    verb.tag_, verb.pos_, verb.lemma_ = "VBP", "VERB", verb.lower_
    hang(noun, verb, "nsubj")
    for thing in objects[-1:]:
        hang(thing, verb, "npadvmod" if is_time(thing) else "dobj")
    for child in [*below, *(c for c in noun.lefts if c.dep_ in ("cc", "mark"))]:
        hang(child, verb, "advcl" if child.dep_ in ADNOMINAL else child.dep_)


def free_clause_behind(number: Token) -> None:
    """Make an object of a sum that is hung on the subject of the clause behind: "spent *$3* and firms invested $2"."""
    tie, noun = first_right(number, "cc"), number.head
    verb = noun.head
    giver = verb.head
    if tie is None or number.dep_ != "nummod" or (noun.dep_, verb.dep_) != ("nsubj", "ccomp"):
        return
    if giver.i < number.i < noun.i < verb.i and not has_right(giver, "dobj") and giver.pos_ == "VERB":
        hang(number, giver, "dobj")
        hang(tie, giver)
        verb.dep_ = "conj"


def free_giver(number: Token) -> None:
    """Make the verb of somebody of what is read as a noun before a sum: "Prime minister *pledges* £2bn for rail"."""
    verb = word_before(word_before(number) if _has_sign(number) else number)
    who, known = word_before(verb), lexicon("titles").any_of("verbs", "moves")
    base = next((form for form in bases(verb.lower_) if form in known), None)
    office = who.dep_ in COMPOUNDING and who.head == verb and who.lower_ in lexicon("names").office
    if verb.tag_ != "NNS" or base is None or not office or (not _has_sign(number) and sum_of(number) is None):
        return
    verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", base
    for word in [c for c in verb.lefts if c != who]:
        hang(word, who)
    hang(who, verb, "nsubj")
    total = number
    while total.head != verb and total.head.i > total.i:
        total = total.head
    hang(total, verb, "dobj")


def _has_sign(number: Token) -> bool:
    """Tell whether the sign of a currency stands before a number: "up to *£4* million"."""
    return any(c.tag_ == "$" for c in number.lefts)
