"""The words of choices: whole, sourced where they state a fact, and plain."""

import pytest

from frontdoor.careers.choices.stages import STAGES, easy_read, lessons, links_out, stage, stages
from frontdoor.careers.entries import SUBJECTS
from frontdoor.careers.routes.rows import ways_at
from tests.careers.factories import CareerFactory
from tests.reading import reading_age

CONTRACT = {"13", "16", "18", "left-early", "adult", "changing-career", "returning", "send", "parents", "teachers"}
EASY = ["13", "16", "send"]


def test_all_ten_readers_have_a_page():
    assert set(STAGES) == CONTRACT
    assert len(stages()) == 10
    assert stage("nobody") is None


@pytest.mark.parametrize("key", STAGES)
def test_page_has_something_to_do_to_know_to_compare_and_where_to_go(key):
    page = stage(key)

    assert len(page.steps) >= 3
    assert page.know
    assert page.links
    for table in page.tables:
        assert len(ways_at(table.stage)) >= 5


@pytest.mark.parametrize("key", STAGES)
def test_outside_links_and_sources_are_secure_and_reviewed(key):
    page = stage(key)
    rows = [*page.steps, *page.know]
    addresses = [row.href for row in rows if row.href] + [row.source.url for row in rows if row.source]

    assert all(address.startswith(("https://", "/")) for address in addresses)
    assert all(row.source.date <= page.reviewed for row in rows if row.source)
    assert all(row.href == "" or row.link for row in rows)


def test_page_about_special_needs_states_no_right_without_its_source():
    assert all(row.source for row in stage("send").know)


def test_official_searches_are_linked_with_their_review():
    assert {"courses", "apprenticeships", "university", "costs-adult", "costs-16"} <= set(links_out())
    assert all(link.reviewed and link.href.startswith("https://") for link in links_out().values())


def test_parents_get_conversation_starters():
    assert sum(len(occasion.lines) for occasion in stage("parents").starters) >= 12


def test_every_subject_has_three_lesson_starters():
    assert set(lessons()) == set(SUBJECTS)
    assert {len(rows) for rows in lessons().values()} == {3}


@pytest.mark.parametrize("key", EASY)
def test_easy_read_has_one_short_idea_a_line_with_a_picture(key):
    lines = [line for part in easy_read(key)["parts"] for line in part["lines"]]

    assert len(lines) >= 12
    for line in lines:
        assert line["icon"]
        assert all(len(sentence.split()) <= 11 for sentence in line["text"].split(". "))


def test_only_three_readers_have_easy_read():
    assert [key for key in STAGES if easy_read(key)] == EASY


NAMES = ["apprenticeship", "qualification", "university", "universities", "supported internship", "EHC plan", "T level"]


@pytest.mark.parametrize("key", STAGES)
def test_words_are_for_readers_of_11(key):
    page = stage(key)
    said = [page.lead, *(f"{row.title}. {row.text}" for row in [*page.steps, *page.know])]
    said += [f"{line}" for occasion in page.starters for line in occasion.lines]
    said += [str(line) for way in ways_at(page.tables[0].stage) for line in (way.long, way.money, way.leads, *way.need)]

    assert reading_age(" ".join(text if text[-1] in ".?!”" else f"{text}." for text in said), *NAMES) <= 11


@pytest.mark.django_db
def test_career_of_a_subject_is_listed(client):
    CareerFactory(slug="vet", title="Vet", subjects=["biology", "maths"])
    CareerFactory(slug="poet", title="Poet", subjects=["english"])

    page = client.get("/choices/teachers/biology/").content.decode()

    assert "Vet" in page
    assert "Poet" not in page
    assert "1 career that it helps with" in page
    assert client.get("/choices/teachers/alchemy/").status_code == 404
