"""A learner leaves the roll: the school that sent them answers for their days to the last, without a name."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from frontdoor.letters.models import Letter, State
from frontdoor.letters.sending import send
from frontdoor.record.actions import end_reason, enrolled_key
from frontdoor.record.models import Look
from tests.workexperience.placements.conftest import MORNING, again, day_of
from workexperience.applications import leaving
from workexperience.models import ApplicationState, Mark
from workexperience.placements import actions, queries

pytestmark = pytest.mark.django_db
DAWN = datetime(2027, 3, 1, 0, 20, tzinfo=UTC)


def leaves(one, now):
    end_reason(source_key=enrolled_key(one.learner.enrolments.get()), now=now)


def text(response):
    return " ".join(response.content.decode().split())


def test_urgent_mark_reaches_the_school_that_sent_them_without_a_name(one, clock, here, amina, signed_in):
    clock(MORNING)
    leaves(one, MORNING)
    actions.mark(day_id=day_of(one).pk, mark=Mark.UNWELL, by=None, now=MORNING)
    letter = Letter.objects.get(kind="placement-urgent", to=amina.email)
    send(letter_id=letter.pk, now=MORNING)
    letter.refresh_from_db()
    assert letter.state == State.SENT

    client, name = signed_in(amina), one.learner.given_names
    page = client.get(reverse("workexperience:placement-days", args=[here.urn]))
    assert "A former pupil at Larch and Loom" in text(page)
    assert name not in text(page)
    day = reverse("workexperience:placement-day", args=[here.urn, day_of(one).pk])
    assert name not in text(client.get(day))
    assert not Look.objects.filter(viewer=amina, learners__contains=[one.learner_id]).exists()
    assert "off the top" in text(client.post(f"{day}spoken/", follow=True))
    assert day_of(one).answered_by == amina


def test_days_of_a_placement_that_is_over_are_not_shown_any_more(one, clock, here):
    clock(MORNING)
    leaves(one, MORNING)
    assert queries.at(here).count() == 5
    clock(MORNING + timedelta(days=5))
    assert not queries.at(here).exists()


@pytest.mark.parametrize("mark", ["", Mark.HERE])
def test_on_the_first_day_only_what_has_not_begun_is_withdrawn(one, clock, mark):
    clock(DAWN)
    if mark:
        actions.mark(day_id=day_of(one).pk, mark=mark, by=None, now=DAWN)
    leaves(one, DAWN)
    assert leaving.withdraw_left(now=DAWN) == (0 if mark else 1)
    assert again(one).state == (ApplicationState.CONFIRMED if mark else ApplicationState.WITHDRAWN)
