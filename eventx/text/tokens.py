"""Text to Doc, in time that grows with the length: runs that spaCy's tokenizer is slow on go to it in pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise

from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventx.lexicons import matcher
from eventx.text.sentences import glued

LONG = 200  # characters without a space; the tokenizer's time grows with the square of a run's length
_RUN = re.compile(rf"(?P<mark>[^\w\s])(?P=mark){{15,}}|\S{{{LONG},}}")
_JOINED = (
    r"(?<![\w-])(?:[Rr]e-(?:[a-z]{3,}(?:ed|ing)|(?:{names.again})s?)"
    r"|[Cc]o-[a-z]{3,}ed|[A-Za-z][a-z]{3,}-in-(?:[Cc]harge|[Cc]hief))(?![\w-])|(?<![\w$€£¥.,-])(?:{names.scaled})"
    r"|(?<![\w.-])(?:{names.dotted})\.(?= [A-Z])"
)
"""Verbs with what a hyphen joins before them, which the parser reads well only as one word: "was re-elected"; offices
like "Officer-in-Charge"; names like "3M"; and titles with a stop: "Hon. Ada Obi"."""
_JOINT = re.compile(
    r"(?<=[A-Z]\.)(?=-[A-Z])|(?<=[A-Z]\.-)(?=[A-Z])"  # names of which the first ends in a stop: U.S.-China talks
    r"|(?<=\d[m¢])(?=\.(?:\W|$))"  # the stop of a sentence, which is no part of a unit: paid $7m.
    r"|(?<=[^\s—])(?=—)|(?<=—)(?=[^\s—])"  # dashes: “skills”—its name for apps
    r"|(?<=\))(?=\.[-–—]+\s)"  # the mark of a dateline: (EFE).- The
    r"|(?<=[^\s-])(?=--[\s\w(])|(?<=[^\s-]--)(?=[\w(])|(?<=\s--)(?=[A-Z])"
)
_PIECE = re.compile(r"(?P<mark>[^\w\s])(?P=mark){15,99}|\S{60,100}(?<=\W)|\S{1,100}")


def _joined() -> re.Pattern[str]:
    return matcher("number", _JOINED, 0)


def _titled() -> re.Pattern[str]:
    """Compile the titles whose stop ends no sentence, so that the parser may begin none behind them."""
    return matcher("number", r"(?:{names.dotted})\.", 0)


def tokenize(plain: Callable[[str], Doc], vocab: Vocab, text: str) -> Doc:
    """Make a Doc of a text by a plain tokenizer; ``doc.text`` has every character in its place.

    A mark that is repeated many times becomes one token; words that lost the blank between them become two,
    "U.S.-China" three, and the stop that is no part of an amount stands by itself: "paid $7m.", "60¢.".
    """
    cuts = sorted(match.start() for joint in (glued(), _JOINT) for match in joint.finditer(text))
    if not cuts and not _RUN.search(text) and not _joined().search(text):
        return plain(text)
    words: list[str] = []
    spaces: list[bool] = []
    parts = (text[start:end] for start, end in pairwise((0, *cuts, len(text))))
    for piece, whole in chain.from_iterable(map(_pieces, parts)):
        if words and not spaces[-1] and piece[0] == " ":
            spaces[-1], piece = True, piece[1:]
        if whole:
            words.append(piece)
            spaces.append(False)
        elif piece:
            for token in plain(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
    titled = _titled()
    starts: list[bool | int | None] = [False if titled.fullmatch(before) else None for before in ("", *words[:-1])]
    return Doc(vocab, words, spaces, sent_starts=starts if False in starts else None)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text in order, each with whether it is one token."""
    last = 0
    for run in sorted((*_RUN.finditer(text), *_joined().finditer(text)), key=re.Match.start):
        if run.start() < last:
            continue  # within a run
        if last < run.start():
            yield text[last : run.start()], False
        if run.re is not _RUN:
            yield run.group(), True
        for piece in _PIECE.finditer(text, run.start(), run.end()) if run.re is _RUN else ():
            yield piece.group(), piece["mark"] is not None
        last = run.end()
    if last < len(text):
        yield text[last:], False
