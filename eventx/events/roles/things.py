"""Things: the words of what stands in the positions of a role, and fits."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.events.clauses.ellipsis import noun_left_out, thing_meant, words_of
from eventx.events.clauses.lede import find_opening
from eventx.events.clauses.marks import first_of, is_named_for, is_product, is_road, marks_of
from eventx.events.clauses.posts import is_of_other_body, is_of_other_person, with_post_beside, without_holder
from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.events.frames.frame import Role
from eventx.events.predicates.predicate import Predicate
from eventx.events.roles.deeds import claim_of, crime_of, deed_of, thing_counted, with_time, without_number
from eventx.events.roles.goods import goods_before, goods_of
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people, is_person, singular
from eventx.records import Mention
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import object_of, objects_of
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS, NOUNS, VERBAL, has_left
from eventx.syntax.nominals import counted_noun, is_version, named_before
from eventx.syntax.participles import stray_subject
from eventx.syntax.tokens import hyphened

_WHERE = frozenset({"in", "at", "near", "across", "throughout"})
_SUFFERERS = frozenset({"subject", "object", "patient", "struck", "harmed", "between"})  # two may stand side by side
_REACH = 60  # tokens around a trigger within which a listed word is


def find_mention(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Mention | None:
    """Return the words of what stands in a position and fits."""
    clause, words = draft.clause, draft.words
    if position.startswith("fact."):
        held = clause.group.mentioned(position[5:])
        root = clause.span_of(held).root if held is not None else clause.token
        counts, lemma = draft.frame.counts_persons, root.lemma_.lower()
        light, harm = counts and lemma in lexicon("clause").light, counts and words.has("vague", (lemma,))
        inner = object_of(root, "of") if held is not None and (light or harm) else None
        if inner is not None and (light or is_person(inner)):  # "nine deaths of *infants*"
            root, harm, held = inner, False, draft.analysis.mention(*syntax.noun_phrase(inner))
        own = held is None or position != "fact.metric" or is_fit(draft, root, role, fits=True)
        land = draft.frame.pair is not None and root.pos_ == "PROPN" and entities.place(root)  # "Egypt imported 9 tons"
        return None if land or harm or not own or draft.says_nothing(root) else _with_name(held, entities)
    listed = words.lists.get(position[5:], frozenset())
    if position.startswith("list."):
        return _listed(draft, listed, entities, role)
    if position.startswith("like."):
        return _matched(draft, listed)
    if position == "measured":  # but "exports" are what the type is about, not what is exported
        about = any(n in words.nouns or n in words.between for n in clause.noun_names)
        return None if about or clause.noun is None or entities.place(clause.noun) else clause.group.measured
    if position == "counted":  # "sold 61,000 *electric cars*"
        thing = thing_counted(draft)
        return None if thing is None or words.has("vague", (thing.text.lower(),)) else thing
    if position == "ware":
        return next((draft.analysis.quote(first_of(token), token) for token in clause.at(position)), None)
    if position == "verb":
        telling, amount = words.lists.get("telling"), clause.group.value
        shared = telling is None or draft.is_polled
        shared = shared or (amount is not None and amount.per == "share")  # "*reported* 4 cents a share"
        told = (t for t in clause.at(position) if shared or t.lemma_.lower() in (telling or ()))
        return next((draft.analysis.quote(token) for token in told), None)
    if position in ("infinitive", "gerund", "occasion"):
        whole = position == "occasion"
        return next((deed_of(draft, token, whole) for token in clause.at(position)), None)
    if position == "matter":
        return next((draft.analysis.quote(token.left_edge, token.right_edge) for token in clause.at(position)), None)
    if isinstance(clause, Predicate) and position != "noun" and clause.token in clause.at(position):
        return None  # "pushed for a fine" is for no offence
    tokens = clause.at(position)
    expects = clause.verb is not None and clause.verb.lemma_.lower() in lexicon("government").expecting
    if position == "subject" and role.things and (_is_cure(draft) or expects or list(clause.at("owner"))):
        return None  # "*the market* had expected 4 cents a share", "*Kappa* lost $4, less than Alba's $6"
    if isinstance(clause, Predicate) and role.words:
        tokens = [t for head in tokens for t in dict.fromkeys((head, counted_noun(head)))]  # "thousands of *nurses*"
    if position == "of" and draft.frame.counts_persons:
        tokens = [t for t in tokens if not is_of_people(t)]  # "dozens of *people* were killed"
    for token in (thing_meant(t) or t for t in tokens):
        if (found := _phrase(draft, position, token, entities, role)) is not None:
            found = _with_joined(draft, token, found) if position in _SUFFERERS else found
            found = without_holder(draft, with_post_beside(draft, token, found)) if role.words == "posts" else found
            return _without_place(draft, found, token, entities) if role.unplaced else found
    return None


def _is_cure(draft: Draft) -> bool:
    """Tell whether it is fewer people to whom something happens, by what does them good: "the drug cut deaths"."""
    return draft.frame.counts_persons and any(vars(f).get("direction") == "down" for f in draft.clause.group.facts)


def _with_joined(draft: Draft, noun: Token, phrase: Mention) -> Mention:
    """Return the words of things side by side that fill one role: "*a bus and a lorry* collided"; else one alone."""
    first, *rest = sorted((noun, *noun.conjuncts))
    told = isinstance(draft.clause, Predicate) and bool(rest)
    many = told and all(t.tag_ == "NNS" for t in (first, *rest))
    single = told and all(t.pos_ == "NOUN" and t.tag_ == "NN" for t in (first, *rest))
    bare = (many or single) and all(
        c.dep_ != "prep" and c.lower_ != "or" for t in (first, *rest[:-1]) for c in t.rights
    )
    bare = bare and all(c.lower_ not in ("of", "for", "to") for c in rest[-1].rights)  # "a freeze and a cut *of it*"
    if not bare or (single and any(t.left_edge.tag_ not in ("DT", "PRP$") for t in (first, *rest))):
        return phrase
    return draft.analysis.mention(syntax.noun_phrase(first)[0], rest[-1].idx + len(rest[-1]))


def _with_name(mention: Mention | None, entities: EntityIndex) -> Mention | None:
    """Return words with all of a name that they end: "S" of "Kappa One S"."""
    root = entities.analysis.span(mention.start, mention.end).root if mention is not None else None
    name = entities.roster.at(root) if root is not None else None
    if mention is None or name is None or not name.start < mention.start < mention.end <= name.end:
        return mention
    return entities.analysis.mention(name.start, name.end)


def _without_place(draft: Draft, phrase: Mention, noun: Token, entities: EntityIndex) -> Mention:
    """Return a phrase up to where it says, by a name, where the thing is: "the flu | in Peru"."""
    nouns = [noun, *objects_of(noun, "of")]
    where = (c for t in nouns for c in t.rights if c.lower_ in _WHERE and noun.idx < c.idx < phrase.end)
    first = next((c for c in where if entities.places_in(c.idx, c.right_edge.idx + len(c.right_edge))), None)
    return phrase if first is None else draft.analysis.mention(phrase.start, first.nbor(-1).idx + len(first.nbor(-1)))


def _listed(draft: Draft, words: frozenset[str], entities: EntityIndex, role: Role) -> Mention | None:
    """Return the nearest word of a list in the sentence, with the words before it; of no other clause, but a cause.

    "Low, who lost the 2019 final, won" tells no final.
    """
    analysis, at = draft.analysis, draft.clause.token.i
    sentence = analysis.sentence_span(draft.lead.span.start)
    around = analysis.doc[max(sentence.start, at - _REACH) : min(sentence.end, at + _REACH)]
    named = (t for t in around if not words.isdisjoint((t.lemma_.lower(), t.lower_)) and t.dep_ != "amod")
    # "*Fighting* killed"
    named = (t for t in named if t.pos_ != "VERB" or (t.tag_ == "VBG" and t.dep_ in NOUN_SUBJECTS))
    named = (t for t in named if not draft.words.has("idioms", (f"{t.head.lemma_}_{t.lower_}",)))  # "opened fire"
    named = (t for t in named if t.dep_ not in COMPOUNDING or not is_named_for(t.head, draft.words))
    found = (t for t in named if not entities.is_in_body(t))  # "the league was won", no "league *hopes*"
    found = (t for t in found if role.things or not _is_beside(t, draft.clause.token))
    near = sorted(found, key=lambda t: abs(t.i - at))[:1]
    near = [t.head if t.dep_ in COMPOUNDING and t.head.lemma_.lower() in words else t for t in near]  # "H1N1 *flu*"
    near = [_brought_on(t, words) for t in near]
    first = [c.left_edge for t in near for c in t.lefts if c.dep_ in COMPOUNDING or c.ent_type_ == "NORP"] or near
    return analysis.quote(first[0], _of_what(near[0])) if near else None


def _brought_on(word: Token, words: frozenset[str]) -> Token:
    """Return the subject that something brought on, where that is a cause, too: "*landslides* triggered by rain"."""
    over = (t for t in syntax.ancestors(word) if t.dep_ in NOUN_SUBJECTS)
    forms = ((t, {t.lemma_.lower(), t.lower_.removesuffix("s")}) for t in over)  # a first word may be taken for a name
    return next((t for t, told in forms if not words.isdisjoint(told)), word)


def _is_beside(word: Token, trigger: Token) -> bool:
    """Tell whether a word stands in a relative clause that a trigger does not."""
    clause = next((t for t in syntax.ancestors(word) if t.dep_ == "relcl"), None)
    return clause is not None and trigger != clause and not clause.is_ancestor(trigger)


def _of_what(noun: Token) -> Token:
    """Return the disease behind what breaks out, "an outbreak of *cholera*", or the noun itself."""
    told = object_of(noun, "of") if noun.lemma_.lower() in lexicon("health").outbreaks else None
    return noun if told is None or has_left(told, "nummod") else told


def _matched(draft: Draft, patterns: frozenset[str]) -> Mention | None:
    """Return what one of some patterns matches in the clause, the first behind the trigger, else the last before it."""
    clause, extent, trigger = draft.clause, draft.lead.sentence, draft.clause.token
    found = re.compile("|".join(sorted(patterns))).finditer(clause.analysis.text, extent.start, extent.end)
    near, above = [], [t.lemma_.lower() for t in trigger.head.lefts]
    apart = trigger.dep_ != "conj" or draft.words.has("contests", above)  # "the tie ended 2-1 and Peru won"
    for hit in found:
        first, last = sorted((trigger.i, clause.analysis.span(*hit.span())[0].i))
        own = first == trigger.i or apart or not trigger.head.is_ancestor(trigger.doc[first])
        if own and all(t.pos_ != "VERB" or t.dep_ == "amod" for t in trigger.doc[first + 1 : last]):  # "lost, won 2-0"
            near.append(clause.analysis.mention(*hit.span()))
    return next((m for m in near if m.start > trigger.idx), near[-1] if near else None)


def _phrase(draft: Draft, position: str, token: Token, entities: EntityIndex, role: Role) -> Mention | None:
    """Return the noun phrase of a thing, no time, place or party, or a deed."""
    if position in ("alleged", "doubted", "prompted") and token.pos_ in VERBAL and token.tag_ != "VBG":
        return claim_of(draft, token)
    if token.dep_ == "pcomp":
        return deed_of(draft, token) if role.words is None else None
    if isinstance(draft.clause, Predicate):
        return _phrase_of(draft, position, token, entities, role)
    if draft.lead.type == "measure" and draft.clause.holds(token):
        inner = object_of(token, "of")  # "60,000 tonnes of wheat"
        return None if inner is None else draft.analysis.mention(*syntax.noun_phrase(inner))
    if token.pos_ not in NOUNS or syntax.is_time(token) or token.i == draft.clause.token.i:
        return None
    amount = draft.frame.pair and has_left(token, "nummod")  # "sales of 60,000 tonnes"
    amount = amount or (position == "to" and token.is_ancestor(draft.clause.token))  # "aid to the tune of $5 million"
    gets = role.things or position == "to"
    acts = gets and (entities.is_somebody(token) or draft.words.has_lemma("insiders", token))  # "the *unit* lost $4"
    body = acts if gets else position in ("in", "into") and token.pos_ == "PROPN"
    if amount or body:
        return None
    if draft.frame.pair and position == "of":
        return goods_of(draft, token, entities)
    if entities.place(token) and (token.pos_ != "NOUN" or not has_left(token, "poss")):  # but "Syria's reconstruction"
        return None
    if position == "compound":
        return goods_before(draft, token)
    start, end = syntax.noun_phrase(token)
    if (role.things or token == draft.clause.gap) and token.idx < draft.clause.token.idx < end:
        end = token.idx + len(token)  # "models | starting at $300", "zinc | with $300 million"
    bare = end == token.idx + len(token) and draft.says_nothing(token)
    return None if bare or draft.names(token) else draft.analysis.mention(start, end)


def _phrase_of(draft: Draft, position: str, token: Token, entities: EntityIndex, role: Role) -> Mention | None:
    """Return the noun phrase of a thing that is one of the role's words, or of any but a time or party."""
    other = position == "title" and (is_of_other_person(draft, token) or is_of_other_body(draft, token, entities))
    held = lexicon("names").past.isdisjoint(t.lower_ for t in token.lefts)
    past = position == "to" and draft.words.has_lemma("posts", token) and not held  # "turned to a former executive"
    party = draft.names(token) or (is_of_people(token) and any(map(draft.names, token.conjuncts)))
    told = party and position != "alleged"  # "the firm and its chairman", but "a man wanted for fraud"
    if other or past or told or not _is_thing(draft, token, entities, role):
        return None
    if position == "noun" or token.dep_ in COMPOUNDING:
        return draft.analysis.quote(first_of(token), _of_what(token))  # "fire" of "a fire at a warehouse"
    if position == "complement" and (person := named_before(token)):
        return draft.analysis.quote(person[-1].nbor(1), token)  # "named Ann Low president"
    lone = noun_left_out(token) is not None
    phrase = draft.analysis.quote(*words_of(token)) if lone else with_time(draft, without_number(draft, token))
    phrase = crime_of(draft, token, phrase) if role.series else phrase
    verb = draft.clause.token
    if phrase.start < verb.idx < phrase.end and ((verb.dep_, verb.head) == ("relcl", token) or stray_subject(verb)):
        first = draft.analysis.span(phrase.start, phrase.end)[0]
        phrase = draft.analysis.quote(first, verb.nbor(-1) if verb.dep_ == "acl" else verb.left_edge.nbor(-1))
    told = draft.clause.noun is not None or (position == "object" and role.words is None)
    text, words = phrase.text.lower(), draft.words
    told = (told and text in words.nouns) or (
        not lone and any(f.span == phrase for f in draft.clause.group.facts)
    )  # "sued for $5m"
    return None if told or words.has("vague", (text,)) else phrase


