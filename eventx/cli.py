"""The command: a thin shell over readers, the pipeline and writers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="eventx", description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--format", default="jsonl")
    parser.add_argument("--published")
    args = parser.parse_args(argv)
    from eventx import pipeline
    from eventx.article import Article

    articles = []
    for name in args.files:
        if name.endswith(".jsonl"):
            for line in Path(name).read_text(encoding="utf-8").split("\n"):
                if line.strip():
                    row = json.loads(line)
                    articles.append(Article(**{k: row.get(k) for k in ("id", "text", "title", "published")}))
        else:
            articles.append(Article(text=Path(name).read_text(encoding="utf-8"), id=name, published=args.published))
    for extraction in pipeline.extract_many(articles, nlp=pipeline.load()):
        sys.stdout.write(extraction.model_dump_json(indent=1 if args.format == "json" else None) + "\n")
    return 0
