"""Titles: their clauses put right where the parser has looked for a sentence, "Man jailed", "Kappa to buy mill"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import (
    ADNOMINAL,
    AUXILIARIES,
    COMPOUNDING,
    FINITE,
    NOUNS,
    PAST,
    SUBJECTS,
    VERBAL,
    has_left,
    has_right,
)
from eventx.syntax.lemmas import bases
from eventx.syntax.phrases import is_infinitive
from eventx.syntax.repairs.hidden import NAMING, hidden_verb, mend_move, mend_plural, split_at
from eventx.syntax.repairs.states import raise_state
from eventx.syntax.tokens import hang, hang_instead, is_dash

_LABELLED = 3  # words of the shortest title that has a label or a source
_BELOW = ADNOMINAL | {"advcl", "amod", "dep"}


def mend_titles(doc: Doc, extents: Iterable[tuple[int, int]]) -> None:
    """Give the titles that stand between some characters the clause that their words make."""
    for start, end in extents:
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is not None:
            _set_apart_label(span)
            _set_apart_source(span)
            _name_first(span)
            _name_things(span)
            for root in [t for t in span if t.head == t and not t.is_space]:
                _mend(doc[max(span.start, root.left_edge.i) : min(span.end, root.right_edge.i + 1)], root)


def _set_apart_label(span: Span) -> None:
    """Take the word that labels a title out of its clause: "Exclusive: *Kappa* to buy mill"."""
    label, mark = (span[0], span[1]) if len(span) > _LABELLED else (span[0], span[0])
    if mark.text != ":" or label.lower_ not in lexicon("titles").labels:
        return
    told = [c for c in label.rights if c.i > mark.i]
    verb = next((c for c in told if c.pos_ in VERBAL), None) if label.head == label else None
    main = verb or next(iter(told), None)
    if main is None:
        return
    hang_instead(main, label)
    for other in [c for c in told if c != main]:
        before = other.i < main.i and other.pos_ in NOUNS
        hang(other, main, ("nsubjpass" if main.tag_ in PAST else "nsubj") if before else other.dep_)
    for token in (label, mark):
        hang(token, main, "dep")


def _set_apart_source(span: Span) -> None:
    """Take the source that closes a title behind a dash out of its clause: "Kappa buys *mill* - report"."""
    words = [t for t in span if not t.is_space]
    if len(words) <= _LABELLED or not is_dash(words[-2]) or words[-1].lower_ not in lexicon("titles").sources:
        return
    source, last = words[-1], words[-3]
    if source.head == source:
        return
    if last.head == source:
        hang(last, source.head, source.dep_)
        for other in [c for c in source.lefts if c.i < last.i]:
            hang(other, last)
    hang(source, next(t for t in (source, *source.ancestors) if t.head == t), "dep")
    hang(words[-2], source)


def _name_first(span: Span) -> None:
    """Make a name of the word that opens a title where the text below has it as one: "*Kappa* files for IPO"."""
    first = span[0]
    if first.pos_ == "ADJ" and {t.pos_ for t in span.doc[span.end :] if t.lower_ == first.lower_} == {"PROPN"}:
        first.pos_, first.tag_, first.lemma_ = "PROPN", "NNP", first.text


def _name_things(span: Span) -> None:
    """Make nouns of what is done to and has the form of a verb: "slashes *dividend*", "mulls *offer* for"."""
    for word in span[1:]:
        known = word.lower_ in lexicon("titles").things
        bare = word.tag_ in ("VB", "VBP") and word.nbor(-1).lower_ != "to"
        offered = known and (word.tag_, word.dep_, word.head.i) == ("VBN", "acl", word.i - 1)
        if offered:
            name = word.head
            hang(word, name.head, name.dep_)
            hang(name, word, "compound")
        if offered or (known and (bare or word.tag_ == "JJ")) or (bare and word.dep_ == "dobj"):
            word.pos_, word.tag_, word.lemma_ = "NOUN", "NN", word.lower_
            _yield_to_verb(word)


def _yield_to_verb(thing: Token) -> None:
    """Hang a noun that was taken for a verb on the verb before it: "Kappa *cancels* dividend"."""
    verb = thing.head if thing.dep_ in ("xcomp", "ccomp") else None
    aux = next((c for c in thing.lefts if c.dep_ in AUXILIARIES and c.tag_ == "VBZ"), None)
    if verb is not None and verb.pos_ == "VERB" and verb.i < thing.i:
        thing.dep_ = "dobj"
    elif aux is not None:
        hang(aux, thing.head if thing.head != thing else aux, thing.dep_)
        aux.pos_, aux.lemma_ = "VERB", next(iter(bases(aux.lower_)), aux.lemma_)
        for child in [c for c in (*thing.lefts, *thing.rights) if c.i < aux.i or c.is_punct or c.is_space]:
            hang(child, aux)
        hang(thing, aux, "dobj")


def _mend(span: Span, root: Token) -> None:
    doers = [c for c in root.lefts if c.dep_ == "nsubj"]
    for other in doers[1:]:  # "Peru, Chile agree to resume talks"
        hang(other, doers[0], "conj")
    mend_move(root)
    _mend_object(root)
    mend_plural(root)
    verb = hidden_verb(span, root)
    if verb is None and raise_state(root):
        return
    if verb is not None:
        split_at(span, verb)
    elif _is_noun(root, span) and not any(t.tag_ in FINITE for t in span):
        heads = [root, *(c for c in root.rights if c.dep_ == "appos")]
        heads += [g for c in root.rights for g in c.rights if g.shape_ in ("dd", "ddx")]  # "Man in *30s* held"
        below = next((c for head in heads for c in head.rights if c.dep_ in _BELOW and _is_predicate(c)), None)
        if below is not None:
            _raise(root, below)
    elif root.pos_ == "VERB" and not has_left(root, *SUBJECTS):
        doer = next((c for c in root.lefts if c.dep_ in COMPOUNDING and c.i == root.i - 1), None)
        if doer is not None:
            doer.dep_ = "nsubj"


def _mend_object(verb: Token) -> None:
    """Make a noun that the parser has left hanging what a verb is done to: "seals $4bn takeover", "rejects Kappa bid".

    The last word of a title behind a verb of dealing is no clause of its own.
    """
    if verb.pos_ != "VERB" or has_right(verb, "dobj"):
        return
    for word in [c for c in verb.rights if c.pos_ in NAMING and (c.dep_ == "punct" or _is_named(verb, c))]:
        word.dep_ = "dobj"
    below = next((c for c in verb.rights if c.dep_ == "ccomp" and (c.tag_ == "VBP" or c.lower_ == "bid")), None)
    if (
        below is None
        or any(not c.is_space for c in below.rights)
        or verb.lemma_.lower() not in lexicon("titles").dealing
    ):
        return
    below.dep_, below.pos_, below.tag_, below.lemma_ = "dobj", "NOUN", "NN", below.lower_
    for child in below.lefts:
        child.dep_ = "compound" if child.dep_ == "nsubj" else child.dep_


def _is_named(verb: Token, name: Token) -> bool:
    """Tell whether a name right behind a verb was taken for a gloss of it: "Kappa names *Ann Low* as head"."""
    return (name.dep_, name.pos_) == ("appos", "PROPN") and name.left_edge.i == verb.i + 1


def _is_noun(root: Token, span: Span) -> bool:
    """Tell whether the head of a title is a noun: a name that opens it may be read as a verb."""
    return root.pos_ in NAMING or (root.tag_ == "VB" and root.i == span.start)


def _is_predicate(verb: Token) -> bool:
    """Tell whether a verb behind its noun is what a title tells of it: "Man jailed", "Kappa to buy mill"."""
    if has_left(verb, "nsubj", "nsubjpass", "mark"):
        return False
    return verb.tag_ in PAST or is_infinitive(verb)


def _raise(noun: Token, verb: Token) -> None:
    """Make a verb the root and the noun that it hangs on its subject."""
    for child in [c for c in noun.rights if c.i > verb.i]:
        hang(child, verb)
    for child in [c for c in noun.rights if c.dep_ == "appos" and c.i < verb.i]:
        child.dep_ = "conj"  # "Peru, Chile to resume talks"
    hang(verb, verb, "ROOT")
    hang(noun, verb, "nsubj" if verb.tag_ == "VB" else "nsubjpass")
