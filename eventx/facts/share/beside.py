"""Shares told beside another, with its whole or one told alike: "30%, against 20%", "Kappa has 40%, Lorne 9%"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.share.part import Part, is_placed
from eventx.facts.share.wholes import Wholes
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.persons import is_of_people, nouns_before
from eventx.syntax.labels import FINITE, NOUNS
from eventx.syntax.phrases import governed, is_time

_TIES = frozenset({"on", "with", "at"})  # before the share of who is named


def on_another(wholes: Wholes, part: Part) -> Chars | None:
    """Stand before "on" behind another, or paid: "a 25% tariff on steel and *10% on aluminium*", "pays 2% on it"."""
    again = wholes.last is not None and part.follow == "on" and part.lead != "of"  # "a tariff of 25% on steel"
    again &= not part.is_had  # "sold 1% on the exchange"
    held = governed(part.after) if part.after is not None and (again or _is_rate_on(part)) else None
    return wholes.phrase(held, part.last) if held is not None and not is_time(held) else None


def _is_rate_on(part: Part) -> bool:
    """Tell whether somebody pays or takes so much on something: "pays *2% on deposits*", no "gained 2% on Monday"."""
    averaged = part.lead == "of" and part.before is not None and part.before.head.lemma_ in lexicon("share").extents
    return part.follow == "on" and part.has_verb("rating") and (averaged or part.lead != "of")


def against(wholes: Wholes, part: Part) -> Chars | None:
    """Be set against or beside the share before: "54%, against 50%", "compared with 50%"."""
    if part.lead not in ("with", *lexicon("share").against):
        return None
    doing = _doing(wholes, part)
    return wholes.near(part.first) if doing is None else wholes.phrase(doing, part.first)


def _doing(wholes: Wholes, part: Part) -> Token | None:
    """Return the persons of whom a part does something: "a lack of *nurses*, with a third *calling* in sick"."""
    acts = part.after is not None and part.after.tag_ == "VBG" and part.lead == "with" and part.before is not None
    if not acts or part.before is None or wholes.told_before(part.number):
        return None
    near = (noun for noun in nouns_before(part.before, plural=True) if noun.sent == part.first.sent)
    return next((noun for noun in near if is_of_people(noun)), None)


def gapped(wholes: Wholes, part: Part) -> Chars | None:
    """Be another's part of the same whole, the verb left out: "Labour won 36% of the vote, *the Greens 29%*"."""
    before = part.before
    tied = before is not None and before.i > 0 and (before.lower_ in _TIES or before.text == ",")
    noun = before.nbor(-1) if before is not None and tied else before
    if noun is None or noun.pos_ not in NOUNS or is_time(noun) or not wholes.told_before(part.number):
        return None
    if wholes.last is None or not (wholes.last.is_whole or noun.pos_ == "PROPN") or is_placed(wholes, part):
        return None
    between = wholes.analysis.span(wholes.last.end, part.number.start)
    joined = any(t.text in (",", ";", "and", "while") for t in between)
    return wholes.near(part.first) if joined and not any(t.tag_ in FINITE for t in between) else None


def held_before(wholes: Wholes, noun: Token) -> Chars | None:
    """Return what a stake was told to be in before: "bought a *stake in Kappa*. It holds a 4% stake"."""
    words = lexicon("share")
    stakes = (t for t in reversed(wholes.doc[: noun.i]) if t.lemma_.lower() in words.stakes)
    ties = (tie for stake in stakes for tie in stake.rights if tie.lower_ in words.part_prepositions)
    held = (thing for tie in ties if (thing := governed(tie)) is not None and not is_time(thing))
    return wholes.phrase(next(held, None), noun) if noun.lemma_.lower() in words.stakes else None
