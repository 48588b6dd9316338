from __future__ import annotations

import pytest

from eventx.facts.statement.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"A b," he said. "C d."', ["A b,", "C d."]),
        ("“A ‘b’ c,” he said.", ["A ‘b’ c,"]),
        ("``A b,'' he said.", ["A b,"]),
        ("«A b», he said.", ["A b"]),
        ("„A b“, he said.", ["A b"]),
        ("'A b,' he said of the workers' pay.", ["A b,"]),
        ("The workers' pay and the '90s", []),
        ("“A b", ["A b"]),
        ("no marks", []),
        ("", []),
    ],
)
def test_pairs(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == inside


def test_a_quotation_may_be_left_open() -> None:
    first, second = find_quotes("“A b c.\n\n“D e f,” he said.")
    assert (first.closed, second.closed) == (False, True)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "``", "«"])
def test_many_marks(mark: str) -> None:
    find_quotes(mark * 10_000)
    find_quotes(f" {mark}a" * 10_000)
