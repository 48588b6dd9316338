"""The command: what may be said to it, and where it goes. ``--help`` imports neither spaCy nor pydantic."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from types import FrameType

from eventx.io.arguments import add_choice, add_code, add_dates, seconds

FORMATS = ("auto", "table", "json", "jsonl", "csv", "html")
ABOUT = """\
Read English news and print typed, exact records of what it tells: facts (money, change, share, headcount,
measure, location, time, statement), each with the characters it came from, and events (trade, workforce,
casualties, result, acquisition, legal, policy, disaster and so on: see info). Works offline.

  python -m eventx article.txt                     a table on a terminal, JSON Lines in a pipe
  python -m eventx news/ --format csv -o out.csv   every article under a folder, one row a fact
  python -m eventx article.txt -o page.html        the article with every fact marked, for a browser
  cat a.txt | python -m eventx - --types trade     the standard input, one type of event
"""
MORE = """\
inputs: text (UTF-8 or by its byte order mark, else Windows-1252); .jsonl, {"id", "text", "title"?, "published"?}
  a line; .json, one such object or an array of them; .csv, .tsv with a header; .gz of these; folders of them;
  - for the standard input; with extras, pip install "eventx-news[all]": .html, .warc, .parquet, .zst

commands, as the first argument (a file of such a name is ./schema):
  schema            the JSON Schema of everything that is printed
  info              versions, model and record types
  batch SRC... --out DIR   archives, with all cores, resumable (batch --help)
  report OUT        pages for a browser on all that a batch found
  link DIR, ask DIR ...   happenings and entities across the articles of a batch; questions about them
  explain FILE [--at WORDS]   where the records came from, sentence by sentence
  evaluate CORPUS   precision, recall and F1 against a corpus with gold
  gazetteer build allCountries.zip   make the gazetteer of all villages, out of GeoNames' table

environment: EVENTX_MODEL, a spaCy model by name or path; EVENTX_LEXICONS, a folder of your own word lists;
  EVENTX_CODE, files as of --code; EVENTX_GAZETTEER, a gazetteer that was built
exit status: 0 all well; 1 some inputs failed, the others are done; 2 wrong usage; 130 interrupted
"""
COMMANDS = {
    "schema": "cli:main_schema",
    "info": "cli:main_info",
    "evaluate": "evaluate:main",
    "explain": "io.explain:main",
    "report": "io.report:main",
    "batch": "batch.command:main",
    "link": "batch.archive.command:main_link",
    "ask": "batch.archive.command:main_ask",
    "gazetteer": "gazetteer:main",
}
"""Where each command is, which is imported when it is asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    words, code = _take_code(list(sys.argv[1:] if argv is None else argv))
    with _interruptible(), _with_code(code):
        try:
            status = _dispatch(words)
            sys.stdout.flush()
            return status
        except BrokenPipeError:  # whoever read our output has enough
            _drop_output()
            return 0
        except KeyboardInterrupt:
            return _tell("interrupted", 130)
        except ModuleNotFoundError as error:
            if os.environ.get("EVENTX_DEBUG"):
                raise
            return _tell(_advice(error.name or str(error)), 2)
        except OSError as error:
            _drop_output()
            return _tell(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error), 1)
        except Exception as error:
            if os.environ.get("EVENTX_DEBUG"):
                raise
            from eventx.records.errors import EventxError

            if isinstance(error, EventxError):
                return _tell(str(error), 2)
            return _tell(f"internal error: {type(error).__name__}: {error} (EVENTX_DEBUG=1 shows where)"[:300], 1)


def _advice(module: str) -> str:
    """Say how to install what is not there."""
    return (
        f'the package {module} is not installed for {sys.executable}: pip install "eventx-news[en]" brings all it needs'
    )


def _take_code(words: list[str]) -> tuple[list[str], list[str]]:
    """Take ``--code FILE`` out of the words of any command."""
    left, files = [], []
    rest = iter(words)
    for word in rest:
        if word == "--code" or word.startswith("--code="):
            files.append(os.path.abspath(word.partition("=")[2] or next(rest, "")))
        else:
            left.append(word)
    return left, files


@contextlib.contextmanager
def _with_code(files: list[str]) -> Iterator[None]:
    """Let the environment tell files of types to this process and to workers, while a command runs."""
    before = os.environ.get("EVENTX_CODE")
    if files:
        os.environ["EVENTX_CODE"] = os.pathsep.join(files)
    try:
        yield
    finally:
        if before is not None:
            os.environ["EVENTX_CODE"] = before
        elif files:
            del os.environ["EVENTX_CODE"]


def _dispatch(words: list[str]) -> int:
    if words and words[0] in COMMANDS:
        module, _, name = COMMANDS[words[0]].partition(":")
        status: int = getattr(importlib.import_module(f"eventx.{module}"), name)(words[1:])
        return status
    if words and not os.path.exists(words[0]) and (meant := get_close_matches(words[0], COMMANDS, 1, 0.75)):
        return _tell(f"{words[0]}: no such file or command; is it {meant[0]}?", 2)
    args = _parser().parse_args(words)
    from eventx.io.run import run

    return run(args)


def _parser() -> argparse.ArgumentParser:
    from eventx import __version__

    parser = argparse.ArgumentParser(
        prog="eventx",
        description=ABOUT,
        epilog=MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("inputs", nargs="+", metavar="FILE|DIR|-", help="what to read")
    add("-f", "--format", choices=FORMATS, default="auto", help="auto: by the ending of --output, else by the terminal")
    add("-o", "--output", metavar="FILE", help="write to this file instead of the standard output")
    add_dates(parser)
    add_choice(parser)
    add("--text", action="store_true", help="give article.text back in JSON")
    add("--max-seconds", metavar="S", type=seconds, help="the most seconds for one article; more is an error")
    add_code(parser)
    add("--version", action="version", version=f"eventx {__version__}")
    return parser


def main_schema(words: list[str]) -> int:
    """Run ``eventx schema``."""
    about = "Print the JSON Schema of an Extraction."
    argparse.ArgumentParser(prog="eventx schema", description=about).parse_args(words)
    import json

    from eventx.records.extraction import schema

    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
    return 0


def main_info(words: list[str]) -> int:
    """Run ``eventx info``."""
    about = "Print versions, model and record types."
    argparse.ArgumentParser(prog="eventx info", description=about).parse_args(words)
    from eventx.io.run import info

    sys.stdout.writelines(f"{name:<9} {value}\n" for name, value in info())
    return 0


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """End at once on Ctrl-C: an exception raised in the midst of an import would be taken for the import's own."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        os.write(2, b"eventx: interrupted\n")
        os._exit(130)

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _drop_output() -> None:
    """Let nothing more be written to a standard output that takes no more, also not when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str, status: int) -> int:
    with contextlib.suppress(OSError):
        sys.stderr.write(f"eventx: {message}\n".encode("ascii", "backslashreplace").decode("ascii"))
    return status
