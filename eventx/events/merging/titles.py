"""Titles: an event told again in few words, without its number: "Trade Surges", "Nurses Strike"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise, takewhile

from spacy.tokens import Span, Token

from eventx.events.clauses.lede import find_headline, find_opening, find_titles
from eventx.events.merging.agreement import AGREED
from eventx.events.merging.identity import MEASURES, STEM, alike, are_shares, beginnings, is_equity, stems_in, thing_of
from eventx.events.merging.measures import numbers
from eventx.events.merging.merge import TITLES, in_order, is_told_in
from eventx.facts.change.vocabulary import WAYS, verbs, ways
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.records import Actor, Direction, Event, Fact, Mention
from eventx.syntax.labels import ATTRIBUTES, OBJECTS, VERBAL, first_right
from eventx.syntax.phrases import is_time, noun_phrase, subject
from eventx.text.casing import initials

_AFTER = 5  # tokens after a word in which its object stands
_LONG = 400  # characters of a headline at most
_MOST = 40  # headlines of an article at most
_STOPS = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "PART", "VERB", "AUX"})
_JOINED = frozenset({"HYPH", "POS", "''", "``"})
_CENTURIES = ("19", "20")


@cache
def _directions() -> dict[str, Direction]:
    return {word.base: word.direction for word in verbs().values() if word.direction in WAYS}


def direction_of(token: Token) -> Direction | None:
    """Return the direction that a word tells."""
    return next((_directions()[form] for form in _forms(token) if form in _directions()), None)


def _forms(token: Token) -> tuple[str, ...]:
    """Return the forms of a word that a lexicon may hold; headlines are tagged badly, so endings are taken off, too."""
    word = token.lower_
    return (token.lemma_.lower(), word, *(word.removesuffix(end) for end in ("s", "ed", "d", "es", "ing")))


def join_titles(analysis: Analysis, events: Sequence[Event], facts: Mapping[str, Fact]) -> list[Event]:
    """Add to each event the mentions without a number that headline, standfirst and repeated headlines have of it."""
    out = list(events)
    titles = [(start, end) for start, end in find_titles(analysis, TITLES) if end - start < _LONG]
    first = find_opening(analysis)
    if 0 < first[1] - first[0] < _LONG:
        titles.insert(_MOST, first)
    for start, end in titles[: _MOST + 1]:
        told = [(m, bool(e.facts)) for e in out for m in e.mentions if start <= m.start < end]
        for clause in _clauses(analysis.span(start, end)):
            held = [sure for m, sure in told if m.start < clause.end_char and clause.start_char < m.end]
            if any(held):
                continue
            found = _retold(clause, out, facts, opening=start == first[0], free=not held)
            if found is not None and _is_sure(analysis.modality(found[0]), found[1]):
                token, event = found
                out[out.index(event)] = with_mention(event, token, analysis)
    return out


def _is_sure(told: str, event: Event) -> bool:
    """Tell whether a title tells as much as an event does: no "may fall" of what fell."""
    return told == "asserted" or {told, event.modality} in AGREED


def join_headline(analysis: Analysis, events: Sequence[Event]) -> list[Event]:
    """Add the word of a headline that tells no event to the one that the first sentence tells: "Strike *looms*"."""
    out, first, headline = list(events), find_opening(analysis), find_headline(analysis)
    leading = _first(e for e in out if is_told_in(e, *first))
    if headline is None or leading is None or headline.end - headline.start > _LONG:
        return out
    told, title = [m for e in out for m in e.mentions], analysis.span(headline.start, headline.end)
    words = (t for t in title if t.is_alpha and t.dep_ not in ATTRIBUTES)  # no "*Ruling* party"
    deeds = {t for t in words if _is_done(_forms(t), set(), leading)}  # "weighs rivals after *ban*"
    for clause in sorted(_clauses(title), key=deeds.isdisjoint):
        if not len(clause) or any(m.start < clause.end_char and clause.start_char < m.end for m in told):
            continue
        root, named = _telling(clause), _words_told(leading, (*leading.frame.roles, *MEASURES))
        sure = all(_is_sure(analysis.modality(t), leading) for t in clause if t.pos_ == "VERB")
        word = next((t for t in clause if t in deeds), root)
        alike = word in deeds or _names((t for t in clause if t != root), named)
        if word is not None and sure and alike and not any(map(_is_count, clause)):
            last = first_right(word, *OBJECTS) or word
            light = word.lemma_.lower() in lexicon("telling").light
            out[out.index(leading)] = with_mention(leading, word, analysis, last if light else word)
            break
    return out


def _telling(clause: Span) -> Token | None:
    """Return the word that tells the news of a title: its head, or a noun behind a time: "4th qtr *loss*"."""
    if (doer := subject(clause.root)) is not None and doer.lower_ in lexicon("titles").outcomes:
        return None  # "earnings *beat* lost in tariff worries" tells of no sales
    if clause.root.pos_ in VERBAL:
        return clause.root
    timed = lexicon("names").accounting
    nouns = (t for t in clause.doc[clause.root.i : clause.end] if t.pos_ == "NOUN" and not is_time(t))
    return next((t for t in nouns if t.lower_ not in timed), None)


def _is_count(token: Token) -> bool:
    """Tell whether a word is a number that may be an event's: no year, no "fifth"."""
    return token.like_num and token.tag_ == "CD" and not (token.shape_ == "dddd" and token.text[:2] in _CENTURIES)


