"""Sources: the noun phrase that a cue has as its speaker, by rules that are tried in order."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.statement.apposed import OPENING, WIDE, after_link, apposed, named_before, taken_up_by
from eventx.facts.statement.cues import (
    clause_of,
    is_assertive,
    is_forced,
    is_passive,
    is_quoted_saying,
    is_to_come,
    is_verb,
    lemma_of,
    made_to,
)
from eventx.facts.statement.frame import Frame, Source
from eventx.facts.statement.inverted import find_behind
from eventx.facts.statement.phrases import (
    HEADS,
    NOMINAL,
    Phrase,
    antecedent_of,
    from_seat,
    is_document,
    issuer_of,
    phrase_at,
    speaks,
)
from eventx.facts.statement.retagged import is_verb_of_sentence
from eventx.facts.statement.series import first_of_series, goes_on_from
from eventx.facts.statement.titles import is_role
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, RELATIVE, first_right, has_left
from eventx.syntax.phrases import governed, object_before
from eventx.syntax.tokens import is_dash

_LENDING = frozenset({"conj", "advcl", "xcomp", "acomp", "acl", "dep", "prep", "pcomp", "ccomp"})
_STEPS = 6  # verbs from a cue to the one that lends its subject


def find_source(view: View, cue: Token, frames: Sequence[Frame]) -> Source | None:
    """Return the speaker of a cue, given the statements before it."""
    if (taken_up := taken_up_by(view, cue, frames)) is not None:
        return Source(taken_up)
    if (first := first_of_series(view, cue)) is not None and (lent := _own_subject(view, first, cue)) is not None:
        return Source(lent, elliptical=True)
    if (inverted := find_behind(view, cue)) is not None:
        return Source(inverted, inverted=True)
    by = first_right(cue, "agent") if is_passive(cue) else None
    if not is_verb(cue) or (is_passive(cue) and by is None and not is_quoted_saying(cue)):
        beside = _beside(view, cue) or apposed(view, cue)
        return Source(beside) if beside is not None and is_verb_of_sentence(view, cue, beside) else None
    if by is not None:
        phrase = _own_subject(view, cue, cue)
        return Source(phrase, agent=True) if phrase is not None else None
    if (beside := _beside_verb(view, cue)) is not None:
        return Source(beside)
    return _earlier(view, cue, frames) or _by_parse(view, cue) or _unparsed(view, cue)


def _by_parse(view: View, cue: Token) -> Source | None:
    """Return the subject of a cue, or of the verb that lends it one: a conjunct, a participle, an infinitive."""
    if (quoted := _quoted(view, cue)) is not None:
        return Source(quoted)
    verb, elliptical, muted = cue, False, False
    for step in range(_STEPS):
        found = _own_subject(view, verb, cue)
        mute = found is not None and _is_mute(found.head, verb, cue)
        muted = muted or mute
        if mute and (beneath := _beneath(view, verb, cue)) is not None:
            return Source(beneath, elliptical=True)
        if found is not None and not mute:
            beside = named_before(view, found) if view.is_text(found.end, ",") else None
            return Source(beside) if beside is not None else Source(found, elliptical=elliptical)
        if not step and (noun := apposed(view, cue) or after_link(view, cue)) is not None:
            return Source(noun)
        placed = verb.head.dep_ == "pobj" and verb.head.head.lower_ in ("in", "at") and verb.tag_ == "VBG"
        whole = verb.tag_ == "VBD" and verb.head.dep_ == "ROOT"  # the report called, taken for a participle
        nominal = verb.dep_ == "relcl" or (verb.dep_ == "acl" and (whole or (verb.tag_ == "VBG" and not placed)))
        if nominal and not muted:
            return Source(phrase_at(view, issuer_of(verb.head)))
        if verb.dep_ not in _LENDING or (verb.dep_ == "ccomp" and verb.tag_ != "VBG" and not muted):
            return None
        joined = verb.tag_ == "VBG" and is_assertive(verb.head)  # she said adding that
        elliptical = elliptical or joined or verb.dep_ not in ("xcomp", "acomp")
        verb = verb.head.head.head if placed else verb.head  # filed a suit in a court claiming
    return None


def _unparsed(view: View, cue: Token) -> Source | None:
    """Return what opens a sentence before a cue with a clause to which the parse gives no subject."""
    finite = cue.tag_ in FINITE or any(t.lemma_ == "have" for t in cue.lefts)
    beside = _beside(view, cue) if finite and clause_of(cue) is not None and not is_passive(cue) else None
    return Source(beside) if beside is not None else None


def _quoted(view: View, cue: Token) -> Phrase | None:
    """Return whom another quotes as saying something, or makes say it: the paper quoted Ms Obi as saying that."""
    quoting = cue.head.head if is_quoted_saying(cue) else cue
    told = quoting.tag_ in FINITE and not is_passive(quoting) and quoting.i != cue.i
    whom = (object_before(quoting, cue) if told else None) or made_to(cue)
    return phrase_at(view, whom) if whom is not None else None


def _is_mute(noun: Token, verb: Token, cue: Token) -> bool:
    """Say whether the subject that a verb would lend to a participle of saying is no speaker: the deal fell, saying."""
    cues = lexicon("statement")
    saying = (cues.saying | (lexicon("speech").clause - cues.evidence)) - cues.asking
    lent = cue.tag_ == "VBG" and verb.i != cue.i and lemma_of(cue) in saying
    empty = noun.lower_ in ("it", "this", "that") and verb.lemma_ == "be" and cue.nbor(-1).text != ","  # about saying
    return lent and (empty or (noun.pos_ == "NOUN" and not speaks(noun)))


def _beneath(view: View, verb: Token, cue: Token) -> Phrase | None:
    """Return who speaks in a clause that ends at a participle: it fell after banks sued it, alleging."""
    clauses = (c for c in verb.rights if c.dep_ == "advcl" and c.right_edge.i == cue.i - 2 and c.tag_ in FINITE)
    found = next((subject for c in clauses if (subject := _own_subject(view, c, cue)) is not None), None)
    return found if found is not None and speaks(found.head) else None


def _own_subject(view: View, verb: Token, cue: Token) -> Phrase | None:
    """Return the subject of a verb, or its agent; that of a passive if it is lent to a cue: is heard saying."""
    for child in verb.children:
        spoken = cue.tag_ not in ("VB", "VBN") or is_to_come(cue) or is_forced(verb)
        lent = child.dep_ == "nsubjpass" and verb.i != cue.i and spoken
        if not (lent or child.dep_ in ("nsubj", "agent", "csubj")) or view.in_quote[child.i] != view.in_quote[cue.i]:
            continue
        if child.dep_ == "agent":
            child = governed(child) or child
        if _leads_to_subject(view, child, verb):
            continue
        if child.tag_ in RELATIVE and not child.is_upper:
            return phrase_at(view, antecedent_of(verb.head, child)) if verb.dep_ == "relcl" else None
        reduced = (c for c in child.lefts if child.dep_ == "csubj" and child.tag_ == "VBN" and c.dep_ in NOUN_SUBJECTS)
        child = next(reduced, child)  # people accused of it said
        verbal = child.tag_ in ("VB", "VBP", "RB", "RBS") if child.is_title else is_role(child)
        verbal |= child.lower_ in lexicon("statement").several or view.doc[child.i - 1].tag_ == "HYPH"  # a passer-by
        named = child.dep_ == "nsubj" and verbal  # Spotify demanded; advocates have argued; most said
        if child.pos_ in NOMINAL or named:
            return phrase_at(view, child)
    return None


def _leads_to_subject(view: View, noun: Token, verb: Token) -> bool:
    """Say whether a noun only leads to a subject: WHO spokesman Daniel Epstein; Reacting, the president described."""
    later = [c for c in verb.lefts if c.dep_ == "nsubj" and c.i > noun.i]
    titled = any(c.left_edge.i == noun.i + 1 for c in later) or (later and noun.pos_ == "NOUN" and not speaks(noun))
    return bool(titled) or (noun.lower_.endswith("ing") and not noun.ent_type_ and view.is_text(noun.i + 1, ","))


def _beside_verb(view: View, cue: Token) -> Phrase | None:
    """Return the speaker that stands beside a verb within its sentence."""
    found = None if is_quoted_saying(cue) else _beside(view, cue)
    if found is None or (found.start == view.sentence(cue.i).start and found.head.lower_ != "old"):
        return None  # but: The 31-year-old insisted
    head, named = found.head, found.head.head
    if cue.dep_ == "relcl" and found.start <= cue.head.i < head.i:
        return None  # a level Kvern disclosed
    if head.dep_ == "conj" and any(_lists(view, c, head) for c in cue.lefts if c.i < found.start):
        return None
    outside = view.in_quote[named.i] == view.in_quote[cue.i]
    outside = outside and named.left_edge.lower_ not in ("inside", "outside")  # Outside court, Ann Reed said
    beside = head.dep_ == "appos" and outside and named.i < found.start and named.head.i == cue.i
    if beside and not _ends_clause(view, named):
        return None  # Ann Reed, mayor of Hull said; not: it killed nine fighters, the monitor Kvern Watch said
    return named_before(view, found) or found


def _ends_clause(view: View, noun: Token) -> bool:
    """Say whether a noun ends what is told, though a cue has it as its subject: it hurt *guards*, Kvern said."""
    before = view.doc[max(noun.left_edge.i - 1, 0)]
    told = before.pos_ not in ("PUNCT", "CCONJ") and lemma_of(before) is None  # not: "It is," said Ann Reed, a clerk
    return told and view.finite(view.sentence(noun.i).start, noun.i)


def _lists(view: View, subject: Token, last: Token) -> bool:
    """Say whether a clause opens with a list of subjects up to its last one: Lund, Berg and Moss said."""
    before = view.doc[max(subject.left_edge.i - 1, 0)]
    opening = view.sentence(subject.i).start == subject.left_edge.i or before.is_space or before.text in OPENING
    return opening and subject.dep_ == "nsubj" and subject.is_ancestor(last)


def _beside(view: View, cue: Token) -> Phrase | None:
    """Return the noun phrase that stands alone between a comma, a quotation or the sentence's start and the cue."""
    doc, first, own, end = view.doc, view.sentence(cue.i).start, view.in_quote[cue.i], cue.i
    while end - 1 > first and doc[end - 1].pos_ in ("ADV", "AUX") and not _is_name(view, doc[end - 1]):
        end -= 1
    if end - 1 > first and doc[end - 1].text == ">":  # <Kvern Mills Ltd> said; Kvern Mills <KVM.L> said
        mark = next((t.i for t in reversed(doc[first:end]) if t.text == "<"), first)
        end = mark if mark > first and doc[mark - 1].pos_ == "PROPN" else end - 1
    start = end
    while start > max(first, end - WIDE) and _in_noun_phrase(view, start - 1, own):
        start -= 1
    before = doc[start - 1] if start > first else None
    opening = before is None or before.is_space or before.text in OPENING or is_dash(before)
    opening = opening or view.in_quote[start - 1] != own
    start = from_seat(view, start + (doc[start].text == "<"), first)
    if not opening or start >= end or doc[start].pos_ in ("ADP", "CCONJ") or doc[start].tag_ == "VBN":
        return None
    return _headed(view, start, end)


