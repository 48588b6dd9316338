"""Nouns that were taken for verbs or adjectives: "*Work* on the bridge began", "gave $3 to the *injured*"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import ATTRIBUTES, NOUN_SUBJECTS, NOUNS, PAST, SUBJECTS, has_left, has_right
from eventx.syntax.nominals import is_new
from eventx.syntax.phrases import governing_verb, is_time
from eventx.syntax.tokens import hang, hang_instead, word_before, word_behind

_NOMINAL = SUBJECTS | {"csubjpass", "dobj", "pobj"}
"""What a noun is, or the clause of a gerund."""
_PARTS = frozenset({"half", "third", "quarter", "fifth", "tenth"})


def name_deed(subject: Token) -> None:
    """Make a noun of what was taken for a verb that is a subject: "Work on it began", "Aid worth $5 is late"."""
    if subject.tag_ == "VB" and subject.i == subject.sent.start and not has_right(subject, "dobj"):
        subject.tag_, subject.pos_ = "NN", "NOUN"
        subject.dep_ = subject.dep_.replace("csubj", "nsubj")


def name_gerund(gerund: Token) -> None:
    """Make a noun of a gerund that stands where nouns do, before "of": "*Overspending* of $4 million was found"."""
    joined = gerund.dep_ == "conj" and gerund.head.pos_ in NOUNS
    if (joined or gerund.dep_ in _NOMINAL) and word_behind(gerund).lower_ == "of":
        gerund.dep_ = gerund.dep_.replace("csubj", "nsubj")
        gerund.tag_, gerund.pos_, gerund.lemma_ = "NN", "NOUN", gerund.lower_


def name_aged(old: Token) -> None:
    """Make a noun of an age that stands for somebody: "A *26-year-old* was charged"."""
    aged = old.tag_ == "JJ" and any(c.lower_ in ("year", "years") for c in old.lefts)
    if aged and is_new(old) and old.dep_ in (*NOUN_SUBJECTS, "dobj", "pobj"):
        old.tag_, old.pos_ = "NN", "NOUN"


def name_owned(word: Token) -> None:
    """Make a noun of an object with an owner that was taken for a participle: "raised its wheat crop *forecast*"."""
    if word.tag_ == "VBN" and has_left(word, "poss", "compound"):
        word.tag_, word.pos_, word.lemma_ = "NN", "NOUN", word.lower_


def name_won(won: Token) -> None:
    """Make a noun of Korea's money, taken for a verb: "fined it 5 billion *won* on Monday"."""
    number, verb = word_before(won), governing_verb(word_before(won))
    scaled = number.lower_ in ("thousand", "million", "billion", "trillion") and number.tag_ == "CD"
    if not scaled or won.tag_ not in ("VBD", "VBN") or won.head == won:
        return
    for child in [c for c in won.rights if c.dep_ == "prep"]:
        hang(child, verb if verb not in (None, won) else won.head)
    over, tie = (won.head, "dobj") if number.head == won else (number.head, number.dep_)
    hang(won, over, tie)
    hang(number, won, "nummod")
    won.tag_, won.pos_, won.lemma_ = "NNS", "NOUN", "won"


def name_bail(bail: Token) -> None:
    """Make an object of what was taken for a verb and somebody is given: "granted the trader *bail*"."""
    verb = bail.head
    if not bail.tag_.startswith("VB") or verb.lemma_.lower() not in lexicon("repairs").granting or verb.i > bail.i:
        return
    bail.tag_, bail.pos_, bail.lemma_ = "NN", "NOUN", bail.lower_
    for taker in [c for c in bail.lefts if c.dep_ in NOUN_SUBJECTS]:
        hang(taker, verb, "dative")
    hang(bail, verb, "dobj")


def name_placing(word: Token) -> None:
    """Make a noun of a gerund behind what is placed: "its stock market *listing* in Lima", "a share *placing*"."""
    noun = word_before(word)
    beside = word.dep_ in ("acl", "advcl") and word.head in (noun, noun.head) and not has_right(word, "dobj")
    if word.tag_ != "VBG" or not beside or noun.lemma_.lower() not in lexicon("repairs").placed or noun.head == noun:
        return
    hang(word, noun.head, noun.dep_)
    hang(noun, word, "compound")
    for child in [c for c in noun.lefts if c.dep_ in ("det", "poss", "amod", "nummod")]:
        hang(child, word)
    word.tag_, word.pos_, word.lemma_ = "NN", "NOUN", word.lower_


