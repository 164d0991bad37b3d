"""What learners said, for those who run the service and for the adviser: never who said it, or when to the day."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.models import Feedback
from tests.factories import UserFactory
from tests.guidance.booking.people import NINE, NOW
from tests.guidance.factories import able_adviser, meeting
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 1, 8, tzinfo=UTC)
MINE = "/guidance/me/feedback/"


def text(answer) -> str:
    """What a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def said(adviser, words="", at=NINE, helped="a-lot", knows_next=True, **more) -> Feedback:
    """Somebody was at a meeting and says how it was."""
    count = timedelta(days=Feedback.objects.count())
    made = meeting(
        adviser, NINE - count, NINE - count + timedelta(minutes=45), outcome="attended", outcome_by=adviser.user,
        outcome_at=at, **more,
    )  # fmt: skip
    return Feedback.objects.create(meeting=made, helped=helped, knows_next=knows_next, words=words, said_at=at)


def page_of(service) -> str:
    return f"/guidance/services/{service.organisation_id}/feedback/"


def test_the_service_reads_counts_at_once_and_words_when_the_month_is_over(
    service, ada, lena, here, signed_in, time_machine
) -> None:
    learner = enrolled(here, learner=LearnerFactory(given_names="Mia", family_name="Hart")).learner
    found = said(ada, "She was kind", learner=learner, institution=here)
    said(ada, helped="not-really", knows_next=False)
    time_machine.move_to(NINE + timedelta(days=2), tick=False)
    now = text(signed_in(lena).get(page_of(service)))
    assert "A lot 1 of 2" in now
    assert "A bit 0 of 2" in now
    assert "Not really 1 of 2" in now
    assert "Not yet 1 of 2" in now
    assert "She was kind" not in now
    time_machine.move_to(OCTOBER, tick=False)
    later = text(signed_in(lena).get(page_of(service)))
    assert "She was kind September 2026, about Ada Viser" in later
    for hidden in ("Mia", "Hart", here.name, found.meeting.reference, "14 September"):
        assert hidden not in later


def test_words_of_a_month_stand_in_no_order_that_tells_a_day(ada, lena, service, signed_in, time_machine) -> None:
    for day, words in ((1, "Beta"), (2, "Alpha"), (3, "Gamma")):
        said(ada, words, at=datetime(2026, 9, day, tzinfo=UTC))
    said(ada, "Zeta", at=datetime(2026, 10, 5, tzinfo=UTC))
    time_machine.move_to(datetime(2026, 11, 1, 8, tzinfo=UTC), tick=False)
    page = text(signed_in(lena).get(page_of(service)))
    places = [page.index(words) for words in ("Zeta", "Alpha", "Beta", "Gamma")]
    assert places == sorted(places)


def test_what_is_older_than_a_year_is_gone(ada, lena, service, signed_in, time_machine) -> None:
    said(ada, "Long ago", at=datetime(2025, 9, 30, 22, 59, tzinfo=UTC))
    time_machine.move_to(datetime(2026, 10, 1, tzinfo=UTC), tick=False)
    assert "Nobody has said anything yet" in text(signed_in(lena).get(page_of(service)))


def test_an_adviser_reads_their_own_and_nobody_elses(ada, service, signed_in, time_machine) -> None:
    other = able_adviser(service.organisation, "abe@advisers.example", "Abe Viser")
    said(ada, "About Ada")
    said(other, "About Abe")
    time_machine.move_to(OCTOBER, tick=False)
    page = text(signed_in(ada.user).get(MINE))
    assert "About Ada" in page
    assert "About Abe" not in page
    assert "1 of 1" in page


def test_nobody_else_reads_it(met, mia, ada, amina, service, adults, signed_in, next_day) -> None:
    for somebody in (mia.account, amina, adults.advisers.get().user, UserFactory()):
        assert signed_in(somebody).get(page_of(service)).status_code == 404
    for somebody in (mia.account, amina, UserFactory()):
        assert signed_in(somebody).get(MINE).status_code == 404
    assert signed_in(ada.user).get(page_of(service)).status_code == 404  # an adviser runs nothing


def test_both_pages_are_kind_when_nobody_has_said_anything(ada, lena, service, signed_in) -> None:
    for somebody, page in ((lena, page_of(service)), (ada.user, MINE)):
        assert "Nobody has said anything yet" in text(signed_in(somebody).get(page))


def test_the_page_is_linked_from_the_service_and_from_the_adviser(ada, lena, service, signed_in) -> None:
    service_page = signed_in(lena).get(f"/guidance/services/{service.organisation_id}/").content.decode()
    assert page_of(service) in service_page
    assert MINE in signed_in(ada.user).get("/guidance/me/", follow=True).content.decode()


def test_the_list_costs_the_same_for_many_and_has_pages(ada, lena, service, signed_in, time_machine) -> None:
    client, queries = signed_in(lena), []
    time_machine.move_to(OCTOBER, tick=False)
    for more in (1, 34):
        for number in range(more):
            said(ada, f"Words {more} {number}", at=NOW)
        client.get(page_of(service))
        with CaptureQueriesContext(connection) as caught:
            page = client.get(page_of(service))
        queries.append(len(caught))
    assert queries[0] == queries[1]
    assert page.content.decode().count("lines__said") == 30
    assert "Words" in text(client.get(page_of(service), {"page": 2}))
