"""The careers leader loads a roll: chooses the file, looks at what it does, says yes."""

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from frontdoor.ground.jobs import progress
from frontdoor.ground.models import Job, State
from frontdoor.ground.tasks import run_job
from frontdoor.organisations.models import Role
from frontdoor.record.models import Enrolment, Look, NewYear
from tests.factories import member
from tests.record.factories import SafeguardingContactFactory, enrolled
from tests.record.roll.files import HEADER, roll_file, row, upn

ROLL = "/learners/900001/roll/"


@pytest.fixture(autouse=True)
def _ready(tmp_path: Path, settings, here) -> None:
    settings.MEDIA_ROOT = tmp_path
    SafeguardingContactFactory(institution=here)


def choose(client, data: bytes) -> str:
    """Chooses a file and lets the worker read it; the address of its page."""
    answer = client.post(ROLL, {"file": SimpleUploadedFile("roll.csv", data)})
    run_job(Job.objects.latest("pk").pk)
    return answer.url


def mark(answer) -> str:
    """What the preview's form says that somebody looked at."""
    return re.search(r'name="seen" value="([0-9a-f]{64})"', answer.content.decode())[1]


def text(client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def yes(client, page: str, **more: str) -> str:
    """Says yes on the preview and lets the worker load; the page that says what became of it."""
    seen = mark(client.get(page))
    answer = client.post(page, {"seen": seen} | more)
    if answer.status_code == 200:
        return " ".join(answer.content.decode().split())
    run_job(Job.objects.latest("pk").pk)
    return text(client, answer.url)


def test_a_roll_is_looked_at_then_loaded(signed_in, amina) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1), row(2, DOB="soon"), row(3)))

    looked = text(client, page)
    assert not Enrolment.objects.exists()
    assert "Nothing is changed yet" in looked
    assert "Joiners: 2" in looked
    assert "Given1 Inventedson1" in looked
    assert "The date of birth is not a date" in looked

    done = yes(client, page)
    assert "The roll is loaded" in done
    assert Enrolment.objects.filter(ended_on=None).count() == 2
    assert Enrolment.objects.first().created_by == amina
    assert client.get(page).url == f"{ROLL}{Job.objects.latest('pk').pk}/"


def test_changes_show_before_and_after_and_leavers_their_names(signed_in, amina) -> None:
    client = signed_in(amina)
    yes(client, choose(client, roll_file(*[row(n) for n in range(1, 8)])))
    page = choose(client, roll_file(row(1, **{"Year Group": "12"}), *[row(n) for n in range(2, 7)]))
    looked = text(client, page)
    assert "Year group: Year 11 → Year 12" in looked
    assert "Leavers: 1" in looked
    assert "Given7 Inventedson7" in text(client, f"{page}leavers/")
    assert "Given1 Inventedson1" in text(client, f"{page}changes/")


def test_a_long_list_has_pages(signed_in, amina) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(*[row(n) for n in range(120)]))
    assert "See all 120" in text(client, page)
    assert "Given119" not in text(client, f"{page}joiners/")
    assert "Given119" in text(client, f"{page}joiners/?page=2")
    assert client.get(f"{page}others/").status_code == 404


def test_more_than_a_fifth_leaving_needs_a_tick(signed_in, amina) -> None:
    client = signed_in(amina)
    yes(client, choose(client, roll_file(*[row(n) for n in range(10)])))
    page = choose(client, roll_file(*[row(n) for n in range(5)]))
    assert "More than a fifth of your pupils are not in this file" in text(client, page)
    assert "Tick the box if so many pupils have left" in yes(client, page)
    assert Enrolment.objects.filter(ended_on=None).count() == 10
    assert "The roll is loaded" in yes(client, page, many_may_leave="on")
    assert Enrolment.objects.filter(ended_on=None).count() == 5


def test_a_roll_that_changed_before_the_yes_is_shown_again(signed_in, amina, here) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1)))
    seen = mark(client.get(page))
    enrolled(here)
    again = client.post(page, {"seen": seen})
    assert "has changed since you looked" in again.content.decode()
    assert mark(again) != seen


def test_a_roll_that_changed_before_the_worker_came_is_not_loaded(signed_in, amina, here) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1)))
    answer = client.post(page, {"seen": mark(client.get(page))})
    enrolled(here)
    run_job(Job.objects.latest("pk").pk)
    shown = text(client, answer.url)
    assert "Nothing was changed" in shown
    assert "Look at it again" in shown
    assert Enrolment.objects.count() == 1


