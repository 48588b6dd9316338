"""The view of an article that the rules of statements read: its quotations, sentences and times, frozen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc

from eventx.facts.statement.quotes import Quote, find_quotes
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.syntax.labels import FINITE
from eventx.syntax.tokens import DASHES, keys, last_word, values

_PROSE = FINITE | {"DT", "JJ", "PRP", "PRP$"}  # tags of no word in a dateline
Piece = tuple[int, int]
"""Characters of a stretch of content, first and last plus one."""

_LONG = 250  # tokens of the longest sentence: what is longer is a list or no prose
_EDGE = " \t\r\n,;:—–-•"
_ENDS = frozenset(',.?!;:—–”"')
_DATELINE = 14  # tokens up to the dash of a dateline


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``start`` to ``end``, up to a full stop or the end of a line; the parser's may end before."""

    start: int
    end: int


@dataclass(frozen=True)
class View:
    """An article by token: all places are tokens, those of quotations and pieces characters.

    Attributes
    ----------
    in_quote : tuple of int
        The number of the quotation that each token stands in, or -1.
    times : mapping
        The time expression of each token that is part of one.
    finites : tuple of int
        How many finite verbs stand before each token.
    """

    analysis: Analysis
    quotes: tuple[Quote, ...]
    in_quote: tuple[int, ...]
    times: Mapping[int, Time]
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[Sentence, ...]
    finites: tuple[int, ...]

    @property
    def doc(self) -> Doc:
        """The parsed text."""
        return self.analysis.doc

    @property
    def text(self) -> str:
        """The text, to which all characters refer."""
        return self.analysis.text

    def sentence(self, i: int) -> Sentence:
        """Return the sentence of token ``i``."""
        return self.sentence_of[i]

    def char(self, i: int) -> int:
        """Return the character where token ``i`` starts."""
        return self.doc[i].idx if i < len(self.doc) else len(self.text)

    def end_char(self, i: int) -> int:
        """Return the character where the token before ``i`` ends."""
        return self.doc[i - 1].idx + len(self.doc[i - 1]) if i else 0

    def token_at(self, char: int) -> int | None:
        """Return the token that holds a character."""
        span = self.doc.char_span(char, char + 1, alignment_mode="expand")
        return span[0].i if span is not None and len(span) else None

    def is_text(self, i: int, *texts: str) -> bool:
        """Say whether token ``i`` is there and is one of some texts."""
        return 0 <= i < len(self.doc) and self.doc[i].lower_ in texts

    def finite(self, start: int, end: int) -> bool:
        """Say whether tokens hold a finite verb."""
        size = len(self.doc)
        return start < end and self.finites[min(end, size)] > self.finites[min(max(start, 0), size)]

    def semicolons(self, start: int, end: int, last: int) -> list[int]:
        """Return the semicolons with a clause behind that has its own subject; none of "it fell; *rose* in May".

        ``last``: where the last clause ends.
        """
        marks = [t.i for t in self.doc[start:end] if t.text == ";" and self.in_quote[t.i] < 0]
        ends = (*marks[1:], last)
        return [i for i, stop in zip(marks, ends, strict=bool(marks)) if self._opens_clause(i + 1, stop)]

    def _opens_clause(self, start: int, end: int) -> bool:
        led = ("CCONJ", "ADV", "SPACE", "PUNCT")
        first = next((t for t in self.doc[start:end] if t.pos_ not in led), None)
        if first is None or (self.finite(first.i, first.i + 1) and first.tag_ != "VBP"):  # nouns are tagged so
            return False
        return self.finite(first.i, end) or any(t.tag_ == "TO" for t in self.doc[first.i + 1 : end])  # ; ring to go

    def quoted(self, start: int, end: int) -> bool:
        """Say whether any of the tokens stands in a quotation."""
        return any(n >= 0 for n in self.in_quote[start:end])

    def marked(self, n: int) -> Piece:
        """Return a quotation with its marks."""
        return self.quotes[n].left, self.quotes[n].right

    def quotes_in(self, start: int, end: int) -> Iterator[tuple[int, Quote]]:
        """Yield the quotations that characters touch, with their numbers."""
        n = max(0, bisect_right(self.quotes, start, key=lambda q: q.left) - 1) if self.quotes else 0
        while n < len(self.quotes) and self.quotes[n].left < end:
            if self.quotes[n].right > start:
                yield n, self.quotes[n]
            n += 1

    def holds_quote(self, piece: Piece) -> bool:
        """Say whether any of a piece is quoted."""
        return next(self.quotes_in(*piece), None) is not None

    def holds_words(self, piece: Piece) -> bool:
        """Say whether a piece has words that no quotation holds."""
        at, end = piece
        for _, quote in self.quotes_in(*piece):
            if any(map(str.isalnum, self.text[at : quote.left])):
                return True
            at = max(at, quote.right)
        return any(map(str.isalnum, self.text[at:end]))

    def opening(self, sentence: Sentence) -> int:
        """Return the character where a sentence's words start, past a dateline."""
        doc, begin = self.doc, sentence.start
        while begin < sentence.end - 1 and doc[begin].is_space:
            begin += 1
        if (begin and "\n" not in doc[begin - 1].text) or doc[begin].tag_ in ("DT", "PRP$"):
            return self.char(begin)  # a dateline has no article
        for i in range(begin + 1, min(begin + _DATELINE, sentence.end - 1)):
            if (doc[i].tag_ in _PROSE and i not in self.times) or self.in_quote[i] >= 0:
                break  # Today, a high number — 28 percent of adults
            wired = doc[i].text == "--" and doc[i - 1].text == ")"  # BOSTON--(BUSINESS WIRE)--The mill
            if wired or (doc[i].text in (*DASHES, "-") and doc[i - 1].whitespace_):
                return self.char(i + 1)
        return self.char(begin)

    def last(self, sentence: Sentence) -> int:
        """Return the last token of a sentence that is no blank."""
        return last_word(self.doc[sentence.start : sentence.end]).i

    def sentence_end(self, sentence: Sentence) -> int:
        """Return the character where a sentence ends, the mark that closes a quotation with it."""
        last = self.last(sentence)
        n = self.in_quote[last]
        return self.quotes[n].right if n >= 0 else self.end_char(last + 1)

    def adverbials_end(self, start: int, sentence: Sentence) -> int:
        """Return the token that ends what follows a cue: a comma, a stop, or a quotation's first word."""
        own = self.in_quote[start - 1]
        for i in range(start, sentence.end):
            token = self.doc[i]
            if token.text in _ENDS or token.is_space or self.in_quote[i] not in (-1, own):
                return i
        return sentence.end

    def trim(self, start: int, end: int) -> Piece:
        """Take marks, spaces and the full stop off the ends of a piece."""
        text, before = self.text, (-1, -1)
        while start < end and (start, end) != before:
            before = start, end
            while start < end and text[start] in _EDGE:
                start += 1
            while start < end and (text[end - 1] in _EDGE or self._is_stop(start, end)):
                end -= 1
            for _, quote in self.quotes_in(start, start + 1):
                if quote.right >= end:
                    start, end = max(start, quote.start), min(end, quote.end)
        return start, end

    def _is_stop(self, start: int, end: int) -> bool:
        """Say whether a stop that ends a piece is none of an abbreviation's: U.S."""
        return self.text[end - 1] in ".!?" and "." not in self.text[max(start, end - 3) : end - 1]


