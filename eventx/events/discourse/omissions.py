"""Discourse: what a clause leaves out and the article gives: the period, the partners, the parties, the scene."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from spacy.tokens import Token

from eventx.analysis.comparison import is_comparison, pattern
from eventx.analysis.reach import around, phrase_after
from eventx.events.clauses.clause import EventClause
from eventx.events.discourse import quotes
from eventx.events.discourse.flows import tells_all
from eventx.events.discourse.levels import looks_back
from eventx.events.discourse.sequels import carry_cause
from eventx.events.discourse.series import refers
from eventx.events.draft import REACH, TOPIC, Draft, type_of
from eventx.events.entities.index import EntityIndex
from eventx.events.entities.tables import is_compared, is_line, period_of_line
from eventx.events.frames.frame import Role
from eventx.events.merging.restated import span_of
from eventx.events.merging.retelling import is_of_other, retell
from eventx.events.roles.pairs import Pairs, country_of
from eventx.events.roles.parties import EARLIER, fill_parties
from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.normalize.date import Time
from eventx.records import Actor, Event, Fact, Mention, Period, Place
from eventx.text.section import last_before

_BACK = 20  # statements before a mention among which the one that tells it is sought
_COMPARED = ("change", "previous", "direction")
_TIMES = 8  # times before a figure among which that of its report is
_OF_NOUN = frozenset({"compound", "amod", "nmod", "poss", "pobj", "prep", "nummod"})
_ENDS = ("to", "into", "for", "from", "against")


@dataclass
class Discourse:
    """What the drafts so far have told, for those that follow."""

    entities: EntityIndex
    statements: Sequence[Fact] = ()
    told: dict[str, deque[Draft]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=EARLIER)))
    """The last drafts of each type."""

    def statements_before(self, at: int) -> Sequence[Fact]:
        """Return the last statements up to a character."""
        stop = bisect_right(self.statements, at, key=lambda f: f.span.start)
        return self.statements[max(0, stop - _BACK) : stop]

    @cached_property
    def pairs(self) -> Pairs:
        """The two ends of the flows told so far."""
        return Pairs(self.entities)

    def goes_on(self, cls: type[Event], clause: EventClause) -> str | None:
        """Return the action of an event of a type told near before, if no others were counted since: "it was 40"."""
        told = self.told[type_of(cls)]
        if not told or not told[-1].reaches(clause.group.lead.span.start):
            return None
        meant = clause.group.measured if cls.frame.counts_persons and refers(clause) else None
        others = meant is not None and not any(_counts(draft, meant) for draft in told)
        if others and any(_counts(draft, meant) for drafts in self.told.values() for draft in drafts):
            return None  # of people of whom another type tells
        if meant is None or cls.frame.default is None or not clause.elides:
            return told[-1].action
        return told[-1].action if meant.start < told[-1].lead.sentence.end else None

    def holds(self, draft: Draft) -> bool:
        """Tell whether what its action resumes, if anything, was told near before: of "a rival offered $5" a deal.

        There is none of what only tells again of another type's happening.
        """
        if is_of_other(self.told, draft):
            return False
        told = [self.told[name][-1] for name in draft.resumes if self.told[name]]
        near = [d for d in told if d.reaches(draft.start)]
        return not draft.resumes or any(
            not (self._is_of_others(draft, d) or self._is_by_others(draft, d)) for d in near
        )

    def _is_by_others(self, draft: Draft, before: Draft) -> bool:
        """Tell whether another than who bought pays the price told behind: "bought it. *Its insurers* paid $3"."""
        if not draft.words.has("resuming", (draft.action,)):
            return False
        done = [k for k, role in draft.frame.roles.items() if "subject" in role.positions(draft.action)]
        known = {actor.name for k, actor in before.actors().items() if k in done}
        payers = map(self.entities.actor, draft.clause.at("subject"))
        return bool(known) and any(actor is not None and actor.name not in known for actor in payers)

    def _is_of_others(self, draft: Draft, before: Draft) -> bool:
        """Tell whether a sum goes to, or is had from, one by name of whom what it would resume tells nothing.

        So does one for a purpose that its action rules out: "its backers pledged $3 million for flood relief".
        """
        known = {actor.name for actor in before.actors().values()}
        own = {role.positions(draft.action)[:1] for role in draft.frame.roles.values()}  # "a bid from Kappa"
        ends = [t for tie in _ENDS if (tie,) not in own for t in draft.clause.at(tie)]
        if draft.words.bars(draft.action, {t.lemma_.lower() for end in ends for t in (end, *end.lefts)}):
            return True
        named = map(self.entities.actor, (t for t in ends if t.pos_ == "PROPN"))
        return any(actor is not None and actor.name not in known for actor in named)

    def flow_before(self, clause: EventClause) -> Draft | None:
        """Return the last flow of goods told near before."""
        at = clause.group.lead.span.start
        return next((d[-1] for d in self.told.values() if d and d[-1].frame.pair and d[-1].reaches(at)), None)

    def complete(self, draft: Draft) -> None:
        """Fill a draft from those before it and from the article, then remember it."""
        if draft.frame.pair:
            self.pairs.complete(draft, *draft.frame.pair)
        told = self.told[draft.type]
        for name, role in draft.frame.roles.items() if told else ():
            same = (not role.only or draft.base == told[-1].base) and not tells_all(told[-1], draft)
            same = same and not (role.scene and _is_everywhere(draft))
            if same and role.filler != "actor" and role.carry and draft.is_open(name):
                since = self.entities.scene_between(told[-1].lead.sentence.end, draft.start) if role.scene else []
                draft.fields[name] = since or told[-1].fields.get(name)  # what is imported is not what was exported
            if role.resumed and draft.type in draft.resumes and draft.is_open(name):
                draft.fields[name] = _resumed(told[-1], draft, name)
        if told and draft.frame.action and draft.words.has("resuming", (draft.action,)):
            draft.fields[draft.frame.action] = told[-1].fields[draft.frame.action]  # what is paid is the deal's price
        if "subject" in draft.frame.roles and draft.is_open("subject"):
            draft.fields["subject"] = quotes.firm_in_row(draft, told, self.entities)
        fill_parties(self.entities, draft, told)
        if not draft.frame.needs_number:
            retell(told, draft)
        if draft.fields.get("period") is None and is_line(draft) and is_compared(draft):
            draft.fields["period"] = period_of_line(draft)
        _carry_time(told, draft)
        if draft.fields.get("period") is None and draft.fields["modality"] == "asserted" and not _has_own_time(draft):
            before = _report_before(draft) or quotes.move_before(draft, _times_before(draft))
            draft.fields["period"] = before if _fits_frame(draft, before) else None
        carry_cause(draft)
        for name, role in draft.frame.roles.items():
            if role.filler == "place" and draft.is_open(name):
                draft.fields[name] = self._place(draft, role)
        told.append(draft)

    def _place(self, draft: Draft, role: Role) -> list[Place]:
        """Return what fills a role that is still empty: the scene, the article's country."""
        home = self.entities.home
        if role.scene:
            return [] if _is_everywhere(draft) else self.entities.scene_before(draft.start)
        taken = {country_of(v) for k in draft.frame.roles if isinstance(v := draft.fields.get(k), list)}
        domestic = draft.words.has(role.home, draft.clause.noun_names)
        return home if domestic and country_of(home) not in taken else []


