"""Senses: the happenings that a verb or noun tells without a number, and the numbers of its clause that are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from eventx.events.clauses.adnominal import grounds_of
from eventx.events.clauses.leads import FactGroup, TriggerLead
from eventx.events.clauses.naming import linked, suffered
from eventx.events.draft import Draft
from eventx.events.frames.frame import Frame, Sense
from eventx.events.predicates.needs import Need, compile_needs, is_met, parted, words_of
from eventx.events.predicates.predicate import Predicate
from eventx.events.predicates.telling import is_told
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered
from eventx.records import Event
from eventx.syntax.arguments import sales_beside
from eventx.syntax.endings import deals_left
from eventx.syntax.harm import deeds_of_harm
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES, NOUN_SUBJECTS, PAST, VERBAL, has_right
from eventx.syntax.nominals import governing, is_nominal, prefixed, undoubled
from eventx.syntax.participles import is_blamed
from eventx.syntax.tokens import hyphened

NUMBERS = frozenset({"money", "change", "share", "measure"})
"""The types of facts whose numbers may belong to a happening that needs none."""


def _ids(words: Iterable[str]) -> frozenset[int]:
    """Return the numbers that spaCy gives words, the same in every vocabulary."""
    store = StringStore()
    return frozenset(store.add(word) for word in words)


_AS_NOUN = ("nsubj", "VBZ")  # a noun that the tagger took for a verb: "the Kappa updates were small"
_JUDGED = frozenset({("ADJ", "acomp"), ("ADJ", "oprd")})
_PAST = _ids(PAST)
Told = tuple[type[Event], Sense]


@dataclass(frozen=True)
class Senses:
    """What the words of all types that need no number tell."""

    phrases: Mapping[str, tuple[Told, ...]]
    verbs: frozenset[str]
    """The first words of the verbs."""
    nouns: frozenset[str]
    """The last words of the nouns."""
    ids: frozenset[int]
    """The numbers that spaCy gives all these words."""
    beside: Mapping[str, frozenset[str]]
    """The words that stand by a verb or noun ("v make", "n sale") in its phrases; "" where it is one by itself."""
    needs: Mapping[str, list[Need]]
    """What each verb or noun needs in its sentence to tell one of its senses."""


@cache
def compile_senses(classes: tuple[type[Event], ...], bare: bool = False) -> Senses:
    """Return what the words of some types tell, the types in their order; ``bare`` those of types with a number."""
    phrases: dict[str, tuple[Told, ...]] = {}
    for cls in classes:
        frame: Frame = cls.frame
        for name, senses in (frame.words.bare if bare else frame.words.senses).items():
            phrases[name] = (*phrases.get(name, ()), *((cls, sense) for sense in senses))
    beside: dict[str, set[str]] = {}
    for head, other in map(parted, phrases):
        beside.setdefault(head, set()).add(other)
    verbs, nouns = (frozenset(word[2:] for word in beside if word.startswith(kind)) for kind in "vn")
    known = {word: frozenset(others) for word, others in beside.items()}
    needs = compile_needs({phrase: [sense for _, sense in told] for phrase, told in phrases.items()})
    return Senses(phrases, verbs, nouns, _ids(verbs | nouns), known, needs)


def find_triggers(analysis: Analysis, classes: Sequence[type[Event]]) -> Iterator[list[Draft]]:
    """Yield for each word that may tell a happening the drafts of it, the likeliest first; one at most is an event."""
    senses = compile_senses(tuple(classes))
    for token in _candidates(analysis.doc, senses):
        if not _is_likely(analysis, senses, token):
            continue
        clause = predicate_of(analysis, token)
        fits = find_senses(senses, clause)
        if fits and not _is_filler(analysis, senses, token) and not _leaves_it(analysis, senses, token):
            yield [Draft(cls, sense.action, clause, sure=True) for cls, sense in fits]


def _candidates(doc: Doc, senses: Senses) -> Iterator[Token]:
    """Yield the nouns and verbs of a type, and the participles that the lemmatiser may have spoilt."""
    ids = senses.ids
    for at, (lemma, lower, tag) in enumerate(doc.to_array(["LEMMA", "LOWER", "TAG"]).tolist()):
        if lemma in ids or lower in ids or tag in _PAST:
            yield doc[at]


def lead_by(analysis: Analysis, token: Token, last: Token | None = None) -> FactGroup:
    """Return what leads an event that a word tells by itself, or the words from one to another."""
    told, at = analysis.quote(token, last), token.idx
    lead = TriggerLead(span=told, trigger=told, sentence=analysis.sentence(at), section=analysis.section(at))
    return FactGroup([lead])


def predicate_of(analysis: Analysis, token: Token) -> Predicate:
    """Return the clause of a word that tells something without a number."""
    return Predicate(analysis, lead_by(analysis, token), word=token)


def find_senses(senses: Senses, clause: Predicate) -> list[Told]:
    """Return what a predicate tells, the longest phrase first."""
    words = _words_around(clause.analysis, clause.token)
    told = ((name, t) for name in clause.names for t in senses.phrases.get(name, ()))
    likely = ((name, t) for name, t in told if is_met(t[1].needed, words))
    fits = [t for name, t in likely if _fits(t[1], clause, name)]
    return fits if fits and is_told(clause) else []


def _told_by(analysis: Analysis, senses: Senses, token: Token) -> list[Told]:
    """Return what a word tells."""
    return find_senses(senses, predicate_of(analysis, token)) if _may_tell(senses, token) else []


def _leaves_it(analysis: Analysis, senses: Senses, token: Token) -> bool:
    """Tell whether its infinitive tells what is done: of "agreed to lift a ban" the lifting.

    Where several agree to do what tells nothing, they agree with each other: "Peru and Chile agreed to share fuel".
    """
    if any(_is_same(analysis, senses, token, deed) for deed in (*deeds_of_harm(token), *_signed_by(token))):
        return True  # "killed two soldiers in an attack on a base", "signed a deal with Kappa to sell it"
    grounds = grounds_of(token) if any(c.tag_ == "MD" for c in token.lefts) else []
    if any(_is_same(analysis, senses, token, t) for t in grounds):
        return True  # "would be taxed under plans unveiled on Monday"
    below = (
        [c for c in token.rights if c.dep_ == "xcomp"] if token.lemma_.lower() in lexicon("telling").controlling else []
    )
    below += [c for noun in deals_left(token) for c in noun.rights if c.dep_ in ADNOMINAL and c.tag_ == "VB"]
    below = [c for c in below if _may_tell(senses, c)]
    several = any(c.dep_ == "nsubj" and c.conjuncts for c in token.lefts)
    return any(_told_by(analysis, senses, c) for c in below) if several else bool(below)


def _signed_by(verb: Token) -> list[Token]:
    """Return what a deal that a verb brings about is to do: "signed a deal to *sell* it"."""
    deals = [c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in lexicon("telling").deals]
    behind = (c for t in (*deals, verb) for c in t.rights if deals and c.dep_ in ("acl", "advcl"))
    return [c for c in behind if c.tag_ == "VB" and any(t.lower_ == "to" for t in c.lefts)]


def _is_filler(analysis: Analysis, senses: Senses, token: Token) -> bool:
    """Tell whether a noun only says what is done by a verb that tells it: "rejected the proposal"."""
    if any(_told_by(analysis, senses, t) for t in sales_beside(token)):
        return True  # "raised $4 million by selling its mill"
    if token.dep_ == "pcomp" and is_blamed(token.head) and _told_by(analysis, senses, token.head.head):
        return True  # "prosecutors accused him of killing two men"
    if token.tag_ == "VBG" and token.lemma_.lower() in lexicon("telling").succeeding:
        put = token.head if token.dep_ == "advcl" else governing(token.head)
        if put is not None and _is_same(analysis, senses, token, put):
            return True  # "named Ann Low its head, replacing Ivo Brandt"
    planned = token.dep_ == "acl" and token.head.lemma_.lower() in lexicon("telling").bearing
    over = governing(token.head) if planned and token.tag_ == "VB" else None
    if over is not None:
        return _is_same(analysis, senses, token, over)  # "dropped plans to tax water", "plans to tax it were dropped"
    held = token.dep_ == "pobj" and token.head.head.lemma_.lower() in lexicon("telling").bearing
    verb = governing(token) if is_nominal(token) and not held else None  # but "signed a deal for the purchase of Kappa"
    over = token.head.head if token.dep_ == "pobj" else None
    if over is not None and (over.pos_, over.dep_) in _JUDGED:
        verb = over.head  # "pleaded guilty to charges"
    if over is not None and f"v {over.lemma_.lower()}_{token.head.lower_}_{token.lemma_.lower()}" in senses.phrases:
        verb = over  # "went on trial"
    within = over if token.head.lower_ == "with" and token.lemma_.lower() in lexicon("telling").clinching else None
    if token.dep_ in NOUN_SUBJECTS and token.lemma_.lower() in lexicon("telling").deeds:
        within = token.head  # "construction has stalled"; "reached the final with a win over Peru"
    if within is not None:
        return _is_same(analysis, senses, token, within)
    above = over.head if over is not None and (over.pos_ == "ADV" or over.dep_ == "dobj") else over
    if above is not None and above.pos_ == "VERB" and not held and _is_tied(analysis, senses, token, above):
        return True  # "walked away from the accord", "called a halt to raids"
    if token.dep_ == "nsubj" and verb is None:  # "its share sale raised $4 million"
        told = (sense for _, sense in _told_by(analysis, senses, token.head))
        return any("#money" in sense.counted and not sense.by.isdisjoint(_noun_names(token)) for sense in told)
    by_verb = _told_by(analysis, senses, verb) if verb is not None else ()
    return any(not cls.frame.words.resumed(s.action) for cls, s in by_verb)  # "turned down a $5 bid by Kappa"


def _is_same(analysis: Analysis, senses: Senses, one: Token, other: Token) -> bool:
    """Tell whether two words tell events of one type, the other by itself: no "the sale of Kappa will *raise* $5"."""
    own = {cls for cls, _ in _told_by(analysis, senses, one)}
    return any(cls in own and not cls.frame.words.resumed(s.action) for cls, s in _told_by(analysis, senses, other))


def _is_tied(analysis: Analysis, senses: Senses, noun: Token, verb: Token) -> bool:
    """Tell whether the preposition before a noun ends the phrase by which a verb tells the same type."""
    names = (name for name in predicate_of(analysis, verb).names if name.endswith(f"_{noun.head.lower_}"))
    return any(name in senses.phrases for name in names) and _is_same(analysis, senses, noun, verb)


def _may_tell(senses: Senses, token: Token) -> bool:
    """Tell whether a word is one of a type's, and no verb that only lends its object a subject."""
    if is_nominal(token):
        named = token.ent_type_ in ("ORG", "PERSON") and _is_of_longer(token)  # "the Road Safety Administration"
        return not named and (token.lemma_.lower() in senses.nouns or token.lower_ in senses.nouns)
    stands = token.pos_ == "VERB" or (token.lemma_ == "be" and token.dep_ not in AUXILIARIES)
    if not stands or (token.dep_, token.tag_) == _AS_NOUN or senses.verbs.isdisjoint(_forms(token)):
        return False
    again = any(c.lower_ == "again" for c in token.rights)  # "began running again" resumes
    alone = token.tag_ == "VB" and not has_right(token, "dobj")  # "collapse *to defeat*"
    debated = token.dep_ == "advcl" and (alone or token.lemma_.lower() in lexicon("telling").debating)
    below = debated or (token.dep_ == "xcomp" and not again and token.head.lemma_ != "be")  # "is open", "is to open"
    if below and f"v {token.head.lemma_.lower()}_{token.lemma_.lower()}" in senses.phrases:
        return False  # of "offered to buy" the offer tells it, of "met to discuss" the meeting
    lemma = token.lemma_.lower()
    if token.tag_ == "VBN" and lemma in lexicon("telling").sure and has_right(token, "xcomp"):
        return False  # "the conflict is set to spread"
    things = [c for c in token.rights if c.dep_ == "dobj"]
    told = senses.beside.get(f"v {lemma}", frozenset())
    if lemma not in lexicon("telling").light or any(t.lemma_.lower() in told for t in things):
        return True
    return not any(f"n {name}" in senses.phrases for t in things for name in _noun_names(t))


