"""Content that follows its cue, and where it stops."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.facts.statement.complements import Complements
from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.layout import Sentence
from eventx.facts.statement.phrases import Phrase

_INNER_END = re.compile(r"[.,!?]['’](?!\w)")  # single marks that close
_LEADING = 7  # tokens from a participle to the quotation that it leads to


class ContentAfter(Complements):
    """Finds clauses, infinitives, noun complements and quotations after a cue."""

    def _content_after(
        self, cue: Token, lemma: str, cue_end: int, subject: Phrase, sentence: Sentence
    ) -> tuple[list[tuple[int, int]], str]:
        doc = self.doc
        start = max(cue_end, subject.stop if subject.start > cue.i else cue_end)
        inner = self.in_quote[cue.i]
        limit = sentence.end
        # An infinitive, or a person and an infinitive.
        if lemma in verbs("infinitive") | {"say"} and (first := self._infinitive(cue, start, limit)) is not None:
            return [(self.char(first), self._right_edge(first, sentence, cue))], "infinitive"
        if lemma in ("admit", "confess") and start + 1 < limit and doc[start].lower_ == "to" and inner < 0:
            return [(self.char(start), self._right_edge(start, sentence, cue))], "admission"
        if lemma in verbs("request"):
            found = self._request(cue, start, sentence)
            if found is not None:
                return [found], "request"
        that = self._that(cue, start, limit)
        if that is not None and lemma in verbs("noun") and self._has_object(cue, start, that):
            found = self._noun(cue, lemma, start, sentence)
            if found is not None:
                return [found], "noun"
        if that is not None and lemma != "offer":  # offered evidence that
            first = that + 1
            told = self.char(first), self._right_edge(first, sentence, cue)
            return [*self._fronted(cue, subject, sentence), told], "that"
        if inner >= 0 and (marked_off := self._inner_quote(start, limit, inner)) is not None:
            return [marked_off], "quote"
        # A quotation straight after the cue, its addressee or its adverbials.
        quote_at = next((i for i in range(start, limit) if self.in_quote[i] >= 0 and self.in_quote[i] != inner), None)
        clause = self._clausal(cue, start, sentence)
        if quote_at is not None and inner < 0 and (clause is None or quote_at <= clause):
            n = self.in_quote[quote_at]
            marked = self.doc[quote_at - 1].text in (",", ":") and not self._other_cue(start, quote_at)
            marked = marked and not (quote_at > start + 1 and self._told_apart(quote_at, sentence))
            plain = lemma not in verbs("noun") and (self._whole(n, sentence) or quote_at == start)
            inside = self.doc[quote_at - 1].tag_ in (
                "PRP$",
                "DT",
                "JJ",
                "IN",
                "POS",
            )  # boasted of his "retirement fund"
            inside = inside or any(t.tag_ == "TO" for t in self.doc[start:quote_at])
            plain = plain and not (inside and quote_at > start)
            plain = plain and (lemma not in verbs("with_that") or lemma in verbs("quote"))
            named = lemma in verbs("naming") and any(c.dep_ == "dobj" and c.i < quote_at for c in cue.rights)
            plain = plain and not self.finite(start, quote_at) and not self._other_cue(start, quote_at)
            if (marked and not named) or plain:
                return [self._from_quote(n, sentence, cue)], "quote"
        if lemma in verbs("noun") or (lemma in verbs("judging") and self._judged(cue, start, quote_at)):
            found = self._noun(cue, lemma, start, sentence)
            if found is not None:
                return [found], "noun"
        if clause is not None and lemma in verbs("clause"):
            told = self.char(clause), self._right_edge(clause, sentence, cue)
            return [*self._fronted(cue, subject, sentence), told], "clause"
        if (
            start < limit
            and doc[
                self._adverbials_end(start, sentence) if self._adverbials_end(start, sentence) < limit else start
            ].text
            == ":"
            and lemma in verbs("clause")
            and not self._complete(cue, lemma, start, sentence)
        ):
            colon = self._adverbials_end(start, sentence)
            return self._after_colon(colon, sentence), "colon"
        return [], ""

    def _inner_quote(self, start: int, limit: int, inner: int) -> tuple[int, int] | None:
        """Return what is quoted with single marks in a quotation, after a cue in it: I told him, 'Wait.'"""
        for token in self.doc[start : min(limit, start + 5)]:
            if token.text in ("'", "‘") and (token.i == start or self.doc[token.i - 1].text in (",", ":")):
                closing = _INNER_END.search(self.text, token.idx + 1, self.quotes[inner].end)
                return token.idx, closing.end() if closing is not None else self.quotes[inner].end
            if token.tag_ in FINITE:
                return None
        return None

    def _other_cue(self, start: int, end: int) -> bool:
        """Say whether another verb that tells something stands among tokens: accused him, and an aide said: "No"."""
        told = verbs("alone") | verbs("quote")
        return any(
            (t.tag_ in FINITE or (t.tag_ == "VBG" and t.i > end - _LEADING)) and lemma_of(t) in told
            for t in self.doc[start:end]
        )

    def _has_object(self, cue: Token, start: int, that: int) -> bool:
        """Say whether a noun stands between a cue and the "that" of its own clause: rejected the view that."""
        last = self.doc[that - 1]
        held = last.dep_ != "pobj" or any(c.dep_ == "dobj" and start <= c.i < that for c in cue.rights)
        return that > start and last.pos_ == "NOUN" and last.i not in self.time_tokens and held

    def _after_colon(self, colon: int, sentence: Sentence) -> list[tuple[int, int]]:
        at = colon + 1
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        if at >= len(self.doc):
            return []
        n = self.in_quote[at]
        if n >= 0:
            return [(self.quotes[n].left, self.quotes[n].right)]
        inner = self.sentence(at)
        return [(self.char(at), self._sentence_end(inner))] if at < sentence.end else []
