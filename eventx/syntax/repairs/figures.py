"""Figures hung where they belong: levels, scores, parts of a whole, how far a figure moved."""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.syntax.arguments import object_of
from eventx.syntax.labels import (
    ASKING,
    ATTRIBUTES,
    AUXILIARIES,
    NOUN_SUBJECTS,
    NOUNS,
    PATIENTS,
    PLURAL,
    VERBAL,
    WITHIN,
    first_left,
    first_right,
    has_left,
)
from eventx.syntax.phrases import follows, helped, is_time
from eventx.syntax.repairs.sums import is_sum
from eventx.syntax.tokens import hang, hang_doer, hang_instead, hang_subject, word_before, word_behind

_ALONE = frozenset({"NN", "JJ", "RB"})
"""Tags of what no number above one counts."""


def free_score(number: Token) -> None:
    """Hang a score on the verb, and who is beaten, too: "beat Lorne 2-0", "sailed past Lorne 2-0"."""
    side = number.nbor(-1) if number.i and number.head.pos_ == "VERB" else number.head
    tied = (side.dep_, side.head.dep_) in (("pobj", "prep"), ("appos", "dobj"))  # "mauled their foes *Lorne* 2-0"
    verb = side.head.head if tied else side.head
    if number.i + 2 >= len(number.doc) or number.i - side.i != 1 or side.pos_ != "PROPN" or verb.pos_ != "VERB":
        return
    mark, other = number.nbor(1), number.nbor(2)
    if mark.text in ("-", "–") and other.like_num and side.i > verb.i and (tied or side.dep_ in ("npadvmod", "dobj")):
        side.dep_ = side.dep_ if tied else "dobj"
        for token in (number, mark, other):
            if token.head in (side, verb, number, other):
                hang(token, verb, "npadvmod")


def free_many(number: Token) -> None:
    """Make a verb of the noun behind a number that opens a clause, and is no plural: "Over 500 *rally* in Lima"."""
    verb, first = word_behind(number), _first_of(number)
    beside = verb.dep_ in ATTRIBUTES or (verb.dep_ == "npadvmod" and verb.head.i == verb.i + 1)  # "fall *ill*"
    thing, titles = verb.head if beside else None, lexicon("titles")
    opens = first.is_sent_start or word_before(first).text in (",", "and", "as", "after", "while", "but")
    if not (opens and verb.tag_ == "NN" and verb.is_lower) or number.dep_ not in ("nummod", "nsubj"):
        return
    past = load_lexicon("lemma")["irregular"].get(verb.lower_)  # "Three *shot* in bar"
    if not (past or verb.lower_ in titles.any_of("verbs", "moves")) or number.lower_ in ("1", "one"):
        return
    whole = number.head in (verb, thing)
    if not whole or (thing is not None and (thing.tag_ not in _ALONE or thing.lower_ in titles.many)):
        return  # "200 strike leaders"
    over = verb if thing is None else thing
    verb.tag_, verb.pos_, verb.lemma_ = "VBN" if past else "VBP", "VERB", past or verb.lower_
    hang_instead(verb, over)
    if over != verb:
        hang(over, verb, "dobj" if over.pos_ in NOUNS else "acomp")
        for tie in [c for c in over.rights if c.dep_ == "prep" and c.lower_ != "of"]:
            hang(tie, verb)
    hang(number, verb, "nsubj")
    for child in [c for c in (*over.lefts, *verb.lefts) if c.i < number.i]:
        hang(child, number)


def free_done(number: Token) -> None:
    """Make a verb of the noun between its doers and a number: "Swiss police *arrest* 14 in raid"."""
    verb, titles = number.head, lexicon("titles")
    doer = word_before(verb)
    many = doer.tag_ in PLURAL or doer.lower_ in titles.many
    taken = (number.dep_, verb.tag_, verb.i) == ("nummod", "NN", number.i - 1) and verb.head == verb
    if not (taken and many and doer.head == verb and doer != verb) or verb.lower_ not in titles.verbs:
        return
    verb.tag_, verb.pos_, verb.lemma_ = "VBP", "VERB", verb.lower_
    hang_doer(doer, verb)
    number.dep_ = "dobj"


def free_equal(number: Token) -> None:
    """Make a number the subject of the verb behind it, no part of what others are: "51 were men, *22* were women"."""
    after = word_behind(number)
    verb = helped(after)
    free = verb.dep_ == "conj" and verb.pos_ in VERBAL and not has_left(verb, *NOUN_SUBJECTS)
    if number.dep_ == "conj" and free and number.head.i < number.i < verb.i and not verb.is_ancestor(number):
        hang_subject(number, verb)


def _first_of(number: Token) -> Token:
    """Return the first word of a number with what bounds it: "*more* than 300"."""
    first = number
    while not first.is_sent_start and first.nbor(-1).lower_ in lexicon("government").bounding:
        first = first.nbor(-1)
    return first


def free_toll(after: Token) -> None:
    """Hang a number of people on the verb that a phrase parts from it: "the *number* missing after the storm *rose*".

    The parser takes the phrase for a clause, with its noun as the subject of the verb.
    """
    verb, over = after.head, after.head.head
    noun = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i > after.i), None)
    if (after.dep_, verb.dep_) != ("mark", "advcl") or noun is None or not over.head.i <= over.i <= after.i:
        return
    above = over.lefts if over.pos_ == "ADJ" or over.tag_ in ("VBG", "VBN") else (over,)
    number = next((t for t in above if t.lemma_.lower() in lexicon("persons").figures), None)
    if number is None or has_left(over, *AUXILIARIES):
        return
    hang_instead(verb, over)
    people = object_of(number, "of") or number
    hang(number, verb, "nsubj")
    if over != number:
        hang(over, people, "acl")
    hang(after, people, "prep")
    hang(noun, after, "pobj")
    for child in [c for t in (over, number) for c in t.rights if c.i > verb.i]:
        hang(child, verb)


