"""What a level is a level of: "140 *people*", "19,400 tonnes of *salmon*", "*sales* of $5 million"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from spacy.tokens import Span, Token

from eventx.facts.change.standards import SMALL
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import nouns, verbs
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import counted_out, is_amount, is_quoted
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import AUXILIARIES, NOUNS, PLACED, PLURAL, SUBJECTS, has_left, has_right
from eventx.syntax.nominals import top_noun
from eventx.syntax.phrases import (
    follows,
    governing_verb,
    is_time,
    modified,
    noun_phrase,
    object_before,
    subject,
    whole_phrase,
)

_UNCOUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL"})
_LISTED = frozenset({*NOUNS, "ADJ", "CCONJ", "PUNCT"})
_PARTING = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT"})
_EXPECTED = 6  # tokens behind a level that tell that it was one expected
_HEADED = 6  # tokens of "Crime down 8 per cent of"
_POLLED = 30  # points that a party gains or loses in a poll, at most
_REVISED = 4  # tokens before a word of change that tell that a forecast changes


def measured_noun(level: Value, end: int, clause: Clause) -> Chars | None:
    """Return the characters of what a level measures by the words beside it, or None.

    ``end`` is the token at which the words of the level end.
    """
    return next((found for rule in _RULES if (found := rule(level, end, clause)) is not None), None)


def part_of(value: Value, end: int, clause: Clause) -> Chars | None:
    """Read "61% of *households*", "0.2 points off *growth*"; no "a third of its value"."""
    held = clause.whole(value, ("of", "off")) if value.relative else None
    chars = noun_phrase(held) if held is not None else None
    own = held is not None and chars is not None and (held.lower_ not in ("value", "worth") or chars[0] < held.idx)
    return chars if own else None


def _is_of_measure(level: Value, clause: Clause) -> bool:
    """Tell whether what is counted only says where a measure stands: "*deliveries* were 5 million cars, up 3%"."""
    verb = governing_verb(clause.span.doc[level.first])
    held = subject(verb) if verb is not None and verb.lemma_ in lexicon("direction").standing else None
    bodies = lexicon("entities").any_of("bodies", "offices")
    if held is None or held.pos_ != "NOUN" or held.i > level.first or held.is_ancestor(clause.span.doc[level.first]):
        return False  # "a total of 300 tourists came"
    return held.lemma_.lower() not in bodies and not is_of_people(held)


def _counted(level: Value, end: int, clause: Clause) -> Chars | None:
    """Read "140 *people*", "19,400 tonnes of *salmon*", "$5 million of *goods*"."""
    doc = clause.span.doc
    first, last = doc[level.last], None
    timed = is_time(first) and first.pos_ != "ADJ"  # but "45 million *monthly* users"
    plain = level.number.unit in (None, "person", first.lemma_.lower())
    counted = plain and level.prep != "at" and not timed
    if counted and not _is_of_measure(level, clause):
        for token in doc[level.last : end]:
            if can_change(token):
                last = token
            elif last is not None and token.dep_ == "cc" and modified(last) != last:
                continue  # "5,000 futures *and* options contracts"
            elif not _describes(token) or (is_time(token) and last is not None):
                break
        if last is not None and last.lemma_.lower() not in lexicon("change").any_of("measures", "points"):
            return first.idx, counted_end(last, end)
    last = last or doc[level.last - 1]
    stuff = counted_out(last)
    fits = stuff is not None and stuff.i < end and (last.nbor(1).lower_ != "in" or (level.money and is_amount(stuff)))
    return whole_phrase(stuff) if stuff is not None and fits else None  # "$5 million in *sales*"


def counted_end(noun: Token, end: int) -> int:
    """Return where what is counted ends, with what it is of, before token ``end``: "*reports of theft*"."""
    stuff = counted_out(noun) if noun.nbor(1).lower_ == "of" else None
    return whole_phrase(stuff)[1] if stuff is not None and stuff.i < end else noun.idx + len(noun)


def _describes(token: Token) -> bool:
    """Tell whether a word may stand between a number and what it counts: "9 million *paying* users"."""
    return token.pos_ == "ADJ" or token.text == "-" or (token.tag_ in ("VBG", "VBN") and token.dep_ == "amod")


def _premodified(level: Value, end: int, clause: Clause) -> Chars | None:
    """Read "a 5% *stake in Kestrel*, up from 3%", "a $9 million *budget*, up 3%"."""
    first = clause.counted(level) if level.number.unit == "percent" or level.money else None
    noun = modified(first) if first is not None and first.pos_ != "ADP" else None
    if noun is None or not can_change(noun) or is_when(noun) or noun.i >= end:
        return None
    return max(noun_phrase(noun)[0], level.number.end + 1), noun_phrase(noun)[1]


def _object_at(level: Value, end: int, clause: Clause) -> Chars | None:
    """Read "puts *unemployment* at 5%", "bought *milk powder* for $3 million"."""
    verb = governing_verb(clause.span.doc[level.first]) if level.prep in ("at", "for") else None
    held = object_before(verb, clause.span.doc[level.lead]) if verb is not None else None
    return noun_phrase(held) if held is not None and not (is_when(held) or _is_dealt(held)) else None


def _standing(level: Value, end: int, clause: Clause) -> Chars | None:
    """Read "put *Smith* at 8% and *Jones* at 4%", "had *Labour* on 29%", "followed by *Ms. Reyes* with 39%"."""
    at = level.lead - 2
    if level.prep not in ("at", "on", "with") or level.money or at < clause.span.start:
        return None
    noun = clause.span.doc[at]
    if not can_change(noun) or is_when(noun) or not follows(noun.left_edge, *lexicon("change").placing):
        return None
    return noun_phrase(noun)[0], noun.idx + len(noun)


def _noun_beside(level: Value, end: int, clause: Clause) -> Chars | None:
    """Read "*sales* of $5 million"; no "cost the *state* $5 million"."""
    doc, at = clause.span.doc, level.lead - 1
    linked = at > clause.span.start and doc[at].lower_ in lexicon("change").linking
    noun = doc[at - linked]
    if (
        at < clause.span.start
        or not can_change(noun)
        or is_when(noun)
        or _is_dealt(noun)
        or (not linked and noun.dep_ in ("dobj", "dative", "iobj"))
    ):
        return None
    start, stop = noun_phrase(top_noun(noun) if not linked or noun.pos_ == "PROPN" else noun)
    return min(start, noun_phrase(_first_of(noun))[0]), min(stop, noun.idx + len(noun))


def _is_dealt(noun: Token) -> bool:
    """Tell whether a noun is part of what is done with a thing at its price: "were changing *hands* at $5"."""
    return f"{noun.head.lemma_} {noun.lower_}" in lexicon("change").dealt


def _first_of(noun: Token) -> Token:
    """Return the first of nouns listed up to one: "*vehicles* and parts worth $5 million"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    listed = all(t.pos_ in _LISTED for t in noun.doc[first.left_edge.i : noun.i])
    return first if listed and first.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") else noun


