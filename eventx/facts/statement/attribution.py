"""Attribution: frames of cue, source and content, from the parse where it holds, else from marks and commas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.statement import after, before
from eventx.facts.statement.according import according_frame
from eventx.facts.statement.apposed import after_source
from eventx.facts.statement.cues import (
    candidates,
    clausal,
    clause_of,
    cue_end,
    is_assertive,
    is_quoted_saying,
    is_to_come,
    is_unsaid,
    is_utterance,
    lemma_of,
)  # fmt: skip
from eventx.facts.statement.dates import date_of, without_day
from eventx.facts.statement.frame import Frame, Mode, Report, Source
from eventx.facts.statement.phrases import speaks
from eventx.facts.statement.quoted import first_quoted
from eventx.facts.statement.series import goes_on_from
from eventx.facts.statement.source import find_source
from eventx.facts.statement.uncued import STEPS
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon
from eventx.normalize.date import Time
from eventx.syntax.labels import NOUN_SUBJECTS, RELATIVE, has_right
from eventx.syntax.tokens import word_behind

_NOTE = re.compile(r"[\"”»] ?\({1,2}[^()\n]{1,40}\){1,2}$")  # a note on what is quoted
_CLAUSAL = frozenset({"that", "quote", "after", "inverted"})  # what is told is a quotation or a clause
_PASSIVE = frozenset({"that", "quote", "clause", "carried", "bearer"})
Told = tuple[list[Piece], str]
"""Pieces of content, and the name of the rule."""


def find_frames(view: View) -> list[Frame]:
    """Find the statements of an article, in text order."""
    frames: list[Frame] = []
    for token in candidates(view):
        frame = according_frame(view, token, frames) or _verbal_frame(view, token, frames)
        if frame is not None:
            frames.append(frame)
    for step in STEPS:
        frames = step(view, frames)
    finished = (_finish(view, frame) for frame in frames)
    return sorted((f for f in finished if f.pieces), key=lambda f: (f.pieces[0][0], f.cue or (0, 0)))


def _finish(view: View, frame: Frame) -> Frame:
    """Trim the pieces and read the mode off the quotation marks."""
    pieces = list(_trimmed(view, frame))
    inside = any(map(view.holds_quote, pieces))
    if frame.nested:
        bare = [_unmarked(view.text, *piece) for piece in pieces]
        inside, pieces = all(inner for *_, inner in bare), [(start, end) for start, end, _ in bare]
    outside = any(map(view.holds_words, pieces))
    mode: Mode = "indirect" if not inside else "mixed" if outside else "direct"
    return replace(frame, pieces=tuple(pieces), mode=mode)


def _trimmed(view: View, frame: Frame) -> Iterator[Piece]:
    for piece in sorted(frame.pieces):
        start, end = view.trim(*piece)
        if (note := _NOTE.search(view.text, start, end)) is not None:
            start, end = view.trim(start, note.start() + 1)
        if any(map(str.isalnum, view.text[start:end])):
            yield start, end


def _unmarked(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Take the single marks off what is quoted in a quotation; say whether there were any."""
    inner = text[start] in "'‘" or (start > 0 and text[start - 1] in "'‘")
    start += text[start] in "'‘"
    while inner and end > start + 1 and text[end - 1] in "'’,.!?":
        end -= 1
    return start, end, inner


def _verbal_frame(view: View, cue: Token, frames: Sequence[Frame]) -> Frame | None:
    """Return the statement of a verb of speech, or of any verb that stands by a quotation as only a cue does."""
    lemma = lemma_of(cue) or (cue.lemma_ if is_utterance(view, cue) else None)
    source = find_source(view, cue, frames) if lemma is not None else None
    if lemma is None or source is None or not _may_tell(view, cue, lemma, source):
        return None
    report = _report(view, cue, lemma, source)
    pieces, rule = _content(view, report)
    plain = rule in _CLAUSAL or (rule == "clause" and clause_of(cue) is not None)
    if not pieces or (source.agent and rule not in _PASSIVE) or (is_to_come(cue) and not plain):
        return None
    quoting = lemma in lexicon("statement").quoting and lemma not in clausal()
    if quoting and not any(map(view.holds_quote, pieces)):
        return None
    if _is_thought(view, report, pieces):
        return None
    if rule in ("infinitive", "request"):
        pieces = [without_day(view, cue, piece) for piece in pieces]
    other = (p for f in frames[-1:] for p in f.pieces if not p[0] <= cue.idx < p[1])
    date = date_of(view, cue, [*pieces, *other]) or _lent_date(view, cue, source, frames)
    return Frame(
        f"statement.{rule}", (cue.idx, view.end_char(report.cue_end)), source.phrase, tuple(pieces),
        date=date, elliptical=source.elliptical, nested=report.inner >= 0,
    )  # fmt: skip


