"""Names of places as English prints them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

from eventx.lexicons import load_lexicon

LATIN = re.compile("[A-ZÀ-ÖØ-ÞĀ-ŽĐƠƯ\u1e00-\u1eff][A-Za-zÀ-ÖØ-öø-ÿĀ-žƠơƯư\u1e00-\u1eff' .’‘-]{2,40}")
VIETNAMESE = re.compile("[\u1ea0-\u1ef9ƠơƯư]")
BARRED = str.maketrans("Đđ", "Dd")
ALTERNATES_FROM = 50_000
"""People from which a town goes by its other names too: those of smaller towns are not in English news."""
GENERIC = re.compile(
    "province|state|region|oblast|governorate|district|department|prefecture|sheng|regency|shi|krai|kray|republic|raion|rayon|"
    "canton|emirate|voivodeship|territory|municipality|division|county"
)
LEADING = re.compile(
    r"(?:provincia|departamento|estado|region|région|province|republic|governorate|state|department|"
    r"wilaya|distrito|county|"
    r"kabupaten|kota|canton|land|free state|autonomous region|royal borough|borough)"
    r" (?:of |de la |de los |del |de |di |du |d'|dell'|della )?",
    re.IGNORECASE,
)
TRAILING = re.compile(rf"(?<!^free) (?:{GENERIC.pattern})'?$", re.IGNORECASE)  # but the Free State
SAID = re.compile(
    r"(?:Free State of |State of |Province of )?([A-Z][A-Za-z' -]+?)"
    r"(?: (?:Uyghur )?Autonomous Region| Province| State| Prefecture| Governorate| County| Voivodeship| Oblast"
    r"| Region)?"
)
"""An English name of a region, by the English word beside it."""


def plain(name: str) -> str:
    """Write a name as English prints it: without the macrons, under-dots and ayns of scholarly spelling.

    Vietnamese, which marks tones besides, is printed without any mark.

    >>> plain("Mahārāshtra"), plain("Điện Biên"), plain("Córdoba")
    ('Maharashtra', 'Dien Bien', 'Córdoba')
    """
    if name.isascii():
        return name
    if VIETNAMESE.search(name):
        parts = unicodedata.normalize("NFD", name.translate(BARRED))
        return "".join(c for c in parts if not unicodedata.combining(c))
    parts = unicodedata.normalize("NFD", name.replace("‘", "").replace("ʼ", "").replace("’", "'"))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in "\u0304\u0323\u0331"))


def people(population: int) -> int:
    """Write a population as one byte: ten times its log10."""
    return min(255, round(10 * math.log10(population))) if population > 1 else 0


def latin(names: Iterable[str]) -> list[str]:
    """Return the names of more than three letters that are written in Latin ones."""
    return [n for n in names if LATIN.fullmatch(n) and len(n) > 3]


def variants(names: Iterable[str]) -> list[str]:
    """Return the names of a region with and without their generic word, the plain ones first."""
    out: dict[str, None] = {}
    for name in names:
        if LATIN.fullmatch(name):
            plain = TRAILING.sub("", LEADING.sub("", name)) or name
            out.setdefault(
                plain if plain[0].isupper() and len(plain) > 2 and not GENERIC.fullmatch(plain.lower()) else name
            )
            out.setdefault(name)
    return list(out)


def english(name: str, others: list[str]) -> str:
    """Return the name that English has for a region, as far as its names tell."""
    said = (hit[1] for other in others if (hit := SAID.fullmatch(other)) and hit[1] != other)
    return (
        load_lexicon("places")["english"].get(name)
        or next(said, None)
        or plain((variants([name, *others]) or [name])[0])
    )
