"""``eventx_attribute_ruler``: spaCy's attribute ruler, with the same results at a small part of its cost.

The ruler tries each of its patterns (179 in English) on every token. Nearly all look at one token's tag, word and
label, so that what they say of such a token is found once and remembered.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

set_token_attrs: Callable[[Token, dict[str, Any]], None] | None
try:
    from spacy.tokens._retokenize import set_token_attrs
except ImportError:  # a private name: without it the ruler is spaCy's own
    set_token_attrs = None

SEEN: list[int | str] = ["TAG", "LOWER", "DEP", "IS_SPACE"]
"""What a pattern may look at to be remembered; others are matched as spaCy does."""
OTHER = -1  # a word or label that no pattern names
MOST = 100_000  # words that are remembered to fit no regular expression

Kind = tuple[int, int, int, int]


class _Table:
    """What the patterns of a ruler look for, and what those of one token have said of a tag, word and label.

    ``short`` matches the patterns of one token, ``long`` the others, which need one of the ``anchors``, if not None.
    """

    def __init__(self, vocab: Vocab, patterns: Sequence[Mapping[str, Any]]) -> None:
        self.strings, self.short, self.long = vocab.strings, Matcher(vocab), Matcher(vocab)
        self.words: set[int] = set()
        self.labels: set[int] = set()
        self.checked: set[int] = set()
        self.expressions: list[re.Pattern[str]] = []
        self.anchors: set[int] | None = set()
        self.said: dict[Kind, dict[str, Any]] = {}
        self.known: dict[Kind, list[tuple[int, int]]] = {}
        for number, row in enumerate(patterns):
            self._add(str(number), row["patterns"], row["index"] in (0, -1))

    def _add(self, name: str, rows: list[list[dict[str, Any]]], plain: bool) -> None:
        add = self.strings.add
        short = [p for p in rows if len(p) == 1 and _is_plain(p[0]) and plain]
        long = [p for p in rows if p not in short]
        for matcher, patterns in ((self.short, short), (self.long, long)):
            if patterns:
                matcher.add(name, patterns)
        for (token,) in short:
            self.words.update(map(add, _values(token.get("LOWER"))))
            self.labels.update(map(add, _values(token.get("DEP"))))
            self.expressions += map(re.compile, _expressions(token.get("LOWER")))
        for pattern in long:
            anchor = next(filter(None, map(_anchor, pattern)), [])
            self.anchors = self.anchors | set(map(add, anchor)) if anchor and self.anchors is not None else None

    def kinds(self, doc: Doc) -> tuple[list[Kind], set[int]]:
        """Return what there is to know of each token, as far as it matters; and all words and labels of the Doc."""
        rows = doc.to_array(SEEN).tolist()
        present = {value for _, lower, dep, _ in rows for value in (lower, dep)}
        if self.expressions and (new := {lower for _, lower, _, _ in rows} - self.checked):
            self.words |= {w for w in new if any(e.search(self.strings[w]) for e in self.expressions)}
            if len(self.checked) > MOST:
                self.checked.clear()
            self.checked |= new  # last, so that no other thread takes what is not looked at for looked at
        words, labels = self.words, self.labels
        kinds = [
            (tag, lower if lower in words else OTHER, dep if dep in labels or not dep else OTHER, space)
            for tag, lower, dep, space in rows
        ]
        return kinds, present

    def rules(self, doc: Doc, i: int, kind: Kind) -> list[tuple[int, int]]:
        """Return (rule, its key) of the one-token patterns that fit a token."""
        if kind not in self.known:
            said = self.short(doc[i : i + 1], allow_missing=True)
            self.known[kind] = sorted((int(self.strings[key]), key) for key, _, _ in said)
        return self.known[kind]


class RememberingRuler(AttributeRuler):
    """An attribute ruler that remembers what its one-token patterns say of a tag, word and label."""

    _table: _Table | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a Doc's tokens."""
        try:
            table = self._table
            if table is None:
                table = self._table = _Table(self.vocab, self.patterns)  # whole, before another thread sees it
            kinds, present = table.kinds(doc)
            longer = self._longer(doc, table, present)
            if set_token_attrs is None or longer is None:
                return super().__call__(doc)
            for i, kind in enumerate(kinds):
                attributes = table.said.get(kind)
                if attributes is None:
                    attributes = table.said[kind] = self._joined(table.rules(doc, i, kind))
                if i in longer:
                    attributes = self._joined(sorted((*table.rules(doc, i, kind), *longer[i])))
                if attributes:
                    set_token_attrs(doc[i], attributes)
            return doc
        except Exception as error:
            return self.get_error_handler()(self.name, self, [doc], error)

    def _longer(self, doc: Doc, table: _Table, present: set[int]) -> dict[int, list[tuple[int, int]]] | None:
        """Return the rules of the other patterns, with their keys, by the token that each is for, if all have one."""
        found: dict[int, list[tuple[int, int]]] = {}
        if table.anchors is not None and table.anchors.isdisjoint(present):
            return found  # most Docs hold none of the words that these patterns ask for
        for key, start, end in table.long(doc, allow_missing=True):
            rule = int(self.vocab.strings[key])
            held = range(start, end)
            index = self.indices[rule]
            if not -len(held) <= index < len(held):
                return None
            found.setdefault(held[index], []).append((rule, key))
        return found

    def _joined(self, rules: Iterable[tuple[int, int]]) -> dict[str, Any]:
        """Return the attributes that rules set, where later ones overrule those before."""
        return {name: value for rule, _ in rules for name, value in self.attrs[rule].items()}

    def add(self, *args: Any, **kwargs: Any) -> None:
        """Add a pattern, as ``AttributeRuler.add`` does."""
        super().add(*args, **kwargs)
        self._table = None

    def clear(self) -> None:
        """Drop all patterns."""
        super().clear()
        self._table = None