def name_outcome(word: Token) -> None:
    """Make a noun of a verb that has a finite one right behind it, and its subject of that: "Kappa *beat* lifts stock".

    Figures that beat what was expected are a beat.
    """
    verb = word_behind(word)
    behind = verb.nbor(1).lower_ if verb.i + 1 < len(word.doc) else ""
    passive = verb.tag_ == "VBN" and behind in lexicon("repairs").passing
    over = verb.head == word
    if word.pos_ != "VERB" or not (verb.tag_ == "VBZ" or passive) or not (over or word.dep_ in NOUN_SUBJECTS):
        return
    rest = [c for c in word.children if c != verb]
    if over:
        hang_instead(verb, word)
    word.tag_, word.pos_, word.lemma_ = "NN", "NOUN", word.lower_
    hang(word, verb, "nsubjpass" if passive else "nsubj")
    for child in rest:
        before = child.i < word.i and child.dep_ in NOUN_SUBJECTS
        hang(child, word if before else verb, "compound" if before else child.dep_)


def name_stuff(word: Token) -> None:
    """Make a noun before another of one that is taken for a verb: "90 *refuse* workers", "*Refuse* workers left".

    The verb takes no finite clause: whose subject stands right behind the word is named by it.
    """
    whose = (c for verb in word.rights if verb.dep_ == "ccomp" for c in verb.lefts if c.dep_ in NOUN_SUBJECTS)
    noun = next((c for c in whose if c.left_edge.i == word.i + 1), None)
    if noun is not None:
        _give_up(word, noun)
    elif word.dep_ == "csubj" and (things := [c for c in word.rights if c.dep_ == "dobj"]):
        hang(things[0], word.head, "nsubj")  # "*Refuse* collectors have been on strike"
        for child in [c for c in word.children if c != things[0]]:
            hang(child, things[0])
        hang(word, things[0])
    elif word.dep_ not in ATTRIBUTES:
        return
    word.tag_, word.pos_, word.lemma_, word.dep_ = "NN", "NOUN", word.lower_, "compound"


def _give_up(word: Token, noun: Token) -> None:
    """Put the verb of a noun in the place of a word taken for the verb above it, and hang the word on the noun."""
    verb, before = noun.head, [c for c in word.lefts if c.dep_ in NOUN_SUBJECTS]
    hang_instead(verb, word)
    for child in [c for c in word.children if c not in (verb, *before)]:
        hang(child, verb)
    for subject in before:
        if subject.tag_ == "CD":  # "80 refuse workers"
            hang(subject, noun, "nummod")
        else:  # "rail workers and refuse workers"
            hang(noun, subject, "conj")
            hang(subject, verb)
    hang(word, noun)


def name_final(word: Token) -> None:
    """Make the noun of its phrase of a match behind what it is of: "into the cup *final*"."""
    cup = word_before(word)
    tie = word_before(cup.left_edge)
    if word.tag_ != "JJ" or cup == word or cup.pos_ not in NOUNS:
        return
    if (word.dep_, word.head) == ("amod", cup):
        hang_instead(word, cup)
        for child in [c for c in cup.children if c != word and c.dep_ not in ATTRIBUTES]:
            hang(child, word)
        hang(cup, word, "compound")
    elif (cup.dep_, cup.head, tie.dep_) == ("compound", word, "prep") and not has_right(tie, "pobj"):
        hang(word, tie, "pobj")
    else:
        return
    word.tag_, word.pos_, word.lemma_ = "NN", "NOUN", word.lower_


def name_sufferers(word: Token) -> None:
    """Make a noun of an adjective that stands for people: "gave $3 to the *injured*", no "the *injured* man"."""
    behind = word_behind(word)
    _free_sufferers(word)
    heads = word.dep_ == "pobj" and word.left_edge.lower_ == "the" and word.pos_ not in NOUNS
    if heads and behind.pos_ not in (*NOUNS, "ADJ"):
        word.tag_, word.pos_, word.lemma_ = "NNS", "NOUN", word.lower_


def _free_sufferers(word: Token) -> None:
    """Hang on a preposition those whom a participle before them tells of: "the number *of confirmed dead*"."""
    told = word.head
    if (word.dep_, word.tag_, told.lower_) == ("pcomp", "VBN", "of") and word.i > told.i + 1:
        word.tag_, word.pos_, word.lemma_, word.dep_ = "NNS", "NOUN", word.lower_, "pobj"
    if told.dep_ == "pcomp" and told.tag_ == "VBN" and told.i == word.i - 1 and word.dep_ == "oprd":
        hang(word, told.head, "pobj")
        hang(told, word, "amod")
        for child in [c for c in told.rights if c.i > word.i]:
            hang(child, word)
        word.tag_, word.pos_, word.lemma_ = "NNS", "NOUN", word.lower_


