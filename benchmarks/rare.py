"""What seldom tells anything: a copy of the house in which the functions that do so in few articles tell nothing.

    python benchmarks/rare.py --most 5 --out without archive.jsonl corpus/third/articles
    PYTHONPATH=without python -m eventx evaluate corpus/ --only "b*"

A function tells something where it returns or yields what is true, names or holds something. Those that do so in few
articles (``--most``) and tell nothing in more than 20 others are printed, with the number of articles and their lines;
in the copy each returns False, None or nothing at once. What the copy finds otherwise is what they earn
(``benchmarks/pairs.py`` shows it to a reader).
"""

from __future__ import annotations

import argparse
import ast
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

HOUSE = ROOT / "eventx"
ROOMS = ("analysis", "events", "facts", "mentions", "normalize", "syntax", "text")
OTHERS = 20  # articles in which a function must be seen to tell nothing: what is worked out once is no rule
GENERATOR = 0x20  # of a code's flags
NOTHING = {
    "bool": "False", "str": "''", "tuple": "()", "list": "[]", "frozenset": "frozenset()", "set": "set()",
    "Iterator": "iter(())", "Iterable": "iter(())",
}  # fmt: skip


class Tellings:
    """Notes of each function of the rooms in which articles it tells something, and in which nothing."""

    def __init__(self) -> None:
        self.article = 0
        self.some: dict[CodeType, set[int]] = defaultdict(set)
        self.none: dict[CodeType, set[int]] = defaultdict(set)
        self._rooms = tuple(f"{HOUSE / room}/" for room in ROOMS)

    def __call__(self, frame: FrameType, event: str, value: Any) -> None:
        """Take what a function returns or yields (a hook of ``sys.setprofile``)."""
        code = frame.f_code
        if event == "return" and code.co_filename.startswith(self._rooms):
            told = value is not None if code.co_flags & GENERATOR else _tells(value)
            (self.some if told else self.none)[code].add(self.article)

    def find_rare(self, most: int) -> Iterator[tuple[Path, int, int]]:
        """Yield file, first line and number of articles of each function that seldom tells something."""
        for code, silent in self.none.items():
            if len(self.some[code]) <= most and len(silent) > OTHERS:
                yield Path(code.co_filename), code.co_firstlineno, len(self.some[code])


def _tells(value: Any) -> bool:
    try:
        return bool(value)
    except Exception:
        return True


def silence(path: Path, lines: dict[int, int]) -> Iterator[str]:
    """Make the functions of a file that begin at some lines return nothing; yield what is said of each.

    Parameters
    ----------
    path
        A file of the copy.
    lines
        In how many articles the function that begins at a line tells something.
    """
    source = path.read_text("utf-8").split("\n")
    tree = ast.parse("\n".join(source))
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inner = {c for n in found for c in ast.walk(n) if isinstance(c, ast.FunctionDef) and c is not n}
    for node in sorted(found, key=lambda n: -n.lineno):
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        nothing = _nothing_of(node)
        if first not in lines or nothing is None or node in inner or node.name.startswith("__"):
            continue
        body = " " * node.body[0].col_offset + f"return {nothing}"
        source[node.body[0].lineno - 1 : node.body[-1].end_lineno] = [body]
        yield f"{path}:{node.lineno}: {node.name}: {lines[first]} articles, {len(ast.unparse(node).splitlines())} lines"
    path.write_text("\n".join(source), "utf-8")


def _nothing_of(node: ast.FunctionDef) -> str | None:
    """Return what a function returns, by its annotation, where it has nothing to tell."""
    told = ast.unparse(node.returns) if node.returns is not None else "None"
    if told == "None":
        return None  # it does something
    return "None" if told.endswith("| None") else NOTHING.get(told.partition("[")[0])


def main() -> None:
    """Run over the articles, write the copy, print what is silent in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", help="articles, as the command reads them")
    parser.add_argument(
        "--most", type=int, default=5, help="articles in which a rare function tells something, at most"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder of the copy")
    args = parser.parse_args()
    from eventx.io.readers import read_all
    from eventx.pipeline import load, make_doc

    nlp, tellings = load(), Tellings()
    articles = (read.article for read in read_all(args.sources) if read.article is not None)
    for tellings.article, article in enumerate(articles):
        doc = make_doc(nlp, article)
        sys.setprofile(tellings)
        try:
            nlp(doc)
        finally:
            sys.setprofile(None)
    shutil.copytree(HOUSE, args.out / "eventx")
    rare: dict[Path, dict[int, int]] = defaultdict(dict)
    for path, line, count in tellings.find_rare(args.most):
        rare[args.out / path.relative_to(ROOT)][line] = count
    for path in sorted(rare):
        for said in silence(path, rare[path]):
            print(said)


if __name__ == "__main__":
    main()
