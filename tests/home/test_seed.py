"""The invented world of demo mode."""

import csv
import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict

from frontdoor.organisations import data
from frontdoor.organisations.invented.actions import make_invented
from frontdoor.organisations.invented.bodies import COUNCILS, SCHOOLS
from frontdoor.organisations.models import Contact, Form, Membership, Organisation
from frontdoor.organisations.scope import Facts, rule
from frontdoor.people.models import User

CONTRACT = {
    "student", "adult", "parent", "leader", "head", "teacher", "otherleader", "adviser", "employer", "provider", "hub",
    "council", "ncs", "department",
}  # fmt: skip


def state() -> list[dict]:
    rows = [*Organisation.objects.order_by("pk"), *User.objects.order_by("pk"), *Membership.objects.order_by("pk")]
    return [model_to_dict(row) for row in rows]


def demo_people() -> dict[str, dict]:
    out = StringIO()
    call_command("demo", stdout=out)
    return {person["email"].split("@")[0]: person for person in json.loads(out.getvalue())}


def test_every_demo_person_of_the_contract_is_made(client, db, settings):
    make_invented()

    people = demo_people()

    assert set(people) == CONTRACT | {"adviserlead"}  # the contract may be added to
    assert {people[name]["urn"] for name in ("leader", "head", "teacher")} == {900_001}
    assert people["otherleader"]["urn"] == 900_002
    assert people["student"]["organisation"] is None
    assert client.login(email="leader@demo.frontdoor.example", password=settings.DEMO_PASSWORD)


def test_institutions_of_all_three_forms_are_invented_and_marked(db):
    make_invented()

    made = Organisation.objects.filter(urn__gte=900_001)
    assert made.count() >= 24
    assert set(made.values_list("form", flat=True)) == set(Form)
    assert not Organisation.objects.filter(made_up=False).exists()


def test_the_scope_rule_says_of_each_what_the_invention_says(db):
    make_invented()

    for school in Organisation.objects.filter(kind="institution"):
        facts = Facts(
            school.type_code,
            school.type_group_code,
            school.phase_code,
            school.status_code,
            school.age_low,
            school.age_high,
        )
        verdict = rule(facts)
        assert (verdict.scope, verdict.form) == (school.scope, school.form), school.name


def test_seed_puts_the_register_beside_the_invented_and_changes_nothing_when_run_again(db):
    call_command("seed", size="demo", stdout=StringIO())
    first = state()
    assert Organisation.objects.filter(kind="institution", made_up=False).count() > 6_000
    assert not Membership.objects.filter(organisation__made_up=False).exists()
    assert not Contact.objects.filter(organisation__made_up=False).exists()

    call_command("seed", stdout=StringIO())

    assert state() == first


@pytest.mark.parametrize("command", ["seed", "demo"])
def test_demo_commands_refuse_outside_demo_mode(db, settings, command):
    settings.DEMO = False

    with pytest.raises(CommandError, match="only in demo mode"):
        call_command(command)

    assert not User.objects.exists()


def test_demo_says_what_to_run_before_the_seed(db):
    with pytest.raises(CommandError, match="seed --size demo"):
        call_command("demo")


def plain(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.lower().replace("'", "").replace("saint ", "st ")).strip()


def test_no_invented_institution_bears_a_real_one_s_name():
    shipped = data.read("establishments_england.csv.gz").decode()
    real = {plain(row["EstablishmentName"]) for row in csv.DictReader(StringIO(shipped))}

    assert not {school.name for school in SCHOOLS if plain(school.name) in real}
    assert not any(code.isdigit() for code in COUNCILS)
