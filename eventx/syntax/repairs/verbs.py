"""Verbs that are taken for a part of a noun: "The central bank *cut* rates", "six were killed and ten *abducted*"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ATTRIBUTES, FINITE, NOUN_SUBJECTS, NOUNS, PAST, PLURAL, VERBAL, has_left, has_right
from eventx.syntax.lemmas import bases
from eventx.syntax.tokens import DASHES, ends_compound, hang, hang_instead, hang_subject, keys, tokens_with, word_before

_ADNOMINAL = keys({"acl"})
_AGED = keys({"old"})
_PEOPLES = keys({"NNPS", "NNP"})
_UNDER = frozenset({"xcomp", "ccomp", "advcl"})
_WHOLE = frozenset({"ROOT", "ccomp", "conj"})
_WITHIN_KEYS = keys((*ATTRIBUTES, "ROOT", "nsubj"))
_BETWEEN = frozenset({*NOUNS, "ADJ", "DET"})
_REST = frozenset({"prep", "cc", "conj", "punct", "advcl", "npadvmod"})
"""What hangs on a verb, where it stands behind its object."""


def tie_finite(verb: Token) -> None:
    """Hang a past tense on that above, not on an infinitive: "told lenders to hold more and *raised* rates"."""
    below = over = verb.head
    while over.tag_ == "VB" and over.dep_ in _UNDER and all(c.tag_ != "MD" for c in over.lefts):
        over = over.head
    bare = (verb.tag_, below.tag_, over.tag_) == ("VBD", "VB", "VBD") and not has_left(verb, *NOUN_SUBJECTS, "aux")
    if bare and over.i < below.i:
        for tie in [c for c in below.rights if c.dep_ == "cc" and c.i < verb.i]:
            hang(tie, over)
        hang(verb, over)


def find_verbs(doc: Doc) -> None:
    """Make verbs of the words between two nouns that can be nothing else, with the nouns as subject and object."""
    if not doc.has_annotation("DEP"):
        return
    for token in tokens_with(doc, "DEP", _WITHIN_KEYS):
        noun = _object_of(token)
        if noun is not None and _stands(token) and (_is_done(token, noun) or _is_alone(token, noun)):
            _free(token, noun)
    for people in tokens_with(doc, "TAG", _PEOPLES):
        _free_present(people)
    for token in tokens_with(doc, "DEP", _ADNOMINAL):
        _free_passive(token)
        _free_active(token)
    for token in tokens_with(doc, "LOWER", _AGED):
        _free_of_age(token)


def free_report(verb: Token) -> None:
    """Make the main verb of one between a dash and what is told: "Peru – a grower – *announced* prices fell"."""
    told, doc = verb.head, verb.doc
    said = verb.dep_ == "amod" and verb.i > verb.sent.start and verb.lemma_.lower() in lexicon("time").reporting
    if not said or doc[verb.i - 1].text not in DASHES or told.i < verb.i:
        return
    before = (t for t in reversed(doc[verb.sent.start + 1 : verb.i - 1]) if t.text in DASHES)
    noun = next((t.nbor(-1) for t in before), None)
    clause = next((t for t in told.ancestors if t.tag_ in FINITE or t.tag_ == "VBN"), None)
    if noun is None or noun.pos_ not in NOUNS or clause is None or clause.i < told.i or clause.dep_ not in _WHOLE:
        return
    verb.tag_, verb.pos_ = "VBD", "VERB"
    for other in [c for c in clause.lefts if c.dep_ == "nsubj" and c.i < noun.i and clause.dep_ == "ccomp"]:
        hang(other, clause.head, "dobj")  # "as Chile announced a *plan*, Peru – a big grower – announced prices fell"
    hang(verb, verb, "ROOT")
    hang(clause, verb, "ccomp")
    hang(told, clause, "nsubj")
    hang(noun, verb, "nsubj")


def free_down(down: Token) -> None:
    """Make a verb of "down" where it can be nothing else: "crews will *down* tools", "played on to *down* Lorne"."""
    if not 0 < down.i < len(down.doc) - 1 or down.pos_ == "VERB":
        return
    aid, thing = down.nbor(-1), down.nbor(1)
    while thing.head.i > thing.i and thing.head.pos_ in NOUNS:
        thing = thing.head
    aids = aid.tag_ == "MD" or (aid.lower_ == "to" and aid.dep_ in ("prep", "aux"))
    if not aids or not (thing.pos_ == "PROPN" or thing.lower_ in lexicon("repairs").downed):
        return
    down.tag_, down.pos_, down.lemma_ = "VB", "VERB", "down"
    above = aid.head
    if above != down:
        held = [c for c in above.children if c.i > down.i or (above == aid and c.i < aid.i)]
        hang_instead(down, aid)
        down.dep_ = down.dep_ if aid.tag_ == "MD" else "advcl"
        for child in (c for c in held if c.dep_ not in ("conj", "cc", "punct")):
            hang(child, down)
    hang(aid, down, "aux")
    hang(thing, down, "dobj")
    for part in thing.lefts:
        part.dep_ = "compound" if part.dep_ == "pobj" else part.dep_


def _free_passive(verb: Token) -> None:
    """Free a participle that shares the auxiliary of a verb before: "six were killed and ten others *abducted*"."""
    noun = verb.head
    first = noun.head
    shared = (noun.dep_, verb.tag_, first.tag_) == ("conj", "VBN", "VBN") and has_left(first, "auxpass")
    if shared and noun.pos_ in NOUNS and noun.i < verb.i and has_left(noun, "nummod"):
        hang(verb, first, "conj")
        hang(noun, verb, "nsubjpass")


def _free_active(verb: Token) -> None:
    """Free a participle with an object behind the name that opens a sentence: "Kappa *named* Erik Dahl head"."""
    name = verb.head
    opens = name.head == name and name.pos_ == "PROPN" and verb.i == name.i + 1 and verb.tag_ == "VBN"
    done = [c for c in verb.rights if c.dep_ in ("dobj", "oprd") and any(t.pos_ == "PROPN" for t in (c, *c.lefts))]
    if not (opens and done and name.sent[-1].text == ".") or has_right(verb, "agent"):
        return
    hang(verb, verb, "ROOT")
    _take_clause(verb, name)
    for thing in done[:1]:
        thing.dep_ = "dobj"


def free_behind(verb: Token) -> None:
    """Free a participle behind what says who its noun is: "The head of it, Ann Low, *handed* it in"."""
    noun = verb.head.head if verb.head.dep_ == "appos" else verb.head
    alone = noun.head == noun and noun.pos_ in NOUNS and verb.tag_ in PAST
    closed = alone and verb.i > noun.i + 1 and verb.nbor(-1).text == ","
    named = closed and has_left(noun, "det") and verb.nbor(-2).pos_ == "PROPN"
    told = closed and not named and noun.left_edge.i == noun.sent.start and has_right(noun, "appos")
    if not (named or told) or noun.sent[-1].text != ".":
        return
    if not has_right(verb, "dobj", "prt", "oprd", "acomp") and not (told and verb.lemma_ in lexicon("repairs").filing):
        return
    if any(t.tag_ in FINITE and t != verb for t in noun.sent) or has_right(verb, "agent"):
        return
    hang(verb, verb, "ROOT")
    _take_clause(verb, noun)


def free_clause(verb: Token) -> None:
    """Free a participle in a sentence without a verb: "Two men in masks *shot* a judge", "Fighting *flared* in Lima".

    It has an object, or is of what is done to nothing.
    """
    noun = verb.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in NOUNS:
        noun = noun.head.head
    over, dep = noun.head, noun.dep_
    counted = noun.pos_ in NOUNS or noun.pos_ == "NUM"  # "Some 70 *queued* outside"
    opens = counted and noun.left_edge.i == noun.sent.start and dep in ("ROOT", "ccomp") and noun.i < verb.i
    lemma, held = verb.lemma_.lower(), has_right(verb, "dobj")
    done = lemma not in lexicon("repairs").doubling if held else lemma in lexicon("telling").finite
    stray = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and done)
    if not (opens and stray and noun.sent[-1].text == ".") or has_right(verb, "agent"):
        return
    others = (t for t in noun.subtree if t.tag_ in FINITE and t != verb and not verb.is_ancestor(t))
    if any(t.dep_ != "relcl" for t in others):
        return
    behind = [c for c in verb.head.rights if c.i > verb.i and verb.head != noun]
    hang(verb, verb if over == noun else over, dep)
    _take_clause(verb, noun)
    for child in behind:
        hang(child, verb)


def _take_clause(verb: Token, noun: Token) -> None:
    """Make a participle the verb of its noun, with what hangs on the noun behind it."""
    verb.tag_ = "VBD"
    for child in [c for c in noun.rights if c.i > verb.i]:
        hang(child, verb)
    hang(noun, verb, "nsubj")


def _free_of_age(old: Token) -> None:
    """Make a verb of what was taken for the noun of somebody's age: "The 63-year-old *replaces* Ann Low"."""
    verb = old.head
    aged = old.dep_ == "amod" and verb.i == old.i + 1 and old.i > 1 and old.nbor(-2).lower_ == "year"
    if not aged or verb.head != verb or verb.tag_ not in ("NNS", "VBZ") or not any(verb.rights):
        return
    verb.tag_, verb.pos_ = "VBZ", "VERB"
    verb.lemma_ = next(bases(verb.lower_), verb.lemma_)
    for child in [c for c in verb.lefts if c != old]:
        hang(child, old)
    hang(old, verb, "nsubj")
    for thing in [c for c in verb.rights if c.dep_ == "appos"][:1]:
        thing.dep_ = "dobj"


