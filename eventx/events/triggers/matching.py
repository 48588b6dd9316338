"""Triggers: which type and action the words of a clause tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Token

from eventx.events.clauses.amounts import has_unit, is_label, is_other_sum, is_reading, is_sought, is_term
from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.naming import names_of_deed
from eventx.events.discourse.omissions import Discourse
from eventx.events.discourse.series import is_of_series, is_open, likeliest_first, refers
from eventx.events.draft import Draft
from eventx.events.frames.checks import positions
from eventx.events.frames.frame import Frame, Words
from eventx.events.frames.words import is_same
from eventx.events.triggers.flows import FAR, ends_of, is_bulk, is_flow, is_of_flow, is_worth, partner_action
from eventx.events.triggers.gifts import is_no_gift, is_usual
from eventx.events.triggers.parts import is_parted
from eventx.events.triggers.presence import does_else, is_described, is_done_in_part, is_done_to_other, is_of_land
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people
from eventx.records import Event
from eventx.syntax import phrases as syntax
from eventx.syntax.labels import NOUNS, VERBAL

_PARTIES = ("GPE", "ORG", "NORP", "PERSON")


def classify(classes: Sequence[type[Event]], clause: EventClause, discourse: Discourse) -> Draft | None:
    """Return a draft of the first type that a trigger tells, else of the first that what is counted tells."""
    lead, supposed = clause.group.lead, None
    kinds = {lead.type, lead.leads}
    for cls in classes:
        frame: Frame = cls.frame
        if kinds.isdisjoint(frame.leads) or not has_unit(frame, clause):
            continue
        told = discourse.goes_on(cls, clause)
        action = find_action(frame, clause, told)
        if lead.type == "share" and frame.counts_persons and not is_done_in_part(frame, action, clause):
            continue  # "cut a fifth of its staff", but a fifth is no staff
        if action is not None:
            return Draft(cls, action, clause, sure=True)
        if supposed is None and (default := _default(frame, clause, told)) is not None:
            supposed = Draft(cls, default, clause)
    return supposed


def _default(frame: Frame, clause: EventClause, told: str | None) -> str | None:
    """Return the action of what is counted without a trigger, "" for a fact that needs none."""
    words = frame.words
    told_so = is_label(frame, clause) or is_term(words, clause)
    held = {f.type for f in clause.group.facts} if clause.group.lead.type == "headcount" else {clause.group.lead.type}
    free = not held.isdisjoint(frame.always) and not told_so and is_reading(words, clause)
    if counts(frame, clause, told):
        return told if told and frame.default and refers(clause) else frame.default
    return "" if free else None


def find_action(frame: Frame, clause: EventClause, told: str | None) -> str | None:
    """Return the action that verb or noun tell, or None; ``told`` if an event of its type stands near before."""
    if _is_barred(frame, clause):
        return None
    if clause.is_whole:
        return frame.default if frame.default and counts(frame, clause, None) else None
    doubtful = frame.words.has("unless_weak", clause.noun_names)
    action = _verb_action(frame, clause, told, doubtful)
    if action is not None:
        return _by_noun(frame.words, clause, action)
    return None if doubtful or clause.befallen else _noun_action(frame, clause, told)


def _verb_action(frame: Frame, clause: EventClause, told: str | None, doubtful: bool) -> str | None:
    """Return the action that the verb tells: a weak one needs a word that it counts, or the ends of a flow.

    The phrases of actions in the list ``whole`` decide: who is "stopped from entering" a hall is not stopped.
    """
    words, names = frame.words, _verb_names(frame, clause)
    for at, name in enumerate(names):
        if (name not in words.verbs and name not in words.weak) or _is_misplaced(frame, clause, name):
            continue
        if name in words.verbs:
            return words.verbs[name]
        if any(n.startswith(f"{name}_") and words.has("whole", words.weak.get(n, ())) for n in names[:at]):
            continue
        apart = clause.aside and not name.endswith(f"_{clause.slot}")  # but "pay for 12 wardens"
        aside = doubtful or apart or _is_part(frame, clause)
        for weak in likeliest_first(words.weak[name], told if refers(clause) else None):
            if words.has("volumes", (weak,)) and not _is_output(clause):
                continue
            resumes = told is not None and frame.lexicon in words.resumed(weak)
            again = resumes or is_of_series(frame, clause, weak, told)
            one_end = told is not None or is_worth(clause) or is_bulk(frame, clause)
            if (not aside and (words.counts(weak, clause.near) or again)) or is_flow(frame, clause, weak, one_end):
                return weak
    return None


def _is_part(frame: Frame, clause: EventClause) -> bool:
    """Tell whether a number is only a part of what is measured: but "cut a fifth of its staff" counts them."""
    return clause.group.lead.type == "share" and not frame.counts_persons


def _is_output(clause: EventClause) -> bool:
    """Tell whether a number may be an output: no sum, and no threshold as in "stood at 48, below the 50 mark"."""
    return clause.group.lead.type in ("measure", "headcount") and clause.slot not in lexicon("clause").limits


def _by_noun(words: Words, clause: EventClause, action: str) -> str:
    """Return the action of what is given where that outweighs the verb's: "approved a loan of $4 million" lends."""
    names = (*clause.noun_names, *(t.lemma_.lower() for t in clause.at("in")))
    told = next((words.nouns[name] for name in names if name in words.nouns), action)
    _, mark, variant = action.partition(":")
    return told + mark + variant if words.has("outweighs", (told,)) and not is_same(action, told) else action


