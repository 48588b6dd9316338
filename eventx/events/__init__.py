"""The events of an article: frames compose them of clauses and facts; types/ has a file per event type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eventx.events.clauses.adnominal import causes_of, leading
from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.leads import FactGroup, TriggerLead, group_facts
from eventx.events.clauses.lede import find_opening, find_second, find_titles
from eventx.events.discourse.attribution import set_statement
from eventx.events.discourse.flows import go_on
from eventx.events.discourse.levels import join_levels
from eventx.events.discourse.omissions import Discourse
from eventx.events.discourse.sequels import restate, resume
from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex, tell_kinds
from eventx.events.frames.frame import Frame
from eventx.events.merging.contents import leave_contents
from eventx.events.merging.coreference import (
    BareNumber,
    find_bare_number,
    is_again,
    is_scene_of,
    join_bare_numbers,
    join_opened,
    join_types,
    with_scene,
)
from eventx.events.merging.merge import TITLES, in_order, is_told_in, merge
from eventx.events.merging.news import News
from eventx.events.merging.rank import rank
from eventx.events.merging.steps import join_steps
from eventx.events.merging.terms import join_terms
from eventx.events.merging.titles import join_headline, join_titles, with_mention
from eventx.events.predicates.disambiguation import find_odds, weigh_lead
from eventx.events.predicates.openings import find_counted, find_openings, has_scene, is_known, way_of
from eventx.events.predicates.senses import NUMBERS, find_triggers
from eventx.events.roles.assignment import fill_rest, fill_roles
from eventx.events.roles.numbers import keep_numbers, take_numbers
from eventx.events.triggers.matching import classify
from eventx.mentions.analysis import Analysis
from eventx.records import Event, Fact, registry
from eventx.records.errors import ConfigError
from eventx.records.ids import name_apart
from eventx.syntax.nominals import is_nominal
from eventx.text.layout import lies_within

_TITLES = 12  # titles that may open an article, at most


def find_events(
    analysis: Analysis, facts: Sequence[Fact], names: Iterable[str] | None = None, idle: Sequence[tuple[int, int]] = ()
) -> tuple[list[Event], dict[str, float]]:
    """Compose the facts of one article into events of the named types (all by default), in text order.

    All types look, so that a happening has the same type whichever types are asked for. What is told without a number
    in ``idle`` text, the boilerplate, is left out. Besides the events: how likely a word of the lead tells each, by id.
    """
    wanted = registry.types("events", names)
    entities = EntityIndex(analysis)
    statements = sorted((f for f in facts if f.type == "statement"), key=lambda f: f.span.start)
    drafts, bare = _draft(entities, facts, statements, idle)
    made: list[Event] = []
    for draft in drafts:
        with analysis.guard("events", draft.start):
            made.append(_make(draft))
    by_id = {f.id: f for f in facts}
    sure = frozenset(i for draft in drafts if draft.sure for i in draft.fields["facts"])
    titles, differ = find_titles(analysis, TITLES), News(analysis).are_apart
    with analysis.guard("events told again"):
        made = join_types(join_bare_numbers(merge(made, by_id, titles, differ), bare, sure), by_id, titles)
    with analysis.guard("headlines"):
        made = join_titles(analysis, made, by_id)
    with analysis.guard("openings"):
        made, opened = _tell_openings(Discourse(entities, statements), made)
        made, opened = join_opened(made, merge(opened, by_id, titles, differ), analysis)
        made += opened
        made = join_headline(analysis, made)
    with analysis.guard("lead"):
        made, likely = weigh_lead(analysis, ordered_types(), made)
        likely = [draft for draft in likely if not lies_within(draft.start, idle)]
        made = leave_contents(analysis, _tell_lead(likely, Discourse(entities, statements), made, by_id, titles))
    made = sorted((tell_kinds(entities, event) for event in made), key=lambda event: event.mentions[0].start)
    ids = name_apart(event.id for event in made)
    named = [event.model_copy(update={"id": name}) for event, name in zip(made, ids, strict=True)]
    told = [event for event in named if event.type in wanted]
    return rank(told, find_titles(analysis), [find_opening(analysis)]), find_odds(analysis, ordered_types(), told)


def _draft(
    entities: EntityIndex, facts: Sequence[Fact], statements: Sequence[Fact], idle: Sequence[tuple[int, int]]
) -> tuple[list[Draft], list[BareNumber]]:
    """Draft the events that the facts tell, in text order, and the numbers that no trigger tells."""
    analysis, classes = entities.analysis, ordered_types()
    free = [cls for cls in classes if not cls.frame.needs_number]
    numbered = [cls for cls in classes if cls.frame.needs_number]
    first = [cls for cls in numbered if cls.frame.priority < max((c.frame.priority for c in free), default=0)]
    left = _without_speakers(analysis, facts, statements)
    drafts, _ = _draft_numbers(first, Discourse(entities, statements), left)
    left = _without_taken(left, drafts)
    drafts += _draft_triggers(free, Discourse(entities, statements), left, idle)
    left = _without_taken(left, drafts)
    rest, doubtful = _draft_numbers(numbered, Discourse(entities, statements), left)
    bare: list[BareNumber] = []
    for clause in doubtful:
        with analysis.guard("events", clause.group.start):
            bare += filter(None, (find_bare_number(clause),))
    told = join_levels(sorted((*drafts, *rest), key=lambda draft: draft.start))
    return join_terms(join_steps(told)), bare


def _without_taken(facts: Sequence[Fact], drafts: Sequence[Draft]) -> list[Fact]:
    """Leave out the facts that a draft has, and what is told of a thing of its clause."""
    groups = [draft.clause.group for draft in drafts]
    taken = {fact.id for group in groups for fact in (*group.facts, *group.glosses)}
    return [fact for fact in facts if fact.id not in taken]


def _draft_numbers(
    classes: Sequence[type[Event]], discourse: Discourse, facts: Sequence[Fact]
) -> tuple[list[Draft], list[EventClause]]:
    """Draft what numbers tell, and return the clauses that no trigger tells, too."""
    analysis = discourse.entities.analysis
    drafts: list[Draft] = []
    doubtful: list[EventClause] = []
    for group in group_facts(analysis, facts) if classes else ():
        with analysis.guard("events", group.lead.span.start):
            clause = discourse.entities.clause(group)
            draft = classify(classes, clause, discourse)
            draft = restate(drafts[-1], resume(drafts[-1], draft, clause), clause) if drafts else draft
            flow = discourse.flow_before(clause)
            draft = go_on(flow, draft, clause, discourse.entities) if flow is not None else draft
            if draft is not None and draft.cls is classes[-1] and draft.lead.section in TITLES:
                draft.sure = False  # "cuts rate to 4.5%" may tell another type's event
            if draft is None or not draft.sure:
                doubtful.append(clause)
            if draft is not None and _fill(draft, discourse):
                drafts.append(draft)
    return drafts, doubtful


def _draft_triggers(
    classes: Sequence[type[Event]], discourse: Discourse, facts: Sequence[Fact], idle: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Draft what a verb or noun tells without a number, with the numbers of its clause."""
    analysis = discourse.entities.analysis
    numbers: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.type in NUMBERS:
            numbers.setdefault(fact.sentence.start, []).append(fact)
    drafts: list[Draft] = []
    contents: list[tuple[int, int]] = []
    told: set[tuple[type[Event], int]] = set()
    for likely in find_triggers(analysis, classes):
        with analysis.guard("events", likely[0].start):
            if lies_within(likely[0].start, idle):
                continue
            own = numbers.get(likely[0].lead.sentence.start, [])
            take_numbers(likely[0], own)
            verb, within = likely[0].clause.token, lies_within(likely[0].start, contents[-1:])
            over, causes = leading(verb), causes_of(verb)
            free = [d for d in likely if not (within and d.is_of_content)]
            free = [d for d in free if all((d.cls, i) not in told for i in over)]
            free = [d for d in free if not d.frame.befalls or all((d.cls, i) not in told for i in causes)]
            made = next((draft for draft in free if discourse.holds(draft) and _fill(draft, discourse)), None)
            if made is not None:
                contents += made.contents
                told.add((made.cls, made.clause.token.i))
                if is_nominal(made.clause.token) and made.frame.befalls:
                    told.add((made.cls, made.clause.token.head.i))  # "a blast tore through it, wrecking a wall"
                keep_numbers(made, own)
                own[:] = _without_taken(own, [made])
                drafts.append(made)
    return drafts


