"""The pages of a return as people meet them."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from lxml import html

from benchmarks.frameworks.shape import Facts
from benchmarks.models import Answer, ElsewhereReport, Return, State
from benchmarks.returns.queries import entries
from frontdoor.organisations.models import Role
from tests.benchmarks.factories import YEAR, ElsewhereReportFactory, ReturnFactory, submitted_return
from tests.factories import MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 15, 40, tzinfo=UTC)
FACTS = Facts(frozenset({7, 11}), {"year-7": 100, "year-11": 90}).as_json()


@pytest.fixture(autouse=True)
def _friday_afternoon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(here, amina):
    return ReturnFactory(organisation=here, created_by=amina, facts=FACTS)


def page(name: str, **more) -> str:
    return reverse(f"benchmarks:{name}", kwargs={"urn": 900001, "year": YEAR, **more})


def text(answer) -> str:
    return " ".join(html.document_fromstring(answer.content).xpath("//main")[0].text_content().split())


def test_home_leads_on_when_there_is_one_institution(signed_in, amina):
    client = signed_in(amina)
    assert client.get("/benchmarks/").url == "/benchmarks/900001/"
    assert client.get("/benchmarks/2026-27/").url == "/benchmarks/900001/2026-27/"


def test_home_lists_several_institutions_with_their_state(signed_in, amina, elsewhere, draft):
    MembershipFactory(user=amina, organisation=elsewhere, role=Role.LEADER)
    said = text(signed_in(amina).get("/benchmarks/"))
    assert "Herefield School Draft" in said
    assert "Elsewhere Academy Not started" in said


def test_task_list_of_a_correction_says_which_return_counts(signed_in, amina, here):
    submitted_return(organisation=here)
    ReturnFactory(organisation=here, number=2)
    seen = text(signed_in(amina).get(page("year")))
    assert "This is a correction of the return that was submitted on 9 November 2026. That one counts until" in seen


def test_draft_beside_a_report_made_elsewhere_says_which_counts(signed_in, amina, here, draft):
    ElsewhereReportFactory(organisation=here, tool="Compass+")
    seen = signed_in(amina).get(page("year"))
    assert "You reported with Compass+ on" in text(seen)
    assert "You need not finish this draft" in text(seen)
    assert html.document_fromstring(seen.content).xpath(f"//main//a[@href='{page('elsewhere')}']/text()") == [
        "Correct what you reported"
    ]


def test_draft_of_an_earlier_year_is_listed_with_the_note_that_sent_it_back(signed_in, amina, here):
    said = {"sent_back_at": NOW, "sent_back_name": "Hana Novak", "sent_back_note": "Look at benchmark 3"}
    ReturnFactory(organisation=here, year="2025-26", **said)
    client = signed_in(amina)
    listed = html.document_fromstring(client.get("/benchmarks/900001/").content)
    (address,) = listed.xpath("//a[starts-with(., 'A draft that was not submitted')]/@href")
    assert "Look at benchmark 3" in text(client.get(address))


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_home_costs_the_same_at_any_length(rows, signed_in, amina, elsewhere, django_assert_num_queries):
    MembershipFactory(user=amina, organisation=elsewhere, role=Role.LEADER)
    for _ in range(rows - 1):
        MembershipFactory(user=amina, organisation=SchoolFactory(), role=Role.LEADER)
    client = signed_in(amina)
    client.get("/benchmarks/")
    with django_assert_num_queries(HOME_QUERIES):
        client.get("/benchmarks/")


@pytest.mark.parametrize("years", [1, 3, 9])
def test_all_years_cost_the_same_at_any_length(years, signed_in, amina, here, django_assert_num_queries):
    for back in range(years):
        submitted_return(organisation=here, year=f"{2025 - back}-{(26 - back) % 100:02d}")
    client = signed_in(amina)
    client.get("/benchmarks/900001/")
    with django_assert_num_queries(INSTITUTION_QUERIES):
        client.get("/benchmarks/900001/")


HOME_QUERIES = 6
INSTITUTION_QUERIES = 8
SCHOOL_PAGE = 11  # queries at most (issue 3.5)


@pytest.mark.parametrize(
    ("name", "more", "most"),
    [
        ("year", {}, SCHOOL_PAGE),
        ("facts", {}, SCHOOL_PAGE),
        ("benchmark", {"number": 1}, SCHOOL_PAGE),
        ("check", {}, SCHOOL_PAGE),
    ],
)
def test_pages_of_a_draft_keep_to_their_queries(
    name, more, most, signed_in, amina, draft, django_assert_max_num_queries
):
    client = signed_in(amina)
    with django_assert_max_num_queries(most):
        assert client.get(page(name, **more)).status_code == 200


def test_future_year_and_wrong_year_are_not_found(signed_in, amina):
    client = signed_in(amina)
    for address in ("/benchmarks/900001/2027-28/", "/benchmarks/900001/2026-28/", "/benchmarks/900001/2010-11/"):
        assert client.get(address).status_code == 404


def test_share_above_its_base_gets_a_sentence_and_keeps_the_answers(signed_in, amina, draft):
    answer = signed_in(amina).post(page("benchmark", number=4), {"q-4-1-year-7": "101", "shown": "{}"})
    assert "cannot be more than 100, which is how many Year 7 pupils" in text(answer)
    assert html.document_fromstring(answer.content).get_element_by_id("id_q-4-1-year-7").get("value") == "101"
    assert not Answer.objects.exists()


@pytest.mark.parametrize("typed", ["many", "-1", "1.5", "9" * 40, "\u0661\u0662x"])
def test_wrong_numbers_get_a_sentence(typed, signed_in, amina, draft):
    answer = signed_in(amina).post(page("benchmark", number=4), {"q-4-1-year-7": typed, "shown": "{}"})
    assert "There is a problem" in text(answer)
    assert not Answer.objects.exists()


def test_an_answer_that_is_not_offered_gets_a_sentence(signed_in, amina, draft):
    answer = signed_in(amina).post(page("benchmark", number=1), {"q-1-1-governors": "perhaps", "shown": "{}"})
    assert "Choose one of the answers" in text(answer)
    assert not Answer.objects.exists()


def test_note_that_is_too_long_gets_a_sentence(signed_in, amina, draft):
    answer = signed_in(amina).post(page("benchmark", number=1), {"note-1-2-evidence": "x" * 2001, "shown": "{}"})
    assert "2,000 characters or fewer" in text(answer)


def test_ten_megabyte_answer_is_refused_and_changes_nothing(signed_in, amina, draft):
    answer = signed_in(amina).post(page("benchmark", number=1), {"note-1-2-evidence": "x" * 10_000_000})
    assert answer.status_code == 413
    assert entries(draft) == {}


@pytest.mark.parametrize("shown", ["", "not json", "[1]", "[" * 5000])
def test_unreadable_memory_of_the_page_never_overwrites(shown, signed_in, amina, draft):
    Answer.objects.create(
        of_return=draft, question="1.1.governors", value={"value": "yes"}, changed_by=amina, changed_at=NOW
    )
    answer = signed_in(amina).post(page("benchmark", number=1), {"q-1-1-governors": "no", "shown": shown})
    assert "Choose which answer to keep" in text(answer)
    assert Answer.objects.get().value == {"value": "yes"}


def test_second_save_sees_both_answers_and_chooses(signed_in, amina, hana, draft):
    first, second = signed_in(amina), signed_in(hana)
    where = page("benchmark", number=1)
    first.post(where, {"q-1-1-governors": "yes", "shown": "{}", "continue": "yes"})
    met = second.post(where, {"q-1-1-governors": "no", "q-1-4": "partly", "shown": "{}", "return": "yes"})
    assert "Keep what is there now: Yes Amina Yusuf, 20 November 2026 at 3:40pm" in text(met)
    assert "Use what I entered: No" in text(met)
    assert entries(draft)["answer:1.4"] == {"value": "partly"}
    form = html.document_fromstring(met.content).xpath("//main//form")[0]
    data = {box.get("name"): box.get("value") for box in form.xpath(".//input[@type='hidden']")}
    asked = second.post(where, data)
    assert "Choose which answer to keep: Do your governors" in text(asked)
    done = second.post(where, data | {"choose-answer-1-1-governors": "mine"})
    assert done.url == page("year")
    assert entries(draft)["answer:1.1.governors"] == {"value": "no"}


def test_keeping_theirs_changes_nothing(signed_in, amina, hana, draft):
    where = page("benchmark", number=1)
    signed_in(amina).post(where, {"q-1-1-governors": "yes", "shown": "{}"})
    data = {
        "choosing": "yes",
        "clash": "answer:1.1.governors",
        "q-1-1-governors": "no",
        "shown": json.dumps({"answer:1.1.governors": {"value": "yes"}}),
        "choose-answer-1-1-governors": "theirs",
    }
    signed_in(hana).post(where, data)
    assert entries(draft)["answer:1.1.governors"] == {"value": "yes"}


def test_third_person_between_is_not_overwritten_by_the_choice(signed_in, amina, hana, draft):
    where = page("benchmark", number=1)
    signed_in(amina).post(where, {"q-1-1-governors": "partly", "shown": "{}"})
    data = {
        "choosing": "yes",
        "clash": "answer:1.1.governors",
        "q-1-1-governors": "no",
        "shown": json.dumps({"answer:1.1.governors": {"value": "yes"}}),  # chosen while it still said yes
        "choose-answer-1-1-governors": "mine",
    }
    assert "Choose which answer to keep" in text(signed_in(hana).post(where, data))
    assert entries(draft)["answer:1.1.governors"] == {"value": "partly"}


def test_two_tabs_of_two_schools_never_cross(signed_in, amina, elsewhere, draft):
    MembershipFactory(user=amina, organisation=elsewhere, role=Role.LEADER)
    other = ReturnFactory(organisation=elsewhere)
    client = signed_in(amina)
    client.get(reverse("benchmarks:benchmark", args=[900002, YEAR, 1]))
    client.post(page("benchmark", number=1), {"q-1-1-governors": "yes", "shown": "{}"})
    assert entries(draft) == {"answer:1.1.governors": {"value": "yes"}}
    assert entries(other) == {}


def test_check_page_names_the_blanks_once_and_lets_them_go(signed_in, amina, draft):
    client = signed_in(amina)
    said = text(client.get(page("check")))
    assert said.count("Some questions are not answered") == 1
    assert "A trained careers leader" in said
    client.post(page("send"), {"email": "head@herefield.example"})
    draft.refresh_from_db()
    assert draft.state == State.WITH_HEAD


@pytest.mark.parametrize(
    ("to", "typed"),
    [
        (page("facts"), {"years": ["7"], "year-7": "100", "shown": "{}"}),
        (page("benchmark", number=1), {"shown": "{}"}),
        (page("send"), {"email": "head@herefield.example"}),
    ],
)
def test_draft_that_somebody_deletes_meanwhile_gets_a_sentence(to, typed, signed_in, amina, draft):
    def deleted_first(execute, sql, params, many, context):
        if "FOR UPDATE" in sql:
            Return.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(deleted_first):
        answer = signed_in(amina).post(to, typed, follow=True)
    assert "This draft was deleted." in answer.content.decode()


def test_too_many_letters_to_the_head_get_a_sentence(signed_in, amina, draft, settings):
    settings.ACCOUNT_RATE_LIMITS = {"to-head": "1/h/user"}
    client = signed_in(amina)
    client.post(page("send"), {"email": "head@herefield.example"})
    again = client.post(page("send-again"), {"email": "other@herefield.example"}, follow=True)
    assert "many letters to heads" in again.content.decode()
    client.post(page("take-back"))
    assert "many letters to heads" in text(client.post(page("send"), {"email": "head@herefield.example"}))
    assert draft.head_links.count() == 1


def test_wrong_address_of_the_head_gets_a_sentence(signed_in, amina, draft):
    answer = signed_in(amina).post(page("send"), {"email": "head"})
    assert "Enter an email address in the right format" in text(answer)


def test_parts_are_revealed_only_under_a_yes(signed_in, amina, draft):
    body = html.document_fromstring(signed_in(amina).get(page("benchmark", number=1)).content)
    (parts,) = body.xpath("//*[@id='id_q-1-2-parts']/ancestor::*[contains(@class, 'govuk-radios__conditional')][1]")
    assert "hidden" in parts.get("class")


def test_year_groups_that_are_not_taught_are_not_asked_about(signed_in, amina, draft):
    said = text(signed_in(amina).get(page("benchmark", number=4)))
    assert "Year 7" in said
    assert "Year 9" not in said


def test_teacher_reads_the_draft_and_is_offered_nothing_to_press(signed_in, bryn, draft):
    body = html.document_fromstring(signed_in(bryn).get(page("check")).content)
    assert not body.xpath("//main//form")
    assert not body.xpath("//main//a[contains(@href, '/benchmark/')]")


def test_journey_without_records_takes_at_most_fourteen_pages(signed_in, amina, here):
    """Every page that is shown between pressing "Start" and "the return is with the head", counted."""
    client, shown = signed_in(amina), ["start"]
    answer = client.post(page("start"), {}, follow=True)
    while "with the head" not in text(answer) and len(shown) < 20:
        where = answer.request["PATH_INFO"]
        shown.append(where)
        if where == page("check"):
            answer = client.post(page("send"), {"email": "head@herefield.example"}, follow=True)
        elif where == page("year"):
            answer = client.get(page("benchmark", number=1))
        elif where == page("facts"):
            shown_then = html.document_fromstring(answer.content).xpath("//input[@name='shown']")[0].get("value")
            data = {"years": ["7"], "year-7": "100", "shown": shown_then}
            answer = client.post(where, data, follow=True)
        else:
            answer = client.post(where, {"continue": "yes", "shown": "{}"}, follow=True)
    shown.append("with the head")
    assert len(shown) <= 14, shown


def test_elsewhere_counts_and_shows_its_source(signed_in, amina, here):
    client = signed_in(amina)
    data = {"tool": "Compass", "reported_on_day": "14", "reported_on_month": "10", "reported_on_year": "2026"}
    client.post(page("elsewhere"), data | {"benchmark-1": "100"})
    said = text(client.get(page("year")))
    assert "Told by Herefield School, 20 November 2026" in said
    assert ElsewhereReport.objects.get().results == {"1": 100}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reported_on_year": "2027"}, "must be today or in the past"),
        ({"reported_on_year": "2025"}, "must be in the academic year 2026-27"),
        ({"reported_on_day": "31", "reported_on_month": "2"}, "must be a real date"),
        ({"tool": ""}, "Enter the name of the tool"),
        ({"benchmark-3": "101"}, "benchmark 3 must be a whole number from 0 to 100"),
    ],
)
def test_wrong_report_from_elsewhere_gets_a_sentence(change, sentence, signed_in, amina, here):
    data = {"tool": "Compass", "reported_on_day": "14", "reported_on_month": "10", "reported_on_year": "2026"}
    assert sentence in text(signed_in(amina).post(page("elsewhere"), data | change))
    assert not ElsewhereReport.objects.exists()


def test_elsewhere_is_corrected_and_withdrawn_and_all_stays_on_record(signed_in, amina, here):
    ElsewhereReportFactory(organisation=here, created_by=amina)
    client = signed_in(amina)
    data = {"tool": "Compass+", "reported_on_day": "14", "reported_on_month": "10", "reported_on_year": "2026"}
    client.post(page("elsewhere"), data)
    client.post(page("elsewhere"), data)
    assert ElsewhereReport.objects.filter(withdrawn_at=None).get().tool == "Compass+"
    client.post(page("elsewhere-withdraw"))
    client.post(page("elsewhere-withdraw"))
    assert [one.withdrawn_by for one in ElsewhereReport.objects.all()] == [amina, amina]


def test_choice_of_who_submits_is_saved(signed_in, hana, here):
    client = signed_in(hana)
    client.post("/benchmarks/900001/who-signs/", {"who": "leader"})
    assert "submits the return without the head’s signature" in text(client.get("/benchmarks/900001/"))


def test_draft_is_deleted_after_asking(signed_in, amina, draft):
    client = signed_in(amina)
    assert "Delete this draft?" in text(client.get(page("throw-away")))
    assert Return.objects.exists()
    client.post(page("throw-away"))
    assert not Return.objects.exists()
