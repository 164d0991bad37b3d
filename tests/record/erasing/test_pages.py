"""A learner deletes what is theirs, and reads what the school keeps and why."""

import pytest
from django.urls import reverse

from frontdoor.careers.models import Saved
from frontdoor.ground.privacy import past
from frontdoor.people.models import User
from frontdoor.record.models import Goal, Learner, WhatHelps
from tests.factories import MembershipFactory, UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
PAGE, ALL = reverse("record:delete"), reverse("record:delete-all")


@pytest.fixture
def sam() -> Learner:
    """A record of their own with two goals and words."""
    sam = LearnerFactory(account=UserFactory())
    for title in ("Sea", "Land"):
        Goal.objects.create(learner=sam, title=title, created_by=sam.account, created_at=NOW)
    WhatHelps.objects.create(learner=sam, words="Quiet", changed_at=NOW)
    Saved.objects.create(user=sam.account, code="1.eeeeaaaaeeeeaaaa", saved_at=NOW)
    return sam


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_page_says_what_is_there_with_its_number_and_deletes_what_is_ticked(sam, signed_in) -> None:
    client = signed_in(sam.account)
    page = text(client.get(PAGE))
    assert "My plan: 2 goals, with what to do for them" in page
    assert "Saved careers and quiz results: 1" in page

    answer = client.post(PAGE, {"what": ["plan"]}, follow=True)

    assert "Deleted, with everything that was kept of it." in text(answer)
    assert "My plan" not in text(client.get(PAGE)).split("<h1")[1]
    assert not Goal.objects.exists()
    assert not past(Goal).exists()
    assert WhatHelps.objects.exists()
    client.post(PAGE, {"what": ["saved", "what-helps"]})
    assert not WhatHelps.objects.exists()
    assert not Saved.objects.exists()
    assert "There is nothing here that you wrote or saved" in text(client.get(PAGE))


def test_nothing_is_deleted_when_nothing_is_ticked(sam, signed_in) -> None:
    assert "Tick what you want to delete" in text(signed_in(sam.account).post(PAGE, {}))
    assert Goal.objects.count() == 2


def test_a_record_without_a_school_goes_with_its_account_after_asking_again(sam, signed_in) -> None:
    client = signed_in(sam.account)
    assert "Delete my whole record and my account" in text(client.get(PAGE))
    assert "Tick the box" in text(client.post(ALL, {}))
    assert Learner.objects.filter(pk=sam.pk).exists()

    answer = client.post(ALL, {"sure": "on"}, follow=True)

    assert "Your record is deleted" in text(answer)
    assert not Learner.objects.filter(pk=sam.pk).exists()
    assert not User.objects.get(pk=sam.account_id).is_active
    assert client.get(PAGE).status_code == 302  # signed out


def test_staff_with_a_record_of_their_own_keep_their_account(sam, here, signed_in) -> None:
    MembershipFactory(user=sam.account, organisation=here)
    client = signed_in(sam.account)
    assert "Your account stays" in text(client.get(ALL))
    assert "Your account stays" in text(client.post(ALL, {"sure": "on"}, follow=True))
    assert User.objects.get(pk=sam.account_id).is_active
    assert not Learner.objects.filter(pk=sam.pk).exists()


def test_with_a_school_the_page_says_what_it_keeps_and_the_whole_cannot_go(sam, here, signed_in) -> None:
    enrolled(here, learner=sam)
    client = signed_in(sam.account)
    page = text(client.get(PAGE))
    assert "What your school or college keeps, and why" in page
    assert "/record/corrections/" in page
    assert "Delete my whole record" not in page
    assert client.get(ALL).url == PAGE
    assert "not yours alone to delete" in text(client.post(ALL, {"sure": "on"}, follow=True))
    assert Learner.objects.filter(pk=sam.pk).exists()


def test_somebody_without_a_record_finds_no_page(amina, signed_in) -> None:
    client = signed_in(amina)
    assert [client.get(page).status_code for page in (PAGE, ALL)] == [404, 404]
