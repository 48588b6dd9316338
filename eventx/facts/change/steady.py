"""Steadiness: the words that tell that nothing changed."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import forms
from eventx.lexicons import lexicon
from eventx.mentions.nouns import is_quoted
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import NOUNS, first_left, first_right, has_left, has_right
from eventx.syntax.phrases import governed, is_time, precedes, subject, words_behind

_NEAR = 4  # tokens before a flat word in which its verb stands
_REACH = 9  # tokens from a verb of staying to its level
OBJECT_PARTS = frozenset({*NOUNS, "ADJ", "ADV", "DET", "NUM", "PART", "PRON"})
_TIES = frozenset({"on", "of", "for"})


def is_unmoved(token: Token, clause: Clause) -> bool:
    """Tell whether a word tells that nothing changed: "was unchanged", "flat at 5", "little changed"."""
    before, after, terms = clause.before(token), clause.after(token), lexicon("change").flat
    if token.lower_ == "changed":
        little = before is not None and before.lower_ in terms.hardly and token.dep_ != "amod"
        return little or _does_not_change(token, clause)
    while after is not None and after.text == ",":
        after = clause.after(after)
    level = after is not None and after.lower_ == "at" and clause.ahead(after.i + 1) is not None
    near = token.doc[max(clause.span.start, token.i - _NEAR) : token.i]
    kept = token.dep_ == "oprd" and token.head.lemma_ in terms.keeping  # "kept its stake in Alba *steady*"
    held = kept or (token.dep_ != "amod" and any(t.lemma_ in terms.verbs for t in near))  # no "a steady stream"
    bare = before is not None and is_market(before) and clause.span.root in (before, token)
    alone = bare and _ends(clause.after(token))  # "Oil steady as traders wait"
    still = token.lower_ in terms.still and (held or alone or _is_set_off(token, clause))
    return level or still or token.lower_ == "unchanged"


def _is_set_off(token: Token, clause: Clause) -> bool:
    """Tell whether a comma parts a flat word from the level before it: "sales of $4 million, *flat*"."""
    before, after = clause.before(token), clause.after(token)
    told = before is not None and before.text == "," and any(0 <= before.i - v.last < _REACH for v in clause.values)
    return told and _ends(after) and token.pos_ not in NOUNS


def _ends(after: Token | None) -> bool:
    """Tell whether a flat word before a token ends its clause."""
    return after is None or after.is_punct or after.is_space or after.pos_ in ("ADP", "ADV", "SCONJ")


def is_market(noun: Token) -> bool:
    """Tell whether a noun is a price or what is traded: "prices", "crude", "the dollar"."""
    return noun.pos_ in NOUNS and (is_quoted(noun) or noun.lower_ in lexicon("change").traded)


def is_steadied(token: Token) -> bool:
    """Tell whether a verb of steadying tells that a price is steady: "oil steadied", no "steadied the boat"."""
    held = subject(token)
    return held is not None and is_market(held) and not has_right(token, "dobj")


def fails_to_move(token: Token, clause: Clause) -> bool:
    """Tell whether a measure is told not to have moved: "output *failed* to grow"; no "failed to grow by 3%"."""
    verb, held = first_right(token, "xcomp"), subject(token)
    measure = held is not None and held.pos_ == "NOUN" and not is_of_people(held)
    measure = measure and held is not None and held.lemma_.lower() not in lexicon("persons").groups
    moves = verb is not None and verb.tag_ == "VB" and verb.lemma_ in lexicon("change").flat.growing
    return moves and measure and not any(token.i < v.first <= token.i + _REACH for v in clause.values)


def shows_none(noun: Token, clause: Clause) -> bool:
    """Tell whether a measure shows no change: "output showed *no growth* in May", "no change in prices"."""
    if is_no_change(noun) is not None or _does_not_change(noun, clause):
        return True
    verb, terms = noun.head, lexicon("change")
    held = subject(verb) if noun.dep_ == "dobj" and has_left(noun, "det") else None
    none = any(c.lower_ == "no" for c in noun.lefts) and noun.lemma_.lower() in lexicon("direction").nouns.up
    shows = verb.lemma_ in terms.recording | terms.flat.showing
    told = any(verb.i < v.first <= noun.i + _REACH for v in clause.values)
    return none and shows and held is not None and held.pos_ == "NOUN" and not (is_of_people(held) or told)


def is_on_hold(token: Token, clause: Clause) -> bool:
    """Tell whether a rate is "on hold", without the level that tells it: "rates were kept on hold in May"."""
    before, after, terms = clause.before(token), clause.after(token), lexicon("change")
    if before is None or before.lower_ != "on" or (after is not None and after.lower_ == "at"):
        return False
    verb = clause.before(before)
    held = subject(verb) if verb is not None and verb.lemma_ in terms.flat.holding else None
    return held is not None and held.lower_ in lexicon("direction").rates


def stays_at(token: Token, clause: Clause) -> bool:
    """Tell whether a level stays: "imports held at $4 million", "kept its rate at 9%"; no "talks held at 3"."""
    if token.pos_ != "VERB" or token.dep_ in ("acl", "amod"):
        return False  # "the number remaining at 2,000"
    if _is_frozen(token):
        return True
    passive = has_left(token, "auxpass")
    level = next((v for v in clause.values if v.prep == "at" and 0 < v.governor(token.doc) - token.i <= _REACH), None)
    if level is None or (passive and not (level.relative or level.money)):  # "the meeting was held at 5"
        return False
    if (token.lemma_ == "leave" and not _is_rate(token)) or (token.lemma_ == "stand" and not precedes(token, "still")):
        return False
    counted = clause.counted(level)
    bare = counted is None or counted.pos_ not in NOUNS
    between = token.doc[token.i + 1 : level.governor(token.doc)]
    if any(t.lower_ in lexicon("change").flat.words or (t.dep_ == "attr" and t.pos_ in NOUNS) for t in between):
        return False  # "unchanged at 5" tells it; "remained the main supplier at $3 million"
    return (level.relative or level.money or bare) and all(t.pos_ in OBJECT_PARTS or t.lower_ in _TIES for t in between)


def _is_frozen(verb: Token) -> bool:
    """Tell whether prices or pay are told to stay: "rail *fares* were frozen in May", no "froze their assets"."""
    held, terms = first_right(verb, "dobj") or first_left(verb, "nsubjpass"), lexicon("change")
    freezes = verb.pos_ == "VERB" and verb.lower_ in forms("flat", "freezing") and verb.dep_ not in ("acl", "amod")
    return freezes and held is not None and held.lemma_.lower() in terms.prices | terms.flat.frozen


def is_no_change(noun: Token) -> Token | None:
    """Return the measure that is told not to have changed: "no change in the *number* of beds", no "in policy"."""
    none = noun.lower_ == "change" and noun.pos_ == "NOUN" and any(c.lower_ in ("no", "little") for c in noun.lefts)
    held = next((governed(c) for c in noun.rights if c.lower_ == "in"), None) if none else None
    terms = lexicon("change")
    measure = held is not None and held.lemma_.lower() in terms.prices | terms.flat.frozen | terms.flat.still_of
    return held if measure else None


def _does_not_change(verb: Token, clause: Clause) -> bool:
    """Tell whether a measure is told not to change: "fuel prices did not *change* in May", no "his mood did not"."""
    moves = verb.lower_ in ("change", "changed") and verb.pos_ == "VERB" and has_left(verb, "neg")
    if not moves or has_right(verb, "dobj") or any(v.first > verb.i for v in clause.values):
        return False
    held, terms = first_left(verb, "nsubj"), lexicon("change")
    return held is not None and held.lemma_.lower() in terms.prices | terms.flat.frozen | terms.flat.still_of


def _is_rate(verb: Token) -> bool:
    """Tell whether a rate is left as it was: "left its *rate* at 7%", no "leaving debts at $5 million"."""
    held = first_right(verb, "dobj") or first_left(verb, "nsubjpass")
    return verb.tag_ != "VBG" and held is not None and held.lower_ in lexicon("direction").rates


def is_offered(token: Token) -> bool:
    """Tell whether something is put "up for sale" or "up for grabs"; not "up for the week", "up for May"."""
    behind = words_behind(token, 2)
    return len(behind) == 2 and behind[0].lower_ == "for" and behind[1].tag_ in ("NN", "NNS") and not is_time(behind[1])


def kept_level(flat: Token, clause: Clause) -> Value | None:
    """Return the level that is kept, told before a flat word: "left its target of *$5 million* unchanged"."""
    doc, at, keeping = clause.span.doc, flat.i, lexicon("change").flat.keeping
    of = (v for v in clause.values if v.prep == "of" and v.last <= at)
    told = [v for v in of if all(t.pos_ == "NOUN" or t.lower_ in lexicon("change").per for t in doc[v.last : at])]
    return told[-1] if told and any(t.lemma_ in keeping for t in doc[clause.span.start : told[-1].lead]) else None
