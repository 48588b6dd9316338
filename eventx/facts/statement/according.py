"""Sources without a verb of speech: according to the mayor."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.statement.apposed import WIDE, after_source
from eventx.facts.statement.dates import date_of
from eventx.facts.statement.frame import Frame
from eventx.facts.statement.outer import is_fragment, is_tag, opens_clause, parts, splits_verb
from eventx.facts.statement.phrases import Phrase, chunk_head, phrase_at, speaks
from eventx.facts.statement.view import Piece, Sentence, View
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, VERBAL
from eventx.syntax.phrases import governed, is_time
from eventx.syntax.tokens import DASHES

_LINKS = frozenset({"WDT", "WP", "IN", "CC"})
_OPENING = frozenset({"ADP", "SCONJ"})  # of a phrase or clause that opens what is told


def according_frame(view: View, token: Token, frames: Sequence[Frame]) -> Frame | None:
    """Return the statement of a source that no verb names, if its first word is ``token``."""
    start = _source_start(view, token)
    if start is None:
        return None
    sentence = view.sentence(token.i)
    head = governed(view.doc[start - 1]) or chunk_head(view, start, sentence.end)
    if head is None or _is_manner(view, token, start, head):
        return None
    phrase = phrase_at(view, _without_subject(view, start, head), start)
    pieces = _content(view, token, phrase, sentence, frames)
    cue, date = (token.idx, view.end_char(start)), date_of(view, token, pieces)
    return Frame("statement.according", cue, phrase, tuple(pieces), date=date) if pieces else None


def _is_manner(view: View, token: Token, start: int, head: Token) -> bool:
    """Say whether something is done according to a measure, so that nobody tells it: written according to the rules."""
    cues, opening = lexicon("statement"), view.sentence(token.i).start
    apart = view.is_text(token.i - 1, ",") or token.i <= opening + 1
    manner = head.lower_ in cues.manner or view.doc[start].lower_ in cues.question
    return manner or (not apart and head.lower_ in cues.norm)


def _without_subject(view: View, start: int, head: Token) -> Token:
    """Return the last word of a source's name that a subject follows with no comma: according to the KVU costs rose."""
    name = view.doc[head.i - 1]
    told = head.pos_ == "NOUN" and not speaks(head) and view.finite(head.i + 1, head.i + 2)
    return name if told and name.pos_ == "PROPN" and name.i >= start else head


def _source_start(view: View, token: Token) -> int | None:
    """Return where a source begins after "according to"."""
    i = token.i
    if i + 2 >= view.sentence(i).end or view.in_quote[i] >= 0:
        return None
    if token.text == "per":
        source = view.doc[i + 1]
        speaking = view.is_text(i - 1, ",") and speaks(source) and not (is_time(source) or source.lower_ == "se")
        return i + 1 if speaking else None
    return i + 1 + view.is_text(i + 1, "to") if token.lower_ == "according" else None  # "to" is left out at times


def _content(view: View, token: Token, source: Phrase, sentence: Sentence, frames: Sequence[Frame]) -> list[Piece]:
    """Return what stands before and after "according to" and its source."""
    doc, after = view.doc, after_source(view, source, sentence.end)
    if token.i <= sentence.start + 1:
        after = _opening_end(view, token, source, after)
        start = after + view.is_text(after, ",")
        return [(view.char(start), view.sentence_end(sentence))] if start < sentence.end else []
    last = sentence.end if view.finite(after, sentence.end) else token.i
    begin = next((i + 1 for i in view.semicolons(sentence.start, token.i, last)), None)
    begin = begin or _after_tag(view, token, sentence, frames)
    n = view.in_quote[sentence.start]
    opening = view.char(begin) if begin else view.quotes[n].left if n >= 0 else view.opening(sentence)
    before = opening, view.end_char(token.i - (doc[token.i - 1].lemma_ == "be"))  # This is according to
    rest, split = after + 1, splits_verb(view, token.i)  # It was, according to Reed, late
    lead = [t.text for t in doc[sentence.start : token.i]]
    dash = max((t.i for t in doc[sentence.start : token.i] if t.text in (*DASHES, "-")), default=-1)
    aside = dash >= 0 and view.is_text(after, *DASHES, "-")
    if aside and view.finite(dash, token.i):
        return [(view.char(dash + 1), before[1])]  # -- who has a billion, according to the index --
    if "(" in lead and ")" not in lead:  # 92 million (as of May, according to data)
        bracket = sentence.start + lead.index("(")
        inner = [(view.char(bracket + 1), before[1])] if bracket + 1 < token.i else []
        alone = inner and not view.finite(sentence.start, bracket)  # The mill (one of nine, according to Reed) shut
        return inner if alone else [(before[0], view.end_char(bracket)), *inner]
    linked = doc[token.i - 1].tag_ == "CC" or (view.is_text(token.i - 1, ",") and doc[token.i - 2].tag_ in _LINKS)
    if rest >= sentence.end or not (aside or (view.is_text(after, ",") and (split or _goes_on(view, rest, sentence)))):
        return [before]
    if not linked and view.finite(sentence.start, token.i) and _is_writers(view, rest, sentence):
        return [before]
    marks = (i for i in range(rest, view.last(sentence)) if parts(view, i))
    tag = next((i for i in marks if is_tag(view, i + 1, sentence.end)), None)  # ..., residents said
    following = view.char(rest), view.sentence_end(sentence) if tag is None else view.end_char(tag)
    return [following] if linked else [before, following]


