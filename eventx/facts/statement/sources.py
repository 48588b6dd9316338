"""Sources without a verb of speech: according to the mayor, per two aides, in her words."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.before import ContentBefore
from eventx.facts.statement.cues import FINITE
from eventx.facts.statement.days import Days
from eventx.facts.statement.layout import Frame, Sentence
from eventx.facts.statement.phrases import Phrase
from eventx.facts.statement.speakers import Speakers

_AHEAD = 12  # tokens from a source to the quotation that it leads to


class Sources(Days, Speakers, ContentBefore):
    """Finds the frames of sources that no verb names."""

    def _according(self, token: Token) -> Frame | None:
        sentence = self.sentence(token.i)
        start = self._source_start(token, sentence)
        if start is None:
            return None
        head = next((c for c in self.doc[start - 1].children if c.dep_ == "pobj"), None)
        head = head or self._chunk_head(start, sentence.end)
        if head is None and self.doc[start].is_title:
            head = self.doc[start]
        if head is None:
            return None
        phrase = self._phrase(head, start)
        after = self._after_speaker(phrase, sentence.end)
        pieces = []
        if token.i <= sentence.start + 1 and phrase.end < sentence.end:
            resumed = after + 1 < sentence.end and self.doc[after + 1].tag_ in FINITE and self.doc[after].text == ","
            if resumed or self._uncommaed(phrase, after):  # According to the bureau, the ship, which sank, was old
                after = phrase.end
            after = self._past_apposition(token, after)
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
        goes_on = goes_on and not self._with_cue(rest)
        if before is None or (goes_on and not self._coordinates(rest, sentence)):
            if rest < sentence.end:
                pieces.append((self.char(rest), self._sentence_end(sentence)))
        elif rest > after and self._fragment(rest, sentence) and not self._coordinates(rest, sentence):
            pieces.append((self.char(rest), self._sentence_end(sentence)))
        linked = self.doc[token.i - 1].text == "," and self.doc[token.i - 2].tag_ in ("WDT", "WP", "IN", "CC")
        if linked and before is not None and len(pieces) < 2 and after + 1 < sentence.end:
            pieces = [(self.char(after + 1), self._sentence_end(sentence))]
        elif (linked or self.doc[token.i - 1].tag_ == "CC") and len(pieces) == 2:
            pieces = pieces[1:]
        if not pieces:
            return None
        frame = Frame("statement.according", (token.idx, self.end_char(start)), phrase, pieces)
        frame.date = self._date(token, token.i, start, frame, sentence)
        return frame

    def _past_apposition(self, token: Token, comma: int) -> int:
        """Return the comma after what stands between a source and the subject: to Reed, the mayor, the plan failed."""
        subject = next((c for c in token.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        start = subject.left_edge.i if subject is not None else comma
        if start <= comma + 2 or self.doc[start - 1].text != "," or self.finite(comma, start):
            return comma
        first = self.doc[comma + 1]
        return start - 1 if first.tag_ in ("VBN", "VBG") or first.pos_ in ("DET", "NOUN", "PROPN") else comma

    def _source_start(self, token: Token, sentence: Sentence) -> int | None:
        """Return the token where a source begins after "according to", or "per" that a clause's edge parts off."""
        doc, i = self.doc, token.i
        if self.in_quote[i] >= 0 or i + 2 >= sentence.end:
            return None
        if token.lower_ == "according":
            return i + 2 if doc[i + 1].lower_ == "to" else None
        if token.lower_ != "per" or not (i == sentence.start or doc[i - 1].text in (",", "—", "–")):
            return None
        following = doc[i + 1]
        source = following.pos_ in ("DET", "PROPN") or following.tag_ in ("PRP$", "NNS", "CD") or following.is_title
        return i + 1 if source and i + 1 not in self.times else None

    def _uncommaed(self, phrase: Phrase, after: int) -> bool:
        """Say whether the clause begins right after a source, with no comma: According to Reed the sluice was shut."""
        if self.doc[phrase.end].text == "," or not self.finite(phrase.end, after):
            return False
        verb = next(t for t in self.doc[phrase.end : after] if t.tag_ in FINITE)
        verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
        return verb.dep_ not in ("relcl", "acl") and self.doc[phrase.end].tag_ not in ("WDT", "WP", "WP$", "WRB")

    def _in_words(self, token: Token) -> Frame | None:
        """Find "in the words of the mayor" and "in her words" before a quotation."""
        doc, i = self.doc, token.i
        if token.lower_ != "words" or i < 2 or i + 2 >= len(doc) or self.in_quote[i] >= 0:
            return None
        sentence = self.sentence(i)
        if doc[i - 2].lower_ == "in" and doc[i - 1].lower_ == "the" and doc[i + 1].lower_ == "of":
            head = self._chunk_head(i + 2, sentence.end)
            if head is None:
                return None
            phrase, first, last = self._phrase(head, i + 2), i - 2, i + 2
            after = self._after_speaker(phrase, sentence.end)
        elif doc[i - 2].lower_ == "in" and doc[i - 1].tag_ == "PRP$":
            phrase, first, last, after = Phrase(doc[i - 1], i - 1, i, i), i - 2, i + 1, i + 1
        else:
            return None
        near = range(after, min(after + _AHEAD, sentence.end))
        quoted = next((k for k in near if self.in_quote[k] >= 0), None)
        pieces = self._quote_after(quoted, sentence) if quoted is not None and not self.finite(after, quoted) else []
        if not pieces and first <= sentence.start + 1 and doc[after].text == "," and self.finite(after, sentence.end):
            pieces = [(self.char(after + 1), self._sentence_end(sentence))]  # In his words, the harvest is poor
        cue = (self.char(first), self.end_char(last))
        return Frame("statement.words", cue, phrase, pieces) if pieces else None