def _lent_date(view: View, cue: Token, source: Source, frames: Sequence[Frame]) -> Time | None:
    """Return the day of the statement before, whose source a cue has: on Monday denied it, but admitted that."""
    last = frames[-1] if frames and source.elliptical else None
    if last is None or last.cue is None or last.source is None or last.source.head.i != source.phrase.head.i:
        return None
    return last.date if view.char(view.sentence(cue.i).start) <= last.cue[0] else None


def _is_thought(view: View, report: Report, pieces: Sequence[Piece]) -> bool:
    """Say whether a cue tells a thought without a quotation in it, or one that is told: he said he hoped to."""
    cue, cues = report.cue, lexicon("statement")
    told = cue.dep_ == "ccomp" and cue.head.i < cue.i and is_assertive(cue.head)
    unquoted = report.inner >= 0 or not any(map(view.holds_quote, pieces))
    doubted = report.lemma in cues.doubting and (told or report.inner >= 0)  # "I questioned whether I should," he said
    doubted |= report.lemma == "feel" and view.is_text(report.end, "like")  # the inquiry feels like "a farce"
    return doubted or (report.lemma in cues.thought and (told or unquoted))


def _may_tell(view: View, cue: Token, lemma: str, source: Source) -> bool:
    """Say whether a cue and its source can make a statement."""
    cues, head, start = lexicon("statement"), source.phrase.head, view.sentence(cue.i).start
    pointing = head.tag_ == "DT" and head.lower_ in cues.pointing  # That said, it is good
    thing = head.lower_ in cues.means or (head.pos_ == "NOUN" and not speaks(head))  # characterized by thirst
    if pointing or head.lower_ in cues.nobody or (source.agent and thing) or _is_none(source):
        return False
    written = {head.lower_, head.lemma_} & cues.any_of("documents", "newsroom")
    timed = head.i in view.times and head.pos_ == "NOUN" and not written  # the week has shown; not: the daily
    if timed or is_unsaid(view, cue, lemma):
        return False
    if view.in_quote[cue.i] >= 0:
        return _may_tell_inside(cue, lemma, source)
    if head.lower_ in ("this", "these", "i", "we", "me", "us") and head.pos_ in ("PRON", "DET"):
        return False
    said = lemma in cues.saying and not (source.inverted and view.is_text(cue.i - 1, ",") and _takes(cue, head))
    if not said and not speaks(head) and not _is_stated(cue, lemma, head):
        return False
    return source.inverted or not _opens(view, cue, start)


def _is_none(source: Source) -> bool:
    """Say whether a source is none of some: no official, neither firm, not one of them; not: No 10, no fewer than."""
    phrase = source.phrase
    first = min(phrase.span[0], phrase.head.left_edge, key=lambda t: t.i)
    behind = word_behind(first)
    return first.lower_ in lexicon("statement").none and not behind.is_digit and behind.lower_ not in ("fewer", "less")


def _may_tell_inside(cue: Token, lemma: str, source: Source) -> bool:
    """Say whether a cue in a quotation can make a statement that is nested in it: "we said that it leaks"."""
    cues, head = lexicon("statement"), source.phrase.head
    shown = lemma in cues.evidence  # we showed that we could
    first_person = head.lower_ in ("i", "we", "they", "people") and (cue.tag_ != "VBD" or shown)
    asked = lemma in lexicon("speech").with_that and lemma in cues.request
    mute = shown and head.pos_ == "NOUN" and not speaks(head)  # "the drop confirms it is weak"
    mute = mute or (shown and cue.tag_ == "VBG" and source.elliptical)  # "it has gained, suggesting that it is good"
    return not (mute or source.inverted or first_person or asked or lemma in lexicon("speech").quote)


def _takes(cue: Token, noun: Token) -> bool:
    """Say whether a noun behind a cue is its object: mended the lens, added more filters."""
    return cue.dep_ in ("conj", "ROOT") and any(c.i == noun.i and c.dep_ == "dobj" for c in cue.rights)


def _is_stated(cue: Token, lemma: str, subject: Token) -> bool:
    """Say whether a cue has a clause that only speech has, so that whatever its subject is speaks: a manual warns."""
    cues = lexicon("statement")
    spoken = lemma in lexicon("speech").clause and lemma not in cues.evidence
    own = subject.head.i == cue.i or (cue.dep_ == "relcl" and cue.head.i == subject.i)  # a poster, which claims it is
    return spoken and own and clause_of(cue) is not None


