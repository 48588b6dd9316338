"""Restated: what is told again of one measure: how far it moved, by share, in points; and how badly some are hurt."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.draft import Draft
from eventx.events.merging.identity import beginnings, stems, thing_of
from eventx.events.merging.measures import measure_fields
from eventx.events.merging.merge import in_order
from eventx.lexicons import lexicon
from eventx.records import Period, Quantity


def span_of(draft: Draft) -> tuple[str | None, str | None]:
    """Return the first and last day of what a draft tells."""
    period = draft.fields.get("period")
    return (period.start_date, period.end_date) if isinstance(period, Period) else (None, None)


def level_of(draft: Draft) -> Quantity | None:
    """Return the one number of its own that a draft tells, if its type has no more."""
    names = measure_fields(draft.cls)
    level = draft.fields.get(names[0]) if len(names) == 1 else None
    return level if isinstance(level, Quantity) else None


def is_by_share(rated: Draft, whole: Draft) -> bool:
    """Tell whether one tells for a share what another tells in all: "earned $3 million. Profit was *$1 a share*"."""
    one, two, words = level_of(rated), level_of(whole), lexicon("clause")
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


def is_move_of(draft: Draft, before: Draft) -> bool:
    """Tell whether one tells how far what another tells moved: "earned $3 million. *It represents a 24% leap*"."""
    verb, words = draft.clause.verb, lexicon("clause")
    if level_of(draft) is not None or not _is_moved(draft) or _is_moved(before):
        return False
    if level_of(before) is None or verb is None or verb.lemma_.lower() not in words.equating:
        return False
    points = any(_points_back(t, draft.clause.cue) for t in draft.clause.at("subject")[:1])
    return points and draft.fields["modality"] == before.fields["modality"]


def _is_moved(draft: Draft) -> bool:
    """Tell whether a draft tells how far, or from where, something moved."""
    return any(draft.fields.get(name) is not None for name in ("change", "previous"))


def _points_back(subject: Token, cue: Token | None) -> bool:
    """Tell whether a subject stands for what was told right before: "*that*", "*it* is a 24% leap", "*the gain*"."""
    if subject.lower_ == "it":
        return cue is not None and cue.pos_ == "NOUN"
    known = subject.lemma_.lower() in lexicon("change").pointing
    return subject.lower_ in lexicon("clause").pointing or (
        known and [c.lower_ for c in subject.children] in (["the"], ["that"])
    )


def is_graver(draft: Draft, before: Draft) -> bool:
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


def is_in_points(draft: Draft, before: Draft) -> bool:
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
    return told and not apart and all(len(some - {None}) < 2 for some in names) and level_of(draft) is None


def _things(draft: Draft) -> frozenset[str]:
    """Return the words of what a draft measures."""
    thing = thing_of(draft.fields)
    return frozenset(thing.text.lower().split()) if thing is not None else frozenset()


def take_move(draft: Draft, moved: Draft) -> None:
    """Make how far something moved the change of what a draft tells, or another telling of it."""
    fields, told = draft.fields, moved.fields
    if fields.get("change") is not None:
        fields["also"] = [*(fields.get("also") or ()), told["change"]]
    else:
        fields |= {name: told[name] for name in ("change", "previous", "direction", "basis") if told.get(name)}
    join_tellings(draft, moved)


def take_again(draft: Draft, rated: Draft) -> None:
    """Add to a draft what another tells of the same: for each share, of a deal that has its sum."""
    draft.fields["also"] = [*(draft.fields.get("also") or ()), level_of(rated)]
    join_tellings(draft, rated)


def join_tellings(draft: Draft, other: Draft) -> None:
    """Give a draft the mentions and facts of another that tells of the same."""
    fields, told = draft.fields, other.fields
    fields["mentions"] = in_order((*fields["mentions"], *told["mentions"]))
    fields["facts"] = list(dict.fromkeys((*fields["facts"], *told["facts"])))
