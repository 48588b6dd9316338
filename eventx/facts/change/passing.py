"""Passing: whether the levels behind a verb tell the way of a change, "went from 3 to 5", "sent yields above 4%"."""

from __future__ import annotations

from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from eventx.facts.change.levels import can_change, is_contested
from eventx.facts.change.steady import OBJECT_PARTS, is_market, is_offered
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import WAYS, Word, nouns, verbs, ways
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.records import Direction
from eventx.syntax.government import is_taxed
from eventx.syntax.labels import NOUNS, PAST, first_right, has_left
from eventx.syntax.phrases import follows, is_time, object_before, precedes, subject
from eventx.syntax.tokens import ends_compound

_ANY = frozenset({"a", "an"})
_LEVELS = 18  # tokens from a verb to the level that it set out from
_PASSED = 8  # tokens from a verb to the level that is passed


def way_past(value: Value, doc: Doc) -> Direction | None:
    """Return the way in which a level is passed: up of "above $70", down of "below $70"; none of "just under 2%"."""
    terms = lexicon("change")
    words = (
        t for t in doc[value.lead - 1 : value.first] if not (t.lower_ in terms.bounding and follows(t, *terms.short))
    )
    told = {ways("passing").get(token.lower_) for token in words}
    return next((way for way in WAYS if way in told), None)


def is_past(value: Value, doc: Doc, way: Direction | None) -> bool:
    """Tell whether what moved a way passed a level: "fell *under 90*", no "grew under 90", no "fell under 5%"."""
    past, bounding = way_past(value, doc), lexicon("change").bounding
    plain = all(t.lower_ not in bounding for t in doc[value.lead - 1 : value.first])
    return past is not None and (plain or (past == way and value.prep != "by" and value.number.unit != "percent"))


def picks_out(verb: Token, value: Value) -> bool:
    """Tell whether a sum says which of what is taxed are meant: "raised the tax on *incomes above $5*"."""
    between = reversed(verb.doc[verb.i + 1 : value.lead])
    return value.money and any(map(is_taxed, islice((t for t in between if t.pos_ in NOUNS), 1)))


def way_of_subject(verb: Token) -> Direction | None:
    """Return the way of a change that takes something to a level: up of "the *rise* takes the rate to 5%"."""
    word = nouns().get(held.lower_) if (held := subject(verb)) is not None and verb.dep_ == "ROOT" else None
    return word.direction if word is not None else _way_of_sum(verb)


def _way_of_sum(verb: Token) -> Direction | None:
    """Return the way in which something adds up: "two were found, *bringing the total* to 9", "cut it, *taking rates*".

    A sum grows, unless it is that of a time or the clause above tells of who leaves; a price or rate goes its way.
    """
    terms, held = lexicon("change"), first_right(verb, "dobj")
    if verb.lemma_ not in terms.summing or held is None or has_left(held, "nummod") or held.left_edge.lower_ in _ANY:
        return None
    over, noun = (verb.head if verb.tag_ == "VBG" and verb.dep_ == "advcl" else verb), held.lemma_.lower()
    word = verbs().get(over.lower_) if over != verb else None
    known = terms.any_of("totals", "prices", "divided") | lexicon("direction").rates
    if word is not None and word.direction in WAYS and noun in known:
        return word.direction
    who = subject(over)
    leaving = {over.lemma_.lower(), who.lemma_.lower() if who is not None else ""} & terms.leaving
    between = takewhile(lambda t: t.lower_ != "to", verb.doc[held.i :])
    timed = any(is_time(t) or t.ent_type_ == "DATE" for t in between)  # "the total for 2024"
    return "up" if noun in terms.totals and not (leaving or timed) else None


