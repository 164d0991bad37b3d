"""A mark about needs shows up in no log, address, letter, job, history of pages, list, or page of somebody else."""

import logging
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers import serialize
from django.urls import get_resolver

from frontdoor.ground.logs import JsonFormatter
from frontdoor.ground.models import Job
from frontdoor.ground.tasks import run_job
from frontdoor.letters.models import Letter
from frontdoor.record.models import Need, NeedKind
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, SafeguardingContactFactory, enrolled
from tests.record.roll.files import HEADER, roll_file, row

pytestmark = pytest.mark.django_db
SINCE = {"starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2026"}
GIVEN_AWAY = [re.escape(word) for kind in NeedKind for word in (kind.value, kind.label)]
WORDS = re.compile(rf"\b({'|'.join(GIVEN_AWAY)})\b", re.IGNORECASE)


@pytest.fixture
def pupil(here):
    return enrolled(here, learner=LearnerFactory(account=UserFactory())).learner


@pytest.fixture
def logged(caplog):
    """Every log line as it would be written. A query's own line is never on in production: DEBUG is off there."""
    caplog.set_level(logging.DEBUG)

    def lines() -> list[str]:
        records = [record for record in caplog.records if not record.name.startswith("django.db")]
        assert records
        return [JsonFormatter().format(record) for record in records]

    return lines


def stored_around() -> list[str]:
    """Letters, jobs and the contexts of the history, as they are stored."""
    contexts = [str(one.pgh_context.metadata) for one in Need.pgh_event_model.objects.select_related("pgh_context")]
    return [serialize("json", Letter.objects.all()), serialize("json", Job.objects.all()), *contexts]


def found(*texts: str) -> list[str]:
    """The texts that give a mark away."""
    return [text[:300] for text in texts if WORDS.search(text)]


def test_the_look_itself_finds_a_word() -> None:
    assert found("a young carer of Year 9", "he is EAL", "a real deal") == ["a young carer of Year 9", "he is EAL"]


def test_marks_made_by_hand_are_named_nowhere_else(amina, here, pupil, signed_in, logged) -> None:
    client, page = signed_in(amina), f"/learners/{here.urn}/{pupil.pk}/needs/"

    answers = [client.post(page, SINCE | {"kind": kind}) for kind in NeedKind]
    answers.append(client.post(f"{page}end/", {"need": Need.objects.first().pk}))
    assert [answer.status_code for answer in answers] == [302] * 8
    assert Need.objects.count() == len(NeedKind)
    client.post(page, SINCE | {"kind": "no-such-mark"})
    client.post(f"{page}end/", {"need": "999999999"})
    client.post(f"/learners/{here.urn}/concern/")
    assert Letter.objects.exists()

    roll = client.get(f"/learners/{here.urn}/").content.decode()
    assert found(*logged(), *(answer.headers["Location"] for answer in answers), *stored_around(), roll) == []


def test_marks_from_a_roll_are_named_nowhere_else(amina, here, signed_in, logged, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    SafeguardingContactFactory(institution=here)
    client = signed_in(amina)
    header = [*HEADER, "SEN Status", "Young Carer", "EAL", "In Care"]
    file = SimpleUploadedFile("roll.csv", roll_file([*row(1), "E", "Y", "Y", "Y"], row(2), header=header))

    answer = client.post(f"/learners/{here.urn}/roll/", {"file": file})
    run_job(Job.objects.latest("pk").pk)
    looked = client.get(answer.url).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', looked)[1]
    done = client.post(answer.url, {"seen": seen})
    run_job(Job.objects.latest("pk").pk)

    assert Need.objects.count() == 4
    assert found(*logged(), answer.url, done.url, *stored_around(), client.get(done.url).content.decode()) == []


def test_no_address_has_a_place_for_a_mark() -> None:
    patterns = [str(pattern) for pattern in get_resolver("frontdoor.record.urls").reverse_dict]

    assert "needs" in patterns
    assert found(*patterns) == []


def test_pages_of_others_do_not_have_it(amina, bryn, here, pupil, signed_in) -> None:
    """A teacher sees the pupil and no mark. A parent: tests/record/carers/test_pages.py."""
    client = signed_in(amina)
    for kind in NeedKind:
        client.post(f"/learners/{here.urn}/{pupil.pk}/needs/", SINCE | {"kind": kind})

    teacher = signed_in(bryn).get(f"/learners/{here.urn}/{pupil.pk}/").content.decode()
    assert pupil.name in teacher
    assert found(teacher) == []
