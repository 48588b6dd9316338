"""Names that begin with a number or a code, "Three Rivers Energy", or end before letters: "Ada Low KC"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import is_time, words_behind
from eventx.syntax.tokens import keys, tokens_with

_CODES = keys({"Xd", "XXd", "Xdd", "XXdd"})
_NUMBERS = keys({"CD"})
_SHORTEST = 2  # words behind a number that are no counted noun


def find_openers(doc: Doc) -> frozenset[int]:
    """Return the tokens of numbers and codes that open the name of a body, in full or, once it is known, in short."""
    found = {t.i for t in tokens_with(doc, "SHAPE", _CODES) if _is_of_body(_words_behind(t)) or _is_labelled(t)}
    numbers = [t for t in tokens_with(doc, "TAG", _NUMBERS) if t.is_alpha and t.text[0].isupper()]
    full = {t.i for t in numbers if _opens_body(t)}
    known = {_first_words(doc[i]) for i in full}
    return frozenset(found | full | {t.i for t in numbers if _first_words(t) in known})


def is_rank(token: Token) -> bool:
    """Tell whether a word stands before the number of a rank: "Kappa's *No.* 2 engineer"."""
    return token.text == "No" and words_behind(token).text == "."


def _first_words(token: Token) -> str:
    return token.doc[token.i : token.i + _SHORTEST].text.casefold()


def _words_behind(token: Token) -> list[Token]:
    """Return the words with a capital right behind a token."""
    return list(_capitals(token))


def _capitals(token: Token) -> Iterator[Token]:
    for word in token.doc[token.i + 1 :]:
        if not word.text[0].isupper() or word.is_sent_start or is_time(word):
            return
        yield word


def _is_labelled(code: Token) -> bool:
    """Tell whether a code and the words behind it were found to be a body: "T3 Insights"."""
    words = _words_behind(code)
    return bool(words) and code.ent_type_ == "ORG" and all(t.ent_iob_ == "I" for t in words)


def _is_of_body(words: list[Token]) -> bool:
    """Tell whether words end in what only bodies are called: "Analytics"."""
    names = lexicon("names").any_of("forms", "body")
    return bool(words) and words[-1].lower_.rstrip(".") in names


def _opens_body(number: Token) -> bool:
    """Tell whether a number counts nothing, for one thing stands behind it: "Nine Elms Capital has", no "Two MPs"."""
    words = _words_behind(number)
    if len(words) < _SHORTEST or number.lower_ == "one":
        return False
    behind = number.doc[words[-1].i + 1 : words[-1].i + 2]
    counts = any(t.pos_ in (*NOUNS, "NUM", "ADJ") or t.text in ("-", "and", "of") for t in behind)
    return not counts and (words[-1].tag_ == "NNP" or _is_of_body(words))


def find_honoured(doc: Doc, named: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[str]:
    """Yield the names with letters of honour behind them: "*Ada Low* KC"."""
    honours = lexicon("names").honours
    letters = {text: [doc[end] for _, end in spans if end < len(doc)] for text, spans in named.items()}
    yield from (text for text, behind in letters.items() if any(t.is_upper and t.lower_ in honours for t in behind))
