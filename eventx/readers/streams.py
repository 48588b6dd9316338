"""Files to bytes: plain, gz or zst, bounded in size, with one error for all that may be wrong with them."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from eventx.readers.limits import DEFAULT, Limits
from eventx.readers.read import ReadError

INSTALL = 'reading zst needs an extra: pip install "eventx-news[zst]"'
BUFFER = 1 << 18
STEP = 2048  # compressed bytes that zstd is fed at once: at its worst they become 64 MB
Line = tuple[int, bytes | None]  # its size, and the line, if not too long
WINDOW = 1 << 27  # bytes of memory that a zstd frame may ask for


def open_stream(name: str, limits: Limits = DEFAULT) -> BinaryIO:
    """Open a file as the bytes it holds; its name tells how it is compressed.

    Reading raises ReadError where the file is cut, corrupt or bigger than the limits allow, after all that is good.
    """
    raw: BinaryIO = open(name, "rb")  # noqa: SIM115  (what is returned closes it)
    if name.lower().endswith(".gz"):
        source: Any = _Bounded(gzip.GzipFile(fileobj=raw), raw, limits)
    elif name.lower().endswith(".zst"):
        source = _Bounded(_Zstandard(raw), raw, limits)
    else:
        return raw
    return io.BufferedReader(source, BUFFER)


def read_whole(name: str, most: int, limits: Limits = DEFAULT) -> bytes:
    """Read all of a file that holds one document.

    Raises
    ------
    ReadError
        If it is longer than ``most`` bytes, or cannot be read to its end.
    """
    with open_stream(name, limits) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise ReadError(f"more than {most // 1_000_000} MB are too long for one article")
    return data


def read_lines(stream: BinaryIO, longest: int) -> Iterator[Line]:
    """Yield each line after its size; None for a line longer than ``longest``, which is never held whole.

    Lines end with ``\\n`` alone: U+2028 and its like may stand in a string.
    """
    while line := stream.readline(longest + 1):
        size = len(line)
        if size <= longest or line.endswith(b"\n"):
            yield size, line
            continue
        while part := stream.readline(BUFFER):
            size += len(part)
            if part.endswith(b"\n"):
                break
        yield size, None


class _Reader(Protocol):
    def read1(self, size: int, /) -> bytes: ...


class _Bounded(io.RawIOBase):
    """The bytes of a compressed file, counted; every failure of the decompressor is a ReadError."""

    def __init__(self, source: _Reader, raw: BinaryIO, limits: Limits) -> None:
        self.source, self.raw = source, raw
        packed = os.fstat(raw.fileno()).st_size
        self.most = min(limits.bytes, limits.slack + limits.ratio * packed)
        self.count = 0

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
            raise ReadError(f"more than {self.most} bytes when decompressed: not read further")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.raw.close()
        super().close()


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
        self.frame: Any = None
        self.fed, self.held = b"", memoryview(b"")

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
