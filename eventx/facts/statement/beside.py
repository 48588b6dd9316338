"""Speakers and cues that stand by a quotation: "...," said Ray Kowalczyk; "I have," he fumed; quoted as saying."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.layout import Sentence, Speech
from eventx.facts.statement.phrases import Phrase


class Beside(Speech):
    """Finds a cue's speaker behind it, and verbs that are cues only because of the quotation beside them."""

    def _quoted_as(self, token: Token) -> bool:
        return token.i > 0 and token.lower_ == "saying" and self.doc[token.i - 1].lower_ == "as"

    def _quoted_source(self, token: Token) -> Phrase | None:
        verb = next(
            (
                t
                for t in reversed(self.doc[max(0, token.i - 15) : token.i])
                if t.lower_ in ("quoted", "cited", "quotes", "quoting", "citing", "cites")
            ),
            None,
        )
        if verb is None:
            return None
        head = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
        return self._phrase(head) if head is not None else None

    def _quoting(self, token: Token, subject: Phrase) -> int:
        """Return where the words begin that quote somebody "as saying": "We need it," AP quoted him as saying."""
        verb = subject.head.head
        source = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        start = source.left_edge.i if source is not None else subject.start
        return start if self.sentence(token.i).start <= start < token.i else token.i

    def _utters(self, token: Token) -> str | None:
        """Return the lemma of any verb that stands by a quotation as only a cue does: "I have," he fumed."""
        doc, i = self.doc, token.i
        if token.tag_ not in ("VBD", "VBZ") or self.in_quote[i] >= 0 or token.lemma_ in ("be", "have", "do"):
            return None
        if any(c.dep_ == "dobj" and self.in_quote[c.i] < 0 and c.i == i + 1 for c in token.rights):
            return None  # AP quoted him as saying
        start = self.sentence(i).start
        if self._leads(token):
            return token.lemma_
        at, inverted = i - 1, True
        if at > start and self.in_quote[at] < 0 and doc[at].text != ",":
            inverted = False
            subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
            if subject is None or subject.right_edge.i != at:
                return None
            at = subject.left_edge.i - 1
        if at < 1:
            return None
        comma = doc[at].text == ","
        n = self.in_quote[at - 1 if comma else at]
        if n < 0 or self.quotes[n].right > doc[at].idx + len(doc[at]) or self.quotes[n].length < 4:
            return None
        quote = self.quotes[n]
        lead = self.text[max(0, quote.left - 3) : quote.left].rstrip(" ")[-1:]
        if inverted and lead and lead not in ',.:;!?\n"”':
            return None  # their robot, named "Better Idea," scored
        return token.lemma_ if comma or self.text[quote.end - 1] == "," else None

    def _leads(self, token: Token) -> bool:
        """Say whether a person's main verb leads to a quotation: She reacted with shock, "I was asleep." """
        subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
        back = self.doc[token.i + 1 : token.i + 2].text == "back"
        told = any(
            c.dep_ == "dobj" and c.lower_ in verbs("telling") for c in token.rights
        )  # put out a statement: "..."
        if token.dep_ != "ROOT" or subject is None or not (back or told or self.personal(subject)):
            return False
        for i in range(token.i + 1, min(token.i + 12, self.sentence(token.i).end)):
            n = self.in_quote[i]
            if n >= 0:
                mark, quote = self.doc[i - 1].text, self.quotes[n]
                held = any(c.dep_ == "dobj" and c.i < i for c in token.rights)
                whole = quote.length > 10 and self.text[quote.start].isupper()
                return whole and (mark == ":" or (mark == "," and not held))
            if self.doc[i].tag_ in FINITE:
                return False
        return False

    def _inverted(self, token: Token) -> Phrase | None:
        """Return the speaker that follows a cue that itself follows its content: "...," said Ray Kowalczyk."""
        doc, i = self.doc, token.i
        sentence = self.sentence(i)
        if token.tag_ == "VBG" or i + 1 >= sentence.end or self.in_quote[i] >= 0:
            return None
        if i == sentence.start and token.tag_ in ("VBD", "VBZ"):
            return self._opening_group(token, sentence)
        before = i - 1
        while before >= sentence.start and doc[before].pos_ == "ADV" and doc[before].lower_ not in ("not", "n't"):
            before -= 1
        previous = doc[before] if before >= 0 else None
        closing = previous is not None and (
            previous.text in (",", "?", "!", "”", '"', "''", "’", "'", "»", "—") or self.in_quote[before] >= 0
        )
        start = i + 1
        while start + 1 < sentence.end and (
            start in self.time_tokens
            or (doc[start].lower_ in ("on", "late", "in", "early") and start + 1 in self.time_tokens)
        ):
            start += 1
        first = doc[start]
        if (
            not closing
            or self.in_quote[start] >= 0
            or (first.pos_ not in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM") and first.tag_ != "PRP$")
        ):
            return None
        if first.lower_ in ("that", "it", "there", "this", "him", "them", "me", "us", "reporters", "journalists") or (
            first.lower_ in ("he", "she", "they") and start + 1 < sentence.end and doc[start + 1].tag_ in FINITE
        ):
            return None
        if (
            previous is not None
            and previous.text == ","
            and self.in_quote[before - 1] < 0
            and not self._own_clause(sentence.start, before, token)
            and not self._resumes(start, sentence)
        ):
            return None
        head = next(
            (
                c
                for c in token.rights
                if c.left_edge.i == start and c.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dative")
            ),
            None,
        )
        if head is None or head.pos_ not in ("PROPN", "NOUN", "PRON", "NUM"):
            head = self._chunk_head(start, sentence.end)
        if head is None or head.i in self.time_tokens or (head.like_num and head.lower_ != "one"):
            return None
        if (
            any(c.dep_ == "nsubj" for c in token.lefts)
            and not self.in_quote[before] >= 0
            and lemma_of(token) not in ("say",)
        ):
            return None
        phrase = self._phrase(head, start)
        if self.finite(phrase.end, min(phrase.end + 1, sentence.end)):
            return None  # said the plan was ...
        return phrase

    def _opening_group(self, token: Token, sentence: Sentence) -> Phrase | None:
        """Return the speaker of a cue that opens its sentence before a quotation: Said the mayor: "We are ready." """
        head = self._chunk_head(token.i + 1, sentence.end)
        spoken = ("say", "write", "add", "tweet", "ask", "reply")
        if head is None or not token.is_title or lemma_of(token) not in spoken:
            return None
        phrase = self._phrase(head, token.i + 1)
        mark = next((t.i for t in self.doc[phrase.end : sentence.end - 1] if self.in_quote[t.i + 1] >= 0), None)
        led = mark is not None and self.doc[mark].text in (",", ":") and not self.finite(phrase.end, mark)
        return phrase if led else None