def _after_tag(view: View, token: Token, sentence: Sentence, frames: Sequence[Frame]) -> int | None:
    """Return where a clause begins behind another's reporting clause: Oil fell, traders said, while | gold rose."""
    last = frames[-1] if frames else None
    cue = view.token_at(last.cue[0]) if last is not None and last.cue is not None else None
    if last is None or cue is None or last.rule not in ("statement.after", "statement.inverted"):
        return None
    if not sentence.start < cue < token.i or last.pieces[0][1] > view.char(cue):
        return None
    start = view.adverbials_end(max(cue + 1, last.source.end if last.source is not None else 0), sentence) + 1
    start += view.is_text(start, "while", "as", "and", "but", "although", "though")
    return start if view.is_text(start - 1, ",", "while", "as", "and", "but") and view.finite(start, token.i) else None


def _goes_on(view: View, start: int, sentence: Sentence) -> bool:
    """Say whether what follows a source goes on with its content, and is no verb that joins another or participle."""
    first = view.doc[start]
    if any(t.text == "," for t in view.doc[start : start + 6]):
        return False  # according to its lawyer, Ada Berg, who
    if first.tag_ == "VBG" or (first.tag_ == "CC" and view.finite(start + 1, start + 2)):
        return False
    return view.finite(start, sentence.end) or is_fragment(first) or view.is_text(start, "its", "their")


def _is_writers(view: View, start: int, sentence: Sentence) -> bool:
    """Say whether what follows a source tells of it, or doubts it: the Daily, a paper of the port; though few agree."""
    doubted, head = view.is_text(start, *lexicon("statement").conceding), chunk_head(view, start, sentence.end)
    told = head is not None and head.head.pos_ in VERBAL and head.head.i < start and not speaks(head)
    apposed = view.doc[start].tag_ in ("DT", "PRP$") and not told  # not: it fell, ..., the second fall this year
    return doubted or (apposed and not opens_clause(view, start, sentence.end))


def _closing_dash(view: View, start: int) -> int | None:
    """Return the second of two dashes around what tells more of a source: Reed -- the mayor -- it is shut."""
    if not (view.is_text(start, *DASHES, "-") and view.doc[start - 1].whitespace_):
        return None
    dash = next(
        (t.i for t in view.doc[start + 2 : start + WIDE] if t.text in (*DASHES, "-") and t.nbor(-1).whitespace_), None
    )
    return dash if dash is not None and not view.finite(start, dash) else None


def _opening_end(view: View, token: Token, source: Phrase, after: int) -> int:
    """Return where what opens a sentence ends: According to Reed, the mayor, the plan failed."""
    if (dash := _closing_dash(view, source.end)) is not None:
        return dash + 1
    verb = next((t for t in view.doc[source.end : after] if t.tag_ in FINITE), None)
    if verb is not None and source.head not in verb.ancestors:
        return source.end  # According to Reed the sluice was shut
    subjects = [c for c in token.head.lefts if c.dep_ in NOUN_SUBJECTS and c != source.head]
    subject = max((c.left_edge.i for c in subjects), default=0)
    unled = not subject and view.is_text(source.end, ",")
    if unled and token.head.pos_ in VERBAL and source.end < token.head.i < after:
        return source.end  # According to Reed, nine mills it owns closed
    if unled and token.head.tag_ in FINITE and after < token.head.i:
        told = (c for c in source.head.rights if c.dep_ == "appos" and is_of_people(c))  # Reed, a dealer, the fine
        return next((t.i for c in told for t in view.doc[c.i : token.head.i] if t.text == ","), source.end)
    mark = subject - 1 - view.doc[subject - 1].is_quote  # Reed, the mayor of Lund, "the plan failed"
    apposed = mark > after + 1 and view.is_text(mark, ",") and view.doc[after + 1].pos_ not in _OPENING
    return mark if apposed else after  # not: According to a poll, among mills of its size, half will close
