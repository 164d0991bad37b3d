"""Who gets the pages of codes, of joined records, and of parents and carers. `rows_around(pupil)` gives their rows."""

from typing import Any

from django.utils import timezone

from frontdoor.record.actions import open_reason
from frontdoor.record.joining.actions import CODE, join_learners
from frontdoor.record.joining.clashes import carer_key
from frontdoor.record.models import Carer, Reason, ReasonKind, ReasonScope
from tests.access.rows import MISSING_ID, Args, Row, by_urn, furnish, only, person
from tests.access.world import World
from tests.record.factories import LearnerFactory


def own_carer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A parent's link in the learner's own record: the student's, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"carer_id": world.things["carer", urns[column]].pk if column in urns else MISSING_ID}


def own_child(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The page of a parent's child: the parent's, and that of a parent elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"learner_id": world.things["pupil", urns[column]].pk if column in urns else MISSING_ID}


def own_joining(world: World, role: str, column: str) -> dict[str, Any] | None:
    """What was joined into the student's record, and into that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    return {"joining_id": world.things["joining", urns[column]].pk if column in urns else MISSING_ID}


def own_reason(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The reason by which the parent sees the student's record, and that of the student elsewhere."""
    urns = {"own": world.school.urn, "elsewhere": world.far_school.urn}
    if column not in urns:
        return {"reason_id": MISSING_ID}
    return {"reason_id": Reason.objects.get(source_key=carer_key(world.things["carer", urns[column]])).pk}


def _around(world: World) -> None:
    """Each school's student has a parent who sees the record, and a joining that can be undone."""
    for school, people in ((world.school, world.people), (world.far_school, world.others)):
        learner, parent, now = world.things["pupil", school.urn], people["parent"], timezone.now()
        link = Carer.objects.create(
            learner=learner, institution=school, email=parent.email, account=parent, invited_at=now, accepted_at=now,
            created_at=now,
        )  # fmt: skip
        open_reason(
            learner=learner, kind=ReasonKind.PARENT, scope=ReasonScope.RECORD, source_key=carer_key(link),
            starts_on=timezone.localdate(), now=now, person=parent,
        )  # fmt: skip
        world.things["carer", school.urn] = link
        world.things["joining", school.urn] = join_learners(
            kept=learner, absorbed=LearnerFactory(), cause=CODE, now=now, by=learner.account
        )


MANAGE = ["leader", "head"]


def of_carer(pupil: Args) -> Args:
    """The address of a parent's link on a pupil's page."""

    def carer(world: World, role: str, column: str) -> dict[str, Any] | None:
        found = pupil(world, role, column)
        link = world.things.get(("carer", found["urn"])) if found else None
        return found and found | {"carer_id": link.pk if link else MISSING_ID}

    return carer


def rows_around(pupil: Args) -> list[Row]:
    """The rows; `pupil` is the address of a pupil's page. The pupils are furnished before: what is made here hangs on them."""
    furnish(_around)
    carer = of_carer(pupil)
    return [
        # Codes
        Row(
            "record:invite",
            args=by_urn,
            get=only(*MANAGE) | {"teacher": 403},
            post=only(*MANAGE) | {"teacher": 403},
            data={"years": ["9"]},
        ),
        Row("record:claim", get=person(200), post=person(200), data={"code": "WRNG-CDXX"}),
        Row("record:claim-confirm", get=person(302), post=person(302), data={"key": "made-up"}),
        # My record, and what was joined into it
        Row("home:record", get=person(200)),
        Row("home:record-start", get=None, post=person(302), data={"given_names": "Sam"}),
        Row("record:joined", args=own_joining, get=only("student"), post=only("student", status=302)),
        # Parents and carers: for staff, for the learner, for the parent
        Row(
            "record:carers-years",
            args=by_urn,
            get=only(*MANAGE) | {"teacher": 403},
            post=only(*MANAGE) | {"teacher": 403},
            data={"years": ["3"]},
        ),
        Row(
            "record:carers",
            args=pupil,
            get=only(*MANAGE) | {"teacher": 403},
            post=only(*MANAGE, status=302) | {"teacher": 403},
            data={"name": "Pat Made Up", "email": "pat@home.example"},
        ),
        Row("record:carer-invite", args=carer, get=None, post=only(*MANAGE, status=302) | {"teacher": 403}),
        Row("record:carer-stop", args=carer, get=None, post=only(*MANAGE, status=302) | {"teacher": 403}),
        Row("record:sharing", get=only("student")),
        Row("record:sharing-end", args=own_reason, get=None, post=only("student", status=302)),
        Row("record:parents", get=only("student")),
        Row("home:what-they-see", args=own_carer, get=only("student")),
        Row("record:carer-decide", args=own_carer, get=None, post=only("student", status=302), data={"agrees": "no"}),
        Row("home:children", get=person(200)),
        Row("home:child", args=own_child, get=only("parent")),
        Row("record:carer-accept", get=person(200), post=person(200), data={"code": "WRNG-CDXX"}),
    ]
