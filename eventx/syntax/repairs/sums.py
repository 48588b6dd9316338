"""Sums and to whom they go, where the parsers take both for one noun phrase: "fined Kappa 5 million euros"."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.normalize.currency import after, before
from eventx.syntax.labels import NOUNS, VERBAL, has_right
from eventx.syntax.phrases import governing_verb, is_time, object_before, words_behind
from eventx.syntax.tokens import gather, hang, word_before, word_behind

_NEAR = 5  # tokens beside a number in which its currency stands
_LONG = 20  # tokens from a sum to the next one
_CRIME = 3  # tokens behind a sum among which a crime stands
_ENDS = frozenset({"to", "for"})
"""What stands between a sum and whom or what it is for."""
_INNER = frozenset({"compound", "nummod", "amod", "nmod", "quantmod"})
_MISREAD = frozenset({"quantmod", "aux"})
"""What "to" is taken for between a number and a noun."""
_LEADING = frozenset({"ADJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN"})


class Sum(NamedTuple):
    """A sum of money: its first word, its number and the word that its phrase hangs by."""

    first: Token
    number: Token
    head: Token


def free_taker(number: Token) -> None:
    """Hang on the verb a sum and to whom it goes, not on each other: "fined *Kappa 5 million euros*"."""
    total = sum_of(number)
    if total is None or total.first.i == number.sent.start:
        return
    taker = verb = total.first.nbor(-1)
    if verb.text == "," and number.dep_ == "appos" and has_right(number.head, "relcl"):
        taker = verb = number.head  # "paid *Lund*, who left, *$4 million*"
    while verb.pos_ in _LEADING and verb.i > number.sent.start:
        verb = verb.nbor(-1)
    dative = verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("telling").dative
    if dative and taker.pos_ in NOUNS and not is_time(taker):
        _lift(total, taker, verb)
        _part(total)
        _give(total, taker, verb)


def sum_of(number: Token) -> Sum | None:
    """Return the sum that a number tells, where a currency stands before or behind it."""
    first = number.left_edge
    near = number.doc[max(number.sent.start, first.i - _NEAR) : number.i + _NEAR]
    offset = near[0].idx
    code = first.nbor(-1) if first.i > near.start and before(near.text, first.idx - offset) else None
    named = code is not None or first.tag_ == "$"
    if not named and not after(near.text, number.idx + len(number) - offset, scaled=True):
        return None
    beside = number.i + 1 < len(number.doc) and number.head == number.nbor(1)
    return Sum(code or first, number, number.head if beside or number.head == code else number)


def _lift(total: Sum, taker: Token, verb: Token) -> None:
    """Make an object of a sum that hangs on its taker, and hang on either what follows the taker."""
    if total.head.head == taker and taker.head == verb:
        hang(total.head, verb, "dobj")
        for child in [c for c in taker.rights if c.i > total.head.i]:
            hang(child, verb if child.dep_ == "prep" else total.head)


def _part(total: Sum) -> None:
    """Hang a second sum on the first, and its taker on it: "fined Kappa $5 and *Lorne $3*"."""
    for name in [c for c in total.head.rights if c.dep_ == "conj" and c.pos_ in NOUNS]:
        for other in [c for c in name.rights if c.dep_ == "nummod"]:
            hang(other, total.head, "conj")
            hang(name, other, "nmod")


def _give(total: Sum, taker: Token, verb: Token) -> None:
    """Make an object of a sum and a dative of its taker, with what stands before that."""
    if total.head.head == verb and taker.head in (verb, total.head, total.number, total.first):
        total.head.dep_ = "dobj"
        hang(taker, verb, "dative")
        for token in [t for t in taker.doc[verb.i + 1 : taker.i] if t.head in (total.head, total.number)]:
            hang(token, taker)


def free_doer(name: Token) -> None:
    """Hang on its sum who gives it, not on who had the one before: "pledged $9 to Peru and *Norway $4*"."""
    tie, number = name.head.head, word_behind(name)
    verb = tie.head if tie.head.pos_ in VERBAL else tie.head.head
    while number.head.i > number.i:
        number = number.head
    if name.pos_ != "PROPN" or name.head.dep_ != "pobj" or verb.pos_ != "VERB" or number.left_edge.i != name.i + 1:
        return
    first = object_before(verb, tie) or number
    if number.head in (verb, first) and first != number and is_sum(first) and is_sum(number):
        hang(number, first, "conj")
        hang(name, number, "nmod")


def tie_takers(tie: Token) -> None:
    """Hang "to" behind a sum on its verb, with those who get it: "$5 million *to 300 miners*", "*to dairy farmers*".

    The parsers make a range of the two numbers, or an infinitive of the first noun.
    """
    noun, total = tie.head, word_before(tie)
    while noun.dep_ in _INNER and noun.head.i > noun.i:
        noun = noun.head
    if noun == tie.head or noun.tag_ != "NNS" or is_time(noun) or after(f" {noun.text}", 0, scaled=True):
        return
    known = total.like_num and any(c.tag_ == "$" for c in total.lefts)
    if tie.dep_ not in _MISREAD or not (known or after(f" {total.text}", 0, scaled=True)):
        return
    verb = governing_verb(noun)
    if verb is None or verb.i > tie.i:
        return
    if tie.head.tag_ == "VB":
        tie.head.tag_, tie.head.pos_, tie.head.lemma_ = "NN", "NOUN", tie.head.lower_
    before = noun.doc[noun.left_edge.i : tie.i]
    for token in [t for t in before if t.head.i > tie.i]:
        hang(token, noun.head, noun.dep_)
    hang(tie, verb, "prep")
    hang(noun, tie, "pobj")


def part_sums(tie: Token) -> None:
    """Hang on each sum whom it is for, and the second on the first: "gave $5 *to Ann* and $3 *to Jon*"."""
    second = _sum_before(tie)
    joint = second[0].nbor(-1) if second is not None and second.start > tie.sent.start + 1 else None
    if second is None or joint is None or joint.lower_ not in ("and", ","):
        return
    ahead = reversed(tie.doc[max(tie.sent.start, joint.i - _LONG) : joint.i])
    other, first = next(((t, s) for t in ahead if t.lower_ in _ENDS and (s := _sum_before(t)) is not None), (tie, None))
    if first is None:
        return
    head, part = _join(first), second[-1]
    takers = [t for t in tie.doc[other.i + 1 : joint.i] if t.head.i >= joint.i]  # "the kin of the *dead* and $3"
    for token in takers[:-1]:
        hang(token, takers[-1])
    for token in takers[-1:]:
        hang(token, next(t for t in reversed(tie.doc[other.i : token.i]) if t.dep_ == "prep"), "pobj")
    hang(other, head, "prep")
    _join(second)
    hang(part, head, "conj")
    hang(joint, head, "cc" if joint.lower_ == "and" else "punct")
    hang(tie, part, "prep")


def _sum_before(tie: Token) -> Span | None:
    """Return the sum of money that ends before a preposition, with its currency: "*Rs 5 lakh* each for"."""
    at = tie.i - 2 if tie.i > 1 and tie.nbor(-1).lower_ in ("each", "apiece") else tie.i - 1
    ahead = word_behind(tie)
    if ahead.like_num or ahead.tag_ == "$" or is_time(ahead):
        return None  # "from $5 to $9", "$5 for May"
    words = tie.doc[max(tie.sent.start, at + 1 - _NEAR) : at + 1]
    number = next((t for t in reversed(words) if any(map(str.isdecimal, t.text))), None)
    if number is None:
        return None
    digits = number.idx + next(i for i, letter in enumerate(number.text) if letter.isdecimal()) - words.start_char
    signed, behind = before(words.text, digits), tie.doc[number.i + 1 : at + 1]
    named = [t for t in behind if t.lower_ not in load_lexicon("number")["scales"]]
    if signed is None or named:
        ended = after(words.text, named[0].idx - words.start_char - 1, scaled=True) if named else None
        if ended is None or ended[0] != len(words.text):
            return None
    return words.char_span(signed[0], len(words.text)) if signed is not None else tie.doc[number.i : at + 1]


def _join(total: Span) -> Token:
    """Make one noun or number of the words of a sum, which is the object of a verb before it."""
    last = gather(total, "nummod")
    last.dep_ = "dobj" if last.head.pos_ in VERBAL and last.head.i < last.i else last.dep_
    last.tag_, last.pos_ = ("CD", "NUM") if last.like_num else ("NNS", "NOUN")
    return last


def free_over(over: Token) -> None:
    """Hang on its verb what was taken for "more than" before a sum: "jailed *over* £2 million fraud".

    So is the sum before it, "fined *$3 million* over $9 million fraud". Behind a verb of handing it is its particle.
    """
    number, before = over.head, word_before(over)
    if (
        over.dep_ == "quantmod"
        and before.pos_ in VERBAL
        and before.lower_.startswith(tuple(lexicon("number").context.handing))
    ):
        hang(over, before, "prt")  # "handed *over* $3 million"
        over.tag_, over.pos_ = "RP", "ADP"
        return
    crimes = (t for t in words_behind(number, _CRIME) if t.lemma_.lower() in lexicon("telling").offences)
    verb = next((t for t in reversed(over.doc[over.sent.start : over.i]) if t.pos_ in VERBAL), None)
    if over.dep_ != "quantmod" or verb is None or not is_sum(number) or (noun := next(crimes, None)) is None:
        return
    hang(over, verb, "prep")
    hang(noun, over, "pobj")
    hang(number, noun, "nummod")
    for other in [c for c in noun.lefts if c.i < over.i and is_sum(c)]:
        hang(other, verb, "dobj")


def free_drawn(tie: Token) -> None:
    """Make a verb's object of the sum behind its particle: "will chip *in* 4 million euros"."""
    verb = tie.head
    if tie.dep_ != "prep" or tie.i != verb.i + 1 or verb.lemma_.lower() not in lexicon("repairs").drawing:
        return
    things = [c for c in tie.rights if c.dep_ == "pobj"]
    numbers = [t for c in things for t in (c, *c.lefts) if t.pos_ == "NUM"]
    if any(sum_of(number) is not None for number in numbers[:1]):
        hang(things[0], verb, "dobj")
        tie.dep_, tie.tag_ = "prt", "RP"


def join_scale(scale: Token) -> None:
    """Hang on one noun a number and the "m" of its million that are taken apart: "jailed over £3*m* fraud"."""
    number = word_before(scale)
    noun = number.head
    if number.like_num and not number.whitespace_ and noun.i > scale.i and scale.head != noun:
        scale.tag_, scale.pos_ = "CD", "NUM"
        hang(scale, noun, "nummod")
        hang(number, scale, "compound")


def is_sum(token: Token) -> bool:
    """Tell whether a word is a number or has one before it, of no time: "$4 million", "4 tonnes"."""
    return not is_time(token) and any(t.like_num or t.tag_ == "$" for t in (token, *token.lefts))


def tie_sales(share: Token) -> None:
    """Hang on a profit a share the sales that it was made on: "saw $4 a share *on revenue of $9 million*"."""
    tie = word_behind(share)
    amount = share.head.head if share.head.lower_ == "per" else share.head
    if (
        tie.lower_ == "on"
        and tie.head in (amount.head, amount.head.head)
        and amount.i < share.i
        and amount.pos_ in ("NUM", "NOUN")
    ):
        hang(tie, amount)
