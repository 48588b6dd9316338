"""The same entity recogniser, decoded by a few products of matrices for a whole document.

spaCy's recogniser walks over a document and scores its states one by one. A state is known by three tokens: the one it
is at, and the first and the last of the entity that is open. Where none is open that is the token alone, so that the
states of all tokens can be scored at once, and only those within an entity are left to walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

FEATURES, PIECES = 3, 2  # tokens that a state is known by, and numbers that a hidden unit takes the highest of
OUT, BLOCKED = ("O", ""), ("U", "")  # the moves that pass over a token, free or kept from entities; others have labels

Entity = tuple[int, int, str]


class QuickRecognizer(EntityRecognizer):  # type: ignore[misc]  # spaCy gives it no types
    """An entity recogniser that scores all tokens of a document at once."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """Return the entities of each Doc; where some are set already, which bind what may follow, as spaCy does."""
        docs = list(docs)
        if any(doc.to_array("ENT_IOB").any() for doc in docs):
            return super().predict(docs)
        return [tuple(self._decode(doc)) if len(doc) else () for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], states_or_entities: Sequence[Any]) -> None:
        """Set the entities of each Doc."""
        for doc, found in zip(docs, states_or_entities, strict=True):
            if isinstance(found, tuple):
                doc.set_ents([Span(doc, start, end, label) for start, end, label in found], default="outside")
            else:
                super().set_annotations([doc], [found])

    def _decode(self, doc: Doc) -> Iterator[Entity]:
        """Find the entities of a Doc by the best valid move at each token, from left to right."""
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        told = lower.predict(self.model.get_ref("tok2vec").predict([doc]))
        none, told, bias = told[0], told[1:], lower.get_param("b")  # what each token says in each place of a state
        weights, shift = upper.get_param("W"), upper.get_param("b")
        moves = _moves_of(self)
        number = {move: i for i, move in enumerate(moves)}
        is_last = numpy.append(doc.to_array("SENT_START")[1:] == 1, True)

        scores = _maxout(told[:, 0] + none[1] + none[2] + bias) @ weights.T + shift
        scores[:, [*_where(moves, "IL"), number[BLOCKED]]] = -numpy.inf
        _forbid(scores, is_last, _where(moves, "B"))
        _forbid(scores, doc.to_array("IS_SPACE") == 1, _where(moves, "BU"))
        best = scores.argmax(axis=1)
        end = 0
        for start in numpy.flatnonzero(best != number[OUT]).tolist():
            if start < end:
                continue
            move, label = moves[best[start]]
            end = start + 1
            stay, close = number["I", label], number["L", label]
            while move in "BI":
                state = _maxout(told[end, 0] + told[start, 1] + told[end - 1, 2] + bias)
                goes_on = weights[stay] @ state + shift[stay] > weights[close] @ state + shift[close]
                move = "I" if goes_on and not is_last[end] else "L"
                end += 1
            yield start, end, label


def _maxout(pieces: Any) -> Any:
    return numpy.maximum(pieces[..., 0], pieces[..., 1])


def _moves_of(recogniser: Any) -> list[tuple[str, str]]:
    """Return the moves of a recogniser, as its scores stand: begin, in, last, unit or out, and the label."""
    system = recogniser.moves
    return [system.get_class_name(i).partition("-")[::2] for i in range(system.n_moves)]


def _forbid(scores: Any, rows: Any, columns: list[int]) -> None:
    scores[numpy.ix_(numpy.flatnonzero(rows), numpy.array(columns))] = -numpy.inf


def _where(moves: list[tuple[str, str]], kinds: str) -> list[int]:
    return [i for i, (move, _) in enumerate(moves) if move in kinds]


def quicken(nlp: Language) -> None:
    """Put a quick recogniser with the same model in the place of a pipeline's own, if that decodes as ours does."""
    slow: Any = nlp.get_pipe("ner") if "ner" in nlp.pipe_names else None
    if type(slow) is EntityRecognizer and slow.cfg["beam_width"] == 1 and _is_known(slow):
        quick = QuickRecognizer(nlp.vocab, slow.model, slow.name, slow.moves)
        quick.cfg.update(slow.cfg)
        nlp._components[nlp.component_names.index("ner")] = ("ner", quick)


def _is_known(recogniser: Any) -> bool:
    """Tell whether a recogniser's network scores a state by three tokens, and each of its labels has its four moves."""
    model = recogniser.model
    return (
        model.attrs.get("has_upper")
        and not model.attrs.get("unseen_classes")
        and model.get_ref("lower").name == "precomputable_affine"
        and model.get_ref("lower").get_dim("nF") == FEATURES
        and model.get_ref("lower").get_dim("nP") == PIECES
        and {*_moves_of(recogniser)} == {OUT, BLOCKED, *product("BILU", recogniser.labels)}
    )
