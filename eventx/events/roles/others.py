"""Others: whose a measure is though no role holds them: people, several, one beside a firm, or who tells of his own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from eventx.events.draft import Draft
from eventx.events.entities.antecedents import is_paper
from eventx.events.entities.index import EntityIndex
from eventx.events.entities.referents import means_another, means_people
from eventx.events.frames.frame import Role
from eventx.lexicons import lexicon
from eventx.mentions.names.roster import is_public
from eventx.mentions.persons import is_person, is_plural
from eventx.records import Actor
from eventx.syntax.labels import NOUN_SUBJECTS, has_left, has_right

LISTS = ("accounts", "national", "market", "counted")
"""The word lists of the frames that say what is measured."""
_HOLDING = ("subject", "possessor", "holder", "source")
"""Positions of those whose a measure, or a deed, is."""


def is_untold(entities: EntityIndex, draft: Draft, actor: Actor | None, kind: str, features: Collection[str]) -> bool:
    """Tell whether a reading is nobody's that is told before by its clause: "*Norrland* fell", "*banks* cut costs"."""
    clause, has, noun = draft.clause, draft.words.has, draft.clause.noun
    if draft.frame.action is not None or actor is None:
        return False
    if kind == "person":  # but a firm with sales may be read as one: "Ann Low Foods"
        source, gets = draft.fields.get("source"), has("getting", (*clause.verb_names, *clause.noun_names))
        speaks = (isinstance(source, Actor) and source.name == actor.name) or not has("accounts", clause.noun_names)
        owns = not frozenset(features).isdisjoint(("at possessor", "at holder"))
        return speaks and not owns and not (gets and "at subject" in features)
    foreseen = not lexicon("modality").forecast.nouns.isdisjoint(clause.noun_names)  # "analysts' estimate"
    holders = () if foreseen else (*clause.at("possessor"), *clause.at("holder"))
    one = entities.named(noun) if noun is not None and noun.pos_ == "PROPN" else None
    seats = {p.country for tie in lexicon("clause").seats for t in clause.at(tie) for p in entities.place(t)} - {None}
    other = one.name != actor.name if one is not None else noun is not None and _is_other(draft, noun, actor)
    away = kind == "country" and bool(seats) and actor.country not in seats
    shared = noun is not None and draft.words.has_lemma("shared", noun) and actor.kind == "organisation"
    foreign = shared and all(t.tag_ != "PRP$" for t in holders)  # "the market grew"
    return foreign or away or other or _is_of_several(entities, draft, holders)


def _is_other(draft: Draft, noun: Token, actor: Actor) -> bool:
    """Tell whether what is measured is the name of another whom nothing tells of: "*Lloyds* rose 3%"."""
    named = noun.pos_ == "PROPN" and noun.ent_type_ in ("ORG", "PERSON") and noun.text not in actor.name.split()
    return named and not draft.words.has_any(LISTS, draft.clause.noun_names)


def _is_of_several(entities: EntityIndex, draft: Draft, holders: Sequence[Token]) -> bool:
    """Tell whether those who do or have it are people, several or a rival; no managers or shops of the firm."""
    words, doers = draft.words, draft.clause.at("subject") if draft.tells_of_doer() else []
    people = words.has("getting", draft.clause.verb_names) and any(map(is_person, doers))
    many = (t for t in (*doers, *holders) if is_plural(t) and not words.has_lemma("insiders", t))
    apart = any(words.has_lemma("fellows", t) for t in holders)  # "shares in its rival"
    apart = apart or any(means_people(entities, t) for t in holders)  # "farmers said their incomes"
    return people or apart or any(map(entities.is_somebody, many))


def is_of_fellow(entities: EntityIndex, draft: Draft) -> bool:
    """Tell whether a clause is of one beside a firm, who has no name: "its *rival* shed 90 jobs", "its partner's"."""
    held = [t for at in _HOLDING for t in draft.clause.at(at)]
    noun = draft.clause.noun
    return any(means_another(entities, t) for t in (held if noun is None else (*held, noun)))


def polls(draft: Draft, actor: Actor) -> bool:
    """Tell whether a measure is only polled by somebody: "the *Kvern* survey found", "a study by *Kvern* showed"."""
    source = draft.fields.get("source")
    if draft.frame.action is not None or not isinstance(source, Actor) or actor.name not in source.name:
        return False
    return draft.root_of(source).lemma_.lower() in lexicon("clause").samples


def branch_of(draft: Draft) -> Token | None:
    """Return the trade, or many of one, that does it, and no firm told of before: "*tourism* shed 900 jobs"."""
    doers = draft.clause.at("subject") if draft.frame.counts_persons else []
    bare = (t for t in doers if not has_left(t, "det", "poss", "nummod") and t.pos_ == "NOUN")
    return next((t for t in bare if draft.words.has("branches", (t.lower_,))), None)


def find_teller(entities: EntityIndex, draft: Draft, role: Role) -> Actor | None:
    """Return the firm that tells of its own: "*Kappa* said sales fell", "*Kappa* announced 90 job cuts"."""
    source, noun = draft.fields.get("source"), draft.clause.noun
    if role.sayer or noun is None or not isinstance(source, Actor) or source.kind != "organisation":
        return None
    here = draft.lead.sentence
    root = draft.root_at(source.mention)
    named = here.start <= source.mention.start < here.end and entities.named(root) is not None
    own = _is_account(draft, noun, root) if draft.frame.action is None else _is_deed(draft, noun, root)
    return source if named and own and not _tells_of_others(entities, source.name) else None


def _is_account(draft: Draft, noun: Token, root: Token) -> bool:
    """Tell whether somebody says how a measure of a firm's went, told as nobody else's: "said *sales* fell"."""
    said = noun.dep_ in NOUN_SUBJECTS and noun.head.dep_ == "ccomp" and noun.head.head == root.head
    plain = (t.lower_ in ("its", "the") or t.dep_ in ("compound", "amod") for t in noun.lefts)
    shared = any(draft.words.has_lemma("shared", t) for t in noun.lefts)  # "industry sales"
    parted = has_right(noun, "prep", "acl", "relcl")
    asserted = draft.fields.get("modality") == "asserted"  # brokers foresee others' profits
    bare = all(plain) and not (shared or parted)
    return said and bare and asserted and draft.words.has("accounts", draft.clause.noun_names)


def _is_deed(draft: Draft, noun: Token, root: Token) -> bool:
    """Tell whether somebody announces what he does himself: "announced 90 job *cuts*", no "job losses"."""
    return draft.words.has_lemma("deeds", noun) and noun.dep_ == "dobj" and noun.head == root.head


def _tells_of_others(entities: EntityIndex, name: str) -> bool:
    """Tell whether a body has no accounts, or is named for what it tells of others': a broker, a newspaper."""
    words = lexicon("entities")
    house = name.lower().split()[-1] in words.houses | words.no_firms or name in entities.antecedents.houses
    return house or is_public(name) or is_paper(name)
