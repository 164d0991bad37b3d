"""A return that counts more people than there are does not leave for the head."""

import pytest
from django.urls import reverse
from django.utils import timezone

from benchmarks.frameworks.shape import Kind
from benchmarks.models import Answer, Return, State
from benchmarks.returns.queries import form_of
from benchmarks.signing.actions import choose_who_signs, send_to_head, submit_alone
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year
from tests.benchmarks.factories import ReturnFactory

pytestmark = pytest.mark.django_db
COUNTED = 180


@pytest.fixture
def draft(here, amina):
    """Amina's draft: an answer of 180, and the fact it is out of changed to 100 since."""
    made = ReturnFactory(organisation=here, created_by=amina, year=academic_year(timezone.localdate()))
    share = next(one for one in form_of(made).questions() if one.kind == Kind.SHARE and len(one.base) == 1)
    year = int(share.base[0].removeprefix("year-"))
    made.facts = {"years": [year], "numbers": {share.base[0]: 100}, "texts": {}}
    made.save()
    Answer.objects.create(
        of_return=made, question=share.id, value={"count": COUNTED}, changed_by=amina, changed_at=timezone.now()
    )
    return made


def test_return_with_numbers_that_do_not_fit_is_not_sent(draft, amina):
    with pytest.raises(Refused, match="180 is more than the 100 Year"):
        send_to_head(return_id=draft.pk, email="head@school.example", by=amina, now=timezone.now())
    assert Return.objects.get(pk=draft.pk).state == State.DRAFT


def test_careers_leader_alone_cannot_submit_it_either(draft, amina):
    choose_who_signs(organisation=draft.organisation, leader_alone=True, by=amina, now=timezone.now())
    with pytest.raises(Refused, match="180 is more than the 100 Year"):
        submit_alone(return_id=draft.pk, name="Amina", role="Careers leader", by=amina, now=timezone.now())


def test_check_page_names_them(draft, amina, signed_in):
    page = signed_in(amina).get(reverse("benchmarks:check", args=[draft.organisation.urn, draft.year]))
    assert "Some numbers do not fit" in page.content.decode()
    assert "180 is more than the 100 Year" in page.content.decode()


def test_return_leaves_once_the_numbers_fit(draft, amina):
    Answer.objects.filter(of_return=draft).update(value={"count": 100})
    send_to_head(return_id=draft.pk, email="head@school.example", by=amina, now=timezone.now())
    assert Return.objects.get(pk=draft.pk).state == State.WITH_HEAD
