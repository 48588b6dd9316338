"""Levels before: what a measure was, told in a clause of its own, belongs to what it is now and is no other event."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from eventx.events.decisions import absorb
from eventx.events.draft import Draft
from eventx.events.identity import beginnings, stems, thing_of
from eventx.events.measures import measure_fields
from eventx.events.merge import in_order
from eventx.events.pairs import country_of
from eventx.events.roles import basis_before
from eventx.lexicons import lexicon, load_lexicon
from eventx.records import Period, Quantity
from eventx.syntax.arguments import is_of_other
from eventx.syntax.labels import AUXILIARIES
from eventx.syntax.nominals import outermost
from eventx.syntax.tense import is_report

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
            _join_tellings(whole, draft)
            gone.add(id(draft))
            continue
        last = near[0] if near and near[0].is_near(draft.clause) else None
        if last is not None and (_is_move_of(draft, last) or _is_in_points(draft, last)):
            _take_move(last, draft)
            gone.add(id(draft))
            continue
        if last is not None and _was(last, draft):
            _take(draft, last)
            gone.add(id(told[draft.type].pop()))
        elif last is not None and _is_graver(draft, last):
            _join_tellings(last, draft)
            gone.add(id(draft))
            continue
        elif (whole := next((d for d in near if _is_by_share(draft, d)), None)) is not None:
            _take_again(whole, draft)
            gone.add(id(draft))
            continue
        told[draft.type].append(draft)
    return [draft for draft in drafts if id(draft) not in gone]


def _goes_back(draft: Draft, before: Draft) -> bool:
    """Tell whether a level is named by the words of one told some sentences before: "the gap had been $3 million"."""
    one, two = (stems(m) if (m := thing_of(d.fields)) is not None else frozenset() for d in (draft, before))
    flow = draft.frame.pair is not None and draft.action == before.action and one == two
    return flow or (bool(one) and one <= two)


def span_of(draft: Draft) -> tuple[str | None, str | None]:
    """Return the first and last day of what a draft tells."""
    period = draft.fields.get("period")
    return (period.start_date, period.end_date) if isinstance(period, Period) else (None, None)


def _level(draft: Draft) -> Quantity | None:
    """Return the one number of its own that a draft tells, if its type has no more."""
    names = measure_fields(draft.cls)
    level = draft.fields.get(names[0]) if len(names) == 1 else None
    return level if isinstance(level, Quantity) else None


def _was(then: Draft, now: Draft) -> bool:
    """Tell whether one draft tells only what the measure of the other was before."""
    one, two = _level(then), _level(now)
    if one is None or two is None or (one.unit, one.per) != (two.unit, two.per) or one.value == two.value:
        return False
    if then.fields.get("change") or any(d.fields.get("previous") for d in (then, now)) or then.action != now.action:
        return False
    other = _preposition(then.clause.token) != "from" and is_of_other(then.clause.span_of(then.lead.span)[-1])
    if other or _is_of_another(then, now) or then.fields["modality"] == "forecast":
        return False  # "stands at $3 million and will drop to $2 million once they leave"
    there = {p.name for p in then.fields.get("places") or ()} - {p.name for p in now.fields.get("places") or ()}
    back = is_back(now, then) and not _is_shifted(now, then)
    return not there and _is_earlier(then, now) and not back and _is_measure_of(then, now)


def _is_shifted(now: Draft, then: Draft) -> bool:
    """Tell whether "had" only stands in what somebody said: "said it *had* shrunk to $9 million. It had been $14"."""
    told = [d.clause.verb is not None and d.clause.verb.dep_ == "ccomp" for d in (now, then)]
    verb = now.clause.verb
    return told == [True, False] and verb is not None and is_report(verb.head)


def _is_of_another(then: Draft, now: Draft) -> bool:
    """Tell whether the level before is told to be somebody else's: "*Lorne's* profit had been $3 million"."""
    one, two = then.actors(), now.actors()
    apart = (one[k].name != two[k].name for k in one.keys() & two.keys() if k not in then.fields["inferred"])
    return any(apart) or bool(then.withheld - now.withheld)


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
    one, two = then.fields.get("period"), now.fields.get("period")
    if isinstance(one, Period) and isinstance(two, Period):
        told = behind or stands or ("period" in now.fields["inferred"] and is_back(then, now))
        over = bool(one.end_date and two.start_date and one.end_date < two.start_date)
        return told and (over or looks_back(one))
    level = then.frame.action is None or then.action in ("", then.frame.default) or then.frame.pair is not None
    return (behind or level) and is_back(then, now)


