"""Lemmas and tags that are wrong: "hopes" is no form of "hop", "axe" behind "plans to" no noun."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, PLURAL, VERBAL
from eventx.syntax.phrases import follows, precedes
from eventx.syntax.tokens import hang, keys, tokens_with

_VERBS = keys(VERBAL)
_NOMINAL = NOUNS | {"ADJ"}
_MARKS = keys({"‘", "’"})
_TO = keys({"to"})
_ADJECTIVES = keys({"JJ"})
_PLURALS = keys(PLURAL)
_SCALED = keys(f"{'d' * n}{point}{'x' * m}" for n in range(1, 5) for point in ("", ".d", ".dd", ".ddd") for m in (2, 3))
_SINGLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bcdfgklmnprtvz]")
"""A stem of one syllable that doubles its consonant: "hop", "hopped"; one that does not has lost its "e"."""


def repair_infinitives(doc: Doc) -> None:
    """Tag as verbs infinitives taken for other words: "plans to axe 40 jobs", "to *lower* rates"."""
    for to in tokens_with(doc, "ORTH", _TO):
        verb = to.head
        if to.dep_ == "aux" and to.i + 1 == verb.i and verb.tag_ in ("NN", "DT", "JJR"):
            verb.tag_, verb.pos_ = "VB", "VERB"


def repair_verbs(doc: Doc) -> None:
    """Tag as verbs words that are nothing else: "30 percent *disapprove*"."""
    for verb in tokens_with(doc, "LOWER", keys(lexicon("repairs").verbal)):
        if verb.pos_ in _NOMINAL:
            verb.tag_, verb.pos_ = "VBP", "VERB"


def repair_lemmas(doc: Doc) -> None:
    """Set the lemmas of verbs that the lemmatiser has cut too short or does not know."""
    for token in tokens_with(doc, "POS", _VERBS):
        if (lemma := _lemma(token)) != token.lemma_:
            token.lemma_ = lemma


def _lemma(token: Token) -> str:
    word, lemma = token.lower_, token.lemma_
    known = load_lexicon("lemma")["irregular"].get(word)
    if known is not None:
        return str(known)
    if word == "lay" and precedes(token, "off"):
        return "lay"  # read as the past of "lie"
    cut = word in (f"{lemma}ed", f"{lemma}es", f"{lemma}ing") and _SINGLE.fullmatch(lemma)
    return f"{lemma}e" if cut else lemma


def repair_scaled(doc: Doc) -> None:
    """Make a number of one that a scale is written to, taken for a noun or adjective: "invested $*700mn*"."""
    for token in tokens_with(doc, "SHAPE", _SCALED):
        if token.lower_.lstrip("0123456789.") in lexicon("repairs").scales:
            token.tag_, token.pos_ = "CD", "NUM"
            if token.dep_ in ("amod", "compound") and token.left_edge == token:  # "sold *11.2mn* cars", no "$4bn deal"
                token.dep_ = "nummod"


def repair_possessives(doc: Doc) -> None:
    """Tag as possessive the apostrophes behind a plural that are taken for closing quotes: "Norvik Bros’ head"."""
    opened = False
    for token in tokens_with(doc, "ORTH", _MARKS):
        owner = token.nbor(-1) if token.i else token
        if token.text == "‘":
            opened = True
        elif owner.text[-1:] == "s" and not owner.whitespace_ and token.whitespace_ and not opened and _owns(token):
            token.tag_, token.pos_ = "POS", "PART"
        elif not owner.whitespace_:
            opened = False


def _owns(mark: Token) -> bool:
    """Tell whether nouns stand on either side of a mark."""
    return mark.i + 1 < len(mark.doc) and mark.nbor(-1).pos_ in NOUNS and mark.nbor(1).pos_ in _NOMINAL


def repair_names(doc: Doc) -> None:
    """Tag as names the known bodies taken for plurals: "*Starbucks* said", "Emirates cancelled 40 flights"."""
    for token in tokens_with(doc, "TAG", _PLURALS):
        if token.text in lexicon("names").known and not follows(token, "the"):
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text


def repair_demonyms(doc: Doc) -> None:
    """Tag as nouns the names of peoples that are counted and stand for them: "three *Vietnamese* and two Irish"."""
    for people in tokens_with(doc, "TAG", _ADJECTIVES):
        counted = people.ent_type_ == "NORP" and people.dep_ not in ("amod", "compound", "nmod")
        if counted and any(c.dep_ == "nummod" and c.i == people.i - 1 for c in people.lefts):
            people.tag_, people.pos_ = "NNPS", "PROPN"


def name_stuff(word: Token) -> None:
    """Make a noun before another of one that is taken for a verb: "90 *refuse* workers", "*Refuse* workers left".

    The verb takes no finite clause: whose subject stands right behind the word is named by it.
    """
    whose = (c for verb in word.rights if verb.dep_ == "ccomp" for c in verb.lefts if c.dep_ in NOUN_SUBJECTS)
    noun = next((c for c in whose if c.left_edge.i == word.i + 1), None)
    if noun is not None:
        _give_up(word, noun)
    elif word.dep_ not in ("amod", "compound", "nmod"):
        return
    word.tag_, word.pos_, word.lemma_, word.dep_ = "NN", "NOUN", word.lower_, "compound"


def _give_up(word: Token, noun: Token) -> None:
    """Put the verb of a noun in the place of a word taken for the verb above it, and hang the word on the noun."""
    verb, before = noun.head, [c for c in word.lefts if c.dep_ in NOUN_SUBJECTS]
    hang(verb, verb if word.head == word else word.head, word.dep_)
    for child in [c for c in word.children if c not in (verb, *before)]:
        hang(child, verb)
    for subject in before:
        if subject.tag_ == "CD":  # "80 refuse workers"
            hang(subject, noun, "nummod")
        else:  # "rail workers and refuse workers"
            hang(noun, subject, "conj")
            hang(subject, verb)
    hang(word, noun)


def name_sufferers(word: Token) -> None:
    """Make a noun of an adjective that stands for people: "gave $3 to the *injured*", no "the *injured* man"."""
    behind = word.nbor(1) if word.i + 1 < len(word.doc) else word
    heads = word.dep_ == "pobj" and word.left_edge.lower_ == "the" and word.pos_ not in NOUNS
    if heads and behind.pos_ not in (*NOUNS, "ADJ"):
        word.tag_, word.pos_, word.lemma_ = "NNS", "NOUN", word.lower_


def join_post(prefix: Token) -> None:
    """Hang on a post or match what a hyphen joins before it: "its new *vice-chancellor*", "the *semi*-final".

    The small models part the three.
    """
    behind = list(prefix.doc[prefix.i + 1 : prefix.i + 3])
    if len(behind) < 2 or behind[0].text != "-" or prefix.whitespace_ or behind[0].whitespace_:
        return
    line, post = behind
    words = lexicon("repairs")
    if post.lower_ == "general" and prefix.lower_ in words.generals:
        post.tag_, post.pos_ = prefix.tag_, prefix.pos_
    elif prefix.lower_ in words.heats and post.lower_ in ("final", "finals"):
        post.tag_, post.pos_ = "NNS" if post.lower_ == "finals" else "NN", "NOUN"
    elif post.pos_ not in NOUNS or prefix.lower_ not in words.prefixes:
        return
    if post.head.i <= post.i and not post.is_ancestor(prefix):  # but "co-founder Ann Low"
        hang(post, post if prefix.dep_ == "ROOT" else prefix.head, "attr" if prefix.dep_ == "acomp" else prefix.dep_)
    body = prefix.nbor(-1) if prefix.i > prefix.sent.start else prefix
    if body.pos_ == "PROPN" and (post.head == body or prefix.lower_ in words.heats):  # "the Orla *Cup* semi-final"
        hang(post, body.head, body.dep_)
    if body.pos_ == "PROPN" and (body.head, body.dep_) == (post.head, post.dep_):
        hang(body, post, "compound")  # "*Kappa* co-founders left"
    over = (prefix, line, body) if body.head == post else (prefix, line)
    for child in [c for t in over for c in t.children if c not in (prefix, *behind) and (t != body or c.dep_ == "det")]:
        hang(child, post)
    hang(line, post, "punct")
    hang(prefix, post, "compound")
    line.tag_, line.pos_ = "HYPH", "PUNCT"
