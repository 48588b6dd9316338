"""Syntax shared by the fact types: noun phrases as character spans, governing verbs, clauses, antecedents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.syntax.datelines import past_dateline
from eventx.syntax.joined import is_right_behind
from eventx.syntax.labels import AUXILIARIES, FINITE, NOUN_SUBJECTS, NOUNS, PLURAL, PRESENT, SUBJECTS, VERBAL, has_right
from eventx.syntax.participles import is_advised, is_blamed, is_kept

CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"})
"""Dependencies that open a clause of their own."""

_LEFT_OUT = frozenset({"det", "predet", "punct", "cc", "preconj", "advmod", "intj", "mark", "dep"})
_CUTTING = frozenset({"punct", "relcl", "advcl", "appos", "parataxis", "ccomp", "case"})
_RIGHT_OUT = _CUTTING | CLAUSAL | {"cc", "conj", "npadvmod", "nummod", "advmod", "dep"}
_JOINING = frozenset("-–/’'\"“”")
_MARKS = frozenset('"“”')
_POSSESSIVE = frozenset({"my", "your", "his", "her", "its", "our", "their"})
_TIME_ENTITIES = frozenset({"DATE", "TIME"})
_AGED = frozenset({"old", "olds"})
_PARTS = frozenset({"PRON", "DET"})  # "for *all* of last year"
_PREMODIFYING = frozenset({"amod", "compound", "nmod", "nummod", "quantmod", "poss", "npadvmod"})
_MAX_DEPTH = 40


def follows(token: Token, *words: str) -> bool:
    """Tell whether a token stands right behind one of some words, in small letters; the first of a text does not."""
    return token.i > 0 and token.nbor(-1).lower_ in words


def precedes(token: Token, *words: str) -> bool:
    """Tell whether a token stands right before one of some words, in small letters; the last of a text does not."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in words


def words_behind(token: Token, count: int = 1) -> Span:
    """Return the words right behind a token, fewer at the end of a text."""
    return token.doc[token.i + 1 : token.i + 1 + count]


def is_time(token: Token) -> bool:
    """Tell whether a noun names a time: a month, a year, a date of the entity recogniser; no "16-year-olds"."""
    named, words = token.ent_type_ in _TIME_ENTITIES and token.lower_ not in _AGED, _time_words()
    year = len(token) == 4 and token.is_digit and token.text[:2] in ("19", "20")
    return named or year or token.lower_ in words or token.lemma_ in words


@cache
def _time_words() -> frozenset[str]:
    """The nouns of time, and the full names of months and weekdays."""
    tables = load_lexicon("time")
    return frozenset((*tables["nouns"], *(row[0] for row in (*tables["months"], *tables["weekdays"]))))


def is_time_phrase(token: Token) -> bool:
    """Tell whether a word heads a phrase of time: "in May", "last year"."""
    if token.dep_ == "prep" or token.pos_ == "ADP":
        inner = [child for child in token.children if child.dep_ in ("pobj", "pcomp", "prep")]
        ties = (tie for noun in inner[:1] if noun.pos_ in _PARTS for tie in noun.rights if tie.lower_ == "of")
        timed = any(map(is_time, (*inner[:1], *(c for tie in ties for c in tie.rights)))) and token.lower_ != "of"
        effective = token.lower_ == "with" and any(noun.lower_ == "effect" for noun in inner)  # "with effect from May"
        return timed or effective or token.lower_ in ("since", "during", "until")
    return token.pos_ in ("NOUN", "PROPN", "NUM") and is_time(token)


def noun_phrase(token: Token) -> tuple[int, int]:
    """Return the characters of the noun phrase whose head is ``token``.

    Leading determiners and possessive pronouns, time phrases, relative clauses and appositions are left off; a name
    right behind its noun, prepositional phrases and participles that belong to it stay.
    """
    first = token
    for child in reversed(list(token.lefts)):
        if child.dep_ in _LEFT_OUT and not _inside(child):
            break
        if child.i < first.i and (child.lower_ in _POSSESSIVE or child.right_edge.i + 1 < first.i - 1):
            break
        first = child.left_edge
    first = _strip_left(first, token)
    last = token
    for child in token.rights:
        if _is_numbered(token, child) or is_right_behind(child):
            last = child
            continue
        if child.i > last.i + 1 or child.dep_ in _RIGHT_OUT or is_time_phrase(child):
            break
        owed = child.lower_ in lexicon("government").owed
        if owed and any(map(is_time_phrase, (*words_behind(child), *child.rights))):
            break  # "bonds | due 2031", "notes | due in May", but "the cup final in May"
        last = _right_end(child, 0)
    quoted = sum(t.text in _MARKS for t in token.doc[first.i : last.i + 1])
    if quoted % 2 and last.i + 1 < len(token.doc) and last.nbor(1).text in _MARKS:
        last = last.nbor(1)  # 'the film "Night Bus"'
    while last.is_space and last.i > token.i:
        last = last.nbor(-1)
    return first.idx, last.idx + len(last)


