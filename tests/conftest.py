from __future__ import annotations

import os

import pytest
from spacy.language import Language

import eventx
from eventx.records.guard import STRICT

os.environ[STRICT] = "1"  # what a rule raises fails the test


@pytest.fixture(scope="session")
def nlp() -> Language:
    return eventx.load()
