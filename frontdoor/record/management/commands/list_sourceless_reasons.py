"""`manage.py list_sourceless_reasons`: why somebody sees a learner although what let them see has gone."""

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from frontdoor.record.shown import sources
from frontdoor.record.sourceless import sourceless


class Command(BaseCommand):
    """Prints a line for each, with numbers of rows only."""

    help = "List the reasons to see a learner whose source has gone. There should be none."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look, and change nothing."""
        found = sourceless(sources(), now=timezone.now())
        for one in found:
            self.stdout.write(
                f"reason {one.pk}: {one.get_kind_display()}, {one.source_key}, since {one.starts_on:%Y-%m-%d}"
            )
        self.stdout.write(f"{len(found)} in all")
