"""Pages of this room."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.urls.resolvers import URLPattern

from frontdoor.home import capacity, learners, personal, record, todo, views
from frontdoor.home.search import views as search
from frontdoor.home.sitemaps import OFFERS, SITEMAPS, robots
from frontdoor.record.models import LookReason

app_name = "home"
FOR_SAFETY = {"reason": LookReason.SAFEGUARDING}


def words(route: str, name: str, rows: str = "") -> URLPattern:
    """A page of words: its template is its name."""
    return path(route, views.page, {"template": name.replace("-", "_"), "words": rows}, name=name)


urlpatterns = [
    path("", views.start, name="start"),
    words("for-schools/", "for-schools"),
    path("for-<slug:slug>/", views.door, name="door"),
    words("what-to-expect/", "what-to-expect", "expect"),
    path("worried/", views.worried, name="worried"),
    path("search", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="search-suggestions"),
    path("to-do/", todo.to_do, name="to-do"),
    path("learners/", learners.home, name="learners-home"),
    path("learners/<int:urn>/", learners.learners, name="learners"),
    path("learners/<int:urn>/<int:learner_id>/", learners.learner, name="learner"),
    path("learners/<int:urn>/safeguarding/pupils/", learners.learners, FOR_SAFETY, name="safeguarding-learners"),
    path(
        "learners/<int:urn>/safeguarding/pupils/<int:learner_id>/",
        learners.learner,
        FOR_SAFETY,
        name="safeguarding-learner",
    ),
    path("capacity/<int:urn>/", capacity.by_month, name="capacity"),
    path("record/", record.mine, name="record"),
    path("record/start/", record.start, name="record-start"),
    path("record/parents/<int:carer_id>/", record.what_they_see, name="what-they-see"),
    path("record/children/", record.children, name="children"),
    path("record/children/<int:learner_id>/", record.child, name="child"),
    words("help/", "help"),
    words("accessibility/", "accessibility"),
    words("privacy/", "privacy"),
    words("privacy/ages-11-to-13/", "privacy-younger"),
    words("privacy/ages-14-to-17/", "privacy-older"),
    words("terms/", "terms", "sources"),
    path("reading-settings/", personal.reading_settings, name="reading-settings"),
    path("cookies/", personal.cookies, name="cookies"),
    path("cookies/delete/", personal.delete_cookie, name="delete-cookie"),
    path("feedback/", personal.feedback, name="feedback"),
    words("feedback/thank-you/", "feedback-thanks"),
    path("feedback/list/", personal.feedback_list, name="feedback-list"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-xml"),
    path("sitemap-work-experience.xml", sitemap, {"sitemaps": OFFERS}, name="sitemap-offers-xml"),
    path("robots.txt", robots, name="robots-text"),
    path(".well-known/security.txt", views.security_text, name="security-text"),
]
