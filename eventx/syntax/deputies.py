"""Deputies: who stands as the subject of a verb for a measure told before, with an owner or a place of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUN_SUBJECTS
from eventx.syntax.phrases import antecedent, governed, is_time, words_behind

_PLACING = frozenset({"in", "at"})
_OF_OTHERS = frozenset({"poss", "compound", "prep"})


def deputy_of(verb: Token, noun: Token | None, told: tuple[int, int]) -> Token | None:
    """Return who stands as a verb's subject for a noun told before: "*those* of Kappa rose".

    So does an owner or a pronoun for what others had before: "*Kappa's* rose", "in Peru *it* rose"; ``noun`` is the
    head of that, and ``told`` its characters, without those of its owner.
    """
    stands = subject_of(verb)
    if stands is None or verb.dep_ == "relcl" or stands.i + 1 == len(stands.doc):
        return None
    if stands.lower_ in ("those", "that"):
        return None if any(is_time(g) for c in stands.rights for g in c.rights if g.dep_ == "pobj") else stands
    if noun is None or told[1] > stands.idx:
        return None
    cut = any(c.dep_ in _OF_OTHERS and not told[0] <= c.idx < told[1] for c in noun.children)
    return stands if is_owner_alone(stands) or (cut and seat_of(stands) is not None) else None


def bearer_of(noun: Token | None, deputy: Token | None) -> Token | None:
    """Return the noun, or the word with an owner of its own that stands for it, by which it stands whose it is."""
    own = deputy is not None and deputy.lower_ in ("those", "that") and deputy.nbor().lower_ not in (*_PLACING, "of")
    return noun if deputy is None or own else deputy


def owners_before(bearer: Token, ties: Collection[str]) -> Iterator[Token]:
    """Yield what hangs before a bearer by some dependencies: its owner, "*Kappa's* sales", who is itself alone."""
    yield from (bearer,) if "poss" in ties and is_owner_alone(bearer) else ()
    yield from (antecedent(c) or c for c in bearer.lefts if c.dep_ in ties)


def is_owner_alone(token: Token) -> bool:
    """Tell whether an owner is a subject without what is owned: "*Kappa's* fell 3%"."""
    mark = words_behind(token)
    return token.pos_ == "PROPN" and token.dep_ in NOUN_SUBJECTS and bool(mark) and mark[0].tag_ == "POS"


def seat_of(pronoun: Token) -> Token | None:
    """Return the place that opens the clause of a pronoun: "*in Peru* it rose"."""
    if pronoun.lower_ not in ("it", "they") or pronoun.dep_ not in NOUN_SUBJECTS:
        return None
    ties = (c for c in pronoun.head.lefts if c.dep_ == "prep" and c.lower_ in _PLACING and c.i < pronoun.i)
    seats = (seat for tie in ties if (seat := governed(tie)) is not None)
    return next((seat for seat in seats if seat.pos_ == "PROPN" and not is_time(seat)), None)
