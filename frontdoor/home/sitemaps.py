"""What search engines are told of: every page that is meant to be found, each once, by its lasting address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from frontdoor.careers.models import Career
from frontdoor.careers.queries import categories_counted
from frontdoor.home import content, furniture

WORDS = (
    "/", "/careers/", "/careers/quiz/", "/choices/", "/what-to-expect/", "/for-schools/", "/schools/", "/worried/",
    "/help/", "/accessibility/", "/privacy/", "/terms/", "/performance/", "/statistics/", "/work-experience/", "/guidance/",
    "/employers/",
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


SITEMAPS = {"pages": Pages, "careers": Careers}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 a view
    """Everything public may be found; pages of people and the admin are nobody's search result."""
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
