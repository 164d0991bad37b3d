"""The page behind the supervisor's link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.ground import keys
from frontdoor.letters.models import Letter
from frontdoor.record.actions import end_reason
from frontdoor.record.models import Look
from tests.workexperience.placements.conftest import MONDAY, MORNING, TOKEN, again, day_of
from workexperience.applications import moves
from workexperience.models import Application, ApplicationState, Day, Step
from workexperience.placements import links

S = ApplicationState
pytestmark = pytest.mark.django_db
HERE = links.path(TOKEN)
FEEDBACK = f"{reverse('workexperience:day-feedback')}?key={TOKEN}"


def text(response):
    return " ".join(response.content.decode().split())


def press(one, mark, day=MONDAY):
    address = reverse("workexperience:day-mark", args=[day_of(one, day).pk])
    return Client().post(address, {"mark": mark, "key": TOKEN}, follow=True)


def test_page_shows_the_first_name_today_and_whom_to_ring(one, clock):
    clock(MORNING)
    said = text(Client().get(HERE))
    for shown in (
        one.learner.given_names,
        "Today, Monday 1 March 2027, 9:30am to 3:30pm",
        "Amina Yusuf",
        "01632 960 003",
    ):
        assert shown in said
    for hidden in (one.learner.family_name, "Year 11", one.why, one.learner.account.email):
        assert hidden not in said
    assert Look.objects.filter(learners=[one.learner_id], viewer=None).count() == 1


def test_link_names_nobody_once_the_employers_reason_has_ended(one, clock):
    clock(MORNING)
    end_reason(source_key=moves.reason_key(one), now=MORNING)
    assert one.learner.given_names not in text(Client().get(HERE))


def test_opening_it_changes_nothing(one, clock):
    """A mail scanner opens every address of a letter, by GET and by HEAD."""
    clock(MORNING)
    before = (
        list(Application.objects.values()),
        list(Day.objects.values()),
        Step.objects.count(),
        Letter.objects.count(),
    )
    feedback = FEEDBACK
    mark = f"{reverse('workexperience:day-mark', args=[day_of(one).pk])}?key={TOKEN}"
    for method in ("get", "head"):
        statuses = [getattr(Client(), method)(address).status_code for address in (HERE, feedback, mark)]
        assert statuses == [200, 302, 405]
    assert before == (
        list(Application.objects.values()), list(Day.objects.values()), Step.objects.count(), Letter.objects.count(),
    )  # fmt: skip


def test_one_press_marks_the_day(one, clock):
    clock(MORNING)
    assert "We have told the school" in text(press(one, "unwell"))
    assert day_of(one).mark == "unwell"
    assert "Press one of the four" in text(press(one, "nonsense"))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (MORNING - timedelta(days=1), "Nobody comes yet"),
        (MORNING + timedelta(days=18), "is with you"),
        (MORNING + timedelta(days=19), "This link has ended"),
    ],
)
def test_it_works_from_the_first_day_to_14_days_after_the_last(one, clock, when, said):
    clock(when)
    found = text(Client().get(HERE))
    assert said in found
    assert (one.learner.given_names in found) is (said == "is with you")
    press(one, "here")
    assert (day_of(one).mark == "here") is (said == "is with you")


def test_of_an_unknown_key_nothing_is_there(one, clock):
    clock(MORNING)
    for key in ("x" * 43, "", "y" * 5000):
        assert Client().get(links.path(key)).status_code == 404


def test_without_a_check_nobody_is_named_and_nothing_marked(one, clock, employer):
    clock(MORNING)
    employer.checks.update(insured_until=MONDAY - timedelta(days=1))
    said = text(Client().get(HERE))
    assert "on hold" in said
    assert "01632 960 003" in said
    assert one.learner.given_names not in said
    press(one, "here")
    assert not day_of(one).mark


def test_feedback_says_who_reads_it_and_is_kept(one, clock):
    clock(MORNING + timedelta(days=4))
    address = reverse("workexperience:day-feedback")
    said = text(Client().get(FEEDBACK))
    assert "Read by the young person, and the staff of Herefield School" in said
    assert "Write a few words" in text(Client().post(address, {"name": "Sol", "key": TOKEN}))
    Client().post(address, {"name": " Sol  Marsh", "words": "Careful and quick.", "key": TOKEN})
    assert (again(one).feedback, again(one).feedback_name) == ("Careful and quick.", "Sol Marsh")


def test_a_new_link_ends_the_old_one_and_its_letter_names_nobody(one, clock, erin, signed_in):
    clock(MORNING)
    address = reverse("workexperience:answer-link", args=[one.offer.employer_id, one.pk])
    assert "A new link is sent" in text(signed_in(erin).post(address, follow=True))
    letter = Letter.objects.get(kind="placement-day-link")
    new = letter.text.split("/work-experience/day/?key=")[1].split()[0]
    assert Client().get(HERE).status_code == 404
    assert Client().get(links.path(new)).status_code == 200
    assert letter.to == erin.email
    assert one.learner.given_names not in letter.text
    assert again(one).link_hash == keys.hashed(new)
    assert new not in letter.key


def test_employers_people_mark_and_write_on_their_own_page(one, clock, erin, signed_in):
    clock(MORNING + timedelta(days=4))
    client, here = signed_in(erin), [one.offer.employer_id, one.pk]
    client.post(reverse("workexperience:answer-day", args=[*here, day_of(one).pk]), {"mark": "here"})
    assert (day_of(one).mark, day_of(one).marked_by) == ("here", erin)
    client.post(reverse("workexperience:answer-feedback", args=here), {"name": "Erin", "words": "Well done."})
    assert again(one).feedback == "Well done."
