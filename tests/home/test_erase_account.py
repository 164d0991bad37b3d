"""`erase_account`: an account without a careers record is emptied, and nobody else's."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from frontdoor.careers.saving.actions import save_result
from frontdoor.careers.saving.models import Saved
from frontdoor.people.models import User
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def test_account_of_an_adult_is_emptied_with_what_they_saved() -> None:
    adult = UserFactory(email="ada@home.example", full_name="Ada Grown-Up")
    save_result(by=adult, code="1234", aside=(), now=timezone.now())
    call_command("erase_account", "Ada@home.example")
    adult.refresh_from_db()
    assert (adult.full_name, adult.is_active) == ("", False)
    assert "ada" not in adult.email
    assert not Saved.objects.exists()


def test_account_that_somebody_needs_stays(amina, here) -> None:
    pupil = LearnerFactory(account=UserFactory())
    for person in (amina, pupil.account):
        with pytest.raises(CommandError):
            call_command("erase_account", person.email)
    with pytest.raises(CommandError, match="No account"):
        call_command("erase_account", "nobody@home.example")
    assert User.objects.filter(is_active=False).count() == 0


def test_record_on_a_roll_is_erased_only_when_somebody_says_so(here) -> None:
    learner = enrolled(here).learner
    with pytest.raises(CommandError, match="roll"):
        call_command("erase_learner", learner.pk)
    call_command("erase_learner", learner.pk, "--on-a-roll")
    assert not type(learner).objects.filter(pk=learner.pk).exists()
