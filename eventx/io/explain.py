"""Explain: where the records of an article came from, in lines a person reads.

Nothing is noted while articles are extracted. Here the components run once more under a profiler that keeps which
function first returned a mention, quantity or place: that is the rule that gave a field its filler.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from eventx.analysis.context import find_cues
from eventx.facts import arbitrate
from eventx.io.arguments import iso_date
from eventx.io.readers import read_all
from eventx.io.writers import words
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars, Claims, Proposal, chars_of
from eventx.normalize.date import Time
from eventx.normalize.number import Number
from eventx.pipeline import load, make_doc
from eventx.pipeline.components import analysis_of
from eventx.records import Actor, Event, Extent, Mention, Period, Place, Quantity, Record, registry
from eventx.records.article import Article
from eventx.records.errors import ConfigError
from eventx.records.extraction import Extraction
from eventx.text.leftovers import clean

HOUSE = str(Path(__file__).parents[1])
COMMON = frozenset({"id", "type", "rule", "span", "sentence", "section", "mentions", "facts", "rank", "trigger"})


class Source(NamedTuple):
    """The function that returned something, and the position of a frame's role that it was looking at."""

    module: str
    function: str
    position: str | None


class Trace:
    """What the functions of fact and event types returned, by the characters of it."""

    def __init__(self) -> None:
        self.sources: dict[Any, list[Source]] = {}
        self.events: dict[tuple[str, ...], Event] = {}

    def run(self, nlp: Language, doc: Doc) -> Doc:
        """Run a pipeline on a Doc, watching the components of eventx."""
        for name, component in nlp.pipeline:
            before = sys.getprofile()
            sys.setprofile(self._watch if name.startswith("eventx_") else before)
            try:
                doc = component(doc)
            finally:
                sys.setprofile(before)
        return doc

    def source(self, value: Any, home: str) -> Source | None:
        """Return the first function of a package that returned a value, for a position if any did, else of another."""
        found = self.sources.get(_key(value), [])
        own = [source for source in found if source.module.startswith(home)]
        placed = [source for source in own if source.position]
        others = [source for source in found if not source.module.startswith("events")]
        return next(chain(placed, own, others), None)

    def _watch(self, frame: FrameType, event: str, value: Any) -> None:
        if event != "return" or value is None or not frame.f_code.co_filename.startswith(HOUSE):
            return
        if isinstance(value, Event) and len(value.mentions) == 1:
            self.events.setdefault((value.type, *value.facts), value)
        if (key := _key(value)) is not None:
            module = str(frame.f_globals.get("__name__", "")).removeprefix("eventx.")
            if not module.startswith(("records", "mentions.analysis")):
                position = frame.f_locals.get("position")
                name = frame.f_code.co_qualname.partition(".<locals>")[0]
                source = Source(module, name, position if isinstance(position, str) else None)
                self.sources.setdefault(key, []).append(source)


def _key(value: Any) -> Any:
    """Return by what a value is known again: its kind and characters."""
    if isinstance(value, list):
        return _key(value[0]) if value else None
    if isinstance(value, Quantity | Period | Actor | Place):
        return _key(value.mention) and (type(value).__name__, *_key(value.mention)[1:])
    if isinstance(value, Mention):
        return "chars", value.start, value.end
    if isinstance(value, Token | Span):
        start = value.idx if isinstance(value, Token) else value.start_char
        return "chars", start, start + len(value.text)
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value):
        return "chars", *value
    return None


def explain(article: Article, nlp: Language, at: str | None = None) -> Iterator[str]:
    """Tell what was found in an article, sentence by sentence, and what gave it.

    Parameters
    ----------
    article
        The article.
    nlp
        A pipeline from :func:`eventx.load`.
    at
        Words: only the sentences that hold them are told, whatever the case of the letters.

    Yields
    ------
    str
        Lines: of each sentence its candidates, who took its numbers and who would have, its facts and its events.
    """
    trace = Trace()
    doc = trace.run(nlp, make_doc(nlp, article.model_copy(update={"text": clean(article.text).text})))
    analysis, found = analysis_of(doc), doc._.eventx
    wanted = [s for s in analysis.sentences if at is None or at.casefold() in s.text.casefold()]
    claims = _Claimed(analysis)
    for sentence in wanted:
        yield from _sentence(analysis, found, Extent(start=sentence.start_char, end=sentence.end_char), claims, trace)
        yield ""
    if wanted:
        yield from (f"note: {words.clean(note)}" for note in found.notes)


