"""Posts: who has a post and what it is called, whose it is, in whose place somebody is put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.records import Mention
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import COMPLEMENTS, COMPOUNDING, has_left
from eventx.syntax.nominals import offices_of, owned_beside, titles_of
from eventx.syntax.phrases import is_infinitive, noun_phrase, words_behind
from eventx.syntax.tokens import hyphened

if TYPE_CHECKING:
    from eventx.events.draft import Draft
    from eventx.events.entities.index import EntityIndex
    from eventx.events.predicates.predicate import Predicate

_POSTS = ("as", "complement", "object", "to")


def successions(verb: Token) -> list[Token]:
    """Return the verbs that tell in whose place somebody is put: "named Ann Low (as head) to replace / replacing"."""
    posts = [t for t in verb.rights if t.dep_ in (*COMPLEMENTS, "dobj")] + objects_of(verb, "as") + _becoming(verb)
    told = [c for t in (verb, *posts) for c in t.rights]
    behind = [c for c in told if c.tag_ == "VBG" or is_infinitive(c)]
    return [c for c in behind if c.dep_ != "conj" and c.lemma_.lower() in lexicon("telling").succeeding]


def _becoming(verb: Token) -> list[Token]:
    """Return the verbs that tell what somebody is picked for: "picked Ann Low *to be* its chairwoman"."""
    objects = [t for t in verb.rights if t.dep_ == "dobj"]
    if not objects and not has_left(verb, "auxpass"):
        return []  # "left to become its chairwoman"
    behind = (c for t in (verb, *objects) for c in t.rights if is_infinitive(c))
    return [c for c in behind if c.dep_ != "conj" and c.lemma_ in ("be", "become")]


def _succeeded(clause: Predicate) -> list[Token]:
    """Return in whose place somebody is put: "named Ann Low to succeed *Ivo Brandt*", "as *his* successor"."""
    heirs = [t for at in _POSTS for t in clause.at(at) if t.lemma_.lower() in lexicon("telling").heirs]
    owners = [c for t in heirs for c in t.lefts if c.dep_ == "poss"]
    behind = [g for t in heirs for g in objects_of(t, "to", "for", "of")]
    return [*(g for c in successions(clause.token) for g in c.rights if g.dep_ == "dobj"), *owners, *behind]


def titles(doers: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Return the titles of a person who suffers, no post of who appoints or dismisses; else those of all."""
    people = [t for t in objects if t.ent_type_ == "PERSON" or is_person(t)]
    return _titles(people or (*doers, *objects))


