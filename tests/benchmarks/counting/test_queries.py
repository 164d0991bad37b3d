"""What counts and why not: list, page, pre-fill and SQL agree with a slow re-count of every record."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.counting import queries
from benchmarks.frameworks.files import shipped
from benchmarks.frameworks.shape import Measure
from benchmarks.measures import plan
from frontdoor.record.models import Activity, ActivityKind, Attendance, Mode, Part, Participation, ProviderKind
from tests.record.factories import NOW, enrolled

TODAY = date(2026, 11, 20)
YEAR = "2026-27"
RULE = shipped("gatsby-2025").days
MEETING = Measure("share_with_meeting", {"level": 6, "n": 1, "by_end_of": 11})
ENCOUNTER = Measure("share_with_encounters", {"n": 1})
DAYS = Measure("share_with_workplace_days", {"days": 5, "years": (10, 11)})
MEANINGFUL = [Part.PURPOSE, Part.OUTCOMES, Part.TWO_WAY, Part.REFLECTION]
WORKPLACE = [*MEANINGFUL, Part.RANGE_OF_PEOPLE, Part.TASK]
keys = count()

pytestmark = pytest.mark.django_db


def took_part(learners, attendance=Attendance.ATTENDED, *, own=None, **facts) -> Activity:
    """An activity with these learners; a one-to-one guidance meeting by a level 6 adviser unless said."""
    usual = {"kind": ActivityKind.GUIDANCE, "one_to_one": True, "adviser_level": 6, "title": "One", "hours": 1}
    activity = Activity.objects.create(
        **usual | {"day": date(2026, 10, 1), "source": "By hand", "source_key": f"test:{next(keys)}", "created_at": NOW}
        | facts
    )  # fmt: skip
    rows = [Participation(activity=activity, learner=one, attendance=attendance, **own or {}) for one in learners]
    Participation.objects.bulk_create(rows)
    return activity


def why(measure, institution, year_groups=(11,)) -> list[str]:
    """Why each record near the rule does not count, "" for one that does."""
    records = queries.of_roll(institution, today=TODAY)
    found = queries.looked_through(plan(measure, YEAR, year_groups, days=RULE), records, today=TODAY)
    return sorted(found.values_list("why_not", flat=True))


def amounts(measure, institution, year_groups=(11,)) -> dict[int, float]:
    return queries.tally({"it": plan(measure, YEAR, year_groups, days=RULE)}, institution, today=TODAY)["it"].of


def test_a_one_to_one_meeting_by_a_level_6_adviser_counts(here) -> None:
    learner = enrolled(here).learner
    took_part([learner])
    assert amounts(MEETING, here) == {learner.pk: 1}
    assert why(MEETING, here) == [""]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": ActivityKind.INFORMATION}, "It was not a personal guidance meeting."),
        ({"one_to_one": False}, "It was not one to one."),
        ({"one_to_one": None}, "It was not one to one."),
        ({"adviser_level": 4}, "not known to have been qualified at level 6"),
        ({"adviser_level": None}, "not known to have been qualified at level 6"),
        ({"day": date(2021, 5, 1)}, "It was not in the time"),
        ({"attendance": Attendance.ABSENT}, "They were not there."),
    ],
)
def test_a_record_that_does_not_count_says_why(here, facts, sentence) -> None:
    took_part([enrolled(here).learner], **facts)
    assert amounts(MEETING, here) == {}
    (said,) = why(MEETING, here)
    assert sentence in said


def test_the_first_thing_that_is_missing_is_named(here) -> None:
    took_part([enrolled(here).learner], kind=ActivityKind.EMPLOYER, parts=[Part.PURPOSE, Part.REFLECTION])
    assert why(ENCOUNTER, here) == ["Not recorded: learning outcomes that fit the learners."]


def test_only_online_is_not_an_encounter(here) -> None:
    took_part([enrolled(here).learner], kind=ActivityKind.EMPLOYER, parts=MEANINGFUL, mode=Mode.ONLINE)
    assert "only online" in why(ENCOUNTER, here)[0]


def days(institution) -> str:
    """The days of the one learner who has any, in words and with why not."""
    (found,) = queries.tally({"it": plan(DAYS, YEAR, [11], days=RULE)}, institution, today=TODAY)["it"].days.values()
    return f"{found.words}. {found.why}".strip()


def test_days_are_hours_divided_by_five_and_at_most_one_a_date(here) -> None:
    learner = enrolled(here).learner
    facts = {"kind": ActivityKind.WORKPLACE}
    for number in range(3):
        took_part([learner], hours=6, day=date(2026, 10, 5) + timedelta(days=number), **facts)
    took_part([learner], hours=3, day=date(2026, 10, 5), **facts)  # the same date as the first
    took_part([learner], hours=30, day=date(2026, 10, 19), last_day=date(2026, 10, 20), **facts)
    took_part([learner], hours=6, day=date(2026, 10, 19), **facts)  # a date of the two above
    took_part([learner], hours=2, day=date(2026, 10, 21), own={"hours": 1}, **facts)
    assert days(here) == "5.2 in person."
    assert amounts(DAYS, here) == {learner.pk: 5.2}


def test_only_the_dates_on_which_it_happened_are_days(here) -> None:
    facts = {"kind": ActivityKind.WORKPLACE, "hours": 30, "day": date(2026, 10, 2), "last_day": date(2026, 10, 16)}
    took_part([enrolled(here).learner], dates=[date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 16)], **facts)
    assert days(here) == "3.0 in person."


def test_two_weeks_are_ten_days_and_a_weekend_between_them_is_none(here) -> None:
    facts = {"kind": ActivityKind.WORKPLACE, "hours": 60, "day": date(2026, 10, 5), "last_day": date(2026, 10, 16)}
    took_part([enrolled(here).learner], **facts)
    assert days(here) == "10.0 in person."


def test_online_is_kept_apart_and_does_not_replace_days_in_person(here) -> None:
    learner = enrolled(here).learner
    for number in range(5):
        took_part([learner], kind=ActivityKind.WORKPLACE, hours=6, day=date(2026, 10, 5) + timedelta(days=number))
    for number in range(2):
        facts = {"mode": Mode.ONLINE, "hours": 2.5, "parts": [Part.TASK, Part.TWO_WAY], "own": {"feedback": True}}
        took_part([learner], kind=ActivityKind.WORKPLACE, day=date(2026, 10, 12) + timedelta(days=number), **facts)
    assert days(here) == "5.0 in person + 1.0 online."
    assert amounts(DAYS, here) == {learner.pk: 5}


def test_an_online_day_without_the_employers_feedback_adds_nothing_and_says_why(here) -> None:
    learner = enrolled(here).learner
    facts = {"kind": ActivityKind.WORKPLACE, "parts": WORKPLACE, "mode": Mode.ONLINE, "hours": 5}
    took_part([learner], **facts)
    sentence = "It was online, and this is not recorded: feedback from the employer on that work."
    assert amounts(DAYS, here) == {}
    assert why(DAYS, here) == [sentence]
    assert days(here) == f"0.0 in person + 0.0 online. {sentence}"
    took_part([learner], own={"feedback": True}, **facts | {"day": date(2026, 10, 2)})
    assert days(here) == f"0.0 in person + 1.0 online. {sentence}"
    assert amounts(DAYS, here) == {learner.pk: 0}


def test_what_was_both_is_to_be_recorded_apart(here) -> None:
    took_part([enrolled(here).learner], kind=ActivityKind.WORKPLACE, parts=[*Part], mode=Mode.BLENDED, hours=5)
    assert amounts(DAYS, here) == {}
    assert days(here).startswith("0.0 in person. It was both in person and online. Record the two apart")


def test_what_is_still_to_come_does_not_count_yet(here) -> None:
    took_part([enrolled(here).learner], day=TODAY + timedelta(days=1))
    assert amounts(MEETING, here) == {}
    assert why(MEETING, here) == ["It has not happened yet."]


def test_a_sixth_forms_assembly_is_no_provider_access(here) -> None:
    facts = {"kind": ActivityKind.PROVIDER, "parts": [*Part], "in_school_hours": True}
    took_part([enrolled(here).learner], provider_kinds=[ProviderKind.SIXTH_FORM], **facts)
    access = Measure("share_with_provider_access", {"n": 1, "years": (10, 11), "by": "02-28"})
    assert why(access, here) == ["It was not with a provider of technical education or apprenticeships."]
    took_part([enrolled(here).learner], provider_kinds=[ProviderKind.TRAINING_PROVIDER], **facts)
    assert len(amounts(access, here)) == 1


def test_another_schools_learners_are_never_counted(here, elsewhere) -> None:
    took_part([enrolled(elsewhere).learner])
    assert amounts(MEETING, here) == {}
    assert why(MEETING, here) == []


def test_a_measure_that_no_record_can_answer_has_no_plan() -> None:
    assert plan(Measure("share_with_subjects", {"year_group": 8}), YEAR, [8], days=RULE) is None
    visit = Measure("share_with_provider", {"provider": "university-visit", "n": 2, "by_end_of": 13})
    assert plan(visit, YEAR, [13], days=RULE) is None
    assert plan(DAYS, YEAR, [11], days=None) is None


@pytest.mark.parametrize("learners", [1, 30])
def test_a_tally_costs_the_same_for_any_number_of_learners(here, learners, django_assert_num_queries) -> None:
    took_part([enrolled(here).learner for _ in range(learners)])
    plans = {"meeting": plan(MEETING, YEAR, [11], days=RULE), "encounter": plan(ENCOUNTER, YEAR, [11], days=RULE)}
    with django_assert_num_queries(1):
        queries.tally(plans, here, today=TODAY)


FACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ActivityKind),
        "day": st.dates(date(2021, 1, 1), date(2027, 12, 31)),
        "hours": st.integers(0, 12),
        "after": st.lists(st.integers(1, 9), max_size=2),
        "mode": st.sampled_from(Mode),
        "one_to_one": st.sampled_from([True, False, None]),
        "adviser_level": st.sampled_from([None, 4, 6, 7]),
        "in_school_hours": st.sampled_from([True, None]),
        "parts": st.lists(st.sampled_from(Part), unique=True, min_size=9),
        "provider_kinds": st.lists(st.sampled_from(ProviderKind), unique=True),
        "attendance": st.sampled_from(Attendance),
        "own": st.fixed_dictionaries({"feedback": st.sampled_from([True, False, None])}),
    }
)
MEASURES = [
    MEETING,
    ENCOUNTER,
    DAYS,
    Measure("share_with_provider", {"provider": "college", "n": 1, "by_end_of": 11}),
    Measure("share_with_provider_access", {"n": 2, "years": (10, 11), "by": "02-28"}),
]


def _slow(measure: Measure, one: Participation, year_group: int) -> bool:
    """The same read off one record by hand, as the guidance says it."""
    act, parts = one.activity, set(one.activity.parts)
    since_7 = date(2026 - (year_group - 7), 9, 1) <= act.day <= date(2027, 8, 31)
    since_10 = date(2026 - (year_group - 10), 9, 1) <= act.day
    there = one.attendance == "attended" and act.day <= TODAY
    if measure is MEETING:
        return there and since_7 and act.kind == "guidance" and act.one_to_one is True and (act.adviser_level or 0) >= 6
    if measure is ENCOUNTER:
        this_year = date(2026, 9, 1) <= act.day <= date(2027, 8, 31)
        return there and this_year and act.kind == "employer" and act.mode in ("in-person", "blended") and parts >= set(MEANINGFUL)  # fmt: skip
    if measure is DAYS:
        in_time = there and since_10 and act.day <= date(2027, 8, 31) and act.kind == "workplace"
        told = "feedback" in parts or one.feedback is True
        online = act.mode in ("online", "phone") and parts >= {"task", "two-way"} and told
        return in_time and (act.mode == "in-person" or online)
    if measure.name == "share_with_provider":
        seven = {"purpose", "outcomes", "staff", "trainees"}
        return there and since_7 and act.kind == "provider" and "college" in act.provider_kinds and parts >= seven
    ends = date(2027, 2, 28) if year_group == 11 else date(2027, 8, 31)
    four = {"qualifications", "careers", "what-it-is-like", "questions"}
    technical = bool({"college", "university", "training-provider"} & set(act.provider_kinds))
    return there and since_10 and act.day <= ends and act.kind == "provider" and technical and act.in_school_hours is True and parts >= four  # fmt: skip


def _same_days(made, institution, slow: set[int]) -> None:
    """Each learner's days, added up by hand: one date after the other, in person before online."""
    found = queries.tally({"it": made}, institution, today=TODAY)["it"].days
    counting = Participation.objects.filter(pk__in=slow).select_related("activity")
    for learner in {one.learner_id for one in counting} | found.keys():
        own = [one.activity for one in counting if one.learner_id == learner]
        in_person = online = Decimal(0)
        for day in {day for act in own for day in act.dates or [act.day] if day <= TODAY}:
            on_it = [(act, act.hours / len(act.dates or [1])) for act in own if day in (act.dates or [act.day])]
            there = min(sum((hours for act, hours in on_it if act.mode == "in-person"), Decimal(0)), Decimal(5))
            afar = sum((hours for act, hours in on_it if act.mode != "in-person"), Decimal(0))
            in_person, online = in_person + there, online + min(afar, 5 - there)
        assert (float(found[learner].in_person), float(found[learner].online)) == pytest.approx(
            (float(in_person / 5), float(online / 5))
        )


