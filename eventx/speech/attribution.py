"""Attribution: frames of cue, speaker and content, from the parse where it holds, else from marks and commas."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Token

from eventx.normalize.date import Time
from eventx.reading import Reading
from eventx.speech.after import ContentAfter
from eventx.speech.before import ContentBefore
from eventx.speech.cues import FINITE, is_passive, is_verb, lemma_of, verbs
from eventx.speech.layout import Frame, Sentence
from eventx.speech.phrases import Phrase, words
from eventx.speech.quotes import Quote
from eventx.speech.speakers import Speakers

_DASH = re.compile(r"\s{0,3}[―—–-]\s?((?:[A-Z][\w.'’-]*\s?){1,6})(?=[,\n(]|$)")
_OPEN = frozenset(
    {"deny", "dismiss", "reject", "dispute", "accuse", "urge", "demand", "request", "order", "describe", "put", "call"}
)  # never beside their content


def find_frames(reading: Reading) -> list[Frame]:
    """Find the statements of an article, in text order."""
    return _Finder(reading).find()


class _Finder(Speakers, ContentBefore, ContentAfter):
    """One pass over the cues of an article."""

    def find(self) -> list[Frame]:
        """Find all frames."""
        for token in self.doc:
            frame = self._according(token) or self._verb(token)
            if frame is not None:
                self._add(frame)
        self._names_with_colon()
        self._names_beside()
        self._loose_quotes()
        self._neighbours()
        for frame in self.frames:
            self._finish(frame)
        self.frames = [f for f in self.frames if f.pieces]
        return sorted(self.frames, key=lambda f: (f.pieces[0][0], f.cue or (0, 0)))

    def _add(self, frame: Frame) -> None:
        self.frames.append(frame)
        for start, end in frame.pieces:
            n = max(0, bisect_right(self.lefts, start) - 1)
            while n < len(self.quotes) and self.quotes[n].left < end:
                if self.quotes[n].right > start and (
                    (start <= self.quotes[n].start and end >= self.quotes[n].end) or self.quotes[n].left > start
                ):
                    self.taken.setdefault(n, frame)
                n += 1

    def _finish(self, frame: Frame) -> None:
        """Trim the pieces and read the mode off the quotation marks."""
        pieces, inside, total = [], 0, 0
        for start, end in sorted(frame.pieces):
            start, end = self._trim(start, end)
            if start >= end or not any(c.isalnum() for c in self.text[start:end]):
                continue
            pieces.append((start, end))
            inside += self._quoted(start, end)
            total += end - start
        frame.pieces = pieces
        frame.mode = "indirect" if not inside or frame.nested else "direct" if inside >= 0.93 * total else "mixed"

    def _according(self, token: Token) -> Frame | None:
        if token.lower_ != "according" or token.i + 2 >= len(self.doc) or self.doc[token.i + 1].lower_ != "to":
            return None
        if self.in_quote[token.i] >= 0:
            return None
        sentence = self.sentence(token.i)
        head = next((c for c in self.doc[token.i + 1].children if c.dep_ == "pobj"), None)
        head = head or self._chunk_head(token.i + 2, sentence.end)
        if head is None and self.doc[token.i + 2].is_title:
            head = self.doc[token.i + 2]
        if head is None:
            return None
        phrase = self._phrase(head, token.i + 2)
        after = self._after_speaker(phrase, sentence.end)
        pieces = []
        if (
            token.i <= sentence.start + 1
            and after < sentence.end
            and self.doc[after].text == ","
            and self.doc[phrase.end].text != ","
            and self.finite(phrase.end, after)
        ):
            after = phrase.end  # no comma after the source
        if (
            after + 1 < sentence.end
            and self.doc[after].text == ","
            and self.doc[after + 1].lower_ in ("quoting", "citing")
        ):
            after = self._adverbials_end(after + 1, sentence)
        before = self._clause_before(sentence, token.i)
        if before is not None:
            pieces.append(before)
        rest = after + 1 if after < sentence.end and self.doc[after].text == "," else after
        goes_on = rest > after and self.finite(rest, sentence.end) and self.doc[rest].tag_ != "VBG"
        if before is None or (goes_on and not self._coordinates(rest, sentence)):
            if rest < sentence.end:
                pieces.append((self.char(rest), self._sentence_end(sentence)))
        elif rest > after and self._fragment(rest, sentence) and not self._coordinates(rest, sentence):
            pieces.append((self.char(rest), self._sentence_end(sentence)))
        if (
            before is not None
            and len(pieces) < 2
            and self.doc[token.i - 1].text == ","
            and self.doc[token.i - 2].tag_ in ("WDT", "WP", "IN")
            and after + 1 < sentence.end
        ):
            pieces = [(self.char(after + 1), self._sentence_end(sentence))]
        elif (
            len(pieces) == 2 and self.doc[token.i - 1].text == "," and self.doc[token.i - 2].tag_ in ("WDT", "WP", "IN")
        ):
            pieces = pieces[1:]
        if not pieces:
            return None
        return Frame("statement.according", (token.idx, self.end_char(token.i + 2)), phrase, pieces)

    def _verb(self, token: Token) -> Frame | None:
        lemma = lemma_of(token) or self._utters(token)
        if lemma is None:
            return None
        sentence = self.sentence(token.i)
        inverted = self._inverted(token)
        beside = self._beside(token, sentence) if inverted is None else None
        verbal = inverted is not None or (is_verb(token) and (self._quoted_as(token) or not is_passive(token)))
        if not verbal and (beside is None or not self._untagged(token, beside, sentence)):
            return None
        if token.lower_ == "saying" and self._quoted_as(token):
            subject: Phrase | None = self._quoted_source(token)
        else:
            subject = inverted or (
                beside if beside is not None and (beside.start > sentence.start or not is_verb(token)) else None
            )
        elliptical = False
        if subject is None and (earlier := self._earlier(token, sentence)) is not None:
            subject, elliptical = earlier, True
        if subject is None:
            subject, elliptical = self._subject(token)
        if subject is None or subject.head.lower_ in ("nobody", "none", "anyone", "what", "there"):
            return None
        if self.in_quote[token.i] >= 0 and (inverted is not None or lemma in verbs("quote")):
            return None
        if self.in_quote[token.i] >= 0 and (
            subject.head.lower_ in ("i", "we", "you") or elliptical or lemma in verbs("with_that")
        ):
            return None
        if self._unsaid(token, lemma):
            return None
        opens = token.i == sentence.start or all(
            t.is_space or t.pos_ == "ADV" for t in self.doc[sentence.start : token.i]
        )
        if (opens or (token.tag_ == "VBN" and token.i == sentence.start + 1)) and inverted is None:
            return None  # Asked about it, he said
        cue_end = token.i + 1
        if lemma == "point":
            if cue_end >= sentence.end or self.doc[cue_end].lower_ not in ("out", "to"):
                return None
            if self.doc[cue_end].lower_ == "out":
                cue_end += 1
        adjacent = subject.end <= token.i and not elliptical
        group_start = self._outset(subject, sentence) if adjacent else token.i
        pieces, rule = self._content(token, lemma, cue_end, group_start, subject, inverted is not None, sentence)
        if not pieces:
            return None
        frame = Frame(f"statement.{rule}", (token.idx, self.end_char(cue_end)), subject, pieces, elliptical=elliptical)
        frame.nested = self.in_quote[token.i] >= 0
        frame.date = self._date(token, group_start, cue_end, frame, sentence)
        return frame

    def _unsaid(self, token: Token, lemma: str) -> bool:
        """Say whether a verb tells of speech that was not made: declined to say, could not say how big."""
        head = token.head
        if token.tag_ == "VB" and any(t.lower_ == "to" for t in token.lefts):
            asked = lemma_of(head)
            if head.lemma_ in verbs("refusal") or asked in verbs("request") or asked in verbs("infinitive"):
                return True
        if token.tag_ == "VBG" and token.dep_ == "pcomp" and head.lower_ in ("from", "without"):
            return True
        following = self.doc[token.i + 1].tag_ if token.i + 1 < len(self.doc) else ""
        if lemma == "say" and token.tag_ == "VB" and following in ("WRB", "WP", "WDT"):
            return True
        return lemma not in verbs("noun") and any(c.dep_ == "neg" for c in token.lefts)

    def _content(
        self,
        cue: Token,
        lemma: str,
        cue_end: int,
        group_start: int,
        subject: Phrase,
        inverted: bool,
        sentence: Sentence,
    ) -> tuple[list[tuple[int, int]], str]:
        """Return the pieces of content and the name of the rule."""
        as_clause = next(
            (c for c in cue.lefts if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") and c.i < group_start),
            None,
        )
        if as_clause is not None and as_clause.i == group_start - 1:
            return self._as(as_clause.i, cue_end, sentence), "as"
        if lemma in ("call", "ask") and cue_end < sentence.end and self.doc[cue_end].lower_ in ("on", "upon", "for"):
            return self._call_on(cue, cue_end, sentence), "request"
        before = self._content_before(cue, group_start, sentence, inverted) if inverted or group_start < cue.i else None
        group_end = max(cue_end, self._after_speaker(subject, sentence.end)) if inverted else cue_end
        if inverted and before is not None:
            return [before, *self._quote_after(group_end, sentence)], "inverted"
        quote_next = self._quote_after(group_end, sentence)
        if before is not None and quote_next and self._bare_opening(before, group_start, sentence):
            return quote_next, "quote"
        if (
            before is not None
            and not inverted
            and self._subordinate(sentence, group_start)
            and not self._quoted(*before)
        ):
            end = self._adverbials_end(group_end, sentence)
            if end >= sentence.end or self.doc[end].text != ",":
                before = None  # Asked about it, he said no
        link = self.doc[group_start - 2] if before is not None and group_start - 2 > sentence.start else None
        comma = self._adverbials_end(group_end, sentence)
        if link is not None and link.tag_ in ("IN", "CC") and comma + 1 < sentence.end and self.doc[comma].text == ",":
            return [(self.char(comma + 1), self._sentence_end(sentence))], "middle"  # because, he said, it would rise
        if (
            before is not None
            and not self._quoted(before[1] - 3, before[1])
            and (lemma in _OPEN or lemma in verbs("quote") or self._complete(cue, lemma, group_end, sentence))
        ):
            before = None  # a charge Iran denies; In her speech, she confirmed the sale
        if (
            before is not None
            and self.text[before[1] - 2 : before[1] - 1] in (".", "!", "?")
            and self._quoted(before[1] - 1, before[1])
            and self._clausal(cue, cue_end, sentence) is not None
        ):
            before = None  # "Count us now!" His people say he has gone
        if before is not None and self._closes(
            group_end, sentence, self.in_quote[cue.i] < 0 and self._quoted(before[1] - 2, before[1]) > 0
        ):
            comma = self._adverbials_end(group_end, sentence)
            pieces = [before]
            if comma < sentence.end and self.doc[comma].text == ",":
                rest = self._rest(cue, comma + 1, before, group_start, sentence)
                if rest is not None:
                    pieces.append(rest)
            return pieces, "after"
        found = self._content_after(cue, lemma, cue_end, subject, sentence)
        return found

    def _date(self, cue: Token, group_start: int, cue_end: int, frame: Frame, sentence: Sentence) -> Time | None:
        """Return the time that stands with the cue, outside the content."""
        opening, best = self._opening(sentence), None
        for i in range(max(sentence.start, cue.i - 30), min(sentence.end, cue.i + 30)):
            time = self.times.get(i)
            if (
                time is None
                or self.in_quote[i] >= 0
                or any(s <= time.start < e for s, e in frame.pieces)
                or time.start < opening
            ):
                continue
            if not time.start_date or time.start_date != time.end_date:
                continue
            between = self.doc[min(i, cue.i) + 1 : max(i, cue.i)]
            if any(t.tag_ in FINITE and t.dep_ not in ("aux", "auxpass", "relcl") for t in between):
                continue
            if self._elsewhere(i, cue):
                continue
            if best is None or abs(i - cue.i) < best[0]:
                best = abs(i - cue.i), time
        return best[1] if best else None

    def _elsewhere(self, i: int, cue: Token) -> bool:
        """Say whether a time is another happening's: the bank, which met on Tuesday; after the quake on Monday."""
        token = self.doc[i]
        for _ in range(6):
            token = token.head
            if token.i == cue.i:
                return False
            if token.dep_ == "relcl" or token.lower_ in ("after", "before", "since", "until"):
                return True
        return False

    def _names_with_colon(self) -> None:
        """Find the form NAME: ... at a line's start, with a quotation or a turn of speech after it."""
        for match in re.finditer(
            r"(?m)^[ \t]*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})[ \t]?: ?(?=[\"“«‘]|[A-Z])", self.text
        ):
            n = bisect_right(self.lefts, match.end()) - 1
            quote = self.quotes[n] if n >= 0 and self.quotes[n].left == match.end() else None
            span = self.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
            if quote is None or span is None or n in self.taken:
                continue
            self._add(
                Frame(
                    "statement.name",
                    None,
                    Phrase(span[-1], span.start, span.end, span.end),
                    [(quote.left, quote.right)],
                )
            )

    def _names_beside(self) -> None:
        """Find a name after a quotation and a dash, or before a colon: “...” ― Ann Reed; From the mayor: “...”."""
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 8:
                continue
            dash = _DASH.match(self.text, quote.right)
            if dash and (span := self.doc.char_span(dash.start(1), dash.end(1), alignment_mode="expand")) is not None:
                phrase = Phrase(span[-1], span.start, span.end, span.end)
                self._add(Frame("statement.dash", None, phrase, [(quote.left, quote.right)]))
            elif (colon := self._colon_speaker(quote)) is not None:
                self._add(Frame("statement.colon", None, colon, [(quote.left, quote.right)]))

    def _colon_speaker(self, quote: Quote) -> Phrase | None:
        """Return the last person before the colon that opens a quotation."""
        if self.text[max(0, quote.left - 3) : quote.left].strip() != ":":
            return None
        token = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
        if token is None:
            return None
        i = token[0].i - 2
        while i > 0 and (self.doc[i].is_space or self.doc[i].text == ":"):
            i -= 1
        head = self.doc[i]
        person = head.ent_type_ == "PERSON" or head.lower_ in words("role")
        return self._phrase(head) if person and self.in_quote[i] < 0 else None

    def _neighbours(self) -> None:
        """Give a quotation that makes sentences of its own to the person whom the sentence before it is about."""
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 20 or not quote.closed or not self._own_sentence(quote):
                continue
            token = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
            if token is None or token[0].i == 0 or "\n" in self.text[max(0, quote.left - 2) : quote.left]:
                continue
            before = self.sentence(token[0].i - 1)
            head = next((t for t in self.doc[before.start : before.end] if t.dep_ == "nsubj"), None)
            if head is None or self.in_quote[head.i] >= 0 or not self._personal(head):
                continue
            self._add(Frame("statement.neighbour", None, self._phrase(head), [(quote.left, quote.right)]))

    def _personal(self, head: Token) -> bool:
        return head.lower_ in ("he", "she") or head.ent_type_ == "PERSON" or head.lower_ in words("role")

    def _loose_quotes(self) -> None:
        """Give a quotation that makes sentences of its own to the statement that it goes on from."""
        ends = sorted(
            (self._frame_end(f), -f.pieces[0][0], k) for k, f in enumerate(self.frames) if not f.nested and f.pieces
        )
        places = [end for end, _, _ in ends]
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 12 or not self._own_sentence(quote):
                continue
            at = bisect_right(places, quote.left) - 1
            previous = self.taken.get(n - 1)
            if previous is not None and previous.pieces and max(previous.pieces)[1] > (places[at] if at >= 0 else 0):
                last, end = previous, max(previous.pieces)[1]
            elif at >= 0:
                last, end = self.frames[ends[at][2]], places[at]
            else:
                continue
            gap = self.text[end : quote.left] if quote.left - end < 600 else "\n\n\n\n"
            breaks = len(re.findall(r"\n\s*", gap))
            gap_words = len(re.findall(r"\w+", gap))
            direct = self._quoted(*max(last.pieces)) > 0
            near = breaks == 0 or (breaks == 1 and direct)
            if near and (gap_words == 0 or len(re.findall(r"[.!?][\"”’)]?\s", gap)) <= 1):
                last.pieces.append((quote.left, quote.right))
                self.taken[n] = last

    def _frame_end(self, frame: Frame) -> int:
        ends = [end for _, end in frame.pieces]
        if frame.cue:
            ends.append(frame.cue[1])
        if frame.speaker is not None and not frame.elliptical:
            ends.append(self.end_char(frame.speaker.end))
        return max(ends)

    def _own_sentence(self, quote: Quote) -> bool:
        before = self.text[max(0, quote.left - 3) : quote.left].rstrip(" ")
        starts = not before or before[-1] in '.!?:\n”"»…'
        ends = self.text[max(quote.start, quote.end - 1) : quote.end] in (".", "!", "?", "…") or self.text[
            quote.right : quote.right + 1
        ] in (".", "\n", "")
        return starts and (ends or not quote.closed)