def tie_missing(state: Token) -> None:
    """Hang "missing" on those who are sought, whose verb it was taken for: "searching for *some 20 people* missing"."""
    sought = next((c for c in state.lefts if c.dep_ == "nsubj"), None)
    if state.dep_ not in ("pcomp", "advcl") or sought is None or has_left(state, *AUXILIARIES):
        return
    tie = word_before(sought.left_edge)
    seeks = state.head if tie.head == state else tie.head
    if tie.lower_ == "for" and seeks.lemma_.lower() in lexicon("repairs").seeking:
        hang(tie, seeks, "prep")
        hang(sought, tie, "pobj")
        hang(state, sought, "acl")


def free_votes(by: Token) -> None:
    """Hang by how many votes something is decided on that verb: "rejected a plan to cut fares *by 40 votes to 9*"."""
    deciding = lexicon("government").deciding
    inner = by.head
    decides = next((t for t in inner.ancestors if t.lemma_.lower() in deciding), None)
    if decides is None or inner.lemma_.lower() in deciding or all(c.lower_ != "votes" for c in by.rights):
        return
    for tie in [by, *(c for c in inner.rights if c.lower_ == "to" and c.i > by.i)]:
        hang(tie, decides)


def tie_whole(number: Token) -> None:
    """Hang on a number what it is a part of, not on the verb: "is shutting *14 of its 50 shops*"."""
    tie = word_behind(number)
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


def free_extent(tie: Token) -> None:
    """Hang on a verb how far its object moved, not on the clause that says which: "cut a fund, which helps, *by 9%*".

    So is a level behind what an estimate is of: "cut its estimate of what the mine is worth *to $9 million*".
    """
    clause = next((t for t in chain((tie.head,), tie.head.ancestors) if t.dep_ in ("relcl", "pcomp")), None)
    if clause is None or clause.left_edge.i <= clause.sent.start or not any(map(is_sum, tie.rights)):
        return
    noun = clause.head if clause.dep_ == "relcl" else _object_of(clause)
    apart = clause.left_edge.nbor(-1).text == tie.nbor(-1).text == ","
    asks = clause.dep_ == "pcomp" and clause.left_edge.tag_ in ASKING
    if noun is not None and noun.head.lemma_ in _movers() and (apart or (asks and clause.lemma_ not in _movers())):
        hang(tie, noun.head, "prep")


def _object_of(clause: Token) -> Token | None:
    """Return the object that a clause is tied to, or whose verb it is tied to: "cut its *target* for how many"."""
    over = clause.head.head
    return over if over.dep_ in PATIENTS else first_right(over, *PATIENTS)


def _movers() -> frozenset[str]:
    return lexicon("direction").any_of("raise", "lower", "up", "down")


def tie_then(tie: Token) -> None:
    """Hang on a level before the time right behind it, not on the verb: "was 80 million after *72 million in 2023*"."""
    figure = word_before(tie)
    before = figure.head if figure.dep_ == "pobj" else tie
    if before.lower_ == "of" and before.head.dep_ == "pobj":
        before = before.head.head  # "after a loss of 2 million in 2023"
    beside = lexicon("comparison").any_of("following", "beside")
    told = before.lower_ in beside or follows(before, *beside)
    if before != tie and told and before.head == tie.head and is_sum(figure) and any(map(_is_when, tie.rights)):
        hang(tie, figure)


def tie_level(tie: Token) -> None:
    """Hang on a level its sum behind the time of it: "a loss before tax for the year ended in June *of $4 million*"."""
    time = word_before(tie)
    if time == tie or not any(map(is_sum, tie.rights)):
        return
    while time.head.i < time.i and (is_time(time.head) or _dates(time.head)):
        time = time.head
    if time.dep_ != "prep" or not _dates(time):
        return
    level = word_before(time)
    while level.dep_ == "pobj" and level.head.head.pos_ in NOUNS and level.head.head.i < level.i:
        level = level.head.head  # "profit before *tax*"
    if level.dep_ == "pobj":
        level = first_left(level.head.head, "dobj") or first_right(level.head.head, "dobj") or level.head
    if level.pos_ in NOUNS and not is_time(level):
        hang(tie, level, "prep")


def _dates(tie: Token) -> bool:
    """Tell whether a preposition or participle has a time behind it: "for the year", "ended in June"."""
    inner = (t for c in tie.rights for t in (c, *(c.rights if c.dep_ == "prep" else ())))
    return tie.dep_ in ("prep", "acl") and any(map(is_time, inner))


def _is_when(token: Token) -> bool:
    return is_time(token) or (token.shape_ == "dddd" and token.text[:2] in ("19", "20"))


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


def tie_owned(mark: Token) -> None:
    """Hang on a number whose it is, which the parsers take for its noun: "compared with *Kappa's* $9 billion"."""
    owner = mark.head
    number = next((c for c in owner.rights if c.dep_ in ("nummod", "appos") and c.left_edge.i == mark.i + 1), None)
    if number is None or not number.like_num or owner.i > mark.i or is_time(owner):
        return
    if number.i + 1 < len(number.doc) and number.nbor(1).pos_ in (*NOUNS, "ADJ"):
        return  # "Kappa's 13 members"
    hang_instead(number, owner)
    for child in [c for c in owner.rights if c.i > number.i]:
        hang(child, number)
    hang(owner, number, "poss")
