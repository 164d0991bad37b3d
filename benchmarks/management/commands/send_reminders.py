"""`send_reminders`: what the yearly schedule sends on a day, or would send."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from benchmarks.reminders import schedule


class Command(BaseCommand):
    """Prints who gets what, as URN, stage, number of people and name; addresses are not printed."""

    help = "Send the reminders that the yearly schedule has due to institutions that have not yet reported."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--on` and `--dry-run`."""
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day to take it to be; today unless given")
        parser.add_argument("--dry-run", action="store_true", help="show who would get what, and send nothing")

    def handle(self, *, on: str | None, dry_run: bool, **options: object) -> None:
        """The last line counts: `reminded=… letters=… no_contact=… set_aside=…`, or for a dry run `due=…`."""
        day = _day(on) if on else timezone.localdate()
        if dry_run:
            self._show(day)
            return
        outcome = schedule.send_due(on=day, now=timezone.now())
        for urn, why in outcome.set_aside.items():
            self.stderr.write(f"{urn}: set aside ({why}); it is tried again on the next run")
        self.stdout.write(str(outcome))

    def _show(self, day: date) -> None:
        due = letters = no_contact = 0
        for each in schedule.plan(on=day):
            to = f"{each.recipients} letter{'' if each.recipients == 1 else 's'}" if each.recipients else "no contact"
            self.stdout.write(f"{each.urn}\t{each.stage}\t{to}\t{each.name}")
            due, letters, no_contact = due + 1, letters + each.recipients, no_contact + (not each.recipients)
        self.stdout.write(f"due={due} letters={letters} no_contact={no_contact}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--on {text} is not a day such as 2026-09-07.") from None
