"""Careers edited by hand."""

import pytest

from frontdoor.careers.models import Career
from tests.careers.factories import CareerFactory

pytestmark = pytest.mark.django_db
LINES = ("does", "helps", "leads", "also", "subjects", "skills")


@pytest.fixture
def editor(dee, signed_in):
    """Somebody of the department who may use the admin."""
    dee.is_staff = dee.is_superuser = True
    dee.save()
    return signed_in(dee)


def test_editor_changes_words_and_says_who_reviewed_them(editor, client):
    career = CareerFactory(slug="keeper", title="Keeper")
    career.categories.set([career.main_category])
    form = {
        "title": "Keeper",
        "main_category": career.main_category_id,
        "categories": [career.main_category_id],
        "overview": "An editor wrote this. It is new.",
        **dict.fromkeys(LINES, ""),
        "traits": "{}",
        "checks": "[]",
        "facts_as_at": "2020-11-16",
        "words": "ours",
        "reviewer": "Content team",
        "reviewed_on": "2026-12-01",
    }

    response = editor.post(f"/admin/careers/career/{career.pk}/change/", form)

    assert response.status_code == 302, response.content.decode()[:2000]
    career = Career.objects.get()
    assert (career.reviewer, str(career.reviewed_on)) == ("Content team", "2026-12-01")
    assert career.edited_at
    page = client.get("/careers/keeper/").content.decode()
    assert "An editor wrote this. It is new." in page
    assert "last reviewed on 1 December 2026" in page


def test_careers_are_neither_added_nor_deleted_by_hand(editor):
    career = CareerFactory()

    assert editor.get("/admin/careers/career/add/").status_code == 403
    assert editor.post(f"/admin/careers/career/{career.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Career.objects.count() == 1
