"""The demo's register: `adviser@` with an entry that runs out soon, a colleague whose proofs wait, advisers of a school, a council and the adult service."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from frontdoor.organisations.invented import bodies
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from frontdoor.people.models import User
from guidance.advisers.rules import BARRED, DBS, QUALIFICATION, REGISTER, Told
from guidance.advisers.taking_in import take_in
from guidance.models import Adviser, Channel, Language, Proof, Specialism

JOINED = datetime(2026, 9, 7, 9, tzinfo=UTC)
SENT = JOINED + timedelta(days=1)
ACCEPTED = JOINED + timedelta(days=3)
SCHOOL = 900_001
DIPLOMA = Told(QUALIFICATION, "Level 6 Diploma in Career Guidance and Development", date(2021, 7, 16), level=6)
QCD = Told(QUALIFICATION, "Qualification in Career Development", date(2015, 7, 10), level=7)
ENTRY = Told(
    REGISTER,
    "UK Register of Career Development Professionals",
    date(2026, 1, 1),
    number="RCDP ZZ1001",
    until=date(2026, 12, 31),
)
# Of each: who they are at the demo's address, where, who decides, what they sent, and whether it is accepted.
PLANS: list[tuple[str, str, int | str | Kind, str, list[Told], bool]] = [
    (
        "adviser", "Asha Verma", Kind.ADVISER_SERVICE, "adviserlead",
        [DIPLOMA, ENTRY, Told(DBS, BARRED, date(2025, 9, 1), until=date(2028, 8, 31))], True,
    ),
    (
        "marlow", "Marlow Tennant", Kind.ADVISER_SERVICE, "adviserlead",
        [QCD, Told(DBS, BARRED, date(2026, 8, 24), until=date(2029, 8, 23))], False,
    ),
    (
        "imogen", "Imogen Wray", SCHOOL, "leader",
        [DIPLOMA, Told(DBS, BARRED, date(2026, 3, 2), until=date(2029, 3, 1))], True,
    ),
    (
        "bryony", "Bryony Vale", "X01", "council",
        [DIPLOMA, replace(ENTRY, number="RCDP ZZ1002", until=date(2028, 3, 31)), Told(DBS, BARRED, date(2026, 5, 4), until=date(2029, 5, 3))],
        True,
    ),
    (
        "rowan", "Rowan Pell", Kind.ADULT_SERVICE, "ncs",
        [QCD, Told(DBS, BARRED, date(2026, 1, 12), until=date(2029, 1, 11))], True,
    ),
]  # fmt: skip
DETAILS: dict[str, dict[str, object]] = {
    "adviser": {
        "about": "I help you to see what you are good at and what you could do next. I worked in a hospital for ten years.",
        "is_public": True,
        "languages": [Language.BSL, Language.GUJARATI],
        "specialisms": [Specialism.SEND, Specialism.APPRENTICESHIPS],
        "channels": [Channel.VIDEO, Channel.PHONE, Channel.FACE],
        "video_room": "https://video.example/asha-verma",
    },
    "imogen": {"channels": [Channel.PHONE, Channel.FACE], "specialisms": [Specialism.UNIVERSITY]},
    "bryony": {"channels": [Channel.PHONE, Channel.FACE], "specialisms": [Specialism.TECHNICAL]},
    "rowan": {"channels": [Channel.VIDEO, Channel.PHONE], "specialisms": [Specialism.RETURNING, Specialism.CHANGING]},
}


@transaction.atomic
def seed_demo() -> None:
    """Each adviser once, and no proof where somebody has sent one already. Who is not `adviser@` cannot sign in."""
    for name, full_name, at, decider, told, accepted in PLANS:
        adviser = _adviser(f"{name}@{DOMAIN}", full_name, at)
        if not adviser.proofs.exists():
            by = User.objects.get(email=f"{decider}@{DOMAIN}")
            Proof.objects.bulk_create([_proof(adviser, one, by if accepted else None) for one in told])
            for field, value in DETAILS.get(name, {}).items():
                setattr(adviser, field, value)
            adviser.save()


def _adviser(email: str, full_name: str, at: int | str | Kind) -> Adviser:
    place = _place(at)
    user, _ = User.objects.get_or_create(
        email=email, defaults={"full_name": full_name, "password": make_password(None)}
    )
    membership, _ = Membership.objects.get_or_create(
        user=user, organisation=place, role=Role.ADVISER, ended_at=None, defaults={"created_at": JOINED}
    )
    return take_in(membership)


def _place(at: int | str | Kind) -> Organisation:
    """A school by its URN, a council by its code, one of the other bodies by its kind."""
    made_up = Organisation.objects.filter(made_up=True)
    if isinstance(at, Kind):
        return made_up.get(kind=at, name=bodies.OTHERS[at])
    return made_up.get(urn=at) if isinstance(at, int) else made_up.get(kind=Kind.COUNCIL, la_code=at)


def _proof(adviser: Adviser, told: Told, by: User | None) -> Proof:
    decided = {"decided_by": by, "decided_at": ACCEPTED, "accepted": True} if by else {}
    return Proof(adviser=adviser, created_by=adviser.user, created_at=SENT, **asdict(told), **decided)
