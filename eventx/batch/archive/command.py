"""The commands ``link`` and ``ask``: what may be said to them. ``--help`` imports neither DuckDB nor pydantic."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from eventx.batch.archive.keys import KEYS, SORTS, VIEWS
from eventx.io.arguments import add_code, iso_date, number

LINK = """\
Join what the articles of a batch tell: events into happenings, names into persons, organisations and places.

  python -m eventx batch news/ --out records --format parquet
  python -m eventx link records
  python -m eventx link archive --from monday tuesday machine-3     of several batches
"""
ASK = """\
Ask an archive that was linked. Every filter that is given must hold; one that a view does not have is refused.

  eventx ask OUT --type workforce --action lay_off --min 1000 --by who,place     who cut over 1,000 jobs, and where
  eventx ask OUT --type trade --country CN --by month --format chart             a country's trade by month
  eventx ask OUT --words "Halden flood" --view tellings                          a story, telling by telling
  eventx ask OUT --who "Ann Bell" --view quotes                                  what she said
  eventx ask OUT --type acquisition --unit USD --sort value --top 10             the ten largest
"""
FORMS = ("table", "csv", "json", "chart", "svg")
FORM_OF = {".csv": "csv", ".json": "json", ".svg": "svg"}


def main_link(words: Sequence[str]) -> int:
    """Run ``link``; return its exit status."""
    parser = argparse.ArgumentParser(
        "eventx link", description=LINK, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", metavar="OUT", help="the --out of a batch of --format parquet or sqlite")
    parser.add_argument(
        "--memory", metavar="MB", type=number, default=2500, help="for DuckDB, before it uses the disk (2500)"
    )
    parser.add_argument(
        "--from",
        dest="sources",
        metavar="FOLDER",
        nargs="+",
        help="make the tables first, out of the --out of one batch or of several, as of each day or machine (of one in "
        "JSON Lines OUT itself, too), or of what Dask or Spark extracted",
    )
    add_code(parser)
    args = parser.parse_args(words)
    from eventx.batch.archive.gather import gather
    from eventx.batch.archive.link import link

    if args.sources:
        gather(args.sources, args.out)
    made = link(args.out, args.memory)
    sys.stderr.write("eventx: " + ", ".join(f"{count:,} {name}" for name, count in made.rows.items()) + "\n")
    return 0


def main_ask(words: Sequence[str]) -> int:
    """Run ``ask``; return its exit status."""
    args = _asked().parse_args(words)
    from eventx.batch.archive.ask import ask
    from eventx.batch.archive.draw import FORMS as WRITERS
    from eventx.batch.archive.question import Question
    from eventx.io.output import open_output

    given = {k: v for k, v in vars(args).items() if k not in ("out", "format", "output")}
    answer = ask(args.out, Question(**given | {"by": tuple(args.by)}))
    name = args.format or FORM_OF.get(os.path.splitext(args.output or "")[1].lower(), "table")
    with open_output(name, args.output) as stream:
        WRITERS[name](answer, stream)
    sys.stderr.writelines(f"eventx: {note}\n" for note in answer.notes)
    return 0


def _asked() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "eventx ask",
        usage="eventx ask OUT [filters]",
        description=ASK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("out", metavar="OUT", help="the folder that was linked")
    add("--view", choices=VIEWS, default="happenings", help="what is listed")
    add("--type", help="of event, as trade; of entity, as person")
    add("--action", help="as lay_off")
    add("--who", metavar="NAME", help="a party or speaker, or a part of the name")
    add("--country", metavar="NAME", help="a country it took place in or between, by name or ISO code")
    add("--metric", metavar="WORDS", help="what is measured, or a part of it")
    add("--words", metavar="TEXT", help="words that its telling, title, parties or places hold, all of them")
    add("--outlet", metavar="NAME", help="who published it")
    add("--happening", metavar="ID", help="one of them")
    add("--min", dest="least", metavar="N", type=float, help="the least of its chief number")
    add("--max", dest="most", metavar="N", type=float, help="the most")
    add("--unit", help="of that number, as USD or person")
    add("--since", metavar="DATE", type=iso_date, help="ISO date")
    add("--until", metavar="DATE", type=iso_date, help="ISO date")
    moods = ("asserted", "forecast", "hypothetical", "negated", "any")
    add("--modality", choices=moods, help="of happenings asserted, if not given; of quotes any")
    add("--by", metavar="KEY,KEY", type=_keys, default=(), help=f"count and add up by {', '.join(KEYS)}")
    add("--sort", choices=SORTS, help="value: the greatest first; date; articles: what most outlets tell (default)")
    add("--top", metavar="N", type=number, help="the most rows")
    add("-f", "--format", choices=FORMS, help="by default by the ending of --output, else table")
    add("-o", "--output", metavar="FILE", help="write to this file instead of the standard output")
    add_code(parser)
    return parser


def _keys(said: str) -> tuple[str, ...]:
    keys = tuple(said.split(","))
    if unknown := [key for key in keys if key not in KEYS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is no key; there are {', '.join(KEYS)}")
    return keys
