"""One activity with everybody who was there; the same key again is the same one; refusals are sentences."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.record.activities import actions
from frontdoor.record.activities.facts import facts_of
from frontdoor.record.models import Activity, ActivityKind, Attendance, Part, Participation
from tests.record.activities.conftest import NOW, TODAY, talk
from tests.record.factories import enrolled

THERE, AWAY = Attendance.ATTENDED, Attendance.ABSENT


def marks(activity) -> dict[int, str]:
    return dict(activity.participations.values_list("learner_id", "attendance"))


def test_an_activity_keeps_its_facts_and_who_was_there(logged, here, amina, year11) -> None:
    found = logged(year11[:3], absent=year11[3:], parts=(Part.TWO_WAY, Part.PURPOSE), host_name="  Bridge  Ltd ")
    assert marks(found) == dict.fromkeys(year11[:3], THERE) | {year11[3]: AWAY}
    assert (found.institution, found.created_by, found.created_at) == (here, amina, NOW)
    assert found.parts == [Part.PURPOSE, Part.TWO_WAY]
    assert found.host_name == "Bridge Ltd"


def test_the_same_key_again_is_the_same_activity(here, amina, year11) -> None:
    same = {"institution": here, "by": amina, "now": NOW, "source": "x", "source_key": "log:1"}
    first = actions.log_activity(**same, facts=talk(), attended=year11[:2])
    again = actions.log_activity(**same, facts=talk(title="Other"), attended=year11)
    assert first == again
    assert Activity.objects.get().title == "Bridges"
    assert Participation.objects.count() == 2


def test_a_fact_that_the_kind_does_not_ask_is_not_kept(logged, year11) -> None:
    found = logged(
        year11, kind=ActivityKind.LESSON, subject="Maths", parts=(Part.TASK,), host_name="Somebody", one_to_one=True
    )
    assert (found.subject, found.parts, found.host_name, found.one_to_one) == ("Maths", [], "", None)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"day": TODAY + timedelta(days=367)}, "more than a year away"),
        ({"title": " "}, "a name"),
        ({"hours": Decimal(0)}, "more than 0"),
        ({"hours": Decimal(401)}, "400"),
        ({"kind": ActivityKind.WORKPLACE, "last_day": TODAY - timedelta(days=1)}, "before the first"),
        ({"kind": ActivityKind.LESSON}, "which subject"),
        ({"kind": ActivityKind.PROVIDER}, "kinds of provider"),
        ({"kind": ActivityKind.PROVIDER, "provider_kinds": ("college",)}, "in school hours"),
        ({"kind": ActivityKind.GUIDANCE}, "one to one"),
        ({"kind": ActivityKind.GUIDANCE, "one_to_one": True}, "one person"),
        ({"day": date(1999, 12, 31)}, "2000"),
    ],
)
def test_facts_that_cannot_be_are_refused_and_nothing_is_kept(logged, year11, facts, said) -> None:
    with pytest.raises(Refused, match=said):
        logged(year11, **facts)
    assert not Activity.objects.exists()


def test_nobody_chosen_is_refused(logged) -> None:
    with pytest.raises(Refused, match="at least one"):
        logged([])


def test_a_learner_of_another_roll_is_refused(logged, elsewhere, year11) -> None:
    with pytest.raises(Refused, match="not on your roll"):
        logged([*year11, enrolled(elsewhere).learner_id])
    assert not Activity.objects.exists()


def test_one_to_one_with_several_is_a_meeting_each(here, amina, year11) -> None:
    same = {
        "institution": here, "by": amina, "now": NOW, "source": "x", "source_key": "log:1",
        "facts": talk(kind=ActivityKind.GUIDANCE, one_to_one=True, adviser_level=6),
        "attended": year11[:3], "absent": year11[3:],
    }  # fmt: skip
    assert actions.log_each(**same) == actions.log_each(**same)
    assert [marks(one) for one in Activity.objects.order_by("pk")] == [
        *({one: THERE} for one in year11[:3]), {year11[3]: AWAY}
    ]  # fmt: skip


def test_changing_keeps_what_stood_there_in_the_history(logged, amina, year11) -> None:
    found = logged(year11)
    assert actions.change_activity(activity=found, facts=talk(hours=Decimal(2)), by=amina, now=NOW)
    assert not actions.change_activity(activity=found, facts=talk(hours=Decimal(2)), by=amina, now=NOW)
    assert facts_of(Activity.objects.get()).hours == 2
    assert [event.hours for event in found.events.all()] == [1]


def test_marking_changes_adds_and_counts(logged, here, amina, year11) -> None:
    found, late = logged(year11), enrolled(here).learner_id
    mark = {"activity": found, "by": amina, "now": NOW}
    assert actions.mark_attendance(**mark, learners=year11[:2], attendance=AWAY) == 2
    assert actions.mark_attendance(**mark, learners=year11[:2], attendance=AWAY) == 0
    assert actions.mark_attendance(**mark, learners=[late], attendance=THERE) == 1
    assert marks(found) == dict.fromkeys(year11[:2], AWAY) | dict.fromkeys([*year11[2:], late], THERE)


def test_a_learner_of_another_roll_cannot_be_marked(logged, elsewhere, amina, year11) -> None:
    found = logged(year11)
    with pytest.raises(Refused, match="not on your roll"):
        actions.mark_attendance(
            activity=found, learners=[enrolled(elsewhere).learner_id], attendance=THERE, by=amina, now=NOW
        )


def test_a_one_to_one_meeting_takes_no_second_person(logged, amina, year11) -> None:
    found = logged(year11[:1], kind=ActivityKind.GUIDANCE, one_to_one=True)
    with pytest.raises(Refused, match="one person"):
        actions.mark_attendance(activity=found, learners=year11[1:2], attendance=THERE, by=amina, now=NOW)
    group = logged(year11)
    with pytest.raises(Refused, match="one person"):
        actions.change_activity(
            activity=group, facts=talk(kind=ActivityKind.GUIDANCE, one_to_one=True), by=amina, now=NOW
        )


def test_deleting_takes_the_marks_and_leaves_the_history(logged, amina, year11) -> None:
    found = logged(year11)
    actions.delete_activity(activity=found, by=amina)
    actions.delete_activity(activity=found, by=amina)
    assert not Participation.objects.exists()
    assert Participation.events.rel.related_model.objects.filter(pgh_label="delete").count() == 4
    with pytest.raises(Refused, match="deleted"):
        actions.change_activity(activity=found, facts=talk(title="New"), by=amina, now=NOW)


def test_what_another_room_recorded_is_changed_there(logged, amina, year11) -> None:
    found = logged(year11)
    Activity.objects.update(source_key="guidance.meeting:81")
    found.refresh_from_db()
    for act in (
        lambda: actions.change_activity(activity=found, facts=talk(title="New"), by=amina, now=NOW),
        lambda: actions.mark_attendance(activity=found, learners=year11, attendance=AWAY, by=amina, now=NOW),
        lambda: actions.delete_activity(activity=found, by=amina),
    ):
        with pytest.raises(Refused, match="another part"):
            act()


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Everything here is stored."""
