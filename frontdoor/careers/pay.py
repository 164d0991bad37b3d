"""What an occupation pays, for a chart and for words: one set of numbers for both. Pure.

Source: ONS, Annual Survey of Hours and Earnings 2024 (provisional), Table 14.7a: gross annual pay of all employees in
the UK by SOC 2020, full-time and part-time together. Where ONS holds a percentile back the next one is used and named.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE = "Office for National Statistics, Annual Survey of Hours and Earnings 2024, Table 14.7a"
YEAR = 2024
# The share of employees below (above) each percentile: the widest published pair is shown, and named.
PAIRS = [("p10", "p90", "1 in 10"), ("p20", "p80", "2 in 10"), ("p25", "p75", "1 in 4"), ("p30", "p70", "3 in 10")]
WIDEST = "1 in 10"
SCALE = 100_000  # pounds: where a chart ends unless the pay goes beyond


@dataclass(frozen=True)
class Pay:
    """Pounds a year before tax. `share` of employees ("1 in 10") earn less than `low`, and as many more than `high`.

    `low` and `high` are None where ONS publishes the middle only.
    """

    low: int | None
    high: int | None
    share: str
    middle: int | None
    jobs: int | None

    @property
    def is_whole(self) -> bool:
        """Whether the range runs from the 10th to the 90th percentile."""
        return self.low is not None and self.share == WIDEST

    @property
    def end(self) -> int:
        """Where the chart's scale ends, in pounds."""
        most = self.high or self.middle or 0
        return SCALE if most <= SCALE else -(-most // 50_000) * 50_000

    def at(self, pounds: int) -> float:
        """A sum's place on the scale, 0 to 100."""
        return round(100 * pounds / self.end, 2)


def pay_of(figures: Mapping[str, int | None]) -> Pay | None:
    """The range to show: the widest pair of percentiles that is published, else the middle alone, else None."""
    middle, jobs = figures.get("median"), figures.get("jobs")
    for low, high, share in PAIRS:
        if figures.get(low) and figures.get(high):
            return Pay(figures[low], figures[high], share, middle, jobs)
    return Pay(None, None, "", middle, jobs) if middle else None
