"""JSON Lines, gz and zst that are cut, lie, or are bombs; and files that are something else."""

from __future__ import annotations

import gzip
import json
import random
import struct
import zlib
from collections.abc import Iterator

from case import CANARY, GOOD, Case
from pages import BODY, HEAD

ROW = json.dumps({"id": "good", "text": GOOD, "published": "2025-05-06"})


def rows(name: str, *lines: str | bytes, kept: int = 2) -> Case:
    """Return JSON Lines that have a good row before and after what is given."""
    told = [line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line for line in (ROW, *lines, ROW)]
    return Case("container", f"{name}.jsonl", b"\n".join(told) + b"\n", "skip with error row", min_records=kept)


def jsonl() -> Iterator[Case]:
    """Yield JSON Lines with bad rows between good ones."""
    for name, key in (("text", "text"), ("title", "title"), ("id", "id"), ("url", "url"), ("published", "published")):
        for kind, value in (
            ("list", "[1]"),
            ("object", '{"a": 1}'),
            ("null", "null"),
            ("true", "true"),
            ("float", "1e999"),
            ("big", "9" * 9000),
        ):
            row = {"id": '"x"', "text": json.dumps(GOOD), key: value}
            yield rows(f"{name}_{kind}", "{" + ", ".join(f'"{k}": {v}' for k, v in row.items()) + "}")
    for name, key in (("title", "title"), ("id", "id"), ("url", "url"), ("source", "source")):
        for kind, value in (
            ("csv", f"={CANARY}(1)"),
            ("xss", f"<script>{CANARY}(1)</script>"),
            ("escape", "\x1b[2J\x07a"),
            ("lines", "a\nb\r\nc"),
            ("long", "x" * 1_000_000),
        ):
            yield rows(f"{name}_{kind}", json.dumps({"text": GOOD, key: value}))
    for name, when in (
        ("feb30", "2025-02-30"),
        ("far", "9999-12-31"),
        ("first", "0001-01-01"),
        ("zone", "2025-05-06T07:08:09+99:99"),
        ("words", "soon"),
        ("long", "9" * 99999),
        ("week", "2025-W20-3"),
    ):
        yield rows(
            f"published_{name}",
            json.dumps(
                {
                    "id": "x",
                    "published": when,
                    "text": "Last year and next year, tomorrow and 99999 days ago, it paid $5 million.",
                }
            ),
        )
    said: dict[str, str | bytes] = {
        "cut": ROW[:60],
        "deep_list": "[" * 100_000,
        "deep_object": '{"a":' * 100_000,
        "deep_good": '{"text": "Sales rose 5%.", "x": ' + "[" * 900 + "]" * 900 + "}",
        "nan": '{"text": "Sales rose 5%.", "x": NaN, "y": -Infinity}',
        "twice": '{"text": 5, "text": "Sales rose 5%."}',
        "empty_key": '{"": "", "text": ""}',
        "latin": b'{"text": "Z\xfcrich rose 5%."}',
        "nul": b'{"text": "Sales\0 rose 5%."}',
        "nul_escaped": '{"text": "Sales\\u0000 rose 5%.", "id": "\\u0000"}',
        "half": '{"text": "\\ud800 rose 5%.", "id": "\\udfff", "title": "\\ud83d"}',
        "raw_half": '{"text": "\ud800 rose"}',
        "blanks": "\n" * 50_000,
        "spaces": " " * 500_000,
        "utf16": ROW.encode("utf-16"),
        "bom_within": b"\xef\xbb\xbf" + ROW.encode(),
        "cr": ROW.replace(" ", "\r"),
        "two": ROW + ROW,
        "array": f"[{ROW}]",
        "single": "{'text': 'Sales rose.'}",
        "comment": "// no JSON",
        "page": json.dumps({"html": HEAD + BODY}),
        "page_bomb": json.dumps({"html": "<div>" * 90_000}),
        "page_none": json.dumps({"html": 5}),
        "keys": json.dumps({str(n): n for n in range(50_000)} | {"text": GOOD}),
        "words": json.dumps({"text": "x " * 300_000}),
        "binary": bytes(range(256)),
        "long_string": '"' + "x" * 3_000_000,
    }
    yield from (rows(name, held) for name, held in said.items())
    yield Case(
        "container",
        "endless.jsonl.gz",
        gzip.compress(b'{"text": "' + random.Random(1).randbytes(9000).hex().encode() * 4000),
        "clear error",
        ("skip with error row",),
    )
    yield Case("container", "empty.jsonl", b"", "empty", ("clear error",))
    for name, held in (
        ("array", f"[{ROW}, {ROW}]"),
        ("object", ROW),
        ("deep", "[" * 99_999),
        ("cut", ROW[:50]),
        ("page", json.dumps({"html": HEAD + BODY})),
    ):
        yield Case("container", f"{name}.json", held.encode())


