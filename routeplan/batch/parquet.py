"""Shipments from Parquet and answers to Parquet. Needs `routeplan[parquet]`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from routeplan.batch.lines import COLUMNS
from routeplan.batch.rows import COLUMNS as KNOWN
from routeplan.batch.rows import Row, row_of
from routeplan.errors import FileError, UsageError
from routeplan.units import quote

ROWS_A_GROUP = 10_000
_FIGURES = ("cost", "time_h", "time_days", "co2e_kg", "freight", "surcharges", "handling", "storage")
_COUNTS = ("line", "rank", "transfers")


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("pyarrow is not installed", help="pip install 'routeplan[parquet]'") from None
    return pyarrow


def read_parquet(path: str) -> tuple[Iterator[Row], int]:
    """The rows of a file and how many there are; lines count its rows from 1. Raises `UsageError`, `FileError`."""
    pyarrow = _pyarrow()
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise FileError(f"cannot read {quote(path)}: {str(error)[:200]}", help="check that it is Parquet") from None
    for name in file.schema_arrow.names:
        if name.replace("-", "_") not in KNOWN:
            from routeplan.network.nearest import did_you_mean

            help = did_you_mean(name, KNOWN) or "columns are " + ", ".join(KNOWN)
            raise UsageError(f"the list of shipments has no use for the column {quote(name)}", help=help)

    def rows() -> Iterator[Row]:
        number = 0
        for batch in file.iter_batches(batch_size=1024):
            for shipment in batch.to_pylist():
                number += 1
                yield row_of(number, shipment)

    return rows(), file.metadata.num_rows


@contextmanager
def write_parquet(path: str) -> Iterator[Callable[[str, Sequence[Sequence[Any]]], None]]:
    """A function that adds records; the file is there when all are written, else it is as it was."""
    pyarrow = _pyarrow()
    types = {**dict.fromkeys(_FIGURES, pyarrow.float64()), **dict.fromkeys(_COUNTS, pyarrow.int64())}
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
    spare = f"{path}.{os.getpid()}.tmp"
    waiting: list[Sequence[Any]] = []

    def flush(writer: Any) -> None:
        columns = [
            pyarrow.array([_typed(name, row[at]) for row in waiting], type=schema.field(name).type)
            for at, name in enumerate(COLUMNS)
        ]
        writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
        waiting.clear()

    try:
        with pyarrow.parquet.ParquetWriter(spare, schema) as writer:

            def add(text: str, records: Sequence[Sequence[Any]]) -> None:
                waiting.extend(records)
                if len(waiting) >= ROWS_A_GROUP:
                    flush(writer)

            yield add
            flush(writer)
        os.replace(spare, path)
    except OSError as error:
        raise FileError(f"cannot write {quote(path)}: {error.strerror or error}", help="nothing was written") from None
    finally:
        with suppress(OSError):
            os.unlink(spare)


def _typed(name: str, value: Any) -> Any:
    if value is None or (value == "" and name not in ("labels",)):
        return None
    if name in _FIGURES:
        return float(value)
    return int(value) if name in _COUNTS else str(value)
