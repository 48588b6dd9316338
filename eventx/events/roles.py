"""Roles: each field of an event from what stands in its positions. A role that nothing fills stays empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from eventx.analysis.periods import period_of
from eventx.events.clause import EventClause
from eventx.events.entities import EntityIndex
from eventx.events.frame import Frame, Role
from eventx.events.predicate import Predicate
from eventx.mentions.names.roster import is_public
from eventx.mentions.persons import is_person, is_plural
from eventx.records import Actor, Event, Fact, Mention, Period, Place, Quantity
from eventx.syntax import phrases as syntax
from eventx.syntax.tense import is_backshifted

_WIDE = 400  # characters around a number within which its scene is sought
_REACH = 60  # tokens around it within which a listed word is
_NEAR = 15  # tokens from a number to the verb that tells the event
_CLOSE = 40  # characters from the facts to a trigger that their mention takes in


@dataclass
class Draft:
    """An event in the making: its class, action, clause and the fields set so far."""

    cls: type[Event]
    frame: Frame
    action: str
    clause: EventClause
    sure: bool = False
    """Whether a trigger tells it."""
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """The name of its type."""
        return str(self.cls.model_fields["type"].default)

    @property
    def lead(self) -> Fact:
        """The leading fact."""
        return self.clause.group.lead

    @property
    def start(self) -> int:
        """Where the draft's facts start."""
        return self.clause.group.start

    @property
    def lacks(self) -> bool:
        """Whether it is without what its type needs."""
        roles, fields = self.frame.roles, self.fields
        if self.frame.one_of and not any(fields.get(name) for name in self.frame.one_of):
            return True
        return any(role.is_needed(self.action) and not fields.get(name) for name, role in roles.items())

    def actors(self) -> dict[str, Actor]:
        """Return the parties that fill its roles so far."""
        return {k: v for k in self.frame.roles if isinstance(v := self.fields.get(k), Actor)}

    def is_open(self, name: str) -> bool:
        """Tell whether a role of its action is empty and not barred by what is measured."""
        role = self.frame.roles[name]
        barred = role.barred is not None and self.frame.words.has(role.barred, self.clause.noun_names)
        return self.fields.get(name) is None and role.applies(self.action) and not barred


def fill(draft: Draft, entities: EntityIndex) -> None:
    """Fill a draft's fields from its clause."""
    group, fields = draft.clause.group, draft.fields
    fields["modality"], fields["period"] = _modality(draft), _period(draft)
    for name, role in draft.frame.roles.items():
        if draft.is_open(name):
            find = _FILLERS[role.filler]
            found = (find(draft, position, entities, role) for position in role.positions(draft.action))
            fields[name] = next((value for value in found if value), None)
    unit = next((r.unit for r in draft.frame.roles.values() if r.unit), None)
    fields["change"] = fields.get("change") or _with_unit(group.change, unit)
    fields["previous"] = _with_unit(group.previous, unit)
    fields["also"] = list(group.also)
    changes = [f for f in group.facts if f.type == "change"]
    for name in ("direction", "basis"):
        fields[name] = next((v for f in changes if (v := getattr(f, name, None)) is not None), None)
    if draft.frame.action:
        fields[draft.frame.action] = draft.action.split(":")[0]
    fields["trigger"] = _trigger(draft)
    fields["mentions"] = [_extent(draft)]
    fields["facts"] = list(dict.fromkeys(f.id for f in group.facts if f.id))


def _modality(draft: Draft) -> str:
    lead, verb = draft.lead, draft.clause.verb
    asked = lead.modality == "asserted" and lead.type != "headcount"  # whose own word holds: "dismissed 300 workers"
    told = draft.clause.analysis.modality(lead.span.start) if asked else lead.modality
    if draft.action == "pledge" and told == "forecast" and verb is not None and lead.type == "money":
        return draft.clause.analysis.modality(verb)  # a promise made is a fact; what it promises lies ahead
    if told == "hypothetical" and lead.type == "trigger" and verb is not None and is_backshifted(verb):
        return "forecast"
    return told