_RULES: tuple[Callable[[Value, int, Clause], Chars | None], ...] = (
    part_of, _counted, _premodified, _standing, _object_at, _noun_beside,
)  # fmt: skip


def is_when(noun: Token) -> bool:
    """Tell whether a noun tells when something moved: "ended the *week* 3% higher", "the *session* 3% higher"."""
    return is_time(noun) or noun.lemma_.lower() in lexicon("change").venues


def is_measured(noun: Token) -> bool:
    """Tell whether a noun right behind a per cent is what has it: "holds a 5% *stake*", no "wants 5% this year"."""
    return can_change(noun) and not is_when(noun)


def is_seat(noun: Token) -> bool:
    """Tell whether a name says where something changes: "a fall of 3% in *Peru*"."""
    alone = noun.ent_type_ in PLACED and all(t.pos_ not in NOUNS for t in noun.doc[noun.i + 1 : noun.i + 2])
    return alone and noun.dep_ == "pobj" and noun.head.lower_ == "in"  # no "in *China* sales"


def can_change(noun: Token) -> bool:
    """Tell whether a word is a noun, and no number or time."""
    return noun.pos_ in NOUNS and noun.ent_type_ not in _UNCOUNTED


def lies(base: str, after: Token, clause: Clause) -> bool:
    """Tell where something lies: "*fall in* the range of 3% to 5%", "*fell 9% short* of the goal"."""
    terms, value = lexicon("change"), clause.ahead(after.i)
    behind = clause.counted(value) if value is not None else after
    told = any(v.prep == "by" and v.lead > after.i for v in clause.values)  # "fell in real terms *by 3%*"
    return (f"{base} {after.lower_}" in terms.lying and not told) or (
        behind is not None and f"{base} {behind.lower_}" in terms.lagging
    )


