"""Naming: the words of a clause that may tell its event, as the lexicons have them: "lay_off", "job_loss"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.aims import chosen_for
from eventx.events.clauses.labour import is_bound_for_work
from eventx.events.clauses.turns import modifiers_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.persons import is_person, singular
from eventx.records import Mention
from eventx.syntax.arguments import object_of, objects_of
from eventx.syntax.labels import ADNOMINAL, ATTRIBUTES, PAST, first_left, has_left, has_right
from eventx.syntax.nominals import counted_noun, ends_of_sum, owned_beside
from eventx.syntax.phrases import follows, is_time, words_behind
from eventx.syntax.tokens import hyphened
from eventx.text.section import first_from

if TYPE_CHECKING:
    from eventx.events.clauses.clause import EventClause

_COMPLEMENTS = frozenset(
    {"prt", "prep", "dative", "advmod", "dobj", "acomp", "ccomp", "xcomp", "oprd", "attr", "npadvmod", "nsubjpass"}
)
_DEEDS = frozenset({"VBN", "VBG", "VBD", "VBP"})
_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})
_TIED = frozenset({"dobj", "acomp", "oprd"})
_WITHIN = ("prep", "pcomp")  # "put 40 out *of* work", "kept 40 from *crossing* the border"
_HELD = frozenset({"of", "from", "in", "on", "over", "about"})
_STATED = 6  # tokens from the counted to what they are
_NEAR = 12  # tokens from a verb to its particle or object
_REACH = 8  # tokens before a number without a verb among which a word tells the event


def names_of_verb(clause: EventClause) -> Iterator[str]:
    """Yield what the verb may tell, the longest first; without a verb, the words before the number."""
    verb = clause.verb
    yield from _states(clause)
    if (over := deed_over(clause)) is not None:
        yield over.lemma_.lower()  # "a *strike* planned by 40 crews"
    if verb is not None:
        yield from (*_either(verb), *_phrases(verb, clause.token))
    yield from clause.own_actions
    if verb is None:
        yield from _words_before(clause)
        return
    yield verb.lemma_.lower()
    if verb.tag_ in PAST and verb.lower_.endswith("d"):  # of "fined" the lemmatiser makes "fin"
        yield from (verb.lower_.removesuffix("d"), verb.lower_.removesuffix("ed"))
    if (further := suffered_too(clause)) is not None:
        yield from (*_phrases(further, clause.token), further.lemma_.lower())


def _states(clause: EventClause) -> list[str]:
    """Return what the counted are by the word behind them: "12 people homeless and two dead"."""
    if clause.group.lead.type != "headcount":
        return []
    noun, token, words = clause.noun, clause.token, lexicon("clause")
    last = noun if noun is not None and noun.i in (token.i + 1, token.i + 2) else token
    of_them = 2 * (object_of(token, "of") is not None and token.pos_ == "NUM")  # "two *of them* fatally"
    behind = [t for t in last.doc[last.i : last.i + _STATED] if t.lower_ not in words.until_states][: 2 + of_them]
    told = [t for t in behind if t.lower_ in words.states]
    either = ["_".join(("be", *(w.lower_ for w in t.doc[t.i : t.i + 3]))) for t in told]  # "dead or injured"
    return either + [f"be_{t.lower_}" for t in told if not has_right(t, "dobj")]  # "two gunmen killed a judge"


def _either(verb: Token) -> list[str]:
    """Return a verb with another that may tell it as well: "were *killed or wounded*"."""
    first = verb.head if verb.dep_ == "conj" else verb
    others = (c for c in first.rights if c.dep_ == "conj" and c.nbor(-1).lower_ == "or")
    return [f"{first.lemma_.lower()}_or_{c.lemma_.lower()}" for c in others if verb in (first, c)]


def names_of_deed(clause: EventClause) -> tuple[str, ...]:
    """Return what people whose number changes do or suffer, the longest first: "the number of those *sent abroad*"."""
    noun = clause.noun
    if noun is None or not (is_person(noun) or noun.lower_ == "those"):
        return ()
    if (state := words_behind(noun).text.lower()) in lexicon("clause").states:
        return (f"be_{state}",)  # "the number of Swedes *missing*"
    deed = next((c for c in noun.rights if c.dep_ in ADNOMINAL and c.tag_ in _DEEDS), None)
    return (*_phrases(deed, noun), deed.lemma_.lower()) if deed is not None else ()


def suffered_too(clause: EventClause) -> Token | None:
    """Return what else is done to the counted in a breath: "12 pupils were shot and *wounded*"."""
    verb = clause.verb
    if verb is None or clause.group.lead.type != "headcount" or not has_left(verb, "auxpass"):
        return None
    further = (c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN" and clause.token.i < verb.i)
    return next((c for c in further if not has_left(c, *_OWN)), None)


def _phrases(verb: Token, number: Token) -> Iterator[str]:
    """Yield a verb with each of its complements."""
    lemma = verb.lemma_.lower()
    parts = [c for c in verb.children if c.dep_ in _COMPLEMENTS and (abs(c.i - verb.i) < _NEAR or c.dep_ == "xcomp")]
    parts = [c for c in parts if c.i > verb.i or c.dep_ != "advmod"]  # but "when it first came out"
    joined = [c for c in parts if c.i > verb.i and c.nbor(-1).tag_ == "HYPH"]  # "began a sit-in"
    yield from (f"{lemma}_{hyphened(c)}" for c in joined)
    parts = [c for c in parts if c not in joined]  # "called it a one-off"
    # "fired him on Monday"
    parts = [c for c in parts if c.lower_ != "on" or not any(is_time(g) and g.ent_type_ for g in c.rights)]
    parts = [c for c in parts if not (follows(c, ",") and c.lower_ in ("on", "up", "down"))]  # "at 7%, down from 9%"
    yield from (f"{lemma}_{c.lower_}_{g.lemma_.lower()}" for c in parts if c.pos_ == "ADP" for g in c.children)
    within = ((f"{_denied(c)}{c.lower_}_{g.lower_}", g.rights) for c in parts for g in c.rights if g.dep_ in _WITHIN)
    yield from (f"{lemma}_{pair}_{x.lemma_.lower()}" for pair, held in within for x in held)  # "put 40 out of work"
    if verb.dep_ == "relcl":
        yield from (f"{c.lower_}_{lemma}" for c in verb.lefts if c.lower_ == "where")  # "a plant where 300 people work"
    deeds = ((_denied(c) + c.lemma_.lower(), g) for c in parts if c.dep_ in ("xcomp", "ccomp") for g in c.rights)
    yield from (f"{lemma}_{deed}_{g.lemma_.lower()}" for deed, g in deeds)  # "forced 300 people to leave their homes"
    yield from (f"{lemma}_{_denied(c)}{form}" for c in parts for form in dict.fromkeys((c.lower_, c.lemma_.lower())))
    yield from (c.lemma_.lower() for c in parts if c.dep_ == "xcomp" and c.is_ancestor(number))
    if verb.i + 1 < len(verb.doc) and (verb.nbor(1).pos_ in ("ADJ", "ADV") or verb.nbor(1).lower_ == "not"):
        yield f"{lemma}_{verb.nbor(1).lower_}"  # "shot dead six people"


def pairs_of_verb(verb: Token) -> Iterator[str]:
    """Yield a verb with two of the words behind it: "give_in_to", "lay_down_arms", "give_marching_orders"."""
    lemma = verb.lemma_.lower()
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    owned = [*objects, *owned_beside(verb)]
    yield from (f"{lemma}_{c.lower_}_{w}" for t in owned for c in t.lefts for w in _forms(t) if c.dep_ in ATTRIBUTES)
    yield from (f"{lemma}_{word}" for t in owned[len(objects) :] for word in _forms(t))
    yield from (f"{lemma}_{word}" for word in _sums(objects))
    posts = [c for t in verb.rights if t.dep_ == "attr" and lemma == "be" for c in t.lefts if c.dep_ == "amod"]
    yield from (f"be_{c.lower_}_{word}" for c in posts for word in _forms(c.head))  # "new head"
    told = objects + [c for c in verb.lefts if c.dep_ == "nsubjpass"]  # "the case was thrown out"
    yield from (f"{lemma}_{words}" for words in _tied(verb, [c for c in verb.rights if c.dep_ in _TIED]))
    yield from (f"{lemma}_{words}" for words in _particles(verb, told))
    yield from (f"{lemma}_{word}" for word in (*_told_of(objects), *_made_of(objects), *chosen_for(verb)))


def _forms(noun: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys((noun.lemma_.lower(), noun.lower_)))


def linked(verb: Token) -> Iterator[str]:
    """Yield what somebody is told to be by another verb than "be": "stocks look mixed", "rice is getting cheaper"."""
    if verb.lower_ in lexicon("titles").any_of("standing", "fates") and verb.lemma_ == "be":
        state = ("not_" if has_left(verb, "neg") else "") + verb.lower_  # "Ex-mayor *not guilty* of fraud"
        yield from (f"be_{state}_{c.lower_}" for c in verb.rights if c.dep_ == "prep")  # "Low *out as* chief"
        yield f"be_{state}"
    if verb.lemma_.lower() in lexicon("telling").linking:
        yield from (f"be_{c.lower_}" for c in verb.rights if c.dep_ == "acomp")


def bound(verb: Token) -> Iterator[str]:
    """Yield what somebody has to do, the verb first: "pay_must", of "has to pay", too."""
    over = verb.head if verb.dep_ == "xcomp" else None
    owed = over is not None and over.lemma_ == "have" and has_left(verb, "aux")
    if owed or any((c.lower_, c.tag_) == ("must", "MD") for c in verb.lefts):
        yield f"{verb.lemma_.lower()}_must"


def suffered(verb: Token) -> Iterator[str]:
    """Yield what befalls somebody where nobody is told to do it, with its preposition: "be_accused_of"."""
    passive = verb.tag_ == "VBN" and has_left(verb, "auxpass")
    if passive and not has_right(verb, "agent"):
        yield from (f"be_{verb.lower_}_{c.lower_}" for c in verb.rights if c.dep_ == "prep")


def _sums(objects: Sequence[Token]) -> Iterator[str]:
    """Yield what is counted, and what a sum is for: "thousands of *jobs*", "pays $5 *over* fraud", "*to buy*"."""
    yield from (t.lemma_.lower() for c in objects if (t := counted_noun(c)) != c)
    yield from (p.lower_ for c in objects if _is_number(c) for p in c.rights if p.dep_ == "prep")
    yield from (end.lemma_.lower() for c in objects if c.tag_ == "CD" for end in ends_of_sum(c))


def _is_number(thing: Token) -> bool:
    """Tell whether an object is a number or has one before it: "paid *$5 million* for it", "*4 billion crowns* for"."""
    return thing.tag_ == "CD" or (thing.tag_ == "NNS" and has_left(thing, "nummod"))


def _tied(verb: Token, objects: Sequence[Token]) -> Iterator[str]:
    """Yield an object, or an adjective, with the preposition behind it: "weight_behind", "foot_in", "due_in"."""
    for thing in objects:
        ties = (c for c in (*thing.rights, *verb.rights) if c.dep_ in ("prep", "dative") and c.i > thing.i)
        names = [_denied(thing) + name for name in (thing.lemma_.lower(), hyphened(thing))]
        yield from (f"{name}_{c.lower_}" for c in ties if not any(map(is_time, c.rights)) for name in names)


def _particles(verb: Token, objects: Sequence[Token]) -> Iterator[str]:
    """Yield particles and prepositions in pairs, with their nouns, and with an object: "in_to", "down_arms"."""
    near = [c for c in verb.rights if c.dep_ in ("prt", "prep", "advmod")]
    near += [p for c in objects if _is_number(c) for p in c.rights if p.dep_ == "prep"]  # "forked out $5 for it"
    behind = [x for c in near for x in (c, *(p for p in c.rights if p.dep_ == "prep" and p.i == c.i + 1))]
    for one, two in pairwise(behind):
        pair = f"{one.lower_}_{two.lower_}"
        yield from (f"{pair}_{g.lemma_.lower()}" for g in two.rights if g.dep_ == "pobj")
        yield pair
    particles = (c for c in behind if c.dep_ == "prt")
    yield from (f"{c.lower_}_{word}" for c in particles for t in objects for word in (t.lemma_.lower(), t.lower_))


def _denied(told: Token) -> str:
    """Return what stands in a name before an adjective that is denied: "found him *not guilty*"."""
    return "not_" if told.pos_ == "ADJ" and follows(told, "not") else ""


def _told_of(objects: Sequence[Token]) -> Iterator[str]:
    """Yield what is said of an object: "found him, 40, *guilty*", "cleared the trader *of* stealing"."""
    behind = [c for t in objects for c in t.rights]
    yield from (_denied(c) + c.lower_ for c in behind if c.pos_ == "ADJ")
    yield from (c.lower_ for c in behind if c.dep_ == "prep" and has_right(c, "pcomp"))


def _made_of(objects: Sequence[Token]) -> Iterator[str]:
    """Yield what something is made: "took it *private*"."""
    yield from (c.lower_ for t in objects for c in t.head.rights if c.pos_ == "ADJ" and c.dep_ == "advcl")


def _words_before(clause: EventClause) -> Iterator[str]:
    token, sentence = clause.token, clause.analysis.sentence_span(clause.token.idx)
    before = token.doc[max(sentence.start, token.left_edge.i - _REACH) : token.i]
    return (t.lemma_.lower() for t in reversed(before) if t.is_alpha)


def names_of_noun(clause: EventClause) -> Iterator[str]:
    """Yield what the noun measured or counted may tell, with a change of it, the words before it and after "of" first.

    What is said of the counted is theirs, too: "the deaths of 500 people".
    """
    noun, cue = clause.noun, clause.cue
    if noun is None:
        return
    lemma = noun.lemma_.lower()
    if cue is not None and cue.pos_ == "NOUN":
        yield f"{lemma}_{cue.lemma_.lower()}"  # "14,000 job cuts"
    yield from (f"{c.lemma_.lower()}_{lemma}" for c in modifiers_of(noun, clause))
    within = objects_of(noun, *_HELD)
    yield from (f"{g.lemma_.lower()}_{lemma}" for g in within)
    if (over := deed_over(clause, suffered=True)) is not None:
        kinds = ("national", lemma) if is_of_land(clause.analysis, clause.group.measured) else (lemma,)
        yield from (*(f"{kind}_{over.lemma_.lower()}" for kind in kinds), over.lemma_.lower())
    yield from (hyphened(noun), lemma, noun.lower_)


def deed_over(clause: EventClause, suffered: bool = False) -> Token | None:
    """Return what the counted do together, told by a noun, "a *strike* by 40 crews", or ``suffered``: "*deaths* of"."""
    if clause.noun is None or clause.group.lead.type != "headcount":
        return None
    tie, over, known = clause.noun.head, clause.noun.head.head, lexicon("clause")
    if tie.lower_ == "by" and tie.i and tie.nbor(-1).lemma_.lower() in known.of_many:
        over = tie.nbor(-1)  # "called off a walkout by 40 crews"
    if tie.lower_ == "by" and over.dep_ == "acl":
        over = over.head  # "a strike planned by 40 crews"
    if tie.lemma_.lower() in known.involving and clause.noun.dep_ == "dobj":
        over = over if tie.dep_ == "acl" else (first_left(tie, "nsubj") or over)
    done = tie.lower_ == "by" or tie.lemma_.lower() in known.involving
    done = done and over.lemma_.lower() in known.of_many
    home = tie.lower_ == "to" and over.lower_ in known.hosting  # "Peru, home to 9,000 Chileans"
    return over if done or (suffered and (home or (tie.lower_ == "of" and over.pos_ == "NOUN"))) else None


def deed_told(clause: EventClause, nouns: Collection[str]) -> Token | None:
    """Return what the counted do, or a noun of some that tells what befalls them: "prevented 3,000 *deaths*"."""
    named = clause.cue or clause.noun if any(name in nouns for name in clause.noun_names) else None
    deed = deed_over(clause) or named
    return None if deed is None or deed.head.lemma_.lower() in lexicon("telling").ending else deed  # "ended a strike"


def words_near(clause: EventClause) -> frozenset[str]:
    """Return the lemmas of what is measured, and of things that are counted; for money of what stands beside the verb.

    Of a measure that no fact names it is what stands before the verb.
    """
    mention, verb, lead = clause.group.measured, clause.verb, clause.group.lead
    held: list[Token] = list(clause.span_of(mention)) if mention is not None else []
    if lead.type == "headcount":  # "the *official* turnout" is of no officials, but "*dead* foreigners"
        held = [t for t in held if t.dep_ != "amod" or t.lower_ in lexicon("persons").plurals]
    if lead.type == "measure" and mention is None:
        held += [t for head in clause.at("subject") for t in (head, *head.lefts)]
    if lead.type == "money" and clause.slot == "object":
        held += [t for t in clause.at("subject") if t.lemma_.lower() in lexicon("clause").flows]
    noun = clause.noun if lead.type == "change" else None
    held += [g for c in (noun.rights if noun is not None else ()) if c.lower_ == "at" for g in c.rights]  # "at home"
    national = any(t.ent_type_ == "NORP" for t in held)
    national |= lead.type == "headcount" and is_of_land(clause.analysis, mention)
    beside = verb.children if clause.group.lead.type == "money" and verb is not None else ()
    for child in (c for c in beside if c.dep_ in ("dobj", "prep", "attr")):
        inner = (g for c in child.children for g in c.children if g.dep_ in ("compound", "prep"))
        held += [child, *child.children, *inner]
    amount = clause.group.value
    counted = [amount.unit] if lead.type == "measure" and amount is not None and amount.unit else []
    told = (("#bound", is_bound_for_work(clause)), ("national", national))
    names = (name for t in held for name in (t.lemma_.lower(), *((singular(t),) if t.tag_ == "NNPS" else ())))
    return frozenset({*(mark for mark, holds in told if holds), *counted, *names})


def is_of_land(analysis: Analysis, mention: Mention | None) -> bool:
    """Tell whether the words for people say of what land they are: "131,000 *Australians*"."""
    named = first_from(analysis.places, mention.start) if mention is not None else ()
    return any(p.form == "adjective" and mention is not None and p.start < mention.end for p in named)
