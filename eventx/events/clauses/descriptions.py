"""Words that describe somebody: where they end, who is named behind them, and which are for a body."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.names.traits import is_of_place, marks_before, noun_of
from eventx.mentions.names.vocabulary import is_maker, offices
from eventx.mentions.persons import is_of_people
from eventx.syntax.joined import is_right_behind
from eventx.syntax.labels import MODIFIERS, PARTIES, PLURAL, has_child, has_left, has_right
from eventx.syntax.phrases import follows, noun_phrase

_COUNTING = frozenset({"nummod", "amod", "relcl", "acl"})
_MARKS = frozenset("\"“”‘’'")
_TITLE = 9  # tokens of a title, with its marks
LONGEST = 80
"""Characters of a phrase that means somebody, at most."""


def are_some(token: Token) -> bool:
    """Tell whether a word stands for some of a people, and not for their land: "two Yemenis", "senior Asians"."""
    people = token.ent_type_ == "NORP" and token.tag_ in PLURAL
    return people and has_child(token, *_COUNTING)


def called_behind(token: Token) -> Iterator[Token]:
    """Yield who is named behind the end of a phrase: "his rival from the left, *Ann Low*", "the head of Kappa, *Low*".

    Behind a body, or a name, it must be a person's.
    """
    words = lexicon("entities").fellows | offices()
    if token.tag_ != "NN" or not (is_of_people(token) or token.lemma_.lower() in words):
        return
    within = (g for c in token.rights if c.dep_ == "prep" for g in c.subtree if not is_of_people(g))
    named = (c for g in within for c in g.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    apart = (c for c in named if c.ent_type_ == "PERSON" or not (c.head.ent_type_ or is_body(c.head)))
    yield from (c for c in apart if follows(c.left_edge, ","))


def title_of(token: Token) -> Span | None:
    """Return the title in quote marks that names a work: of 'the drama "*Night Bus*"', by its noun or its last word."""
    doc, works = token.doc, lexicon("entities").works
    first = token.i + 2
    if token.lemma_.lower() not in works:
        ahead = (t.i for t in reversed(doc[max(0, token.i - _TITLE) : token.i]) if t.text in _MARKS)
        first = next(ahead, -1) + 1
    if not 1 < first < len(doc) or doc[first - 1].text not in _MARKS or doc[first - 2].lemma_.lower() not in works:
        return None
    last = next((t.i for t in doc[first : first + _TITLE] if t.text in _MARKS), first)
    return doc[first:last] if max(token.i, first) < last and not doc[first].is_lower else None


def is_labelled(token: Token) -> bool:
    """Tell whether a word that was tagged as no noun is the name of a body: "Rangoon won"."""
    return token.pos_ == "ADJ" and token.ent_type_ == "ORG" and token.dep_ in PARTIES


def extent_of(token: Token) -> tuple[int, int]:
    """Return the characters of who is meant, without what is done to somebody else: "nurses | against pay cuts".

    A deed is none of theirs, either: "the trader | of stealing"; of many words those before what they do: "police |
    investigating the sale of land". Of "the brewer *Kappa*" it is the name.
    """
    token = next(filter(is_right_behind, token.rights), token)
    start, end = noun_phrase(token)
    agent = token.head.lower_ == "by" and token.pos_ == "NOUN"
    apart = lexicon("entities").any_of("against", *(("aside",) if agent else ()))
    apart |= {"from"} if token.pos_ == "PROPN" else set()  # "bought 70% of Kappa | from Lorne"
    ends = [c.nbor(-1) for c in token.rights if c.dep_ == "prep" and c.lower_ in apart]
    deeds = (c for c in token.subtree if c.lower_ in ("on", "about") or (c.lower_ == "of" and c.head == token))
    ends += [c.nbor(-1) for c in deeds if has_right(c, "pcomp")]
    end = min([end, *(t.idx + len(t) for t in ends)])
    return start, token.idx + len(token) if end - start >= LONGEST else end


def part_before(token: Token) -> Token | None:
    """Return the number that tells how many are meant of those who are counted, too: "*two* of the five men".

    One or a few of several are not all of them, either: "*one* of its generals".
    """
    number = token.head.head
    few = number.lower_ in load_lexicon("number")["units"] and token.tag_ in PLURAL
    counted = token.head.lower_ == "of" and (few or has_left(token, "nummod"))
    return number if counted and number.like_num and number.i < token.i else None


def is_body(token: Token) -> bool:
    """Tell whether a noun is a word for a firm or an office: "company", "shipbuilder", "ministry"."""
    lemma, words = noun_of(token), lexicon("entities")
    return lemma in words.bodies or lemma in words.offices or is_maker(lemma)


def is_beside(token: Token) -> bool:
    """Tell whether a noun is for a firm beside another: "its rival", "the parent company"; no person's: "his rival"."""
    words = lexicon("entities")
    told = [token.lemma_.lower()]
    told += [c.lemma_.lower() for c in token.lefts if c.dep_ == "compound" and told[0] in words.any_firm]
    personal = any(c.tag_ == "PRP$" and c.lower_ != "its" for c in token.lefts)
    return not words.beside.isdisjoint(told) and not personal


def told_by(token: Token) -> list[str]:
    """Say how a description tells who is meant: by its words alone, or by others: "the Oslo firm", "the state bank"."""
    words, noun = lexicon("entities"), noun_of(token)
    kind = "firm" if noun in words.any_firm else "office" if noun in words.offices else "body"
    marks = [c for c in token.lefts if c.dep_ in MODIFIERS and not is_plight(c)]
    if not marks:
        return [f"{kind} bare"]
    return [f"{kind} {'placed' if any(map(is_of_place, marks)) else 'marked'}"]


def is_called_by(token: Token, name: str) -> bool:
    """Tell whether a body may be called so: "the Oslo firm" is any firm, "the state bank" only one with these words."""
    words = {t.lower_ for t in marks_before(token) if not is_plight(t)}
    return noun_of(token) in lexicon("entities").any_firm or words <= {*name.lower().split()}


def is_plight(token: Token) -> bool:
    """Tell whether a word before a noun tells how somebody fares, not which is meant: "the *struggling* retailer"."""
    words, joined = lexicon("entities"), token.i > 0 and token.nbor(-1).tag_ == "HYPH"  # "the *state-owned* miner"
    told = token.dep_ == "amod" and (token.lower_ in words.plights or token.lower_.endswith(("ing", "ed")))
    return (told or joined) and token.lower_ not in words.distinct
