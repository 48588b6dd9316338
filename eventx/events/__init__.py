"""The events of an article: frames compose them of clauses and facts; types/ has a file per event type."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from eventx.events.cast import Cast
from eventx.events.clause import Clause, is_price
from eventx.events.echo import Echo, hear, join_echoes
from eventx.events.fill import Draft, fill
from eventx.events.frame import Frame
from eventx.events.grouping import Group, group_facts
from eventx.events.headline import tell_headlines
from eventx.events.merge import merge, rank
from eventx.events.series import Series
from eventx.mentions.reading import Reading
from eventx.records import Event, Fact, registry
from eventx.records.errors import ConfigError
from eventx.records.ids import name_apart

_BACK = 20  # statements before a mention among which the one that tells it is sought


def find_events(reading: Reading, facts: Sequence[Fact], names: Iterable[str] | None = None) -> list[Event]:
    """Compose the facts of one article into events of the named types (all by default), in text order.

    All types look, so that a happening has the same type whichever types are asked for.
    """
    wanted = registry.types("events", names)
    statements = sorted((f for f in facts if f.type == "statement"), key=lambda f: f.span.start)
    starts = [f.span.start for f in statements]
    speakers = sorted(
        (s.mention.start, s.mention.end) for f in statements if (s := getattr(f, "speaker", None)) is not None
    )
    classes = sorted(registry.types("events").values(), key=lambda cls: _frame(cls).priority)
    cast = Cast(reading, statements)
    series = Series(cast)
    drafts: list[Draft] = []
    echoes: list[Echo] = []
    for group in group_facts(reading, [f for f in facts if not _speaks(f, speakers)]):
        with reading.guard("events", group.lead.span.start):
            clause = Clause(reading, group)
            draft = _classify(classes, clause, series)
            draft = _gapped(drafts[-1], draft, clause) if drafts else draft
            if (draft is None or not draft.sure) and (echo := hear(clause)) is not None:
                echoes.append(echo)
            if draft is not None:
                _tell(draft, statements[: bisect_right(starts, group.lead.span.start)])
                fill(draft, cast)
                if draft.lead.section != "headline" and _lacks(draft):
                    continue  # of a headline the text may tell the rest
                series.complete(draft)
                drafts.append(draft)
    by_id = {f.id: f for f in facts}
    sure = frozenset(i for draft in drafts if draft.sure for i in draft.fields["facts"])
    made: list[Event] = []
    for draft in drafts:
        with reading.guard("events", draft.start):
            made.append(_event(draft))
    with reading.guard("events told again"):
        made = join_echoes(merge(made, by_id), echoes, sure)
    with reading.guard("headlines"):
        made = tell_headlines(reading, made, by_id)
    headlines = [(s.start, s.end) for s in reading.sections if s.kind == "headline"]
    names = name_apart(event.id for event in made)
    named = [event.model_copy(update={"id": name}) for event, name in zip(made, names, strict=True)]
    return rank([event for event in named if event.type in wanted], headlines)


def _speaks(fact: Fact, speakers: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a number counts those who say something ("two traders said")."""
    at = bisect_right(speakers, (fact.span.start, sys.maxsize)) - 1
    return fact.type == "headcount" and at >= 0 and fact.span.start < speakers[at][1]


def _frame(cls: type[Event]) -> Frame:
    frame = getattr(cls, "frame", None)
    if not isinstance(frame, Frame):
        raise ConfigError(f"{cls.__qualname__}.frame: an event type needs a Frame; see docs/add-an-event-type.md")
    return frame


def _classify(classes: Sequence[type[Event]], clause: Clause, series: Series) -> Draft | None:
    """Return a draft of the first type that a trigger tells, else of the first that what is counted tells."""
    lead, supposed = clause.group.lead, None
    for cls in classes:
        frame = _frame(cls)
        if lead.type not in frame.leads:
            continue
        amount = clause.group.value or clause.group.change
        if not frame.per and amount is not None and is_price(amount.per):
            continue
        if frame.money and not (amount is not None and amount.unit and len(amount.unit) == 3 and amount.unit.isupper()):
            continue
        action = clause.action(frame, told=series.goes_on(cls, lead.span.start))
        if action is not None and action == frame.default and frame.words.has("kept", clause.noun_names):
            action = series.action(cls, lead.span.start) or action
        if action is not None:
            return Draft(cls, frame, action, clause, sure=True)
        default = frame.default if clause.counts(frame) else "" if lead.type in frame.always else None
        if default is not None and supposed is None:
            supposed = Draft(cls, frame, default, clause)
    return supposed


def _gapped(before: Draft, draft: Draft | None, clause: Clause) -> Draft | None:
    """Give a number without a verb the type of the one before: "Japan pledged $40 million, Germany $30 million"."""
    lead, other = clause.group.lead, before.lead
    if not before.action or lead.type != other.type or lead.type == "change" or lead.sentence != other.sentence:
        return draft
    one, two = before.clause.group.value, clause.group.value
    if one is None or two is None or one.per != two.per:
        return draft
    between = clause.reading.doc.char_span(other.span.end, lead.span.start, alignment_mode="contract")
    if (
        clause.detached
        or between is None
        or len(between) > 15
        or any(t.pos_ in ("VERB", "AUX") or t.text == ";" for t in between)
    ):
        return draft
    if draft is None or not draft.action:
        draft = Draft(before.cls, before.frame, before.action, clause, sure=before.sure)
    draft.clause.elide(next((t for t in reversed(between) if _may_act(t)), None))
    return draft


def _lacks(draft: Draft) -> bool:
    """Tell whether a draft is without what its type needs."""
    return any(role.needed and draft.fields.get(name) is None for name, role in draft.frame.roles.items())


def _may_act(token: Token) -> bool:
    """Tell whether a name may be the subject of a clause that leaves its verb out: it hangs on no preposition."""
    above = takewhile(lambda t: t.pos_ in ("NOUN", "PROPN"), (token, *token.ancestors))
    return token.pos_ == "PROPN" and token.dep_ != "compound" and all(t.dep_ != "pobj" for t in above)


def _tell(draft: Draft, statements: Sequence[Fact]) -> None:
    """Set the innermost of the statements before a draft that tells it, and its speaker."""
    if draft.lead.section == "headline":
        return
    end = draft.lead.span.end
    told = min(
        (f for f in statements[-_BACK:] if end <= f.span.end), key=lambda f: f.span.end - f.span.start, default=None
    )
    if told is not None:
        draft.fields["statement"] = told.id
        draft.fields["source"] = getattr(told, "speaker", None)


def _event(draft: Draft) -> Event:
    """Make the record of a draft."""
    fields = {k: v for k, v in draft.fields.items() if v is not None}
    return draft.cls(id=f"{draft.cls.model_fields['type'].default}-{draft.start}-{fields['mentions'][0].end}", **fields)


__all__ = ["Cast", "Draft", "Frame", "Group", "find_events"]
