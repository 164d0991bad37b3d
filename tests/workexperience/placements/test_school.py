"""What a school sees of its learners' days."""

import pytest
from django.urls import reverse

from frontdoor.record.models import Look
from tests.workexperience.placements.conftest import MORNING, day_of
from workexperience.models import Mark
from workexperience.placements import actions

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def days_page(school):
    return reverse("workexperience:placement-days", args=[school.urn])


def test_urgent_one_stands_on_top_until_somebody_has_spoken(one, clock, here, amina, bryn, signed_in):
    clock(MORNING)
    actions.mark(day_id=day_of(one).pk, mark=Mark.WRONG, by=None, now=MORNING)
    client = signed_in(amina)
    said = text(client.get(days_page(here)))
    assert said.index("Ring now") < said.index("Today, 1 March")
    assert Look.objects.filter(viewer=amina, learners=[one.learner_id]).exists()
    assert "I have spoken" not in text(signed_in(bryn).get(days_page(here)))

    spoken = reverse("workexperience:placement-day-spoken", args=[here.urn, day_of(one).pk])
    assert "off the top" in text(client.post(spoken, follow=True))
    assert "Ring now" not in text(client.get(days_page(here)))


def test_school_puts_a_mark_right_on_the_days_page(one, clock, here, amina, signed_in):
    clock(MORNING)
    client = signed_in(amina)
    page = reverse("workexperience:placement-day", args=[here.urn, day_of(one).pk])
    assert "Say it for them" in text(client.get(page))
    client.post(f"{page}mark/", {"mark": "here"})
    assert (day_of(one).mark, day_of(one).marked_by) == ("here", amina)
    assert "Put it right" in text(client.get(page))


def test_another_school_sees_nothing(one, clock, elsewhere, cora, signed_in):
    clock(MORNING)
    client = signed_in(cora)
    assert one.learner.name not in text(client.get(days_page(elsewhere)))
    page = reverse("workexperience:placement-day", args=[elsewhere.urn, day_of(one).pk])
    assert client.get(page).status_code == 404
    assert client.post(f"{page}spoken/").status_code == 404
