"""`manage.py erase_learner ID`: erase one learner's record, on their request. There is no way back."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.erasing.actions import erase
from frontdoor.record.models import Learner

ON_A_ROLL = (
    "A school has them on its roll, and its next roll file would make them again. Ask the school to take them off first; "
    "with --on-a-roll they are erased all the same."
)


class Command(BaseCommand):
    """Prints counts and never a name."""

    help = "Erase a learner's record, its history, letters, uploads and account. There is no way back."

    def add_arguments(self, parser: CommandParser) -> None:
        """The record's number: it stands on the learner's page "Delete what is yours" and on the page of a question."""
        parser.add_argument("learner_id", type=int)
        parser.add_argument("--keep-account", action="store_true", help="leave the account as it is")
        parser.add_argument("--on-a-roll", action="store_true", help="also while a school has them on its roll")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, or say why not."""
        learner = Learner.objects.filter(pk=options["learner_id"]).first()
        if learner is None:
            raise CommandError("There is no record with this number.")
        if not options["on_a_roll"] and learner.enrolments.filter(ended_on=None).exists():
            raise CommandError(ON_A_ROLL)
        try:
            counts = erase(learner=learner, now=timezone.now(), with_account=not options["keep_account"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for what, number in counts.items():
            self.stdout.write(f"{what}: {number}")
