"""Telling: whether a word tells a happening in its clause, or a scene, who somebody is, what is always so."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.adnominal import (
    LATER,
    is_dated_back,
    is_ground,
    is_long_ago,
    is_of_force,
    is_of_wreck,
    is_rebuked,
    is_reported,
    is_set_off,
    names_day,
    time_words,
)
from eventx.events.clauses.lede import find_opening
from eventx.events.predicates.nouns import is_told_by_noun
from eventx.lexicons import lexicon
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import is_agreed, is_paid_for, noun_above
from eventx.syntax.labels import (
    ADNOMINAL,
    AUXILIARIES,
    NOUN_SUBJECTS,
    PAST,
    PRESENT,
    first_right,
    has_left,
    has_right,
)
from eventx.syntax.participles import governor_of, is_blamed, stray_subject
from eventx.syntax.tense import is_report

if TYPE_CHECKING:
    from eventx.events.predicates.predicate import Predicate
    from eventx.mentions.analysis import Analysis

_BESIDE = ("acl", "advcl")
_YEAR = "dddd"
_MODERN = "1950"
_STEPS = 8  # up the parse


def is_told(clause: Predicate) -> bool:
    """Tell whether a verb or noun tells a happening in its clause."""
    extent = clause.group.lead.sentence
    for prep in islice(clause.token.ancestors, _STEPS):  # "amid doubts that they will agree", not "amid talk that"
        if prep.lower_ == "amid" and all(c.lemma_.lower() not in lexicon("telling").discussing for c in prep.rights):
            return False
    if is_question(clause.analysis, extent.end):
        return False
    if _is_of_whoever(clause) or extent.start >= clause.analysis.links_from:
        return False
    if clause.noun is None:
        return not any(test(clause) for test in _UNTOLD)
    return not is_background(clause) and is_told_by_noun(clause, clause.noun)


def is_background(clause: Predicate) -> bool:
    """Tell whether a noun tells what was long ago or is wont to happen, or a verb when, if or what for something is.

    So does a verb on a noun that tells what was of old: "Kappa, *which was sold in 2016*, fell 4%".
    """
    if clause.noun is None:
        old = clause.token.dep_ in ADNOMINAL and is_dated_back(clause.token)
        return old or _is_scene(clause) or _is_purpose(clause)
    return any(_is_history(t) or _is_wont(t) for t in islice(clause.noun.ancestors, 2))


def is_question(analysis: Analysis, end: int) -> bool:
    """Tell whether a sentence that ends at a character is a question."""
    return "?" in analysis.text[end - 3 : end]


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
    said_of = verb.lemma_.lower() in words.any_of("charging", "staying")
    beside = bare and verb.dep_ == "advcl" and said_of  # "is in court charged with fraud"
    subject = verb.tag_ == "VBN" and verb.dep_ == "csubj"  # "people accused of it said"
    return passive or subject or beside or verb.dep_ in ("amod", "compound", "nmod", "prep")


def _is_scene(clause: Predicate) -> bool:
    """Tell whether it is told for its time, as a bare condition or what something is like: "before it sold it"."""
    words, verb = lexicon("telling"), clause.token
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and [c.lower_ for c in verb.lefts] == ["if"]:
        return True  # "if convicted"
    if any(c.dep_ == "mark" and c.lower_ in LATER for c in verb.lefts) and is_long_ago(verb):
        return True  # "two years after a man shot her"
    meant = verb.head.head.lemma_.lower() in words.any_of("bearing", "discussing", "intending", "closeness")
    meant = meant or (is_blamed(verb.head) and verb.head.head.dep_ not in ADNOMINAL)
    meant = meant or (verb.head.lower_ == "for" and is_rebuked(verb.head.head))
    if verb.head.lower_ == "before" and verb.head.head.lemma_.lower() in words.preluding:
        return verb.head.head.tag_ not in PAST  # "deliberated for a day *before clearing* him"
    if verb.head.lower_ in words.scene or (verb.tag_ == "VBG" and verb.head.lower_ in words.about and not meant):
        return True  # "before ever launching a rocket", but not "by buying rivals", "close to buying"
    return any(c.dep_ in ("mark", "prep") and c.lower_ in words.scene for c in verb.lefts)


def _is_asked(clause: Predicate) -> bool:
    """Tell whether it is asked or explained, or done in words: "how to open it", "protested that it was too high"."""
    verb = clause.token
    if verb.lemma_.lower() in lexicon("telling").worded and has_right(verb, "ccomp"):
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
    named = top is verb and (is_agreed(verb) or syntax.is_infinitive(verb))
    stray = top is verb and stray_subject(verb) is not None
    told = named or stray or is_reported(verb) or is_ground(verb)
    if top is None or told or any(map(clause.analysis.is_level, verb.subtree)):
        return False
    if noun_above(verb) == top.head and clause.analysis.is_sum(top.head) and clause.at("subject"):
        return False  # "the $4 million that *Kappa* offered", "agreed to pay"
    if top is verb and (is_of_force(top) or is_of_wreck(top)):
        return False
    fresh = top.dep_ == "relcl" and names_day(top)
    old = is_dated_back(top) or any(is_dated_back(c) for c in top.rights if c.dep_ == "advcl")
    of_source = top.dep_ == "relcl" and top.head.dep_ == "nsubj" and is_report(top.head.head)  # "said Low, who quit it"
    return (not fresh and (of_source or old or not is_set_off(top))) or any(c.lower_ == "had" for c in top.lefts)


def _is_wished(clause: Predicate) -> bool:
    """Tell whether somebody only wishes to be what it tells: "hopes to be the next mayor", "dreams of being head"."""
    verb, words = clause.token, lexicon("telling")
    over = governor_of(verb)
    below = verb.dep_ in ("xcomp", "pcomp") and verb.lemma_ in words.becoming and "#person" in clause.doers
    return below and over.lemma_.lower() in words.wishing


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
    paid = (t for t in verb.head.subtree if t.i < verb.i) if verb.lemma_ == "help" and verb.tag_ == "VB" else ()
    if any(map(clause.analysis.is_sum, paid)):
        return True  # "gave $5 million to help Peru tighten controls"
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head  # "gave $5 million to preserve and rebuild clinics"
    words, over = lexicon("telling"), verb.head.lemma_.lower()
    if verb.tag_ != "VB" or all(c.lower_ != "to" for c in verb.lefts) or verb.lemma_.lower() in words.settling:
        return False  # "paid $5 million to settle claims"
    if verb.lemma_.lower() in words.any_of("debating", "financing") and verb.dep_ in _BESIDE:
        return True  # "met to discuss the border", "sold two mills to finance a third"
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
    over = verb.head
    used = over.lemma_ == "use" and over.tag_ in PAST and has_right(over, "dobj")
    if verb.dep_ == "xcomp" and over.lemma_.lower() in lexicon("telling").habits and not used:
        return True  # "they like to announce new games", but "used its veto to block it"
    if verb.tag_ == "VBN" and clause.group.lead.section == "body" and _is_by_rule(verb):
        return True
    if verb.tag_ not in PRESENT or clause.group.lead.section != "body" or any(map(syntax.is_time, time_words(verb))):
        return False  # "come into force on Monday"
    words = lexicon("telling")
    if verb.lemma_.lower() in words.alleging or not words.following.isdisjoint(n[2:] for n in clause.names):
        return False  # "the lawsuit accuses the firm", "She succeeds Ivo Brandt"
    return not _opens(clause)


def _is_by_rule(verb: Token) -> bool:
    """Tell whether something is done whenever something is so: "guests are fined if they smoke"."""
    done = any(c.dep_ == "auxpass" and c.tag_ in PRESENT for c in verb.lefts)
    ties = (c for t in verb.rights if t.dep_ == "advcl" and t.tag_ in PRESENT for c in t.lefts)
    return done and any(c.lower_ in lexicon("telling").whenever for c in ties)


def _is_history(verb: Token) -> bool:
    """Tell whether what a verb tells was long ago, by its own year: "burned down in 1811"."""
    return any(t.shape_ == _YEAR and t.text < _MODERN and t.head.lower_ == "in" for t in time_words(verb))


def _is_wont(verb: Token) -> bool:
    """Tell whether the present says how often something happens: "Quakes shake it *several times a year*"."""
    aux = [c.lower_ for c in verb.lefts if c.dep_ in AUXILIARIES]
    now = verb.tag_ in PRESENT or (verb.tag_ == "VBN" and aux in (["is"], ["are"]))
    said = [t for c in verb.children if c.dep_ in ("npadvmod", "advmod") for t in (c, *c.children)]
    many = any(t.lower_ == "times" and has_right(t, "npadvmod") for t in said)
    return now and (many or any(t.lower_ in lexicon("telling").how_often for t in said))


def _is_odds(clause: Predicate) -> bool:
    """Tell whether it says of whom it is likelier than of others: "smokers are more likely to fall ill"."""
    verb, words = clause.token, lexicon("telling")
    if verb.dep_ != "xcomp" or "#person" not in clause.doers:
        return False
    likely = any(t.lower_ in words.odds for t in (verb.head, *verb.head.children))
    return likely and any(c.lower_ in words.likelier_by for c in verb.head.subtree if c.i < verb.i)


_UNTOLD: tuple[Callable[[Predicate], bool], ...] = (
    _is_attribute, _is_scene, _is_asked, _is_description, _is_general, _is_possible, _is_wished, _is_purpose,
    _is_odds,
    lambda clause: _is_history(clause.token),
    lambda clause: _is_wont(clause.token),
)  # fmt: skip


def _is_of_whoever(clause: Predicate) -> bool:
    """Tell whether it may befall, or be done by, anybody of a sort: "firms that break the law could be fined"."""
    verb = clause.verb
    if verb is None or not (verb.tag_ in PRESENT or any(c.tag_ == "MD" for c in verb.lefts)):
        return False
    ruled = any(c.tag_ == "MD" for c in verb.lefts)  # "a court may fine those who do"
    stands = (t for t in clause.at("object") if t.dep_ in NOUN_SUBJECTS or (ruled and t.tag_ == "DT"))
    return any(map(_is_whoever, (*clause.at("subject"), *stands)))


def _is_whoever(token: Token) -> bool:
    """Tell whether a noun means anybody of whom its clause is true: "drivers who drink", "anyone who drives"."""
    if token.tag_ not in ("NNS", "NN", "DT") or token.ent_type_:
        return False
    sort = first_right(token, "relcl")
    known = has_left(token, "det", "poss", "nummod")
    always = sort is not None and sort.tag_ in PRESENT and not names_day(sort)  # but "rules that come in on Sunday"
    return not known and sort is not None and always and not is_set_off(sort)


def _opens(clause: Predicate) -> bool:
    """Tell whether it is the main verb of a first sentence, and who has a name does it: "Kappa takes over a mill"."""
    doers = [t for d in clause.at("subject") for t in (d, *d.lefts)]
    named = any(t.pos_ == "PROPN" or t.ent_type_ or (t.text[:1].isupper() and t.pos_ == "NOUN") for t in doers)
    verb = clause.token
    said = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i  # "Low inherits it, it said"
    return (said or verb.dep_ == "ROOT") and named and verb.idx < find_opening(clause.analysis)[1]