class _Claimed:
    """Which type took each number, which read it, and which would have taken it had nobody been before them."""

    def __init__(self, analysis: Analysis) -> None:
        self.took: dict[Chars, Proposal] = {}
        self.read: dict[Chars, list[Proposal]] = {}
        self.lost: dict[Chars, list[Proposal]] = {}
        for proposal in arbitrate(analysis):
            for chars in proposal.takes:
                self._lose(proposal) if chars in self.took else self.took.update({chars: proposal})
            for chars in set(proposal.reads) - set(proposal.takes):
                self.read.setdefault(chars, []).append(proposal)
        free = Claims(tuple(analysis.numbers))
        for kind in registry.types("facts").values():
            if "*" not in kind.after:  # those take whatever is left
                with analysis.guard("explain"):
                    for proposal in kind.propose(analysis, free):
                        self._lose(proposal)

    def _lose(self, proposal: Proposal) -> None:
        for chars in proposal.takes:
            owner = self.took.get(chars)
            if owner is not None and owner.record.type != proposal.record.type:
                self.lost.setdefault(chars, []).append(proposal)

    def told(self, number: Number) -> str:
        """Say who took a number, who reads it and who would have taken it."""
        chars = chars_of(number)
        owner = self.took.get(chars) or next((p for c, p in self.took.items() if c[0] <= chars[0] < c[1]), None)
        said = [f"{owner.record.type} took it ({owner.record.rule})" if owner else "nobody took it"]
        for what, held in (("read by", self.read), ("wanted by", self.lost)):
            rules = dict.fromkeys(f"{p.record.type} ({p.record.rule})" for p in held.get(chars, ()))
            said += [f"{what} {', '.join(rules)}"] if rules else []
        return "; ".join(said)


def _sentence(analysis: Analysis, found: Extraction, within: Extent, claims: _Claimed, trace: Trace) -> Iterator[str]:
    """Tell of one sentence."""
    text = analysis.text[within.start : within.end]
    yield f"{within.start}-{within.end} {analysis.section(within.start)}: {words.clean(text)}"
    for cue, modality, ruled in find_cues(analysis.span(within.start, within.end)):
        if ruled:
            over = analysis.mention(min(t.idx for t in ruled), max(t.idx + len(t) for t in ruled))
            yield f'  cue     "{cue.text}" {cue.idx}-{cue.idx + len(cue)} {modality} over {_value(over)}'
    for number in _inside(analysis.numbers, within):
        amount = analysis.quantity(number)
        kind = analysis.units[number.end].kind
        yield f"  number  {_quote(analysis, number)} {words.quantity(amount)} ({kind}): {claims.told(number)}"
    for time in _inside(analysis.times, within):
        yield f"  time    {_quote(analysis, time)} {_timex(time)}"
    for place in _inside(analysis.places, within):
        yield f"  place   {_quote(analysis, place)} {_value(place.place)} ({place.form})"
    for name in _inside(analysis.names, within):
        yield f"  name    {_quote(analysis, name)} {name.name} ({name.kind})"
    yield from _records(found, within, trace)


def _records(found: Extraction, within: Extent, trace: Trace) -> Iterator[str]:
    """Tell of the facts and events of one sentence, and of the events that came to nothing."""
    for fact in found.facts:
        if _inside([fact.span], within):
            yield f"  fact    {fact.id}, rule {fact.rule}"
            yield from _fields(fact, trace, type(fact).__module__.removeprefix("eventx.").rpartition(".")[0])
    for event in found.events:
        if _inside(event.mentions, within):
            yield from _event(event, found, trace)
    held = {name for event in found.events for name in event.facts}
    for draft in trace.events.values():
        if _inside([draft.trigger], within) and not held.issuperset(draft.facts):
            yield f"  no event: a {draft.type} of {' '.join(draft.facts)} was left out"


