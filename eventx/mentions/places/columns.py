"""The tokens of a Doc as columns, read once: far quicker than to ask each token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import tells_firm
from eventx.syntax.tokens import hyphened

ARTICLE = re.compile(r"(?:[dl]|a[lnsdr]|ash|el)['’-](?=[^\W\d_a-z])")
"""What stands in small letters before a name and is one word with it: "d'Ivoire", "al-Fashir"."""
CAPITAL = re.compile(rf"(?:.*@.*;)?[^\W\d_a-z]|{ARTICLE.pattern}")
"""How a word written as a name begins; it may stand behind an address: "ann@wire.net;Lee"."""
WORD = re.compile(r"[^\W\d_]{4,}")
LINE, TITLE = 200, 3
"""Characters of a line looked at behind a token, and its longer words at least, that it may be a headline."""
JOINTS = 3
"""Small words within a name at most: "of the"."""
LONGEST = 4
"""Words of a firm's name at most before its legal form."""
JOINED = frozenset(("of", "and", "&", "for"))
SPORT = 3
"""Different words of sport at least in an article about it."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The tokens of a Doc, a list for each attribute; ``inside`` tells the tokens that go on with an entity."""

    text: Sequence[str]
    lower: Sequence[str]
    label: Sequence[str]
    inside: Sequence[bool]
    pos: Sequence[str]
    start: Sequence[int]
    spaced: Sequence[bool]
    capital: Sequence[bool]
    whole: str
    index: dict[str, list[int]]
    entities: Sequence[tuple[int, int, str]]
    surnames: frozenset[str]
    firms: frozenset[str]
    styled: frozenset[str]
    sport: bool
    conjoined: Mapping[int, int]
    """Coordinated tokens, each with the one that it is coordinated with."""

    def __len__(self) -> int:
        return len(self.text)

    def end(self, last: int) -> int:
        """Return the character after the token before ``last``."""
        return self.start[last - 1] + len(self.text[last - 1])

    def quote(self, first: int, last: int) -> str:
        """Return the text of the tokens ``first`` to ``last``, the first one after."""
        return self.whole[self.start[first] : self.end(last)]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens at some characters, the last one after; none where no token starts at the first."""
        first, last = bisect_left(self.start, start), bisect_left(self.start, end)
        return (first, last) if self.start[first : first + 1] == [start] else (last, last)

    def word(self, i: int) -> str:
        """Return a token in small letters; nothing before the first and after the last."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def is_capital(self, i: int) -> bool:
        """Tell whether there is a token and it is written as a name."""
        return 0 <= i < len(self.capital) and self.capital[i]

    def is_titled(self, i: int) -> bool:
        """Tell whether a token stands in a line of which each word is written as a name, as in headlines."""
        at = self.start[i]
        near = max(0, at - LINE)
        line = self.whole[max(near, self.whole.rfind("\n", near, at) + 1) : at + LINE].partition("\n")[0]
        long = WORD.findall(line)
        return len(long) > TITLE and 5 * sum(word[0].isupper() for word in long) > 4 * len(long)

    def at(self, wanted: Iterable[str]) -> list[int]:
        """Return the tokens that are one of some words, in text order."""
        return sorted(i for word in self.index.keys() & wanted for i in self.index[word])

    def runs(self, taken: set[int]) -> Iterator[list[int]]:
        """Yield the runs of words written as names, with the small words within names; without the tokens ``taken``."""
        joins = lexicon("toponyms").joins
        run: list[int] = []
        joints: list[int] = []
        for i, text in enumerate(self.text):
            if self.capital[i] and i not in taken:
                run += [*joints, i]
                joints = []
            elif run and text in joins and len(joints) < JOINTS:
                joints.append(i)
            elif run:
                yield run
                run, joints = [], []
        if run:
            yield run


