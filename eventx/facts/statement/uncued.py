"""Statements without a cue: names and turns of speech by their place, and quotations that go on from a statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.statement.edges import is_whole
from eventx.facts.statement.frame import Frame
from eventx.facts.statement.headings import add_headings
from eventx.facts.statement.phrases import Phrase, phrase_at
from eventx.facts.statement.quotes import Quote
from eventx.facts.statement.view import Piece, Sentence, View
from eventx.lexicons import lexicon, matcher
from eventx.mentions.names.vocabulary import given, roles
from eventx.syntax.labels import FINITE

_DASH = r"\s{0,3}(?:[―—–-]|--) ?([A-Z][\w.'’-]*(?: (?:(?:{particles}) ){0,2}[A-Z][\w.'’-]*){0,5}) ?(?=[,\n(]|$)"
_LINE = re.compile(r"(?m)^[ \t]*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})[ \t]?: ?(?=[\"“«‘])")
_SPEECH = re.compile(
    r"(?m)^[ \t]*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})(?: ?\([^()\n]{2,60}\))?[ \t]?: ?"
    r"(?P<told>[A-Z][^\n\"“”«»]{8,}\S)[ \t]*$"
)
_FAR = 600  # characters to a quotation that goes on
_HEADING = 40  # characters of a quotation that may be a heading
_LAST = 25  # characters of one that ends a sentence and goes on with what was quoted
_LONG = 10  # characters of one that stands alone


def _taken(view: View, frames: list[Frame]) -> dict[int, int]:
    """Return the frame that holds each quotation, both by number."""
    out: dict[int, int] = {}
    for k, frame in enumerate(frames):
        for start, end in frame.pieces:
            for n, quote in view.quotes_in(start, end):
                if quote.left > start or (start <= quote.start and end >= quote.end):
                    out.setdefault(n, k)
    return out


def _free(view: View, frames: list[Frame]) -> Iterator[tuple[int, Quote]]:
    """Yield the quotations that no frame holds, with their numbers."""
    held = _taken(view, frames)
    return ((n, quote) for n, quote in enumerate(view.quotes) if n not in held)


def _named_in(view: View, match: re.Match[str] | None) -> Phrase | None:
    """Return the name that a pattern has found."""
    span = view.doc.char_span(*match.span(1), alignment_mode="expand") if match is not None else None
    return Phrase(span[-1], span.start, span.end) if span is not None else None


def add_named_lines(view: View, frames: list[Frame]) -> list[Frame]:
    """Add the form NAME: "..." at a line's start."""
    opening = {quote.left: view.marked(n) for n, quote in _free(view, frames)}
    out = list(frames)
    for match in _LINE.finditer(view.text):
        source = _named_in(view, match)
        if match.end() in opening and source is not None and match[1].lower() not in lexicon("statement").label:
            out.append(Frame("statement.name", None, source, (opening[match.end()],)))
    return out


def add_transcript(view: View, frames: list[Frame]) -> list[Frame]:
    """Add the lines of a transcript, which has no marks: Ellen Marsh (CEO): We will cut 200 jobs."""
    held = {start for frame in frames for start, _ in frame.pieces}
    first = lexicon("statement").pronoun.first
    out = list(frames)
    for match in _SPEECH.finditer(view.text):
        source, told = _named_in(view, match), view.doc.char_span(*match.span("told"), alignment_mode="expand")
        if source is None or told is None or match.start("told") in held:
            continue
        if source.head.ent_type_ != "PERSON" and view.doc[source.start].lower_ not in given():
            continue
        if any(token.lower_ in first for token in told) and view.finite(told.start, told.end):  # no "Lund: The man who"
            out.append(Frame("statement.transcript", None, source, (match.span("told"),)))
    return out


def add_names_beside(view: View, frames: list[Frame]) -> list[Frame]:
    """Add a name after a quotation and a dash, or before a colon: “...” ― Ann Reed; From the mayor: “...”."""
    out = list(frames)
    for n, quote in _free(view, frames):
        behind = _named_in(view, matcher("names", _DASH, 0).match(view.text, quote.right))
        source = behind or _before_colon(view, quote)
        if source is not None:
            out.append(Frame(f"statement.{'dash' if behind else 'colon'}", None, source, (view.marked(n),)))
    return out


