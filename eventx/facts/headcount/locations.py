"""Location roles: where a counted thing happens, comes from or goes to, by the paths of the parse to named places."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.headcount.paths import NEAR, SCENE, Ascent, ascend, chain_of, is_state, leads, path_to
from eventx.facts.headcount.places import Places, anaphors, is_landmark, is_of_next, not_of_part
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.persons import is_of_people
from eventx.syntax.clauses import is_since, is_speech
from eventx.syntax.labels import ADNOMINAL, NOUNS, OBJECTS, PREMODIFIERS, SUBJECTS, has_left, has_right
from eventx.syntax.phrases import has_subject, is_time, is_verb, words_behind

Role = tuple[str, int]
"""Origin or destination, and what it costs: the cheapest place has it."""
_TO = frozenset({"to", "into", "onto", "towards", "toward"})
_SUBJECT, _OWNER, _INNER, _CLAUSE, _BEYOND = 2, 2, 3, 3, 6
"""What a place costs by how it stands to the count."""
_CAUSE = 3
"""What the place of what does harm is nearer by: "Inside Chad, clashes around Abéché killed 12"."""


def locations_of(
    places: Places, token: Token, verb: Token | None, partial: bool = False, closed: bool = False
) -> tuple[Chars | None, Chars | None]:
    """Return origin and destination of what is counted.

    Parameters
    ----------
    places : Places
        The places of the article.
    token : Token
        The counted noun, or the number where the noun is left out.
    verb : Token or None
        The verb that governs it.
    partial : bool
        Whether it is the whole of another count, which alone does what the clause tells.
    closed : bool
        Whether only its own clause places it: "of whom 900 work in Italy".
    """
    sentence = places.analysis.sentence_span(token.idx)
    named, chain = not_of_part(sentence, token, verb, places.roots(sentence)), chain_of(token, verb)
    if _speaks(token, verb):  # "two exporters in Lagos said"
        named, chain = [(root, chars) for root, chars in named if root.head.head == token], [token]
    if closed:
        chain = chain[: next((at for at, link in enumerate(chain) if is_verb(link)), 0) + 1]
    named = [(root, chars) for root, chars in named if not is_landmark(places.analysis, chars, token)]
    best: dict[str, tuple[int, int, Chars]] = {}
    for root, chars in (*named, *anaphors(sentence, named)):
        found = None if is_of_next(root, token, places.counted) else _role(root, chain, places.counted)
        if found is None or (partial and token not in root.ancestors and root.i > token.left_edge.i):
            continue
        role, cost = found
        rank = 2 * cost + (root.i < token.i), abs(root.i - token.i), chars
        best[role] = min(rank, best.get(role, rank))
    origin, destination = best.get("origin"), best.get("destination")
    return origin[2] if origin else None, destination[2] if destination else None


def _speaks(token: Token, verb: Token | None) -> bool:
    """Tell whether persons only say or think something: they are not placed by where they sit."""
    if verb is None or verb.lemma_ not in lexicon("government").speaking or token.i > verb.i:
        return False
    return not has_left(verb, "auxpass")  # "cases were reported"


def _role(place: Token, chain: Sequence[Token], counted: frozenset[int]) -> Role | None:
    """Return the role of a place for a count and what it costs, or None."""
    path, top = path_to(place, chain)
    ascent = ascend(chain, top) if top is not None else None
    if ascent is None:
        return None
    token = ascent.token
    foreign = any(_belongs(at, counted) for at in path)
    beside = (at.head if is_state(at) else at for at in path if at.i > token.i and is_verb(at))
    joined = [*chain, *beside]
    goes_on = any(at.dep_ == "conj" for at in joined) or (_is_heir(token) and place.i < token.i)
    if foreign and not goes_on:
        return None
    if not path:
        sent = ascent.verb is not None and ascent.verb.lemma_ in lexicon("headcount").senders
        return ("origin" if sent else "destination"), NEAR  # "Egypt, which sent 340", "Latvia, where 800 serve"
    found = _descend(place, path, ascent, foreign)
    if found is None or not foreign:
        return found
    return None if found[0] == "origin" else (found[0], found[1] + _BEYOND)


def _is_heir(token: Token) -> bool:
    """Tell whether a bare number goes on what was counted: "five were flown to Lyon; three have died"."""
    return token.tag_ == "CD" and token.dep_ in SUBJECTS


def _belongs(at: Token, counted: frozenset[int]) -> bool:
    """Tell whether a word on the way to a place is another count, or has one for its subject."""
    part = at.head.lower_ == "of"  # the workers of "430 of the 512 workers"
    return (at.i in counted and not part) or any(c.i in counted and c.dep_ in SUBJECTS for c in at.lefts)


def _descend(place: Token, path: Sequence[Token], ascent: Ascent, foreign: bool) -> Role | None:
    """Judge the way down from where the path of a count meets it to a place."""
    if _is_aside(path, ascent) or _names_firm(place):
        return None
    links = [at for at in path if at.dep_ in ("prep", "prt", "agent") or (at.dep_ == "dative" and at.pos_ == "ADP")]
    if links and _is_goal_of_other(links[-1], path, foreign):
        return None
    verb, harming = ascent.verb, lexicon("persons").harming
    # "hurt 12 and drove 400"
    harms = ascent.shared and verb is not None and {verb.lemma_, ascent.top.lemma_} <= harming
    way = _way_down(place, path, ascent.token, foreign, path[-1].dep_ in SUBJECTS and harms)
    if way is None:
        return None
    if not links:
        return _without_preposition(place, ascent, ascent.cost + way)
    return _with_prepositions(links, ascent, ascent.cost + way)


def _is_aside(path: Sequence[Token], ascent: Ascent) -> bool:
    """Tell whether a place is of a clause or predicate that leaves the count alone."""
    if any(at.lower_ in lexicon("headcount").owed for at in path):
        return True  # "rose to 4 million, thanks to new flights to Spain"
    told = ascent.said and path[-1].dep_ in SUBJECTS  # "police in Hamburg said they had held 23"
    before = path[-1].nbor(-1) if path[-1].i else path[-1]
    inner = before.pos_ in NOUNS and before.is_ancestor(ascent.token)  # "slides | in Assam that killed 29"
    scene = leads(path[-1], ascent.top) and not is_speech(path[-1])  # no "at a briefing in Oslo, he said"
    if ascent.fronted and not (told or inner or scene):
        return True
    speaker = path[-1]
    told = speaker.dep_ in SUBJECTS and speaker.head.lemma_ in lexicon("government").speaking
    if told and path[0].i == speaker.i + 1 and speaker.i > ascent.token.i:
        return True  # "was hurt, police in Saxony said"
    if ascent.token.dep_ in SUBJECTS and any(at.dep_ == "attr" for at in path):
        return True  # "the three candidates are Ann Lee of Spain and ..."
    if any(at.dep_ == "appos" and at.head == ascent.token and _is_superlative(at) for at in path):
        return True  # "took in 40 people, the highest number in Asia"
    joined = (at.dep_ == "conj" and is_verb(at) and at.i > ascent.token.i for at in path)
    return ascent.verb not in (None, ascent.top) and any(joined)  # "a plane to fly 150, and plans to show it in Paris"


def _is_superlative(noun: Token) -> bool:
    """Tell whether a noun is the most of its kind somewhere: "the second-largest number in Asia"."""
    return any(c.tag_ in ("JJS", "RBS") for c in (noun, *noun.lefts))


def _names_firm(place: Token) -> bool:
    """Tell whether a place only says where a firm is from, before its name: "at US mortgage giant Kestrel"."""
    above = place.head
    titled = above.dep_ == "compound" and above.head.pos_ == "PROPN"
    return place.dep_ in PREMODIFIERS["modifier"] and titled and above.lemma_.lower() in lexicon("headcount").firms


def _is_goal_of_other(link: Token, path: Sequence[Token], foreign: bool) -> bool:
    """Tell whether others go to a place: "nine were hurt, and she urged them to move the rest to San José"."""
    if link.lower_ not in _TO:
        return False
    return foreign or any(at.dep_ in ("conj", "advcl") and at != link.head for at in path)


def _way_down(place: Token, path: Sequence[Token], token: Token, foreign: bool, cause: bool) -> int | None:
    """Return what all steps down to a place cost; ``cause``: it is the place of what does harm to those counted."""
    steps = [_step(at, place, token, foreign) for at in path]
    if None in steps and not cause:
        return None
    # "the storm that levelled Lagos killed"
    return sum(NEAR if step is None else step for step in steps) - _CAUSE * cause


def _step(at: Token, place: Token, token: Token, foreign: bool) -> int | None:
    """Return what a word on the way down to a place costs; None where it parts the place from the count."""
    if not is_verb(at):
        return _INNER if at.dep_ in SUBJECTS and at != place else 0
    if at.dep_ == "ccomp" and at.i < token.i:
        return SCENE
    if at.dep_ == "relcl" and at.head == token:
        return 0
    if is_since(at) and at.head.lemma_ not in lexicon("headcount").dying | lexicon("persons").harming:
        return None  # "has gained 40 members since it moved to Leeds"; but "have died since war began in Chad"
    if at.dep_ in ("relcl", "ccomp", "parataxis", "csubj") or (at.dep_ == "conj" and has_subject(at) and not foreign):
        return None
    return NEAR if at.dep_ == "acl" else _CLAUSE


def _with_prepositions(links: Sequence[Token], ascent: Ascent, cost: int) -> Role | None:
    """Give the role of a place that prepositions tie to a count; ``links`` from the place upwards."""
    words, token = lexicon("headcount"), ascent.token
    whole = links[-1].lower_ == "of" and links[-1].head == token and len(links) > 1
    links = links[:-1] if whole else links  # "180 members of a battalion from Kassel"
    near, far = links[0], links[-1]
    scene = _is_heir(token) or leads(far, far.head) or far.head.dep_ in SUBJECTS
    if not ascent.shared and not scene:
        return None
    if near.lower_ in words.nowhere and near.doc[near.i - 1].lemma_ not in words.borders:
        return None
    if far.lower_ in ("from", "out"):
        verb, harming = ascent.verb, lexicon("persons").harming
        harmed = verb is not None and verb != _head(far) and verb.lemma_ in harming  # "killed 12 and drove 40 from"
        if near.lower_ in _TO or (near != far and (far.head == token or harmed)):
            return "destination", cost  # "from Kassel to Vilnius", "students from a school in Queens"
        if _is_reached(far, ascent):
            return ("origin", cost) if whole or _is_source(far, ascent) else None
    if near.lower_ == "from" or any(at.lower_ == "before" or at.head.lower_ == "ahead" for at in links):
        return None  # "freed 12 before talks in Oslo"
    if near.lower_ not in _TO and _is_left(far, ascent):
        return "origin", cost
    if far.lower_ in _TO:
        return ("destination", cost - 1) if far.i > token.i or far.lower_ in ("into", "onto") else None
    return "destination", cost + all(link.lower_ == "of" for link in links)


def _is_left(link: Token, ascent: Ascent) -> bool:
    """Tell whether a place is that of what those counted leave: "fled *fighting in Goma*", "left the port of Goma"."""
    fleeing, thing = lexicon("headcount").fleeing, link.head
    if thing.lemma_ in fleeing:
        thing = next((c for c in thing.rights if c.dep_ in ("dobj", "xcomp") and c.i < link.i), thing)
    verb, token = thing.head, ascent.token
    own = verb.lemma_ in fleeing and (verb == ascent.verb or verb.head == token)
    counted = thing == token or thing.is_ancestor(token)  # "left 19 dead in Roseau"
    left = own and thing.dep_ in ("dobj", "xcomp") and not counted and not is_time(thing)
    return left and link.lower_ in ("in", "of", "at", "near", "across")


def _is_reached(link: Token, ascent: Ascent) -> bool:
    """Tell whether "from" hangs on the count, where the paths meet, or on a verb that goes on the clause."""
    head, (token, top) = _head(link), (ascent.token, ascent.top)
    if head.dep_ in ADNOMINAL and head.head != token and head != ascent.verb:
        return False  # "drowned when a boat taking traders from Mbandaka capsized"
    return head in (top, token) or token == top or (is_verb(head) and not has_subject(head))


def _is_source(link: Token, ascent: Ascent) -> bool:
    """Tell whether "from" hangs on the count or the whole that it is of, on its verb, or on one behind it."""
    token = ascent.token
    above = token.head.head if token.head.lower_ == "of" else token
    head = _head(link)
    return head in (token, above) or (is_verb(head) and (head == ascent.verb or link.i > token.i))


def _head(link: Token) -> Token:
    """Return what a preposition hangs on, an adverb of direction seen through: "sent back from Peru", "home from"."""
    return link.head.head if link.head.lower_ in lexicon("headcount").elsewhere else link.head


def _without_preposition(place: Token, ascent: Ascent, cost: int) -> Role | None:
    """Give the role of a place without a preposition: a subject, an object or the owner of a noun."""
    above, token = place.head, ascent.token
    if is_verb(above) and place.dep_ in SUBJECTS:
        role = _of_subject(above, ascent)
        return (role, cost + _SUBJECT) if role is not None else None
    if above.head.lemma_ in lexicon("headcount").leaving:
        return "origin", cost + NEAR  # "left Katunayake airport"
    if is_verb(above) and place.dep_ in OBJECTS:
        return ("origin" if above.lemma_ in lexicon("headcount").leaving else "destination"), cost + NEAR
    public = place.dep_ == "poss" and above.lemma_.lower() in lexicon("names").public
    if public and above.dep_ in SUBJECTS and is_verb(above.head) and _of_subject(above.head, ascent) == "origin":
        return "origin", cost + _SUBJECT  # "Peru's army sent 40"
    own = above == token and place.dep_ == "poss"  # "South Korea's population", but "Gaza officials"
    if above.pos_ == "PROPN" or above.lemma_.lower() in lexicon("headcount").firms:
        return None  # "Britain's biggest union Unison", "Leeds software house Kestrel Systems"
    if place.dep_ not in PREMODIFIERS["modifier"] or not ascent.shared or (_is_of_persons(above) and not own):
        return None
    return ("destination", cost + _OWNER) if above == token or above != ascent.top or ascent.relative else None


def _of_subject(verb: Token, ascent: Ascent) -> str | None:
    """Return the role of a place that is the subject of a verb: where persons are sent from, or where it happens."""
    if ascent.verb is None or not ascent.subject or verb != ascent.top:
        return None
    words, acts, token = lexicon("headcount"), ascent.verb.lemma_, ascent.token
    if verb.lemma_ in words.topping:  # "Chad topped arrivals with 40 visitors, followed by Mali with 30"
        return "origin" if verb == ascent.verb else None
    if acts in words.senders:
        return "origin"
    kept = any(c.lower_ == "from" and c.i > token.i and has_right(c, "pcomp") for c in verb.rights)
    if kept or any(t.lemma_.lower() in words.heading for t in words_behind(token)):
        return None  # "Tunisia stopped 40 people (trying to reach) from reaching Italy"
    behind = token.doc[token.i + 1 : token.right_edge.i + 3]  # "Berlin aims to station 200 there"
    elsewhere = any(other.lower_ in words.elsewhere for other in behind)
    return None if elsewhere or acts in words.any_of("attacking", "withdrawing") else "destination"


def _is_of_persons(noun: Token) -> bool:
    """Tell whether a noun stands for persons, who are not a place: "Gaza officials"."""
    words, lemma = lexicon("headcount"), noun.lemma_.lower()
    return lemma in words.units | lexicon("persons").groups or is_of_people(noun)
