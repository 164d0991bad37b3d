"""The demo's services, the same however often they are seeded; what somebody changed stays."""

import pytest
from django.forms.models import model_to_dict

from frontdoor.organisations.invented.actions import make_invented
from guidance.models import Place, Service
from guidance.services.seed import ADVISERS, OWN_STAFF, demo_service, seed_demo

pytestmark = pytest.mark.django_db


def state():
    return [model_to_dict(row) for row in [*Service.objects.order_by("pk"), *Place.objects.order_by("pk")]]


def test_the_demo_has_a_service_of_each_kind_once():
    make_invented()
    seed_demo()
    first = state()

    seed_demo()

    assert state() == first
    assert {service.kind for service in Service.objects.select_related("organisation")} == {
        "Bought in", "Council", "Adult careers service", "Own staff",
    }  # fmt: skip
    assert demo_service().places.count() == 2
    assert demo_service().takes_schools
    assert not demo_service(OWN_STAFF).takes_schools


def test_what_somebody_wrote_stays():
    make_invented()
    seed_demo()
    Service.objects.filter(pk=demo_service(ADVISERS).pk).update(about="Ours.", takes_schools=False)

    seed_demo()

    assert (demo_service().about, demo_service().takes_schools) == ("Ours.", False)
