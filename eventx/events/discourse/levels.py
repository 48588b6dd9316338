"""Levels before: what a measure was, told in a clause of its own, belongs to what it is now and is no other event."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile

from spacy.tokens import Token

from eventx.analysis.comparison import STEPS
from eventx.events.draft import Draft
from eventx.events.merging.decisions import absorb
from eventx.events.merging.identity import beginnings, stems, thing_of
from eventx.events.merging.restated import (
    is_by_share,
    is_graver,
    is_in_points,
    is_move_of,
    join_tellings,
    level_of,
    span_of,
    take_again,
    take_move,
)
from eventx.events.roles.assignment import basis_before
from eventx.events.roles.pairs import country_of
from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.records import Basis, Period, Quantity
from eventx.syntax.arguments import is_of_other
from eventx.syntax.labels import AUXILIARIES, has_right
from eventx.syntax.nominals import outermost
from eventx.syntax.phrases import is_time
from eventx.syntax.tense import is_report

_ENDS = ("start", "end")
_TIMED = frozenset({"npadvmod", "advmod", "prep", "nmod", "advcl"})
_EARLIER = 4  # drafts of a type
_SENTENCES = 4  # within which a level before is told
_BESIDE = 5  # tokens from a number to the last of its time: "the year before"


def join_levels(drafts: Sequence[Draft]) -> list[Draft]:
    """Give each draft the level before that the one of its type beside it tells, and drop that one."""
    gone: set[int] = set()
    told: dict[str, deque[Draft]] = defaultdict(lambda: deque(maxlen=_EARLIER))
    for draft in drafts:
        near = [d for d in reversed(told[draft.type]) if d.sentences_to(draft.clause) <= _SENTENCES]
        known = (d for d in near if (d is near[0] and d.is_near(draft.clause)) or _goes_back(draft, d))
        if (now := next((d for d in known if _was(draft, d)), None)) is not None:
            _take(now, draft)
            gone.add(id(draft))
            continue
        if (whole := absorb((d for some in told.values() for d in reversed(some)), draft)) is not None:
            join_tellings(whole, draft)
            gone.add(id(draft))
            continue
        last = near[0] if near and near[0].is_near(draft.clause) else None
        if last is not None and (is_move_of(draft, last) or is_in_points(draft, last)):
            take_move(last, draft)
            gone.add(id(draft))
            continue
        if last is not None and _was(last, draft):
            _take(draft, last)
            gone.add(id(told[draft.type].pop()))
        elif last is not None and is_graver(draft, last):
            join_tellings(last, draft)
            gone.add(id(draft))
            continue
        elif (whole := next((d for d in near if is_by_share(draft, d)), None)) is not None:
            take_again(whole, draft)
            gone.add(id(draft))
            continue
        told[draft.type].append(draft)
    return [draft for draft in drafts if id(draft) not in gone]


def _goes_back(draft: Draft, before: Draft) -> bool:
    """Tell whether a level is named by the words of one told some sentences before: "the gap had been $3 million"."""
    one, two = (stems(m) if (m := thing_of(d.fields)) is not None else frozenset() for d in (draft, before))
    flow = draft.frame.pair is not None and draft.action == before.action and one == two
    return flow or (bool(one) and one <= two)


def _was(then: Draft, now: Draft) -> bool:
    """Tell whether one draft tells only what the measure of the other was before."""
    one, two = level_of(then), level_of(now) or _pace_of(now)
    if one is None or two is None or one.unit != two.unit or one.value == two.value:
        return False
    if one.per != two.per and _preposition(then.clause.token) not in lexicon("clause").beside:
        return False  # but "earn $90 a month compared to $400"
    done = [d.action for d in (then, now) if d.frame.action is not None]
    if then.fields.get("change") or any(d.fields.get("previous") for d in (then, now)) or len({*done}) > 1:
        return False
    other = _preposition(then.clause.token) != "from" and is_of_other(then.clause.span_of(then.lead.span)[-1])
    if other or _is_of_another(then, now) or then.fields["modality"] == "forecast":
        return False  # "stands at $3 million and will drop to $2 million once they leave"
    there = {p.name for p in then.fields.get("places") or ()} - {p.name for p in now.fields.get("places") or ()}
    back = is_back(now, then) and not _is_shifted(now, then)
    return not there and _is_earlier(then, now) and not back and _is_measure_of(then, now)


def _pace_of(draft: Draft) -> Quantity | None:
    """Return by how much of itself a measure grew, the level of its growth: "grew *2%*. The rate was 3% in May"."""
    pace = draft.fields.get("change")
    return pace if isinstance(pace, Quantity) and pace.unit == "percent" else None


def _is_shifted(now: Draft, then: Draft) -> bool:
    """Tell whether "had" only stands in what somebody said: "said it *had* shrunk to $9 million. It had been $14"."""
    told = [d.clause.verb is not None and d.clause.verb.dep_ == "ccomp" for d in (now, then)]
    verb = now.clause.verb
    return told == [True, False] and verb is not None and is_report(verb.head)


def _is_of_another(then: Draft, now: Draft) -> bool:
    """Tell whether the level before is told to be somebody else's: "*Lorne's* profit had been $3 million"."""
    one, two = then.actors(), now.actors()
    apart = (one[k].name != two[k].name for k in one.keys() & two.keys() if k not in then.fields["inferred"])
    return any(apart) or (bool(then.withheld - now.withheld) and not _points_back(then))


