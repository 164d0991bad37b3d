"""Who may do what: permissions, roles in plain English, and the one way to fetch with permission.

The first permission of each kind of thing is the one that lets a person know that it exists (`SEE_...`). A person who
lacks it gets 404, the same as for a thing that does not exist; one who may see but not do gets 403 (design section 5).
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from frontdoor.people.queries import live_memberships


class Can(StrEnum):
    """Every permission there is."""

    SEE_RETURN = "see the organisation's returns"
    EDIT_RETURN = "fill in the yearly return"
    SIGN_RETURN = "sign the return, or send it back"
    SEE_COVERAGE = "see who has reported and who has not yet"
    REMIND = "remind institutions that have not yet reported"
    SEE_MEMBERS = "see who belongs to the organisation"
    MANAGE_MEMBERS = "invite and remove people"
    DECIDE_JOINING = "accept or decline people who ask to join a school"
    INVITE_SCHOOLS = "invite schools to join"
    INVITE_BODIES = "add and invite Careers Hubs, councils and careers services"
    SEE_REGISTER_JOBS = "see imports of the register"
    IMPORT_REGISTER = "load the register"
    SEE_FEEDBACK = "read what people say about the service"
    SEE_LETTERS = "see letters that may not have arrived"
    RESOLVE_LETTERS = "say what became of such a letter, or send it again"
    SEE_LEARNERS = "see pupils and what they have done"
    MANAGE_LEARNERS = "load the roll, invite pupils and parents, and end both"
    LOG_ACTIVITY = "record activities and who was there"
    SEE_NEEDS = "see and change needs and disadvantage"
    NAME_SAFEGUARDING = "name the safeguarding contact"
    SEE_HOSTED = "see the encounters that the organisation gave"
    MANAGE_OFFERS = "describe the employer, send its checks, and offer work experience"
    CHECK_EMPLOYERS = "check employers before anything of theirs reaches a young person"
    APPROACH_EMPLOYERS = "ask employers for work experience on behalf of the school"
    GIVE_GUIDANCE = "give personal guidance: show what they are qualified for, and say when they can meet people"
    MANAGE_ADVISERS = "run the guidance service: check its advisers, and name its places"
    CHOOSE_SUPPLIERS = "choose who gives guidance to which year groups"


WITH_LEARNERS = frozenset(
    {
        Can.SEE_LEARNERS,
        Can.MANAGE_LEARNERS,
        Can.LOG_ACTIVITY,
        Can.SEE_NEEDS,
        Can.NAME_SAFEGUARDING,
        Can.SEE_HOSTED,
        Can.APPROACH_EMPLOYERS,
    }
)
WITH_GUIDANCE = frozenset({Can.MANAGE_ADVISERS, Can.CHOOSE_SUPPLIERS})
PERMISSIONS: dict[Role, frozenset[Can]] = {
    Role.LEADER: frozenset({Can.SEE_RETURN, Can.EDIT_RETURN, Can.SEE_MEMBERS, Can.MANAGE_MEMBERS})
    | WITH_LEARNERS
    | WITH_GUIDANCE,
    Role.HEAD: frozenset({Can.SEE_RETURN, Can.EDIT_RETURN, Can.SIGN_RETURN, Can.SEE_MEMBERS, Can.MANAGE_MEMBERS})
    | WITH_LEARNERS
    | WITH_GUIDANCE,
    Role.TEACHER: frozenset({Can.SEE_RETURN, Can.SEE_LEARNERS}),
    Role.ADVISER: frozenset({Can.GIVE_GUIDANCE}),
    Role.ADVISER_LEAD: frozenset({Can.SEE_MEMBERS, Can.MANAGE_MEMBERS, Can.MANAGE_ADVISERS}),
    Role.EMPLOYER: frozenset({Can.SEE_MEMBERS, Can.MANAGE_MEMBERS, Can.MANAGE_OFFERS}),
    Role.PROVIDER: frozenset({Can.SEE_MEMBERS, Can.MANAGE_MEMBERS, Can.SEE_HOSTED}),
    Role.HUB: frozenset(
        {
            Can.SEE_COVERAGE,
            Can.REMIND,
            Can.SEE_MEMBERS,
            Can.MANAGE_MEMBERS,
            Can.DECIDE_JOINING,
            Can.INVITE_SCHOOLS,
            Can.SEE_LETTERS,
            Can.RESOLVE_LETTERS,
            Can.CHECK_EMPLOYERS,
        }
    ),
    Role.COUNCIL: frozenset({Can.SEE_MEMBERS, Can.MANAGE_MEMBERS, Can.MANAGE_ADVISERS}),
    Role.ADULT_SERVICE: frozenset({Can.SEE_MEMBERS, Can.MANAGE_MEMBERS, Can.MANAGE_ADVISERS}),
    Role.DEPARTMENT: frozenset(
        {
            Can.SEE_COVERAGE,
            Can.REMIND,
            Can.SEE_MEMBERS,
            Can.MANAGE_MEMBERS,
            Can.DECIDE_JOINING,
            Can.INVITE_SCHOOLS,
            Can.INVITE_BODIES,
            Can.SEE_REGISTER_JOBS,
            Can.IMPORT_REGISTER,
            Can.SEE_FEEDBACK,
            Can.SEE_LETTERS,
            Can.RESOLVE_LETTERS,
            Can.CHECK_EMPLOYERS,
        }
    ),
}

# What each role means, in plain English, as the pages of people show it.
DESCRIPTIONS: dict[Role, str] = {
    Role.LEADER: "Runs the careers programme. Fills in the yearly return, loads the roll, records activities, sees "
    "pupils with their needs, chooses and runs personal guidance, and invites and removes people.",
    Role.HEAD: "Head teacher or principal. Signs the yearly return or sends it back, and may do all that the careers leader "
    "does.",
    Role.TEACHER: "Sees the returns, and pupils with what they have done. Changes nothing.",
    Role.ADVISER: "Gives personal guidance. Says when they can meet people, and sees nothing of a pupil who is not booked "
    "with them.",
    Role.ADVISER_LEAD: "Runs the adviser service. Checks what its advisers are qualified for, names its places, and invites "
    "and removes people.",
    Role.EMPLOYER: "Works for the employer. Sends its checks, offers work experience, answers schools, and invites and removes colleagues.",
    Role.PROVIDER: "Works for the training provider. Sees the encounters that it gave, without names, and invites and removes colleagues.",
    Role.HUB: "Works for the Careers Hub. Sees who has reported and who has not yet, sends reminders, invites schools, "
    "decides about people who ask to join one, and checks employers.",
    Role.COUNCIL: "Works for the council. Runs its guidance service if it has one, and invites and removes colleagues.",
    Role.ADULT_SERVICE: "Works for the adult careers service. Runs its guidance, and invites and removes colleagues.",
    Role.DEPARTMENT: "Works for the department. Loads the register, sees who has reported and who has not yet, "
    "adds and invites Careers Hubs, councils, careers services and schools, and checks employers.",
}

# The roles that an organisation of each kind has.
ROLES_AT: dict[Kind, tuple[Role, ...]] = {
    Kind.INSTITUTION: (Role.LEADER, Role.HEAD, Role.TEACHER, Role.ADVISER),
    Kind.PROVIDER: (Role.PROVIDER,),
    Kind.EMPLOYER: (Role.EMPLOYER,),
    Kind.ADVISER_SERVICE: (Role.ADVISER_LEAD, Role.ADVISER),
    Kind.HUB: (Role.HUB,),
    Kind.COUNCIL: (Role.COUNCIL, Role.ADVISER),
    Kind.ADULT_SERVICE: (Role.ADULT_SERVICE, Role.ADVISER),
    Kind.DEPARTMENT: (Role.DEPARTMENT,),
}

# The permission that lets a person know the thing exists, for each permission to act on it.
SEEING: dict[Can, Can] = {
    Can.EDIT_RETURN: Can.SEE_RETURN,
    Can.SIGN_RETURN: Can.SEE_RETURN,
    Can.REMIND: Can.SEE_COVERAGE,
    Can.MANAGE_MEMBERS: Can.SEE_MEMBERS,
    Can.IMPORT_REGISTER: Can.SEE_REGISTER_JOBS,
    Can.RESOLVE_LETTERS: Can.SEE_LETTERS,
    Can.MANAGE_LEARNERS: Can.SEE_LEARNERS,
    Can.LOG_ACTIVITY: Can.SEE_LEARNERS,
    Can.SEE_NEEDS: Can.SEE_LEARNERS,
    Can.NAME_SAFEGUARDING: Can.SEE_LEARNERS,
    Can.APPROACH_EMPLOYERS: Can.SEE_LEARNERS,
}

T = TypeVar("T", bound=Model)


def roles_with(can: Can) -> list[Role]:
    """The roles that hold a permission."""
    return [role for role, held in PERMISSIONS.items() if can in held]


def people_with(can: Can, organisations: Iterable[Any]) -> QuerySet[Membership]:
    """Who holds a permission at organisations now: each person once an organisation, whatever roles they hold there.

    `organisations` are rows, keys, or a query of either.
    """
    live = Membership.objects.filter(
        organisation__in=organisations, role__in=roles_with(can), ended_at=None, user__is_active=True
    )
    once = live.select_related("user", "organisation").order_by("organisation_id", "user_id", "pk")
    return once.distinct("organisation_id", "user_id")


def held_by(user: Any) -> frozenset[Can]:
    """Every permission that the person holds anywhere."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(can for row in live_memberships(user) for can in PERMISSIONS[Role(row.role)])


