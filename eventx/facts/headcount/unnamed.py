"""Unnamed: towns that the map leaves out where only the words around them say that persons are or go there."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.reading import Located, Reading
from eventx.normalize.place import look_up
from eventx.records import Place

_NO_PLACE = frozenset({"PERSON", "NORP", "DATE", "TIME"})
_LOCATIVE = frozenset({"in", "at", "near", "to", "into", "from", "outside", "off"})
_TOWN = 40  # ten times log10 of the people of a place: a town of 10,000


def unnamed(reading: Reading) -> Iterator[Located]:
    """Yield towns of the gazetteer that are reached or left and are no named places: "flown to Derna"."""
    taken = {i for place in reading.places for i in range(place.start, place.end)}
    for token in reading.doc:
        if token.pos_ != "PROPN" or token.idx in taken or token.ent_type_ in _NO_PLACE or not _is_goal(token):
            continue
        start = token.left_edge.idx if token.left_edge.pos_ == "PROPN" else token.idx
        end = token.idx + len(token)
        senses = look_up(reading.text[start:end])
        if senses and senses[0].people >= _TOWN:
            yield Located(start, end, "name", Place(name=reading.text[start:end]))


def _is_goal(token: Token) -> bool:
    """Tell whether a name stands where only places, firms and bodies stand."""
    above = token.head
    if token.dep_ == "dobj":
        return above.lemma_ == "reach" or above.lemma_ in lexicon("headcount").leaving
    return token.dep_ == "pobj" and above.lower_ in _LOCATIVE
