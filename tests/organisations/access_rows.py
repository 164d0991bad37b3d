"""Who gets the pages about joining and belonging."""

from datetime import UTC, datetime

from frontdoor.ground.models import Job
from frontdoor.organisations.models import Contact
from tests.access.rows import MISSING_ID, MISSING_URN, Row, anyone, by_organisation, furnish, only, person
from tests.access.world import World
from tests.organisations.factories import JoiningFactory, waiting

NOW = datetime(2026, 11, 21, tzinfo=UTC)
MANAGERS = ["leader", "head", "adviser-lead", "employer", "provider", "hub", "council", "ncs", "department"]
ABOVE = ["hub", "department"]


def by_open_urn(world: World, role: str, column: str) -> dict | None:
    """Anybody may ask to join any open school, so no school is somebody's own."""
    return {"own": {"urn": world.school.urn}, "missing": {"urn": MISSING_URN}}.get(column)


def one_of(thing: str, part: str):
    """A thing of the role's own organisation; the same of another organisation; one that does not exist."""

    def args(world: World, role: str, column: str) -> dict | None:
        found = by_organisation(world, role, column)
        where = "far" if column == "elsewhere" else "near"
        return found and found | {part: MISSING_ID if column == "missing" else world.things[thing, where]}

    return args


def my_membership(world: World, role: str, column: str) -> dict | None:
    """A person's own membership; another person's; none."""
    if column == "missing":
        return {"membership_id": MISSING_ID}
    people = world.people if column == "own" else world.others
    user = people.get(role) or people.get("leader")
    membership = user.memberships.first() or world.people["leader"].memberships.first()
    return {"membership_id": membership.pk}


def membership_there(world: World, role: str, column: str) -> dict | None:
    """A membership of the role's own organisation."""
    found = by_organisation(world, role, column)
    people = world.others if column == "elsewhere" else world.people
    holder = people.get(role) if people.get(role) and people[role].memberships.exists() else people["leader"]
    return found and found | {"membership_id": MISSING_ID if column == "missing" else holder.memberships.first().pk}


def school_of(world: World, role: str, column: str) -> dict | None:
    """The own hub's or department's page about a school: one in reach, one out of reach, none."""
    place = world.own.get(role, world.school).pk
    far = None if role == "department" else world.far_school.urn
    urn = {"own": world.school.urn, "elsewhere": far, "missing": MISSING_URN}[column]
    return urn and {"organisation_id": place, "urn": urn}


def contact_of(world: World, role: str, column: str) -> dict | None:
    """A contact of a school in reach, of one out of reach, none: each from the role's own body."""
    place = world.own.get(role, world.school).pk
    if column == "elsewhere" and role == "department":
        return None
    where = "far" if column == "elsewhere" else "near"
    contact = MISSING_ID if column == "missing" else world.things["contact", where]
    return {"organisation_id": place, "contact_id": contact}


def body_of(world: World, role: str, column: str) -> dict | None:
    """The department's page about a hub; there is no hub that is not its."""
    place = world.own.get(role, world.school).pk
    body = {"own": world.school.council.hub_id, "missing": MISSING_ID}.get(column)
    return body and {"organisation_id": place, "body_id": body}


@furnish
def joinings(world: World) -> None:
    """An invitation, a request and a contact at each of the two schools."""
    for where, school in (("near", world.school), ("far", world.far_school)):
        inviter = (world.people if where == "near" else world.others)["leader"]
        world.things["invitation", where] = JoiningFactory(organisation=school, invited=True, created_by=inviter).pk
        world.things["request", where] = waiting(school).pk
        contact = Contact.objects.create(organisation=school, email="office@school.example", created_at=NOW)
        world.things["contact", where] = contact.pk


def of_school(world: World, role: str, column: str) -> dict | None:
    """Invitations are the schools': others' organisations have none, so their staff get 404 in their own too."""
    return one_of("invitation", "joining_id")(world, role, column)


def import_of_mine(world: World, role: str, column: str) -> dict | None:
    """The department person's own import, a colleague's, none."""
    if column == "missing":
        return {"job_id": MISSING_ID}
    people = world.people if column == "own" else world.others
    by = people.get("department") or people["leader"]
    job, _ = Job.objects.get_or_create(kind="register", by=by, checksum="0" * 64, created_at=NOW)
    return {"job_id": job.pk}


ROWS = [
    Row("register:schools", get=anyone()),
    Row("organisations:account", get=anyone(302)),
    Row("organisations:find", get=anyone()),
    Row("organisations:ask", get=anyone(), post=anyone(), args=by_open_urn, public=True),
    Row("organisations:sent", get=anyone()),
    Row("organisations:confirm", get=anyone(404), post=anyone(404), public=True),  # without a key: test_join.py
    Row("organisations:joined", get=anyone()),
    Row("organisations:waiting", get=anyone()),
    Row("organisations:mine", get=person()),
    Row(
        "organisations:leave",
        get=None,
        post=only(*MANAGERS, "teacher", "adviser", status=302),
        args=my_membership,
    ),
    Row("organisations:members", get=only(*MANAGERS), args=by_organisation),
    Row("organisations:invite", get=only(*MANAGERS), post=only(*MANAGERS), args=by_organisation),
    Row("organisations:remove", get=None, post=only(*MANAGERS, status=302), args=membership_there),
    Row("organisations:withdraw", get=None, post=only("leader", "head", status=302), args=of_school),
    Row("organisations:requests", get=only(*ABOVE), args=by_organisation),
    Row("organisations:decide", get=None, post=only(*ABOVE, status=302), args=one_of("request", "joining_id")),
    Row("organisations:schools", get=only(*ABOVE), args=by_organisation),
    Row("organisations:invite-school", get=only(*ABOVE), post=only(*ABOVE), args=school_of),
    Row("organisations:contacts", get=only(*ABOVE), post=only(*ABOVE), args=by_organisation),
    Row("organisations:remove-contact", get=None, post=only(*ABOVE, status=302), args=contact_of),
    Row("organisations:bodies", get=only("department"), args=by_organisation),
    Row("organisations:invite-body", get=only("department"), post=only("department"), args=body_of),
    Row("organisations:add-hub", get=only("department"), post=only("department"), args=by_organisation),
    Row(
        "organisations:add-adviser-service",
        get=only("department"),
        post=only("department"),
        args=by_organisation,
    ),
    Row("register:import", get=only("department"), post=only("department")),
    Row("register:job", get=only("department"), args=import_of_mine),
    Row("register:rejects", get=only(), args=import_of_mine),  # with rejected rows: register/test_job_pages.py
]