def _headed(view: View, start: int, end: int) -> Phrase | None:
    """Return the speaker that tokens make, with its head before what modifies it behind."""
    doc = view.doc
    dated = end - 1 in view.times and doc[end - 1].lower_ != "old"  # accounts filed in May
    if doc[end - 1].tag_ == "PRP" and doc[end - 1].lower_ not in lexicon("statement").no_speaker:
        return Phrase(doc[end - 1], end - 1, end)  # a number he called tiny
    headed = doc[end - 1].dep_ in NOUN_SUBJECTS and doc[end - 1].left_edge.i <= start and is_role(doc[end - 1])
    inside = () if headed else doc[start : end - 1]  # a Board of Health spokesman
    ends = (t for t in inside if dated or _is_followed(t, end))
    head = next((t for t in ends if t.pos_ in HEADS and t.i not in view.times), doc[end - 1])
    noun = head.pos_ in HEADS or head.lower_ == "old" or _is_name(view, head)
    speaker = noun and head.tag_ != "PRP$" and head.lower_ not in lexicon("statement").no_speaker
    clause = (t.i for t in doc[head.i + 1 : end] if t.dep_ == "acl" and t.head.i == head.i)  # diplomats | briefed on it
    return Phrase(head, start, next(clause, end)) if speaker else None


