"""500 people want 50 times of three advisers at once, move and cancel: nobody is booked twice. The twin without the lock is.

Ada and Ben work for two services each, whose hours lie over each other, as hours that were said before a school followed
another may: nothing but the lock on the person keeps their meetings apart, because the database knows rows and not persons.
Every adviser has a limit or a break that somebody would run into.
"""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from frontdoor.ground.calendars import LONDON
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.models import User
from frontdoor.record.models import Enrolment, Learner
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.models import Adviser, BookedAs, Channel, Meeting, Place, Service
from tests.factories import MembershipFactory
from tests.guidance.booking.people import ANSWERS, NOW
from tests.guidance.factories import (
    PlaceFactory,
    ProofFactory,
    ServiceFactory,
    SupplyFactory,
    WeeklyFactory,
    adviser_at,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
PEOPLE, THREADS, DAYS = 500, 16, 5
MONDAY = date(2026, 9, 14)

# Each finds what must never be; the rows that it finds are counted.
NEVER = {
    "one person, two meetings at a time": """
        SELECT count(*) FROM guidance_meeting a JOIN guidance_adviser x ON x.id = a.adviser_id
        JOIN guidance_adviser y ON y.user_id = x.user_id JOIN guidance_meeting b ON b.adviser_id = y.id AND b.id > a.id
        WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL AND a.during && b.during""",
    "no break between two meetings": """
        SELECT count(*) FROM guidance_meeting a JOIN guidance_adviser x ON x.id = a.adviser_id
        JOIN guidance_adviser y ON y.user_id = x.user_id JOIN guidance_meeting b ON b.adviser_id = y.id AND b.id > a.id
        WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL
        AND tstzrange(lower(a.during), upper(a.during) + x.buffer * interval '1 minute')
         && tstzrange(lower(b.during), upper(b.during) + y.buffer * interval '1 minute')""",
    "one adviser of a service, two meetings at a time": """
        SELECT count(*) FROM guidance_meeting a JOIN guidance_meeting b ON b.adviser_id = a.adviser_id AND b.id > a.id
        WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL AND a.during && b.during""",
    "more on a day than the adviser holds": """
        SELECT count(*) FROM (
            SELECT 1 FROM guidance_meeting m JOIN guidance_adviser x ON x.id = m.adviser_id WHERE cancelled_at IS NULL
            GROUP BY x.id, (lower(during) AT TIME ZONE 'Europe/London')::date HAVING count(*) > x.most_a_day) AS days""",
    "more in a week than the adviser holds": """
        SELECT count(*) FROM (
            SELECT 1 FROM guidance_meeting m JOIN guidance_adviser x ON x.id = m.adviser_id WHERE cancelled_at IS NULL
            GROUP BY x.id, date_trunc('week', lower(during) AT TIME ZONE 'Europe/London')
            HAVING count(*) > x.most_a_week) AS weeks""",
    "one learner, two meetings at a time": """
        SELECT count(*) FROM guidance_meeting a JOIN guidance_meeting b ON b.learner_id = a.learner_id AND b.id > a.id
        WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL AND a.during && b.during""",
    "one learner, more meetings than they may have": """
        SELECT count(*) FROM (SELECT 1 FROM guidance_meeting WHERE cancelled_at IS NULL
            GROUP BY learner_id HAVING count(*) > 3) AS greedy""",
    "a live meeting that its adviser has no reason for, or two": """
        SELECT count(*) FROM guidance_meeting m JOIN guidance_adviser x ON x.id = m.adviser_id
        WHERE m.cancelled_at IS NULL AND (
            1 <> (SELECT count(*) FROM record_reason r
                  WHERE r.ended_at IS NULL AND r.source_key LIKE 'guidance.meeting:' || m.id || ':%')
            OR NOT EXISTS (SELECT 1 FROM record_reason r WHERE r.source_key = 'guidance.meeting:' || m.id || ':' || m.moves
                           AND r.ended_at IS NULL AND r.person_id = x.user_id AND r.learner_id = m.learner_id))""",
    "an open reason without its meeting": """
        SELECT count(*) FROM record_reason r WHERE r.kind = 'booked' AND r.ended_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM guidance_meeting m WHERE m.cancelled_at IS NULL
            AND r.source_key = 'guidance.meeting:' || m.id || ':' || m.moves)""",
    "a meeting without one of its letters": """
        SELECT count(*) FROM guidance_meeting m WHERE
        NOT EXISTS (SELECT 1 FROM letters_letter WHERE key = 'meeting-booked:' || m.id || ':0')
        OR NOT EXISTS (SELECT 1 FROM letters_letter WHERE key = 'meeting-adviser-new:' || m.id || ':0')
        OR (m.moves > 0 AND NOT EXISTS (SELECT 1 FROM letters_letter WHERE key = 'meeting-moved:' || m.id || ':' || m.moves))
        OR (m.moves > 0 AND NOT EXISTS (SELECT 1 FROM letters_letter
            WHERE key IN ('meeting-adviser-new:' || m.id || ':' || m.moves,
                          'meeting-adviser-changed:' || m.id || ':' || m.moves)))
        OR (m.cancelled_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM letters_letter WHERE key = 'meeting-adviser-off:' || m.id || ':off'))""",
}


@dataclass
class Crowd:
    """Who wants a time, the times, and what became of it: done and refused by their words, and errors, which must not be."""

    learners: list[Learner]
    times: list[Chosen]
    done: Counter[str] = field(default_factory=Counter)
    errors: list[Exception] = field(default_factory=list)

    def tries(self, what: str, act: Any, *args: Any) -> Meeting | None:
        """A meeting, or None and its reason counted."""
        try:
            meeting = act(*args)
        except Refused as refusal:
            self.done[f"refused: {refusal}"] += 1
        except Exception as error:  # noqa: BLE001 what it is, is looked at afterwards
            self.errors.append(error)
        else:
            self.done[what] += 1
            return meeting
        return None

    def comes(self, number: int) -> None:
        """One person: books, presses twice, and may move the meeting or cancel it."""
        dice, learner = random.Random(number), self.learners[number]  # noqa: S311 no secret
        first = self.times[number % 2] if number < THREADS else dice.choice(self.times)
        made = self.tries("booked", book, learner, first)
        if made is None and dice.random() < 0.4:
            made = self.tries("booked", book, learner, first := dice.choice(self.times))
        if made is None:
            return
        again = self.tries("pressed twice", book, learner, first)
        assert again is None or again.pk == made.pk
        if dice.random() < 0.5:
            self.tries("moved", move, learner, made, dice.choice(self.times))
        if dice.random() < 0.4:
            self.tries("cancelled", cancel, learner, made)

    def come(self) -> None:
        """All of them, so many at a time."""
        with ThreadPoolExecutor(THREADS) as pool:
            for outcome in [pool.submit(self._some, one) for one in range(THREADS)]:
                outcome.result()

    def _some(self, thread: int) -> None:
        try:
            for number in range(thread, len(self.learners), THREADS):
                self.comes(number)
        finally:
            connection.close()


def book(learner: Learner, chosen: Chosen) -> Meeting:
    facts = {"answers": ANSWERS, "booked_as": BookedAs.LEARNER, "by": learner.account, "now": NOW}
    return actions.book(learner=learner, chosen=chosen, **facts)


def move(learner: Learner, meeting: Meeting, chosen: Chosen) -> Meeting:
    return actions.move(meeting_id=meeting.pk, chosen=chosen, by=learner.account, now=NOW)


def cancel(learner: Learner, meeting: Meeting) -> Meeting:
    return actions.cancel(meeting_id=meeting.pk, because="", by=learner.account, now=NOW)


@pytest.fixture
def crowd(here) -> Crowd:
    """50 times of five advisers, who are three persons; Ada's first at both her services are the first two."""
    first, second = ServiceFactory(), ServiceFactory()
    for service in (first, second):
        SupplyFactory(institution=here, service=service)
    ada, ben = able(first, "ada@x.example"), able(first, "ben@x.example", most_a_week=4)
    cas, also_ada, also_ben = able(first, "cas@x.example", most_a_day=1), also(ada, second), also(ben, second)
    room = PlaceFactory(service=first)
    by_adviser = [
        times(ada, room),
        times(also_ada),
        times(ben, room),
        times(also_ben, starts_at=time(9, 30)),
        times(cas),
    ]
    return Crowd(people(here), [one for same in zip(*by_adviser, strict=True) for one in same])


def able(service: Service, email: str, **settings: int) -> Adviser:
    adviser = adviser_at(service.organisation, email, email)
    return proved(adviser, settings)


def also(adviser: Adviser, service: Service) -> Adviser:
    """The same person at another service."""
    MembershipFactory(user=adviser.user, organisation=service.organisation, role=Role.ADVISER)
    return proved(Adviser.objects.get(user=adviser.user, service=service), {})


def proved(adviser: Adviser, settings: dict[str, int]) -> Adviser:
    for name, value in settings.items():
        setattr(adviser, name, value)
    adviser.save()
    ProofFactory(adviser=adviser)
    ProofFactory(adviser=adviser, dbs=True)
    return adviser


def times(adviser: Adviser, room: Place | None = None, starts_at: time = time(9)) -> list[Chosen]:
    """Two times on each day of a week, face to face where there is a room: everybody waits for the room too."""
    channel = Channel.FACE if room else Channel.PHONE
    ends_at = time(starts_at.hour + 2, starts_at.minute)
    facts = {"adviser": adviser, "starts_at": starts_at, "ends_at": ends_at, "channels": [channel], "place": room}
    for weekday in range(DAYS):
        WeeklyFactory(weekday=weekday, **facts)
    begin = datetime.combine(MONDAY, starts_at, LONDON)
    found = [begin + timedelta(days=day, hours=hour) for day in range(DAYS) for hour in range(2)]
    return [Chosen(adviser.pk, start.astimezone(UTC), channel) for start in found]


def people(institution: Organisation) -> list[Learner]:
    """Learners of 16 on a roll, each with an account."""
    made = {"created_at": NOW}
    users = User.objects.bulk_create(User(email=f"p{n}@pupils.example") for n in range(PEOPLE))
    born = {"date_of_birth": date(2010, 9, 1), "given_names": "Given", "family_name": "Inventedson"}
    learners = Learner.objects.bulk_create(Learner(account=one, **born, **made) for one in users)
    on_roll = {"institution": institution, "year_group": 11, "started_on": date(2026, 9, 1)}
    Enrolment.objects.bulk_create(Enrolment(learner=one, **on_roll, **made) for one in learners)
    return learners


def broken() -> dict[str, int]:
    """What is, and must never be: how often."""
    with connection.cursor() as cursor:
        found = {}
        for what, statement in NEVER.items():
            cursor.execute(statement)
            found[what] = cursor.fetchone()[0]
    return {what: number for what, number in found.items() if number}


def test_of_500_people_nobody_is_booked_twice_and_nothing_is_lost(crowd) -> None:
    crowd.come()
    assert crowd.errors == []
    assert broken() == {}
    assert crowd.done["booked"] == Meeting.objects.count() > 30
    assert min(crowd.done[what] for what in ("moved", "cancelled", "pressed twice", f"refused: {actions.TAKEN}")) > 5
    assert Meeting.objects.filter(cancelled_at=None).count() == crowd.done["booked"] - crowd.done["cancelled"]


def test_twin_without_the_lock_people_are_booked_twice(crowd, monkeypatch) -> None:
    """The first of each thread see their time free together. The database still keeps the one adviser's row apart."""
    together, before, waited = threading.Barrier(THREADS), actions._refuse, threading.local()

    def look_together(*args: Any, **more: Any) -> None:
        before(*args, **more)
        if not hasattr(waited, "once"):
            waited.once = True
            together.wait(20)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions, "_refuse", look_together)
    crowd.learners = crowd.learners[: 4 * THREADS]
    crowd.come()
    found = broken()
    assert "one person, two meetings at a time" in found
    assert "no break between two meetings" in found
    assert "one adviser of a service, two meetings at a time" not in found
