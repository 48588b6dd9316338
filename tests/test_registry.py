from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Literal

import pytest
from pydantic import TypeAdapter

import eventx
from eventx.records import Fact, Record, registry
from eventx.records.errors import ConfigError


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
    with pytest.raises(ConfigError, match=r"belongs to eventx\.facts\.money\.record\.Money"):
        registry.register(Money)
    with pytest.raises(ConfigError, match="subclass"):
        registry.register(Neither)


def install(folder: Path, module: str) -> None:
    """Make a package ``weather`` in a folder, whose entry point names its type."""
    (folder / "weather.py").write_text(module, encoding="utf-8")
    info = folder / "weather-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: weather\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[eventx_facts]\ntemperature = weather:Temperature\n", encoding="utf-8")


def test_another_package_that_is_broken_is_named(tmp_path: Path) -> None:
    install(tmp_path, "raise ValueError('no such cloud')")
    run = subprocess.run(
        [sys.executable, "-m", "eventx", "schema"],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert run.returncode == 2
    assert "temperature = 'weather:Temperature' of weather cannot be loaded: no such cloud" in run.stderr
    assert "Traceback" not in run.stderr


def test_another_packages_fact_type_comes_out_of_the_pipeline(tmp_path: Path) -> None:
    """The type that the docs build, in a package of its own, named by an entry point alone."""
    page = (Path(__file__).parent.parent / "docs" / "add-a-fact-type.md").read_text(encoding="utf-8")
    block = re.search(r"^ *```python\n(.*?)^ *```", page, re.MULTILINE | re.DOTALL)
    assert block is not None
    install(tmp_path, textwrap.dedent(block[1]))
    code = (
        "import eventx\n"
        "fact = next(f for f in eventx.extract('It was 30°C in Oslo.').facts if f.type == 'temperature')\n"
        "print(fact.amount.value, 'temperature' in str(eventx.schema()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert run.stdout.split() == ["30", "True"]


def test_the_public_unions_have_every_type_of_ours() -> None:
    """What a type checker is told (``eventx.AnyFact``) is what is registered."""
    home = Path(eventx.__file__).read_text(encoding="utf-8")
    told = home.partition("    AnyFact = ")[2].partition("\n__version__")[0]
    for room in ("facts", "events"):
        for kind in registry.types(room).values():
            if kind.__module__.startswith("eventx."):
                assert re.search(rf"\b{kind.__name__}\b", told), f"add {kind.__name__} to eventx/__init__.py"
                assert getattr(eventx, kind.__name__) is kind
    assert TypeAdapter(list[eventx.AnyFact]).validate_python([]) == []
