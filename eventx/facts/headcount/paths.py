"""Paths: how the clause of a count lies below the word where its path through the parse meets that of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES, SUBJECTS, first_left, has_left
from eventx.syntax.phrases import has_subject, is_finite, is_verb

DEEP = 40
"""Steps up a parse."""
NEAR, SCENE = 1, 4
"""What a clause between costs: one that goes on, and one that only sets the scene."""


@dataclass(frozen=True, slots=True)
class Ascent:
    """The way up from a count to the word where another path meets it."""

    token: Token
    top: Token
    verb: Token | None
    """The verb nearest to the count."""
    cost: int = 0
    fronted: bool = False
    """Only what stands before the subject of that word's clause holds: "In Lagos, doctors said 12 had died"."""
    shared: bool = True
    """Whether that clause's subject and adjuncts are those of the count's own verb."""
    relative: bool = False
    """Whether the count stands in a relative clause of that word."""
    subject: bool = True
    """Whether that clause's subject is that of the count's own verb, whatever else is shared."""
    said: bool = False
    """Whether that clause says it of its own subject: "Malaysia has said it needs"."""


def chain_of(token: Token, verb: Token | None) -> list[Token]:
    """Return a counted token and those above it, upwards, by way of the verb that governs it."""
    out = [token]
    if verb is not None and token not in verb.ancestors:
        between = list(takewhile(lambda t: t != verb, token.ancestors))
        if verb not in token.ancestors or any(t.lower_ == "according" for t in between):
            out.append(verb)
    return [*out, *islice(out[-1].ancestors, DEEP)]


def path_to(token: Token, chain: Sequence[Token]) -> tuple[list[Token], Token | None]:
    """Return the tokens from one up to where it meets a chain, and where that is."""
    held = {link.i for link in chain}
    path: list[Token] = []
    for at in (token, *islice(token.ancestors, DEEP)):
        if at.i in held:
            return path, at
        path.append(at)
    return path, None


def ascend(chain: Sequence[Token], top: Token) -> Ascent | None:
    """Judge the way up from a count to where another path meets it; None where nothing above holds for it."""
    cost, fronted, shared, relative, subject, said = 0, False, True, False, True, False
    verb: Token | None = None
    for at in takewhile(lambda link: link != top, chain):
        if at.lower_ == "according":
            return None
        if not is_verb(at):
            continue
        verb = verb or at
        kind = _kind(at)
        if kind == "attached":
            fronted = fronted or (at.dep_ == "relcl" and is_verb(top))
            relative = at.head == top
            cost += NEAR
        elif kind == "told":
            fronted = True
            said = said or any(c.lower_ in ("it", "they") for c in at.lefts)
        elif kind == "joined":
            alone = not has_subject(at)
            goes_on = alone and not has_left(at, *AUXILIARIES, "mark") and verb.dep_ != "xcomp"
            shared = shared and (goes_on if at.dep_ == "conj" else alone)  # not "employs 300 and plans to hire 50"
            subject = subject and alone
            cost += NEAR if shared else SCENE
    verb = verb or (top if is_verb(top) else None)
    return Ascent(chain[0], top, verb, cost, fronted, shared, relative, subject, said)


def _kind(verb: Token) -> str:
    """Return how a clause hangs on the one above: "attached" to a noun or cause, "told" or "joined"; "" for none."""
    speaks = verb.head.lemma_ in lexicon("government").speaking
    if verb.dep_ in ADNOMINAL:
        return "attached"
    if verb.dep_ == "ccomp":
        caused = not is_finite(verb) or verb.head.lemma_ in lexicon("headcount").causing  # "let 2,200 workers go"
        return "attached" if caused and not speaks else "told"
    return "joined" if verb.dep_ in ("conj", "advcl") else ""


def is_state(participle: Token) -> bool:
    """Tell whether a participle tells what befell a number of its own: "left nine dead and 100 *injured*"."""
    return participle.dep_ == "acl" and participle.head.dep_ == "conj" and participle.head.like_num


def leads(phrase: Token, verb: Token) -> bool:
    """Tell whether a phrase stands before the subject of its verb and so sets the scene."""
    first = first_left(verb, *SUBJECTS) or verb
    return phrase.i < first.i and phrase.dep_ in ("prep", "advmod", "npadvmod")
