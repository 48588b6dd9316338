"""Referents: whom a pronoun stands for, a party with a name, or who was told of right before without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_beside, is_body
from eventx.facts.statement.entities import gender_of
from eventx.lexicons import lexicon
from eventx.mentions.memory import remembered
from eventx.mentions.names.traits import is_acting
from eventx.mentions.persons import is_person, is_plural
from eventx.records import Actor
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, has_right
from eventx.syntax.tense import is_report
from eventx.text.section import last_before

if TYPE_CHECKING:
    from eventx.events.entities.index import EntityIndex

_NEAR = 40  # tokens within which a pronoun stands for what is named before it
_KNOWN = 40  # names before among which one of a land is sought
_FRESH = frozenset({"a", "an", "one", "another"})
_HELD = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})
"""Where those stand to whom a court or the police do it: "found *three men* guilty", "a case against *a man*"."""
_MANY = frozenset({"they", "their"})
_SINGLE = frozenset({"it", "its"})


def referent_of(entities: EntityIndex, token: Token, persons: bool) -> Actor | None:
    """Return what a pronoun stands for: the last subject, else the only person, or the body that weighs most."""
    if (unnamed := _unnamed(entities, token, persons)) is not None:
        return entities.actor(unnamed)
    if means_people(entities, token) or means_another(entities, token):
        return None
    found = next(_subjects(entities, token, persons), None)
    if found is not None:
        return found
    name = entities.antecedents.only_person(token) if persons else entities.antecedents.latest(token)
    return entities.as_actor(name) if name is not None else None


def compatriot_of(entities: EntityIndex, token: Token) -> Actor | None:
    """Return who, named last before, is said to be of a land: of "Spaniard *Luis Vega* led. The Spaniard won"."""
    lands = {p.place.country for p in entities.places_in(token.idx, token.idx + len(token))}
    for name in reversed(last_before(entities.analysis.names, token.idx, _KNOWN)):
        root = entities.root(name.start, name.end)
        told = any(c.text == token.text for c in root.lefts) and name.kind in ("person", "other")
        held = entities.places_in(root.left_edge.idx, root.idx) if name.kind == "person" else ()
        if told or any(p.place.country in lands for p in held):
            return entities.as_actor(replace(name, kind="person"))
    return None


@remembered
def means_people(entities: EntityIndex, token: Token) -> bool:
    """Tell whether a pronoun stands for people who have no name: "*Exporters* put *their* losses at $3 million"."""
    last = next((t for t in _doers(token) if t.pos_ in NOUNS), None) if token.lower_ in _MANY else None
    return last is not None and _are_people(entities, last)


@remembered
def means_another(entities: EntityIndex, token: Token) -> bool:
    """Tell whether a word stands for one beside a firm, who has no name: "*Its rival* fell", "*the parent company*".

    So does a pronoun behind such a subject.
    """
    if token.lower_ in _SINGLE:
        last = next((t for t in _doers(token) if t.pos_ in NOUNS or t.tag_ == "PRP"), None)
        return last is not None and last.pos_ == "NOUN" and last.head.dep_ == "ROOT" and means_another(entities, last)
    if token.pos_ != "NOUN" or not is_beside(token) or token.tag_ == "NNS":
        return False
    actor = entities.actor(token)
    return entities.beside(token) is None and (actor is None or actor.name == actor.mention.text)


def _doers(token: Token) -> Iterator[Token]:
    """Yield who acts near before a pronoun, the last first, but for who does so in its own clause."""
    apart = token.dep_ != "poss" or token.head.lemma_.lower() in lexicon("telling").heirs  # "named *his* successor"
    verb = syntax.governing_verb(token) if apart else None
    near = reversed(token.doc[max(0, token.i - _NEAR) : token.i])
    return (t for t in near if is_acting(t) and verb not in (t.head, (syntax.antecedent(t) or t).head))


def _are_people(entities: EntityIndex, noun: Token) -> bool:
    """Tell whether a noun stands for several who have no name: "six managers", "the couple"."""
    several = is_plural(noun) or noun.lemma_.lower() in lexicon("entities").sets
    return several and entities.named(noun) is None and entities.is_somebody(noun)


def _unnamed(entities: EntityIndex, token: Token, persons: bool) -> Token | None:
    """Return the people, or the person, without a name of the sentence before, that a pronoun stands for.

    "*Six managers* have left. *They* will open a mill", "*a man* was arrested. *He* was charged".
    """
    if token.dep_ == "poss" or not (persons or token.lower_ in _MANY) or not token.sent.start:
        return None
    before = token.doc[token.sent.start - 1].sent
    doers = [t for t in before if t.dep_ in NOUN_SUBJECTS and t.head.dep_ in ("ROOT", "conj") and t.pos_ != "PRON"]
    return _of_number(entities, doers[-1], token, persons) if doers else None


def _of_number(entities: EntityIndex, doer: Token, token: Token, persons: bool) -> Token | None:
    """Return who of a clause, told by its subject, is one, or several, as a pronoun is: no *court* "was sentenced"."""
    judging = doer.dep_ == "nsubj" and doer.lemma_.lower() in lexicon("legal").authorities
    held = [t for t in doer.head.subtree if t.i > doer.head.i and t.dep_ in _HELD] if judging else []
    free = [t for t in (doer, *held) if t is not doer or not (judging and token.dep_ == "nsubjpass")]
    if not persons:
        return next((t for t in free if _are_people(entities, t)), None)
    named = next(_subjects(entities, token, persons), None)
    return next((t for t in free if _is_tried(entities, t, doer) or _is_one(entities, t, token, named)), None)


def _is_tried(entities: EntityIndex, noun: Token, doer: Token) -> bool:
    """Tell whether a word names the person to whom a court or the police do something: "arrested *Ann Low*"."""
    actor = entities.named(noun) if noun is not doer else None
    return actor is not None and actor.kind == "person"


def _is_one(entities: EntityIndex, noun: Token, token: Token, named: Actor | None) -> bool:
    """Tell whether a noun is one without a name, who says nothing, and no description of who was ``named`` last."""
    told = noun.dep_ in NOUN_SUBJECTS and is_report(noun.head)
    if told or noun.tag_ != "NN" or not is_person(noun) or entities.beside(noun) is not None:
        return False
    if _gender(noun) not in (None, _gender(token)) or any(_is_same(t, token) for t in noun.sent):
        return False
    if named is None or any(c.lower_ in _FRESH for c in noun.lefts):
        return True
    suffers = entities.root(named.mention.start, named.mention.end).dep_ == "nsubjpass"
    return suffers and noun.lemma_.lower() in lexicon("entities").culprits


def _gender(token: Token) -> str | None:
    """Return the gender that a noun or pronoun tells of: "f", "m" or nothing."""
    words, word = lexicon("statement").pronoun, {token.lower_}
    return "m" if word & words.he else "f" if word & words.she else gender_of(word)


def _is_same(other: Token, token: Token) -> bool:
    """Tell whether a word is another form of a pronoun, of whom more is told before: "a pupil gave *him* flowers"."""
    return other.tag_ == "PRP" and other.i < token.i and _gender(other) == _gender(token)


def _subjects(entities: EntityIndex, token: Token, persons: bool) -> Iterator[Actor]:
    """Yield the persons, or the bodies and countries, that are subjects near before a token, the last first."""
    single = token.lower_ in _SINGLE
    for other in _doers(token):
        if single and has_right(other, "conj"):
            continue  # "the court fined the bank": two parties of one clause
        above = syntax.antecedent(other)
        if above is not None and above.pos_ == "PROPN" and other.head.tag_ == "VBP":
            continue  # "sales in Peru, which make up a third"
        found = entities.named(above or other) or (_unknown(entities, other) if single else None)
        if found is None and other.pos_ == "NOUN":
            found = _called(entities, other, persons)
        if found is not None and (found.kind == "person") == persons and found.kind != "group":
            yield found
        elif single and (body := _spoken_for(entities, other)) is not None:
            yield body


def _called(entities: EntityIndex, noun: Token, persons: bool) -> Actor | None:
    """Return who is described as a subject: a person, or "the unit, *Kappa Foods*", by the name beside; any body."""
    part = is_beside(noun) or noun.lemma_.lower() in lexicon("entities").parts_of
    if persons or part:
        return entities.beside(noun)
    return entities.actor(noun) if is_body(noun) else None


def _spoken_for(entities: EntityIndex, noun: Token) -> Actor | None:
    """Return the body of whose people somebody is who says something: "a spokesman for *Kappa*", "critics of *it*"."""
    if noun.pos_ != "NOUN" or not is_person(noun) or not is_report(noun.head):
        return None
    held = (*objects_of(noun, "for", "of"), *(c for c in noun.lefts if c.dep_ in ("poss", "compound")))
    known = lexicon("entities").any_of("collectives", "sites")
    bodies = (t for t in held if t.pos_ == "PROPN" or is_body(t) or (t.tag_ == "NN" and t.lemma_.lower() in known))
    named = ((t, entities.actor(t)) for t in bodies)
    fits = (
        a for t, a in named if a is not None and (a.kind == "organisation" or (t.tag_ == "NN" and a.kind == "group"))
    )
    return next(fits, None)


def _unknown(entities: EntityIndex, token: Token) -> Actor | None:
    """Return what a name stands for that is known for nobody's and no place's: "*Verano* sells ovens. It has"."""
    told = token.dep_ in NOUN_SUBJECTS and entities.analysis.section(token.idx) != "headline"
    name = entities.roster.at(token) if told else None
    return entities.as_actor(name) if name is not None and name.kind == "other" else None
