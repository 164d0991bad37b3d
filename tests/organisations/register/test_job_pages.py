"""The department loads the register and watches."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frontdoor.ground.jobs import progress
from frontdoor.ground.models import Job, State
from frontdoor.ground.tasks import run_job
from tests.factories import SchoolFactory, member
from tests.helpers import sign_in
from tests.load.gias_file import gias_file
from tests.organisations.test_import_establishments import personal_words

SAMPLE = Path(__file__).resolve().parents[1] / "gias_edubasealldata_sample.csv"


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(client, data: bytes = b""):
    file = SimpleUploadedFile("edubasealldata.csv", data or SAMPLE.read_bytes())
    return client.post("/register/import/", {"file": file})


def test_an_upload_leads_to_its_progress(signed_in, dee) -> None:
    answer = upload(signed_in(dee))

    assert answer.url == f"/register/import/{Job.objects.get().pk}/"


def test_progress_shows_rows_and_refreshes_without_script(signed_in, dee) -> None:
    client = signed_in(dee)
    page = upload(client).url
    Job.objects.update(state=State.RUNNING)
    progress.of(Job.objects.get().pk)(500, 6_381)

    shown = client.get(page).content.decode()

    assert "Row 500 of 6,381" in shown
    assert '<noscript><meta http-equiv="refresh"' in shown


def test_polling_stops_when_the_job_is_done(signed_in, dee) -> None:
    client = signed_in(dee)
    page = upload(client).url
    waiting = client.get(page, headers={"HX-Request": "true"})
    run_job(Job.objects.get().pk)
    done = client.get(page, headers={"HX-Request": "true"})

    assert (waiting.status_code, done.status_code) == (200, 286)
    assert "The file is loaded" in done.content.decode()


def test_no_file_gets_a_sentence(signed_in, dee) -> None:
    answer = signed_in(dee).post("/register/import/", {})

    assert "Choose the file of establishments or of links, no larger than 200 MB." in answer.content.decode()
    assert not Job.objects.exists()


def test_a_file_of_the_other_layout_is_refused_in_a_sentence(signed_in, dee) -> None:
    shown = upload(signed_in(dee), b"URN,LA,ESTAB,LAESTAB,SCHNAME\n1,2,3,4,A\n").content.decode()

    assert "“school information” file of the performance tables" in shown
    assert not Job.objects.exists()


LINKS = b"URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n136136,141491,Hope House School,Successor,\r\n"


def test_a_file_of_links_takes_the_same_way_and_moves_people(signed_in, dee) -> None:
    old = SchoolFactory(urn=136136, made_up=False, status_code="2")
    new = SchoolFactory(urn=141491, made_up=False)
    leader = member("lea@hope.example", "Lea Hope", old, "leader")
    client = signed_in(dee)

    page = upload(client, LINKS + b"x,1,,Successor,\r\n").url
    run_job(Job.objects.get().pk)

    job = Job.objects.get()
    assert (job.kind, job.state, job.created, job.updated, job.unchanged, job.rejected) == (
        "register-links",
        "done",
        1,
        0,
        0,
        1,
    )
    assert leader.memberships.get(ended_at=None).organisation == new
    shown = client.get(page).content.decode()
    assert "The file is loaded" in shown
    assert "1 links between schools are kept." in shown
    assert f"{page}rejected/" in shown
    assert ">Links<" in client.get("/register/import/").content.decode()


def test_a_file_of_links_again_counts_what_changed(signed_in, dee) -> None:
    client = signed_in(dee)
    for data in (LINKS, LINKS.replace(b"Hope", b"Hopeful") + b"141491,136136,Hope House School,Predecessor,\r\n"):
        upload(client, data)
        run_job(Job.objects.latest("pk").pk)

    job = Job.objects.latest("pk")
    assert (job.created, job.updated, job.unchanged) == (1, 1, 0)


def test_a_wrong_file_of_links_is_refused_in_a_sentence(signed_in, dee) -> None:
    shown = upload(signed_in(dee), b"LinkURN,LinkName\n1,A\n").content.decode()

    assert "the register’s file of links" in shown.replace("&#39;", "’").replace("'", "’")
    assert not Job.objects.exists()


def test_names_of_people_are_never_kept_of_an_upload(signed_in, dee, tmp_path) -> None:
    upload(signed_in(dee), gias_file(20))

    kept = "".join(file.read_text() for file in tmp_path.rglob("*") if file.is_file())
    assert "200019" in kept
    assert not personal_words(kept)


def test_a_form_without_its_token_is_refused(dee) -> None:
    assert upload(sign_in(Client(enforce_csrf_checks=True), dee)).status_code == 403


def test_rejected_rows_can_be_downloaded_by_the_uploader_only(signed_in, dee, department) -> None:
    colleague = member("dan@department.example", "Dan Poole", department, "department")
    client = signed_in(dee)
    data = SAMPLE.read_bytes()
    header, _, rest = data.partition(b"\r\n")
    first = rest.split(b"\r\n", 1)[0]
    wrong = first.replace(first.split(b",", 1)[0], b"x", 1)
    page = upload(client, header + b"\r\n" + wrong + b"\r\n" + rest).url
    run_job(Job.objects.get().pk)

    mine = client.get(f"{page}rejected/")

    assert Job.objects.get().rejected == 1
    assert b"reason" in b"".join(mine.streaming_content)
    assert signed_in(colleague).get(f"{page}rejected/").status_code == 404
    assert signed_in(colleague).get(page).status_code == 404


@pytest.mark.parametrize("files", [1, 3, 30])
def test_the_page_costs_the_same_for_any_number_of_files(
    signed_in, dee, files, django_assert_max_num_queries, time_machine
) -> None:
    client = signed_in(dee)
    for number in range(files):
        upload(client, gias_file(1, suffix=str(number)))
    with django_assert_max_num_queries(6):
        client.get("/register/import/")
