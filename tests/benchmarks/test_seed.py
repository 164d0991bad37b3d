"""The made-up returns of demo mode."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from benchmarks.models import ElsewhereReport, Return
from benchmarks.queries import with_return_state
from frontdoor.ground.years import academic_year
from frontdoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_seed_touches_made_up_institutions_only_repeats_without_change_and_shows_every_state():
    """One test, because a seed takes its time; the leader's school is left something to do."""
    real = Organisation.objects.create(kind="institution", urn=100000, name="A real school", scope="in", form="schools")
    call_command("seed", verbosity=0)
    before = (Return.objects.count(), ElsewhereReport.objects.count())
    call_command("seed", verbosity=0)

    assert (Return.objects.count(), ElsewhereReport.objects.count()) == before
    assert not real.returns.exists()
    assert not Return.objects.filter(organisation__urn__lt=900001).exists()
    year = academic_year(timezone.localdate())
    made_up = with_return_state(Organisation.objects.filter(kind="institution", made_up=True), year)
    states = {one.urn: one.return_state for one in made_up}
    assert states[900001] == "not-started"
    assert {"draft", "with-head", "submitted", "elsewhere", "not-started"} <= set(states.values())
    assert Return.objects.filter(organisation__urn=900001).count() == 2
