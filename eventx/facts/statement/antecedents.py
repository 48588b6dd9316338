"""Antecedents: whom a pronoun or a description means, among the entities of the article."""

from __future__ import annotations

from bisect import bisect_left

from eventx.facts.statement.entities import Entity, EntityIndex, gender_of, is_paper
from eventx.lexicons import lexicon
from eventx.mentions.names.roster import is_public
from eventx.records import Actor

_PAIR = 2  # people whom "they" means by their full names
_FAR = 400  # characters from the last speaker to an "it" or "they" that means it


def last_person(index: EntityIndex, at: int, gender: str | None) -> Entity | None:
    """Return the last person, of a gender, who was a subject, else the last; nothing if that one has no name."""
    fallback = None
    opening = index.view.analysis.sentence_span(at).start_char
    for entity in index.before(at):
        if entity.kind == "unnamed" and entity.start < opening and gender in (None, entity.gender or gender):
            return None
        if entity.kind != "person" or gender not in (None, index.genders.get(entity.name, gender)):
            continue
        if entity.subject:
            return entity
        fallback = fallback or (entity if " " in entity.name else None)
    return fallback


def last_body(index: EntityIndex, at: int, *, places: bool = False, floor: int = -1, firm: bool = False) -> str | None:
    """Return the last body that was a subject, from ``floor`` on; before one of the headline, one named near.

    ``places``: or state, or body without a name; ``firm``: no public body.
    """
    headed, beside = index.view.analysis.section(at) == "headline", None
    for entity in index.before(at):
        if entity.start < floor:
            return None
        if beside and not headed and index.view.analysis.section(entity.start) == "headline":
            return beside
        public = is_paper(entity.name) or (firm and is_public(entity.name))
        if entity.kind == "organisation" and entity.subject and not public:
            return index.body(entity.name)
        if firm and at - entity.start < _FAR and entity.kind == "organisation" and not public:
            beside = beside or index.body(entity.name)
        if places and entity.kind in ("place", "body", "document"):
            return entity.name
        if places and entity.kind == "company":
            return described_body(index, entity.start, entity.name, set()) or entity.name
    return index.main_body if floor < 0 else None


def described_person(index: EntityIndex, at: int, noun: str) -> str | None:
    """Return the last person, of whom "the defender" tells more, unless one without a name is told of since."""
    gender = gender_of({noun})
    near = (e for e in index.before(at) if e.kind in ("person", "unnamed") and e.subject and at - e.start <= _FAR)
    sole = lexicon("statement").sole
    told = (e for e in near if noun not in sole or noun in (e.office.role or noun).casefold().split())
    last = next((e for e in told if gender in (None, index.genders.get(e.name, e.gender) or gender)), None)
    return last.name if last is not None and last.kind == "person" else None


def last_medium(index: EntityIndex, at: int) -> str | None:
    """Return the last newspaper or station that was named."""

    def is_paper(words: list[str]) -> bool:
        return not (lexicon("statement").paper.isdisjoint(words) and lexicon("names").papers.isdisjoint(words))

    forms = lexicon("names").forms
    named = ((e.name, e.name.casefold().split()) for e in index.before(at) if e.kind == "organisation")
    return next((index.body(name) for name, words in named if is_paper(words) and words[-1] not in forms), None)


def described_body(index: EntityIndex, at: int, core: str, modifiers: set[str]) -> str | None:
    """Return the body that "the company" or "the bureau" means; a body of other modifiers is another."""
    names, last_word = lexicon("names"), core.split()[-1].casefold()
    named = index.named.get(last_word, [])
    headline = index.view.analysis.section(at) == "headline"
    for entity in (*(e for e in reversed(named) if e.start < at), *(named[:1] if headline else ())):
        if modifiers <= set(entity.name.casefold().split()):
            return entity.name
    if last_word not in names.company and (modifiers or last_word not in names.alone):
        return None
    name = last_body(index, at, firm=last_word in names.company)
    return name if not modifiers & names.relational or last_word in (name or "").casefold().split() else None


