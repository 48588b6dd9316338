"""Write eventx/lexicons/currencies.tsv from Unicode CLDR, as the Babel library carries it.

    python -m pip install babel==2.18.0
    python models/currencies/build.py    # writes the table

What is legal tender is told of one day, so that the table hangs on Babel's version alone.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

OUT = Path(__file__).parents[2] / "eventx" / "lexicons" / "currencies.tsv"
FUNDS = {"CLF", "COU", "MXV", "USN", "USS", "UYI", "UYW", "CHE", "CHW", "BOV", "CLE", "XDR", "ZZZ"}
DAY = date(2025, 12, 31)
HEAD = f"""\
# Currencies: ISO 4217 code, English name, its plural, and the countries where it is legal tender (none: out of use).
# Source: Unicode CLDR through Babel {babel.__version__}; licence Unicode-3.0. Written by models/currencies/build.py.
"""


def tender() -> dict[str, list[str]]:
    """Return the countries by the currency that is their legal tender on the day."""
    found: dict[str, list[str]] = {}
    for country, rows in sorted(get_global("territory_currencies").items()):
        if len(country) != 2:
            continue
        for code, _, until, legal in rows:
            if legal and (until is None or date(*until) > DAY):
                found.setdefault(code, []).append(country)
    return found


def main() -> None:
    """Write the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    countries = tender()
    rows = []
    for code in sorted(Locale("en").currencies):
        one, many = get_currency_name(code, 1, "en"), get_currency_name(code, 2, "en")
        metal = code.startswith("X") and code not in countries
        if code in FUNDS or metal or "(" in one or one == code:
            continue
        rows.append("\t".join((code, one, many, " ".join(countries.get(code, ())))))
    OUT.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
