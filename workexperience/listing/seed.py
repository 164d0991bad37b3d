"""Offers all over England: 800 for the demo, a million for measuring. All are made up."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone
from tqdm import tqdm

from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind, Organisation, Outcode
from frontdoor.organisations.places.grid import MILE
from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from frontdoor.people.models import User
from workexperience.listing import inventing
from workexperience.listing.actions import refresh
from workexperience.listing.inventing import Spot
from workexperience.models import Employer, Listing, Offer

EVERYWHERE = 20 * MILE  # nobody is further from a made-up employer of the demo
DEMO_EMPLOYERS, DEMO_EACH = 200, 4
NATION_EMPLOYERS, NATION_EACH, A_ROUND = 20_000, 50, 20_000
FIRST_NUMBER = "ZZ200001"
TAKE_AWAY = (
    "DELETE FROM workexperience_listing WHERE employer_id = ANY(%s)",
    "DELETE FROM workexperience_session WHERE offer_id IN (SELECT id FROM workexperience_offer WHERE employer_id = ANY(%s))",
    "DELETE FROM workexperience_offer WHERE employer_id = ANY(%s)",
    "DELETE FROM workexperience_check WHERE employer_id = ANY(%s)",
    "DELETE FROM workexperience_employer WHERE organisation_id = ANY(%s)",
    "DELETE FROM organisations_organisation WHERE id = ANY(%s)",
)


@transaction.atomic
def seed_demo() -> None:
    """Once; what somebody changed at one that is here already stays."""
    if not _is_made():
        _analyse(
            "organisations_organisation"
        )  # it was filled a moment ago: without this each look for a council is slow
        inventing.put_employers(_all_over(_spots()), hub=_hub())
        ids = inventing.put_offers(1, DEMO_EMPLOYERS * DEMO_EACH, each=DEMO_EACH, around=800, rare=False)
        refresh(ids, now=timezone.now())


def seed_nation() -> None:
    """A million open offers by 20,000 employers, more where more schools are. In place of the demo's own; minutes.

    The listing's indexes are built when its rows are there. One that was stopped in the middle is made anew.
    """
    number = NATION_EMPLOYERS * NATION_EACH
    mine = Employer.objects.filter(number__startswith="ZZ2")
    if mine.count() == NATION_EMPLOYERS and Offer.objects.filter(reference=f"M{number}", employer__in=mine).exists():
        return
    _take_away()
    with _without_indexes():
        inventing.put_employers(_where_people_are(_spots(), NATION_EMPLOYERS), hub=_hub())
        _analyse("workexperience_employer", "workexperience_check", "organisations_organisation")
        for low in tqdm(range(1, number, A_ROUND), disable=None, unit="rounds", leave=False):
            with transaction.atomic():
                ids = inventing.put_offers(low, low + A_ROUND - 1, each=NATION_EACH, around=6_000, rare=True)
                refresh(ids, now=timezone.now())
            if low % (5 * A_ROUND) == 1:
                _analyse("workexperience_offer", "workexperience_session")
    _analyse("workexperience_listing", "workexperience_offer", "workexperience_session")


@contextmanager
def _without_indexes() -> Iterator[None]:
    """The listing without its indexes, and with them again. Built at once they take a fraction of the time."""
    with connection.schema_editor() as editor:
        for index in Listing._meta.indexes:
            editor.remove_index(Listing, index)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for index in Listing._meta.indexes:
                editor.add_index(Listing, index)


def _analyse(*tables: str) -> None:
    """Tell the planner what is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def _is_made() -> bool:
    return Employer.objects.filter(number=FIRST_NUMBER).exists()


def _hub() -> User:
    return User.objects.get(email=f"hub@{DOMAIN}")


@transaction.atomic
def _take_away() -> None:
    """All made-up employers of ours with what they offer, set by set."""
    mine = list(Employer.objects.filter(number__startswith="ZZ2").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for statement in TAKE_AWAY:
            cursor.execute(statement, [mine])


def _spots() -> list[Spot]:
    """Every outcode of England that has a point."""
    rows = Outcode.objects.filter(region__in=ENGLISH_REGIONS).order_by("outcode")
    return [Spot(row.outcode, round(row.point[0]), round(row.point[1]), row.region) for row in rows if row.point]


def _schools(spots: list[Spot]) -> Counter[str]:
    """How many schools and colleges are in each outcode, and one more."""
    codes = Organisation.objects.filter(kind=Kind.INSTITUTION).exclude(postcode="").values_list("postcode", flat=True)
    found = Counter(code.partition(" ")[0] for code in codes)
    return Counter({spot.outcode: found[spot.outcode] + 1 for spot in spots})


def _all_over(spots: list[Spot]) -> list[Spot]:
    """Spots of which one is near every outcode, then those with the most schools."""
    chosen: list[Spot] = []
    for spot in spots:
        if all((spot.easting - c.easting) ** 2 + (spot.northing - c.northing) ** 2 > EVERYWHERE**2 for c in chosen):
            chosen.append(spot)
    schools = _schools(spots)
    rest = sorted(
        (spot for spot in spots if spot not in chosen), key=lambda spot: (-schools[spot.outcode], spot.outcode)
    )
    return [*chosen, *rest][:DEMO_EMPLOYERS]


def _where_people_are(spots: list[Spot], number: int) -> list[Spot]:
    schools = _schools(spots)
    weights = [schools[spot.outcode] for spot in spots]
    return random.Random(4).choices(spots, weights, k=number)  # noqa: S311 no secret
