"""What a bare number counts: numbers that leave out their unit are given the one that the article tells before.

Money and per cents only; whoever else counts may trust that no number without a unit is one of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.nouns import VERBS, climb, counted_out, led, top_of
from eventx.mentions.persons import is_person, is_plural, singular
from eventx.mentions.sizes import distance, like, scale_of, size_of
from eventx.mentions.units import Counting, count_units
from eventx.normalize.currency import is_currency
from eventx.normalize.left_out import CONVERTED, STOP
from eventx.normalize.number import Number
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUNS, SUBJECTS
from eventx.syntax.phrases import object_before

REACH = 220
"""Characters that a unit reaches forward to a great number of which nothing tells what it counts."""
GREAT = 100_000
_ENDS = re.compile(
    r"\s*(?:[.,;:()\]!?—–]|$|\n)|\s(?:in|from|by|for|to|at|this|last|a year|earlier|and|or|of that|while|but|as|on"
    r"|during|since|against|compared|versus|vs|now|next|the|each)\b",
    re.IGNORECASE,
)
_ABOUT = r"(?:(?:about|around|some|nearly|just|only|an? (?:estimated|expected|previous|earlier|revised)) )?"
_BESIDE = re.compile(
    r"(?: (?:an?|per) [a-z]+)?,? (?:up |down )?(?:from|to|against|versus|vs\.?|compared with) "
    rf"{_ABOUT}(?:(?:profit|loss) )?"
)
_AGAINST = re.compile(
    r"[^.;:!?\n()]{0,60}[ ,](?:against|versus|vs\.?|compared (?:with|to)|rather than|up from|down from|as against) "
    + _ABOUT
)
_ROUGHLY = (
    r"(?:(?:out|back|about|around|some|nearly|almost|only|just|another|a further|less than|more than|up to"
    r"|a little under|just under|at least) ){0,2}$"
)
_LEVEL = re.compile(
    r"\b(?:to|at|from|hit|hits|reach\w*|total\w*|record|exceed\w*|top(?:s|ped)) "
    r"(?:(?:a|about|around|some|nearly|record) ){0,2}$"
)
_AGAIN = re.compile(r" \([^()\n]{1,40}\)")
_OF_IT = re.compile(r" of (?:it|that|this|which)\b")
_OF_WHICH = re.compile(r"\b[Oo]f (?:which|that|this),? (?:[a-z]+ ){0,4}$")
_OF_THINGS = re.compile(r" (?:of (?:the|them|those|these|its|their)|out of)\b")
_ALIKE = 100  # times that a price told before differs, at most
_NEAR, _ASIDE, _FAR = 30, 120, 600  # characters between two quantities: beside, compared, one great as the other
_PRONOUNS = frozenset({"it", "that", "this", "they", "these", "those", "which"})


@dataclass(frozen=True, slots=True)
class QuantityHistory:
    """What an article has told before a number."""

    text: str
    counts: Mapping[int, Counting]
    first: Number | None
    """The first amount of money of the article."""
    last: Number | None = None
    """The last quantity of any kind, no time nor age, nor what stands in a bracket."""
    money: Number | None = None
    """The last amount of money outside brackets."""
    great: str | None = None
    """What the last great number counted."""
    before: Number | None = None
    """The last number, whether it is known what it counts or not."""
    sums: frozenset[Decimal] = frozenset()
    """The great sums of money."""

    def after(self, number: Number) -> QuantityHistory:
        """Return what is told when a number has been read."""
        counting, lead = self.counts.get(number.end), self.text[max(0, number.start - 40) : number.start]
        unit = number.unit or (counting.unit if counting is not None else None)
        if lead.rfind("(") > lead.rfind(")") or (counting is not None and counting.kind in ("spell", "age")):
            return self
        value, money = size_of(number), is_currency(unit)
        great = value >= GREAT
        if unit is None:
            return replace(self, before=number)
        return replace(
            self,
            before=number,
            last=replace(number, unit=unit),
            money=number if money else self.money,
            great=unit if great else self.great,
            sums=self.sums | {value} if money and great else self.sums,
        )


def fill_units(doc: Doc, text: str, numbers: Sequence[Number]) -> list[Number]:
    """Give numbers that leave out their currency or per cent the one that they go on with.

    ``numbers``: those of the parsed Doc and its text, in text order.
    """
    first = next((number for number in numbers if is_currency(number.unit)), None)
    told = QuantityHistory(text, count_units(doc, text, numbers), first)
    out: list[Number] = []
    for number in numbers:
        found = _filled(doc, told, number)
        told = told.after(found)
        out.append(found)
    return out


@dataclass(frozen=True, slots=True)
class UnitlessNumber:
    """A number without a unit, what was told before it, and the nouns and the verb that govern it."""

    number: Number
    told: QuantityHistory
    governors: tuple[Token, ...]
    shares: bool = False
    """Whether the words beside it are for shares or persons, as in a table of results."""
    does: Token | None = None
    """The verb of which it is the subject."""

    @property
    def size(self) -> Decimal:
        """The number, or the upper end of its range."""
        return size_of(self.number)

    @property
    def of_others(self) -> bool:
        """Whether shares or persons are counted: "arrivals rose to 3 million", "1.4 million were driven out"."""
        words = lexicon("headcount")
        masses, deeds = words.any_of("tallies", "bases"), words.any_of("verbs", "harming", "deeds", "motions")
        nouns = [word for word in self.governors if word.pos_ in NOUNS]
        counted = any(singular(noun) in masses or (is_plural(noun) and is_person(noun)) for noun in nouns)
        shares = self.shares or not lexicon("elided").shares.isdisjoint(noun.lower_ for noun in nouns)
        return counted or shares or (self.does is not None and self.does.lemma_.lower() in deeds)

    @property
    def great(self) -> bool:
        """Whether it is a number of many digits or with a scale."""
        return self.size >= GREAT


def _filled(doc: Doc, told: QuantityHistory, number: Number) -> Number:
    """Return a number with the unit that it leaves out, if any."""
    great, counting = size_of(number) >= GREAT, told.counts[number.end]
    readable = number.form == "digits" or (great and number.form == "word")
    if number.unit is not None or not readable or counting.kind not in ("bare", "ellipsis", "counted"):
        return number
    free = counting.kind != "counted"
    if free and (beside := _beside(told, number)) is not None:
        return beside
    if told.first is None or not (free or great):
        return number
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    if span is None or _OF_THINGS.match(told.text, number.end):
        return number
    told_by = governors_of(span[0], span[-1]) if free else filter(None, [counted_out(span[-1])])
    top, before, behind = (
        top_of(span[0], span[-1]),
        doc[max(0, span.start - 2) : span.start],
        doc[span.end : span.end + 2],
    )
    shares = any(token.lower_ in lexicon("elided").shares for token in before[-1:])
    labelled = before.text.endswith(":") and is_plural(before[0]) and is_person(before[0])  # "Active users: 30 million"
    leads = [token.tag_ for token in behind][:1] == ["VBG"] and behind[-1].pos_ in NOUNS  # "paying subscribers"
    does = top.head if top.dep_ in SUBJECTS else None
    bare = UnitlessNumber(number, told, tuple(told_by), shares or labelled or leads, does)
    unit = next((found for rule in (_RULES if free else _RULES[:1]) if (found := rule(bare)) is not None), None)
    return replace(number, unit=unit.unit, named=unit.named) if unit is not None else number


def _beside(told: QuantityHistory, number: Number) -> Number | None:
    """Be compared with the quantity before: "to $5.20 from 4.80", "$41 billion, against an estimated 36"."""
    last, text, before = told.last, told.text, told.before
    if before is not None and before.unit is None and _BESIDE.fullmatch(text, before.end, number.start):
        return number  # "Avg shrs 3.5 mln vs 3.1 mln"
    if last is None or number.start - last.end > _ASIDE or _ENDS.match(text, number.end) is None:
        return None
    again = _AGAIN.match(text, last.end)
    start = again.end() if again else last.end
    bracketed = text[last.end : number.start] == " (" and text[number.end : number.end + 1] == ")"  # a year before
    near = bracketed or (number.start - start < _NEAR and _BESIDE.fullmatch(text, start, number.start) is not None)
    if not near and not _AGAINST.fullmatch(text, start, number.start):
        return None
    if last.unit == "percent":
        shared = not near and 0 < size_of(number) < 100 > size_of(last)
        return replace(number, unit="percent") if shared else number
    if not is_currency(last.unit):
        return number
    if (scale := scale_of(text, last, number)) is None:
        return None
    values = {key: value * scale for key in ("value", "low", "high") if (value := getattr(number, key)) is not None}
    return replace(number, unit=last.unit, named=last.named, **values)


def governors_of(first: Token, last: Token) -> Iterator[Token]:
    """Yield the nouns and the verb that govern a number."""
    words = lexicon("topic")
    yield from (noun for noun in (led(first), counted_out(last)) if noun is not None)
    head, tie = climb(top_of(first, last), first)
    if head.i >= first.i:
        return
    if head.pos_ in NOUNS and tie is not None:
        yield head
    if head.pos_ not in VERBS:
        return
    if head.lemma_.lower() in words.being if tie is None else tie.lower_ in words.levels:
        held = object_before(head, tie) if tie is not None else None
        yield from filter(None, [held or subject_of(head)])
    if tie is None or tie.lower_ == "for":
        yield head


def asks_money(number: Number, governors: Iterable[Token]) -> str:
    """Tell how what governs a number asks for money: "money" of any number, "great" of great ones, "" not at all."""
    words = lexicon("elided")
    said = {"verbs" if word.pos_ in VERBS else "nouns": word.lemma_.lower() for word in governors}
    tables = ("money", "great") if size_of(number) >= GREAT else ("money",)
    asking = (table for table in tables if any(said[kind] in getattr(getattr(words, table), kind) for kind in said))
    return next(asking, "")


def _asked(bare: UnitlessNumber) -> Number | None:
    """Be what a verb or noun of money asks for: "owes 130 million", "a loss of 3.2 million"."""
    told, last, asks = bare.told, bare.told.last, asks_money(bare.number, bare.governors)
    if asks == "money" and not bare.great and last is not None:
        fits = is_currency(last.unit) and distance(told.text, last, bare.number) < _ALIKE
        return last if fits else None
    return (told.money or told.first) if asks == "money" or (asks and is_currency(told.great)) else None


def _taken_up(bare: UnitlessNumber) -> Number | None:
    """Be what a pronoun stands for: "it was 540 million a year ago", "they closed at 41.10"."""
    last, text, number = bare.told.last, bare.told.text, bare.number
    if last is None or (last.unit != "percent" and not is_currency(last.unit)):
        return None
    near = number.start - last.end < REACH and len(STOP.findall(text, last.end, number.start)) < 2
    pronoun = any(word.lower_ in _PRONOUNS for word in bare.governors)
    return last if near and pronoun and like(size_of(last), bare.size) else None


def _is_part(bare: UnitlessNumber) -> Number | None:
    """Be part of a sum, or the sum again: "of which 5 million went", "9 million of it", "the 60 million"."""
    last, text, number = bare.told.last, bare.told.text, bare.number
    if bare.great and bare.size in bare.told.sums and text.endswith("he ", 0, number.start):
        return bare.told.money
    if last is None or not is_currency(last.unit) or not like(size_of(last), bare.size):
        return None
    near = number.start - last.end < REACH and len(STOP.findall(text, last.end, number.start)) < 2
    part = _OF_IT.match(text, number.end) or _OF_WHICH.search(text, max(0, number.start - 40), number.start)
    return last if near and part else None


def _stands_alike(bare: UnitlessNumber) -> Number | None:
    """Stand where the amount before does: "oil at 318 dollars, soya at 314", "240 yen ($2) or 480 ($4)"."""
    money, text, number = bare.told.money, bare.told.text, bare.number
    if money is None or number.start - money.end > REACH or not _ENDS.match(text, number.end):
        return None
    led_by = text.endswith(" at ", 0, money.start) and text.endswith(" at ", 0, number.start)
    near = size_of(money) < bare.size * 3 and bare.size < size_of(money) * 3
    if led_by and near and not STOP.search(text, money.end, number.start):
        return money
    again = all(CONVERTED.match(text, one.end) for one in (money, number))
    return money if again and size_of(money) > 1000 and like(size_of(money), bare.size) else None


def _goes_on(bare: UnitlessNumber) -> Number | None:
    """Be great as the sums before: "wants 1.2 billion shillings and got 340 million"; nothing else as great between."""
    money, text, number = bare.told.money, bare.told.text, bare.number
    scaled = text[number.end - 1].isalpha() and bare.great
    if money is None or not scaled or number.start - money.end > _FAR or bare.of_others:
        return None
    stops, lead, before = len(STOP.findall(text, money.end, number.start)), max(0, number.start - 40), bare.told.before
    unknown = before is not None and before.unit is None and before.start > money.end and size_of(before) >= GREAT
    if unknown and before is not None and not STOP.search(text, before.end, number.start):
        return None  # "to 74 million from an estimate of 69 million"
    great = bare.told.great or (money.unit if number.start - money.end < REACH and not stops else None)
    if not is_currency(great) or _counting().search(text, lead, number.start):
        return None
    level = stops and _LEVEL.search(text, lead, number.start)  # of anything: "stays hit a record 4 million"
    return None if level and bare.told.last is not None and not is_currency(bare.told.last.unit) else money


@cache
def _counting() -> re.Pattern[str]:
    """Match a verb of having people or things that stands before a number."""
    verbs = "|".join(load_lexicon("currency")["paying"]["counting"])
    return re.compile(rf"\b(?:{verbs})\w* {_ROUGHLY}", re.IGNORECASE)


_RULES = (_asked, _taken_up, _is_part, _stands_alike, _goes_on)
