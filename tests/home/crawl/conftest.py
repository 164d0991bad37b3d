"""One walk for all: what it saw outlives the database that it was walked over, which is put back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from frontdoor.careers.shipped import load_careers
from frontdoor.organisations.models import Outcode, Place, Point
from tests.factories import SchoolFactory
from tests.home.crawl.walking import Seen, walk

HERE = Point(426_000, 427_500)
# Pages that are asked for in a box, not reached by a link.
ASKED = [
    "/search?q=nurse",
    "/search?q=work+with+animals",
    "/search?q=zzzz",
    "/search?q=hurt+myself",
    f"/search?q={'long+' * 60}",
    "/careers/?category=healthcare&subject=biology&way=university",
    "/careers/?category=transport&subject=dance&pay=50000",
    "/choices/16/near/?where=LS27",
    "/choices/16/near/?where=LS27&kind=special",
    "/choices/16/near/?where=IV27",
    "/choices/16/near/?where=Newport",
    "/choices/16/near/?where=Atlantis",
    "/choices/16/near/?where=",
    "/schools/?q=quarry",
    "/schools/?q=zzzz",
]


@pytest.fixture(scope="session")
def site(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Seen]]:
    """Every public page over the shipped careers, a few places and a college."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load_careers()
        places()
        seen = walk(["/", *ASKED])
        transaction.set_rollback(True)
    yield seen


def places() -> None:
    """A college in a place whose name is there twice, and a place that is not in England."""
    Outcode.objects.create(outcode="LS27", point=HERE, region="Yorkshire and The Humber")
    Outcode.objects.create(outcode="IV27", point=Point(220_000, 930_000), region="Scotland")
    for council in ("Telford", "Isle of Wight"):
        Place.objects.create(name="Newport", council_name=council, region="England", point=HERE)
    SchoolFactory(name="Quarry College", type_code="18", age_low=16, age_high=99, easting=427_000, northing=427_500)
