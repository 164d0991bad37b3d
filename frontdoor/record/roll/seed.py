"""The made-up schools' made-up pupils: the same every time. Council 999 is no council, so their UPNs are nobody's."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from frontdoor.organisations.invented.actions import JOINED, leader_of
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Form, Kind, Organisation
from frontdoor.organisations.scope import year_groups
from frontdoor.people.models import User
from frontdoor.record.models import Enrolment, Learner
from frontdoor.record.roll import actions
from frontdoor.record.roll.parse import Pupil, Roll
from frontdoor.record.roll.upn import check_letter

FIRST_MADE_UP = 900_001
THIS_YEAR = 2026  # the school year that JOINED falls in
MOST, MANY, FEW = (
    59,
    14,
    8,
)  # pupils of the first school, beside Sami Adeyemi; of another school; of a college or special school
GIVEN = (
    "Amber", "Basil", "Clementine", "Dev", "Elowen", "Fergus", "Ginevra", "Hamza", "Indigo", "Jago", "Kezia", "Lorcan",
    "Marigold", "Niko", "Ottilie", "Parveen", "Quill", "Rowan", "Saffron", "Tariq", "Una", "Vikram", "Wren", "Yusuf", "Zelda",
)  # fmt: skip
FAMILY = (
    "Fernwhistle", "Bramblecote", "Tidewhistle", "Oakenhurst-Lamp", "Quillbeck", "Saltmarrow", "Candlewick", "Mossgrove",
    "Larkbannister", "Pebbleworth", "Thistledown", "Copperkettle", "Wintergate", "Driftwell", "Harrowmere", "Juniperstone",
    "Nettlefold-Rush", "Merrowfield", "Starlingham",
)  # fmt: skip


@transaction.atomic
def seed_demo() -> None:
    """A roll for each made-up institution that has none; a second run changes nothing."""
    made_up = Organisation.objects.filter(kind=Kind.INSTITUTION, made_up=True, urn__gte=FIRST_MADE_UP)
    for school in made_up.exclude(enrolments__isnull=False).order_by("urn"):
        roll = Roll([], list(pupils(school)), [], is_part=True)
        actions.load(roll=roll, institution=school, now=JOINED, by=leader_of(school), with_needs=True)
    _give_sami_his_record()


def pupils(school: Organisation) -> Iterator[Pupil]:
    """Pupils over all its year groups from 7 on, as many in each."""
    if school.urn == FIRST_MADE_UP:
        yield _sami(school)
    number = MOST if school.urn == FIRST_MADE_UP else MANY if school.form == Form.SCHOOLS else FEW
    groups = year_groups(school.age_low, school.age_high)
    for n in range(1, number + 1):
        yield _pupil(school, n, groups[n % len(groups)])


def upn(school: Organisation, year_group: int, n: int) -> str:
    """Council 999, the school's number, the year of Year 7, and the pupil's own."""
    rest = f"999{(school.urn or 0) - FIRST_MADE_UP + 1:04d}{(THIS_YEAR - year_group + 7) % 100:02d}{n:03d}"
    return check_letter(rest) + rest


def _pupil(school: Organisation, n: int, year_group: int) -> Pupil:
    of = (school.urn or 0) + n
    given = GIVEN[(of * 7) % len(GIVEN)]
    return Pupil(
        line=n + 1,
        cells=[],
        given_names=given,
        family_name=FAMILY[(of * 5 + n) % len(FAMILY)],
        upn=upn(school, year_group, n),
        date_of_birth=date(THIS_YEAR - year_group - 5, 9, 1) + timedelta(days=(of * 53) % 364),
        known_as=given[:3] if n % 9 == 0 else "",
        year_group=year_group,
        tutor_group=f"{year_group}{'ABC'[n % 3]}",
        started_on=_admitted(year_group),
        carers=frozenset({f"home-{school.urn}-{n}@{DOMAIN}"} if n % 4 == 0 else ()),
        needs={"sen-support": n % 6 == 0, "free-meals": n % 5 == 0, "young-carer": n % 29 == 0},
    )


def _sami(school: Organisation) -> Pupil:
    """The demo's student: in Year 11, with a parent whom the school has named."""
    return Pupil(
        line=1,
        cells=[],
        given_names="Sami",
        family_name="Adeyemi",
        upn=upn(school, 11, 0),
        date_of_birth=date(2011, 5, 17),
        year_group=11,
        tutor_group="11B",
        email=f"student@{DOMAIN}",
        started_on=_admitted(11),
        carers=frozenset({f"parent@{DOMAIN}"}),
    )


def _admitted(year_group: int) -> date:
    return date(THIS_YEAR - year_group + min(year_group, 7), 9, 1)


def _give_sami_his_record() -> None:
    """The student signs in to it, unless they have one already or the roll has none."""
    account = User.objects.filter(email=f"student@{DOMAIN}", learner=None).first()
    mine = Enrolment.objects.filter(institution__urn=FIRST_MADE_UP, email=f"student@{DOMAIN}", ended_on=None).first()
    if account and mine:
        Learner.objects.filter(pk=mine.learner_id, account=None).update(account=account)
