"""Evidence makes itself: the records answer, another number needs a reason, a signature freezes, later edits are told."""

import hashlib
import html
import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from benchmarks.evidence.freezing import FACTS, changed_since, facts_of
from benchmarks.evidence.queries import measured
from benchmarks.frameworks.shape import Facts
from benchmarks.models import Return
from benchmarks.results.freezing import freeze
from benchmarks.returns import actions
from benchmarks.returns import queries as reads
from benchmarks.signing import actions as signing
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Role
from frontdoor.record.models import Activity, ActivityKind, Attendance, Mode, NewYear, Part, Participation, ProviderKind
from frontdoor.record.queries import roll
from tests.benchmarks.counting.test_queries import TODAY, took_part
from tests.benchmarks.factories import YEAR, ReturnFactory
from tests.factories import OrganisationFactory, member
from tests.record.factories import LearnerFactory, SafeguardingContactFactory, enrolled

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
PAGE = f"/benchmarks/900001/{YEAR}/benchmark/8/"


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(here, amina) -> Return:
    return actions.start(institution=here, year=YEAR, by=amina, now=NOW)


def says(found: Return, question: str = "8.1") -> tuple[int, int] | None:
    one = measured(found, today=TODAY).get(question)
    return (one.value, one.base) if one else None


def shown(found: Return, question: str = "8.1"):
    return reads.entries(found).get(f"answer:{question}")


def sign(found: Return, by) -> Return:
    """The leader sends it to the head, who signs."""
    signing.send_to_head(return_id=found.pk, email=by.email, by=found.created_by, now=NOW)
    return signing.sign(return_id=found.pk, name="Hana Novak", role="Head", by=by, now=NOW)


def test_the_120th_meeting_makes_120_of_200_in_the_same_request(here, amina, signed_in) -> None:
    pupils = [enrolled(here).learner for _ in range(200)]
    for one in pupils[:119]:
        took_part([one])
    waits = took_part([pupils[119]], Attendance.INVITED)
    found = actions.start(institution=here, year=YEAR, by=amina, now=NOW)
    assert says(found) == (119, 200)
    waits.participations.update(attendance=Attendance.ATTENDED)
    assert says(found) == (120, 200)
    page = signed_in(amina).get(PAGE).content.decode()
    assert "Your records say <strong>120 of 200</strong>, counted on 20 November 2026." in page
    assert 'value="120"' in page


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"kind": ActivityKind.INFORMATION}, "It was not a personal guidance meeting."),
        ({"one_to_one": False}, "It was not one to one."),
        (
            {"adviser_level": 0, "adviser_note": "Their level 6 ended on 19 November 2026."},
            "ended on 19 November 2026.",
        ),
    ],
)
def test_what_is_no_guidance_changes_nothing_and_says_why(here, amina, signed_in, draft, facts, why) -> None:
    took_part([enrolled(here).learner])
    took_part([enrolled(here).learner], institution=here, **facts)
    assert says(draft) == (1, 2)
    page = signed_in(amina).get(f"/benchmarks/900001/{YEAR}/records/8.1/?not=1").content.decode()
    assert why in page
    assert "<strong>1</strong> do not count" in page


def test_a_question_without_any_record_is_left_to_people(here, draft) -> None:
    enrolled(here)
    assert measured(draft, today=TODAY) == {}
    assert shown(draft) is None


def test_the_roll_gives_the_numbers(here, amina) -> None:
    for year in (10, 11, 11):
        enrolled(here, year_group=year)
    found = actions.start(institution=here, year=YEAR, by=amina, now=NOW)
    assert reads.facts_of(found).numbers == {"year-10": 1, "year-11": 2}


def post(client, number, **more):
    """Send benchmark 8's page as a browser does, with this number of Year 11 pupils."""
    page = client.get(PAGE)
    data = {"q-8-1": number, "shown": _shown(page), "return": "yes"} | more
    return client.post(PAGE, data)


def _shown(page) -> str:
    return html.unescape(re.search(r'name="shown" value="([^"]*)"', page.content.decode())[1])


def test_another_number_needs_a_reason_which_is_kept(here, amina, signed_in, draft) -> None:
    took_part([enrolled(here).learner])
    enrolled(here)
    actions.save_facts(return_id=draft.pk, shown=draft.facts, mine=reads.copied_facts(draft, None))
    client = signed_in(amina)
    refused = post(client, 2)
    assert refused.status_code == 200
    assert "Your records say 1. Say why" in refused.content.decode()
    assert shown(draft) == {"count": 1}
    assert post(client, 2, **{"q-8-1-reason": "One was on paper."}).status_code == 302
    assert shown(draft) == {"count": 2, "reason": "One was on paper."}


def test_the_records_own_number_stays_live(here, amina, signed_in, draft) -> None:
    took_part([enrolled(here).learner])
    late = enrolled(here).learner
    client = signed_in(amina)
    assert post(client, 1).status_code == 302
    assert not draft.answers.filter(question="8.1").exists()
    post(client, 0, **{"q-8-1-reason": "Not sure of it."})
    assert draft.answers.get(question="8.1").value["count"] == 0
    post(client, 1)
    assert not draft.answers.filter(question="8.1").exists()
    took_part([late])
    assert shown(draft) == {"count": 2}


