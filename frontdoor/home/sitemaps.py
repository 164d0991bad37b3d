"""What search engines are told of: every page that is meant to be found, each once, by its lasting address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.careers.models import Career
from frontdoor.careers.queries import categories_counted
from frontdoor.home import content, furniture
from workexperience.models import Listing
from workexperience.public.queries import listings

WORDS = (
    "/", "/careers/", "/careers/quiz/", "/choices/", "/what-to-expect/", "/for-schools/", "/schools/", "/worried/",
    "/help/", "/accessibility/", "/privacy/", "/terms/", "/performance/", "/statistics/", "/work-experience/", "/guidance/",
    "/guidance/what-it-is/", "/employers/",
)  # fmt: skip
STAGES = ("13", "16", "18", "left-early", "adult", "changing-career", "returning", "send", "parents", "teachers")


class Ours(Sitemap):
    """Addresses of this service, whichever host asked."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002 the library's signature
        """The host that people type."""
        return urlsplit(settings.SITE_URL).netloc


class Pages(Ours):
    """Pages of words and lists, as far as they answer."""

    def items(self) -> list[str]:
        """Their paths."""
        doors = [door["href"] for door in content.doors()]
        stages = [f"/choices/{stage}/" for stage in STAGES]
        lists = [f"/careers/?category={category.slug}" for category in categories_counted()]
        return [path for path in dict.fromkeys([*WORDS, *doors, *stages]) if furniture.is_there(path)] + lists

    def location(self, item: str) -> str:
        """The path itself."""
        return item


class Careers(Ours):
    """Every career."""

    def items(self) -> QuerySet[Career]:
        """A to Z."""
        return Career.objects.only("slug", "reviewed_on").order_by("slug")

    def lastmod(self, item: Career) -> object:
        """When its words were last reviewed."""
        return item.reviewed_on


class Offers(Ours):
    """Every offer of work experience that is shown today. There may be a million: a file holds ten thousand."""

    limit = 10_000

    def items(self) -> QuerySet[Listing]:
        """The oldest first, so that a file seldom changes."""
        return listings(timezone.localdate()).only("offer").order_by("pk")

    def location(self, item: Listing) -> str:
        """The offer's page."""
        return reverse("workexperience:public-offer", args=[item.pk])


SITEMAPS = {"pages": Pages, "careers": Careers}
OFFERS = {"work-experience": Offers}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view
    """Everything public may be found; pages of people and the admin are nobody's search result."""
    maps = [reverse("home:sitemap-xml"), *_files(Offers(), reverse("home:sitemap-offers-xml"))]
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /admin/"]
    lines += [f"Sitemap: {settings.SITE_URL}{path}" for path in maps]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _files(sitemap: Ours, path: str) -> list[str]:
    return [f"{path}?p={page}" if page > 1 else path for page in sitemap.paginator.page_range]
