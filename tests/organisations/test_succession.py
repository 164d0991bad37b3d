"""One school follows another: from real rows of the register's links file."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frontdoor.ground.importing import Report, run
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Contact, Link, Membership, Organisation, Role, Succession
from frontdoor.organisations.queries import line_of
from frontdoor.organisations.register import jobs
from frontdoor.organisations.register.links import import_links
from frontdoor.organisations.register.succession import succeed
from frontdoor.organisations.signals import succeeded
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.organisations.factories import waiting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEADER = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n"
# Real rows: a conversion seen from both its schools; two schools merged into one; a school split; a sixth-form centre.
CONVERSION = "136136,141491,Hope House School,Successor,\n141491,136136,Hope House School,Predecessor,\n"
MERGER = (
    "130451,130452,South Thames College,Successor - merged,01-08-2017\n"
    "130452,130451,South Thames College,Predecessor - merged,01-08-2017\n"
)
SPLIT = "145591,148768,The Barn,Successor - Split School,\n145591,148772,Rosehill,Successor - Split School,\n"
SIXTH_FORM = "100050,132838,LaSWAP Sixth Form,Sixth Form Centre Link,\n"


def school(urn: int, *, closed: bool = False) -> Organisation:
    return SchoolFactory(urn=urn, made_up=False, status_code="2" if closed else "1")


def follow(rows: str) -> Report:
    report = Report()
    run(lambda data, report: import_links(data, report, now=NOW), (HEADER + rows).encode(), report)
    return report


def people(organisation: Organisation) -> list[str]:
    return sorted(Membership.objects.filter(organisation=organisation, ended_at=None).values_list("role", flat=True))


def test_conversion_moves_people_contact_and_requests_once():
    old, new = school(136136, closed=True), school(141491)
    leader = MembershipFactory(organisation=old).user
    MembershipFactory(organisation=old, role=Role.HEAD)
    MembershipFactory(organisation=new, user=leader)
    Contact.objects.create(organisation=old, email="office@old.example", created_at=NOW)
    request = waiting(old)

    follow(CONVERSION)
    follow(CONVERSION)

    assert people(old) == []
    assert people(new) == ["head", "leader"]
    assert new.contacts.get().email == "office@old.example"
    request.refresh_from_db()
    assert request.organisation == new
    assert Succession.objects.get().created_at == NOW


def test_merger_of_two_puts_both_under_one():
    one, two, new = school(130451, closed=True), school(130453, closed=True), school(130452)
    for old in (one, two):
        MembershipFactory(organisation=old)
    follow(MERGER + MERGER.replace("130451", "130453"))
    assert people(new) == ["leader", "leader"]
    assert set(line_of(new)) == {new.pk, one.pk, two.pk}


def test_closure_without_successor_moves_nobody():
    old = school(136136, closed=True)
    MembershipFactory(organisation=old)
    follow("136136,136136,Hope House School,Closure,\n" + MERGER)
    assert people(old) == ["leader"]
    assert not Succession.objects.exists()


def test_school_that_is_still_open_is_not_followed():
    old, _new = school(136136), school(141491)
    MembershipFactory(organisation=old)
    follow(CONVERSION)
    assert people(old) == ["leader"]


def test_sixth_form_centre_is_no_succession():
    old, _centre = school(100050, closed=True), school(132838)
    MembershipFactory(organisation=old)
    follow(SIXTH_FORM)
    assert people(old) == ["leader"]
    assert not Succession.objects.exists()
    assert Link.objects.count() == 1


def test_split_school_waits_for_a_person():
    old = school(145591, closed=True)
    school(148768)
    school(148772)
    MembershipFactory(organisation=old)
    report = follow(SPLIT)
    assert people(old) == ["leader"]
    assert report.notes[-1] == (
        "1 closed schools have several successors. Nobody was moved. "
        "Choose one for each with the command succeed OLD_URN NEW_URN: 145591 (148768 or 148772)."
    )


def test_links_that_contradict_each_other_do_not_stop_the_file():
    old, new = school(136136, closed=True), school(141491, closed=True)
    MembershipFactory(organisation=old)
    report = follow(CONVERSION + "141491,136136,Hope House School,Successor,\n")
    assert people(new) == ["leader"]
    assert report.notes[-1].startswith("141491 is not followed by 136136. ")


def by_command(file: Path) -> None:
    call_command("import_establishments", str(file), stdout=StringIO())


def by_worker(file: Path) -> None:
    run(lambda data, report: jobs.load(data, report, by=None), file.read_bytes(), Report())


@pytest.mark.parametrize("load", [by_command, by_worker])
def test_later_file_without_links_moves_people_of_the_schools_it_closes(load, tmp_path):
    old, new = school(136136), school(141491)
    MembershipFactory(organisation=old)
    follow(CONVERSION)
    assert people(old) == ["leader"]
    file = tmp_path / "edubasealldata.csv"
    file.write_text(
        "URN,LA (code),EstablishmentName,EstablishmentStatus (code)\n136136,383,Hope House School,2\n", "cp1252"
    )

    load(file)
    load(file)

    assert people(old) == []
    assert people(new) == ["leader"]
    assert Succession.objects.count() == 1


# --- A person decides -------------------------------------------------------------------------------------------------
def decide(old: int, new: int) -> str:
    out = StringIO()
    call_command("succeed", str(old), str(new), stdout=out)
    return out.getvalue()


def test_succeed_moves_the_people_of_a_split_school_once():
    old, new = school(145591, closed=True), school(148768)
    school(148772)
    MembershipFactory(organisation=old)
    follow(SPLIT)

    said = [decide(145591, 148768), decide(145591, 148768)]

    assert people(new) == ["leader"]
    assert said[0] == said[1]
    assert "148768" in said[0]
    assert "several successors" not in " ".join(follow(SPLIT).notes)


def test_succeed_to_a_second_school_is_refused_and_the_people_stay_at_the_first():
    old, first, second = school(145591, closed=True), school(148768), school(148772)
    MembershipFactory(organisation=old)
    decide(145591, 148768)

    with pytest.raises(CommandError, match=r"\(148768\) follows .* already, and its people moved there"):
        decide(145591, 148772)

    assert (people(first), people(second)) == (["leader"], [])
    assert Succession.objects.get().new == first


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (145591, 145591, "can only be followed by another school"),
        (145591, 123, "There is no institution with the URN 123"),
        (145591, 900001, "made-up school and a real one"),
        (148768, 148772, "148768 is open"),
    ],
)
def test_succeed_refuses_with_a_sentence_and_moves_nobody(here, old, new, sentence):
    split = school(145591, closed=True)
    school(148768)
    school(148772)
    MembershipFactory(organisation=split)

    with pytest.raises(CommandError, match=sentence) as refusal:
        decide(old, new)

    assert refusal.value.returncode == 1
    assert people(split) == ["leader"]
    assert not Succession.objects.exists()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_line_of_three_keeps_every_pair_and_people_end_at_the_last(order):
    first, second, third = school(1, closed=True), school(2, closed=True), school(3)
    for place in (first, second):
        MembershipFactory(organisation=place)
    pairs = [(first, second), (second, third)]
    for number in order:
        old, new = pairs[number]
        succeed(old=old, new=new, by=None, now=NOW)
    assert set(line_of(third)) == {first.pk, second.pk, third.pk}
    assert set(line_of(second)) == {first.pk, second.pk}
    assert people(third) == ["leader", "leader"]
    assert people(second) == people(first) == []


def test_other_rooms_are_told_in_the_same_transaction():
    told = []

    def listen(sender, **facts):
        told.append((facts["old"], facts["new"], facts["now"]))

    old, new = school(1, closed=True), school(2)
    succeeded.connect(listen)
    try:
        succeed(old=old, new=new, by=UserFactory(), now=NOW)
        succeed(old=old, new=new, by=UserFactory(), now=NOW)
    finally:
        succeeded.disconnect(listen)
    assert told == [(old, new, NOW)]


def test_school_does_not_follow_itself_nor_its_successor_nor_an_invented_one():
    old, new = school(1, closed=True), school(2)
    with pytest.raises(Refused):
        succeed(old=old, new=old, by=None, now=NOW)
    with pytest.raises(Refused):
        succeed(old=old, new=SchoolFactory(), by=None, now=NOW)
    succeed(old=old, new=new, by=None, now=NOW)
    with pytest.raises(Refused):
        succeed(old=new, new=old, by=None, now=NOW)


def test_bad_link_rows_are_set_aside():
    report = follow("x,1,,Successor,\n1,2,,Successor,99-99-2020\n,,,Successor,\n")
    assert report.counts.rejected == 3
    assert not Link.objects.exists()
