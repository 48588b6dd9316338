"""What parent and worker say to each other, over two pipes and a slate:

``orders``   parent to worker: an :class:`Order`, a shard from its document ``first`` on.
``reports``  worker to parent: :data:`READY` when the model is loaded, then a :class:`Done` for each batch of documents
             whose lines are in the file, the last of a shard with ``last``; or the error that no worker would survive.
``slate``    shared memory that the worker writes and the parent reads at will: which documents are in work, and at
             what. It can be read after the worker's death, and writing it costs no one's time.

Nothing else is agreed. A worker that dies, or is killed because the slate has not changed for too long, is replaced;
the new one goes on after the last ``Done``, document by document where the slate leaves in doubt which one it was. A
worker whose parent is gone ends at once. It ends by itself, its slate clean, when it has done enough documents.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eventx.batch.ledger import Failure, Text
from eventx.batch.shards import Shard

READY = "ready"
READ = "read"
DOCUMENTS = 24  # in a batch; more take more memory and are no faster
GIVE_WAY = 75  # exit status of a worker that asks for another in its place


class Slate(ctypes.Structure):
    """What a worker is at: ``count`` documents from ``document`` on, at ``stage`` (nothing, where that is empty)."""

    _fields_ = (
        ("tick", ctypes.c_longlong),
        ("document", ctypes.c_longlong),
        ("count", ctypes.c_longlong),
        ("stage", ctypes.c_char * 40),
    )


@dataclass(frozen=True, slots=True)
class Order:
    """A shard to be done.

    Attributes
    ----------
    path
        The file for its lines.
    first, lines, size
        Documents that are done already, and the lines and bytes that they gave; what follows these is cut off.
    careful
        Up to this document, one at a time.
    condemned
        Documents not to be tried again, with the stage and reason of their error.
    most
        The most documents of the shard that are read.
    """

    shard: Shard
    path: Path
    first: int = 0
    lines: int = 0
    size: int = 0
    careful: int = 0
    condemned: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Documents up to ``upto`` are done, their lines the first ``size`` bytes of the file; what came of the latest.

    ``harmed`` of them lost a record to an error of a rule, as their notes tell.
    """

    upto: int
    size: int
    found: int = 0
    empty: int = 0
    harmed: int = 0
    failures: tuple[Failure, ...] = ()
    texts: tuple[Text, ...] = ()
    last: bool = False
