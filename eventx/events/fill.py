"""Filling: the roles of a frame, from what stands in their positions. A role that nothing fills stays empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from eventx.analysis.periods import period_of
from eventx.events.cast import Cast
from eventx.events.clause import Clause
from eventx.events.frame import Frame, Role
from eventx.mentions.persons import is_person
from eventx.records import Actor, Event, Fact, Mention, Period, Place, Quantity
from eventx.syntax import phrases as syntax

_WHERE = frozenset({"in", "at", "near", "on", "from"})
_WIDE = 400  # characters around a number within which its scene is sought
_REACH = 60  # tokens around it within which a listed word is
_COMMON = ("direction", "basis")


@dataclass
class Draft:
    """An event in the making: its class, action, clause and the fields set so far."""

    cls: type[Event]
    frame: Frame
    action: str
    clause: Clause
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
        return min(f.span.start for f in self.clause.group.facts)


def fill(draft: Draft, cast: Cast) -> None:
    """Fill a draft's fields from its clause."""
    group, fields = draft.clause.group, draft.fields
    words = draft.frame.words
    fields["modality"], fields["period"] = _modality(draft), _period(draft)
    for name, role in draft.frame.roles.items():
        if role.barred and words.has(role.barred, draft.clause.noun_names):
            continue
        value = _role(draft, role, cast)
        if value is not None:
            fields[name] = value
    unit = next((r.unit for r in draft.frame.roles.values() if r.unit), None)
    fields["change"] = _with_unit(group.change, unit)
    fields["previous"] = _with_unit(group.previous, unit)
    fields["also"] = list(group.also)
    changes = [f for f in group.facts if f.type == "change"]
    for name in _COMMON:
        fields[name] = next((v for f in changes if (v := getattr(f, name, None)) is not None), None)
    if draft.frame.action:
        fields[draft.frame.action] = draft.action.split(":")[0]
    fields["trigger"] = _trigger(draft)
    fields["mentions"] = [_extent(draft)]
    fields["facts"] = sorted({f.id for f in group.facts}, key=[f.id for f in group.facts].index)


def _modality(draft: Draft) -> str:
    lead = draft.lead
    told = draft.clause.reading.modality(lead.span.start) if lead.modality == "asserted" else lead.modality
    if lead.type in ("change", "headcount"):
        return lead.modality
    verb = draft.clause.verb
    if draft.action == "pledge" and told == "forecast" and verb is not None:
        return draft.clause.reading.modality(verb)  # a promise made is a fact; what it promises lies ahead
    return told


def _period(draft: Draft) -> Period | None:
    """Return the period that the facts have; for facts without one, that of the clause."""
    group, reading = draft.clause.group, draft.clause.reading
    known = next((p for f in (draft.lead, *group.facts) if isinstance(p := getattr(f, "period", None), Period)), None)
    if known is not None or draft.lead.type in ("change", "headcount"):
        return known
    time = period_of(reading, reading.span(draft.lead.span.start, draft.lead.span.end)[0])
    return reading.period(time) if time is not None else None


def _with_unit(quantity: Quantity | None, unit: str | None) -> Quantity | None:
    return (
        quantity.model_copy(update={"unit": unit})
        if quantity is not None and quantity.unit is None and unit
        else quantity
    )


def _trigger(draft: Draft) -> Mention:
    """The word that tells the event: the change's own, the verb, else what is measured."""
    own = getattr(draft.lead, "trigger", None)
    if isinstance(own, Mention):
        return own
    token = draft.clause.verb
    near = token is not None and token.sent == draft.clause.token.sent and abs(token.i - draft.clause.token.i) < 15
    chosen = token if token is not None and near else draft.clause.token
    return draft.clause.reading.mention(chosen.idx, chosen.idx + len(chosen))


def _extent(draft: Draft) -> Mention:
    """The stretch from the trigger to the last of the facts of the leading sentence."""
    lead = draft.lead
    spans = [f.span for f in draft.clause.group.facts if f.sentence == lead.sentence]
    trigger = draft.fields["trigger"]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    if lead.sentence.start <= trigger.start < end and start - trigger.end < 40:
        start = min(start, trigger.start)
    elif end <= trigger.start < lead.sentence.end and trigger.start - end < 40:
        end = trigger.end
    return draft.clause.reading.mention(start, end)


