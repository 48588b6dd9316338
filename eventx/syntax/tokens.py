"""Tokens of a document: those with an attribute, by a pass over numbers that makes no objects of the rest; dashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from eventx.syntax.labels import NOUNS, has_left

DASHES = ("—", "–", "--")
SETTING_OFF = frozenset({*DASHES, "-", ","})
"""What sets off an aside, but for a bracket."""
ASIDE = SETTING_OFF | {"("}
"""What may stand before an aside."""


def keys(words: Iterable[str]) -> frozenset[int]:
    """Return the numbers that stand for words, tags and labels in every vocabulary."""
    return frozenset(map(get_string_id, words))


def values(doc: Doc, attribute: str) -> list[int]:
    """Return the number of an attribute for each token."""
    found: list[int] = doc.to_array(attribute).tolist()
    return found


def tokens_with(doc: Doc, attribute: str, wanted: frozenset[int]) -> Iterator[Token]:
    """Yield the tokens whose attribute is one of some."""
    return (doc[i] for i, key in enumerate(values(doc, attribute)) if key in wanted)


def places_of(doc: Doc, attribute: str) -> dict[int, list[int]]:
    """Return where each value of an attribute stands, in a document."""
    found: dict[int, list[int]] = {}
    for at, key in enumerate(values(doc, attribute)):
        found.setdefault(key, []).append(at)
    return found


def tokens_at(doc: Doc, where: Mapping[int, list[int]], wanted: frozenset[int]) -> Iterator[Token]:
    """Yield the tokens that stand where some values do, as ``places_of`` tells it."""
    return (doc[at] for at in sorted(at for key in wanted & where.keys() for at in where[key]))


def is_dash(token: Token) -> bool:
    """Tell whether a hyphen between blanks stands for a dash: "two banks - Halden and Ludlow"."""
    return token.text in ("-", "–") and token.i > 0 and bool(token.whitespace_ and token.nbor(-1).whitespace_)


def word_before(token: Token) -> Token:
    """Return the word before a token of its sentence; of the first itself."""
    return token if token.is_sent_start else token.nbor(-1)


def word_behind(token: Token) -> Token:
    """Return the word behind a token of its text; of the last itself."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else token


def last_word(sentence: Span) -> Token:
    """Return the last token of a sentence that is no blank."""
    return next((token for token in reversed(sentence) if not token.is_space), sentence[-1])


def head_of(phrase: Span) -> Token:
    """Return the head of a noun phrase, though what follows its noun is tied elsewhere: "*imports* from Peru"."""
    root = phrase.root
    apart = root.pos_ == "ADP" and root.i > phrase.start
    return next((t for t in phrase if apart and t.pos_ in NOUNS and t.dep_ != "compound"), root)


def hang(token: Token, head: Token, dep: str | None = None) -> None:
    """Hang a word on another; not on one that hangs on it: a parse has no circles. What hangs on itself is a root."""
    if token != head and token.is_ancestor(head):
        return
    token.head = head
    token.dep_ = "ROOT" if head == token else dep or token.dep_


def hang_instead(token: Token, other: Token) -> None:
    """Hang a word where another hangs, of a root as the root."""
    hang(token, token if other.head == other else other.head, other.dep_)


def gather(phrase: Span, dep: str) -> Token:
    """Hang the words of a phrase on its last one, and that where the phrase belongs: "*$4 million* for", "*Ann Low*".

    Where a root stands in it, what else it hung on is the root: "Help the Aged said".
    """
    last, root = phrase[-1], next((t for t in phrase if t.head == t), None)
    top = next((t for t in phrase if t.head not in phrase), root or last)
    over, tie = (last, "ROOT") if top.head in phrase else (top.head, top.dep_)
    if root is not None:
        hang(over, over)
    hang(last, over, tie)
    for token in phrase[:-1]:
        for child in [c for c in token.children if c not in phrase]:
            hang(child, over if root is not None and child.i > last.i else last)
        hang(token, last, dep)
    return last


def hang_subject(noun: Token, verb: Token) -> None:
    """Make a noun the subject of a verb, in the passive where that is."""
    passive = has_left(verb, "auxpass")
    hang(noun, verb, "nsubjpass" if passive else "nsubj")


def hang_doer(doer: Token, verb: Token) -> None:
    """Hang the doer of what was read as a noun on it as its subject, and on the doer the words before it."""
    hang(doer, verb, "nsubj")
    for child in [c for c in verb.lefts if c.i < doer.i and not c.is_punct]:
        hang(child, doer)


def hyphened(noun: Token) -> str:
    """Return a noun with what a hyphen or stroke joins to it: "start-up" of "up", "S/P" of "P"."""
    doc, at = noun.doc, noun.i
    if at < 2 or doc[at - 1].text not in ("-", "/") or doc[at - 1].idx + 1 != noun.idx:
        return noun.lower_
    return f"{doc[at - 2].lower_}{doc[at - 1].text}{noun.lower_}"


def ends_compound(token: Token) -> bool:
    """Tell whether a word is joined by a hyphen to one before it: "a *one-off* payment", no "a 5%-off sale"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).is_alpha and not token.nbor(-1).whitespace_
