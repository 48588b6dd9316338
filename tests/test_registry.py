from __future__ import annotations

from typing import Literal

import pytest

from eventx import registry
from eventx.errors import ConfigError
from eventx.records import Fact, Record


def test_built_in_types_are_found_in_their_folder() -> None:
    assert set(registry.types("facts")) == {
        "money", "change", "share", "headcount", "location", "statement", "measure", "time",
    }  # fmt: skip


def test_an_unknown_name_is_told_with_those_known() -> None:
    with pytest.raises(ConfigError, match="no type 'moneys'; there are change, "):
        registry.types("facts", ["moneys"])


def test_a_type_needs_a_name_of_its_own() -> None:
    class Nameless(Fact):
        pass

    class Money(Fact):
        type: Literal["money"] = "money"

    class Neither(Record):
        type: str = "neither"

    with pytest.raises(ConfigError, match="give it a default"):
        registry.register(Nameless)
    with pytest.raises(ConfigError, match=r"belongs to eventx\.facts\.money\.Money"):
        registry.register(Money)
    with pytest.raises(ConfigError, match="subclass"):
        registry.register(Neither)