def has_levels(token: Token, verb: Word, clause: Clause) -> bool:
    """Tell whether levels follow: "sent yields above 4%", "went from 3 to 5", "reached 8% in May from 9%"."""
    terms, after = lexicon("change"), clause.after(token)
    if verb.base not in terms.reaching and any(passes(token, value) for value in clause.values):
        return True
    if verb.base in terms.reaching or verb.base in terms.carrying:
        behind = (v for v in clause.values if v.prep == "from" and 0 < v.lead - token.i < _LEVELS)
        plain = verb.base in terms.reaching or any(v.prep == "to" for v in clause.values)
        held = (v for v in behind if plain or v.relative or v.money)  # no "sent 20% of it abroad from 12 ports"
        if any(token.doc[value.lead - 2].lower_ not in terms.particles for value in held):
            return True
        carried = verb.base in terms.carrying and plain and way_of_subject(token) is not None
        return carried and not _is_turned(token, clause)
    return after is not None and after.lower_ in ("from", "to")


def _is_turned(verb: Token, clause: Clause) -> bool:
    """Tell whether an adverb tells which way a verb carries its object: "a cut sent *oil up* 4% to $93"."""
    level = next((value for value in clause.values if value.prep == "to" and value.lead > verb.i), None)
    between = verb.doc[verb.i + 1 : level.lead] if level is not None else ()
    return any(token.lower_ in ways("adverbs") for token in between)


def passes(verb: Token, level: Value) -> bool:
    """Tell whether a verb takes something past a level: "went below 5%", "sent *yields* above 4%"."""
    if not 0 < level.first - verb.i < _PASSED or way_past(level, verb.doc) is None:
        return False
    carries = verbs()[verb.lower_].object
    at = next(i for i in range(level.first - 1, verb.i - 1, -1) if verb.doc[i].lower_ in ways("passing"))
    between = verb.doc[verb.i + 1 : at]
    held = next((t for t in reversed(between) if can_change(t)), None)
    plain = all((t.pos_ in OBJECT_PARTS or t.lower_ == "of") and t.lower_ not in ("a", "an") for t in between)
    if not plain or carries != (held is not None):
        return False  # "took a stake above 5%", "moved the tax above 5%"
    if held is None:  # "rates can go above 5%" tells no change
        return len(between) < 2 and (level.relative or level.money) and verb.tag_ in PAST
    owned = any(t.tag_ in ("PRP$", "POS") for t in between)
    known = owned or (is_market(held) and any(t.lower_ == "the" for t in between))
    return level.relative or known  # no "sends payments above $9 to the tax office"


def does_other(verb: Token, word: Word, level: Value, clause: Clause) -> bool:
    """Tell whether a verb has another object than how far something moved: "climbed *14 peaks* above 8,000 metres"."""
    if word.object:
        return False
    told = [v for v in clause.values if verb.i < v.first < level.first and v.prep != "from"]
    held = object_before(verb, clause.span.doc[level.first])
    amount = held is None or held.lemma_.lower() in lexicon("change").degrees or is_time(held)
    return not all(v.relative or v.money for v in told) or not (amount or told)


def is_apart(verb: Token, word: Word, clause: Clause) -> bool:
    """Tell whether a contest is lost, or a thing made into so many: "lost the *vote* by 9 to 4", "*cut* into 12"."""
    parts = clause.ahead(verb.i + 2) if word.direction == "down" and precedes(verb, "into") else None
    return is_contested(verb, word.base) or (parts is not None and not (parts.money or parts.relative))


def is_no_way(way: Token, clause: Clause) -> bool:
    """Tell whether an adverb tells no change: it is part of a name or offer, or those who do it are told by number.

    "Was turned *down* by half of the staff".
    """
    votes = clause.ahead(way.i + 2) if has_left(way.head, "auxpass") and precedes(way, "by") else None
    whole = clause.whole(votes, ("of",)) if votes is not None else None
    return is_offered(way) or ends_compound(way) or (whole is not None and is_person(whole))


def closes_gap(verb: Token, clause: Clause) -> bool:
    """Tell whether what lies between two closes by or to so much: "the *gap* has closed to 3 points"."""
    terms = lexicon("change").closing
    if verb.pos_ != "VERB" or verb.lemma_ not in terms.verbs:
        return False
    held = (subject(verb), first_right(verb, "dobj"), verb.head if verb.dep_ == "acl" else None)  # "the gap closed by"
    level = any(v.prep in ("by", "to") and 0 < v.lead - verb.i < _LEVELS for v in clause.values)
    return level and any(noun is not None and noun.lemma_.lower() in terms.gaps for noun in held)
