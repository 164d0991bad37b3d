"""What every importer shares: the promise of `contract.md`, for commands and for work in the worker alike.

An importer is a function `load(data, report)`: it reads the bytes (`tables.read_table` for most), writes what is good,
and tells the report what became of each row. It raises `Unreadable` before it changes anything when the file is not
what it should be. `run` puts it in one transaction; `ImportCommand` is the command around it.
"""

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from frontdoor.ground.tables import Row, Table, Unreadable, guard, read_table

__all__ = ["Counts", "ImportCommand", "Report", "Row", "Table", "Unreadable", "guard", "read_table", "run"]

T = TypeVar("T")
Watch = Callable[[int, int], None]


@dataclass
class Counts:
    """What became of the rows of a file."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        return f"created={self.created} updated={self.updated} unchanged={self.unchanged} rejected={self.rejected}"


@dataclass
class Report:
    """What an importer tells while it runs. `watch(done, total)` is called as it goes along.

    `result` is where it may keep what it read for a page to show; None for a command.
    """

    rejects: Path | None = None
    result: Path | None = None
    watch: Watch = lambda _done, _total: None
    counts: Counts = field(default_factory=Counts)
    notes: list[str] = field(default_factory=list)  # sentences worth reading that are no row's fault
    header: list[str] = field(default_factory=list)
    _file: IO[str] | None = field(default=None, repr=False)

    def reject(self, line: int, cells: Sequence[object], reason: str) -> None:
        """Set one row aside with the reason, a plain sentence."""
        self.counts.rejected += 1
        if self.rejects:
            self._writer().writerow([line, reason, *map(guard, cells)])

    def follow(self, rows: Sequence[T], every: int = 100) -> Iterator[T]:
        """Go through rows and keep the watcher told."""
        for number, row in enumerate(rows):
            if number % every == 0:
                self.watch(number, len(rows))
            yield row
        self.watch(len(rows), len(rows))

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table; those that do not fit its header are rejected on the way."""
        self.header = table.header
        for row, reason in table.misfits:
            self.reject(row.line, row.cells, reason)
        return self.follow(table.rows)

    def close(self) -> None:
        """Finish the file of rejected rows; take away one that an earlier run left when nothing is rejected now."""
        if self._file:
            self._file.close()
        elif self.rejects:
            self.rejects.unlink(missing_ok=True)

    def _writer(self) -> Any:
        if self._file is None:
            assert self.rejects  # noqa: S101  the one caller asked
            self._file = self.rejects.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(["line", "reason", *map(guard, self.header)])
        return csv.writer(self._file)


def run(load: Callable[[bytes, Report], None], data: bytes, report: Report) -> Counts:
    """Load a file in one transaction and return the counts. Unreadable: nothing is changed."""
    try:
        with transaction.atomic():
            load(data, report)
    finally:
        report.close()
    return report.counts


def read_bytes(name: str) -> bytes:
    """The whole of a file, or of standard input for `-`. Unreadable when there is no such file."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(f"{name} cannot be opened: {error.strerror}.") from error


class ImportCommand(BaseCommand):
    """An importer as a command: a subclass gives `load(data, report, options)` and further arguments of its own.

    Last line `created=… updated=… unchanged=… rejected=…`; exit 0 when it ran, 2 with a sentence when the file cannot
    be read as what it should be. Rejected rows go to `FILE.rejected.csv` or `--rejects PATH`; for standard input
    without `--rejects` they are only counted.
    """

    metavar = "FILE"
    file_help = "the file to load, or - for standard input"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar=self.metavar, help=self.file_help)
        parser.add_argument("--rejects", metavar="PATH", help="where rejected rows go (FILE.rejected.csv)")

    def load(self, data: bytes, report: Report, options: dict[str, Any]) -> None:
        """Read the bytes, write what is good, tell the report."""
        raise NotImplementedError

    def read(self, options: dict[str, Any]) -> bytes:
        """The bytes to load."""
        return read_bytes(options["file"])

    def handle(self, **options: Any) -> None:
        source = f"command {type(self).__module__.rpartition('.')[2]}"
        with pghistory.context(source=source), tqdm(disable=None, unit="rows", leave=False) as bar:
            report = Report(rejects=_rejects(options), watch=_watch(bar))
            try:
                run(lambda data, report: self.load(data, report, options), self.read(options), report)
            except Unreadable as error:
                raise CommandError(str(error), returncode=2) from error
            except OSError as error:  # no room or no right to write the rejected rows: nothing was changed
                raise CommandError(f"{error.filename} cannot be written: {error.strerror}.", returncode=2) from error
        self._say(report.notes)
        self.stdout.write(str(report.counts))

    def _say(self, notes: Iterable[str]) -> None:
        for note in notes:
            self.stdout.write(note)


def _rejects(options: dict[str, Any]) -> Path | None:
    if options["rejects"]:
        return Path(options["rejects"])
    return None if options["file"] == "-" else Path(f"{options['file']}.rejected.csv")


def _watch(bar: "tqdm[Any]") -> Watch:
    def watch(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return watch
