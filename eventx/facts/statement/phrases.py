"""Phrases: the noun phrase that names who speaks, its name, and the words for who that may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from eventx.facts.statement.titles import is_seated
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import given, roles
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import ADNOMINAL, FINITE, NOUN_SUBJECTS, first_left, has_right
from eventx.syntax.phrases import governed
from eventx.syntax.tokens import is_dash

_WIDE = 40  # tokens of premodifiers
_OVER = 6  # nouns and links over one that a person may stand behind
_CLAUSE = FINITE | {"WDT", "WP", "WRB", "VBG", "TO"}
HEADS = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
"""Parts of speech of what heads a noun phrase."""
NOMINAL = HEADS | {"DET", "ADJ"}
"""Those of what a noun phrase begins with."""
_INNER = "-–'’.&/()"  # marks within a phrase
_TIMING = frozenset({"on", "in", "at"})
_MODIFYING = frozenset({"POS", "HYPH", "PRP$", "VBN", "VBG"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` of a noun phrase."""

    head: Token
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The phrase as a span."""
        return self.head.doc[self.start : self.end]


def is_body(token: Token) -> bool:
    """Say whether a token heads the name or description of a body."""
    names = lexicon("names")
    common = token.lower_ not in names.any_of("proper_body", "topical")
    return token.lower_ in names.body and (common or token.pos_ == "PROPN")


def is_firm(phrase: Phrase) -> bool:
    """Say whether a phrase is a name that ends with the form of a firm: Kvern Investors."""
    head = phrase.head
    return head.pos_ == "PROPN" and head.i > phrase.start and head.lower_ in lexicon("names").forms


@cache
def _sources() -> frozenset[str]:
    """Return the nouns that are sources wherever they stand: data, bodies, people."""
    names, cues = lexicon("names"), lexicon("statement")
    return frozenset(names.any_of("data", "body", "people") | roles() | cues.any_of("sources", "documents"))


def is_source(token: Token) -> bool:
    """Say whether a noun is known as a source by itself, in any form."""
    return not _sources().isdisjoint((token.lower_, token.lemma_.lower()))


def speaks(head: Token) -> bool:
    """Say whether a noun may be a source: a name, people, a body, data; not a drop, a fine, a fact."""
    if head.lower_ in ("this", "that", "these", "those"):
        return False
    known = is_source(head) or not lexicon("names").kin.isdisjoint((head.lower_, head.lemma_.lower()))
    if head.pos_ != "NOUN" or known or is_of_people(head) or head.ent_type_:
        return True
    bare = head.is_title and head.left_edge.i == head.right_edge.i  # Wilkins, taken for a plural
    return bare or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.rights)


def phrase_at(view: View, head: Token, floor: int | None = None) -> Phrase:
    """Return the noun phrase of ``head``: premodifiers and prepositional phrases, no clauses or times."""
    return Phrase(head, _phrase_start(view, head, floor), _phrase_end(view, head))


def _phrase_start(view: View, head: Token, floor: int | None) -> int:
    """Return where the premodifiers of a noun begin, behind the last mark between them."""
    lowest = view.sentence(head.i).start if floor is None else floor
    start = max(head.left_edge.i, lowest, head.i - _WIDE)
    before = view.doc[start : head.i]
    marks = (t.i + 1 for t in before if t.is_space or (t.is_punct and t.text not in _INNER) or is_dash(t))
    return from_seat(view, _past_time(view, max(marks, default=start), head.i), lowest)


def from_seat(view: View, start: int, lowest: int) -> int:
    """Return where a phrase begins with the town before the state in which its noun is: the Hull, Ohio-based mill."""
    doc, town = view.doc, start - 1
    seated = is_seated(doc, start)
    while seated and town > lowest and doc[town - 1].pos_ == "PROPN":
        town -= 1
    parted = seated and lowest <= town < start - 1 and doc[start - 1].text == ","
    the = parted and town > lowest and doc[town - 1].pos_ == "DET"
    return town - the if the or (parted and town and doc[town - 1].lower_ == "to") else start


def _past_time(view: View, start: int, head: int) -> int:
    """Return where a noun phrase begins behind a time that is none of it: on Monday | port chief Reed."""
    doc, end = view.doc, start
    while end < head and end in view.times:
        end += 1
    led = start > 0 and doc[start - 1].lower_ in _TIMING
    relative = doc[start].lower_ in lexicon("time").any_of("earlier", "current", "later")
    inside = end > start > 0 and view.times.get(start - 1) == view.times[start]  # a May 3, | 2019 letter
    return end if (led or relative or inside) and doc[end].tag_ != "POS" else start


def _phrase_end(view: View, head: Token) -> int:
    """Return where what goes on with a noun ends: conjuncts, prepositional phrases, the rest of a name."""
    doc, end = view.doc, head.i + 1
    if end + 1 < len(doc) and doc[end].tag_ == "HYPH" and doc[end + 1].pos_ in ("ADJ", "NOUN"):
        end += 2  # secretary-general
    for child in head.rights:
        if _continues(child, end) and child.i not in view.times:
            end = _cut(view, end, child.right_edge.i + 1)
        elif child.dep_ != "cc" and not _lists(child) and child.i >= end:
            break
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT", "SPACE"):
        end -= 1
    opened = [t.text for t in doc[head.i : end] if t.text in "()"]
    end += opened[-1:] == ["("] and end < len(doc) and doc[end].text == ")"
    while end < len(doc) and doc[end].pos_ == doc[end - 1].pos_ == "PROPN" and end not in view.times:
        end += 1
    return end


def _continues(child: Token, end: int) -> bool:
    """Say whether a dependent goes on with the phrase that has come to token ``end``."""
    linked = child.dep_ == "prep" and child.i == end and child.lower_ in lexicon("statement").preposition
    linked = linked and not _is_medium(child)
    linked = linked or (child.i == end and child.tag_ == "JJ" and has_right(child, "prep"))  # familiar with the deal
    return linked or _is_listed(child) or (child.left_edge.i == end and child.pos_ in ("PROPN", "NUM", "PART"))


def _is_medium(tie: Token) -> bool:
    """Say whether a phrase tells in what somebody speaks, not who: the ministry *in a letter to mayors* warned."""
    noun, cues = governed(tie), lexicon("statement")
    told = tie.lower_ == "in" and noun is not None and noun.lemma_.lower() in cues.through
    return told and noun is not None and noun.left_edge.lower_ != "the" and not is_document(tie.head)


def is_document(noun: Token) -> bool:
    """Say whether a noun means data or a document."""
    written = lexicon("names").data | lexicon("statement").documents
    return not written.isdisjoint((noun.lower_, noun.lemma_.lower()))


def _is_listed(child: Token) -> bool:
    """Say whether a noun is joined to its head, or a name that the parse has set beside it: Reed, Moss and Lund."""
    beside = child.head.pos_ == "PROPN" and child.head.dep_ in NOUN_SUBJECTS  # not: according to Reed, Moss and Lund go
    names = [child, *(c for c in child.rights if c.dep_ == "conj")] if beside else []
    bare = all(c.pos_ == c.left_edge.pos_ == "PROPN" and not _is_title(c.lower_) for c in names)
    return (child.dep_ == "appos" and len(names) > 1 and bare) or (child.dep_ == "conj" and child.pos_ in HEADS)


def _cut(view: View, begin: int, end: int) -> int:
    """Cut a phrase before a clause, a mark or a time."""
    for token in view.doc[begin + 1 : end]:
        clause = token.tag_ in _CLAUSE and not (token.is_upper and len(token) > 1)
        mark = token.text in ',;:—–"“”' and not _lists(token) and not is_seated(view.doc, token.i + 1)
        if clause or token.dep_ in ADNOMINAL or mark or token.i in view.times:
            return token.i
    return end


def _lists(comma: Token) -> bool:
    """Say whether a comma stands between nouns of a list: departments for defence, health, and trade."""
    listed = [c for c in comma.head.rights if _is_listed(c)]
    last = len(listed) > 1 and comma.doc[comma.i : comma.i + 2][-1].tag_ == "CC"  # not: Reed, and Moss went
    return comma.text == "," and any(c.left_edge.i == comma.i + 1 + last for c in listed)


def chunk_head(view: View, start: int, limit: int) -> Token | None:
    """Return the head of the noun phrase that starts at a token, by tags alone."""
    head = None
    for token in view.doc[start:limit]:
        if token.pos_ in HEADS:
            alone = token.pos_ == "PRON" and token.tag_ != "PRP$"
            head = head if token.tag_ == "PRP" and head is not None else token  # after the vote | they
            if alone:
                break
        elif token.tag_ not in _MODIFYING and token.pos_ != "ADJ" and (token.pos_ != "DET" or head is not None):
            break
    return head


def actor_at(view: View, start: int, limit: int) -> tuple[Token | None, Token | None]:
    """Return the head of the noun phrase that starts at a token, and what it does, by tags alone."""
    head = chunk_head(view, start, limit)
    return head, next((t for t in view.doc[head.i + 1 : limit] if t.pos_ != "ADV"), None) if head is not None else None


def name_of(span: Span) -> str:
    """Return the text of a name without determiner, brackets and possessive mark."""
    text = re.sub(r"\s+", " ", span.text).strip(' ,;:"“”')
    text = re.sub(r"\s*\(.*", "", re.sub(r"^(?:the|an?)\s+", "", text, flags=re.IGNORECASE)) or text
    return re.sub(r"['’]s?$", "", text) if span[-1].tag_ == "POS" else text


def _is_title(word: str) -> bool:
    return word in roles() or word in lexicon("names").address or word in ("the", ".")


def without_titles(span: Span) -> Span:
    """Take titles off the front of a person's name and what is no name off its end."""
    doc, start, end = span.doc, span.start, span.end
    while start < end - 1 and _is_title(doc[start].lower_) and doc[start].lower_ not in given():  # Dean Reed
        start += 1
    while end > start + 1 and doc[end - 1].is_upper and doc[end - 1].lower_ in roles():
        end -= 1
    return doc[start:end]


