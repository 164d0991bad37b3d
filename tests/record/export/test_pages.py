"""A learner takes their record with them; nobody else gets it, and no copy stays."""

import json
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.record.models import (
    Activity,
    ActivityKind,
    Attendance,
    ClaimCode,
    Joining,
    Learner,
    Need,
    NeedKind,
    Participation,
)
from frontdoor.record.shown import holds
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

PAGE = reverse("record:export")


@pytest.fixture
def sam(here, amina) -> Learner:
    """A learner with an account and a row of each kind that this noun hands out, and a mark about needs."""
    account = UserFactory(email="sam@private.example", full_name="Sam Away")
    sam = LearnerFactory(given_names="Samira", family_name="Away", known_as="Sam", account=account)
    enrolment = enrolled(here, learner=sam, email="22sam@herefield.example")
    later = NOW + timedelta(days=60)
    ClaimCode.objects.create(
        enrolment=enrolment,
        code_hash="x",
        expires_at=later,
        created_by=amina,
        created_at=NOW,
        used_by=account,
        used_at=NOW,
    )
    Joining.objects.create(kept=sam, absorbed=LearnerFactory(joined_into=sam), cause="code", created_at=NOW)
    Letter.objects.create(
        key="code:1", kind="record-claim-code", to="22sam@herefield.example", subject="Your code is here",
        created_at=NOW, expires_at=later, next_at=NOW,
    )  # fmt: skip
    Need.objects.create(
        learner=sam, institution=here, kind=NeedKind.YOUNG_CARER, starts_on=NOW.date(), created_by=amina, created_at=NOW
    )
    visit = Activity.objects.create(
        institution=here, kind=ActivityKind.EMPLOYER, title="Visit to a made-up works", day=NOW.date(), hours=2,
        source="test", source_key="test:1", created_at=NOW,
    )  # fmt: skip
    Participation.objects.create(activity=visit, learner=sam, attendance=Attendance.ATTENDED)
    return sam


def squeezed(words: str) -> str:
    return "".join(words.split()).replace("\u200b", "")


def test_json_and_pdf_have_every_row_of_every_table(sam, signed_in) -> None:
    client = signed_in(sam.account)

    whole = json.loads(client.post(PAGE, {"form": "json", "sensitive": "on"}).content)
    pages = pypdf.PdfReader(BytesIO(client.post(PAGE, {"form": "pdf", "sensitive": "on"}).content)).pages
    pdf = "".join(squeezed(page.extract_text()) for page in pages)

    tables = {table["key"]: table["rows"] for table in whole["tables"]}
    assert {key: len(rows) for key, rows in tables.items()} == {one.key: len(one.rows) for one in holds(sam)}
    assert all(tables[key] for key in ("person", "account", "codes", "joinings", "letters"))
    words = [value for rows in tables.values() for row in rows for value in row.values() if isinstance(value, str)]
    for value in words:
        if not value[:4].isdigit():  # days and moments stand in words on paper
            assert squeezed(value) in pdf
    assert whole["held_back"]
    assert all(squeezed(words) in pdf for words in whole["held_back"])


@pytest.mark.parametrize("form", ["json", "pdf"])
def test_file_is_an_attachment_that_names_nobody_and_is_kept_nowhere(sam, signed_in, form: str) -> None:
    answer = signed_in(sam.account).post(PAGE, {"form": form})

    assert answer.headers["Content-Disposition"] == f'attachment; filename="my-careers-record.{form}"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_file_without_the_tick_has_no_sensitive_table_and_says_so(sam, signed_in, monkeypatch) -> None:
    whole = json.loads(signed_in(sam.account).post(PAGE, {"form": "json"}).content)

    sensitive = {table.key for table in holds(sam) if table.sensitive}
    assert sensitive.isdisjoint(table["key"] for table in whole["tables"])
    assert any("needs and support" in words for words in whole["held_back"]) == bool(sensitive)


def test_page_asks_again_when_nothing_is_chosen(sam, signed_in) -> None:
    answer = signed_in(sam.account).post(PAGE, {})

    assert "Choose what kind of file you want" in answer.content.decode()


def test_somebody_without_a_record_finds_no_page(signed_in, amina) -> None:
    assert signed_in(amina).get(PAGE).status_code == 404


def test_another_learners_rows_are_not_in_it(sam, here, signed_in) -> None:
    other = LearnerFactory(given_names="Zebedee", account=UserFactory())
    enrolled(here, learner=other)

    assert "Zebedee" not in signed_in(sam.account).post(PAGE, {"form": "json", "sensitive": "on"}).content.decode()
