"""Tokens of a document: those with an attribute, by a pass over numbers that makes no objects of the rest; dashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

DASHES = ("—", "–", "--")


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


def is_dash(token: Token) -> bool:
    """Tell whether a hyphen between blanks stands for a dash: "two banks - Halden and Ludlow"."""
    return token.text in ("-", "–") and token.i > 0 and bool(token.whitespace_ and token.nbor(-1).whitespace_)


def hang(token: Token, head: Token, dep: str | None = None) -> None:
    """Hang a word on another; not on one that hangs on it: a parse has no circles. What hangs on itself is a root."""
    if token != head and token.is_ancestor(head):
        return
    token.head = head
    token.dep_ = "ROOT" if head == token else dep or token.dep_


def hang_subject(noun: Token, verb: Token) -> None:
    """Make a noun the subject of a verb, in the passive where that is."""
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    hang(noun, verb, "nsubjpass" if passive else "nsubj")


def hyphened(noun: Token) -> str:
    """Return a noun with what a hyphen or stroke joins to it: "start-up" of "up", "S/P" of "P"."""
    doc, at = noun.doc, noun.i
    if at < 2 or doc[at - 1].text not in ("-", "/") or doc[at - 1].idx + 1 != noun.idx:
        return noun.lower_
    return f"{doc[at - 2].lower_}{doc[at - 1].text}{noun.lower_}"


def ends_compound(token: Token) -> bool:
    """Tell whether a word is joined by a hyphen to one before it: "a *one-off* payment", no "a 5%-off sale"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).is_alpha and not token.nbor(-1).whitespace_
