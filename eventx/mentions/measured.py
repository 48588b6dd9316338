"""What a number measures: the pay in "pay of $19", the loan in "a $5 million loan", the wall that is 3 metres high.

The rules stand in a table and are tried in order; each gives the noun, or None with the word that only a verb tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from eventx.lexicons import lexicon, matcher
from eventx.mentions import beside
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars, Claims
from eventx.mentions.figures import is_figure
from eventx.mentions.fronted import by_verb, fronted, in_turn, ranked
from eventx.mentions.governed import governed_by, linked
from eventx.mentions.nouns import (
    NAMES,
    before_tax,
    core,
    is_amount,
    is_picked,
    is_quoted,
    led,
    meant,
    whole_core,
)
from eventx.mentions.persons import is_of_people
from eventx.mentions.repeats import Amount, Found, again, compared, gapped
from eventx.mentions.resumed import bearer_of, is_reading, is_taking_up, subject_before
from eventx.mentions.topics import Asked, Topics, standing_of
from eventx.mentions.wholes import whole_of
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.currency import is_currency
from eventx.normalize.left_out import label_of
from eventx.normalize.number import Number
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUNS, VERBAL, has_left
from eventx.syntax.phrases import follows, is_time, words_behind

_POSSESSOR = re.compile(r"(?:['’]s|s['’]) ")
_STEPS = 6  # up the parse from a name to its noun
_BEFORE_NOUN = re.compile(r"[ -]*(?:\([^()]*\) *)?")  # "a 9-mile (14 km) *trip*"
_INCLUDED = re.compile(rf"\bincluding (?:[^;]{{2,30}} and )?{ROUGHLY}$")  # "$5m, including $3m long"
_OF_WHICH = re.compile(rf"\bof (?:which|that|this),? {ROUGHLY}$", re.IGNORECASE)
_MARGIN = r"(?:{margins}) ?$"
_OF_IT = frozenset({"of it", "of that", "of this", "of them", "of these", "of those"})
_MADE_ON = re.compile(r" (?:a|per) share,? on\b")  # a profit: "saw $4 a share on revenue of $9 million"
_OF_THEM = ("the", "these", "those", "all")
_JOINT = re.compile(rf",? (?:and |or )?{ROUGHLY}")
_OR = re.compile(r"[^.;:!?()\n]*,? or " + ROUGHLY)
_SHARED = 90  # characters in which a share stands that an amount tells again
_NEAR = 400  # characters between what was measured and a pronoun for it
_LARGE = 10_000  # money that is no price of a thing
_Rule = Callable[["Measured", Amount], Found]


class Measured:
    """Finds what the numbers of an article measure, in text order; remembers the last for repeats.

    Parameters
    ----------
    analysis : Analysis
        The article.
    claims : Claims
        What the changes of the article read.
    extents : bool
        Whether any verb tells of its subject ("the plant burns 5 tonnes"), as of extents and counts; of money only
        verbs that set it equal do ("the plant cost $5 million").
    """

    def __init__(self, analysis: Analysis, claims: Claims, extents: bool = False) -> None:
        self.analysis, self.claims, self.extents = analysis, claims, extents
        self.last: tuple[Number, Chars | None] | None = None
        self.said: Chars | None = None  # what was measured last, for pronouns
        self.rated: dict[str | None, Chars] = {}  # what was measured last a share, a barrel, or in all
        self.kind = "ratio"
        self.topics = Topics(analysis, "money.what", lambda noun: self.bare(whole_core(noun)))

    def of(self, number: Number, end: int | None = None, kind: str = "ratio") -> tuple[str, Chars | None]:
        """Return the rule and the characters of what a number measures, None where only a verb tells.

        ``end``: the character where its unit ends, if it has one; ``kind``: how what it counts was found.
        """
        span, text = self.analysis.span(number.start, max(end or 0, number.end)), self.analysis.text
        elided = kind == "bare" and (number.form == "word" or follows(span[0], *_OF_THEM))  # "the largest of the three"
        self.kind = "ellipsis" if elided else kind
        lead = text[max(0, number.start - 40) : number.start]
        between = text[self.last[0].end : number.start] if self.last is not None else None
        amount = Amount(number, span[0], span[-1], lead, between, self.last[1] if self.last is not None else None)
        rule, chars = (
            ("none", None) if self.extents and is_picked(amount.first, amount.last) else self._found(amount, end)
        )
        if chars is not None and end is not None and chars[0] < end < chars[1]:  # "the *45-acre* park"
            opened = _BEFORE_NOUN.match(text, end, chars[1])
            chars = opened.end() if opened else end, chars[1]
        if (
            not self.extents
            and rule not in ("margin", "owned", "verb")
            and (chars is not None or _MADE_ON.match(text, number.end) is None)
            and (asked := _asked(amount, rule, chars)).verb not in lexicon("topic").valuing
        ):
            chars = self.topics.settle(asked)
        self.last, self.said = (number, chars), chars or self.said
        if chars is not None:
            self.rated[number.per] = chars
        return rule, chars

    @property
    def counts(self) -> bool:
        """Whether the number counts things, which stand behind it: they are not what a list of them measures."""
        return self.extents and self.kind in ("counted", "ellipsis")

    def _found(self, amount: Amount, end: int | None) -> tuple[str, Chars | None]:
        """Try the rules in order; the words of the unit itself ("35 million *devices*") are no answer."""
        unit = self.analysis.units[self.last[0].end] if self.last is not None else None
        told = range(self.last[0].end, unit.end) if self.last and unit and unit.kind == "unit" else range(0)
        for rule, find in _RULES:
            chars = find(self, amount)
            itself = chars and end is not None and amount.number.start < chars[1] <= end
            itself = itself or (self.extents and chars and chars[0] in told)  # "carries 40 *MW* at 20 kV"
            if chars is not None and not itself:
                return rule, chars or None
        return "none", None

    def noun(self, noun: Token | None, led: bool = False) -> Chars | None:
        """Return the characters of a noun that an amount may measure: no person, place, time or pronoun.

        ``led``: whether "of" ties the amount to it, as to "a *fund* of $5 million", so that it is nobody who pays.
        """
        if noun is None:
            return None
        noun = whole_of(meant(noun))
        if led and noun.pos_ == "PROPN" and noun.ent_type_ in NAMES:  # "a *plot* in San Jose worth $5 million"
            noun = next((above for above in list(noun.ancestors)[:_STEPS] if above.pos_ == "NOUN"), noun)
            led = noun.pos_ == "NOUN"
        weather = noun.lower_ == "it" and any(t.lemma_.lower() == "degree" for c in noun.head.rights for t in c.subtree)
        if is_taking_up(noun) and (self.extents or is_reading(noun)) and not weather:  # "*it* was 34 degrees"
            said = self.said if self.said is not None and noun.idx - self.said[1] < _NEAR else None
            bearer = bearer_of(noun) or (None if self.extents else subject_before(noun, said))
            return said if bearer is None else self.noun(bearer)
        noun = before_tax(noun) or noun
        gerund = (
            noun.tag_ == "VBG" and noun.dep_ == "nsubj" and is_amount(noun)
        )  # "*spending* on roads totalled $5 million"
        if (noun.pos_ not in NOUNS and not gerund) or (is_time(noun) and not is_quoted(noun)) or self._is_silent(noun):
            return None
        had = noun.pos_ == "NOUN" and has_left(noun, "poss")  # "its *IPO*"
        named = noun.ent_type_ in NAMES and not is_quoted(noun) and not had
        somebody = named or noun.lower_ in lexicon("names").body or is_of_people(noun)
        whole = core(noun) if self.extents else whole_core(noun)
        return self.bare(whole) if self.extents or led or not somebody else None

    def _is_silent(self, noun: Token) -> bool:
        """Tell whether a noun does not say what is measured: "a majority of", of extents also "a peak of 5 metres"."""
        words = lexicon("topic")
        return noun.lower_ in words.measures or is_figure(noun) or (self.extents and noun.lower_ in words.extents)

    def bare(self, chars: Chars) -> Chars | None:
        """Cut amounts and possessors off a phrase: "an $800 *oven*", "the firm's *profits*"."""
        start, end = chars
        for number in self.claims.numbers_in(start, end):
            start = number.end if is_currency(number.unit) else start
        text = self.analysis.text[start:end]
        start += max((mark.end() for mark in _POSSESSOR.finditer(text)), default=0)
        start = end - len(self.analysis.text[start:end].lstrip(" -)"))
        return (start, end) if start < end else None


def _asked(amount: Amount, rule: str, found: Chars | None) -> Asked:
    """Return how to ask for the topic of an amount of money."""
    top, head, tie = standing_of(amount.first, amount.last)
    tied, per = f"tie {tie}", "rated" if amount.number.per else "whole"
    large = (amount.number.value or amount.number.low or 0) >= _LARGE
    ahead = amount.first.nbor(-1).lower_ if amount.first.i else ""
    signs = (
        f"rule {rule}", tied, f"behind {ahead}", f"before {words_behind(amount.last).text.lower()}",
        f"{per} {'large' if large else 'small'}", f"{top.dep_} of {head.pos_}", f"rule {rule}, {tied}",
    )  # fmt: skip
    return Asked(top, range(amount.first.i, amount.last.i + 1), found, signs)


def _of_change(self: Measured, amount: Amount) -> Found:
    """Be read by a change, whose metric it measures."""
    metric = self.claims.topic(amount.number)
    if metric is None:
        return None
    span = self.analysis.span(*metric)
    ends = (t.i for t in span[1:] if t.pos_ in ("ADP", "SCONJ", "VERB") and t.dep_ not in ("amod", "compound"))
    before = span.doc[span.start : next(ends, span.end)]
    head = next((t for t in reversed(before) if t.pos_ in NOUNS or t.tag_ == "VBG"), before[-1])
    if head.pos_ in VERBAL and head.tag_ != "VBG" and not is_amount(head):
        return ()  # "earned $5 million, up from $4 million"
    named = head.ent_type_ in NAMES and before[0].pos_ == "PROPN"  # no "the wholesaler Halden"
    firm = (named and not is_quoted(head)) or is_of_people(head) or head.lower_ in lexicon("names").company
    valued = {t.lemma_.lower() for t in amount.first.ancestors if t.tag_ == "VBN"} & lexicon("topic").valuing
    if not self.extents and firm and not valued:
        return ()  # "the company pays $19, up from $17"; but "is valued at $19, up from $17"
    return self.bare((metric[0], head.idx + len(head))) or ()


def _of_it(_: Measured, amount: Amount) -> Found:
    """Be a part of the amount before, told behind it: "$5 million of it"."""
    behind = words_behind(amount.last, 2).text.lower()
    return (amount.before or ()) if behind in _OF_IT else None


def _expected(self: Measured, amount: Amount) -> Found:
    """Be what somebody expected of what was told before: "sales of $5 million; analysts had forecast $6 million"."""
    words, behind = lexicon("topic"), words_behind(amount.last)
    expecting = lexicon("government").expecting | words.expecting
    verb = next((t for t in amount.first.ancestors if t.pos_ in VERBAL), None)
    asked = verb is not None and verb.lemma_.lower() in expecting and verb.i < amount.first.i
    who = subject_of(verb) if asked and verb is not None else None
    told = (who is not None and who.lemma_.lower() in words.forecasters) or behind.text in words.expected
    headed = amount.lead.rstrip().endswith(":")  # "Earnings per share: $5 expected"
    said = self.rated.get(amount.number.per) if told and not headed else None
    return said if said is not None and amount.number.start - said[1] < _NEAR else None


def _owned(_: Measured, amount: Amount) -> Found:
    """Be another's, of what was told before: "earned $5 million, less than *Kappa's* $6 million"."""
    owners = (c for c in standing_of(amount.first, amount.last)[0].lefts if c.dep_ == "poss" and c.pos_ == "PROPN")
    alone = any(c.right_edge.i == amount.first.i - 1 and not is_time(c) for c in owners)
    same = amount.between is not None and "." not in amount.between
    return ((amount.before if same else None) or ()) if alone else None


