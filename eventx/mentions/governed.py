"""What an amount measures where a noun or a verb governs it: "sales totalled $5 million", "priced the shares at $5"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.nouns import climb, core, is_amount, meant, top_of
from eventx.mentions.persons import is_of_people
from eventx.mentions.repeats import Amount, Found
from eventx.mentions.wholes import order_for, priced_by, whole_of
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import (
    ADNOMINAL,
    NOUNS,
    PATIENTS,
    SUBJECTS,
    VERBAL,
    first_left,
    first_right,
    has_child,
    has_left,
    has_right,
)
from eventx.syntax.phrases import ancestors, antecedent, governing_verb, is_time, object_before, subject, words_behind
from eventx.syntax.tokens import word_behind

if TYPE_CHECKING:
    from eventx.mentions.measured import Measured

_LASTING = {"unit": ("stretch", "span", "extend", "run"), "spell": ("last", "run")}
_SMALL = 10_000  # money that a price gains or loses; a company's losses are greater


def governed_by(self: Measured, amount: Amount) -> Found:
    """Be governed by a noun or a verb."""
    top = top_of(amount.first, amount.last)
    head, tie = climb(top, amount.first)
    if top.dep_ == "nsubj" and head.lemma_ == "be":  # "of that, $2 million is a loan"
        noun = first_right(head, "attr")
        judged = noun is not None and has_right(top, *ADNOMINAL) and not is_amount(noun)  # "the $5 paid was a joke"
        return () if self.counts or judged else self.noun(noun) or ()
    if head.pos_ in NOUNS and (tie is not None or self.extents):
        told = _of_noun(self, head, tie, amount)
        if told is not None:
            return told
        head = governing_verb(head) or head
    if head.lower_ == "worth" and not self.counts:
        return self.noun(_worth(head), led=True) or ()
    held = tie.nbor(-1) if tie is not None and tie.lower_ == "at" and tie.i > 1 else None
    if held is not None and held.pos_ in NOUNS and held.dep_ == "pobj" and held.head.lower_ == "with":
        return self.noun(held, led=True) or ()  # "with *oil* at $80"
    return _of_verb(self, head, tie, amount) if head.pos_ in VERBAL and head.i < amount.first.i else None


def _worth(word: Token) -> Token | None:
    """Return the noun that is "worth" so much: "a *fund* worth $5 million", "the fund is worth"."""
    stands = word.head.pos_ in NOUNS or word.head.lower_ == "one"
    found = object_before(word.head, word) if not stands else word.head
    found = found or subject(word.head) or _described(word.head)  # "a *ring* said to be worth"
    return found and order_for(found)


def linked(self: Measured, amount: Amount) -> Found:
    """Stand behind a verb of being that the parser has not tied it to: "the cost was well under $10 million"."""
    i, words, doc = amount.first.i - 1, lexicon("topic"), amount.first.doc
    while i > 0 and (doc[i].lower_ in words.bounds or doc[i].pos_ == "ADV" or doc[i].lower_ in words.levels):
        i -= 1
    worth = i > 0 and doc[i].lower_ == "worth"
    verb = doc[i - worth]
    if verb.lemma_.lower() not in words.being or verb.pos_ not in VERBAL:
        return None
    costing = _described(verb) if verb.dep_ == "acl" and verb.tag_ == "VBG" else None  # "a bridge *costing* $5 million"
    found = costing or subject_of(verb)
    return self.noun(found, led=worth or _costs(verb, found))


def _costs(verb: Token, found: Token | None) -> bool:
    """Tell whether a verb says what its subject, no person, costs: "the *centre* costs $5 million", "starts at $5"."""
    words, lemma = lexicon("topic"), verb.lemma_.lower()
    priced = lemma in words.starting and any(c.lower_ in words.prices for c in verb.rights)
    return (priced or lemma in words.costing) and found is not None and not is_of_people(found)


def _of_noun(self: Measured, head: Token, tie: Token | None, amount: Amount) -> Found:
    """Be told by a noun: what it is a sum of, or what is as much: "children under the age of 5"."""
    words, tied = lexicon("topic"), tie.lower_ if tie is not None else ""
    if self.counts and tied != "with":  # but "a *stadium* with 450 seats"
        rowed = head.i > amount.last.i or top_of(amount.first, amount.last).dep_ == "conj"  # "2, 3 and 4 *rooms*"
        return None if not tied and rowed else ()
    if tied == "of" and head.lower_ in words.leading:
        return None if head.head.lower_ == "at" else ()  # "was quoted at a sum of $5 million"
    if (tied == "to" and _is_move(head)) or (tied == "at" and _is_sold(self, head, amount)):
        return ()
    if tied == "of" and is_time(head) and head.dep_ == "pobj":
        return self.noun(_timed(head)) or ()
    silent = self.extents and head.lower_ in words.extents
    if not silent and (tied == "of" or (head.i < amount.first.i and _sums(head, tied))):
        return self.noun(head) or ()
    if (silent or not self.extents) and head.dep_ == "pobj" and head.head.head.pos_ in NOUNS:
        return self.noun(head.head.head) or ()
    return None


def _sums(noun: Token, tied: str) -> bool:
    """Tell whether a preposition leads from a noun to how much it is: "a bill for $5 million"."""
    return tied in lexicon("topic").sums or (tied == "for" and (is_amount(noun) or _is_made_out(noun)))


def _is_made_out(noun: Token) -> bool:
    """Tell whether a paper is made out for a sum, not traded for it: "signed a *cheque* for $5"."""
    words = lexicon("topic")
    return noun.lemma_.lower() in words.papers and noun.head.lemma_.lower() not in words.any_of("trading", "having")


def _is_move(noun: Token) -> bool:
    """Tell whether a noun is a rise or fall, whose level is not its own: "a decline to $60"."""
    moves = lexicon("direction").nouns
    return not is_amount(noun) and noun.lemma_.lower() in (*moves.up, *moves.down)


def _timed(time: Token) -> Token | None:
    """Return the noun that a time before "of" is told of: "had *assets* at year-end of $5 million"."""
    above = time.head.head
    return above if above.pos_ in NOUNS else first_right(above, "dobj")


def _of_verb(self: Measured, verb: Token, tie: Token | None, amount: Amount) -> Found:
    """Be told by a verb of its object ("priced the shares at $5") or its subject ("sales totalled $5 million")."""
    told = _holds(self, verb, amount) if self.extents else _equates(verb, amount)
    if not told and (tie is None or self.counts):
        return ()
    if tie is not None and (tied := _tied(self, verb, tie)) is not None:
        return tied
    planned = self.counts and verb.tag_ == "VB"  # "a plan to merge six agencies"
    found = _levelled(verb) or (_doer if self.counts else subject_of)(verb) or (None if planned else _described(verb))
    if found is None:
        return None
    if (found.pos_ == "PROPN" or is_time(found)) and word_behind(found).text in ("'s", "’s"):
        return amount.before or ()  # "HP's profit was $27 million, while Xerox's was $8 million"
    priced = tie is not None and verb.lemma_.lower() in lexicon("topic").pricing
    found = whole_of(meant(found) if verb.dep_ == "advcl" else found)  # "a *watch* which goes on sale starting at $3"
    named = found.pos_ in NOUNS or has_left(found, "compound")  # "the Kestrel 5 starts at $300"
    if (priced or _costs(verb, found)) and named and not is_time(found):
        return self.bare(core(priced_by(found))) or ()
    valued = not self.extents and verb.lemma_.lower() in lexicon("topic").valuing and verb.dep_ != "advcl"
    found = order_for(found) if valued and verb.dep_ == "acl" else found
    return self.noun(found, led=valued or _costs(verb, found)) or ()  # "the *startup* is valued at $3 billion"


def _doer(verb: Token) -> Token | None:
    """Return the subject of a verb itself or of one that it follows; nobody where none does it: "no firm sold"."""
    while not (own := [c for c in verb.lefts if c.dep_ in SUBJECTS]) and verb.dep_ in ("conj", "xcomp"):
        if verb.dep_ == "xcomp" and (verb.head.lemma_ == "be" or object_before(verb.head, verb)):
            return None  # "the plan was to close 40", "told it to close 40"
        verb = verb.head
    return own[-1] if own and all(t.lower_ != "no" for t in own[-1].lefts) else None


def _holds(self: Measured, verb: Token, amount: Amount) -> bool:
    """Tell whether a verb tells a number of its subject; nothing counts itself: "they are six firms"."""
    words, lemma = lexicon("topic"), verb.lemma_.lower()
    if self.kind in ("spell", "bare"):
        return lemma in words.holding or lemma in words.being - words.making
    if not self.counts or lemma != "be":
        return True
    return any(t.pos_ == "ADJ" for t in words_behind(amount.last))  # "is nine pages *long*"


def _levelled(verb: Token) -> Token | None:
    """Return the object that a participle behind it sets at a level: "cut the *quota*, then set at 200 barrels"."""
    clause = verb.head if verb.dep_ == "conj" else verb
    if verb.tag_ != "VBN" or clause.dep_ != "advcl" or not _rates(verb) or any(t.pos_ != "ADV" for t in verb.lefts):
        return None
    beside = clause.doc[max(0, clause.left_edge.i - 2)]  # before the comma
    tied = beside.head.pos_ == "ADP" and beside.head.lower_ != "of"
    if tied and any(True for _ in verb.lefts) and not is_time(beside):
        return None  # "bought a stake in the firm, then valued at"
    return object_before(clause.head, clause)


def _described(verb: Token) -> Token | None:
    """Return the noun that a clause describes: "an *engine* tuned to produce", "*sales* of beans totalling"."""
    above = next((v for v in ancestors(verb) if v.dep_ not in ("xcomp", "advcl", "conj")), verb)
    starting = lexicon("topic").starting  # "the watch, *starting* at $3,"
    set_off = above.dep_ == "prep" and above.lemma_.lower() in starting
    noun = above.head if above.dep_ in ADNOMINAL or set_off else None
    if noun is not None and is_time(noun) and (told := governing_verb(noun)):
        return subject_of(told)  # "a *car* arrives on Monday starting at $30,000"
    whole = noun.head.head if noun is not None and noun.head.lower_ == "of" else None
    words = lexicon("topic")
    priced = verb.lemma_.lower() in words.pricing | words.costing | words.starting
    if above.dep_ != "acl" or whole is None or whole.lower_ in words.extents or priced:
        return noun
    return whole


def _equates(verb: Token, amount: Amount) -> bool:
    """Tell whether a verb sets an amount equal to its subject: no loss or cost that somebody bears."""
    words, lemma = lexicon("topic"), verb.lemma_.lower()
    objects = (c for c in verb.rights if c.dep_ in ("dobj", "dative", "iobj") and c.pos_ in NOUNS)
    bears = any(c.right_edge.i < amount.first.i for c in objects)
    if lemma == "make":
        return False  # "the mill made $5 million"
    lost = lemma in words.winning and (amount.number.value or _SMALL) >= _SMALL
    return lemma in words.being and not lost and not bears


def _tied(self: Measured, verb: Token, tie: Token) -> Found:
    """Be tied to a verb by a preposition: to its object, or, where there is none, to its subject (None)."""
    words, lemma = lexicon("topic"), verb.lemma_.lower()
    held = next((c for c in verb.rights if c.dep_ in ("dobj", "oprd") and c.i < tie.i and c.lower_ != "hands"), None)
    held = held or _relative(verb)
    drawn = held is not None and tie.lower_ == "for" and held.i == tie.i - 1 and _is_made_out(held)
    if held is not None and not self.extents and (drawn or _tells_size(lemma, held)):
        return self.noun(held, led=True) or ()  # "extended an offer at $5", "restated its profits by $5 million"
    late = first_right(verb, "dobj") if tie.lower_ == "to" and held is None else None
    if late is not None and not self.extents:
        return self.noun(late) or ()  # "brings to $5 million the *cost* of it"
    sold = verb.tag_ == "VBN" or has_child(verb, *PATIENTS)
    if (lemma in words.vending and not sold) or (not self.extents and _is_had(verb, tie)):
        return None  # "a trip sells for $5", "the trip is available from $5"
    if tie.lower_ == "for" and lemma in _LASTING.get(self.kind, ()):
        return None  # "the wreck stretched for 7 miles", "the storm lasted for two days"
    if not _is_level(self, verb, tie):
        return ()
    if held is not None and held.pos_ in (*NOUNS, "PRON"):
        return () if lemma in words.valuing else self.noun(held) or ()
    passive = (verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN" and _rates(verb)) or has_left(verb, "nsubjpass")
    return () if lemma in words.paying - words.pricing and not passive else None


def _relative(verb: Token) -> Token | None:
    """Return the noun that a clause puts at a level: "the *tickets*, which Kappa estimates at $5 million"."""
    which = first_left(verb, "dobj")
    return antecedent(which) if which is not None and _rates(verb) else None


def _is_had(verb: Token, tie: Token) -> bool:
    """Tell whether a verb and a preposition say for how much its subject is had: "is *available* for $5"."""
    words = lexicon("topic")
    had = any(c.lower_ in words.had for c in verb.rights if c.i < tie.i)
    return had and (tie.lower_ == "for" or tie.lower_ in words.prices)


def _tells_size(lemma: str, held: Token) -> bool:
    """Tell whether a verb tells how great its object is, which is itself an amount."""
    words = lexicon("topic")
    told = lemma in words.valuing or lemma not in words.paying
    return told and lemma not in words.being | words.apart and is_amount(whole_of(held))


def _is_level(self: Measured, verb: Token, tie: Token) -> bool:
    """Tell whether a preposition says how high something stands: no "in 20 languages"."""
    if tie.lower_ not in lexicon("topic").levels or ((self.counts or self.kind == "spell") and tie.lower_ != "of"):
        return False  # "sold within two weeks"
    return self.extents or tie.lower_ != "at" or _rates(verb)


def _rates(verb: Token) -> bool:
    """Tell whether a verb says at what level something stands, so that nothing is bought or sold at it."""
    return verb.lemma_.lower() in lexicon("topic").rating


def _is_sold(self: Measured, noun: Token, amount: Amount) -> bool:
    """Tell whether "at" says at what price a noun is had, not how high it stands: "support for shares at $5"."""
    told = is_amount(noun) or noun.head.lower_ == "with"
    if self.extents or told or noun.i > amount.first.i or noun.nbor(1).text in (",", "("):
        return False
    verb = governing_verb(noun)
    return verb is not None and not _rates(verb)
