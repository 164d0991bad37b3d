"""A summary at the school: for its careers leader and head, while the learner lets them and is on its roll."""

import pytest

from frontdoor.record.models import Enrolment, Look
from guidance.models import Outcome, Summary
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from tests.guidance.booking.people import TEN, book

pytestmark = pytest.mark.django_db
WORDS, OPTIONS = "We looked at apprenticeships.", "A level 3 course"


@pytest.fixture
def made(mia, ada, time_machine):
    booked = book(mia, ada)
    time_machine.move_to(TEN, tick=False)
    said = Said(WORDS, OPTIONS, school_may_read=True)
    return actions.record(meeting_id=booked.pk, outcome=Outcome.ATTENDED, said=said, by=ada.user, now=TEN)


def page(made, urn: int = 900001) -> str:
    return f"/guidance/suppliers/{urn}/meetings/{made.pk}/summary/"


def listed(client, made) -> str:
    return " ".join(client.get(f"/guidance/suppliers/900001/for/{made.learner_id}/").content.decode().split())


def test_leader_and_head_read_it_and_the_look_is_kept(made, amina, hana, signed_in) -> None:
    for somebody in (amina, hana):
        answer = signed_in(somebody).get(page(made))
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert WORDS in shown
        assert OPTIONS in shown
        assert "Monday 14 September 2026" in shown
    look = Look.objects.latest("pk")
    assert (look.learners, look.organisation) == ([made.learner_id], made.institution)


def test_list_of_meetings_leads_to_it(made, amina, signed_in) -> None:
    assert page(made) in listed(signed_in(amina), made)
    Summary.objects.update(school_may_read=False)
    assert page(made) not in listed(signed_in(amina), made)


def test_nothing_tells_that_there_is_one_once_it_is_closed(made, amina, signed_in) -> None:
    client, nothing = signed_in(amina), made.pk + 1000
    Summary.objects.update(school_may_read=False, advisers_may_read=True)
    closed, missing = client.get(page(made)), client.get(f"/guidance/suppliers/900001/meetings/{nothing}/summary/")
    assert closed.status_code == missing.status_code == 404
    assert closed.content == missing.content


def test_others_get_nothing(made, bryn, cora, lena, ada, pat, signed_in, client) -> None:
    for somebody in (bryn, cora, lena, ada.user, pat.account, made.learner.account):
        assert signed_in(somebody).get(page(made)).status_code == 404, somebody
    assert client.get(page(made)).status_code == 302


def test_it_is_gone_once_the_learner_has_left(made, amina, signed_in) -> None:
    Enrolment.objects.update(ended_on="2026-09-13")
    made.learner.reasons.filter(kind="enrolled").update(ended_at=TEN)
    assert signed_in(amina).get(page(made)).status_code == 404


def test_a_meeting_on_behalf_of_another_school_is_not_read(made, elsewhere, amina, signed_in) -> None:
    made.institution = elsewhere
    made.save()
    assert signed_in(amina).get(page(made)).status_code == 404
    assert signed_in(amina).get(page(made, elsewhere.urn)).status_code == 404


def test_its_adviser_is_told_that_a_school_they_have_left_does_not_read_it(made, ada, here, signed_in) -> None:
    page_of_it = f"/guidance/day/{made.pk}/"
    heads = f"the careers leader and head of {here.name}. Nobody else but you"
    assert heads in signed_in(ada.user).get(page_of_it).content.decode()
    Enrolment.objects.update(ended_on="2026-09-13")
    assert heads not in signed_in(ada.user).get(page_of_it).content.decode()
