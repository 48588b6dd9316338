"""Telling: whether a word tells a happening in its clause, or a scene, who somebody is, what is always so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.adnominal import (
    is_dated_back,
    is_ground,
    is_of_force,
    is_of_wreck,
    is_rebuked,
    is_reported,
    is_set_off,
    names_day,
    time_words,
)
from eventx.events.lede import find_opening
from eventx.lexicons import lexicon
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import is_agreed, is_existential, is_paid_for
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES, NOUN_SUBJECTS, PAST, has_left
from eventx.syntax.nominals import governing, harmed_in, is_steered, whole_of
from eventx.syntax.participles import stray_subject

if TYPE_CHECKING:
    from eventx.events.predicate import Predicate

_BESIDE = ("acl", "advcl")
_PRESENT = ("VBZ", "VBP")
_LATER = ("after", "since")
_YEAR = "dddd"
_MODERN = "1950"
_STEPS = 8  # up the parse


def is_told(clause: Predicate) -> bool:
    """Tell whether a verb or noun tells a happening in its clause."""
    extent = clause.group.lead.sentence
    for prep in islice(clause.token.ancestors, _STEPS):  # "amid doubts that they will agree", not "amid talk that"
        if prep.lower_ == "amid" and all(c.lemma_.lower() not in lexicon("telling").discussing for c in prep.rights):
            return False
    if "?" in clause.analysis.text[extent.end - 3 : extent.end]:
        return False
    if _is_of_whoever(clause) or extent.start >= clause.analysis.links_from:
        return False
    if clause.noun is None:
        return not any(test(clause) for test in _UNTOLD)
    if _is_scene_of_noun(clause.noun) or any(map(_is_history, islice(clause.noun.ancestors, 2))):
        return False
    return any(test(clause, clause.noun) for test in _TOLD)


# --- verbs: what tells no happening -----------------------------------------------------------------------------------


def _is_attribute(clause: Predicate) -> bool:
    """Tell whether it stands before or behind a noun as a participle: "the convicted trader".

    One that is set off and says who does it tells what happened: ", passed by parliament on Monday,".
    """
    verb = clause.token
    if stray_subject(verb) is not None or is_ground(verb):
        return False
    passive = verb.dep_ == "acl" and verb.tag_ == "VBN" and not (is_agreed(verb) or is_reported(verb))
    if passive and is_set_off(verb) and clause.at("by") and not is_dated_back(verb):
        return False
    words = lexicon("telling")
    glosses = verb.lemma_.lower() in words.any_of("alleging", "glossing")
    if glosses and verb.tag_ == "VBG" and verb.dep_ in _BESIDE:
        return True  # "filed a suit accusing the firm", "lifted the ban, ending a dispute"
    bare = verb.tag_ == "VBN" and not has_left(verb, *AUXILIARIES)
    beside = bare and verb.dep_ == "advcl" and verb.lemma_.lower() in words.charging  # "is in court charged with fraud"
    subject = verb.tag_ == "VBN" and verb.dep_ == "csubj"  # "people accused of it said"
    return passive or subject or beside or verb.dep_ in ("amod", "compound", "nmod", "prep")


def _is_scene(clause: Predicate) -> bool:
    """Tell whether it is told for its time, as a bare condition or what something is like: "before it sold it"."""
    words, verb = lexicon("telling"), clause.token
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and [c.lower_ for c in verb.lefts] == ["if"]:
        return True  # "if convicted"
    if any(c.dep_ == "mark" and c.lower_ in _LATER for c in verb.lefts) and _is_long_ago(verb):
        return True  # "two years after a man shot her"
    meant = verb.head.head.lemma_.lower() in words.any_of("bearing", "discussing", "intending", "closeness")
    meant = meant or (verb.head.lower_ == "for" and is_rebuked(verb.head.head))
    if verb.head.lower_ in words.scene or (verb.tag_ == "VBG" and verb.head.lower_ in words.about and not meant):
        return True  # "before ever launching a rocket", but not "by buying rivals", "close to buying"
    return any(c.dep_ in ("mark", "prep") and c.lower_ in words.scene for c in verb.lefts)


def _is_long_ago(verb: Token) -> bool:
    """Tell whether years or months stand before a clause, or a noun, of what was before: "two years after"."""
    return any(c.dep_ == "npadvmod" and c.lemma_.lower() in lexicon("telling").long for c in verb.lefts)


def _is_asked(clause: Predicate) -> bool:
    """Tell whether it is asked or explained, or done in words: "how to open it", "protested that it was too high"."""
    verb = clause.token
    if verb.lemma_.lower() in lexicon("telling").worded and any(c.dep_ == "ccomp" for c in verb.rights):
        return True
    while verb.dep_ in ("xcomp", "advcl") and verb.head != verb:
        verb = verb.head  # "unclear how they will win support to reform it"
    over = (clause.token, verb)
    return any(t.lower_ in lexicon("telling").asking for v in over for c in v.lefts for t in (c, *c.lefts))


def _is_description(clause: Predicate) -> bool:
    """Tell whether a clause says which one is meant: "the man who robbed a bank", but not "a deal to buy".

    One with a sum is told for itself: "a firm that was bought for $4 million".
    """
    verb = clause.token
    top = next((t for t in syntax.ancestors(verb) if t.dep_ in ADNOMINAL), None)
    named = top is verb and (is_agreed(verb) or (verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts)))
    stray = top is verb and stray_subject(verb) is not None
    told = named or stray or is_reported(verb) or is_ground(verb)
    if top is None or told or any(map(clause.analysis.is_level, verb.subtree)):
        return False
    if top is verb and clause.analysis.is_sum(top.head) and clause.at("subject"):
        return False  # "the $4 million that *Kappa* offered"
    if top is verb and (is_of_force(top) or is_of_wreck(top)):
        return False
    fresh = top.dep_ == "relcl" and names_day(top)
    old = is_dated_back(top) or any(is_dated_back(c) for c in top.rights if c.dep_ == "advcl")
    return (not is_set_off(top) and not fresh) or any(c.lower_ == "had" for c in top.lefts) or old


def _is_possible(clause: Predicate) -> bool:
    """Tell whether it says what somebody can do, what is easy for them to do, or what "you" do."""
    verb = clause.token
    above = verb.head.lefts if verb.dep_ == "xcomp" else ()  # "so that it can start selling"
    able = any(c.lower_ in ("can", "ca") for c in (*verb.lefts, *above))
    if verb.tag_ == "VB" and any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.lefts):
        able = able or any(c.lower_ in lexicon("telling").ease for c in (verb.head, *verb.head.children))
    yours = any(c.lower_ == "your" for t in clause.at("subject") for c in t.lefts)
    return able or yours or any(t.lower_ in ("you", "one") and t.pos_ == "PRON" for t in clause.at("subject"))


def _is_purpose(clause: Predicate) -> bool:
    """Tell whether an infinitive says what for something else is done: "gave $5 million to rebuild clinics"."""
    verb = clause.token
    if verb.dep_ == "advcl" and {"so", "could"} <= {c.lower_ for c in verb.lefts}:
        return True  # "changed the law so that more people could be prosecuted"
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "help":
        verb = verb.head  # "to help rebuild clinics"
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head  # "gave $5 million to preserve and rebuild clinics"
    words, over = lexicon("telling"), verb.head.lemma_.lower()
    if verb.tag_ != "VB" or all(c.lower_ != "to" for c in verb.lefts) or verb.lemma_.lower() in words.settling:
        return False  # "paid $5 million to settle claims"
    if verb.lemma_.lower() in words.debating and verb.dep_ in _BESIDE:
        return True  # "met to discuss the border"
    if is_paid_for(verb):
        return False
    if verb.dep_ == "advcl" and any(c.lower_ == "to" and syntax.follows(c, "as", "order") for c in verb.lefts):
        return True  # "hired a bank so as to buy Kappa"
    if verb.dep_ == "xcomp" and over in words.engaging and verb.lemma_.lower() in words.searching:
        return True  # "hired a bank to find buyers"
    noun = verb.nbor(-2).lemma_.lower() if verb.i > 1 else over  # "replace powers to detain suspects"
    held = (c for c in verb.head.rights if c.dep_ == "dobj" and verb.dep_ == "advcl")  # "got a loan to build a mill"
    things = (c.lemma_.lower() for c in held)
    meant = verb.dep_ in (*ADNOMINAL, "advcl") and not words.means.isdisjoint((over, noun, *things))
    return meant or (verb.dep_ == "advcl" and over in words.giving)


def _is_general(clause: Predicate) -> bool:
    """Tell whether the present tells what is always so: no title, no day, no first sentence of somebody named."""
    verb = clause.token
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lexicon("telling").habits:
        return True  # "they like to announce new games"
    if verb.tag_ not in _PRESENT or clause.group.lead.section != "body" or any(map(syntax.is_time, time_words(verb))):
        return False  # "come into force on Monday"
    if verb.lemma_.lower() in lexicon("telling").alleging:
        return False  # "the lawsuit accuses the firm"
    return not _opens(clause)


def _is_history(verb: Token) -> bool:
    """Tell whether what a verb tells was long ago, by its own year: "burned down in 1811"."""
    return any(t.shape_ == _YEAR and t.text < _MODERN and t.head.lower_ == "in" for t in time_words(verb))


_UNTOLD: tuple[Callable[[Predicate], bool], ...] = (
    _is_attribute, _is_scene, _is_asked, _is_description, _is_general, _is_possible, _is_purpose,
    lambda clause: _is_history(clause.token),
)  # fmt: skip


def _is_of_whoever(clause: Predicate) -> bool:
    """Tell whether it may befall, or be done by, anybody of a sort: "firms that break the law could be fined"."""
    verb = clause.verb
    if verb is None or not (verb.tag_ in _PRESENT or any(c.tag_ == "MD" for c in verb.lefts)):
        return False
    stands = (t for t in clause.at("object") if t.dep_ in NOUN_SUBJECTS)
    return any(map(_is_whoever, (*clause.at("subject"), *stands)))


def _is_whoever(token: Token) -> bool:
    """Tell whether a noun means anybody of whom its clause is true: "drivers who drink", "anyone who drives"."""
    if token.tag_ not in ("NNS", "NN", "DT") or token.ent_type_:
        return False
    sort = next((c for c in token.rights if c.dep_ == "relcl"), None)
    known = any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts)
    return not known and sort is not None and sort.tag_ in _PRESENT and not is_set_off(sort)


def _opens(clause: Predicate) -> bool:
    """Tell whether it is the main verb of a first sentence, and who has a name does it: "Kappa takes over a mill"."""
    doers = [t for d in clause.at("subject") for t in (d, *d.lefts)]
    named = any(t.pos_ == "PROPN" or t.ent_type_ or (t.text[:1].isupper() and t.pos_ == "NOUN") for t in doers)
    verb = clause.token
    said = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i  # "Low inherits it, it said"
    return (said or verb.dep_ == "ROOT") and named and verb.idx < find_opening(clause.analysis)[1]


# --- nouns: what tells one --------------------------------------------------------------------------------------------


def _is_scene_of_noun(noun: Token) -> bool:
    """Tell whether a noun is told for its time only: "ahead of the sale of Kappa by Nordsee"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    scene, over = lexicon("telling").scene, noun.head.head
    if noun.head.lower_ in _LATER and _is_long_ago(noun.head):
        return True
    if over.lemma_ == "come" and any(c.lower_ == "when" for c in over.lefts):
        return True  # "when it comes to fines"
    if noun.head.lower_ == "for" and over.lower_ in lexicon("telling").famed:
        return True  # "known for its purchase of Kappa"
    return noun.head.lower_ in scene or over.lower_ in scene