def _is_thing(draft: Draft, token: Token, entities: EntityIndex, role: Role) -> bool:
    """Tell whether a word stands for one of the role's things, or for anything but a time or a party."""
    nominal = (
        token.pos_ in NOUNS
        or is_version(token)
        or bool(noun_left_out(token))
        or (role.words is not None and token.dep_ == "pobj")
    )
    counted = draft.words.counted.get(draft.action, ())
    nominal = nominal or (token.tag_ == "VBG" and token.dep_ in NOUN_SUBJECTS and token.lower_ in counted)  # "Trading"
    sums = object_of(token, "of") if token.lemma_.lower() in lexicon("telling").parts else None  # "a total of 35 years"
    timed = syntax.is_time(token) and not is_product(token, draft.words)
    verb = syntax.governing_verb(token)
    harmed = verb is not None and is_person(token) and draft.words.has_lemma("harming", verb)  # "floods killed 30"
    traced = verb is not None and draft.words.has_lemma("tracing", verb)  # "was traced to a farm in *Kent*"
    traced = traced and verb is not None and any(c.lower_ == "to" and c.i < token.i for c in verb.rights)
    tallied = draft.words.has_lemma("tallied", token) and has_left(token, "nummod")
    if not nominal or timed or harmed or traced or tallied or (sums is not None and syntax.is_time(sums)):
        return False
    placed = draft.words.has(role.words, ("#land",)) and bool(entities.place(token))
    fits = placed or is_fit(draft, token, role, fits=True)
    return fits and (role.words is not None or not _is_party(draft, noun_left_out(token) or token, entities))


