"""Numbers of what is told without one: which amounts of its sentence belong to a trigger, and so may fill its roles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from eventx.events.clauses.adjuncts import is_told_above
from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.leads import second_amounts
from eventx.events.clauses.standards import comes_after, is_set_beside
from eventx.events.draft import Draft
from eventx.events.predicates.predicate import APART, Predicate
from eventx.events.roles.assignment import extent_of
from eventx.lexicons import lexicon
from eventx.records import Fact, Quantity
from eventx.syntax.arguments import noun_above
from eventx.syntax.labels import ADNOMINAL, NOUNS

_STEPS = 10  # up the parse from a number to what it is told of


def take_numbers(draft: Draft, facts: Sequence[Fact]) -> None:
    """Put the facts of a sentence that are told of its trigger into a draft's group: roles may be filled with them.

    Those that only say what something is worth come in where no other of their type does: of "worth $9, the firm was
    sold for $4" the second.
    """
    clause = draft.clause
    if not isinstance(clause, Predicate):
        return
    roots = {fact.id: clause.span_of(fact.span).root for fact in facts}
    changes = (fact for fact in facts if fact.type == "change" and _enacts(clause, roots[fact.id]))
    enacted = set[tuple[int, int]]().union(*map(_spans, changes))
    own = {f.id: [] if enacted & _spans(f) else _way_up(clause, roots[f.id]) for f in facts}
    ways = ((fact.type, way) for fact in facts if (way := own[fact.id]) is not None)
    told = {name for name, way in ways if not (_is_gloss(way) or _is_of_crime(way))}
    for fact in facts:
        way = own[fact.id]
        if way is not None and _is_of_crime(way):
            clause.group.glosses.append(fact)
        elif way is not None and (fact.type not in told or not _is_gloss(way)):
            clause.group.facts.append(fact)
        elif way is not None and any(at.lower_ == "worth" for at in way):
            clause.group.glosses.append(fact)  # what a deal values a firm at is a reading


def _enacts(clause: Predicate, token: Token) -> bool:
    """Tell whether a change is what a law does that is decided on: "passed a bill *raising* the tax by 2%"."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ == "VERB"), token)
    within = verb.dep_ in ADNOMINAL and verb.head.lemma_.lower() in lexicon("telling").grounds
    return within and verb.head in clause.at("object")


def _way_up(clause: Predicate, token: Token) -> list[Token] | None:
    """Return the words from a number up to what it is told of, if no other verb stands between."""
    words, way = lexicon("telling"), list[Token]()
    for at in islice((token, *token.ancestors), _STEPS):
        given = at == token and at == noun_above(clause.token)  # "the $5 that it offered"
        if given or at in (clause.token, clause.verb) or is_told_above(clause.token, at, token):
            return way
        way.append(at)
        named = at != token and at.dep_ == "nsubj" and at.head == clause.token and clause.analysis.is_sum(token)
        if named or at.lemma_.lower() in words.valuations or _is_before(at):  # "the $3 billion fund raised"
            return None
        unit = at == token and (at.dep_ not in APART or at.doc[at.i - 1].like_num)  # "fined 30 won"
        if at.dep_ == "acl" and at.lemma_ in ("measure", "register"):
            continue  # "a quake *measuring* 6.2 shook Crete"
        other = at.pos_ == "VERB" or (at.pos_ == "AUX" and at.dep_ == "relcl")  # "which is 28% owned by"
        barred = at.lemma_.lower() in lexicon("government").hindering  # "sued to block a $5 deal"
        if other and not unit and not _is_gloss([at]) and (at.dep_ != "xcomp" or barred):
            return None
    return None


def _is_before(tie: Token) -> bool:
    """Tell whether a phrase in front says what went before: "*After* a four-year investigation, it fined the bank"."""
    return tie.dep_ == "prep" and tie.lower_ in lexicon("telling").preceded and tie.i < tie.head.i


def _is_gloss(way: Sequence[Token]) -> bool:
    """Tell whether a number only says what something is worth: "a mill *valued* at $3", "once *worth* $9"."""
    words = lexicon("telling").valued
    return any(at.lemma_.lower() in words and at.pos_ in ("VERB", "ADJ") for at in way)


