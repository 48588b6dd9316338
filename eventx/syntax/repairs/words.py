"""Lemmas and tags that are wrong: "hopes" is no form of "hop", "axe" behind "plans to" no noun."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.lexicons.vectors import load_vectors
from eventx.syntax.labels import ATTRIBUTES, NOUN_SUBJECTS, NOUNS, PLURAL, VERBAL, first_left, has_right
from eventx.syntax.lemmas import bases
from eventx.syntax.phrases import follows, precedes
from eventx.syntax.tokens import hang, keys, tokens_with, word_before, word_behind

_VERBS = keys(VERBAL)
_NOMINAL = NOUNS | {"ADJ"}
_MARKS = keys({"‘", "’"})
_CLAUSES = keys({"ROOT", "ccomp", "advcl", "relcl"})
_TO = keys({"to"})
_ADJECTIVES = keys({"JJ"})
_PLURALS = keys(PLURAL)
_NOUNS = keys({"NN", "NNS", "JJ", "VBZ"})
_PRONOUNS = keys({"WP", "PRP"})
_SCALED = keys(f"{'d' * n}{point}{'x' * m}" for n in range(1, 5) for point in ("", ".d", ".dd", ".ddd") for m in (2, 3))
_OFFICES = keys({"Xxxxx-xx-Xxxxx"})
_CAPITALS = keys({"XXx", "XXXx", "XXXXx"})
"""The shapes of capitals with a small letter behind them."""
_SINGLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bcdfgklmnprtvz]")
"""A stem of one syllable that doubles its consonant: "hop", "hopped"; one that does not has lost its "e"."""


def repair_infinitives(doc: Doc) -> None:
    """Tag as verbs infinitives taken for other words: "plans to axe 40 jobs", "to *lower* rates"."""
    for to in tokens_with(doc, "ORTH", _TO):
        verb = to.head
        if to.dep_ == "aux" and to.i + 1 == verb.i and verb.tag_ in ("NN", "DT", "JJR"):
            verb.tag_, verb.pos_ = "VB", "VERB"


def repair_verbs(doc: Doc) -> None:
    """Tag as verbs words that are nothing else: "30 percent *disapprove*"."""
    for verb in tokens_with(doc, "LOWER", keys(lexicon("repairs").verbal)):
        if verb.pos_ in _NOMINAL:
            verb.tag_, verb.pos_ = "VBP", "VERB"


def repair_predicates(doc: Doc) -> None:
    """Tag as verbs the nouns that have a subject: "an assailant *shot* at him", "as the market *evolves*"."""
    for noun in tokens_with(doc, "DEP", _CLAUSES):
        subject = first_left(noun, *NOUN_SUBJECTS) if noun.pos_ == "NOUN" and noun.is_alpha else None
        if subject is None:
            continue
        past = noun.lower_ in load_lexicon("lemma")["unmarked"] or noun.lower_ in load_lexicon("lemma")["irregular"]
        many = subject.tag_ in PLURAL or subject.lower_ in lexicon("titles").many
        if noun.tag_ == "NN" and past and has_right(noun, "prep", "dobj"):
            noun.tag_, noun.pos_, noun.lemma_ = "VBD", "VERB", noun.lower_
        elif noun.tag_ == "NN" and many and subject.i == noun.i - 1 and has_right(noun, "dobj"):
            noun.tag_, noun.pos_, noun.lemma_ = "VBP", "VERB", noun.lower_  # "police *arrest* 30"
        elif noun.tag_ == "NNS" and noun.lower_.endswith("s") and _may_end_subject(noun.nbor(-1)):
            noun.tag_, noun.pos_, noun.lemma_ = "VBZ", "VERB", next(bases(noun.lower_), noun.lemma_)


def _may_end_subject(token: Token) -> bool:
    """Tell whether a verb in the singular may stand behind a word: no "analysts *estimates*", "own *stakes*"."""
    return token.tag_ not in PLURAL and token.pos_ in (*NOUNS, "PRON", "ADV")


def repair_lemmas(doc: Doc) -> None:
    """Set the lemmas of verbs that the lemmatiser has cut too short or does not know."""
    for token in tokens_with(doc, "POS", _VERBS):
        if (lemma := _lemma(token)) != token.lemma_:
            token.lemma_ = lemma


def _lemma(token: Token) -> str:
    word, lemma = token.lower_, token.lemma_
    known = load_lexicon("lemma")["irregular"].get(word)
    if known is not None:
        return str(known)
    if word == "lay" and precedes(token, "off"):
        return "lay"  # read as the past of "lie"
    cut = word in (f"{lemma}ed", f"{lemma}es", f"{lemma}ing") and _SINGLE.fullmatch(lemma)
    return f"{lemma}e" if cut else lemma


def repair_scaled(doc: Doc) -> None:
    """Make a number of one that a scale is written to, taken for a noun or adjective: "invested $*700mn*"."""
    for token in tokens_with(doc, "SHAPE", _SCALED):
        if token.lower_.lstrip("0123456789.") in load_lexicon("number")["scales"]:
            token.tag_, token.pos_ = "CD", "NUM"
            if token.dep_ in ("amod", "compound") and token.left_edge == token:  # "sold *11.2mn* cars", no "$4bn deal"
                token.dep_ = "nummod"


def repair_possessives(doc: Doc) -> None:
    """Tag as possessive the apostrophes behind a plural that are taken for closing quotes: "Norvik Bros’ head"."""
    opened = False
    for token in tokens_with(doc, "ORTH", _MARKS):
        owner = word_before(token)
        if token.text == "‘":
            opened = True
        elif owner.text[-1:] == "s" and not owner.whitespace_ and token.whitespace_ and not opened and _owns(token):
            token.tag_, token.pos_ = "POS", "PART"
        elif not owner.whitespace_:
            opened = False


def _owns(mark: Token) -> bool:
    """Tell whether nouns stand on either side of a mark."""
    return mark.i + 1 < len(mark.doc) and mark.nbor(-1).pos_ in NOUNS and mark.nbor(1).pos_ in _NOMINAL


def repair_names(doc: Doc) -> None:
    """Tag as names the known bodies taken for plurals: "*Starbucks* said", "Emirates cancelled 40 flights"."""
    for token in tokens_with(doc, "TAG", _PLURALS):
        if token.text in lexicon("names").known and not follows(token, "the"):
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
    for token in tokens_with(doc, "ORTH", keys(lexicon("names").uncapped)):
        if token.pos_ in _NOMINAL and len(token) > 2:  # "easyJet"
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text


def repair_initials(doc: Doc) -> None:
    """Tag as names the known bodies taken for pronouns: "*WHO* chief Ann Low said"."""
    for token in tokens_with(doc, "TAG", _PRONOUNS):
        if token.text in lexicon("names").known and word_behind(token).is_lower:
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text


def repair_strange(doc: Doc) -> None:
    """Tag as names the words that no language has and that stand before an office: "*Eskom* chief Ann Low said"."""
    words, names, known = lexicon("repairs"), lexicon("names"), load_vectors().where
    offices, ends, starts = names.any_of("office", "role"), tuple(words.wordlike_ends), tuple(words.wordlike_starts)
    for token in tokens_with(doc, "TAG", _NOUNS):
        behind = word_behind(token)
        if token.dep_ not in ATTRIBUTES or not token.is_title or not behind.is_lower:
            continue
        forms, word = {behind.lower_, behind.lower_.removesuffix("s")}, token.lower_
        wordlike = word in known or token.ent_type_ or word.endswith(ends) or word.startswith(starts)  # "Antimafia"
        told = token.text in names.known and not (offices | names.trade).isdisjoint(forms)  # "Barclays analysts"
        if told or not (wordlike or offices.isdisjoint(forms)):
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text


def repair_offices(doc: Doc) -> None:
    """Tag as a name's, and hang on it, an office that hyphens join: "said *Commander-in-Chief* Ann Low"."""
    for office in tokens_with(doc, "SHAPE", _OFFICES):
        name = word_behind(office)
        if office.lower_ not in lexicon("names").role or name.pos_ != "PROPN":
            continue
        while name.dep_ == "compound" and name.head.i > name.i:
            name = name.head
        office.tag_, office.pos_ = "NNP", "PROPN"
        if office.dep_ not in ATTRIBUTES:
            hang(office, name, "compound")


