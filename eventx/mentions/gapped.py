"""Gaps: clauses that leave out verb and unit ("his brother *four*"), numbers whose noun is told behind another."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from eventx.mentions.nouns import is_hyphen, is_hyphened
from eventx.mentions.persons import is_plural
from eventx.syntax.labels import NOUNS, VERBAL

_JOINT = re.compile(r",? (?:and|while|but) |, ")
_CLOSE = re.compile(r"[,.;!?)]|\s*$|\n| (?:and|for|in|on)\b")
_NEAR = 60  # characters between the two numbers, at most
_OBJECT = 4  # tokens from a verb to what it gives
_SHARED = 3  # words before a noun that is told once


def is_gapped(doc: Doc, text: str, first: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether a number from ``start`` to ``end`` goes on a clause with the quantity of characters ``first``.

    It stands behind the noun to which the verb is understood, or both have "for" before or behind them: "jailed for
    two years, the driver for *nine*", "ten years for the broker and *eight* for his aide".
    """
    gap = text[first[1] : start]
    between, given = (
        doc.char_span(first[1], start, alignment_mode="contract"),
        doc.char_span(*first, alignment_mode="expand"),
    )
    if between is None or given is None or len(gap) > _NEAR or _CLOSE.match(text, end) is None:
        return False
    if any(token.pos_ in VERBAL or token.text in ".;:!?" or token.is_space for token in between):
        return False
    if gap.startswith(" for ") and text.startswith(" for ", end):
        return gap.endswith(" and ")
    if _JOINT.match(gap) is None:
        return False
    if gap.endswith(" for "):
        return text.endswith(" for ", 0, first[0])
    ties = any(token.pos_ == "ADP" for token in between)
    held = any(token.pos_ == "VERB" for token in doc[max(0, given.start - _OBJECT) : given.start])
    return held and not ties and between[-1].pos_ in NOUNS


def shares_noun(one: Token, two: Token, noun: Token) -> bool:
    """Tell whether between two numbers stand only words like those before a noun told once behind the second.

    "*Three* British and *two* Danish soldiers", "*350* full-time and *90* part-time staff".
    """
    words = one.doc[one.i + 1 : two.i]
    inner = [t for t in words[:-1] if not is_hyphen(t)]
    joined = len(inner) > 0 and words[-1].lower_ in ("and", "or", ",") and len(inner) <= _SHARED
    alike = all(_is_modifier(t) for t in inner) and noun.i > two.i + 1
    return joined and alike and is_plural(noun) and any(_is_modifier(t) for t in one.doc[two.i + 1 : noun.i])


def _is_modifier(token: Token) -> bool:
    """Tell whether a word describes a noun: an adjective, a people, a word joined by a hyphen."""
    return token.pos_ == "ADJ" or token.ent_type_ == "NORP" or is_hyphened(token)
