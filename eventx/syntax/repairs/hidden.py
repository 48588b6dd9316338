"""Verbs of titles that are read as nouns, and nouns read as verbs: "Kappa *cuts* rates", "Tea *exports* jump"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import AUXILIARIES, FINITE, NOUNS, PLURAL, VERBAL, first_left, has_left, has_right
from eventx.syntax.lemmas import bases
from eventx.syntax.tokens import hang, word_behind

NAMING = NOUNS | {"NUM"}
"""Of nouns that take a verb in -s: so does a firm, "Kappa *Foods* axes jobs"."""
NOMINAL = frozenset({"compound", "amod", "nmod", "dobj", "appos", "pobj", "nsubj"})
"""What no verb is: the parser has taken it for a noun."""


def mend_move(root: Token) -> None:
    """Make a verb of what has a subject that it agrees with: "Tin exports to Peru *surge* after duties go"."""
    doer = first_left(root, "nsubj")
    if root.tag_ == "NN" and doer is not None and doer.tag_ in PLURAL and root.lower_ in lexicon("titles").moves:
        root.pos_, root.tag_, root.lemma_ = "VERB", "VBP", root.lower_


def mend_plural(root: Token) -> None:
    """Make a plural of what is read as the verb before the verb: "Flash *floods* inundate Lima", "Forces gun down".

    So is what is measured before a move that is read as its object: "Tea *exports* jump in May".
    """
    after, words = word_behind(root), lexicon("titles")
    if root.tag_ != "VBZ" or not has_left(root, "nsubj"):
        return
    within = after.tag_ == "VBP" and after.dep_ in NOMINAL and after.lower_ in words.any_of("verbs", "moves")
    if within or ((after.tag_, after.dep_, after.head) == ("NN", "dobj", root) and _moves(root)):
        root.pos_, root.tag_ = "NOUN", "NNS"


def _moves(measured: Token) -> bool:
    """Tell whether a word is what is measured, before its move, and no verb: "Tea *exports* jump in May"."""
    words = lexicon("titles")
    return measured.lower_ in words.measured and word_behind(measured).lower_ in words.moves


def hidden_verb(span: Span, root: Token) -> Token | None:
    """Return the verb of a title that has none: after a noun that it agrees with, before another or a preposition."""
    if any(t.tag_ in FINITE and t != root and t.dep_ not in NOMINAL for t in span):
        return None
    for token in span[1:-1]:
        if token.dep_ not in AUXILIARIES and not _moves(token) and _agrees(token, span) and _goes_on(token, root):
            return token
        if token.tag_ in FINITE or (token.pos_ == "ADP" and token.lower_ != "of"):
            return None
    return None


def _agrees(token: Token, span: Span) -> bool:
    """Tell whether a word is a verb by its form and agrees with the noun before it."""
    before = token.nbor(-1)
    if (
        (before.pos_ not in NAMING and not _is_misread(before, span))
        or token.text[:1].isupper()
        or token.tag_ in ("VBN", "VBG", "VBD")
    ):
        return False
    words = lexicon("titles")
    known = words.any_of("verbs", "moves")
    if token.lower_ in known:
        joined = any(t.lower_ in ("and", ",") for t in span.doc[span.start : token.i])
        plural = before.tag_ in PLURAL or (before.i == span.start and before.lower_.endswith("s"))
        return plural or before.lemma_.lower() in words.many or joined
    return before.pos_ != "NUM" and before.tag_ not in PLURAL and not known.isdisjoint(_bases(token.lower_))


def _is_misread(word: Token, span: Span) -> bool:
    """Tell whether what opens a title, and is its head, is a noun read as a verb: "*Blaze* rips through flats"."""
    return word.i == span.start and word.head == word and word.tag_ in ("VB", "VBG")


def _bases(form: str) -> Iterator[str]:
    """Yield the verbs that a form in -s may be of."""
    return bases(form) if form.endswith("s") else iter(())


def _goes_on(token: Token, root: Token) -> bool:
    """Tell whether what follows a word may be its object, or its preposition where it takes one."""
    after = token.nbor(1)
    if token == root and has_left(token, "nsubj") and has_right(token, "dobj"):
        return True  # "nudges up rates": only the tag is wrong
    if after.tag_ == "VBG" and (after.dep_, after.head) == ("xcomp", token):
        return False  # "denies closing mills": the parser has seen both
    if after.pos_ in ("ADP", "ADV", "SCONJ") or after.tag_ == "RP":
        return not {token.lower_, *_bases(token.lower_)}.isdisjoint(lexicon("titles").moves)
    if after.pos_ in VERBAL and after.tag_ != "VBG":
        return after == root and after.tag_ in ("VB", "VBP", "VBZ")  # "upholds ban on"
    return after.pos_ in (*NAMING, "ADJ", "DET", "PRON", "VERB")


def split_at(span: Span, verb: Token) -> None:
    """Make a word the verb of a title: what stands before it is its subject, what follows its object."""
    doc = span.doc
    subject, rest = doc[span.start : verb.i], doc[verb.i + 1 : span.end]
    hang(verb, verb, "ROOT")
    verb.pos_ = "VERB"
    known = lexicon("titles").any_of("verbs", "moves")
    verb.tag_ = "VBP" if verb.lower_ in known else "VBZ"
    verb.lemma_ = next(base for base in (verb.lower_, *_bases(verb.lower_)) if base in known)
    _gather_subject(subject, verb)
    size = next((k for k, t in enumerate(rest) if t.pos_ in ("ADP", "SCONJ", "PUNCT", "PART", "SPACE")), len(rest))
    if size:
        last = _last(rest[:size])
        if last.pos_ in VERBAL:
            last.pos_, last.tag_ = "NOUN", "NN"
        _gather(rest[:size], verb, "dobj", last)
    for token in rest[size:]:
        if token.head not in rest:
            hang(token, verb)


def _last(span: Span) -> Token:
    return next((t for t in reversed(span) if t.pos_ in NAMING), span[-1])


def _gather_subject(span: Span, verb: Token) -> None:
    """Hang what stands before a verb on it, of two that are coordinated the second on the first."""
    joint = next((k for k, t in enumerate(span) if t.dep_ == "cc" or t.text == ","), 0)
    first = _last(span[:joint]) if joint else _last(span)
    if not joint or joint + 1 == len(span) or first.pos_ not in NAMING:
        _gather(span, verb, "nsubj", _last(span))
        return
    second = _last(span[joint + 1 :])
    _gather(span[:joint], verb, "nsubj", first)
    _gather(span[joint + 1 :], first, "conj", second)
    hang(span[joint], first)


def _gather(span: Span, verb: Token, dep: str, head: Token) -> None:
    """Hang the words of a phrase on its head, and that on the verb."""
    if head.tag_ in ("VB", "VBG"):
        head.pos_, head.tag_ = "NOUN", "NN"
    hang(head, verb, dep)
    for token in span:
        if token != head and (token.head not in span or token.head == token):
            hang(token, head)
            token.dep_ = "compound" if token.dep_ in ("ROOT", "nsubj", "dobj") else token.dep_
