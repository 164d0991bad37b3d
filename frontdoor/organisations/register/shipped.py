"""The public facts that ship with the portal, put in place: councils, the register, links, outcodes, postcodes, places."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.importing import Report
from frontdoor.organisations import data
from frontdoor.organisations.models import Kind, Organisation, Outcode, Place, Postcode
from frontdoor.organisations.places.actions import import_postcodes, load_places
from frontdoor.organisations.register.actions import import_establishments
from frontdoor.organisations.register.councils import ensure_councils
from frontdoor.organisations.register.links import import_links


@transaction.atomic
def load_public_facts(*, now: datetime | None = None) -> None:
    """Councils, the register with its links, outcodes, a sample of postcodes, and places. A second time changes nothing.

    The register is loaded only where it holds no real institution: a later GIAS file must not be put back to 2024.
    """
    now = now or timezone.now()
    ensure_councils()
    if not Organisation.objects.filter(kind=Kind.INSTITUTION, made_up=False).exists():
        import_establishments(data.read("establishments_england.csv.gz"), Report(), today=timezone.localdate(now))
        import_links(data.read("establishment_links.csv.gz"), Report(), now=now)
    if not Outcode.objects.exists():
        import_postcodes(data.read("postcode_outcodes.csv"), Report())
    if not Postcode.objects.exists():
        import_postcodes(data.read("postcodes_sample_2018.csv.gz"), Report())
    if not Place.objects.exists():
        load_places(data.read("places_from_school_addresses.csv"))
