from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from eventx.records import Mention, Quantity, plain


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_a_decimal_is_written_plainly_and_exactly(value: Decimal) -> None:
    written = plain(value)
    assert Decimal(written) == value
    assert "E" not in written


def test_a_quantity_is_dumped_as_a_plain_string_and_read_back() -> None:
    quantity = Quantity(value=Decimal("1.05E+9"), unit="USD", mention=Mention(start=0, end=2, text="ab"))
    assert quantity.model_dump(mode="json")["value"] == "1050000000"
    assert Quantity.model_validate_json(quantity.model_dump_json()) == quantity