def _is_party(draft: Draft, token: Token, entities: EntityIndex) -> bool:
    """Tell whether a word stands for a person or place, and is none of the things of the action: "inhaler"."""
    counted = token.lemma_.lower() in draft.words.counted.get(draft.action, ())
    if counted or is_product(token, draft.words) or is_road(token):
        return False
    return is_person(token) or any(p.mention and p.mention.end > token.idx for p in entities.place(token))


def _is_put_in_post(draft: Draft, token: Token, role: Role) -> bool:
    """Tell whether somebody without a name gets a post that is told: "a retired *teacher* was elected mayor"."""
    posts = [t for at in ("as", "complement") for t in draft.clause.at(at) if t != token and t.dep_ != "dobj"]
    opens = token.idx < find_opening(draft.analysis)[1]  # later on "the former coach" has been named
    one = token.tag_ == "NN" and any(c.dep_ in ("det", "poss") and (opens or c.lower_ != "the") for c in token.lefts)
    somebody = is_person(token) or draft.words.has(role.words, (token.lemma_.lower(),))
    return one and somebody and any(draft.words.has(role.words, (t.lemma_.lower(),)) for t in posts)


def is_fit(draft: Draft, token: Token, role: Role, fits: bool) -> bool:
    """Tell whether a filler, or a word before it, is one of the role's words, or else its kind ``fits``."""
    if role.words is None or draft.action in role.named or (fits and role.kinds):
        return fits or (draft.action in role.named and _is_put_in_post(draft, token, role))
    passive = has_left(draft.clause.token, "auxpass") and "by" in role.positions(draft.action)  # "*homes* were damaged"
    acts = draft.clause.at("subject") or (() if passive else draft.clause.at("object"))
    common = token.pos_ == "NOUN" or has_left(token, "det")  # no "Tesla plunges"
    if draft.action in role.doing and token in acts and common and not is_person(token) and token.ent_type_ != "ORG":
        return fits
    before = (c for c in token.lefts if c.dep_ in COMPOUNDING)
    names = (token.lower_, singular(token), hyphened(token), *marks_of(noun_left_out(token) or token))
    mass = objects_of(token, "of") if token.lemma_.lower() in lexicon("telling").masses else ()  # "a wall of mud"
    return draft.words.has(
        role.words, (*names, *(t.lemma_.lower() for t in (token, noun_left_out(token) or token, *before, *mass)))
    )