def _before_colon(view: View, quote: Quote) -> Phrase | None:
    """Return the person right before the colon that opens a quotation."""
    first = view.token_at(quote.left)
    if first is None or first < 2 or quote.length < 8:
        return None
    i = first - 1
    while i > 0 and view.doc[i].is_space:
        i -= 1
    if view.doc[i].text != ":" or view.in_quote[i - 1] >= 0 or not _is_person(view.doc[i - 1]):
        return None
    phrase = phrase_at(view, view.doc[i - 1])
    return phrase if phrase.start == view.sentence(i).start or view.is_text(phrase.start - 1, "from") else None


def _is_person(head: Token) -> bool:
    """Say whether a noun is a person's name, pronoun or office."""
    named = head.lower_ in ("he", "she") or head.ent_type_ == "PERSON"
    return named or head.lower_ in roles() or head.lower_ in lexicon("names").kin


def add_neighbours(view: View, frames: list[Frame]) -> list[Frame]:
    """Give a quotation that makes sentences of its own to the person whom the text beside it is about."""
    apart = ((n, quote) for n, quote in _free(view, frames) if quote.closed and _is_own_sentence(view, quote))
    found = ((n, _person_before(view, quote)) for n, quote in apart if quote.length >= _LONG)
    told = (Frame("statement.neighbour", _verb_of(s), s, (view.marked(n),)) for n, s in found if s is not None)
    return [*frames, *told]


def _verb_of(source: Phrase) -> Piece | None:
    """Return the verb whose subject leads to a quotation: he turned political: "..."."""
    verb = source.head.head
    return (verb.idx, verb.idx + len(verb)) if verb.tag_ in FINITE | {"VBN"} else None


def _person_before(view: View, quote: Quote) -> Phrase | None:
    """Return the person whom the sentence before a quotation is about."""
    head = _subject_before(view, quote)
    if head is None or "\n" in view.text[max(0, quote.left - 2) : quote.left]:
        return None
    return phrase_at(view, head) if view.in_quote[head.i] < 0 and _is_person(head) else None


def _subject_before(view: View, quote: Quote) -> Token | None:
    """Return the first subject of the sentence before a quotation."""
    first = view.token_at(quote.left)
    sentence = view.sentence(first - 1) if first else None
    held = view.doc[sentence.start : sentence.end] if sentence is not None else ()
    return next((t for t in held if t.dep_ == "nsubj"), None)


def join_loose_quotes(view: View, frames: list[Frame]) -> list[Frame]:
    """Give a quotation that makes sentences of its own to the statement that it goes on from."""
    out, held = list(frames), _taken(view, frames)
    ends = sorted((*_frame_end(view, f), -f.pieces[0][0], k) for k, f in enumerate(out) if not f.nested)
    places = [end for end, *_ in ends]
    for n, quote in enumerate(view.quotes):
        if n in held or not _is_own_sentence(view, quote) or _leads(view, n, held):
            continue
        at = bisect_right(places, quote.left) - 1
        last, end = (ends[at][-1], places[at]) if at >= 0 else (-1, 0)
        before = held.get(n - 1)
        if before is not None and max(out[before].pieces)[1] > end:
            last, end = before, max(out[before].pieces)[1]
        if last >= 0 and _goes_on(view, quote, end, out[last]):
            out[last] = replace(out[last], pieces=(*out[last].pieces, view.marked(n)))
            held[n] = last
    return out


def join_quoted_ends(view: View, frames: list[Frame]) -> list[Frame]:
    """Give a sentence that ends in a quotation to the quoted statement right before it: It is "our best sign yet."."""
    out, held = list(frames), _taken(view, frames)
    quoted = ((k, f) for k, f in enumerate(out) if not f.nested and any(map(view.holds_quote, f.pieces)))
    ends = {_frame_end(view, f)[0]: k for k, f in quoted}
    for n, quote in enumerate(view.quotes):
        first = view.token_at(quote.left)
        if n in held or first is None or quote.length < _LAST or not quote.closed:
            continue
        last = view.token_at(quote.end - 1) or first
        if view.text[quote.start].isupper() and not view.finite(first, last):
            continue  # a title: runs in "The Last Red Tram."
        sentence = view.sentence(first)
        opening = view.opening(sentence)
        k = next((k for end, k in ends.items() if end <= opening and view.text[end:opening] == " "), None)
        if k is None or opening == quote.left or not is_whole(view, n, sentence) or _is_told(view, frames, sentence):
            continue
        out[k] = replace(out[k], pieces=(*out[k].pieces, (opening, quote.right)))
    return out