def read_columns(doc: Doc) -> Columns:
    """Read the tokens of a Doc; a column of what no component has set is empty words."""
    names: list[int | str] = ["ORTH", "ENT_TYPE", "ENT_IOB", "POS", "IDX", "SPACY"]
    orth, label, iob, pos, start, spaced = doc.to_array(names).T.tolist()
    strings = {key: doc.vocab.strings[key] for key in {*orth, *label, *pos}}
    text = [strings[key] for key in orth]
    index: dict[str, list[int]] = {}
    for i, word in enumerate(text):
        index.setdefault(word, []).append(i)
    small = lexicon("toponyms").small
    capital = {word: word in small or CAPITAL.match(word) is not None for word in index}
    styled = list(_styled(text, capital))
    return Columns(
        text=text,
        lower=[word.lower() for word in text],
        label=[strings[key] for key in label],
        inside=[code == 1 for code in iob],
        pos=[strings[key] for key in pos],
        start=start,
        spaced=[bool(space) for space in spaced],
        capital=[capital[word] for word in text],
        whole="".join([word + " " if space else word for word, space in zip(text, spaced, strict=True)]),
        index=index,
        entities=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        surnames=_surnames(doc),
        firms=_firms(doc) | {held[0] for held in styled},
        styled=frozenset(held[0] for held in styled if len(held) == 1),
        sport=_tells_of_sport(index, len(text)),
        conjoined=_conjoined(doc),
    )


def _conjoined(doc: Doc) -> dict[int, int]:
    """Return the tokens that the parser coordinates with one before."""
    dep, head = doc.to_array(["DEP", "HEAD"]).astype("int64").T
    held = (dep == doc.vocab.strings["conj"]).nonzero()[0].tolist()
    return {i: i + int(head[i]) for i in held}


def _tells_of_sport(index: Mapping[str, Sequence[int]], length: int) -> bool:
    """Tell whether an article is about sport, where a town's name is mostly that of its team."""
    said = [len(index[word]) for word in index.keys() & lexicon("toponyms").sport]
    return len(said) >= SPORT and sum(said) > length / 80


def _firms(doc: Doc) -> frozenset[str]:
    """Return the first words of the names of firms, by which they are called later: "Alden Capital", "Orange SA".

    So are those that an apposition says to be a firm's: "invested in Tessel, a maker of pumps".
    """
    forms = lexicon("names").forms
    bodies = ([t for t in ent if not t.is_space] for ent in doc.ents if ent.label_ == "ORG")
    called = (e.text for e in doc.ents if e.label_ == "GPE" and any(map(_is_firm, e.root.rights)))
    return frozenset(e[0].text for e in bodies if len(e) > 1 and e[-1].lower_.rstrip(".") in forms).union(called)


def _is_firm(apposed: Token) -> bool:
    """Tell whether an apposition says what a firm does: ", a maker of pumps", ", Europe's biggest developer"."""
    return apposed.dep_ == "appos" and tells_firm(hyphened(apposed))


def _styled(text: Sequence[str], capital: Mapping[str, bool]) -> Iterator[Sequence[str]]:
    """Yield the words written as a name before each legal form: "Malta" of "Malta Inc."."""
    forms, ordinary = lexicon("link").legal, lexicon("link").ordinary
    for i, word in enumerate(text):
        form = word.rstrip(".").lower()
        if len(word) > 1 and capital[word] and form in forms and (word.isupper() or form not in ordinary):
            first = i
            while i - first < LONGEST and first and capital[text[first - 1]]:
                first -= 1
            if first < i and (not first or text[first - 1] not in JOINED):
                yield text[first:i]


def _surnames(doc: Doc) -> frozenset[str]:
    """Return the last words of persons' names, without those that stand as a place's elsewhere."""
    inside = lexicon("toponyms").inside
    named = [ent[: -1 if ent[-1].tag_ == "POS" else None] for ent in doc.ents if ent.label_ == "PERSON"]
    persons = {name[-n:].text for name in named for n in (1, 2) if len(name) > n}
    return frozenset(
        persons - {e.text for e in doc.ents if e.label_ == "GPE" and e.start and doc[e.start - 1].lower_ in inside}
    )
