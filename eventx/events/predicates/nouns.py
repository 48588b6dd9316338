"""Nouns: whether one tells a happening in its clause, by its verb, its parties, or as all that a title tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.adnominal import LATER, is_dated_back, is_long_ago, is_set_off
from eventx.events.clauses.control import sides_over
from eventx.events.predicates.cases import is_occasion
from eventx.lexicons import lexicon
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import is_existential, object_of
from eventx.syntax.harm import harmed_in
from eventx.syntax.labels import ADNOMINAL, PAST, has_left, has_right
from eventx.syntax.nominals import governing, is_steered, outer_noun

if TYPE_CHECKING:
    from eventx.events.predicates.predicate import Predicate


def is_told_by_noun(clause: Predicate, noun: Token) -> bool:
    """Tell whether a noun tells a happening, and no scene."""
    apart = _is_scene(noun) or _is_tally(noun) or is_occasion(noun)
    return not apart and any(test(clause, noun) for test in _TOLD)


def _is_scene(noun: Token) -> bool:
    """Tell whether a noun is told for its time only: "ahead of the sale of Kappa by Nordsee"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    scene, over = lexicon("telling").scene, noun.head.head
    if noun.head.lower_ in LATER and is_long_ago(noun.head):
        return True
    if over.lemma_ == "come" and any(c.lower_ == "when" for c in over.lefts):
        return True  # "when it comes to fines"
    if noun.head.lower_ == "for" and over.lower_ in lexicon("telling").famed:
        return True  # "known for its purchase of Kappa"
    called = noun.dep_ == "oprd" and has_right(noun.head, "dobj")
    if called and noun.head.lemma_.lower() in lexicon("government").naming:
        return True  # "called the roster a sentence of hard labour"
    edge = over.lower_ in lexicon("telling").edges and over.head.lower_ in ("at", "on", "in")
    return edge or noun.head.lower_ in scene or over.lower_ in scene


def _is_tally(noun: Token) -> bool:
    """Tell whether it is told how many a place or body had: "the city has had *27 murders*" tells of no one of them."""
    counted = noun.tag_ == "NNS" and noun.dep_ == "dobj" and has_left(noun, "nummod")
    return counted and noun.head.lemma_.lower() in lexicon("telling").tallying


def _has_light_verb(clause: Predicate, noun: Token) -> bool:
    verb = clause.verb
    if verb is None:
        return False
    content = has_left(verb, "mark")  # "amid talk that a bid will be raised"
    free = verb.dep_ not in ("amod", *ADNOMINAL) or (is_set_off(verb) and not is_dated_back(verb))
    return content or free or is_steered(verb, noun)  # "a goal that lifted Mali to victory"


def is_judged(clause: Predicate, noun: Token) -> bool:
    """Tell whether its verb says what somebody thinks or does about it: "cleared the merger", but not "backs a ban"."""
    judge, words = governing(noun) if clause.verb is None else None, lexicon("telling")
    if judge is None or judge.lemma_.lower() not in words.judging:
        return False
    meant = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.lefts) and object_of(noun, "by") is None
    wish = meant and noun.lemma_.lower() in words.barriers  # but "backed a merger with Kappa"
    return not wish or judge.lemma_.lower() not in words.favouring


def _happens(clause: Predicate, noun: Token) -> bool:
    """Tell whether its verb says that it takes place: "talks began", "the sale was approved"."""
    noun = outer_noun(noun)
    words, verb = lexicon("telling"), noun.head.lemma_.lower()
    if noun.dep_ == "nsubjpass":
        return verb not in words.viewing
    if verb == "be" and (noun.tag_, noun.head.tag_) == ("NNS", "VBP") and not has_left(noun, "det"):
        return False  # "earthquakes are common"
    if is_existential(noun):
        return noun.head.tag_ in PAST
    return noun.dep_ == "nsubj" and verb in words.happens


def _has_parties(clause: Predicate, noun: Token) -> bool:
    """Tell whether it says itself what is done by or to whom, or on which day where: "Monday's blast near Leeds"."""
    if clause.verb is not None:
        return False
    planned = any(c.dep_ == "acl" and c.tag_ == "VB" for c in noun.rights)
    if (clause.at("by") or clause.at("between")) and (planned or clause.at("on") or clause.at("into")):
        return True
    if clause.at("of"):
        return True  # "the appointment of Ann Low", "Kappa's takeover of Lorne"
    own = [t for t in clause.at("possessor") if t.lemma_.lower() not in lexicon("telling").long]  # no "last year's"
    dated = any(map(syntax.is_time, (*own, *clause.at("on"))))
    return dated and any(clause.at(word) for word in lexicon("telling").where)


def _is_filed(clause: Predicate, noun: Token) -> bool:
    """Tell whether it is told when it was begun, or by whom: "in a lawsuit filed on Monday"."""
    words = lexicon("telling").begun
    begun = (c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in words)
    return any(g.dep_ == "agent" or any(map(syntax.is_time, (g, *g.rights))) for c in begun for g in c.rights)


def _is_clinched(clause: Predicate, noun: Token) -> bool:
    """Tell whether a verb adds how a contest ended to what came of it: "went third with a 2-1 win over Peru"."""
    tie, over = noun.head, noun.head.head
    ends = tie.lower_ == "with" and over.pos_ == "VERB" and noun.lemma_.lower() in lexicon("telling").clinching
    ends = ends or bool(sides_over(noun))  # "Mali's run was ended by a 2-0 defeat to Egypt"
    return ends and clause.verb is None and not has_left(noun, "poss")


def _heads_title(clause: Predicate, noun: Token) -> bool:
    """Tell whether it is all that a title tells: "Attack on Lima station", "Doctor in court"."""
    titled = clause.group.lead.section == "headline" and noun.dep_ == "ROOT"
    return titled or clause.bearer is not None


_TOLD: tuple[Callable[[Predicate, Token], bool], ...] = (
    _has_light_verb, is_judged, _happens, _has_parties, _is_filed, _is_clinched, _heads_title,
    lambda _, noun: bool(harmed_in(noun)),  # "died in a crash"
    lambda _, noun: noun.head.head.lemma_.lower() in lexicon("telling").discussing,  # "talks on a merger collapsed"
)  # fmt: skip
