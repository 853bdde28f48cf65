"""What does a sweep's folder hold, and how is each file written whole or not at all?"""

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from govsim.errors import BadInput
from govsim.studies.sweeping.tables import FAILURE, TABLES, Made

ASKED, DESIGN, FAILURES = "sweep.json", "design.parquet", "failures.parquet"
MANIFEST, LOG = "manifest.json", "log.txt"
OF_NOW = (LOG, "lock")
"""Files with times and process ids; no checksum covers them."""
LEFT_AT_THE_START = (DESIGN, LOG, "scenarios", "dictionary.md")
"""What a sweep leaves that is killed before it has begun."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after any crash there is the old one or the new one, whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def parquet(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file, the same for the same table."""
    made = io.BytesIO()
    pq.write_table(table, made, compression="zstd")
    return made.getvalue()


def in_order(tables: list[pa.Table]) -> pa.Table:
    """Tables of some runs each as one table by run, whatever the order they came in."""
    if len(tables) > 1:
        tables = [one for each in tables for one in one_each(each)] or tables[:1]
    if not tables[0].num_rows:
        return tables[0].replace_schema_metadata(None)
    first = [table["run"][0].as_py() for table in tables]
    ordered = [
        tables[place] for place in sorted(range(len(first)), key=first.__getitem__)
    ]
    whole = pa.concat_tables(ordered).combine_chunks()
    for place, column in enumerate(whole.schema):
        if pa.types.is_dictionary(column.type):
            plain = whole.column(place).cast(pa.string()).combine_chunks()
            whole = whole.set_column(place, column, plain.dictionary_encode())
    return whole.replace_schema_metadata(None)


def one_each(table: pa.Table) -> list[pa.Table]:
    """The tables of single runs that a part's table was made of."""
    runs = table["run"].to_numpy()
    cuts = [0, *(np.flatnonzero(np.diff(runs)) + 1).tolist(), len(runs)]
    return [table.slice(a, b - a) for a, b in pairwise(cuts) if b > a]


def part_name(part: int) -> str:
    """Name of a part's file."""
    return f"part-{part:06d}.parquet"


