"""Nominals: what tells a happening as a noun, the verb that lends it a subject, and what somebody is called."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.records import Modality
from eventx.syntax.arguments import logical_arguments, names_of_particle, object_of, objects_of
from eventx.syntax.claims import is_claim, is_unclaimed_deed
from eventx.syntax.endings import left_by
from eventx.syntax.labels import ADNOMINAL, COMPOUNDING, NOUN_SUBJECTS, NOUNS, VERBAL, WITHIN, has_left, has_right
from eventx.syntax.phrases import words_behind
from eventx.syntax.tokens import hyphened

_MEANS = frozenset({"by", "after", "through", "in", "besides", "despite", "on", "upon", "while", "when"})  # by doing
_MATTER = frozenset({"of", "about", "at", "into", "with"})  # "accused Kappa of lying", "is thinking of selling"
_HOLDING = frozenset({"to", "for", "with", "into", "through"})  # no "worked on a deal"
_BEARING = frozenset({"for", "on", "about", "over", "of"})  # "a deal for the purchase of Kappa"
_GOVERNED = frozenset({"dobj", "nsubjpass", "oprd"})
_FAR = 9  # tokens from a noun to what it complements


def is_nominal(token: Token) -> bool:
    """Tell whether a word is a noun, or a gerund that stands as one: "fighting broke out"."""
    stands = token.dep_ in ("nsubj", "csubj") or (token.dep_ == "xcomp" and token.head.lemma_.lower() == "flee")
    return token.pos_ in NOUNS or (token.tag_ == "VBG" and stands and not has_right(token, "dobj"))


def is_new(noun: Token) -> bool:
    """Tell whether a noun tells of something new: "a market", "another market"."""
    return any(child.lower_ in ("a", "an", "another") for child in noun.lefts)


def governing(noun: Token) -> Token | None:
    """Return the verb whose object a noun is, a passive turned round."""
    noun = outer_noun(noun)
    return noun.head if noun.dep_ in _GOVERNED and noun.head.pos_ == "VERB" else None


def mood_above(deed: Token) -> Modality | None:
    """Return how a verb makes a deed sound, or the choice to do it: "postponed the sale", "fears a move to sell"."""
    words, over = lexicon("telling"), deed.head
    if deed.dep_ == "advcl" and deed.tag_ == "VB" and has_left(over, "auxpass"):
        return "forecast"  # "rules were introduced to raise the age"
    still = not has_right(over, "prep", "advcl")  # but "did not begin until May"
    if deed.dep_ == "nsubj" and over.lemma_ in words.beginning and has_left(over, "neg") and still:
        return "negated"  # "construction has not begun"
    noun = over if deed.dep_ in ADNOMINAL and not is_nominal(deed) else deed
    verb = governing(noun) if is_nominal(noun) else noun.head if noun.dep_ in ("xcomp", "ccomp") else None
    names = {verb.lemma_.lower(), *names_of_particle(verb)} if verb is not None else set()
    if verb is not None and not names.isdisjoint(words.averting) and verb.head.lemma_.lower() not in words.failing:
        return "hypothetical" if verb.tag_ == "VB" else "negated"  # who tries to avert it may fail
    told: Modality = "forecast" if not names.isdisjoint(words.deferring) else "hypothetical"
    return None if names.isdisjoint(words.any_of("deferring", "fearing")) else told


def outer_noun(noun: Token) -> Token:
    """Return what a noun is counted, coordinated or claimed in: "two *days* of talks", "*responsibility* for it"."""
    if noun.dep_ == "conj" and noun.head.pos_ in NOUNS:
        noun = noun.head
    over, word = noun.head.head, noun.head.lower_
    if noun.dep_ != "pobj" or over.pos_ != "NOUN":
        return noun
    words, lemma = lexicon("telling"), over.lemma_.lower()
    agreed = (word in _BEARING and lemma in words.bearing) or (word == "for" and is_claim(over))
    return over if (word == "of" and _is_part(over)) or agreed else noun


def havers_of(noun: Token | None) -> list[Token]:
    """Return who has what stands behind "with": "*Kappa*, with 300 workers", "*Kappa*, a mill with 300 workers"."""
    tie = noun.head if noun is not None and noun.dep_ == "pobj" else None
    if tie is None or tie.lower_ != "with" or tie.head.pos_ not in NOUNS:
        return []
    return [tie.head.head if tie.head.dep_ == "appos" else tie.head]


def counted_noun(token: Token) -> Token:
    """Return what a number or a noun of number counts: "23,000 of its cars"; who is meant: "one of them, Ann Low"."""
    inner = object_of(token, "of") if _is_part(token) else None
    named = (c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    return token if inner is None else next(named, inner)


def ends_of_sum(amount: Token) -> list[Token]:
    """Return the infinitives that say what a sum is offered or paid for: "offered $4 million *to buy* the firm"."""
    behind = (c for t in (amount, amount.head) for c in t.rights if c.i > amount.i and c.tag_ == "VB")
    own = lexicon("telling").regaining  # no "to buy back shares"
    return [c for c in behind if c.dep_ in ("advcl", "acl", "xcomp") and words_behind(c).text not in own]


def _is_part(token: Token) -> bool:
    return token.like_num or token.lemma_.lower() in lexicon("telling").parts


def light_verb(noun: Token) -> Token | None:
    """Return the verb that only lends a noun its subject: "held talks", "a lawsuit was filed", "came under attack"."""
    words = lexicon("telling")
    noun = outer_noun(noun)
    verb = noun.head
    led = noun.dep_ == "nsubjpass" and verb.lemma_.lower() in words.managing and noun.lemma_.lower() in words.managed
    names = {verb.lemma_.lower(), *names_of_particle(verb)}  # "set off an explosion"
    if is_unclaimed_deed(noun):
        return None
    if not led and noun.dep_ in _GOVERNED and not names.isdisjoint(words.any_of("light", "lending")):
        return verb
    if noun.dep_ == "pobj" and verb.head.pos_ in VERBAL:
        above = verb.head
        named = f"{above.lemma_.lower()}_{verb.lower_}"
        ties = {named, f"{named}_{noun.lemma_.lower()}"}  # "dealt with a flood", but not with a merger
        return above if not words.light_prepositions.isdisjoint(ties) or is_steered(above, noun) else None
    if noun.dep_ == "pobj" and verb.head.dep_ in ("advmod", "prep", "acomp") and verb.head.head.pos_ in VERBAL:
        above = verb.head.head  # "walked away from a merger", "pulled out of a merger"
        named = f"{above.lemma_.lower()}_{verb.head.lower_}_{verb.lower_}"
        return above if named in words.light_prepositions else None
    return None


def sufferers(noun: Token | None, doers: list[Token]) -> list[Token]:
    """Return who may suffer a deed that is told of them: "*Kappa* faces closure", no "it confirmed *the* closure"."""
    known = noun is not None and noun.dep_ == "dobj" and any(c.lower_ == "the" for c in noun.lefts)
    return [] if known else list(map(counted_noun, doers))


def is_steered(verb: Token, noun: Token) -> bool:
    """Tell whether a verb gets its object to how a contest ends: "a goal lifted Norway to victory"."""
    words = lexicon("telling")
    named = noun.lemma_.lower() in words.clinching and f"{verb.lemma_.lower()}_{noun.head.lower_}" in words.steering
    return named and has_right(verb, "dobj")


def undoubled(verb: Token) -> str:
    """Return the base of a participle that the lemmatiser leaves with two consonants: "gut" of "gutted"."""
    word = verb.lower_.removesuffix("ed").removesuffix("ing")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def prefixed(verb: Token) -> str:
    """Return the base of a verb with what a hyphen joins before it: "rubber-stamp" of "rubber-stamped"."""
    return hyphened(verb).removesuffix(verb.lower_) + verb.lemma_.lower()


def titles_of(person: Token) -> Iterator[Token]:
    """Yield what somebody is called: "Chief Executive Ann Low", "Ann Low, its chairman"."""
    before = person.lefts if person.pos_ == "PROPN" else ()  # of "three finance ministers" the first word is no title
    yield from (c for c in before if c.dep_ in ("compound", "nmod", "appos") and c.ent_type_ != "PERSON")
    yield from (c for c in person.rights if c.dep_ == "appos")
    if person.dep_ == "appos":
        yield person.head


def offices_of(title: Token) -> Iterator[Token]:
    """Yield whose title it is: "chairman of Kappa", "Kappa's chairman"."""
    yield from objects_of(title, "of", "at")
    before = [c for c in title.head.lefts if c.i < title.i] if title.dep_ in COMPOUNDING else []
    named = (c for c in (*title.lefts, *before) if c.dep_ == "poss" or c.ent_type_ in ("ORG", "GPE"))
    yield from (c for c in named if c.lower_ not in lexicon("entities").portfolios)  # no "Defense Secretary"


def parted(parcel: Token) -> Token | None:
    """Return of what a parcel is one: "a stake in the *shipyard*", "*Kappa*'s stock", no "Class A shares"."""
    before = (c for c in parcel.lefts if c.dep_ in COMPOUNDING and c.pos_ == "PROPN" and not parcel.ent_type_)
    firms = (c for c in before if f"{c.left_edge.lower_} " not in lexicon("entities").issues)
    own = [c for c in parcel.lefts if c.dep_ == "poss" and c.tag_ != "PRP$"]
    held = [*objects_of(parcel, "of"), *own] if parcel.lemma_.lower() in lexicon("telling").issued else []
    return object_of(parcel, "in") or next(iter((*firms, *held)), None)


def is_version(token: Token) -> bool:
    """Tell whether a number ends the name of a product, or stands behind it: "released Firefox 70"."""
    if token.pos_ == "PROPN" and token.i + 1 < len(token.doc):
        number = token.nbor(1)
        return number.tag_ == "CD" and token in (number.head, number.head.head) and token.ent_type_ != "DATE"
    named = token.pos_ == "NUM" and token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj")
    return named and any(c.dep_ in COMPOUNDING and c.text[-1:].isalpha() for c in token.lefts)


def named_before(post: Token) -> list[Token]:
    """Return the person whom the parser has put into a post: "named Ann Low governor"."""
    told = (c for c in post.lefts if c.dep_ in COMPOUNDING or (c.dep_, c.pos_) == ("amod", "PROPN"))
    named = [c for c in told if c.ent_type_ == "PERSON" or (c.pos_ == "PROPN" and not c.ent_type_)]
    return named[-1:] if post.pos_ == "NOUN" and not has_left(post, "det", "poss") else []


def owned_beside(verb: Token) -> list[Token]:
    """Return what was read as part of whom a verb is done to: "cost Ann Low *her seat*", "named him *its head*"."""
    whom = (c for c in verb.rights if c.dep_ in ("dobj", "dative"))
    told = (g for t in whom for g in t.rights if g.dep_ in ("appos", "dobj") and g.pos_ == "NOUN")
    return [g for g in told if g.left_edge.tag_ == "PRP$" and not g.left_edge.nbor(-1).is_punct]


def nearest_subject(verb: Token, doer: Token) -> Token:
    """Return who does what a verb tells where the parser has put it with the wrong clause.

    Of two subjects the nearer: "a magnitude 6.4 earthquake struck". Who "ordered it to pay" is not who pays, but the
    subject of the clause above: "the court found that the firm lied and ordered it".
    """
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", doer.dep_)]
    if len(own) > 1 and own[0] == doer and own[-1].pos_ in NOUNS and own[-1].left_edge.nbor(-1).dep_ != "cc":
        return own[-1]  # but "A *nurse* who ran with a coat and a borrowed van became mayor"
    above = verb.head
    if verb.dep_ == "conj" and not own and above.dep_ == "ccomp" and above.head.dep_ == "ROOT":
        outer = next((c for c in above.head.lefts if c.dep_ == "nsubj"), doer)
        if any(c.dep_ == "dobj" and c.lower_ in ("it", "him", "her", "them") for c in verb.rights):
            return outer
    return doer


def planner_of(verb: Token) -> list[Token]:
    """Return who does what a noun before an infinitive plans: "reached a deal to buy", "the Kappa plan to open"."""
    noun, named = verb.head, _named_at(verb.head)
    if noun.dep_ == "attr" and any(c.lower_ in lexicon("telling").ranks for c in noun.lefts):
        return logical_arguments(noun.head)[0]  # "became the first land to cut it"
    if noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN" and not named:
        noun = noun.head.head  # "a letter of intent to buy"
    over = governing(noun) or noun.head.head
    if over.dep_ == "acomp" and not named:
        over = over.head  # "is close to a deal to buy"
    over = left_by(noun) or over  # "pulled out of a deal to buy"
    if over.lemma_ == "be" and noun.dep_ == "pobj" and not named:
        return logical_arguments(over)[0]  # "is in talks to buy"
    held = governing(noun) is not None or noun.head.lower_ in _HOLDING or over == left_by(noun)
    if named or over.pos_ != "VERB" or over.lemma_.lower() in lexicon("telling").commenting:
        return named[:1]  # who "supported the move to raise it" does not
    doers, given = logical_arguments(over)
    if noun.lemma_.lower() in lexicon("telling").granted:  # "gave Kappa permission to build"
        doers = [c for c in over.rights if c.dep_ in ("dative", "iobj") and c.pos_ != "ADP"] or doers
    doers = doers or doers_by_means(over)  # "is close to signing a deal to buy"
    return (doers or [t for t in given if t != noun]) if held else []  # "was granted an option to buy"


def _named_at(noun: Token) -> list[Token]:
    """Return whose a plan is by its own phrase: "Kappa's plan", "a plan by Kappa"."""
    told = noun.dep_ == "ccomp"  # "Kappa plan to open a mill, a daily says"
    before = (c for c in noun.lefts if c.dep_ in ("compound", "nmod", "poss"))
    owners = [c for c in before if c.dep_ == "poss" or told or c.pos_ == "PROPN"]
    offered = (noun, noun.head) if noun.lemma_.lower() in lexicon("telling").tenders else ()
    return owners or objects_of(noun, "by") or [g for t in offered for g in objects_of(t, "from")]


def meant_by(doer: Token, verb: Token) -> Token:
    """Return the thing of the clause above for which a pronoun stands: "The *ferry* was full when it capsized"."""
    if doer.lower_ != "it" or verb.dep_ != "advcl":
        return doer
    above = next((c for c in verb.head.lefts if c.dep_ in NOUN_SUBJECTS), doer)
    return above if above.tag_ == "NN" and not above.ent_type_ else doer


def speaker_of(doer: Token, verb: Token | None) -> Iterator[Token]:
    """Yield who speaks where it is a pronoun that acts: "Kappa said it has bought a mill", "by saying he will"."""
    if verb is not None and doer.pos_ == "PRON" and verb.dep_ == "ccomp":
        above = verb.head
        yield from doers_by_means(above) or (c for c in above.lefts if c.dep_ == "nsubj")


def struck_by(noun: Token) -> list[Token]:
    """Return what a noun hits: "the blackout hit Lima", "a blaze that gutted a mill"."""
    behind = [c for c in noun.rights if is_new(noun) and (c.dep_, c.tag_) == ("relcl", "VBD")]
    verbs = [noun.head] if noun.dep_ == "nsubj" else behind
    striking = lexicon("telling").striking
    struck = (logical_arguments(v) for v in verbs if not striking.isdisjoint((v.lemma_.lower(), undoubled(v))))
    return [t for doers, things in struck if noun in doers for t in things]


def doers_by_means(verb: Token) -> list[Token]:
    """Return who does what a gerund behind a preposition tells: "its interest in buying it", "accused it of lying"."""
    tie, over = verb.head, verb.head.head
    if (verb.dep_, verb.tag_) != ("pcomp", "VBG") or over.pos_ not in ("ADJ", "ADV", "NOUN", *VERBAL):
        return []
    own = [c for c in over.lefts if c.dep_ == "poss"] if over.pos_ == "NOUN" else []
    verbal = over.head if over.dep_ in ("acomp", "advmod") else over  # "is close to", "came close to"
    above = governing(over) or light_verb(over) if over.pos_ == "NOUN" else verbal
    if own or above is None or above.pos_ not in VERBAL:
        return own
    doers, given = logical_arguments(above)
    if above != over or tie.lower_ in _MEANS:
        return doers
    return given or doers if tie.lower_ in _MATTER else []


def outermost(token: Token) -> Token:
    """Return the head of what a number stands in: the group of 40 miners, a $40 million loan."""
    while (inner := token.dep_ in WITHIN) or (token.dep_ == "pobj" and token.head.lower_ == "of"):
        token = token.head if inner else token.head.head
    return token


def top_noun(noun: Token) -> Token:
    """Climb from the object of a preposition, or from before a noun, to the noun that holds it: "*exports* to Peru"."""
    while noun.dep_ in ("pobj", "compound") and noun.i - noun.head.i < _FAR:
        above = noun.head if noun.dep_ == "compound" else noun.head.head
        if above.pos_ not in NOUNS or (above.lower_, noun.head.lower_) == ("line", "with"):
            break  # "in line with *inflation* of 4%"
        noun = above
    return noun
