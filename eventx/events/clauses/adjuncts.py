"""Adjuncts: what stands about a predicate beside its arguments, and what is told of it there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Token

from eventx.events.clauses import posts
from eventx.events.clauses.marks import called
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.persons import is_person
from eventx.syntax.arguments import (
    is_agreed,
    is_paid_for,
    joint_verbs,
    logical_arguments,
    names_of_particle,
    object_of,
    objects_of,
    sales_beside,
)
from eventx.syntax.labels import ADNOMINAL, COMPOUNDING, NOUNS, PAST, has_left
from eventx.syntax.nominals import (
    counted_noun,
    ends_of_sum,
    is_nominal,
    is_steered,
    named_before,
    planner_of,
)
from eventx.syntax.phrases import antecedent, follows, governing_verb, has_subject, object_before, subject

_NEAR = 40  # tokens before a number among which another of the same verb is sought
_OWNERS = ("poss", "pobj")


def small_clauses(verb: Token) -> list[Token]:
    """Return the adjectives of what somebody is found or made to be: "found Ann Low guilty"."""
    return [c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ == "ADJ" and all(t.pos_ != "AUX" for t in c.lefts)]


def aside(prep: Token) -> Iterator[Token]:
    """Yield what hangs on who acts and is told of the act: "by rebels on a base", "with a win over Lorne"."""
    words = lexicon("entities")
    for doer in (c for c in prep.rights if c.dep_ == "pobj"):
        apart = words.any_of("against", *(("aside",) if prep.lower_ == "by" and doer.pos_ == "NOUN" else ()))
        yield from (c for c in doer.rights if c.dep_ == "prep" and c.lower_ in apart)


def is_within(counted: Token, whole: bool) -> bool:
    """Tell whether some people stand inside another noun phrase, "a survey of 1,200 guests"; a whole does not."""
    head = counted.head if counted.dep_ == "nummod" else counted
    tie, over, known = head.head.lower_, head.head.head, lexicon("clause")
    if tie != "of" or whole:
        return tie == "by" and over.lemma_.lower() in known.of_many
    few = head.pos_ == "NUM" and over.lower_ in lexicon("persons").groups  # "a family of four"
    noun = over.pos_ == "NOUN" and not few and over.lemma_.lower() not in known.any_of("bodies", "light")
    return over.pos_ == "NUM" or noun


def participle_behind(counted: Token, deeds: Collection[str], *, within: bool) -> Token | None:
    """Return the participle of a deed that was done to a number of people: "five workers *killed*".

    Those within another phrase suffer one of some deeds, others what a verb does not tell: "means 40 jobs *lost*".
    """
    head, words = counted.head if counted.dep_ == "nummod" else counted, lexicon("clause")
    numbered = head.dep_ in ("attr", "dobj") and head.head.lemma_.lower() in words.numbering
    if head.head.head.lemma_.lower() in words.samples or not (within or numbered):
        return None
    done = (c for c in head.rights if (c.dep_, c.tag_) == ("acl", "VBN"))
    return next((c for c in done if not within or c.lemma_ in deeds), None)


def carriers(verb: Token) -> Iterator[Token]:
    """Yield what says of what a case is: "went on trial for murder", "on charges of fraud"."""
    yield from posts.successions(verb)
    behind = (g for c in verb.rights if c.dep_ == "prep" for g in c.rights if g.dep_ == "pobj")
    yield from (noun for noun in behind if noun.lemma_.lower() in lexicon("telling").carriers)


def is_short(verb: Token, objects: list[Token]) -> bool:
    """Tell whether a title leaves "was" out before a participle: "Two men shot in Lagos", "Bank fined $3 million"."""
    sums = any(t.left_edge.i == verb.i + 1 and (t.left_edge.tag_ == "$" or t.left_edge.like_num) for t in objects)
    befallen = sums and verb.lemma_.lower() in lexicon("telling").befalling
    turned = not has_left(verb, "nsubjpass")
    by = turned and any(c.dep_ == "agent" and c.i == verb.i + 1 for c in verb.rights)  # "City beaten by Leeds in a cup"
    return verb.tag_ in PAST and (befallen or by or not objects)


def is_told_above(told: Token, at: Token, amount: Token) -> bool:
    """Tell whether an amount is told above it: "a $3 billion deal to buy", "agreed | for $3", "paid $3 to settle"."""
    words, over = lexicon("telling"), at == (told.head.head if told.dep_ == "pcomp" else told.head)
    settled = told.dep_ == "advcl" and told.lemma_.lower() in words.settling
    if over and (settled or is_paid_for(told)):
        return True
    if at.head == told and (at.dep_, at.tag_) == ("advcl", "VBG") and at.lemma_.lower() in words.yielding:
        return told.lemma_.lower() in words.raising  # "sold its mill, raising $3"
    earns = over and told.dep_ == "nsubj" and amount.head == at and at.lemma_.lower() in words.yielding
    if earns or told in sales_beside(at):
        return True  # "raised $3 by selling its mill", "the sale raised $3"
    if not (told.tag_ == "VB" or is_agreed(told)) or not at.is_ancestor(told):
        return False
    behind = (c for c in at.rights if c.lower_ == "for" and c.i > told.i)
    return (over and at.lemma_.lower() in words.bearing) or any(c.is_ancestor(amount) for c in behind)


def wholes_paid_for(verb: Token, tie: Token, goods: list[Token]) -> list[Token]:
    """Return what a preposition has, several by name; of what is paid for the whole: "$4 for a part of *Kappa*"."""
    goods = [t for c in goods for t in called(c)]
    sums = (t.tag_ == "CD" for c in verb.rights if c.dep_ == "dobj" for t in (c, *c.lefts))
    return list(map(counted_noun, goods)) if tie.lower_ == "for" and (is_nominal(verb) or any(sums)) else goods


def owners_of(things: Sequence[Token]) -> list[Token]:
    """Return whose things are: "Kappa's mill", "the mill of Kappa", not "57% of voters" or "the owner of it"."""
    apart = lexicon("telling").deeds | lexicon("entities").fellows | lexicon("persons").happenings
    wholes = (object_of(t, "of") for t in things if counted_noun(t) == t and t.lemma_ not in apart)
    sums = (t.head.head for t in things if counted_noun(t.head.head) == t)  # "*Kappa's* $5 million of debt"
    held = (
        c for c in (*(c for t in (*things, *sums) for c in t.lefts), *wholes) if c is not None and c.dep_ in _OWNERS
    )
    held = (next((g for g in c.lefts if c.dep_ == "pobj" and g.dep_ == "poss"), c) for c in held)  # "a form of its tea"
    known = (meant(c) if c.tag_ == "PRP$" else c for c in held)
    return [c for c in known if c is not None and not _is_sort(c)]


def _is_sort(owner: Token) -> bool:
    """Tell whether an owner only says for whom something is: "a *children's* ward", but "the miners' mill"."""
    whose = owner.dep_ == "poss" and owner.tag_ == "NNS" and is_person(owner) and not follows(owner.left_edge, "the")
    return whose and all(c.lower_ in ("a", "an") for c in owner.lefts)


def meant(own: Token) -> Token | None:
    """Return the subject that "its" or "their" stands for: "*Kappa* warned that its channels will go dark"."""
    verb = governing_verb(own) if own.lower_ in ("its", "their") else None
    while verb is not None:
        doer = subject(verb)
        if doer is not None and not doer.is_ancestor(own):
            doer = antecedent(doer) or doer
            return doer if doer.pos_ in NOUNS else None
        verb = governing_verb(verb)
    return None


def parcels(verb: Token) -> list[Token]:
    """Return what of somebody does it by itself: "a *stake* in Kappa changed hands"."""
    known = lexicon("telling").parcels
    return [c for c in verb.lefts if c.dep_ == "nsubj" and c.lemma_.lower() in known]


def sums_from(verb: Token) -> list[Token]:
    """Return the sums that were read as part of whom they are taken from: "fined Kappa Inc *40,000 dlrs*".

    So are those behind what somebody is: "fined Kappa, a mill, *$3 million* for polluting".
    """
    behind = (g for c in verb.rights if c.dep_ == "dative" for g in c.rights)
    glosses = (g for c in verb.rights if c.dep_ == "dobj" for g in c.rights if g.dep_ == "appos")
    sums = (t for g in glosses for t in g.conjuncts if any(c.like_num for c in t.lefts))
    return [*(g for g in behind if g.dep_ in ("appos", "dobj")), *sums]


def done_to(verb: Token, objects: list[Token]) -> list[Token]:
    """Return what a verb is done to: its objects, else the noun that it follows, or what others of its clause have."""
    agreed = verb.tag_ == "VB" and verb.head.lemma_.lower() in lexicon("telling").any_of("bearing", "discussing")
    objects = [t for t in objects if t != verb.head or not agreed]  # "talks to merge"
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not objects:
        objects = [verb.head]  # "the law, passed by parliament"
    objects = [*objects, *(g for c in small_clauses(verb) for g in c.lefts if g.dep_ == "nsubj")] or shared(verb)
    sums = [t for t in objects if t.tag_ == "CD"] if verb.lemma_.lower() in lexicon("telling").bidding else []
    below = [c for c in verb.rights if c.dep_ == "xcomp"] if not objects else [p for t in sums for p in ends_of_sum(t)]
    return [*objects, *(t for verb in below for t in logical_arguments(verb)[1])]  # "offered (40 dollars) to buy it"


def shared(verb: Token) -> list[Token]:
    """Return what two verbs side by side are done to: "shot and killed a reporter"."""
    return [t for c in joint_verbs(verb) for t in logical_arguments(c)[1] if t.i > max(c.i, verb.i)]


def thing_before(thing: Token) -> Token:
    """Return what "it" stands for behind the second of two verbs: "bought a mill and sold it"."""
    verb = thing.head
    beside = verb.dep_ == "conj" and thing.lower_ in ("it", "them") and not has_subject(verb)
    before = object_before(verb.head, verb) if beside else None
    return thing if before is None or is_person(before) else before


def named(thing: Token) -> list[Token]:
    """Return who is named before a post: "named Ann Low governor"; else the thing."""
    return (named_before(thing) if is_person(thing) else []) or [thing]


def with_glosses(things: Sequence[Token]) -> list[Token]:
    """Return things with what stands behind a comma to say what they are: "plans for the Orbis, *a van*"."""
    return [*things, *(c for t in things for c in t.rights if c.dep_ == "appos")]


def glosses(name: Token) -> list[Token]:
    """Return what somebody is behind their name: "Ann Low, the finance *minister*, was removed"."""
    person = name.pos_ == "PROPN" and name.ent_type_ not in ("ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT")
    return [c for c in name.rights if c.dep_ == "appos" and c.pos_ == "NOUN" and is_person(c)] if person else []


def those(doer: Token) -> Token:
    """Return who of several says that "they" do it: "Norway and Spain said they would recognise"."""
    told = doer.lower_ == "they" and doer.head.dep_ == "ccomp"
    return next((c for c in doer.head.head.lefts if c.dep_ == "nsubj" and c.conjuncts), doer) if told else doer


def planners(doer: Token) -> list[Token]:
    """Return whose aim or money it is: "Peru's aim is to seize it", "spent $3 billion to seize it"; else who acts."""
    held, words, lemma = doer.dep_ == "dobj", lexicon("telling"), doer.lemma_.lower()
    paid = held and doer.head.lemma_.lower() in words.giving  # no "refused the money to seize it"
    planned = lemma in words.tasks or lemma in lexicon("modality").forecast.nouns
    if not planned and not (paid and (doer.like_num or lemma in words.means)):
        return [doer]
    own = [c for c in doer.lefts if c.dep_ == "poss"]
    return own or [c for t in (logical_arguments(doer.head)[0] if held else ()) for c in planners(t)] or [doer]


def own_first(held: Iterable[Token], number: Token, verb: Token | None) -> list[Token]:
    """Return those behind a number first, and if there are any, none behind a number of the verb before it."""
    told = sorted(held, key=lambda t: t.i)
    behind = [t for t in told if t.i > number.i]
    near = number.doc[max(verb.i, number.i - _NEAR) : number.i] if verb is not None and behind else ()
    other = next((t.i for t in near if t.like_num), number.i)
    return behind + [t for t in told if t.i <= number.i and t.left_edge.i <= other]


def arguments_about(verb: Token | None) -> tuple[list[Token], list[Token]]:
    """Return who does what a number tells of, and to whom: of "paid bonuses totalling $3" who pays them.

    A deal that values a firm is not what is measured; who plans to do something does it.
    """
    words = lexicon("clause")
    if verb is not None and verb.dep_ == "acl" and verb.lemma_.lower() in words.stand:
        verb = governing_verb(verb)
    if verb is None:
        return [], []
    doers, objects = logical_arguments(verb)
    if verb.lemma_.lower() in words.valuing:
        return [], objects
    return doers or (planner_of(verb) if verb.dep_ in ADNOMINAL and verb.tag_ == "VB" else []), objects


def is_cause(verb: Token | None) -> bool:
    """Tell whether a light verb says why something came about: "a leak caused an explosion", "set off a stampede"."""
    names = (verb.lemma_.lower(), *names_of_particle(verb)) if verb is not None else ()
    return not lexicon("telling").causing.isdisjoint(names)


def receivers(verb: Token | None, noun: Token) -> list[Token]:
    """Return those whom a light verb gives it, or gets to it: "the goal gave Mali a win", "lifted Mali to a win"."""
    if verb is None:
        return []
    given = ("dative", "iobj", "dobj") if is_steered(verb, noun) else ("dative", "iobj")
    return [c for c in verb.rights if c.dep_ in given and c.pos_ != "ADP"]


def leaders(told: Token) -> list[Token]:
    """Return by whom the round is led that is told of: "closed a round led by Kappa"."""
    words = lexicon("telling")
    rounds = (t for t in told.subtree if t.like_num or t.lemma_.lower() in words.rounds)
    led = (c for t in rounds for c in t.rights if c.dep_ != "conj" and c.lemma_.lower() in words.leading)
    return [g for t in led for g in objects_of(t, "by")]


def stuff_of(analysis: Analysis, noun: Token) -> Token | None:
    """Return what something consists of: "a sale of *tanks*", "$4 million in *aid*", "$4 million worth of *tanks*"."""
    found = object_of(noun, "of", *(("in",) if noun.like_num or analysis.is_sum(noun) else ()))
    worth = (t for t in (found, *found.rights) if t.lower_ == "worth") if found is not None else ()
    return next(filter(None, (object_of(t, "of") for t in worth)), found)


def with_stuff(analysis: Analysis, things: Sequence[Token]) -> list[Token]:
    """Return things with what sums of them consist of: "looks for *$4 million* in *aid*"."""
    return [*things, *filter(None, (stuff_of(analysis, t) for t in things if analysis.is_sum(t)))]


def is_in_return(tie: Token) -> bool:
    """Tell whether a preposition only says that something is got for it: "invested $4 *in* return for a stake"."""
    returns = lexicon("telling").returns
    return tie.lower_ == "in" and any(c.lower_ in returns and not has_left(c, "det") for c in tie.rights)


def owner_of_seat(place: Token) -> Token:
    """Return the firm that a place of work belongs to, or the place: "workers at *Kappa's* Velden Assembly Plant"."""
    return next((c for c in place.lefts if c.dep_ in ("poss", *COMPOUNDING) and c.ent_type_ == "ORG"), place)
