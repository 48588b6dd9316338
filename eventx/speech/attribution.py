"""Attribution: frames of cue, speaker and content, from the parse where it holds, else from marks and commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from eventx.normalize.date import Time
from eventx.reading import Reading
from eventx.speech.after import ContentAfter
from eventx.speech.before import ContentBefore
from eventx.speech.columns import identities
from eventx.speech.cues import FINITE, cue_ids, is_passive, is_verb, lemma_of, verbs
from eventx.speech.layout import Frame, Sentence
from eventx.speech.phrases import Phrase
from eventx.speech.speakers import Speakers
from eventx.speech.uncued import Uncued

_NOTE = re.compile(r"[\"”»] ?\({1,2}[^()\n]{1,40}\){1,2}$")  # a note on what is quoted
_NEAR = 25  # tokens from a quotation to a verb that may be its cue
_AHEAD = 12  # tokens from such a verb to a quotation after it
_OPEN = frozenset(
    {"deny", "dismiss", "reject", "dispute", "accuse", "urge", "demand", "request", "order", "describe", "put", "call"}
)  # never beside their content


def find_frames(reading: Reading) -> list[Frame]:
    """Find the statements of an article, in text order."""
    return _Finder(reading).find()


class _Finder(Speakers, ContentBefore, ContentAfter, Uncued):
    """One pass over the cues of an article."""

    def find(self) -> list[Frame]:
        """Find all frames."""
        for token in self._candidates():
            frame = self._according(token) or self._in_words(token) or self._verb(token)
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

    def _candidates(self) -> Iterator[Token]:
        """Yield the tokens that may be cues: forms of cue verbs, and verbs shortly after a quotation."""
        known, finite, quoted = cue_ids(), identities(("VBD", "VBZ")), -_NEAR
        lower, tag = self.columns.lower, self.columns.tag
        ahead = bytearray(len(self.in_quote))  # whether a quotation begins shortly after a token
        for start in (i for i, n in enumerate(self.in_quote) if n >= 0 and (not i or self.in_quote[i - 1] != n)):
            ahead[max(0, start - _AHEAD) : start] = b"\1" * min(start, _AHEAD)
        for i, n in enumerate(self.in_quote):
            if n >= 0:
                quoted = i
            if lower[i] in known or (n < 0 and tag[i] in finite and (ahead[i] or i - quoted < _NEAR)):
                yield self.doc[i]

    def _finish(self, frame: Frame) -> None:
        """Trim the pieces and read the mode off the quotation marks."""
        pieces, inside, outside = [], 0, 0
        for start, end in sorted(frame.pieces):
            start, end = self._trim(start, end)
            if (note := _NOTE.search(self.text, start, end)) is not None:
                start, end = self._trim(start, note.start() + 1)
            if start >= end or not any(c.isalnum() for c in self.text[start:end]):
                continue
            pieces.append((start, end))
            inside += self._quoted(start, end)
            outside += self._unquoted_words(start, end)
        frame.pieces = pieces
        frame.mode = "indirect" if not inside or frame.nested else "mixed" if outside else "direct"

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
        if token.i <= sentence.start + 1 and phrase.end < sentence.end and self._uncommaed(phrase, after):
            after = phrase.end
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
        cue = (self.char(first), self.end_char(last))
        return Frame("statement.words", cue, phrase, pieces) if pieces else None

    def _verb(self, token: Token) -> Frame | None:
        lemma = lemma_of(token) or self._utters(token)
        if lemma is None:
            return None
        sentence = self.sentence(token.i)
        inverted = self._inverted(token)
        beside = self._beside(token, sentence) if inverted is None else None
        passive = is_passive(token)
        told_by = passive and {"agent", "auxpass"} <= {c.dep_ for c in token.children}
        verbal = inverted is not None or (is_verb(token) and (self._quoted_as(token) or told_by or not passive))
        if not verbal and (beside is None or not self._untagged(token, beside, sentence)):
            return None
        if token.lower_ == "saying" and self._quoted_as(token):
            subject: Phrase | None = self._quoted_source(token)
        else:
            subject = inverted or (
                beside if beside is not None and (beside.start > sentence.start or not is_verb(token)) else None
            )
        elliptical = False
        if told_by:
            subject = self._own_subject(token, token)
        if subject is None and (earlier := self._earlier(token, sentence)) is not None:
            subject, elliptical = earlier, True
        if subject is None:
            subject, elliptical = self._subject(token)
        if subject is None or subject.head.lower_ in ("nobody", "none", "anyone", "what", "there", "you"):
            return None
        if self.in_quote[token.i] >= 0 and (inverted is not None or lemma in verbs("quote")):
            return None
        if self.in_quote[token.i] >= 0 and (
            subject.head.lower_ in ("i", "we", "you")
            or (elliptical and self.in_quote[subject.head.i] != self.in_quote[token.i])
            or lemma in verbs("with_that")
        ):
            return None
        if self._unsaid(token, lemma) or self._no_speech(token, lemma, sentence):
            return None
        opens = token.i == sentence.start or all(
            t.is_space or t.pos_ == "ADV" for t in self.doc[sentence.start : token.i]
        )
        opens = opens or (token.tag_ == "VBN" and token.i == sentence.start + 1 and token.dep_ != "ROOT")
        if opens and inverted is None:
            return None  # Asked about it, he said
        cue_end = token.i + 1
        if lemma not in verbs("clause") and cue_end < sentence.end and self.doc[cue_end].lower_ == "back":
            cue_end += 1  # shot back
        if lemma == "point":
            if cue_end >= sentence.end or self.doc[cue_end].lower_ not in ("out", "to"):
                return None
            if self.doc[cue_end].lower_ == "out":
                cue_end += 1
        adjacent = subject.end <= token.i and not elliptical
        group_start = self._outset(subject, sentence) if adjacent else token.i
        if self._quoted_as(token):
            group_start = self._quoting(token, subject)
        pieces, rule = self._content(token, lemma, cue_end, group_start, subject, inverted is not None, sentence)
        if not pieces or (told_by and rule not in ("that", "quote", "clause", "carried")):
            return None
        if lemma in verbs("thought") and (
            self.in_quote[token.i] >= 0 or token.dep_ == "ccomp" or not any(self._quoted(*piece) for piece in pieces)
        ):
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
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        asks = following is not None and (
            following.tag_ in ("WRB", "WP", "WDT") or following.lower_ in ("whether", "if")
        )
        if lemma == "say" and token.tag_ == "VB" and asks:
            return True
        if lemma == "ask" and asks and token.i and self.doc[token.i - 1].text == ",":
            return token.dep_ != "conj"  # Maddox, asked whether she agreed, paused
        return lemma not in verbs("noun") and any(c.dep_ == "neg" for c in token.lefts)

    def _no_speech(self, token: Token, lemma: str, sentence: Sentence) -> bool:
        """Say whether what follows a verb shows that it is none of speech here: told of the remark; went after him."""
        following = self.doc[token.i + 1] if token.i + 1 < sentence.end else None
        if lemma == "tell":  # whoever tells tells somebody
            if following is None or following.is_space or following.lower_ in ("of", "that", ",", "."):
                return True
            return following.lower_ == "about" and not self.doc[token.i + 2 : token.i + 3].text[:1].isdigit()
        if lemma in verbs("back"):
            return following is None or following.lower_ != "back"
        if lemma == "go":
            on = following is not None and following.lower_ == "on"
            after = token.i + 1 + on
            return not (after < sentence.end and (self.in_quote[after] >= 0 or self.doc[after].text in (",", ":", ".")))
        return False

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
        if lemma in verbs("carrying"):
            carried = self._carried(cue, cue_end, sentence)
            return ([carried], "carried") if carried is not None else ([], "")
        as_clause = next(
            (c for c in cue.lefts if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") and c.i < group_start),
            None,
        )
        if as_clause is not None and as_clause.i == group_start - 1:
            return self._as(as_clause.i, cue_end, sentence), "as"
        following = self.doc[cue_end].lower_ if cue_end < sentence.end else ""
        if (lemma == "call" and following in ("on", "upon", "for")) or (lemma == "ask" and following == "for"):
            return self._call_on(cue, cue_end, sentence), "request"
        relative = cue.dep_ == "relcl" and any(t.tag_ in ("WP", "WDT") for t in self.doc[subject.end : cue.i])
        before = None
        if inverted or (group_start < cue.i and not relative):
            before = self._content_before(cue, group_start, sentence, inverted)
        group_end = max(cue_end, self._after_speaker(subject, sentence.end)) if inverted else cue_end
        if inverted and before is not None:
            rest = self._quote_after(group_end, sentence)
            if not rest and self._resumes(cue_end, sentence) and not self._quoted(*before):
                rest = [(self.char(group_end + 1), self._right_edge(group_end + 1, sentence, cue, resumed=True))]
            return [before, *rest], "inverted"
        quote_next = self._quote_after(group_end, sentence)
        if before is not None and quote_next and self._bare_opening(before, group_start, sentence):
            goes_on = not self._subordinate(sentence, group_start) and self._resumes(cue_end, sentence)
            return ([before, *quote_next], "middle") if goes_on else (quote_next, "quote")
        if (
            before is not None
            and not inverted
            and self._subordinate(sentence, group_start)
            and not self._quoted(*before)
        ):
            end = self._adverbials_end(group_end, sentence)
            if end >= sentence.end or self.doc[end].text != "," or self._quote_after(end, sentence):
                before = None  # Asked about it, he said no; Though worried, she told us, "Yes"
        link = self.doc[group_start - 2] if before is not None and group_start - 2 > sentence.start else None
        comma = self._adverbials_end(group_end, sentence)
        linking = link is not None and (link.tag_ in ("IN", "CC") or link.dep_ == "mark")
        if linking and comma + 1 < sentence.end and self.doc[comma].text == ",":
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
            and (lemma in _OPEN or self._clausal(cue, cue_end, sentence) is not None)
        ):
            before = None  # "Count us now!" His people say he has gone
        if before is not None and self._closes(
            group_end, sentence, self.in_quote[cue.i] < 0 and self._quoted(before[1] - 2, before[1]) > 0
        ):
            comma = self._past_times(self._adverbials_end(group_end, sentence), sentence)
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
        opening, best, verb = self._opening(sentence), None, cue
        chain: set[int] = set()
        while verb.dep_ in ("conj", "advcl", "xcomp") and len(chain) < 4:  # on Monday it fined the firm and ordered
            if verb.dep_ == "conj" and any(c.dep_ == "nsubj" for c in verb.lefts):
                break
            verb = verb.head
            chain.add(verb.i)
        for i in range(max(sentence.start, cue.i - 30), min(sentence.end, cue.i + 30)):
            time = self.times.get(i)
            if (
                time is None
                or self.in_quote[i] >= 0
                or any(s <= time.start < e for s, e in frame.pieces)
                or time.start < opening
                or self._of_outer(time, cue)
            ):
                continue
            if not time.start_date or time.start_date != time.end_date:
                continue
            between = self.doc[min(i, cue.i) + 1 : max(i, cue.i)]
            parts = (
                t.tag_ in FINITE and t.i not in chain and t.dep_ not in ("aux", "auxpass", "relcl") for t in between
            )
            if any(parts) or any(t.text == ";" for t in between):
                continue
            if self._elsewhere(i, cue):
                continue
            if best is None or abs(i - cue.i) < best[0]:
                best = abs(i - cue.i), time
        return best[1] if best else None

    def _of_outer(self, time: Time, cue: Token) -> bool:
        """Say whether a time is of the statement that holds another: reported on Monday that she had denied it."""
        near = (f for f in self.frames[-3:] if f.cue is not None)
        return any(s <= cue.idx < e and not s <= time.start < e for f in near for s, e in f.pieces)

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
