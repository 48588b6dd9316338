"""What every condition of the rules earns: take each out, run the corpora, weigh the records.

    python benchmarks/ablate.py facts/share --read corpus:a* corpus/second --unread corpus/third \\
        --plain archive.jsonl --pairs pairs.txt > report.txt

A condition is an operand of ``and`` or ``or``, an ``if`` with what it guards, a side of ``x if c else y``, or an ``if``
of a comprehension. An instrumented run over all articles notes in which of them a condition decides (an operand that
ends its expression, a branch that is taken). Then each is taken out, alone, in the running process, and the articles in
which it decides are run again, unread ones first, a sample of each half at most. A line of the report says where it
stands, in how many articles it decides, and what it earned on unread and on read text:

- ``never decides``: ballast, unless it guards a promise (``guard``: None, the ends of a sequence, a limit);
- ``earns +0.0``: no record is the better or worse without it: it goes, one at a time where two guard the same;
- ``raises``: the code behind it leans on it.

Records are weighed as in ``worth``: a whole record counts one, one that is wrong costs more than it can bring.
Of the articles of ``--plain``, which have no gold, it says in how many a record changes, and ``--pairs`` writes those
changes for a reader who does not know which of two versions is today's, as ``pairs.py`` does. A is today's where the
code of a pair is even.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import contextlib
import gc
import hashlib
import importlib.abc
import importlib.machinery
import itertools
import json
import os
import re
import signal
import sys
import types
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from pairs import Pair, find_pairs

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

COMPONENTS = ("eventx_candidates", "eventx_context", "eventx_facts", "eventx_events")
STAGES = {"events": 3, "facts": 2, "analysis": 1}
"""The first component that the code of a room can change, by its number; that of every other room is 0."""
MOST = {"unread": 12, "read": 4, "plain": 12}
"""Articles over which one condition is tried, at most, of each half and of those without gold."""
ENDS = re.compile(r"\.i\b|\.start\b|\.end\b| 0\b|\b(start|end|begin|stop|first|last|i|at)\b|\b_?[A-Z]{2}")
"""What is compared where the ends of a sequence or a limit are guarded."""
LONG = 8  # seconds after which a condition is taken to end a loop
ENOUGH = 2.0  # worth lost after which a condition need not be tried further

Key = tuple[int, int, int, int, str, int]


@dataclass
class Site:
    """A condition: where it stands, how it is taken out, and in which articles it decides."""

    path: str
    function: str
    key: Key
    text: str
    guard: bool
    articles: set[str] = field(default_factory=set)


# --- conditions in a syntax tree -------------------------------------------------------------------------------------


def place_of(node: ast.AST) -> tuple[int, int, int, int]:
    """Return where a node stands; zeros where it has no place."""
    names = ("lineno", "col_offset", "end_lineno", "end_col_offset")
    return tuple(getattr(node, name, 0) or 0 for name in names)  # type: ignore[return-value]


def parts_of(node: ast.AST) -> Iterator[tuple[str, int, ast.expr]]:
    """Yield the conditions of one node: how each is taken out, its number, its test."""
    if isinstance(node, ast.BoolOp):
        yield from (("operand", i, value) for i, value in enumerate(node.values))
    elif isinstance(node, ast.If):
        yield "never", 0, node.test
        if node.orelse or not isinstance(node.body[-1], ast.Return | ast.Continue | ast.Break | ast.Raise):
            yield "always", 0, node.test
    elif isinstance(node, ast.IfExp):
        yield from (("first", 0, node.test), ("second", 0, node.test))
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        for g, generator in enumerate(node.generators):
            yield from (("filter", 10 * g + i, test) for i, test in enumerate(generator.ifs))


def is_guard(test: ast.expr) -> bool:
    """Tell whether a test guards a promise whatever the corpora say: None, a type, the ends of a sequence, a limit."""
    if any(isinstance(n, ast.Is | ast.IsNot | ast.NamedExpr) for n in ast.walk(test)):
        return True
    ordered = any(isinstance(n, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for n in ast.walk(test))
    text = ast.unparse(test)
    return "isinstance(" in text or "len(" in text or (ordered and ENDS.search(text) is not None)


def find_values(tree: ast.AST) -> set[Key]:
    """Return the last operands of ``and`` and ``or`` that are a value, not a condition: "verb and verb.head"."""
    tests: set[ast.AST] = set()

    def mark(node: ast.AST) -> None:
        tests.add(node)
        if isinstance(node, ast.BoolOp):
            for value in node.values:
                mark(value)
        elif isinstance(node, ast.UnaryOp):
            mark(node.operand)

    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            mark(node.test)
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                mark(test)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            mark(node.operand)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("any", "all", "bool"):
            for arg in node.args:
                mark(arg.elt if isinstance(arg, ast.GeneratorExp) else arg)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == "bool":
            for told in (n for n in ast.walk(node) if isinstance(n, ast.Return) and n.value is not None):
                mark(told.value)  # type: ignore[arg-type]
    valued = (n for n in ast.walk(tree) if isinstance(n, ast.BoolOp) and n not in tests)
    return {(*place_of(node), "operand", len(node.values) - 1) for node in valued}


def find_sites(path: str) -> list[Site]:
    """Return every condition of a file that stands in a function."""
    out = []
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    values = find_values(tree)

    def walk(node: ast.AST, names: tuple[str, ...], inside: bool) -> None:
        for child in ast.iter_child_nodes(node):
            opens = isinstance(child, ast.FunctionDef | ast.ClassDef) and not inside
            here = (*names, child.name) if opens else names  # type: ignore[attr-defined]
            for kind, number, test in parts_of(child) if inside else ():
                key = (*place_of(child), kind, number)
                if key not in values:
                    said = " ".join(ast.unparse(test).split())[:90]
                    out.append(Site(path, ".".join(names), key, said, is_guard(test)))
            walk(child, here, inside or isinstance(child, ast.FunctionDef))

    walk(tree, (), False)
    return out


class Remover(ast.NodeTransformer):
    """Takes one condition out of a tree."""

    def __init__(self, key: Key) -> None:
        self.place, self.kind, self.number = key[:4], key[4], key[5]

    def visit(self, node: ast.AST) -> Any:
        """Return the node without the condition."""
        node = self.generic_visit(node)
        if place_of(node) != self.place or self.kind not in {kind for kind, _, _ in parts_of(node)}:
            return node
        if isinstance(node, ast.BoolOp):
            del node.values[self.number]
            return node if len(node.values) > 1 else node.values[0]
        if isinstance(node, ast.If):
            return node.body if self.kind == "always" else node.orelse or ast.copy_location(ast.Pass(), node)
        if isinstance(node, ast.IfExp):
            return node.body if self.kind == "first" else node.orelse
        generator, at = divmod(self.number, 10)
        del node.generators[generator].ifs[at]
        return node


class Counter(ast.NodeTransformer):
    """Puts a note of each decision into a tree: ``_decides(value, number if true, number if false)``."""

    def __init__(self, numbers: dict[Key, int]) -> None:
        self.numbers = numbers

    def visit(self, node: ast.AST) -> Any:
        """Return the node with notes."""
        place = place_of(node)
        node = self.generic_visit(node)

        def note(test: ast.expr, true: tuple[str, int] | None, false: tuple[str, int] | None) -> ast.expr:
            said = [ast.Constant(self.numbers.get((*place, *part)) if part else None) for part in (true, false)]
            return ast.copy_location(ast.Call(ast.Name("_decides", ast.Load()), [test, *said], []), test)

        if isinstance(node, ast.BoolOp):
            ends = isinstance(node.op, ast.Or)
            pairs = [(("operand", i), None) if ends else (None, ("operand", i)) for i in range(len(node.values))]
            node.values = [note(value, *pair) for value, pair in zip(node.values, pairs, strict=True)]
        elif isinstance(node, ast.If):
            node.test = note(node.test, ("never", 0), ("always", 0))
        elif isinstance(node, ast.IfExp):
            node.test = note(node.test, ("second", 0), ("first", 0))
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            for g, generator in enumerate(node.generators):
                generator.ifs = [note(t, None, ("filter", 10 * g + i)) for i, t in enumerate(generator.ifs)]
        return node


class Instrumented(importlib.machinery.SourceFileLoader, importlib.abc.MetaPathFinder):
    """Imports the files under study with notes of their decisions."""

    numbers: ClassVar[dict[str, dict[Key, int]]] = {}

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """Return a spec with this loader for a file under study."""
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name.startswith("eventx") else None
        if spec is None or spec.origin not in self.numbers:
            return None
        spec.loader = Instrumented(name, spec.origin)
        return spec

    def get_code(self, fullname: str) -> Any:
        """Compile the instrumented tree, without the byte code on disk."""
        path = self.get_filename(fullname)
        tree = Counter(self.numbers[path]).visit(ast.parse(self.get_data(path)))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


# --- articles and what they are worth --------------------------------------------------------------------------------


@dataclass
class Sample:
    """A parsed article, what stands on it before each component and at the end, and its gold."""

    name: str
    half: str
    doc: Any
    gold: list[Any] | None
    events: list[Any] | None
    before: list[str]


def read_samples(nlp: Any, half: str, folders: list[str]) -> Iterator[Sample]:
    """Parse the articles of folders, each ``DIR`` or ``DIR:GLOB``, and run our components."""
    from eventx.evaluate.events import read_events
    from eventx.io.readers import read_all
    from eventx.pipeline import make_doc

    for folder, _, glob in (said.partition(":") for said in folders):
        for path in sorted(Path(folder).glob(f"articles/{glob or '*'}.txt")):
            read = next(iter(read_all([str(path)])))
            assert read.article is not None, read.error
            gold = json.loads((Path(folder) / "gold" / f"{path.stem}.json").read_text("utf-8"))
            doc = make_doc(nlp, read.article.model_copy(update={"published": gold.get("published")}))
            for name, component in nlp.pipeline:
                doc = doc if name in COMPONENTS else component(doc)
            told = Path(folder) / "events" / f"{path.stem}.json"
            events = read_events(json.loads(told.read_text("utf-8"))) if told.exists() else None
            sample = Sample(str(path), half, doc, gold["facts"], events, [])
            sample.before = run(nlp, sample, 0)
            yield sample


def read_plain(nlp: Any, files: list[str]) -> Iterator[Sample]:
    """Parse the articles of files that have no gold, and run our components."""
    from eventx.io.readers import read_all
    from eventx.pipeline import make_doc

    for at, read in enumerate(read_all(files)):
        if read.article is None:
            continue
        doc = make_doc(nlp, read.article)
        for name, component in nlp.pipeline:
            doc = doc if name in COMPONENTS else component(doc)
        sample = Sample(f"plain {at}", "plain", doc, None, None, [])
        sample.before = run(nlp, sample, 0)
        yield sample


def run(nlp: Any, sample: Sample, start: int) -> list[str]:
    """Run the components from one on; return the JSON on the Doc before each and at the end.

    Where a fact room leaves the facts as they were, the events are, too: they are not looked for.
    """
    data, known = sample.doc.user_data, sample.before
    told = known[: start + 1] if known else [json.dumps(data["eventx"])]
    data["eventx"] = json.loads(told[start])
    for at in range(start, len(COMPONENTS)):
        nlp.get_pipe(COMPONENTS[at])(sample.doc)
        told.append(json.dumps(data["eventx"]))
        if known and start == at == STAGES["facts"] and told[at + 1] == known[at + 1]:
            return known
    return known if told == known else told


def worth(sample: Sample, text: str) -> float:
    """Weigh what was found against gold: a whole record one, one that is wrong less than nothing."""
    from eventx.evaluate.events import EventScore, read_events
    from eventx.evaluate.facts import FactScore
    from eventx.evaluate.gold import to_gold

    if sample.gold is None:
        return 0.0
    found = json.loads(text)
    facts, events = FactScore(), EventScore()
    facts.add(sample.name, sample.gold, [g for f in found["facts"] if (g := to_gold(f))])
    matched, whole, predicted = (c.total() for c in (facts.matched, facts.whole, facts.predicted))
    value = whole + 0.5 * matched - 0.6 * predicted
    if sample.events is not None:
        events.add(sample.name, sample.events, read_events(found))
        value += events.matched.total() - 0.42 * events.predicted.total()
        value += 0.25 * events.right.total() - 0.15 * events.extra.total()
        value += 0.1 * events.pairs["both"] - 0.04 * events.pairs["predicted"]
    return value


# --- taking out ------------------------------------------------------------------------------------------------------


class Trial:
    """Takes conditions out of the running process, one by one, and weighs what that costs."""

    def __init__(self, nlp: Any, samples: list[Sample]) -> None:
        self.nlp = nlp
        self.pairs: dict[str, Pair] = {}
        order = sorted(samples, key=lambda s: hashlib.sha256(s.name.encode()).hexdigest())
        self.samples = {half: [s for s in order if s.half == half] for half in MOST}
        self.now = {s.name: worth(s, s.before[-1]) for s in samples}
        self.functions: dict[tuple[str, str], list[types.FunctionType]] = defaultdict(list)
        things = gc.get_objects()
        for thing in things:
            if isinstance(thing, types.FunctionType):
                self.functions[thing.__code__.co_filename, thing.__code__.co_qualname].append(thing)
        self.caches = [
            t
            for t in things
            if isinstance(getattr(t, "__wrapped__", None), types.FunctionType) and hasattr(t, "cache_clear")
        ]

    @contextlib.contextmanager
    def without(self, site: Site) -> Iterator[None]:
        """Put the code of a function without one condition in the place of its own, for a while."""
        path = str(ROOT / site.path)
        tree = Remover(site.key).visit(ast.parse(Path(path).read_text("utf-8")))
        code = _code_of(compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True), site.function)
        functions = self.functions[path, site.function]
        own = [function.__code__ for function in functions]
        caches = [c for c in self.caches if c.__wrapped__.__code__.co_filename == path]
        try:
            for function in functions:
                function.__code__ = code or function.__code__
            for cache in caches:
                cache.cache_clear()
            signal.alarm(LONG)
            yield
        finally:
            signal.alarm(0)
            for function, code in zip(functions, own, strict=True):
                function.__code__ = code
            for cache in caches:
                cache.cache_clear()

    def weigh(self, site: Site) -> str:
        """Return what a condition earns, in words."""
        start = STAGES.get(site.path.split("/")[1], 0)
        earned = dict.fromkeys(MOST, 0.0)
        changed, tried = set(), 0
        try:
            with self.without(site):
                for half, most in MOST.items():
                    for sample in [s for s in self.samples[half] if s.name in site.articles][:most]:
                        told = run(self.nlp, sample, start)
                        tried += half == "plain"
                        if told is not sample.before:
                            earned[half] += self.now[sample.name] - worth(sample, told[-1])
                            if half == "plain" and (pair := next(_pairs_of(sample, told[-1]), None)):
                                self.pairs[pair.code] = pair
                                changed.add(pair.code)
                        if abs(earned[half]) > ENOUGH:
                            break
        except Exception as error:
            return f"raises {type(error).__name__}"
        plain = f", changes {len(changed)} of {tried} plain" if tried else ""
        plain += f" ({' '.join(sorted(changed))})" if changed else ""
        return f"earns {earned['unread']:+.1f} unread, {earned['read']:+.1f} read{plain}"


def _pairs_of(sample: Sample, told: str) -> Iterator[Pair]:
    """Yield what an article tells otherwise without a condition."""
    versions = [json.loads(version) for version in (sample.before[-1], told)]
    records = [(*found["facts"], *found["events"]) for found in versions]
    return find_pairs(sample.name, sample.doc.text, *records)


def _code_of(module: types.CodeType, name: str) -> types.CodeType | None:
    """Find the code of a function by its qualified name."""
    for const in module.co_consts:
        if isinstance(const, types.CodeType):
            if const.co_qualname == name:
                return const
            if name.startswith(const.co_qualname + ".") and (found := _code_of(const, name)):
                return found
    return None


def _stop(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Count where each condition decides, take each out, print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="+", help="folders or files of eventx/, facts/share for example")
    parser.add_argument("--read", nargs="*", default=[], help="corpora whose errors are read, DIR or DIR:GLOB")
    parser.add_argument("--unread", nargs="*", default=[], help="corpora that no rule was made for")
    parser.add_argument(
        "--plain", nargs="*", default=[], help="files of articles without gold, as the command reads them"
    )
    parser.add_argument("--pairs", metavar="FILE", help="where to write what changes in them, for a reader to judge")
    parser.add_argument("--never", action="store_true", help="only tell what never decides")
    args = parser.parse_args()
    os.environ["EVENTX_STRICT"] = "1"  # what a rule raises is seen
    places = [ROOT / "eventx" / room for room in args.rooms]
    files = [f for p in places for f in (sorted(p.rglob("*.py")) if p.is_dir() else [p.with_suffix(".py")])]
    sites = [site for file in files for site in find_sites(str(file.relative_to(ROOT)))]
    for number, site in enumerate(sites):
        Instrumented.numbers.setdefault(str(ROOT / site.path), {})[site.key] = number
    fired: set[int] = set()

    def decides(value: Any, true: int | None, false: int | None) -> Any:
        if (number := true if value else false) is not None:
            fired.add(number)
        return value

    builtins._decides = decides  # type: ignore[attr-defined]
    sys.meta_path.insert(0, Instrumented("", ""))
    from eventx.pipeline import load

    nlp, samples = load(), []
    halves = (
        read_samples(nlp, "unread", args.unread),
        read_samples(nlp, "read", args.read),
        read_plain(nlp, args.plain),
    )
    for sample in itertools.chain.from_iterable(halves):
        samples.append(sample)
        for number in fired:
            sites[number].articles.add(sample.name)
        fired.clear()
    signal.signal(signal.SIGALRM, _stop)
    trial = Trial(nlp, samples)
    for site in sites:
        said = "never decides" if not site.articles else f"decides in {len(site.articles)}"
        said += ", guard" if site.guard else "" if args.never or not site.articles else f", {trial.weigh(site)}"
        if not (args.never and site.articles):
            print(f"{site.path}:{site.key[0]}:{site.key[1]}: {site.key[4]} «{site.text}»: {said}", flush=True)
    if args.pairs:
        Path(args.pairs).write_text("\n".join(map(str, trial.pairs.values())), "utf-8")


if __name__ == "__main__":
    main()
