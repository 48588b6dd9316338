"""Meant: whom a pronoun or description means, told by a linear model that weighs all who may be, and itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise

from eventx.facts.statement.barred import teller_of, without_barred, without_later
from eventx.facts.statement.calls import FIRMS, MEANT, Call
from eventx.facts.statement.entities import Entity, gender_of, is_paper, nearest
from eventx.facts.statement.signs import FAR, ITSELF, WORD, Candidate, mark, stay
from eventx.lexicons import lexicon
from eventx.lexicons.weights import choose, load_weights
from eventx.mentions.names.oversight import oversight_of
from eventx.mentions.names.roster import is_public
from eventx.mentions.names.vocabulary import is_maker
from eventx.records import Actor, ActorKind
from eventx.text.section import first_from

_SPOKEN = 6  # speakers before who may be meant,
_NAMED = 14  # those named or told of last,
_AHEAD, _NEXT = 500, 10  # those named behind a description, within characters and names,
_PAIRS = 3  # and those told of together
_NAMESAKES = 2
_NEAR = 400  # characters
_KINDS: dict[str, ActorKind] = {
    "person": "person", "unnamed": "person", "group": "group", "pair": "group", "couple": "group",
    "document": "document", "country": "country",
}  # fmt: skip
_NAMELESS = frozenset({"unnamed", "group", "document"})
"""Kinds of those without a name, but for two who spoke together: a pronoun stays itself where one of them is meant."""
_BLANK: dict[str, ActorKind] = {"he": "person", "first": "person", "it": "document", "they": "group"}
"""What kind of speaker a pronoun tells of, where nobody else is meant."""


def find_meant(call: Call) -> Actor | None:
    """Return the speaker that a pronoun or description means; None where a description means nobody told of."""
    if call.sort not in MEANT:
        return take(call, Candidate(call.actor.name, ITSELF, call.at))
    if (holder := call.index.traits.holder(call.phrase.head)) is not None:
        return take(call, Candidate(holder.name, "organisation", holder.start))  # "the Glidex maker"
    if (teller := teller_of(call)) is not None:
        return take(call, teller)
    candidates = _compatriots(call, _fitting(call, without_later(call, find_candidates(call))))
    candidates = _subjects(call, candidates) or _media(call, candidates) or _nameless(call, candidates) or candidates
    best, _ = choose(load_weights("facts/statement/meant")[call.sort], [c.features for c in candidates])
    known = call.index.described.person(call.phrase.head) if candidates[best].kind == ITSELF else None
    if known is not None and call.sort == "person":
        return take(call, Candidate(known.name, "person", known.start))  # "the senator from Ohio"
    if candidates[best].kind == ITSELF and call.described is not None:
        return take(call, Candidate(call.described, "body", call.at))  # "Peru's central bank ... The bank said"
    return take(call, candidates[best])


def _fitting(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return the body that alone suits the words of a description, "the Swedish firm", or all whom they may mean."""
    bodies = {c.name for c in candidates if c.kind in FIRMS}
    if call.sort != "body":
        return candidates
    head, traits = call.phrase.head, call.index.traits
    suiting = traits.suiting(head, bodies)
    told = suiting if len(suiting) == 1 else traits.free(head, bodies)
    if not told and (doer := traits.unknown(head)) is not None:
        return [Candidate(doer.name, "organisation", doer.start)]
    meant = told or bodies
    return [c for c in candidates if c.name in meant or (c.kind not in FIRMS and len(suiting) != 1)]


