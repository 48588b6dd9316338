from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language

import eventx
from eventx.pipeline import find_model
from eventx.records import registry
from eventx.records.guard import STRICT

os.environ[STRICT] = "1"  # what a rule raises fails the test


@pytest.fixture(scope="session")
def nlp() -> Language:
    return eventx.load()


@pytest.fixture(scope="session")
def slow() -> Language:
    """The model as spaCy made it."""
    return spacy.load(find_model())


@pytest.fixture(autouse=True)
def own_types() -> Iterator[None]:
    """Forget the types that a test, or a snippet of the docs, registers: they would find records in the others."""
    before = {room: registry.types(room) for room in ("facts", "events")}
    yield
    for room, kinds in before.items():
        registry._TYPES[room].clear()
        registry._TYPES[room].update(kinds)
