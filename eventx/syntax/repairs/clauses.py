"""Clauses that were taken for others: of time, of days, of what somebody is accused of, gerunds, clefts."""

from __future__ import annotations

from itertools import islice, takewhile

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import (
    ADNOMINAL,
    AUXILIARIES,
    FINITE,
    NOUN_SUBJECTS,
    NOUNS,
    VERBAL,
    first_left,
    has_left,
    has_right,
)
from eventx.syntax.nominals import is_new
from eventx.syntax.phrases import governed, is_infinitive, is_time, is_time_phrase, object_before
from eventx.syntax.repairs.sums import is_sum
from eventx.syntax.tokens import hang, hang_instead, hang_subject, word_before

_DONE_TO = frozenset({"dobj", "dative", "pobj"})
_SUBORDINATE = frozenset({"mark", "advmod"})
_DETERMINING = frozenset({"DT", "CD", "PRP$"})
_BEFORE = frozenset({"compound", "nmod", "amod", "nummod"})
_TIME = 10  # tokens behind a preposition in which its time is told
_ACTING = frozenset({"ORG", "PERSON", "GPE"})
_STEPS = 5  # up the parse from what a case is about to its verb
_EXTENTS = ("to", "by", "from")
_LINKS = frozenset({"that", "who", "which"})


def free_main(mark: Token) -> None:
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
    hang_subject(subject, main)


def free_made(verb: Token) -> None:
    """Free the main verb of a subject's clause whose things are taken for its own: "a mill that makes cloth *shut*"."""
    noun, main = verb.head, next((c for c in verb.rights if c.dep_ == "ccomp" and not has_left(c, "mark")), None)
    made = first_left(main, *NOUN_SUBJECTS) if main is not None else None
    linked = any(c.lower_ in _LINKS and c.dep_ == "nsubj" for c in verb.lefts)
    if main is None or made is None or verb.dep_ != "relcl" or not linked or made.left_edge.i != verb.i + 1:
        return
    over = noun.head if noun.dep_ in NOUN_SUBJECTS and noun.head.i > main.i else noun
    if made.pos_ not in NOUNS or not (main.tag_ in FINITE or has_left(main, "aux")):
        return
    if over == noun and noun.dep_ != "ROOT":
        return
    hang_instead(main, over)
    hang(over, main, "ccomp")
    hang_subject(noun, main)
    hang(made, verb, "dobj")


def free_day(prep: Token) -> None:
    """Free a time of the subject that stands behind it without a comma: "On Black Friday *sales* rose".

    "In the year to March *profits* fell", "In the first half of the year *orders* fell".
    """
    over, day, tie = prep.head, *_time_behind(prep)
    subject = day.head
    if day == prep or day.dep_ not in _BEFORE or subject.i < day.i or is_time(subject):
        return
    told = [v for v in (over, *over.rights) if v.i > subject.i and (v == over or v.dep_ == "ccomp")]
    for verb in told[:1]:  # "said on Friday *sales* rose"
        if subject.dep_ == "pobj" and subject.head == tie and not has_left(verb, *NOUN_SUBJECTS, "expl"):
            hang_subject(subject, verb)
        if subject.head == verb and subject.dep_ in NOUN_SUBJECTS and not has_right(tie, "pobj"):
            hang(day, tie, "pobj")
            for word in [c for c in subject.lefts if c.i < day.i]:
                hang(word, day)


def tie_day(prep: Token) -> None:
    """Hang on the verb the time that stands right behind who acts: "Kappa *in May* forecast weaker sales"."""
    noun, verb = prep.head, prep.head.head
    speaks = verb.lemma_ in lexicon("government").speaking
    acts = noun.dep_ in NOUN_SUBJECTS and (speaks or noun.ent_type_ in _ACTING) and prep.i == noun.i + 1
    first = first_left(verb, *AUXILIARIES) or verb
    if acts and verb.pos_ in VERBAL and prep.right_edge.i + 1 == first.i and is_time_phrase(prep):
        hang(prep, verb)


def _time_behind(prep: Token) -> tuple[Token, Token]:
    """Return the last noun of the time behind a preposition, and what that is tied by: "in the year *to March*"."""
    day = tie = prep
    for token in prep.doc[prep.i + 1 : prep.i + _TIME]:
        if day.i > tie.i and token.lower_ in ("to", "of"):
            tie = token
        elif is_time(token) and token.pos_ not in ("ADP", "PUNCT"):
            day = token
        elif token.tag_ not in _DETERMINING and token.pos_ not in ("ADJ", "NUM") and not _is_before_time(token):
            break
    return (day, tie) if day.i > tie.i else (prep, prep)


def _is_before_time(token: Token) -> bool:
    """Tell whether a word stands before a time that it belongs to: "*Black* Friday"."""
    return token.head.i == token.i + 1 and is_time(token.head)


