"""Barred: whom a pronoun or description cannot mean, and who alone is left, by the grammar of what stands before."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.facts.statement.calls import FIRMS, NAMED_BODIES, Call
from eventx.facts.statement.entities import described_office
from eventx.facts.statement.phrases import speaks
from eventx.facts.statement.signs import Candidate
from eventx.lexicons import lexicon
from eventx.mentions.names.roster import is_public
from eventx.syntax.labels import NOUN_SUBJECTS, first_left, first_right
from eventx.syntax.phrases import own_subject


def without_barred(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates without those of the sentence before who stand beside whom a pronoun goes on with.

    "She thanked *Eva Berg*. She said", "Low was asked why *Berg* left. She said", "they were led by *Kappa's* Low".
    """
    before = _sentence_before(call)
    verb = before.root if before is not None else None
    doer = first_left(verb, *NOUN_SUBJECTS) if verb is not None else None
    if before is None or verb is None or doer is None:
        return candidates
    if call.sort == "they" and _are_people(doer):
        return [
            c for c in candidates if c.kind not in NAMED_BODIES or not before.start_char <= c.start < before.end_char
        ]
    spared = _topic(call, verb, doer) if call.sort == "he" else None
    if spared is None:
        return candidates
    left = [c for c in candidates if c.kind != "person" or not _is_beside(_token_at(call, c.start), verb, spared)]
    return left if any(c.kind == "person" for c in left) else candidates


def without_later(call: Call, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates for "the company" without the bodies named only behind it, if a firm is named before."""
    named = any(c.kind in FIRMS - {"public"} and "before" in c.features for c in candidates)
    later = call.noun_class == "company" and call.determiner == "the" and named
    return [c for c in candidates if "ahead" not in c.features or "before" in c.features] if later else candidates


def teller_of(call: Call) -> Candidate | None:
    """Return the body that a clause begins with which a pronoun or description behind it tells.

    "*Kvern* has won a contract, the company said", "*The Irish central bank* fined Kvern, it said".
    """
    verb, index = call.phrase.head.head, call.index
    told = first_left(verb, "ccomp") if call.told < call.at and call.phrase.head.dep_ in NOUN_SUBJECTS else None
    doer = own_subject(told) if told is not None else None
    if doer is None or doer.i > call.phrase.start or call.index.view.in_quote[doer.i] >= 0:
        return None
    named = index.roster.at(doer)
    if call.sort == "it":
        known = doer.lemma_.lower() in lexicon("entities").any_of("watching", "central", "offices")
        office = described_office(index, doer) if known else None
        return Candidate(office, "body", doer.idx) if office is not None else None
    firm = call.head in lexicon("entities").any_firm and call.determiner == "the" and not call.modifiers
    body = named is not None and named.kind in ("organisation", "other") and not is_public(named.name)
    return Candidate(named.name, "organisation", named.start) if firm and body and named is not None else None


def _sentence_before(call: Call) -> Span | None:
    """Return the sentence before a call and what is told."""
    first = _token_at(call, min(call.at, call.told)).sent.start
    return call.index.view.doc[first - 1].sent if first else None


def _token_at(call: Call, at: int) -> Token:
    return call.index.view.analysis.span(at, at + 1)[0]


def _are_people(doer: Token) -> bool:
    """Tell whether a subject is several without a name: "the rebels", "the couple", "the three"."""
    several = doer.tag_ == "NNS" and speaks(doer) and doer.lower_ not in lexicon("names").data
    counted = doer.like_num and doer.pos_ == "NUM"
    return several or counted or doer.lemma_.lower() in lexicon("entities").sets


def _topic(call: Call, verb: Token, doer: Token) -> Token | None:
    """Return whom a sentence is about that a pronoun behind it means: who is asked, or its own "he"."""
    if verb.lemma_.lower() in lexicon("statement").asking:
        whom = first_right(verb, "dobj")
        return doer if doer.dep_ == "nsubjpass" else whom
    pronouns = lexicon("statement").pronoun
    return doer if doer.lower_ in (pronouns.he if call.gender == "m" else pronouns.she) else None


def _is_beside(name: Token, verb: Token, spared: Token) -> bool:
    """Tell whether a name stands behind a verb, in its clause or below it, and is not that of who is spared."""
    own = name == spared or spared.is_ancestor(name)
    goes_on = any(t.dep_ == "conj" and t.pos_ == "VERB" and verb.is_ancestor(t) for t in name.ancestors)
    called = name.tag_ != "PRP"  # where somebody is "he", the speaker may be
    return called and verb.i < name.i and verb.is_ancestor(name) and not own and not goes_on
