"""Passing on a concern: who to ring, and a letter with a reference. Nothing of it is stored."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import models

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.care import actions
from frontdoor.record.models import Concern
from tests.record.factories import SafeguardingContactFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def page(school) -> str:
    return f"/learners/{school.urn}/concern/"


@time_machine.travel(NOW)
def test_teacher_passes_a_concern_on_and_is_told_to_ring(bryn, here, signed_in) -> None:
    SafeguardingContactFactory(institution=here)
    client = signed_in(bryn)

    before = client.get(page(here)).content.decode()
    assert "tel:01632960001" in before
    assert "tel:999" in before
    assert "<textarea" not in before
    assert 'type="text"' not in before
    assert client.post(page(here)).status_code == 302

    passed, letter = Concern.objects.get(), Letter.objects.get()
    after = client.get(page(here)).content.decode()
    assert f'Your reference is <span class="nowrap">{passed.reference}</span>' in after
    assert "Now ring Sade Guard" in after
    assert letter.to == "safe@herefield.example"
    for words in (passed.reference, "Bryn Parry", "bryn@herefield.example", "ring"):
        assert words in letter.text


def test_nothing_of_what_it_is_or_about_whom_is_stored(bryn, here, signed_in) -> None:
    """The row has no place for it, whatever is posted."""
    pupil = enrolled(here).learner

    signed_in(bryn).post(page(here), {"words": "A bruise", "learner_id": pupil.pk})

    assert {field.name for field in Concern._meta.fields} == {
        "id",
        "reference",
        "institution",
        "created_by",
        "created_at",
    }
    assert not any(isinstance(field, models.TextField) for field in Concern._meta.fields)
    letter = Letter.objects.get()
    for said in (letter.text, letter.html, letter.subject, letter.key):
        assert "bruise" not in said
        assert pupil.family_name not in said
        assert pupil.given_names not in said


def test_pressing_twice_is_passing_on_once_and_later_is_a_new_one(bryn, amina, here) -> None:
    SafeguardingContactFactory(institution=here)

    first = actions.pass_on(institution=here, by=bryn, now=NOW)
    assert actions.pass_on(institution=here, by=bryn, now=NOW + timedelta(minutes=9)) == first
    assert actions.pass_on(institution=here, by=amina, now=NOW + timedelta(minutes=9)) != first
    assert actions.pass_on(institution=here, by=bryn, now=NOW + timedelta(minutes=10)) != first
    assert Letter.objects.count() == 3
    assert len(set(Concern.objects.values_list("reference", flat=True))) == 3


def test_without_a_contact_it_says_whom_to_tell(bryn, here, signed_in) -> None:
    body = signed_in(bryn).get(page(here)).content.decode()

    assert "Tell your head now" in body
    assert '<form method="post" novalidate>' not in body
    with pytest.raises(Refused, match="call 999"):
        actions.pass_on(institution=here, by=bryn, now=NOW)
    assert signed_in(bryn).post(page(here), follow=True).status_code == 200
    assert not Letter.objects.exists()


def test_pupils_page_leads_staff_there_without_naming_the_pupil(bryn, here, signed_in) -> None:
    pupil = enrolled(here).learner
    body = signed_in(bryn).get(f"/learners/{here.urn}/{pupil.pk}/").content.decode()

    assert f'href="{page(here)}"' in body


def test_pupils_list_leads_to_contact_and_concern(amina, here, signed_in) -> None:
    body = signed_in(amina).get(f"/learners/{here.urn}/").content.decode()

    assert page(here) in body
    assert f"/learners/{here.urn}/safeguarding/" in body
    assert "Nobody is named yet" in body
