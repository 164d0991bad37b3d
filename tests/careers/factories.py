"""Made-up careers for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from frontdoor.careers.models import Career, Category, Occupation


class CategoryFactory(DjangoModelFactory):
    """A job category."""

    class Meta:
        model = Category
        django_get_or_create = ("slug",)

    slug = "animal-care"
    title = factory.LazyAttribute(lambda row: row.slug.replace("-", " ").capitalize())


class OccupationFactory(DjangoModelFactory):
    """A unit group of SOC 2020."""

    class Meta:
        model = Occupation
        django_get_or_create = ("code",)

    code = "6129"
    title = "Animal care services occupations"


class CareerFactory(DjangoModelFactory):
    """A career with an overview and nothing else."""

    class Meta:
        model = Career

    slug = factory.Sequence(lambda n: f"invented-career-{n}")
    title = factory.LazyAttribute(lambda row: row.slug.replace("-", " ").capitalize())
    main_category = factory.SubFactory(CategoryFactory)
    overview = "You invent things all day. People come from far to see them."
    facts_as_at = date(2020, 11, 16)