def test_the_same_yes_twice_is_one_job(signed_in, amina) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1)))
    seen = {"seen": mark(client.get(page))}
    assert client.post(page, seen).url == client.post(page, seen).url
    assert Job.objects.filter(kind="roll").count() == 1


def test_progress_shows_rows_and_refreshes_without_script(signed_in, amina) -> None:
    client = signed_in(amina)
    page = client.post(ROLL, {"file": SimpleUploadedFile("roll.csv", roll_file(row(1)))}).url
    Job.objects.update(state=State.RUNNING)
    progress.of(Job.objects.get().pk)(300, 1_200)
    shown = text(client, page)
    assert "Row 300 of 1,200" in shown
    assert '<noscript><meta http-equiv="refresh"' in shown


def test_polling_ends_with_the_preview(signed_in, amina) -> None:
    client = signed_in(amina)
    page = client.post(ROLL, {"file": SimpleUploadedFile("roll.csv", roll_file(row(1)))}).url
    waiting = client.get(page, headers={"HX-Request": "true"})
    run_job(Job.objects.get().pk)
    done = client.get(page, headers={"HX-Request": "true"})
    assert (waiting.status_code, done.status_code, done.headers["HX-Refresh"]) == (200, 286, "true")


def test_what_is_no_roll_is_told_and_nothing_is_changed(signed_in, amina) -> None:
    client = signed_in(amina)
    page = choose(client, b"a,b\n1,2\n")
    assert "it has no column “Legal Surname”" in text(client, page)
    assert "Choose the file with your pupils." in client.post(ROLL, {}).content.decode()
    old = client.post(ROLL, {"file": SimpleUploadedFile("roll.xls", b"\xd0\xcf\x11\xe0" * 9)})
    assert "Save it as .xlsx or CSV" in old.content.decode()


def test_nothing_is_uploaded_before_a_contact_is_named(signed_in, hana, elsewhere) -> None:
    owner = member("lea@elsewhere.example", "Lea", elsewhere, Role.LEADER)
    page = f"/learners/{elsewhere.urn}/roll/"
    client = signed_in(owner)
    assert "First name your safeguarding contact" in text(client, page)
    client.post(page, {"file": SimpleUploadedFile("roll.csv", roll_file(row(1)))})
    assert not Job.objects.exists()


def test_a_file_is_seen_by_its_uploader_only(signed_in, amina, hana) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1, DOB="soon"), row(2)))
    assert b"reason" in b"".join(client.get(f"{page}rejected/file/").streaming_content)
    head = signed_in(hana)
    for address in (page, f"{page}joiners/", f"{page}rejected/file/"):
        assert head.get(address).status_code == 404
    assert page not in head.get(ROLL).content.decode()


def test_what_a_worker_reads_can_be_read_by_this_account_only_and_goes_with_the_upload(
    signed_in, amina, tmp_path
) -> None:
    choose(signed_in(amina), roll_file(row(1)))
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "jobs").iterdir()} == {0o600}


def test_a_file_that_is_deleted_is_said_so(signed_in, amina, tmp_path) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1)))
    for path in (tmp_path / "jobs").iterdir():
        path.unlink()
    assert "Files are kept for 30 days" in text(client, page)


def test_somebody_who_left_the_school_loads_nothing(signed_in, amina, here) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1)))
    client.post(page, {"seen": mark(client.get(page))})
    amina.memberships.all().delete()
    run_job(Job.objects.latest("pk").pk)
    assert Job.objects.latest("pk").notes == ["You can no longer load this roll."]
    assert not Enrolment.objects.exists()


def test_no_name_stands_in_an_address_a_note_or_the_database_beside_the_roll(signed_in, amina) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1), row(2, DOB="soon")))
    yes(client, page)
    kept = repr([*Job.objects.values("notes", "context", "upload", "rejects", "checksum")])
    assert "Given" not in kept
    assert upn(1) not in kept


@pytest.mark.parametrize("pupils", [20, 200])
def test_the_preview_costs_the_same_for_any_roll(signed_in, amina, pupils, django_assert_max_num_queries) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(*[row(n) for n in range(pupils)]))
    with django_assert_max_num_queries(16):
        client.get(page)


