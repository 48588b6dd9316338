"""Objects that were hung on the name before them: "gave its chief, Ann Low, *the boot*", "relieved Ann Low *of* it"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ATTRIBUTES, FINITE, NOUNS, OWNING, PATIENTS, PLURAL, has_left, has_right
from eventx.syntax.lemmas import bases
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import hang, hang_doer, hang_subject, word_before, word_behind

_WHEN = frozenset({"DATE", "TIME", "EVENT"})
_WHERE = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
"""Labels of where and when, which is no object."""


def free_gift(gift: Token) -> None:
    """Make the second object of a verb of what stands behind who gets it: "showed its chief, Ann Low, *the door*"."""
    taker = _thing_over(gift)
    fits = gift.dep_ == "appos" and gift.pos_ == "NOUN" and gift.left_edge.dep_ in ("det", "poss")
    if taker is None or not fits or gift.lower_ not in lexicon("repairs").gifts:
        return
    verb = taker.head
    if verb.lemma_.lower() in lexicon("repairs").gifting:
        hang(gift, verb, "dobj")
        taker.dep_ = "dative"


def tie_pretax(tie: Token) -> None:
    """Hang on a profit what it is told without: "*profit before* tax fell", "recorded a *profit after-tax* of $4"."""
    profit, bare = word_before(tie), word_behind(tie)
    bare = word_behind(bare) if bare.text == "-" else bare
    words, verb = lexicon("repairs"), tie.head
    if profit.pos_ not in NOUNS or profit.lemma_.lower() not in words.profits or bare.lower_ not in words.untaxed:
        return
    if bare.dep_ == "nsubj" and bare.head == verb and tie.dep_ == "mark":
        hang(bare, tie, "pobj")
        if profit.head == profit:
            hang(verb, verb)
        elif profit.dep_ == "dobj" and verb.dep_ == "advcl":
            hang(verb, profit.head, "ccomp")
            for that in (c for c in profit.lefts if c.lower_ == "that"):
                hang(that, verb, "mark")
        hang_subject(profit, verb)
    for of in (c for c in bare.rights if c.lower_ == "of"):
        hang(of, profit)
    hang(tie, profit, "prep")


def free_counted(verb: Token) -> None:
    """Make a verb of what is taken for a plural between its doer and those counted: "The bank *axes* 900 staff"."""
    things = (c for c in verb.rights if c.dep_ in ("appos", "dobj") and c.left_edge.i == verb.i + 1)
    counted = next((c for c in things if c.pos_ in NOUNS and has_left(c, "nummod")), None)
    doer = word_before(verb)
    named = doer.dep_ in ATTRIBUTES and doer.head == verb and doer.tag_ not in PLURAL
    if counted is None or not named or verb.head != verb or verb.text[:1].isupper() or is_time(counted):
        return
    if any(t.tag_ in FINITE for t in verb.sent if t.i < verb.i or t.head == verb):
        return
    verb.tag_, verb.pos_ = "VBZ", "VERB"
    if not verb.lower_.startswith(verb.lemma_[:-1]):
        verb.lemma_ = next(bases(verb.lower_), verb.lemma_)  # no "axis"
    hang_doer(doer, verb)
    counted.dep_ = "dobj"


def free_loss(tie: Token) -> None:
    """Hang on its verb what somebody loses, behind a name in commas: "relieved its chief, Ann Low, *of* his post"."""
    taker = _thing_over(tie)
    if taker is None or tie.dep_ != "prep" or (tie.nbor(-1).text != "," and taker.pos_ != "PROPN"):
        return
    if taker.head.lemma_.lower() in lexicon("telling").taking_of:
        hang(tie, taker.head)


def free_day_before(day: Token) -> None:
    """Free what was taken for one with the day before it: "received on Sunday *Peru's president*"."""
    thing = day.head
    while thing.dep_ in OWNING and thing.head != thing:
        thing = thing.head
    tie = thing.head
    verb = tie.head
    within = (day.dep_, thing.dep_, tie.lower_) == ("compound", "pobj", "on") and tie.i == day.i - 1
    if not within or verb.lemma_.lower() not in lexicon("repairs").receiving or has_right(verb, "dobj"):
        return
    if thing.pos_ != "PROPN" and day.head == thing and not has_left(thing, "poss"):
        return  # "on Monday night"
    hang(thing, verb, "dobj")
    hang(day, tie, "pobj")


def free_joint(thing: Token) -> None:
    """Make an object of what two verbs in commas are done to: "sets limits on, but does not ban, *dual trading*"."""
    verb, edge = thing.head, thing.left_edge
    joined = thing.pos_ in NOUNS and verb.dep_ == "conj" and verb.pos_ == verb.head.pos_ == "VERB"
    if joined and edge.i == verb.i + 2 and edge.nbor(-1).text == "," and not has_right(verb, "dobj"):
        thing.dep_ = "dobj"


def free_dated(day: Token) -> None:
    """Free a name that was taken for one with the day behind it: "sued *Kappa* Monday", "the *Fed* Friday cut it"."""
    name, over, tie = word_before(day), day.head, day.dep_
    verb = next((t for t in day.ancestors if t.pos_ == "VERB"), day)
    named = (name.head, name.dep_, name.pos_) == (day, "compound", "PROPN") and name.ent_type_ not in _WHEN
    if not named or verb == day or day.ent_type_ != "DATE" or name.lower_ in lexicon("repairs").feasts:
        return
    if tie == "npadvmod" and (over != verb or has_right(verb, "dobj")):
        return
    for child in [c for c in day.children if c != name]:
        hang(child, name if child.i < day.i else verb)
    hang(name, over, "dobj" if tie == "npadvmod" else tie)
    hang(day, verb, "npadvmod")


def free_back(back: Token) -> None:
    """Hang on its verb a way of bringing or having: "ushered Ann Low *back* to the cabinet", "buys *back* shares"."""
    who = back.head
    if back.dep_ == "amod" and back.i and back.nbor(-1) == who.head and who.dep_ == "dobj":
        if who.head.lemma_ in lexicon("repairs").returning and who.lemma_ not in lexicon("repairs").overdue:
            hang(back, who.head, "prt")
            back.tag_, back.pos_ = "RP", "ADP"
        return
    if (back.dep_, who.dep_) == ("advmod", "dobj") and back.i == who.i + 1 and back.i + 1 < len(back.doc):
        hang(back, who.head)


def free_packing(word: Token) -> None:
    """Make a complement of the gerund behind who is sent away: "sent the envoy *packing*"."""
    verb = word.head
    if verb.lemma_ != "send" or word.dep_ not in ("dobj", "advcl", "acl"):
        return
    for taker in [c for c in word.lefts if c.pos_ in NOUNS and word.dep_ == "dobj"][-1:]:
        for child in [c for c in word.lefts if c != taker]:
            hang(child, taker)
        hang(taker, verb, "dobj")
    for child in list(word.rights):
        hang(child, verb)  # "sent Orla packing *with* a 3-0 win"
    word.dep_, word.pos_, word.tag_, word.lemma_ = "xcomp", "VERB", "VBG", "pack"


def free_object(particle: Token) -> None:
    """Make a verb's object of what was taken for that of its particle: "brings in *curfew*", "ropes in *Low* as"."""
    verb = particle.head
    if verb.pos_ != "VERB" or particle.i != verb.i + 1 or particle.dep_ not in ("prt", "prep"):
        return
    things = [c for c in particle.rights if c.dep_ == "pobj" and c.ent_type_ not in _WHERE]
    common = all(c.pos_ != "PROPN" for c in things)  # but "drowned off *Orla*"
    down = particle.lower_ == "down" and verb.lemma_.lower() in lexicon("repairs").downing
    if not (common and (particle.tag_ == "RP" or down)) and not (things and _is_drafted(verb, things[0])):
        return
    for thing in things:
        hang(thing, verb, "dobj")
        particle.dep_, particle.tag_ = "prt", "RP"