def _is_name(view: View, token: Token) -> bool:
    """Say whether a word is written as a name, whatever its tag: "...," Still said. May said. O’Neill said."""
    inside = token.i > view.sentence(token.i).start or (token.tag_ == "MD" and token.nbor(1).tag_ in ("VBD", "VBZ"))
    return token.is_title and len(token) > 1 and inside and token.tag_ != "PRP"


def _is_followed(noun: Token, end: int) -> bool:
    """Say whether what modifies a noun follows it: people at the bank, polled by it, close to it."""
    after = noun.nbor(1)
    if after.pos_ == "ADJ" or after.tag_ == "VBN":
        after = after.nbor(1) if after.i + 1 < end else noun
    return after.pos_ == "ADP" or after.text == "("


def _in_noun_phrase(view: View, i: int, own: int) -> bool:
    token = view.doc[i]
    if token.is_space or token.tag_ in RELATIVE or view.in_quote[i] != own or is_dash(token):
        return False
    if i in view.times:
        aged = any(t.lower_ == "old" for t in view.doc[i : i + 5])  # the 31-year-old
        return aged or (i > 0 and token.tag_ == "NNP" and view.doc[i - 1].lower_ == "in")  # accounts filed in May show
    titled = is_role(token) and token.nbor(1).pos_ == "PROPN"  # engineer Hal Reed, whatever its tag
    if titled or token.lower_ in lexicon("names").people or _is_name(view, token):
        return True
    nominal = token.pos_ in NOMINAL or token.pos_ in ("PART", "SYM", "X", "ADP", "CCONJ")
    leaked = token.tag_ == "VBD" and token.i + 1 < len(view.doc) and is_document(token.nbor(1))  # leaked memos suggest
    return nominal or token.text in "&-.'’()" or token.tag_ in ("HYPH", "VBN") or leaked


