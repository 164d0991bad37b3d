"""A file of activities is chosen, loaded by the worker, and seen by its uploader only."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frontdoor.ground.models import Job, State
from frontdoor.ground.tasks import run_job
from frontdoor.organisations.models import Membership
from frontdoor.record.models import Activity
from tests.record.factories import enrolled

PAGE = "/learners/900001/activities/file/"
FILE = b"Title,Kind,Date,Hours,UPN\nBridges,employer,16/11/2026,1,A1\nBridges,employer,16/11/2026,1,A9\n"


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def chosen(client) -> str:
    return client.post(PAGE, {"file": SimpleUploadedFile("activities.csv", FILE)}).url


def test_a_file_is_loaded_and_its_rejected_rows_fetched(signed_in, here, amina, hana) -> None:
    enrolled(here, upn="A1")
    client = signed_in(amina)
    page = chosen(client)
    assert "Waiting for a free worker" in client.get(page).content.decode()
    run_job(Job.objects.get().pk)
    assert "The activities are loaded" in client.get(page, headers={"HX-Request": "true"}).content.decode()
    found = Activity.objects.get()
    assert (found.created_by, found.source[:18]) == (amina, "Loaded from a file")
    assert b"Nobody on your roll" in b"".join(client.get(f"{page}rejected/").streaming_content)
    assert "1 rejected" in client.get(PAGE).content.decode()
    assert signed_in(hana).get(page).status_code == 404
    assert signed_in(hana).get(f"{page}rejected/").status_code == 404


def test_who_may_not_any_more_loads_nothing(signed_in, here, amina) -> None:
    enrolled(here, upn="A1")
    chosen(signed_in(amina))
    Membership.objects.filter(user=amina).delete()
    run_job(Job.objects.get().pk)
    assert (Job.objects.get().state, Activity.objects.count()) == (State.FAILED, 0)


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "This file is empty"), (b"\xd0\xcf\x11\xe0", "old Excel"), (b"x" * 2_900_001, "2.9 MB")]
)
def test_a_file_that_cannot_be_one_gets_a_sentence(signed_in, amina, data, said) -> None:
    answer = signed_in(amina).post(PAGE, {"file": SimpleUploadedFile("activities.csv", data)})
    assert said in answer.content.decode()
    assert not Job.objects.exists()
