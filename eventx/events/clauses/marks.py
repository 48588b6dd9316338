"""Marks: of what sort a thing is whose word is not known, the words that stand with it, who is an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.events.frames.words import Words
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered
from eventx.mentions.names import roster
from eventx.mentions.persons import is_aged, is_person, is_plural
from eventx.records import Actor
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import object_of, objects_of
from eventx.syntax.labels import ATTRIBUTES, COMPOUNDING, DETERMINERS, OWNING, PAST, PLACED, has_left
from eventx.syntax.nominals import is_version
from eventx.text.section import holding

_NAMED = {"ORG": "#body", "GPE": "#land", "PRODUCT": "#product", "WORK_OF_ART": "#product", "NORP": "#nation"}
_ROAD = re.compile(r"(?:[ABEMNR]|I-|NH-?|SR-?)\d{1,4}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,}")
_PHRASAL = frozenset({"compound", "amod", "nmod", "poss", "prep", "appos", "nummod", "det"})


def marks_of(token: Token) -> Iterator[str]:
    """Yield of what sort a thing is where its word need not be known: "detained Ann Low", "recalled 9,000 kettles".

    What is another's, one's own, or a land's, has a mark, too: "sold Kappa shares", "*its* shares", "Peru's border";
    ``#proper`` is any name, whatever its label.
    """
    named = token.ent_type_ == "PERSON" and not _is_called_body(token)
    if named or token.lower_ in ("him", "her") or is_person(token) or is_aged(token):
        yield "#person"
    if token.ent_type_ in _NAMED:
        yield _NAMED[token.ent_type_]
    if is_version(token):
        yield "#product"
    if token.lemma_.lower() in lexicon("government").reigns and any(c.ent_type_ == "PERSON" for c in token.lefts):
        yield "#reign"
    owners = (c for c in token.lefts if c.dep_ in OWNING and token.ent_type_ != "ORG")
    if any(c.ent_type_ == "ORG" or (c.dep_ == "poss" and c.pos_ == "NOUN") for c in owners):
        yield "#owned"
    if any(c.tag_ == "PRP$" for c in token.lefts):
        yield "#own"
    lands = (*(c for c in token.lefts if c.dep_ == "poss"), object_of(token, "of"))
    if any(t is not None and t.ent_type_ in PLACED for t in lands):
        yield "#national"
    if has_left(token, "nummod") and not syntax.is_time(token):
        yield "#many"
    if any(_THOUSANDS.fullmatch(c.text) for c in token.lefts if c.dep_ == "nummod"):
        yield "#thousands"
    if is_road(token):
        yield "#road"
    if token.pos_ == "PROPN":
        yield "#proper"
    if token.tag_ == "VBG":
        yield token.lower_  # "trading in the shares was halted"


def is_road(token: Token) -> bool:
    """Tell whether a name is that of a road, a letter and its number: "the M62", "NH-48"."""
    return _ROAD.fullmatch(token.text) is not None


@remembered
def bodies_named(analysis: Analysis) -> frozenset[str]:
    """Return the first words of the bodies of a text: "Harlow" of "Harlow Foods Ltd"."""
    first = (ent[0] for ent in analysis.doc.ents if ent.label_ == "ORG")
    return frozenset(t.lower_ for t in first if t.pos_ == "PROPN")


def marks_in(analysis: Analysis, token: Token) -> Iterator[str]:
    """Yield the marks of who does something.

    A name without a label of a body is that of one which the text calls so, there or elsewhere, "the brewer Kappa";
    ``#name`` is one without any label, ``#thing`` a noun of nobody.
    """
    yield from marks_of(token)
    yield from (f"{c.lemma_.lower()}_{token.lemma_.lower()}" for c in token.lefts if c.dep_ == "compound")
    if any(c.ent_type_ in ("NORP", "GPE") for c in token.lefts):
        yield f"#land_{token.lemma_.lower()}"  # a land's: "*Israeli planes* struck a depot"
    if token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON") and _is_country(analysis, token):
        yield "#land"
    if token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON", "GPE"):
        yield from ("#body" for c in (token, *token.lefts) if c.lower_ in bodies_named(analysis) or _tells_body(c))
        yield from ["#name"] * (not token.ent_type_)
    if token.pos_ == "NOUN" and not token.ent_type_ and not is_person(token):
        yield "#thing"


def marks_of_thing(analysis: Analysis, token: Token) -> Iterator[str]:
    """Yield the marks of a thing, also of a full name that only its article tells to be a person's: "fired Ari Kve"."""
    yield from marks_of(token)
    if token.ent_type_ != "GPE" and _is_place(analysis, token):
        yield "#place"
    name = holding(analysis.names, token.idx) if token.pos_ == "PROPN" else None
    title = any(c.tag_ == "VBG" and c.i == token.i + 1 for c in token.rights)  # "fires *Kve* warning"
    if name is not None and name.kind == "person" and " " in name.name and not title:
        yield "#person"


