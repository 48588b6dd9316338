"""Engines: the one function that a cluster needs, ``process_table``, and what hands it to Dask and Spark.

A row in is an article, a row out its Extraction as JSON, or the error in its place. A process loads one model and keeps
it. An engine moves rows and starts workers; it does not bound what a document may cost, as ``python -m eventx batch``
does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

import pyarrow as pa
from spacy.language import Language

from eventx import pipeline
from eventx.io.readers.how import PLAIN, Fields, How
from eventx.io.readers.read import Read
from eventx.io.readers.row import read_row
from eventx.records.article import Article
from eventx.records.errors import reason_of

Row = tuple[str, str | None, str | None]
SCHEMA = pa.schema([("id", pa.string()), ("extraction", pa.string()), ("error", pa.string())])
BATCH = 16


def process_table(table: pa.Table, fields: Fields = PLAIN.fields, model: str | None = None) -> pa.Table:
    """Extract from every row of a table: (id, extraction, error), a row for a row, in order.

    Parameters
    ----------
    table
        Articles: columns ``id``, ``text`` and, where known, ``title``, ``published``, ``url``, ``source``,
        ``language``.
    fields
        Other names of these columns.
    model
        Name or path of the spaCy model, as in :func:`eventx.load`.

    Examples
    --------
    >>> rows = pa.table({"id": ["a", "b"], "text": ["Exports rose 33% to $1.05 billion.", None]})
    >>> process_table(rows).column("error").to_pylist()
    [None, 'no article: "text" is missing']
    """
    columns = [name for name in table.column_names if name in fields.columns()]
    rows = table.select(columns).to_pylist()
    reads = [read_row(row, _name(row, fields), How(fields)) for row in rows]
    nlp = _load(model)
    out = [row for first in range(0, len(reads), BATCH) for row in _rows(reads[first : first + BATCH], nlp)]
    return pa.table([[row[column] for row in out] for column in range(3)], schema=SCHEMA)


def dask_frame(frame: Any, fields: Fields = PLAIN.fields, model: str | None = None) -> Any:
    """Extract from a Dask DataFrame of articles, partition by partition; lazy, as all of Dask.

    Examples
    --------
    ``dask_frame(dd.read_parquet("s3://news/2025/")).to_parquet("s3://records/2025/")``
    """
    meta = SCHEMA.empty_table().to_pandas(types_mapper=_pandas_types())
    return frame.map_partitions(partial(_process_frame, fields=fields, model=model), meta=meta)


def spark_frame(frame: Any, fields: Fields = PLAIN.fields, model: str | None = None) -> Any:
    """Extract from a Spark DataFrame of articles by ``mapInArrow``; lazy, as all of Spark.

    Examples
    --------
    ``spark_frame(spark.read.parquet("s3a://news/2025/")).write.parquet("s3a://records/2025/")``
    """
    return frame.mapInArrow(arrow_batches(fields, model), "id string, extraction string, error string")


def arrow_batches(
    fields: Fields = PLAIN.fields, model: str | None = None
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Make the function that ``mapInArrow`` calls in a worker with the record batches of a partition."""
    return partial(_process_batches, fields=fields, model=model)


def _process_batches(batches: Iterable[pa.RecordBatch], fields: Fields, model: str | None) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from process_table(pa.Table.from_batches([batch]), fields, model).to_batches()


def _process_frame(frame: Any, fields: Fields, model: str | None) -> Any:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    made = process_table(table, fields, model).to_pandas(types_mapper=_pandas_types())
    return made.set_axis(frame.index)


def _pandas_types() -> Any:
    """Keep strings as Arrow has them: no copy into Python objects."""
    import pandas

    return pandas.ArrowDtype


def _name(row: dict[str, Any], fields: Fields) -> str:
    """Name a row by its id, or one without by what it holds: where a row stands is for the engine to choose."""
    given = (row.get(key) for key in fields.id.split(","))
    held = next((str(value) for value in given if isinstance(value, str | int) and value != ""), None)
    return held or "row-" + hashlib.sha256(repr(row).encode("utf-8", "replace")).hexdigest()[:16]


def _rows(reads: Sequence[Read], nlp: Language) -> Iterator[Row]:
    """Make the rows of some articles."""
    failed: dict[int, str] = {}  # by the identity of the articles, which are held here

    def fail(article: Article, error: Exception) -> None:
        failed[id(article)] = reason_of(error)

    articles = [read.article for read in reads if read.article]
    made = iter(list(pipeline.extract_many(articles, nlp=nlp, batch_size=len(reads), on_error=fail)))
    for read in reads:
        error = failed.get(id(read.article)) if read.article else read.error or "no article"
        yield read.name, None if error else next(made).model_dump_json(), error


@cache
def _load(model: str | None) -> Language:
    """Load a worker's model, once."""
    return pipeline.load(model)