def _has_light_verb(clause: Predicate, noun: Token) -> bool:
    verb = clause.verb
    if verb is None:
        return False
    content = any(c.dep_ == "mark" for c in verb.lefts)  # "amid talk that a bid will be raised"
    free = verb.dep_ not in ("amod", *ADNOMINAL) or is_set_off(verb)
    return content or free or is_steered(verb, noun)  # "a goal that lifted Mali to victory"


def is_judged(clause: Predicate, noun: Token) -> bool:
    """Tell whether its verb says what somebody thinks or does about it: "cleared the merger"."""
    judge = governing(noun) if clause.verb is None else None
    return judge is not None and judge.lemma_.lower() in lexicon("telling").judging


def _happens(clause: Predicate, noun: Token) -> bool:
    """Tell whether its verb says that it takes place: "talks began", "the sale was approved"."""
    noun = whole_of(noun)
    words, verb = lexicon("telling"), noun.head.lemma_.lower()
    if noun.dep_ == "nsubjpass":
        return verb not in words.viewing
    if verb == "be" and (noun.tag_, noun.head.tag_) == ("NNS", "VBP") and all(c.dep_ != "det" for c in noun.lefts):
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
    return ends and clause.verb is None and not any(c.dep_ == "poss" for c in noun.lefts)


def _heads_title(clause: Predicate, noun: Token) -> bool:
    """Tell whether it is all that a title tells: "Attack on Lima station", "Doctor in court"."""
    titled = clause.group.lead.section == "headline" and noun.dep_ == "ROOT"
    return titled or clause.bearer is not None


_TOLD: tuple[Callable[[Predicate, Token], bool], ...] = (
    _has_light_verb, is_judged, _happens, _has_parties, _is_filed, _is_clinched, _heads_title,
    lambda _, noun: bool(harmed_in(noun)),  # "died in a crash"
    lambda _, noun: noun.head.head.lemma_.lower() in lexicon("telling").discussing,  # "talks on a merger collapsed"
)  # fmt: skip
