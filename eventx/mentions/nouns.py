"""Nouns beside an amount: those that it modifies, counts out or is led to by, and what belongs to them."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import load_lexicon
from eventx.mentions.persons import NOUNS
from eventx.syntax.phrases import is_time

Chars = tuple[int, int]
VERBS = frozenset({"VERB", "AUX"})
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})
_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "punct", "advmod"})


def words(key: str) -> frozenset[str]:
    """Return a list of the topic lexicon."""
    return frozenset(load_lexicon("topic")[key])


def core(noun: Token) -> Chars:
    """Return the characters of a noun and its modifiers, without articles, possessors and numbers."""
    if noun.tag_ == "NNS" and noun.i and noun.lemma_.lower() in words("extending") and noun.nbor(-1).pos_ in NOUNS:
        noun = noun.nbor(-1)  # a verb that the tagger took for a noun: "the flat measures 45 sq m"
    first = noun
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in _PREMODIFIERS or child.like_num or child.right_edge.i + 1 < first.i:
            break
        first = child.left_edge
    while first.i < noun.i and (
        first.pos_ in ("DET", "PUNCT", "NUM", "SYM", "PART", "CCONJ")
        or first.text == "%"
        or first.lower_ in _POSSESSIVE
        or first.lower_ in words("vague")
    ):
        if first.pos_ == "NUM" and first.nbor(1).text == "-":
            break  # "1,500-year-old statue"
        first = first.nbor(1)
    return first.idx, noun.idx + len(noun)


def before_tax(noun: Token) -> Token | None:
    """Return the profit of "profit before *tax*", which the parser takes for a clause; else None."""
    if noun.lower_ != "tax" or noun.i < 2 or noun.nbor(-1).lower_ not in ("before", "after"):
        return None
    return noun.nbor(-2) if noun.nbor(-2).pos_ in NOUNS else None


def changes_hands(noun: Token) -> bool:
    """Tell whether a noun is the hands of "changes hands", which nothing is told of."""
    return noun.lemma_ == "hand" and noun.head.lemma_ == "change"


def top_of(first: Token, last: Token) -> Token:
    """Return the token of an amount whose head stands outside it."""
    for token in first.doc[first.i : last.i + 1]:
        if not first.i <= token.head.i <= last.i or token.head is token:
            return token
    return last


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def unparsed_subject(verb: Token) -> Token | None:
    """Return the noun right before a finite verb that the parser gave no subject, over an insertion between commas."""
    lefts = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg", "advmod")]
    if any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in verb.lefts):
        return None
    first = lefts[0] if lefts else verb
    if first.tag_ not in _FINITE and verb.tag_ not in _FINITE:
        return None
    i, doc = first.i - 1, verb.doc
    if i > 1 and doc[i].text == ",":
        i = next((j - 1 for j in range(i - 1, max(0, i - 16), -1) if doc[j].text == ","), -1)
    noun = doc[i] if i >= 0 else verb
    if noun.pos_ == "PRON" or noun.pos_ in NOUNS:
        while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in NOUNS:
            noun = noun.head.head
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.lower_ == "those":
            return noun.head.head
    same = noun.pos_ in NOUNS and (noun.i == 0 or noun.doc[noun.i - 1].tag_ not in ("VBD", "VBZ", "VBP"))
    return noun if same and not is_time(noun) else None


_PARTS = frozenset({"each", "all", "some", "most", "many", "both", "half", "none", "any", "several", "more", "one"})


def whole_of(noun: Token) -> Token:
    """Return the whole that a pronoun or number is a part of ("each of the *buildings*"), else the word itself."""
    if noun.lower_ not in _PARTS and noun.pos_ != "NUM":
        return noun
    return next((c for p in noun.rights if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), noun)


def modified(first: Token, last: Token, beside: bool = False) -> Token | None:
    """Return the noun that the amount stands before: the loan in "a $5 million loan", the plant in "a 2-acre plant".

    Parameters
    ----------
    first, last : Token
        The amount.
    beside : bool
        True where a noun in the singular right behind is enough, as behind money ("in £740m deal").
    """
    doc, i = first.doc, last.i + 1
    run: Token | None = None
    while i < len(doc) and i < last.i + 7:
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN") and not (token.ent_type_ == "DATE" and is_time(token)):
            run = token
        elif run is not None and 0 < i < len(doc) - 1 and doc[i - 1].text == doc[i + 1].text == "-":
            pass  # "loan-to-value mortgages"
        elif (
            token.pos_ not in ("ADJ", "PUNCT")
            or (token.pos_ == "PUNCT" and token.text != "-")
            or token.text in ("(", ")", ",")
        ):
            break
        i += 1
    if run is None or run.i - last.i > 5:
        return None
    tied = top_of(first, last).head == run or any(t == run or run.is_ancestor(t) for t in doc[first.i : last.i + 1])
    tied = tied or (beside and doc[last.i + 1].tag_ == "NN") or first.i <= run.head.i <= last.i
    while run.dep_ == "compound" and run.head.i > run.i and run.head.i - last.i < 7:
        run = run.head
    return run if tied and run.lower_ != "worth" and run.lower_ not in words("counted") else None


def led(first: Token) -> Token | None:
    """Return the noun before "of" or "worth" that leads to an amount: "spending of no more than $12 million"."""
    doc, i = first.doc, first.i - 1
    while i > max(0, first.i - 6) and doc[i].lower_ in words("bounds"):
        i -= 1
    if i < 1 or doc[i].lower_ not in ("of", "worth"):
        return None
    noun = doc[i - 1]
    return noun if noun.pos_ in NOUNS and not is_time(noun) and noun.lower_ not in words("measures") else None


def counted_out(last: Token) -> Token | None:
    """Return the noun after "in" or "of" that an amount counts out: "$12 million in tax credits"."""
    doc = last.doc
    i = last.i + 1
    if i < len(doc) and doc[i].text == ")":
        i += 1
    elif i < len(doc) and doc[i].text == "(":
        close = next((j for j in range(i + 1, min(len(doc), i + 9)) if doc[j].text == ")"), i - 1)
        i = close + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("in", "of", "worth"):
        return None
    preposition = doc[i]
    j = i + 1
    if preposition.lower_ == "worth" and doc[j].lower_ == "of":
        j += 1
    noun: Token | None = None
    while j < len(doc) and j < i + 7:
        token = doc[j]
        if token.pos_ == "DET" or token.lower_ in _POSSESSIVE:
            if noun is not None:
                break
            if preposition.lower_ == "in" or token.lower_ in ("every", "each"):
                return None
        elif token.pos_ in NOUNS and token.text != "%":
            noun = token
        elif noun is None and (token.pos_ in ("NUM", "SYM") or token.text == "%"):
            pass  # "50 ml of 30% acid"
        elif token.pos_ == "ADJ" or token.text == "-" or (token.tag_ in ("VBG", "VBN") and noun is None):
            if noun is not None:
                break
        else:
            break
        j += 1
    if noun is None or is_time(noun) or noun.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "MONEY", "PERCENT"):
        return None
    if preposition.lower_ == "in" and noun.pos_ == "PROPN":
        return None
    return noun