def _event(event: Event, found: Extraction, trace: Trace) -> Iterator[str]:
    """Tell of an event: its trigger, fields, and the mentions that were merged into it."""
    yield f"  event   {event.id}, rank {event.rank}: trigger {_value(event.trigger)}, facts {' '.join(event.facts)}"
    facts = [fact for fact in found.facts if fact.id in event.facts]
    yield from _fields(event, trace, "events", [fact.sentence for fact in facts])
    parts = [d for d in trace.events.values() if d.type == event.type and set(d.facts) < set(event.facts)]
    if len(event.mentions) > 1 or parts:
        yield f"            merged: {'; '.join(map(_value, event.mentions))}"


def _fields(record: Record, trace: Trace, home: str, near: Iterable[Extent] = ()) -> Iterator[str]:
    """Tell each field that is filled: its value, the words that gave it, and the function that found them."""
    near = list(near)
    for name, value in record:
        if name in COMMON or value in (None, []) or (name == "modality" and value == "asserted"):
            continue
        first = value[0] if isinstance(value, list) else value
        mention = value if isinstance(value, Mention) else getattr(first, "mention", None)
        afar = near and isinstance(mention, Mention) and not any(_inside([mention], sentence) for sentence in near)
        by = _by(trace.source(value, home))
        yield f"            {name} = {_value(value)}{by}{', inferred: from another sentence' * bool(afar)}"


def _value(value: Any) -> str:
    """Write a field's value, with the words it stands on."""
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    if isinstance(value, Mention):
        return f'"{words.clean(value.text)}" {value.start}-{value.end}'
    said = str(value)
    if isinstance(value, Quantity):
        said = words.quantity(value)
    elif isinstance(value, Period):
        said = words.period(value) or value.timex or "open"
    elif isinstance(value, Actor | Place):
        said = ", ".join(filter(None, (value.name, value.kind, value.country)))
    mention = getattr(value, "mention", None)
    return f"{said} of {_value(mention)}" if isinstance(mention, Mention) else words.clean(said)


def _by(source: Source | None) -> str:
    if source is None:
        return ""
    position = f"position {source.position}, " if source.position else ""
    return f", {position}by {source.module}.{source.function}"


def _timex(time: Time) -> str:
    days = f"{time.start_date or '..'}/{time.end_date or '..'}" if time.start_date or time.end_date else "no days"
    return f"{time.timex_type} {time.timex or '-'} {days}{f', {time.relation}' if time.relation else ''}"


def _quote(analysis: Analysis, held: Any) -> str:
    return _value(analysis.mention(held.start, held.end))


def _inside(held: Iterable[Any], within: Extent) -> list[Any]:
    return [one for one in held if within.start <= one.start < within.end]


def main(argv: list[str]) -> int:
    """Run ``eventx explain``."""
    parser = argparse.ArgumentParser(
        prog="eventx explain", description="Tell where the records of an article came from."
    )
    parser.add_argument("file", metavar="FILE|-", help="the article, or several in one file")
    parser.add_argument("--at", metavar="WORDS", help="only the sentences that hold these words")
    parser.add_argument("-p", "--published", metavar="DATE", type=iso_date, help="ISO date of publication")
    parser.add_argument("-m", "--model", metavar="NAME", help="spaCy model, by name or path")
    args = parser.parse_args(argv)
    nlp, failed, told = load(args.model), 0, False
    for read in read_all([args.file], args.published):
        if read.article is None:
            failed += 1
            sys.stderr.write(f"eventx: {read.name}: {words.clean(read.error or read.note or 'nothing to read')}\n")
            continue
        for line in explain(read.article, nlp, args.at):
            told = True
            sys.stdout.write(f"{line}\n")
    if args.at is not None and not told and not failed:
        raise ConfigError(f"--at: no sentence of {args.file} holds {args.at!r}")
    return 1 if failed else 0