def _is_bygone(then: Draft, now: Draft) -> bool:
    """Tell whether a level is of a time that is told and over: "above the *2022* figure of 40", but no forecast."""
    (_, end), (start, _) = span_of(then), span_of(now)
    if not lexicon("modality").forecast.nouns.isdisjoint(then.clause.noun_names):
        return False
    limit = start or str(then.analysis.article.published_on or "")
    return end < limit if end is not None else basis_before(then, _level(then)) is not None


def looks_back(period: Period) -> bool:
    """Tell whether a period is that of what stands for comparison: "a year earlier", "year-ago"."""
    words, back = period.mention.text.lower().replace("-", " ").split(), lexicon("clause").back
    return words[-1] in back or not {"previous", "prior"}.isdisjoint(words)  # but "earlier on Thursday"


def _preposition(token: Token) -> str:
    """Return the preposition before a number, or before what it is of, with the participle before it."""
    head = outermost(token)
    if head.dep_ != "pobj":
        return ""
    first = head.head.nbor(-1) if head.head.i else head
    if first.lower_ == "compared":
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
        told = (t for c in verb.children if c.dep_ in _TIMED for t in c.subtree)
    return any(t.lower_ in lexicon("clause").back for t in told)


def _is_measure_of(then: Draft, now: Draft) -> bool:
    """Tell whether two measure the same: by the same words, words that are kin, or a pronoun."""
    one, two = thing_of(then.fields), thing_of(now.fields)
    if any(country_of(then.fields.get(end)) != country_of(now.fields.get(end)) for end in now.frame.pair or ()):
        return False
    if one is None or two is None:
        return then.frame.pair is not None
    was, stands = stems(one), stems(two)
    kin = beginnings(lexicon("clause").balances)
    alike = bool(was and stands) and (was <= stands or stands <= was)
    return alike or not (kin.isdisjoint(was) or kin.isdisjoint(stands))


def _is_by_share(rated: Draft, whole: Draft) -> bool:
    """Tell whether one tells for a share what another tells in all: "earned $3 million. Profit was *$1 a share*"."""
    one, two, words = _level(rated), _level(whole), lexicon("clause")
    if one is None or two is None or (one.per, two.per) != ("share", None) or one.unit != two.unit:
        return False
    kin, same = beginnings(words.balances), beginnings(words.any_of("balances", "plain"))
    told = [stems(m) if (m := thing_of(d.fields)) is not None else frozenset[str]() for d in (rated, whole)]
    measured = told[0] - same == told[1] - same and not any(kin.isdisjoint(t) for t in told)
    owners = [actor.name if (actor := d.actors().get("subject")) is not None else None for d in (rated, whole)]
    if not measured or owners[0] != owners[1] or rated.fields["modality"] != whole.fields["modality"]:
        return False
    changes = any(d.fields.get("change") for d in (rated, whole))
    return not changes and not _is_adjusted(rated) and span_of(rated) in (span_of(whole), (None, None))


def _is_adjusted(draft: Draft) -> bool:
    """Tell whether a profit is told without some of what it holds: "*excluding* charges, it earned $1 a share"."""
    sentence = draft.analysis.sentences[draft.analysis.sentence_at(draft.lead.span.start)]
    return any(t.lemma_.lower() in lexicon("clause").adjusting for t in sentence)


def _is_move_of(draft: Draft, before: Draft) -> bool:
    """Tell whether one tells how far what another tells moved: "earned $3 million. *It represents a 24% leap*"."""
    verb, words = draft.clause.verb, lexicon("clause")
    if _level(draft) is not None or draft.fields.get("change") is None or before.fields.get("change") is not None:
        return False
    if _level(before) is None or verb is None or verb.lemma_.lower() not in words.equating:
        return False
    points = any(_points_back(t, draft.clause.cue) for t in draft.clause.at("subject")[:1])
    return points and draft.fields["modality"] == before.fields["modality"]


