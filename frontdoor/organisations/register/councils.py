"""England's councils, as the register names them."""

from frontdoor.ground.tables import read_table
from frontdoor.organisations import data
from frontdoor.organisations.models import Kind, Organisation


def ensure_councils() -> None:
    """England's 153 councils with education duties, by their three-digit code; those there stay as they are."""
    table = read_table(data.read("local_authorities_england.csv"), needed=["la_code", "name", "region_name"], what="")
    known = set(Organisation.objects.filter(kind=Kind.COUNCIL).values_list("la_code", flat=True))
    Organisation.objects.bulk_create(
        Organisation(kind=Kind.COUNCIL, name=row["name"], la_code=row["la_code"], region=row["region_name"])
        for row in table
        if row["la_code"] not in known
    )