def _free_present(people: Token) -> None:
    """Make a noun the verb of the counted people before it: "some 900 *Nepalis* work in Qatar"."""
    verb = people.head
    whole = (verb.dep_, verb.tag_) in (("ROOT", "NN"), ("ccomp", "NN")) and verb.i == people.i + 1
    many = whole and people.dep_ == "compound" and people.text.endswith("s")
    counted = many and (has_left(verb, "nummod") or has_left(people, "nummod"))
    behind = counted and verb.i + 1 < len(verb.doc) and verb.nbor(1).pos_ == "ADP"
    if not behind or any(t.tag_ in FINITE and not t.is_ancestor(verb) for t in verb.sent):
        return
    verb.tag_, verb.pos_, verb.lemma_ = "VBP", "VERB", verb.lower_
    for child in [c for c in verb.lefts if c != people]:
        hang(child, people)
    hang(people, verb, "nsubj")


def _object_of(token: Token) -> Token | None:
    """Return the noun behind a word that may be its object: the head of both, or that which hangs on it."""
    if token.i + 1 >= len(token.doc) or token.nbor(1).pos_ not in _BETWEEN:
        return None
    if token.dep_ in ATTRIBUTES:
        noun = token.head
        if noun.dep_ == "compound" and noun.head.pos_ == "PROPN" and token.dep_ == "amod":
            noun = noun.head  # "Dunne defeated businessman Carl Poll"
        within = noun.dep_ in ATTRIBUTES  # "a government cut rates row"
        return noun if noun.pos_ in NOUNS and noun.i > token.i and not within else None
    if token.dep_ == "nsubj":
        return token.head if token.head.pos_ in NOUNS and token.head.i == token.i + 1 else None
    return next((c for c in token.rights if c.pos_ in NOUNS and c.left_edge.i == token.i + 1), None)


