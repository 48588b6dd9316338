"""Coreference: an event told again without its trigger, "the 413", or without its number, "Trade Surges"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from spacy.tokens import Span, Token

from eventx.events.agreement import agree, is_telling
from eventx.events.clause import EventClause
from eventx.events.entities import find_opening
from eventx.events.merge import MENTIONS, TITLES, in_order, may_be_one, mentions, numbers, stems
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.records import Direction, Event, Fact, Mention, Quantity

_FEW = 9
_BEFORE = 8  # tokens before the verb in which its subject stands
_AFTER = 5  # tokens after it in which its object stands
_CLOSE = 60  # characters before a mention within which a word is part of it
_LONG = 400  # characters of a headline at most
_MOST = 40  # headlines of an article at most
_STOPS = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "PART", "VERB", "AUX"})
_NAMES = ("metric", "who", "goods")


@dataclass(frozen=True)
class BareNumber:
    """A group of facts that no trigger tells; ``named`` are the words of what is counted or measured."""

    facts: tuple[str, ...]
    mention: Mention
    numbers: tuple[Quantity, ...]
    title: bool
    known: bool
    named: frozenset[str]


def find_bare_number(clause: EventClause) -> BareNumber | None:
    """Return the number of a clause that tells no event of its own, if it may be known from elsewhere."""
    group, measured = clause.group, clause.group.measured
    first = clause.analysis.span(group.lead.span.start, group.lead.span.end).start
    before = clause.token.doc[max(0, first - 1) : first]
    elided = group.lead.type == "headcount" and (measured is None or measured.end <= group.lead.sentence.start)
    known = elided or any(t.lower_ in lexicon("clause").known or t.tag_ in ("POS", "PRP$") for t in before)
    held = tuple(q for q in (group.value, group.change) if q is not None)
    title = group.lead.section in TITLES
    if not (title or known or any(map(is_telling, held))):
        return None
    mention = clause.analysis.mention(group.start, max(f.span.end for f in group.facts))
    named = stems(measured) if measured is not None else frozenset[str]()
    return BareNumber(tuple(f.id for f in group.facts), mention, held, title, known, named)


def join_bare_numbers(events: Sequence[Event], bare: Iterable[BareNumber], sure: frozenset[str]) -> list[Event]:
    """Give each number to the event that a trigger tells with it, and drop the event that was made of it alone.

    Parameters
    ----------
    events
        Events, merged.
    bare
        Groups of facts that no trigger tells.
    sure
        Ids of the facts of the others.
    """
    out = dict(enumerate(events))
    owner = {fact: at for at, event in reversed(out.items()) for fact in event.facts}
    told = [at for at, event in out.items() if not sure.isdisjoint(event.facts)]
    for number in bare:
        at = next((owner[fact] for fact in number.facts if fact in owner), -1)
        own = out.get(at)
        if own is not None and not sure.isdisjoint(own.facts):
            continue  # merged with one that a trigger tells
        free = (k for k in told if k in out and len(out[k].mentions) < MENTIONS)
        where = next((k for k in free if _is_told_by(number, own, out[k])), None)
        if where is None:
            continue
        target = out[where]
        told_again, facts = (own.mentions, own.facts) if own is not None else ([number.mention], number.facts)
        held = list(dict.fromkeys((*target.facts, *facts)))
        update = {"mentions": in_order((*target.mentions, *told_again)), "facts": held}
        out[where] = target.model_copy(update=update)
        out.pop(at, None)
        owner |= dict.fromkeys(held, where)
    return list(out.values())


def _is_told_by(number: BareNumber, own: Event | None, event: Event) -> bool:
    """Tell whether a number is one of an event's, and tells enough for that to be no chance."""
    if own is not None and not may_be_one(own, event, named=not number.title):
        return False
    told = frozenset[str]().union(*map(stems, mentions(event)))
    for one, two in ((_with_unit(one, two), two) for one in number.numbers for two in numbers(event)):
        rare = one.value is None or one.value > _FEW or not number.named or bool(number.named & told)
        if number.title and rare and agree(one, two, title=True):
            return True
        same = one.value is not None and (one.value, one.unit) == (two.value, two.unit)
        if same and (is_telling(one) or number.known):
            return True
    return False