def mark_content(that: Token) -> None:
    """Make a conjunction of a pronoun that stands for nothing in its clause: "news *that* Peru had left the pact"."""
    if that.dep_ == "mark" and that.tag_ == "WDT":
        that.tag_, that.pos_ = "IN", "SCONJ"


def free_told(verb: Token) -> None:
    """Make a clause of what is said, taken for a noun with a participle: "said the *plan aimed* to cut costs".

    Who says something has no other object than its clause: not "announced a plan aimed at the young".
    """
    noun = verb.head
    over, words = noun.head, lexicon("repairs")
    told = over.lemma_ != "tell" or object_before(over, noun) is not None
    if (verb.tag_, noun.dep_) != ("VBN", "dobj") or over.lemma_ not in words.telling or noun.i < over.i or not told:
        return
    if has_right(over, "ccomp") or any(c.dep_ == "acl" and c.i > verb.i for c in noun.rights):
        return
    verb.tag_ = "VBD"
    hang(verb, over, "ccomp")
    hang(noun, verb, "nsubj")


def free_saying(saying: Token) -> None:
    """Hang on the main verb who says what is quoted behind it: "denied there was *a shortage saying: ...*".

    Not where a paper says it, or somebody is heard: "a letter saying: ...", "heard a man saying: ...".
    """
    doc, root, words = saying.doc, saying.sent.root, lexicon("repairs")
    quoted = doc[saying.i + 1 : saying.i + 2].text == ":" and saying.dep_ != "ROOT"
    heads = [c for c in saying.lefts if c.dep_ in NOUN_SUBJECTS]
    told = (*heads, saying.head) if saying.dep_ != "advcl" or heads else ()
    if not quoted or root.pos_ not in VERBAL or root.i > saying.i or not has_left(root, *NOUN_SUBJECTS):
        return
    heard = root.lemma_ in words.hearing or saying.nbor(-1).lemma_.lower() in lexicon("names").people
    if heard or any(t.lemma_.lower() in words.papers for t in told):
        return
    over = saying.head
    saying.tag_, saying.pos_, saying.lemma_ = "VBG", "VERB", "say"
    hang(saying, root, "advcl")
    for noun in heads:
        hang(noun, over, "dobj")


def free_deed(tie: Token) -> None:
    """Hang on the verb what somebody is accused of, or punished for: "accused two brokers *of trading* on it"."""
    whom, words = tie.head, lexicon("telling")
    verb = whom.head.head if whom.dep_ == "pobj" and whom.head.lower_ in ("to", "of") else whom.head
    verb = verb.head if verb.like_num and verb.dep_ in _DONE_TO else verb  # "charged one of his aides *with theft*"
    deeds, known = [c for c in tie.rights if c.dep_ in ("pobj", "pcomp")], words.any_of("offences", "themes")
    done = any(c.left_edge.lower_.endswith("ing") or c.lemma_.lower() in known for c in deeds)
    told = {"of": words.taking_of, "with": words.charging}.get(tie.lower_) or words.any_of("penal", "punishing")
    if done and whom.dep_ in _DONE_TO and not has_right(whom, "relcl") and verb.lemma_.lower() in told:
        hang(tie, verb)


def free_awaited(wait: Token) -> None:
    """Hang on a verb of waiting what somebody waits to do, not on how long: "waited for years *to join* it"."""
    for token in [t for over in (wait, *objects_of(wait, "for")) for t in over.rights]:
        if token.dep_ in ("acl", "advcl", "relcl") and is_infinitive(token):
            hang(token, wait, "xcomp")


def tie_intent(verb: Token) -> None:
    """Make a complement of what somebody means to do behind where it was said: "vowed in a speech *to crush* it"."""
    if verb.pos_ not in VERBAL or has_right(verb, "dobj", "xcomp", "ccomp"):
        return
    deed = next((c for c in verb.rights if c.dep_ == "advcl" and is_infinitive(c)), None)
    between = [c for c in verb.rights if deed is not None and c.i < deed.i]
    if deed is not None and between and all(c.dep_ in ("prep", "npadvmod", "advmod") for c in between):
        deed.dep_ = "xcomp"


def tie_purchase(verb: Token) -> None:
    """Hang on an offer what it is made to do: "made a bid in May *to buy* it", "an offer was made *to*"."""
    over, tenders = verb.head, lexicon("telling").tenders
    held = (c for c in over.children if c.dep_ in ("dobj", "nsubjpass") and c.i < verb.i)
    offer = next((c for c in held if c.lemma_.lower() in tenders), None)
    if offer is not None and verb.dep_ in ("advcl", "xcomp") and is_infinitive(verb):
        hang(verb, offer, "acl")


