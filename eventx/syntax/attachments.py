"""Attachments that the small models are known to get wrong, put right once: levels, scores, seats, last names."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.syntax.gaps import free_doer, tie_move
from eventx.syntax.insertions import tie_subjects
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, VERBAL, has_left, has_right
from eventx.syntax.phrases import is_time
from eventx.syntax.takers import free_taker
from eventx.syntax.tokens import hang, keys, tokens_with

_THAN = keys({"than"})
_NUMBERS = keys({"NUM"})
_BASED = keys({"based", "headquartered"})
_LEVELS = frozenset({"to", "at"})
_MARKS = keys({"punct"})
_DEAD = keys({"dead"})
_SUBJECTS = keys(NOUN_SUBJECTS)
_FRONTING = keys({"after", "as", "when", "while", "since", "because", "although", "though", "before", "once"})
_SUBORDINATE = frozenset({"mark", "advmod"})
_NAMED = keys({"oprd"})
_CLEFT = keys({"it"})
_THAT = keys({"that"})
_GERUND = keys({"VBG"})
_DATING = keys({"on", "in"})
_DETERMINING = frozenset({"DT", "CD", "PRP$"})
_OF = keys({"of"})
_JOINED = keys({"conj"})
_WAYS = keys({"up", "down"})
_COURTS = keys({"court", "dock", "magistrates", "judge"})
_CHARGED = frozenset({"charged", "accused", "suspected"})
_LINKS = frozenset({"that", "who", "which"})


def repair_attachments(doc: Doc) -> None:
    """Hang words on what they belong to."""
    if not doc.has_annotation("DEP"):
        return
    for attribute, words, repairs in _REPAIRS:
        for token in tokens_with(doc, attribute, words):
            for repair in repairs:
                repair(token)
    tie_subjects(doc)


def is_expectation(verb: Token) -> bool:
    """Tell whether a verb tells what somebody had thought, beside which another tells more: "than had been feared"."""
    expecting = verb.lemma_.lower() in lexicon("government").expecting
    return expecting and any(child.lower_ == "than" for child in verb.lefts)


def _free_level(than: Token) -> None:
    """Hang a level on the verb that reaches it, not on what was expected: "rose more than expected to 3%"."""
    expected = than.head
    if not is_expectation(expected):
        return
    verb = expected.head
    while verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    for child in [c for c in expected.rights if c.dep_ == "prep" and c.lower_ in _LEVELS]:
        hang(child, verb)


def _free_score(number: Token) -> None:
    """Hang a score on the verb, and who is beaten, too: "beat Lorne 2-0"."""
    side = number.nbor(-1) if number.i and number.head.pos_ == "VERB" else number.head
    verb = side.head
    if number.i + 2 >= len(number.doc) or number.i - side.i != 1 or side.pos_ != "PROPN" or verb.pos_ != "VERB":
        return
    mark, other = number.nbor(1), number.nbor(2)
    if mark.text in ("-", "–") and other.like_num and side.i > verb.i and side.dep_ in ("npadvmod", "dobj"):
        side.dep_ = "dobj"
        for token in (number, mark, other):
            if token.head in (side, verb, number, other):
                hang(token, verb, "npadvmod")


def _tie_whole(number: Token) -> None:
    """Hang on a number what it is a part of, not on the verb: "is shutting *14 of its 50 shops*"."""
    tie = number.nbor(1) if number.i + 1 < len(number.doc) else number
    if tie.lower_ == "of" and tie.head == number.head and number.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj"):
        hang(tie, number)


def _free_victim(dead: Token) -> None:
    """Hang on the verb whom it is done to: "shot dead *a priest*"."""
    verb = dead.head
    if verb.pos_ != "VERB" or dead.i != verb.i + 1 or any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
        return
    for victim in [c for c in dead.rights if c.dep_ in ("npadvmod", "dobj", "dep") and c.pos_ in NOUNS]:
        hang(victim, verb, "dobj")


def _free_seat(based: Token) -> None:
    """Hang a city on the body that has its seat there, not the other way: "the Reno, Nevada-based firm said"."""
    region, body = next(based.lefts, based).left_edge, based.head
    city = region.nbor(-2) if region.i > 1 and region.nbor(-1).text == "," else body
    if city.ent_type_ != "GPE" or city.dep_ == "ROOT" or not (body.head == city or body.dep_ == city.dep_ == "pobj"):
        return
    hang(body, city.head, city.dep_)
    hang(city, body, "nmod")
    for token in [c for c in city.lefts if c.dep_ == "det"]:
        hang(token, body)


def _tie_last(name: Token) -> None:
    """Hang a name whose period ends the sentence, taken for a mark, on the word before: "a stake in Kappa Inc."."""
    first = name.left_edge
    if name.pos_ != "PROPN" or not name.text.endswith(".") or first.i == first.sent.start:
        return
    tie = first.nbor(-1)
    if tie.dep_ in ("prep", "agent") and not has_right(tie, "pobj"):
        hang(name, tie, "pobj")
    elif tie.dep_ == "cc":
        hang(name, tie.head, "conj")


def _name_deed(subject: Token) -> None:
    """Make a noun of what was taken for a verb that is a subject: "Work on the bridge began"."""
    if subject.tag_ == "VB" and subject.i == subject.sent.start:
        subject.tag_, subject.pos_ = "NN", "NOUN"


def _tie_title(name: Token) -> None:
    """Hang on a name what stands before it and is no subject of its own: "The Lorne carmaker Kappa is closing a mill".

    The parsers take the name for the subject of a clause on it, as of "the carmaker Kappa bought", or for another of
    one that has its own: "The head of the carmaker *Kappa* resigned".
    """
    verb, title = name.head, name.left_edge.nbor(-1) if name.left_edge.i > name.sent.start else name
    if title.pos_ != "NOUN" or name.pos_ != "PROPN" or is_time(title):
        return
    own = any(c.dep_ == name.dep_ and c.is_ancestor(title) for c in verb.lefts)
    if own and title.dep_ == "pobj" and not is_time(name):
        hang(name, title, "appos")
        return
    on_it = verb.dep_ == "relcl" and verb.head == title and title.dep_ in ("ROOT", "dep")
    if on_it and has_right(verb, "dobj"):
        over, tie = title.head, title.dep_
        hang(verb, verb if tie == "ROOT" else over, "ROOT" if tie == "ROOT" else "ccomp")
    elif title.head != verb or title.dep_ != name.dep_:
        return
    hang(title, name, "compound")


def _free_main(mark: Token) -> None:
    """Make the main clause of one that a clause of time comes before: "Hours after it fell, the *mayor fled*".

    The parsers take its verb for one that is coordinated, and its subject for an apposition of the last name.
    """
    below = mark.head
    if mark.dep_ not in _SUBORDINATE or below.left_edge.i != below.sent.start or below.pos_ not in VERBAL:
        return
    joined = [c for c in below.rights if c.dep_ == "conj" and c.pos_ in VERBAL]
    if below.dep_ == "ROOT" and joined and not has_right(below, "cc"):
        main = joined[0]
        hang(main, main, "ROOT")
        hang(below, main, "advcl")
    if below.dep_ != "advcl" or below.head.i < below.i or has_left(below.head, *NOUN_SUBJECTS):
        return
    main = below.head
    names = (
        t for t in main.doc[below.i : main.i] if t.dep_ == "appos" and t.head.pos_ == "PROPN" and t.head.i > below.i
    )
    subject = next((t for t in names if t.left_edge.i > 0 and t.left_edge.nbor(-1).text == ","), None)
    if subject is None:
        return
    for other in [c for c in subject.head.rights if c.dep_ == "appos" and c.i > subject.i]:
        hang(other, subject)
    passive = has_left(main, "auxpass")
    hang(subject, main, "nsubjpass" if passive else "nsubj")


def _tie_object(name: Token) -> None:
    """Make an object of the name of whom somebody makes something: "appointed *Ann Low* as its head"."""
    verb = name.head
    if name.pos_ == "PROPN" and name.i > verb.i and any(c.lower_ == "as" and c.i > name.i for c in verb.rights):
        name.dep_ = name.dep_ if has_right(verb, "dobj") else "dobj"


def _free_day(prep: Token) -> None:
    """Free a day or month of the subject that stands behind it without a comma: "On Black Friday *sales* rose"."""
    over, first = prep.head, prep.nbor(1) if prep.i + 1 < len(prep.doc) else prep
    day = first.head if first.head.i == first.i + 1 and is_time(first.head) else first
    subject = day.head
    if day.dep_ != "compound" or subject.i < day.i or is_time(subject) or not is_time(day):
        return
    told = [v for v in (over, *over.rights) if v.i > subject.i and (v == over or v.dep_ == "ccomp")]
    for verb in told[:1]:  # "said on Friday *sales* rose"
        if subject.dep_ == "pobj" and subject.head == prep and not has_left(verb, *NOUN_SUBJECTS, "expl"):
            hang(subject, verb, "nsubjpass" if has_left(verb, "auxpass") else "nsubj")
        if subject.head == verb and subject.dep_ in NOUN_SUBJECTS and not has_right(prep, "pobj"):
            hang(day, prep, "pobj")


def _mark_content(that: Token) -> None:
    """Make a conjunction of a pronoun that stands for nothing in its clause: "news *that* Peru had left the pact"."""
    if that.dep_ == "mark" and that.tag_ == "WDT":
        that.tag_, that.pos_ = "IN", "SCONJ"


def _free_deed(tie: Token) -> None:
    """Hang on the verb what somebody is accused of: "accused two brokers *of trading* on it"."""
    whom = tie.head
    verb = whom.head
    deeds = [c for c in tie.rights if c.dep_ in ("pobj", "pcomp")]
    done = any(c.left_edge.lower_.endswith("ing") or c.lemma_.lower() in lexicon("telling").offences for c in deeds)
    if (
        done
        and whom.dep_ == "dobj"
        and not has_right(whom, "relcl")
        and verb.lemma_.lower() in lexicon("telling").depriving
    ):
        hang(tie, verb)


def _free_charge(court: Token) -> None:
    """Hang on the verb what somebody is charged with who is in court: "appeared in court *charged* with fraud"."""
    verb = court.head.head
    if court.dep_ == "pobj" and court.head.lower_ in ("in", "at", "before") and verb.pos_ in VERBAL:
        for child in [c for c in court.rights if c.dep_ == "acl" and c.lower_ in _CHARGED]:
            hang(child, verb, "advcl")


def _free_gerund(gerund: Token) -> None:
    """Make a gerund of what the parser has taken for a noun's: "denies *deporting* 150 migrants"."""
    verb, behind = (gerund.nbor(-1), gerund.nbor(1)) if 0 < gerund.i < len(gerund.doc) - 1 else (gerund, gerund)
    noun = behind.head
    taken = verb.pos_ == "VERB" and gerund.head in (verb, noun) and (noun.dep_, noun.head) == ("dobj", verb)
    if taken and noun.i > behind.i and behind.tag_ in _DETERMINING:
        hang(gerund, verb, "xcomp")
        hang(noun, gerund, "dobj")


