"""All that a learner may take away, gathered from the rooms."""

from datetime import datetime

from django.conf import settings

from frontdoor.record.export.writing import Export
from frontdoor.record.models import Learner
from frontdoor.record.shown import held_back, holds

FIRST = ["person", "account"]  # whose record it is stands before what is in it


def export(learner: Learner, *, now: datetime) -> Export:
    """Every row, those marked sensitive too: `Export.without_sensitive` leaves them out."""
    ask = (
        f"To see what is held back, or to put something right, use “Ask for a correction” in My record, ask your school, "
        f"or write to {settings.CONTACT_EMAIL}. An answer is due within a month."
    )
    tables = sorted(holds(learner), key=lambda table: FIRST.index(table.key) if table.key in FIRST else len(FIRST))
    return Export(now, settings.SITE_NAME, tables, held_back(learner), ask)
