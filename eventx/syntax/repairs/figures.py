"""Figures hung where they belong: levels, scores, parts of a whole, how far a figure moved."""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.government import is_expectation
from eventx.syntax.labels import AUXILIARIES, NOUN_SUBJECTS, NOUNS, PLURAL, VERBAL, WITHIN, has_left, has_right
from eventx.syntax.repairs.sums import is_sum
from eventx.syntax.tokens import hang

_COMPLEMENTS = ("dobj", "ccomp", "xcomp", "prep", "oprd", "attr")
_PARTS = frozenset({"%", "percent", "pct", "cent", "points", "point"})
_SIZES = 3  # tokens from an amount to who expected it


def free_level(than: Token) -> None:
    """Hang a level on the verb that reaches it, not on what was expected: "rose more than expected to 3%"."""
    expected = than.head
    if not is_expectation(expected):
        return
    verb = expected.head
    while verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    for child in [c for c in expected.rights if c.dep_ == "prep" and c.lower_ in lexicon("repairs").levels]:
        hang(child, verb)


def free_score(number: Token) -> None:
    """Hang a score on the verb, and who is beaten, too: "beat Lorne 2-0"."""
    side = number.nbor(-1) if number.i and number.head.pos_ == "VERB" else number.head
    verb = side.head
    if number.i + 2 >= len(number.doc) or number.i - side.i != 1 or side.pos_ != "PROPN" or verb.pos_ != "VERB":
        return
    mark, other = number.nbor(1), number.nbor(2)
    if mark.text in ("-", "–") and other.like_num and side.i > verb.i and side.dep_ in ("npadvmod", "dobj"):
        side.dep_ = "dobj"
        for token in (number, mark, other):
            if token.head in (side, verb, number, other):
                hang(token, verb, "npadvmod")


def free_votes(by: Token) -> None:
    """Hang by how many votes something is decided on that verb: "rejected a plan to cut fares *by 40 votes to 9*"."""
    words = lexicon("repairs")
    inner = by.head
    decides = next((t for t in inner.ancestors if t.lemma_.lower() in words.deciding), None)
    if decides is None or inner.lemma_.lower() in words.deciding or all(c.lower_ != "votes" for c in by.rights):
        return
    for tie in [by, *(c for c in inner.rights if c.lower_ == "to" and c.i > by.i)]:
        hang(tie, decides)


def tie_whole(number: Token) -> None:
    """Hang on a number what it is a part of, not on the verb: "is shutting *14 of its 50 shops*"."""
    tie = number.nbor(1) if number.i + 1 < len(number.doc) else number
    if tie.lower_ == "of" and tie.head == number.head and number.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj"):
        hang(tie, number)


def tie_move(way: Token) -> None:
    """Hang how far a figure moved on the relative clause that tells it: "lost to Kappa, which sold 4 cars, *up 9%*"."""
    comma = way.nbor(-1) if way.i > way.sent.start + 1 else way
    if comma.text != "," or way.dep_ != "advmod" or all(c.dep_ != "npadvmod" for c in way.children):
        return
    figure = comma.nbor(-1)
    clause = next((t for t in chain((figure,), figure.ancestors) if t.dep_ == "relcl"), None)
    if clause is not None and way.head.is_ancestor(clause) and way.head.i < clause.i and is_sum(figure):
        hang(way, clause)


def tie_percent(per: Token) -> None:
    """Hang on its "per cent" a number that was hung on the noun before it: "sent tin *12 per cent* up"."""
    if per.i == 0 or per.i + 1 == len(per.doc):
        return
    number, cent = per.nbor(-1), per.nbor(1)
    if cent.lower_ == "cent" and number.dep_ == "nummod" and number.head.i < number.i:
        hang(number, cent)


def tie_ages(first: Token) -> None:
    """Hang on those whose ages are told the first of two: "spending by *18- to* 34-year-olds"."""
    to = first.nbor(1) if first.i + 2 < len(first.doc) else first
    noun = to.nbor(1) if to.lower_ in ("to", "and", "or") else first
    while noun != first and noun.dep_ in WITHIN and noun.head.i > noun.i:
        noun = noun.head
    if noun.i <= to.i + 1 or noun.is_ancestor(first):
        return
    hang(noun, first.head, first.dep_)
    hang(first, noun, "nummod")
    hang(to, noun, "cc")


