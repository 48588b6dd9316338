"""Attribution: frames of cue, speaker and content, from the parse where it holds, else from marks and commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from eventx.facts.statement.after import ContentAfter
from eventx.facts.statement.columns import identities
from eventx.facts.statement.cues import cue_ids, is_passive, is_verb, lemma_of, verbs
from eventx.facts.statement.layout import Frame, Sentence
from eventx.facts.statement.phrases import Phrase
from eventx.facts.statement.sources import Sources
from eventx.facts.statement.uncued import Uncued
from eventx.mentions.reading import Reading

_NOTE = re.compile(r"[\"”»] ?\({1,2}[^()\n]{1,40}\){1,2}$")  # a note on what is quoted
_NEAR = 25  # tokens from a quotation to a verb that may be its cue
_AHEAD = 12  # tokens from such a verb to a quotation after it
_OPEN = frozenset(
    {"deny", "dismiss", "reject", "dispute", "accuse", "urge", "demand", "request", "order", "describe", "put", "call"}
)  # never beside their content


def find_frames(reading: Reading) -> list[Frame]:
    """Find the statements of an article, in text order."""
    return _Finder(reading).find()


class _Finder(Sources, ContentAfter, Uncued):
    """One pass over the cues of an article."""

    def find(self) -> list[Frame]:
        """Find all frames."""
        for token in self._candidates():
            frame = self._according(token) or self._in_words(token) or self._verb(token)
            if frame is not None:
                self._add(frame)
        self._names_with_colon()
        self._names_beside()
        self._unclosed(" ")
        self._loose_quotes()
        self._neighbours()
        self._unclosed(" \n")
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
        pieces, inside, outside, marked = [], 0, 0, frame.nested
        for start, end in sorted(frame.pieces):
            start, end = self._trim(start, end)
            if (note := _NOTE.search(self.text, start, end)) is not None:
                start, end = self._trim(start, note.start() + 1)
            if start >= end or not any(c.isalnum() for c in self.text[start:end]):
                continue
            if frame.nested:
                start, end, inner = self._unmarked(start, end)
                marked = marked and inner
            pieces.append((start, end))
            inside += self._quoted(start, end)
            outside += self._unquoted_words(start, end)
        frame.pieces = pieces
        frame.mode = "mixed" if outside else "direct"
        if not inside or (frame.nested and not marked):
            frame.mode = "indirect"

    def _unmarked(self, start: int, end: int) -> tuple[int, int, bool]:
        """Take the single marks off what is quoted in a quotation; say whether there were any."""
        text = self.text
        inner = text[start] in "'‘" or (start > 0 and text[start - 1] in "'‘")
        start += text[start] in "'‘"
        while inner and end > start + 1 and text[end - 1] in "'’,.!?":
            end -= 1
        return start, end, inner

    def _verb(self, token: Token) -> Frame | None:
        lemma = lemma_of(token) or self._utters(token)
        if lemma is None:
            return None
        sentence = self.sentence(token.i)
        inverted = self._inverted(token)
        beside = self._beside(token, sentence) if inverted is None else None
        verbless = token.tag_ == "VBN" and not self.finite(sentence.start, sentence.end)
        if inverted is None and beside is None and verbless:
            beside = self._apposed(token)  # Powers, in an email, described him as: no other verb
        passive = is_passive(token)
        by = next((c for c in token.rights if c.dep_ == "agent"), None) if passive else None
        told_by = by is not None and (
            any(c.dep_ == "auxpass" for c in token.lefts) or bool(self._of_passive(token, sentence))
        )
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
            subject.head.lower_ == "you"
            or (subject.head.lower_ in ("i", "we") and token.tag_ != "VBD")
            or (elliptical and self.in_quote[subject.head.i] != self.in_quote[token.i])
            or (lemma in verbs("with_that") and lemma in verbs("request"))
        ):
            return None
        if self._unsaid(token, lemma) or self._no_speech(token, lemma, sentence):
            return None
        opens = token.i == sentence.start or all(
            t.is_space or (t.pos_ == "ADV" and not self._named(t)) for t in self.doc[sentence.start : token.i]
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
        if by is not None and not pieces:
            pieces, rule = self._of_passive(token, sentence), "quote"
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
        if token.i and self.doc[token.i - 1].lower_ in ("neither", "nor"):
            return True
        if token.tag_ == "VBG" and token.dep_ == "pcomp" and head.lower_ in ("from", "without"):
            return True
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        asks = following is not None and (
            following.tag_ in ("WRB", "WP", "WDT") or following.lower_ in ("whether", "if")
        )
        if lemma == "say" and token.tag_ == "VB" and asks:
            return True
        if lemma == "ask" and token.i and self.doc[token.i - 1].lower_ in ("when", "if", "once", "being"):
            return True  # said Reed, when asked whether she would go
        if lemma == "ask" and asks and token.i and self.doc[token.i - 1].text == ",":
            return token.dep_ != "conj"  # Maddox, asked whether she agreed, paused
        return lemma not in verbs("contradiction") and any(c.dep_ == "neg" for c in token.lefts)

    def _no_speech(self, token: Token, lemma: str, sentence: Sentence) -> bool:
        """Say whether what follows a verb shows that it is none of speech here: told of the remark; went after him."""
        following = self.doc[token.i + 1] if token.i + 1 < sentence.end else None
        if lemma == "tell":  # whoever tells tells somebody
            if following is None or following.is_space or following.lower_ in ("of", "that", ",", "."):
                return True
            return following.lower_ == "about" and not self.doc[token.i + 2 : token.i + 3].text[:1].isdigit()
        if lemma in verbs("back"):
            return (following is None or following.lower_ != "back") and not self._leads(token)
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
        if before is not None and self._adjunct(before):
            before = None  # In a speech, she said as much
        if before is not None and self._closes(
            group_end, sentence, self.in_quote[cue.i] < 0 and self._quoted(before[1] - 2, before[1]) > 0
        ):
            comma = self._past_times(self._adverbials_end(group_end, sentence), sentence)
            pieces = [before]
            if comma < sentence.end and self.doc[comma].text == ",":
                resumed = self._rest(cue, comma + 1, before, group_start, sentence)
                if resumed is not None:
                    pieces.append(resumed)
            return pieces, "after"
        found = self._content_after(cue, lemma, cue_end, subject, sentence)
        return found