def _is_numbered(name: Token, child: Token) -> bool:
    """Tell whether a number belongs to a name before it: "the *Harrow 200*", "the *Harrow 200 Index*"."""
    number = name.nbor(1) if child.i > name.i else name
    whole = child == number or (child.pos_ == "PROPN" and child.dep_ == "appos" and number.head == child)
    tied = number.is_digit and number.dep_ in ("nummod", "appos")
    return whole and tied and name.pos_ == "PROPN" and not is_time(name)


def _inside(child: Token) -> bool:
    """Tell whether a hyphen, apostrophe or quote mark stands within the phrase ("10-year Japanese bond")."""
    return child.i > 0 and child.dep_ in ("punct", "advmod") and child.text in _JOINING


def _strip_left(first: Token, head: Token) -> Token:
    while (
        first.i < head.i
        and first.nbor(1).tag_ != "HYPH"  # "a *no-confidence* motion"
        and not (first.lower_ == "this" and first.head.dep_ == "poss" and is_time(first.head))  # "*this* year's fair"
        and not (first.is_quote and any(t.is_quote for t in head.doc[first.i + 1 : head.i]))  # "the “new orders” index"
        and (first.pos_ in ("DET", "PUNCT") or first.lower_ in _POSSESSIVE or first.lower_ in ("the", "a", "an"))
    ):
        first = first.nbor(1)
    before = first.nbor(-1) if first.i else head
    fronted = before.is_sent_start and (before.pos_ == "ADP" or before.lower_ == "since") and head.dep_ in NOUN_SUBJECTS
    return first.nbor(1) if fronted and first.i < head.i and is_time(first) else first  # "In 2021 | output fell"


def _right_end(token: Token, depth: int) -> Token:
    """Return the last token of a phrase to the right of its head, cut before times and relative clauses."""
    last = token
    if depth > _MAX_DEPTH:
        return last
    for child in token.rights:
        if child.dep_ in ("cc", "conj"):
            if child.dep_ == "conj" and child.pos_ not in VERBAL and child.left_edge.i <= last.i + 2:
                last = _right_end(child, depth + 1)
            continue
        if child.i > last.i + 1 and child.left_edge.i > last.i + 1:
            break
        if child.dep_ == "punct" and child.text == ",":
            continue
        if is_right_behind(child):
            return child
        timed = (depth < 2 or token.pos_ == "VERB") and is_time_phrase(child) and token.lower_ != "of"
        if child.dep_ in _CUTTING or timed:
            break
        last = _right_end(child, depth + 1)
    return last


def ancestors(token: Token) -> Iterator[Token]:
    """Yield a token and its heads, up to the root."""
    yield token
    yield from islice(token.ancestors, _MAX_DEPTH + 1)


def coordinates(noun: Token) -> Iterator[Token]:
    """Yield a noun and those coordinated with it, in order."""
    open_ = [noun]
    while open_:
        yield (at := open_.pop())
        open_ += reversed([child for child in at.rights if child.dep_ == "conj"])


def whole_phrase(noun: Token) -> tuple[int, int]:
    """Return the characters of a noun's phrase and of those coordinated with it: "off *the price and the fee*"."""
    last = [one for one in coordinates(noun) if one.pos_ in NOUNS][-1:] or [noun]
    return noun_phrase(noun)[0], noun_phrase(last[0])[1]


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause that ``token`` stands in, or None; no auxiliary, no participle before a noun."""
    return next((head for head in token.ancestors if is_verb(head)), None)


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above ``token``, or None."""
    return next((head for head in ancestors(token) if head is not token and head.pos_ in VERBAL), None)


def governed(tie: Token) -> Token | None:
    """Return the noun that a preposition governs, or None."""
    return next((child for child in tie.rights if child.dep_ == "pobj"), None)


def object_before(verb: Token, end: Token) -> Token | None:
    """Return the object of a verb that stands before a token, or None."""
    return next((child for child in verb.rights if child.dep_ == "dobj" and child.i < end.i), None)


def subject(verb: Token) -> Token | None:
    """Return the subject of a verb, by control, too, or None: "told *it* to pay"; nobody "recommended closing it"."""
    below: Token | None = None
    for head in ancestors(verb):
        if below is not None and _is_controlled(below) and (ruled := _asked(head, below)) is not None:
            return ruled
        if below is not None and is_advised(below):
            return None
        if (own := own_subject(head, below)) is not None:
            return own
        below = head
        if head.pos_ != "ADP" and head.dep_ not in ("conj", "xcomp", "advcl", "aux", "pcomp", "csubj"):
            return None
    return None


