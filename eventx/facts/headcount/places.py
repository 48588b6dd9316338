"""The named places that a count may have, and which of them are another's by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from eventx.facts.headcount.count import PersonCount
from eventx.lexicons import lexicon, matcher
from eventx.mentions.analysis import Analysis, Located
from eventx.mentions.claims import Chars
from eventx.mentions.places.described import is_beyond
from eventx.normalize.place import look_up
from eventx.records import Place
from eventx.syntax.labels import PREMODIFIERS, SUBJECTS, has_right
from eventx.syntax.phrases import subject, words_behind
from eventx.syntax.tokens import keys, tokens_with, word_before

_WAY_OFF = r"\b(?:{distances})(?: (?:{sides}))* (?:from |of |off )?(?:the )?$"
"""What stands before a place that says how far off something lies: "90 miles north of Oslo"."""
_JOINTS = re.compile(
    r", (?:the )?|,? (?:and|or|&) (?:in |from |to )?(?:the |neighbou?ring |nearby )?"
    r"|, in (?:the )?(?:[a-z]+ern |central )?"
    r"|['’]s (?:capital |city |province |state |town )?(?:of )?"
)
_NEARLY_ALL = frozenset({"all", "most", "many", "majority", "mostly"})
_PROPER = keys({"PROPN"})
_NO_PLACE = frozenset({"PERSON", "NORP", "DATE", "TIME"})
_NEAR = 40  # tokens behind a count in which a part of it is told of
_LONG = 60  # characters of a way off
_TOWN = 40  # ten times log10 of the people of a place: a town of 10,000


@dataclass(frozen=True, slots=True)
class Places:
    """The named places of an article, and the tokens of all its counts: a place that hangs on one belongs to that."""

    analysis: Analysis
    named: tuple[Located, ...]
    counted: frozenset[int]

    @classmethod
    def of(cls, analysis: Analysis, counted: frozenset[int]) -> Places:
        """Gather the places that have a name."""
        markets = lexicon("headcount").markets
        known = (place for place in analysis.places if place.form == "name" and place.place.name not in markets)
        named = (
            place
            for place in known
            if not _is_joined(analysis.text, place) and not is_beyond(analysis.text, place.start, place.place)
        )
        return cls(analysis, tuple(sorted([*named, *_towns(analysis)], key=lambda place: place.start)), counted)

    def roots(self, sentence: Span) -> list[tuple[Token, Chars]]:
        """Return the places of a sentence with their heads, coordinated ones joined under the first."""
        out: list[tuple[Token, Chars]] = []
        at = bisect_left(self.named, sentence.start_char, key=lambda place: place.start)
        while at < len(self.named) and self.named[at].end <= sentence.end_char:
            start, end = self.named[at].start, self.named[at].end
            root, (first, before) = out[-1] if out else (sentence[0], (0, 0))
            if out and _is_way_off(self.analysis.text, before, start):
                at += 1  # "Mymensingh, 120 km north of | Dhaka"
                continue
            if out and self._is_inside(at, before):
                at += 1  # "Kadugli in | Sudan"
                continue
            own = self.analysis.span(start, end).root
            joint = out and start - before < 20 and _JOINTS.fullmatch(self.analysis.text, before, start)
            if joint and not _acts(own, root):
                out[-1] = root, (first, end)
            else:
                out.append((own, (start, end)))
            at += 1
        return out

    def _is_inside(self, at: int, before: int) -> bool:
        """Tell whether a place is the land that the town right before it lies in."""
        land, town = self.named[at], self.named[at - 1]
        tie = self.analysis.text[before : land.start]
        held = land.place.kind == "country" != town.place.kind and town.place.country == land.place.country
        return town.end == before and tie in (" in ", " in the ") and held


def _is_joined(text: str, place: Located) -> bool:
    """Tell whether a hyphen makes a place part of a word: "the *Leeds*-to-*York* line", "a *Moscow*-led force"."""
    return not {text[place.start - 1 : place.start], text[place.end : place.end + 1]}.isdisjoint(("-", "–"))


def _acts(place: Token, before: Token) -> bool:
    """Tell whether a place is who does or says something, or whose it is: "to Haiti, | *Kenya's* minister said"."""
    doer = place.head if place.dep_ in PREMODIFIERS["possessor"] else place
    acts = doer.dep_ in SUBJECTS and doer not in (before, before.head) and not doer.is_ancestor(before)
    return acts and (doer != place or subject(doer.head) == doer)  # no "a guest in Leeds, *Alabama* fell ill"


def _is_way_off(text: str, before: int, start: int) -> bool:
    """Tell whether a place only says how far from it the place before lies: "Zarn, a village 30 km west of Goma"."""
    near = start - before < _LONG and text.startswith((",", " ("), before)
    return near and text.count(",", before + 1, start) == 0 and _ends_way_off(text, before, start)


def _ends_way_off(text: str, low: int, start: int) -> bool:
    return matcher("headcount", _WAY_OFF).search(text, low, start) is not None


def _towns(analysis: Analysis) -> Iterator[Located]:
    """Yield towns of the gazetteer that are no places yet, but reached or left: "flown to Derna"."""
    taken = {i for place in analysis.places for i in range(place.start, place.end)}
    for token in tokens_with(analysis.doc, "POS", _PROPER):
        goal = token.dep_ == "pobj" and token.head.lower_ in lexicon("headcount").locative
        if not goal or token.idx in taken or token.ent_type_ in _NO_PLACE:
            continue
        start = token.left_edge.idx if token.left_edge.pos_ == "PROPN" else token.idx
        name = analysis.text[start : token.idx + len(token)]
        senses = look_up(name)
        if senses and senses[0].people >= _TOWN:
            yield Located(start, start + len(name), "name", Place(name=name))


def not_of_part(
    sentence: Span, token: Token, verb: Token | None, named: list[tuple[Token, Chars]]
) -> list[tuple[Token, Chars]]:
    """Leave out the places behind a part of those counted: "14 died, two of them in Vik"; not "most of them in Vik"."""
    near = sentence.doc[token.i + 4 : min(token.i + _NEAR, sentence.end)]
    part = next((t for t in near if t.lower_ in ("them", "whom")), None)
    if part is None or word_before(part).lower_ not in ("of", "among") or (verb is not None and verb.i > part.i):
        return named
    after = sentence.doc[part.i + 1 : part.i + 2].text
    all_there = word_before(word_before(part)).lower_ in _NEARLY_ALL and after in ("in", "at", "from", "near")
    return [(root, chars) for root, chars in named if root.i < part.i + 6 * all_there]


def is_of_next(place: Token, token: Token, counted: frozenset[int]) -> bool:
    """Tell whether another count stands right behind a place: "it was 66,000 in Leeds, in York just over 59,000"."""
    behind = words_behind(place, 4)
    other = next((t for t in behind if t.lower_ not in lexicon("government").bounding), None)
    return token.i < place.i and other is not None and other.i in counted


def is_landmark(analysis: Analysis, place: Chars, token: Token) -> bool:
    """Tell whether a place says how far off a town of so many people lies: "a town of 900 lies 40 miles from Oslo"."""
    inhabited = token.head.lower_ == "of" and token.head.head.lemma_.lower() in lexicon("headcount").inhabited
    return inhabited and _ends_way_off(analysis.text, max(0, place[0] - _LONG), place[0])


def anaphors(sentence: Span, named: Sequence[tuple[Token, Chars]]) -> Iterator[tuple[Token, Chars]]:
    """Yield the words that stand for a place named before in the sentence: "there", "in the state"."""
    for token in sentence if named else ():
        area = token.lower_ in lexicon("headcount").areas and [c.lower_ for c in token.children] == ["the"]
        there = token.lower_ == "there" and token.dep_ != "expl"
        before = [(root, chars) for root, chars in named if root.i < token.i] if area or there else []
        if before and (area or before[-1][0].dep_ not in SUBJECTS):  # "Berlin aims to station 4,800 there"
            yield token, before[-1][1]


def shares_place(count: PersonCount, behind: PersonCount) -> bool:
    """Tell whether two counts stand side by side, so that a place behind both is that of both.

    "Hit 40 fitters and 12 clerks in Oslo", "two were killed and five hurt in Oslo"; no "sacked 40, hired 12 in Oslo".
    So is that of a part: "five were shot, one fatally, in Oslo". A title leaves verbs out: "two dead, 14 hurt in Oslo".
    """
    state, *between = count.phrase.last.doc[count.phrase.last.i + 1 : behind.phrase.last.i] or (count.phrase.last,)
    near = {t.lower_ for t in between} <= lexicon("government").bounding | {",", "and"}
    if near and state.lower_ in lexicon("clause").states:
        return count.place is None
    one, other = count.phrase.governed, behind.phrase.governed
    if other in one.conjuncts or (other.head == one.head and other.dep_ == one.dep_ and has_right(one, "cc")):
        return count.place is None and not behind.phrase.is_compared
    verbs, harming = (count.government.verb, behind.government.verb), lexicon("persons").harming
    if verbs[0] is not None and verbs[0] == verbs[1] and words_behind(other).text == "fatally":
        return count.place is None
    harmed = all(verb is not None and verb.lemma_ in harming for verb in verbs)
    return harmed and verbs[0] is not None and verbs[1] in verbs[0].conjuncts
