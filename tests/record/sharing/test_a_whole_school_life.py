"""From Year 7 to adulthood: one record over two schools; a school sees nothing that is dated after its pupil left."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.models import Letter
from frontdoor.people.models import User
from frontdoor.record.actions import end_enrolments, enrol
from frontdoor.record.activities.actions import log_activity
from frontdoor.record.activities.facts import Facts
from frontdoor.record.claims.actions import claim, make_codes
from frontdoor.record.claims.queries import find_code
from frontdoor.record.models import ActivityKind, Enrolment
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, SafeguardingContactFactory, enrolled

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-one-7"


def at(year: int, month: int = 10, day: int = 1) -> datetime:
    return datetime(year, month, day, 9, tzinfo=UTC)


def recorded(institution, learner, by, now: datetime, title: str) -> None:
    """Something that happened on this day, by the school's own hand."""
    facts = Facts(kind=ActivityKind.OTHER, title=title, day=timezone.localdate(now), hours=1)
    log_activity(
        institution=institution, by=by, now=now, facts=facts, attended=[learner.pk], source="By hand",
        source_key=f"log:{institution.urn}:{title}",
    )  # fmt: skip


@pytest.fixture
def zoe(here, elsewhere, amina, cora):
    """Seven years at two schools, her account made in Year 9 with the first school's address; she leaves at 18."""
    learner = LearnerFactory(given_names="Zoe", date_of_birth=date(2008, 11, 3))
    first = enrolled(here, learner=learner, year_group=7, started_on=date(2020, 9, 1), email="zoe@herefield.example")
    for year in range(2020, 2025):
        with time_machine.travel(at(year)):
            recorded(here, learner, amina, at(year), f"Year {year - 2013} at the first")
    account = UserFactory(email="zoe@herefield.example", password=PASSWORD)
    code = make_codes(enrolments=[first], by=amina, now=at(2022))[0].code
    claim(code_id=find_code(code).pk, born=date(2008, 11, 3), by=account, now=at(2022))
    end_enrolments(enrolments=[first], on=date(2025, 7, 20), now=at(2025, 7, 20), by=amina)
    SafeguardingContactFactory(institution=elsewhere)
    learner.refresh_from_db()
    enrol(learner=learner, institution=elsewhere, year_group=12, started_on=date(2025, 9, 1), now=at(2025, 9), by=cora)
    for year in (2025, 2026):
        with time_machine.travel(at(year)):
            recorded(elsewhere, learner, cora, at(year), f"Year {year - 2013} at the second")
    return learner


def test_at_19_a_private_address_opens_all_years_in_order(zoe, here, elsewhere, cora, mailoutbox) -> None:
    with time_machine.travel("2027-06-01 10:00", tick=True):
        change_address(zoe)
        second = Enrolment.objects.filter(learner=zoe, ended_on=None)
        end_enrolments(enrolments=second, on=date(2027, 7, 20), now=at(2027, 7, 20), by=cora)
    with time_machine.travel("2027-12-01 10:00", tick=True):
        client = Client()
        answer = client.post(reverse("account_login"), {"login": "zoe@home.example", "password": PASSWORD}, follow=True)
        assert answer.status_code == 200

        page = client.get("/record/").content.decode()

    titles = re.findall(r"Year \d+ at the (?:first|second)", page)
    assert titles == [
        "Year 13 at the second", "Year 12 at the second", "Year 11 at the first", "Year 10 at the first",
        "Year 9 at the first", "Year 8 at the first", "Year 7 at the first",
    ]  # fmt: skip
    assert here.name in page
    assert elsewhere.name in page


def change_address(learner) -> None:
    """On the page of her account, with the code from the letter."""
    client = Client()
    client.post(reverse("account_login"), {"login": "zoe@herefield.example", "password": PASSWORD})
    client.post(reverse("account_email"), {"email": "zoe@home.example", "action_add": "1"})
    letter = Letter.objects.filter(to="zoe@home.example").latest("pk")
    [code] = re.findall(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4}|[A-Z0-9]{6})\s*$", letter.text, re.MULTILINE)
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert User.objects.get(learner=learner).email == "zoe@home.example"


def test_a_former_school_sees_nothing_from_after_the_leaving_date(zoe, signed_in, here, elsewhere, amina, cora) -> None:
    with time_machine.travel("2026-12-01 10:00", tick=True):
        before, after = signed_in(amina), signed_in(cora)
        assert "Year 13 at the second" in after.get(f"/learners/{elsewhere.urn}/{zoe.pk}/").content.decode()
        former = before.get(f"/learners/{here.urn}/{zoe.pk}/")
        assert former.status_code == 404
        assert former.content == before.get(f"/learners/{here.urn}/{10**9}/").content
        for page in ("", "activities/", "gaps/", "gaps/group/"):
            body = before.get(f"/learners/{here.urn}/{page}").content.decode()
            assert "Zoe" not in body
            assert "at the second" not in body
        assert before.get(f"/learners/{elsewhere.urn}/").status_code == 404
