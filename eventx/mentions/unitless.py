"""Numbers without a unit: what was told before, what governs them, and what they take up again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Token

from eventx.lexicons import lexicon, matcher
from eventx.mentions.nouns import climb, counted_out, led, top_of
from eventx.mentions.persons import is_of_people, is_plural, singular
from eventx.mentions.sizes import distance, is_delta, like, scale_of, size_of
from eventx.mentions.units import Counting
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.characters import has_open_bracket
from eventx.normalize.currency import is_currency
from eventx.normalize.left_out import CONVERTED, STOP
from eventx.normalize.number import Number
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUNS, VERBAL
from eventx.syntax.phrases import object_before

REACH = 220
"""Characters that a unit reaches forward to a great number of which nothing tells what it counts."""
GREAT = 100_000
ENDS = re.compile(
    r"\s*(?:[.,;:()\]!?—–]|$|\n)|\s(?:in|from|by|for|to|at|this|last|a year|earlier|and|or|of that|while|but|as|on"
    r"|during|since|against|compared|versus|vs|now|next|the|each)\b",
    re.IGNORECASE,
)
_COUNTING = (
    r"\b(?:{paying.counting})\w* (?:(?:out|back|another|a further|less than|more than|up to|a little under|just under"
    r"|at least) |" + ROUGHLY + "){0,2}$"
)
"""A verb of having people or things that stands before a number."""
_LEVEL = re.compile(
    r"\b(?:to|at|from|hit|hits|touch\w*|after|reach\w*|total\w*|record|exceed\w*|top(?:s|ped)) "
    rf"(?:(?:a|record) |{ROUGHLY}){{0,2}}$"
)
_STANDS = re.compile(rf"\b(?:is|was|are|were|stood|stands|closed|settled|ended|traded) (?:\w+ )?at {ROUGHLY}$")
_OF_IT = re.compile(r" of (?:it|that|this|which)\b")
_OF_WHICH = re.compile(r"\b[Oo]f (?:which|that|this),? (?:[a-z]+ ){0,4}$")
_OF_WHOLE = re.compile(rf"\b[Oo]f (?:the|these|those|its|their|all) (?:[a-z]+ )?([a-z]+), {ROUGHLY}$")
_PRICED = re.compile(rf"(?:\b(?:at|up|down) (?:an? |{ROUGHLY})(?:fixed |average )?[\d.,]+|\d\.\d{{3,}})$")
"""A price or rate, which has no scale: "at 39.85", "3.7965"."""
_ALIKE = 100  # times that a price told before differs, at most
_PRONOUNS = frozenset({"it", "that", "this", "they", "these", "those", "which"})
_FAR = 600  # characters between one great sum and another


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
    things: Number | None = None
    """The last great number of anything else than money."""
    before: Number | None = None
    """The last number, whether it is known what it counts or not."""
    sums: frozenset[Decimal] = frozenset()
    """The great sums of money."""

    def after(self, number: Number) -> QuantityHistory:
        """Return what is told when a number has been read."""
        counting, lead = self.counts.get(number.end), self.text[max(0, number.start - 40) : number.start]
        unit = number.unit or (counting.unit if counting is not None else None)
        if has_open_bracket(lead) or (counting is not None and counting.kind in ("spell", "age")):
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
            things=number if great and not money else self.things,
            sums=self.sums | {value} if money and great else self.sums,
        )


@dataclass(frozen=True, slots=True)
class UnitlessNumber:
    """A number without a unit, what was told before it, and the nouns and the verb that govern it."""

    number: Number
    told: QuantityHistory
    governors: tuple[Token, ...]
    shares: bool
    """Whether the words beside it are for shares or persons, as in a table of results."""
    does: Token | None
    """The verb of which it is the subject."""

    @property
    def size(self) -> Decimal:
        """The number, or the upper end of its range."""
        return size_of(self.number)

    @property
    def of_others(self) -> bool:
        """Whether no money is meant: shares and persons, or what is done in a time: "an annual rate of 5 million"."""
        words, elided = lexicon("persons"), lexicon("elided")
        masses, deeds = words.any_of("tallies", "bases"), words.any_of("verbs", "harming", "deeds", "motions")
        nouns = [word for word in self.governors if word.pos_ in NOUNS]
        counted = any(singular(noun) in masses or (is_plural(noun) and is_of_people(noun)) for noun in nouns)
        shares = self.shares or not elided.shares.isdisjoint(noun.lower_ for noun in nouns)
        paced = not elided.paces.isdisjoint(noun.lemma_.lower() for noun in nouns)
        return counted or shares or paced or (self.does is not None and self.does.lemma_.lower() in deeds)

    @property
    def priced(self) -> bool:
        """Whether it is a price or rate, which leaves out no millions."""
        low = max(0, self.number.start - 40)
        return _PRICED.search(self.told.text, low, self.number.end) is not None

    @property
    def beside_unknown(self) -> bool:
        """Whether a great number without a unit stands right before: "to *74 million* from some 69 million"."""
        before, money = self.told.before, self.told.money
        if before is None or before.unit is not None or (money is not None and before.start < money.end):
            return False
        return size_of(before) >= GREAT and not STOP.search(self.told.text, before.end, self.number.start)

    @property
    def great(self) -> bool:
        """Whether it is a number of many digits or with a scale."""
        return self.size >= GREAT

    def goes_on_from(self, last: Number) -> bool:
        """Tell whether it stands within reach of a quantity told before, in its sentence or the next one."""
        start = self.number.start
        return start - last.end < REACH and len(STOP.findall(self.told.text, last.end, start)) < 2


def governors_of(first: Token, last: Token) -> Iterator[Token]:
    """Yield the nouns and the verb that govern a number."""
    words = lexicon("topic")
    yield from (noun for noun in (led(first), counted_out(last)) if noun is not None)
    head, tie = climb(top_of(first, last), first)
    if head.i >= first.i:
        return
    if head.pos_ in NOUNS and tie is not None:
        yield head
    if head.pos_ not in VERBAL:
        return
    if head.lemma_.lower() in words.being if tie is None else tie.lower_ in words.levels:
        held = object_before(head, tie) if tie is not None else None
        yield from filter(None, [held or subject_of(head)])
    if tie is None or tie.lower_ == "for":
        yield head


def asks_money(size: Decimal, governors: Iterable[Token]) -> str:
    """Tell how the words about a number of some size ask for money: "money" of any, "great" of great ones, "" not."""
    words = lexicon("elided")
    said = {"verbs" if word.pos_ in VERBAL else "nouns": word.lemma_.lower() for word in governors}
    tables = ("money", "great") if size >= GREAT else ("money",)
    asking = (table for table in tables if any(said[kind] in getattr(getattr(words, table), kind) for kind in said))
    return next(asking, "")


def _asked(bare: UnitlessNumber) -> Number | None:
    """Be what a verb or noun of money asks for: "owes 130 million", "a loss of 3.2 million"."""
    told, last, asks = bare.told, bare.told.last, asks_money(bare.size, bare.governors)
    if asks == "money" and not bare.great and last is not None:
        fits = is_currency(last.unit) and distance(told.text, last, bare.number) < _ALIKE
        return last if fits else None
    great = asks and is_currency(told.great) and not bare.beside_unknown
    return (told.money or told.first) if asks == "money" or great else None


def _taken_up(bare: UnitlessNumber) -> Number | None:
    """Be what a pronoun or noun of money stands for again: "it was 540 million a year ago", "its equity was 22"."""
    last, text, number = bare.told.last, bare.told.text, bare.number
    if last is None or (last.unit != "percent" and not is_currency(last.unit)):
        return None
    scale = scale_of(text, last, number) if bare.goes_on_from(last) else None
    if scale is None or "/" in text[number.start : number.end] or (scale > 1 and bare.priced):
        return None
    if any(word.lower_ in _PRONOUNS for word in bare.governors):
        return last
    free = not (bare.of_others or bare.beside_unknown)
    asked = is_currency(last.unit) and ENDS.match(text, number.end) and free
    return last if asked and asks_money(Decimal(GREAT), bare.governors) else None


def _is_part(bare: UnitlessNumber) -> Number | None:
    """Be part of a sum, or the sum again: "of which 5 million went", "9 million of it", "the 60 million"."""
    last, text, number = bare.told.last, bare.told.text, bare.number
    if bare.great and bare.size in bare.told.sums and text.endswith("he ", 0, number.start):
        return bare.told.money
    if last is None or not is_currency(last.unit) or not like(size_of(last), bare.size):
        return None
    part = _OF_IT.match(text, number.end) or _OF_WHICH.search(text, max(0, number.start - 40), number.start)
    return last if part and bare.goes_on_from(last) else None


def _stands_alike(bare: UnitlessNumber) -> Number | None:
    """Stand where the amount before does: "oil at 318 dollars, soya at 314", "240 yen ($2) or 480 ($4)"."""
    money, text, number = bare.told.money, bare.told.text, bare.number
    if money is None or number.start - money.end > REACH or not ENDS.match(text, number.end):
        return None
    led_by = text.endswith(" at ", 0, money.start) and text.endswith(" at ", 0, number.start)
    last = bare.told.last is not None and bare.told.last.start == money.start
    level = last and _LEVEL.search(text, max(0, number.start - 40), number.start)
    scale = scale_of(text, money, number)
    if scale is None or (scale > 1 and bare.priced) or is_delta(text, money):
        return None
    near = size_of(money) < bare.size * scale * 3 and bare.size * scale < size_of(money) * 3
    stops = len(STOP.findall(text, money.end, number.start))
    stands = level and stops < 2 and _STANDS.search(text, max(0, number.start - 40), number.start)
    if near and not bare.of_others and (stands or ((led_by or level) and not stops)):
        return money
    again = all(CONVERTED.match(text, one.end) for one in (money, number))
    return money if again and size_of(money) > 1000 and like(size_of(money), bare.size) else None


def _goes_on(bare: UnitlessNumber) -> Number | None:
    """Be great as the sums before: "wants 1.2 billion shillings and got 340 million"; nothing else as great between."""
    money, text, number = bare.told.money, bare.told.text, bare.number
    scaled = text[number.end - 1].isalpha() and bare.great
    if money is None or not scaled or number.start - money.end > _FAR or bare.of_others:
        return None
    stops, lead = len(STOP.findall(text, money.end, number.start)), max(0, number.start - 40)
    if bare.beside_unknown or _is_part_of_things(bare):
        return None
    great = bare.told.great or (money.unit if number.start - money.end < REACH and not stops else None)
    if not is_currency(great) or matcher("currency", _COUNTING).search(text, lead, number.start):
        return None
    level = stops and _LEVEL.search(text, lead, number.start)  # of anything: "stays hit a record 4 million"
    return None if level and bare.told.last is not None and not is_currency(bare.told.last.unit) else money


def _is_part_of_things(bare: UnitlessNumber) -> bool:
    """Tell whether it is a part of things told before: "of the shares, *8 million* went", "of the total, 8 million"."""
    told, lead = bare.told, bare.told.text[max(0, bare.number.start - 60) : bare.number.start]
    whole = _OF_WHOLE.search(lead)
    if whole is None:
        return False
    noun, words = whole[1].lower(), lexicon("elided")
    if noun not in words.wholes:
        return noun.endswith("s") and noun.removesuffix("s") not in words.money.nouns | words.great.nouns
    things, sums = told.things, [total for total in told.sums if total >= bare.size]
    near = things is not None and bare.goes_on_from(things) and size_of(things) >= bare.size
    return near and things is not None and all(size_of(things) <= total for total in sums)


Rule = Callable[[UnitlessNumber], Number | None]
"""Returns the number whose unit one without a unit has, or None."""
ASKED: tuple[Rule, ...] = (_asked,)
"""What money is asked for with, of whatever the number is a level."""
GOING_ON: tuple[Rule, ...] = (_asked, _is_part, _goes_on)
"""Rules for what is told in full, besides its unit."""
RESUMED: tuple[Rule, ...] = (_taken_up, _stands_alike)
"""Rules for what may leave out cents and millions, too."""


def first_of(rules: Iterable[Rule], bare: UnitlessNumber) -> Number | None:
    """Return what the first rule that fits gives, or None."""
    return next((found for rule in rules if (found := rule(bare)) is not None), None)