def offices(doers: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Return those of whom somebody who acts or suffers has an office; a party of a land that elects has none."""
    people = [t for t in (*doers, *objects) if t.lower_ not in lexicon("entities").electing]
    return [office for title in _titles(people) for office in offices_of(title)]


def _titles(people: Sequence[Token]) -> list[Token]:
    """Return what people are called, and the nouns that stand for one of them."""
    called = (c for t in people for c in (*titles_of(t), *((t,) if t.pos_ == "NOUN" else ())))
    return [c for c in called if {c.tag_, c.doc[min(c.i + 1, len(c.doc) - 1)].tag_}.isdisjoint(("NNS", "CD"))]


def _complements(clause: Predicate) -> list[Token]:
    """Return what somebody is made: "named her *chairman*"."""
    if clause.verb is None:
        return []
    made = (c for t in (clause.verb, *_becoming(clause.verb)) for c in t.rights if c.dep_ in COMPLEMENTS)
    return [*made, *owned_beside(clause.verb)]


def _employers(clause: Predicate) -> list[Token]:
    """Return whose the post is that a clause tells of, "the Kappa job", or what somebody is put there to lead."""
    told = [t for at in _POSTS for t in clause.at(at) if t.lemma_.lower() not in lexicon("telling").heirs]
    owners = (owner for post in told for owner in offices_of(post) if owner.tag_ != "PRP$")
    led = (g for c in _led(clause.token, told) for g in c.rights if g.dep_ == "dobj")
    return [*owners, *(t for t in led if all(c.tag_ != "PRP$" for c in t.lefts))]


def _led(verb: Token, told: Iterable[Token]) -> Iterator[Token]:
    """Yield what somebody is put somewhere to do: "was chosen *to run* it", "became the first woman *to run* it"."""
    behind = (c for t in (verb, *told) for c in t.rights if c.tag_ == "VB" and c.dep_ != "conj")
    yield from (c for c in behind if c.lemma_.lower() in lexicon("telling").heading)


def with_post_beside(draft: Draft, post: Token, phrase: Mention) -> Mention:
    """Return the words of two posts that one person has: "*chairman and chief executive*"."""
    tie = next(iter(words_behind(post)), post)
    beside = (t for t in (*post.conjuncts, *post.head.lefts) if t.left_edge.i == post.i + 2)
    other = next((t for t in beside if draft.words.has_lemma("posts", t)), None)
    if tie.lower_ != "and" or other is None or other.left_edge.tag_ in ("DT", "PRP$") or other.tag_ == "NNS":
        return phrase
    if other.left_edge.ent_type_ == "PERSON":
        return phrase  # "elected Low chairman and *Reed* deputy chairman"
    end = other.idx + len(other) if other.dep_ in COMPOUNDING else noun_phrase(other)[1]
    return draft.analysis.mention(phrase.start, max(phrase.end, end))


def without_holder(draft: Draft, phrase: Mention) -> Mention:
    """Return the words of a post without who has or had it: "head of banking | Ann Low", "chairman | from Low"."""
    people = (a.mention.start for a in draft.actors().values() if a.kind == "person")
    start = next((at for at in people if phrase.start < at < phrase.end), None)
    words = draft.analysis.span(phrase.start, phrase.end if start is None else start)
    held = words if start is None or words[-1].pos_ != "ADP" else words[:-1]
    return draft.analysis.mention(phrase.start, held.end_char) if held and start is not None else phrase


def is_of_other_person(draft: Draft, title: Token) -> bool:
    """Tell whether a title is somebody else's: "two directors left and Ann Low, the *chairman*, stayed"."""
    people = [draft.root_of(a) for a in draft.actors().values() if a.kind in ("person", "group")]
    return bool(people) and not any(title == t or title.is_ancestor(t) or title in titles_of(t) for t in people)


def is_of_other_body(draft: Draft, title: Token, entities: EntityIndex) -> bool:
    """Tell whether a title is of another body: "Kappa's *chairman* quit the advisory council"."""
    plain = [c for c in title.lefts if c.dep_ in COMPOUNDING and hyphened(c) == c.lower_]  # no "investment-*bank* head"
    no_firms = lexicon("entities").no_firms  # "Airline boss" may be one of the airline left
    bodies = [c for c in plain if c.lower_ in no_firms or (entities.roster.at(c) is not None and not is_person(c))]
    own = {actor.name if (actor := entities.named(t)) else t.text for t in (*offices_of(title), *bodies)}
    held = [a for a in draft.actors().values() if a.kind == "organisation"]
    told = {text for a in held if not (a.name.isalpha() and a.name.islower()) for text in (a.name, a.mention.text)}
    return bool(own and told) and not any(f" {name} ".lower() in f" {body} ".lower() for name in own for body in told)


POSITIONS: Mapping[str, Callable[[Predicate], list[Token]]] = {
    "succeeded": _succeeded,
    "vacated": lambda clause: [c for t in _succeeded(clause) for c in titles_of(t)],
    "title": lambda clause: titles(*clause._arguments),
    "employer": _employers,
    "firm": lambda clause: [c for t in clause._arguments[0] for c in t.lefts if c.dep_ == "compound"],
    "complement": _complements,
    "office": lambda clause: offices(*clause._arguments),
}
"""The positions of those who have posts, each with what finds the heads of the phrases in it."""