def tie_hope(verb: Token) -> None:
    """Make a relative clause of who expected an amount: "below *the 5 per cent analysts had expected*".

    The parsers take the amount for one of those who expected it, and the main verb for what they expected.
    """
    who = _hoping(verb)
    amount = _amount_before(who) if who is not None else None
    if who is None or amount is None or who.left_edge.i <= who.sent.start:
        return
    first, before = who.left_edge, who.left_edge.nbor(-1)
    told = next((c for c in verb.lefts if c.dep_ == "ccomp"), verb) if verb.dep_ == "ROOT" else verb.head
    over = who.head if told == who else told
    if over == verb:
        return
    hang(over, over if verb.dep_ == "ROOT" else over.head)
    over.dep_ = "ROOT" if verb.dep_ == "ROOT" else over.dep_
    for word in [c for c in verb.children if c != over and (c.i < first.i or c.dep_ == "punct")]:
        hang(word, over, "prep" if word.dep_ == "mark" else word.dep_)
    held = {"ADP": "pobj", "SCONJ": "pobj", "VERB": "dobj"}.get(before.pos_)
    hang(amount, before if held else over, held or "npadvmod")
    for word in [t for t in who.doc[first.i : amount.i] if t.head in (who, amount) or t.lower_ == "per"]:
        hang(word, amount, "nummod" if word.like_num else word.dep_)
    hang(who, verb, "nsubj")
    hang(verb, amount, "relcl")


def _hoping(verb: Token) -> Token | None:
    """Return who expected something that no word behind the verb tells."""
    if verb.pos_ != "VERB" or verb.dep_ == "relcl" or has_right(verb, *_COMPLEMENTS) or verb.tag_ in ("VB", "VBG"):
        return None
    own = next((c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS), None)
    if own is not None:
        return own if own.pos_ in NOUNS and not has_left(verb, "auxpass") else None
    first = next((c for c in verb.lefts if c.dep_ in AUXILIARIES), verb)
    noun = first.nbor(-1) if first.i > verb.sent.start else verb
    return noun if noun.pos_ in NOUNS and noun.tag_ in PLURAL else None


def _amount_before(who: Token) -> Token | None:
    """Return the last word of an amount that stands before those who expected it, and does not count them."""
    near = reversed(who.doc[max(who.left_edge.i, who.i - _SIZES) : who.i])
    amount = next((t for t in near if t.lower_ in _PARTS or t.text[0].isdigit() or t.like_num), None)
    phrase = who.doc[who.left_edge.i : amount.i] if amount is not None else ()
    sized = amount is not None and (amount.lower_ in _PARTS or any(t.is_currency for t in phrase))
    return amount if sized and any(t.lower_ == "the" for t in phrase) else None


def tie_forecast(by: Token) -> None:
    """Make a participle of what was taken for a noun: "a loss below *the $5 million forecast by* analysts"."""
    forecast = by.head
    noun = forecast.nbor(-1) if forecast.i > forecast.sent.start else forecast
    if forecast.i + 1 != by.i or forecast.lower_ != "forecast" or noun.head != forecast or noun.pos_ in VERBAL:
        return
    counted = any(t.like_num or t.is_currency for t in forecast.doc[forecast.left_edge.i : forecast.i])
    if not counted or (noun.like_num and forecast.dep_ == "dobj"):  # "missed the $5 million *forecast by* analysts"
        return
    hang(noun, noun if forecast.dep_ == "ROOT" else forecast.head, forecast.dep_)
    for word in [c for c in forecast.lefts if c != noun]:
        hang(word, noun)
    forecast.tag_, forecast.pos_, forecast.lemma_ = "VBN", "VERB", "forecast"
    hang(forecast, noun, "acl")
    by.dep_ = "agent"
