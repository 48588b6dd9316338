"""WARC and Parquet that are cut, lie, or are bombs."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterator

from case import GOOD, Case
from pages import BODY, HEAD


def record(http: bytes, n: int = 1, length: str = "", kind: str = "response", more: str = "") -> bytes:
    """Return one record of a WARC."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
    head += f"WARC-Target-URI: https://news.example/{n}\r\n"
    return f"{head}{more}Content-Length: {length or len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def warc() -> Iterator[Case]:
    """Yield WARC files with a good page before what is hostile, and one after it."""
    page = (HEAD + BODY).encode()

    def http(body: bytes = page, head: str = "", status: str = "200 OK", kind: str = "text/html") -> bytes:
        return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body

    first, last = record(http(), 1), record(http(), 9)
    laughs = {n: gzip.compress(b" " * 200_000_000) for n in (1,)}[1]
    said = {
        "length_long": record(http(), 2, "999999999999999999"),
        "length_huge": record(http(), 2, "9" * 400),
        "length_less": record(http(), 2, "40"),
        "length_minus": record(http(), 2, "-5"),
        "length_word": record(http(), 2, "many"),
        "length_none": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        "garbage": b"garbage\r\n" * 99,
        "nuls": b"\0" * 99_999,
        "header_bomb": b"WARC/1.0\r\n" + b"X-A: " + b"a" * 9_000_000 + b"\r\n\r\n",
        "headers": b"WARC/1.0\r\n" + b"X-A: b\r\n" * 300_000 + b"\r\n",
        "http_none": record(page, 2),
        "http_empty": record(b"", 2),
        "http_bomb": record(http(head="X: " + "a" * 5_000_000 + "\r\n"), 2),
        "status": record(http(status="abc"), 2),
        "status_404": record(http(status="404 No"), 2),
        "image": record(http(b"\x89PNG", kind="image/png"), 2),
        "gzip_lie": record(http(head="Content-Encoding: gzip\r\n"), 2),
        "gzip_bomb": record(http(laughs, "Content-Encoding: gzip\r\n"), 2),
        "br_lie": record(http(head="Content-Encoding: br\r\n"), 2),
        "codings": record(http(head="Content-Encoding: " + "gzip, " * 300 + "\r\n"), 2),
        "chunk_lie": record(http(head="Transfer-Encoding: chunked\r\n"), 2),
        "chunk_huge": record(http(b"ffffffffffffffff\r\n" + page, "Transfer-Encoding: chunked\r\n"), 2),
        "charset": record(http(kind="text/html; charset=nosuch"), 2),
        "bytes": record(http(bytes(range(256)) * 99), 2),
        "nested": record(http(b"<div>" * 90_000), 2),
        "revisit": record(http(b""), 2, kind="revisit"),
        "type": record(http(), 2, kind="x" * 9999),
        "date": record(http(), 2, more="WARC-Date: 99999-99-99\r\n"),
        "uri": record(http(), 2, more="WARC-Target-URI: " + "\xff" * 9999 + "\r\n"),
        "folded": record(http(), 2, more="X:\r\n a\r\n b\r\n"),
        "magic": b"\x1f\x8b\x08" * 9999,
        "starts": b"\nWARC/1.0\r\n" * 5000,
    }
    for name, data in said.items():
        yield Case("container", f"{name}.warc", first + data + last, "skip with error row", min_records=1)
    for name in ("length_long", "garbage", "gzip_lie", "header_bomb", "starts"):
        yield Case(
            "container",
            f"{name}.warc.gz",
            b"".join(map(gzip.compress, (first, said[name], last))),
            "skip with error row",
            min_records=2,
        )
    both = gzip.compress(first) + gzip.compress(last)
    for share in (5, 30, len(both) // 2, len(both) - 30):
        yield Case("container", f"cut_{share}.warc.gz", both[:share])
        yield Case("container", f"cut_{share}.warc", (first + last)[:share])
    yield Case(
        "container",
        "bomb.warc.gz",
        gzip.compress(first + record(http(b" " * 90_000_000))),
        "clear error",
        ("skip with error row",),
    )
    yield Case(
        "container",
        "arc.warc",
        b"filedesc://x 0.0.0.0 20240101000000 text/plain 77\n1 0 x\n",
        "clear error",
        ("empty",),
    )
    yield Case("container", "empty.warc", b"", "empty", ("clear error",))


def made(columns: dict[str, object], **how: object) -> bytes:
    """Return a Parquet file of columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


def parquet() -> Iterator[Case]:
    """Yield Parquet of other shapes, and damaged."""
    try:
        import pyarrow as pa
    except ImportError:
        return

    texts = [GOOD] * 40
    plain = made({"id": [str(n) for n in range(40)], "text": texts}, row_group_size=10)
    ns = pa.array([2**62, -(2**62), None, 1], pa.timestamp("ns"))
    said = {
        "no_text": made({"body": texts}),
        "no_rows": made({"text": pa.array([], pa.string())}),
        "no_columns": made({}),
        "int": made({"text": list(range(9))}),
        "float": made({"text": [float("nan")] * 9}),
        "null": made({"text": pa.nulls(9)}),
        "list": made({"text": [texts] * 3}),
        "struct": made({"text": [{"a": GOOD}] * 3}),
        "bytes": made({"text": pa.array([b"\xff\xfe\x00", GOOD.encode()], pa.binary())}),
        "mixed": made({"text": [GOOD, None, "", GOOD]}),
        "dates": made({"text": texts[:4], "published": ns}),
        "times": made(
            {
                "text": texts[:1],
                "published": pa.array([10**17], pa.timestamp("ms")),
                "id": pa.array([1], pa.time64("us")),
            }
        ),
        "large": made({"text": pa.array(texts, pa.large_string())}),
        "dictionary": made({"text": pa.array(texts).dictionary_encode()}),
        "wide": made({f"c{n}": [1] for n in range(3000)} | {"text": [GOOD]}),
        "half": plain[: len(plain) // 2],
        "tail": plain[-400:],
        "magic": b"PARE" + plain[4:-4] + b"PARE",
        "footer": plain[:-8] + b"\xff\xff\xff\x7fPAR1",
        "footer_zero": plain[:-8] + b"\0\0\0\0PAR1",
        "random": random.Random(2).randbytes(9000),
        "short": b"PAR1",
        "gz": gzip.compress(plain),
        "escape": made({"\x1b[2J": [1]}),
        "snappy": made({"text": texts}, compression="snappy"),
    }
    for name, data in said.items():
        yield Case("container", f"{name}.parquet", data)
    for number, place in enumerate(range(20, len(plain), max(1, len(plain) // 12))):
        yield Case("container", f"flip_{number}.parquet", plain[:place] + b"\xff\xff\xff" + plain[place + 3 :])


def parquet_bombs() -> Iterator[Case]:
    """Yield Parquet whose rows come to far more than its size."""
    try:
        import pyarrow as pa
    except ImportError:
        return
    same = ["x" * 3_000_000] * 40
    yield Case("container", "bomb.parquet", made({"text": same}, use_dictionary=False, compression="zstd"))
    coded = pa.DictionaryArray.from_arrays(pa.array([0] * 3000, pa.int32()), pa.array(["x" * 3_000_000]))
    yield Case("container", "bomb_dictionary.parquet", made({"text": coded}))
