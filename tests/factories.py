"""Made-up rows for tests. Everything made here is marked as made up."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from frontdoor.organisations.models import Form, Kind, Membership, Organisation, Role, Scope
from frontdoor.people.models import User

PASSWORD = "a long enough password"


class UserFactory(DjangoModelFactory):
    """An account with a confirmed address; its password is `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@people.example")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def confirmed(self, create, extracted, **kwargs):
        """Allauth keeps confirmed addresses in a table of its own; `confirmed=False` leaves it empty."""
        if create and extracted is not False:
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)


class OrganisationFactory(DjangoModelFactory):
    """A body of any kind; an employer unless said."""

    class Meta:
        model = Organisation

    kind = Kind.EMPLOYER
    name = factory.Sequence(lambda n: f"Invented body {n}")
    made_up = True


class SchoolFactory(OrganisationFactory):
    """An open made-up school for ages 11 to 18, in scope, on the schools' form."""

    kind = Kind.INSTITUTION
    name = factory.Sequence(lambda n: f"Invented School {n}")
    urn = factory.Sequence(lambda n: 900_101 + n)
    town = "Inventham"
    postcode = "ZZ1 1ZZ"
    type_code = "01"
    type_group_code = "4"
    phase_code = "4"
    status_code = "1"
    age_low = 11
    age_high = 18
    pupils = 900
    scope = Scope.IN
    form = Form.SCHOOLS


class MembershipFactory(DjangoModelFactory):
    """A live membership; a careers leader unless said."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(SchoolFactory)
    role = Role.LEADER
    created_at = datetime(2026, 9, 1, 9, tzinfo=UTC)


def member(email: str, full_name: str, organisation: Organisation, role: Role) -> User:
    """A person with one live membership."""
    user = UserFactory(email=email, full_name=full_name)
    MembershipFactory(user=user, organisation=organisation, role=role)
    return user
