"""What a pronoun stands for as a metric: "it", "those to Mali", "that figure"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.cues import Cue
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import verbs
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import core, counted_out, is_quoted, led
from eventx.mentions.owners import without_owner
from eventx.mentions.persons import is_of_people, is_plural, nouns_before
from eventx.syntax.deputies import is_owner_alone, seat_of
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, VERBAL, has_right
from eventx.syntax.nominals import top_noun
from eventx.syntax.phrases import antecedent, follows, governing_verb, is_time, noun_phrase, subject

_COUNTS = frozenset({"MONEY", "CARDINAL", "QUANTITY"})
_NAMES = frozenset({"ORG", "GPE", "PERSON", "NORP"})
_NEAR = 400  # characters between a rise told and one asked or offered


def resolve(token: Token, last: Chars | None) -> Chars | None:
    """Return a noun's phrase; a pronoun or "that figure" stands for the metric told before, ``last``."""
    token, terms = _meant(token), lexicon("change")
    told = {child.lower_ for child in token.children}
    if (
        token.lemma_.lower() in terms.pointing
        and told  # "rates" and "numbers" alone are things of their own
        and told <= terms.pointers
        and not (token.lower_ in terms.own and "the" in told)
    ):
        return last or noun_phrase(token)
    if token.pos_ != "PRON":
        return (without_owner(last, token) if is_owner_alone(token) else None) or noun_phrase(token)
    if token.lower_ in ("that", "those") and last is not None and has_right(token, "prep"):
        return _head_phrase(token, last)
    if any(c.lower_ == "of" for c in token.rights):
        return noun_phrase(token)  # "some of its stakes"
    level = _level_before(token, last) if token.lower_ in ("that", "this") else None
    if level is not None:
        return core(level)
    meant = _subject_before(token)
    before, seat = noun_phrase(meant) if meant is not None else last, seat_of(token)
    return (without_owner(before, seat) if seat is not None else None) or before


