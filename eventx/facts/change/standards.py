"""Standards of comparison: whether "than" and "above" set something beside what it was at another time."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import verbs, ways
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people
from eventx.mentions.units import TIMES
from eventx.syntax.labels import NOUNS, VERBAL, has_left
from eventx.syntax.phrases import governed, governing_verb, is_time, precedes, subject, words_behind

_THAN = 4  # tokens from a comparative to its "than"
_RATED = 6  # ... with a rate between them: "200 more cars *a week* than in 2023"
_REACH = 9  # tokens of a standard up to its time
_MEASURES = ("extents", "pointing", "priced", "spells")  # nouns that stand for what is measured: "the *level* of May"
SMALL = 10_000
"""Money that a price gains or loses, at most; a company's losses are greater."""
_TO_COME = frozenset({"MD", "TO"})
_WHEN = frozenset({"advmod", "npadvmod", "prep"})
_TAKEN = 12  # tokens from a verb that takes amounts off to the last of them
_PRICE = 6  # tokens behind "above" in which the price stands


def than_in_time(token: Token, clause: Clause) -> bool:
    """Tell whether "than" and a time follow: "than in 2019", "than a year ago", "than it did last year"."""
    doc, end = token.doc, clause.span.end
    rated = any(t.lower_ in lexicon("change").per for t in doc[token.i + 2 : min(token.i + _THAN, end)])
    reach = min(token.i + (_RATED if rated else _THAN), end)
    than = next((i for i in range(token.i + 1, reach) if doc[i].lower_ == "than"), end)
    return is_of_time(than + 1, clause)


def costs_more(token: Token, value: Value, clause: Clause) -> bool:
    """Tell whether something costs more than before: "will cost $6 *more*", "has become 5% *more* expensive".

    No "$6 more than the other", and none without a time: "a larger room costs $6 more".
    """
    verb = governing_verb(token.doc[value.first])
    if verb is not None and precedes(token, *lexicon("change").dear) and (value.money or value.relative):
        return verb.lemma_ in lexicon("change").becoming or any(c.lower_ == "now" for c in verb.children)
    price = value.money or (value.number.unit == "percent" and verb is not None and verb.lemma_ == "cost")
    if verb is None or not price or verb.lemma_.lower() not in lexicon("change").costing:
        return False
    timed = any(is_time(t) or t.lower_ == "now" for c in verb.children if c.dep_ in _WHEN for t in c.subtree)
    to_come = any(c.tag_ in _TO_COME for c in verb.lefts) or (timed and verb.lemma_ == "cost")
    behind = token.doc[token.i + 1 : min(token.i + _THAN, clause.span.end)]
    return to_come and all(t.lower_ != "than" for t in behind)


def compares(token: Token) -> bool:
    """Tell whether the number before a word is its own: "3% *lower*", "down 2%, but 3% *above* last year"."""
    beyond = token.lower_ in ways("beyond") and token.lower_ not in ways("forward")  # "down 2% ahead of a report"
    return token.tag_ in ("JJR", "RBR") or beyond


def is_beyond(token: Token, value: Value | None, clause: Clause) -> bool:
    """Tell how far from an earlier level something is: "38% below its high", "4 points below last year"."""
    if value is None or _is_forward(token, clause):
        return _is_forward(token, clause)
    counts = token.lower_ in lexicon("change").beyond.relative and value.number.unit != "percent"
    if value.lead == clause.span.start or value.number.unit in TIMES or _is_age(token) or counts:
        return False
    return (value.relative and _is_priced(token, value, clause)) or is_of_time(token.i + 1, clause, own=True)


def _is_forward(token: Token, clause: Clause) -> bool:
    """Tell whether a measure moved by a per cent: "turnover was *ahead* 7%", no "Smith was ahead 52% to 48%"."""
    if token.lower_ not in ways("forward"):
        return False
    at = token.i + 1 + precedes(token, "by")
    told = clause.ahead(at) or next(iter(clause.right_before(token.i)), None)
    holder = subject(token.head) or token.head
    bodies = lexicon("entities").any_of("bodies", "offices") | lexicon("persons").groups
    measure = holder.pos_ == "NOUN" and holder.lemma_.lower() not in bodies and not is_of_people(holder)
    if told is None or told.number.unit != "percent" or not measure:
        return False
    return all(v.number.unit != "percent" or v.prep != "to" for v in clause.values if v.lead > told.last)


def is_set_apart(comma: Token) -> bool:
    """Tell whether a comma parts a word of change from by how much: "was slightly up, *by* 0.3%"."""
    return comma.text == "," and precedes(comma, "by")


def is_of_place(token: Token, clause: Clause) -> bool:
    """Tell whether "off" tells where something is, and no change: "400 people *off* the coast", "44 *off* 20 balls".

    Nor does it tell one with a verb that is done to more than the number: "pays *off* $4bn loan", "wiped $3bn off its
    debt and $1bn *off* its deficit".
    """
    value, level = next(iter(clause.right_before(token.i)), None), clause.ahead(token.i + 1)
    word = verbs().get(token.head.lower_)
    if word is not None and word.base in lexicon("change").taking:
        return True  # the verb tells it: "shaved two seconds *off* the record"
    things = [c for c in token.head.rights if c.dep_ == "dobj"] if token.dep_ == "prt" else []
    if level is not None and any(c.i > level.last for c in things):
        return True
    if value is not None and _is_taken(value, clause):
        return True
    bare = value is not None and not (value.relative or value.money)
    if value is not None and bare and is_size(value, clause):
        return lifted_off(token) is None  # "took two years off his sentence", no "40 miles off the coast"
    return bare and (governed(token) is not None or clause.ahead(token.i + 1) is not None)


