"""Recording in three screens, the list, one activity, and the learner's page."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from frontdoor.record.actions import end_enrolments
from frontdoor.record.models import Activity, ActivityKind, Attendance, Participation
from tests.record.activities.conftest import NOW, TODAY
from tests.record.factories import LearnerFactory, enrolled

LOG = "/learners/900001/activities/log/"
TALK = {
    "kind": "employer", "title": "Bridges", "day_day": "16", "day_month": "11", "day_year": "2026", "hours": "1",
    "mode": "in-person", "host_name": "Bridge Ltd", "parts": ["purpose", "two-way"],
}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def hidden(answer, name: str) -> list[str]:
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', text(answer))


def test_a_kind_decides_what_is_asked(signed_in, amina) -> None:
    client = signed_in(amina)
    assert "What was it called?" not in text(client.get(LOG))
    assert "Which school subject?" in text(client.get(f"{LOG}?kind=lesson"))
    part = client.post(LOG, {"choose": "guidance", "title": "Kept"}, headers={"HX-Request": "true"})
    assert "Was it one to one?" in text(part)
    assert 'value="Kept"' in text(part)
    assert "<h1" not in text(part)


def test_what_then_who_then_saved(signed_in, amina, year11) -> None:
    client = signed_in(amina)
    who = client.post(LOG, TALK | {"step": "what", "group": "y:11"})
    assert text(who).count('name="attended"') == 4
    sent = TALK | {
        "step": "save", "key": hidden(who, "key")[0], "listed": hidden(who, "listed")[0], "boxes": "1",
        "attended": year11[1:],
    }  # fmt: skip
    saved = client.post(LOG, sent, follow=True)
    assert client.post(LOG, sent).url == saved.redirect_chain[0][0]
    found = Activity.objects.get()
    assert "3 there, 1 absent" in text(saved)
    assert (found.title, found.parts, found.host_name) == ("Bridges", ["purpose", "two-way"], "Bridge Ltd")
    assert (found.invited_years, found.created_by) == ([11], amina)
    assert Participation.objects.get(attendance=Attendance.ABSENT).learner_id == year11[0]


def test_of_some_an_empty_box_is_no_absence(signed_in, amina, year11) -> None:
    client = signed_in(amina)
    who = client.post(LOG, TALK | {"step": "who", "group": "y:11", "scope": "some", "scope_was": "all"})
    assert "checked" not in text(who).partition('id="names"')[2].partition("</section>")[0]
    client.post(
        LOG,
        TALK
        | {"step": "save", "scope": "some", "listed": ",".join(map(str, year11)), "boxes": "1", "attended": year11[:1]},
    )
    assert Participation.objects.get().learner_id == year11[0]


def test_an_error_loses_nothing(signed_in, amina, year11) -> None:
    listed = ",".join(map(str, year11))
    wrong = TALK | {"step": "save", "hours": "0", "listed": listed, "boxes": "1", "attended": year11[1:]}
    shown = signed_in(amina).post(LOG, wrong)
    assert "Hours must be more than 0" in text(shown)
    assert 'value="Bridges"' in text(shown)
    assert set(hidden(shown, "unticked")) == {str(year11[0])}
    assert set(hidden(shown, "listed")) == {listed}


def test_boxes_stay_when_another_group_is_added(signed_in, here, amina, year11) -> None:
    younger = enrolled(here, year_group=10).learner_id
    data = {"step": "who", "group": ["y:11", "y:10"], "listed": ",".join(map(str, year11)), "boxes": "1"}
    shown = text(signed_in(amina).post(LOG, TALK | data | {"attended": year11[1:]}))
    assert f'value="{year11[0]}">' in shown
    assert f'value="{year11[1]}" checked>' in shown
    assert f'value="{younger}" checked>' in shown


def test_nobody_ticked_is_said_on_the_same_screen(signed_in, amina, year11) -> None:
    shown = signed_in(amina).post(LOG, TALK | {"step": "save", "boxes": "1"})
    assert "Choose at least one person" in text(shown)
    assert hidden(shown, "title") == ["Bridges"]


def test_learners_posted_by_another_page_are_listed_and_strangers_are_not(signed_in, here, elsewhere, amina) -> None:
    mine = [enrolled(here, year_group=9).learner_id for _ in range(2)]
    enrolled(here, year_group=9)
    theirs = enrolled(elsewhere, learner=LearnerFactory(given_names="Stranger")).learner_id
    client = signed_in(amina)
    first = client.post(LOG, {"learner": [*mine, theirs]})
    assert {*hidden(first, "listed")} == {",".join(map(str, [*mine, theirs]))}
    second = client.post(LOG, TALK | {"step": "what", "listed": hidden(first, "listed")[0]})
    assert hidden(second, "listed") == [",".join(map(str, mine))]
    assert "Stranger" not in text(second)


def test_one_to_one_meetings_are_told_as_such(signed_in, amina, year11) -> None:
    client = signed_in(amina)
    meeting = {**TALK, "kind": "guidance", "one_to_one": "yes", "adviser_level": "6", "step": "save", "boxes": "1"}
    saved = client.post(LOG, meeting | {"listed": ",".join(map(str, year11)), "attended": year11[:3]}, follow=True)
    assert "One meeting was recorded for each of 4 people" in text(saved)
    assert "3 there, 1 absent" in text(saved)
    assert Activity.objects.filter(one_to_one=True, adviser_level=6).count() == 4


def test_the_same_as_last_time_asks_the_day_only(signed_in, here, amina, logged, year11) -> None:
    found = logged(year11, kind=ActivityKind.WORKPLACE, last_day=TODAY + timedelta(days=4), hours=Decimal(30))
    end_enrolments(enrolments=here.enrolments.filter(learner=year11[0]), on=TODAY, now=NOW, by=amina)
    client, again = signed_in(amina), f"/learners/900001/activities/{found.pk}/again/"
    shown = client.get(again)
    assert text(shown).count('name="attended"') == 3
    sent = {"key": hidden(shown, "key")[0], "listed": hidden(shown, "listed")[0], "boxes": "1", "attended": year11[1:]}
    assert "Answer the question: When was it this time?" in text(client.post(again, sent))
    client.post(again, sent | {"day_day": "23", "day_month": "11", "day_year": "2026"})
    new = Activity.objects.exclude(pk=found.pk).get()
    assert (new.day.day, new.last_day.day, new.hours, new.participations.count()) == (23, 27, 30, 3)


def test_one_activity_shows_names_facts_and_source(signed_in, here, amina, bryn, logged, year11) -> None:
    found = logged(year11[1:], absent=year11[:1], host_name="Bridge Ltd")
    end_enrolments(enrolments=here.enrolments.filter(learner=year11[3]), on=TODAY, now=NOW, by=amina)
    page, teacher = f"/learners/900001/activities/{found.pk}/", signed_in(bryn)
    shown = text(teacher.get(page))
    assert "Who was there (2)" in shown
    assert "Who was absent (1)" in shown
    assert "And 1 who is not on your roll any more" in shown
    assert "Bridge Ltd" in shown
    assert "Recorded here, by Amina Yusuf" in shown
    assert "Delete" not in shown
    assert "Delete" in text(signed_in(amina).get(page))


def test_changing_marking_and_deleting(signed_in, here, amina, logged, year11) -> None:
    found, late = logged(year11), enrolled(here, year_group=10).learner_id
    client, page = signed_in(amina), f"/learners/900001/activities/{found.pk}/"
    changed = {name: value for name, value in TALK.items() if name != "kind"} | {"title": "Tunnels"}
    assert client.post(f"{page}change/", changed).status_code == 302
    added = client.post(f"{page}who/", {"step": "who", "group": "y:10", "listed": "", "boxes": "1"})
    listed = hidden(added, "listed")[0]
    assert str(late) in listed.split(",")
    client.post(f"{page}who/", {"step": "save", "listed": listed, "boxes": "1", "attended": [late, *year11[1:]]})
    marks = dict(found.participations.values_list("learner_id", "attendance"))
    assert marks == dict.fromkeys([late, *year11[1:]], "attended") | {year11[0]: "absent"}
    assert Activity.objects.get().title == "Tunnels"
    assert client.post(f"{page}delete/", follow=True).redirect_chain == [("/learners/900001/activities/", 302)]
    assert not Activity.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_list_and_page_ask_the_same_at_any_length(
    signed_in, amina, logged, year11, number, django_assert_num_queries
) -> None:
    made = [logged(year11) for _ in range(number)]
    client = signed_in(amina)
    client.get("/learners/900001/activities/")
    with django_assert_num_queries(7):
        client.get("/learners/900001/activities/")
    with django_assert_num_queries(7):
        client.get(f"/learners/900001/activities/{made[0].pk}/")


def test_the_list_narrows_by_year_and_kind(signed_in, amina, logged, year11) -> None:
    logged(year11, title="Now")
    logged(year11, title="Then", day=TODAY - timedelta(days=365))
    logged(year11, title="Lesson", kind=ActivityKind.LESSON, subject="Art")
    client = signed_in(amina)
    shown = text(client.get("/learners/900001/activities/?year=2026-27&kind=employer"))
    assert "Now" in shown
    assert "Then" not in shown
    assert "Lesson<" not in shown
    assert "3 activities" in text(client.get("/learners/900001/activities/?kind=nonsense"))


def test_a_learners_page_tells_what_they_did_at_every_school(signed_in, here, elsewhere, amina, logged, year11) -> None:
    logged(year11, title="Bridges", host_name="Bridge Ltd")
    logged(year11[1:], absent=year11[:1], title="Missed")
    Activity.objects.filter(title="Missed").update(adviser_note="Private")
    before = logged(year11, title="Earlier", day=TODAY - timedelta(days=30))
    Activity.objects.filter(pk=before.pk).update(institution=elsewhere)
    shown = text(signed_in(amina).get(f"/learners/900001/{year11[0]}/"))
    assert "Encounter with an employer, 1 hour, with Bridge Ltd" in shown
    assert "at Elsewhere Academy" in shown
    assert shown.index("Bridges") < shown.index("Earlier")
    assert "Missed" not in shown
    assert f"/activities/{before.pk}/" not in shown
    assert "Record an activity" in text(signed_in(amina).get("/learners/900001/"))


@pytest.fixture(autouse=True)
def _day(db: None):
    """Everything here is stored, on one day."""
    with time_machine.travel(NOW, tick=False):
        yield