def _meant(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for: the measure, no place or firm that it is of.

    So the shares in "*shares* in Alba, which rose 4%", the output in "*output* at the Alba mine, which rose 4%".
    """
    noun, terms = antecedent(token), lexicon("change")
    whole = top_noun(noun) if noun is not None and follows(token, ",") else None
    if noun is None or whole is None or whole is noun:
        return noun or token
    worth = whole.lemma_.lower() in terms.own_worth  # "the *price* of oil, which rose 4%"
    held = whole.lemma_.lower() in lexicon("parts").parts  # "a stake in *Alba*, which rose 4%"
    firm = noun.ent_type_ in ("ORG", "PERSON") or noun.lower_ in lexicon("names").body
    traded = whole.lower_ in terms.traded
    agrees = not (is_plural(whole) and any(t.tag_ == "VBZ" for t in (token.head, *token.head.lefts)))
    measured = traded or (_is_measure(whole) and not (held or firm))
    return whole if measured and agrees and (worth or not _is_measure(noun)) else noun


def _is_measure(noun: Token) -> bool:
    """Tell whether a noun is itself what rises and falls."""
    terms, rates = lexicon("change"), lexicon("direction").rates
    return is_quoted(noun) or noun.lower_ in terms.traded or noun.lemma_.lower() in rates | terms.yardsticks


def _subject_before(pronoun: Token) -> Token | None:
    """Return the subject nearest before a pronoun, in its sentence or the one before, that agrees with it.

    Of those who say, expect or do, it is not told.
    """
    if pronoun.lower_ not in ("it", "they"):
        return None
    for token in nouns_before(pronoun, plural=pronoun.lower_ == "they"):
        if token.dep_ not in NOUN_SUBJECTS:
            continue
        verb = token.head
        aside = verb.dep_ in ("advcl", "relcl") or has_right(verb, "ccomp", "xcomp", "dobj")
        if not (aside or is_of_people(token) or is_time(token) or token.ent_type_ in _NAMES):
            return token
    return None


def _level_before(pronoun: Token, last: Chars | None) -> Token | None:
    """Return what the number of the sentence before is of: "made $4 billion in *revenue*. That is a 9% rise".

    Where that tells a change itself, it is what the pronoun means.
    """
    at = pronoun.sent.start
    before = pronoun.doc[at - 1].sent if at else pronoun.doc[:0]
    if not before or (last is not None and last[0] >= before.start_char):
        return None
    root, terms = before.root, lexicon("change")
    numbers = [t for t in before if t.pos_ == "NUM" and t.ent_type_ in _COUNTS]
    number = next((t for t in numbers if t.i > root.i), next(reversed(numbers), None))  # "made *4* cars at 12 mills"
    while number is not None and number.nbor(1) in numbers:
        number = number.nbor(1)  # "3 *million*"
    if number is None or root.lemma_ in terms.reaching | lexicon("direction").standing:
        return subject(root) if number is not None else None
    first, money = number, number.ent_type_ == "MONEY"
    while first.i > before.start and first.nbor(-1).pos_ in ("NUM", "SYM"):
        first = first.nbor(-1)
    unit = number.nbor(1) if money and number.nbor(1).ent_type_ == "MONEY" else number if money else number.head
    held = counted_out(unit) or led(first) or (None if money else unit)
    counted = held is not None and held.pos_ in NOUNS and held.lemma_.lower() not in terms.any_of("points", "measures")
    return held if counted else None


def moved_before(token: Token, last: Chars | None) -> Chars | None:
    """Return what changed last, if by no number: "*House prices* fell in May. Data show a 9% drop"."""
    at = token.sent.start
    before = token.doc[at - 1].sent if at else token.doc[:0]
    movers = (subject(t) for t in before if t.pos_ in VERBAL and t.lower_ in verbs())
    held = next((noun for noun in movers if noun is not None and noun.pos_ in NOUNS), None)
    return last if held is None or (last is not None and last[0] >= before.start_char) else noun_phrase(held)


def _head_phrase(pronoun: Token, last: Chars) -> Chars:
    """Return a phrase up to the pronoun's preposition: "*exports of yarn* to Chad rose; those to Mali fell".

    Of another owner's, the phrase without its own: "Alba's *sales* rose, those of Dunmore fell".
    """
    span = pronoun.doc.char_span(*last, alignment_mode="expand")
    owner = next((t for t in span or () if t.tag_ == "POS"), None)
    if span is not None and owner is not None and owner.i + 1 < span.end and pronoun.nbor().lower_ == "of":
        last = owner.nbor().idx, last[1]
    ties = [token for token in span[1:] if token.pos_ == "ADP"] if span is not None else []
    own = {child.lower_ for child in pronoun.rights if child.dep_ == "prep"}
    tie = next((token for token in ties if token.lower_ in own), ties[0] if ties else None)
    return (last[0], tie.idx - 1) if tie is not None else last


def whole_told(level: Value, last: Chars | None, clause: Clause) -> Chars | None:
    """Return what was told of one part where a level is of another: "*sales* in Chad were $3, with Mali adding $2"."""
    doc = clause.span.doc
    span = doc.char_span(*last, alignment_mode="expand") if last and last[0] >= clause.span.start_char else None
    verb, noun = governing_verb(doc[level.first]), doc[max(level.lead, 1) - 1]
    if span is None or last is None:
        return None
    tie = next((token for token in span[1:] if token.pos_ == "ADP"), None)
    adds = verb is not None and verb.tag_ == "VBG" and verb.lemma_ in lexicon("change").contributing
    added = adds and any(t.lower_ == "with" for t in list(verb.ancestors)[:2])  # type: ignore[union-attr]
    over = noun.head.head  # "orders from shipyards were $9, and *from railways $4*"
    apart = tie is not None and noun.dep_ == "pobj" and noun.head.lower_ == tie.lower_ and noun.i >= span.end
    if not added and not (apart and (over.pos_ not in NOUNS or span.start <= over.i < span.end)):
        return None
    return (last[0], tie.idx - 1) if tie is not None else last


def is_bargained(cue: Cue, last: Chars | None) -> bool:
    """Tell whether what changed shortly before is pay or the like, which one asks or offers more of."""
    near = last is not None and cue.token.idx - last[1] < _NEAR
    span = cue.token.doc.char_span(*last, alignment_mode="expand") if near and last is not None else None
    return span is not None and any(token.lemma_.lower() in lexicon("change").bargaining.over for token in span)
