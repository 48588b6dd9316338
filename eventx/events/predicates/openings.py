"""Openings: what titles and the first sentence that tells something tell without a number, of types that need one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from spacy.tokens import Token

from eventx.events.clauses.adnominal import caused_by
from eventx.events.clauses.descriptions import is_body
from eventx.events.clauses.leads import FactGroup
from eventx.events.clauses.lede import find_opening, find_titles
from eventx.events.clauses.marks import with_conjuncts
from eventx.events.draft import Draft
from eventx.events.merging.identity import STEM
from eventx.events.merging.merge import is_told_in, stems_told
from eventx.events.merging.titles import direction_of, moves
from eventx.events.predicates.predicate import Predicate
from eventx.events.predicates.senses import Senses, compile_senses, find_senses, lead_by
from eventx.facts.change.vocabulary import joined_noun, nouns, ways
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.records import Direction, Event
from eventx.syntax.arguments import objects_of, prepositions_of
from eventx.syntax.harm import harmed_in
from eventx.syntax.labels import COMPOUNDING, PARTIES, PLURAL, VERBAL
from eventx.syntax.nominals import is_nominal
from eventx.syntax.participles import stray_subject
from eventx.syntax.tokens import word_before

_MAIN = frozenset({"conj", "ccomp", "xcomp", "acomp"})
_BEFORE = frozenset({"compound", "nmod", "nsubj"})
_DONE = frozenset({"NOUN", "PROPN", "DET", "PRON"})


@dataclass(frozen=True)
class Opening(Predicate):
    """A verb that tells what moves, or is done, without a number; whose it is stands by the noun that moves."""

    @cached_property
    def measured(self) -> Token | None:
        """The head of what moves; where somebody does it, of what is moved."""
        doers, objects = self._arguments
        acts = any(t.pos_ in ("PROPN", "PRON") or is_body(t) for t in doers[:1])
        back = [t for c in self.token.rights if c.dep_ == "advmod" for t in objects_of(c, "to", "into")]
        reached = [*super().at("to"), *super().at("into"), *back] if acts else []  # "Kappa swung (back) to a loss"
        reached = [t for t in reached if not _is_mark(t)]
        held = [t for t in objects if not _is_extreme(t)]  # "scaled a peak", "hit its highest level"
        moved = (held or reached or doers or objects) if acts else doers or objects
        return next(iter(moved), None)

    @cached_property
    def noun_names(self) -> tuple[str, ...]:
        """What of the market moves by itself, and is nobody's own: "stock_market", "prices"."""
        noun, doers = self.measured, self._arguments[0]
        if noun is None or (doers and noun not in doers):
            return ()
        lemma = noun.lemma_.lower()
        names = (*(f"{c.lemma_.lower()}_{lemma}" for c in noun.lefts if c.dep_ in _BEFORE), lemma, noun.lower_)
        return tuple(name for name in names if name in lexicon("result").market)

    def at(self, position: str) -> list[Token]:
        """Return the heads of the phrases in a position; "of" a noun stands as if before it: "shares in Kappa"."""
        noun = self.measured
        if noun is None or position not in ("cue", "possessor", "compound"):
            return super().at(position)
        if position == "cue":
            return [noun]
        if position == "possessor":
            return [c for c in noun.lefts if c.dep_ == "poss"]
        behind = [g for prep in prepositions_of(noun) for g in prep.rights]
        return [*(c for c in noun.lefts if c.dep_ in COMPOUNDING), *behind]


def _is_mark(token: Token) -> bool:
    """Tell whether something is how far what moves has come, and no measure itself: "fell to a record *low*"."""
    return _is_extreme(token) or any(t.like_num for t in (token, *token.lefts))


def _is_extreme(token: Token) -> bool:
    """Tell whether something is a mark that measures set: "scaled a *peak*", "hit its highest *level*"."""
    best = any(t.tag_ == "JJS" for t in (token, *token.lefts))
    return best or token.lemma_.lower() in lexicon("clause").marks


