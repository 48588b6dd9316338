"""Standing: how the clause of a count stands to a word above it, by the path of the parse between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import NOUNS
from eventx.syntax.phrases import has_subject, is_finite, is_verb

DEEP = 40
"""Steps up a parse."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NEAR, SCENE = 1, 4
"""What a clause between costs: one that goes on, and one that only sets the scene."""
_AGAINST = frozenset({"while", "whereas", "although", "though"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the clause of a count lies below the word where its path meets that of a place."""

    verb: Token | None
    """The verb nearest to the count."""
    cost: int = 0
    fronted: bool = False
    """Only a place before the subject of that word's clause holds: "In Lagos, doctors said 12 had died"."""
    shared: bool = True
    """Whether that clause's subject and adjuncts are those of the count's own verb."""
    relative: bool = False
    """Whether the count stands in a relative clause of that word."""
    said: bool = False
    """Whether that clause says it of its own subject: "Malaysia has said it needs"."""


def chain_of(token: Token, verb: Token | None) -> list[Token]:
    """Return a counted token and those above it, upwards, by way of the verb that governs it."""
    out = [token]
    if verb is not None and token not in verb.ancestors and verb != token:
        between = list(takewhile(lambda t: t != verb, token.ancestors))
        if verb not in token.ancestors or any(t.lower_ == "according" for t in between):
            out.append(verb)
    for head in out[-1].ancestors:
        out.append(head)
        if len(out) > DEEP:
            break
    return out


def climb(chain: list[Token], top: Token) -> Standing | None:
    """Judge the way up from a count to where the path of a place meets it; None where nothing above places it."""
    cost, fronted, shared, said, inside = 0, False, True, False, False
    verb: Token | None = None
    layers = 0
    for at in chain:
        if at == top:
            break
        if at.lower_ == "according":
            return None
        layers += verb is not None and at.pos_ in NOUNS
        fronted = fronted or layers > 1  # "reflecting the completion of a resort capable of hosting 20,000"
        if not is_verb(at):
            continue
        verb = verb or at
        own, above = has_subject(at), at.head
        speaks = above.lemma_ in lexicon("government").speaking
        if at.dep_ == "ccomp" and not speaks and (not is_finite(at) or above.lemma_ in lexicon("headcount").causing):
            cost += NEAR  # "let 2,200 workers go"
        elif at.dep_ in ("ccomp", "parataxis") or (at.dep_ == "advcl" and own and speaks):
            said = said or any(c.dep_ == "nsubj" and c.lower_ in ("it", "they") for c in at.lefts)
            fronted = True
        elif at.dep_ == "relcl":
            fronted = fronted or is_verb(top) or above not in (top, *top.subtree)
            inside = inside or above == top
            cost += NEAR
        elif at.dep_ in ("conj", "advcl"):
            goes_on = continues(at) and verb.dep_ != "xcomp"  # but "employs 300 in Kent and plans to hire 50"
            shared = shared and (goes_on if at.dep_ == "conj" else not own)
            cost += NEAR if shared else SCENE
        elif at.dep_ == "acl":
            cost += NEAR
    verb = verb or (top if is_verb(top) else None)
    return Standing(verb, cost, fronted, shared, inside, said)


def against(verb: Token) -> bool:
    """Tell whether a clause is set against the main one: "while hospitals hired 12,300"."""
    other = any(child.dep_ in SUBJECTS and child.pos_ != "PRON" for child in verb.lefts)
    return other and any(child.dep_ == "mark" and child.lower_ in _AGAINST for child in verb.lefts)


def continues(verb: Token) -> bool:
    """Tell whether a coordinated verb goes on the clause before: no subject and no auxiliary of its own."""
    return not has_subject(verb) and not any(child.dep_ in ("aux", "auxpass", "mark") for child in verb.lefts)


def leads(phrase: Token, verb: Token) -> bool:
    """Tell whether a phrase stands before the subject of its verb and so sets the scene."""
    first = next((child for child in verb.lefts if child.dep_ in SUBJECTS), verb)
    return phrase.i < first.i and phrase.dep_ in ("prep", "advmod", "npadvmod")
