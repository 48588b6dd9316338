"""WARC files to articles: the responses that are web pages (CC-NEWS and its like), by fastwarc (the extra ``warc``)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from eventx.io.readers import html
from eventx.io.readers.how import PLAIN, How, Limits
from eventx.io.readers.kinds import is_packed
from eventx.io.readers.read import Mark, Read, ReadError, printable
from eventx.io.readers.row import published_of
from eventx.io.readers.streams import STEP
from eventx.records.article import Article

INSTALL = 'reading WARC needs an extra: pip install "eventx-news[html,warc]"'
HEADERS = 1 << 16  # bytes of headers in front of one page
TRIES = 1000  # places in one file at which a reader goes on after a broken one
STARTS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f")  # what each record begins with in a gz or zst file, as it is used to be
BLOCK = 1 << 20
_OK = re.compile(r"HTTP/\S+ 2\d\d\b")
_PAGE = re.compile(r"\s*(?:text/html|application/xhtml\+xml|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A response, or the error in the place of what cannot be read; and where in the file it begins, if known."""

    record: Any = None
    error: str = ""
    offset: int = 0

    @property
    def name(self) -> tuple[Any, ...]:
        record = self.record
        return (record.record_id, record.content_length, record.headers.get("WARC-Target-URI")) if record else ()


def marks(name: str, every: int, limits: Limits) -> Iterator[Mark]:
    """Yield, for each response, how many stand before it and the byte at which the file may be read from there.

    The byte is given for every ``every``-th, where a shard may begin; it is 0 where a compressed file has no place to
    begin at. What is broken counts as a response.
    """
    for number, part in enumerate(_parts(name, 0, limits)):
        begins = part.offset and number % every == 0 and _begins(name, part, limits)
        yield number, part.offset if begins else 0


def read(name: str, how: How = PLAIN, begin: Mark = (0, 0), count: int | None = None) -> Iterator[Read]:
    """Read the pages among ``count`` responses from a mark on."""
    first, offset = begin
    parts = enumerate(_parts(name, offset, how.limits), first if offset else 0)
    skipped = 0 if offset else first
    for number, part in islice(parts, skipped, None if count is None else skipped + count):
        where = f"{printable(name)}:{number + 1}"
        if part.error:
            yield Read(where, error=part.error)
        elif read := _page(part.record, where, how):
            yield read


