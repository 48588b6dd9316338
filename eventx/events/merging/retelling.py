"""Retelling: a happening told again by another noun for it, or for who did it: "the blaze", "the attackers"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from eventx.events.draft import Draft
from eventx.events.merging.agreement import are_disjoint
from eventx.events.merging.identity import are_alike, are_apart, are_several, is_called
from eventx.events.merging.merge import TITLES
from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.persons import is_plural
from eventx.records import Actor, Mention, Period
from eventx.syntax.harm import harmed_in
from eventx.syntax.labels import COMPOUNDING
from eventx.syntax.nominals import is_new
from eventx.syntax.phrases import follows, is_time

_BACK = 3  # sentences before one in which a noun tells a happening again


def retell(told: Sequence[Draft], draft: Draft) -> None:
    """Fill what is told again by a noun alone as it was told: "a fire gutted a mill. *The blaze* killed two".

    So is what a noun tells only for whom it harmed: "a bomb hit a base. Two were hurt in *the attack*", and what
    one that is known tells of nobody else: "Kappa sued Alba. *The lawsuit* alleges".
    """
    if _is_of_harm(draft):
        before = next((d for d in reversed(told) if _is_same_deed(d, draft)), None)
        draft.fields |= {} if before is None else _told_of(before)
        return
    if (before := next((d for d in reversed(told) if _is_told_by(d, draft)), None)) is not None:
        _name_parties(before, draft)
        draft.fields |= {**_told_of(before), "modality": before.fields["modality"]}
        return
    _take_doers(told, draft)
    noun = _thing(draft)
    if noun is None or not _is_known(noun) or draft.fields.get("period") is not None:
        return
    near = [d for d in told if 0 <= d.sentences_to(draft.clause) <= _BACK]
    near = [d for d in near if d.lead.section not in TITLES] or near
    things = {thing.i if (thing := _thing(d)) is not None else -1 for d in near}  # one happening
    done = {d.fields["modality"] for d in (near[0], draft)} == {"asserted"} if near else False
    if done and len(things) == 1 and near[0].base == draft.base and _is_called_so(near[0], noun):
        draft.fields |= _told_of(near[0])


def _thing(draft: Draft) -> Token | None:
    """Return the noun of what befalls people, or of what it befell if only that is told: "the *vessel* went down"."""
    things = (thing for name in ("kind", "object") if isinstance(thing := draft.fields.get(name), Mention))
    return next(map(draft.root_at, things), draft.clause.noun)


def _take_doers(told: Sequence[Draft], draft: Draft) -> None:
    """Fill a role by who filled it before, where a word only tells of him again: "*the attackers* burned houses"."""
    before = next((d for d in reversed(told) if _is_same_deed(d, draft)), None)
    if before is None:
        return
    for name, actor in draft.actors().items():
        noun, known = draft.root_of(actor), before.fields.get(name)
        again = noun.lemma_.lower() in lexicon("clause").again and is_meant(noun)
        if again and isinstance(known, Actor) and is_plural(noun) == is_plural(before.root_of(known)):
            draft.fields[name] = known


def _told_of(draft: Draft) -> dict[str, object]:
    """Return what a draft tells by its roles, and when."""
    return {name: filler for name in (*draft.frame.roles, "period") if (filler := draft.fields.get(name))}


def _is_of_harm(draft: Draft) -> bool:
    """Tell whether a noun that is known, or ends its sentence, names nobody but whom it harmed."""
    noun, named = draft.clause.noun, [f for f in draft.fields.values() if isinstance(f, Actor)]
    harmed = harmed_in(noun) if noun is not None else []
    if noun is None or not harmed:
        return False
    parties = [f for name, f in draft.fields.items() if name in draft.frame.roles and f in named]
    words = lexicon("clause").known
    known = any(c.lower_ in words or (c.dep_ == "poss" and is_time(c)) for c in noun.lefts)
    trailing = noun.head.head.dep_ == "advcl" and noun.head.head.tag_ == "VBG"
    return (known or trailing) and all(draft.root_of(f) in harmed for f in parties)


def _is_same_deed(before: Draft, draft: Draft) -> bool:
    """Tell whether a draft tells, near before, what another may tell again: at no other time or place."""
    trailing = before.lead.sentence.start == draft.lead.sentence.start
    if before.cls is not draft.cls or before.base != draft.base or not 0 <= before.sentences_to(draft.clause) <= _BACK:
        return False
    if {d.fields["modality"] for d in (before, draft)} != {"asserted"}:
        return False
    times = [d.fields.get("period") for d in (before, draft)]
    places = [d.fields.get("places") or [] for d in (before, draft)]
    return (trailing or not all(times) or times[0] == times[1]) and not are_apart(*places)


def _is_known(noun: Token) -> bool:
    """Tell whether a noun alone means what was told: "*the blaze* destroyed", no "the blaze in Peru"."""
    return noun.tag_ == "NN" and is_meant(noun)


def is_meant(noun: Token) -> bool:
    """Tell whether those are meant of whom was told, by a noun alone: "*the suspects*", no "the suspects in Peru"."""
    more = {c for c in noun.rights if c.dep_ == "relcl" and follows(c.left_edge, ",")}  # "the blast, which hurt 12"
    before, behind = [*noun.lefts], [c for c in noun.rights if c.dep_ != "punct" and c not in more]
    return not behind and [c.lower_ in lexicon("clause").known for c in before] == [True]


def _name_parties(before: Draft, draft: Draft) -> None:
    """Name those of a draft who had no name by what tells it again: "a county has sued. The lawsuit by *Orange*"."""
    for name, actor in draft.actors().items():
        known = before.fields.get(name)
        if isinstance(known, Actor) and is_called(known) and not (is_called(actor) or are_several(known)):
            before.fields[name] = actor


def _is_told_by(before: Draft, draft: Draft) -> bool:
    """Tell whether a noun that is known tells again what a draft tells: with its parties, or others without a name."""
    clause, says = draft.clause, draft.action.endswith(":says")
    noun = next(iter(clause.at("subject")), None) if says else clause.noun
    if before.cls is not draft.cls or before.base != draft.base or noun is None or not _is_one_known(noun):
        return False
    held = [(before.fields.get(name), draft.fields.get(name)) for name in (*draft.frame.roles, "period")]
    if any(y and not x for x, y in held) or any(map(is_new, map(draft.root_of, draft.actors().values()))):
        return False
    pairs = [(x, y) for x, y in held if x and y]
    named = any(isinstance(y, Actor) and are_alike(x, y) for x, y in pairs)
    agreed = named or says or before.fields["modality"] == draft.fields["modality"]
    return agreed and all(_may_be_one(x, y) or (says and isinstance(y, Mention)) for x, y in pairs)


def _is_one_known(noun: Token) -> bool:
    """Tell whether a noun means one that was told, or somebody's: "*the* lawsuit", "*its* bid"; no "the other suit"."""
    words = lexicon("clause")
    told = any(c.lower_ in words.known or c.dep_ == "poss" for c in noun.lefts)
    return noun.tag_ == "NN" and told and all(c.lower_ not in words.anew for c in noun.lefts)