def _is_misplaced(frame: Frame, clause: EventClause, name: str) -> bool:
    """Tell whether the number stands where a verb cannot tell of it.

    "The storm left 300 passengers stranded", "two engineers opened a workshop", "offers the phone for $300".
    """
    words, slot, paid = frame.words, clause.slot, clause.group.lead.type == "money"
    endangered = words.has("endangered", clause.verb_names)  # "900 workers are at risk"
    if name == "be" and frame.counts_persons and (endangered or is_described(clause)):
        return True
    if slot == "subject" and (words.has("receiving", (name,)) or words.has("taking_on", (name,))):
        return True  # "900 people registered for it", "900 nurses signed up for it"
    if words.has("receiving", (name,)) and not (words.has("travellers", clause.near) or is_of_land(words, clause)):
        return True
    if words.has("as_subject", (name,)) and (slot != "subject" if paid else slot == "object"):
        return True
    outside = slot == "at" or (slot == "subject" and clause.governs) or _is_in_subject(clause)
    if outside and words.has("as_object", (name,)):
        return True
    if slot == "to" and not paid and not name.startswith("be_") and (clause.governs or is_done_to_other(clause)):
        return True  # "brings broadband to 2 million people", "was sent to 8,000 employees", but "to two people hurt"
    if not paid:
        return False
    return is_no_gift(words, clause, name) or (slot in ("for", "at") and not name.endswith(f"_{slot}"))


def _is_in_subject(clause: EventClause) -> bool:
    """Tell whether an amount says what acts: "reserves, now $2 billion, need not rise"."""
    doers = [c for c in clause.verb.lefts if c.dep_ == "nsubj"] if clause.verb is not None else []
    return any(c != clause.token and c.is_ancestor(clause.token) for c in doers)


def _noun_action(frame: Frame, clause: EventClause, told: str | None) -> str | None:
    """Return the action that what is measured tells, or what stands beside an amount."""
    words, lead = frame.words, clause.group.lead
    if lead.type == "measure" and frame.always:
        return None  # no "capacity of 40,000 tonnes"
    part = _is_part(frame, clause) and not any(map(str.isdigit, lead.span.text))
    kept = clause.slot != "subject" and words.has("unless_nouns", clause.verb_names)  # "the gift will keep it open"
    if part or kept or is_sought(words, clause):
        return None  # "half the growth seen in 2018" is no reading of it
    if (partner := partner_action(frame, clause)) is not None:
        return partner
    else_told = does_else(frame, clause)
    for name in clause.noun_names:
        if name in words.nouns and not (else_told and words.has("bearers", (name,))):
            return words.nouns[name]
        between = words.between.get(name)
        among = positions() if words.has("abroad", (name,)) else FAR
        open_ = is_open(words, between, told) or is_of_flow(words, clause)
        if between and (open_ or any(ends_of(frame, clause, between, among))):
            return between
    if lead.type == "change" or words.has_any(("unless_signs", "buys"), clause.verb_names):
        return None
    signs = ((action, position, t) for position, action in frame.signs.items() for t in clause.at(position))
    return next((action for action, position, t in signs if _is_sign(clause, t, position)), None)


def counts(frame: Frame, clause: EventClause, told: str | None) -> bool:
    """Tell whether what a clause counts tells the type by itself: a word of ``own``; in a series, any counted."""
    if clause.detached or clause.befallen or frame.words.bars(frame.default or "", (*clause.near, *clause.noun_names)):
        return False
    own = "own" if "own" in frame.words.lists and told is None else "counted"
    counted = frame.words.has(own, clause.noun_names) and not _is_barred(frame, clause)
    return counted and not does_else(frame, clause, "bearers" if refers(clause) else own)


