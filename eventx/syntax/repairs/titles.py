"""Titles: their clauses put right where the parser has looked for a sentence, "Man jailed", "Kappa to buy mill"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import (
    ADNOMINAL,
    AUXILIARIES,
    COMPOUNDING,
    FINITE,
    NOUNS,
    PAST,
    PLURAL,
    SUBJECTS,
    VERBAL,
    has_left,
    has_right,
)
from eventx.syntax.lemmas import bases
from eventx.syntax.tokens import hang, hang_instead, is_dash, word_behind

_NOUNS = NOUNS | {"NUM"}
"""Of nouns that take a verb in -s: so does a firm, "Kappa *Foods* axes jobs"."""
_LABELLED = 3  # words of the shortest title that has a label or a source
_NOMINAL = frozenset({"compound", "amod", "nmod", "dobj", "appos", "pobj", "nsubj"})
"""What no verb is: the parser has taken it for a noun."""
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
    _mend_object(root)
    _mend_plural(root)
    verb = _hidden_verb(span, root)
    if verb is not None:
        _split(span, verb)
    elif _is_noun(root, span) and not any(t.tag_ in FINITE for t in span):
        heads = (root, *(c for c in root.rights if c.dep_ == "appos"))
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
    for word in [c for c in verb.rights if c.pos_ in _NOUNS and (c.dep_ == "punct" or _is_named(verb, c))]:
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


def _mend_plural(root: Token) -> None:
    """Make a plural of what is read as the verb before the verb: "Flash *floods* inundate Lima", "Forces gun down"."""
    after = word_behind(root)
    within = root.tag_ == "VBZ" and after.tag_ == "VBP" and after.dep_ in _NOMINAL
    if within and has_left(root, "nsubj") and after.lower_ in lexicon("titles").any_of("verbs", "moves"):
        root.pos_, root.tag_ = "NOUN", "NNS"


def _is_noun(root: Token, span: Span) -> bool:
    """Tell whether the head of a title is a noun: a name that opens it may be read as a verb."""
    return root.pos_ in _NOUNS or (root.tag_ == "VB" and root.i == span.start)


def _is_predicate(verb: Token) -> bool:
    """Tell whether a verb behind its noun is what a title tells of it: "Man jailed", "Kappa to buy mill"."""
    if has_left(verb, "nsubj", "nsubjpass", "mark"):
        return False
    return verb.tag_ in PAST or (verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts))


def _raise(noun: Token, verb: Token) -> None:
    """Make a verb the root and the noun that it hangs on its subject."""
    for child in [c for c in noun.rights if c.i > verb.i]:
        hang(child, verb)
    for child in [c for c in noun.rights if c.dep_ == "appos" and c.i < verb.i]:
        child.dep_ = "conj"  # "Peru, Chile to resume talks"
    hang(verb, verb, "ROOT")
    hang(noun, verb, "nsubj" if verb.tag_ == "VB" else "nsubjpass")


# --- a verb that is read as a noun ------------------------------------------------------------------------------------


def _hidden_verb(span: Span, root: Token) -> Token | None:
    """Return the verb of a title that has none: after a noun that it agrees with, before another or a preposition."""
    if any(t.tag_ in FINITE and t != root and t.dep_ not in _NOMINAL for t in span):
        return None
    for token in span[1:-1]:
        if token.dep_ not in AUXILIARIES and _agrees(token, span) and _goes_on(token, root):
            return token
        if token.tag_ in FINITE or (token.pos_ == "ADP" and token.lower_ != "of"):
            return None
    return None


def _agrees(token: Token, span: Span) -> bool:
    """Tell whether a word is a verb by its form and agrees with the noun before it."""
    before = token.nbor(-1)
    if (
        (before.pos_ not in _NOUNS and not _is_misread(before, span))
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
    return after.pos_ in (*_NOUNS, "ADJ", "DET", "PRON", "VERB")


def _split(span: Span, verb: Token) -> None:
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
    return next((t for t in reversed(span) if t.pos_ in _NOUNS), span[-1])


def _gather_subject(span: Span, verb: Token) -> None:
    """Hang what stands before a verb on it, of two that are coordinated the second on the first."""
    joint = next((k for k, t in enumerate(span) if t.dep_ == "cc" or t.text == ","), 0)
    first = _last(span[:joint]) if joint else _last(span)
    if not joint or joint + 1 == len(span) or first.pos_ not in _NOUNS:
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
