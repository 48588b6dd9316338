"""Phrases: the noun phrase that names who speaks, its name, and the words for who that may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from eventx.mentions.names.spans import words

_WIDE = 40  # tokens of premodifiers
_PREPOSITIONS = frozenset(
    {"of", "at", "for", "from", "in", "with", "by", "on", "to", "within", "inside", "near", "behind", "close", "about"}
)


def is_body(token: Token) -> bool:
    """Say whether a token heads the name or description of a body."""
    return token.lower_ in words("body") and (
        token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.lower_ not in words("proper_body"))
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` of a noun phrase; ``stop`` ends its apposition; ``human``: it says I."""

    head: Token
    start: int
    end: int
    stop: int
    human: bool = False

    @property
    def span(self) -> Span:
        """The phrase as a span."""
        return self.head.doc[self.start : self.end]


def phrase_at(head: Token, floor: int = 0, times: frozenset[int] = frozenset()) -> Phrase:
    """Return the noun phrase of ``head``: premodifiers and prepositional phrases, no clauses, no ``times`` (tokens)."""
    doc = head.doc
    start = max(head.left_edge.i, floor, head.i - _WIDE)
    for token in doc[start : head.i]:
        if token.is_space or (token.is_punct and token.text not in "-–'’.&/()" and token.tag_ != "HYPH"):
            start = token.i + 1
    end = head.i + 1
    limit = len(doc)
    for child in head.rights:
        if child.left_edge.i > end:
            break
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and child.i == end:
            end = _cut(doc, child.i, child.right_edge.i + 1, times)
        elif (
            child.dep_ in ("conj", "cc")
            and (not child.is_punct or child.text == "&")
            and child.pos_ in ("NOUN", "PROPN", "CCONJ", "PRON")
        ):
            end = _cut(doc, end, child.right_edge.i + 1, times) if child.dep_ == "conj" else end
            if child.dep_ == "cc":
                following = doc[child.i + 1] if child.i + 1 < limit else None
                if following is not None and any(
                    c.dep_ == "conj" and c.left_edge.i == following.i for c in head.rights
                ):
                    end = child.i + 1
        elif (
            child.dep_ in ("case", "nummod", "flat", "appos", "compound")
            and child.left_edge.i == end
            and child.pos_ in ("PROPN", "NUM", "PART")
        ):
            end = child.right_edge.i + 1 if child.dep_ != "appos" else _cut(doc, end, child.right_edge.i + 1, times)
        elif child.i >= end:
            break
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT", "SPACE"):
        end -= 1
    while (
        end < limit
        and doc[end].pos_ == "PROPN"
        and (doc[end - 1].pos_ == "PROPN" or (doc[end - 1].lower_ in words("body") and end > head.i + 1))
        and not doc[end].is_space
        and end not in times
    ):
        end += 1
    return Phrase(head, start, end, end)


def _cut(doc: Doc, begin: int, end: int, times: frozenset[int]) -> int:
    """Cut a prepositional phrase before a clause, a comma or a time."""
    for token in doc[begin:end]:
        clause = (
            not (token.is_upper and len(token) > 1)
            and token.tag_ in ("WDT", "WP", "WRB", "VBG", "VBD", "VBZ", "VBP", "MD", "TO")
        ) or token.dep_ in ("relcl", "acl")
        comma = token.is_space or token.text in ',;:—–"“”' or token.i in times
        if (clause or comma) and token.i > begin:
            return token.i
    return end


def name_of(span: Span) -> str:
    """Return the text of a name without determiner and possessive mark."""
    text = re.sub(r"\s+", " ", span.text).strip(' ,;:"“”')
    text = re.sub(r"\s*\(.*", "", re.sub(r"^(?:the|The|a|an|A|An)\s+", "", text)) or text
    return re.sub(r"['’]s?$", "", text) if re.search(r"['’]s?$", text) and span[-1].tag_ == "POS" else text


def bare(span: Span) -> Span:
    """Take titles off the front of a person's name and what is no name off its end."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].lower_ in words("role") | words("address") | {"the", "."}:
        start += 1
    while end > start + 1 and (
        (span.doc[end - 1].is_upper and span.doc[end - 1].lower_ in words("role"))
        or span.doc[end - 1].tag_ in ("POS", "VBD", "VBZ")
        or span.doc[end - 1].is_punct
        or span.doc[end - 1].is_space
    ):
        end -= 1
    return span.doc[start:end]
