"""Who gets the pages of a school's learners: its own staff. Each school of the table has two pupils, 1 with an account."""

from datetime import date
from typing import Any

from frontdoor.ground.models import Job
from frontdoor.record.models import Need, NeedKind, SafeguardingContact
from tests.access.rows import MISSING_ID, Row, anyone, by_urn, furnish, only, person, with_more
from tests.access.world import World
from tests.record.activity_rows import rows_of_activities
from tests.record.around_rows import rows_around
from tests.record.factories import NOW, LearnerFactory, enrolled
from tests.record.look_rows import rows_of_looks
from tests.record.plan_rows import rows_of_plans


@furnish
def _learners(world: World) -> None:
    """`things["pupil", urn]` is a pupil of each school; the student's own record is at the near school, as the far one's there."""
    for school, people in ((world.school, world.people), (world.far_school, world.others)):
        mine = LearnerFactory(given_names="Stu", account=people.get("student"))
        enrolled(school, learner=mine, tutor_group="11A")
        world.things["pupil", school.urn] = mine
        enrolled(school, year_group=9, tutor_group="9B")
        SafeguardingContact.objects.filter(institution=school).update(email=people["head"].email)
    facts = {"kind": NeedKind.YOUNG_CARER, "starts_on": date(2026, 9, 1), "created_at": NOW}
    pupil_here = world.things["pupil", world.school.urn]
    Need.objects.create(pk=MARKED, learner=pupil_here, institution=world.school, **facts)


MARKED = 1_900_000_000
STAFF = ["leader", "head", "teacher"]


def pupil(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of a pupil's page at the school that the role has to do with, and at another."""
    found = by_urn(world, role, column)
    if found is None:
        return None
    learner = world.things.get(("pupil", found["urn"]))
    return found | {"learner_id": learner.pk if learner else MISSING_ID}


def roll_file(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of a file that this person chose, at their school; elsewhere of one that its leader chose there."""
    found = by_urn(world, role, column)
    if found is None or column == "missing":
        return found and found | {"job_id": MISSING_ID}
    school = world.school if column == "own" else world.far_school
    by = (world.people if column == "own" else world.others).get(role) or world.people["leader"]
    facts = {"kind": "roll-read", "by": by, "checksum": "0" * 64, "context": {"institution": school.pk}}
    job, _ = Job.objects.get_or_create(**facts, defaults={"created_at": NOW})
    return found | {"job_id": job.pk}


CONTACT = {
    "name": "Sade Guard", "job_title": "Safeguarding lead", "phone": "01632 960 001", "email": "safe@school.example"
}  # fmt: skip
MANAGERS = only("leader", "head", status=302) | {"teacher": 403}
LOADS = only("leader", "head") | {"teacher": 403}
ROWS: list[Any] = [
    # care: a visitor is led to the public page, not asked to sign in
    Row("record:care-safe", get=person()),
    Row("record:care-concern", get=only(*STAFF), post=only(*STAFF, status=302), args=by_urn),
    Row("record:care-contact", get=only(*STAFF), post=MANAGERS, args=by_urn, data=CONTACT),
    # the safeguarding contact's own look: the head of the table is its school's contact
    Row("home:safeguarding-learners", get=only("head"), post=only("head"), args=by_urn, data={"q": "11A"}),
    Row("home:safeguarding-learner", get=only("head"), args=pupil),
    # needs: a teacher sees the pupil and not these
    Row(
        "record:needs",
        get=only("leader", "head") | {"teacher": 403},
        post=MANAGERS,
        args=pupil,
        data={"kind": NeedKind.SEN_SUPPORT, "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2026"},
    ),
    Row("record:needs-end", get=None, post=MANAGERS, args=pupil, data={"need": MARKED}),
    # roll: each manager's own file, not read yet; the table asks for no colleague's (roll/test_pages.py does)
    Row("record:roll-upload", get=LOADS, post=LOADS, args=by_urn),
    Row("record:roll-new-year", get=LOADS, post=MANAGERS, args=by_urn),
    Row("record:roll-job", get=LOADS, post=MANAGERS, args=roll_file),
    Row("record:roll-list", get=only() | {"teacher": 403}, args=with_more(roll_file, which="joiners")),
    Row("record:roll-rejects", get=only() | {"teacher": 403}, args=roll_file),
    # a learner's own record, to take along
    Row("record:export", get=only("student"), post=only("student"), data={"form": "json"}),
    # what a learner may delete; the whole of it only where no school is part of it, which the student's is
    Row("record:delete", get=only("student"), post=only("student")),
    Row("record:delete-all", get=only("student", status=302), post=only("student", status=302), data={"sure": "on"}),
    Row("record:deleted", get=anyone(200)),
    # codes, joined records, parents and carers
    *rows_around(pupil),
    *rows_of_plans(),
    *rows_of_activities(),
    *rows_of_looks(),
]
