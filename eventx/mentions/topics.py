"""Topics: what a number tells of, where the rules find nothing: a linear model weighs the nouns near it.

What money measures, what changes and what a share is of are asked alike: the nouns of the sentence, who acts in the one
before and what was told of last are candidates, and nothing is one, too. The model has learned from all numbers, those
that rules read among them, whose choice is then a candidate.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.lexicons.weights import choose, load_weights
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import NAMES, climb, is_amount, is_quoted, top_of
from eventx.mentions.persons import is_of_people, is_plural
from eventx.syntax.labels import COMPOUNDING, NOUNS, PARTIES, VERBAL
from eventx.syntax.phrases import is_time

LIKELY = 0.7
"""How likely a topic must be at least."""
_TOLD = 4  # topics told before that may be meant again
_FAR = 100  # tokens around a number in which its topic may stand
_STEPS = (1, 2, 3, 5, 8, 12, 20, 40)  # tokens between a number and a noun, in steps
_NAMES = NAMES | {"PRODUCT", "NORP", "DATE"}
_BREAKS = frozenset({";", ":", "("})


@dataclass(frozen=True)
class Asked:
    """A number whose topic is asked.

    Attributes
    ----------
    at : Token
        Where it hangs in the parse: the word of the number that hangs on no other of it, or the word of change.
    inside : collection of int
        The tokens of the number, none of which is a topic.
    found : (start, end) or None
        The topic by the rules.
    signs : tuple of str
        What the room knows of it, the strongest first: the rule, the preposition, the unit.
    """

    at: Token
    inside: Collection[int]
    found: Chars | None
    signs: tuple[str, ...]

    @cached_property
    def verb(self) -> str:
        """The lemma of the verb that governs it."""
        verbs = (t for t in (self.at, *self.at.ancestors) if t.pos_ in VERBAL)
        return next((verb.lemma_.lower() for verb in verbs), "")

    @cached_property
    def above(self) -> dict[int, int]:
        """How many steps up each token is that it hangs on, by its index; itself none."""
        return {token.i: steps for steps, token in enumerate((self.at, *self.at.ancestors))}


def standing_of(first: Token, last: Token) -> tuple[Token, Token, str]:
    """Return where a number hangs in the parse, the word that governs it, and the preposition between, "" for none."""
    top = top_of(first, last)
    head, tie = climb(top, first)
    return top, head, tie.lower_ if tie is not None else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic that may be meant, or nothing: its noun, its characters where they are known, and what speaks for it."""

    features: frozenset[str]
    noun: Token | None = None
    chars: Chars | None = None


class Topics:
    """Weighs the topics of the numbers of one kind in an article, in text order; remembers those told last.

    Parameters
    ----------
    analysis : Analysis
        The article.
    field : str
        What is asked: "money.what", "change.metric", "share.of".
    phrase : callable
        Gives the characters of the topic that a noun is the head of, or None.
    """

    def __init__(self, analysis: Analysis, field: str, phrase: Callable[[Token], Chars | None]) -> None:
        self.analysis, self.field, self.phrase = analysis, field, phrase
        self.told: dict[Chars, Token] = {}

    def settle(self, asked: Asked) -> Chars | None:
        """Return the topic of a number: the rules' own, or where they find none, one that is likely enough."""
        topic = asked.found
        if topic is None:
            choices = self.choices(asked)
            best, odds = choose(load_weights("mentions/topics")[self.field], [choice.features for choice in choices])
            topic = self.chars_of(choices[best]) if odds >= LIKELY else None
        self.remember(topic)
        return topic

    def chars_of(self, choice: Choice) -> Chars | None:
        """Return the characters of a choice."""
        return choice.chars or (self.phrase(choice.noun) if choice.noun is not None else None)

    def remember(self, topic: Chars | None) -> None:
        """Note a topic as the one told last."""
        if topic is not None:
            others = [(chars, noun) for chars, noun in self.told.items() if chars != topic]
            self.told = {topic: self.analysis.span(*topic).root, **dict(others[: _TOLD - 1])}

    def choices(self, asked: Asked) -> list[Choice]:
        """Return what a number may tell of, nothing first, each with what speaks for it."""
        told = {noun.i for noun in self.told.values()}
        choices = [Choice(frozenset(_of_nothing(asked)))]
        for kind, noun, chars in self._candidates(asked):
            choices.append(Choice(frozenset(_features(asked, kind, noun, noun.i in told)), noun, chars))
        return choices

    def _candidates(self, asked: Asked) -> Iterator[tuple[str, Token, Chars | None]]:
        found = asked.found
        if found is not None:
            yield "found", self.analysis.span(*found).root, found
        told = ((chars, noun) for chars, noun in self.told.items() if chars != found)
        yield from ((f"told {back}", noun, chars) for back, (chars, noun) in enumerate(told))
        doc, at, sentence = self.analysis.doc, asked.at.i, self.analysis.sentence_span(asked.at.idx)
        for noun in _nouns(doc[max(sentence.start, at - _FAR) : min(sentence.end, at + _FAR)]):
            if noun.i not in asked.inside and not (found is not None and found[0] <= noun.idx < found[1]):
                yield "noun", noun, None
        before = doc[sentence.start - 1].sent if sentence.start else doc[:0]
        for noun in _nouns(doc[max(before.start, before.end - _FAR) : before.end]):
            if noun.dep_ in PARTIES:
                yield f"before {noun.dep_}", noun, None


