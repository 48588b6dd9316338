"""Attribution: frames of cue, speaker and content, from the parse where it holds and from quotation marks and commas where it does not."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from eventx.actors import Phrase, phrase_at
from eventx.cues import FINITE, is_passive, is_verb, lemma_of, verbs
from eventx.normalize.date import Time
from eventx.quotes import Quote, find_quotes
from eventx.reading import Reading

Mode = Literal["direct", "indirect", "mixed"]
_EDGE = " \t\r\n,;:—–-"
_MARKS = "\"“”„«»'‘’`"
_OPEN = frozenset({"deny", "dismiss", "reject", "dispute", "accuse", "urge", "demand", "request", "order", "describe", "put", "call"})  # never beside their content
_PLAIN = frozenset({"say", "tell", "claim", "insist", "warn", "argue", "announce", "add", "deny", "confirm", "note", "explain", "estimate", "believe", "report", "allege", "admit", "declare", "state", "stress"})
HIM = frozenset({"him", "them", "me", "us", "himself", "itself", "themselves"})


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


def find_frames(reading: Reading) -> list[Frame]:
    """Find the statements of an article, in text order."""
    return _Finder(reading).find()


class _Finder:
    """One pass over the cues of an article."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.doc, self.text = reading, reading.doc, reading.text
        self.quotes = find_quotes(self.text)
        self.lefts = [q.left for q in self.quotes]
        self.in_quote = self._quote_ids()
        self.times = self._time_ids()
        self.time_tokens = frozenset(self.times)
        self.sentences = self._sentences()
        self.sentence_at = [0] * len(self.doc)
        for n, sentence in enumerate(self.sentences):
            for i in range(sentence.start, sentence.end):
                self.sentence_at[i] = n
        self.taken: dict[int, Frame] = {}  # quote -> its frame
        self.frames: list[Frame] = []

    # What stands where ----------------------------------------------------------------------------------------------

    def _quote_ids(self) -> list[int]:
        ids, at = [], 0
        for token in self.doc:
            while at < len(self.quotes) and self.quotes[at].right <= token.idx:
                at += 1
            ids.append(at if at < len(self.quotes) and self.quotes[at].left <= token.idx else -1)
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
        begin = 0
        for token in self.doc[1:] if len(self.doc) else []:
            before = self.doc[token.i - 1]
            line = before.is_space and "\n" in before.text
            full = before.text[-1:] in ".?!:…\"”’'»)" or before.is_space
            if line or (token.is_sent_start and full):
                out.append(Sentence(begin, token.i))
                begin = token.i
        if len(self.doc):
            out.append(Sentence(begin, len(self.doc)))
        return out

    def sentence(self, i: int) -> Sentence:
        """Return the sentence of token ``i``."""
        return self.sentences[self.sentence_at[i]]

    def char(self, i: int) -> int:
        """Return the character where token ``i`` starts."""
        return self.doc[i].idx if i < len(self.doc) else len(self.text)

    def end_char(self, i: int) -> int:
        """Return the character where the token before ``i`` ends."""
        return self.doc[i - 1].idx + len(self.doc[i - 1]) if i else 0

    def finite(self, start: int, end: int) -> bool:
        """Say whether tokens hold a finite verb."""
        return any(t.tag_ in FINITE for t in self.doc[start:end])

    # The pass -------------------------------------------------------------------------------------------------------

    def find(self) -> list[Frame]:
        """Find all frames."""
        for token in self.doc:
            frame = self._according(token) or self._verb(token)
            if frame is not None:
                self._add(frame)
        self._names_with_colon()
        self._loose_quotes()
        for frame in self.frames:
            self._finish(frame)
        self.frames = [f for f in self.frames if f.pieces]
        return sorted(self.frames, key=lambda f: (f.pieces[0][0], f.cue or (0, 0)))

    def _add(self, frame: Frame) -> None:
        self.frames.append(frame)
        for start, end in frame.pieces:
            n = max(0, bisect_right(self.lefts, start) - 1)
            while n < len(self.quotes) and self.quotes[n].left < end:
                if self.quotes[n].right > start and (start <= self.quotes[n].start and end >= self.quotes[n].end or self.quotes[n].left > start):
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

    def _quoted(self, start: int, end: int) -> int:
        n, count = max(0, bisect_right(self.lefts, start) - 1), 0
        while n < len(self.quotes) and self.quotes[n].left < end:
            quote = self.quotes[n]
            count += max(0, min(quote.right, end) - max(quote.left, start))
            n += 1
        return count

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        while True:
            before = (start, end)
            while start < end and text[start] in _EDGE:
                start += 1
            while start < end and (text[end - 1] in _EDGE or (text[end - 1] in ".!?" and not text[max(start, end - 3) : end - 1].count("."))):
                end -= 1
            n = bisect_right(self.lefts, start) - 1
            if 0 <= n and self.quotes[n].left == start and self.quotes[n].right >= end:
                start, end = self.quotes[n].start, min(end, self.quotes[n].end)
            if start >= end or (start, end) == before:
                return start, end

    # According to ---------------------------------------------------------------------------------------------------

    def _according(self, token: Token) -> Frame | None:
        if token.lower_ != "according" or token.i + 2 >= len(self.doc) or self.doc[token.i + 1].lower_ != "to":
            return None
        if self.in_quote[token.i] >= 0:
            return None
        sentence = self.sentence(token.i)
        head = next((c for c in self.doc[token.i + 1].children if c.dep_ == "pobj"), None)
        head = head or self._chunk_head(token.i + 2, sentence.end)
        if head is None:
            return None
        phrase = self._phrase(head, token.i + 2)
        after = self._after_speaker(phrase, sentence.end)
        pieces = []
        if token.i <= sentence.start + 1 and after < sentence.end and self.doc[after].text == "," and self.doc[phrase.end].text != "," and self.finite(phrase.end, after):
            after = phrase.end  # no comma after the source
        if after + 1 < sentence.end and self.doc[after].text == "," and self.doc[after + 1].lower_ in ("quoting", "citing"):
            after = self._adverbials_end(after + 1, sentence)
        before = self._clause_before(sentence, token.i)
        if before is not None:
            pieces.append(before)
        rest = after + 1 if after < sentence.end and self.doc[after].text == "," else after
        if before is None or (rest > after and self.finite(rest, sentence.end) and self.doc[rest].tag_ != "VBG"):
            if rest < sentence.end:
                pieces.append((self.char(rest), self._sentence_end(sentence)))
        elif rest > after and self._fragment(rest, sentence):
            pieces.append((self.char(rest), self._sentence_end(sentence)))
        if before is not None and len(pieces) < 2 and self.doc[token.i - 1].text == "," and self.doc[token.i - 2].tag_ in ("WDT", "WP", "IN") and after + 1 < sentence.end:
            pieces = [(self.char(after + 1), self._sentence_end(sentence))]
        elif len(pieces) == 2 and self.doc[token.i - 1].text == "," and self.doc[token.i - 2].tag_ in ("WDT", "WP", "IN"):
            pieces = pieces[1:]
        if not pieces:
            return None
        return Frame("statement.according", (token.idx, self.end_char(token.i + 2)), phrase, pieces)

    def _clause_before(self, sentence: Sentence, end: int) -> tuple[int, int] | None:
        """Return the content before a group that stands at ``end``."""
        if not any(t.is_alpha for t in self.doc[sentence.start : end]) or end - sentence.start < 3:
            return None
        n = self.in_quote[sentence.start]
        return self.quotes[n].left if n >= 0 else self._opening(sentence), self.end_char(end)

    def _fragment(self, start: int, sentence: Sentence) -> bool:
        """Say whether what follows a group in the middle goes on with the content: ..., she said, 2,000 more than before."""
        first = self.doc[start] if start < sentence.end else None
        return first is not None and (first.like_num or first.lower_ in ("up", "down", "compared", "more", "less", "fewer", "or", "and", "the", "a", "an"))

    def _sentence_end(self, sentence: Sentence) -> int:
        end = sentence.end
        while end > sentence.start + 1 and self.doc[end - 1].is_space:
            end -= 1
        n = self.in_quote[end - 1]
        return self.quotes[n].right if n >= 0 else self.end_char(end)

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
            apposition = any(c.dep_ in ("appos", "relcl", "acl") and c.left_edge.i in (at + 1, at + 2) for c in phrase.head.rights)
            following = doc[at + 1] if at + 1 < limit else None
            if following is None or not (apposition or following.lower_ in ("who", "which", "whose") or (following.like_num and at + 2 < limit and doc[at + 2].text == ",")):
                return at
            at += 2
        return limit

    # Verbs ----------------------------------------------------------------------------------------------------------

    def _verb(self, token: Token) -> Frame | None:
        lemma = lemma_of(token)
        if lemma is None:
            return None
        sentence = self.sentence(token.i)
        inverted = self._inverted(token)
        beside = self._beside(token, sentence) if inverted is None else None
        if inverted is None and (not is_verb(token) or (is_passive(token) and not self._quoted_as(token))):
            if not (beside is not None and self._untagged(token, beside, sentence)):
                return None
        if token.lower_ == "saying" and self._quoted_as(token):
            subject: Phrase | None = self._quoted_source(token)
        else:
            subject = inverted or (beside if beside is not None and (beside.start > sentence.start or not is_verb(token)) else None)
        elliptical = False
        if subject is None and (earlier := self._earlier(token, sentence)) is not None:
            subject, elliptical = earlier, True
        if subject is None:
            subject, elliptical = self._subject(token)
        if subject is None or subject.head.lower_ in ("nobody", "none", "anyone", "what", "there"):
            return None
        if self.in_quote[token.i] >= 0 and (inverted is not None or lemma in verbs("quote")):
            return None
        if self.in_quote[token.i] >= 0 and (elliptical or lemma in verbs("with_that")):
            return None
        if token.tag_ == "VB" and token.head.lower_ in ("declined", "declines", "refused", "refuses", "failed", "decline", "refuse", "fail"):
            return None
        if token.tag_ == "VBN" and token.i <= sentence.start + 1 and inverted is None:
            return None  # Asked about it, he said
        if lemma == "say" and token.tag_ == "VB" and token.i + 1 < sentence.end and self.doc[token.i + 1].tag_ in ("WRB", "WP", "WDT"):
            return None  # could not say how big
        cue_end = token.i + 1
        if lemma == "point":
            if cue_end >= sentence.end or self.doc[cue_end].lower_ not in ("out", "to"):
                return None
            if self.doc[cue_end].lower_ == "out":
                cue_end += 1
        adjacent = subject.end <= token.i and not elliptical
        group_start = subject.start if adjacent else token.i
        pieces, rule = self._content(token, lemma, cue_end, group_start, subject, inverted is not None, sentence)
        if not pieces:
            return None
        frame = Frame(f"statement.{rule}", (token.idx, self.end_char(cue_end)), subject, pieces, elliptical=elliptical)
        frame.nested = self.in_quote[token.i] >= 0
        frame.date = self._date(token, group_start, cue_end, frame, sentence)
        return frame

    def _beside(self, cue: Token, sentence: Sentence) -> Phrase | None:
        """Return the noun phrase that stands alone between a comma, a quotation or the sentence's start and the cue."""
        doc, i = self.doc, cue.i - 1
        while i > sentence.start and (doc[i].pos_ in ("ADV", "AUX") or doc[i].lower_ in ("also", "n't")):
            i -= 1
        end, own = i + 1, self.in_quote[cue.i]
        while i >= sentence.start and end - i < 18 and self.in_quote[i] == own and i not in self.time_tokens:
            token = doc[i]
            noun = token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PRON", "SYM", "X") or token.lower_ == "state" or token.tag_ in ("HYPH", "VBN", "-LRB-", "-RRB-")
            if token.is_space or not (noun or token.text in "&-.'’" or token.lower_ in ("of", "for", "at", "from", "in", "and", "with", "by", "the")) or token.tag_ in ("WP", "WDT"):
                break
            i -= 1
        start = i + 1
        opening = i < sentence.start or doc[i].text in (",", "—", "–", ":", "”", '"', "''", "»", "’") or doc[i].is_space or self.in_quote[i] != own
        if not opening or start >= end or doc[start].lower_ in ("and", "of", "for", "at", "from", "in", "with", "by") or doc[start].tag_ == "VBN":
            return None
        head = next((t for t in doc[start:end] if t.i + 1 == end or (doc[t.i + 1].pos_ == "ADP" or doc[t.i + 1].text == "(" or doc[t.i + 1].tag_ == "VBN") and t.pos_ in ("NOUN", "PROPN", "NUM", "PRON")), doc[end - 1])
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or head.tag_ == "PRP$" or head.lower_ in HIM:
            return None
        for token in doc[head.i + 1 : end]:
            if token.tag_ == "VBN":  # exporters contacted by
                return Phrase(head, start, token.i, end)
        return Phrase(head, start, end, end)

    def _untagged(self, cue: Token, beside: Phrase, sentence: Sentence) -> bool:
        """Say whether a cue that was tagged a noun is the verb that its sentence lacks: analysts forecast exports of."""
        if cue.tag_ not in ("NN", "NNS", "VBN", "VB", "VBD") or cue.i + 1 >= sentence.end or beside.head.lower_ in ("that", "this"):
            return False
        if cue.tag_ == "NN" and beside.head.tag_ not in ("NNS", "NNPS", "PRP", "NNP"):
            return False
        following = self.doc[cue.i + 1]
        if self.finite(sentence.start, cue.i) or any(t.dep_ == "auxpass" for t in cue.lefts):
            return False
        if following.lower_ == "that" and cue.i + 2 < sentence.end:
            return self.finite(cue.i + 2, sentence.end)
        if following.text in (",", ":") and self.in_quote[min(cue.i + 2, len(self.doc) - 1)] >= 0:
            return True
        return lemma_of(cue) in verbs("noun") and not self.finite(cue.i, sentence.end) and following.pos_ in ("NOUN", "DET", "ADJ", "PROPN")

    def _earlier(self, cue: Token, sentence: Sentence) -> Phrase | None:
        """Return the speaker of the statement before it in the sentence: ..., adding that; ... and said that."""
        if self.in_quote[cue.i] >= 0 or not self.frames or any(c.dep_ in ("nsubj", "nsubjpass") for c in cue.lefts):
            return None
        last = self.frames[-1]
        if last.cue is None or last.speaker is None or not self.char(sentence.start) <= last.cue[0] < cue.idx or last.nested:
            return None
        i = cue.i - 1
        while i > sentence.start and (self.doc[i].pos_ in ("ADV", "AUX") or self.doc[i].lower_ == "also"):
            i -= 1
        joined = self.doc[i].lower_ in ("and", "but") and cue.tag_ != "VBG" and (cue.dep_ == "conj" or self.doc[i - 1].text in (",", "”", '"'))
        return last.speaker if joined or (self.doc[i].text in (",", "”", '"') and (cue.tag_ == "VBG" or cue.dep_ == "advcl")) else None

    def _quoted_as(self, token: Token) -> bool:
        return token.i > 0 and token.lower_ == "saying" and self.doc[token.i - 1].lower_ == "as"

    def _quoted_source(self, token: Token) -> Phrase | None:
        verb = next((t for t in reversed(self.doc[max(0, token.i - 15) : token.i]) if t.lower_ in ("quoted", "cited", "quotes", "quoting", "citing", "cites")), None)
        if verb is None:
            return None
        head = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
        return self._phrase(head) if head is not None else None

    def _phrase(self, head: Token, floor: int | None = None) -> Phrase:
        start = self.sentence(head.i).start if floor is None else floor
        return phrase_at(head, start, self.time_tokens)

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

    def _inverted(self, token: Token) -> Phrase | None:
        """Return the speaker that follows a cue that itself follows its content: "...," said Ray Kowalczyk."""
        doc, i = self.doc, token.i
        sentence = self.sentence(i)
        if token.tag_ == "VBG" or i + 1 >= sentence.end or self.in_quote[i] >= 0:
            return None
        before = i - 1
        while before >= sentence.start and doc[before].pos_ == "ADV" and doc[before].lower_ not in ("not", "n't"):
            before -= 1
        previous = doc[before] if before >= 0 else None
        closing = previous is not None and (previous.text in (",", "?", "!", "”", '"', "''", "’", "'", "»", "—") or self.in_quote[before] >= 0)
        start = i + 1
        while start + 1 < sentence.end and (start in self.time_tokens or (doc[start].lower_ in ("on", "late", "in", "early") and start + 1 in self.time_tokens)):
            start += 1
        first = doc[start]
        if not closing or self.in_quote[start] >= 0 or first.pos_ not in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM") and first.tag_ != "PRP$":
            return None
        if first.lower_ in ("that", "it", "there", "this", "him", "them", "me", "us", "reporters", "journalists") or (first.lower_ in ("he", "she", "they") and start + 1 < sentence.end and doc[start + 1].tag_ in FINITE):
            return None
        if previous is not None and previous.text == "," and self.in_quote[before - 1] < 0 and not self._own_clause(sentence.start, before, token):
            return None
        head = next((c for c in token.rights if c.left_edge.i == start and c.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dative")), None)
        if head is None or head.pos_ not in ("PROPN", "NOUN", "PRON", "NUM"):
            head = self._chunk_head(start, sentence.end)
        if head is None or head.i in self.time_tokens:
            return None
        if any(c.dep_ == "nsubj" for c in token.lefts) and not self.in_quote[before] >= 0 and lemma_of(token) not in ("say",):
            return None
        phrase = self._phrase(head, start)
        if self.finite(phrase.end, min(phrase.end + 1, sentence.end)):
            return None  # said the plan was ...
        return phrase

    def _subject(self, token: Token) -> tuple[Phrase | None, bool]:
        """Return the speaker of a cue verb, and whether another verb lends it."""
        verb, steps, elliptical = token, 0, False
        while steps < 6:
            found = self._own_subject(verb, token)
            if found is not None:
                return found, elliptical
            if verb.dep_ == "relcl" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
                return self._phrase(verb.head), False
            if verb.dep_ in ("conj", "advcl", "xcomp", "acl", "dep", "prep", "pcomp", "ccomp") and verb.head.i != verb.i:
                if verb.dep_ == "ccomp" and verb.tag_ != "VBG":
                    break
                if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ == "VBG":
                    return self._phrase(verb.head), False
                verb = verb.head
                elliptical = True
                steps += 1
                continue
            break
        near = self._near_subject(token)
        return near, False

    def _own_subject(self, verb: Token, cue: Token) -> Phrase | None:
        for child in verb.children:
            if child.dep_ not in ("nsubj", "agent", "csubj") or (self.in_quote[child.i] != self.in_quote[cue.i]):
                continue
            if child.dep_ == "agent":
                child = next((c for c in child.children if c.dep_ == "pobj"), child)
            if child.tag_ in ("WP", "WDT"):
                return self._phrase(verb.head) if verb.dep_ == "relcl" else None
            if child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET") and child.lower_ not in ("there", "what", "this"):
                return self._phrase(child)
        return None

    def _near_subject(self, token: Token) -> Phrase | None:
        """Return the noun phrase right before a finite cue, where the parse has lost it."""
        i = token.i - 1
        sentence = self.sentence(token.i)
        while i >= sentence.start and self.doc[i].pos_ in ("ADV", "AUX"):
            i -= 1
        if i < sentence.start or token.tag_ not in ("VBD", "VBZ", "VBP") or self.in_quote[i] != self.in_quote[token.i]:
            return None
        head = self.doc[i]
        return self._phrase(head) if head.pos_ in ("PROPN", "PRON", "NOUN") and head.i not in self.time_tokens and head.tag_ not in ("WDT", "WP", "PRP$") else None

    # Content --------------------------------------------------------------------------------------------------------

    def _content(
        self, cue: Token, lemma: str, cue_end: int, group_start: int, subject: Phrase, inverted: bool, sentence: Sentence
    ) -> tuple[list[tuple[int, int]], str]:
        """Return the pieces of content and the name of the rule."""
        as_clause = next((c for c in cue.lefts if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") and c.i < group_start), None)
        if as_clause is not None and as_clause.i == group_start - 1:
            return self._as(as_clause.i, cue_end, sentence), "as"
        if lemma == "call" and cue_end < sentence.end and self.doc[cue_end].lower_ in ("on", "upon", "for"):
            return self._call_on(cue, cue_end, sentence), "request"
        before = self._content_before(cue, group_start, sentence, inverted) if inverted or group_start < cue.i or cue.tag_ in FINITE else None
        group_end = max(cue_end, self._after_speaker(subject, sentence.end)) if inverted else cue_end
        if inverted and before is not None:
            return [before, *self._quote_after(group_end, sentence)], "inverted"
        quote_next = self._quote_after(group_end, sentence)
        if before is not None and quote_next and self._bare_opening(before, group_start, sentence):
            return quote_next, "quote"
        if before is not None and lemma in _OPEN and not self._quoted(before[1] - 3, before[1]):
            before = None  # a charge Iran denies
        if before is not None and self._closes(group_end, sentence):
            comma = self._adverbials_end(group_end, sentence)
            pieces = [before]
            if comma < sentence.end and self.doc[comma].text == ",":
                rest = self._rest(comma + 1, before, group_start, sentence)
                if rest is not None:
                    pieces.append(rest)
            return pieces, "after"
        found = self._content_after(cue, lemma, cue_end, subject, sentence)
        return found

    def _call_on(self, cue: Token, at: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the content of "called on the state to act"."""
        to = next((t.i for t in self.doc[at + 1 : min(at + 20, sentence.end)] if t.lower_ == "to" and t.tag_ == "TO"), None)
        if to is None or self.finite(at, to) or self.doc[at].lower_ == "for":
            return []
        return [(self.char(at + 1), self._right_edge(to, sentence, cue))]

    def _bare_opening(self, before: tuple[int, int], group_start: int, sentence: Sentence) -> bool:
        """Say whether what stands before a group and a quotation is no speech: Asked about it, he said, "..."."""
        if self._quoted(*before):
            return False
        lead = next((t for t in self.doc[sentence.start : group_start] if t.is_alpha), None)
        subordinate = lead is not None and lead.lower_ in ("if", "when", "although", "while", "because", "since", "as", "after", "before", "asked")
        return subordinate or not self.finite(sentence.start, group_start)

    def _as(self, at: int, cue_end: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the content beside "as X said"."""
        if at > sentence.start + 1:
            return [(self._opening(sentence), self.end_char(at))] if self.finite(sentence.start, at) and self.doc[at - 1].text == "," else []
        end = self._adverbials_end(cue_end, sentence)
        if end < sentence.end and self.doc[end].text == "," and end + 1 < sentence.end:
            n = self.in_quote[end + 1]
            return [(self.quotes[n].left, self.quotes[n].right)] if n >= 0 else [(self.char(end + 1), self._sentence_end(sentence))]
        return []

    def _opening(self, sentence: Sentence) -> int:
        """Return the character where a sentence's words start, past a dateline."""
        doc, begin = self.doc, sentence.start
        while begin < sentence.end - 1 and doc[begin].is_space:
            begin += 1
        if begin == 0 or "\n" in doc[begin - 1].text:
            for i in range(begin + 1, min(begin + 14, sentence.end - 1)):
                if doc[i].tag_ in FINITE or self.in_quote[i] >= 0:
                    break
                if doc[i].text in ("—", "–", "--", "-") and doc[i - 1].whitespace_:
                    return self.char(i + 1)
        return self.char(begin)

    def _content_before(self, cue: Token, group_start: int, sentence: Sentence, inverted: bool) -> tuple[int, int] | None:
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
            first = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
            if first is None:
                return quote.left, quote.right
            inner = self.sentence(first[0].i)
            opening = self._opening(inner)
            if opening < quote.left and re.search(r"\w", self.text[opening : quote.left]) and not self._closing_cue(inner.start, first[0].i):
                return opening, quote.right
            return quote.left, quote.right
        if last.text not in (",", "—", "–", "?", "!") or at <= sentence.start:
            return None
        begin = sentence.start
        if inverted and not self._own_clause(begin, at, cue):
            return None
        return self._opening(sentence), self.end_char(at)

    def _own_clause(self, start: int, end: int, cue: Token) -> bool:
        """Say whether tokens before an inverted cue hold a clause of their own, not only its subject with a relative clause."""
        own = next((c for c in cue.lefts if c.dep_ == "nsubj"), None)
        if own is not None and own.left_edge.i <= start + 1 and own.right_edge.i >= end - 1:
            return False
        if self.reading.section(cue.idx) == "headline" or cue.tag_ == "VBZ":
            return any(t.tag_.startswith("VB") for t in self.doc[start:end])
        return any(t.tag_ in FINITE and t.dep_ not in ("relcl", "aux", "auxpass") for t in self.doc[start:end]) or not self.finite(cue.i + 1, self.sentence(cue.i).end) and self.finite(start, end)

    def _closing_cue(self, start: int, end: int) -> bool:
        """Say whether words before a quotation end in a group of their own: he said, "..."."""
        return end > start and self.doc[end - 1].text in (":",) or any(lemma_of(t) == "say" for t in self.doc[max(start, end - 4) : end])

    def _adverbials_end(self, start: int, sentence: Sentence) -> int:
        """Return the token that ends what follows a cue: a comma, a stop, or the first word of a clause."""
        at, own = start, self.in_quote[start - 1]
        while at < sentence.end:
            token = self.doc[at]
            if token.text in (",", ".", "?", "!", ";", ":", "—", "–", "”", '"') or token.is_space or self.in_quote[at] not in (-1, own):
                return at
            at += 1
        return at

    def _closes(self, group_end: int, sentence: Sentence) -> bool:
        """Say whether only adverbials follow the cue up to the next comma or stop."""
        end = self._adverbials_end(group_end, sentence)
        if end < sentence.end and (self.in_quote[end] >= 0 and self.doc[end - 1].text not in (",", ":") and end > group_end + 0):
            return not self.finite(group_end, end) and self.doc[end - 1].text == ","
        if end < sentence.end and self.doc[end].text == ":":
            return False
        if self.finite(group_end, end):
            return False
        return not any(t.lower_ == "that" and t.tag_ == "IN" for t in self.doc[group_end:end])

    def _rest(self, start: int, before: tuple[int, int], group_start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return the content that goes on after a cue in its middle: "At the plant, she noted, 170 are working"."""
        doc = self.doc
        if start >= sentence.end:
            return None
        n = self.in_quote[start]
        if n >= 0:
            return self.quotes[n].left, self.quotes[n].right
        first = doc[start]
        if first.tag_ in ("VBG", "WDT", "WP", "WP$", "WRB", "VBN") or first.lower_ in ("citing", "adding", "as", "after", "before", "according", "though", "although"):
            return None
        begin = doc.char_span(before[0], before[0] + 1, alignment_mode="expand")
        lead = begin[0].i if begin is not None else sentence.start
        complete = self.finite(lead, group_start) and doc[lead].lower_ not in ("if", "when", "although", "while", "because", "since", "as", "unless", "though")
        if not self.finite(start, sentence.end) and not any(t.tag_ == "VBN" and t.dep_ == "conj" for t in doc[start : sentence.end]):
            return None if complete and not self._fragment(start, sentence) else (self.char(start), self._sentence_end(sentence))
        if complete and first.lower_ == "but":
            return None
        return self.char(start), self._right_edge(start, sentence)

    def _quote_after(self, at: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the quotation that goes on after the speaker in the same sentence."""
        while at < sentence.end and not self.doc[at].text.isalnum() and self.in_quote[at] < 0:
            at += 1
        n = self.in_quote[at] if at < sentence.end else -1
        return [(self.quotes[n].left, self.quotes[n].right)] if n >= 0 else []

    def _content_after(self, cue: Token, lemma: str, cue_end: int, subject: Phrase, sentence: Sentence) -> tuple[list[tuple[int, int]], str]:
        doc = self.doc
        start = max(cue_end, subject.stop if subject.start > cue.i else cue_end)
        inner = self.in_quote[cue.i]
        limit = sentence.end
        # An infinitive, or a person and an infinitive.
        if lemma in verbs("infinitive") and start < limit and doc[start].lower_ in ("to", "never", "not"):
            return [(self.char(start), self._right_edge(start, sentence, cue))], "infinitive"
        if lemma in verbs("request") and inner < 0:
            found = self._request(cue, start, sentence)
            if found is not None:
                return [found], "request"
        that = self._that(cue, start, limit)
        if that is not None and lemma in verbs("noun") and self._has_object(start, that):
            found = self._noun(cue, lemma, start, sentence)
            if found is not None:
                return [found], "noun"
        if that is not None:
            first = that + 1
            return [(self.char(first), self._right_edge(first, sentence, cue))], "that"
        # A quotation straight after the cue, its addressee or its adverbials.
        quote_at = next((i for i in range(start, limit) if self.in_quote[i] >= 0 and self.in_quote[i] != inner), None)
        clause = self._clausal(cue, start, sentence)
        if quote_at is not None and inner < 0 and (clause is None or quote_at <= clause):
            n = self.in_quote[quote_at]
            if not self.finite(start, quote_at) or self.doc[quote_at - 1].text in (",", ":"):
                if self.doc[quote_at - 1].text in (",", ":") or self._whole(n, sentence) or quote_at == start:
                    content = self._from_quote(n, sentence, cue)
                    if lemma not in verbs("noun") or self.doc[quote_at - 1].text in (",", ":"):
                        return [content], "quote"
        if lemma in verbs("noun"):
            found = self._noun(cue, lemma, start, sentence)
            if found is not None:
                return [found], "noun"
        if clause is not None and lemma in verbs("clause") and (lemma not in verbs("with_that")):
            return [(self.char(clause), self._right_edge(clause, sentence, cue))], "clause"
        if clause is not None and lemma in ("show", "find", "agree", "determine", "continue", "respond", "recall", "propose", "ask") and self._ccomp(cue) is not None:
            return [(self.char(clause), self._right_edge(clause, sentence, cue))], "clause"
        if start < limit and doc[self._adverbials_end(start, sentence) if self._adverbials_end(start, sentence) < limit else start].text == ":" and lemma in verbs("clause"):
            colon = self._adverbials_end(start, sentence)
            return self._after_colon(colon, sentence), "colon"
        return [], ""

    def _has_object(self, start: int, that: int) -> bool:
        """Say whether a noun stands between a cue and the "that" of its own clause: rejected the view that."""
        return that > start and any(t.pos_ == "NOUN" and t.i not in self.time_tokens for t in self.doc[that - 1 : that])

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

    def _whole(self, n: int, sentence: Sentence) -> bool:
        """Say whether a quotation goes on to the end of its sentence."""
        rest = self.text[self.quotes[n].right : max(self.quotes[n].right, self.end_char(sentence.end))]
        return not re.search(r"\w", rest)

    def _from_quote(self, n: int, sentence: Sentence, cue: Token) -> tuple[int, int]:
        quote = self.quotes[n]
        after = self.text[quote.right : quote.right + 2]
        inside = self.text[max(quote.start, quote.end - 1) : quote.end]
        if self._whole(n, sentence) or after[:1] in ",.;" or inside in (".", "!", "?", ",") or not after.strip():
            return quote.left, quote.right
        last = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
        first = last[0].i if last is not None else cue.i + 1
        return quote.left, max(quote.right, self._right_edge(first, sentence, cue))

    def _that(self, cue: Token, start: int, limit: int) -> int | None:
        """Return the "that" that opens a cue's clause."""
        ccomp = self._ccomp(cue)
        quote = self.in_quote[cue.i]
        for i in range(start, min(limit, start + 18)):
            token = self.doc[i]
            if self.in_quote[i] != quote:
                return None
            if token.lower_ == "that" and (token.tag_ == "IN" or token.dep_ == "mark") and (i + 1 < limit):
                return i
            if token.tag_ in FINITE and not (ccomp is not None and token.i < ccomp.left_edge.i):
                return None
        return None

    def _ccomp(self, cue: Token) -> Token | None:
        return next((c for c in cue.rights if c.dep_ == "ccomp"), None)

    def _clausal(self, cue: Token, start: int, sentence: Sentence) -> int | None:
        """Return where a clause without "that" starts after a cue."""
        doc, limit = self.doc, sentence.end
        ccomp = self._ccomp(cue)
        if ccomp is not None and (ccomp.tag_ in FINITE or any(c.dep_ in ("nsubj", "nsubjpass", "aux", "expl", "csubj") for c in ccomp.children)):
            first = max(start, ccomp.left_edge.i)
            while first < ccomp.i and (first in self.times and self._early(first, cue, ccomp) or doc[first].text == "," or doc[first].is_space or (doc[first].tag_ == "IN" and doc[first].lower_ == "that") or (doc[first].lower_ in ("on", "in") and first + 1 in self.times and first == start)):
                first += 1
            return first if first < limit else None
        if lemma_of(cue) not in _PLAIN:
            return None
        # The parse has lost it: a subject and a finite verb straight after the cue.
        at = start
        while at < limit and (at in self.times or doc[at].lower_ in ("on", "late", "early") or doc[at].pos_ == "ADV"):
            at += 1
        for i in range(at, min(limit, at + 12)):
            if doc[i].text in (",", ";", ":", "—") or (self.in_quote[i] != self.in_quote[cue.i] and i == at):
                return None
            if doc[i].tag_ in FINITE and i > at:
                subject = any(t.dep_ in ("nsubj", "nsubjpass", "expl") or t.pos_ in ("PRON", "PROPN", "NOUN") for t in doc[at:i])
                relative = any(t.tag_ in ("WDT", "WP", "WRB", "IN") and t.i <= i - 1 and t.lower_ in ("which", "who", "that", "when", "where", "as", "after", "while", "because", "if", "than", "since", "until", "before", "though", "although") for t in doc[at:i])
                return at if subject and not relative else None
        return None

    def _early(self, i: int, cue: Token, ccomp: Token) -> bool:
        """Say whether a time between cue and clause belongs to the cue: said Tuesday it would."""
        following = next((t for t in self.doc[i + 1 : ccomp.i + 1] if t.i not in self.times), None)
        return following is not None and following.text != "," and self.times[i].start <= self.char(cue.i + 1) + 12

    def _request(self, cue: Token, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return "the state to claw it back" after "urged"."""
        doc = self.doc
        xcomp = next((c for c in cue.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.lefts)), None)
        if xcomp is None or start >= sentence.end:
            return None
        to = next(t.i for t in xcomp.lefts if t.lower_ == "to")
        if to == start and lemma_of(cue) not in ("ask", "urge", "recommend"):
            return None
        if self.finite(start, to) or to - start > 20 or any(t.text in (",", ":") for t in doc[start:to]) and to - start > 12:
            return None
        return self.char(start), self._right_edge(to, sentence, cue)

    def _noun(self, cue: Token, lemma: str, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return the noun complement of the verbs that take one."""
        doc = self.doc
        if start >= sentence.end or doc[start].text in (",", ".", ":", "by", "for", "on", "off", "up", "out", "in"):
            return None
        objects = [c for c in cue.rights if c.dep_ in ("dobj", "ccomp", "attr", "oprd", "xcomp", "nsubj", "dative", "acomp", "pobj", "nmod", "conj") and c.left_edge.i <= start + 1]
        if not objects and doc[start].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"):
            return None
        if lemma == "deny" and any(c.dep_ == "dative" for c in cue.rights):
            return None
        if lemma == "put" and not any(t.lower_ == "at" for t in doc[start : min(start + 15, sentence.end)]):
            return None
        if lemma == "put" and not any(t.like_num or t.ent_type_ in ("MONEY", "PERCENT", "CARDINAL") for t in doc[start : sentence.end]):
            return None
        if lemma == "call" and (doc[start].lower_ in ("on", "for") or not any(c.dep_ in ("oprd", "ccomp", "xcomp", "dobj") for c in cue.rights)):
            return None
        if lemma == "call" and not any(c.dep_ in ("oprd", "ccomp", "xcomp", "acomp") and c.pos_ in ("NOUN", "ADJ", "PROPN") for c in cue.rights) and not any(self.in_quote[i] >= 0 for i in range(start, sentence.end)):
            return None
        if lemma == "accuse" and not any(t.lower_ == "of" for t in doc[start : sentence.end]):
            return None
        if lemma == "describe" and not any(t.lower_ == "as" for t in doc[start : sentence.end]):
            return None
        return self.char(start), self._right_edge(start, sentence, cue)

    def _right_edge(self, start: int, sentence: Sentence, cue: Token | None = None) -> int:
        """Return the character where content that starts at a token stops."""
        doc, limit = self.doc, sentence.end
        inner = self.in_quote[cue.i] if cue is not None else -1
        if inner >= 0:
            quote = self.quotes[inner]
            end = next((t.i for t in doc[start:limit] if t.idx >= quote.end), limit)
            limit = end
        cut = limit
        for i in range(start + 1, limit):
            if self.in_quote[i] >= 0 and inner < 0:
                continue
            if cue is not None and doc[i].lower_ in ("and", "but") and self._new_cue(i, limit):
                cut = i
                break
            if doc[i].text in (";", ",") and cue is not None and self._own_cue(i + 1, limit):
                cut = i
                break
            if doc[i].text == ";" and cue is not None and lemma_of(cue) in verbs("noun") and self._ccomp(cue) is None:
                cut = i
                break
            if doc[i - 1].text in (",", "—", "–", ";") and i > start + 2 and self._stops(i, cue, limit):
                cut = i - 1
                break
        if cut < limit:
            return self.end_char(cut)
        if inner >= 0:
            return min(self.end_char(limit), self.quotes[inner].end)
        return self._sentence_end(sentence)

    def _new_cue(self, i: int, limit: int) -> bool:
        """Say whether the speaker's next statement starts at an "and": called it a gamble and said that."""
        doc, at = self.doc, i + 1
        while at < limit and (doc[at].pos_ == "ADV" or doc[at].lower_ in ("has", "have", "had")):
            at += 1
        return at + 1 < limit and doc[at].tag_ in ("VBD", "VBZ", "VBP", "VBN") and lemma_of(doc[at]) in ("say", "tell", "add", "warn", "urge", "accuse", "insist", "predict", "deny", "claim", "call", "describe", "vow")

    def _own_cue(self, i: int, limit: int) -> bool:
        """Say whether a clause with another speaker's cue starts at a token: ; he denies the charges, while witnesses described."""
        doc = self.doc
        if i >= limit:
            return False
        contrast = doc[i].lower_ in ("but", "while", "although", "though", "whereas")
        if not contrast and doc[i - 1].text != ";":
            return False
        for token in doc[i : min(limit, i + 14)]:
            if token.tag_ in FINITE and token.dep_ not in ("aux", "auxpass"):
                return lemma_of(token) is not None and self.in_quote[token.i] < 0 and any(c.dep_ == "nsubj" for c in token.lefts)
        return False

    def _stops(self, i: int, cue: Token | None, limit: int) -> bool:
        """Say whether the clause that starts at token ``i`` is no longer what was said."""
        doc = self.doc
        token = doc[i]
        lower = token.lower_
        if lower in ("adding", "noting", "citing", "saying", "warning", "stressing", "insisting", "blaming", "explaining"):
            return True
        if lower == "according":
            return True
        if cue is None:
            return False
        if lower in ("but", "while", "although", "though", "whereas", "after", "as", "before", "and", "when", "having", "despite"):
            verb = next((c for c in cue.rights if c.i > i and c.dep_ in ("conj", "advcl", "parataxis") and (c.left_edge.i <= i + 1 or lower in ("but", "and"))), None)
            if verb is not None:
                between = doc[i + 1 : verb.i]
                own = lower in ("but", "and") and not any(t.dep_ in ("nsubj", "nsubjpass") for t in between)
                return lower != "and" or own or verb.tag_ in ("VBD", "VBZ", "VBP") and lemma_of(verb) is not None
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.i == cue.i:
            return True
        # "..., X said" inside what another cue's content would be: the rest has its own speaker.
        return False

    # Dates ----------------------------------------------------------------------------------------------------------

    def _date(self, cue: Token, group_start: int, cue_end: int, frame: Frame, sentence: Sentence) -> Time | None:
        """Return the time that stands with the cue, outside the content."""
        opening, best = self._opening(sentence), None
        for i in range(max(sentence.start, cue.i - 30), min(sentence.end, cue.i + 30)):
            time = self.times.get(i)
            if time is None or self.in_quote[i] >= 0 or any(s <= time.start < e for s, e in frame.pieces) or time.start < opening:
                continue
            if not time.start_date or time.start_date != time.end_date:
                continue
            between = self.doc[min(i, cue.i) + 1 : max(i, cue.i)]
            if any(t.tag_ in FINITE and t.dep_ not in ("aux", "auxpass", "relcl") for t in between):
                continue
            if best is None or abs(i - cue.i) < best[0]:
                best = abs(i - cue.i), time
        return best[1] if best else None

    # Quotations without a cue -----------------------------------------------------------------------------------------

    def _names_with_colon(self) -> None:
        """Find the form NAME: ... at a line's start, with a quotation or a turn of speech after it."""
        for match in re.finditer(r"(?m)^[ \t]*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})[ \t]?: ?(?=[\"“«‘]|[A-Z])", self.text):
            n = bisect_right(self.lefts, match.end()) - 1
            quote = self.quotes[n] if n >= 0 and self.quotes[n].left == match.end() else None
            span = self.doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
            if quote is None or span is None or n in self.taken:
                continue
            self._add(Frame("statement.name", None, Phrase(span[-1], span.start, span.end, span.end), [(quote.left, quote.right)]))

    def _loose_quotes(self) -> None:
        """Give a quotation that makes sentences of its own to the statement that it goes on from."""
        ends = sorted((self._frame_end(f), k) for k, f in enumerate(self.frames) if not f.nested)
        places = [end for end, _ in ends]
        for n, quote in enumerate(self.quotes):
            if n in self.taken or quote.length < 12 or not self._own_sentence(quote):
                continue
            at = bisect_right(places, quote.left) - 1
            previous = self.taken.get(n - 1)
            if previous is not None and previous.pieces and max(previous.pieces)[1] > (places[at] if at >= 0 else 0):
                last, end = previous, max(previous.pieces)[1]
            elif at >= 0:
                last, end = self.frames[ends[at][1]], places[at]
            else:
                continue
            gap = self.text[end : quote.left] if quote.left - end < 600 else "\n\n\n\n"
            breaks = len(re.findall(r"\n\s*", gap))
            words = len(re.findall(r"\w+", gap))
            direct = self._quoted(*max(last.pieces)) > 0
            if (breaks == 0 or breaks == 1 and direct) and (words == 0 or len(re.findall(r"[.!?][\"”’)]?\s", gap)) <= 1):
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
        starts = not before or before[-1] in ".!?:\n”\"»…"
        ends = self.text[max(quote.start, quote.end - 1) : quote.end] in (".", "!", "?", "…") or self.text[quote.right : quote.right + 1] in (".", "\n", "")
        return starts and (ends or not quote.closed)