def view_of(analysis: Analysis) -> View:
    """Look at an article once for all rules."""
    doc, quotes = analysis.doc, tuple(find_quotes(analysis.text))
    times = {token.i: time for time in analysis.times for token in analysis.span(time.start, time.end)}
    finite = keys(FINITE)
    finites = tuple(accumulate((tag in finite for tag in values(doc, "TAG")), initial=0))
    numbers = tuple(_quote_ids(analysis.token_starts, quotes))
    sentences = tuple(_stopped(doc))
    sentence_of = tuple(sentence for sentence in sentences for _ in range(sentence.start, sentence.end))
    return View(analysis, quotes, numbers, times, sentences, sentence_of, finites)


def _quote_ids(starts: Sequence[int], quotes: Sequence[Quote]) -> Iterator[int]:
    at = 0
    for start in starts:
        while at < len(quotes) and quotes[at].right <= start:
            at += 1
        yield at if at < len(quotes) and quotes[at].left <= start else -1


def _stopped(doc: Doc) -> Iterator[Sentence]:
    """Yield what stands between full stops or line ends: the parser also breaks sentences elsewhere."""
    begin, starts, spaces = 0, values(doc, "SENT_START"), values(doc, "IS_SPACE")
    for i in range(1, len(doc)):
        space = spaces[i - 1]
        glued = not doc[i - 1].whitespace_ and doc[i - 1].is_alpha and doc[i].is_title  # of SMEsThe bank
        stop = starts[i] == 1 and (space or glued or doc[i - 1].text[-1:] in ".?!:…\"”’'»)")
        if stop or i - begin >= _LONG or (space and "\n" in doc[i - 1].text):
            yield Sentence(begin, i)
            begin = i
    if len(doc):
        yield Sentence(begin, len(doc))