def test_a_new_year_is_started_on_its_page_once(signed_in, amina, here) -> None:
    leaver, stayer, young = [enrolled(here, year_group=group) for group in (13, 13, 9)]
    client = signed_in(amina)
    assert "Year 10" in text(client, f"{ROLL}new-year/")
    answer = client.post(f"{ROLL}new-year/", {"staying": [stayer.pk]}, follow=True)
    assert "Pupils who moved on: 2." in answer.content.decode()
    assert [Enrolment.objects.get(pk=one.pk).year_group for one in (leaver, stayer, young)] == [13, 14, 10]
    assert "It can be started once" in text(client, f"{ROLL}new-year/")
    again = client.post(f"{ROLL}new-year/", {"staying": []}, follow=True)
    assert "started on your roll already" in again.content.decode()
    assert NewYear.objects.count() == 1


def test_a_roll_of_this_year_is_not_moved_on_unwarned(signed_in, amina, here, time_machine) -> None:
    one = enrolled(here, year_group=9)
    time_machine.move_to("2026-11-20T09:00:00Z")
    page = f"{ROLL}new-year/"
    assert "first loaded in the year 2026 to 2027" in text(signed_in(amina), page)
    time_machine.move_to("2027-07-01T09:00:00Z")
    assert "first loaded in" not in text(signed_in(amina), page)
    Enrolment.objects.filter(pk=one.pk).update(created_at="2026-07-01T09:00:00Z")
    time_machine.move_to("2026-11-20T09:00:00Z")
    assert "first loaded in" not in text(signed_in(amina), page)


def test_the_pages_stand_on_the_schools_page_for_those_who_may(signed_in, amina, bryn) -> None:
    assert ROLL in signed_in(amina).get("/learners/900001/").content.decode()
    assert ROLL not in signed_in(bryn).get("/learners/900001/").content.decode()


def test_the_command_loads_a_roll_and_keeps_its_promise(tmp_path, here, capsys) -> None:
    file = tmp_path / "roll.csv"
    file.write_bytes(roll_file(*[row(n) for n in range(5)], row(9, DOB="soon")))
    call_command("import_learners", str(file), urn=here.urn)
    assert capsys.readouterr().out.splitlines()[-1] == "created=5 updated=0 unchanged=0 rejected=1"
    assert "The date of birth is not a date" in (tmp_path / "roll.csv.rejected.csv").read_text(encoding="utf-8-sig")
    call_command("import_learners", str(file), urn=here.urn)
    assert capsys.readouterr().out.splitlines()[-1] == "created=0 updated=0 unchanged=5 rejected=1"

    file.write_bytes(roll_file(row(1)))
    with pytest.raises(CommandError, match="--leavers") as refusal:
        call_command("import_learners", str(file), urn=here.urn)
    assert refusal.value.returncode == 2
    call_command("import_learners", str(file), urn=here.urn, leavers=True)
    assert capsys.readouterr().out.splitlines()[-1] == "created=0 updated=4 unchanged=1 rejected=0"
    with pytest.raises(CommandError, match="no institution"):
        call_command("import_learners", str(file), urn=999_999)


def test_headers_of_the_file_of_rejected_rows_are_the_files_own(signed_in, amina) -> None:
    client = signed_in(amina)
    page = choose(client, roll_file(row(1, DOB="soon")))
    first = b"".join(client.get(f"{page}rejected/file/").streaming_content).decode("utf-8-sig").splitlines()[0]
    assert first.split(",") == ["line", "reason", *HEADER]


def test_the_command_takes_a_workbook_and_standard_input(tmp_path, here, capsys, monkeypatch) -> None:
    book = Workbook()
    for cells in (["Pupils"], HEADER, row(1), row(2)):
        book.active.append(cells)
    book.save(tmp_path / "roll.xlsx")
    call_command("import_learners", str(tmp_path / "roll.xlsx"), urn=here.urn)
    assert capsys.readouterr().out.splitlines()[-1] == "created=2 updated=0 unchanged=0 rejected=0"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(roll_file(row(1), row(2)))))
    call_command("import_learners", "-", urn=here.urn)
    assert capsys.readouterr().out.splitlines()[-1] == "created=0 updated=0 unchanged=2 rejected=0"


def test_the_preview_of_a_file_keeps_who_was_shown_whom(here, amina, signed_in) -> None:
    leaver = enrolled(here, year_group=9).learner
    client = signed_in(amina)
    address = choose(client, roll_file(*[row(number) for number in range(3)]))
    Look.objects.all().delete()

    page = client.get(address).content.decode()

    assert leaver.family_name in page
    assert [one.learners for one in Look.objects.all()] == [[leaver.pk]]