def held_at(user: Any, organisation: Organisation) -> frozenset[Can]:
    """Every permission that the person holds at one organisation."""
    here = [row for row in live_memberships(user) if row.organisation_id == organisation.pk]
    return frozenset(can for row in here for can in PERMISSIONS[Role(row.role)])


def place_for(user: Any, can: Can, **lookup: object) -> tuple[Organisation, frozenset[Can]]:
    """One organisation with everything that the person may do there. 404 and 403 as `get_for` answers.

    `lookup` names columns of the organisation. No query for the person of a request, whose memberships are known.
    """
    rows = [row for row in live_memberships(user) if all(getattr(row.organisation, k) == v for k, v in lookup.items())]
    held = frozenset(one for row in rows for one in PERMISSIONS[Role(row.role)])
    if SEEING.get(can, can) not in held:
        raise Http404
    if can not in held:
        raise PermissionDenied
    return rows[0].organisation, held


def organisations_for(user: Any, can: Can) -> QuerySet[Organisation]:
    """The organisations where the person holds the permission through a live membership of their own."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    live = Membership.objects.filter(user=user, ended_at=None, role__in=roles_with(can))
    return Organisation.objects.filter(pk__in=live.values("organisation"))


def institutions_overseen(user: Any, can: Can) -> QuerySet[Organisation]:
    """The institutions over which a hub's or the department's permission reaches: a hub's councils', or all."""
    mine = organisations_for(user, can)
    institutions = Organisation.objects.filter(kind=Kind.INSTITUTION)
    if mine.filter(kind=Kind.DEPARTMENT).exists():
        return institutions
    return institutions.filter(council__hub__in=mine.filter(kind=Kind.HUB))


def get_for(user: Any, can: Can, queryset: QuerySet[T], *, via: str = "", **lookup: object) -> T:
    """Fetch one object with permission, or answer as the promise says.

    `via` is the path from the object to its organisation ("" when it is one, "organisation" for a return).
    404 when it does not exist or the person may not know that it does; 403 when they may see it and not do this.
    """
    seen = SEEING.get(can, can)
    inside = Q(**{f"{via}__in" if via else "pk__in": organisations_for(user, seen).values("pk")})
    found = queryset.filter(inside).filter(**lookup).first()
    if found is None:
        raise Http404
    if seen != can:
        organisation_id = _organisation_id(found, via)
        if not organisations_for(user, can).filter(pk=organisation_id).exists():
            raise PermissionDenied
    return found


def _organisation_id(found: Model, via: str) -> int:
    for step in via.split("__") if via else []:
        found = getattr(found, step)
    return found.pk