def _ends_in_name(name: str) -> bool:
    """Say whether what a person was called ends in a name, whatever that was taken for: Minister Obi."""
    pronouns, last = lexicon("statement").pronoun, name.rpartition(" ")[2]
    return last[0].isupper() and last.lower() not in pronouns.he | pronouns.she | pronouns.first


def _person_meant(index: EntityIndex, actor: Actor, near: Actor | None, told: int) -> str:
    """Return the name of the person whom "he" or "she" means: who spoke last, unless another was a subject since."""
    gender = "m" if actor.mention.text.lower() in lexicon("statement").pronoun.he else "f"
    found = last_person(index, actor.mention.start, gender)
    spoken = near is not None and near.kind == "person" and index.genders.get(near.name, gender) == gender
    since = found is not None and near is not None and near.mention.start <= found.start < told
    if since and found is not None and near is not None and near.name in index.persons:
        since = found.start >= index.view.analysis.sentence_span(near.mention.start).end_char  # Berg said Moss had left
    if near is not None and spoken and not since:
        return near.name if near.name in index.persons or _ends_in_name(near.name) else actor.name
    return found.name if found is not None else actor.name


def resolve_pronoun(index: EntityIndex, actor: Actor, previous: Actor | None, told: int) -> Actor:
    """Return the actor that a pronoun means; ``previous``: who spoke last; ``told``: where what is told begins."""
    pronouns, lower = lexicon("statement").pronoun, actor.mention.text.lower()
    near = previous if previous is not None and actor.mention.start - previous.mention.start < _FAR else None
    if lower in pronouns.he | pronouns.she:
        return actor.model_copy(update={"name": _person_meant(index, actor, near, told), "kind": "person"})
    if lower in pronouns.it:
        return actor.model_copy(update=_body_meant(index, actor.mention.start, near, told < actor.mention.start))
    if lower in pronouns.they:
        return actor.model_copy(update=_people_meant(index, actor.mention.start, near))
    return actor.model_copy(update={"kind": "person"})


def _body_meant(index: EntityIndex, at: int, near: Actor | None, behind: bool) -> dict[str, str]:
    """Return what "it" means: who spoke last where it follows what is told, else the last subject since."""
    body = near is not None and near.kind == "organisation"
    if near is not None and body and behind:
        return _as_body(near.name)
    spoken = near is not None and (body or near.kind == "document")
    name = last_body(index, at, places=True, floor=near.mention.start if near is not None and spoken else -1)
    name = near.name if name is None and near is not None and body else name
    if not name:
        return {"kind": "document"}
    if any(e.kind == "place" and e.name == name for e in index.before(at)):
        return {"name": name, "kind": "country"}
    return _as_body(name)


def _as_body(name: str) -> dict[str, str]:
    return {"name": name, "kind": "organisation", "organisation": name}


def _people_meant(index: EntityIndex, at: int, near: Actor | None) -> dict[str, str]:
    """Return whom "they" means, if they have a name: the body or the two people who spoke last, or were a subject."""
    if near is not None and near.kind == "organisation" and "and" not in near.mention.text.split():
        return _as_body(near.name)
    if near is not None and "and" in near.mention.text.split() and near.kind in ("person", "organisation", "group"):
        names = index.view.analysis.names
        first = bisect_left(names, near.mention.start, key=lambda n: n.start)
        last = bisect_left(names, near.mention.end, key=lambda n: n.start)
        held = [n.name for n in names[first:last] if n.kind != "place"]
        return {"name": " and ".join(held) if len(held) == _PAIR else near.mention.text, "kind": "group"}
    return {"kind": "group"} | last_pair(index, at, "person")


def last_pair(index: EntityIndex, at: int, kind: str) -> dict[str, str]:
    """Return the name of the last two people, or other, who were a subject together."""
    text, later = index.view.text, None
    for entity in index.before(at):
        if entity.kind == kind and entity.subject:
            joined = later is not None and text[entity.start : later.start].split()[-1:] == ["and"]
            close = later is not None and len(text[entity.start : later.start].split()) <= len(entity.name.split()) + 1
            return {"name": f"{entity.name} and {later.name}"} if later is not None and joined and close else {}
        later = entity if entity.kind == kind else None
    return {}