def _is_earlier(then: Draft, now: Draft) -> bool:
    """Tell whether a clause says itself that it is told of a time before, or is set beside the other."""
    words, verb = lexicon("clause"), then.clause.verb
    if verb is not None and verb.lemma_.lower() in load_lexicon("modality")["forecast"]["verbs"]:
        return False  # "economists had forecast $8 billion"
    beside = _preposition(then.clause.token)
    named = outermost(then.clause.token).pos_ == "PROPN"  # "those from India numbered 5,000, from Nepal 2,000"
    same = verb is not None and verb == now.clause.verb and not named
    if beside in words.beside or (beside == "from" and same):
        return True  # "set the toll at $4 from its $5"
    if beside in words.beyond:
        return is_back(then, now) or _is_bygone(then, now)
    behind = beside in words.than
    stands = verb is not None and verb.lemma_.lower() in words.stand
    level = then.frame.action is None or then.action in ("", then.frame.default) or then.frame.pair is not None
    one, two = then.fields.get("period"), now.fields.get("period")
    if isinstance(one, Period) and isinstance(two, Period):
        over = bool(one.end_date and two.start_date and one.end_date < two.start_date)
        told = behind or stands or (is_back(then, now) and (level or "period" in now.fields["inferred"]))
        told = told or (level and _opens_then(then) and _basis_apart(then, now) is not None)
        return told and (over or looks_back(one))
    return (behind or level) and is_back(then, now)


def _opening() -> re.Pattern[str]:
    return matcher("clause", r"(?:(?:{during})(?: the)? |the |)")


def _opens_then(then: Draft) -> bool:
    """Tell whether a sentence opens with the time of what it tells: "*In 2024* it made $3 million"."""
    period, start = then.fields.get("period"), then.lead.sentence.start
    text = then.analysis.text
    return isinstance(period, Period) and bool(_opening().fullmatch(text, start, period.mention.start))


def _is_bygone(then: Draft, now: Draft) -> bool:
    """Tell whether a level is of a time that is told and over: "above the *2022* figure of 40", but no forecast."""
    (_, end), (start, _) = span_of(then), span_of(now)
    if not lexicon("modality").forecast.nouns.isdisjoint(then.clause.noun_names):
        return False
    limit = start or str(then.analysis.article.published_on or "")
    return end < limit if end is not None else basis_before(then, level_of(then)) is not None


