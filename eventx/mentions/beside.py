"""What an amount measures where a noun stands beside it: before, behind, in a bracket, in apposition, as its label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.figures import is_figure
from eventx.mentions.nouns import (
    NAMES,
    behind_bracket,
    core,
    counted_out,
    is_amount,
    is_hyphen,
    is_hyphened,
    led,
    noun_behind,
    top_of,
    whole_core,
)
from eventx.mentions.repeats import Amount, Found
from eventx.mentions.spans import spanned
from eventx.mentions.wholes import order_for
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.rate import per_after
from eventx.syntax.arguments import object_of
from eventx.syntax.labels import DETERMINERS, NOUNS, SUBJECTS, VERBAL, first_right, has_left
from eventx.syntax.phrases import ancestors, governed, object_before, precedes, words_behind
from eventx.syntax.tokens import SETTING_OFF, word_before

if TYPE_CHECKING:
    from eventx.mentions.measured import Measured

_BRACKET = re.compile(rf"[(\[](?:over |{ROUGHLY})~?$")
_INNER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PUNCT"})
_SOURCES = frozenset({"from", "to", "on", "in", "for", "against"})
_EACH = frozenset({"every", "each"})
_LONG = 40  # tokens from a subject to its verb


def modified_by(self: Measured, amount: Amount) -> Found:
    """Stand before the noun: "a $5 million loan"."""
    if self.analysis.text[amount.number.end : amount.number.end + 1] in tuple(".,;:!?"):
        return _goes_on_to(self, amount)
    last = _rated(self, amount)
    noun = noun_behind(amount.first, last, price=not self.extents)
    inner = is_hyphened(amount.last)  # "a *52*-week low"
    if noun is None or (is_figure(noun) and not inner):
        return None
    start, end = core(noun)
    taken = object_of(noun, "of") if noun.lower_ in lexicon("topic").figures else None
    if taken is not None and is_amount(taken):
        return max(start, last.nbor(1).idx), core(taken)[1]  # "the $5 million *average of analysts' estimates*"
    return self.bare((start if last is amount.last else max(start, last.idx + len(last)), end))


def _rated(self: Measured, amount: Amount) -> Token:
    """Return the last token of an amount with its rate: "$5 a *barrel*"."""
    per = amount.number.per
    rate = per_after(self.analysis.text, amount.number.end) if per else None
    end = rate[1] + len(per) - len(rate[0]) if per and rate else amount.number.end
    return self.analysis.span(amount.number.start, end)[-1] if rate else amount.last


def _goes_on_to(self: Measured, amount: Amount) -> Found:
    """Stand before a comma, a further adjective and the noun: "a $5 million, five-year *bond*"."""
    top = top_of(amount.first, amount.last)
    noun = first_right(top, "appos") or top.head
    inner = amount.first.doc[amount.last.i + 2 : noun.i]
    articled = amount.first.i > 0 and amount.first.nbor(-1).lower_ in ("a", "an")
    joined = any(t.pos_ == "ADJ" or is_hyphen(t) for t in inner) and all(
        t.pos_ in _INNER or t.dep_ == "amod" for t in inner
    )
    return self.bare(core(noun)) if articled and joined and noun.pos_ in NOUNS else None


def _led(self: Measured, amount: Amount) -> Token | None:
    """Return the noun that leads to an amount; of money the one that is some: "a *loss* from operations of $5m".

    So is what a verb does to somebody: "awarded *damages* to the tenant of $5 million".
    """
    noun = led(amount.first)
    if noun is not None and not self.extents and noun.nbor(1).lower_ == "worth":
        noun = order_for(noun)
    if self.extents or noun is None or is_amount(noun) or noun.head.pos_ != "ADP":
        return noun
    above = object_before(noun.head.head, noun.head) or noun.head.head
    return above if above.pos_ in NOUNS and is_amount(above) and noun.head.lower_ in _SOURCES else noun


def own(self: Measured, amount: Amount) -> Found:
    """Have a noun of its own: "up from a *forecast* of $3", "reported $5 million in *sales*"."""
    noun = _led(self, amount)
    stuff = amount.first.doc[behind_bracket(amount.last) :][:1].text == "of"
    counted = counted_out(amount.last) if noun is None or stuff else None  # "a sale of $5 million of *bonds*"
    last = _rated(self, amount)
    if noun is None and last is not amount.last and counted is None:
        counted = counted_out(last)  # "$5 million a year in *taxes*"
        due = counted is not None and (is_amount(counted) or counted.lemma_.lower() in lexicon("topic").dues)
        return self.bare(whole_core(counted)) if counted is not None and due else None
    if counted is not None and (is_amount(counted) or counted.lower_ in lexicon("topic").tender):
        return counts_out(self, amount)
    return self.noun(noun, led=True)


def led_by(self: Measured, amount: Amount) -> Found:
    """Stand behind the noun and "of": "spending of $12 million"; or span it: "homes from $750,000 to $1 million"."""
    noun = spanned(self.analysis, amount.number)
    if noun is not None:
        return self.noun(noun)
    noun = _led(self, amount)
    gathers = noun is not None and noun.lemma_.lower() in lexicon("topic").gathering  # "a *fleet* of 40 buses"
    silent = noun is not None and self.counts and not (gathers or is_amount(noun))
    return () if silent else self.noun(noun, led=not self.extents)


def counts_out(self: Measured, amount: Amount) -> Found:
    """Stand before "in" or "of" and the noun: "$12 million in tax credits"."""
    doc = amount.first.doc
    if self.extents and precedes(amount.last, "in"):
        return None  # "200 days in space"
    if self.kind in ("spell", "unit") and doc[amount.first.i - 1].lower_ in ("within", "inside"):
        return ()  # "within minutes of opening", "within 6 miles of Earth"
    top = top_of(amount.first, amount.last)
    if top.dep_ == "dobj" and top.head.lemma_ in lexicon("topic").sinking:
        return ()  # "invested $5 million in mills"
    noun = counted_out(amount.last)
    words, tie = lexicon("topic"), words_behind(amount.last).text
    if noun is not None and noun.lower_ in words.tender and tie == "in" and not _is_held(top):
        return ()  # "paid $5 million in cash"
    if noun is not None and not self.extents and noun.lemma_.lower() in words.sums_alone and _is_known(noun):
        return ()  # "lent $5 million of his own money"
    if noun is not None and any(c.lower_ in _EACH for c in noun.lefts) and not self.extents:
        return ()  # "takes 53p of every litre"
    if noun is None or (self.counts and (noun.pos_ == "PROPN" or has_left(noun, *DETERMINERS))):
        return None  # "three accounts of the firms", "bales of 170 kg"
    return self.bare(whole_core(noun))


def _is_held(top: Token) -> bool:
    """Tell whether an amount is had or a part of something: "*holds* $5 in cash", "fled *with* $5 in cash"."""
    verb = next((t for t in ancestors(top) if t.pos_ in VERBAL), top)
    made = verb.lemma_ == "make" and any(c.lower_ == "up" for c in verb.rights)
    return made or top.head.lower_ == "with" or verb.lemma_ in lexicon("topic").holding


def _is_known(noun: Token) -> bool:
    """Tell whether a noun takes up money told before: "of the *sum*", "of his own *money*", "of every *dollar*"."""
    return noun.head.lower_ == "of" and has_left(noun, "det", "poss") and not has_left(noun, "compound", "nmod")


def apposed(self: Measured, amount: Amount) -> Found:
    """Stand behind a comma or dash, in apposition: "the largest slice, $70 million,"."""
    i = amount.first.i - 1
    while i > 0 and amount.first.doc[i].lower_ in lexicon("topic").bounds:
        i -= 1
    if (interrupted := _interrupted(self, amount)) is not None:
        return self.noun(interrupted)
    held = amount.first.doc[i].lower_ in lexicon("topic").standing  # "debt, now $5 million,"
    i -= held
    noun = amount.first.doc[i - 1] if i > 0 and amount.first.doc[i].text in (",", "--", "–", "—") else None
    closing = words_behind(amount.last).text
    if noun is not None and not self.extents and is_amount(noun) and closing == amount.first.doc[i].text != ",":
        return self.noun(noun)  # "balked at the *price* -- $5 --"
    if self.kind == "age" and i >= 0 and amount.first.doc[i].pos_ == "NOUN":
        return self.noun(amount.first.doc[i])  # "for workers over 40"
    if noun is not None and self.kind in ("age", "unit"):
        return self.noun(noun)  # "Mr Olsen, 63,", "Fish Lake, 10 km east of the town", "in shallow water, 9 feet deep"
    if noun is None or noun.pos_ != "NOUN" or noun.dep_ == "pobj":
        return None  # "of the proceeds, $3 million"
    return self.noun(noun) if held or has_left(noun, "det", "poss") else None


def _interrupted(self: Measured, amount: Amount) -> Token | None:
    """Return the subject that an amount in commas parts from its verb: "the *price* of tea, at $5, was"."""
    doc, i = amount.first.doc, amount.first.i - 1
    words = lexicon("topic")
    while i > 0 and (doc[i].lower_ in words.bounds or doc[i].lower_ in words.standing or doc[i].lower_ == "of"):
        i -= 1
    if self.extents or i < 1 or doc[i].text not in SETTING_OFF:
        return None
    noun = next((t for t in ancestors(doc[i - 1]) if t.dep_ in SUBJECTS), None)
    if noun is None or noun.i >= i or noun.head.i <= amount.last.i or noun.pos_ not in NOUNS:
        return None
    if noun.head.i - noun.i > _LONG:
        return None
    closed = any(t.text in SETTING_OFF for t in doc[amount.last.i + 1 : noun.head.i])
    return noun if closed else None


def bracketed(self: Measured, amount: Amount) -> Found:
    """Stand in a bracket behind the noun: "the striker (14 goals)"."""
    if _BRACKET.search(amount.lead) is None:
        return None
    inside = reversed(amount.first.doc[max(1, amount.first.i - 5) : amount.first.i])
    opening = next((token for token in inside if token.text in "(["), None)
    if opening is None or (not self.extents and opening.i > 1 and opening.nbor(-2).like_num):
        return None  # "0.56 cruzados (2.5 cents)"
    return self.noun(opening.nbor(-1))


def bounding(self: Measured, amount: Amount) -> Found:
    """Say how great things may be: "*lorries* longer than 12 metres"."""
    than = top_of(amount.first, amount.last).head
    bound = than.head if than.lower_ == "than" else None
    fits = self.extents and bound is not None and bound.tag_ == "JJR" and bound.dep_ == "amod"
    return self.noun(bound.head) if fits and bound is not None else None


def beside(self: Measured, amount: Amount) -> Found:
    """Stand right behind the noun without a verb: "Trade surplus: $451 million"."""
    doc, i = amount.first.doc, amount.first.i - 1
    while i > 0 and (doc[i].text in (":", "-", "–", "—", "≈", "=") or doc[i].lower_ in lexicon("topic").bounds):
        i -= 1
    noun = doc[i] if i >= 0 else None
    if noun is not None and noun.head.lower_ == "per" and noun.head.i:
        noun = noun.head.nbor(-1)  # "Earnings per share: $3"
    given = noun is not None and (
        (noun.pos_ == "PROPN" and not is_amount(noun) and not self.extents)
        or noun.dep_ in ("dobj", "dative", "iobj")
        or noun.ent_type_ in NAMES
    )
    if noun is None or given or "\n" in self.analysis.text[noun.idx : amount.first.idx]:
        return None
    return self.noun(noun)


def labelled(self: Measured, amount: Amount) -> Found:
    """Stand right behind a noun that is an amount: "EPS estimate $10.86"."""
    noun = word_before(amount.first)
    if noun.lower_ in lexicon("government").expecting and noun.i and is_amount(noun.nbor(-1)):
        return core(noun.nbor(-1))[0], noun.idx + len(noun)  # "operating income estimate $9 million"
    if noun.pos_ in VERBAL and noun.lower_ in lexicon("topic").labels and noun.i and noun.nbor(-1).pos_ == "PUNCT":
        return noun.idx, noun.idx + len(noun)  # "sales $5 million, estimate $6 million"
    return self.bare(core(noun)) if noun.pos_ in NOUNS and is_amount(noun) else None


def listed(self: Measured, amount: Amount) -> Found:
    """Stand in a row of like amounts without another verb: "$5 a month and $9 a year"."""
    if self.last is None or not amount.between or self.extents:
        return None
    row = self.analysis.span(self.last[0].end, amount.number.start)
    if amount.before is None or any(token.is_sent_start for token in row):
        return None
    noun = _again_behind(row, amount.last, amount.before)
    return self.noun(noun) or () if noun is not None else amount.before


def _again_behind(row: Span, last: Token, before: Chars) -> Token | None:
    """Return the noun that an amount has behind it as the one before had its own: "$5 for rye and $9 for *oats*"."""
    tied = ((tie, governed(tie)) for tie in row if tie.pos_ == "ADP")
    tie = next((tie for tie, noun in tied if noun is not None and before[0] <= noun.idx < before[1]), None)
    return governed(last.nbor(1)) if tie is not None and precedes(last, tie.lower_) else None