def _is_country(analysis: Analysis, token: Token) -> bool:
    """Tell whether a name without the label of a place is that of a country: "*Sri Lanka*", labelled as a man."""
    place = holding(analysis.places, token.idx)
    return place is not None and place.form == "name" and place.place.kind == "country"


def _is_place(analysis: Analysis, token: Token) -> bool:
    """Tell whether a name is that of a place, whatever its label: "took *Bukavu*", which is labelled as a man."""
    place = holding(analysis.places, token.idx)
    return place is not None and place.form != "adjective"


def _tells_body(word: Token) -> bool:
    """Tell whether a noun before a name says that it is a body's."""
    return word.dep_ in COMPOUNDING and word.pos_ == "NOUN" and is_body(word)


def _is_called_body(name: Token) -> bool:
    """Tell whether the word right before a name, which may be labelled as a person's, says that it is a body's."""
    return any(_tells_body(c) and c.nbor(1).pos_ == "PROPN" for c in name.lefts)


def words_before(token: Token, *more: str) -> list[Token]:
    """Return the words before a noun that say more of it."""
    before = (c for c in token.lefts if c.dep_ in (*ATTRIBUTES, *more))
    return with_conjuncts([c for c in before if c.tag_ not in PAST])  # "updated" is no update


def _is_hyphen(token: Token) -> bool:
    """Tell whether a mark joins two words: no dash behind a dateline."""
    return token.tag_ == "HYPH" and not token.whitespace_


def first_of(title: Token) -> Token:
    """Return the first word of a title before a name: "finance" of "the finance minister Ann Low"."""
    free, joined = lexicon("entities").portfolios, ATTRIBUTES
    before = ((t, t.dep_ in joined and (not t.ent_type_ or t.lower_ in free)) for t in reversed(title.doc[: title.i]))
    near = takewhile(lambda told: told[0].lower_ != "magnitude", before)  # "a 5.8 magnitude *tremor*"
    return [title, *(t for t, _ in takewhile(lambda told: told[1] or _is_hyphen(told[0]), near))][-1]


def called(doer: Token) -> list[Token]:
    """Return several who are named behind what they are: "the brewers *Kappa* and *Lorne*"; else who acts.

    So is one of several, "The largest of them, *Kappa*".

    Of "the brewer *Kappa* and the miller *Lorne*" the parser hangs the first on the second.
    """
    names = [c for c in doer.rights if c.dep_ == "appos" and c.pos_ == "PROPN"]
    if names and doer.pos_ in ("ADJ", "NUM", "DET"):
        return names
    names = names if doer.tag_ == "NNS" else []
    first = [c for c in doer.lefts if c.dep_ == "nmod" and c.pos_ == "PROPN" and c.conjuncts]
    several = [t for c in names[:1] if c.conjuncts for t in (c, *c.conjuncts)]
    return several or ([first[0], doer] if first and doer.pos_ == "PROPN" else [doer])


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """Return words with those that are coordinated with them: "Kappa and Lorne", but "founder and chief Ann Low"."""
    joined = list(dict.fromkeys(x for t in tokens for x in (t, *_behind(t), *_listed(t))))
    called = any(c.tag_ == "NN" and c.dep_ == "compound" for t in joined if t.ent_type_ == "PERSON" for c in t.lefts)
    return [t for t in joined if not called or t.tag_ != "NN" or not DETERMINERS.isdisjoint(c.dep_ for c in t.lefts)]