def _compatriots(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return the only person of the land that "the French leader" tells, or all who are of no other land."""
    lands = call.index.described.lands
    if call.sort != "person" or not call.lands:
        return candidates
    ours = [c for c in candidates if c.kind == "person" and lands[c.name] & call.lands]
    if len(ours) == 1 and call.determiner == "the" and _is_called_so(call, call.index.offices.get(ours[0].name)):
        return ours
    return [c for c in candidates if c.kind != "person" or not lands[c.name] or lands[c.name] & call.lands]


def _is_called_so(call: Call, office: set[str] | None) -> bool:
    """Say whether somebody of a land may be called so there: by the office, or as any leader or native of it."""
    leading = lexicon("statement").any_leader
    told = (office or set()) - call.modifiers
    return call.noun_class == "demonym" or call.head in leading | told or told <= leading


def _subjects(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return the persons near before of whom "the former prosecutor" tells more, if the last subject has a name."""
    near = [c for c in candidates if "subject" in c.features and 0 < call.at - c.start <= _NEAR]
    tells = call.sort == "person" and call.tells_more and near
    named = bool(tells) and max(near, key=lambda c: c.start).kind == "person"
    return [c for c in near if c.kind == "person"] if named else []


def _media(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return the newspapers and stations, and the call itself, of which "the paper" may be one, if there are any."""
    media = [c for c in candidates if call.noun_class == "medium" and c.features & {"a medium", ITSELF}]
    return media if len(media) > 1 else []


def _nameless(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return who spoke in the sentence before without a name, where none is told of since: a witness ... he said."""
    last = [c for c in candidates if c.kind == "unnamed" and "spoke 0" in c.features and call.gap(c.start) == 1]
    since = call.index.view.analysis.sentence_span(last[0].start).start_char if last else 0
    named = any(c.kind == "person" and c.start >= since for c in candidates)
    return last if call.sort == "he" and not named else []


def take(call: Call, found: Candidate) -> Actor | None:
    """Make the speaker that a candidate for a call is; None for the call itself if it is a description."""
    firm = call.index.nameless_before(call.phrase.head) if found.kind == ITSELF and call.sort == "it" else None
    if firm is not None:
        return call.actor.model_copy(update={"name": firm, "kind": "organisation", "organisation": firm})
    if found.kind == ITSELF:
        return call.actor.model_copy(update={"kind": _BLANK[call.sort or ""]}) if call.is_pronoun else None
    kind = _KINDS.get(found.kind, "organisation")
    if call.is_pronoun and found.kind in _NAMELESS and " and " not in found.name:
        return call.actor.model_copy(update={"kind": kind})
    body = found.name if kind == "organisation" else None
    return call.actor.model_copy(update={"name": found.name, "kind": kind, "organisation": body})


def find_candidates(call: Call) -> list[Candidate]:
    """Find who may be meant: who spoke before, who is named or told of before or behind; and the call itself."""
    found: dict[str, Candidate] = {}
    told = list(_shown(call))
    barred = _of_other_gender(call, told)
    for shown in told:
        if shown.name not in barred and _may_be(call, shown):
            known = found.setdefault(shown.name.casefold(), shown)
            known.features.update(shown.features)
            if {"before", "subject", "inside told"} & shown.features == {"before", "subject"}:
                known.start = max(known.start, shown.start)  # Lund said ... Berg said ... Lund is ... He said
    others = list(found.values())
    apart = [c for c in others if not _is_told_of(call, c)] if call.sort in ("he", "it") else []
    left = (c for c in apart if c.kind in MEANT[call.sort or ""] - {"unnamed"} and c.gender in (None, call.gender))
    others = apart if any(left) else others
    mark(call, others)
    others = without_barred(call, others)
    return [*others, Candidate(call.actor.name, ITSELF, call.at, None, set(stay(call, others)))]


def _of_other_gender(call: Call, told: list[Candidate]) -> set[str]:
    """Return the names of those whom "he" or "she" cannot mean; not of who spoke last, where nobody else is left."""
    barred = {c.name for c in told if call.sort == "he" and c.gender not in (None, call.gender)}
    others = any(c.kind == "person" and c.name not in barred for c in told)
    return barred if others else barred - {c.name for c in told if "spoke 0" in c.features}


def _shown(call: Call) -> Iterator[Candidate]:
    """Yield who is told of around a call; "a council" is none told of before, "a spokesman" or "a firm" no one else."""
    fresh = call.determiner == "a"
    if not fresh:
        yield from chain(_spoken(call), _named(call))
    if not (call.is_pronoun or (fresh and (call.noun_class == "speaking" or call.sort == "body"))):
        yield from chain(_ahead(call), _bearers(call))


def _may_be(call: Call, shown: Candidate) -> bool:
    """Say whether somebody may be meant: no premier is the minister, no firm is the union, no source has a name."""
    name = shown.name.casefold()
    if name == call.actor.name.casefold() or shown.kind not in MEANT[call.sort or ""]:
        return False
    if call.head in lexicon("entities").watching and shown.name in oversight_of(call.index.roster).overseen:
        return False
    if call.described is not None and call.at < shown.start:
        return False  # "a central bank raised rates. The bank said"
    words = set(WORD.findall(name))
    heard = "spoke" in shown.features if call.is_pronoun else call.noun_class == "medium"
    if not heard and (shown.kind == "paper" or (shown.kind == "country" and call.is_pronoun)):
        return False
    if call.is_pronoun:
        return True
    if shown.kind == "unnamed" and call.head in lexicon("names").kin:
        return call.head in words  # no widow is the wife
    if shown.kind in ("body", "unnamed", "group"):
        return call.modifiers <= words and (call.head in words or shown.kind == "unnamed")
    if shown.kind == "firm":
        return call.noun_class not in ("alone", "body") and ("central" not in call.modifiers or "bank" in words)
    if is_maker(call.head) or (call.noun_class == "company" and call.head != "group"):
        others = {"country"} if call.head == "bank" else {"country", "public"}  # no commission is the firm, and no EU
        return shown.kind not in others and name.partition(" of ")[0].rpartition(" ")[2] not in lexicon("names").no_firm
    return shown.kind != "person" or _may_be_person(call, words, call.index.offices.get(shown.name))


def _may_be_person(call: Call, words: set[str], office: set[str] | None) -> bool:
    """Say whether a description may be of a person of a name and office: no aide is his own."""
    held = office is not None and call.head in office and office & lexicon("statement").unheld <= call.modifiers
    if call.noun_class == "speaking" or call.head in lexicon("names").people:
        return held
    own = call.determiner == "owned" and not call.modifiers.isdisjoint(words)
    open_to = not (office or set()) - lexicon("statement").any_leader - call.modifiers  # "Ugandan leader Ada Obi"
    return not own and (held or open_to or call.noun_class != "sole")


def _is_told_of(call: Call, shown: Candidate) -> bool:
    """Say whether somebody is named as a subject of what is told, and is another: Lund has failed, she said."""
    if "inside told" not in shown.features:
        return False
    first = call.index.view.analysis.span(shown.start, shown.start + 1)[0]
    if call.index.view.in_quote[first.i] >= 0 or call.sort == "it":
        return call.index.view.in_quote[first.i] >= 0  # "Lund never tired," he said
    if call.gap(shown.start) or "spoke 0 gap 0" in shown.features:
        return False  # not: said Lund, who was, she said, ill
    return (first.head if first.dep_ == "compound" else first).dep_ == "nsubj"


def _kind(name: str, kind: str | None) -> str:
    """Return the kind of a candidate: an organisation may be a firm by its form, a public body, a paper, unnamed."""
    if kind != "organisation":
        return kind or "other"
    if name.islower():
        return "body"
    firm = name.rpartition(" ")[2].casefold().rstrip(".") in lexicon("names").forms
    return "paper" if is_paper(name) else "firm" if firm else "public" if is_public(name) else kind


def _spoken(call: Call) -> Iterator[Candidate]:
    """Yield who spoke before, the last first, by the name that was found."""
    pronouns, index = lexicon("statement").pronoun, call.index
    for rank, actor in enumerate(reversed(call.spoken[-_SPOKEN:])):
        if actor.name.lower() in pronouns.any_of("he", "she", "it", "they", "first"):
            continue
        unnamed = actor.kind == "person" and actor.name not in index.persons
        lower = actor.mention.text.lower()
        told = "m" if lower in pronouns.he else "f" if lower in pronouns.she else None
        words = actor.name.casefold().split()
        titles = words[:-1] if actor.name in index.persons else words  # not: Ada Bishop
        gender = index.genders.get(actor.name) or gender_of(set(titles)) or told
        gap, spoke = call.gap(actor.mention.start), f"spoke {min(rank, 3)}"
        yield Candidate(
            actor.name, "unnamed" if unnamed else _kind(actor.name, actor.kind), actor.mention.start, gender,
            {"spoke", spoke, f"{spoke} gap {gap if gap < 3 else 3 if gap < FAR else 'far'}",
             f"spoke as {'name' if actor.name == actor.mention.text else 'other'}"},
        )  # fmt: skip


def _named(call: Call) -> Iterator[Candidate]:
    """Yield who was named or told of before, once each, the last first, and who was together."""
    last: dict[str, Entity] = {}
    before = list(call.index.before(call.at if call.is_pronoun else min(call.at, call.told)))
    for entity in before:
        if len(last) < _NAMED:
            last.setdefault(entity.name, entity)
    for entity in last.values():
        yield _mentioned(call, entity, "before", *(["inside told"] if entity.start >= call.told else ()))
    text = call.index.view.text
    joined = ((one, two) for two, one in pairwise(before) if one.kind == two.kind and one.name != two.name)
    close = ((a, b) for a, b in joined if _is_joined(text[a.start : b.start], a.name))
    for one, two in islice(close, _PAIRS):
        pair = _mentioned(call, one, "before", f"pair of {one.kind}")
        kind = "couple" if one.kind == "person" else "pair"
        yield Candidate(f"{one.name} and {two.name}", kind, one.start, None, pair.features)


def _is_joined(between: str, name: str) -> bool:
    """Say whether a text leads from a name to the next with nothing but an "and"."""
    words = between.split()
    return words[-1:] == ["and"] and len(words) <= len(name.split()) + 1


def _mentioned(call: Call, entity: Entity, *features: str) -> Candidate:
    subject = ["subject"] if entity.subject else []
    gender = entity.gender or call.index.genders.get(entity.name)
    return Candidate(entity.name, _kind(entity.name, entity.kind), entity.start, gender, {*features, *subject})


def _ahead(call: Call) -> Iterator[Candidate]:
    """Yield who is named first behind a description: "a minister has resigned. Ada Obi said"."""
    index = call.index
    known = {e.name for e in index.before(call.at)}
    behind = first_from(index.entities, call.phrase.span.end_char, _NEXT)
    near = [e for e in behind if e.start - call.at <= _AHEAD and e.name not in known]
    fresh = {e.name: e for e in reversed(near) if e.kind in ("person", "organisation")}
    for rank, entity in enumerate(reversed(fresh.values())):
        if entity.kind == "organisation" and not call.gap(entity.start):
            continue  # "the company said it would sell *Kappa*"
        ahead = f"ahead {min(-call.gap(entity.start), 3)}"
        subject = [f"{ahead} subject"] if entity.subject else []
        yield _mentioned(call, entity, "ahead", ahead, f"ahead number {rank}", *subject)


def _bearers(call: Call) -> Iterator[Candidate]:
    """Yield whose office or name the noun of a description is in, and the body told of most."""
    index = call.index
    ranks = {t.lower_ for t in call.phrase.span} & lexicon("names").rank
    holder = index.holder(call.at, call.core, ranks) if call.sort == "person" else None
    if holder:
        yield Candidate(holder, "person", call.at, index.genders.get(holder), {"holder"})
    bearers = nearest(index.named.get(call.core.split()[-1].casefold(), ()), call.at)
    for rank, entity in enumerate(islice(bearers, _NAMESAKES)):
        yield _mentioned(call, entity, f"holds head {rank}")
    if (full := index.body(call.core)) != call.core:
        yield Candidate(full, _kind(full, "organisation"), call.at, None, {"full form"})
    if index.main_body and any(e.name == index.main_body for e in index.before(call.at)):
        yield Candidate(index.main_body, _kind(index.main_body, "organisation"), 0, None)
