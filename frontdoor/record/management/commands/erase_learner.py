"""`manage.py erase_learner ID`: erase one learner's record, on their request. There is no way back."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.erasing.actions import erase
from frontdoor.record.models import Learner


class Command(BaseCommand):
    """Prints counts and never a name."""

    help = "Erase a learner's record, its history, letters, uploads and account. There is no way back."

    def add_arguments(self, parser: CommandParser) -> None:
        """The record's number, which stands in the address of the pupil's page."""
        parser.add_argument("learner_id", type=int)
        parser.add_argument("--keep-account", action="store_true", help="leave the account as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, or say why not."""
        learner = Learner.objects.filter(pk=options["learner_id"]).first()
        if learner is None:
            raise CommandError("There is no record with this number.")
        try:
            counts = erase(learner=learner, now=timezone.now(), with_account=not options["keep_account"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for what, number in counts.items():
            self.stdout.write(f"{what}: {number}")