def tie_worth(worth: Token) -> None:
    """Hang on a thing, not on the verb, what it is worth: "won the Low Prize, *worth $9,000*"."""
    verb = worth.head
    if verb.pos_ != "VERB" or worth.tag_ not in ("JJ", "IN") or worth.i < verb.i:
        return
    before = word_before(worth) if word_before(worth).text != "," else word_before(word_before(worth))
    things = [c for c in verb.rights if c.dep_ in PATIENTS and c.right_edge.i in (before.i, worth.i - 1)]
    if things:
        hang(worth, things[-1], "amod")


def _is_drafted(verb: Token, somebody: Token) -> bool:
    """Tell whether somebody is brought in as something, and nothing is in them: "drafted in *Ann Low* as head"."""
    posted = any(c.lower_ == "as" and c.dep_ == "prep" for c in (*verb.rights, *somebody.rights))
    brings = verb.lemma_.lower() in lexicon("repairs").drafting
    return brings and posted and somebody.i > verb.i


def _thing_over(token: Token) -> Token | None:
    """Return the object on which a word hangs, or on whose name it does."""
    thing = token.head
    while thing.dep_ == "appos" and thing.head != thing:
        thing = thing.head
    named = thing != token.head or has_right(thing, "appos") or thing.pos_ == "PROPN"
    return thing if thing.dep_ == "dobj" and named and thing.i < token.i else None
