"""Bystanders: who is named in a sentence in passing, and has no part in what its numbers tell."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.events.draft import Draft
from eventx.events.entities.antecedents import is_named_aside
from eventx.events.entities.index import EntityIndex
from eventx.events.roles.lands import is_of_firm
from eventx.lexicons import lexicon
from eventx.mentions.names.roster import is_public
from eventx.records import Actor, Mention
from eventx.syntax.arguments import object_of, objects_of
from eventx.syntax.labels import NOUN_SUBJECTS, OWNING, PLURAL
from eventx.syntax.participles import advising
from eventx.syntax.phrases import follows
from eventx.syntax.tense import sees_ahead

_BESIDE = frozenset({"advcl", "relcl", "acl"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_FAR = 60  # tokens from "they" to whom it stands for


def bystanders(entities: EntityIndex, draft: Draft) -> frozenset[str]:
    """Return the countries by their codes, and the bodies by name, of whom the sentence of a draft only speaks aside.

    They own whom it tells of, say what it tells, or lie where others made it come about.
    """
    here, aside = draft.lead.sentence, set[str]()
    told = {p.place.country for p in entities.places_in(here.start, here.end) if p.form == "adjective"}
    for actor, root in _named(entities, here.start, here.end):
        beside = (
            _is_land_aside(root, draft)
            if actor.kind in ("country", "group")
            else is_named_aside(root) or _is_teller(entities, draft, actor, root)
        )
        (aside if beside else told).add(actor.country or actor.name)
    return frozenset(aside - told) | houses(entities, draft)


def houses(entities: EntityIndex, draft: Draft) -> frozenset[str]:
    """Return the body whose analysts, or whose note, tell of others what a draft tells: "*its* economists said"."""
    speaker = draft.speaker
    if speaker is None:
        return frozenset()
    head, words = draft.root_at(speaker.mention), lexicon("entities")
    if head.lower_ == "they":  # "*Harlow* analysts cut their forecasts. Rents will fall, they wrote"
        near = reversed(head.doc[max(0, head.i - _FAR) : head.i])
        head = next((t for t in near if t.pos_ == "NOUN" and t.tag_ in PLURAL and entities.is_somebody(t)), head)
    if head.lemma_.lower() in words.analysts:
        at = objects_of(head, *words.employed)
        owners = [entities.actor(t) for t in (*(c for c in head.lefts if c.dep_ in OWNING), *at)]
        return frozenset(a.name for a in owners if a is not None)
    notes = (t.lemma_ for t in objects_of(head.head, "in"))
    noted = head.dep_ in NOUN_SUBJECTS and not words.notes.isdisjoint(notes)
    return frozenset({speaker.name}) if noted else frozenset()


def is_nameless(entities: EntityIndex) -> bool:
    """Tell whether an article names no body."""
    return not entities.antecedents.bodies


def stands_for_itself(entities: EntityIndex, token: Token) -> bool:
    """Tell whether a noun means a firm where the article names none: "the lender", no "the government"."""
    firm = is_nameless(entities) and token.lemma_.lower() not in lexicon("entities").offices
    named = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts)  # "the Halden yard"
    return firm and not named and entities.is_unnamed(token) and not is_named_aside(token)


def _named(entities: EntityIndex, start: int, end: int) -> Iterator[tuple[Actor, Token]]:
    """Yield the bodies and lands that are named between two characters, with the heads of their phrases."""
    spans = [(n.start, n.end) for n in entities.roster.of("organisation") if start <= n.start < end]
    spans += [(p.start, p.end) for p in entities.places_in(start, end) if p.form == "name"]
    for first, last in spans:
        root = entities.root(first, last)
        if (actor := entities.named(root)) is not None:
            yield actor, root


def _is_land_aside(root: Token, draft: Draft) -> bool:
    """Tell whether a place only says which of many a body is, or where something else happened.

    "*Germany's* biggest lender", "rose after a strike in *Peru*"; but a measure of a whole land may be its own.
    """
    if root.dep_ == "poss":
        best = root.head.tag_ == "JJS" or any(c.tag_ == "JJS" for c in root.head.lefts)
        return best and (is_body(root.head) or root.head.tag_ == "JJS" or root.head.dep_ == "appos")
    if any(t.lower_ in lexicon("entities").seated for t in (root.head, *root.doc[root.i + 2 : root.i + 3])):
        return True  # "the *Oslo*-based insurer"
    if draft.words.has("national", draft.clause.noun_names):
        return False
    return any(t.dep_ in _BESIDE or t.lower_ in lexicon("entities").causing for t in _above(root, draft))


def _above(root: Token, draft: Draft) -> Iterator[Token]:
    """Yield the words over another, up to those that hold the number of a draft, too."""
    number = draft.clause.token
    for step in (root, *root.ancestors):
        if step == number or step.is_ancestor(number):
            return
        yield step


def _is_teller(entities: EntityIndex, draft: Draft, actor: Actor, root: Token) -> bool:
    """Tell whether a body is named once, for what it has counted: "according to *Harlow*", "reckons *Harlow*"."""
    tie = root.head
    counts = root.dep_ == "nsubj" and tie.lemma_.lower() in lexicon("clause").reckoning
    told = counts or (root.dep_ == "pobj" and tie.lower_ == "to" and follows(tie, "according"))
    source = draft.fields.get("source")
    if isinstance(source, Actor) and source.kind == "group" and source.organisation == actor.name:
        return True  # "*Harlow* analysts estimate"
    return told and entities.counts[actor.name] == 1


def stands_for_another(draft: Draft, name: str, told: Mention) -> bool:
    """Tell whether a preposition of its sentence gives somebody another role: "half of it came *from* Peru".

    So does that of another sum, where this one has its own: "gave $5 *to* Peru and $3 to the press"; and who owns one
    is not whose this is: "lower than *Peru's* 6%".
    """
    root, held = draft.root_at(told), draft.frame.roles
    tie = root.head
    if root.dep_ == "poss" and tie != draft.clause.token and (tie.like_num or tie.ent_type_ in _AMOUNTS):
        return object_of(tie, "of") is None  # but "Kappa's $2 million of bonds traded at 97 cents"
    if tie.dep_ != "prep" or not draft.lead.sentence.start <= told.start < draft.lead.sentence.end:
        return False
    ties = {n: r.positions(draft.action) for n, r in held.items() if r.filler == "actor"}
    if tie.lower_ in ties[name]:
        own = draft.clause.at(tie.lower_)
        return bool(own) and root not in own
    return any(tie.lower_ in at for n, at in ties.items() if n != name)


def has_none(draft: Draft, actor: Actor, kind: str) -> bool:
    """Tell whether somebody has no such measure: "*the right* to sell", as no land has: "*U.S.* stocks rose"."""
    if draft.frame.action is not None:
        return False
    thing = kind == "thing" and draft.root_of(actor).pos_ == "NOUN"
    placed = kind in ("town", "country") and draft.words.has("equities", draft.clause.noun_names)
    root, here = draft.root_of(actor), draft.lead.sentence
    traded = kind == "country" and here.start <= root.idx < here.end and draft.words.has_lemma("traded", root.head)
    traded = traded and is_of_firm(draft, "compound", root)
    gauge = actor.name.lower() in lexicon("entities").indices or draft.is_index(actor)
    return thing or placed or traded or gauge


def advises(draft: Draft, actor: Actor) -> bool:
    """Tell whether somebody only is for or against a gift: "the *auditor* recommended raising aid to $40"."""
    verb, source = draft.clause.verb, draft.fields.get("source")
    over = advising(verb) if verb is not None and draft.frame.money else None
    if over is None:
        return False  # but a bank "advised on deals of $5"
    says = isinstance(source, Actor) and source.name == actor.name
    subjects = (c for c in over.lefts if c.dep_ in NOUN_SUBJECTS)
    return says or any(c.left_edge.idx <= actor.mention.start <= c.right_edge.idx for c in subjects)


def foresees_for_others(draft: Draft, actor: Actor) -> bool:
    """Tell whether a body foresees what a land will have: "the *IMF* expects growth of 4%", no "its growth"."""
    verb = draft.clause.verb
    if draft.frame.action is not None or verb is None or _is_own(draft):
        return False
    foresees = sees_ahead(verb) or verb.lemma_ in lexicon("modality").forecast.verbs
    return foresees and (_governs(draft, actor) or _is_counter(actor))


def counts_for_others(draft: Draft, actor: Actor) -> bool:
    """Tell whether a body only advises, counts what others have, or has told it of a land: "the *ONS* said"."""
    if advises(draft, actor):
        return True
    if _is_own(draft) or not (draft.frame.action is None or draft.frame.counts_persons):
        return False
    source = draft.fields.get("source")
    says = isinstance(source, Actor) and source.name == actor.name
    return _is_counter(actor) or (says and _governs(draft, actor)) or foresees_for_others(draft, actor)


def _governs(draft: Draft, actor: Actor) -> bool:
    """Tell whether a public body is none of those that have what is measured, as a land has."""
    has = draft.words.has("of_lands", draft.clause.noun_names)
    return has and actor.kind == "organisation" and is_public(actor.name)


def _is_counter(actor: Actor) -> bool:
    """Tell whether a body by its name is one that counts or rates others."""
    name = actor.name.lower().removeprefix("the ").replace("’", "'").removesuffix("'s")
    words, counting = name.split(), lexicon("entities").counting
    return name in counting or not lexicon("entities").counters.isdisjoint(words[:1] + words[-1:])


def _is_own(draft: Draft) -> bool:
    """Tell whether what is measured is whose it is by "its": "the IMF said *its* lending rose"."""
    noun = draft.clause.noun
    return noun is not None and any(c.tag_ == "PRP$" for c in noun.lefts)