def _points_back(subject: Token, cue: Token | None) -> bool:
    """Tell whether a subject stands for what was told right before: "*that*", "*it* is a 24% leap", "*the gain*"."""
    if subject.lower_ == "it":
        return cue is not None and cue.pos_ == "NOUN"
    known = subject.lemma_.lower() in lexicon("change").pointing
    return subject.lower_ in lexicon("clause").pointing or (
        known and [c.lower_ for c in subject.children] in (["the"], ["that"])
    )


def _is_graver(draft: Draft, before: Draft) -> bool:
    """Tell whether one tells how badly some are hurt of whom the other tells: "hurt six, *two of them seriously*"."""
    here, doc = draft.lead.span, draft.analysis.doc
    if not draft.frame.counts_persons or here.start < before.lead.span.end:
        return False
    first = draft.analysis.span(here.start, here.end)[-1].i + 1
    of_them = [t.lower_ for t in doc[first : first + 2]] in (["of", "them"], ["of", "whom"])
    how = doc[first + 2 : first + 4]
    graver = of_them and [t.tag_ for t in how[:1]] == ["RB"] and all(t.is_punct for t in how[1:])
    return graver and bool(_tolls(draft)) and _tolls(draft) <= _tolls(before)


def _tolls(draft: Draft) -> set[str]:
    """Return what befell those whom a draft counts."""
    return {name for name in draft.frame.roles if isinstance(draft.fields.get(name), Quantity)}


def _is_in_points(draft: Draft, before: Draft) -> bool:
    """Tell whether one tells in points what another tells in per cent: "stocks rose 3%. The index gained 40 points"."""
    one, two = (d.fields.get("change") for d in (draft, before))
    if not (isinstance(one, Quantity) and isinstance(two, Quantity)) or {one.unit, two.unit} != {"point", "percent"}:
        return False
    told = all(draft.words.has_any(("market",), (*d.clause.noun_names, *_things(d))) for d in (draft, before))
    thing = thing_of(draft.fields)
    told = told and thing is not None and (thing.text.islower() or _things(draft) == _things(before))
    names = (
        {draft.fields.get(name) and str(draft.fields[name]) for draft in (draft, before)}
        for name in ("direction", "modality", "basis")
    )
    apart = draft.fields.get("period") and before.fields.get("period") and span_of(draft) != span_of(before)
    return told and not apart and all(len(some - {None}) < 2 for some in names) and _level(draft) is None


def _things(draft: Draft) -> frozenset[str]:
    """Return the words of what a draft measures."""
    thing = thing_of(draft.fields)
    return frozenset(thing.text.lower().split()) if thing is not None else frozenset()


def _take_move(draft: Draft, moved: Draft) -> None:
    """Make how far something moved the change of what a draft tells, or another telling of it."""
    fields, told = draft.fields, moved.fields
    if fields.get("change") is not None:
        fields["also"] = [*(fields.get("also") or ()), told["change"]]
    else:
        fields |= {name: told[name] for name in ("change", "direction", "basis") if told.get(name)}
    _join_tellings(draft, moved)


def _take_again(draft: Draft, rated: Draft) -> None:
    """Add to a draft what another tells of the same for each share."""
    draft.fields["also"] = [*(draft.fields.get("also") or ()), _level(rated)]
    _join_tellings(draft, rated)


def _join_tellings(draft: Draft, other: Draft) -> None:
    """Give a draft the mentions and facts of another that tells of the same."""
    fields, told = draft.fields, other.fields
    fields["mentions"] = in_order((*fields["mentions"], *told["mentions"]))
    fields["facts"] = list(dict.fromkeys((*fields["facts"], *told["facts"])))


def _take(draft: Draft, before: Draft) -> None:
    """Make what one draft tells the level before of another."""
    fields = draft.fields
    fields["previous"] = level = _level(before)
    fields["basis"] = fields.get("basis") or basis_before(before, level)
    _join_tellings(draft, before)
