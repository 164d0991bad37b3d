"""The list: who is on it, what its counts say, its file, and what each person sees of it."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from frontdoor.organisations.models import Contact, Form, Organisation, Scope
from frontdoor.oversight import queries
from tests.benchmarks.factories import ElsewhereReportFactory, ReturnFactory
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
LIST = "/compliance/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


def names(response) -> list[str]:
    page = html.fromstring(response.content)
    return [link.text for link in page.cssselect("table.stacks tbody th a")]


def rows_of(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_hub_sees_its_own_councils_institutions_and_the_department_all(hugo, dee, here, elsewhere, beyond, signed_in):
    mine = ["Elsewhere Academy (Made-up school)", "Herefield School (Made-up school)"]

    assert names(signed_in(hugo).get(LIST)) == mine
    assert names(signed_in(dee).get(LIST)) == ["Beyond School (Made-up school)", *mine]


def test_list_holds_open_institutions_in_scope_only(hugo, council, here, signed_in):
    SchoolFactory(council=council, status_code="2")
    SchoolFactory(council=council, scope=Scope.OUT)
    SchoolFactory(council=council, scope=Scope.NOT_KNOWN, name="Unknown School")

    assert names(signed_in(hugo).get(LIST)) == ["Herefield School (Made-up school)"]
    assert names(signed_in(hugo).get("/compliance/scope-not-known/")) == ["Unknown School (Made-up school)"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=not-yet", {"Here", "Draft"}),
        ("state=draft", {"Draft"}),
        ("state=reported", {"Sent", "Else"}),
        ("state=elsewhere", {"Else"}),
        ("type=colleges", {"Else"}),
        ("area=council:X92", set()),
        ("area=council:X91", {"Here", "Draft", "Sent", "Else"}),
        ("area=x91", {"Here", "Draft", "Sent", "Else"}),
        ("area=Inventshire Council", {"Here", "Draft", "Sent", "Else"}),
        ("words=dRAf", {"Draft"}),
        ("words=900501", {"Sent"}),
        ("type=schools&state=not-yet&words=inventham", {"Here", "Draft"}),
    ],
)
def test_filters(dee, council, beyond, signed_in, query, found):
    SchoolFactory(name="Here", council=council)
    ReturnFactory(organisation=SchoolFactory(name="Draft", council=council))
    ReturnFactory(organisation=SchoolFactory(name="Sent", urn=900501, council=council), submitted=True)
    ElsewhereReportFactory(organisation=SchoolFactory(name="Else", council=council, form=Form.COLLEGES))
    Organisation.objects.filter(pk=beyond.pk).update(status_code="2")

    shown = names(signed_in(dee).get(f"{LIST}?{query}"))

    assert {name.removesuffix(" (Made-up school)") for name in shown} == found


def test_area_that_is_not_there_is_told_and_shows_nothing(hugo, here, signed_in):
    response = signed_in(hugo).get(f"{LIST}?area=Atlantis")

    assert "Choose an area from the list." in response.content.decode()
    assert names(response) == []


def test_counts_are_those_of_the_list_for_every_state(dee, council):
    for number in range(3):
        ReturnFactory(organisation=SchoolFactory(council=council), submitted=number == 0)
    SchoolFactory(council=council)
    rows = queries.covered(dee, queries.Filters(), today=TODAY)
    counts = queries.counts(rows)

    assert counts["not-yet"] == 3
    assert counts["reported"] == 1
    for state in ["", *queries.STATES]:
        assert counts[state] == queries.in_state(rows, state).count()


@pytest.mark.parametrize("path", [LIST, "/compliance/no-contact/", "/compliance/scope-not-known/"])
def test_lists_cost_the_same_queries_at_any_length(hugo, council, signed_in, path):
    scope = Scope.NOT_KNOWN if "scope" in path else Scope.IN
    client, costs, rows = signed_in(hugo), set(), 0
    for wanted in (1, 3, 30):
        SchoolFactory.create_batch(wanted - rows, council=council, scope=scope)
        rows = wanted
        with CaptureQueriesContext(connection) as asked:
            assert len(names(client.get(path))) == wanted
        costs.add(len(asked))

    assert len(costs) == 1
    assert costs.pop() < 12


def test_csv_is_the_same_list_with_the_same_filters(hugo, council, here, signed_in):
    ReturnFactory(organisation=SchoolFactory(name="Sent", council=council), submitted=True)

    [row] = rows_of(signed_in(hugo).get(reverse("oversight:coverage-csv") + "?state=reported"))

    assert row["Name"] == "Sent (Made-up school)"
    assert row["Return"] == "Submitted"
    assert row["Council"] == "Inventshire Council"


def test_csv_cell_that_a_spreadsheet_would_run_is_made_harmless(hugo, council, signed_in):
    SchoolFactory(council=council, name="=HYPERLINK(A1)", town="@SUM(1)")

    [row] = rows_of(signed_in(hugo).get(reverse("oversight:coverage-csv")))

    assert row["Name"].startswith("'=")
    assert row["Town"].startswith("'@")


def test_no_contact_lists_who_cannot_be_reached_and_has_not_yet_reported(hugo, council, here, amina, signed_in):
    lost = SchoolFactory(council=council, name="Lost School")
    written = SchoolFactory(council=council, name="Contact School")
    Contact.objects.create(organisation=written, email="office@contact.example", created_at="2026-09-01T09:00Z")
    ReturnFactory(organisation=SchoolFactory(council=council), submitted=True)

    assert names(signed_in(hugo).get("/compliance/no-contact/")) == [lost.label]


def test_words_are_not_yet_reported_and_never_overdue(hugo, here, signed_in):
    page = signed_in(hugo).get(LIST).content.decode().lower()

    assert "not yet reported" in page
    assert "overdue" not in page
    assert "late" not in html.fromstring(page).cssselect("main")[0].text_content().split()


def test_page_of_a_name_that_is_a_tag_shows_it_as_words(hugo, council, signed_in):
    SchoolFactory(council=council, name="<script>alert(1)</script>")

    assert b"<script>alert" not in signed_in(hugo).get(LIST).content
