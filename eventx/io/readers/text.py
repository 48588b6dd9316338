"""Bytes of a text file to characters: by BOM, as UTF-8, else as Windows-1252, with a note."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"\xff\xd8\xff": "a JPEG image", b"\x89PNG": "a PNG image", b"GIF8": "a GIF image", b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP or Office file", b"\x1f\x8b": "a gzip file", b"\x28\xb5\x2f\xfd": "a zstd file",
    b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file", b"PAR1": "a Parquet file", b"\x7fELF": "a program",
    b"MZ\x90": "a program", b"SQLite format 3": "a SQLite file", b"\xd0\xcf\x11\xe0": "an Office file",
    b"RIFF": "a sound, film or image", b"OggS": "a sound", b"ID3": "a sound", b"{\\rtf": "an RTF document",
}  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SAMPLE = 65_536


def binary_kind(data: bytes) -> str | None:
    """Say what a file is that is no text; None for a text.

    >>> binary_kind(b"%PDF-1.7"), binary_kind(b"Exports rose 5%.")
    ('a PDF document', None)
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    if data.startswith(tuple(bom for bom, _ in _BOMS)) or _wide(data):
        return None
    sample = data[:SAMPLE]
    return "a binary file" if len(_CONTROL.findall(sample)) > 0.05 * len(sample) else None


def decode(data: bytes) -> tuple[str, str | None]:
    """Decode a text, with a note where it is not plain UTF-8.

    A text that is mostly UTF-8 keeps it, its few bad bytes as U+FFFD; another is read as Windows-1252.

    >>> decode("Zürich".encode("latin-1"))
    ('Zürich', 'not UTF-8; read as Windows-1252')
    """
    encoding, note = find_encoding(data)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    if encoding == "utf-8" and (bad := text.count("\ufffd") - data.count("\ufffd".encode())):
        note = f"not quite UTF-8; {bad} bad byte{'s' * (bad > 1)} replaced"
    return text, note


def find_encoding(data: bytes) -> tuple[str, str | None]:
    """Tell how a text is written, from all of it or its beginning, with a note where it is not UTF-8.

    >>> find_encoding("Zürich".encode("utf-16"))
    ('utf-16-le', 'read as UTF-16-LE')
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, None if encoding == "utf-8" else f"read as {encoding.upper()}"
    if wide := _wide(data):
        return wide, f"no byte order mark; read as {wide.upper()}"
    utf8 = codecs.getincrementaldecoder("utf-8")  # for which a character may be cut at the end
    try:
        utf8().decode(data)
        return "utf-8", None
    except UnicodeDecodeError:
        good, bad = len(_MULTIBYTE.findall(data)), utf8("replace").decode(data).count("\ufffd")
    return ("utf-8", None) if good > bad else ("cp1252", "not UTF-8; read as Windows-1252")


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every second byte of an English text is zero."""
    sample = data[:2000]
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