def free_result(word: Token) -> None:
    """Hang "as a result" on the verb of the subject that it was joined to: "*As a result* staff costs fell"."""
    noun, article = word.head, word_before(word)
    tie = word_before(article)
    if (tie.lower_, article.lower_) == ("as", "a") and noun.dep_ in NOUN_SUBJECTS and word.dep_ in ATTRIBUTES:
        hang(tie, noun.head, "prep")
        hang(word, tie, "pobj")
        hang(article, word, "det")


def tie_owner(noun: Token) -> None:
    """Hang a firm on what it had in a part of a year, taken to gloss it: "*Kappa Group* first half profit rose"."""
    owner = noun.head
    timed = any(is_time(c) or c.lower_ == "half" for c in noun.lefts)
    if owner.pos_ == "PROPN" and owner.dep_ in NOUN_SUBJECTS and noun.left_edge.i == owner.i + 1 and timed:
        hang_instead(noun, owner)
        hang(owner, noun, "nmod")


def tie_dated(tie: Token) -> None:
    """Hang "of" behind a day on what tells it before that: "the arrest in May *of* Ann", "guilty in May *of*"."""
    words, at = lexicon("repairs"), word_before(tie)
    if not is_time(at) or any(map(is_time, tie.rights)):
        return  # "in May of 2020"
    while is_time(at) or at.lower_ in words.recent:
        at = word_before(at)
        if at.is_sent_start:
            return
    told = word_before(at) if at.lower_ in ("on", "in") else at
    noun = told.pos_ == "NOUN" and told.lemma_.lower() in words.dated
    if noun or told.lower_ == "guilty" or (told.tag_ == "VBN" and told.lemma_.lower() in lexicon("telling").taking_of):
        hang(tie, told)


def name_moved(word: Token) -> None:
    """Make an object of a gerund that a verb moves by so much: "The ban has cut *poaching* by half"."""
    verb = word.head
    if word.tag_ != "VBG" or word.dep_ not in ("xcomp", "ccomp", "dobj", "acl") or not _moves(verb) or verb.i > word.i:
        return
    if (tie := _extent_of(word)) is not None and not has_right(word, "dobj", "prt", "acomp", "xcomp", "ccomp"):
        word.tag_, word.pos_, word.lemma_, word.dep_ = "NN", "NOUN", word.lower_, "dobj"
        hang(tie, verb)


def name_moved_things(word: Token) -> None:
    """Make an object of what was taken for the verb: "The vaccine reduced hospital *stays* by 6%"."""
    verb = word_before(word)
    while verb.pos_ in (*NOUNS, "ADJ") and verb.tag_ not in PAST and not verb.is_sent_start:
        verb = word_before(verb)
    noun = word_before(verb)
    moved = verb.tag_ in PAST and _moves(verb) and noun != verb and noun.pos_ in NOUNS
    if not moved or _extent_of(word) is None or word.tag_ != "VBZ":
        return
    hang_instead(verb, word)
    verb.tag_ = "VBD"
    inner = [t for t in word.doc[verb.i + 1 : word.i] if not word.is_ancestor(t) or t.head in (noun, word)]
    for child in [c for c in word.children if c != verb and (c.i < verb.i or c.lower_ == "by")]:
        hang(child, verb)
    hang(word, verb, "dobj")
    hang(noun, verb, "nsubj")
    for part in inner:
        hang(part, word, "compound")
    word.tag_, word.pos_ = "NNS", "NOUN"


def free_moving(verb: Token) -> None:
    """Make a clause of what was taken for a part of what it moves: "a plan that *cut* truancy by 6% was praised"."""
    things, link = verb.head, word_before(verb)
    noun = word_before(link)
    within = (verb.dep_, verb.tag_) == ("amod", "VBD") and things.i > verb.i and _moves(verb)
    if not within or (link.tag_, link.head) != ("WDT", verb) or noun.pos_ not in NOUNS:
        return
    hang(verb, noun, "relcl")
    for child in [c for c in things.rights if c.dep_ == "prep"]:
        hang(child, verb)
    hang(things, verb, "dobj")


def _moves(verb: Token) -> bool:
    """Tell whether somebody moves a level with a verb: "cut", "reduced"."""
    return verb.lemma_.lower() in lexicon("direction").any_of("raise", "lower")


def _extent_of(word: Token) -> Token | None:
    """Return "by" behind a word, with how far: "cut poaching *by* half"."""
    ties = (c for c in (*word.rights, *word.head.rights) if c.lower_ == "by" and c.i > word.i)
    return next((tie for tie in ties if any(t.like_num or t.lower_ in _PARTS for t in tie.subtree)), None)
