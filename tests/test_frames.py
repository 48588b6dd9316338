"""benchmarks/frames.py: a happening is told in whatever frame, and what is wrong is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eventx import pipeline

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from frames import fault, sentences

SALE = {
    "type": "acquisition",
    "tell": ["Kappa Foods", "buy", "bought", "bought", "buying", "Delta Mills"],
    "roles": {"buyer": "Kappa Foods", "target": "Delta Mills"},
}
TABLE = {
    "happenings": [SALE],
    "frames": [
        "On Friday {S} {past} {O}.",
        "{S} is to {do} {O}.",
        "It was {S} that {past} {O}.",
        "{S} is {doing} {O}.",
    ],
    "denied": ["{S} denied it had {done} {O}."],
}


def test_frames_tell_what_happens() -> None:
    rows = list(sentences(TABLE))
    assert [text for text, *_ in rows][1] == "Kappa Foods is to buy Delta Mills."
    found = pipeline.extract_many(text for text, *_ in rows)
    assert [fault(happening, denied, f.events) for (_, happening, denied), f in zip(rows, found, strict=True)] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("text", "denied", "wrong"),
    [
        ("Delta Mills bought Kappa Foods.", False, "without buyer, target"),
        ("Kappa Foods bought Delta Mills.", True, "asserted"),
        ("Kappa Foods cut 90 jobs.", False, "told as workforce"),
        ("Kappa Foods met Delta Mills.", False, "no event"),
    ],
)
def test_faults_are_named(text: str, denied: bool, wrong: str) -> None:
    assert fault(SALE, denied, pipeline.extract(text).events) == wrong