def _is_of_longer(token: Token) -> bool:
    """Tell whether a word is one of several of a name: no "IPO", which the small model takes for a firm."""
    return token.ent_iob_ == "I" or (token.i + 1 < len(token.doc) and token.nbor(1).ent_iob_ == "I")


def _noun_names(noun: Token) -> Iterator[str]:
    """Yield what a noun may tell, alone or with a word before it."""
    lemma = noun.lemma_.lower()
    yield from (lemma, noun.lower_, hyphened(noun), *(f"{c.lemma_.lower()}_{lemma}" for c in noun.lefts))


def _is_likely(analysis: Analysis, senses: Senses, token: Token) -> bool:
    """Tell whether a word is one of a type's, and its sentence has what one of its senses needs."""
    if not _may_tell(senses, token):
        return False
    kind, forms = ("n", (token.lemma_.lower(), token.lower_)) if is_nominal(token) else ("v", _forms(token))
    needs = (need for form in dict.fromkeys(forms) for need in senses.needs.get(f"{kind} {form}", ()))
    words, states = _words_around(analysis, token), (*suffered(token), *linked(token)) if kind == "v" else ()
    return any(is_met(need, words) for need in needs) or any(f"v {name}" in senses.phrases for name in states)


def _words_around(analysis: Analysis, token: Token) -> frozenset[str]:
    return _words_of(analysis, analysis.sentence_at(token.idx))