def test_a_signature_freezes_the_records_and_later_edits_are_told(here, hana, draft) -> None:
    first, second = took_part([enrolled(here).learner]), took_part([enrolled(here).learner])
    signed = sign(Return.objects.get(pk=draft.pk), hana)
    (row,) = [one for one in signed.frozen.evidence if one["question"] == "8.1"]
    assert (row["value"], row["base"], row["answered"]) == (2, 2, 2)
    assert set(row["records"]) == {str(one.participations.get().pk) for one in (first, second)}
    assert changed_since(signed) == {}
    checksum = signed.frozen.sha256
    first.delete()
    Activity.objects.filter(pk=second.pk).update(one_to_one=False)
    assert changed_since(signed) == {"8.1": 2}
    signed.frozen.refresh_from_db()
    assert signed.frozen.sha256 == checksum
    assert signed.frozen.answers["8.1"] == {"count": 2}


def test_what_no_rule_asks_may_change_without_a_word(here, hana, draft) -> None:
    kept = took_part([enrolled(here).learner])
    signed = sign(Return.objects.get(pk=draft.pk), hana)
    Activity.objects.filter(pk=kept.pk).update(title="Another title")
    assert changed_since(signed) == {}


def test_the_signed_page_says_how_many_records_changed(here, hana, signed_in, draft) -> None:
    kept = took_part([enrolled(here).learner])
    sign(Return.objects.get(pk=draft.pk), hana)
    kept.delete()
    client = signed_in(hana)
    assert "1 record changed since sign-off." in client.get(f"/benchmarks/900001/{YEAR}/records/8.1/").content.decode()
    assert "1 record changed since sign-off" in client.get(f"/benchmarks/900001/{YEAR}/results/").content.decode()


def test_one_college_visit_counts_everywhere_and_deleting_it_lowers_all(here, draft, signed_in, amina) -> None:
    college = OrganisationFactory(kind=Kind.PROVIDER, name="Invented Training")
    priya = _provider(college)
    pupils = [enrolled(here, year_group=9).learner, enrolled(here, year_group=11).learner]
    visit = took_part(
        pupils, kind=ActivityKind.PROVIDER, parts=[*Part], provider_kinds=[ProviderKind.COLLEGE], host=college,
        in_school_hours=True, title="A morning with Invented Training", institution=here,
    )  # fmt: skip
    staff, provider = signed_in(amina), signed_in(priya)

    def everywhere() -> list[bool]:
        pages = [staff.get(f"/learners/900001/{one.pk}/").content.decode() for one in pupils]
        return [
            says(draft, "7.1.colleges") == (1, 1),
            "1 of 2 so far" in pages[1],
            *("A morning with Invented Training" in page for page in pages),
            "Herefield School" in provider.get("/provider-access/").content.decode(),
        ]

    assert everywhere() == [True] * 5
    visit.delete()
    assert everywhere() == [False] * 5


def _provider(college):
    return member("priya@training.example", "Priya Nolan", college, Role.PROVIDER)


def test_a_school_with_full_activity_answers_few_questions_by_hand(here, amina) -> None:
    """Last time's answers are copied and the records give the rest: at most a quarter is left to people."""
    last = ReturnFactory(organisation=here, year="2025-26", created_by=amina, submitted=True)
    form = reads.form_of(last)
    for question in form.questions():
        if question.kind != "share":
            value = {"value": "yes", "parts": [part.key for part in question.parts]}
            last.answers.create(question=question.id, value=value, changed_by=amina, changed_at=NOW)
    freeze(last, now=last.submitted_at)
    _full_activity(here)
    found = actions.start(institution=here, year=YEAR, by=amina, now=NOW, copy=True)
    answers = reads.answers_in(reads.entries(found))
    questions = [one.id for one in form.questions()]
    by_hand = [one for one in questions if one not in answers]
    assert len(questions) > 45
    assert len(by_hand) / len(questions) <= 0.25
    assert len(measured(found, today=TODAY)) >= 20


def _full_activity(here) -> None:
    """A pupil of each year group who has had everything."""
    SafeguardingContactFactory(institution=here)
    for year in range(7, 14):
        enrolled(here, year_group=year, learner=LearnerFactory())
    everyone = [one.learner for one in roll(here, today=TODAY)]
    took_part(everyone)
    for kind in (ActivityKind.EMPLOYER, ActivityKind.INFORMATION):
        took_part(everyone, kind=kind, parts=[*Part])
    took_part(everyone, kind=ActivityKind.PROVIDER, parts=[*Part], provider_kinds=[*ProviderKind])
    for day in (5, 12):
        took_part(everyone, kind=ActivityKind.WORKPLACE, parts=[*Part], hours=30, day=date(2026, 10, day), last_day=date(2026, 10, day + 4))  # fmt: skip
    assert Participation.objects.count() == 6 * 7


