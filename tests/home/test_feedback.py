"""Feedback reaches a list that the department reads, holds nobody's address, and is forgotten after a year."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from lxml import html

from frontdoor.home import actions, inbox, tasks
from frontdoor.home.models import Feedback

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def said(words="Good.", made_at=NOW):
    return actions.say(words=words, page="help/", now=made_at)


def test_sending_keeps_the_words_and_the_kind_of_page(client):
    answer = client.post("/feedback/", {"words": "  <b>Good</b>  ", "page": "help/"})

    kept = Feedback.objects.get()
    assert answer["Location"] == "/feedback/thank-you/"
    assert (kept.words, kept.page, kept.read_at) == ("<b>Good</b>", "help/", None)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("", "Write what you think"), ("x" * 1201, "1,200 characters or less")],
)
def test_empty_or_long_words_get_a_sentence_and_are_kept(client, words, sentence):
    answer = client.post("/feedback/", {"words": words, "page": ""})

    tree = html.document_fromstring(answer.content)
    assert sentence in tree.cssselect(".govuk-error-summary")[0].text_content()
    assert (tree.get_element_by_id("id_words").text or "") == words
    assert not Feedback.objects.exists()


@override_settings(ACCOUNT_RATE_LIMITS={"feedback": "2/h/ip"})
def test_too_many_from_one_network_get_a_sentence(client):
    for _ in range(3):
        answer = client.post("/feedback/", {"words": "Again"})

    assert "Please try again later" in answer.content.decode()
    assert Feedback.objects.count() == 2


def test_form_needs_its_token():
    answer = Client(enforce_csrf_checks=True).post("/feedback/", {"words": "Good."})

    assert answer.status_code == 403
    assert "Please send that again" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_department_reads_newest_first_and_marks_as_read(dee, signed_in):
    said("First")
    said("Second <script>", NOW + timedelta(hours=1))
    client = signed_in(dee)

    page = html.document_fromstring(client.get("/feedback/list/").content)
    assert [p.text_content() for p in page.cssselect(".lines__said")] == ["Second <script>", "First"]

    upto = page.xpath("//input[@name='upto']/@value")[0]
    later = said("Came while they read", datetime.fromisoformat(upto) + timedelta(seconds=1))
    client.post("/feedback/list/", {"upto": upto})
    assert list(Feedback.objects.filter(read_at=None)) == [later]
    assert Feedback.objects.exclude(pk=later.pk).filter(read_by=dee).count() == 2


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_list_asks_as_much_for_any_number_of_rows(dee, signed_in, django_assert_num_queries, rows):
    for number in range(rows):
        said(f"Words {number}")
    client = signed_in(dee)

    with django_assert_num_queries(7):
        client.get("/feedback/list/")


def test_to_do_names_new_feedback_to_the_department_only(dee, amina, department):
    said()
    said()

    (task,) = inbox.due(dee, NOW)
    assert (task.what, task.organisation, task.url) == ("Read 2 pieces of feedback", department.name, "/feedback/list/")
    assert list(inbox.due(amina, NOW)) == []

    actions.mark_read(upto=NOW, by=dee, now=NOW)
    assert list(inbox.due(dee, NOW)) == []


def test_feedback_is_forgotten_after_a_year(time_machine):
    time_machine.move_to(NOW, tick=False)
    old, young = said(made_at=NOW - timedelta(days=366)), said(made_at=NOW - timedelta(days=364))

    tasks.forget_feedback()

    assert list(Feedback.objects.all()) == [young]
    assert old.pk != young.pk