def _is_of_crime(way: Sequence[Token]) -> bool:
    """Tell whether a number says how much a crime was about, and is no penalty: "jailed for a $2 million *fraud*".

    But "paid a $2 million fraud fine".
    """
    crimes = lexicon("telling").offences
    return any(at.pos_ in NOUNS and at.lemma_.lower() in crimes for at in way)


def _is_trigger(clause: EventClause, fact: Fact) -> bool:
    """Tell whether the trigger tells a fact, or that it does not move anything: "held rates *steady*".

    Its particle is the trigger's: "went *down* by 9 points to Lorne".
    """
    own, trigger = vars(fact).get("trigger"), clause.group.facts[0].span
    if own is None or (own.start < trigger.end and trigger.start < own.end):
        return own is not None
    word = clause.span_of(own).root
    if word.dep_ == "prt" and word.head == clause.token:
        return True
    return vars(fact).get("direction") == "flat" and not any(_spans(fact))


def keep_numbers(draft: Draft, facts: Sequence[Fact]) -> None:
    """Leave a draft only those of its facts whose numbers fill its roles, with their change and that of its trigger.

    Of the ``facts`` of its sentence it takes what tells its sums again, in another currency.
    """
    group, told = draft.clause.group, [v for v in draft.fields.values() if isinstance(v, Quantity)]
    again = [f for q in told for f in second_amounts(draft.analysis.text, q, facts)]
    draft.fields["also"] = [*(draft.fields.get("also") or ()), *(vars(f)["amount"] for f in again)]
    before = next((f for q in told for f in facts if _is_before_level(draft, q, f)), None)
    if before is not None and draft.fields.get("previous") is None:
        draft.fields["previous"] = vars(before)["amount"]
        again.append(before)
    held = {(v.mention.start, v.mention.end) for v in draft.fields.values() if isinstance(v, Quantity)}
    held.update(*(_spans(f) for f in group.facts[1:] if f.type == "change" and not held.isdisjoint(_spans(f))))
    if draft.words.has("sized", (draft.action,)):  # "downgraded $3 million of Kappa's debt"
        group.glosses += (f for f in group.facts[1:] if f.type == "money" and held.isdisjoint(_spans(f)))
    choices = (f for f in group.facts[1:] if draft.analysis.text.endswith(" or ", 0, f.span.start))
    group.glosses += (f for f in choices if held.isdisjoint(_spans(f)))  # "by £4bn or *£5bn*"
    kept = [f for f in group.facts[1:] if _is_trigger(draft.clause, f) or not held.isdisjoint(_spans(f))]
    _drop_changes(draft, [f for f in group.facts[1:] if f not in kept])
    group.facts[1:] = kept + [f for f in again if f not in kept]
    draft.fields["mentions"] = [extent_of(draft)]
    draft.fields["facts"] = list(dict.fromkeys(f.id for f in group.facts if f.id))


def _drop_changes(draft: Draft, facts: Sequence[Fact]) -> None:
    """Leave off the way that changes of another measure go: "sold $2 billion of bonds at a yield 0.3% *lower*"."""
    for name in ("direction", "basis"):
        if draft.fields.get(name) in {vars(f)[name] for f in facts if f.type == "change"}:
            draft.fields[name] = None


def _is_before_level(draft: Draft, level: Quantity, fact: Fact) -> bool:
    """Tell whether a sum is set beside a level of its unit: "a dividend of 12 cents, against *10 cents* last year"."""
    amount, text = vars(fact).get("amount"), draft.analysis.text
    if fact.type != "money" or not isinstance(amount, Quantity) or amount.unit != level.unit:
        return False
    if fact.span.start < level.mention.end:
        return False
    between = text[level.mention.end : fact.span.start]
    return is_set_beside(between, amount) or comes_after(draft.analysis, between, fact.span)


def _spans(fact: Fact) -> set[tuple[int, int]]:
    """Return where the numbers of a fact stand."""
    numbers = (vars(fact).get(name) for name in ("amount", "initial", "final"))
    return {(q.mention.start, q.mention.end) for q in numbers if isinstance(q, Quantity)}
