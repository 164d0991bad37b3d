"""What booking is measured on: 60 advisers with free times for twelve weeks, 20,000 learners, and past meetings.

Every row has a number that nothing else has, so that the statements of a booking can be told by it: see `pgbench.Booking`.
"""

from datetime import date, time

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from frontdoor.organisations.models import Membership, Organisation, Role
from frontdoor.record.models import Enrolment, Learner
from guidance.models import Adviser, Channel, Proof, ProofKind, Weekly
from tests.factories import SchoolFactory
from tests.guidance.factories import CLEARED, MADE, QUALIFIED, ServiceFactory, SupplyFactory

PEOPLE, STAFF = 20_000, 60
LEARNERS, ADVISERS, MEETINGS = 51_000_000, 53_000_000, 55_000_000
ACCOUNT = 1_000_000  # an account has the number of its learner or adviser, and this more
URN = 999_001
FIRST, LAST, MINUTES = time(9), time(15), 30  # twelve times a day
PAST = f"""
    INSERT INTO guidance_meeting (adviser_id, learner_id, during, channel, institution_id, reference, topic, words, helps,
        shares_what_helps, phone, language, moves, booked_as, created_by_id, created_at, cancelled_because, outcome)
    SELECT {ADVISERS} + i %% {STAFF}, {LEARNERS} + i %% {PEOPLE}, tstzrange(at, at + interval '45 minutes'), 'phone', %(school)s,
        'P' || lpad(i::text, 7, '0'), 'not-sure', '', '', false, '', '', 0, 'learner', {LEARNERS + ACCOUNT} + i %% {PEOPLE},
        at - interval '7 days', '', ''
    FROM generate_series(0, %(number)s - 1) AS i,
        LATERAL (SELECT date_trunc('day', now()) - (i / {STAFF} + 24) * interval '45 minutes' AS at) AS begins
    ORDER BY i DESC"""
REASONS = f"""
    INSERT INTO record_reason (learner_id, person_id, kind, scope, starts_on, until, source_key, created_at)
    SELECT learner_id, adviser_id + {ACCOUNT}, 'booked', 'record', created_at::date, lower(during)::date + 28,
        'guidance.meeting:' || id || ':0', created_at FROM guidance_meeting"""


def reset(past: int) -> None:
    """Nobody has a meeting to come, and there are so many past ones, each with the reason that it opened."""
    if not Learner.objects.filter(pk=LEARNERS).exists():
        _people()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE guidance_meeting, guidance_meetingevent, guidance_hold CASCADE")
        cursor.execute("DELETE FROM letters_letter WHERE kind LIKE 'meeting-%'")
        # Without their history, which would be another million rows.
        cursor.execute("ALTER TABLE record_reason DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM record_reason WHERE kind = 'booked'")
        cursor.execute("ALTER TABLE record_reason ENABLE TRIGGER USER")
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('guidance_meeting', 'id'), greatest(%s, nextval('guidance_meeting_id_seq')))",
            [MEETINGS],
        )
        cursor.execute(PAST, {"number": past, "school": Organisation.objects.get(urn=URN).pk})
        cursor.execute(REASONS)
        # What autovacuum does in its own time.
        cursor.execute(
            "VACUUM (ANALYZE) guidance_meeting, guidance_hold, record_reason, letters_letter, record_learner"
        )


def _people() -> None:
    now, school, service = timezone.now(), SchoolFactory(urn=URN), ServiceFactory()
    SupplyFactory(institution=school, service=service, first_day=date(2025, 9, 1))
    accounts = _accounts(LEARNERS, PEOPLE)
    born = {"date_of_birth": date(now.year - 17, 1, 1), "given_names": "Given", "family_name": "Inventedson"}
    learners = [Learner(pk=one.pk - ACCOUNT, account=one, created_at=now, **born) for one in accounts]
    Learner.objects.bulk_create(learners, batch_size=2000)
    on_roll = {"institution": school, "year_group": 11, "started_on": date(2025, 9, 1), "created_at": now}
    Enrolment.objects.bulk_create([Enrolment(learner=one, **on_roll) for one in learners], batch_size=2000)
    _advisers(service)


def _advisers(service) -> None:
    people = _accounts(ADVISERS, STAFF)
    where = {"organisation": service.organisation, "role": Role.ADVISER, "created_at": MADE}
    Membership.objects.bulk_create(Membership(user=one, **where) for one in people)
    held = {"minutes": MINUTES, "buffer": 0, "most_a_day": 12, "most_a_week": 60, "created_at": MADE}
    advisers = Adviser.objects.bulk_create(
        Adviser(pk=one.pk - ACCOUNT, user=one, service=service, **held) for one in people
    )
    for one in advisers:
        told = {"adviser": one, "created_by": one.user, "created_at": MADE, "decided_by": one.user, "decided_at": MADE}
        seen = {"accepted": True, "starts": date(2020, 7, 1)}
        Proof.objects.create(**told, **seen, **QUALIFIED)
        Proof.objects.create(**told, **seen | CLEARED | {"kind": ProofKind.DBS, "until": date(2099, 8, 31)})
        hours = {"starts_at": FIRST, "ends_at": LAST, "channels": [Channel.PHONE], "first_day": date(2025, 9, 1)}
        made = {"created_by": one.user, "created_at": MADE}
        Weekly.objects.bulk_create(Weekly(adviser=one, weekday=day, **hours, **made) for day in range(5))


def _accounts(first: int, number: int) -> list:
    users = get_user_model()
    rows = [users(pk=first + ACCOUNT + one, email=f"bench{first + one}@people.example") for one in range(number)]
    return users.objects.bulk_create(rows, batch_size=2000)
