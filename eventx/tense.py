"""The tense that holds at a character, from the parse where there is one: it decides which Thursday is meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicon import load_lexicon
from eventx.normalize.date import guess_tense
from eventx.normalize.timex import Tense

_LEADS = {"on", "in", "late", "early", "at", "earlier", "later"}
_MODALS = {"will", "shall", "'ll", "’ll", "wo", "may", "might", "could", "would", "should", "must", "can", "ca"}
_AHEAD = {"due", "ahead", "scheduled", "slated", "upcoming", "payable"}
_PAST = {"fail", "begin", "start", "continue", "manage", "help", "use", "have", "try", "cease", "refuse", "appear",
         "seem", "tend", "stop"}  # fmt: skip


@cache
def _future() -> frozenset[str]:
    return frozenset(load_lexicon("time")["future"])


@cache
def _timetable() -> frozenset[str]:
    return frozenset(load_lexicon("time")["timetable"])


@cache
def _reporting() -> frozenset[str]:
    return frozenset(load_lexicon("time")["reporting"])


def verb_before(token: Token) -> Token | None:
    """Return the verb that a time stands right behind: "said on Tuesday", "said late Tuesday"."""
    at = token.i - 1
    while at >= 0 and token.i - at < 4 and token.doc[at].lower_ in _LEADS:
        at -= 1
    return token.doc[at] if at >= 0 and token.doc[at].pos_ == "VERB" else None


def tense_of(doc: Doc) -> Callable[[int], Tense | None]:
    """Return a function that tells the tense at a character of ``doc``."""
    if not doc.has_annotation("DEP") or not doc.has_annotation("TAG"):
        text = doc.text
        return lambda at: guess_tense(text, at)
    starts = doc.to_array(["IDX"]).tolist()  # a third of the time that asking each token takes
    tags = {doc.vocab.strings[tag] for tag in set(doc.to_array(["TAG"]).tolist())}
    if not any(tag.startswith("VB") or tag == "MD" for tag in tags):
        return lambda at: "future"  # nothing is told as past

    def ask(at: int) -> Tense | None:
        place = bisect_right(starts, at) - 1
        if place < 0:
            return None
        if (verb := verb_before(doc[place])) is not None and verb.tag_ == "VBD" and verb.lemma_ in _reporting():
            return "past"
        return _clause_tense(doc[place])

    return ask


def _clause_tense(token: Token) -> Tense | None:
    for _ in range(30):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return verb_tense(token)
        if token.lower_ in _AHEAD:
            return "future"
        if token.head.i == token.i:
            return "past" if token.tag_ == "VBN" else None
        if token.dep_ == "appos":
            return None  # the rate, 6.8% in August, could climb
        token = token.head
    return None


def verb_tense(verb: Token) -> Tense | None:
    """Return the tense of a clause's verb: future with a modal or a plan, past otherwise where it is one."""
    for _ in range(6):
        aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        words = {child.lower_ for child in aux}
        if any(child.tag_ == "MD" for child in aux) or words & _MODALS:
            told = any(child.lower_ == "had" for child in verb.head.children) if verb.dep_ == "ccomp" else False
            return "past" if "have" in words or (told and "would" in words) else "future"
        if verb.tag_ == "VBD" and verb.lemma_ != "be":
            return "past"
        plans = verb.lemma_.lower() in _future() or verb.lower_ in _future()
        due = any(
            child.lower_ in _future() and child.dep_ in ("acomp", "advmod", "attr", "prep", "oprd")
            for child in verb.children
        )
        if due or (plans and verb.tag_ == "VBN" and words & {"is", "are", "be", "been", "was", "were", "'s", "'re"}):
            return "future"
        if verb.tag_ == "VBD" or (
            verb.tag_ in ("VBN", "VBG")
            and words & {"has", "have", "had", "was", "were", "'ve", "'d", "been", "is", "are"}
        ):
            return "future" if verb.tag_ == "VBG" and words & {"is", "are", "'re", "'m"} else "past"
        if verb.tag_ == "VB" and verb.dep_ == "ROOT":
            return "future"  # an imperative
        if verb.tag_ in ("VBZ", "VBP"):
            return "future" if plans or verb.lemma_.lower() in _timetable() else None
        head = verb.head
        if "to" in words and verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl"):
            if head.lemma_.lower() in _PAST:
                verb = head
                continue
            if verb.dep_ != "advcl" or head.lemma_.lower() in _future():
                return "future"
            verb = head
            continue
        if head.i == verb.i or head.pos_ not in ("VERB", "AUX"):
            return "past" if verb.tag_ == "VBN" else None
        verb = head
    return None
