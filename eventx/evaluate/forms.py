"""Gold in other forms: brat and Label Studio, in and out, and corrected Extractions in JSON Lines.

A text that is annotated there has spans with the names of types; what eventx wrote as a draft has the fields of each
record beside its span, too. Only the fields that a record of the gold has are compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from eventx.evaluate.events import field_kinds
from eventx.evaluate.gold import Json, to_gold
from eventx.io.readers import read_all
from eventx.records import registry
from eventx.records.article import Article
from eventx.records.errors import ArticleError, ConfigError, fault_of
from eventx.records.extraction import Extraction

NOT_FIELDS = {"id", "rule", "type", "anchor", "start", "end"}
ARTICLES = "articles.json"  # beside brat's files: titles and days of publication
FORMS = ("brat", "label-studio", "jsonl")


class Gold(NamedTuple):
    """An article with what should be found in it.

    ``events`` is None where the gold has none to tell; ``bare``: it tells those without a fact, too, as no corpus does.
    """

    name: str
    article: Article
    facts: list[Json]
    events: Json | None
    bare: bool = True


class Region(NamedTuple):
    """A span with a type: of a fact, or of an event's trigger, which has its ``facts`` by their regions' names."""

    name: str
    type: str
    start: int
    end: int
    fields: Json
    facts: tuple[str, ...] = ()


def read_gold(path: Path, only: str = "*") -> list[Gold]:
    """Read the gold of a corpus (``gold/*.json``), a folder of brat, a Label Studio export or Extractions.

    Raises
    ------
    ArticleError
        If there is no gold, or an article of it cannot be read.
    """
    if path.suffix in (".json", ".jsonl"):
        made = list(_from_label_studio(path) if path.suffix == ".json" else _from_extractions(path))
    elif any(path.glob(f"gold/{only}.json")):
        made = list(_from_corpus(path, only))
    else:
        made = [_from_brat(ann) for ann in sorted(path.glob(f"{only}.ann"))]
    if not made:
        raise ArticleError(
            f"{path}: no gold; it is a folder with gold/ID.json and articles/ID.txt, one of brat's .ann and .txt, an "
            "export of Label Studio (.json), or Extractions with their text (.jsonl)"
        )
    return made


def _from_corpus(folder: Path, only: str) -> Iterator[Gold]:
    names = sorted(path.stem for path in folder.glob(f"gold/{only}.json"))
    reads = read_all([str(folder / "articles" / f"{name}.txt") for name in names])
    for name, read in zip(names, reads, strict=True):
        if read.article is None:
            raise ArticleError(f"{read.name}: {read.error}")
        gold, told = _json(folder / "gold" / f"{name}.json"), folder / "events" / f"{name}.json"
        article = read.article.model_copy(update={"published": gold.get("published")})
        yield Gold(name, article, gold["facts"], _json(told) if told.exists() else None, bare=False)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _from_extractions(path: Path) -> Iterator[Gold]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        try:
            found = Extraction.model_validate_json(line)
        except ValidationError as error:
            said = "no Extraction as --format jsonl --text writes them"
            raise ArticleError(f"{path}:{number + 1}: {said} ({fault_of(error)})") from None
        if found.text is None:
            raise ArticleError(f"{path}:{number + 1}: the Extraction has no text; write it with --text")
        told = found.model_dump(mode="json")
        info = found.article
        article = Article(text=found.text, id=info.id, title=info.title, published=info.published)
        facts = [gold | {"partial": True} for fact in told["facts"] if (gold := to_gold(fact))]
        yield Gold(info.id or str(number), article, facts, told)


def _from_brat(ann: Path) -> Gold:
    text = ann.with_suffix(".txt").read_bytes().decode("utf-8")  # as it stands: offsets count a carriage return, too
    spans, notes, events = {}, {}, {}
    for line in ann.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        told = rest.partition("\t")
        if name.startswith("T"):
            kind, _, extent = told[0].partition(" ")
            ends = extent.replace(";", " ").split()
            spans[name] = (kind, int(ends[0]), int(ends[-1]))
        elif name.startswith("E"):
            trigger, *arguments = (part.rpartition(":")[2] for part in rest.split())
            events[trigger] = (name, tuple(arguments))
        elif name.startswith("#"):
            notes[told[0].split()[-1]] = _fields(told[2])
    regions = []
    for name, (kind, start, end) in spans.items():
        event, facts = events.get(name, (name, ()))
        regions.append(Region(name, kind, start, end, notes.get(event) or notes.get(name) or {}, facts))
    known = ann.parent / ARTICLES
    about = _json(known).get(ann.stem, {}) if known.exists() else {}
    return _gold(Article(text=text, id=ann.stem, **about), regions)


def _fields(note: str) -> Json:
    try:
        told = json.loads(note)
    except ValueError:
        return {}  # what a person noted
    return told if isinstance(told, dict) else {}


def _from_label_studio(path: Path) -> Iterator[Gold]:
    for number, task in enumerate(_json(path)):
        data, drafts = task["data"], task.get("annotations") or task.get("predictions") or [{"result": []}]
        rows = drafts[-1]["result"]
        links: dict[str, list[str]] = {}
        for row in rows:
            if row["type"] == "relation":
                links.setdefault(row["from_id"], []).append(row["to_id"])
        regions = []
        for row in rows:
            if row["type"] == "labels":
                value, meta = row["value"], row.get("meta") or {}
                fields, facts = _fields(" ".join(meta.get("text") or [])), tuple(links.get(row["id"], ()))
                regions += [Region(row["id"], t, value["start"], value["end"], fields, facts) for t in value["labels"]]
        name = str(data.get("id") or task.get("id") or number)
        about = {key: data.get(key) for key in ("published", "title")}
        yield _gold(Article(text=data["text"], id=name, **about), regions)


def _gold(article: Article, regions: list[Region]) -> Gold:
    """Make gold of the regions of a text: of the types of facts and of events that are registered."""
    facts, events = registry.types("facts"), registry.types("events")
    at = {region.name: (region.start, region.end) for region in regions}
    told: list[Json] = []
    happened: list[Json] = []
    for region in regions:
        extent = {"start": region.start, "end": region.end}
        if region.type in facts:
            anchor = article.text[region.start : region.end]
            told.append({"type": region.type, "anchor": anchor, "partial": True, **extent, **region.fields})
        elif region.type in events:
            made_of = [at[name] for name in region.facts if name in at]
            happened.append({"type": region.type, "trigger": extent, "facts": made_of, "fields": region.fields})
    return Gold(article.id or "article", article, told, {"events": happened})


def draft(form: str, extractions: Iterable[Extraction], out: Path, redo: bool = False) -> Path:
    """Write what was found as a draft that a person corrects: a folder of brat, or a file of the other forms.

    Parameters
    ----------
    form
        "brat", "label-studio" or "jsonl".
    extractions
        With their texts (:attr:`eventx.Extraction.text`).
    out
        The folder it goes to.
    redo
        Write over a draft that is there, and over what a person has made of it.

    Raises
    ------
    ConfigError
        If there is a draft already.
    """
    made = {"brat": ARTICLES, "label-studio": "label-studio.json", "jsonl": "gold.jsonl"}[form]
    if (out / made).exists() and not redo:
        raise ConfigError(f"{out / made} is there; correct that, give another --out, or --redo to write over it")
    out.mkdir(parents=True, exist_ok=True)
    if form == "brat":
        (out / "annotation.conf").write_text(_brat_types(), encoding="utf-8")
        known = {}
        for number, found in enumerate(extractions):
            stem = f"{number:05}"
            known[stem] = {"title": found.article.title, "published": found.article.published}
            (out / f"{stem}.txt").write_bytes((found.text or "").encode())
            (out / f"{stem}.ann").write_text("".join(f"{line}\n" for line in to_brat(found)), encoding="utf-8")
        (out / ARTICLES).write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
        return out
    path = out / made
    with path.open("w", encoding="utf-8") as stream:
        if form == "label-studio":
            (out / "label-studio.xml").write_text(_labels(), encoding="utf-8")
            json.dump([to_label_studio(found) for found in extractions], stream, ensure_ascii=False, indent=1)
        else:
            for found in extractions:
                info = found.article.model_copy(update={"text": found.text})
                stream.write(found.model_copy(update={"article": info}).model_dump_json() + "\n")
    return path


def _regions(found: Extraction) -> Iterator[Region]:
    """Yield the facts that are scored, and the events by their triggers."""
    kinds, there = field_kinds(), set()
    for fact in found.model_dump(mode="json")["facts"]:
        if (gold := to_gold(fact)) is not None:
            there.add(gold["id"])
            fields = {name: value for name, value in gold.items() if name not in NOT_FIELDS}
            yield Region(gold["id"], gold["type"], gold["start"], gold["end"], fields)
    for event in found.events:
        told = event.model_dump(mode="json")
        fields = {name: told[name] for name in kinds if told.get(name)}
        facts = tuple(name for name in event.facts if name in there)
        yield Region(event.id, event.type, event.trigger.start, event.trigger.end, fields, facts)


def to_brat(found: Extraction) -> Iterator[str]:
    """Yield the lines of brat's ``.ann`` of an article: facts, events with their facts, and the fields as notes."""
    regions, text = list(_regions(found)), found.text or ""
    names = {region.name: f"T{number}" for number, region in enumerate(regions, 1)}
    for number, region in enumerate(regions, 1):
        parts = list(_lines(text, region.start, region.end))
        extent, words = ";".join(f"{a} {b}" for a, b in parts), " ".join(text[a:b] for a, b in parts)
        yield f"T{number}\t{region.type} {extent}\t{words}"
        about_it = f"T{number}"
        if region.type in registry.types("events"):
            about_it = f"E{number}"
            yield f"E{number}\t" + " ".join([f"{region.type}:T{number}", *(f"Fact:{names[f]}" for f in region.facts)])
        yield f"#{number}\tAnnotatorNotes {about_it}\t{json.dumps(region.fields, ensure_ascii=False)}"


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span where its lines end: brat takes none across them."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = at + line.index(bare)
            yield first, first + len(bare)
        at += len(line)


def _scored() -> list[str]:
    """Return the types of facts that gold tells."""
    return [name for name, kind in registry.types("facts").items() if kind.scored]


def _brat_types() -> str:
    events = [f"{name} Fact*:<ENTITY>" for name in registry.types("events")]
    return "\n".join(["[entities]", *_scored(), "[events]", *events, "[relations]", "[attributes]", ""])


def _labels() -> str:
    """Return the labels of a project of Label Studio."""
    labels = "".join(f'    <Label value="{name}"/>\n' for name in (*_scored(), *registry.types("events")))
    relation = '  <Relations><Relation value="fact"/></Relations>\n'
    text = '  <Text name="text" value="$text"/>\n'
    return f'<View>\n{relation}  <Labels name="label" toName="text">\n{labels}  </Labels>\n{text}</View>\n'


def to_label_studio(found: Extraction) -> Json:
    """Return an article as a task of Label Studio, what was found as its prediction."""
    rows: list[Json] = []
    for region in _regions(found):
        text = (found.text or "")[region.start : region.end]
        rows.append(
            {
                "id": region.name, "from_name": "label", "to_name": "text", "type": "labels",
                "value": {"start": region.start, "end": region.end, "text": text, "labels": [region.type]},
                "meta": {"text": [json.dumps(region.fields, ensure_ascii=False)]},
            }
        )  # fmt: skip
        link = {"type": "relation", "from_id": region.name, "direction": "right"}
        rows += [link | {"to_id": fact} for fact in region.facts]
    about = {key: getattr(found.article, key) for key in ("id", "title", "published")}
    return {"data": {"text": found.text, **about}, "predictions": [{"model_version": "eventx", "result": rows}]}
