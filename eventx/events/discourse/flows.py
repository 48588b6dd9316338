"""Flows: what goes on with a flow of trade told before: one of its goods, another partner, another measure of it."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.clauses.amounts import has_unit
from eventx.events.clauses.clause import EventClause
from eventx.events.draft import REACH, Draft
from eventx.events.entities.index import EntityIndex
from eventx.events.frames.frame import Words
from eventx.events.roles.pairs import country_of
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.normalize.place import country
from eventx.records import Place
from eventx.syntax.arguments import object_of
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, OWNING
from eventx.syntax.phrases import governing_verb
from eventx.text.section import holding

_MEASURED = ("accounts", "national", "measures", "worth", "series")
"""The lists of result of what is no ware."""
_FAR = 30  # words from a pronoun to what it stands for
_TIED = 5  # words between what is listed and its number
_FILLING = frozenset({"ADV", "DET", "ADJ", "SYM", "ADP"})
_TIES = frozenset({"with", "for", "at", "("})
_FLOWS = frozenset({"export", "import"})
_FIGURES = {"balances": "balance", "totals": "total", "figures": ""}
_ACROSS = {"takers": "export:taken", "givers": "import:given"}


def go_on(before: Draft, draft: Draft | None, clause: EventClause, entities: EntityIndex) -> Draft | None:
    """Give a number that goes on with the flow before its type: "Exports rose 4%. Tin earned $3 million"."""
    if before.frame.pair is None or not has_unit(before.frame, clause):
        return draft
    paid = draft is not None and draft.frame.money
    other = draft is not None and draft.sure and not paid and draft.cls is not before.cls
    if other or clause.group.lead.type not in before.frame.leads:
        return draft
    found = _partner(before, clause, entities) or _paid(before, clause, entities)
    if found is not None:
        return Draft(before.cls, found[0], EventClause(clause.analysis, clause.group, found[1]), sure=True)
    again = draft is not None and draft.action == before.action and ":" in draft.action
    if (draft is not None and draft.sure and not again) or not before.reaches(clause.group.start, REACH):
        return draft
    flow = "export" if before.words.has("earning", _verbs(clause)) else before.base
    if flow in _FLOWS and (ware := _ware(before, clause, entities)) is not None:
        return Draft(before.cls, f"{flow}:part", EventClause(clause.analysis, clause.group, ware), sure=True)
    others = any(map(entities.is_somebody, clause.at("subject")))  # "Halden Foods lifted its turnover"
    figure = _figure(before, clause) if before.is_near(clause) and not others else None
    return Draft(before.cls, figure, clause, sure=True) if figure is not None else draft


def _verbs(clause: EventClause) -> tuple[str, ...]:
    """Return the names of the verb, and of that which has the level beside a change: "*earned* $3 million, up 4%"."""
    above = governing_verb(clause.verb) if clause.group.value is not None and clause.verb is not None else None
    beside = above is not None and clause.group.lead.type == "change"
    return (*clause.verb_names, above.lemma_.lower()) if above is not None and beside else clause.verb_names


def _figure(before: Draft, clause: EventClause) -> str | None:
    """Return the action of another measure of the flow: "its *value* was $3 million", "the *balance* widened"."""
    noun, flow = clause.noun, before.base
    if noun is None or any(c.tag_ != "PRP$" and (c.dep_ in OWNING or c.lower_ in ("of", "in")) for c in noun.children):
        return None
    told = (action for name, action in _FIGURES.items() if before.words.has_lemma(name, noun))
    return next((action or f"{flow}:again" for action in told), None)


def _partner(before: Draft, clause: EventClause, entities: EntityIndex) -> tuple[str, Token] | None:
    """Return the action, and the land that takes or gives the goods: "*Peru* paid $3", "*Chile* with $2"."""
    land = _listed(clause)
    called = holding(clause.analysis.places, land.idx) if land is not None else None
    land = entities.root(called.start, called.end) if called is not None else land  # "the *Republic* of Korea with $2"
    across = before.action in _ACROSS.values() and _in_list(before, clause)
    if across and land is not None and _is_land(land, entities):
        return before.action, land
    words, roles = before.words, [c.lemma_.lower() for c in clause.at("complement")]
    named = (_meant(t, words) for t in (*clause.at("subject"), clause.noun) if t is not None)
    lands = (t for t in named if _is_land(t, entities))
    for land in (t for t in lands if not _is_home(before, t, entities)):
        for name, action in _ACROSS.items():
            if words.has(f"{name}_names", roles) and clause.slot in _TIES:
                return action, land
        # but "exports *to* Peru, with Chile"
        further = (t for tie in ("for", "to") for t in clause.at(tie) if t.i > land.i)
        imports = any(map(words.verbs.__contains__, clause.verb_names))  # "Peru *imported* rice"
        lone = imports and _home_of(before) is None
        takes = words.has("takers", clause.verb_names) and not (lone or any(further))
        if takes and before.reaches(clause.group.start, REACH) and before.base in _FLOWS:
            return _ACROSS["takers"], land
    return None


def _paid(before: Draft, clause: EventClause, entities: EntityIndex) -> tuple[str, Token] | None:
    """Return the action, and the land that pays for what it imports: "*Peru* shelled out $3 million for imports"."""
    bought = (t.lemma_.lower() for tie in ("for", "on") for t in clause.at(tie))
    lands = [t for t in clause.at("subject") if _is_land(t, entities)]
    taken = any(before.words.nouns.get(name) == "import" for name in bought)
    return ("import:done", lands[0]) if taken and lands and before.reaches(clause.group.start, REACH) else None


def _ware(before: Draft, clause: EventClause, entities: EntityIndex) -> Token | None:
    """Return the goods that a number is told of: "*tin* earned $3 million", "*zinc* $2 million"."""
    words, noun, listed = before.words, clause.noun, _listed(clause)
    if noun is not None and words.has("bringing", _verbs(clause)) and _is_ware(before, noun, entities):
        return noun
    part = before.action.endswith(":part")
    if clause.group.lead.type == "money":
        among = listed if part and _in_list(before, clause) else None
        return among if among is not None and _is_ware(before, among, entities) else None
    goods = before.fields.get("goods") is not None and "goods" not in before.fields["inferred"]
    if noun is None or not goods or not before.is_near(clause) or noun.dep_ == "pobj":
        return None
    if clause.group.lead.type != "change" or lexicon("result").market & {*clause.noun_names}:
        return None  # "copper fell 3%" is a price
    return noun if _is_ware(before, noun, entities) else None


def _in_list(before: Draft, clause: EventClause) -> bool:
    """Tell whether a number goes on with the list of the one before: in its sentence, or what it is followed by."""
    return before.lead.sentence == clause.group.lead.sentence or before.words.has("following", clause.verb_names)


def _listed(clause: EventClause) -> Token | None:
    """Return what a number in a list is told of: "*tin* $3 million", "*Peru* with $2", "*Chile* ($1)"."""
    amount = clause.group.value
    if amount is None:
        return None
    doc, start = clause.analysis.doc, clause.span_of(amount.mention).start
    for token in reversed(doc[max(0, start - _TIED) : start]):
        if token.pos_ in NOUNS:
            return token
        if token.lower_ not in _TIES and token.pos_ not in _FILLING:
            return None
    return None


def _meant(token: Token, words: Words) -> Token:
    """Return the land that a word is of or stands for: "buyers in *Peru*", "*Peru* is first. *It* bought"."""
    if token.lower_ == "it":
        before = token.doc[max(0, token.i - _FAR) : token.i]
        return next((t for t in reversed(before) if t.dep_ in NOUN_SUBJECTS), token)
    return (object_of(token, "in") or token) if words.has_lemma("takers_names", token) else token


def _is_home(before: Draft, land: Token, entities: EntityIndex) -> bool:
    """Tell whether a land is the one whose flow is told before."""
    return _home_of(before) == country_of(entities.place(land))


def _home_of(before: Draft) -> str | None:
    """Return the country whose flow it is."""
    return country_of(before.fields.get((before.frame.pair or ("",))[before.base == "import"]))


def _is_land(token: Token, entities: EntityIndex) -> bool:
    """Tell whether a word names a land, or those of one who trade: "*Peru*", "Peruvian *buyers*"."""
    named = token.ent_type_ == "GPE" or any(c.ent_type_ == "NORP" for c in token.lefts)
    return named and any(place.kind == "country" or _trades_alone(place) for place in entities.place(token))


def _trades_alone(place: Place) -> bool:
    """Tell whether a part of a land has a code of its own, as Hong Kong has."""
    land = country(place.country) if place.country is not None else None
    return land is not None and land.name == place.name


def _is_ware(before: Draft, token: Token, entities: EntityIndex) -> bool:
    """Tell whether a noun may name goods: nobody, no place, no time, and no measure."""
    if token.pos_ not in NOUNS or is_person(token) or entities.is_somebody(token) or entities.place(token):
        return False
    names = {token.lemma_.lower(), token.lower_}
    return not before.words.has("no_wares", names) and names.isdisjoint(lexicon("result").any_of(*_MEASURED))


def tells_all(before: Draft, draft: Draft) -> bool:
    """Tell whether a flow is of all goods, or of another land's by a noun of its own: "*total* exports rose 3%"."""
    noun, pair, sentence = draft.clause.noun, draft.frame.pair, draft.analysis.sentence_span(draft.start)
    if pair is None or noun is None or noun.i < sentence.start:
        return False
    behind = noun.doc[noun.right_edge.i - 2 : noun.right_edge.i + 3].text.lower()
    if draft.words.has("overall", (t.lower_ for t in (sentence[0], *noun.lefts))) or "as a whole" in behind:
        return True
    one, two = (country_of(d.fields.get(pair[0])) for d in (before, draft))
    return draft.clause.deputy is None and None not in (one, two) and one != two
