"""Content that stands before its cue, and what goes on after it: "At the plant, she noted, 170 are working"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.edges import Edges
from eventx.facts.statement.layout import Sentence
from eventx.facts.statement.phrases import Phrase
from eventx.mentions.names.spans import words

_ASIDE = 14  # tokens of what a speaker does while speaking


class ContentBefore(Edges):
    """Finds content before a group of cue and speaker."""

    def _outset(self, subject: Phrase, sentence: Sentence) -> int:
        """Return where a speaker's noun phrase begins, with what is quoted in it: the "History" section said."""
        start = max(subject.head.left_edge.i, sentence.start)
        short = subject.start - 10 < start < subject.start and not self.finite(start, subject.start)
        return start if short and self.doc[start].tag_ == "DT" else subject.start

    def _content_before(
        self, cue: Token, group_start: int, sentence: Sentence, inverted: bool
    ) -> tuple[int, int] | None:
        """Return the content that ends right before cue and speaker, if there is any."""
        at = group_start - 1
        while at >= sentence.start and self.doc[at].is_space:
            at -= 1
        while inverted and at >= sentence.start and self.doc[at].pos_ == "ADV":
            at -= 1
        if at < 0:
            return None
        last = self.doc[at]
        n = self.in_quote[at]
        if n < 0 and last.text == "," and at > sentence.start and self.in_quote[at - 1] >= 0:
            n = self.in_quote[at - 1]
        if self.in_quote[cue.i] >= 0:
            n = -1
        if n >= 0 and last.i >= sentence.start - 1:
            quote = self.quotes[n]
            started = at < sentence.start and self.doc[group_start].is_title and not inverted
            if started and self.text[max(quote.start, quote.end - 1) : quote.end] == ".":
                return None  # “It is over.” The judge said
            first = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
            if first is None:
                return quote.left, quote.right
            inner = self.sentence(first[0].i)
            opening = self._opening(inner)
            if (
                opening < quote.left
                and re.search(r"\w", self.text[opening : quote.left])
                and not self._closing_cue(inner.start, first[0].i)
            ):
                return opening, quote.right
            return quote.left, quote.right
        if last.text not in (",", "—", "–", "?", "!") or at <= sentence.start:
            return None
        begin = sentence.start
        if inverted and not self._own_clause(begin, at, cue) and not self._resumes(cue.i + 1, sentence):
            return None
        colon = next((t.i for t in self.doc[begin:at] if t.text == ":" and self.in_quote[t.i] < 0), None)
        if colon is not None and self.finite(colon, at):
            return self.char(colon + 1), self.end_char(at)
        rest = self._adverbials_end(cue.i + 1, sentence)
        middle = rest < sentence.end and self.doc[rest].text == "," and self.finite(rest, sentence.end)
        return self._last_clause(sentence, at) if middle else self._opening(sentence), self.end_char(at)

    def _adjunct(self, piece: tuple[int, int]) -> bool:
        """Say whether all that stands before a cue is a prepositional phrase, so that nothing of it can be told."""
        span = self.doc.char_span(*piece, alignment_mode="contract")
        if span is None or not len(span) or span[0].tag_ != "IN" or self._quoted(*piece):
            return False
        rest = self._adverbials_end(span.end + 1, self.sentence(span.start))
        return not any(t.pos_ in ("VERB", "AUX") for t in span) and not self.finite(rest, self.sentence(span.start).end)

    def _last_clause(self, sentence: Sentence, end: int) -> int:
        """Return where content before a cue starts: it rains, and in the hills, she says, it snows."""
        for token in reversed(self.doc[sentence.start + 1 : end]):
            if token.tag_ in FINITE:
                break
            if token.text == ";" and self.in_quote[token.i] < 0 and token.i + 1 < end:
                return self.char(token.i + 1)
            if token.tag_ == "CC" and self.doc[token.i - 1].text in (",", ";") and token.i + 1 < end:
                adjunct = self.doc[token.i + 1].tag_ in ("IN", "RB") and self.finite(sentence.start, token.i)
                return self.char(token.i + 1) if adjunct else self._opening(sentence)
        return self._opening(sentence)

    def _closing_cue(self, start: int, end: int) -> bool:
        """Say whether words before a quotation are told apart from it: he said, "..."; he said it hurt, "..."."""
        mark = self.doc[end - 1].text if end > start else ""
        if mark == ":":
            return True
        capital = end + 1 < len(self.doc) and self.doc[end + 1].text[:1].isupper()
        return mark == "," and any(
            lemma_of(t) == "say" or (capital and t.tag_ in FINITE and lemma_of(t) in verbs("alone"))
            for t in self.doc[start if capital else max(start, end - 4) : end]
        )

    def _bare_opening(self, before: tuple[int, int], group_start: int, sentence: Sentence) -> bool:
        """Say whether what stands before a group and a quotation is no speech: Asked about it, he said, "..."."""
        if self._quoted(*before):
            return False
        return self._subordinate(sentence, group_start) or not self.finite(sentence.start, group_start)

    def _subordinate(self, sentence: Sentence, end: int) -> bool:
        """Say whether all that a sentence has before a token is a subordinate clause."""
        for token in self.doc[sentence.start + 1 : end - 1]:
            if token.text == "," and self.finite(token.i, end - 1):
                return False
        lead = next((t for t in self.doc[sentence.start : end] if t.is_alpha), None)
        return lead is not None and lead.lower_ in verbs("subordinator")

    def _as(self, at: int, cue_end: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the content beside "as X said"."""
        cue = self.doc[cue_end - 1]
        own = self.in_quote[cue.i]
        if at > sentence.start + 1 and own < 0:
            comma = self._adverbials_end(cue_end, sentence)
            after = self._quote_after(comma, sentence) if self.doc[comma : comma + 1].text == "," else []
            n = self.in_quote[at - 1] if self.in_quote[at - 1] >= 0 else self.in_quote[at - 2]
            before = [(self.quotes[n].left, self.quotes[n].right)] if n >= 0 else []
            if after or (before and not self.finite(sentence.start, at)):
                return [*before, *after]
        if at > sentence.start + 1:
            return (
                [(self._opening(sentence), self.end_char(at))]
                if self.finite(sentence.start, at) and self.doc[at - 1].text == ","
                else []
            )
        end = self._adverbials_end(cue_end, sentence)
        if end < sentence.end and self.doc[end].text in (",", ":") and end + 1 < sentence.end:
            n = self.in_quote[end + 1]
            if n >= 0 and n != own:
                return [(self.quotes[n].left, self.quotes[n].right)]
            return [(self.char(end + 1), self._right_edge(end + 1, sentence, cue, resumed=True))]
        return []

    def _closes(self, group_end: int, sentence: Sentence, quoted: bool = False) -> bool:
        """Say whether only adverbials follow the cue up to the next comma or stop."""
        end = self._adverbials_end(group_end, sentence)
        if quoted and not (end < sentence.end and self.doc[end - 1].text in (",", ":")):
            close = min(end, group_end + 3)
            return not any(t.lower_ == "that" and t.tag_ == "IN" for t in self.doc[group_end:close])
        if end < sentence.end and (
            self.in_quote[end] >= 0 and self.doc[end - 1].text not in (",", ":") and end > group_end + 0
        ):
            return not self.finite(group_end, end) and self.doc[end - 1].text == ","
        if end < sentence.end and self.doc[end].text == ":":
            return False
        if self.finite(group_end, end):
            return False
        return not any(t.lower_ == "that" and t.tag_ == "IN" for t in self.doc[group_end:end])

    def _rest(
        self, cue: Token, start: int, before: tuple[int, int], group_start: int, sentence: Sentence
    ) -> tuple[int, int] | None:
        """Return the content that goes on after a cue in its middle: "At the plant, she noted, 170 are working"."""
        doc = self.doc
        if start >= sentence.end:
            return None
        n = self.in_quote[start]
        if n >= 0:
            return self.quotes[n].left, self.quotes[n].right
        first = doc[start]
        told = first.tag_ == "VBG" and lemma_of(first) in verbs("alone")
        if not told and self._quoted(*before):
            comma = next((t.i for t in doc[start : min(start + _ASIDE, sentence.end)] if t.text == ","), None)
            if comma is not None and not self.finite(start, comma):
                resumed = next(iter(self._quote_after(comma, sentence)), None)
                if resumed is not None or first.tag_ == "VBG":
                    return resumed  # he said, referring to her, "and"; he said, to cheers, "we won"
        gerund = first.tag_ == "IN" and start + 1 < sentence.end and doc[start + 1].tag_ == "VBG"
        relative = first.tag_ in ("WDT", "WP", "WP$") and self._quoted(*before)
        if (
            first.tag_ == "VBG"
            or gerund
            or relative
            or first.lower_ in ("as", "according")
            or (first.tag_ == "CC" and self._silent(start + 1, sentence.end))
            or (first.lower_ in ("although", "though", "while", "before", "after") and self._quoted(*before))
            or self._own_cue(start, sentence.end)
        ):
            return None
        if self._quoted(*before) and self._coordinates(start, sentence):
            return None
        direct = self._quoted(*before) and not self._unquoted_words(*before)
        if (
            direct
            and first.tag_ == "CC"
            and not self.quoted(start, sentence.end)
            and doc[start + 1 : start + 2].text != "that"
        ):
            return None  # "We won," she wrote, and her rival will appeal
        begin = doc.char_span(before[0], before[0] + 1, alignment_mode="expand")
        lead = begin[0].i if begin is not None else sentence.start
        complete = self.finite(lead, group_start) and doc[lead].lower_ not in verbs("subordinator")
        if complete and first.lower_ == "in" and doc[start + 1 : start + 2].text in ("a", "an", "the", "what"):
            return None  # it will go, the ministry said, in the first cut since the war
        if not self.finite(start, sentence.end) and not any(
            t.tag_ == "VBN" and t.dep_ == "conj" for t in doc[start : sentence.end]
        ):
            return (
                None
                if complete and not self._fragment(start, sentence)
                else (self.char(start), self._sentence_end(sentence))
            )
        return self.char(start), self._right_edge(start, sentence, cue, resumed=True)

    def _past_times(self, comma: int, sentence: Sentence) -> int:
        """Return the comma after the rest of a date: on Tuesday, March 10, 2026, bowing."""
        while comma + 1 < sentence.end and self.doc[comma].text == "," and comma + 1 in self.times:
            at = comma + 1
            while at < sentence.end and (at in self.times or (self.doc[at].text == "," and at + 1 in self.times)):
                at += 1
            comma = at
        return comma

    def _coordinates(self, start: int, sentence: Sentence) -> bool:
        """Say whether a token joins another verb of the same subject: she said, and turned her back."""
        at = start + 1
        while at < sentence.end and self.doc[at].pos_ == "ADV":
            at += 1
        return at < sentence.end and self.doc[start].tag_ == "CC" and self.doc[at].tag_ in FINITE

    def _fragment(self, start: int, sentence: Sentence) -> bool:
        """Say whether what follows a group goes on with the content: ..., she said, 2,000 more than before."""
        first = self.doc[start] if start < sentence.end else None
        if first is not None and self._with_cue(start):
            return False
        return first is not None and (
            first.like_num
            or (first.tag_ in ("$", "IN") and first.lower_ not in ("to", "of"))
            or first.lower_ in ("up", "down", "compared", "more", "less", "fewer", "or", "and", "the", "a", "an")
        )

    def _clause_before(self, sentence: Sentence, end: int) -> tuple[int, int] | None:
        """Return the content before a group that stands at ``end``."""
        if not any(t.is_alpha for t in self.doc[sentence.start : end]) or end - sentence.start < 3:
            return None
        for token in self.doc[sentence.start : end]:
            if token.text == ";" and self.in_quote[token.i] < 0:
                return self.char(token.i + 1), self.end_char(end)
        n = self.in_quote[sentence.start]
        return self.quotes[n].left if n >= 0 else self._opening(sentence), self.end_char(end)

    def _quote_after(self, at: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the quotation that goes on after the speaker in the same sentence."""
        while at < sentence.end and not self.doc[at].text.isalnum() and self.in_quote[at] < 0:
            at += 1
        n = self.in_quote[at] if at < sentence.end else -1
        return [(self.quotes[n].left, self.quotes[n].right)] if n >= 0 else []

    def _counts(self, token: Token) -> bool:
        """Say whether what the parse takes for an apposition is an amount: officials said, an increase of 19%."""
        if token.dep_ != "appos" or token.pos_ == "PROPN" or token.lower_ in words("role") | words("body"):
            return False
        return any(t.like_num for t in self.doc[token.left_edge.i : token.i + 5])

    def _after_speaker(self, phrase: Phrase, limit: int) -> int:
        """Return the token after a speaker with its apposition: at the comma or full stop that ends the group."""
        at = phrase.end
        doc = self.doc
        while at < limit:
            if doc[at].text != ",":
                if doc[at].is_punct and doc[at].text not in "-–&'’()":
                    return at
                if self.in_quote[at] >= 0:
                    return at
                at += 1
                continue
            apposition = any(
                c.dep_ in ("appos", "relcl", "acl")
                and c.left_edge.i in (at + 1, at + 2)
                and not self._counts(c)
                and not (c.dep_ == "relcl" and c.left_edge.tag_ == "IN")
                for c in phrase.head.rights
            )
            following = doc[at + 1] if at + 1 < limit else None
            if following is None or not (
                apposition
                or following.lower_ in ("who", "which", "whose")
                or (following.like_num and at + 2 < limit and doc[at + 2].text == ",")
            ):
                return at
            at += 2
        return limit
