"""Unnamed: people who speak without a name, their kind, and the body that they are of: one of the bank's analysts."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.entities import EntityIndex
from eventx.facts.statement.offices import Office, describe
from eventx.facts.statement.phrases import Phrase, is_body, is_firm, name_of, phrase_at
from eventx.facts.statement.titles import is_role
from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.names.vocabulary import roles
from eventx.mentions.persons import is_of_people, is_person, nouns_before
from eventx.records import Actor, ActorKind
from eventx.syntax.labels import NOUN_SUBJECTS, PLURAL, first_left
from eventx.syntax.tokens import word_before


def people(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return people without a name."""
    kind = _kind_of_people(phrase) or _kind_of_kin(phrase) or _kind_of_some(phrase)
    return actor.model_copy(update={"kind": kind, "organisation": body_of(index, phrase)}) if kind else None


def _kind_of_people(phrase: Phrase) -> ActorKind | None:
    """Return the kind of those whose noun is of a trade or of people."""
    names, head, lower = lexicon("names"), phrase.head, phrase.head.lower_
    plural, unnamed = head.tag_ == "NNS", names.any_of("body", "people", "bystanders", "kin")
    aged = any(t.lower_ == "old" for t in phrase.span)  # the 31-year-old
    guarding = head.text == "guard" and names.guarded.isdisjoint(t.lower_ for t in phrase.span)  # not: the coast guard
    single = not plural and (lower not in unnamed or guarding) and (aged or (head.tag_ == "NN" and is_of_people(head)))
    by_hand = load_lexicon("persons")["given"].get(lower, ())  # a crane operator, but: the grid operator
    runs = head.tag_ == "NN" and lower in names.company and word_before(head).lower_ not in by_hand
    if is_firm(phrase) or runs:
        return None
    if not (is_role(head) or single or guarding or lower in names.people or (plural and lower not in names.body)):
        return None
    return "group" if head.tag_ in PLURAL or lower in names.collective else "person"


def _kind_of_kin(phrase: Phrase) -> ActorKind | None:
    """Return the kind of kin, friends and camps: his widow, the family, the opposition; not: its rival."""
    names, lower = lexicon("names"), phrase.head.lower_
    if lower in names.body or any(t.lower_ == "its" for t in phrase.span):
        return None
    return "person" if lower in names.kin else "group" if lower in names.collective else None


def _kind_of_some(phrase: Phrase) -> ActorKind | None:
    """Return the kind of a number of people, told with it or last before: one of the guards, six in ten, the other."""
    cues, head = lexicon("statement"), phrase.head
    single = head.lower_ in cues.single and not any(t.like_num or t.lower_ in cues.several for t in head.lefts)
    if not (single or head.lower_ in cues.several or head.like_num or head.lower_ in cues.single):
        return None
    if any(t.lower_ == "in" and t.nbor(1).like_num for t in phrase.span[:-1]):
        return "group"  # one in five
    counted = _counted(head)
    if counted.i == head.i:
        counted = next(nouns_before(head, plural=True), head)
    known = counted.i == head.i or is_person(counted) or is_role(counted) or counted.lower_ in lexicon("names").people
    return ("person" if single else "group") if known else None


def owner_body(index: EntityIndex, office: Office) -> str | None:
    """Return the body of its sentence that the "its" or "whose" of an office stands for."""
    owner = office.owner
    if owner is None:
        return None
    before = index.roster.at(owner.nbor(-2)) if owner.lower_ == "whose" and owner.i > 1 else None
    if before is not None and before.kind == "organisation":
        return before.name
    name = index.body_before(owner.idx, index.view.char(index.view.sentence(owner.i).start))
    name = name or index.nameless_before(owner)
    return name if name not in index.states else None


def body_of(index: EntityIndex, phrase: Phrase) -> str | None:
    """Return the body behind people without a name: analysts at the bank; not: its critics."""
    names, head = lexicon("names"), _counted(phrase.head)
    owned = head.lower_ in names.kin and any(t.tag_ == "POS" for t in phrase.span)  # Obi's mother
    if (owned or head.lower_ in names.bystanders) and head.lower_ not in roles():
        return None
    staff, start = is_role(head) or head.lower_ in names.people, phrase.start
    if head.i > phrase.head.i:
        start = head.left_edge.i  # one of the bank's analysts
    elif not (staff or is_of_people(head)):
        start = head.i  # "internet service providers"
    office = describe(index.roster, start, phrase.end, head.i)
    return office.organisation or (owner_body(index, office) or _beside_clause(index, phrase) if staff else None)


def _beside_clause(index: EntityIndex, phrase: Phrase) -> str | None:
    """Return the body whose clause a speaker stands beside: the bank was silent, with a spokesman saying so."""
    first = phrase.head.left_edge
    if first.lower_ not in ("a", "an", "one") or not index.view.is_text(first.i - 1, "with"):
        return None
    verb = [first, *first.ancestors][-1]
    subject = first_left(verb, *NOUN_SUBJECTS)
    named = index.roster.at(subject) if subject is not None else None
    if named is not None:
        return named.name if named.kind == "organisation" else None
    bodied = subject is not None and (is_body(subject) or subject.lower_ in lexicon("names").any_of("company", "alone"))
    return name_of(phrase_at(index.view, subject).span) if subject is not None and bodied else None


def _counted(head: Token) -> Token:
    """Return the people of whom a number or "some" is told: one of the bank's analysts."""
    collective = lexicon("names").collective
    of = head.nbor(1) if head.pos_ in ("NUM", "DET", "PRON", "ADJ") and head.i + 1 < len(head.doc) else head
    return next((c for c in of.rights if of.lower_ == "of" and (c.tag_ == "NNS" or c.lower_ in collective)), head)
