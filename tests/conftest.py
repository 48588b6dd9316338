from __future__ import annotations

import pytest
from spacy.language import Language

import eventx


@pytest.fixture(scope="session")
def nlp() -> Language:
    return eventx.load()
