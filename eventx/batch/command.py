"""The command ``batch``: what may be said to it. ``--help`` imports neither spaCy nor pydantic."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType
from typing import Any

from eventx.batch import FORMATS
from eventx.io.arguments import add_choice, add_code, add_dates, number, seconds, share

ABOUT = """\
Extract from an archive, with all cores. Run it again after any end, and it goes on: nothing is lost, nothing twice.

  python -m eventx batch news/ --out records                          JSON Lines, part-000001.jsonl and so on
  python -m eventx batch 2024.jsonl.gz --out db --format sqlite       db/eventx.sqlite, one table a type
  python -m eventx batch CC-NEWS-*.warc.gz --out records --shard 2/8  the second of eight machines
"""
MORE = """\
sources: folders of .txt, .html and .json; .jsonl, .csv, .tsv, .parquet and .warc; each plain, .gz or .zst
output: --out holds the records; errors.jsonl, a row for each document that came to nothing: id, source, stage, reason;
  and ledger.sqlite, which knows what is done. Of equal texts, all after the first have a note that says so.
exit status: 0 all well; 1 some documents failed, the others are done; 2 wrong usage; 130 or 143 stopped: run it again
"""
FIELDS = ("id", "text", "title", "published", "url", "source", "language", "html")
PRESETS = ("eventx", "news-please", "trafilatura")
MOST = ("text", "document", "bytes", "ratio")


def main(words: Sequence[str]) -> int:
    """Run the command; return its exit status."""
    args = parser().parse_args(words)
    stop = _Stop()
    from eventx.batch.progress import Lines, Screen
    from eventx.batch.run import run_batch

    options = _options(args)
    progress = Lines(args.sources) if args.json_logs else Screen(args.sources, args.out)
    try:
        summary = run_batch(options, progress.tell, stop.asked)
    finally:
        progress.close()
        stop.close()
    progress.end(summary)
    if stop.number:
        progress.say("stopped; the same command goes on from here")
        return 128 + stop.number
    if summary.stopped:
        progress.say("stopped at the first error; the same command without --strict goes on from here")
    return 1 if summary.failed or summary.stopped else 0


class _Stop:
    """Ctrl-C and SIGTERM ask for a stop; a second one does not wait for it."""

    def __init__(self) -> None:
        self.number = 0
        self.before: dict[int, Any] = {}
        if threading.current_thread() is threading.main_thread():
            for signum in (signal.SIGINT, signal.SIGTERM):
                self.before[signum] = signal.signal(signum, self._ask)

    def asked(self) -> bool:
        """Tell whether to stop."""
        return bool(self.number)

    def close(self) -> None:
        """Let signals do what they did before."""
        for signum, handler in self.before.items():
            signal.signal(signum, handler)

    def _ask(self, signum: int, frame: FrameType | None) -> None:
        if self.number:
            os._exit(128 + signum)  # workers end with their parent
        self.number = signum


def parser() -> argparse.ArgumentParser:
    """Make the parser."""
    made = argparse.ArgumentParser(
        prog="eventx batch", description=ABOUT, epilog=MORE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = made.add_argument
    add("sources", nargs="+", metavar="SRC", help="file or folder")
    add("-o", "--out", metavar="DIR", required=True, help="folder of the output")
    add("-f", "--format", choices=FORMATS, default="jsonl")
    add("-j", "--workers", metavar="N", type=number, help="processes (as many as cores)")
    add("--shard", metavar="i/n", type=share, dest="share", help="of every n shards the i-th alone, from 1 on")
    add("--shard-size", metavar="N", type=number, default=100, help="documents that are done or lost together (100)")
    add("--limit", metavar="N", type=number, help="the most documents to read")
    add("--strict", action="store_true", help="stop at the first error")
    add("--redo", action="store_true", help="begin again, and remove what was written before")
    leave = "leave out articles whose text another had before"
    add("--no-duplicates", action="store_false", dest="duplicates", help=leave)
    add("--json-logs", action="store_true", help="tell what happens in lines of JSON, on the standard error")
    what = made.add_argument_group("records")
    add = what.add_argument
    add_choice(what)
    add_dates(what)
    add("--text", action="store_true", help="give article.text back")
    add_code(what)
    _add_rows(made)
    _add_limits(made)
    return made


def _add_rows(made: argparse.ArgumentParser) -> None:
    rows = made.add_argument_group(
        "rows of JSON Lines, CSV and Parquet: the key or column of each part; a.b is b within a"
    )
    rows.add_argument("--fields", choices=PRESETS, default="eventx", help="keys as this program writes them")
    for name in FIELDS:
        rows.add_argument(f"--{name}-field", f"--{name}-column", metavar="KEY", dest=f"field_{name}")
    rows.add_argument("--date-column", metavar="KEY", dest="field_published", help="as --published-column")


def _add_limits(made: argparse.ArgumentParser) -> None:
    most = made.add_argument_group("limits")
    add = most.add_argument
    add("--time-limit", metavar="S", type=seconds, dest="seconds", help="seconds for one stage of one document (60)")
    all_pieces = "seconds for all pieces of one article (1800)"
    add("--max-seconds", metavar="S", type=seconds, dest="article_seconds", help=all_pieces)
    add("--memory", metavar="MB", type=number, dest="megabytes", help="memory of one worker (1500)")
    add("--max-text", metavar="N", type=number, help="characters of one article (10 million); a longer one is refused")
    add("--max-document", metavar="N", type=number, help="bytes of one file of text, page or line (64 million)")
    add("--max-bytes", metavar="N", type=number, help="bytes of one file when decompressed (1 TB)")
    add("--max-ratio", metavar="N", type=number, help="bytes when decompressed to bytes before (200)")


def _options(args: argparse.Namespace) -> Any:
    from eventx.batch.options import Options
    from eventx.io.choice import chosen_types
    from eventx.io.readers.how import PRESETS as KNOWN
    from eventx.io.readers.how import Limits

    chosen = chosen_types(args.types, args.only)
    fields = {name: key for name in FIELDS if (key := getattr(args, f"field_{name}"))}
    most = {name: number for name in MOST if (number := getattr(args, f"max_{name}"))}
    told = {name: value for name, value in vars(args).items() if name in Options.__slots__ and value is not None}
    told |= {"sources": tuple(args.sources), "types": None if chosen is None else tuple(sorted(chosen))}
    return Options(**told | {"fields": replace(KNOWN[args.fields], **fields), "limits": replace(Limits(), **most)})
