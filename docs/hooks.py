"""The site's pages of the record types: what each holds, examples as they are read today, and figures measured."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

import eventx
from eventx.io.writers import words
from eventx.records import Fact, own_fields, registry

DOCS = Path(__file__).parent
HOME = Path(eventx.__file__).parent
SETS = {
    "a": "read while rules were made",
    "b": "seen as figures only",
    "second": "read",
    "third": "read; news that leaves much out",
}


def on_config(config: Any) -> Any:
    """Lead to the pages of the types, too."""
    (records,) = (item["Records"] for item in config.nav if "Records" in item)
    records += [f"types/{name}.md" for room in ("facts", "events") for name in registry.types(room)]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add a page a type, and one that leads to them."""
    nlp = eventx.load()
    kinds = {room: registry.types(room) for room in ("facts", "events")}
    links = ["# The types of records\n"]
    for room, held in kinds.items():
        links.append(f"\n## {room.capitalize()}\n")
        for name, kind in held.items():
            links.append(f"- [{name}]({name}.md): {(kind.__doc__ or '').splitlines()[0]}")
            files.append(File.generated(config, f"types/{name}.md", content=page(room, name, kind, nlp)))
    files.append(File.generated(config, "types/index.md", content="\n".join(links)))
    return files


def page(room: str, name: str, kind: type[Any], nlp: Any) -> str:
    """Write the page of a type."""
    lines = [f"# {name}\n", kind.__doc__ or "", "\n## Fields\n", "| field | holds |", "|---|---|"]
    lines += [f"| `{field}` | `{_readable(kind.model_fields[field].annotation)}` |" for field in own_fields(kind)]
    lines += [f"\nBeside these it has what every {room[:-1]} has: see [records](../records.md).\n", "## Examples\n"]
    for sentence in _sentences(room, name)[:6]:
        found = eventx.extract(sentence, published="2025-08-09", nlp=nlp)
        told = [words.fact(r) if isinstance(r, Fact) else words.event(r) for r in found.of(kind)]
        lines += [f"> {sentence}\n", *(f"- `{line}`" for line in told), *(["- nothing is found"] * (not told)), ""]
    return "\n".join([*lines, *figures(room, name)]) + "\n"


def figures(room: str, name: str) -> list[str]:
    """Write what is measured of a type: over all, field by field, and where it goes wrong."""
    measured = {n: json.loads(p.read_text("utf-8")) for n in SETS if (p := DOCS / "figures" / f"{n}.json").exists()}
    key = name if room == "facts" else f"event.{name}"
    held = {n: told for n, told in measured.items() if f"{key}.f1" in told["figures"]}
    if not held:
        return ["## Figures\n", "No gold of ours asks for this type yet."]
    lines = ["## Figures\n", "In per cent; see [evaluation](../evaluation.md) for what each corpus is.\n"]
    lines += ["| corpus | precision | recall | F1 | whole records | in gold |", "|---|---|---|---|---|---|"]
    for n, told in held.items():
        right, found, gold = told["counts"][name]
        whole = told["figures"].get(f"{key}.whole", "")
        share = [f"{100 * right / max(1, of):.1f}" for of in (found, gold)]
        lines.append(
            f"| `{n}` ({SETS[n]}) | {share[0]} | {share[1]} | {told['figures'][f'{key}.f1']} | {whole} | {gold} |"
        )
    last = measured.get("third", {})
    fields = [(f, r, of) for f, (r, of) in last.get("fields", {}).items() if f.startswith(f"{name}.")]
    if fields:
        lines += ["\nField by field on `third`, where the gold has one:\n", "| field | right | of |", "|---|---|---|"]
        lines += [f"| `{f.partition('.')[2]}` | {100 * r / of:.1f} | {of} |" for f, r, of in fields]
    faults = [(c, n) for c, n in last.get("faults", {}).items() if re.search(rf" {name}\b", c)][:6]
    if faults:
        lines += [
            "\nIts largest groups of faults there (`python -m eventx evaluate corpus/third --worst 20` shows them):\n"
        ]
        lines += [f"- {n} × {_cause(c)}" for c, n in faults]
    return lines


def _cause(cause: str) -> str:
    what, _, name = cause.partition(" ")
    return {"MISS": "not found", "EXTRA": "found where there is none"}.get(what, f"`{name.partition('.')[2]}` wrong")


def _readable(annotation: Any) -> str:
    told = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    return re.sub(r"[\w.]+\.(\w+)", r"\1", told).replace("|", "or").replace("NoneType", "None")


def _sentences(room: str, name: str) -> list[str]:
    """Return the example sentences of a type's room."""
    if room == "facts":
        text = (HOME / "facts" / name / "examples.txt").read_text("utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith(("#", " ", "="))]
        return [re.sub(r"\[([^\]]*)\]", r"\1", line) for line in lines if len(line) > 30]
    own = HOME / "events" / "types" / f"{name}.txt"
    text = (own if own.exists() else own.with_name("examples.txt")).read_text("utf-8")
    blocks = (block.splitlines() for block in text.split("\n\n"))
    return [
        b[0] for b in blocks if len(b) > 1 and any(line.startswith(f"= {name} ") for line in b) and b[0][0] not in "#="
    ]
