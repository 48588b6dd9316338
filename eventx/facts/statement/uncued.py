"""Statements without a cue: names and turns of speech by their place, and quotations that go on from a statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from spacy.tokens import Token

from eventx.facts.statement.cues import verbs
from eventx.facts.statement.layout import Frame, Speech
from eventx.facts.statement.phrases import Phrase
from eventx.facts.statement.quotes import Quote
from eventx.mentions.names.spans import words

_PARTICLE = r"(?:(?:von|van|de|der|den|da|di|del|la|le|al|bin|ter|dos|du|el) ){0,2}"
_DASH = re.compile(rf"\s{{0,3}}[―—–-] ?([A-Z][\w.'’-]*(?: {_PARTICLE}[A-Z][\w.'’-]*){{0,5}}) ?(?=[,\n(]|$)")
_LINE = re.compile(r"(?m)^[ \t]*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})[ \t]?: ?(?=[\"“«‘])")
_TURN = re.compile(
    r"(?m)^[ \t]*((?:[A-Z][A-Z.'’-]{1,20} ){0,3}[A-Z][A-Z'’-]{2,20}|Q|A"
    r"|[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){1,3}):[ \t]+(\S[^\n]{3,})"
)
_THAT_IS = re.compile(r"\s{1,3}(?:That|This|Those|These|Such) (?:is|was|are|were) the (?:[a-z-]+ )?([a-z]+) of (?=\w)")
_NO_NAME = frozenset(
    {
        "UPDATE",
        "CORRECTION",
        "EDITOR",
        "NOTE",
        "BREAKING",
        "WATCH",
        "LIVE",
        "READ",
        "QUESTION",
        "ANSWER",
        "REPORTER",
        "Q",
        "A",
    }
)


class Uncued(Speech):
    """Finds the speakers of quotations that have no cue."""

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

    def _names_with_colon(self) -> None:
        """Find the form NAME: ... at a line's start: a quotation after it, or the turn of a speaker in capitals."""
        turns = [m for m in _TURN.finditer(self.text) if m[1].isupper() or m[2].rstrip()[-1:] in '.?!…"”)—']
        counts = Counter(match[1] for match in turns)
        sure = [m for m in turns if m[1].isupper() or counts[m[1]] > 1 or self._is_person(m)]
        if len(counts) > 1 and max(counts.values()) > 1:  # two who take turns
            for match in turns if 2 * len(sure) > len(turns) else sure:
                if match[1] not in _NO_NAME:
                    self._named_line(match, [(match.start(2), match.end(2))], "turn")
        for match in _LINE.finditer(self.text):
            n = bisect_right(self.lefts, match.end()) - 1
            if n >= 0 and self.quotes[n].left == match.end() and n not in self.taken and match[1] not in _NO_NAME:
                self._named_line(match, [(self.quotes[n].left, self.quotes[n].right)], "name")

    def _is_person(self, match: re.Match[str]) -> bool:
        """Say whether the label of a line is a person's name."""
        at = bisect_right(self.reading.names, match.start(1), key=lambda n: n.start) - 1
        return at >= 0 and self.reading.names[at].kind == "person" and self.reading.names[at].end >= match.end(1)

    def _named_line(self, match: re.Match[str], pieces: list[tuple[int, int]], rule: str) -> None:
        span = self.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
        if span is None:
            return
        titled = len(span) > 1 and span[0].lower_.rstrip(".") in words("address")
        first = span.start + titled
        first += titled and self.doc[first].text == "." and first + 1 < span.end
        phrase = Phrase(span[-1], first, span.end, span.end, human=True)
        self._add(Frame(f"statement.{rule}", None, phrase, pieces))

    def _names_beside(self) -> None:
        """Find a name after a quotation and a dash, or before a colon: “...” ― Ann Reed; From the mayor: “...”."""
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 8:
                continue
            dash = _DASH.match(self.text, quote.right)
            if dash and (span := self.doc.char_span(dash.start(1), dash.end(1), alignment_mode="expand")) is not None:
                phrase = Phrase(span[-1], span.start, span.end, span.end, human=True)
                self._add(Frame("statement.dash", None, phrase, [(quote.left, quote.right)]))
            elif (colon := self._colon_speaker(quote)) is not None:
                self._add(Frame("statement.colon", None, colon, [(quote.left, quote.right)]))

    def _colon_speaker(self, quote: Quote) -> Phrase | None:
        """Return the last person before the colon that opens a quotation."""
        lead = self.text[max(0, quote.left - 3) : quote.left].rstrip()
        if lead[-1:] != ":":
            return None
        token = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
        if token is None:
            return None
        i = token[0].i - 2
        while i > 0 and (self.doc[i].is_space or self.doc[i].text == ":"):
            i -= 1
        head = self.doc[i]
        if not (head.ent_type_ == "PERSON" or head.lower_ in words("role")) or self.in_quote[i] >= 0:
            return None
        phrase = self._phrase(head)
        begin, broken = self.sentence(i).start, "\n" in self.text[max(0, quote.left - 3) : quote.left]
        source = phrase.start > 0 and self.doc[phrase.start - 1].lower_ == "from"  # And from the mayor: "..."
        return phrase if broken or lead == ":" or source or phrase.start == begin else None

    def _neighbours(self) -> None:
        """Give a quotation that makes sentences of its own to the person whom the sentence before it is about."""
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 10 or not quote.closed or not self._own_sentence(quote):
                continue
            phrase = self._verdict_of(quote)
            near = self._person_before(quote) or self._person_after(quote) or self._person_above(quote)
            head = near if phrase is None else phrase.head
            if head is None:
                continue
            self._add(Frame("statement.neighbour", None, phrase or self._phrase(head), [(quote.left, quote.right)]))

    def _verdict_of(self, quote: Quote) -> Phrase | None:
        """Return whose a quotation is said to be after it: "..." Those are the words of Ann Reed."""
        match = _THAT_IS.match(self.text, quote.right, quote.right + 80)
        if match is None or match[1] not in verbs("utterance"):
            return None
        span = self.doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        head = self._chunk_head(span[0].i, self.sentence(span[0].i).end) if span is not None else None
        return self._phrase(head, span[0].i) if head is not None and span is not None else None

    def _person_after(self, quote: Quote) -> Token | None:
        """Return the named person with whom the text goes on after a paragraph that is all a quotation."""
        line = self.text.rfind("\n", 0, quote.left) + 1
        rest = re.match(r"[ \t]*\n\s{0,4}(?=[A-Z])", self.text[quote.right : quote.right + 8])
        if self.text[line : quote.left].strip() or rest is None or self.text[:line].rstrip()[-1:] == ":":
            return None
        span = self.doc.char_span(quote.right + rest.end(), quote.right + rest.end() + 1, alignment_mode="expand")
        if span is None:
            return None
        sentence = self.sentence(span[0].i)
        head = next((t for t in self.doc[sentence.start : sentence.end] if t.dep_ in ("nsubj", "nsubjpass")), None)
        if (
            head is None
            or head.ent_type_ != "PERSON"
            or not head.left_edge.i <= span[0].i + 1
            or head.i - span[0].i > 6
        ):
            return None
        return head if self.in_quote[head.i] < 0 else None

    def _person_before(self, quote: Quote) -> Token | None:
        """Return the person whom the sentence before a quotation is about."""
        token = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
        if token is None or token[0].i == 0 or "\n" in self.text[max(0, quote.left - 2) : quote.left]:
            return None
        before = self.sentence(token[0].i - 1)
        head = next((t for t in self.doc[before.start : before.end] if t.dep_ == "nsubj"), None)
        return head if head is not None and self.in_quote[head.i] < 0 and self.personal(head) else None

    def _person_above(self, quote: Quote) -> Token | None:
        """Return the named person whom the last sentence before a paragraph that is all a quotation begins with."""
        line = self.text.rfind("\n", 0, quote.left) + 1
        alone = not self.text[line : quote.left].strip() and self.text[quote.right : quote.right + 1] in ("\n", "")
        span = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
        at = span[0].i - 1 if span is not None else 0
        while at > 0 and self.doc[at].is_space:
            at -= 1
        if not alone or at <= 0 or self.in_quote[at] >= 0:
            return None
        before = self.sentence(at)
        head = next((t for t in self.doc[before.start : before.end] if t.dep_ in ("nsubj", "nsubjpass")), None)
        named = head is not None and head.ent_type_ == "PERSON" and head.i - before.start < 5
        return head if named and head is not None and not self.quoted(before.start, before.end) else None

    def _loose_quotes(self) -> None:
        """Give a quotation that makes sentences of its own to the statement that it goes on from."""
        ends = sorted(
            (self._frame_end(f), -f.pieces[0][0], k) for k, f in enumerate(self.frames) if not f.nested and f.pieces
        )
        places = [end for end, _, _ in ends]
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 3 or not self._own_sentence(quote):
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
            piece = max(last.pieces)
            direct = self._quoted(*piece) > 0 and not self._unquoted_words(*piece)
            colon = gap.rstrip().endswith(":")  # on the same line, another sentence leads to it
            if breaks == 0:
                near = not (colon and gap_words) and not (gap_words and self._of_another(quote, end, last))
            else:
                own = re.match(r"\s*(?:He|She)\b", gap) is None and gap_words > 0  # words of the paragraph's own
                alone = not re.search(r"\w", self.text[quote.right : self.text.find("\n", quote.right)])
                near = breaks == 1 and not (own and not colon)
                near = near and (direct or colon or quote.resumed or (alone and not gap_words))
            if near and (gap_words == 0 or len(re.findall(r"[.!?][\"”’)]?\s", gap)) <= 1):
                last.pieces.append((quote.left, quote.right))
                self.taken[n] = last

    def _unclosed(self, gap: str) -> None:
        """Give a quotation whose closing mark is missing to the statement of the one after it, parted by ``gap``."""
        for n in range(len(self.quotes) - 2, -1, -1):
            quote, following = self.quotes[n], self.taken.get(n + 1)
            near = not self.text[quote.right : self.quotes[n + 1].left].strip(gap)
            if n not in self.taken and not quote.closed and following is not None and near and quote.length > 2:
                following.pieces.append((quote.left, quote.right))
                self.taken[n] = following

    def _of_another(self, quote: Quote, end: int, last: Frame) -> bool:
        """Say whether the sentence between a statement and a quotation is about another: Her husband disagreed."""
        head = self._person_before(quote)
        if head is None or head.idx < end or head.pos_ == "PRON" or last.speaker is None:
            return False
        return head.text not in last.speaker.span.text

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
        last = self.text[max(quote.start, quote.end - 3) : quote.end].rstrip("'’ ")[-1:]
        ends = last in (".", "!", "?", "…") or self.text[quote.right : quote.right + 1] in (".", "\n", "")
        return starts and (ends or not quote.closed)