def _is_everywhere(draft: Draft) -> bool:
    """Tell whether a sentence tells of all lands, and goes on in no scene: "killed 90,000 people around the globe"."""
    sentence, everywhere = draft.lead.sentence, matcher("entities", r"\b(?:{everywhere})\b")
    return everywhere.search(draft.analysis.text, sentence.start, sentence.end) is not None


def _counts(draft: Draft, who: Mention | None) -> bool:
    """Tell whether a draft tells of persons, named at some characters."""
    counted = draft.clause.group.measured
    return counted is not None and who is not None and counted.start == who.start


def _resumed(before: Draft, draft: Draft, name: str) -> Actor | None:
    """Return who filled a role in what a draft resumes, if it is nobody that it names."""
    party, others = before.fields.get(name), {actor.name for actor in draft.actors().values()}
    return party if isinstance(party, Actor) and party.name not in others else None


def _carry_time(told: Iterable[Draft], draft: Draft) -> None:
    """Fill the period of a series: the latest told, as those before it stand for comparison; and what it is against."""
    fields = draft.fields
    series = [before for before in reversed([*told]) if _is_series(before, draft)]
    if fields.get("basis") == "since" or not series or _has_own_time(draft):
        return
    if fields.get("period") is None:
        near = [before for before in series if before.reaches(draft.start, REACH)] or series[:1]
        last = max(near, key=lambda before: span_of(before)[1] or "").fields.get("period")
        fields["period"] = last if _fits_frame(draft, last) else None
    if fields.get("basis") is None and any(map(fields.get, _COMPARED)):
        fields["basis"] = next((b.fields["basis"] for b in series if _shares_basis(b, draft)), None)


def _fits_frame(draft: Draft, period: Period | None) -> bool:
    """Tell whether a period told before is as long as what a sentence opens with: "*For the half*, sales rose"."""
    framed = pattern("framing").match(draft.analysis.text, draft.lead.sentence.start)
    if framed is None or period is None or not (period.start_date and period.end_date):
        return True
    days = (date.fromisoformat(period.end_date) - date.fromisoformat(period.start_date)).days + 1
    count = load_lexicon("change")["folds"].get(framed["count"], 1)
    least: int = load_lexicon("comparison")["days"][framed["unit"].lower()] * count
    return days >= least


def _times_before(draft: Draft) -> list[tuple[Time, Token]]:
    """Return the last times before a figure, the nearest first, each with its head."""
    times, span = reversed(last_before(draft.analysis.times, draft.start + 1, _TIMES)), draft.analysis.span
    return [(time, span(time.start, time.end).root) for time in times if time.start >= draft.start - TOPIC]


