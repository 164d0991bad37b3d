"""One walk for all: what it saw outlives the database that it was walked over, which is put back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from frontdoor.careers.quiz.statements import quiz
from frontdoor.careers.shipped import load_careers
from frontdoor.organisations.models import Outcode, Place, Point
from tests.factories import SchoolFactory
from tests.guidance.factories import ServiceFactory, able_adviser
from tests.home.crawl.walking import Seen, visit, walk
from tests.workexperience.factories import CheckFactory, EmployerFactory, OfferFactory, SessionFactory
from workexperience.listing.actions import refresh

HERE = Point(426_000, 427_500)
MONDAY = date(2099, 3, 2)
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
    "/work-experience/?where=LS27",
    "/work-experience/?where=LS27&q=week&sector=manufacturing&travel=yes",
    "/work-experience/?where=IV27",
    "/work-experience/?where=Newport",
    "/work-experience/?where=Atlantis",
    "/work-experience/?q=zzzz",
    "/work-experience/?mode=online",
    "/schools/?q=quarry",
    "/schools/?q=zzzz",
    "/guidance/advisers/?language=pl",
    "/guidance/advisers/?language=ur",
]


@pytest.fixture(scope="session")
def site(django_db_setup: Any, django_db_blocker: Any) -> dict[str, Seen]:
    """Every public page over the shipped careers, a few places and a college."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load_careers()
        places()
        adviser()
        seen = walk(["/", *ASKED, *offers()]) | kept_by_a_visitor()
        transaction.set_rollback(True)
    return seen


def offers() -> list[str]:
    """Two offers of work experience like each other; their addresses."""
    made = [
        OfferFactory(employer=EmployerFactory(), sector_id="engineering-and-maintenance", closes_on=None)
        for _ in range(2)
    ]
    for offer in made:
        SessionFactory(offer=offer, first_day=MONDAY, last_day=MONDAY + timedelta(days=4))
        CheckFactory(employer=offer.employer, accepted_by_hub=True, insured_until=MONDAY)
    refresh([offer.pk for offer in made], now=timezone.now())
    return [f"/work-experience/{offer.pk}/" for offer in made]


def adviser() -> None:
    """An adviser who is shown."""
    made = able_adviser(ServiceFactory(about="We are careers advisers. We meet you at school.").organisation)
    made.proofs.filter(kind="dbs").update(until=MONDAY)
    made.is_public, made.about = True, "I was an engineer. Now I listen."
    made.languages, made.specialisms, made.channels = ["pl"], ["apprenticeships"], ["video", "face-to-face"]
    made.save()


def kept_by_a_visitor() -> dict[str, Seen]:
    """What only somebody sees who has answered the quiz and saved something; no link of a stranger leads to it."""
    client = Client()
    for number, page in enumerate(("/careers/quiz/", "/careers/quiz/2/")):
        statements = quiz().page(number + 1)
        client.post(page, {one.key: str(at % 5) for at, one in enumerate(statements)})
    client.post("/saved/add/nurse/", {"csrfmiddlewaretoken": "not asked here"})
    client.post("/saved/add-result/")
    pages = ("/careers/quiz/result/", "/careers/quiz/5/", "/saved/", "/saved/clear/", "/saved/add/plumber/")
    return {f"{page}?answered=yes": visit(client, f"{page}?answered=yes", "the quiz") for page in pages}


def places() -> None:
    """A college in a place whose name is there twice, and a place that is not in England."""
    Outcode.objects.create(outcode="LS27", point=HERE, region="Yorkshire and The Humber")
    Outcode.objects.create(outcode="IV27", point=Point(220_000, 930_000), region="Scotland")
    for council in ("Telford", "Isle of Wight"):
        Place.objects.create(name="Newport", council_name=council, region="England", point=HERE)
    SchoolFactory(name="Quarry College", type_code="18", age_low=16, age_high=99, easting=427_000, northing=427_500)
