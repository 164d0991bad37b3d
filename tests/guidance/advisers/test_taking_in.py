"""Who is an adviser is in the register, also whoever was one before there was a register; who comes back begins unseen."""

from importlib import import_module

import pytest
from django.apps import apps

from frontdoor.organisations.models import Membership, Role
from guidance.models import Adviser, Service
from tests.guidance.advisers.conftest import NOW
from tests.guidance.factories import ServiceFactory, adviser_at

migration = import_module("guidance.migrations.0003_advisers_taken_in")


def test_the_release_takes_in_whoever_is_an_adviser_already(service, here, lena) -> None:
    old = adviser_at(service.organisation)
    own = adviser_at(here, "own@herefield.example")
    gone = adviser_at(service.organisation, "gone@advisers.example")
    Membership.objects.filter(user=gone.user).update(ended_at=NOW)
    Adviser.objects.all().delete()
    Service.objects.all().delete()
    for _ in range(2):
        migration.take_in(apps, None)
    found = set(Adviser.objects.values_list("user", "service__organisation"))
    assert found == {(old.user_id, service.organisation_id), (own.user_id, here.pk)}
    assert Service.objects.count() == 2


def test_who_comes_back_finds_their_proofs_and_is_not_public_unasked(ada) -> None:
    elsewhere = ServiceFactory()
    Membership.objects.create(user=ada.user, organisation=elsewhere.organisation, role=Role.ADVISER, created_at=NOW)
    other = Adviser.objects.get(service=elsewhere)
    Adviser.objects.filter(pk=ada.pk).update(is_public=True, feed_hash="a" * 64)
    Adviser.objects.filter(pk=other.pk).update(is_public=True, feed_hash="b" * 64)
    mine = Membership.objects.get(user=ada.user, organisation=ada.service.organisation)
    mine.save()  # a change of the membership is no coming back
    ada.refresh_from_db()
    assert ada.is_public
    mine.ended_at = NOW
    mine.save()
    Membership.objects.create(user=ada.user, organisation=mine.organisation, role=Role.ADVISER, created_at=NOW)
    ada.refresh_from_db()
    other.refresh_from_db()
    assert (ada.is_public, ada.feed_hash, ada.proofs.count()) == (False, "", 2)
    assert (other.is_public, other.feed_hash) == (True, "b" * 64)


@pytest.mark.django_db
def test_the_data_step_goes_back_without_a_word() -> None:
    (step,) = migration.Migration.operations
    assert step.reversible
