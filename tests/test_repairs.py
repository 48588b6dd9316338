"""Repairs of the parse: what the small models get wrong is hung elsewhere, and no parse whatever gets a circle."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventx.syntax.repairs.parse import repair_parse
from eventx.syntax.tokens import hang

_WORDS = [
    "Kappa/PROPN/NNP",
    "mill/NOUN/NN",
    ",/PUNCT/,",
    "which/PRON/WDT",
    "says/VERB/VBZ",
    "founded/VERB/VBN",
    "fell/VERB/VBD",
    "expected/VERB/VBN",
    "than/SCONJ/IN",
    "to/ADP/IN",
    "to/PART/TO",
    "dead/ADJ/JJ",
    "based/VERB/VBN",
    "after/SCONJ/IN",
    "2/NUM/CD",
    "-/PUNCT/:",
    "of/ADP/IN",
    "and/CCONJ/CC",
    "Inc./PROPN/NNP",
    "is/AUX/VBZ",
    "sell/VERB/VB",
    "semi/ADJ/JJ",
    "vice/NOUN/NN",
    "final/NOUN/NN",
    "per/ADP/IN",
    "cent/NOUN/NN",
    "18-/NUM/CD",
    "refuse/VERB/VB",
    "workers/NOUN/NNS",
    "court/NOUN/NN",
    "in/ADP/IN",
    "on/ADP/IN",
    "May/PROPN/NNP",
    "by/ADP/IN",
    "votes/NOUN/NNS",
    "declared/VERB/VBD",
    "winner/NOUN/NN",
    "it/PRON/PRP",
    "that/PRON/WDT",
    "bail/VERB/VB",
    "granted/VERB/VBD",
    "fined/VERB/VBD",
    "$/SYM/$",
    "cut/VERB/VBD",
    "denies/VERB/VBZ",
    "Borders/PROPN/NNPS",
    "rally/NOUN/NN",
    "axes/NOUN/NNS",
    "were/AUX/VBD",
    "Without/ADP/IN",
]
_DEPS = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "ccomp",
    "relcl",
    "acl",
    "advcl",
    "appos",
    "conj",
    "prep",
    "pobj",
    "punct",
    "mark",
    "nummod",
    "npadvmod",
    "nmod",
    "compound",
    "amod",
    "aux",
    "dep",
]


@st.composite
def parses(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the words of a sentence with any tree whatever over them."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=2, max_size=12))
    heads = [0] * len(words)

    def grow(start: int, end: int, head: int | None) -> None:
        if start < end:
            root = draw(st.integers(start, end - 1))
            heads[root] = root if head is None else head
            grow(start, root, root)
            grow(root + 1, end, root)

    grow(0, len(words), None)
    deps = ["ROOT" if heads[i] == i else draw(st.sampled_from(_DEPS)) for i in range(len(words))]
    text, pos, tags = (list(column) for column in zip(*(word.split("/") for word in words), strict=True))
    return {"words": text, "pos": pos, "tags": tags, "heads": heads, "deps": deps, "lemmas": text}


@given(parses())
def test_no_repair_makes_a_circle(parse: dict[str, Any]) -> None:
    doc = Doc(Vocab(), **parse)
    repair_parse(doc, [(0, len(doc.text))])
    for token in doc:
        steps, at = 0, token
        while at.head != at and steps <= len(doc):
            steps, at = steps + 1, at.head
        assert steps <= len(doc), [(t.text, t.dep_, t.head.i) for t in doc]
        assert token.head != token or token.dep_ == "ROOT"  # else who climbs up the parse by its labels never ends


def test_what_hangs_on_a_word_is_not_hung_over_it() -> None:
    doc = Doc(Vocab(), words=["mills", "fell"], heads=[1, 1], deps=["nsubj", "ROOT"])
    hang(doc[1], doc[0])
    assert [token.head.i for token in doc] == [1, 1]
    hang(doc[0], doc[0], "ROOT")
    assert [token.head.i for token in doc] == [0, 1]
