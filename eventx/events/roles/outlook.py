"""Outlook: whether what an event tells is told as fact, as denied or still to come, or left open."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.clauses.adnominal import is_ground
from eventx.events.clauses.control import is_answered, tender_over
from eventx.events.clauses.naming import deed_over, deed_told
from eventx.events.draft import Draft
from eventx.events.predicates.moods import has_lapsed, mood_of
from eventx.events.predicates.predicate import Predicate
from eventx.lexicons import lexicon
from eventx.normalize.date import Time
from eventx.records import Period
from eventx.syntax.arguments import is_paid_for
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES, PRESENT
from eventx.syntax.nominals import is_nominal
from eventx.syntax.participles import bringing, governor_of
from eventx.syntax.phrases import governing_verb
from eventx.syntax.tense import is_backshifted

AHEAD = frozenset({"forecast", "hypothetical"})
"""How what has not come about yet is told."""
_PROMISED, _SURE = frozenset({"xcomp", "pcomp"}), ("headcount", "change")
_LENT = frozenset({"asserted", "forecast"})
_MOODS = dict(asks="hypothetical", sought="hypothetical", talks="hypothetical", withheld="negated", readies="forecast")


def is_scheduled(draft: Draft) -> bool:
    """Tell whether the present tells what a day to come is set for: "the trial opens next month"."""
    period, published = draft.fields["period"], draft.analysis.article.published_on
    clause, deed = draft.clause, deed_over(draft.clause)
    if deed is None and not isinstance(clause, Predicate):
        return False
    verb = clause.token if clause.noun is None else governing_verb(clause.token if deed is None else deed)
    if verb is None or period is None or not period.start_date or published is None:
        return False
    ahead = period.start_date > published.isoformat() and modality_of(draft) == "asserted"
    helps = [c for c in verb.lefts if c.dep_ in AUXILIARIES]
    being = clause.noun is None and len(helps) == 1 and helps[0].lemma_ == "be"  # "is crowned next month"
    return ahead and (helps[0] if being else verb).tag_ in PRESENT and (being or not helps)


def modality_of(draft: Draft) -> str:
    """Return whether an event is told as fact, as denied or still to come, or left open."""
    lead, verb, frame = draft.lead, draft.clause.verb, draft.frame
    if lead.type == "trigger" and verb is not None and is_ground(verb):
        return "asserted"  # "need no licence under a law passed on Monday"
    if (offer := tender_over(draft.clause.token)) is not None and draft.base == "bid":
        return _modality_of_offer(draft, offer)
    befell = frame.befalls and bool(draft.clause.at("harmed"))
    if (draft.clause.enclosed and draft.clause.undergone is not None) or (lead.type == "trigger" and befell):
        return "asserted"  # "will pay the families of five workers killed in a blast", "nobody was hurt *in the fire*"
    asked = lead.modality == "asserted" and lead.type not in _SURE  # whose own word holds: "dismissed 300 workers"
    told = draft.analysis.modality(lead.span.start) if asked else lead.modality
    made = () if verb is None else (verb.lemma_.lower(), f"{verb.lemma_.lower()}_{draft.clause.token.lemma_.lower()}")
    if lead.type == "trigger" and verb is not None and not lexicon("telling").completing.isdisjoint(made):
        told = draft.analysis.modality(verb)  # "completed its planned merger", "rejected a proposed bid"
    lapsed = lead.type == "trigger" and told in AHEAD and has_lapsed(draft.analysis, draft.clause.token)
    if lead.type == "trigger" and told in AHEAD and (lapsed or _is_done(draft)):
        return "negated" if lapsed else "asserted"
    if draft.words.has("word_given", (draft.action,)) and told == "forecast" and verb is not None:
        return draft.analysis.modality(verb)  # a promise made is a fact; what it promises lies ahead
    if told == "asserted" and (mood := _mood_of_words(draft)) is not None:
        return mood
    if told == "forecast" and verb is not None and (above := _promise(draft, verb)) is not None:
        return draft.analysis.modality(above)
    nouns = draft.words.nouns.items() if told == "asserted" and frame.counts_persons else ()
    deeds = {n for n, does in nouns if does != frame.default and not draft.words.has_any(("bearers", "remains"), (n,))}
    deed = deed_told(draft.clause, deeds) if told in _LENT else None  # "layoffs", no "workers", no "migrants"
    if deed is not None and (mood := mood_of(deed)) != "asserted":
        return mood  # "averted a strike by 40 crews"
    if told == "asserted" and isinstance(draft.clause, Predicate):
        planned = next(iter(draft.clause.at("object")), None) if draft.action.endswith(":planned") else None
        return mood_of(draft.clause.token if planned is None else planned)  # "shelved its listing"
    paying = governing_verb(verb) if verb is not None and is_paid_for(verb) else verb  # "would pay $5 to buy it"
    if told == "hypothetical" and lead.type in ("trigger", "share") and paying is not None and is_backshifted(paying):
        return "forecast"
    return told


def _modality_of_offer(draft: Draft, offer: Token) -> str:
    """Return how an offer to buy something is told: one that is made, or rejected, is; one that is withdrawn is not."""
    if offer.head.lemma_.lower() in lexicon("telling").retracting:
        return "negated"
    told = draft.analysis.modality(offer.head if is_answered(offer) else offer)
    return told if told != "asserted" or is_answered(offer) else mood_of(offer)


def _mood_of_words(draft: Draft) -> str | None:
    """Return the mood that the words of a frame tell by its verb, or by the noun of a deal that is talked about."""
    names = {"talks": draft.clause.noun_names, "sought": (draft.action,)}
    phrases = (name[2:] for name in getattr(draft.clause, "names", ()) if name[0] == "v")  # "break_off_talk"
    has, own = draft.words.has, (*draft.clause.verb_names, *phrases)
    return next((mood for name, mood in _MOODS.items() if has(name, names.get(name, own))), None)


def _is_done(draft: Draft) -> bool:
    """Tell whether what something ahead is told of is over, or decided: "its decision to ban imports could hurt"."""
    token, period = draft.clause.token, draft.fields.get("period")
    if is_nominal(token):
        over = period is not None and is_over(draft, period)  # "proceeds of its listing in May will pay for it"
        return over or (bringing(token) is not None and mood_of(token) == "asserted")
    decided = token.dep_ in ADNOMINAL and token.head.lemma_.lower() in lexicon("telling").decided
    given = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any") for c in token.head.lefts)
    sums = (draft.root_at(f.span) for f in draft.clause.group.facts[1:] if f.type == "money")
    known = decided and (given or (any(map(token.head.is_ancestor, sums)) and mood_of(token) == "asserted"))
    return known or (token.dep_, token.tag_) == ("acl", "VBN")  # "the law, passed on Monday, will double fines"


def is_over(draft: Draft, time: Time | Period) -> bool:
    """Tell whether a time ended before the article was published."""
    published = draft.analysis.article.published_on
    return published is not None and time.end_date is not None and time.end_date < published.isoformat()


def _promise(draft: Draft, verb: Token) -> Token | None:
    """Return the verb by which somebody promises to do it: "vowed to send", "is committed to giving"."""
    above = governor_of(verb)
    return above if verb.dep_ in _PROMISED and draft.words.has_lemma("promises", above) else None