def _behind(token: Token) -> list[Token]:
    return [c for c in token.conjuncts if c.i > token.i]


def _listed(token: Token) -> Iterator[Token]:
    """Yield those of a list that hang on a name in it: "its chief Ann Low, *Ivo Brandt* and *Kappa*"."""
    for name in token.rights:
        appos = name.dep_ == "appos" and name.pos_ == "PROPN"
        called = token.pos_ == "NOUN" and name.left_edge.i == token.i + 1
        two = token.pos_ == "PROPN" and token.ent_type_ == name.ent_type_ == "PERSON"
        yield from (name,) if appos and two else ()
        yield from _behind(name) if appos and (called or two) else ()


def sources_on(noun: Token) -> Iterator[Token]:
    """Yield "from" behind what something is put on: "duties on juice from Peru", "a ban on imports of beef from it"."""
    goods = objects_of(noun, "on")
    within = (inner for good in goods for inner in objects_of(good, "of"))
    yield from (c for good in (*goods, *within) for c in good.rights if c.lower_ == "from")


def is_public(actor: Actor, root: Token, words: Words, among: str) -> bool:
    """Tell whether somebody is a country or an office, by name or by a word of the phrase."""
    people = root.ent_type_ == "NORP" and is_plural(root)  # "sixty Haitians"
    named = root.pos_ != "NOUN" or actor.name != actor.mention.text  # "the growers of his association" are no body
    by_name = named and f"{among}_of" not in words.lists and roster.is_public(actor.name)
    if (actor.kind == "country" and not people) or root.ent_type_ == "GPE" or by_name:
        return True
    phrase = [*_phrase(root), *(_phrase(root.head) if root.dep_ == "appos" else ())]
    told = [*(t.lemma_.lower() for t in phrase), *(actor.role or "").lower().split()]
    landed = actor.country is not None or words.has("lands", told) or _is_placed(phrase)
    return words.has(among, told) or (landed and words.has(f"{among}_of", told))


def _phrase(root: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase, without the clauses that hang on it."""
    yield root
    yield from (t for c in root.children if c.dep_ in _PHRASAL for t in c.subtree)


def _is_placed(phrase: Iterable[Token]) -> bool:
    """Tell whether a land is told beside somebody, or no body beside a name: "the Turkish leader", "President Rei"."""
    labels = {t.ent_type_ for t in phrase}
    return not labels.isdisjoint(("GPE", "NORP")) or ("PERSON" in labels and "ORG" not in labels)


def last_before(token: Token) -> Token:
    """Return the last of the nouns that stand side by side before another: "oil" of "soybean oil exports"."""
    beside = token.doc[token.i + 1 : token.head.i]
    return beside[-1] if len(beside) and all(t.pos_ in ("NOUN", "CCONJ") for t in beside) else token


def is_product(token: Token, words: Words) -> bool:
    """Tell whether a word is that of a product or of a version of one."""
    return is_version(token) or words.has_lemma("products", token)


def is_named_for(noun: Token, words: Words) -> bool:
    """Tell whether a noun is only named for what stands before it: "the league *hopes*", "a war *memorial*"."""
    return noun.lemma_.lower() in lexicon("telling").hoped or words.has_lemma("named_for", noun)


def is_fellow(noun: Token | None) -> bool:
    """Tell whether what is measured is somebody beside its owner: "its rival Kappa fell 3%"."""
    if noun is None:
        return False
    told = [noun, *(t for t in noun.lefts if noun.pos_ == "PROPN" and t.dep_ in ATTRIBUTES)]
    return not lexicon("entities").fellows.isdisjoint(t.lemma_.lower() for t in told)


def words_of_growth(things: Iterable[Token]) -> list[Token]:
    """Return the words for what something done goes up or down in: "announced a rise in *tourist arrivals*"."""
    return [x for t in things for g in objects_of(t, "in") for x in (g, *words_before(g))]
