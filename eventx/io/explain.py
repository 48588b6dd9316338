"""Explain: where the records of an article came from, in lines a person reads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language

from eventx.analysis.context import find_cues
from eventx.facts import arbitrate
from eventx.io.arguments import add_code, iso_date
from eventx.io.readers import How, read_all
from eventx.io.trace import Source, Trace
from eventx.io.writers import words
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars, Claims, Proposal, chars_of
from eventx.normalize.date import Time
from eventx.normalize.number import Number
from eventx.pipeline import load, make_doc
from eventx.pipeline.components import analysis_of
from eventx.pipeline.pieces import PIECE, REFERENCES, Piece, split_article
from eventx.records import Actor, Event, Extent, Mention, Period, Place, Quantity, Record, registry
from eventx.records.article import Article
from eventx.records.errors import ConfigError

COMMON = frozenset({"id", "type", "rule", "span", "sentence", "section", "mentions", "facts", "rank", "trigger"})


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
    for piece in split_article(article, min(PIECE, nlp.max_length)):
        yield from _Told(nlp, piece).lines(at)


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


class _Told:
    """A piece of an article and what was found in it; the lines that tell of it count the article's characters."""

    def __init__(self, nlp: Language, piece: Piece) -> None:
        self.piece, self.trace = piece, Trace()
        doc = self.trace.run(nlp, make_doc(nlp, piece.article))
        self.analysis, self.found = analysis_of(doc), doc._.eventx
        self.claims = _Claimed(self.analysis)

    def lines(self, at: str | None) -> Iterator[str]:
        """Tell of the sentences that hold some words."""
        told = False
        for sentence in self.analysis.sentences:
            if at is None or at.casefold() in sentence.text.casefold():
                told = True
                yield from self._sentence(Extent(start=sentence.start_char, end=sentence.end_char))
                yield ""
        if told:
            yield from (f"note: {words.clean(note)}" for note in self.found.notes)

    def _sentence(self, within: Extent) -> Iterator[str]:
        """Tell of one sentence."""
        analysis = self.analysis
        text = analysis.text[within.start : within.end]
        yield f"{self._chars(within)} {analysis.section(within.start)}: {words.clean(text)}"
        for cue, modality, ruled in find_cues(analysis.span(within.start, within.end)):
            if ruled:
                over = analysis.mention(min(t.idx for t in ruled), max(t.idx + len(t) for t in ruled))
                at = Extent(start=cue.idx, end=cue.idx + len(cue))
                yield f'  cue     "{cue.text}" {self._chars(at)} {modality} over {self._value(over)}'
        for number in _inside(analysis.numbers, within):
            amount = analysis.quantity(number)
            kind = analysis.units[number.end].kind
            yield f"  number  {self._quote(number)} {words.quantity(amount)} ({kind}): {self.claims.told(number)}"
        for time in _inside(analysis.times, within):
            yield f"  time    {self._quote(time)} {_timex(time)}"
        for place in _inside(analysis.places, within):
            yield f"  place   {self._quote(place)} {self._value(place.place)} ({place.form})"
        for name in _inside(analysis.names, within):
            yield f"  name    {self._quote(name)} {name.name} ({name.kind})"
        yield from self._records(within)

    def _records(self, within: Extent) -> Iterator[str]:
        """Tell of the facts and events of one sentence, and of the events that came to nothing."""
        for fact in self.found.facts:
            if _inside([fact.span], within):
                yield f"  fact    {self._ids([fact.id])}, rule {fact.rule}"
                yield from self._fields(fact, type(fact).__module__.removeprefix("eventx.").rpartition(".")[0])
        for event in self.found.events:
            if _inside(event.mentions, within):
                yield from self._event(event)
        held = {name for event in self.found.events for name in event.facts}
        for draft in self.trace.events.values():
            if _inside([draft.trigger], within) and not held.issuperset(draft.facts):
                yield f"  no event: a {draft.type} of {self._ids(draft.facts)} was left out"

    def _event(self, event: Event) -> Iterator[str]:
        """Tell of an event: its trigger, fields, and the mentions that were merged into it."""
        trigger, facts = self._value(event.trigger), [fact for fact in self.found.facts if fact.id in event.facts]
        yield f"  event   {self._ids([event.id])}, rank {event.rank}: trigger {trigger}, facts {self._ids(event.facts)}"
        yield from self._fields(event, "events", [fact.sentence for fact in facts])
        drafts = self.trace.events.values()
        if len(event.mentions) > 1 or any(d.type == event.type and set(d.facts) < set(event.facts) for d in drafts):
            yield f"            merged: {self._value(event.mentions)}"

    def _fields(self, record: Record, home: str, near: Sequence[Extent] = ()) -> Iterator[str]:
        """Tell each field that is filled: its value, the words that gave it, and the function that found them."""
        for name, value in record:
            if name in COMMON or value in (None, []) or (name == "modality" and value == "asserted"):
                continue
            first = value[0] if isinstance(value, list) else value
            mention = value if isinstance(value, Mention) else getattr(first, "mention", None)
            afar = near and isinstance(mention, Mention) and not any(_inside([mention], sentence) for sentence in near)
            said = self._ids([value]) if name in REFERENCES else self._value(value)
            by = _by(self.trace.source(value, home))
            yield f"            {name} = {said}{by}{', inferred: from another sentence' * bool(afar)}"

    def _value(self, value: Any) -> str:
        """Write a field's value, with the words it stands on."""
        if isinstance(value, list):
            return "; ".join(map(self._value, value))
        if isinstance(value, Mention):
            return f'"{words.clean(value.text)}" {self._chars(value)}'
        said = str(value)
        if isinstance(value, Quantity):
            said = words.quantity(value)
        elif isinstance(value, Period):
            said = words.period(value) or value.timex or "open"
        elif isinstance(value, Actor | Place):
            said = ", ".join(filter(None, (value.name, value.kind, value.country)))
        mention = getattr(value, "mention", None)
        return f"{said} of {self._value(mention)}" if isinstance(mention, Mention) else words.clean(said)

    def _ids(self, names: Iterable[str]) -> str:
        """Write the ids of records."""
        return " ".join(self.piece.id_of(name.partition("-")[0], name) for name in names)

    def _quote(self, held: Any) -> str:
        return self._value(self.analysis.mention(held.start, held.end))

    def _chars(self, within: Extent) -> str:
        return f"{self.piece.start(within.start)}-{self.piece.end(within.end)}"


def _by(source: Source | None) -> str:
    if source is None:
        return ""
    position = f"position {source.position}, " if source.position else ""
    return f", {position}by {source.module}.{source.function}"


def _timex(time: Time) -> str:
    days = f"{time.start_date or '..'}/{time.end_date or '..'}" if time.start_date or time.end_date else "no days"
    return f"{time.timex_type} {time.timex or '-'} {days}{f', {time.relation}' if time.relation else ''}"


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
    add_code(parser)
    args = parser.parse_args(argv)
    nlp, failed, told = load(args.model), 0, False
    for read in read_all([args.file], How(published=args.published)):
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
