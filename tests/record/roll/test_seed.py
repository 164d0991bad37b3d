"""The demo's roll: nobody real, the same every time."""

import pytest

from frontdoor.organisations.invented.actions import make_invented
from frontdoor.organisations.models import Organisation
from frontdoor.record import seed
from frontdoor.record.models import Carer, Enrolment, Learner, Need
from frontdoor.record.roll.upn import problem

MODELS = (Learner, Enrolment, Carer, Need)


@pytest.fixture(autouse=True)
def _demo(db, settings) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, "a demo password"
    make_invented()
    seed.seed_demo()


def test_each_made_up_school_has_pupils_and_no_other_has() -> None:
    first = Enrolment.objects.filter(institution__urn=900001)
    assert first.count() == 60
    assert set(first.values_list("year_group", flat=True)) == set(range(7, 14))
    made_up = Organisation.objects.filter(kind="institution", made_up=True)
    assert set(Enrolment.objects.values_list("institution", flat=True)) == set(made_up.values_list("pk", flat=True))


def test_every_upn_fits_its_letter_and_is_of_no_council() -> None:
    numbers = [*Enrolment.objects.values_list("upn", flat=True)]
    assert [upn for upn in numbers if problem(upn) or upn[1:4] != "999"] == []
    assert len(numbers) == len(set(numbers))


def test_sami_is_in_year_11_with_the_account_and_a_parent() -> None:
    sami = Learner.objects.get(account__email="student@demo.frontdoor.example")
    assert (sami.name, sami.enrolments.get().year_group) == ("Sami Adeyemi", 11)
    carer = sami.carers.get()
    assert carer.email == "parent@demo.frontdoor.example"


def test_a_second_run_changes_nothing() -> None:
    before = [list(model.objects.order_by("pk").values()) for model in MODELS]
    seed.seed_demo()
    assert [list(model.objects.order_by("pk").values()) for model in MODELS] == before