def mover_of(token: Token, clause: Clause) -> Token | None:
    """Return the verb whose object stands before its adverb: "*pushed* barley down"."""
    verb = token.head.head.head if token.head.dep_ == "pobj" else token.head
    objects = (c for c in verb.rights if c.dep_ == "dobj" and not follows(token, ","))
    amount = clause.behind(token.i)
    start = amount.lead if amount is not None else token.i  # "dragged the index 3% lower"
    ends = [c.right_edge.i + 1 for c in objects]
    held = any(end == start or (end < start and _is_of_held(token.doc[end], start)) for end in ends)
    return verb if held else None


def _is_of_held(tie: Token, start: int) -> bool:
    """Tell whether a phrase says, up to a token, what the object of its verb is of: "sent shares *in* Alba"."""
    return tie.i < start <= tie.right_edge.i + 1 and tie.lower_ in ("in", "of") and tie.dep_ == "prep"


def is_contested(verb: Token, base: str) -> bool:
    """Tell whether what is lost is a contest, by so many to so many: "lost the *vote* by 9 to 4"."""
    words = lexicon("change").contested if base == "lose" else frozenset()
    return any(c.dep_ == "dobj" and c.lemma_.lower() in words for c in verb.rights)


def is_deed(token: Token) -> bool:
    """Tell whether a noun of change is a verb here, and tells none: "will *build* a plant at a cost of $3 million"."""
    return token.pos_ == "VERB" and has_left(token, *SUBJECTS, *AUXILIARIES)


def is_deed_of(token: Token, told: Value) -> bool:
    """Tell whether those whom a number counts do what is behind it: "*three banks cut* rates", no "a 2 points cut"."""
    doer, unit = token.nbor(-1), told.number.unit
    many = doer.tag_ in PLURAL or (doer.dep_ in SUBJECTS and doer.head == token)
    given = token.doc[max(0, told.lead - 1)].lower_ in ("a", "an")
    if not many or given or told.points or unit not in (None, "person"):
        return False
    if token.pos_ in NOUNS:
        return doer.dep_ == "compound" and unit is None  # "eleven firms *hike* pay"
    passive = verbs()[token.lower_].object and token.lower_ in lexicon("lemma").unmarked  # "200 jobs *cut* at Kappa"
    back = any(c.lower_ in lexicon("change").joined for c in token.rights)  # "30 firms cut *back* on staff"
    return not passive or back or has_right(token, "dobj", "prt")