def _parts(name: str, offset: int, limits: Limits) -> Iterator[_Part]:
    """Yield the responses of a file; after what is broken it goes on with the next record that can be found."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ReadError(INSTALL) from None
    with open(name, "rb") as stream:
        most = limits.unpacked(stream.seek(0, 2))
        last, fresh, found = offset, True, False
        for _ in range(TRIES):
            stream.seek(offset)
            ended = False
            try:
                for record in ArchiveIterator(stream, parse_http=False, max_header_len=HEADERS):
                    last, fresh, found, ended = max(last, record.stream_pos), True, True, True
                    if record.content_length > most:
                        raise OSError(f"{record.content_length} bytes of content, more than is likely")
                    if str(record.record_type) == "unknown" or "Content-Length" not in record.headers:
                        yield _Part(error="a broken record: its header tells no type or no length")
                    elif record.record_type == WarcRecordType.response:
                        yield _Part(record, offset=record.stream_pos)
                if not found and fresh and (stream.seek(0, 2) or is_packed(name)):
                    yield _Part(error="no WARC records in this file")
                elif ended and _goes_on(stream, last):
                    yield _Part(error="cut off in the header of a record")
                return
            except OSError as error:
                if fresh:  # else it is still the same break
                    yield _Part(error=f"a broken record: {str(error)[:120]}")
            offset = last = _find_start(stream, last + 1)
            fresh = False
            if offset < 0:
                return
        yield _Part(error="too many broken records: not read further")


def _goes_on(stream: BinaryIO, last: int) -> bool:
    """Tell whether a compressed file goes on after the last record that was read: one cut in its header ends it."""
    stream.seek(last)
    head = stream.read(len(STARTS[0]))
    if not head.startswith(STARTS):
        return False  # the reader gives the rest as a record without a type or length
    stream.seek(last)
    frame = _frame(head)
    while not frame.eof and (packed := stream.read(STEP)):
        frame.decompress(packed)
    return bool(frame.unused_data or stream.read(1))


def _frame(head: bytes) -> Any:
    if head.startswith(STARTS[0]):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj()


def _find_start(stream: BinaryIO, offset: int) -> int:
    """Find where the next record of the same file may begin; -1 if there is none."""
    stream.seek(0)
    head = stream.read(4)
    start = next((start for start in STARTS if head.startswith(start)), b"\nWARC/1.")
    stream.seek(offset)
    held = b""
    while block := stream.read(BLOCK):
        held += block
        if (found := held.find(start)) >= 0:
            return offset + found + (start[:1] == b"\n")
        offset += max(0, len(held) - len(start))
        held = held[-len(start) :]
    return -1


def _begins(name: str, wanted: _Part, limits: Limits) -> bool:
    """Tell whether a file, read from where a response is said to begin, does begin with it."""
    found = next(_parts(name, wanted.offset, limits), None)
    return found is not None and found.name == wanted.name


def _page(record: Any, where: str, how: How) -> Read | None:
    """Read one response; None where it is no page."""
    limits = how.limits
    if record.content_length > limits.document:
        return Read(where, error=f"{record.content_length // 1_000_000} MB are too long for one article")
    try:
        data = record.reader.read(record.content_length)
        if len(data) < record.content_length:
            return Read(where, error=f"cut off: {len(data)} of {record.content_length} bytes")
    except OSError as error:
        return Read(where, error=f"a broken record: {str(error)[:120]}")
    try:
        body = _body(data, limits.document + 1)
    except (OSError, ValueError) as error:
        return Read(where, error=f"a broken response: {str(error)[:120]}")
    if body is None:
        return None
    if len(body[0]) > limits.document:
        return Read(where, error=f"more than {limits.document // 1_000_000} MB are too long for one article")
    return _article(record, *body, where, how.published)


def _body(data: bytes, most: int) -> tuple[bytes, str | None] | None:
    """Take the body out of an HTTP response with its charset, decoded to ``most`` bytes; None if it is no page.

    It is parsed as a record of its own, so that what is wrong with it does not end the reading of the file.
    """
    from fastwarc import stream_io
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.set_bytes_content(data)
    record.is_http = True
    record.parse_http(max_header_len=HEADERS)
    told = record.http_headers
    if told is None or not _OK.match(told.status_line or "") or not _PAGE.match(told.get("Content-Type") or ""):
        return None
    reader: Any = record.reader
    if "chunked" in (told.get("Transfer-Encoding") or "").lower():
        reader = stream_io.ChunkedReader(reader)
    for coding in reversed((told.get("Content-Encoding") or "").lower().split(",")):
        if coding.strip() in ("gzip", "x-gzip"):
            reader = stream_io.GzipReader(reader)
        elif coding.strip() == "br":
            reader = stream_io.BrotliReader(reader)
        elif coding.strip() == "zstd":
            reader = stream_io.ZstdReader(reader)
    return reader.read(most), record.http_charset


def _article(record: Any, data: bytes, charset: str | None, where: str, published: str | None) -> Read:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    when: date | None = record.record_date.date() if record.record_date else None
    try:
        page = html.read_page(html.decode(data, charset), latest=when, url=url)
    except html.PageError as error:
        return Read(where, error=str(error))
    article = Article(
        text=page.text,
        id=(record.record_id or "").strip("<>") or where,
        title=page.title,
        published=page.published or published_of(page.text, page.title, published),
        url=url,
        source=page.source,
        keep_text=True,
    )
    return Read(where, article=article)
