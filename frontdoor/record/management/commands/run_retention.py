"""`manage.py run_retention`: what has been kept long enough is deleted, as each night."""

from datetime import date, datetime, time
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontdoor.record.erasing.periods import periods
from frontdoor.record.erasing.retention import FAILED, run


class Command(BaseCommand):
    """Prints for each period how many rows."""

    help = "Delete what has been kept as long as frontdoor/record/retention.yaml says."

    def add_arguments(self, parser: CommandParser) -> None:
        """A day other than today is for trying out."""
        parser.add_argument("--dry-run", action="store_true", help="say what is due, and change nothing")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as if it were this day")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and print the report."""
        day, dry = options["on"] or timezone.localdate(), options["dry_run"]
        if day > timezone.localdate() and not dry:
            raise CommandError("That day has not come. Add --dry-run to see what will be due on it.")
        now = timezone.now() if day == timezone.localdate() else timezone.make_aware(datetime.combine(day, time(12)))
        for key, number in run(now=now, dry=dry).items():
            what = "Records that were due and could not be erased" if key == FAILED else periods()[key].what
            self.stdout.write(f"{key}: {number} ({what})")
        if dry:
            self.stdout.write("Nothing was changed.")
