"""Words of a command line to values, of which argparse tells what is wrong; and the options that two commands have."""

from __future__ import annotations

import argparse
from datetime import datetime


def iso_date(value: str) -> str:
    """Take an ISO date."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no ISO date; write it as 2025-07-19") from None
    return value


def number(value: str) -> int:
    """Take a whole number from 1 on.

    >>> number("200")
    200
    """
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 1 << 62):
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1 on")
    return int(value)


def likelihood(value: str) -> float:
    """Take a number from 0 to 1.

    >>> likelihood("0.8")
    0.8
    """
    return _float(value, 0, 1, "number from 0 to 1")


def seconds(value: str) -> float:
    """Take a time in seconds."""
    return _float(value, 1e-6, 1e9, "number of seconds")


def _float(value: str, least: float, most: float, asked: str) -> float:
    """Take a number between two."""
    try:
        found = float(value)
    except ValueError:
        found = -1
    if not least <= found <= most:
        raise argparse.ArgumentTypeError(f"{value!r} is no {asked}")
    return found


def share(value: str) -> tuple[int, int]:
    """Take the share of one of several machines.

    >>> share("2/8")
    (2, 8)
    """
    which, _, machines = value.partition("/")
    try:
        found = number(which), number(machines)
    except argparse.ArgumentTypeError:
        found = (1, 0)
    if found[0] > found[1]:
        raise argparse.ArgumentTypeError(f"{value!r} is no share; write the second of eight as 2/8")
    return found


def add_choice(parser: argparse._ActionsContainer) -> None:
    """Let a command be told which records are asked for, and of which model."""
    add = parser.add_argument
    add("-t", "--types", metavar="A,B", help="only these types of facts and events, as money,change,trade")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--events", action="store_const", const="events", dest="only", help="events only")
    only.add_argument("--facts", action="store_const", const="facts", dest="only", help="facts only")
    add("--min-confidence", metavar="X", type=likelihood, help="only records of this confidence or more, 0 to 1")
    add("-m", "--model", metavar="NAME", help="spaCy model, by name or path")


def add_dates(parser: argparse._ActionsContainer) -> None:
    """Let a command be told how the day of publication is known."""
    add = parser.add_argument
    published = "ISO date of publication, for the articles that tell none of their own"
    add("-p", "--published", metavar="DATE", type=iso_date, help=published)
    add("--month-first", action="store_true", help="01/02/2020 as the date of a row is 2 January, not 1 February")


def add_code(parser: argparse._ActionsContainer) -> None:
    """Tell of the option that every command has: it is taken before a command reads its own."""
    about = "types of your own, in any command; may be given again"
    parser.add_argument("--code", metavar="FILE.py", default=argparse.SUPPRESS, help=about)