def _opens(view: View, cue: Token, start: int) -> bool:
    """Say whether a cue opens its sentence as a participle does: Asked about it, he said."""
    noted = lemma_of(cue) in lexicon("statement").noun and has_right(cue, "dobj", "prep")
    told = cue.tag_ == "VBG" and (noted or clause_of(cue) is not None)  # Calling it a farce, she left
    if told or goes_on_from(view, cue) is not None:
        return False  # Noting that costs had risen, she said
    return all(t.is_space or (t.pos_ == "ADV" and t.dep_ != "nsubj") for t in view.doc[start : cue.i])  # not: Most said


def _report(view: View, cue: Token, lemma: str, source: Source) -> Report:
    """Return the reporting clause of a cue and its source."""
    sentence, phrase = view.sentence(cue.i), source.phrase
    end = cue_end(view, cue, lemma)
    behind = max(end, after_source(view, phrase, sentence.end)) if source.inverted else end
    start = cue.i
    if is_quoted_saying(cue):
        start = _quoting(view, cue, source)
    elif phrase.end <= cue.i and not source.elliptical:
        edge = max(phrase.head.left_edge.i, sentence.start)  # the "History" section said
        own = (
            phrase.start - 10 < edge < phrase.start and view.doc[edge - 1].pos_ != "ADP"
        )  # not: at the latest, it said
        start = edge if own and view.doc[edge].tag_ == "DT" else phrase.start
    return Report(cue, lemma, phrase, sentence, start, end, behind, view.in_quote[cue.i], source.inverted)


def _quoting(view: View, cue: Token, source: Source) -> int:
    """Return where the words begin that quote somebody "as saying": "We need it," AP quoted him as saying."""
    verb = source.phrase.head.head
    quoting = next((c.left_edge.i for c in verb.lefts if c.dep_ in NOUN_SUBJECTS), source.phrase.start)
    return quoting if view.sentence(cue.i).start <= quoting < cue.i else cue.i


def _content(view: View, report: Report) -> Told:
    """Return the content of a reporting clause, before it, around it or after it."""
    whole = report.cue_end > report.cue.i + 1
    if report.lemma == "rule" and whole:
        return after.gerund(view, report), "gerund"  # ruled out selling it
    given = report.lemma == "put" and whole  # put out a statement that
    if given or report.lemma in lexicon("statement").carrying:
        return after.carried(view, report), "carried"
    linked = any(c.lower_ == "as" and c.i == report.start - 1 for c in report.cue.lefts)
    if linked and not has_right(report.cue, "ccomp", "xcomp"):
        return before.beside_as(view, report), "as"
    behind = ((pieces, name) for name, rule in after.RULES.items() if (pieces := rule(view, report)))
    return _around(view, report) or next(behind, ([], ""))


def _around(view: View, report: Report) -> Told | None:
    """Return the content that begins before a reporting clause."""
    cue, sentence = report.cue, report.sentence
    opening = view.doc[max(report.source.start - 1, 0) : cue.i]  # Ms Lund, whose firm advises banks, said; who said
    relative = cue.dep_ == "relcl" and any(t.tag_ in RELATIVE | {"WP$"} for t in opening)
    if not report.inverted and (report.start == cue.i or relative):
        return None
    told = before.content_before(view, report)
    if told is None:
        return None
    following = before.quote_after(view, report.end, sentence)
    if report.inverted:
        return [told, *(following or before.rest_after(view, report, told))], "inverted"
    fronted = not view.holds_quote(told) and not view.finite(sentence.start, report.start)
    if fronted and following:
        split = before.is_split(view, told, following[0])
        return ([told, *following], "after") if split else (following, "quote")
    at = first_quoted(view, report) if fronted else None
    if at is not None and view.is_text(at - 1, ",", ":") and view.text[view.quotes[view.in_quote[at]].start].isupper():
        return None  # Though ill, he told the paper, "I am fine."
    if fronted and view.in_quote[min(report.end, sentence.end - 1)] not in (-1, report.inner):
        return None  # In a blunt warning, it said "we are broke"
    quoted = report.inner < 0 and view.holds_quote((told[1] - 2, told[1]))
    if before.is_told_before(view, report, told) and before.closes(view, report, quoted):
        return [told, *before.rest_after(view, report, told)], "after"
    return None