def _free_cleft(it: Token) -> None:
    """Make the main clause of one that says who does it: "It was *Kappa that bought* the mill"."""
    be = it.head
    denied = any(c.dep_ == "neg" for c in be.children)  # of "it was not Kappa that bought it" somebody else did
    if it.dep_ != "nsubj" or be.lemma_ != "be" or denied or not has_right(be, "attr"):
        return
    who = next(c for c in be.rights if c.dep_ == "attr")
    clauses = (c for over in (who, be) for c in over.rights if c.dep_ in ("relcl", "ccomp") and c.i > who.i)
    verb = next((v for v in clauses if any(c.dep_ in NOUN_SUBJECTS and c.lower_ in _LINKS for c in v.lefts)), None)
    if verb is None or who.pos_ not in NOUNS or any(c.lower_ in ("a", "an") for c in who.lefts):
        return  # "it was a blaze that killed four"
    link = next(c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS)
    hang(verb, verb if be.dep_ == "ROOT" else be.head, be.dep_)
    hang(who, verb, link.dep_)
    hang(link, verb, "mark")
    hang(be, verb, "dep")


_REPAIRS = (
    ("LOWER", _THAN, (_free_level,)),
    ("POS", _NUMBERS, (_free_score, free_taker, _tie_whole)),
    ("LOWER", _BASED, (_free_seat,)),
    ("DEP", _MARKS, (_tie_last,)),
    ("LOWER", _DEAD, (_free_victim,)),
    ("DEP", _SUBJECTS, (_name_deed, _tie_title)),
    ("LOWER", _FRONTING, (_free_main,)),
    ("DEP", _NAMED, (_tie_object,)),
    ("LOWER", _DATING, (_free_day,)),
    ("LOWER", _CLEFT, (_free_cleft,)),
    ("LOWER", _OF, (_free_deed,)),
    ("LOWER", _COURTS, (_free_charge,)),
    ("LOWER", _THAT, (_mark_content,)),
    ("DEP", _JOINED, (free_doer,)),
    ("LOWER", _WAYS, (tie_move,)),
    ("TAG", _GERUND, (_free_gerund,)),
)
"""The repairs, in their order: by which attribute a word is found, which ones, and what is done to it."""
