"""Brackets: what wires put in angles about a name, "Orbis Inc <ORB>", "<Harlow Foods Ltd>", which no parser reads."""

from __future__ import annotations

import re

from eventx.text.casing import is_capitalised

_ANGLED = re.compile(
    r"(?<=[A-Za-z.])(?P<ticker> <[A-Za-z][A-Za-z.\d]{0,8}(?: [A-Z]{1,3})?>)(?=[\s,.;:'’)]|$)"
    r"|(?<=[^\n])<(?P<name>[A-Z][^<>\n]{2,60})>"
)


def unbracket(text: str) -> str:
    """Return the text with blanks for tickers in angle brackets, and for the brackets about names; offsets hold.

    Those of a title stay: they tell whose accounts stand below; and those that open a line, which would be indented.

    Examples
    --------
    >>> unbracket("Orbis Inc <ORB> bought <Harlow Foods Ltd>.")
    'Orbis Inc       bought  Harlow Foods Ltd .'
    """
    first = text.partition("\n")[0]
    below = len(first) if is_capitalised(first) else 0
    return text[:below] + _ANGLED.sub(_blank, text[below:])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found["ticker"]) if found["ticker"] else f" {found['name']} "