def looks_back(period: Period) -> bool:
    """Tell whether a period is that of what stands for comparison: "a year earlier", "year-ago"."""
    words, back = period.mention.text.lower().replace("-", " ").split(), lexicon("clause").back
    return words[-1] in back or not {"previous", "prior"}.isdisjoint(words)  # but "earlier on Thursday"


def _preposition(token: Token) -> str:
    """Return the preposition before a number, or before what it is of, with the participle before it."""
    head = outermost(token)
    if head.dep_ == "dobj" and head.head.dep_ == "pcomp" and head.head.lemma_.lower() in lexicon("change").reaching:
        head = head.head  # "after *hitting* 5.1 million in 2024"
    if head.dep_ not in ("pobj", "pcomp"):
        return ""
    first = head.head.nbor(-1) if head.head.i else head
    if first.lower_ in lexicon("change").set_beside:
        return f"compared_{head.head.lower_}"
    return "compare" if first.lemma_ == "compare" else head.head.lower_


def is_back(draft: Draft, other: Draft) -> bool:
    """Tell whether a clause looks back: "had been", "a year earlier", "once"; of one verb, what follows the number."""
    token, verb = draft.clause.token, draft.clause.verb
    if verb is None or verb == other.clause.verb:
        told: Iterable[Token] = takewhile(lambda t: not t.is_punct, token.doc[token.i + 1 : token.i + _BESIDE])
    elif any(c.lower_ in ("had", "'d") and c.dep_ in AUXILIARIES for c in verb.lefts):
        return True
    else:
        sides = (*lexicon("clause").than, "compared")  # "rose 2% *from* a year earlier" looks at no other time
        told = (t for c in verb.children if c.dep_ in _TIMED and c.lower_ not in sides for t in c.subtree)
    return any(t.lower_ in lexicon("clause").back for t in told)


def _is_measure_of(then: Draft, now: Draft) -> bool:
    """Tell whether two measure the same: by the same words, words that are kin, or a pronoun."""
    one, two = thing_of(then.fields), thing_of(now.fields)
    if any(country_of(then.fields.get(end)) != country_of(now.fields.get(end)) for end in now.frame.pair or ()):
        return False
    if one is None or two is None:
        return then.frame.pair is not None
    if _points_back(then):
        return True
    was, stands = stems(one), stems(two)
    kin = beginnings(lexicon("clause").balances)
    alike = bool(was and stands) and (was <= stands or stands <= was)
    return alike or not (kin.isdisjoint(was) or kin.isdisjoint(stands))


def _points_back(draft: Draft) -> bool:
    """Tell whether what is measured is only called so after what was told: "*the* January *rate* was", "the figure"."""
    noun = draft.clause.noun
    if noun is None or noun.lemma_.lower() not in lexicon("clause").readings or has_right(noun, "prep"):
        return False
    first, *rest = noun.doc[noun.left_edge.i : noun.i + 1]
    told = (t for t in rest[:-1] if t.tag_ != "POS" and t.lower_ not in lexicon("clause").any_of("back", "paces"))
    return first.lower_ == "the" and all(is_time(t) for t in told)


def _basis_apart(then: Draft, now: Draft) -> Basis | None:
    """Return the basis of two levels by how far apart their months, quarters or years lie."""
    spans = [[date.fromisoformat(day) for day in span_of(d) if day] for d in (then, now)]
    if any(len(span) != len(_ENDS) for span in spans):
        return None
    starts, ends = zip(*spans, strict=True)
    months = [(end.year - start.year) * 12 + end.month - start.month for start, end in (starts, ends, *spans)]
    apart, same = months[0], months[0] == months[1] and starts[0].day == starts[1].day
    return STEPS.get(apart) if same and apart in (months[2] + 1, 12) else None


def _take(draft: Draft, before: Draft) -> None:
    """Make what one draft tells the level before of another."""
    fields = draft.fields
    fields["previous"] = level = level_of(before)
    fields["basis"] = fields.get("basis") or _basis_apart(before, draft) or basis_before(before, level)
    join_tellings(draft, before)
