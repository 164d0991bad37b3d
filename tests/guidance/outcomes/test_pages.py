"""The two pages after a meeting: what became of it, and what was agreed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from frontdoor.letters.models import Letter
from frontdoor.record.models import Activity, ActivityKind, PlanAction
from frontdoor.record.plan import actions as plan
from guidance.booking import actions as booking
from guidance.booking import reasons
from guidance.booking.actions import Chosen
from guidance.inbox import due
from guidance.meetings import shown
from guidance.models import Meeting, Outcome, Summary
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from tests.guidance.booking.people import NINE, NOW, TEN, book, missed
from tests.guidance.factories import meeting

pytestmark = pytest.mark.django_db
DAY = "/guidance/day/"
TALKED, OPTIONS = "We looked at apprenticeships.", "College, or an apprenticeship"
CAME = {"outcome": "attended", "talked": TALKED, "options": OPTIONS, "readers": ["school"]}
FIRST = {
    "text_1": "Visit the college",
    "owner_1": "learner",
    "due_1_day": "1",
    "due_1_month": "10",
    "due_1_year": "2026",
}
# As a browser sends the page of somebody without a goal, nothing typed.
EMPTY = {"goal": "new"} | {f"owner_{number}": "learner" for number in (1, 2, 3)}


def page(made: Meeting, step: str = "outcome") -> str:
    return f"/guidance/day/{made.pk}/{step}/"


def text(answer) -> str:
    return " ".join(html.document_fromstring(answer.content).xpath("//main")[0].text_content().split())


def errors(answer) -> list[str]:
    tree = html.document_fromstring(answer.content)
    return [line.text_content().strip() for line in tree.xpath("//*[contains(@class, 'error-summary__list')]/li")]


def box(answer, name: str) -> str:
    found = html.document_fromstring(answer.content).xpath(f"//*[@name='{name}']")[0]
    return (found.text or "").strip() if found.tag == "textarea" else found.get("value")


def ticked(answer) -> list[str]:
    return html.document_fromstring(answer.content).xpath("//main//input[@checked]/@value")


@pytest.fixture
def attended(booked, ada) -> Meeting:
    said = Said(TALKED, OPTIONS, school_may_read=True)
    return actions.record(meeting_id=booked.pk, outcome=Outcome.ATTENDED, said=said, by=ada.user, now=TEN)


# --- what happened -----------------------------------------------------------------------------------------------


def test_outcome_asks_and_says_who_reads(as_ada, booked, here) -> None:
    said = text(as_ada.get(page(booked)))

    assert "Meeting with Mia Hart, Monday 14 September 2026, 9am to 9:45am" in said
    assert "Read by Mia Hart, in their record, as soon as you save." in said
    assert "Who else may read this? Ask Mia Hart" in said
    assert f"The careers leader and head of {here.name}" in said


def test_attended_is_saved_at_once_and_leads_to_what_was_agreed(as_ada, booked) -> None:
    answer = as_ada.post(page(booked), CAME)

    assert answer["Location"] == page(booked, "next")
    assert Activity.objects.get().kind == ActivityKind.GUIDANCE
    summary = Summary.objects.get()
    assert (summary.talked, summary.options) == (TALKED, OPTIONS)
    assert (summary.school_may_read, summary.advisers_may_read) == (True, False)
    assert "It is in the record of Mia Hart now" in text(as_ada.get(answer["Location"]))


def test_information_needs_no_words(as_ada, booked) -> None:
    answer = as_ada.post(page(booked), {"outcome": "informed", "talked": "", "options": ""})

    assert answer["Location"] == page(booked, "next")
    assert Activity.objects.get().kind == ActivityKind.INFORMATION
    assert not Summary.objects.exists()


def test_missed_leads_to_the_day_and_tells_of_the_letter(as_ada, booked) -> None:
    answer = as_ada.post(page(booked), CAME | {"outcome": "missed"}, follow=True)

    assert answer.redirect_chain[0][0] == DAY
    assert "Saved: they did not come. They get a letter with new times." in text(answer)
    assert not Summary.objects.exists()


def test_moved_leads_to_its_times_and_nothing_is_said_of_it(as_ada, booked) -> None:
    answer = as_ada.post(page(booked), {"outcome": "moved"})

    assert answer["Location"] == page(booked, "move")
    assert "Which time?" in text(as_ada.get(answer["Location"]))
    booked.refresh_from_db()
    assert booked.outcome == ""


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what happened"),
        ({"outcome": "<b>"}, "Choose what happened from the list"),
        ({"outcome": "attended", "options": OPTIONS}, "Write what you talked about and decided. Mia Hart reads it"),
        ({"outcome": "informed", "options": OPTIONS}, "Write what you talked about too, or empty the choices below"),
        ({"outcome": "attended", "talked": "x" * 2001, "options": OPTIONS}, "Use 2,000 characters or fewer"),
        ({"outcome": "attended", "talked": TALKED, "readers": ["head"], "options": OPTIONS}, "Select a valid choice"),
    ],
)
def test_refusal_stands_in_the_form_and_loses_nothing(as_ada, booked, sent, said) -> None:
    answer = as_ada.post(page(booked), sent)

    assert any(said in line for line in errors(answer))
    assert box(answer, "options") == sent.get("options", "")
    assert box(answer, "talked") == sent.get("talked", "")
    assert not Activity.objects.exists()


def test_before_it_began_says_so_and_leads_back(as_ada, booked, time_machine) -> None:
    time_machine.move_to(NINE - timedelta(seconds=1), tick=False)
    for answer in (as_ada.get(page(booked)), as_ada.post(page(booked), CAME)):
        assert "The meeting with Mia Hart has not begun" in text(answer)
        assert DAY in answer.content.decode()
    assert not Activity.objects.exists()


def test_while_it_goes_on_they_came_and_nobody_missed_it(as_ada, booked, time_machine) -> None:
    time_machine.move_to(NINE, tick=False)
    answer = as_ada.post(page(booked), CAME | {"outcome": "missed"})

    assert errors(answer) == ["This meeting is not over yet"]
    assert box(answer, "talked") == TALKED
    assert page(booked) in as_ada.get(DAY).content.decode()
    assert as_ada.post(page(booked), CAME).status_code == 302
    assert "Attended" in text(as_ada.get(DAY))


def test_correction_is_filled_in_and_asks_no_more_who_reads(as_ada, attended) -> None:
    answer = as_ada.get(page(attended))

    assert ticked(answer) == ["attended"]
    assert (box(answer, "talked"), box(answer, "options")) == (TALKED, OPTIONS)
    assert "Mia Hart says in their own record who else may read this." in text(answer)
    assert "moved to another time" not in text(answer)
    as_ada.post(page(attended), {"outcome": "informed", "talked": "Other words"})
    summary = Summary.objects.get()
    assert (summary.talked, summary.options, summary.school_may_read) == ("Other words", "", True)
    assert Activity.objects.get().kind == ActivityKind.INFORMATION


def test_words_that_are_there_cannot_be_emptied_without_a_word(as_ada, attended) -> None:
    answer = as_ada.post(page(attended), {"outcome": "informed", "talked": " "})

    assert errors(answer) == ["Write what you talked about and decided. Mia Hart reads it"]


def test_without_an_account_the_adviser_asks_and_ticks_again(as_ada, attended, mia) -> None:
    type(mia).objects.update(account=None)
    answer = as_ada.get(page(attended))

    assert ticked(answer) == ["attended", "school"]
    assert "in their record, once they have an account" in text(answer)
    as_ada.post(page(attended), CAME | {"readers": ["advisers"]})
    summary = Summary.objects.get()
    assert (summary.school_may_read, summary.advisers_may_read) == (False, True)


def test_an_adult_is_asked_of_no_school(adults, pat, signed_in, time_machine) -> None:
    made = book(pat, adults.advisers.get())
    time_machine.move_to(TEN, tick=False)
    answer = signed_in(made.adviser.user).get(page(made))

    assert "Careers advisers they meet later" in text(answer)
    assert "careers leader" not in text(answer)


def test_double_press_records_once(as_ada, booked) -> None:
    for _ in range(2):
        assert as_ada.post(page(booked), CAME).status_code == 302
    assert Activity.objects.count() == Summary.objects.count() == 1
    assert Letter.objects.filter(kind="meeting-after").count() == 1


def test_corrected_to_missed_and_again_tells_of_one_letter(as_ada, attended) -> None:
    first, second = (
        as_ada.post(page(attended), {"outcome": "missed", "seen": "attended"}, follow=True) for _ in range(2)
    )

    assert "They get a letter" in text(first)
    assert "They get a letter" not in text(second)
    assert not Summary.objects.exists()


# --- what was agreed -----------------------------------------------------------------------------------------------


def test_agreed_asks_for_a_goal_named_by_the_topic(as_ada, attended, here) -> None:
    answer = as_ada.get(page(attended, "next"))

    assert box(answer, "title") == "What to do after Year 11"
    assert f"The careers leader and head of {here.name} can read the plan." in text(answer)
    assert "Nothing agreed: back to your day" in text(answer)


def test_agreed_goes_into_a_new_goal_once(as_ada, attended, mia) -> None:
    sent = EMPTY | FIRST | {"title": "After 16", "text_3": "Send the link", "owner_3": "adviser"}
    for _ in range(2):
        assert as_ada.post(page(attended, "next"), sent)["Location"] == DAY
    found = PlanAction.objects.order_by("pk").values_list("text", "owner", "due_on")
    assert [*found] == [("Visit the college", "learner", date(2026, 10, 1)), ("Send the link", "adviser", None)]
    assert mia.goals.get().title == "After 16"


def test_what_is_agreed_stands_above_and_its_goal_is_chosen(as_ada, attended, mia) -> None:
    as_ada.post(page(attended, "next"), EMPTY | FIRST | {"title": "After 16"})
    answer = as_ada.get(page(attended, "next"))

    assert "Visit the college The learner. By 1 October 2026. After 16" in text(answer)
    assert str(mia.goals.get().pk) in ticked(answer)
    assert "Nothing more agreed" in text(answer)


def test_agreed_goes_into_a_goal_that_is_there(as_ada, attended, mia) -> None:
    goal = plan.add_goal(learner=mia, title="Become a vet", by=mia.account, now=NOW)
    done = plan.add_goal(learner=mia, title="Pass maths", by=mia.account, now=NOW)
    done.reached_on = date(2026, 9, 1)
    done.save()
    answer = as_ada.get(page(attended, "next"))
    assert "Become a vet" in text(answer)
    assert "Pass maths" not in text(answer)

    assert errors(as_ada.post(page(attended, "next"), EMPTY | FIRST | {"goal": ""})) == ["Choose which goal it is for"]
    as_ada.post(page(attended, "next"), EMPTY | FIRST | {"goal": str(goal.pk), "title": "Not this"})
    assert PlanAction.objects.get().goal == goal


def test_goal_that_was_deleted_meanwhile_is_refused_in_the_form(as_ada, attended, mia) -> None:
    plan.add_goal(learner=mia, title="Become a vet", by=mia.account, now=NOW)
    answer = as_ada.post(page(attended, "next"), EMPTY | FIRST | {"goal": "2000000000"})

    assert errors(answer) == ["This goal is not in their plan any more. Choose another one"]
    assert box(answer, "text_1") == "Visit the college"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (EMPTY, ["Write at least one thing that you agreed"]),
        (
            EMPTY | FIRST | {"due_2_day": "1", "due_2_month": "10", "due_2_year": "2026"},
            ["Say what needs doing, or empty the due date of action 2"],
        ),
        (EMPTY | FIRST | {"due_1_year": "2025"}, ["Action 1: the day must be today or later"]),
        (EMPTY | FIRST | {"due_1_month": ""}, ["Due date of action 1 must include a month"]),
        (EMPTY | FIRST | {"text_1": "x" * 201}, ["Use 200 characters or fewer"]),
    ],
)
def test_row_that_does_not_fit_is_refused_on_its_row(as_ada, attended, sent, said) -> None:
    answer = as_ada.post(page(attended, "next"), sent | {"title": "After 16"})

    assert errors(answer) == said
    assert box(answer, "title") == "After 16"
    assert not PlanAction.objects.exists()


def test_new_goal_needs_words(as_ada, attended) -> None:
    answer = as_ada.post(page(attended, "next"), EMPTY | FIRST | {"title": " "})

    assert errors(answer) == ["Write what they want to reach"]


def test_save_and_book_leads_to_the_next_meeting(as_ada, attended, mia) -> None:
    to_book = reverse("guidance:for-learner", args=[mia.pk])
    sent = EMPTY | {"title": "After 16", "then": "book"}

    assert as_ada.post(page(attended, "next"), sent)["Location"] == to_book  # nothing was agreed but to meet
    assert not PlanAction.objects.exists()
    assert as_ada.post(page(attended, "next"), sent | FIRST)["Location"] == to_book
    assert PlanAction.objects.count() == 1


def test_nothing_is_agreed_before_somebody_says_that_they_came(as_ada, booked, ada) -> None:
    assert as_ada.get(page(booked, "next"))["Location"] == page(booked)
    missed(booked.pk, ada.user, TEN)
    assert as_ada.post(page(booked, "next"), EMPTY | FIRST)["Location"] == page(booked)
    assert not PlanAction.objects.exists()


# --- where it leads from and what it shows ---------------------------------------------------------------------------


def test_day_leads_to_each_meeting_and_keeps_the_one_press(as_ada, booked) -> None:
    tree = html.document_fromstring(as_ada.get(DAY).content)

    assert tree.xpath(f"//main//a[@href='{page(booked)}']")
    assert tree.xpath(f"//main//form[@action='{page(booked, 'missed')}']")


def test_to_do_asks_until_it_is_said_by_the_last_day_of_sight(as_ada, booked, ada, time_machine) -> None:
    later = NINE + timedelta(days=7)
    reasons.begin(meeting(ada, later, later + timedelta(minutes=45)), now=NOW)
    time_machine.move_to(later + timedelta(hours=1), tick=False)
    (asked,) = due(ada.user, later + timedelta(hours=1))
    assert (asked.what, asked.by) == ("Say what happened at 2 meetings", date(2026, 10, 12))
    assert asked.organisation == ada.service.organisation.label
    assert asked.url == f"{DAY}#what-happened"

    for made in Meeting.objects.all():
        missed(made.pk, ada.user, later + timedelta(hours=1))
    assert [*due(ada.user, later + timedelta(hours=1))] == []


def test_to_do_asks_for_nobody_who_is_not_seen_any_more(booked, ada) -> None:
    last = NINE + timedelta(days=28, hours=12)
    assert [one.what for one in due(ada.user, last)] == ["Say what happened at 1 meeting"]
    assert [*due(ada.user, last + timedelta(days=1))] == []


@pytest.mark.parametrize(
    ("outcome", "word", "colour"),
    [
        ("attended", "Attended", "green"),
        ("informed", "Information or advice", "blue"),
        ("missed", "Did not come", "yellow"),
    ],
)
def test_what_became_of_it_is_one_word_everywhere(as_ada, booked, mia, here, outcome, word, colour) -> None:
    as_ada.post(page(booked), CAME | {"outcome": outcome})
    booked.refresh_from_db()
    stands = shown.stands(booked, TEN)

    assert (stands.word, stands.colour, stands.can_change) == (word, colour, False)
    assert [line.beside for line in shown.to_staff(mia, here, TEN)] == [word]
    assert f"9am to 9:45am. {word}" in text(as_ada.get("/guidance/caseload/"))


def test_caseload_leads_to_what_nobody_has_said(as_ada, booked) -> None:
    assert page(booked) in as_ada.get("/guidance/caseload/").content.decode()


@pytest.mark.parametrize("step", ["outcome", "next"])
def test_pages_cost_the_same_with_a_long_plan(as_ada, attended, mia, step) -> None:
    as_ada.get(page(attended, step))
    with CaptureQueriesContext(connection) as short:
        as_ada.get(page(attended, step))
    for number in range(5):
        goal = plan.add_goal(learner=mia, title=f"Goal {number}", by=mia.account, now=NOW)
        PlanAction.objects.create(
            goal=goal, text="Look", agreed_in=f"guidance.meeting:{attended.pk}", created_by=mia.account, created_at=NOW
        )
    with CaptureQueriesContext(connection) as long:
        as_ada.get(page(attended, step))
    assert len(long) == len(short)


def test_only_its_adviser_while_they_see_the_learner(attended, signed_in, ada, lena, amina, mia, time_machine) -> None:
    time_machine.move_to(TEN, tick=False)
    for person in (lena, amina, mia.account):
        for step in ("outcome", "next"):
            assert signed_in(person).get(page(attended, step)).status_code == 404
            assert signed_in(person).post(page(attended, step), CAME).status_code == 404
    time_machine.move_to(NINE + timedelta(days=29), tick=False)
    assert signed_in(ada.user).get(page(attended)).status_code == 404


def test_cancelled_leads_to_the_day(as_ada, mia, ada) -> None:
    other = book(mia, ada, NINE + timedelta(days=7), now=TEN)
    booking.cancel(meeting_id=other.pk, because="", by=mia.account, now=TEN)

    assert as_ada.get(page(other))["Location"] == DAY


def test_said_on_another_page_meanwhile_it_is_not_moved(as_ada, attended, ada) -> None:
    assert errors(as_ada.post(page(attended), {"outcome": "moved"})) == ["Choose what happened from the list"]
    assert as_ada.get(page(attended, "move"))["Location"] == f"/guidance/day/{attended.pk}/"
    chosen = Chosen(ada.pk, NINE + timedelta(days=7), "phone")
    with pytest.raises(booking.Refused):
        booking.move(meeting_id=attended.pk, chosen=chosen, by=ada.user, now=TEN, even_begun=True)
