"""Cases: what a case is about and whom it is against, where a clause, a participle or a word before it tells so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people
from eventx.syntax.arguments import logical_arguments, object_of, objects_of
from eventx.syntax.labels import ATTRIBUTES, NOUN_SUBJECTS, first_left, has_left
from eventx.syntax.tokens import hyphened
from eventx.text.section import holding

if TYPE_CHECKING:
    from eventx.events.predicates.predicate import Predicate

_BESIDE = frozenset({"acl", "advcl"})
_CHARGED = frozenset({"of", "with"})
_SUSPECTED = frozenset({"for", "in", "over"})
_RELATED = frozenset({"to", "with", "from"})


def _heads(clause: Predicate) -> list[Token]:
    """Return the trigger, its light verb, what it is done to, and what somebody is told to do."""
    own = [t for t in (clause.token, clause.verb) if t is not None]
    own += [c for t in own for c in t.rights if c.dep_ == "xcomp"]  # "ordered it to pay $3, after finding"
    return list(dict.fromkeys([*own, *clause.at("object" if clause.noun is None else "of")]))


def _behind(clause: Predicate) -> tuple[list[Token], list[Token]]:
    """Return what hangs on the heads of a case, and on its prepositions."""
    own = [c for head in _heads(clause) for c in head.rights]
    return own, [g for c in own if c.dep_ == "prep" for g in c.rights]


def _accusers(clause: Predicate) -> list[Token]:
    """Return the verbs that say what a case is about: "the suit alleges", "sued it, alleging", "after finding"."""
    words, lemma = lexicon("telling"), clause.token.lemma_.lower()
    accusing = words.any_of("accusing", "suspecting")
    accusing |= words.arguing if lemma in words.opening else frozenset()  # what a verdict says beside is no charge
    accusing |= words.finding if lemma in words.penal else frozenset()
    own = [clause.token] if clause.noun is None and lemma in words.alleging else []
    beside = list(_beside(clause))
    if clause.noun is None:  # "a man *charged* with murder appeared in court", "was arrested and *charged* with it"
        alone = () if clause.at("object") else clause.at("subject")  # no "police accused of it arrested five"
        beside += [c for t in alone for c in t.rights if c.dep_ == "acl"]
        joined = (c for c in clause.token.rights if c.dep_ == "conj")
        beside += [c for c in joined if not any(t.dep_ in NOUN_SUBJECTS for t in c.lefts)]
    own += [c for c in beside if c.tag_ == "VBN" and c.lemma_.lower() in words.charging]
    return own + [c for c in beside if c not in own and c.lemma_.lower() in accusing]


def _beside(clause: Predicate) -> Iterator[Token]:
    """Yield the verbs beside a case: participles, gerunds, and whom "it accused of" it, but not whom it convicted."""
    behind, within = _behind(clause)
    after = [c for c in within if c.dep_ == "pcomp"]  # "after finding that it lied"
    behind += [c for t in within if t.dep_ == "pobj" for c in t.rights if c.tag_ == "VBG"]  # "in court, claiming"
    yield from (c for c in behind if c.dep_ in _BESIDE and c.tag_ in ("VBG", "VBN"))
    close = (c for c in behind if c.dep_ == "relcl" and c.left_edge.i == c.head.i + 1)
    whom = (c for c in close if c.head in logical_arguments(c)[1])
    yield from (*(c for c in whom if c.lemma_.lower() not in lexicon("telling").penal), *after)


def _ties(verb: Token) -> frozenset[str]:
    """Return the prepositions of what somebody is accused of: "a man wanted for fraud", "implicated in fraud"."""
    return _CHARGED | (_SUSPECTED if verb.lemma_.lower() in lexicon("telling").suspecting else frozenset())


def _doubted(clause: Predicate) -> list[Token]:
    """Return the verbs of what is looked into: "whether it lied", "how it grew", "allegations that it lied"."""
    words, (own, within) = lexicon("telling"), _behind(clause)
    inner = (c for c in within if c.head.head.dep_ != "dobj" or c.head.head.lemma_.lower() in words.cases)
    asked = [c for c in (*own, *inner) if c.dep_ in ("ccomp", "pcomp")]
    told = [c for c in asked if any(t.lower_ in words.any_of("asking", "wondering") for t in c.lefts)]
    behind = (c for t in (*_heads(clause), *within) if t.lemma_.lower() in words.allegations for c in t.rights)
    return [*told, *(c for c in behind if has_left(c, "mark"))]


def _occasions(clause: Predicate) -> list[Token]:
    """Return the verbs of what is looked into because it happened: "opened an inquiry *after the ferry sank*"."""
    behind = (c for c in _behind(clause)[0] if c.dep_ == "advcl")
    after = (c for c in behind if any((t.lower_, t.dep_) == ("after", "mark") for t in c.lefts))
    return [c for c in after if any(t.dep_ in NOUN_SUBJECTS and t.tag_ != "PRP" for t in c.lefts)]


def _claims(clause: Predicate) -> list[Token]:
    """Return the verbs of what somebody is said to have done, of what a court finds only what who is tried did."""
    accusers = (v for v in _accusers(clause) if _ties(v).isdisjoint(c.lower_ for c in v.rights))
    # no "accused it of selling what | it knew"
    told = [c for verb in accusers for c in verb.rights if c.dep_ == "ccomp"]
    tried = {t.lower_ for c in (*clause.at("object"), *_ordered(clause)) for t in (c, *c.conjuncts)}
    doers = {c: {t.lower_ for t in logical_arguments(c)[0] if t.tag_ != "PRP"} for c in told}
    return [c for c in told if c.head.lemma_.lower() not in lexicon("telling").finding or doers[c] <= tried]


def _alleged(clause: Predicate) -> list[Token]:
    """Return what somebody is said to have done: a verb of a clause, or what they are "accused of"."""
    known = lexicon("telling").settling
    settled = (c for head in _heads(clause) for c in head.rights if c.tag_ == "VB" and c.lemma_.lower() in known)
    charged = [c for verb in _accusers(clause) for c in verb.rights if c.lower_ in _ties(verb)]
    told = [g for c in charged for g in c.rights if g.dep_ in ("pobj", "pcomp")]
    return [*_claims(clause), *told, *(g for c in settled for g in c.rights if g.dep_ == "dobj"), *_related(clause)]


def _related(clause: Predicate) -> Iterator[Token]:
    """Yield what a case has to do with: "a fine related to its sale of bonds", "held in connection with a theft"."""
    words, (own, within) = lexicon("telling"), _behind(clause)
    inner = (c for t in (*own, *within) for c in (t, *t.rights) if c.dep_ == "acl")
    told = [c for c in inner if c.head.lemma_.lower() in words.any_of("cases", "terms", "allegations")]
    told += [t for t in within if t.lemma_.lower() in words.connections]
    ties = (c for t in told if t.lemma_.lower() in words.any_of("relating", "connections") for c in t.rights)
    yield from (g for c in ties if c.lower_ in _RELATED for g in c.rights if g.pos_ == "NOUN")


def _suspects(clause: Predicate) -> list[Token]:
    """Return who is said to have done it: who does it, or whose thing does; "a *Kappa* probe by prosecutors"."""
    doers = (t for verb in (*_doubted(clause), *_claims(clause)) for t in logical_arguments(verb)[0])
    owned = ((first_left(t, "poss") or t) if not is_of_people(t) else t for t in doers)
    before = clause.noun.lefts if clause.noun is not None and clause.at("by") else ()
    own, places = lexicon("entities").collectives, clause.analysis.places  # no "Navy probe by admirals"
    names = (t for c in before if not is_body(c) and c.lower_ not in own for t in (c, *c.lefts))
    named = (t for t in names if t.pos_ == "PROPN" and t.dep_ != "poss")
    named = (t for t in named if holding(places, t.idx) is None)  # no "a *London* inquiry by judges"
    return [*(t for t in owned if t.tag_ not in ("WP", "PRP$")), *named]


def _matters(clause: Predicate) -> list[Token]:
    """Return the words before a case that say what it is about: "a fraud trial", "opened an antitrust inquiry"."""
    words = lexicon("telling")
    held = (t for t in (*clause.at("object"), *clause.at("on")) if t.lemma_.lower() in words.cases)  # no "tax office"
    cases = [clause.noun] if clause.noun is not None else list(held)
    before = (c for noun in cases for c in noun.lefts if c.dep_ in ATTRIBUTES)
    known = words.any_of("offences", "themes")
    return [c for c in before if not known.isdisjoint((c.lower_, c.lemma_.lower(), hyphened(c)))]


def _ordered(clause: Predicate) -> list[Token]:
    """Return whom a court tells to do something: "ordered the firm to close", or whose guilt it judges."""
    words, things, judged = lexicon("telling"), clause.at("object"), _judged(clause)
    held = (g for t in judged for g in (*(c for c in t.lefts if c.dep_ == "poss"), object_of(t, "of")))
    found = [*(g for g in held if g is not None), *_given(judged)]
    below = [c for c in clause.token.rights if c.dep_ in ("xcomp", "ccomp")]
    below = [c for c in below if c.tag_ == "VB" or any(a.dep_ == "auxpass" and a.tag_ == "VB" for a in c.lefts)]
    if clause.token.lemma_.lower() not in words.ordering or not below:
        return found
    told = things or [c for verb in below for c in verb.lefts if c.dep_ in NOUN_SUBJECTS]
    return [*found, *(t for t in told if t.lemma_.lower() not in words.authorities)]


def _judged(clause: Predicate) -> list[Token]:
    """Return the sentences and verdicts on which a court decides: "upheld her *sentence*"."""
    terms = lexicon("telling").any_of("suffered", "terms")
    return [t for t in clause.at("object") if t.lemma_.lower() in terms]


def _judged_for(clause: Predicate) -> list[Token]:
    """Return for what a sentence was given on which a court decides: "upheld a term for two men for *fraud*"."""
    judged = _judged(clause)
    heads = [clause.token, *judged, *_given(judged)] if judged else []
    behind = (g for head in heads for tie in head.rights if tie.lower_ == "for" for g in tie.rights)
    return [g for g in behind if g.tag_ == "VBG" or is_crime(g)]


def _given(judged: list[Token]) -> Iterator[Token]:
    """Yield to whom a sentence or a verdict was given, or whom it is against: "the term handed to *Low*"."""
    for term in judged:
        given = [c for c in term.rights if c.dep_ == "acl" and c.tag_ == "VBN"]
        behind = [*objects_of(term, "for"), *(g for g in objects_of(term.head, "for") if g.i > term.i)]
        yield from (g for g in behind if not is_crime(g))
        yield from (g for t in (term, *given) for g in objects_of(t, "to", "on", "against"))


def _motions(clause: Predicate) -> tuple[list[Token], list[Token]]:
    """Return the motions or suits that a court decides on, and the participles that say by whom they were begun."""
    words = lexicon("telling")
    moved = [t for t in clause.at("object") if t.lemma_.lower() in words.motions]
    return moved, [c for t in moved for c in t.rights if c.dep_ == "acl" and c.lemma_.lower() in words.begun]


def _movers(clause: Predicate) -> list[Token]:
    """Return whose motion or suit a court decides on: "rejected Kappa's request", "dismissed a suit filed by Kappa"."""
    moved, begun = _motions(clause)
    owners = [c for t in moved for c in t.lefts if c.dep_ == "poss" and c.tag_ != "PRP$"]
    return owners + [by for t in (*moved, *begun) if (by := object_of(t, "by", "from")) is not None]


def _respondents(clause: Predicate) -> list[Token]:
    """Return whom a suit that a court decides on is against: "dismissed a suit brought by Low against *Kappa*"."""
    moved, begun = _motions(clause)
    doers = [g for t in begun for c in t.rights if c.dep_ == "agent" for g in c.rights]
    return [g for t in (*moved, *begun, *doers) for g in objects_of(t, "against")]


def _payees(clause: Predicate) -> list[Token]:
    """Return to whom somebody is told to pay: "ordered the firm to pay Ann Low $3,000"."""
    paying = [c for c in clause.token.rights if c.tag_ == "VB" and c.lemma_.lower() in lexicon("telling").paying]
    given = [c for verb in paying for c in verb.rights if c.dep_ == "dative" and c.pos_ != "ADP"]
    return given + [g for verb in paying for g in objects_of(verb, "to")]


def is_crime(noun: Token) -> bool:
    """Tell whether a noun names a crime or a fault, with a word before it: "wire *fraud*", "*insider* trading"."""
    return not lexicon("telling").offences.isdisjoint(t.lemma_.lower() for t in (noun, *noun.lefts))


def is_victim(somebody: Token, told: Token | None) -> bool:
    """Tell whether somebody suffered what a case is about, which is not ``told``: "probes the murder of *Low*"."""
    fate = somebody.head.head if somebody.head.lower_ == "of" else somebody
    return fate not in (somebody, told) and fate.lemma_.lower() in lexicon("telling").fates


def is_occasion(noun: Token) -> bool:
    """Tell whether a noun says only over what a crime was: "convicted of fraud over the *sale* of a school"."""
    over = noun.head.head
    return noun.head.lower_ == "over" and any(map(is_crime, (over, *objects_of(over, "of", "with", "to", "for"))))


def _forums(clause: Predicate) -> list[Token]:
    """Return the courts to which a case is brought, or before which."""
    standing = (t for tie in ("with", "to", "before", "in", "at") for t in clause.at(tie))
    return [t for t in standing if t.lower_ in lexicon("telling").forums]


def _benches(clause: Predicate) -> list[Token]:
    """Return the court that somebody faces or leaves: "faces *Ballarat Court*", "walked free from *court*"."""
    standing = (t for tie in ("from", "object") for t in clause.at(tie))
    return [t for t in standing if t.lower_ in lexicon("repairs").courts]


POSITIONS: Mapping[str, Callable[[Predicate], list[Token]]] = {
    "alleged": _alleged,
    "doubted": _doubted,
    "prompted": _occasions,
    "suspect": _suspects,
    "matter": _matters,
    "ordered": _ordered,
    "payee": _payees,
    "mover": _movers,
    "respondent": _respondents,
    "judged_for": _judged_for,
    "gerund": lambda clause: [c for c in clause.token.rights if (c.dep_, c.tag_) == ("xcomp", "VBG")],
    "forum": _forums,
    "bench": _benches,
}
"""The positions of a case, and of what somebody stops doing, each with what finds the heads of the phrases in it."""
