"""Disambiguation: what the words of a lead tell that no rule foresees, by what a trained model knows of their like.

The rules of a type foresee phrases and what must stand beside them. A lead tells its news in words that the types know
from other phrases, too, and tells none by words that look like it. ``models/senses`` weighs whether such a word tells
an event there, and of which of its types: by what can be read of it, and by the words around it (``surroundings``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from spacy.tokens import Token

from eventx.events.clauses.lede import find_lead
from eventx.events.draft import Draft, type_of
from eventx.events.frames.words import unvaried
from eventx.events.merging.merge import is_told_in
from eventx.events.predicates.needs import parted
from eventx.events.predicates.openings import open_clause
from eventx.events.predicates.predicate import Predicate
from eventx.events.predicates.senses import Told, compile_senses, is_barred, predicate_of
from eventx.events.predicates.surroundings import read_lead
from eventx.events.predicates.telling import is_background, is_question
from eventx.lexicons.weights import load_weights, odds_of
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered
from eventx.records import Event
from eventx.syntax.labels import AUXILIARIES
from eventx.text.layout import lies_within

NOTHING = "none"
"""The class of a word that tells no event."""
IDLE = "idle"
"""The table of the words that hardly ever tell one, each with how often it was seen."""
LIKELY = 0.55
"""How likely a word must tell an event at least that no rule foresees."""
POSSIBLE = 0.03
"""How likely it must be by the words around it alone, that the rest is looked at, too."""
DOUBTFUL = 0.03
"""How likely at least that a word tells the event that a rule takes it for."""
Classes = tuple[type[Event], ...]
_MOST = 100  # words of a lead that are asked: a page without a stop is one sentence
_SHORT = 3  # words of a list that says nothing of what they have in common
_TELLING = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX"})
_TIES = frozenset({"prep", "agent", "prt"})


@cache
def known_actions(classes: Classes) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return of each word that heads a phrase of some types what it tells in any: types and their actions."""
    found: dict[str, dict[str, set[str]]] = {}
    for bare in (False, True):
        for phrase, told in compile_senses(classes, bare).phrases.items():
            for cls, sense in told:
                types = found.setdefault(parted(phrase)[0][2:], {})
                types.setdefault(type_of(cls), set()).add(unvaried(sense.action))
    return {word: {k: frozenset(v) for k, v in types.items()} for word, types in found.items()}


@cache
def _lists(classes: Classes) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of the types' lexicons that hold each word: "legal.crimes"."""
    found: dict[str, list[str]] = {}
    for cls in classes:
        for name, words in cls.frame.words.lists.items():
            for word in words if len(words) >= _SHORT else ():
                found.setdefault(word, []).append(f"{type_of(cls)}.{name}")
    return {word: tuple(names) for word, names in found.items()}


def types_of(token: Token, classes: Classes) -> dict[str, frozenset[str]]:
    """Return the types that a word tells in some phrase, each with its actions there."""
    known = known_actions(classes)
    forms = [known[form] for form in {token.lemma_.lower(), token.lower_} if form in known]
    return {k: frozenset().union(*(types.get(k, ()) for types in forms)) for types in forms for k in types}


def show(clause: Predicate, classes: Classes) -> set[str]:
    """Return the features of a word: its place, its phrases, who does what to whom, and what stands around."""
    return _show_place(clause, classes) | _show_phrases(clause, classes) | _show_arguments(clause, classes)


def _show_place(clause: Predicate, classes: Classes) -> set[str]:
    """Return the features of a word that its place in the parse and its neighbours show."""
    analysis, token, lists = clause.analysis, clause.token, _lists(classes)
    shown = {"bias", f"tag {token.tag_}", f"dep {token.dep_}", f"under {token.dep_} {token.head.lemma_.lower()}"}
    shown.add(f"section {analysis.section(token.idx)}")
    shown |= {f"aux {c.lower_}" for c in token.lefts if c.dep_ in AUXILIARIES or c.dep_ in ("neg", "mark")}
    for tie in (c for c in token.children if c.dep_ in _TIES):
        shown.add(f"tie {tie.lower_}")
        shown.update(_grouped("tied", (t.lemma_.lower() for t in tie.children), lists))
        shown |= {f"tied {tie.lower_} {t.ent_type_ or t.pos_}" for t in tie.children}
    beside = (("next", _at(token, 1)), ("before", _at(token, -1)))
    shown |= {f"{name} {other.lower_}" for name, other in beside if other is not None}
    around = _words_of(analysis, analysis.sentence_at(token.idx), classes)
    shown.update(*(features for at, features in around if at != token.i))
    return shown