def repair_lands(doc: Doc) -> None:
    """Label as lands those that the small models take for persons and bodies: "*Botswana* expelled two diplomats"."""
    lands = _lands()
    found: list[Span] = []
    for token in tokens_with(doc, "LOWER", keys(lands)):
        for words in lands[token.lower_]:
            start = token.i + 1 - len(words)
            span = doc[max(0, start) : token.i + 1]
            if [t.text for t in span] == words and span[0].ent_type_ != "GPE" and _is_whole(span):
                found.append(Span(doc, start, token.i + 1, label="GPE"))
    if found:
        doc.set_ents(found, default="unmodified")


def _is_whole(span: Span) -> bool:
    """Tell whether a name is not a part of a longer one: "the Bank of *Botswana*", "Air *Mauritius*"."""
    doc, first, last = span.doc, span[0], span[-1]
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    within = first.ent_iob_ == "I" and before is not None and not before.is_punct and before.lower_ != "the"
    goes_on = after is not None and after.ent_iob_ == "I" and after.tag_ != "POS"
    beside = (t for t in (before, after) if t is not None)
    alone = bool(first.ent_type_) or all(t.pos_ != "PROPN" for t in beside)
    return not within and not goes_on and alone


@cache
def _lands() -> dict[str, list[list[str]]]:
    """Return the words of the names of lands, by the last of each in small letters."""
    out: dict[str, list[list[str]]] = {}
    for name in lexicon("repairs").lands:
        words = name.split()
        out.setdefault(words[-1].lower(), []).append(words)
    return out


def repair_demonyms(doc: Doc) -> None:
    """Tag as nouns the names of peoples that are counted and stand for them: "three *Vietnamese* and two Irish"."""
    for people in tokens_with(doc, "TAG", _ADJECTIVES):
        counted = people.ent_type_ == "NORP" and people.dep_ not in ATTRIBUTES
        if counted and any(c.dep_ == "nummod" and c.i == people.i - 1 for c in people.lefts):
            people.tag_, people.pos_ = "NNPS", "PROPN"


def repair_plurals(doc: Doc) -> None:
    """Tag as plurals the nouns that are written with a small s: "40 *MPs*", "two *IPOs*"."""
    for token in tokens_with(doc, "SHAPE", _CAPITALS):
        if token.tag_ == "NN" and token.text.endswith("s"):
            token.tag_ = "NNS"
