"""Files to bytes: plain, gz or zst, bounded in size, with one error for all that may be wrong with them."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple, NoReturn, Protocol, TypeVar

from eventx.io.readers.how import PLAIN, Limits
from eventx.io.readers.read import ReadError

INSTALL = 'reading zst needs an extra: pip install "eventx-news[zst]"'
BUFFER = 1 << 18
STEP = 2048  # compressed bytes that zstd is fed at once: at its worst they become 64 MB
WINDOW = 1 << 27  # bytes of memory that a zstd frame may ask for


class Line(NamedTuple):
    """A line: the lines and bytes before it, its size, and itself, None if it is too long."""

    number: int
    offset: int
    size: int
    data: bytes | None


def open_stream(name: str, limits: Limits = PLAIN.limits) -> BinaryIO:
    """Open a file as the bytes it holds; its name tells how it is compressed.

    Reading raises ReadError where the file is cut, corrupt or bigger than the limits allow, after all that is good.
    """
    raw: BinaryIO = open(name, "rb")  # noqa: SIM115  (what is returned closes it)
    if name.lower().endswith(".gz"):
        source: Any = _Bounded(_Gzip(raw), raw, limits)
    elif name.lower().endswith(".zst"):
        source = _Bounded(_Zstandard(raw), raw, limits)
    else:
        return raw
    return io.BufferedReader(source, BUFFER)


def read_whole(name: str, limits: Limits) -> bytes:
    """Read all of a file that holds one document; ReadError where it is too long or cannot be read to its end."""
    with open_stream(name, limits) as stream:
        return read_most(stream, limits.document)


def read_most(stream: BinaryIO, most: int) -> bytes:
    """Read a stream to its end; ReadError where that is more than ``most`` bytes."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise ReadError(f"more than {most // 1_000_000} MB are too long for one article")
    return data


class Kept(Protocol):
    """A file of rows that is open where a piece of it ended; ``before``: how many rows are past."""

    name: str
    before: int

    def close(self) -> None:
        """Close it."""


K = TypeVar("K", bound=Kept)
_KEPT: list[Kept] = []  # one at most


def take_up(kind: type[K], name: str, first: int) -> K | None:
    """Take the file that was kept open where the piece that begins at row ``first`` goes on in it, else close it.

    So the pieces of a large file that can be read from its start alone do not each read all that stands before them.
    """
    held = _KEPT.pop() if _KEPT else None
    if isinstance(held, kind) and held.name == name and held.before <= first:
        return held
    if held is not None:
        held.close()
    return None


@contextlib.contextmanager
def kept_open(rows: K, goes_on: bool) -> Iterator[K]:
    """Close a file of rows when all is read, or nobody wants more of it; keep it where another piece goes on in it."""
    ended = False
    try:
        yield rows
        ended = goes_on
    finally:
        _KEPT.append(rows) if ended else rows.close()


def read_lines(stream: BinaryIO, longest: int, number: int = 0, offset: int = 0) -> Iterator[Line]:
    """Yield each line that is not blank; what is longer than ``longest`` is never held whole.

    Lines end with ``\\n`` alone: U+2028 and its like may stand in a string.

    Parameters
    ----------
    number, offset
        The lines and bytes that stand before these in the file.
    """
    while line := stream.readline(longest + 1):
        size = len(line)
        if line == b"\n" and isinstance(stream, io.BufferedReader):  # a flood of them is one step
            ahead = stream.peek()
            blank = len(ahead) - len(ahead.lstrip(b"\n"))
            number, offset = number + blank, offset + len(stream.read(blank))
        elif size > longest and not line.endswith(b"\n"):
            while part := stream.readline(BUFFER):
                size += len(part)
                if part.endswith(b"\n"):
                    break
            yield Line(number, offset, size, None)
        elif not line.isspace():
            yield Line(number, offset, size, line)
        number, offset = number + 1, offset + size


class _Reader(Protocol):
    def read1(self, size: int, /) -> bytes: ...

    def exceeds(self, most: int) -> bool:
        """Tell whether it can be known beforehand that there are more bytes than that."""


class _Bounded(io.RawIOBase):
    """The bytes of a compressed file, counted; every failure of the decompressor is a ReadError."""

    def __init__(self, source: _Reader, raw: BinaryIO, limits: Limits) -> None:
        self.source, self.raw = source, raw
        packed = os.fstat(raw.fileno()).st_size
        if not packed:
            self.close()
            raise ReadError("an empty file: compressed data has bytes of its own")
        self.most = limits.unpacked(packed)
        self.count = 0
        if source.exceeds(self.most):
            self._refuse()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self.source.read1(min(len(buffer), BUFFER))
        except EOFError:
            raise ReadError(f"compressed data cut off after {self.count} bytes of content") from None
        except (zlib.error, gzip.BadGzipFile, ValueError) as error:
            raise ReadError(f"compressed data broken after {self.count} bytes of content: {error}") from None
        self.count += len(data)
        if self.count > self.most:
            self._refuse()
        buffer[: len(data)] = data
        return len(data)

    def _refuse(self) -> NoReturn:
        self.close()
        raise ReadError(f"more than {self.most / 1e6:.0f} MB when decompressed: a bomb, not read further")

    def close(self) -> None:
        self.raw.close()
        super().close()


class _Gzip:
    """Members of gz, one after the other."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw
        self.read1 = gzip.GzipFile(fileobj=raw).read1

    def exceeds(self, most: int) -> bool:
        """Go by the size in the last four bytes only if it is true: a file that is cut ends in any four."""
        end = self.raw.seek(0, io.SEEK_END)
        self.raw.seek(max(0, end - 4))
        size = 0
        if int.from_bytes(self.raw.read(4), "little") > most:
            self.raw.seek(0)
            with contextlib.suppress(EOFError, OSError, zlib.error), gzip.GzipFile(fileobj=self.raw) as stream:
                while size <= most and (data := stream.read1(BUFFER)):
                    size += len(data)
        self.raw.seek(0)
        return size > most


class _Zstandard:
    """Frames of zstd, one after the other; unlike the library's own reader it knows an end from a cut."""

    def __init__(self, raw: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError:
            raise ReadError(INSTALL) from None
        self.raw = raw
        self.failure = zstandard.ZstdError
        self.make = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj
        self.size = zstandard.frame_content_size
        self.frame: Any = None
        self.fed, self.held = b"", memoryview(b"")

    def exceeds(self, most: int) -> bool:
        head = self.raw.read(32)
        self.raw.seek(0)
        try:
            return bool(self.size(head) > most)
        except self.failure:
            return False

    def read1(self, size: int, /) -> bytes:
        while not self.held:
            fed = self.fed or self.raw.read(STEP)
            if not fed:
                if self.frame is not None:
                    raise EOFError
                return b""
            self.frame = self.frame or self.make()
            try:
                self.held = memoryview(self.frame.decompress(fed))
            except self.failure as error:
                raise ValueError(str(error)) from None
            self.fed = b""
            if self.frame.eof:
                self.fed, self.frame = self.frame.unused_data, None
        data, self.held = self.held[:size], self.held[size:]
        return bytes(data)
