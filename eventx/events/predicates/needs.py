"""Needs: the words of which a sentence must have some that a verb or noun may tell a happening in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Span

from eventx.events.clauses.ellipsis import left_out
from eventx.events.frames.words import Sense
from eventx.syntax.tokens import hyphened

Need = tuple[frozenset[str], ...]
"""Lists of words, of each of which a sentence must have one."""

_JOINTS = re.compile("[_-]")  # the tokenizer parts "tie-up"
_ELLIPTIC = frozenset({"CD", "JJ", "JJR", "PRP"})  # "nine", "a third", "three more", "it"


def parted(phrase: str) -> tuple[str, str]:
    """Return the verb or noun of a phrase, "v make" of "v make_offer", and the word next to it there, or ""."""
    if phrase.startswith("n"):
        *before, head = _JOINTS.split(phrase[2:])
        return "n " + head, before[-1] if before else ""
    head, *behind = phrase[2:].split("_")
    return "v " + head, behind[0] if behind else ""


def compile_needs(phrases: Mapping[str, Iterable[Sense]]) -> dict[str, list[Need]]:
    """Return of each verb and noun of some phrases what its senses need, those of one need together."""
    found: dict[str, dict[Need, set[str]]] = {}
    for phrase, senses in phrases.items():
        head, beside = parted(phrase)
        for sense in senses:
            found.setdefault(head, {}).setdefault(sense.needed, set()).add(beside)
    return {
        head: [needed if "" in beside else (frozenset(beside), *needed) for needed, beside in needs.items()]
        for head, needs in found.items()
    }


def words_of(sentence: Span) -> frozenset[str]:
    """Return the words of a sentence, and of what it leaves out, in the forms in which a sense may name them."""
    elided = (left_out(t) for t in sentence if t.tag_ in _ELLIPTIC)
    tokens = [*sentence, *(w for t in elided if t is not None for w in t.subtree)]
    words = {w for t in tokens for w in (t.lower_, t.lemma_.lower())}
    if not words.isdisjoint("-/"):
        words.update(map(hyphened, tokens))
    words |= {w[:-1] for w in words if w.endswith("s")}
    return frozenset(words | {w[:-2] + "y" for w in words if w.endswith("ie")})


def is_met(need: Need, words: frozenset[str]) -> bool:
    """Tell whether a sentence has what is needed."""
    return not any(map(words.isdisjoint, need))
