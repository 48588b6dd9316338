"""Context: which stretches of an article are negated, forecast or hypothetical, by the cues that govern them.

A cue rules the complement of its verb, adjective or noun; a modal rules the clause of its verb. Clauses of their own
(finite relative and adverbial ones, coordinated ones with a subject) are left out. Where cues meet, negation beats
forecast beats hypothesis, but "could", "may" and "might" stay hypothetical under any reporting verb. The scopes do not
overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicon import load_lexicon
from eventx.reading import Reading, Scope
from eventx.records import Modality
from eventx.syntax import sentence_of

_RANKS: dict[int, Modality] = {1: "hypothetical", 2: "forecast", 3: "negated", 4: "hypothetical", 5: "negated"}
_STRONG, _DIRECT = 4, 5
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "acl", "pcomp", "attr"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset(".!?\"”’'")
_NAMED = frozenset({"NOUN", "PROPN", "ADV", "VERB"})  # a name of the headline, whatever it is taken for
_HEADLINE = 20
_LIMIT = 150

_NAMES: dict[str, int] = {"negated": 3, "forecast": 2, "hypothetical": 1}


@cache
def _words(part: str) -> dict[str, int]:
    """Return the words of one part ("verbs", "nouns" ...) with their ranks."""
    lexicon = load_lexicon("modality")
    return {word: rank for name, rank in _NAMES.items() for word in lexicon[name].get(part, ())}


@cache
def _single(name: str, part: str) -> frozenset[str]:
    return frozenset(load_lexicon("modality")[name][part])


def find_scopes(reading: Reading) -> list[Scope]:
    """Find the scopes of modality cues, in text order, none overlapping."""
    doc = reading.doc
    if not doc.has_annotation("DEP"):
        return []
    ranks: dict[int, int] = {}
    for token in doc:
        for rank, ruled in _ruled(token):
            for held in ruled:
                if rank > ranks.get(held.i, 0):
                    ranks[held.i] = rank
    return list(_runs(doc, ranks))


def _runs(doc: Doc, ranks: dict[int, int]) -> Iterator[Scope]:
    """Join neighbouring tokens of one modality."""
    first = last = None
    for i in sorted(ranks):
        if first is not None and last is not None and i == last + 1 and _RANKS[ranks[i]] == _RANKS[ranks[first]]:
            last = i
            continue
        if first is not None and last is not None:
            yield _scope(doc, first, last, ranks[first])
        first = last = i
    if first is not None and last is not None:
        yield _scope(doc, first, last, ranks[first])


def _scope(doc: Doc, first: int, last: int, rank: int) -> Scope:
    return Scope(doc[first].idx, doc[last].idx + len(doc[last]), _RANKS[rank])


def _ruled(token: Token) -> Iterator[tuple[int, Iterable[Token]]]:
    """Yield rank and tokens of what a token rules as a cue."""
    lower, lemma, pos = token.lower_, token.lemma_.lower(), token.pos_
    if token.dep_ == "aux" or token.tag_ == "MD":
        verb = token.head if token.dep_ in ("aux", "auxpass") else token
        if token.text == "May" and not token.is_sent_start:
            return  # "since 1 May our volunteers"
        if lower in _single("hypothetical", "strong"):
            yield _STRONG, _clause(verb)
        elif (rank := _words("modals").get(lower)) is not None:
            yield rank, _clause(verb)
        elif lower == "to" and (_is_ahead(verb) or _announces(token)):
            owed = verb.dep_ == "xcomp" and verb.head.lemma_ == "be"  # "35 posts are to be moved"
            yield _NAMES["forecast"], _clause(verb.head if owed else verb)
        return
    if token.dep_ == "neg" or lower in _single("negated", "words"):
        after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        if token.head.pos_ in ("VERB", "AUX") and after not in ("only", "just", "less", "fewer", "more"):
            yield _DIRECT, _predicate(token.head)
        return
    if token.dep_ == "mark" and lower in _single("hypothetical", "conditions"):
        yield _NAMES["hypothetical"], _clause(token.head)
        return
    if pos == "VERB":
        rank = _words("verbs").get(lemma)
        if rank is None and any(
            c.dep_ == "prt" and f"{lemma} {c.lower_}" in _single("negated", "particles") for c in token.rights
        ):
            rank = _NAMES["negated"]
        if rank is None and (lower in ("going", "gon") or (token.tag_ == "VBN" and lower in _words("adjectives"))):
            rank = _NAMES["forecast"] if lower in ("going", "gon") else _words("adjectives")[lower]
            yield rank, _infinitives(token)
        elif rank is not None:
            if token.dep_ == "amod":
                yield rank, _walk(token.head, ())
            else:
                yield rank, _complement(token)
    elif pos in ("ADJ", "ADP", "ADV") and (rank := _words("adjectives").get(lower)) is not None:
        yield rank, _infinitives(token)
    elif pos == "NOUN" and (rank := _words("nouns").get(lemma)) is not None:
        yield rank, _of_noun(token)


def _is_ahead(verb: Token) -> bool:
    """Tell whether an infinitive says what is to be: a headline's "Deficit to swell", "are to be sent home"."""
    if verb.tag_ == "VB" and (
        verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.i < verb.head.i and _subject(verb))
    ):
        return True
    plain = verb.tag_ == "VB" or any(child.lower_ == "be" and child.dep_ == "auxpass" for child in verb.lefts)
    return plain and verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.tag_ in ("VBZ", "VBP", "VBD")


