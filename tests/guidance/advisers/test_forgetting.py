"""What a service knew of an adviser goes a year after they left, and at once when their account is emptied."""

from datetime import UTC, date, datetime

from django.core.management import call_command

from frontdoor.ground.privacy import past
from frontdoor.organisations.models import Succession
from frontdoor.organisations.signals import succeeded
from frontdoor.record.erasing.actions import erase
from guidance.advisers import actions
from guidance.advisers.actions import Details
from guidance.advisers.forgetting import forget_former
from guidance.models import Adviser, Change, Meeting, Proof, Weekly
from tests.guidance.advisers.conftest import NOW
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory

LEFT = datetime(2026, 1, 20, 9, tzinfo=UTC)
A_YEAR_LATER, TOO_SOON = datetime(2027, 1, 21, 4, tzinfo=UTC), datetime(2027, 1, 19, 4, tzinfo=UTC)


def known(adviser: Adviser, booked) -> Meeting:
    """An adviser of whom everything is known, also in history."""
    for about in ("I was a nurse", "I was a teacher"):
        details = Details(["pl"], ["send"], ["video"], ["London"], about=about, is_public=True)
        actions.describe(adviser_id=adviser.pk, details=details, by=adviser.user)
    Adviser.objects.filter(pk=adviser.pk).update(feed_hash="a" * 64)
    WeeklyFactory(adviser=adviser).delete()
    WeeklyFactory(adviser=adviser)
    day = date(2026, 12, 24)
    Change.objects.create(
        adviser=adviser, is_away=True, first_day=day, last_day=day, created_by=adviser.user, created_at=NOW
    )
    Proof.objects.update(name="Diploma of Somewhere")
    return booked(adviser, date(2026, 12, 1))


def nothing_is_left(adviser: Adviser) -> None:
    adviser.refresh_from_db()
    said = (adviser.about, adviser.is_public, adviser.languages, adviser.specialisms, adviser.channels, adviser.areas)
    assert said == ("", False, [], [], [], [])
    assert adviser.feed_hash == ""
    for model in (Proof, Weekly, Change):
        assert not model.objects.filter(adviser=adviser).exists()
        assert not past(model).filter(adviser=adviser.pk).exists()
    assert not past(Adviser).filter(pgh_obj_id=adviser.pk).exists()


def test_a_year_after_the_role_ended_and_not_before(ada, booked) -> None:
    meeting = known(ada, booked)
    ada.user.memberships.update(ended_at=LEFT)
    assert forget_former(now=TOO_SOON)["advisers"] == 0
    assert forget_former(now=A_YEAR_LATER) == {"advisers": 1, "note": 0, "proof": 2, "weekly": 1, "change": 1}
    nothing_is_left(ada)
    assert Meeting.objects.get() == meeting
    assert forget_former(now=A_YEAR_LATER)["advisers"] == 0


def test_who_works_here_or_came_back_is_not_forgotten(ada, booked) -> None:
    known(ada, booked)
    assert forget_former(now=A_YEAR_LATER)["advisers"] == 0
    ada.user.memberships.update(ended_at=LEFT)
    ada.user.memberships.create(organisation=ada.service.organisation, role="adviser", created_at=NOW)
    assert forget_former(now=A_YEAR_LATER)["advisers"] == 0
    assert ada.proofs.count() == 2


def test_an_emptied_account_takes_it_along(ada, booked) -> None:
    known(ada, booked)
    ada.user.memberships.update(ended_at=NOW)
    call_command("erase_account", ada.user.email)
    nothing_is_left(ada)
    ada.user.refresh_from_db()
    assert ada.user.full_name == ""


def test_so_does_a_record_erased_with_its_account(ada, booked) -> None:
    known(ada, booked)
    ada.user.memberships.update(ended_at=NOW)
    erase(learner=LearnerFactory(account=ada.user), now=NOW)
    nothing_is_left(ada)


def test_a_record_erased_of_somebody_who_works_here_leaves_their_work(ada, booked) -> None:
    known(ada, booked)
    erase(learner=LearnerFactory(account=ada.user), now=NOW)
    assert ada.proofs.count() == 2


def test_who_had_left_a_school_before_another_followed_it(here, elsewhere, booked) -> None:
    own = able_adviser(here)
    known(own, booked)
    own.user.memberships.update(ended_at=LEFT)
    Succession.objects.create(old=here, new=elsewhere, created_at=NOW)
    succeeded.send(sender=None, old=here, new=elsewhere, by=None, now=NOW)
    own.refresh_from_db()
    assert own.service.organisation == elsewhere
    assert forget_former(now=TOO_SOON)["advisers"] == 0
    assert forget_former(now=A_YEAR_LATER)["advisers"] == 1
    nothing_is_left(own)