def _show_phrases(clause: Predicate, classes: Classes) -> set[str]:
    """Return the features of a word that its phrases show, and what these tell in some surroundings."""
    told = {f"{type_of(cls)}:{unvaried(sense.action)}" for _, (cls, sense) in senses_of(clause, classes)}
    return {*clause.names, *(f"told {name}" for name in told), *(f"told {name.partition(':')[0]}" for name in told)}


def _show_arguments(clause: Predicate, classes: Classes) -> set[str]:
    """Return the features of a word that those show who do it, what it is done to, and what hangs on it."""
    said = (("thing", clause.things), ("doer", clause.doers), ("near", clause.around))
    return {feature for kind, words in said for feature in _grouped(kind, words, _lists(classes))}


@remembered
def _words_of(analysis: Analysis, sentence: int, classes: Classes) -> list[tuple[int, tuple[str, ...]]]:
    """Return where the words of a sentence stand that say something, and their features."""
    words = [t for t in analysis.sentences[sentence] if t.is_alpha and not t.is_stop]
    return [(t.i, (*_grouped("word", (t.lemma_.lower(),), _lists(classes)),)) for t in words]


def _grouped(kind: str, words: Iterable[str], lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield words as features of a kind, and the lists that hold them."""
    for word in words:
        yield f"{kind} {word}"
        yield from (f"{kind} @{name}" for name in lists.get(word, ()))


def _at(token: Token, step: int) -> Token | None:
    return token.nbor(step) if 0 <= token.i + step < len(token.doc) else None


def senses_of(clause: Predicate, classes: Classes) -> list[tuple[str, Told]]:
    """Return the phrases of a clause, each with what it tells in some surroundings, the longest first."""
    free, bare = (compile_senses(classes, bare).phrases for bare in (False, True))
    return [(name, told) for name in clause.names for phrases in (free, bare) for told in phrases.get(name, ())]


def weigh(
    features: Collection[str], names: Iterable[str], around: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Return how likely each of some classes is by the features of a word, if one of them is right.

    The classes are types, "type:action" or nothing; those that the model has not seen are left out. ``around`` has
    the scores of the words around it, which then count as much: the geometric mean of both likelihoods.
    """
    tables = load_weights("events/predicates/senses")
    known = [name for name in names if name in tables and (around is None or name in around)]
    scores = {name: sum(tables[name][f] for f in features & tables[name].keys()) / 100 for name in known}
    if around is not None:
        scores = {name: (score + around[name]) / 2 for name, score in scores.items()}
    return odds_of(scores)


def words_in(analysis: Analysis, places: Iterable[tuple[int, int]], classes: Classes) -> Iterator[Token]:
    """Yield the words at some characters that tell an event in some phrase."""
    for start, end in places:
        for token in analysis.span(start, end) if start < end else ():
            idle = token.lemma_.lower() in load_weights("events/predicates/senses")[IDLE]
            if token.pos_ in _TELLING and not idle and types_of(token, classes):
                yield token


def is_free(cls: type[Event]) -> bool:
    """Tell whether a lead may tell a type by a word alone: no measure that moved, no goods, no sum."""
    return bool(cls.frame.counts_persons or not cls.frame.needs_number)


def weigh_lead(analysis: Analysis, classes: Classes, told: Sequence[Event]) -> tuple[list[Event], list[Draft]]:
    """Return an article's events without those that only its lead tells, in doubtful words, and what else that tells.

    What else is drafts of types that the lead does not tell yet, the likeliest first.
    """
    places, odds = find_lead(analysis), find_odds(analysis, classes, told)
    surest: dict[int, float] = {}  # an attack and its dead may have one word
    for event in told:
        surest[event.trigger.start] = max(surest.get(event.trigger.start, 0.0), odds.get(event.id, 1.0))

    def is_doubtful(event: Event) -> bool:
        beyond = any(not lies_within(m.start, places) for m in event.mentions)
        return surest[event.trigger.start] < DOUBTFUL and not event.facts and not beyond

    kept = [event for event in told if not is_doubtful(event)]
    return kept, _find_likeliest(analysis, classes, kept)


def _find_likeliest(analysis: Analysis, classes: Classes, told: Sequence[Event]) -> list[Draft]:
    """Return drafts of what a lead is likely to tell besides the types that are told there, the likeliest first."""
    places = find_lead(analysis)
    here = [event for event in told if any(is_told_in(event, *place) for place in places)]
    known = {event.type for event in here}
    free = {type_of(cls): cls for cls in classes if is_free(cls)}
    found: list[tuple[float, Draft]] = []
    for token in islice(words_in(analysis, places, classes), _MOST):
        types = types_of(token, classes)
        open_types = (types.keys() & free.keys()) - known
        told_already = any(event.trigger.start <= token.idx < event.trigger.end for event in here)
        if not open_types or told_already or is_question(analysis, analysis.sentence_span(token.idx).end_char):
            continue
        if not _is_possible(analysis, token, types, open_types):
            continue
        odds = _weigh_word(analysis, token, classes)
        for name in (name for name in open_types if odds.get(name, 0) >= LIKELY):
            if (draft := _draft(analysis, token, free[name], classes)) is not None:
                found.append((odds[name], draft))
    return [draft for _, draft in sorted(found, key=lambda f: -f[0])]


def find_odds(analysis: Analysis, classes: Classes, told: Iterable[Event]) -> dict[str, float]:
    """Return by its id how likely the word that tells an event of a lead tells it there, where the model knows both."""
    places = find_lead(analysis)
    found: dict[str, float] = {}
    for event in told:
        spans = ((m.start, m.end) for m in (event.trigger, *event.mentions))
        lead = next((span for span in spans if lies_within(span[0], places)), None)
        for token in analysis.span(*lead) if lead is not None else ():
            odds = _weigh_word(analysis, token, classes) if token.pos_ in _TELLING else {}
            if event.type in odds:
                found[event.id] = max(found.get(event.id, 0.0), odds[event.type])
    return found


@remembered
def _weigh_word(analysis: Analysis, token: Token, classes: Classes) -> dict[str, float]:
    """Return how likely a word of a lead tells each of its types, or nothing."""
    names = (NOTHING, *types_of(token, classes))
    return weigh(show(predicate_of(analysis, token), classes), names, read_lead(analysis).get(token.i, {}))


def _is_possible(analysis: Analysis, token: Token, types: Collection[str], asked: Iterable[str]) -> bool:
    """Tell whether the words around a word that may tell some types leave it possible that it tells one asked for."""
    around = read_lead(analysis).get(token.i, {})
    odds = odds_of({name: around[name] for name in (NOTHING, *types) if name in around})
    return any(odds.get(name, 0) >= POSSIBLE for name in asked)


def _draft(analysis: Analysis, token: Token, cls: type[Event], classes: Classes) -> Draft | None:
    """Return the draft of an event of a type, with its likeliest action of those that its phrases tell, or may.

    There is none if something rules out each sense that its phrases have: "discharged the *jury*".
    """
    clause = open_clause(analysis, token) if cls.frame.needs_number else predicate_of(analysis, token)
    told = [(phrase, sense) for phrase, (c, sense) in senses_of(clause, classes) if c is cls]
    if is_background(clause) or (told and all(is_barred(sense, clause, phrase) for phrase, sense in told)):
        return None
    name = type_of(cls)
    actions = {unvaried(sense.action): sense.action for _, sense in reversed(told)}
    likely = sorted(actions or types_of(token, classes)[name])
    odds = weigh(show(predicate_of(analysis, token), classes), (f"{name}:{action}" for action in likely))
    action = max(likely, key=lambda action: odds.get(f"{name}:{action}", 0))
    return Draft(cls, actions.get(action, action), clause, sure=True)