def _role(draft: Draft, role: Role, cast: Cast) -> Any:
    return fill_role(draft, role, role.positions(draft.action), cast)


def fill_role(draft: Draft, role: Role, positions: tuple[str, ...], cast: Cast) -> Any:
    """Return what fills a role from the first of the positions that something fits, or None."""
    for position in positions:
        if role.filler == "quantity":
            value: Any = _with_unit(_quantity(draft, position), role.unit)
        elif role.filler == "place":
            value = _places(draft, position, cast, role)
        elif role.filler == "actor":
            value = _actor(draft, position, cast, role)
        else:
            value = _mention(draft, position, cast, role)
        if value:
            return value
    return None


def _quantity(draft: Draft, position: str) -> Quantity | None:
    value = (
        draft.clause.group.value if position == "level" else getattr(draft.lead, position.removeprefix("fact."), None)
    )
    return value if isinstance(value, Quantity) else None


def _actor(draft: Draft, position: str, cast: Cast, role: Role) -> Actor | None:
    tokens = draft.clause.at(position)
    if not tokens:
        return None
    source = None if role.sayer else draft.fields.get("source")
    amounts = [f.span for f in draft.clause.group.facts]
    for token in tokens:
        if any(a.start <= token.idx < a.end for a in amounts):
            continue
        if isinstance(source, Actor) and source.mention.start <= token.idx < source.mention.end:
            continue
        if role.things and draft.frame.words.has("counted", (token.lemma_.lower(), token.lower_)):
            continue  # who is counted is not who counts them: "2,400 of its members"
        if position == "from" and any(c.tag_ == "PRP$" for c in token.lefts):
            continue  # what comes "from its own fund" is the subject's
        described = position not in ("modifier", "compound") and (position != "for" or cast.is_somebody(token))
        actor = cast.actor(token) if described else cast.named(token)
        actor = _cut(actor, amounts, draft) if actor is not None else None
        if actor is not None and actor.kind is None and position == "subject" and draft.frame.action:
            actor = actor.model_copy(update={"kind": "group"})  # who pays or hires is somebody
        if actor is not None and any(isinstance(v, Actor) and v.name == actor.name for v in _parties(draft)):
            continue
        if actor is not None and (not role.kinds or not role.kinds.isdisjoint(_kinds(actor, cast))):
            return actor
    return None


def _parties(draft: Draft) -> Iterator[Any]:
    """Yield what fills the draft's roles so far."""
    return (draft.fields[name] for name in draft.frame.roles if name in draft.fields)


def _cut(actor: Actor, amounts: list[Mention], draft: Draft) -> Actor | None:
    """Cut an amount that the parser has put into it off a phrase: "the families of the dead 65 million"."""
    first = next((a.start for a in amounts if actor.mention.start <= a.start < actor.mention.end), None)
    if first is None:
        return actor
    text = draft.clause.reading.text[actor.mention.start : first].rstrip()
    mention = draft.clause.reading.mention(actor.mention.start, actor.mention.start + len(text))
    named = actor.name == actor.mention.text
    return actor.model_copy(update={"mention": mention, "name": text if named else actor.name}) if text else None


def _kinds(actor: Actor, cast: Cast) -> set[str | None]:
    """Return an actor's kind; a town or region that stands for its people is a place besides."""
    placed = actor.kind == "group" and cast.places_in(actor.mention.start, actor.mention.end)
    return {actor.kind, "place"} if placed else {actor.kind}


def _places(draft: Draft, position: str, cast: Cast, role: Role) -> list[Place] | None:
    """Return the places of a position that no other role of the draft has taken."""
    found = _placed(draft, position, cast)
    if not found:
        return None
    source = None if role.sayer else draft.fields.get("source")
    if isinstance(source, Actor) and source.kind != "country":
        found = [p for p in found if not (p.mention and source.mention.start <= p.mention.start < source.mention.end)]
    known = [p for v in draft.fields.values() if isinstance(v, list) for p in v if isinstance(p, Place)]
    taken = {_key(p) for p in known}
    fresh = [p for p in found if _key(p) not in taken and (not role.kinds or p.kind in role.kinds)]
    if draft.frame.pair and fresh:
        return fresh[:1]
    finer = {p.country for p in (*fresh, *known) if p.kind != "country"}
    return [p for p in fresh if p.kind != "country" or p.country not in finer] or None  # "China's Jilin province"