def test_a_return_is_not_counted_once_the_next_year_has_begun(here, draft) -> None:
    took_part([enrolled(here).learner])
    june = date(2027, 6, 20)
    assert measured(draft, today=june)
    NewYear.objects.create(institution=here, year="2027-28", created_at=NOW)
    assert not measured(draft, today=june)


def test_a_head_cannot_sign_more_people_than_there_are(here, hana, draft) -> None:
    took_part([enrolled(here).learner])
    actions.save_facts(return_id=draft.pk, shown=draft.facts, mine=Facts(frozenset({11}), {"year-11": 1}))
    signing.send_to_head(return_id=draft.pk, email=hana.email, by=draft.created_by, now=NOW)
    took_part([enrolled(here).learner])
    with pytest.raises(Refused, match="Correct the numbers"):
        signing.sign(return_id=draft.pk, name="Hana Novak", role="Head", by=hana, now=NOW)


def test_a_reason_stays_when_the_records_go(here, amina, signed_in, draft) -> None:
    kept = took_part([enrolled(here).learner])
    client = signed_in(amina)
    post(client, 0, **{"q-8-1-reason": "Not sure of it."})
    kept.delete()
    post(client, 0)
    assert shown(draft) == {"count": 0, "reason": "Not sure of it."}


def test_a_number_from_before_the_records_needs_its_reason_before_it_leaves(here, hana, amina, draft) -> None:
    draft.answers.create(question="8.1", value={"count": 0}, changed_by=amina, changed_at=NOW)
    took_part([enrolled(here).learner])
    with pytest.raises(Refused, match="Your records say 1, and your answer to"):
        signing.send_to_head(return_id=draft.pk, email=hana.email, by=amina, now=NOW)
    draft.answers.update(value={"count": 0, "reason": "Not sure of it."})
    assert signing.send_to_head(return_id=draft.pk, email=hana.email, by=amina, now=NOW).state == "with-head"


def test_the_page_of_numbers_says_what_the_roll_has(here, amina, signed_in, draft) -> None:
    enrolled(here)
    enrolled(here)
    page = signed_in(amina).get(f"/benchmarks/900001/{YEAR}/numbers/").content.decode()
    assert "Your roll has 2." in page


def test_the_pupils_page_the_class_list_and_the_return_say_the_same_days(here, amina, signed_in, draft) -> None:
    learner = enrolled(here, year_group=11).learner
    online = {"mode": Mode.ONLINE, "hours": 2.5, "parts": [Part.TASK, Part.TWO_WAY]}
    for number in range(5):
        took_part([learner], kind=ActivityKind.WORKPLACE, hours=6, day=date(2026, 10, 5 + number))
    rows = [
        took_part([learner], kind=ActivityKind.WORKPLACE, day=date(2026, 10, 12 + number), **online)
        for number in range(2)
    ]
    client, paths = signed_in(amina), [
        f"/learners/900001/{learner.pk}/",
        "/learners/900001/gaps/group/?group=11",
        "/learners/900001/gaps/days-10-11/11/?state=done",
        f"/benchmarks/900001/{YEAR}/records/6.3.placement/",
    ]  # fmt: skip
    pages = [client.get(path).content.decode() for path in paths]
    assert all("5.0 in person + 0.0 online" in page for page in pages)
    assert "It was online, and this is not recorded: feedback from the employer on that work." in pages[0]
    Participation.objects.filter(activity__in=rows).update(feedback=True)
    pages = [client.get(path).content.decode() for path in paths]
    assert all("5.0 in person + 1.0 online" in page for page in pages)
    assert says(draft, "6.3.placement") == (1, 1)


def test_online_days_alone_do_not_make_a_week(here, draft) -> None:
    parts = [Part.TASK, Part.TWO_WAY, Part.FEEDBACK]
    learner = enrolled(here).learner
    for number in range(5):
        facts = {"kind": ActivityKind.WORKPLACE, "mode": Mode.ONLINE, "parts": parts}
        took_part([learner], hours=6, day=date(2026, 10, 5 + number), **facts)
    assert says(draft, "6.3.placement") == (0, 1)


def test_the_named_dates_are_a_fact_that_is_told_and_none_leaves_the_checksum_as_it_was(here) -> None:
    learner = enrolled(here).learner
    plain = took_part([learner], kind=ActivityKind.WORKPLACE, hours=6, last_day=date(2026, 10, 9))
    rows = Participation.objects.all()
    before = facts_of(rows)
    facts = rows.values_list(*[name for name in FACTS if name != "activity__dates"]).get()
    text = json.dumps([str(sorted(fact) if isinstance(fact, list) else fact) for fact in facts])
    assert [*before.values()] == [hashlib.sha256(text.encode()).hexdigest()[:16]]  # as it was before there were dates
    plain.dates = [date(2026, 10, 1), date(2026, 10, 9)]
    plain.save()
    assert facts_of(rows) != before
