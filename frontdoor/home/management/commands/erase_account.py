"""`manage.py erase_account EMAIL`: empty an account that has no careers record, on request. There is no way back."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction

from frontdoor.careers.saving.actions import clear
from frontdoor.people.actions import erase_account
from frontdoor.people.models import User
from frontdoor.record.erasing.queries import is_needed


class Command(BaseCommand):
    """Prints nothing of whose it was."""

    help = (
        "Empty an account without a careers record: of an adult who saved careers, or a parent. There is no way back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The address with which they sign in."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Empty it, or say why not."""
        account = User.objects.filter(email=options["email"].strip().lower()).first()
        if account is None:
            raise CommandError("No account has this address.")
        if hasattr(account, "learner"):
            raise CommandError(f"They have a careers record. Erase it with: erase_learner {account.learner.pk}")
        if is_needed(account):
            raise CommandError("They work somewhere or see a child's record. End that first.")
        with transaction.atomic():
            clear(by=account)
            erase_account(account)
        self.stdout.write("The account is empty.")
