"""Whatever the text: nothing is raised, and every promise of docs/records.md is kept.

EVENTX_EXAMPLES=20000 python -m pytest tests/test_promises.py
"""

from __future__ import annotations

import os

from grammar import days, texts
from hypothesis import HealthCheck, example, given, settings
from promises import broken_promises
from spacy.language import Language

import eventx

EXAMPLES = int(os.environ.get("EVENTX_EXAMPLES", "500"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@example(": 40. 12 workers left, 5 stayed.", None)
@example("exports to Japan doubled the ministry the ministry 5 Halden Motors the ministry", None)
@example("Trade reached $336 million last year.\n$1.05 billion$1.05 billion", None)
@given(texts, days)
def test_promises_are_kept(nlp: Language, text: str, day: str | None) -> None:
    found = eventx.extract(text, published=day, nlp=nlp)
    assert broken_promises(text, found) == []
