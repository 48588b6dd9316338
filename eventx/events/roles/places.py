"""Places: where an event happens, and what place a role asks for, by its positions or near the number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Token

from eventx.events.clauses.turns import turn_of
from eventx.events.draft import Draft, is_private
from eventx.events.entities.index import EntityIndex
from eventx.events.entities.scenes import is_of_healing
from eventx.events.frames.frame import Role
from eventx.events.predicates.predicate import Predicate
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.mentions.places.described import is_beyond
from eventx.records import Mention, Place
from eventx.syntax.clauses import is_since, is_speech
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS
from eventx.syntax.phrases import is_time
from eventx.syntax.tense import is_report

_WIDE = 400  # characters around a number within which its scene is sought

_OTHER_CLAUSE = frozenset({"relcl", "acl", "appos", "advcl", "ccomp", "pcomp", "parataxis", "csubj"})
_BEFALLEN = ("object", "outside", "at", "on")
_ENDS = ("to", "into", "from")
"""Positions of one end of a flow, which may be several places."""
_ABOUT = frozenset({"on", "about", "over"})
_BRANCHES = frozenset({"ccomp", "advcl", "nsubj", "nsubjpass"})


def find_places(draft: Draft, position: str, entities: EntityIndex, role: Role) -> list[Place]:
    """Return the places of a position that no other role of the draft has taken: "put a tariff on Chilean copper"."""
    known = [p for v in draft.fields.values() if isinstance(v, list) for p in v if isinstance(p, Place)]
    taken = {_key(p) for p in known}
    parties = {(a.mention.start, a.mention.end) for a in draft.actors().values()}
    found = [p for p in _places_at(draft, position, entities) if _key(p) not in taken]
    free = [p for p in found if p.mention is None or (p.mention.start, p.mention.end) not in parties]
    free = [p for p in free if p.mention is None or not is_beyond(draft.analysis.text, p.mention.start, p)]
    if role.scene:
        free = [p for p in free if not is_of_healing(p)]
    if role.kinds:  # but "sales in Peru"
        free = [p for p in free if p.kind in role.kinds or (position == "in" and not _is_in_name(draft, p))]
    fresh = list({_key(p): p for p in free}.values())
    if draft.frame.pair:  # "sold wheat to Egypt and Iran"
        return fresh if position in _ENDS else fresh[:1]
    finer = {p.country for p in (*fresh, *known) if p.kind != "country"}
    return [p for p in fresh if p.kind != "country" or p.country not in finer]  # "China's Jilin province"


def _places_at(draft: Draft, position: str, entities: EntityIndex) -> list[Place]:
    """Return the places that stand in a position; a thing or firm that fills a role is none: "in Lima Steel Plc"."""
    lead, mention = draft.lead, vars(draft.lead).get(position.removeprefix("fact."))
    if position.startswith("fact."):
        held = entities.places_in(mention.start, mention.end) if isinstance(mention, Mention) else []
        return [entities.as_place(found) for found in held]
    if position == "sentence":
        start, end = max(lead.sentence.start, lead.span.start - _WIDE), min(lead.sentence.end, lead.span.end + _WIDE)
        scenes = [p for p in entities.scenes(start, end) if _is_of_clause(draft, p) and not _is_of_speaker(draft, p)]
        near = sorted(scenes, key=lambda p: abs(p.mention.start - lead.span.start) if p.mention else 0)
        return (near or list(_sites(draft, entities)))[:1]
    taken = [v for name in draft.frame.roles if isinstance(v := draft.fields.get(name), Mention)]
    firms = set(map(draft.root_at, (*taken, *(a.mention for a in draft.actors().values() if is_private(a)))))
    inner = [(token, p) for token in draft.clause.at(position) for p in entities.place(token)]
    bounds = [p.mention for t, p in inner if t.lower_ in lexicon("toponyms").bounds]  # "near the *Chadian* border"
    inner = [one for one in inner if (m := one[1].mention) not in bounds or m is None or draft.root_at(m).pos_ != "ADJ"]
    if turn_of(draft.clause) is not None:  # "to Chile and *Peru* rose 3% and 4%, respectively"
        joined = [p.mention is not None and draft.root_at(p.mention).dep_ == "conj" for _, p in inner]
        inner = [one for one, tied in zip(inner, joined, strict=True) if not tied or one[0].dep_ == "conj"]
    return [p for token, p in inner if token not in firms or (p.mention and p.mention.end > token.idx)]


def _sites(draft: Draft, entities: EntityIndex) -> Iterator[Place]:
    """Yield where a thing is that something befalls, by the word before it: "attacked the army's *Goma* base".

    A land or town that suffers it is one, too: "*Chile* saw protests against the reform".
    """
    if draft.clause.noun is not None and draft.frame.befalls:
        yield from (p for t in draft.clause.at("object") if entities.is_place(t) for p in entities.place(t))
    things = (t for at in _BEFALLEN for t in draft.clause.at(at)) if draft.frame.befalls else ()
    for thing in (t for t in things if t.pos_ == "NOUN" and not is_person(t)):  # "killed a Goma banker"
        for found in entities.places_in(thing.left_edge.idx, thing.idx):
            token = entities.root(found.start, found.end)
            if (
                found.form == "name"
                and found.place.kind != "country"
                and token.dep_ in COMPOUNDING
                and token.head == thing
            ):
                yield entities.as_place(found)


def _is_in_name(draft: Draft, place: Place) -> bool:
    """Tell whether a place is the first word of another name: "a stake in Peru Foods"."""
    token = draft.root_at(place.mention) if place.mention is not None else None
    return token is not None and token.dep_ == "compound" and token.head.pos_ == "PROPN"


def _is_of_clause(draft: Draft, place: Place) -> bool:
    """Tell whether no other clause stands between a place and the event: "sold a chain which has shops | in Oslo".

    Where somebody spoke is none of its places, nor what is talked of: "said in Oslo that it would sell the chain",
    "flew to Muscat for talks on shipping in the Red Sea".
    """
    token = draft.clause.token
    root = token if place.mention is None else draft.root_at(place.mention)
    if not isinstance(draft.clause, Predicate):  # what is counted is so where the sentence says
        above = list(takewhile(lambda t: t != token and not t.is_ancestor(token), root.ancestors))
        parts = (t.like_num and not is_time(t) for t in above)  # but "employs 500, with 40 *in Oslo*"
        apart = (_is_where_told(t, token) or is_since(t) or _is_of_name(t) for t in (root, *above))
        return not any(parts) and not any(apart)
    over = root
    while over not in (token, over.head) and not over.is_ancestor(token):
        beyond = place.kind == "country" if over == root.head else any(c.tag_ == "NNS" for c in over.rights)
        away = over.lower_ == "outside" and beyond  # "outside its main areas in Ghana"; not "outside a shop in Leeds"
        talks = lexicon("telling").any_of("bearing", "discussing")
        talked = over.lower_ in _ABOUT and over.head.lemma_.lower() in talks
        if over.dep_ in _OTHER_CLAUSE or away or _is_where_told(over, token) or talked:
            return False
        over = over.head
    return True


def _is_of_speaker(draft: Draft, place: Place) -> bool:
    """Tell whether a place is that of who is said behind an event to tell it: ", officials | in Denpasar said"."""
    if place.mention is None:
        return False
    speaker = draft.root_at(place.mention).head.head
    return speaker.i > draft.clause.token.i and speaker.dep_ in NOUN_SUBJECTS and is_report(speaker.head)


def _is_where_told(phrase: Token, token: Token) -> bool:
    """Tell whether a phrase is of the verb that tells of a token: "told reporters *in Oslo* that 40 had fled"."""
    verb = phrase.head
    return (phrase.i > verb.i or is_speech(phrase)) and is_report(verb) and _tells(verb, token)


def _is_of_name(verb: Token) -> bool:
    """Tell whether a relative clause is of somebody with a name: "Kappa, which *was founded* in Oslo, employs 40"."""
    return verb.dep_ == "relcl" and verb.head.pos_ == "PROPN" and verb.head.dep_ in NOUN_SUBJECTS


def _tells(verb: Token, token: Token) -> bool:
    """Tell whether a token stands in what a verb tells, or in who tells it: not "told a forum at a meeting"."""
    return any(c.dep_ in _BRANCHES and (c == token or c.is_ancestor(token)) for c in verb.children)


def _key(place: Place) -> str:
    return place.country or place.name if place.kind in ("country", None) else place.name