def _period(draft: Draft) -> Period | None:
    """Return the period that the facts have; for facts that look for none, that of the clause."""
    group, analysis = draft.clause.group, draft.clause.analysis
    known = next((p for f in (draft.lead, *group.facts) if isinstance(p := getattr(f, "period", None), Period)), None)
    if known is not None or draft.lead.type in ("change", "headcount"):
        return known
    time = period_of(analysis, analysis.span(draft.lead.span.start, draft.lead.span.end)[0])
    return analysis.period(time) if time is not None else None


def _with_unit(quantity: Quantity | None, unit: str | None) -> Quantity | None:
    if quantity is None or quantity.unit is not None or unit is None:
        return quantity
    return quantity.model_copy(update={"unit": unit})


def _trigger(draft: Draft) -> Mention:
    """The word that tells the event: the change's own, the verb, else what is measured."""
    own = getattr(draft.lead, "trigger", None)
    if isinstance(own, Mention):
        return own
    verb, token = draft.clause.verb, draft.clause.token
    return _mention_of(draft, verb if verb is not None and abs(verb.i - token.i) < _NEAR else token)


def _mention_of(draft: Draft, first: Token, last: Token | None = None) -> Mention:
    last = last if last is not None else first
    return draft.clause.analysis.mention(first.idx, last.idx + len(last))


def _extent(draft: Draft) -> Mention:
    """The stretch of the facts, and of a trigger close to them."""
    trigger, sentence = draft.fields["trigger"], draft.lead.sentence
    start, end = draft.start, max(f.span.end for f in draft.clause.group.facts)
    close = start - trigger.end < _CLOSE and trigger.start - end < _CLOSE
    if close and sentence.start <= trigger.start < sentence.end:
        start, end = min(start, trigger.start), max(end, trigger.end)
    return draft.clause.analysis.mention(start, end)