def _stands(token: Token) -> bool:
    """Tell whether a word has the form of a verb in the past, and a noun before it."""
    form = token.lower_ in lexicon("lemma").unmarked or (token.tag_ in PAST and token.dep_ in ATTRIBUTES)
    subject = _before(token)
    whole = not ends_compound(token) or (token.tag_ in PAST and subject.tag_ in PLURAL)
    return form and subject != token and subject.pos_ in NOUNS and whole


def _before(token: Token) -> Token:
    """Return the word before a verb, also before what a hyphen joins to it: "*Youths* petrol-bombed a bus"."""
    if not ends_compound(token):
        return word_before(token)
    return token.nbor(-3) if token.i - 3 >= token.sent.start else token


def _is_done(token: Token, noun: Token) -> bool:
    """Tell whether a body does it to many: "after the *bank* cut *rates*"; no "a rate cut decision"."""
    body = token.nbor(-1).lower_ in lexicon("entities").any_of("bodies", "offices")
    return body and noun.tag_ in PLURAL and token.lower_ in lexicon("lemma").unmarked


def _is_alone(token: Token, noun: Token) -> bool:
    """Tell whether a sentence that ends in a full stop has no other verb and opens with the noun before the word."""
    words = [t for t in token.sent if not t.is_space]
    whole = len(words) > 3 and words[-1].text == "." and token.sent.root in (token, noun)
    opens = all(t.pos_ in _BETWEEN or t.tag_ in ("POS", "CD") for t in words if t.i <= _before(token).i)
    return whole and opens and not any(t.tag_ in FINITE and t.dep_ not in ATTRIBUTES for t in words)