def _report_before(draft: Draft) -> Period | None:
    """Return the period of the last report before a figure of one, if it is over."""
    words, today = draft.words, draft.analysis.article.published_on
    times = _times_before(draft) if words.has("series", draft.clause.noun_names) else ()
    ended = ((t, root) for t, root in times if t.end_date is not None and t.start_date != t.end_date)
    over = ((t, root) for t, root in ended if today is None or str(t.end_date) <= str(today))
    reported = (time for time, root in over if words.has("reports", _heads(root)))
    return next(map(draft.analysis.period, reported), None)


def _heads(token: Token) -> Iterator[str]:
    """Yield the nouns that a time belongs to: "second-quarter earnings", "figures for July"."""
    while token.dep_ in _OF_NOUN:
        token = token.head
        yield from (token.lemma_.lower(), token.lower_)


def _has_own_time(draft: Draft) -> bool:
    """Tell whether no calendar dates a clause's own time, or it tells what was before: "after falling 2%"."""
    analysis, token = draft.analysis, draft.clause.token
    behind, sentence = phrase_after(token), analysis.sentence_span(token.idx)
    dates = (t for t in chain(*around(analysis, sentence, token)) if t.timex_type == "DATE")
    loose = (t for t in dates if not (t.start_date or t.end_date or is_comparison(analysis, t, sentence.start_char)))
    own = any(not pattern("again").fullmatch(analysis.text, t.start, t.end) for t in loose)
    return own or (behind is not None and behind.lower_ != "despite")


def _shares_basis(before: Draft, draft: Draft) -> bool:
    """Tell whether what a figure is measured against goes for another of its time; a month before only for its like."""
    basis = before.fields.get("basis")
    alike = basis != "month_on_month" or not {*before.clause.noun_names}.isdisjoint(draft.clause.noun_names)
    return basis not in (None, "since") and alike and span_of(before) == span_of(draft)


def _is_series(before: Draft, draft: Draft) -> bool:
    """Tell whether a clause without a period goes on with the figures of the one before, told as a fact like it.

    Flows of trade do, what is quoted after another move of the day, and what else moves of the same, or
    of nobody right behind, in the past; a figure of somebody else, or one that only stands there, has its own time.
    """
    period = before.fields.get("period")
    if draft.fields["modality"] != before.fields["modality"] or not (period or before.fields.get("basis")):
        return False
    if isinstance(period, Period) and looks_back(period):
        return False  # "that compares with $3 million a year earlier"
    if not before.reaches(draft.start, TOPIC if _is_of_report(before, draft) else REACH) or _is_compared(before):
        return False
    if draft.frame.pair is not None:
        return True
    surveyed = quotes.is_surveyed(before) and quotes.is_surveyed(draft)
    series = surveyed or draft.words.has("series", draft.clause.noun_names)
    ahead, quoted = draft.fields["modality"] == "forecast", not surveyed and quotes.is_quoted(draft)
    goes_on = (series or quoted) and before.is_near(draft.clause) and (ahead or quotes.is_past(draft))
    stands = draft.lead.type in ("money", "share") and not goes_on
    if stands or not draft.frame.needs_number or (_is_ahead(before) and not ahead):
        return False  # of happenings each has its own
    start, end = span_of(before)
    day = start if start == end else None
    if day is not None or (quoted and not quotes.are_readings(before, draft)):
        return quoted and day is not None and quotes.is_day_of(day, before, draft)
    return _is_of_same(before, draft, series) and (series or (before.lead.type != "money" and quotes.is_past(draft)))


def _is_of_report(before: Draft, draft: Draft) -> bool:
    """Tell whether two that stand apart are figures of one report: of one party's accounts, or quotes of one day."""
    if quotes.is_quoted(draft):
        return quotes.is_quoted(before)
    one, two = (d.fields.get("subject") for d in (before, draft))
    own = isinstance(one, Actor) and isinstance(two, Actor) and one.name == two.name
    return own and all(d.words.has("series", d.clause.noun_names) for d in (before, draft))


def _is_of_same(before: Draft, draft: Draft, series: bool) -> bool:
    """Tell whether two figures are of the same subject, or right behind one another of nobody else or of one series."""
    one, two = (d.fields.get("subject") for d in (before, draft))
    if isinstance(one, Actor) and isinstance(two, Actor):
        return one.name == two.name
    return (one is two or series) and before.is_near(draft.clause)


def _is_ahead(draft: Draft) -> bool:
    """Tell whether the period of a draft lies ahead of the article: none of what is told in the past."""
    start, end = span_of(draft)
    published = draft.analysis.article.published_on
    return published is not None and (start or end or "") > published.isoformat()


def _is_compared(draft: Draft) -> bool:
    """Tell whether a change only stands for comparison: "the best performance since a rise of 8% in 1999"."""
    cue = draft.clause.cue or draft.clause.token
    return cue.dep_ == "pobj" and cue.head.lower_ in lexicon("clause").than
