"""`invite --role ROLE EMAIL`: the first person of a role."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import ROLES_AT
from frontdoor.organisations.joining import actions, links
from frontdoor.organisations.models import Kind, Organisation, Role

DEPARTMENT = "Department for Education"
ADDED_FIRST = "Somebody from the department adds one first, on the page of hubs, councils and services."
# A role of several kinds of organisation: of which kind the organisation is when none is named.
UNNAMED = {Role.ADVISER: Kind.ADVISER_SERVICE}
FROM_REGISTER = {*ROLES_AT[Kind.INSTITUTION], *ROLES_AT[Kind.COUNCIL]} - {*UNNAMED}


class Command(BaseCommand):
    """Sends an invitation; the link is shown too, for a machine whose letters do not leave yet."""

    help = "Invite the first person of a role, for example the department's."

    def add_arguments(self, parser: CommandParser) -> None:
        """Role, address, and which organisation when there is more than one."""
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--organisation", default="", help="its URN, its number or its exact name")
        parser.add_argument("email")

    def handle(self, *, role: str, organisation: str, email: str, **options: object) -> None:
        """A repeat within ten minutes sends no second letter."""
        try:
            validate_email(email)
            place = find(Role(role), organisation.strip())
            joining = actions.invite(organisation=place, role=Role(role), email=email, by=None, now=timezone.now())
        except ValidationError:
            raise CommandError(f"{email} is not an email address.") from None
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Invited {email} to {place.label} as: {joining.get_role_display()}. The link in the letter:")
        self.stdout.write(f"{settings.SITE_URL}{links.path(joining)}")


def find(role: Role, wanted: str) -> Organisation:
    """The organisation of the role: the only one there is, or the one that is named. The department is made if need be."""
    kinds = [kind for kind, roles in ROLES_AT.items() if role in roles]
    if not wanted and role in UNNAMED:
        kinds = [UNNAMED[role]]
    places = Organisation.objects.filter(kind__in=kinds)
    if wanted:
        places = (
            places.filter(urn=int(wanted)) | places.filter(pk=int(wanted))
            if wanted.isdecimal()
            else places.filter(name=wanted)
        )
    found = list(places[:2])
    if not found and role == Role.DEPARTMENT:
        return Organisation.objects.create(kind=Kind.DEPARTMENT, name=wanted or DEPARTMENT)
    if not found:
        raise Refused(nowhere(role, wanted))
    if len(found) > 1:
        raise Refused(
            "There is more than one such organisation. Say which with --organisation: its URN, number or name."
        )
    return found[0]


def nowhere(role: Role, wanted: str) -> str:
    """Why there is no such organisation, and what to do first."""
    if wanted:
        return f"There is no such organisation for the role “{role}”: check its URN, number or name."
    if role in FROM_REGISTER:
        return "There is no such organisation yet. Load the register first."
    if role == Role.HUB:
        return f"There is no Careers Hub yet. {ADDED_FIRST}"
    if role in ROLES_AT[Kind.ADVISER_SERVICE]:
        return f"There is no adviser service yet. {ADDED_FIRST}"
    return f"There is no such organisation for the role “{role}” yet."
