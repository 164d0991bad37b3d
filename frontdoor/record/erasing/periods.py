"""How long things are kept: reads `retention.yaml`, and turns a period into the day before which its event must lie."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from frontdoor.ground.dates import months_later

FILE = Path(__file__).parents[1] / "retention.yaml"


@dataclass(frozen=True)
class Period:
    """One row of the file. A number that is 0 does not apply."""

    key: str
    what: str
    keep: str
    state: str
    from_event: str = ""
    years: int = 0
    months: int = 0
    months_without_birth_date: int = 0
    days: int = 0

    def over_since(self, today: date) -> date:
        """What happened on this day or before it has been kept long enough."""
        return months_before(today, self.months) - timedelta(days=self.days)


@cache
def periods() -> dict[str, Period]:
    """All of them, by key. ValueError for a file that does not say what it must: nothing is deleted by a typing error."""
    return read(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def read(data: dict[str, Any]) -> dict[str, Period]:
    """The periods of the file's data."""
    found: dict[str, Period] = {}
    for row in data["periods"]:
        facts = {"from_event" if name == "from" else name: value for name, value in row.items()}
        try:
            period = Period(**facts)
        except TypeError as error:
            raise ValueError(f"retention.yaml: {error}") from None
        _check(period)
        if period.key in found:
            raise ValueError(f"retention.yaml: {period.key} stands there twice")
        found[period.key] = period
    return found


def _check(period: Period) -> None:
    numbers = (period.years, period.months, period.months_without_birth_date, period.days)
    if any(not isinstance(number, int) or isinstance(number, bool) or number < 0 for number in numbers):
        raise ValueError(f"retention.yaml: a period of {period.key} is not a whole number of 0 or more")
    if any(numbers) != bool(period.from_event):
        raise ValueError(f"retention.yaml: {period.key} needs a number and `from`, or neither")
    if period.state not in {"in-force", "proposed"}:
        raise ValueError(f"retention.yaml: the state of {period.key} is in-force or proposed")


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months before; the month's last day where it has no such day."""
    return months_later(day, -months)