def _tell_openings(discourse: Discourse, told: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """Return events, told again by titles and the first sentence without a number, and those that only these tell.

    Where these tell nothing the next sentence opens the article: "Fear gives way to joy. *Demand has surged*."
    """
    analysis = discourse.entities.analysis
    places = [*find_titles(analysis)[:_TITLES], find_opening(analysis)]
    known, opened = _open(discourse, told, places)
    if any(is_told_in(event, *place) for event in (*known, *opened) for place in places):
        return known, opened
    return _open(discourse, told, [find_second(analysis)])


def _open(
    discourse: Discourse, told: Sequence[Event], places: Sequence[tuple[int, int]]
) -> tuple[list[Event], list[Event]]:
    """Return events, told again in some places without a number, and those that only these tell."""
    analysis = discourse.entities.analysis
    known = {id(event): event for event in told}
    out: list[Event] = []
    for draft in find_openings(analysis, ordered_types(), told, places):
        if (again := find_counted(draft, told)) is not None:
            fuller = _with_subject(known[id(again)], draft, discourse)
            known[id(again)] = with_mention(fuller, draft.clause.token, analysis)
        elif (counted := next((event for event in told if is_known(event, draft)), None)) is not None:
            if has_scene(counted, draft, told) and _fill(draft, discourse) and is_scene_of(_make(draft), counted):
                scene = with_scene(known[id(counted)], _make(draft))
                known[id(counted)] = with_mention(scene, draft.clause.token, analysis)
        elif _fill(draft, discourse):
            draft.fields["direction"] = None if _is_harm(draft) else way_of(draft)
            event = _make(draft)
            if out and is_again(out[-1], event):  # a title's, again
                event = event.model_copy(update={"mentions": in_order((*out.pop().mentions, *event.mentions))})
            out.append(event)
    return list(known.values()), out


def _tell_lead(
    likely: Iterable[Draft],
    discourse: Discourse,
    told: Sequence[Event],
    facts: Mapping[str, Fact],
    titles: Sequence[tuple[int, int]],
) -> list[Event]:
    """Return events with those that a lead is likely to tell besides, one of each type."""
    out, made = list(told), set[str]()
    for draft in likely:
        if draft.type not in made and _fill(draft, discourse):
            made.add(draft.type)
            draft.fields["inferred"] = ["type", *draft.fields["inferred"]]
            out = merge(sorted((_make(draft), *out), key=lambda event: event.mentions[0].start), facts, titles)
    return out


def _is_harm(draft: Draft) -> bool:
    """Tell whether what befell somebody is told: who "plunged to his death" is no measure that moved."""
    return draft.frame.counts_persons and draft.frame.action is None


def _with_subject(event: Event, draft: Draft, discourse: Discourse) -> Event:
    """Return an event whose measure is, if it does not tell it, that of whom a draft of the same tells it."""
    if getattr(event, "subject", draft) is not None or not _fill(draft, discourse):
        return event
    return event.model_copy(update={"subject": draft.fields["subject"]}) if draft.fields.get("subject") else event


def _fill(draft: Draft, discourse: Discourse) -> bool:
    """Fill a draft; tell whether it is an event. What it has from another before is told by none of its clauses."""
    given = {name for name, value in draft.fields.items() if value}
    set_statement(draft, discourse.statements_before(draft.lead.span.start))
    fill_roles(draft, discourse.entities)
    idle = isinstance(draft.lead, TriggerLead) and not any(map(draft.fields.get, draft.frame.roles))
    if idle or draft.lacks:
        return False
    fill_rest(draft)
    told = {name for name, value in draft.fields.items() if value} - given
    discourse.complete(draft)
    draft.fields["inferred"] = [
        name for name, value in draft.fields.items() if value and name not in told | draft.withheld
    ]
    return True


def ordered_types() -> tuple[type[Event], ...]:
    """Return the event types in the order in which they are tried."""
    return tuple(sorted(registry.types("events").values(), key=_priority))


def _priority(cls: type[Event]) -> int:
    if not isinstance(cls.frame, Frame):
        raise ConfigError(f"{cls.__qualname__}.frame: an event type needs a Frame; see docs/add-an-event-type.md")
    return cls.frame.priority


def _without_speakers(analysis: Analysis, facts: Sequence[Fact], statements: Sequence[Fact]) -> list[Fact]:
    """Leave out the numbers that count those who only say something: "two traders said".

    "Some 300 nurses walked out, saying that pay was low" are counted.
    """
    spoken = [(s.mention, vars(f)["cue"]) for f in statements if (s := vars(f).get("speaker"))]
    said = (analysis.span(cue.start, cue.end).root.lemma_.lower() if cue is not None else "" for _, cue in spoken)
    says = {(m.start, m.end): lemma for (m, _), lemma in zip(spoken, said, strict=True)}
    return [f for f in facts if f.type != "headcount" or not _only_speaks(f, says)]


def _only_speaks(fact: Fact, says: Mapping[tuple[int, int], str]) -> bool:
    """Tell whether those whom a fact counts do nothing but say what is told."""
    action = (vars(fact).get("action") or "").split("_")[0]
    return any(start <= fact.span.start < end and action in ("", cue) for (start, end), cue in says.items())


def _make(draft: Draft) -> Event:
    """Make the record of a draft."""
    fields = {k: v for k, v in draft.fields.items() if v is not None and k not in draft.withheld}
    return draft.cls(id=f"{draft.type}-{draft.start}-{fields['mentions'][0].end}", **fields)


__all__ = ["Draft", "EntityIndex", "EventClause", "FactGroup", "Frame", "find_events"]
