"""What a word that denies or foretells does not rule, and of whom all is denied: "the no side", "none of them"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.arguments import object_of, objects_of
from eventx.syntax.clauses import is_condition
from eventx.syntax.endings import end_of
from eventx.syntax.labels import NOUN_SUBJECTS, PAST, PATIENTS, VERBAL, has_left
from eventx.syntax.phrases import follows, precedes
from eventx.syntax.tokens import keys, tokens_with

_WAYS = frozenset({"up", "down"})
_DENIED = (3, 5)  # the ranks of what is not so, and of what a "not" before its verb denies


def opens_subject(token: Token) -> bool:
    """Tell whether a determiner is that of a verb's subject: "no court", but not "no fewer than 14", "the no side"."""
    named = token.i > 0 and token.nbor(-1).tag_ in ("DT", "PRP$", "POS")
    opens = token.head.dep_ in NOUN_SUBJECTS and token.head.head.pos_ in VERBAL
    return opens and not named and not precedes(token, "fewer", "less", ".")  # "No. 2 Orbis"


def verb_of_none(token: Token) -> Token | None:
    """Return the verb whose subject is "none of" some; the parser may hang it on them: "none of the 40 *came*"."""
    if token.dep_ in NOUN_SUBJECTS:
        return token.head if token.head.pos_ in VERBAL else None
    some = object_of(token, "of")
    told = some.rights if some is not None and token.dep_ == "ROOT" else ()
    return next((c for c in told if c.dep_ == "acl" and c.tag_ in PAST), None)


def is_given_up(noun: Token) -> bool:
    """Tell whether there is no plan or hope, or it comes to nothing: "no intention of", "dropped plans to"."""
    none = any(c.lower_ == "no" for c in noun.lefts) and all(c.lower_ != "but" for c in noun.rights)
    return none or end_of(noun) is not None


def lets_go(verb: Token) -> bool:
    """Tell whether people are dismissed, and no report: "*dismissed* 40 traders, a tenth of the desk"."""
    if verb.lemma_.lower() != "dismiss":
        return False
    told = [verb.head] if verb.dep_ in ("amod", "acl") else [c for c in verb.children if c.dep_ in PATIENTS]
    those = (t for noun in told for t in (noun, *objects_of(noun, "of")))
    return any(is_person(t) or t.lemma_.lower() in lexicon("names").collective for t in those)


def denied_by(cue: Token) -> list[Token]:
    """Return the heads of what a word calls false: "it is *untrue* that 40 left", "no *evidence* that 40 died"."""
    words, lower = lexicon("modality").negated, cue.lower_
    if lower in words.untrue:
        return list(_called_untrue(cue))
    return list(_without_grounds(cue)) if cue.pos_ == "NOUN" and lower in words.grounds else []


def _called_untrue(cue: Token) -> Iterator[Token]:
    """Yield the heads of what is called false: a clause behind "it is", or reports: "called reports of it *lies*"."""
    called = cue.dep_ == "pobj" and cue.head.lower_ == "as"
    verb = cue.head.head if called else cue.head
    if verb.pos_ in VERBAL and not has_left(verb, "neg"):
        for told in (*verb.children, *cue.lefts):
            clause = told.dep_ == "ccomp" and verb.lemma_ == "be" and told.i > cue.i
            if clause or (_is_report(told) and told.dep_ in (*NOUN_SUBJECTS, "dobj") and told.i < cue.i):
                yield told
    for over in cue.ancestors if called or cue.i > cue.head.i else ():
        if _is_report(over) and over.dep_ == "dobj" and over.head.lemma_ in lexicon("modality").negated.calling:
            yield over


def _is_report(noun: Token) -> bool:
    return noun.lemma_.lower() in lexicon("modality").negated.reports


def _without_grounds(noun: Token) -> Iterator[Token]:
    """Yield the heads of what nothing shows: "no *evidence* that 40 died", "no *truth* in reports that 40 died"."""
    if is_given_up(noun):
        behind = noun.head.rights if noun.head.lemma_ in ("be", "find", "see", "have") else ()
        for told in (*noun.rights, *(c for c in behind if c.i > noun.i)):
            if told.dep_ in ("acl", "ccomp") or told.lower_ in ("in", "to"):
                yield told


def moves_of_subject(verb: Token) -> set[int]:
    """Return the tokens of how the number that acts has moved: "40% could not pay, *up from 30%*"."""
    counted = any(t.like_num for c in verb.lefts if c.dep_ in NOUN_SUBJECTS for t in c.subtree)
    behind = (t for t in verb.subtree if t.i > verb.i and t.lower_ in _WAYS and follows(t, ",")) if counted else ()
    return {t.i for way in behind for t in way.subtree}


def reactions(doc: Doc, ranks: Collection[int]) -> Iterator[Token]:
    """Yield the tokens of how a market took what somebody said: "said it would close, *sending its shares down*"."""
    words = lexicon("clause")
    for token in tokens_with(doc, "LOWER", keys(words.any_of("reacting", "outcome"))):
        if not follows(token.left_edge, ","):
            continue
        said = next((t.head for t in token.ancestors if t.dep_ == "ccomp" and t.head.i < t.i), token)
        moved = any(t.lemma_.lower() in words.priced for t in token.subtree)
        told = said.tag_ in PAST and said.i not in ranks and not any(t.is_quote for t in doc[said.i : token.i])
        yield from token.subtree if moved and told and not _is_foreseen(said, token) else ()


def unhindered(doc: Doc, ranks: Mapping[int, int]) -> Iterator[Token]:
    """Yield the tokens of what somebody could not keep from coming: "was unable to prevent *the sale*"."""
    for verb in tokens_with(doc, "LEMMA", keys(lexicon("telling").averting)):
        yield from (t for c in verb.rights if ranks.get(verb.i) in _DENIED for t in c.subtree)


def _is_foreseen(said: Token, outcome: Token) -> bool:
    """Tell whether what came is itself foretold: "*analysts* said it would", "said *if* it failed, sending"."""
    who = (c for c in said.children if c.dep_ in NOUN_SUBJECTS)
    within = (t for t in outcome.ancestors if said.is_ancestor(t))
    return any(c.lower_ in lexicon("entities").analysts for c in who) or any(map(is_condition, within))


def beside(verb: Token) -> set[int]:
    """Return the tokens of how a refusal came: "rejected by 30 votes *to 20*", "rejected it, *with two absent*"."""
    agent = any(c.lower_ == "by" for c in verb.rights)
    ways: set[int] = set()
    for tie in verb.rights:
        tally = tie.lower_ == "to" and agent and any(c.tag_ == "CD" for c in tie.rights)
        if tie.dep_ == "prep" and (tally or (tie.lower_ == "with" and follows(tie, ","))):
            ways |= {t.i for t in tie.subtree}
    return ways