def packed() -> Iterator[Case]:
    """Yield gz and zst that are cut, damaged, mislabelled or bombs."""
    held = (ROW + "\n").encode() * 40
    noise = b"".join(
        json.dumps({"id": str(n), "text": GOOD, "x": random.Random(n).randbytes(60).hex()}).encode() + b"\n"
        for n in range(60)
    )
    whole = gzip.compress(noise)
    for share in (0, 3, 9, 12, 40, 300, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        yield Case("container", f"cut_{share}.jsonl.gz", whole[:share])
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    wrong = bytearray(whole)
    wrong[-6] ^= 0xFF
    said = {
        "flip": bytes(flipped),
        "crc": bytes(wrong),
        "tail": gzip.compress(held) + b"garbage" * 99,
        "members": gzip.compress(held) * 3,
        "zeros": gzip.compress(held) + b"\0" * 9999,
        "twice": gzip.compress(gzip.compress(held)),
        "plain": held,
        "bomb_lines": gzip.compress(b"\n" * 80_000_000),
        "bomb_rows": gzip.compress((ROW + "\n").encode() * 300_000),
        "bomb_members": gzip.compress(b"\n" * 9_000_000) * 90,
        "zlib": zlib.compress(held),
        "reserved": b"\x1f\x8b\x08\xff" + b"\xff" * 99,
    }
    for name, data in said.items():
        yield Case("container", f"{name}.jsonl.gz", data)
    yield Case("container", "bomb.txt.gz", gzip.compress(b"Sales rose 5%. " * 6_000_000), "clear error", ())
    yield Case("container", "good.txt.gz", gzip.compress((GOOD * 3).encode()), accept=(), values=(4.5e9, 300))
    yield Case("container", "page.html.gz", gzip.compress((HEAD + BODY).encode()), accept=(), values=(4.5e9, 300))
    try:
        import zstandard
    except ImportError:
        return
    whole = zstandard.compress(noise)
    said = {
        **{f"cut_{n}": whole[:n] for n in (0, 3, 6, 40, len(whole) // 2, len(whole) - 1)},
        "bomb": zstandard.compress(b"\n" * 200_000_000),
        "frames": zstandard.compress(held) * 3,
        "bomb_frames": zstandard.compress(b" " * 30_000_000) * 99,
        "skip": struct.pack("<II", 0x184D2A50, 9) + b"x" * 9 + zstandard.compress(held),
        "skip_lie": struct.pack("<II", 0x184D2A50, 0xFFFFFFFF) + held,
        "window": b"\x28\xb5\x2f\xfd\x00\xff" + whole[6:],
        "tail": zstandard.compress(held) + b"garbage" * 9,
        "plain": held,
        "gz": gzip.compress(held),
        "flip": whole[:90] + b"\xff\xff" + whole[92:],
    }
    for name, data in said.items():
        yield Case("container", f"{name}.jsonl.zst", data)


def others() -> Iterator[Case]:
    """Yield files that are not what they are called."""
    rnd = random.Random(3)
    said = {
        "png": b"\x89PNG\r\n\x1a\n",
        "pdf": b"%PDF-1.7\n",
        "exe": b"MZ\x90\0",
        "zip": b"PK\x03\x04",
        "gz": b"\x1f\x8b\x08",
        "elf": b"\x7fELF",
        "none": b"",
    }
    for name, head in said.items():
        for suffix in ("txt", "html", "jsonl", "json", "warc"):
            yield Case("binary", f"{name}.{suffix}", head + rnd.randbytes(3000))
    for suffix in ("zip", "tar.gz", "7z", "bz2", "docx", "sqlite"):
        yield Case("binary", f"broken.{suffix}", b"PK\x03\x04" + rnd.randbytes(900), "clear error", ())
