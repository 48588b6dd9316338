"""Money and measures over the tables of marked-up sentences in the rooms of these types."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from spacy.language import Language
from tables import read_lines, write_number

from eventx.records import plain


def cases(kind: str) -> list[Any]:
    lines = read_lines(kind)
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [pytest.param(kind, sentence, fields.strip(), id=sentence[:50]) for sentence, fields in pairs]


def fields_of(fact: Any) -> dict[str, str]:
    amount = fact.amount
    found = {"amount": amount.value, "low": amount.low, "high": amount.high}
    si = getattr(fact, "si", None)
    return {k: plain(v) for k, v in found.items() if v is not None} | {
        "unit": amount.unit or "-",
        "per": amount.per or "-",
        "bound": amount.bound,
        "what": fact.what.text if fact.what else "-",
        "dimension": getattr(fact, "dimension", None) or "-",
        "si": f"{write_number(si)} {' per '.join(filter(None, (si.unit, si.per)))}" if si else "-",
    }


@pytest.mark.parametrize(("kind", "sentence", "fields"), cases("money") + cases("measure"))
def test_example(nlp: Language, kind: str, sentence: str, fields: str) -> None:
    start = sentence.index("[")
    text = sentence.replace("[", "", 1).replace("]", "", 1)
    anchor = text[start : sentence.index("]") - 1]
    facts = [f for f in nlp(text)._.eventx.facts if f.type == kind and f.span.start == start]
    assert [f.span.text for f in facts] == ([] if fields == "none" else [anchor])
    if not facts:
        return
    found = fields_of(facts[0])
    wanted = dict(pair.split("=", 1) for pair in fields.split("; "))
    wanted = {k: plain(Decimal(v)) if k in ("amount", "low", "high") else v for k, v in wanted.items()}
    assert {k: found.get(k) for k in wanted} == wanted