def issuer_of(noun: Token) -> Token:
    """Return who issued what speaks: Halden issued a statement saying."""
    over = noun.head.head if noun.dep_ == "pobj" else noun
    written = noun.head.lower_ == "by" and over.lower_ in lexicon("statement").documents
    if written or over.lower_ in lexicon("names").data or over.lower_ in lexicon("statement").telling:
        noun = over  # a report into the agency noting
    issued = noun.dep_ == "dobj" and noun.lower_ in lexicon("statement").telling
    return (first_left(noun.head, "nsubj") or noun) if issued else noun


def antecedent_of(noun: Token, pronoun: Token) -> Token:
    """Return the person whom "who" takes up, past a noun that is of them: people familiar with the matter who asked."""
    for over in islice(noun.ancestors, _OVER):
        if pronoun.lower_ != "who" or noun.ent_type_ or is_of_people(noun):
            return noun
        if over.pos_ in HEADS and is_of_people(over):
            return over
    return noun


def is_fetched(tie: Token) -> bool:
    """Tell whether what is called for is only to come, and nothing is demanded: "called for a *taxi*"."""
    called, cues = governed(tie), lexicon("statement")
    if called is None or has_right(called, "prep", "relcl", "acl"):
        return False
    the = any(c.lower_ == "the" for c in called.lefts)
    return called.lower_ in cues.fetched or (the and called.lower_ in cues.fetched_the)