def own_subject(verb: Token, below: Token | None = None) -> Token | None:
    """Return the subject that hangs on a verb itself, but for ``below``; no dateline: "Muscat: The *number* fell"."""
    own = past_dateline([child for child in verb.lefts if child.dep_ in SUBJECTS and child is not below], verb)
    return next((child for child in own if child.dep_ != "csubj"), next(iter(own), None))


def _asked(verb: Token, below: Token) -> Token | None:
    """Return whom a verb tells to do something: "urged *Kappa* to sell", "called on *Kappa*"; no "is on *track* to"."""
    ties = (c for c in verb.rights if c.lower_ in ("on", "upon", "for"))
    held = (g for c in ties for g in c.rights if g.lower_ not in lexicon("clause").heading)
    named = (g for g in held if g.right_edge.i + 1 == below.left_edge.i and g.tag_ != "VBG" and not is_time(g))
    return object_before(verb, below) or next(named, None)


def _is_controlled(verb: Token) -> bool:
    """Tell whether the object of the verb above acts: "ordered *it* to pay", "reported *profits* rose"."""
    if verb.dep_ == "conj":
        between = verb.doc[verb.head.i : verb.i]
        return not any(t.dep_ == "cc" or (t.is_punct and not _sets_off(t, verb)) for t in between)
    told = verb.dep_ == "xcomp" and verb.head.lemma_ != "promise" and any(c.lower_ == "to" for c in verb.lefts)
    return told or is_blamed(verb) or is_kept(verb)  # "blamed *it* for closing the mill", "kept *it* from closing it"


def _sets_off(mark: Token, verb: Token) -> bool:
    """Tell whether a comma sets off an apposition before a verb: "reported sales of wool*, its chief good,* rose"."""
    inner = [t for t in verb.doc[verb.head.i : verb.i] if t.dep_ == "appos"] if mark.text == "," else []
    return any(mark.i + 1 == t.left_edge.i or mark.i == t.right_edge.i + 1 for t in inner)


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb that heads a clause, finite or not; no auxiliary, no participle before a noun."""
    return token.pos_ in VERBAL and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def helped(token: Token) -> Token:
    """Return the verb that an auxiliary helps; any other word itself."""
    return token.head if token.dep_ in AUXILIARIES else token


def is_finite(verb: Token) -> bool:
    """Tell whether a verb is finite by itself or by an auxiliary."""
    return verb.tag_ in FINITE or any(c.dep_ in AUXILIARIES and c.tag_ in FINITE for c in verb.lefts)


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts)


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own; a bare number ("and 30 injured") shares the clause before."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.tag_ != "CD" for child in verb.lefts)


def antecedent(token: Token) -> Token | None:
    """Return the noun that "which", "that", "who" or "whose" stands for, or None."""
    if token.tag_ not in ("WDT", "WP", "WP$"):
        return None
    clause = next((head for head in ancestors(token) if head.dep_ == "relcl"), None)
    if clause is None:
        return None
    noun, near = clause.head, token.nbor(-1 - (token.i > 1 and token.nbor(-1).text == ",")) if token.i else token
    verb = next((t for t in (*clause.lefts, clause) if t.tag_ in PRESENT), None)
    joined = near in noun.conjuncts and (token.tag_ == "WP$" or (verb is not None and verb.tag_ == "VBZ"))
    if joined or (noun.pos_ == "PRON" and near.pos_ in NOUNS and token.tag_ == "WDT"):
        return near  # "a fund and *Kappa*, whose shares fell", "everyone on the *island* that is nine miles wide"
    if verb is None or near.pos_ not in NOUNS or token.dep_ not in NOUN_SUBJECTS:
        return noun
    many = verb.tag_ == "VBP"  # "members of the *index*, which is", "*shares* in a mill that are"
    fits = (t for t in (near, *(noun.ancestors if many else ())) if t.pos_ in NOUNS and _is_many(t) == many)
    return noun if _is_many(noun) == many else next(fits, noun)


def _is_many(noun: Token) -> bool:
    return noun.tag_ in PLURAL or has_right(noun, "conj")


def modified(token: Token) -> Token:
    """Return the noun that a word stands before with all that do: "first-quarter *profit*"; itself if there is none."""
    tied = token.i > 0 and token.nbor(-1).lower_ == "in" and not any(token.nbor(-1).rights)  # "in *2020* | troops"
    while not tied and token.dep_ in _PREMODIFYING and token.head.i > token.i:
        token = token.head
    return token
