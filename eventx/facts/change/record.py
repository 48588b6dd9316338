"""Changes: what rose or fell, by how much, from what and to what, against what and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import ClassVar, Literal

from spacy.tokens import Span, Token

from eventx.analysis.bases import basis_of
from eventx.analysis.periods import period_of
from eventx.facts.change.cues import ASKED
from eventx.facts.change.ellipsis import Told, find_percentages
from eventx.facts.change.frames import read_frames
from eventx.facts.change.metric import is_set_off
from eventx.facts.change.passing import way_of_subject, way_past
from eventx.facts.change.quantities import counts_people, quantities_of, unsigned
from eventx.facts.change.reading import read_clause
from eventx.facts.change.retold import Known, recall
from eventx.facts.change.roles import Frame
from eventx.facts.change.values import Value
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis, is_given
from eventx.mentions.claims import Chars, Claims, Proposal, chars_of
from eventx.mentions.nouns import core
from eventx.mentions.topics import Asked, Topics
from eventx.records import Basis, Direction, Fact, Mention, Modality, Period, Quantity
from eventx.records.registry import register
from eventx.syntax.labels import ADNOMINAL, SUBJECTS, has_right
from eventx.syntax.phrases import noun_phrase

_LONGEST = 400  # tokens of a sentence that are read together
_KEPT = 15  # tokens from a verb of keeping to the flat word
_PROSE = 2000  # tokens: a sentence that runs on longer is no prose
_CHAIN = re.compile(r"(?<![\w-])(?!(?:year|month|quarter|week|day|\w+illion)-)[A-Za-z][a-z]+-[a-z]{1,5}-[a-z]{2,12} $")
"""A chain of hyphens before a noun: "like-for-like sales"."""

_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our)\s+", re.IGNORECASE)

_DATED = re.compile(r"^(?:(?:this|last|next|that) )?(?:year|month|week|quarter)['’]s\s+", re.IGNORECASE)
_AMOUNT = re.compile(r"^.*\b\S*\d[^\s.]*\. ?(?=[A-Z])")
"""What ends with an amount the sentence before, which is not parted from this: "a bonus of R31m. *Output*"."""

_WHOLE = re.compile(r"(?<=of the )(?!(?:19|20)\d\d\b)\d[\d,]*\s+(?=[a-z])(?![bm]illion|thousand)")
"""Of how many some are: "61 of the *120* seats, up from 58"."""

_PARTED = re.compile(r"\s[-–—]{1,2}\s|(?<!more)(?<!less)(?<!fewer)(?<!other)(?<!rather)\sthan\b")

_REST = re.compile(r"(?<=\w)-[a-z]+")
"""What is hyphened behind a noun: "futures e-minis"."""


@register
class Change(Fact):
    """A change of a level; ``trigger`` is the word that says it; amounts are positive, ``direction`` tells the sign."""

    after: ClassVar[tuple[str, ...]] = ()
    leads: ClassVar[str | None] = "change"
    splits: ClassVar[bool] = True
    scored: ClassVar[tuple[str, ...]] = (
        "metric", "direction", "unit", "modifier", "initial", "final", "basis", "period", "modality",
    )  # fmt: skip
    reads: ClassVar[str] = "{amount|direction} from {initial} to {final}, {metric}, {basis}, {period}"

    type: Literal["change"] = "change"
    trigger: Mention | None = None
    metric: Mention | None = None
    direction: Direction
    amount: Quantity | None = None
    initial: Quantity | None = None
    final: Quantity | None = None
    basis: Basis | None = None
    period: Period | None = None

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose the changes of an article."""
        numbers = sorted(claims.numbers, key=chars_of)
        last: Chars | None = None
        metrics: dict[str, Chars] = {}
        told: list[Quantity] = []
        known: Known = {}
        topics, proposals = Topics(analysis, "change.metric", partial(_phrase, claims)), list[Proposal]()
        for span in _pieces(analysis.sentences):
            with analysis.guard("change", span.start_char):
                frames = recall(read_frames(read_clause(analysis.text, span, numbers), last, metrics), known)
                for frame in frames:
                    if frame.metric is not None:
                        last = metrics[frame.cue.word.base] = frame.metric
                for frame in frames:
                    proposals += cls._records(analysis, frame, told, topics)
        yield from proposals
        yield from cls._understood(analysis, claims, proposals)

    @classmethod
    def _understood(cls, analysis: Analysis, claims: Claims, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """Propose the percentages that tell a change whose word is understood."""
        read = {chars for proposal in proposals for chars in (*proposal.takes, *proposal.reads)}
        told = sorted(map(_told, proposals), key=lambda change: change.start)
        free = (n for n in claims.numbers if n.unit == "percent" and chars_of(n) not in read)
        refused = -1
        for found in find_percentages(analysis, free, told):
            before = found.before.metric if found.before is not None else None
            parted = found.before is not None and refused > found.before.end
            with analysis.guard("change", found.number.start):
                if parted or not found.tells_change:
                    refused = found.number.end  # those behind it may go on with it: "a ratio of 14%, after 13%"
                    continue
                topics = Topics(analysis, "change.metric", partial(_phrase, claims))
                topics.remember(before)
                metric, time = topics.settle(found.ask()) or before, period_of(analysis, found.span[0])
                fields = analysis.telling(found.number)
                fields["amount"] = unsigned(fields["amount"])
                record = cls(
                    rule="change.ellipsis",
                    metric=analysis.mention_at(metric),
                    direction=found.direction,
                    basis=basis_of(analysis, found.span[0]),
                    period=analysis.period(time) if time is not None else None,
                    **fields,
                )
                yield Proposal(record, (chars_of(found.number),))

    @classmethod
    def _records(cls, analysis: Analysis, frame: Frame, before: list[Quantity], topics: Topics) -> Iterator[Proposal]:
        cue, (amounts, initial, final) = frame.cue, quantities_of(analysis, frame, before[-1] if before else None)
        before += filter(None, amounts)
        first = cue.first if cue.kind == "noun" else cue.token  # "sell-off", but "up" of "pushed up"
        told = first.idx, cue.token.idx + len(cue.token)
        reads = [chars_of(value.number) for value in frame.values]
        takes = tuple(chars_of(v.number) for v in frame.amounts if not v.money and not counts_people(v, analysis))
        if cue.word.ratio is not None:
            reads.append(told)
        metric = topics.settle(_asked(frame, _trimmed(analysis.text, _until(frame.metric, frame.final, analysis))))
        for number, amount in enumerate(amounts):
            span = amount.mention if amount is not None else _anchor(analysis, frame)
            token = analysis.span(span.start, span.end)[0]
            modality = _modality(analysis, frame, token)
            if frame.cue.kind == "flat" and not frame.values and modality != "asserted":
                continue  # nobody can tell what will not change
            level = frame.final if amount is None and frame.final and frame.final.joined else None  # has its own time
            time = period_of(analysis, token if level is None else analysis.doc[level.first])
            anchors = [token]
            if frame.initial is not None:  # its own comes first in "down from 7% in May and 20% *in 2002*"
                anchors.insert(cue.kind != "adverb", analysis.doc[frame.initial.first])
            bases = (basis_of(analysis, anchor) for anchor in anchors)
            basis: Basis | None = next((found for found in bases if found is not None), None)
            record = cls(
                span=span,
                sentence=analysis.sentence(span.start),
                rule=f"change.{cue.kind}" + (".or" if number else ""),
                modality=modality,
                trigger=analysis.mention(*told) if cue.kind != "signed" else None,
                metric=analysis.mention_at(metric),
                direction=_direction(frame),
                amount=amount,
                initial=initial,
                final=final,
                basis=basis,
                period=analysis.period(time) if time is not None else None,
            )
            yield Proposal(record, takes, tuple(reads), metric)


def _phrase(claims: Claims, noun: Token) -> Chars:
    """Return the phrase of a noun, without what follows it where a number does: "*growth* of 3%"."""
    start, end = noun_phrase(noun)
    return core(noun) if any(claims.numbers_in(start, end)) else (start, end)


def _told(proposal: Proposal) -> Told:
    """Return what a proposed change tells those behind it."""
    change, metric = proposal.record, proposal.measured
    assert isinstance(change, Change)
    word = change.trigger.text.lower() if change.trigger is not None else ""
    percent = change.amount is not None and change.amount.unit == "percent"
    return Told(change.span.start, change.span.end, metric, change.rule, word, change.direction, percent)


def _asked(frame: Frame, found: Chars | None) -> Asked:
    """Return how to ask for the topic of a change."""
    cue, final = frame.cue, frame.final
    subjects = (child.lower_ for child in cue.token.lefts if child.dep_ in SUBJECTS and child.pos_ == "PRON")
    form = "set off" if is_set_off(frame) else "tied"
    unit = frame.amounts[0].number.unit if frame.amounts else ""
    signs = (
        f"kind {cue.kind}", f"word {cue.token.lemma_.lower()}", f"{cue.kind} {form}", f"pronoun {next(subjects, '')}",
        f"{cue.kind} {cue.token.dep_}", f"unit {unit}", f"{cue.kind} {form} to {final is not None}",
    )  # fmt: skip
    return Asked(cue.token, {i for value in frame.values for i in range(value.first, value.last + 1)}, found, signs)


def _modality(analysis: Analysis, frame: Frame, amount: Token) -> Modality:
    """Return the modality of a change, or of the level it is set off from: "*will* be $21, he said, up from $19"."""
    token, level = amount if frame.cue.word.base == ASKED else frame.cue.token, frame.final
    if frame.cue.kind == "flat" and token.pos_ == "ADJ" and token.head.i < token.i:  # "kept its outlook unchanged"
        before = reversed(token.doc[max(analysis.sentence_span(token.idx).start, token.i - _KEPT) : token.i])
        token = next((t for t in before if t.lemma_ in lexicon("change").flat.keeping), token)
    told = analysis.modality(token)
    if told == "negated" and frame.cue.kind == "flat" and frame.cue.token.lemma_ == "change":
        return "asserted"  # "prices did not change" tells what is
    if frame.cue.kind == "noun" and frame.amounts and not has_right(token, *ADNOMINAL):
        given = is_given(analysis.span(*chars_of(frame.amounts[0].number)))
        told = "asserted" if given else told  # "its 4% drop may have raised hopes"
    if told == "asserted" and frame.cue.kind == "verb" and frame.amounts and analysis.modality(amount) == "forecast":
        return "forecast"  # "grew 6%, more than the 5% *that economists had expected*"
    if told == "asserted" and level is not None and level.last <= token.i and is_set_off(frame):
        return analysis.modality(token.doc[level.first])
    return told


def _direction(frame: Frame) -> Direction:
    """Return the way of a change, of "went from 3 to 5" by its levels; "growth of minus 3%" is a fall."""
    way, initial, final = frame.cue.word.direction, frame.initial, frame.final
    past = way_past(final, frame.cue.token.doc) if final is not None else None
    judged = frame.cue.word.base in lexicon("change").judging  # "the deficit improved to $2 million from $3 million"
    alike = initial is not None and final is not None and initial.number.unit == final.number.unit
    judged = judged or (alike and frame.cue.kind == "adverb")  # "was 6%, down from 7% in May and *5%* a year ago"
    if (way is None or judged) and initial is not None and final is not None:
        return "up" if _height(initial) < _height(final) else "down"
    if past is not None and (way is None or frame.cue.word.base in lexicon("change").carried_up):
        return past  # "pushed the price below $5"
    if way is None and frame.cue.kind == "verb":
        way = way_of_subject(frame.cue.token)
    below = any((value.number.value or 0) < 0 for value in frame.amounts)
    return "down" if below else way or "flat"


def _height(level: Value) -> Decimal:
    """Return how high a level stands, a range its upper end."""
    return level.number.value or level.number.high or Decimal()


def _pieces(sentences: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences, long ones in pieces; what runs on for thousands of tokens is no prose and is left out."""
    for sentence in sentences:
        if len(sentence) <= _LONGEST:
            yield sentence
        elif len(sentence) <= _PROSE:
            for start in range(sentence.start, sentence.end, _LONGEST):
                yield sentence.doc[start : min(start + _LONGEST, sentence.end)]


def _until(metric: Chars | None, level: Value | None, analysis: Analysis) -> Chars | None:
    """Cut a metric before its level: "left its target | of $5 million unchanged"."""
    first = analysis.doc[level.lead - 1] if level is not None and level.prep == "of" else None
    within = metric is not None and first is not None and metric[0] < first.idx < metric[1]
    return (metric[0], first.idx) if metric is not None and first is not None and within else metric


def _trimmed(text: str, chars: Chars | None) -> Chars | None:
    """Cut what hangs at the end of a metric; take in what is hyphened before it, which the parser does not."""
    if chars is None:
        return None
    start, end = chars[0], chars[0] + len(_PARTED.split(text[chars[0] : chars[1]])[0].rstrip(" ,;:\n"))
    start = whole.end() if (whole := _WHOLE.match(text, start)) is not None else start
    for cut in (_AMOUNT, _DATED, _ARTICLE):
        start = end - len(cut.sub("", text[start:end]))
    end = rest.end() if (rest := _REST.match(text, end)) is not None else end
    chain = _CHAIN.search(text, max(0, start - 40), start)
    return (chain.start() if chain is not None else start, end) if start < end else None


def _anchor(analysis: Analysis, frame: Frame) -> Mention:
    """Quote from the change word through the last value."""
    first, token = frame.cue.first, frame.cue.token
    ends = [value.number.end for value in frame.values if value.number.start >= first.idx]
    return analysis.mention(first.idx, max(ends, default=token.idx + len(token)))
