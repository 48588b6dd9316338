"""Speech: what stands where in an article as far as statements go: quotations, sentences, times."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from eventx.facts.statement.columns import Columns, identities
from eventx.facts.statement.cues import FINITE, verbs
from eventx.facts.statement.phrases import Phrase, phrase_at
from eventx.facts.statement.quotes import find_quotes
from eventx.mentions.names.spans import words
from eventx.mentions.reading import Reading
from eventx.normalize.date import Time

Mode = Literal["direct", "indirect", "mixed"]
_LONG = 250  # tokens of the longest sentence: what is longer is a list or no prose
_NEAR = 8  # tokens of a speaker between a cue and a comma
_EDGE = " \t\r\n,;:—–-"


@dataclass
class Frame:
    """One statement before its speaker is resolved; all places are characters."""

    rule: str
    cue: tuple[int, int] | None
    speaker: Phrase | None
    pieces: list[tuple[int, int]]
    mode: Mode = "indirect"
    date: Time | None = None
    elliptical: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``start`` to ``end``."""

    start: int
    end: int


class Speech:
    """An article's quotations, sentences and times by token, and the statements found in it so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc, self.text = reading, reading.doc, reading.text
        self.quotes = find_quotes(self.text)
        self.lefts = [q.left for q in self.quotes]
        self.columns = Columns(self.doc)
        self.in_quote = self._quote_ids()
        self.times = self._time_ids()
        self.time_tokens = frozenset(self.times)
        self.sentences = self._sentences()
        self.sentence_at = [0] * len(self.doc)
        for n, sentence in enumerate(self.sentences):
            for i in range(sentence.start, sentence.end):
                self.sentence_at[i] = n
        names = identities(("PROPN",))
        self.proper = {word for word, pos in zip(self.columns.lower, self.columns.pos, strict=True) if pos in names}
        self.finites = [0]  # finite verbs before each token
        finite = identities(FINITE)
        for tag in self.columns.tag:
            self.finites.append(self.finites[-1] + (tag in finite))
        self.taken: dict[int, Frame] = {}  # quote -> its frame
        self.frames: list[Frame] = []

    def _quote_ids(self) -> list[int]:
        ids, at = [], 0
        for start in self.columns.idx:
            while at < len(self.quotes) and self.quotes[at].right <= start:
                at += 1
            ids.append(at if at < len(self.quotes) and self.quotes[at].left <= start else -1)
        return ids

    def _time_ids(self) -> dict[int, Time]:
        out: dict[int, Time] = {}
        for time in self.reading.times:
            for token in self.reading.span(time.start, time.end):
                out[token.i] = time
        return out

    def _sentences(self) -> list[Sentence]:
        """Return sentences that end at full stops and line ends only: the parser also breaks them elsewhere."""
        out: list[Sentence] = []
        begin, text, columns = 0, self.text, self.columns
        for i in range(1, len(self.doc)):
            start = columns.idx[i - 1]
            before = text[start : start + columns.length[i - 1]]
            space = before.isspace()
            full = space or before[-1:] in ".?!:…\"”’'»)"
            letter = len(before) == 2 and before[1] == "." and self._opens_with(i)  # she wrote on X. But
            if (space and "\n" in before) or (full and (letter or columns.begins[i] == 1)) or i - begin >= _LONG:
                out.append(Sentence(begin, i))
                begin = i
        if len(self.doc):
            out.append(Sentence(begin, len(self.doc)))
        return out

    def _opens_with(self, i: int) -> bool:
        """Say whether a token with a capital is a word that no name goes on with: But, The, She."""
        token = self.doc[i]
        return token.is_title and token.pos_ in ("CCONJ", "DET", "PRON", "SCONJ")

    def sentence(self, i: int) -> Sentence:
        """Return the sentence of token ``i``."""
        return self.sentences[self.sentence_at[i]]

    def char(self, i: int) -> int:
        """Return the character where token ``i`` starts."""
        return self.columns.idx[i] if i < len(self.columns.idx) else len(self.text)

    def end_char(self, i: int) -> int:
        """Return the character where the token before ``i`` ends."""
        return self.columns.idx[i - 1] + self.columns.length[i - 1] if i else 0

    def finite(self, start: int, end: int) -> bool:
        """Say whether tokens hold a finite verb."""
        size = len(self.doc)
        return start < end and self.finites[min(end, size)] > self.finites[min(max(start, 0), size)]

    def quoted(self, start: int, end: int) -> bool:
        """Say whether any of the tokens stands in a quotation."""
        return any(n >= 0 for n in self.in_quote[start:end])

    def personal(self, head: Token) -> bool:
        """Say whether a noun is a person's name, pronoun or office."""
        return head.lower_ in ("he", "she") or head.ent_type_ == "PERSON" or head.lower_ in words("role") | words("kin")

    def _quoted(self, start: int, end: int) -> int:
        n, count = max(0, bisect_right(self.lefts, start) - 1), 0
        while n < len(self.quotes) and self.quotes[n].left < end:
            quote = self.quotes[n]
            count += max(0, min(quote.right, end) - max(quote.left, start))
            n += 1
        return count

    def _unquoted_words(self, start: int, end: int) -> int:
        """Return the number of characters of words between two places that no quotation holds."""
        n, count, at = max(0, bisect_right(self.lefts, start) - 1), 0, start
        while at < end:
            quote = self.quotes[n] if n < len(self.quotes) and self.quotes[n].left < end else None
            gap = self.text[at : quote.left if quote is not None else end] if quote is None or quote.left > at else ""
            count += sum(c.isalnum() for c in gap)
            at = max(at, quote.right) if quote is not None else end
            n += 1
        return count

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        while True:
            before = (start, end)
            while start < end and text[start] in _EDGE:
                start += 1
            while start < end and (
                text[end - 1] in _EDGE
                or (text[end - 1] in ".!?" and not text[max(start, end - 3) : end - 1].count("."))
            ):
                end -= 1
            n = bisect_right(self.lefts, start) - 1
            if n >= 0 and self.quotes[n].right >= end:
                start, end = max(start, self.quotes[n].start), min(end, self.quotes[n].end)
            if start >= end or (start, end) == before:
                return start, end

    def _opening(self, sentence: Sentence) -> int:
        """Return the character where a sentence's words start, past a dateline."""
        doc, begin = self.doc, sentence.start
        while begin < sentence.end - 1 and doc[begin].is_space:
            begin += 1
        if begin == 0 or "\n" in doc[begin - 1].text:
            for i in range(begin + 1, min(begin + 14, sentence.end - 1)):
                if (doc[i].tag_ in FINITE and i not in self.times) or self.in_quote[i] >= 0:
                    break
                if doc[i].text in ("—", "–", "--", "-") and doc[i - 1].whitespace_:
                    return self.char(i + 1)
        return self.char(begin)

    def _sentence_end(self, sentence: Sentence) -> int:
        end = sentence.end
        while end > sentence.start + 1 and self.doc[end - 1].is_space:
            end -= 1
        n = self.in_quote[end - 1]
        return self.quotes[n].right if n >= 0 else self.end_char(end)

    def _adverbials_end(self, start: int, sentence: Sentence) -> int:
        """Return the token that ends what follows a cue: a comma, a stop, or the first word of a clause."""
        at, own = start, self.in_quote[start - 1]
        while at < sentence.end:
            token = self.doc[at]
            if (
                token.text in (",", ".", "?", "!", ";", ":", "—", "–", "”", '"')
                or token.is_space
                or self.in_quote[at] not in (-1, own)
            ):
                return at
            at += 1
        return at

    def _phrase(self, head: Token, floor: int | None = None) -> Phrase:
        start = self.sentence(head.i).start if floor is None else floor
        phrase = phrase_at(head, start, self.time_tokens)
        for i in range(head.i + 1, phrase.end - 1):
            noun = self._chunk_head(i + 1, phrase.end) if self.doc[i].pos_ == "ADP" else None
            if noun is not None and noun.lower_ in verbs("occasion"):  # said the director in a press conference
                return replace(phrase, end=i, stop=i)
        return phrase

    def _chunk_head(self, start: int, limit: int) -> Token | None:
        """Return the head of the noun phrase that starts at a token, by tags alone."""
        head = None
        for token in self.doc[start:limit]:
            if token.pos_ in ("PROPN", "NOUN", "PRON", "NUM"):
                head = token
                if token.pos_ == "PRON" and token.tag_ != "PRP$":
                    break
            elif token.pos_ in ("DET", "ADJ") or token.tag_ in ("POS", "HYPH", "PRP$", "VBN", "VBG"):
                if head is not None and token.pos_ == "DET":
                    break
            else:
                break
        return head

    def _resumes(self, start: int, sentence: Sentence) -> bool:
        """Say whether a clause goes on after a cue, its speaker and a comma: That, said one aide, was all."""
        comma = next((t.i for t in self.doc[start : start + _NEAR] if t.text == "," or t.tag_ in FINITE), None)
        if comma is None or self.doc[comma].text != "," or comma + 1 >= sentence.end:
            return False
        if self.in_quote[comma + 1] >= 0:
            return any(t.is_lower and t.tag_ in FINITE for t in self.doc[comma + 2 : comma + 3])
        return self.doc[comma + 1].tag_ in FINITE

    def _ccomp(self, cue: Token) -> Token | None:
        return next((c for c in cue.rights if c.dep_ == "ccomp"), None)

    def _asked_to(self, cue: Token) -> int | None:
        """Return the "to" of what somebody is asked, by tags alone: orders the firm to pay."""
        head = self._chunk_head(cue.i + 1, min(len(self.doc), cue.i + 10))
        to = head.i + 1 if head is not None else len(self.doc)
        asked = to + 1 < len(self.doc) and self.doc[to].tag_ == "TO" and self.doc[to + 1].tag_ == "VB"
        return to if asked else None

    def _own_clause(self, start: int, end: int, cue: Token) -> bool:
        """Say whether tokens before an inverted cue hold a clause of their own, not only its subject."""
        own = next((c for c in cue.lefts if c.dep_ == "nsubj"), None)
        if own is not None and own.left_edge.i <= start + 1 and own.right_edge.i >= end - 1:
            return False
        if self.reading.section(cue.idx) == "headline" and cue.lower_ in ("says", "say", "said", "warns", "warn"):
            return end - start > 2
        if cue.tag_ == "VBZ":
            return any(t.tag_.startswith("VB") for t in self.doc[start:end])
        return any(t.tag_ in FINITE and t.dep_ not in ("relcl", "aux", "auxpass") for t in self.doc[start:end]) or (
            not self.finite(cue.i + 1, self.sentence(cue.i).end) and self.finite(start, end)
        )
