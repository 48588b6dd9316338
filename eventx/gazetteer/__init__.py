"""The gazetteer as a file: how it is written, and ``python -m eventx gazetteer build``, which makes the full one.

The gazetteer that comes with eventx holds towns; the full one holds every village of GeoNames besides.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eventx.gazetteer.geonames import build
from eventx.normalize.place import ENVIRONMENT

ABOUT = """\
Make the gazetteer of all towns and villages out of GeoNames' own table: allCountries.zip, or that of one country
(GB.zip), as https://download.geonames.org/export/dump/ has them (CC BY 4.0), zipped or not. What the gazetteer of
eventx holds is in it too. Names of regions come from the table, else from admin1CodesASCII.txt beside it.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m eventx gazetteer", formatter_class=argparse.RawDescriptionHelpFormatter, description=ABOUT
    )
    commands = parser.add_subparsers(required=True, metavar="build")
    add = commands.add_parser("build", description=ABOUT, formatter_class=parser.formatter_class).add_argument
    add("table", type=Path, metavar="allCountries.zip", help="GeoNames' table of places")
    add("-o", "--out", type=Path, default=Path("gazetteer.sqlite"), metavar="FILE", help="default: %(default)s")
    args = parser.parse_args(argv)
    count = build(args.table, args.out)
    sys.stdout.write(f"{args.out}: {count} places more than the gazetteer of eventx\n")
    sys.stdout.write(f"to use it: export {ENVIRONMENT}={args.out.absolute()}\n")
    return 0
