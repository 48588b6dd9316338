"""Days of speaking: the time that stands with a cue, outside what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from eventx.facts.statement.cues import FINITE
from eventx.facts.statement.layout import Frame, Sentence, Speech
from eventx.normalize.date import Time


class Days(Speech):
    """Finds the day on which something was said."""

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
                or self.in_quote[i] not in (-1, self.in_quote[cue.i])
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
        return self._past(best[1], cue) if best else None

    def _past(self, time: Time, cue: Token) -> Time:
        """Put the weekday of a past cue back by a week where its clause's "would" has made it a coming one."""
        published, day = self.reading.article.published_on, date.fromisoformat(time.start_date or "")
        weekday = self.text[time.start : time.end].lower() == day.strftime("%A").lower()
        if cue.tag_ != "VBD" or not weekday or published is None or day <= published:
            return time
        iso = (day - timedelta(days=7)).isoformat()
        return replace(time, timex=iso, start_date=iso, end_date=iso)

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
