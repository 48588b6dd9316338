"""What was expected of a figure: levels and amounts that the parsers hang on those who expected them."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.government import is_expectation
from eventx.syntax.labels import (
    ATTRIBUTES,
    AUXILIARIES,
    NOUN_SUBJECTS,
    NOUNS,
    PLURAL,
    VERBAL,
    first_left,
    has_left,
    has_right,
)
from eventx.syntax.phrases import precedes
from eventx.syntax.tokens import hang, hang_instead, word_before

_COMPLEMENTS = ("dobj", "ccomp", "xcomp", "prep", "oprd", "attr")
_PREMODIFYING = frozenset({"det", "poss", "compound", "amod", "nmod", "nummod"})
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


def tie_hope(verb: Token) -> None:
    """Make a relative clause of who expected an amount: "below *the 5 per cent analysts had expected*".

    The parsers take the amount for one of those who expected it, and the main verb for what they expected.
    """
    who = _hoping(verb)
    amount = _amount_before(who) if who is not None else None
    if who is None or amount is None or who.left_edge.i <= who.sent.start:
        return
    first, before = who.left_edge, who.left_edge.nbor(-1)
    told = (first_left(verb, "ccomp") or verb) if verb.dep_ == "ROOT" else verb.head
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
    own = first_left(verb, *NOUN_SUBJECTS)
    if own is not None:
        return own if own.pos_ in NOUNS and not has_left(verb, "auxpass") else None
    first = first_left(verb, *AUXILIARIES) or verb
    noun = first.nbor(-1) if first.i > verb.sent.start else verb
    return noun if noun.pos_ in NOUNS and noun.tag_ in PLURAL else None


def _amount_before(who: Token) -> Token | None:
    """Return the last word of an amount that stands before those who expected it, and does not count them."""
    near = reversed(who.doc[max(who.left_edge.i, who.i - _SIZES) : who.i])
    parts = lexicon("government").sizes
    amount = next((t for t in near if t.lower_ in parts or t.text[0].isdigit() or t.like_num), None)
    phrase = who.doc[who.left_edge.i : amount.i] if amount is not None else ()
    sized = amount is not None and (amount.lower_ in parts or any(t.is_currency for t in phrase))
    return amount if sized and any(t.lower_ == "the" for t in phrase) else None


def tie_forecast(by: Token) -> None:
    """Make a participle of what was taken for a noun: "a loss below *the $5 million forecast by* analysts"."""
    forecast = by.head
    noun = word_before(forecast)
    if forecast.i + 1 != by.i or forecast.lower_ != "forecast" or noun.head != forecast or noun.pos_ in VERBAL:
        return
    counted = any(t.like_num or t.is_currency for t in forecast.doc[forecast.left_edge.i : forecast.i])
    if not counted or (noun.like_num and forecast.dep_ == "dobj"):  # "missed the $5 million *forecast by* analysts"
        return
    hang_instead(noun, forecast)
    for word in [c for c in forecast.lefts if c != noun]:
        hang(word, noun)
    forecast.tag_, forecast.pos_, forecast.lemma_ = "VBN", "VERB", "forecast"
    hang(forecast, noun, "acl")
    by.dep_ = "agent"


def free_forecaster(cue: Token) -> None:
    """Make a verb of a word taken for a noun between who forecasts and what: "Fitch *says* rents will fall"."""
    led = cue.pos_ not in VERBAL and not precedes(cue, "of") and has_left(cue, *NOUN_SUBJECTS)
    if led and has_right(cue, "dobj", "ccomp") and not has_left(cue, *_PREMODIFYING):
        _make_verb(cue)  # "Pellton last month *forecast* revenue of $9 billion"
    told = _foretold(cue)
    if told is None or cue.i == cue.sent.start or cue.nbor(-1).pos_ not in NOUNS:
        return
    verb, noun = told
    who = cue.nbor(-1)
    while cue.sent.start <= who.head.i < who.i and who.head.pos_ not in VERBAL:
        who = who.head  # "the *head* of the bank predicts"
    while who.dep_ in _PREMODIFYING and who.head.i < cue.i and who.head.pos_ in NOUNS:
        who = who.head
    above = [c for t in (noun, cue, verb, *noun.lefts) for c in t.lefts if c.i < cue.i and c != who]
    hang_instead(cue, verb)
    hang(verb, cue, "ccomp")
    hang(noun, verb, "nsubj")
    hang(who, cue, "nsubj")
    _make_verb(cue)
    for word in above:
        hang(word, who if word.dep_ in _PREMODIFYING and word.i < who.i else cue)


def _foretold(cue: Token) -> tuple[Token, Token] | None:
    """Return the verb of what will be, and its subject, whose phrase a word has been taken into."""
    over = cue.head if cue.dep_ in ATTRIBUTES else cue
    over = over.head if over.dep_ in ("compound", "nmod") else over
    verb = over.head
    noun = next((c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS and c.i > cue.i), None)
    own = noun is not None and over in (noun, cue) and over.dep_ in NOUN_SUBJECTS
    helped = next((c for c in verb.lefts if c.tag_ == "MD"), None)
    if noun is None or not own or helped is None or helped.i < noun.i:
        return None
    between = noun.doc[cue.i + 1 : noun.i]
    return (verb, noun) if all(t.pos_ in (*NOUNS, "ADJ", "DET", "NUM") or t.tag_ == "POS" for t in between) else None


def _make_verb(cue: Token) -> None:
    cue.tag_, cue.pos_, cue.lemma_ = "VBZ" if cue.lower_.endswith("s") else "VBD", "VERB", cue.lower_.removesuffix("s")


def tie_outlook(tie: Token) -> None:
    """Hang on an expectation what it is for, not on the verb: "kept its forecast *for* sales unchanged"."""
    before = word_before(tie)
    held = tie.dep_ == "prep" and before.dep_ == "dobj" and before.head == tie.head
    if held and before.lemma_.lower() in lexicon("modality").forecast.nouns:
        hang(tie, before)