def with_mention(event: Event, token: Token, analysis: Analysis, last: Token | None = None) -> Event:
    """Return an event with one mention more, a word of a title, or the words from one to another."""
    return event.model_copy(update={"mentions": in_order((*event.mentions, analysis.quote(token, last)))})


def _retold(
    clause: Span, events: Sequence[Event], facts: Mapping[str, Fact], opening: bool, free: bool
) -> tuple[Token, Event] | None:
    """Return the event that a stretch of a title tells again, and the word that does.

    The ``opening`` sentence tells only what moved; what was done, a stretch that is ``free`` of other events does.
    """
    if opening:
        return _moved(clause, events, _opens)
    named, kin = (partial(_is_measured_in, clause, facts, kin=kin) for kin in (False, True))
    found = _moved(clause, events, named) or _moved(clause, events, kin)
    if found is not None or not free or any(map(_is_count, clause)):
        return found
    return _done(clause, events)


def _clauses(title: Span) -> Iterator[Span]:
    """Yield the stretches of a title between marks and conjunctions: "Strike shuts mill" and "talks collapse"."""
    start = title.start
    for token in title:
        marked = (token.is_punct and token.tag_ not in _JOINED) or token.text == "|"
        if marked or token.lower_ in lexicon("clause").joins:
            yield title.doc[start : token.i]
            start = token.i + 1
    yield title.doc[start : title.end]


def _first(told: Iterable[Event]) -> Event | None:
    return min(told, key=lambda e: (e.modality != "asserted", e.mentions[0].start), default=None)


def _moved(
    clause: Span, events: Sequence[Event], is_measured: Callable[[Token, Event], bool]
) -> tuple[Token, Event] | None:
    """Return the event whose measure went the way that a word of a title tells, and that word."""
    for token in clause[1:]:
        way = (told := direction_of(token)) or ways("titles").get(token.lower_)
        word = token if told or way is None else _stand(token, clause)
        moved = (e for e in events if _way_of(e) == way and is_measured(token, e))
        if way and word is not None and (event := _first(moved)) is not None:
            return word, event
    return None


def _way_of(event: Event) -> Direction | None:
    """Return the way that an event goes, told or by its level and the one before: "earned $4 million against $3"."""
    level, before = next((q for q in numbers(event) if q != event.change), None), event.previous
    if event.direction is not None or event.modality != "asserted" or level is None or before is None:
        return event.direction
    if level.unit != before.unit or level.value is None or before.value is None or level.value == before.value:
        return None
    return "up" if level.value > before.value else "down"


def _stand(token: Token, clause: Span) -> Token | None:
    """Return the word that tells how something stands in a title: "Profit *up* on sales", "Oil *ends* higher"."""
    before = [t for t in clause.doc[clause.start : token.i] if t.pos_ in VERBAL]
    after = clause.doc[token.i + 1 : token.i + 2]
    own = all(t.i + 1 == token.i and t.lemma_.lower() in lexicon("change").level_verbs for t in before)
    ends = all(t.is_space or t.is_punct or t.pos_ in ("ADP", "SCONJ") for t in after)
    return next(iter((*before, token))) if own and ends else None


def _opens(verb: Token, event: Event) -> bool:
    """Tell whether a verb of the opening sentence moves what an event measures."""
    thing = first_right(verb, *OBJECTS) or subject(verb)
    return verb.pos_ == "VERB" and thing is not None and moves(thing, event)


def moves(thing: Token, event: Event) -> bool:
    """Tell whether a thing that moves is what an event measures, in as many words or fewer; a firm is its shares.

    A forecast is another happening, and so is a move that is counted from some day: "up 40% since January".
    """
    held = thing_of(vars(event))
    phrase = thing.doc.char_span(*noun_phrase(thing))
    if phrase is None or held is None or event.modality != "asserted" or event.basis == "since":
        return False
    texts = (phrase.text, held.text, thing.doc[phrase.start : thing.i + 1].text)
    told, known, head = (stems_in(text) - beginnings(lexicon("link").legal) for text in texts)
    if are_shares(event):
        if event.period is not None and event.period.length != "P1D":
            return False  # "The stock has risen 40% this year"
        owner, kinds = stems_in(vars(event)["subject"].name), stems_in(" ".join(lexicon("result").equities))
        told -= kinds if is_equity(texts[2]) else frozenset()
        others = known & stems_in(" ".join(filter(str.istitle, held.text.split()))) - owner - kinds
        return told <= owner and not others and (bool(told) or is_equity(texts[2]))
    common = any(word.islower() for word in held.text.split())  # and no mere name
    return bool(told) and not (head and head.isdisjoint(known)) and (told <= known or (common and known <= told))


