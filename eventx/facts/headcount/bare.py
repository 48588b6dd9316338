"""Bare numbers: which numbers without a noun count persons: "killing 107", "three are critical", "450 more"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.headcount.action import action_of, compared
from eventx.facts.headcount.count import Chars, Count, make
from eventx.facts.headcount.levels import Levels
from eventx.facts.headcount.past import Past
from eventx.lexicons import lexicon
from eventx.mentions.claims import Claims
from eventx.mentions.persons import NOUNS, is_person, is_plural, singular
from eventx.mentions.reading import Located, Reading
from eventx.mentions.tally import Tally
from eventx.syntax.government import Government, government_of
from eventx.syntax.phrases import is_time, subject

_NEAR = 60  # tokens back in which an antecedent may stand
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr"})
_QUOTES = frozenset("\"“‘'")


class Bare:
    """Judges numbers that stand without a noun.

    Parameters
    ----------
    reading : Reading
        The article.
    diseased : bool
        Whether it tells of a disease, so that cases are persons.
    """

    def __init__(self, reading: Reading, claims: Claims, diseased: bool) -> None:
        self.reading = reading
        self.diseased = diseased
        self.levels = Levels(reading, claims, diseased)
        self.ends = {place.end: place for place in reading.places if place.form == "name"}
        self.starts = {place.start: place for place in self.ends.values()}

    def judge(self, item: Tally, after: Token | None, past: Past) -> Count | None:
        """Return the count that a bare number is, or None; its persons by what it is said to be, if that is said."""
        count = self._judge(item, after, past)
        verb = item.top.head
        if count is None or verb.lemma_ != "be" or item.top.dep_ not in ("nsubj", "nsubjpass"):
            return count
        below = (c for child in verb.rights if child.lemma_ == "be" for c in child.rights)  # "600 are to be women"
        found = (c for c in (*verb.rights, *below) if c.dep_ == "attr")
        said = next((c for c in found if is_plural(c) and is_person(c, self.diseased)), None)
        return replace(count, who=self.levels.plain(said)) if said is not None else count

    def _judge(self, item: Tally, after: Token | None, past: Past) -> Count | None:
        next_three = self.reading.doc[item.last.i + 1 : item.last.i + 4]
        of_those = len(next_three) == 3 and next_three[:2].text.lower() == "of those" and next_three[2].tag_ == "VBN"
        if of_those and next_three[2].lemma_ in lexicon("headcount").verbs:
            return make(item, (next_three[1].idx, next_three.end_char), "headcount.those")
        government = government_of(item.last, item.begin)
        last = past.last
        same = last if last is not None and last.tally.last.sent == item.last.sent else None
        level = self.levels.of(item, government) if item.last.dep_ != "appos" else None
        if level is not None:
            above = item.last.head
            stated = item.last.dep_ == "pobj" and above.lower_ == "at" and above.head == government.verb
            count = make(item, level, "headcount.level", silent=not stated)  # "puts the toll at 6,750"
            return replace(count, placed=self.reading.span(*level).root)
        if self._age(item):
            return None
        if item.elliptic:
            who = self._antecedent(item, past)
            known = who is not None or (same is not None and past.open(item))
            return self._inherit(make(item, who, "headcount.more"), same) if known else None
        if (state := self._state(item, after)) is not None:
            return self._of_state(item, state, government, same)
        fits = after is None or after.pos_ not in (*NOUNS, "ADJ") or is_time(after) or is_time(after.head)
        fits = fits and (after is None or after.text not in _QUOTES)
        verb = government.verb
        action = action_of(government) or ""
        deed = (
            verb is not None and item.last.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in lexicon("headcount").deeds
        )
        if fits and (
            deed
            or action in lexicon("headcount").verbs
            or (verb is not None and verb.lemma_ in lexicon("headcount").verbs)
        ):
            near = last if same is None and past.latest() else same
            return make(item, _who(near), "headcount.verb")
        if self._group(item):
            told = item.begin.nbor(-2).dep_ in ("nsubj", "nsubjpass")
            body = item.begin.nbor(-2)
            who = (
                (body.idx, body.idx + len(body)) if body.lower_ in lexicon("headcount").tallies else None
            )  # "a staff of nine"
            return make(item, who, "headcount.group", silent=not told)
        if same is None and fits and (persons := self._shared_subject(item, verb)) is not None:
            return make(item, persons, "headcount.subject")
        if same is not None and fits and (beside := self._beside_after(item, after)) is not None:
            gap = self._inherit(make(item, same.who, "headcount.gap"), same)
            gap = replace(gap, government=same.government, action=same.action)
            place = (beside.start, beside.end)
            source = after is not None and after.lower_ == "from"
            return replace(gap, origin=place if source else None, place=None if source else place)
        alone = item.last.lower_ == "one" and item.last.dep_ != "conj"
        if same is not None and fits and not alone and not _scored(item.begin):
            return self._placed(self._inherit(make(item, same.who, "headcount.gap"), same))
        if fits and (who := self._listed(item, same)) is not None:
            return self._placed(make(item, who, "headcount.list", silent=True))
        if fits and self._goes_on(item, after, government, past):
            said = past.values.get(item.number.value) if item.number.value is not None else None
            return make(item, said or _who(last), "headcount.again")
        return None

    def _goes_on(self, item: Tally, after: Token | None, government: Government, past: Past) -> bool:
        """Tell whether a bare number takes up the persons that the article counts: "three are critical"."""
        last = past.last
        if last is None or item.number.value is None or (after is not None and after.lower_ in ("of", "per")):
            return False
        beyond = after.nbor(1) if after is not None and after.i + 1 < len(after.doc) else None
        ratio = beyond is not None and beyond.like_num and not is_time(beyond)  # "seven in ten"
        if after is not None and after.lower_ == "in" and ratio:
            return False
        known = item.number.value in past.values and item.number.value > 9
        singular_verb = after is not None and after.tag_ == "VBZ" and item.number.value > 1
        if singular_verb or not item.number.value or _scored(item.begin):
            return False  # "the 2 is running", "voted 1,212 to 88"
        if not known and (not past.latest() or past.shared(item) or item.begin.i - last.tally.last.i > 2 * _NEAR):
            return False
        if self.levels.figure(item, government):
            return True
        told = after is not None and after.tag_ in ("VBD", "VBP", "VBN", "MD")
        held = (
            told
            or item.last.dep_ in _ARGUMENTS
            or (
                item.last.dep_ == "pobj"
                and item.last.head.dep_ == "prep"
                and item.last.head.lower_ in ("for", "of", "with")
            )
        )
        return held and item.last.lower_ != "one" and (known or government.verb is not None)

    def again(self, item: Tally, past: Past) -> Count | None:
        """Return the count of a bare number that the article counts elsewhere: a headline's "moves 14,000"."""
        after = item.last.nbor(1) if item.last.i + 1 < len(item.last.doc) else None
        fits = after is None or after.pos_ not in (*NOUNS, "ADJ", "ADP")
        value = item.number.value
        if not fits or value is None or value < 20 or value not in past.values:
            return None
        return None if self._age(item) else make(item, past.values[value], "headcount.again")

    def _listed(self, item: Tally, same: Count | None) -> Chars | None:
        """Return the persons of a list by place: "the numbers of dead: Sri Lanka - 28,500, India - 7,700"."""
        back = self._left(item) if item.begin.i else None
        if back is None or back.text not in ("-", "–", "—", ":") or back.i == 0 or self._beside(back.nbor(-1)) is None:
            return None
        if same is not None:
            return same.who
        doc = self.reading.doc
        for at in range(back.i - 2, max(back.sent.start, back.i - _NEAR) - 1, -1):
            plural = doc[at].pos_ in NOUNS and is_plural(doc[at]) and is_person(doc[at], self.diseased)
            if plural or (doc[at].lower_ in lexicon("headcount").plurals and doc[at].dep_ == "pobj"):
                return self.levels.plain(doc[at])
        return None

    def _state(self, item: Tally, after: Token | None) -> Token | None:
        """Return the state that persons are told to be in: "27 dead", "17 confirmed dead", "60 still missing"."""
        at = after
        for _ in range(3):
            if at is None or at.is_sent_start:
                return None
            if at.lower_ in lexicon("headcount").states:
                return at
            if at.pos_ != "ADV" and at.lower_ not in lexicon("headcount").reported:
                return None
            at = at.nbor(1) if at.i + 1 < len(at.doc) else None
        return None

    def _of_state(self, item: Tally, state: Token, government: Government, same: Count | None) -> Count:
        """Make the count of persons dead, missing or injured."""
        verb = government.verb
        dead = state.lower_ in lexicon("headcount").silent
        over = verb is not None and verb.i < item.begin.i and verb.lemma_ not in lexicon("government").copulas
        if state.lower_ == "dead" and state.i - item.last.i < 3 and item.last.nbor(1).pos_ != "AUX":
            said = item.last.nbor(1).idx, state.idx + len(state)  # "leaves 19 dead", "17 confirmed dead"
            return make(item, said, "headcount.state", silent=not over)
        if over and dead:
            return make(item, _who(same), "headcount.state")
        count = make(item, _who(same), "headcount.state", silent=dead)
        if dead:
            return count
        own = Government(state)
        return replace(count, government=own if verb is None else count.government, action=action_of(own))

    def _antecedent(self, item: Tally, past: Past) -> Chars | None:
        """Return the persons of an ellipsis or pronoun: those last counted, or the nearest plural noun for persons."""
        if not past.open(item):
            return None
        after = item.last.nbor(1) if item.last.i + 1 < len(self.reading.doc) else None
        if after is not None and after.lower_ == "others":
            return after.idx, after.idx + len(after)
        if past.last is not None and item.begin.i - past.last.tally.last.i < _NEAR:
            return past.last.who
        doc = self.reading.doc
        for at in range(item.begin.i - 1, max(-1, item.begin.i - _NEAR), -1):
            if doc[at].pos_ in NOUNS and is_plural(doc[at]) and is_person(doc[at], self.diseased):
                return self.levels.plain(doc[at])
        return None

    def _shared_subject(self, item: Tally, verb: Token | None) -> Chars | None:
        """Return the persons that the clause before is about: "thousands of people fled and 1,100 crossed over"."""
        subjects = ("nsubj", "nsubjpass")
        if verb is None or item.last.dep_ not in subjects or item.last.head != verb or item.last.lower_ == "one":
            return None
        noun = subject(verb.head) if verb.dep_ == "conj" else None
        lead = self.reading.doc[max(item.last.sent.start, item.begin.i - _NEAR) : item.begin.i]
        if noun is None and any(token.text in (":", ";") for token in lead):
            noun = next((token for token in reversed(lead) if token.dep_ in subjects), None)
        if noun is not None and noun.i > item.begin.i:
            return None
        while noun is not None:
            if is_person(noun, self.diseased) and is_plural(noun):
                return self.levels.plain(noun)
            inner = (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj")
            noun = next(inner, None)
        return None

    def _age(self, item: Tally) -> bool:
        """Tell whether a bare number is an age: "children under five", "mean age 51", "Daniel Montalvo, 19,"."""
        counting = self.reading.units.get(item.number.end)
        if counting is not None and counting.kind == "age":
            return True
        doc = self.reading.doc
        at = item.begin.i - 1
        if at < 0 or item.number.value is None or item.number.value > 120:
            return False
        if doc[at].lower_ in ("age", "aged", "ages"):
            return True
        if doc[at].lower_ in ("over", "under") and at > 0 and doc[at - 1].lemma_ == "be":
            return True  # "48 of whom are over 55"
        start = item.number.start
        lead = self.reading.text[max(0, start - 16) : start].lower().split()
        bounded = self.reading.text[item.begin.idx : item.last.idx + len(item.last)].lower().split() + lead[-1:]
        return (
            any(w in ("under", "over", "below", "above") for w in bounded)
            and at > 0
            and any(is_person(doc[i], self.diseased) for i in (at, at - 1) if i >= 0 and doc[i].pos_ in NOUNS)
        )

    def _group(self, item: Tally) -> bool:
        doc, at = self.reading.doc, item.begin.i
        groups = lexicon("headcount").groups | lexicon("headcount").units | lexicon("headcount").inhabited
        return at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].lower_ in groups and item.head is None

    def _left(self, item: Tally) -> Token:
        """Return the word before a number and its bound."""
        back = item.begin.nbor(-1)
        bound = lexicon("government").bounding
        while back.i > 0 and back.lower_ not in ("up", "down", "to", "of", "another", "further", "the", "a", "an"):
            if back.dep_ not in ("advmod", "quantmod") and back.lower_ not in bound:
                break
            back = back.nbor(-1)
        return back

    def _beside(self, token: Token) -> Located | None:
        """Return the named place that ends with ``token``: "the UAE 18,900"."""
        return self.ends.get(token.idx + len(token)) if token.pos_ in NOUNS else None

    def _beside_after(self, item: Tally, after: Token | None) -> Located | None:
        """Return the place of a number that goes on a list by place: "8 died in Lyon and 3 in Nice"."""
        if after is None or after.lower_ not in ("from", "to", "in", "at") or not item.begin.i:
            return None
        if self._left(item).lower_ not in (",", "and", "but", ";", "while"):
            return None
        for step in range(1, 4):
            if after.i + step >= len(after.doc) or after.nbor(step).is_punct:
                return None
            if (place := self.starts.get(after.nbor(step).idx)) is not None:
                return place
        return None

    def _placed(self, count: Count) -> Count:
        left = self._left(count.tally) if count.tally.begin.i else None
        if left is not None and left.text in ("-", "–", "—", ":") and left.i:
            left = left.nbor(-1)
        place = self._beside(left) if left is not None else None
        return replace(count, place=(place.start, place.end)) if place else count

    def _inherit(self, count: Count, same: Count | None) -> Count:
        """Take the verb of the count before where an ellipsis has none; "up from 85" and "900 fewer" never have one."""
        last = count.tally.last
        after = last.nbor(1).lower_ if last.i + 1 < len(self.reading.doc) else ""
        beyond = last.nbor(2).lower_ if last.i + 2 < len(self.reading.doc) else ""
        if compared(count.tally.begin) or after in ("fewer", "less") or (after == "more" and beyond == "than"):
            return replace(count, action=None)
        verb = count.government.verb
        if last.i and count.tally.of_whom and verb is None:
            return count
        if same is None or (verb is not None and verb != same.government.verb):
            return count
        return self._placed(replace(count, government=same.government, action=same.action))


def _scored(begin: Token) -> bool:
    """Tell whether a number is the other half of a score: "voted 1,212 to 88"."""
    return begin.i > 1 and begin.nbor(-1).lower_ in ("to", "-", "–") and begin.nbor(-2).like_num


def _who(same: Count | None) -> Chars | None:
    """Return the persons of the count before; a toll is not what was injured."""
    if same is None or same.who is None:
        return None
    toll = same.placed is not None and singular(same.placed) in lexicon("headcount").tallies
    dead = same.rule == "headcount.state" and same.who[0] > same.tally.last.idx  # "12 dead, 40 hurt"
    return None if toll or dead else same.who
