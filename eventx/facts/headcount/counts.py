"""Which numbers of an article count persons, and who they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.headcount.action import action_of
from eventx.facts.headcount.case import Case
from eventx.facts.headcount.count import History, PersonCount, count_of
from eventx.facts.headcount.elliptical import elliptical_count
from eventx.facts.headcount.phrase import CountedPhrase, counted_phrase, is_compounded, with_shared_nouns
from eventx.lexicons import lexicon, matcher
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars, Claims
from eventx.mentions.persons import is_of_people, is_plural, singular, tells_of_disease
from eventx.normalize.number import Number
from eventx.syntax.government import government_of
from eventx.syntax.labels import NOUNS, OBJECTS, SUBJECTS, VERBAL
from eventx.syntax.phrases import is_finite

_AROUND = 60  # characters of a rate


def person_counts(analysis: Analysis, claims: Claims) -> list[PersonCount]:
    """Find the numbers of persons that no other type owns, in text order."""
    diseased = tells_of_disease(analysis.text)
    phrases = with_shared_nouns([counted_phrase(analysis, number) for number in _candidates(analysis, claims)])
    nouns = [_noun_count(phrase, diseased) for phrase in phrases]
    history = History.of(nouns)
    out: list[PersonCount] = []
    for phrase, count in zip(phrases, nouns, strict=True):
        if phrase.noun is None:
            count = elliptical_count(Case.of(analysis, claims, phrase, history, diseased))
        if count is not None:
            out.append(count)
            before = phrase.begin.doc[max(phrase.begin.sent.start, phrase.begin.i - 4) : phrase.begin.i]
            part = any(t.lower_ in ("including", "among") for t in before)  # "20 hostages, among them six women"
            history = history if history.last is not None and part else replace(history, last=count)
    return out


def _candidates(analysis: Analysis, claims: Claims) -> Iterator[Number]:
    """Yield the whole numbers without a unit that no other type but a change owns."""
    for number in claims.numbers:
        counting = analysis.units.get(number.end)
        other = (counting is not None and counting.kind == "unit") or _is_rate(analysis, number)  # "310 horsepower"
        other |= is_compounded(analysis.span(number.start, number.end)[-1])  # "the five-man crew" is one
        if number.unit not in (None, "person") or other or claims.owner(number) not in (None, "change"):
            continue
        if number.value is None or (number.value == number.value.to_integral_value() and number.value >= 0):
            yield number


def _is_rate(analysis: Analysis, number: Number) -> bool:
    """Tell whether a number is of a rate: "one voter in three", "40 people per thousand", "from one to another"."""
    text, rate, rated = analysis.text, matcher("headcount", "{rate}"), matcher("headcount", "{rated}")
    before, after = text[max(0, number.start - _AROUND) : number.end], text[number.start : number.end + _AROUND]
    return bool(rate.match(after) or rated.search(before))


def _noun_count(phrase: CountedPhrase, diseased: bool) -> PersonCount | None:
    """Return the count that a number before a noun is, or None."""
    noun = phrase.noun
    if noun is None or not (is_of_people(noun, diseased) or _is_strong(phrase)) or _counts_bodies(phrase):
        return None
    if phrase.partitive and phrase.last.lower_ == "one" and not _does(phrase):
        return None  # "one of the best players", but "one of the nurses said"
    silent = phrase.is_whole  # "ten of the 14 economists", "Of its 84 cooks, half work in Peru"
    count = count_of(phrase, _who(phrase, diseased), "headcount.noun", silent=silent)
    return replace(count, action=None) if phrase.is_final else count


def _is_strong(phrase: CountedPhrase) -> bool:
    """Tell whether a number is how strong a body of persons is: "a *40*-strong delegation"."""
    words = lexicon("headcount")
    bodies = words.any_of("units", "inhabited") | lexicon("persons").any_of("groups", "tallies")
    return phrase.last.lower_ == "strong" and phrase.noun is not None and singular(phrase.noun) in bodies


def _does(phrase: CountedPhrase) -> bool:
    """Tell whether one of many does or tells something: "one of the nurses said", "freed one of the guards"."""
    governed = phrase.governed
    if governed.head.head.lower_ == "according":
        return True
    stands = governed.dep_ in SUBJECTS or (phrase.noun is not None and _is_taken(governed, phrase.noun))
    return stands and action_of(government_of(governed, phrase.begin, phrase.noun)) is not None


def _is_taken(one: Token, noun: Token) -> bool:
    """Tell whether something is done to or by one of many: "freed *one* of the guards", not "saw one of the best"."""
    tie, described = one.head, one.doc[one.i + 1 : noun.i]
    if not is_plural(noun) or any(t.tag_ in ("RBS", "JJS") or is_plural(t) for t in described):
        return False
    held = one.dep_ == "pobj" and tie.lower_ in ("to", "by", "from") and tie.head.pos_ in (*VERBAL, "ADP")
    return held or one.dep_ in (*OBJECTS, "dative")


def _counts_bodies(phrase: CountedPhrase) -> bool:
    """Tell whether those counted trade, and the names told of them are of firms: "two customers, Halden Motors"."""
    if phrase.noun is None or singular(phrase.noun) not in lexicon("headcount").trading:
        return False
    return any(name.ent_type_ == "ORG" for noun in {phrase.last, phrase.noun} for name in _names(noun))


def _names(noun: Token) -> Iterator[Token]:
    """Yield what stands in apposition to a noun, or behind "including" and "such as"."""
    for child in noun.rights:
        if child.dep_ == "appos":
            yield child
        elif child.dep_ == "prep" and child.lower_ in lexicon("headcount").naming:
            yield from child.rights


def _who(phrase: CountedPhrase, diseased: bool) -> Chars:
    """Return the characters of the counted noun phrase, with nouns coordinated to its head."""
    assert phrase.first is not None
    assert phrase.noun is not None
    doc, first, last = phrase.begin.doc, phrase.first, phrase.noun
    while (further := _coordinated(last, diseased)) is not None:
        last = further
    if phrase.partitive:  # "two of Tau's brothers"
        first = next((doc[i + 1] for i in range(phrase.noun.i - 1, first.i, -1) if doc[i].tag_ == "POS"), first)
    return first.idx, last.idx + len(last)


def _coordinated(noun: Token, diseased: bool) -> Token | None:
    """Return the next noun for persons coordinated to one: "cooks, stewards and waiters"."""
    doc, at = noun.doc, noun.i + 1
    while at < min(len(doc), noun.i + 6) and (doc[at].text == "," or doc[at].dep_ in ("cc", "amod", "compound")):
        at += 1
    if at >= len(doc) or at == noun.i + 1:
        return None
    if doc[at].dep_ == "nsubj" and doc[at].head.lemma_.lower() in lexicon("government").speaking:
        return None  # "killed nine people, police said"
    acts = doc[at].dep_ in SUBJECTS and doc[at].head.i > at and is_finite(doc[at].head)
    if acts and noun.dep_ in OBJECTS:
        return None  # "drowning 28 people, and divers were looking for others"
    joined = doc[at].dep_ in ("conj", "appos", "dobj", "nsubj", "pobj") and doc[at].pos_ in NOUNS
    return doc[at] if joined and is_of_people(doc[at], diseased) else None