def _with_unit(one: Quantity, two: Quantity) -> Quantity:
    """Give a number that counts nothing the unit of another that counts persons or nothing."""
    plain = one.unit in (None, "person") and two.unit in (None, "person")
    return one.model_copy(update={"unit": two.unit}) if plain else one


@cache
def _directions() -> dict[str, Direction]:
    words = lexicon("change")
    return dict.fromkeys(words.down | words.lower, "down") | dict.fromkeys(words.up | words.__getattr__("raise"), "up")


def direction_of(token: Token) -> Direction | None:
    """Return the direction that a word tells; headlines are tagged badly, so its endings are tried too."""
    word = token.lower_
    forms = (token.lemma_.lower(), word, *(word.removesuffix(end) for end in ("s", "ed", "d", "es", "ing")))
    return next((_directions()[form] for form in forms if form in _directions()), None)


def join_titles(analysis: Analysis, events: Sequence[Event], facts: Mapping[str, Fact]) -> list[Event]:
    """Add to each event the mentions without a number that headline, standfirst and repeated headlines have of it."""
    out = list(events)
    titles = [(s.start, s.end) for s in analysis.sections if s.kind in TITLES and s.end - s.start < _LONG]
    first = find_opening(analysis)
    if 0 < first[1] - first[0] < _LONG:
        titles.insert(_MOST, first)
    for start, end in titles[: _MOST + 1]:
        span = analysis.span(start, end)
        for token in filter(lambda t: t.is_alpha, span):
            told = (m for e in out for m in e.mentions if start <= m.start < end)
            if any(m.start - _CLOSE < token.idx < m.end for m in told):
                continue
            event = _told_by(span, token, out, facts)
            if event is not None:
                mention = analysis.mention(token.idx, token.idx + len(token))
                out[out.index(event)] = event.model_copy(update={"mentions": in_order((*event.mentions, mention))})
    return out


def _told_by(span: Span, token: Token, events: Sequence[Event], facts: Mapping[str, Fact]) -> Event | None:
    """Return the event whose measure went the way that a word of a title tells."""
    direction = direction_of(token) if token.i > span.start else None
    moved = (e for e in events if direction and e.direction == direction and _is_measured(span, token, e, facts))
    return min(moved, key=lambda e: (e.modality != "asserted", e.mentions[0].start), default=None)


def _names(tokens: Iterable[Token], words: Iterable[str]) -> bool:
    """Tell whether one of some words, or a form of it, is among tokens."""
    beginnings = {t.lower_[:5] for t in tokens if t.is_alpha and len(t) > 3}
    return any(w[:5] in beginnings for w in words if len(w) > 3)


def _is_measured(span: Span, token: Token, event: Event, facts: Mapping[str, Fact]) -> bool:
    """Tell whether what stands around the verb is what the event measures."""
    after = takewhile(lambda t: t.pos_ not in _STOPS, span.doc[token.i + 1 : min(span.end, token.i + _AFTER)])
    around = [t for t in (*span.doc[max(span.start, token.i - _BEFORE) : token.i], *after) if t.is_alpha]
    frame = event.frame
    if frame.action:
        nouns = frame.words.nouns
        forms = [form for t in around for form in (t.lower_, t.lemma_.lower())]
        told = {nouns[n] for n in (*forms, *(f"{a.lower_}_{b.lower_}" for a, b in pairwise(around))) if n in nouns}
        if getattr(event, frame.action) in (told - {"total"} or told):  # a trade gap is no trade
            return True
    held = (event, *(facts[i] for i in event.facts if i in facts))
    own = [m.text for record in held for name in _NAMES if isinstance(m := getattr(record, name, None), Mention)]
    words = (w for text in own for w in (text.split()[0].lower(), *filter(str.islower, text.split()[1:])))
    return _names(around, words)
