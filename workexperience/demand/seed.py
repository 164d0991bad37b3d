"""The demo's hub sees what was searched for in vain: more of some work than there is, and a little of others."""

from datetime import date

from frontdoor.careers.models import Category
from workexperience.employers.seed import demo_employer
from workexperience.models import Unmet

# Kind of work, month, searches. Two of them stay under five.
SEARCHES = [
    ("animal-care", date(2026, 9, 1), 14),
    ("animal-care", date(2026, 10, 1), 17),
    ("computing,-technology-and-digital", date(2026, 10, 1), 23),
    ("healthcare", date(2026, 9, 1), 9),
    ("creative-and-media", date(2026, 11, 1), 4),
    ("law-and-legal", date(2026, 10, 1), 2),
]


def seed_demo() -> None:
    """Each once; a count that is there already stays."""
    council = demo_employer().organisation.council
    known = {*Category.objects.values_list("pk", flat=True)}
    for sector, month, searches in SEARCHES:
        if sector in known:
            Unmet.objects.get_or_create(council=council, sector_id=sector, month=month, defaults={"searches": searches})