def _done(clause: Span, events: Sequence[Event]) -> tuple[Token, Event] | None:
    """Return the event whose action a word of a title tells, beside one of those whom it names, and that word.

    A title that gives no name tells the only event of the action: "Chip jobs to go".
    """
    forms = {form for token in clause for form in _forms(token)}
    for token in filter(lambda t: t.is_alpha, clause):
        ahead = clause.doc[token.i + 1 : min(clause.end, token.i + _AFTER)]
        names = [*(f"{form}_{t.lemma_.lower()}" for t in ahead for form in _forms(token)), *_forms(token)]
        acted = [e for e in events if e.frame.counts_persons and _is_done(names, forms, e)]
        alone = len(acted) == 1 and not _is_of_year(acted[0]) and all(t.pos_ != "PROPN" for t in clause)
        done = (e for e in acted if alone or _names_party(clause, token, e))
        if (event := _first(done)) is not None:
            return token, event
    return None


def _is_of_year(event: Event) -> bool:
    """Tell whether an event is told of a whole year, as what was before is: no news of a title."""
    return event.period is not None and event.period.length == "P1Y"


def _is_done(names: Sequence[str], beside: set[str], event: Event) -> bool:
    """Tell whether a word of a title, by its names, tells the action of an event."""
    words = event.frame.words
    told = {a.split(":")[0] for name in names for table in (words.verbs, words.nouns) if (a := table.get(name))}
    told |= {a.split(":")[0] for name in names for a in words.weak.get(name, ()) if words.counts(a, beside)}
    return not told.isdisjoint(_actions_of(event))


def _actions_of(event: Event) -> set[str]:
    """Return what is done in an event: its action, or the fields of which each is one: "killed"."""
    roles, action = event.frame.roles, event.frame.action
    return {getattr(event, action)} if action else {k for k, role in roles.items() if role.only and getattr(event, k)}


def _names_party(clause: Span, token: Token, event: Event) -> bool:
    """Tell whether a title names one of those of an event beside a word, and not by it."""
    named = _words_told(event, event.frame.roles)
    return not _names([token], named) and _names((t for t in clause if t != token), named)


def _words_told(event: Event, fields: Iterable[str]) -> set[str]:
    """Return the words of those fields that an event has."""
    return {w for name in fields if (held := getattr(event, name, None)) for w in _words_of(held)}


def _words_of(value: object) -> list[str]:
    """Return the words of a party, a place or a thing."""
    if isinstance(value, list):
        return [w for x in value for w in _words_of(x)]
    text = value.text if isinstance(value, Mention) else getattr(value, "name", None)
    return text.lower().split() if isinstance(text, str) else []


def _names(tokens: Iterable[Token], words: Iterable[str]) -> bool:
    """Tell whether one of some words, or a form of it, is among tokens."""
    beginnings = {t.lower_[:5] for t in tokens if t.is_alpha and len(t) > 3}
    return any(w[:5] in beginnings for w in words if len(w) > 3)


def _around(clause: Span, token: Token) -> list[Token]:
    """Return the words of a title before a verb, and those of its object."""
    after = takewhile(lambda t: t.pos_ not in _STOPS, clause.doc[token.i + 1 : min(clause.end, token.i + _AFTER)])
    return [t for t in (*clause.doc[clause.start : token.i], *after) if t.is_alpha]


def _is_measured_in(clause: Span, facts: Mapping[str, Fact], token: Token, event: Event, kin: bool) -> bool:
    """Tell whether what stands around the verb is what the event measures, or by a word that is ``kin`` to its."""
    around, frame = _around(clause, token), event.frame
    if frame.action:
        nouns = frame.words.nouns
        forms = [form for t in around for form in (t.lower_, t.lemma_.lower())]
        told = {nouns[n] for n in (*forms, *(f"{a.lower_}_{b.lower_}" for a, b in pairwise(around))) if n in nouns}
        if getattr(event, frame.action) in (told - {"total"} or told):  # a trade gap is no trade
            return True
    owner = getattr(event, "subject", None)
    firm = owner.name if isinstance(owner, Actor) and owner.kind == "organisation" else ""
    if are_shares(event):
        return _is_share(around, firm)
    held = (event, *(facts[i] for i in event.facts if i in facts))
    own = [m.text for record in held for name in MEASURES if isinstance(m := getattr(record, name, None), Mention)]
    words = [w for text in own for w in (text.split()[0].lower(), *filter(str.islower, text.split()[1:]))]
    words = [other for word in words for other in alike(word)] if kin else words
    return _names(around, (w for w in words if w[:STEM] not in stems_in(firm)))  # it has several measures


def _is_share(around: Sequence[Token], firm: str) -> bool:
    """Tell whether what a title moves is the shares of a firm, named or not: "Kappa shares slide", "Stock slides"."""
    named = [t for t in around if t.pos_ == "PROPN"]
    own = any(t.lower_[:STEM] in stems_in(firm) or t.text == initials(firm.split()) for t in named)
    return any(is_equity(t.text) for t in around[-1:]) and (own or not named)