def _is_barred(frame: Frame, clause: EventClause) -> bool:
    words, nouns = frame.words, clause.noun_names
    verbs = clause.verb_names if not words.has("votes", nouns) else ()  # but "took 58% of the vote"
    part = verbs if clause.group.lead.type == "share" else ()
    parted = nouns if is_parted(clause) else ()
    near = clause.near if lexicon("clause").flows.isdisjoint(clause.near) else ()  # but "domestic exports"
    told = (("unless", nouns), ("unless_verbs", verbs), ("unless_near", near), ("unless_share", part))
    if any(words.has(name, those) for name, those in (*told, ("parted", parted))) or is_term(words, clause):
        return True
    if words.has("of_whole", verbs) and clause.slot != "subject" and not _is_of(words, "staffs", clause):
        return True  # "those arrested include 40 workers"
    if clause.group.lead.type == "change" and words.has("unless_change", nouns) and not _is_handed(clause):
        return True
    if any(words.has_lemma("unless_for", t) for t in _cases_over(clause)):
        return True
    if frame.money and (is_other_sum(words, clause) or is_usual(words, clause)):
        return True
    return frame.counts_persons and clause.is_capacity


def _is_of(words: Words, name: str, clause: EventClause) -> bool:
    """Tell whether the subject is one of a list: "its *staff* include 40 nurses"."""
    return any(words.has_lemma(name, t) for t in clause.at("subject"))


def _cases_over(clause: EventClause) -> Iterator[Token]:
    """Yield of what the deed to the counted is the matter: "on *trial* for the murder of two guards"."""
    for tie in takewhile(lambda t: t.pos_ not in VERBAL or t.tag_ == "VBG", clause.token.ancestors):
        if tie.lower_ in ("for", "of", "with", "over") and tie.dep_ == "prep":
            yield from (tie.head, *(c for c in tie.head.rights if c.dep_ == "dobj" and c.i < tie.i))


def _verb_names(frame: Frame, clause: EventClause) -> tuple[str, ...]:
    """Return what may tell the action: not the verb of a change, but "imported rice worth $2 million, up 5%".

    So may a verb of spending, "spent $2 million, up 5%"; but not "sent home $2 million, up 5%".
    """
    if clause.detached:
        return ()
    verb, trigger = clause.verb, clause.group.trigger
    lead, noun = clause.group.lead, clause.noun
    level = lead.type == "headcount" and noun is not None and verb is not None and noun.i < verb.i < clause.token.i
    turns = verb is None or trigger is None or trigger.start <= verb.idx < trigger.end
    deeds = names_of_deed(clause) if level or (lead.type == "change" and turns) else ()
    if any(deeds := tuple(filter(frame.words.verbs.__contains__, deeds))):
        return deeds  # "the number of people *killed* rose to 40"
    if lead.type != "change":
        return clause.verb_names
    told = clause.group.change is not None  # of a staff "cut to 5,000" the number tells who stay
    if turns and verb is not None and frame.default and clause.governs and told:
        return (verb.lemma_.lower(),)  # who "cut its workforce by 300" lays off; a workforce that fell is employed
    spent = verb is not None and (verb.lemma_.lower() in lexicon("change").spending or _is_handed(clause))
    spent = frame.money and spent
    moved = frame.pair is not None or (spent and clause.group.value is not None)
    return clause.verb_names if moved and not turns else ()


def _is_handed(clause: EventClause) -> bool:
    """Tell whether somebody hands a sum to somebody: "paid *bonuses* of $2 million to its staff, up from $1m"."""
    verb = clause.verb
    handing = verb is not None and verb.lemma_.lower() in lexicon("change").handing
    taken = [t for position in ("to", "indirect") for t in clause.at(position) if not t.like_num]
    return handing and clause.governs and bool(clause.at("subject")) and bool(taken)


def _is_sign(clause: EventClause, token: Token, position: str) -> bool:
    """Tell whether what stands in a position is a sign: a purpose behind the amount, somebody as the first object."""
    if token.pos_ not in NOUNS or syntax.is_time(token) or clause.holds(token) or not _is_given(clause):
        return False
    return token.i > clause.token.i if position == "for" else _is_party(token)


def _is_given(clause: EventClause) -> bool:
    """Tell whether somebody does something with an amount: "voted $40 million for schools", no "prices are $60 for"."""
    amount = clause.group.value
    if clause.verb is None or clause.verb.lemma_ == "be" or (amount is not None and amount.per is not None):
        return False
    doers = clause.at("subject")
    return bool(doers) and all(map(_is_party, doers))


def _is_party(token: Token) -> bool:
    return token.ent_type_ in _PARTIES or token.lower_ in lexicon("names").body or is_of_people(token)