def is_plural_noun(verb: Token) -> bool:
    """Tell whether the tagger took the noun of a headline for a verb: "Alba *shares* up 12%"."""
    told, terms = is_quoted(verb) or verb.lower_ in lexicon("change").traded, lexicon("change")
    told = (told and verb.tag_ == "VBZ") or verb.lower_ in terms.wired  # "Alba Q3 *net* up 4%"
    behind = verb.doc[verb.i + 2 : verb.i + _HEADED]  # no "track down 8% *of* debtors"
    first = bool(verb.is_sent_start) and verb.tag_ in ("VB", "VBP") and all(t.lower_ != "of" for t in behind)
    opens = first and verb.lower_ not in {*terms.movers, *verbs()}
    return (told or opens) and all(c.pos_ not in ("PRON", "AUX") for c in verb.lefts)  # "*Crime* down 8%"


def with_relative(noun: Token, end: int, last: int) -> int:
    """Return where a phrase ends with the clause right behind it that says which: "the *amount it spends on roads*"."""
    vague = noun.lemma_.lower() in lexicon("change").vague
    told = (c for c in noun.subtree if c.dep_ == "relcl" and c.left_edge.i and c.left_edge.idx == end + 1)
    clause = next(told, None) if vague else None
    if clause is None or clause.right_edge.i >= last:
        return end
    whole = noun.doc[clause.left_edge.i : clause.right_edge.i + 1]
    inside = list(takewhile(lambda t: not (t.is_punct or _is_timed(t)), whole))
    if any(t.like_num for t in inside):
        return end  # no "level which fell 4%"
    return max((t.idx + len(t) for t in inside), default=end)


def _is_timed(token: Token) -> bool:
    """Tell whether a time begins: "that it spends *last* year", "who came *in* July"."""
    return is_time(token) or any(is_time(c) for c in token.rights if token.dep_ == "prep")


def is_expected(moved: Token, level: Value, clause: Clause) -> bool:
    """Tell whether a level was expected only, and no forecast is what changes: "against the $5 million *expected*"."""
    doc, end = clause.span.doc, min(level.last + _EXPECTED, clause.span.end)
    behind = takewhile(lambda t: t.text == "-" or t.pos_ not in _PARTING, doc[level.last : end])  # no "$5 as told"
    before = doc[max(clause.span.start, moved.i - _REVISED) : level.lead]
    return any(map(_tells_hope, behind)) and not any(map(_tells_hope, before))


def is_to_level(value: Value, counted: Token | None, clause: Clause) -> bool:
    """Tell whether a level of the same things follows: "output fell *2 million bags* to 9 million", no "to 3 clubs"."""
    level = next((v for v in clause.values if v.prep == "to" and v.lead == value.last + 2), None)
    after = clause.counted(level) if level is not None else None
    other = after is not None and after.pos_ in NOUNS and not is_time(after)
    same = after is not None and counted is not None and after.lemma_ == counted.lemma_
    return level is not None and level.number.unit in (None, value.number.unit) and (same or not other)


def _tells_hope(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.lemma_ in lexicon("government").expecting
    return token.lemma_ in lexicon("modality").forecast.nouns


def is_of_other(token: Token, clause: Clause) -> bool:
    """Tell whether a particle is that of a verb taken for a noun, with a sum as its object: "*Mops up* $35 million"."""
    verb, value = token.head, clause.ahead(token.i + 1)
    known = lexicon("change").any_of("movers", "traded") | {*verbs(), *nouns()}
    held = value is not None and not value.relative and value.first == token.i + 1
    small = value is not None and value.money and (value.number.value or SMALL) < SMALL
    if small and verb.left_edge.is_sent_start and verb.lemma_.lower() not in lexicon("change").mustering:
        return False  # "*Petrol* up 5p in a month"
    return token.dep_ == "prt" and held and known.isdisjoint((verb.lemma_.lower(), verb.lower_))


def is_polled(value: Value, sentence: Span) -> bool:
    """Tell whether points are those of a party or candidate: "up three points, the *poll* found"; no "100 points"."""
    few = (value.points or value.number.unit == "point") and (value.number.value or _POLLED) < _POLLED
    return few and any(token.lower_ in lexicon("change").polling for token in sentence)
