"""Cases: a number without a noun, with what stands around it and what was told in numbers before."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from eventx.facts.headcount.count import History, PersonCount
from eventx.facts.headcount.phrase import CountedPhrase, is_said_of_many
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.mentions.persons import is_of_people, is_plural, nouns_before
from eventx.mentions.sizes import distance, size_of
from eventx.mentions.unitless import asks_money, governors_of
from eventx.normalize.number import Number
from eventx.syntax.government import Government, government_of
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import is_time

_MANY, _MILLION = 1000, 1_000_000
_NO_THINGS = frozenset({"person", "time"})  # "three times that sum"
_PRONOUNS = frozenset({"of them", "of whom", "of those", "of these", "of us", "of you"})


@dataclass(frozen=True, slots=True)
class Case:
    """A number without a noun, with what stands around it and what was counted before."""

    analysis: Analysis
    claims: Claims
    phrase: CountedPhrase
    history: History
    diseased: bool
    government: Government
    after: Token | None
    same: PersonCount | None
    """The last count, where it stands in the same sentence."""

    @classmethod
    def of(cls, analysis: Analysis, claims: Claims, phrase: CountedPhrase, history: History, diseased: bool) -> Case:
        """Look at the words around a number."""
        doc, last = analysis.doc, history.last
        after = doc[phrase.last.i + 1] if phrase.last.i + 1 < len(doc) else None
        same = last if last is not None and last.phrase.last.sent == phrase.last.sent else None
        government = _misread(phrase) or government_of(phrase.last, phrase.begin)
        return cls(analysis, claims, phrase, history, diseased, government, after, same)

    @property
    def is_age(self) -> bool:
        """Whether the number is an age: "children under five", "48 of whom are over 55"."""
        counting, begin, last = self.analysis.units.get(self.phrase.number.end), self.phrase.begin, self.phrase.last.i
        behind, words = begin.doc[last + 1 : last + 3].text.lower(), lexicon("headcount")
        if (counting is not None and counting.kind == "age") or behind in words.ages:
            return True
        if begin.i < 2:
            return False
        word, above = begin.nbor(-1).lower_, begin.nbor(-2)
        if word == "of":
            return not is_plural(above) and above.lower_ not in lexicon("persons").groups and is_of_people(above)
        aged = above.lemma_ in ("be", "age") or above.lower_ in words.aged
        return word in lexicon("clause").limits and (aged or is_of_people(above, self.diseased))

    @property
    def bare(self) -> bool:
        """Whether no word behind the number may be what it counts."""
        after, begin = self.after, self.phrase.begin
        if begin.i > 1 and begin.nbor(-1).lower_ == "to" and begin.nbor(-2).like_num:
            return False  # "voted 1,212 to 88"
        if after is None or is_said_of_many(after, self.phrase.number):
            return True
        return after.pos_ not in ("ADJ", *NOUNS) or is_time(after.head)

    @property
    def of_them(self) -> bool:
        """Whether a pronoun says of whom it is a part: "13 of them"."""
        return self.analysis.doc[self.phrase.last.i + 1 : self.phrase.last.i + 3].text.lower() in _PRONOUNS

    @property
    def after_persons(self) -> bool:
        """Whether the nearest plural before it is of persons: "Villagers heard it. About 200 joined"."""
        near = next(nouns_before(self.phrase.begin, plural=True), None)
        return near is not None and is_of_people(near, self.diseased)

    @property
    def others(self) -> list[Number]:
        """What was told in numbers since the last persons: no persons, times, ages nor parts."""
        last, units = self.history.last, self.analysis.units
        since = self.claims.numbers_in(last.phrase.number.end if last else 0, self.phrase.number.start)
        apart = (number for number in since if number.start not in self.history.starts)
        whole = (number for number in apart if number.form not in ("fraction", "ratio"))
        return [n for n in whole if (told := units[n.end]).unit not in _NO_THINGS and told.kind not in ("spell", "age")]

    @property
    def rivals(self) -> list[Number]:
        """The others that are as near to it in size as the last persons, which it may go on with as well."""
        last, number, text = self.history.last, self.phrase.number, self.analysis.text
        if last is None:
            return self.others
        near = distance(text, last.phrase.number, number)
        return [other for other in self.others if distance(text, other, number) <= near]

    @property
    def latest(self) -> bool:
        """Whether it may go on with the last persons, for nothing as near was counted since."""
        units = self.analysis.units
        return self.history.last is not None and all(units[rival.end].unit is None for rival in self.rivals)

    @property
    def is_strange(self) -> bool:
        """Whether it is no number of persons like the last: money is asked for, or it is far greater."""
        phrase, last = self.phrase, self.history.last
        size = size_of(phrase.number)
        asked = asks_money(size, governors_of(phrase.begin, phrase.last))
        return asked == "money" or (
            last is not None and size >= _MILLION and size > _MANY * size_of(last.phrase.number)
        )


def _misread(phrase: CountedPhrase) -> Government | None:
    """Return the verb before a number that is parsed as its noun: "employs 74"."""
    before = phrase.begin.nbor(-1) if phrase.begin.i else None
    misread = before is not None and before.pos_ == "VERB" and phrase.last.dep_ == "nummod"
    return Government(before) if misread and before == phrase.last.head else None
