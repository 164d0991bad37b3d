"""`invite` and `import_contacts`, as the contract has them."""

import csv
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Contact, Joining, Kind, Organisation
from tests.factories import OrganisationFactory


def run(name, *args, **options):
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


def test_invite_makes_the_first_department_person(client, db):
    said = run("invite", "First@department.example", role="department")

    link = re.search(r"(/account/join/confirm/\?key=\S+)", said)[1]
    assert link in Letter.objects.get(to="first@department.example").text
    path, key = link.split("?key=")
    client.post(path, {"key": key, "full_name": "Dee Okafor"})
    department = Organisation.objects.get(kind="department")
    assert department.memberships.get().user.full_name == "Dee Okafor"


def test_invite_twice_is_one_department_and_one_letter(db):
    for _ in range(2):
        run("invite", "first@department.example", role="department")

    assert Organisation.objects.count() == Joining.objects.count() == Letter.objects.count() == 1


def test_invite_takes_a_school_by_its_urn(here, elsewhere):
    run("invite", "x@work.example", role="leader", organisation="900001")

    assert Joining.objects.get().organisation == here


@pytest.mark.parametrize(
    ("email", "options", "sentence"),
    [
        ("nonsense", {"role": "department"}, "not an email address"),
        ("x@work.example", {"role": "leader"}, "more than one"),
        ("x@work.example", {"role": "leader", "organisation": "123"}, "no such organisation"),
        ("x@work.example", {"role": "employer"}, "no such organisation"),
    ],
)
def test_invite_says_what_is_wrong_and_sends_nothing(here, elsewhere, email, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("invite", email, **options)

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("leader", "Load the register first"),
        ("council", "Load the register first"),
        ("hub", "There is no Careers Hub yet. Somebody from the department adds one first"),
        ("adviser-lead", "There is no adviser service yet. Somebody from the department adds one first"),
        ("adviser", "There is no adviser service yet. Somebody from the department adds one first"),
    ],
)
def test_invite_says_what_comes_first_on_an_empty_service(db, role, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("invite", "x@work.example", role=role)


def test_invite_finds_the_only_adviser_service_though_schools_have_advisers_too(here):
    service = OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Invented Advisers")

    run("invite", "ad@advisers.example", role="adviser")
    run("invite", "lead@advisers.example", role="adviser-lead", organisation="Invented Advisers")

    assert set(Joining.objects.values_list("organisation", "role")) == {
        (service.pk, "adviser"), (service.pk, "adviser-lead"),
    }  # fmt: skip


def test_invite_takes_an_adviser_of_a_school_by_its_urn(here, amina):
    run("invite", "ad@herefield.example", role="adviser", organisation="900001")

    assert Joining.objects.get().organisation == here


def test_import_contacts_keeps_the_good_and_names_the_bad(here, elsewhere, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text("URN,email\n900001,office@herefield.example\n900009,a@b.example\n900002,nonsense\n=1+1,=cmd\n")

    said = run("import_contacts", str(file))

    assert said.splitlines()[-1] == "created=1 updated=0 unchanged=0 rejected=3"
    rejected = list(csv.reader((tmp_path / "contacts.csv.rejected.csv").read_text("utf-8-sig").splitlines()))
    assert [row[1] for row in rejected[1:]] == [
        "There is no institution with this URN here.",
        "This is not an email address.",
        "The URN is not a number.",
    ]
    assert rejected[3][2:] == ["'=1+1", "'=cmd"]  # no spreadsheet runs it as a formula
    assert Contact.objects.get().organisation == here
    assert not Letter.objects.exists()


def test_import_contacts_keeps_those_of_schools_that_are_open_by_the_register(here, elsewhere, tmp_path):
    Organisation.objects.filter(pk=here.pk).update(status_code="3", close_date="2027-08-31")
    Organisation.objects.filter(pk=elsewhere.pk).update(status_code="2", close_date=None)
    file = tmp_path / "contacts.csv"
    file.write_text("URN,email\n900001,office@herefield.example\n900002,office@elsewhere.example\n")

    run("import_contacts", str(file))

    assert Contact.objects.get().organisation == here
    assert "This institution is closed." in (tmp_path / "contacts.csv.rejected.csv").read_text()


def test_import_contacts_again_changes_nothing(here, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text("URN,email\n900001,office@herefield.example\n")
    run("import_contacts", str(file))

    assert run("import_contacts", str(file)).splitlines()[-1] == "created=0 updated=0 unchanged=1 rejected=0"


def test_import_contacts_may_invite_too(here, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text("URN,email\n900001,office@herefield.example\n")

    run("import_contacts", str(file), invite=True)

    assert Joining.objects.get().email == "office@herefield.example"


def test_import_contacts_refuses_another_file(here, tmp_path):
    file = tmp_path / "pupils.csv"
    file.write_text("Name,Age\nAnn,12\n")

    with pytest.raises(CommandError, match="list of contacts") as refusal:
        run("import_contacts", str(file))

    assert refusal.value.returncode == 2
    assert not Contact.objects.exists()
