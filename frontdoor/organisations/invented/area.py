"""One whole invented council with 40 schools, for `seed --size area`: the same every time, found again by its URNs."""

from frontdoor.organisations.invented import bodies
from frontdoor.organisations.invented.actions import put_body, put_institution, refuse_outside_demo_mode
from frontdoor.organisations.models import Form, Kind, Organisation

COUNCIL, NAME, TOWN = "X03", "Pellwater City Council", "Pellwater"
FIRST_URN, SCHOOLS = 900_101, 40
FIRST = ["Amberley", "Birchgate", "Cinderford", "Dovecote", "Elmstead", "Fernhill", "Gorsebank", "Hazelwell"]
LAST = ["Community School", "Academy", "High School", "Park School", "Free School"]
KIND = ("34", "10", "4", (11, 18))  # an academy for ages 11 to 18, as GIAS codes it


def make_area() -> list[Organisation]:
    """The council and its schools, each once."""
    refuse_outside_demo_mode()
    hub = Organisation.objects.get(kind=Kind.HUB, name=bodies.HUB, made_up=True)
    council = put_body(Kind.COUNCIL, NAME, la_code=COUNCIL, hub=hub)
    for index in range(SCHOOLS):
        name = f"{FIRST[index % len(FIRST)]} {LAST[index // len(FIRST)]}"
        put_institution(bodies.School(FIRST_URN + index, name, TOWN, COUNCIL, Form.SCHOOLS, *KIND, 1_000), council)
    return area_schools()


def area_schools() -> list[Organisation]:
    """The schools of the area, by URN."""
    found = Organisation.objects.filter(urn__gte=FIRST_URN, urn__lt=FIRST_URN + SCHOOLS, made_up=True)
    return list(found.order_by("urn"))