def _earlier(view: View, cue: Token, frames: Sequence[Frame]) -> Source | None:
    """Return the speaker of the statement before it in the sentence: ..., adding that; ... and said that.

    That of the sentence before, where its own has no more before it than a link: It is late. And added: "Go."
    """
    last = frames[-1] if frames else None
    if last is None or last.cue is None or last.source is None or last.nested or view.in_quote[cue.i] >= 0:
        return None
    alone, i = goes_on_from(view, cue), cue.i - 1
    begin = view.char(view.sentence(alone if alone is not None else cue.i).start)
    inside = any(start <= cue.idx < end for start, end in last.pieces)
    if inside or not begin <= last.cue[0] < cue.idx or has_left(cue, *NOUN_SUBJECTS):
        return None
    while view.doc[i].pos_ in ("ADV", "AUX"):
        i -= 1
    marked = view.is_text(i, ",", "”", '"') and (cue.tag_ == "VBG" or cue.dep_ == "advcl")
    spoken = view.token_at(last.cue[0])  # , adding that it is late and warning that it is cold
    adding = spoken is not None and view.doc[spoken].tag_ == "VBG" and view.is_text(spoken - 1, ",")
    joined = view.is_text(i, "and", "but") and (cue.tag_ != "VBG" or adding)
    joined = joined or alone is not None or marked or any(t.text == ";" for t in view.doc[i - 1 : i + 1])
    return Source(last.source, elliptical=True) if joined else None