@remembered
def _words_of(analysis: Analysis, sentence: int) -> frozenset[str]:
    return words_of(analysis.sentences[sentence])


def _forms(verb: Token) -> tuple[str, ...]:
    word = verb.lower_  # the lemmatiser makes "fin" of "fined"
    return (verb.lemma_.lower(), word, word.removesuffix("d"), word.removesuffix("ed"), undoubled(verb), prefixed(verb))


def _fits(sense: Sense, clause: Predicate, name: str) -> bool:
    """Tell whether what a word needs stands beside it, and nothing that rules it out."""
    if sense.counted and not _is_counted(sense, clause, name):
        return False
    if sense.by and sense.by.isdisjoint(clause.doers):
        return False
    if (sense.transitive and not clause.at("object")) or (sense.agentive and not clause.at("subject")):
        return False  # "a man was killed when his car hit a wall"
    if sense.intransitive and any(c.dep_ == "xcomp" and c.pos_ in VERBAL for c in clause.token.rights):
        return False  # "output has begun to slow", but "falls to lowest since May"
    things = [t for t in clause.at("object") if t.lower_ not in lexicon("telling").hollow] if sense.intransitive else []
    if things and (clause.at("subject") or any(t.dep_ == "dobj" for t in things)):
        return False  # "a market breaking new highs"
    return not is_barred(sense, clause, name)


def is_barred(sense: Sense, clause: Predicate, name: str) -> bool:
    """Tell whether something rules out that a phrase has a sense."""
    unless = sense.unless.difference(name[2:].split("_"))  # "shut down", of which "down" is a part
    compounds = (name for name in clause.doers if "_" in name)  # "a bomb blast killed four"
    around = any(not unless.isdisjoint(words) for words in (clause.barring, clause.around, compounds))
    return around or not sense.not_by.isdisjoint(clause.doers)


def _is_counted(sense: Sense, clause: Predicate, name: str) -> bool:
    """Tell whether one of its counted words is what it is done to: of "jumped on the train" no "officers"."""
    behind = clause.things_of(name)
    if not sense.counted.isdisjoint(behind):
        return True
    return (not behind or not sense.by or bool(clause.at("object"))) and not sense.counted.isdisjoint(clause.things)