def _is_told(view: View, frames: list[Frame], sentence: Sentence) -> bool:
    """Say whether a sentence is another's: a cue or piece of a statement stands in it, or a person is its subject."""
    start, end = view.char(sentence.start), view.end_char(sentence.end)
    places = (place for f in frames for place in (*f.pieces, *((f.cue,) if f.cue else ())))
    subjects = (t for t in view.doc[sentence.start : sentence.end] if t.dep_ == "nsubj" and view.in_quote[t.i] < 0)
    return any(left < end and right > start for left, right in places) or any(map(_is_person, subjects))


def _goes_on(view: View, quote: Quote, end: int, last: Frame) -> bool:
    """Say whether a quotation goes on from the statement that ends at a character."""
    if quote.left - end > _FAR:
        return False
    gap = view.text[end : quote.left]
    breaks, words = len(re.findall(r"\n\s*", gap)), len(re.findall(r"\w+", gap))
    if breaks > 1 or (words and len(re.findall(r"[.!?][\"”’)]?\s", gap)) > 1):
        return False
    colon = gap.rstrip().endswith(":")
    if not breaks:  # a sentence between leads to it, or is about another
        return not words or not (colon or _is_of_another(view, quote, end, last))
    led = colon and not _is_led_by_another(view, quote, last)
    return led or not words or re.match(r"\s*(?:He|She)\b", gap) is not None


def _is_of_another(view: View, quote: Quote, end: int, last: Frame) -> bool:
    """Say whether the sentence between a statement and a quotation is about another: Her husband disagreed."""
    found = _person_before(view, quote)
    return found is not None and found.head.idx >= end and _is_led_by_another(view, quote, last)


def _is_led_by_another(view: View, quote: Quote, last: Frame) -> bool:
    """Say whether the words before a colon have a subject of their own: The firm's office put out a note: "..."."""
    head = _subject_before(view, quote)
    if head is None or head.pos_ == "PRON" or last.source is None:
        return False
    return head.text not in last.source.span.text


def _frame_end(view: View, frame: Frame) -> tuple[int, int]:
    """Return the characters where the sentence of a statement ends, and where its last part does."""
    source = view.end_char(frame.source.end) if frame.source is not None and not frame.elliptical else 0
    end = max(max(frame.pieces)[1], frame.cue[1] if frame.cue else 0, source)
    last = view.token_at(end - 1)
    return max(end, view.sentence_end(view.sentence(last)) if last is not None else 0), end


def _is_own_sentence(view: View, quote: Quote) -> bool:
    before = view.text[max(0, quote.left - 3) : quote.left].rstrip(" ")
    starts = not before or before[-1] in '.!?:\n”"»…'
    last = view.text[max(quote.start, quote.end - 3) : quote.end].rstrip("'’ ")[-1:]
    after = view.text[quote.right : quote.right + 1]
    ends = last in (".", "!", "?", "…") or after == "." or (quote.length > _HEADING and after in ("\n", ""))
    return starts and (ends or not quote.closed)


def _leads(view: View, n: int, held: dict[int, int]) -> bool:
    """Say whether a quotation that no mark closes opens its paragraph and leads to one that a statement holds.

    What goes on from another that no mark closes goes on with its statement.
    """
    quotes, left = view.quotes, view.quotes[n].left
    if (n and _is_run_on(view, n - 1)) or "\n" not in view.text[max(0, left - 2) : left]:
        return False
    last = next((m for m in range(n, len(quotes)) if not _is_run_on(view, m)), n)
    return last > n and last in held


def _is_run_on(view: View, n: int) -> bool:
    """Say whether no mark closes a quotation, and another stands right behind it."""
    behind = view.quotes[n + 1 : n + 2]
    return not view.quotes[n].closed and any(not view.text[view.quotes[n].right : q.left].strip() for q in behind)


def join_unclosed(view: View, frames: list[Frame]) -> list[Frame]:
    """Give a quotation whose closing mark is missing to the statement of the one after it."""
    out, held = list(frames), _taken(view, frames)
    for n in range(len(view.quotes) - 2, -1, -1):
        k = held.get(n + 1)
        if n not in held and k is not None and _is_run_on(view, n):
            out[k] = replace(out[k], pieces=(*out[k].pieces, view.marked(n)))
            held[n] = k
    return out


STEPS = (
    add_headings,
    add_named_lines,
    add_transcript,
    add_names_beside,
    join_loose_quotes,
    join_quoted_ends,
    add_neighbours,
    join_unclosed,
)
"""What is done about quotations without a cue, in this order; each step returns the frames with its own."""
