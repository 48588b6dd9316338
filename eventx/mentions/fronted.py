"""What an amount measures that a clause opens or closes with: "At $5, the *fare* is low", "the top *fare*, at $5"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.nouns import climb, core, is_amount, is_quoted, top_of
from eventx.mentions.persons import is_of_people
from eventx.mentions.repeats import Amount, Found
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, VERBAL, first_right, has_left
from eventx.syntax.phrases import coordinates, object_before
from eventx.syntax.tokens import word_before

if TYPE_CHECKING:
    from eventx.mentions.measured import Measured

_BEING = frozenset({"be", "remain", "become"})
_MOST = frozenset({"JJS", "RBS"})


def by_verb(self: Measured, amount: Amount) -> Found:
    """Be told by a verb alone: "fixing the roof will *cost* $5", "a mine in which $5 was *put*", "*sold* it for $5"."""
    verb, tie = climb(top_of(amount.first, amount.last), amount.first)
    held = tie is not None and verb.dep_ == "dobj" and verb.i < tie.i
    verb = verb.head if held else verb  # the parser ties "for" to what is sold
    if verb.pos_ not in VERBAL or self.extents:
        return None
    link = word_before(amount.first)
    done = any(c.dep_ == "csubj" and not is_amount(c) for c in verb.lefts) and not has_left(verb, *NOUN_SUBJECTS)
    put = link.tag_ == "WDT" and link.head.dep_ == "prep" and link.head.lower_ != "of"
    sold = tie is not None and tie.lower_ == "for" and verb.lemma_.lower() in lexicon("topic").trading
    return () if done or put or (sold and object_before(verb, tie or verb) is not None) else None


def fronted(self: Measured, amount: Amount) -> Found:
    """Open a clause behind "at": "At $5 million, the *deal* is the largest"; not "At $5 a barrel, wells are idle"."""
    head, tie = climb(top_of(amount.first, amount.last), amount.first)
    noun = subject_of(head) if head.pos_ in VERBAL and not self.extents else None
    if noun is None or tie is None or tie.lower_ != "at" or not tie.i < noun.i < head.i:
        return None
    behind = takewhile(lambda t: t.text != ",", noun.doc[amount.last.i + 1 : noun.i])
    if any(t.pos_ == "ADP" and t.lower_ != "per" for t in behind):
        return None  # "At $5 for a barrel of Brent, prices are low"
    plain = any(c.dep_ == "acomp" and c.tag_ == "JJ" and not has_left(c, "advmod") for c in head.rights)
    told = is_quoted(noun) or is_amount(noun) or (head.lemma_ == "be" and not plain)
    return self.noun(noun) if told else None


def ranked(self: Measured, amount: Amount) -> Found:
    """Stand with "at" behind what nothing is above: "It is the highest *fine* of the year, at $5"."""
    head, tie = climb(top_of(amount.first, amount.last), amount.first)
    if self.extents or tie is None or tie.lower_ != "at" or word_before(tie).text != ",":
        return None
    noun = first_right(head, "attr") if head.lemma_ in _BEING else head
    most = noun is not None and any(t.tag_ in _MOST for c in noun.lefts for t in (c, *c.lefts) if c.dep_ == "amod")
    return self.noun(noun, led=noun is not None and not is_of_people(noun)) if most else None


def in_turn(self: Measured, amount: Amount) -> Found:
    """Tell of the noun that has its place in another row: "The fare and the *fee* are $40 and $5, respectively".

    So do words before one noun: "its *export* and *import earnings* were $4 million and $3 million".
    """
    top = top_of(amount.first, amount.last)
    row = _row_of(top)
    head, _ = climb(row[0], row[0])
    each = any(t.lower_ == "respectively" for t in top.sent[amount.last.i + 1 - top.sent.start :])
    verb = head.pos_ in VERBAL and head.lemma_.lower() in lexicon("topic").being
    if self.extents or len(row) < 2 or not (each or verb):
        return None
    noun = subject_of(head) if verb else head
    if noun is None or noun.pos_ not in NOUNS:
        return None
    nouns, flows = _row_of(noun), (c for c in noun.lefts if c.lemma_.lower() in lexicon("clause").flows)
    doubtful = not each and any(has_left(t, "compound") for t in nouns[1:])  # "rice and *wheat exports* were"
    told = next((one[row.index(top)] for one in (nouns, *map(_row_of, flows)) if len(one) == len(row)), None)
    if told is None or doubtful or self.noun(told if told.pos_ in NOUNS else noun) is None:
        return None
    shared = nouns == [noun]  # words before one noun, which stands behind the last
    last = noun if shared and row[-1] == top else told
    return self.bare((told.idx, last.idx + len(last)) if shared else core(told))


def _row_of(word: Token) -> list[Token]:
    """Return a word and those coordinated with it, from the first one on."""
    while word.dep_ == "conj":
        word = word.head
    return list(coordinates(word))