def _values(said: Any) -> list[str]:
    if isinstance(said, dict):
        return [*said.get("IN", ()), *said.get("NOT_IN", ())]
    return [said] if isinstance(said, str) else []


def _expressions(said: Any) -> list[str]:
    return [said["REGEX"]] if isinstance(said, dict) and "REGEX" in said else []


def _anchor(token: dict[str, Any]) -> list[str]:
    """Return words or labels one of which a token must have for its pattern to fit."""
    for name in ("LOWER", "DEP"):
        said = token.get(name)
        if "OP" not in token and (isinstance(said, str) or (isinstance(said, dict) and said.keys() == {"IN"})):
            return _values(said)
    return []


def _is_plain(token: dict[str, Any]) -> bool:
    """Tell whether a token pattern asks for no more than tag, word, label and space, each by its value."""
    return token.keys() <= set(SEEN) and all(_is_plain_value(name, said) for name, said in token.items())


def _is_plain_value(name: str, said: Any) -> bool:
    if not isinstance(said, dict):
        return isinstance(said, str | bool)
    return said.keys() <= {"IN", "NOT_IN"} or (name == "LOWER" and said.keys() == {"REGEX"})


@Language.factory("eventx_attribute_ruler", default_config={"validate": False})
def create(nlp: Language, name: str, validate: bool) -> RememberingRuler:
    """Make the component."""
    return RememberingRuler(nlp.vocab, name, validate=validate)


def quicken(nlp: Language) -> None:
    """Put a remembering ruler with the same patterns in the place of a pipeline's attribute ruler."""
    if set_token_attrs is None:
        return
    if "attribute_ruler" in nlp.pipe_names and nlp.get_pipe_meta("attribute_ruler").factory == "attribute_ruler":
        slow: Any = nlp.get_pipe("attribute_ruler")
        quick: Any = nlp.replace_pipe("attribute_ruler", "eventx_attribute_ruler")
        quick.add_patterns(slow.patterns)
