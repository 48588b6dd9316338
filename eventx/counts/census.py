"""Census: which numbers of an article count persons, and who they are; also where the noun is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from eventx.counts.govern import Government, action_of, compared, govern
from eventx.counts.tally import Tally, tally
from eventx.normalize.number import Number
from eventx.people import NOUNS, is_person, is_plural, singular, tells_of_disease, words
from eventx.reading import Located, Reading
from eventx.syntax import is_time, subject

Chars = tuple[int, int]
_QUOTES = frozenset("\"“‘'")
_NEAR = 60  # tokens back in which an antecedent may stand
_COUNTING = frozenset({None, "person"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons: its tally, the characters of ``who``, what governs it, the action, the rule."""

    tally: Tally
    who: Chars | None
    government: Government
    action: str | None
    rule: str
    place: Chars | None = None
    """The place of an ellipsis: "the UAE 18,900"."""
    placed: Token | None = None
    """What the places of the sentence stand to: the counted noun, the number, or the subject of a level."""


def census(reading: Reading) -> list[Count]:
    """Find the numbers of persons that no other type owns, in text order."""
    return list(_Census(reading))


class _Census:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.diseased = tells_of_disease(reading.doc)
        self.last: Count | None = None
        self.ends = {place.end: place for place in reading.places if place.form == "name"}
        self.other: Tally | None = None  # the last number of something else

    def __iter__(self) -> Iterator[Count]:
        for number in self.reading.numbers:
            if self.reading.owners.get((number.start, number.end)) not in (None, "change"):
                continue
            if number.unit not in _COUNTING or number.per or self._physical(number):
                continue
            if number.value is not None and (number.value != number.value.to_integral_value() or number.value < 0):
                continue
            item = tally(self.reading, number)
            found = self.count(item)
            if found is None and item.head is not None:
                self.other = item
            if found is not None:
                self.last = found
                yield found

    def _physical(self, number: Number) -> bool:
        """Tell whether a physical unit stands after the number ("310 horsepower")."""
        counting = self.reading.units.get((number.start, number.end))
        return counting is not None and counting.kind == "unit"

    def count(self, item: Tally) -> Count | None:
        """Return the count of persons that a number is, or None."""
        doc = self.reading.doc
        after = doc[item.last.i + 1] if item.last.i + 1 < len(doc) else None
        if after is not None and after.text in ("-", "–", "/") and not after.whitespace_ and not item.last.whitespace_:
            return None  # "a two-man team", "a six-year-old"
        if item.head is not None:
            if not is_person(item.head, self.diseased):
                return None
            if item.partitive and item.begin.i and item.begin.nbor(-1).pos_ == "PROPN":
                return None  # "Local 755 of the machinists"
            if item.partitive and item.last.lower_ == "one" and not self._of_number_after(item):
                return None  # "one of the best performers"
            return self._make(item, self._phrase(item), "headcount.noun", silent=self._of_number(item))
        return self._bare(item, after)

    def _make(self, item: Tally, who: Chars | None, rule: str, silent: bool = False) -> Count:
        government = govern(item.governed, item.begin, item.head)
        subject = item.head is not None and item.head.dep_ in ("nsubj", "nsubjpass")
        return Count(item, who, government, None if silent else action_of(government, subject), rule)

    def _of_number_after(self, item: Tally) -> bool:
        return any(t.like_num for t in self.reading.doc[item.last.i + 1 : item.last.i + 4])

    def _of_number(self, item: Tally) -> bool:
        """Tell whether a number is the whole of another: "ten of the 14 economists", "three of 38"."""
        doc = self.reading.doc
        at = item.begin.i - 1
        if at > 0 and doc[at].lower_ in ("the", "its", "their", "those", "these", "his", "her", "our"):
            at -= 1
        return at > 0 and doc[at].lower_ == "of" and doc[at - 1].like_num

    def _phrase(self, item: Tally) -> Chars:
        """Return the characters of the counted noun phrase, with nouns coordinated to its head."""
        assert item.first is not None
        assert item.head is not None
        doc = self.reading.doc
        end = item.head.i
        at = end + 1
        while at + 1 < len(doc) and doc[at].lower_ in (",", "and", "or", "&") and not doc[at + 1].is_sent_start:
            step = at + 1 if doc[at + 1].lower_ not in ("and", "or") else at + 2
            while (
                step + 1 < len(doc)
                and step < at + 4
                and doc[step].dep_ in ("amod", "compound")
                and doc[step].head.i > step
            ):
                step += 1
            if step >= len(doc) or not (
                doc[step].pos_ in NOUNS and is_plural(doc[step]) and is_person(doc[step], self.diseased)
            ):
                break
            following = doc[step + 1] if step + 1 < len(doc) else None
            if doc[at].text == "," and (following is None or following.lower_ not in (",", "and", "or", "&")):
                break
            if doc[step].dep_ not in ("conj", "appos", "dobj", "nsubj", "pobj"):
                break
            end, at = step, step + 1
        first = item.first
        if item.partitive:  # "two of Tau's brothers"
            first = next((doc[i + 1] for i in range(item.head.i - 1, first.i, -1) if doc[i].tag_ == "POS"), first)
        return first.idx, doc[end].idx + len(doc[end])

    def _bare(self, item: Tally, after: Token | None) -> Count | None:
        """Judge a number that stands without a noun."""
        next_three = self.reading.doc[item.last.i + 1 : item.last.i + 4]
        of_those = len(next_three) == 3 and next_three[:2].text.lower() == "of those" and next_three[2].tag_ == "VBN"
        if of_those and next_three[2].lemma_ in words("verbs"):
            return self._make(item, (next_three[1].idx, next_three.end_char), "headcount.those")
        government = govern(item.last, item.begin)
        verb = government.verb
        same = self.last if self.last is not None and self.last.tally.last.sent == item.last.sent else None
        tallied = self._level(item, government)
        if tallied is not None:
            level = self._make(item, tallied, "headcount.level", silent=True)
            return replace(level, placed=self.reading.span(*tallied).root)
        if item.elliptic:
            who = self._antecedent(item)
            if who is None:
                return None
            return self._inherit(self._make(item, who, "headcount.more"), same)
        if self._age(item):
            return None
        action = action_of(government) or ""
        fits = after is None or after.pos_ not in (*NOUNS, "ADJ") or is_time(after) or is_time(after.head)
        fits = fits and (after is None or after.text not in _QUOTES)
        if after is not None and after.lower_ in words("states"):
            silent = after.lower_ in ("dead", "missing", "homeless", "feared", "stranded", "trapped")
            state = self._make(item, self._same_who(same), "headcount.state", silent=silent)
            if silent:
                return state
            own = Government(after)
            return replace(
                state, government=state.government if state.government.verb is not None else own, action=action_of(own)
            )
        if fits and (action in words("verbs") or (verb is not None and verb.lemma_ in words("verbs"))):
            return self._make(item, self._same_who(same), "headcount.verb")
        if self._group(item):
            return self._make(item, None, "headcount.group", silent=True)
        if same is None and fits and (persons := self._shared_subject(item, verb)) is not None:
            return self._make(item, persons, "headcount.subject")
        if same is not None and fits and self._gapped(item, same, government):
            gap = self._inherit(self._make(item, same.who, "headcount.gap"), same)
            place = self.beside(self._left(item)) if item.begin.i else None
            return replace(gap, place=(place.start, place.end)) if place else gap
        return None

    def _level(self, item: Tally, government: Government) -> Chars | None:
        """Return the persons whose level a bare number is: "the number of people rose to 14,500"."""
        verb = government.verb
        above = item.last.head if item.last.dep_ == "pobj" else None
        if above is not None and above.lower_ in ("by", "to", "from") and above.head.pos_ == "VERB":
            noun = next((c for c in above.head.rights if c.dep_ == "dobj" and c.i < item.begin.i), None)
            level = noun is not None and singular(noun) in words("tallies") | words("number_of")
            found = self._people_of(noun) if noun is not None and level else None
            if found is not None:
                return found  # "cut its workforce by 2,000 to 18,500"
        if verb is not None and (
            verb.lemma_ in words("no_action") | words("reaching") | words("copulas")
            or (item.number.start, item.number.end) in self.reading.used
        ):
            noun = subject(verb)
            if noun is not None and noun.i < item.begin.i:
                return self._people_of(noun)
        metric = self.reading.metrics.get((item.number.start, item.number.end))
        if (
            metric is not None
            and not compared(item.begin)
            and (found := self._people_of(self.reading.span(*metric).root)) is not None
        ):
            return found
        at = item.begin.i - 1
        doc = self.reading.doc
        while at > 0 and item.begin.i - at < 5 and doc[at].dep_ in ("advmod", "quantmod") and not doc[at].is_punct:
            at -= 1
        if at > 1 and doc[at].lower_ in ("at", "to", "of") and doc[at - 1].text == ",":
            noun = doc[at - 2]
            return self._people_of(noun) if noun.pos_ in NOUNS else None
        if (
            at > 0
            and doc[at].lower_ in ("at", "to", "of", "by")
            and doc[at - 1].lower_ in ("toll", "headcount", "workforce")
        ):
            return self._people_of(doc[at - 1])
        return None

    def _people_of(self, noun: Token) -> Chars | None:
        """Return the persons in a subject: "number of people", "death toll", "Chinese arrivals"."""
        if singular(noun) in words("number_of"):
            if any(c.dep_ == "compound" and is_person(c, self.diseased) for c in noun.lefts):
                return self._plain(noun)  # "visitor numbers"
            for prep in noun.rights:
                if prep.lower_ == "of":
                    inner = next((child for child in prep.rights if child.dep_ == "pobj"), None)
                    return self._plain(inner) if inner is not None and is_person(inner, self.diseased) else None
            return None
        if singular(noun) in words("tallies"):
            return self._plain(noun)
        if is_person(noun, self.diseased) and is_plural(noun):
            return self._plain(noun)
        return None

    def _plain(self, noun: Token) -> Chars:
        """Return the characters of a noun with its adjectives and nouns, without determiners."""
        first = noun
        while first.i > 0 and not first.is_sent_start:
            before = first.nbor(-1)
            if (
                before.pos_ in ("ADJ", "NOUN", "PROPN")
                and before.dep_ in ("amod", "compound", "nmod")
                and before.head.i <= noun.i
            ):
                first = before
            else:
                break
        return first.idx, noun.idx + len(noun)

    def _antecedent(self, item: Tally) -> Chars | None:
        """Return the persons of an ellipsis or pronoun: those last counted, or the nearest plural noun for persons."""
        if not self._open(item):
            return None
        if self.last is not None and item.begin.i - self.last.tally.last.i < _NEAR:
            return self.last.who
        if item.last.i + 1 < len(self.reading.doc) and item.last.nbor(1).lower_ == "others":
            return item.last.nbor(1).idx, item.last.nbor(1).idx + 6
        doc = self.reading.doc
        for at in range(item.begin.i - 1, max(-1, item.begin.i - _NEAR), -1):
            if doc[at].pos_ in NOUNS and is_plural(doc[at]) and is_person(doc[at], self.diseased):
                return self._plain(doc[at])
        return None

    @staticmethod
    def _same_who(same: Count | None) -> Chars | None:
        """Return the persons of the count before in the sentence; a toll is not what was injured."""
        if same is None or same.who is None:
            return None
        toll = same.placed is not None and singular(same.placed) in words("tallies")
        return None if toll else same.who

    def _shared_subject(self, item: Tally, verb: Token | None) -> Chars | None:
        """Return the persons of the clause before: "thousands of people fled and 1,100 crossed into Rwanda"."""
        if (
            verb is None
            or verb.dep_ != "conj"
            or item.last.dep_ not in ("nsubj", "nsubjpass")
            or item.last.head != verb
        ):
            return None
        noun = subject(verb.head)
        while noun is not None and noun.i < item.begin.i:
            if is_person(noun, self.diseased) and is_plural(noun):
                return self._plain(noun)
            noun = next(
                (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj"), None
            )
        return None

    def _age(self, item: Tally) -> bool:
        """Tell whether a bare number is an age: "children under five", "mean age 51"."""
        doc = self.reading.doc
        at = item.begin.i - 1
        if at < 0 or item.number.value is None or item.number.value > 120:
            return False
        if doc[at].lower_ in ("age", "aged", "ages"):
            return True
        start = item.number.start
        lead = self.reading.text[max(0, start - 16) : start].lower().split()
        bounded = self.reading.text[item.begin.idx : item.last.idx + len(item.last)].lower().split() + lead[-1:]
        return (
            any(w in ("under", "over", "below", "above") for w in bounded)
            and at > 0
            and any(is_person(doc[i], self.diseased) for i in (at, at - 1) if i >= 0 and doc[i].pos_ in NOUNS)
        )

    def _open(self, item: Tally) -> bool:
        """Tell whether nothing else was counted since the last persons: "1,000 turkeys ... a further 1,600"."""
        other = self.other
        if other is None or other.last.sent != item.last.sent:
            return True
        return self.last is not None and self.last.tally.last.i > other.last.i

    def _group(self, item: Tally) -> bool:
        doc = self.reading.doc
        at = item.begin.i
        return (
            at > 1
            and doc[at - 1].lower_ == "of"
            and singular(doc[at - 2]) in words("groups") | words("inhabited")
            and item.head is None
        )

    def _left(self, item: Tally) -> Token:
        """Return the word before a number and its bound."""
        back = item.begin.nbor(-1)
        while back.i > 0 and back.dep_ in ("advmod", "quantmod") and back.lower_ not in ("up", "down"):
            back = back.nbor(-1)
        return back

    def beside(self, token: Token) -> Located | None:
        """Return the named place that ends with ``token``: "the UAE 18,900"."""
        if token.pos_ not in NOUNS:
            return None
        return self.ends.get(token.idx + len(token))

    def _gapped(self, item: Tally, same: Count, government: Government) -> bool:
        """Tell whether a bare number goes on a count of its sentence: "the UAE 18,900", "up from 85", "adds 350"."""
        if item.begin.i == 0:
            return False
        back = self._left(item)
        if back.lower_ == "including":
            return True
        if back.lower_ == "from" and back.i > 0 and back.nbor(-1).lower_ in ("up", "down"):
            return True
        if self.beside(back) is not None:
            return True
        verb = government.verb
        if (
            item.last.dep_ in ("nsubj", "nsubjpass")
            and item.last.lower_ != "one"
            and verb is not None
            and verb.i > item.last.i
        ):
            return verb != same.government.verb and self._open(item)  # "200 people are dead and 2,600 are ill"
        return (
            verb is not None and verb != same.government.verb and government.preposition is None
            and verb.i < item.begin.i and item.last.dep_ in ("dobj", "obj") and verb.lemma_ not in words("no_action")
            and item.begin.idx > same.tally.last.idx and (action_of(same.government) is not None)
        )  # fmt: skip

    def _inherit(self, count: Count, same: Count | None) -> Count:
        """Take the verb of the count before where an ellipsis has none; "up from 85" and "900 fewer" never have one."""
        begin, last = count.tally.begin, count.tally.last
        from_ = any(t.lower_ == "from" for t in self.reading.doc[max(0, begin.i - 3) : begin.i])
        after = last.nbor(1).lower_ if last.i + 1 < len(self.reading.doc) else ""
        if from_ or after in ("fewer", "less"):
            return replace(count, action=None)
        verb = count.government.verb
        if same is None or (verb is not None and verb != same.government.verb):
            return count
        return replace(count, government=same.government, action=same.action)
