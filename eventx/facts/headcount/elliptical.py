"""Elliptical counts: numbers without a noun that count persons: "killing 107", "three are critical", "450 more"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.headcount.action import action_of
from eventx.facts.headcount.case import Case
from eventx.facts.headcount.count import PersonCount, count_of, who_of
from eventx.facts.headcount.levels import level_of, names_persons
from eventx.facts.headcount.phrase import CountedPhrase, plain
from eventx.facts.headcount.rows import row_count
from eventx.facts.headcount.stated import (
    equal_count,
    group_count,
    held_count,
    relative_count,
    state_count,
    summed_count,
    those_count,
    verb_count,
)
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.persons import is_of_people, is_plural, nouns_before, singular
from eventx.mentions.sizes import size_of
from eventx.mentions.wholes import whole_before
from eventx.syntax.arguments import object_of
from eventx.syntax.government import Government
from eventx.syntax.labels import NOUNS, OBJECTS, SUBJECTS, first_right
from eventx.syntax.phrases import follows, subject
from eventx.text.section import starting

_NEAR = 60  # tokens back to the persons told last


def elliptical_count(case: Case) -> PersonCount | None:
    """Return the count that a number without a noun is, or None."""
    if case.is_age:
        return None
    if (found := _level(case)) is not None:
        return found
    rules = (_more, _fate) if case.phrase.elliptic else _RULES
    found = next((count for rule in rules if (count := rule(case)) is not None), None)
    if found is None:
        return None
    if (absolute := _absolute(case, found)) is not None:
        return absolute
    if case.phrase.is_whole:  # "seven of the 12 charged were cleared"
        below = first_right(case.phrase.last, "acl")
        found = replace(found, action=action_of(Government(below)) if below is not None else None)
    if found.action == "say" and case.phrase.last.dep_ in OBJECTS:
        found = replace(found, action=None)  # "the union says 9,000"
    said = [child for child in case.phrase.top.head.rights if child.dep_ == "attr"]  # "of whom 900 are taxi drivers"
    if any(noun.pos_ == "NOUN" and is_plural(noun) and not is_of_people(noun, case.diseased) for noun in said):
        return None  # "3,590 are households"
    who = next((noun for noun in said if is_of_people(noun, case.diseased)), None) or whole_before(case.phrase.begin)
    return replace(found, who=plain(who)) if who is not None else found


def _absolute(case: Case, count: PersonCount) -> PersonCount | None:
    """Count a part of which no verb tells: ", eight of them children", ", two of them on contract"; None elsewhere."""
    doc, begin, last = case.analysis.doc, case.phrase.begin.i, case.phrase.last.i
    after = doc[last + 3] if last + 3 < len(doc) else None
    if doc[begin - 1].text != "," or after is None or after.pos_ not in ("ADP", *NOUNS) or not case.of_them:
        return None
    near = doc[after.i : after.i + 4]
    if starting(case.analysis.places, near.start_char + 1, near.end_char):
        return None  # "three of them in Lima" died there
    persons = is_of_people(after, case.diseased)
    return replace(count, action=None, who=plain(after) if persons else count.who)


def _level(case: Case) -> PersonCount | None:
    """Count what a number is the level of: "the death toll rose to 27"."""
    noun = level_of(case) if case.phrase.last.dep_ != "appos" else None
    if noun is None:
        return None
    words = lexicon("persons")
    measured = any(names_persons(child, case.diseased) for child in noun.lefts)
    if singular(noun) in words.figures - words.tallies and not measured:
        last = case.history.last if case.latest else None  # "puts the figure at 6,750"
        return count_of(case.phrase, who_of(last), "headcount.level", silent=True) if last is not None else None
    who = plain(noun) if singular(noun) != "level" else None  # "unemployment levels"
    return replace(count_of(case.phrase, who, "headcount.level", silent=True), level=noun)


def _more(case: Case) -> PersonCount | None:
    """Count persons like those before: "450 more", "of whom 1,100", "20 others"."""
    sentence, others = case.phrase.begin.sent, case.after is not None and case.after.lower_ == "others"
    before = sentence[0].nbor(-1).sent if (case.of_them or others) and sentence.start else sentence
    things = [number for number in case.others if case.analysis.units[number.end].kind == "counted"]
    if case.of_them:  # no part is greater than its whole: "made 118 people ill in nine states and killed 21 of them"
        things = [thing for thing in things if size_of(thing) >= size_of(case.phrase.number)]
    if things and things[-1].start >= before.start_char and not case.phrase.of_whom:
        return None  # "170 ships in Brazil and nine more in foreign ports", "... 50 firms. It owns 13 of them"
    who = _antecedent(case)
    verb, seeks = case.government.verb, action_of(case.government) in lexicon("headcount").searches
    seeker = subject(verb) if verb is not None and seeks else None
    if seeker is not None and is_of_people(seeker):  # "police are looking for four more"
        return count_of(case.phrase, who if who != plain(seeker) else None, "headcount.more")
    if who is None and case.same is None:
        return verb_count(case)  # "Over 400 have died. A further 1,500 were hospitalised"
    return _continue(case, count_of(case.phrase, who, "headcount.more"))


def _antecedent(case: Case) -> Chars | None:
    """Return the persons of an ellipsis or pronoun: those last counted, or the nearest plural noun for persons."""
    after, last, begin = case.after, case.history.last, case.phrase.begin
    if after is not None and after.lower_ == "others":
        return after.idx, after.idx + len(after)
    near = next((noun for noun in nouns_before(begin, plural=True) if is_of_people(noun, case.diseased)), None)
    if last is not None and begin.i - last.phrase.last.i < _NEAR:
        pronoun = case.same is None and near is not None and near.sent == begin.sent and near.dep_ != "poss"
        return plain(near) if near is not None and pronoun else last.who  # "it owes the men pay; 40 of them"
    return plain(near) if near is not None else None


def _continue(case: Case, count: PersonCount) -> PersonCount:
    """Take the verb of the count before where an ellipsis has none; "up from 85" and "900 fewer" never have one.

    The place beside the number is its own: "the US sent 20,000 of them, the UAE 18,900".
    """
    same, verb, end = case.same, count.government.verb, count.phrase.last.i
    behind = case.analysis.doc[end + 1 : end + 3].text.lower()
    if count.phrase.is_compared or behind == "more than" or behind.startswith(("fewer", "less", "whose")):
        return replace(count, action=None)
    if same is None:
        return count
    chars, listed = _place_before(case)
    if listed and chars is not None:  # "followed by Qatar with 88,000"
        return replace(count, government=Government(), action=None, place=chars)
    if verb is not None and verb != same.government.verb:
        return count
    return replace(count, government=same.government, action=same.action, place=chars)


def _place_before(case: Case) -> tuple[Chars | None, bool]:
    """Return the place right before a number, and whether "with" stands between."""
    doc, places, at = case.analysis.doc, case.analysis.places, case.phrase.begin.i - 1
    while at > 0 and doc[at].dep_ in ("advmod", "quantmod"):
        at -= 1
    listed = at > 0 and doc[at].lower_ == "with"
    before = doc[at - listed]
    end = before.idx + len(before)
    index = bisect_left(places, end, key=lambda place: place.end)
    named = index < len(places) and places[index].end == end
    return (places[index].start, end) if named else None, listed


def _fate(case: Case) -> PersonCount | None:
    """Count those to whom is done what is done to persons: "some 50 were treated", "Four freed in Haiti"."""
    verb, number = case.government.verb, case.phrase.last
    if verb is None or not case.bare or number.lower_ == "one" or number.pos_ == "PROPN":
        return None
    doer = subject(verb) if number.dep_ in OBJECTS and number.head == verb else None
    if doer is not None:  # "police hold 12"
        suffers = doer.lower_ in lexicon("headcount").lawmen
    else:
        titled = (
            verb.tag_ == "VBD" and verb.i == number.i + 1 and verb.sent[-1].text != "."
        )  # "Five quizzed over theft"
        suffers = (verb.tag_ == "VBN" or titled) and (
            number.dep_ in SUBJECTS or (verb.dep_ == "acl" and verb.head == number)
        )
    known = not lexicon("headcount").suffered.isdisjoint((verb.lemma_, action_of(case.government)))
    things = (c for c in verb.rights if c.dep_ in OBJECTS and c != number)
    if not suffers or not known or next(things, None) is not None or _tells_of_things(case):
        return None
    return count_of(case.phrase, who_of(case.same), "headcount.verb")


def _tells_of_things(case: Case) -> bool:
    """Tell whether things were counted or told of just before: "two banks failed and 12 were saved"."""
    if any(case.analysis.units[other.end].kind == "counted" for other in case.rivals) or _is_of_things(case):
        return True
    begin = case.phrase.begin
    near = next((noun for noun in nouns_before(begin, plural=True) if noun.sent == begin.sent), None)
    return near is not None and near.dep_ in (*SUBJECTS, *OBJECTS) and not is_of_people(near, case.diseased)


def _joined(case: Case) -> PersonCount | None:
    """Count more of those whom the clause before tells of: "The charity takes in orphans and cares for *70*"."""
    number, verb = case.phrase.last, case.government.verb
    tie = number.head if number.dep_ == "pobj" and number.head.lower_ == "for" else number
    if (
        verb is None
        or tie.head != verb
        or (tie == number and number.dep_ != "dobj")
        or not case.bare
        or case.is_strange
    ):
        return None
    near = next(nouns_before(case.phrase.begin, plural=True), None)
    if near is None or not is_of_people(near, case.diseased) or verb.lemma_ in lexicon("headcount").making:
        return None
    within = near.dep_ == "pobj" and near.head.lower_ == "of" and near.head.head.dep_ == "dobj"  # "half of its pupils"
    over = near.head.head.head if within else near.head
    told = (within or near.dep_ == "dobj") and (over == verb.head or over.head == verb) and over.i < near.i < verb.i
    return count_of(case.phrase, plain(near), "headcount.gap") if told else None


def _gap(case: Case) -> PersonCount | None:
    """Count in a clause that leaves out noun and verb: "the US sent 20,000 troops, the UAE 18,900"."""
    number, same = case.phrase.last, case.same
    begin = case.phrase.begin
    labelled = begin.i > 1 and follows(begin, ":") and follows(begin.nbor(-2), ",")  # "Staff: 40, shops: 12"
    if same is None or number.lower_ == "one" or not case.latest or labelled:
        return None
    if number.dep_ == "pobj" and number.head.lower_ in lexicon("headcount").beyond:
        return None  # "22 of 30 said beyond 7"
    return _continue(case, count_of(case.phrase, same.who, "headcount.gap"))


def _again(case: Case) -> PersonCount | None:
    """Take up the persons that the article counts: "three are critical"."""
    history, phrase, after, value = case.history, case.phrase, case.after, case.phrase.number.value
    last, number = history.last, case.phrase.last
    if not value or not case.bare or number.lower_ == "one" or case.is_strange:
        return None
    if after is not None and (after.lower_ in ("of", "per") or after.tag_ == "VBZ"):
        return None  # "the 2 is running"
    known = value in history.values and (value > 9 or follows(phrase.begin, "the"))
    if last is None:  # a title whose number the text tells the noun of: "Axle maker to shed 600"
        return count_of(phrase, history.values[value], "headcount.again") if known and value > 99 else None
    far = phrase.begin.i - last.phrase.last.i > 2 * _NEAR
    if not known and (case.government.verb is None or case.rivals or far):
        return None
    if not _takes_up(phrase, after, known) or _is_of_things(case):
        return None
    return count_of(phrase, history.values.get(value) or who_of(last), "headcount.again")


def _is_of_things(case: Case) -> bool:
    """Tell whether things are told of, which are made or sold, or those of the clause before."""
    verb, number = case.government.verb, case.phrase.last
    if verb is None:
        return False
    if number.dep_ in OBJECTS and verb.lemma_ in lexicon("headcount").making:
        return True  # "last year it built 402"
    told = subject(verb.head) if verb.dep_ == "conj" else None
    told = (
        object_of(told, "of") or told if told is not None else None
    )  # "thousands of *workers* left and 250 were told"
    return told is not None and is_plural(told) and not is_of_people(told, case.diseased)


def _takes_up(phrase: CountedPhrase, after: Token | None, known: bool) -> bool:
    """Tell whether a bare number stands where one of persons does: as an argument, or with a verb behind it."""
    number = phrase.last
    if number.dep_ == "attr" and (noun := subject(number.head)) is not None and noun.pos_ in NOUNS:
        return False  # "the capacity is 81,400"
    if after is not None and after.tag_ in ("VBD", "VBP", "VBN", "MD"):
        return True
    meant = known or follows(phrase.begin, "the")  # "one of the 118"
    if number.dep_ == "pobj":
        return number.head.lower_ in ({"for", "of", "with"} if meant else {"for", "with"})
    return number.dep_ in SUBJECTS or number.dep_ in OBJECTS or number.dep_ == "attr"


_RULES = (
    row_count,
    those_count,
    relative_count,
    equal_count,
    summed_count,
    state_count,
    verb_count,
    held_count,
    group_count,
    _gap,
    _again,
    _fate,
    _joined,
)