@dataclass(frozen=True)
class TitleNoun(Opening):
    """What a title without a verb tells: "Profit slides", of which the parser makes a noun; "Rise in profit"."""

    @cached_property
    def noun(self) -> Token | None:
        """None: it is told as a verb's."""
        return None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What may tell the action: a state ("Sales down"), a verb, of which "Worsens" in capitals has no base yet."""
        if states := tuple(_states(self.token)):
            return tuple(f"v be_{state}" for state in states)
        bases = dict.fromkeys((self.token.lemma_.lower(), self.token.lower_[:-1], self.token.lower_[:-2]))
        turned = (f"v {base}_to" for base in bases if self.token.nbor(1).lower_ == "to")
        return (*turned, *(f"v {base}" for base in bases))

    @cached_property
    def _arguments(self) -> tuple[list[Token], list[Token]]:
        return with_conjuncts(list(_moved(self.token))[:1]), list(_reached(self.token))


def _moved(token: Token) -> Iterator[Token]:
    """Yield what goes up or down where a title tells it by a noun, or by what the parser has taken for one."""
    before = word_before(token)
    if token.tag_ in PLURAL and before.dep_ in _BEFORE and before.head == token:
        yield before
    yield from (token.head for _ in _states(token))
    yield from objects_of(token, "in")


def _states(token: Token) -> Iterator[str]:
    """Yield how a noun without a verb stands: "Ford sales down", "Pound near two-year low"."""
    if token.dep_ in ("advmod", "acomp", "amod") and token.i > token.head.i:
        yield token.lower_
    if token.dep_ == "prep" and token.lower_ in ("at", "near"):
        yield from (f"at_{g.lower_}" for g in token.rights if g.dep_ in ("pobj", "amod"))


def _reached(token: Token) -> Iterator[Token]:
    """Yield what stands right behind a verb taken for a noun: "Kappa swings to loss", "Kappa cuts forecast"."""
    behind = token.doc[token.i + 1 : token.i + 2]
    yield from (t for t in behind if t.head == token and t.tag_ in ("VB", "VBP", "NN", "NNS"))


def find_openings(
    analysis: Analysis, classes: Sequence[type[Event]], told: Sequence[Event], places: Sequence[tuple[int, int]]
) -> Iterator[Draft]:
    """Yield drafts of what is told in some places, beside the mentions of what is told already."""
    senses = compile_senses(tuple(cls for cls in classes if cls.frame.words.bare), bare=True)
    telling: dict[Token, type[Event]] = {}
    for token in _main_words(analysis, senses, places):
        group = _lead(analysis, token)
        own = group.lead.span  # "cut the fund, which aids all, by 12%" has a mention of the number alone
        spans = ((e, (e.trigger, *e.mentions)) for e in told)
        here = [e for e, held in spans if any(m.start < own.end and group.start < m.end for m in held)]
        if not all(e.frame.befalls for e in here):
            continue
        clause, apart = open_clause(analysis, token), bool(here) or _is_outcome(token)  # whom an attack kills
        fits = (fit for fit in find_senses(senses, clause) if not apart or fit[0].frame.counts_persons)
        struck = bool(here) or (is_nominal(token) and bool(harmed_in(token)))  # "Russian strikes" are no walkout
        fits = (fit for fit in fits if not struck or fit[0].frame.action is None)
        likeliest = next(fits, None)
        over = (telling.get(token.head), telling.get(token.head.head)) if is_nominal(token) else ()
        if likeliest is not None and likeliest[0] not in over:  # "ended a *strike*" is told by its verb
            telling[token] = likeliest[0]
            yield Draft(likeliest[0], likeliest[1].action, clause, sure=True)


def open_clause(analysis: Analysis, token: Token) -> Predicate:
    """Return the clause that a word of a title or first sentence opens."""
    group = _lead(analysis, token)
    if _is_verbless(token):
        return TitleNoun(analysis, group, token)
    return Predicate(analysis, group, word=token) if is_nominal(token) else Opening(analysis, group)


def _is_verbless(token: Token) -> bool:
    """Tell whether a word tells a move in a title without a verb."""
    top = token if token.dep_ == "ROOT" else token.head
    is_verb = top.pos_ in VERBAL and (top.tag_ != "VB" or any(True for _ in top.lefts))
    return top.dep_ == "ROOT" and not is_verb and any(True for _ in _moved(token))


def _main_words(analysis: Analysis, senses: Senses, places: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """Yield the verbs of the main clauses of some places, and the nouns of a type by them."""
    for verb in _main_verbs(analysis, places):
        yield verb
        if any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.lefts):
            continue  # "had announced *layoffs*" was before
        beside = (t for c in verb.children for t in (c, *c.children) if c.dep_ in PARTIES or t.dep_ == "pobj")
        yield from (t for t in beside if is_nominal(t) and t.lemma_.lower() in senses.nouns)


def _main_verbs(analysis: Analysis, places: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """Yield the verbs of the main clauses of some places, and of what somebody says there."""
    titles = find_titles(analysis)
    for start, end in places:
        if start < end:
            if (start, end) in titles:
                yield from filter(_is_verbless, analysis.span(start, end))
            yield from (t for t in analysis.span(start, end) if t.pos_ in VERBAL and (_is_main(t) or _is_outcome(t)))


def _is_main(verb: Token) -> bool:
    """Tell whether a verb stands in no clause that only adds to another: after "said", "and", "is set to"."""
    speaking = lexicon("government").speaking | lexicon("telling").any_of("sure", "sending")
    while verb.dep_ in _MAIN and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        trailing = verb.i < verb.head.i and any(c.text == "," for c in verb.head.lefts)  # "prices fell, data showed"
        if verb.dep_ == "ccomp" and not trailing and verb.head.lemma_.lower() not in speaking:
            return False
        verb = verb.head
    return verb.dep_ == "ROOT" or stray_subject(verb) is not None


def _is_outcome(verb: Token) -> bool:
    """Tell whether a participle says what came of what the main verb tells: "hit the mill, *killing* a guard"."""
    cause = caused_by(verb)
    return cause is not None and _is_main(cause)


def _lead(analysis: Analysis, verb: Token) -> FactGroup:
    """Return what leads: the verb, a copula with its adjective, a light verb with its object."""
    words, lemma = lexicon("telling"), verb.lemma_.lower()
    behind = "acomp" if verb.pos_ == "AUX" or lemma in words.linking else "dobj" if lemma in words.light else None
    moved = (c for c in verb.rights if verb.pos_ == "AUX" and c.dep_ == "advmod" and c.lower_ in ways("titles"))
    last = next((c for c in verb.rights if c.dep_ == behind), None) or next(moved, verb)  # "are *up* 6%"
    return lead_by(analysis, verb, last)


def way_of(draft: Draft) -> Direction | None:
    """Return which way something is told to have gone: "edged down", "extended its slide", "sent shares tumbling"."""
    verb, turned = draft.clause.token, draft.words.has("turned", (draft.action,))
    reached = any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon("clause").marks for c in verb.rights)
    if draft.words.has("unturned", (draft.action,)) or (reached and verb.lemma_.lower() in lexicon("direction").lower):
        return None  # "racked up profits", "scaled a peak"
    beside = (c.lower_ for c in verb.rights if c.dep_ in ("prt", "advmod", "acomp"))
    moved = [_way_of_noun(noun) for noun in draft.clause.at("object")] if turned else [direction_of(verb)]
    sent = [c for c in verb.rights if c.tag_ == "VBG"] if verb.lemma_.lower() in lexicon("telling").sending else []
    told = chain(moved, map(direction_of, sent), map(ways("titles").get, beside))
    return next(filter(None, told), None)


def _way_of_noun(noun: Token) -> Direction | None:
    """Return the way that a noun of change tells: down of "reported a *loss*", of "extended its *slide*"."""
    word = nouns().get(noun.lower_) or joined_noun(noun)
    return word.direction if word is not None else direction_of(noun)


def find_counted(draft: Draft, told: Sequence[Event]) -> Event | None:
    """Return the event that tells with a number what a draft tells without."""
    return next((e for e in told if _is_told_with_number(e, draft) or _is_same_harm(e, draft)), None)


def _is_same_harm(event: Event, draft: Draft) -> bool:
    """Tell whether an event of the same sentence counts others who came to harm: "killing a guard and hurting nine"."""
    here = draft.lead.sentence
    return draft.frame.counts_persons and event.type == draft.type and is_told_in(event, here.start, here.end)


def _is_told_with_number(event: Event, draft: Draft) -> bool:
    """Tell whether an event tells with a number, in another sentence, the move that a draft tells without."""
    clause, way, here = draft.clause, way_of(draft), draft.lead.sentence
    noun = clause.measured if isinstance(clause, Opening) and not draft.frame.action else None
    told = event.type == draft.type and way is not None and event.direction == way and bool(event.facts)
    if noun is None or not told or is_told_in(event, here.start, here.end):
        return False
    asserted = clause.analysis.modality(clause.token) == "asserted"  # no "may fall"
    if draft.words.has("turned", (draft.action,)):  # "reported a rise in *profits*"
        return asserted and any(moves(thing, event) for thing in objects_of(noun, "in", "of"))
    behind = next((t for t in clause.token.doc[clause.token.i + 1 :] if t.pos_ != "ADJ"), None)
    done = noun.i < clause.token.i and behind is not None and behind.pos_ in _DONE  # "Kappa drops early plans"
    return asserted and not done and moves(noun, event)


def is_known(event: Event, draft: Draft) -> bool:
    """Tell whether an event is what a draft tells: of its type and, where something moves, of the same thing.

    What a title says goes up or down is what the first sentence says does so, too, in other words.
    """
    verb = draft.clause.token
    below = [c for c in verb.rights if c.dep_ == "xcomp" or (c.dep_ == "ccomp" and event.type == draft.type)]
    if any(event.trigger.start <= c.idx < event.trigger.end for c in below):
        return True  # "is considering *signing* a pact", "the court said it would *fine* Kappa"
    things = [t.idx for t in draft.clause.at("object") if t.i > verb.i and not draft.frame.action]
    if any(m.start <= at < m.end for m in event.mentions for at in things):
        return True  # "announced a *12% increase* in visitors"
    if event.type != draft.type:
        return False
    if draft.frame.action:
        above = verb.dep_ == "xcomp" and event.trigger.start <= verb.head.idx < event.trigger.end  # "*refused* to pass"
        return above or bool(getattr(event, draft.frame.action) == draft.base)
    here = draft.lead.sentence
    moved = draft.clause.at("object") if is_told_in(event, here.start, here.end) else []  # "news sent *shares* up 4%"
    named = {t.lower_[:STEM] for noun in (*draft.clause.at("cue"), *moved) for t in (noun, *noun.lefts)}
    if not named.isdisjoint(stems_told(event)):
        return True
    opening = find_opening(draft.analysis)
    alike = event.direction is not None and event.direction == way_of(draft)
    return alike and draft.start < opening[0] and is_told_in(event, *opening)


def has_scene(event: Event, draft: Draft, told: Sequence[Event]) -> bool:
    """Tell whether an opening tells when or where people do what an event, the only one so, counts behind it."""
    name = draft.frame.action
    if not (draft.frame.counts_persons and name) or event.type != draft.type or draft.start > event.trigger.start:
        return False
    alike = [e for e in told if e.type == event.type and getattr(e, name) == getattr(event, name)]
    return len(alike) == 1 and not (event.period and event.places)
