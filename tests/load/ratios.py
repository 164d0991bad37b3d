"""What rounds of measuring pages come to: rates, ratios, and whether each limit is kept. Plain figures, no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

KEPT = (0.9, 10.0)  # a page from the cache: the least of the bare view, the least times Wagtail's start page
ANEW = (0.12, 2.0)  # a page made anew
MOST_QUERIES = 4  # of a page made anew


@dataclass(frozen=True)
class Page:
    """A page that was measured: its rates in requests a second, and in the same rounds those of what it is held against.

    `queries` and `size` (bytes) are of one answer. `anew` says that it was not kept.
    """

    name: str
    rates: Sequence[float]
    bare: Sequence[float]
    wagtail: Sequence[float]
    queries: int
    size: int
    anew: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """The least of the bare view, and of Wagtail's page."""
        return ANEW if self.anew else KEPT

    @property
    def of_bare(self) -> float:
        """The ratio to the bare view, the median of the rounds: a slow moment of the machine hits both in it."""
        return _ratio(self.rates, self.bare)

    @property
    def of_wagtail(self) -> float:
        """The ratio to Wagtail's start page, the median of the rounds."""
        return _ratio(self.rates, self.wagtail)

    @property
    def missed(self) -> list[str]:
        """The limits that were missed, each in words."""
        least_bare, least_wagtail = self.limits
        checks = {
            f"{self.of_bare:.2f} of the bare view, least {least_bare}": self.of_bare >= least_bare,
            f"{self.of_wagtail:.1f} times Wagtail, least {least_wagtail:g}": self.of_wagtail >= least_wagtail,
            f"{self.queries} queries, most {MOST_QUERIES}": not self.anew or self.queries <= MOST_QUERIES,
        }
        return [f"{self.name}: {words}" for words, kept in checks.items() if not kept]


def _ratio(rates: Sequence[float], others: Sequence[float]) -> float:
    return median(rate / other for rate, other in zip(rates, others, strict=True))


HEAD = (
    f"{'':<36}{'requests/s':>11}{'queries':>9}{'bytes':>9}{'x bare view':>13}{'least':>7}{'x Wagtail':>11}{'least':>7}"
)


def table(pages: Sequence[Page], others: Mapping[str, tuple[float, str, int]]) -> str:
    """Lines to print: the pages with their ratios; below them what they are held against (rate, queries, bytes)."""
    lines = [HEAD]
    for page in pages:
        bare, wagtail = page.limits
        lines.append(
            f"{page.name:<36}{median(page.rates):>11,.0f}{page.queries:>9}{page.size:>9,}"
            f"{page.of_bare:>13.2f}{bare:>7}{page.of_wagtail:>11.1f}{wagtail:>7g}"
        )
    lines += [f"{name:<36}{rate:>11,.0f}{queries:>9}{size:>9,}" for name, (rate, queries, size) in others.items()]
    return "\n".join(lines)


def verdict(pages: Sequence[Page]) -> tuple[str, int]:
    """The last lines, and the exit status: 1 when a limit is missed."""
    missed = [words for page in pages for words in page.missed]
    worst = [
        f"{name} pages: worst {min(page.of_bare for page in some):.2f} of the bare view (least {bare}), "
        f"{min(page.of_wagtail for page in some):.1f} times Wagtail's start page (least {wagtail:g})"
        for name, (bare, wagtail), some in (
            ("kept", KEPT, [page for page in pages if not page.anew]),
            ("new", ANEW, [page for page in pages if page.anew]),
        )
        if some
    ]
    return "\n".join([*worst, *(f"NOT KEPT: {words}" for words in missed)] + ["kept"] * (not missed)), int(bool(missed))