def is_size(value: Value, clause: Clause) -> bool:
    """Tell whether a number is of a length, a weight, a time, or of nothing counted: "*40 million* off profit"."""
    counted, terms = clause.counted(value), lexicon("change")
    words = {value.number.unit, counted.lemma_.lower() if counted is not None else ""}
    return not words.isdisjoint(terms.lengths | terms.measures) or (counted is not None and counted.pos_ == "ADP")


def lifted_off(off: Token) -> Token | None:
    """Return what somebody takes something off: "took two years off *his sentence*", no "a week off work"."""
    held, terms = governed(off), lexicon("change")
    lifts = off.lower_ == "off" and off.head.pos_ == "VERB" and off.head.lemma_.lower() in terms.lifting
    given = held is not None and has_left(held, "det", "poss") and held.lemma_.lower() not in terms.resting
    return held if lifts and given else None


def _is_taken(value: Value, clause: Clause) -> bool:
    """Tell whether the last verb before an amount takes it off something: "wiped $3bn off its debt and *$1bn* off"."""
    numbers = {i for other in clause.values for i in range(other.first, other.last)}  # "m" is taken for a verb
    before = reversed(clause.span.doc[max(clause.span.start, value.lead - _TAKEN) : value.lead])
    verb = next((t for t in before if (t.pos_ in VERBAL and t.i not in numbers) or t.lower_ == "with"), None)
    return verb is not None and verb.lemma_ in lexicon("change").taking


def moves_price(verb: Token, value: Value, clause: Clause) -> bool:
    """Tell whether an amount is how far a price or index moved: "tin *put on 3 cents*", no "put on $9 of plays"."""
    holder, after = subject(verb), clause.counted(value)
    if (whole := clause.whole(value, ("in", "of"))) is not None and whole.lemma_ in lexicon("change").dimensions:
        return True  # "put on 8kg in weight"
    rated = after is not None and after.lower_ in lexicon("change").per  # "9p *a* kilo"
    ends = rated or after is None or after.is_punct or after.pos_ in ("ADP", "CCONJ", "SCONJ") or is_time(after)
    moves = holder is not None and holder.pos_ in NOUNS and not is_of_people(holder)
    if is_of_index(value, clause):
        return moves
    return value.money and (value.number.value or 0) < SMALL and ends and moves


def is_of_index(value: Value, clause: Clause) -> bool:
    """Tell whether a bare number is how far an index moved: "the Nasdaq *gave up 53.16* to 3,858.96"."""
    moved, counted = value.number.value, clause.counted(value)
    behind = (v for v in clause.values if v.prep == "to" and v.lead == value.last + 1 and v.number.unit is None)
    levels = [v.number.value for v in behind]
    bare = not value.money and value.number.unit is None and (counted is None or counted.lower_ == "to")
    return bare and moved is not None and moved % 1 != 0 and any(v is not None and v > moved for v in levels)


def _is_age(token: Token) -> bool:
    """Tell whether an age follows, which says who is meant: "40 children *under five*", "under the *age* of 12"."""
    behind = words_behind(token, 2)
    bare = any(t.like_num and not (t.is_digit and len(t) > 2) for t in behind[:1])  # no "40 people below 2019"
    return bare or any(t.lemma_.lower() == "age" for t in behind)


def _is_priced(token: Token, value: Value, clause: Clause) -> bool:
    """Tell whether a price paid or reached before follows: "its high", "the closing price"."""
    near = token.doc[token.i + 1 : min(token.i + _PRICE, clause.span.end)]
    priced = any(t.lemma_.lower() in lexicon("change").priced for t in near)
    held = token.doc[value.lead - 1].pos_ in VERBAL and not any(t.like_num and len(t) != 4 for t in near)
    return priced and held


def is_of_time(at: int, clause: Clause, own: bool = False) -> bool:
    """Tell whether a standard is of another time: "last year", "those of a year ago", "where it was in 2019".

    ``own``: whether it must be the same measure, and no other thing that has a time: no "under a *deal* signed in May".
    """
    standard = clause.span.doc[at : min(at + _REACH, clause.span.end)]
    standard = standard[1:] if standard[:1].text.lower() == "of" else standard  # "ahead *of* last year"
    own = own and standard[:1].text.lower() not in ("where", "what")
    for token in standard:
        if is_time(token) or (not own and token.lower_ in lexicon("change").times):
            return True
        if token.is_punct or token.pos_ in ("PROPN", "CCONJ"):
            return False  # "than Chad's last year"
        known = lexicon("change").any_of(*_MEASURES) - lexicon("modality").forecast.nouns
        if own and token.pos_ == "NOUN" and token.lemma_.lower() not in known:
            return False  # no "short of its *target* last year"
    return False


def is_level_before(value: Value, share: Value | None, final: Value | None, clause: Clause) -> bool:
    """Tell whether a share is of the level before: "7% *more than the $9* of 2021", "fell 7% compared to $9 in May"."""
    before = clause.span.doc[value.lead : value.first].text.lower()
    compared = before.endswith("than the") or value.prep in lexicon("change").comparing
    counted = clause.counted(value)
    level = value.number.per is None and (value.money or (counted is not None and not is_time(counted)))
    sized = share is not None and share.relative and not value.relative
    alike = final is None or final.money == value.money
    return compared and level and sized and alike and value.prep != "to" and is_of_time(value.reach, clause)


def is_foreseen(noun: Token) -> bool:
    """Tell whether a change is only what was foreseen: "compared with a median forecast *for a 2% rise*"."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") else noun
    return over is not noun and over.lemma_.lower() in lexicon("modality").forecast.nouns