@given(st.lists(st.tuples(FACTS, st.sampled_from([10, 11])), max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_count_and_why_not_agree_with_a_slow_recount(here, records) -> None:
    Participation.objects.all().delete()
    learners = {year: enrolled(here, year_group=year).learner for year in (10, 11)}
    for facts, year in records:
        dates = sorted({facts["day"] + timedelta(days=number) for number in (0, *facts["after"])})
        on = {"dates": dates, "last_day": dates[-1]} if facts["after"] else {}
        took_part([learners[year]], **{key: facts[key] for key in facts if key != "after"}, **on)
    years = {learner.pk: year for year, learner in learners.items()}
    for measure in MEASURES:
        made = plan(measure, YEAR, [10, 11], days=RULE)
        rows = queries.of_roll(here, today=TODAY)
        slow = {
            one.pk
            for one in Participation.objects.select_related("activity")
            if _slow(measure, one, years[one.learner_id])
        }
        assert {one.pk for one in queries.counted(made, rows, today=TODAY)} == slow
        assert {one.pk for one in queries.looked_through(made, rows, today=TODAY) if one.why_not == ""} == slow
        if made.days:
            _same_days(made, here, slow)
        else:
            assert sum(queries.tally({"it": made}, here, today=TODAY)["it"].of.values()) == len(slow)
    for learner in learners.values():
        learner.enrolments.update(ended_on=date(2026, 11, 1))