def tie_planner(tie: Token) -> None:
    """Hang on the infinitive behind a plan who is to do it: "a deal *for Kappa* to buy the mill collapsed".

    So is what is to rise by a forecast: "kept its outlook *for sales* to rise".
    """
    whom, plan = (governed(tie) or tie), tie.head.lemma_.lower()
    behind = tie.doc[whom.right_edge.i + 1 : whom.right_edge.i + 2]
    verb = behind[0].head if behind and behind[0].lower_ == "to" else tie
    planned = tie.lower_ == "for" and (plan in lexicon("telling").bearing or plan in lexicon("modality").forecast.nouns)
    over = tie.head if verb.dep_ in ADNOMINAL else tie.head.head
    held = verb.head == over and verb.dep_ in (*ADNOMINAL, "advcl", "xcomp")
    if planned and whom != tie and held and verb.tag_ in ("VB", "VBN"):
        hang_subject(whom, verb)
        hang(tie, verb, "mark")


def free_charge(court: Token) -> None:
    """Hang on the verb what somebody is charged with who is in court: "appeared in court *charged* with fraud"."""
    verb, words = court.head.head, lexicon("repairs")
    if court.dep_ == "pobj" and court.head.lower_ in words.attending and verb.pos_ in VERBAL:
        for child in [c for c in court.rights if c.dep_ == "acl" and c.lower_ in words.charged]:
            hang(child, verb, "advcl")


def free_court(court: Token) -> None:
    """Hang on the verb the court where a case is heard, not on what it is about: "charged with theft *in court*"."""
    tie, words = court.head, lexicon("repairs")
    if court.dep_ != "pobj" or tie.lower_ not in words.attending or tie.head.dep_ not in ("pobj", "dobj", "pcomp"):
        return
    over = (t for t in islice(tie.head.ancestors, _STEPS) if t.pos_ in VERBAL and t.dep_ != "pcomp")
    verb = next(over, tie.head)  # "accused him of *stealing* it in a lawsuit"
    if verb.lemma_.lower() in words.tried:
        hang(tie, verb)


def free_gerund(gerund: Token) -> None:
    """Make a gerund of what the parser has taken for a noun's: "denies *deporting* 150 migrants".

    Before a noun without an article it is one where somebody advises it: "suggests *increasing* aid to $5 million".
    """
    verb, behind = (gerund.nbor(-1), gerund.nbor(1)) if 0 < gerund.i < len(gerund.doc) - 1 else (gerund, gerund)
    noun = behind if behind.dep_ == "dobj" else behind.head
    taken = verb.pos_ == "VERB" and gerund.head in (verb, noun) and (noun.dep_, noun.head) == ("dobj", verb)
    counted = noun.i > behind.i and behind.tag_ in _DETERMINING
    near = takewhile(lambda t: t.text != ",", gerund.doc[noun.i + 1 : verb.right_edge.i + 1])
    extents = [t for t in near if t.lower_ in _EXTENTS and any(map(is_sum, t.rights))]
    advised = verb.lemma_ in lexicon("government").advising | lexicon("modality").hypothetical.verbs
    if taken and (counted or (extents and advised)):
        hang(gerund, verb, "xcomp")
        hang(noun, gerund, "dobj")
        for tie in () if counted else extents:
            hang(tie, gerund)


def tie_law(gerund: Token) -> None:
    """Hang on a law what it does, which the parser takes for how it is passed: "passed an ordinance *raising* fees"."""
    law = word_before(gerund)
    decided = (gerund.dep_, law.dep_) == ("advcl", "dobj") and gerund.head == law.head
    if decided and law.lemma_.lower() in lexicon("telling").grounds:
        hang(gerund, law, "acl")


def free_cleft(it: Token) -> None:
    """Make the main clause of one that says who does it: "It was *Kappa that bought* the mill"."""
    be = it.head
    denied = any(c.dep_ == "neg" for c in be.children)  # of "it was not Kappa that bought it" somebody else did
    if it.dep_ != "nsubj" or be.lemma_ != "be" or denied or not has_right(be, "attr"):
        return
    who = next(c for c in be.rights if c.dep_ == "attr")
    clauses = (c for over in (who, be) for c in over.rights if c.dep_ in ("relcl", "ccomp") and c.i > who.i)
    verb = next((v for v in clauses if any(c.dep_ in NOUN_SUBJECTS and c.lower_ in _LINKS for c in v.lefts)), None)
    if verb is None or who.pos_ not in NOUNS or is_new(who):
        return  # "it was a blaze that killed four"
    link = next(c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS)
    hang_instead(verb, be)
    hang(who, verb, link.dep_)
    hang(link, verb, "mark")
    hang(be, verb, "dep")


def tie_which(which: Token) -> None:
    """Hang on the body named right before it what is told of no person: "Ann Low, head of Kappa, *which raised* $3"."""
    clause, person = which.head, which.head.head
    near = word_before(which)
    near = word_before(near) if near.text == "," else near
    told = clause.dep_ == "relcl" and person.ent_type_ == "PERSON" and person.is_ancestor(near)
    if told and near.pos_ == "PROPN" and near.ent_type_ == "ORG":
        hang(clause, near)