def _of_share(self: Measured, amount: Amount) -> Found:
    """Tell a share again in money: "a *stake* of 3%, or $5 million"."""
    shares = self.claims.numbers_in(amount.number.start - _SHARED, amount.number.start)
    share = next((number for number in reversed(list(shares)) if number.unit == "percent"), None)
    if share is None or not _OR.fullmatch(self.analysis.text, share.end, amount.number.start):
        return None
    return self.noun(led(self.analysis.span(share.start, share.end)[0]), led=True)


def _of_row(self: Measured, amount: Amount) -> Found:
    """Stand in a row of like measures: "6 inches, 7 inches and *8 inches*", "two months and *six days*"."""
    if self.last is None or self.kind not in ("unit", "spell"):
        return None
    units = self.analysis.units
    before, own = units[self.last[0].end], units[amount.number.end]
    alike = before.kind == own.kind and (own.kind == "spell" or before.unit == own.unit)
    return (
        (amount.before or ()) if alike and _JOINT.fullmatch(self.analysis.text, before.end, amount.first.idx) else None
    )


def _of_money(rule: _Rule) -> _Rule:
    """Ask a rule for money alone."""
    return lambda measured, amount: None if measured.extents else rule(measured, amount)


_RULES: tuple[tuple[str, _Rule], ...] = (
    ("margin", lambda _, amount: () if matcher("topic", _MARGIN).search(amount.lead) else None),
    ("row", lambda measured, amount: label_of(measured.analysis.text, amount.number)),
    ("again", again),
    ("in turn", in_turn),
    ("modifier", beside.modified_by),
    ("row of measures", _of_row),
    ("own", _of_money(beside.own)),
    ("gapped", gapped),
    ("change", _of_change),
    ("noun", beside.led_by),
    ("after", beside.counts_out),
    ("bracket", beside.bracketed),
    ("apposed", beside.apposed),
    ("owned", _owned),
    ("compared", compared),
    ("label", _of_money(beside.labelled)),
    ("expected", _of_money(_expected)),
    ("included", lambda _, amount: amount.before if _INCLUDED.search(amount.lead) else None),
    ("of it", _of_money(_of_it)),
    ("share", _of_money(_of_share)),
    ("bounding", beside.bounding),
    ("verb", by_verb),
    ("fronted", fronted),
    ("ranked", ranked),
    ("governed", governed_by),
    ("part", lambda _, amount: (amount.before or ()) if _OF_WHICH.search(amount.lead) else None),
    ("linked", _of_money(linked)),
    ("beside", beside.beside),
    ("listed", beside.listed),
)
