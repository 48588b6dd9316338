"""Participles: finite verbs that are taken for them and who does what they tell; gerunds of what others shall do."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ADNOMINAL, FINITE, NOUNS, PAST, SUBJECTS, has_child, has_left, has_right

_HELPED = SUBJECTS | {"expl", "aux", "auxpass", "agent", "nsubjpass"}
_HEADING = frozenset({"ROOT", "advcl", "ccomp", "conj"})
_LEADING = frozenset({"after", "as", "before", "since"})
_OVER = 3  # steps up from what leads to a deed to what is done for it


def _is_misread(verb: Token) -> bool:
    """Tell whether a participle is the finite verb of its sentence: "Kappa on Monday named a head, replacing Low".

    So is one of who says what stands before: "it lied, a jury found on Friday".
    """
    noun, main = verb.head, verb.head.head
    if verb.dep_ != "acl" or verb.tag_ not in PAST:
        return False
    if noun.dep_ == "npadvmod" and verb.i == noun.i + 1 and noun.left_edge.i:
        return noun.left_edge.nbor(-1).text == ","
    ends = (
        verb.tag_ == "VBN" and noun.dep_ == "nsubj" and main.tag_ == "VBG" and main.dep_ == "ROOT" and main.i > verb.i
        and not has_left(main, "aux")
    )  # fmt: skip
    return ends or _stands_alone(verb)


def _stands_alone(verb: Token) -> bool:
    """Tell whether a participle has an object and its sentence no other verb: "A weak peso dented profits"."""
    noun, over, sentence = verb.head, verb.head.head, verb.sent
    if noun.pos_ not in NOUNS or verb.lemma_.lower() in lexicon("telling").dative or sentence[-1].text != ".":
        return False  # no title, no "a man given three years"
    moves = verb.lemma_.lower() in lexicon("direction").any_of("down", "up", "lower")
    if has_right(verb, "agent") or not (moves or has_right(verb, "dobj")):
        return False
    if noun.dep_ == "nsubj":
        return any(c.dep_ == "nsubj" and c.i > noun.i for c in over.children)
    finite = (t for t in sentence if t.tag_ in FINITE and all(a.dep_ != "relcl" for a in (t, *t.ancestors)))
    return noun.dep_ == "ROOT" and next(finite, None) is None


def stray_subject(verb: Token) -> Token | None:
    """Return who does what a finite verb read as a participle tells: "A *bus* carrying pilgrims overturned"."""
    if _is_misread(verb):
        return verb.head
    if verb.dep_ not in ADNOMINAL or has_child(verb, *_HELPED):
        return verb.head if _is_named_behind(verb) else None
    alone = verb.tag_ == "VBN" and verb.lemma_.lower() in lexicon("telling").finite
    if verb.tag_ != "VBD" and (not alone or has_right(verb, "dobj")):
        return None
    top = verb.head
    while top.dep_ in ("pobj", "dobj") and (above := _noun_above(top)) is not None:
        top = above
    joined = top.dep_ in SUBJECTS and any(c.dep_ == "cc" for c in verb.doc[verb.i : top.head.i])  # "*and* two died"
    led = top.dep_ == "pobj" and alone and top.head.lower_ in _LEADING  # "after a boat with 40 aboard sank"
    return top if joined or led or top.dep_ in _HEADING else None


def _is_named_behind(verb: Token) -> bool:
    """Tell whether a name parts a verb that nobody does to something from its subject: "The *tanker* Sirius sank"."""
    own = [c for c in verb.children if c.dep_ in _HELPED]
    named = len(own) == 1 and own[0].pos_ == "PROPN" and own[0].i == verb.head.i + 1 and verb.head.dep_ in _HEADING
    return named and verb.tag_ == "VBD" and verb.lemma_.lower() in lexicon("telling").any_of("finite", "wrecking")


def _noun_above(noun: Token) -> Token | None:
    """Return the noun before whose phrase a noun ends: "coach" of "a coach full of pilgrims"."""
    above = noun.head
    while above.dep_ in ("prep", "amod", "acl", "pcomp", "advmod") and above.pos_ not in NOUNS:
        above = above.head
    return above if above.pos_ in NOUNS and above.i < noun.i else None


def is_blamed(tie: Token) -> bool:
    """Tell whether somebody is blamed or praised for what follows: "criticised it *for* closing", "accused it *of*"."""
    blaming = {"for": lexicon("telling").rebuking, "of": lexicon("telling").accusing}.get(tie.lower_, frozenset[str]())
    return tie.head.lemma_.lower() in blaming


def is_answered(tie: Token) -> bool:
    """Tell whether what follows is the deed that somebody answers for: "jailed *for* killing two", "fined *for*"."""
    words = lexicon("comparison")
    charged = any(t.lemma_.lower() in words.charged for t in islice(tie.ancestors, _OVER))  # "charged with fraud for"
    return is_blamed(tie) or (charged and tie.lower_ in words.answering)


def is_kept(tie: Token) -> bool:
    """Tell whether somebody is kept from what follows: "stopped it *from* closing the mill"."""
    return tie.lower_ == "from" and tie.head.lemma_.lower() in lexicon("government").hindering


def governor_of(verb: Token) -> Token:
    """Return what a verb hangs on, past the preposition before a gerund."""
    return verb.head.head if verb.dep_ == "pcomp" else verb.head


def is_advised(gerund: Token) -> bool:
    """Tell whether a gerund is what somebody is for or against: "opposed *closing* it", not "opposed it, *closing*"."""
    over = governor_of(gerund)
    told = gerund.tag_ == "VBG" and gerund.dep_ in ("xcomp", "ccomp", "pcomp") and not is_blamed(gerund.head)
    return told and over.i < gerund.i and over.lemma_.lower() in lexicon("government").advising


def advising(verb: Token) -> Token | None:
    """Return the verb by which somebody is for or against something: "*opposed* a grant", "*opposed* giving one"."""
    if verb.lemma_.lower() in lexicon("government").advising:
        return verb
    return governor_of(verb) if is_advised(verb) else None


def bringing(noun: Token) -> Token | None:
    """Return the participle of what a deed has brought about: "the anger *caused* by its default", no "planned" one."""
    verb, known = noun.head.head, any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.lefts)
    known = known and all((c.dep_, c.tag_) != ("amod", "VBN") for c in noun.lefts)
    brought = noun.head.lower_ == "by" and (verb.dep_, verb.tag_) == ("acl", "VBN")
    return verb if noun.dep_ == "pobj" and known and brought else None


def is_done_by_clause(verb: Token) -> bool:
    """Tell whether a passive has a clause for who does it: "was struck *by how calm he was*"."""
    return any(tie.dep_ == "agent" and child.dep_ == "pcomp" for tie in verb.rights for child in tie.rights)