def _announces(to: Token) -> bool:
    """Tell whether an infinitive stands for the verb of a headline: "Glass maker to cut 1,200 jobs"."""
    sentence = sentence_of(to)
    last = sentence[-2] if len(sentence) > 1 and sentence[-1].is_space else sentence[-1]
    if last.text in _STOPS or not 0 < to.i - sentence.start < _HEADLINE or to.nbor(-1).pos_ not in _NAMED:
        return False
    for token in reversed(to.doc[sentence.start : to.i]):
        if token.text in (";", ":"):
            break
        if token.tag_ in _FINITE or token.lemma_.lower() in _words("nouns"):
            return False
    return True


def _predicate(verb: Token) -> Iterator[Token]:
    """Yield the tokens of a verb's clause but for its subject: who "never came" is there all the same."""
    left_out = {t.i for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass") for t in child.subtree}
    return (token for token in _clause(verb) if token.i not in left_out)


def _clause(verb: Token) -> Iterator[Token]:
    """Yield the tokens of a verb's own clause, its subject included."""
    yield from _walk(verb, _OWN_CLAUSE)


def _subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)


def _walk(head: Token, shut: Iterable[str]) -> Iterator[Token]:
    """Yield a subtree without its finite clauses of the dependencies ``shut``, relative and adverbial ones."""
    stack, count = [head], 0
    while stack and count < _LIMIT:
        token = stack.pop()
        count += 1
        yield token
        for child in token.children:
            if child.dep_ in ("relcl", "advcl") and (_finite(child) or (child.tag_ == "VBN" and child.i > token.i)):
                continue
            if child.dep_ in shut and _finite(child) and token.lemma_ != "let":
                continue
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and _own(child, token):
                continue
            stack.append(child)


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE and c.dep_ in ("aux", "auxpass") for c in verb.lefts)


def _own(verb: Token, first: Token) -> bool:
    """Tell whether a coordinated verb makes a clause of its own: it has a subject, or is finite after an infinitive."""
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts):
        return True
    if verb.lower_ == verb.lemma_.lower() and first.tag_ == "VB":
        return False  # "would shut a plant and let workers go", whatever the tagger says of "let"
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") and first.tag_ in ("VB", "VBN")
    return finite or any(child.tag_ == "MD" for child in verb.lefts)


def _complement(verb: Token) -> Iterator[Token]:
    """Yield what a verb of saying, wishing or denying says; of a passive ("is expected to fall") the subject too."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i < verb.i and any(t.text == ";" for t in verb.doc[child.i : verb.i]):
            continue  # "1,400 have walked out; the company has offered 2 per cent"
        if (
            child.dep_ in _COMPLEMENTS
            or (child.dep_ == "prep" and child.i > verb.i)
            or (passive and child.dep_ in ("nsubjpass", "nsubj"))
        ) or (child.dep_ == "advcl" and child.i > verb.i and not _finite(child)):
            yield from _walk(child, ("advcl",))
        elif child.dep_ in ("nsubj", "mark") and child.i > verb.i:
            yield from _walk(child, ())
    gap = verb.dep_ == "relcl" and _subject(verb) and not any(child.dep_ in _COMPLEMENTS for child in verb.rights)
    if gap or (verb.dep_ == "acl" and verb.tag_ == "VBN"):  # "the 400 it needs", "sales expected to reach 5 million"
        yield from _walk(verb.head, ("relcl",))


def _infinitives(cue: Token) -> Iterator[Token]:
    """Yield the infinitive that "set", "likely" or "going" rules, with its subject."""
    for child in cue.rights:
        if (child.dep_ in ("xcomp", "ccomp", "acl", "advcl") and any(c.lower_ == "to" for c in child.lefts)) or (
            child.dep_ == "prep" and child.lower_ in ("of", "for")
        ):
            yield from _walk(child, _OWN_CLAUSE)
            verb = (
                cue.head
                if cue.dep_ in ("acomp", "oprd", "xcomp", "advmod", "prep") and cue.head.pos_ in ("AUX", "VERB")
                else cue
            )
            for left in verb.lefts:
                if left.dep_ in ("nsubj", "nsubjpass"):
                    yield from _walk(left, ())


def _of_noun(noun: Token) -> Iterator[Token]:
    """Yield what hangs on a noun ("plans to hire 500") or what it is said to be ("the goal is to hire 500")."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "xcomp", "relcl") and (
            child.dep_ != "relcl" or any(c.lower_ == "that" and c.dep_ == "mark" for c in child.lefts)
        ):
            yield from _walk(child, ("advcl",))
        elif child.dep_ == "prep" and child.lower_ in ("of", "for"):
            yield from _walk(child, ())
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for child in noun.head.rights:
            if child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VB":
                yield from _walk(child, ("advcl",))
