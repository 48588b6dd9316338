"""Moods: how what stands above a happening makes it sound: given up, still to come, talked about, owed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from spacy.tokens import Token

from eventx.analysis.denial import is_given_up
from eventx.events.predicates.talks import talks_by
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.records import Modality
from eventx.syntax.arguments import is_agreed
from eventx.syntax.endings import end_of
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES
from eventx.syntax.nominals import is_nominal, mood_above
from eventx.syntax.participles import is_advised, is_kept
from eventx.syntax.phrases import object_before

_NEARBY = 3  # words above a deal: "is close to signing a deal to buy"
_TOWARDS = frozenset({"on", "to", "for", "at"})


def mood_of(token: Token) -> Modality:
    """Return how what stands above a trigger makes it sound."""
    over = token.head.head if token.dep_ in ("pobj", "pcomp") else token.head
    if _is_given_up(token):
        return "negated"
    if (seen := mood_above(token)) is not None:
        return seen
    if _has_adjective(token, over, "impending"):
        return "forecast"
    return "hypothetical" if any(test(token, over) for test in _UNSETTLED) else "asserted"


def _is_given_up(token: Token) -> bool:
    """Tell whether the plan or the talk of it is, or somebody is kept from it: "dropped plans to merge"."""
    if is_kept(token.head):
        return True
    planned = lexicon("telling").any_of("bearing", "discussing")
    noun = token.head if token.dep_ in ADNOMINAL and token.head.lemma_.lower() in planned else token
    return is_nominal(noun) and is_given_up(noun)


def has_lapsed(analysis: Analysis, token: Token) -> bool:
    """Tell whether what was planned has come to nothing: "its planned merger *fell* through"."""
    end = end_of(token) or (end_of(token.head) if token.dep_ in ADNOMINAL else None)
    return end is not None and end.dep_ != "xcomp" and analysis.modality(end) == "asserted"


def _has_adjective(token: Token, over: Token, name: str) -> bool:
    """Tell whether an adjective of a list stands before it, and nobody completes it: "the pending sale"."""
    words = lexicon("telling")
    before = {c.lower_ for c in token.lefts if c.dep_ == "amod"} if is_nominal(token) else ()
    return over.lemma_.lower() not in words.completing and not words.any_of(name).isdisjoint(before)


def _is_owed(token: Token, over: Token) -> bool:
    """Tell whether somebody must do it, or is told or hired to: "told it to sell"; what they "had to" do they did."""
    words, lemma = lexicon("telling"), over.lemma_.lower()
    verb = over if is_nominal(token) and token.dep_ == "dobj" else token  # "must reach an agreement"
    helps = {c.lower_ for c in verb.lefts if c.dep_ in AUXILIARIES}
    if not words.binding.isdisjoint(helps) and "have" not in helps and verb.lemma_.lower() not in words.paying:
        return True  # but who "must pay a fine" has been told to
    owed = lemma in words.owing and over.tag_ != "VBD"
    bidden = lemma in words.ordering or (lemma in words.engaging and token.lemma_.lower() in words.dealing)
    return token.dep_ == "xcomp" and (owed or (bidden and object_before(over, token) is not None))


def _is_talked_of(token: Token, over: Token) -> bool:
    """Tell whether it is only talked about: "talks on a merger", "is in talks to buy"."""
    talks = talks_by(token) if token.tag_ == "VB" or is_agreed(token) else ()
    return any(t.lemma_.lower() in lexicon("telling").discussing for t in (over, *talks) if t != token)


def _is_pondered(token: Token, over: Token) -> bool:
    """Tell whether somebody is advised to do it, or thinks of it: "is close to buying it"."""
    words = lexicon("telling")
    minded = token.dep_ == "pcomp" and over.lemma_.lower() in words.any_of("intending", "closeness")
    awaited = token.dep_ == "xcomp" and over.lemma_.lower() in words.waiting  # "is waiting to buy it"
    return is_advised(token) or token.lemma_ in words.pondering or minded or awaited


def _is_near(token: Token, over: Token) -> bool:
    """Tell whether somebody is only near a deal to do it: "is nearing a deal to buy", "is close to (signing) one"."""
    words, beside = lexicon("telling"), token.dep_ == "advcl"
    above = [t.lemma_.lower() for t in islice(over.ancestors, _NEARBY)]
    above[:0] = [over.lemma_.lower()] if beside else []
    near = not words.nearing.isdisjoint(above[:2]) or not words.closeness.isdisjoint(above)
    dealt = (over, *over.rights) if beside else (over,)
    return near and any(t.lemma_.lower() in words.bearing for t in dealt)


def _is_sought(token: Token, over: Token) -> bool:
    """Tell whether somebody only comes near it: "closes in on a takeover", "explores a sale"."""
    words, lemma = lexicon("telling"), over.lemma_.lower()
    towards = token.head.lower_ in _TOWARDS if token.dep_ == "pobj" else lemma not in words.completing
    return is_nominal(token) and towards and lemma in words.nearing


def _is_feared(token: Token, over: Token) -> bool:
    """Tell whether somebody only fears that it may come: "warned *of* a strike", "the risk *of* an outbreak"."""
    return is_nominal(token) and token.head.lower_ == "of" and over.lemma_.lower() in lexicon("telling").threatening


_UNSETTLED: tuple[Callable[[Token, Token], bool], ...] = (
    _is_owed, _is_talked_of, _is_pondered, _is_near, _is_sought, _is_feared,
    lambda token, over: _has_adjective(token, over, "conceivable"),
)  # fmt: skip
"""What leaves open whether it comes about, of a trigger and the word over it."""
