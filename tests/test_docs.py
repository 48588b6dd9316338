"""What README and docs say runs."""

from __future__ import annotations

import argparse
import doctest
import importlib
import json
import os
import pkgutil
import re
import shlex
from pathlib import Path

import pytest

import eventx
from eventx.cli import main
from eventx.io.writers.csv import COLUMNS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = [m.name for m in pkgutil.walk_packages(eventx.__path__, "eventx.") if not m.name.endswith("__main__")]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_python_of_the_page_runs(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scope: dict[str, object] = {"__name__": page.stem}
    for block in blocks(page, "python"):
        try:
            exec(compile(block, str(page), "exec", dont_inherit=True), scope)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.startswith("eventx"):
                raise
            pytest.skip(f"{error.name}, of an extra, is not installed")


class UnderstoodError(Exception):
    """The command line was read: nothing need be done."""


COMMANDS = sorted({
    line.partition("#")[0].strip()
    for page in PAGES
    for block in blocks(page, "sh")
    for line in block.replace("\\\n", " ").splitlines()
    if "python -m eventx" in line
})  # fmt: skip


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_of_the_pages_are_understood(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = argparse.ArgumentParser.parse_args

    def parsed(parser: argparse.ArgumentParser, *args: object) -> None:
        parse(parser, *args)  # type: ignore[call-overload]
        raise UnderstoodError

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parsed)
    monkeypatch.setenv("EVENTX_DEBUG", "1")
    monkeypatch.setenv("EVENTX_CODE", "")  # which --code sets
    words = shlex.split(line.partition("-m eventx")[2].partition("|")[0].partition(">")[0].partition("&&")[0])
    with pytest.raises(UnderstoodError):
        main(words)


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings_run(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("eventx"):
            raise
        pytest.skip(f"{error.name}, of an extra, is not installed")
    assert doctest.testmod(module).failed == 0


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text(encoding="utf-8")):
            if link.startswith("types/"):
                continue  # the site makes these: docs/hooks.py
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_first_command_of_the_readme_reads_its_article(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    command = next(line for line in blocks(ROOT / "README.md", "sh")[0].splitlines() if "-m eventx" in line)
    arguments = shlex.split(command.split("-m eventx", 1)[1])
    assert main([*arguments, "--format", "jsonl"]) == 0
    assert '"type":"money"' in capsys.readouterr().out


def test_the_sample_of_the_readme_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["docs/example.txt", "--format", "table"]) == 0
    printed = capsys.readouterr().out.partition("\n\n")[0] + "\n"
    said = blocks(ROOT / "README.md", "text")[0]
    if os.environ.get("EVENTX_UPDATE"):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        (ROOT / "README.md").write_text(readme.replace(said, printed), encoding="utf-8")
    else:
        assert printed == said, "README.md says what is printed no more: run this test with EVENTX_UPDATE=1"


def test_the_figures_of_the_readme_are_those_of_the_site() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("b", "third"):
        told = json.loads((ROOT / "docs" / "figures" / f"{name}.json").read_text(encoding="utf-8"))["figures"]
        assert f"| {told['micro.f1']} | {told['micro.whole']} | {told['event.micro.f1']} |" in readme


def test_the_page_of_the_command_names_every_csv_column() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [f"| `{name}` | {told} |" in page for name, told in COLUMNS.items()] == [True] * len(COLUMNS)