def _nouns(sentence: Iterable[Token]) -> Iterator[Token]:
    """Yield the nouns that a topic may have as its head."""
    for token in sentence:
        within = token.dep_ in COMPOUNDING and token.head.i > token.i and token.head.pos_ in NOUNS
        if token.pos_ in NOUNS and not within and not is_time(token):
            yield token


def _class_of(noun: Token) -> str:
    """Return what kind of thing a noun names."""
    if is_amount(noun) or is_quoted(noun):
        return "amount"
    lemma = noun.lemma_.lower()
    if lemma in lexicon("direction").rates:
        return "rate"
    if is_of_people(noun):
        return "person"
    if lemma in lexicon("names").body or lemma in lexicon("entities").bodies:
        return "body"
    return noun.ent_type_ if noun.ent_type_ in _NAMES else "name" if noun.pos_ == "PROPN" else "thing"


def _of_nothing(asked: Asked) -> Iterator[str]:
    """Yield what speaks for and against nothing being told of."""
    yield "nothing"
    yield f"nothing, verb {asked.verb}"
    yield from (f"nothing, {sign}" for sign in asked.signs)
    yield from (f"nothing, verb {asked.verb}, {sign}" for sign in asked.signs)
    if asked.found is not None:
        yield "nothing, something found"


def _features(asked: Asked, kind: str, noun: Token, again: bool) -> Iterator[str]:
    """Yield what speaks for and against a noun; ``again``: whether it is what a number before told of."""
    of = _class_of(noun)
    yield from (kind, of, f"{kind}, {of}", f"{kind}, verb {asked.verb}")
    yield from (f"{kind}, {sign}" for sign in asked.signs)
    yield from (f"{of}, {sign}" for sign in asked.signs)
    if of in ("amount", "rate", "thing"):
        yield f"the {noun.lemma_.lower()}"
    yield "plural" if is_plural(noun) else "singular"
    yield _article(noun)
    if again:
        yield "told before"
    if asked.found is None:
        yield from ("found none", f"found none, {of}", f"found none, verb {asked.verb}")
    elif kind != "found":
        yield "found other"
    top = next((t for t in (noun, *noun.ancestors) if t.i in asked.above), None)
    if top is not None:
        yield from _way(asked, noun, top, of)
        yield from _distance(asked, noun, of)
    else:
        yield from (f"out, {of}", f"out, {noun.dep_}")
        yield from (f"out, {sign}" for sign in asked.signs)


def _article(noun: Token) -> str:
    for child in noun.lefts:
        if child.dep_ == "poss":
            return "owned"
        if child.lower_ in ("the", "this", "that"):
            return "known"
    return "new"


def _way(asked: Asked, noun: Token, top: Token, of: str) -> Iterator[str]:
    """Yield the way through the parse from a number to a noun: up to the ``top`` that both hang on, and down."""
    down = [t.dep_ for t in takewhile(lambda t: t != top, (noun, *noun.ancestors))]
    up, token = [], asked.at
    for _ in range(asked.above[top.i]):
        up.append(token.dep_)
        token = token.head
    falls, lemma = " ".join(reversed(down)), top.lemma_.lower()
    path, short = f"{' '.join(up)}|{falls}", f"{' '.join(up[-1:])}|{top.pos_}|{' '.join(down[-1:-3:-1])}"
    yield from (f"way {path}", f"way {path}, {of}", f"short {short}", f"short {short}, {of}")
    yield f"{min(len(up), 6)} up {min(len(down), 6)} down"
    if top.pos_ in VERBAL:
        yield from (f"{falls} of {lemma}", f"{falls} of {of}")
        yield from (f"{falls} of {lemma}, {sign}" for sign in asked.signs[1:2])
    if top is noun:
        yield from (f"above, {of}", *(f"above, {sign}" for sign in asked.signs[:2]))


def _distance(asked: Asked, noun: Token, of: str) -> Iterator[str]:
    """Yield how far a noun stands from a number, on which side and what stands between."""
    side = "left" if noun.i < asked.at.i else "right"
    first, last = sorted((noun.i, asked.at.i))
    between = noun.doc[first + 1 : last]
    near = next((step for step in _STEPS if last - first <= step), 99)
    nouns = min(sum(t.pos_ in NOUNS and not is_time(t) for t in between), 4)
    verbs = min(sum(t.pos_ in VERBAL for t in between), 3)
    numbers = min(sum(t.like_num and t.i not in asked.inside for t in between), 2)
    yield from (f"{side} {near}", f"{side} {min(near, 8)}, {of}", f"{side}, {noun.dep_}")
    yield from (f"{side}, {sign}" for sign in asked.signs)
    yield from (f"{side} nouns {nouns}", f"{side} verbs {verbs}", f"{side} numbers {numbers}")
    yield from (f"{side} nouns {nouns} verbs {verbs}", f"{side} nouns {nouns}, {of}")
    if any(t.text in _BREAKS for t in between):
        yield f"{side} break"
    if any(t.text == "," for t in between):
        yield f"{side} comma"