def _may_be_one(one: object, two: object) -> bool:
    """Tell whether two fillers are one, or one of them is somebody without a name."""
    if isinstance(one, Period) and isinstance(two, Period):
        return not are_disjoint(one, two)
    if isinstance(one, Actor) and isinstance(two, Actor):
        return are_alike(one, two) or is_called(one) or is_called(two)
    if isinstance(one, list) and isinstance(two, list):
        return not are_apart(one, two)
    return one == two or are_alike(one, two)


def _is_called_so(before: Draft, noun: Token) -> bool:
    """Tell whether a noun is a word for what a draft tells, of one sort with its own: a blaze for a fire."""
    thing = _thing(before)
    if thing is None:
        return False
    name, sorts = noun.lemma_.lower(), load_lexicon("clause")["sorts"]
    words = {thing.lemma_.lower(), *(c.lower_ for c in thing.lefts if c.dep_ in COMPOUNDING)}  # "Typhoon Mara"
    return name in words or any(name in sort and not words.isdisjoint(sort) for sort in sorts)


def is_of_other(told: Mapping[str, Iterable[Draft]], draft: Draft) -> bool:
    """Tell whether a noun that is known only tells of what another type told: of a bomb "*the blast*"."""
    clause, has = draft.clause, draft.words.has_lemma
    nouns = [t for t in (clause.noun, *clause.at("subject"), *clause.at("for")) if t is not None and _is_known(t)]
    names = [name for name in told if any(has(f"part_of_{name}", t) for t in nouns)]
    near = (d for name in names for d in told[name] if 0 <= d.sentences_to(clause) <= _BACK)
    sentences = {d.lead.sentence.start: f"means_of_{d.type}" for d in near}
    return any(has(means, t) for at, means in sentences.items() for t in draft.analysis.sentence_span(at))
