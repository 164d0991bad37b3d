"""A submitted return as a file."""

import csv
import io
from collections.abc import Iterator

from benchmarks.models import Return
from benchmarks.results.queries import BenchmarkShown, shown
from frontdoor.ground.tables import guard

HEADER = [
    "URN",
    "Institution",
    "Academic year",
    "Number",
    "Reference",
    "Benchmark",
    "Benchmark title",
    "Benchmark per cent",
    "Area",
    "Area state",
    "Working",
    "Question",
    "Answer",
    "Evidence",
    "Next step",
    "Who",
    "By when",
]


def as_csv(found: Return) -> str:
    """One row a question. Cells that a spreadsheet would run as a formula are made harmless."""
    rows = (row for benchmark in shown(found).benchmarks for row in _rows(found, benchmark))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()  # the mark that makes Excel read UTF-8


def _rows(found: Return, benchmark: BenchmarkShown) -> Iterator[list[object]]:
    school = found.organisation
    about = [school.urn, school.name, found.year, found.number, found.reference]
    percent = "" if benchmark.percent is None else benchmark.percent
    for area in benchmark.areas:
        note = [area.note.get(key, "") for key in ("evidence", "next_step", "owner", "due")]
        for question, answer in area.answers or [("", "Does not apply")]:
            yield [
                *about,
                benchmark.number,
                benchmark.title,
                percent,
                area.title,
                area.state.words,
                area.sentence,
                question,
                answer,
                *note,
            ]