def _free(verb: Token, noun: Token) -> None:
    """Make a word the verb between the noun before it and the one behind it."""
    subject, over, dep, behind = _before(verb), noun.head, noun.dep_, list(noun.rights)
    verb.tag_, verb.pos_ = "VBD", "VERB"
    if verb.lower_ in lexicon("lemma").unmarked:
        verb.lemma_ = verb.lower_
    if noun.head != verb:
        clause = dep == "pobj" and over.lower_ in lexicon("time").joints
        if clause:
            behind += [c for c in over.head.rights if c.i > noun.i and c.dep_ == "prep"]
            hang(verb, over.head, "advcl")
            hang(over, verb, "mark")
        elif over == noun:
            hang(verb, verb, "ROOT")
        elif over.pos_ == "VERB" and dep in ("dobj", "nsubj"):
            hang(verb, over, "ccomp")
        else:
            hang(verb, verb.sent.root, "dep")
        hang(noun, verb, "dobj")
    hang(subject, verb, "nsubj")
    for child in [c for c in (*noun.lefts, *verb.lefts) if c.i < subject.i]:
        hang(child, subject)
    for child in [c for c in behind if c.dep_ in _REST and c.lower_ != "of"]:
        hang(child, verb)


def free_relative(verb: Token) -> None:
    """Make a clause of what is taken for one noun with the things before it: "four routes *Kappa flies* were cut"."""
    name = first = word_before(verb)
    if name.pos_ != "PROPN" or not verb.is_lower or verb.dep_ == "relcl":
        return
    while (things := word_before(first)).pos_ == "PROPN" and things != first:
        first = things
    number = next((t for t in reversed(verb.doc[verb.sent.start : things.i]) if t.pos_ != "ADJ"), things)
    counted = number.pos_ == "NUM" and things.pos_ == "NOUN" and things.is_lower
    main = _main_of(verb, things) if counted else None
    if main is None or main.pos_ not in VERBAL:
        return
    if verb.is_ancestor(main):
        hang_instead(main, verb)
    hang_subject(things, main)
    for word in [t for t in verb.doc[things.left_edge.i : things.i] if t.head in (name, verb)]:
        hang(word, things)
    hang(verb, things, "relcl")
    hang(name, verb, "nsubj")
    hang(number, things, "nummod")
    verb.tag_, verb.pos_ = "VBZ", "VERB"


def _main_of(verb: Token, things: Token) -> Token | None:
    """Return the verb of which the things before a clause are the subject."""
    over = next((t.head for t in (things, verb) if t.dep_ in NOUN_SUBJECTS and t.head.i > verb.i), None)
    if over is None and verb.dep_ == "aux":
        return verb.head
    lost = (c for c in verb.rights if c.dep_ == "ccomp" and not has_left(c, *NOUN_SUBJECTS, "expl", "mark"))
    return over or (next(lost, None) if things.head.i <= verb.i else None)