def _placed(draft: Draft, position: str, cast: Cast) -> list[Place]:
    """Return the places that stand in a position."""
    lead = draft.lead
    if position.startswith("fact."):
        mention = getattr(lead, position[5:], None)
        return cast.told_in(mention.start, mention.end) if isinstance(mention, Mention) else []
    if position == "sentence":
        start, end = max(lead.sentence.start, lead.span.start - _WIDE), min(lead.sentence.end, lead.span.end + _WIDE)
        scenes = cast.scenes(start, end)
        return sorted(scenes, key=lambda p: abs(p.mention.start - lead.span.start) if p.mention else 0)[:1]
    return [p for token in draft.clause.at(position) for p in cast.place(token)]


def _key(place: Place) -> str:
    return place.country or place.name if place.kind in ("country", None) else place.name


def _mention(draft: Draft, position: str, cast: Cast, role: Role) -> Mention | None:
    reading = draft.clause.reading
    if position.startswith("fact."):
        found = next(
            (
                m
                for f in (draft.lead, *draft.clause.group.facts)
                if isinstance(m := getattr(f, position[5:], None), Mention)
            ),
            None,
        )
        return found
    if position == "measured":  # but "exports" are what the type is about, not what is exported
        words, noun = draft.frame.words, draft.clause.noun
        about = any(n in words.nouns or n in words.between for n in draft.clause.noun_names)
        return None if about or noun is None or cast.place(noun) else draft.clause.group.measured
    if position.startswith("list."):
        return _listed(draft, position.removeprefix("list."))
    for token in draft.clause.at(position):
        if position == "verb":
            telling = draft.frame.words.lists.get("telling")
            told = telling is None or token.lemma_.lower() in telling
            return reading.mention(token.idx, token.idx + len(token)) if told else None
        if position == "infinitive":
            return _deed(draft, token)
        if (
            token.pos_ not in ("NOUN", "PROPN")
            or syntax.is_time(token)
            or cast.place(token)
            or token.i == draft.clause.token.i
            or (role.things and is_person(token))
        ):
            continue
        if position == "compound":
            return reading.mention(token.left_edge.idx, token.idx + len(token))
        start, end = syntax.noun_phrase(token)
        if any(isinstance(v, Actor) and v.mention.start <= token.idx < v.mention.end for v in draft.fields.values()):
            continue
        if position in _WHERE and any(cast.place(g) for c in token.children if c.lower_ == "of" for g in c.children):
            continue  # "the town of Yeoncheon"
        if start < end and not any(c.isdigit() for c in reading.text[start : start + 1]):
            return reading.mention(start, end)
    return None


def _deed(draft: Draft, verb: Token) -> Mention:
    """Return an infinitive with what it is done to: "train 1,800 gendarmes"."""
    last = next((c.right_edge for c in verb.rights if c.dep_ == "dobj"), verb)
    stop = next((t for t in verb.doc[verb.i : last.i + 1] if t.is_punct and t.tag_ != "HYPH"), None)
    end = stop.idx if stop is not None else last.idx + len(last)
    return draft.clause.reading.mention(verb.idx, verb.idx + len(draft.clause.reading.text[verb.idx : end].rstrip()))


def _listed(draft: Draft, name: str) -> Mention | None:
    """Return the nearest word of a list in the sentence, else the first in the headline, with the words before it."""
    reading, lead = draft.clause.reading, draft.lead
    words = draft.frame.words.lists.get(name, frozenset())
    at = draft.clause.token.i
    sentence = reading.sentence_span(lead.span.start)
    around = reading.doc[max(sentence.start, at - _REACH) : min(sentence.end, at + _REACH)]
    found = [t for t in around if t.lemma_.lower() in words and t.pos_ != "VERB"]
    if not found and draft.fields.get("period") is None:  # another time may have another cause
        titles = [s for s in reading.sections[:9] if s.kind in ("headline", "standfirst") and s.end - s.start < _WIDE]
        found = [t for s in titles for t in reading.span(s.start, s.end) if {t.lemma_.lower(), t.lower_} & words][:1]
    if not found:
        return None
    token = min(found, key=lambda t: abs(t.i - at))
    first = next((c for c in token.lefts if c.dep_ in ("compound", "nmod")), token)
    return reading.mention(first.idx, token.idx + len(token))