class SweepFolder:
    """The files of one sweep."""

    def __init__(self, path: Path) -> None:
        self.path = path

    # --- what is asked ---------------------------------------------------------------

    @property
    def begun(self) -> bool:
        """Whether a sweep was begun here."""
        return (self.path / ASKED).exists()

    @property
    def complete(self) -> bool:
        """Whether the sweep here is finished."""
        return (self.path / MANIFEST).exists()

    def asked(self) -> dict[str, Any]:
        """The design as resolved, with versions."""
        try:
            made: dict[str, Any] = json.loads((self.path / ASKED).read_text("utf8"))
        except FileNotFoundError:
            raise BadInput(f"{self.path} holds no sweep.") from None
        return made

    def open_new(self, overwrite: bool) -> None:
        """Make the folder ready for a new sweep.

        Raises
        ------
        BadInput
            If there is something in it that may not be overwritten.
        """
        if self.path.exists() and not self.path.is_dir():
            raise BadInput(f"{self.path} is a file; --out needs a folder.")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(
                f"{self.path} cannot be written: {error.strerror}."
            ) from None
        held = {
            file.name
            for file in self.path.iterdir()
            if not file.name.startswith("lock") and file.name not in LEFT_AT_THE_START
        }
        if held and not self.begun and not self.complete:
            raise BadInput(f"{self.path} holds other files; choose an empty folder.")
        if held and not overwrite:
            raise BadInput(self.in_the_way())
        if held:
            self.clear()

    def in_the_way(self) -> str:
        """Why this folder cannot be written to, and what helps."""
        if self.complete:
            return (
                f"{self.path} holds a finished result; choose another --out or add "
                "--overwrite."
            )
        return (
            f"{self.path} holds an unfinished sweep; add --resume to go on with it, or "
            "--overwrite to begin anew."
        )

    def clear(self) -> None:
        """Remove a sweep, its marks of being finished and begun first."""
        for name in (MANIFEST, ASKED):
            (self.path / name).unlink(missing_ok=True)
        for file in self.path.iterdir():
            if file.is_dir():
                shutil.rmtree(file)
            elif not file.name.startswith("lock"):
                file.unlink()

    def begin(self, asked: dict[str, Any], texts: dict[str, str]) -> None:
        """Write what is asked; `texts` are further files by name. The mark comes last."""
        for name, text in texts.items():
            path = self.path / name
            path.parent.mkdir(exist_ok=True)
            write_whole(path, text.encode())
        write_whole(self.path / ASKED, _json(asked))

    def reopen(self) -> None:
        """The sweep is no longer finished: runs are added or done again."""
        (self.path / MANIFEST).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove files that a killed sweep left unfinished."""
        for file in self.path.rglob(".*.tmp"):
            file.unlink(missing_ok=True)

    def write_design(self, table: pa.Table) -> None:
        """One row a run."""
        write_whole(self.path / DESIGN, parquet(table))

    def count(self) -> int:
        """Runs in the table of runs."""
        try:
            return int(pq.read_metadata(self.path / DESIGN).num_rows)
        except FileNotFoundError:
            return 0

    # --- parts -----------------------------------------------------------------------

    def part(self, table: str, number: int) -> Path:
        """Path of a part of a table."""
        return self.path / table / part_name(number)

    def holds(self, part: int, ids: list[str]) -> bool:
        """Whether the part is there, whole, and of these runs."""
        path = self.part("outcomes", part)
        try:
            noted = self.noted(path)
        except FileNotFoundError:
            return False
        except (pa.ArrowInvalid, OSError, KeyError, ValueError):
            self.log(f"{path.name} cannot be read; it is done again")
            return False
        return bool(noted["runs"] == _of_ids(ids))

    def noted(self, path: Path) -> dict[str, Any]:
        """What a part says about itself: its runs and its failures."""
        found = pq.read_schema(path).metadata or {}
        made: dict[str, Any] = json.loads(found[b"govsim"])
        return made

    def failures_of(self, part: int) -> list[dict[str, Any]]:
        """Rows of the part's failed runs."""
        found: list[dict[str, Any]] = self.noted(self.part("outcomes", part))[
            "failures"
        ]
        return found

    def land(self, part: int, made: Made, ids: list[str], empty: pa.Table) -> None:
        """Write a part. Its outcomes come last: they say that it is there."""
        for name in reversed(TABLES):
            tables = made.tables.get(name, [])
            if not tables and name != "outcomes":
                continue
            whole = in_order(tables) if tables else empty
            if name == "outcomes":
                rows = sorted(made.failures, key=lambda row: row["run"])
                note = {"runs": _of_ids(ids), "failures": rows}
                text = json.dumps(note, ensure_ascii=False)
                whole = whole.replace_schema_metadata({"govsim": text})
            path = self.part(name, part)
            path.parent.mkdir(exist_ok=True)
            write_whole(path, parquet(whole))
        pa.default_memory_pool().release_unused()

    def landed(self, part: int) -> Made:
        """What a part holds, to add to it."""
        made = Made(failures=self.failures_of(part))
        for name in TABLES:
            if (path := self.part(name, part)).exists():
                made.tables[name] = [pq.read_table(path)]
        return made

    # --- the end ---------------------------------------------------------------------

    def gather_failures(self, parts: int, replay: Callable[[int], str]) -> int:
        """Write the table of failures from all parts; how many runs failed."""
        rows = [row for part in range(parts) for row in self.failures_of(part)]
        for row in rows:
            row["replay"] = replay(row["run"])
        schema = pa.schema({**FAILURE, "replay": pa.string()})
        write_whole(self.path / FAILURES, parquet(pa.Table.from_pylist(rows, schema)))
        return len(rows)

    def seal(self, manifest: dict[str, Any]) -> None:
        """Write the manifest with checksums: the sweep is complete."""
        manifest["files"] = {name: checksum(path) for name, path in self.files()}
        manifest["complete"] = True
        write_whole(self.path / MANIFEST, _json(manifest))

    def files(self) -> Iterator[tuple[str, Path]]:
        """Name and path of every file a checksum covers, in order."""
        for path in sorted(self.path.rglob("*")):
            hidden = path.name.startswith((".", "lock")) or path.name in OF_NOW
            if path.is_file() and not hidden and path.name != MANIFEST:
                yield path.relative_to(self.path).as_posix(), path

    def log(self, line: str) -> None:
        """Add a line with the time to the log."""
        import time

        with open(self.path / LOG, "a", encoding="utf8") as file:
            now = time.strftime("%Y-%m-%d %H:%M:%S")
            file.write(f"{now}  {os.getpid()}  {line}\n")


def checksum(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_ids(ids: list[str]) -> str:
    return hashlib.sha256(" ".join(ids).encode()).hexdigest()


def _json(thing: dict[str, Any]) -> bytes:
    return (json.dumps(thing, indent=2, ensure_ascii=False) + "\n").encode()
