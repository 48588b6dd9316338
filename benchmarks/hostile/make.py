"""Write the hostile set into a folder, with the manifest that check_cli.py reads.

python benchmarks/hostile/make.py DIR
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import archives
import containers
import pages
import scaling
import texts
from case import CANARY, Case


def cases() -> Iterator[Case]:
    """Yield every case."""
    return chain(
        *(
            kind()
            for kind in (texts.encodings, texts.numbers, texts.dates, texts.scripts, texts.structures, texts.injections)
        ),
        *(kind() for kind in (pages.pages, containers.jsonl, containers.packed, archives.warc, archives.parquet)),
        archives.parquet_bombs(),
        containers.others(),
        scaling.families(),
    )


def write(root: Path) -> int:
    """Write the files and their manifest; return how many cases there are."""
    told = []
    for case in cases():
        path = root / case.category / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.data)
        row = {
            key: value
            for key, value in asdict(case).items()
            if key not in ("data", "name") and value not in ("", 0, ())
        }
        row |= {"id": f"{case.category}/{case.name}", "path": f"{case.category}/{case.name}"}
        told.append({"accept": [], **row})
    (root / "manifest.json").write_text(json.dumps({"set": "own", "canary": CANARY, "cases": told}, indent=1))
    return len(told)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "cases")