def _quantity(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Quantity | None:
    if isinstance(draft.clause, Predicate):
        taken = [v.mention for v in draft.fields.values() if isinstance(v, Quantity)]
        return draft.clause.number(position, role.kinds, taken)
    own = getattr(draft.lead, position.removeprefix("fact."), None)
    value = draft.clause.group.value if position == "level" else own
    return _with_unit(value, role.unit) if isinstance(value, Quantity) else None


def _actor(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Actor | None:
    return next(_find_actors(draft, position, entities, role), None)


def _find_actors(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Iterator[Actor]:
    """Yield those who stand in a position and fit."""
    taken = {actor.name for actor in draft.actors().values()}
    for token in draft.clause.at(position):
        if _is_no_party(draft, token, role) or (position == "from" and any(c.tag_ == "PRP$" for c in token.lefts)):
            continue  # what comes "from its own fund" is the subject's
        actor = entities.named(token) if position in ("modifier", "compound") else entities.actor(token)
        if actor is None or actor.name in taken:
            continue
        acts = position == "subject" and draft.frame.action and not isinstance(draft.clause, Predicate)
        if actor.kind is None and acts:
            actor = actor.model_copy(update={"kind": "group"})  # who pays or hires is somebody
        if _is_of_another(draft, token, role):
            continue
        if _is_fit(draft, token, role, not role.kinds or not role.kinds.isdisjoint(_kinds(actor, entities))):
            yield actor


def _is_of_another(draft: Draft, token: Token, role: Role) -> bool:
    """Tell whether a word is one of those that fill another role, a prize or weapon, and none of this one's."""
    words, names = draft.frame.words, (token.lower_, token.lemma_.lower())
    others = (
        r.words for r in draft.frame.roles.values() if r.filler == "mention" and r.words and r.applies(draft.action)
    )
    return any(words.has(other, names) for other in others) and not (role.words and words.has(role.words, names))


def _is_fit(draft: Draft, token: Token, role: Role, fits: bool) -> bool:
    """Tell whether a filler, or a word before it, is one of the role's words, or else its kind ``fits``."""
    if role.words is None or (fits and role.kinds):
        return fits
    before = (c for c in token.lefts if c.dep_ in ("compound", "nmod", "amod"))
    return draft.frame.words.has(role.words, (token.lower_, *(t.lemma_.lower() for t in (token, *before))))


def _actors(draft: Draft, position: str, entities: EntityIndex, role: Role) -> list[Actor]:
    """Return all who stand in any of the positions of a role, each once."""
    if position != role.positions(draft.action)[0]:
        return []
    told = (a for at in role.positions(draft.action) for a in _find_actors(draft, at, entities, role))
    found = list({actor.name: actor for actor in told}.values())
    if draft.action in role.mutual and len(found) == 1 and not is_plural(_root_of(draft, found[0])):
        return []
    return found if role.among is None or any(_is_public(draft, actor, role.among) for actor in found) else []


def _root_of(draft: Draft, actor: Actor) -> Token:
    return draft.clause.analysis.span(actor.mention.start, actor.mention.end).root


def _is_public(draft: Draft, actor: Actor, words: str) -> bool:
    """Tell whether somebody is a country or an office, by name or by a word of the phrase."""
    if actor.kind == "country" or is_public(actor.name):
        return True
    root = _root_of(draft, actor)
    told = [t.lemma_.lower() for t in (*root.subtree, *(root.head.subtree if root.dep_ == "appos" else ()))]
    return draft.frame.words.has(words, told)


def _is_no_party(draft: Draft, token: Token, role: Role) -> bool:
    """Tell whether a word is an amount, the source, or those who are counted: "2,400 of its members"."""
    source = None if role.sayer else draft.fields.get("source")
    facts = draft.clause.group.facts[: 1 if isinstance(draft.clause, Predicate) else None]
    others = [*(f.span for f in facts), *([source.mention] if isinstance(source, Actor) else [])]
    counted = role.things and draft.frame.words.has("counted", (token.lemma_.lower(), token.lower_))
    return counted or any(m.start <= token.idx < m.end for m in others)


def _kinds(actor: Actor, entities: EntityIndex) -> set[str | None]:
    """Return an actor's kind; a town or region that stands for its people is a place besides."""
    placed = actor.kind == "group" and entities.places_in(actor.mention.start, actor.mention.end)
    return {actor.kind, "place"} if placed else {actor.kind}


def _places(draft: Draft, position: str, entities: EntityIndex, role: Role) -> list[Place]:
    """Return the places of a position that no other role of the draft has taken."""
    known = [p for v in draft.fields.values() if isinstance(v, list) for p in v if isinstance(p, Place)]
    taken = {_key(p) for p in known}
    found = _places_at(draft, position, entities)
    fresh = [p for p in found if _key(p) not in taken and (not role.kinds or p.kind in role.kinds)]
    if draft.frame.pair:
        return fresh[:1]
    finer = {p.country for p in (*fresh, *known) if p.kind != "country"}
    return [p for p in fresh if p.kind != "country" or p.country not in finer]  # "China's Jilin province"


def _places_at(draft: Draft, position: str, entities: EntityIndex) -> list[Place]:
    """Return the places that stand in a position."""
    lead = draft.lead
    if position.startswith("fact."):
        mention = getattr(lead, position[5:], None)
        held = entities.places_in(mention.start, mention.end) if isinstance(mention, Mention) else []
        return [entities.as_place(found) for found in held]
    if position == "sentence":
        start, end = max(lead.sentence.start, lead.span.start - _WIDE), min(lead.sentence.end, lead.span.end + _WIDE)
        scenes = entities.scenes(start, end)
        return sorted(scenes, key=lambda p: abs(p.mention.start - lead.span.start) if p.mention else 0)[:1]
    return [p for token in draft.clause.at(position) for p in entities.place(token)]


def _key(place: Place) -> str:
    return place.country or place.name if place.kind in ("country", None) else place.name


def _mention(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Mention | None:
    clause, words = draft.clause, draft.frame.words
    if position.startswith("fact."):
        return clause.mentioned(position[5:])
    if position.startswith("list."):
        return _listed(draft, words.lists.get(position[5:], frozenset()), entities)
    if position.startswith("like."):
        return _matched(draft, words.lists.get(position[5:], frozenset()))
    if position == "measured":  # but "exports" are what the type is about, not what is exported
        about = any(n in words.nouns or n in words.between for n in clause.noun_names)
        return None if about or clause.noun is None or entities.place(clause.noun) else clause.group.measured
    if position == "verb":
        telling = words.lists.get("telling")
        told = (t for t in clause.at(position) if telling is None or t.lemma_.lower() in telling)
        return next((_mention_of(draft, token) for token in told), None)
    if position == "infinitive":
        return next((_deed(draft, token) for token in clause.at(position)), None)
    phrases = (_phrase(draft, position, token, entities, role) for token in clause.at(position))
    return next((phrase for phrase in phrases if phrase is not None), None)


def _phrase(draft: Draft, position: str, token: Token, entities: EntityIndex, role: Role) -> Mention | None:
    """Return the noun phrase of a thing: no time, place, number or party."""
    if isinstance(draft.clause, Predicate):
        return _phrase_of(draft, token, entities, role)
    if token.pos_ not in ("NOUN", "PROPN") or syntax.is_time(token) or token.i == draft.clause.token.i:
        return None
    if entities.place(token) or (role.things and entities.is_somebody(token)):
        return None
    if position == "compound":
        return _mention_of(draft, token.left_edge, token)
    if any(a.mention.start <= token.idx < a.mention.end for a in draft.actors().values()):
        return None
    phrase = draft.clause.analysis.mention(*syntax.noun_phrase(token))
    return phrase if not phrase.text[:1].isdigit() else None


def _phrase_of(draft: Draft, token: Token, entities: EntityIndex, role: Role) -> Mention | None:
    """Return the noun phrase, or gerund, of a thing that is one of the role's words, or of any but a time or party."""
    if token.tag_ == "VBG" and token.dep_ == "pcomp":
        return _deed(draft, token) if role.words is None else None
    nominal = token.pos_ in ("NOUN", "PROPN") or (role.words is not None and token.dep_ == "pobj")
    if not nominal or syntax.is_time(token) or not _is_fit(draft, token, role, fits=True):
        return None
    if role.words is None and (is_person(token) or entities.place(token)):
        return None
    if any(a.mention.start <= token.idx < a.mention.end for a in draft.actors().values()):
        return None
    if token.dep_ in ("compound", "nmod"):
        return _mention_of(draft, _first_of(token), token)
    return draft.clause.analysis.mention(*syntax.noun_phrase(token))


def _first_of(title: Token) -> Token:
    """Return the first word of a title before a name: "finance" of "the finance minister Ann Low"."""
    first = title
    while (
        first.i
        and first.nbor(-1).head in (title, title.head)
        and not first.nbor(-1).ent_type_
        and first.nbor(-1).dep_ in ("compound", "amod", "nmod")
    ):
        first = first.nbor(-1)
    return first


def _deed(draft: Draft, verb: Token) -> Mention:
    """Return an infinitive with what it is done to: "train 1,800 gendarmes"."""
    last = next((c.right_edge for c in verb.rights if c.dep_ == "dobj"), verb)
    stop = next((t for t in verb.doc[verb.i : last.i + 1] if t.is_punct and t.tag_ != "HYPH"), None)
    return _mention_of(draft, verb, last if stop is None else stop.nbor(-1))


def _listed(draft: Draft, words: frozenset[str], entities: EntityIndex) -> Mention | None:
    """Return the nearest word of a list in the sentence, with the words before it."""
    analysis, at = draft.clause.analysis, draft.clause.token.i
    sentence = analysis.sentence_span(draft.lead.span.start)
    around = analysis.doc[max(sentence.start, at - _REACH) : min(sentence.end, at + _REACH)]
    found = [t for t in around if t.lemma_.lower() in words and t.pos_ != "VERB" and not entities.is_in_body(t)]
    token = min(found, key=lambda t: abs(t.i - at), default=None)
    if token is None:
        return None
    return _mention_of(draft, next((c for c in token.lefts if c.dep_ in ("compound", "nmod")), token), token)


def _matched(draft: Draft, patterns: frozenset[str]) -> Mention | None:
    """Return what one of some patterns matches in the sentence, the first behind the trigger first."""
    analysis, extent, start = draft.clause.analysis, draft.lead.sentence, draft.lead.span.end
    pattern = re.compile("|".join(sorted(patterns)))
    for at in (start, extent.start):
        if (found := pattern.search(analysis.text, at, extent.end)) is not None:
            return analysis.mention(found.start(), found.end())
    return None


_FILLERS: Mapping[str, Callable[[Draft, str, EntityIndex, Role], Any]] = {
    "quantity": _quantity,
    "place": _places,
    "actor": _actor,
    "actors": _actors,
    "mention": _mention,
}
