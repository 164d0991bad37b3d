"""Pages of this room: `/employers/` for those with a role in it, `/work-experience/` for everybody.

Learners' and schools' own stand below `/record/` and `/learners/`. One namespace for all.

Words before numbers: an employer's own pages begin with its number.
"""

from django.urls import include, path

from workexperience.placements import day_urls as days

app_name = "workexperience"
employers = [
    path("", include("workexperience.checks.urls")),
    path("", include("workexperience.reports.urls")),
    path("", include("workexperience.demand.urls")),
    path("", include("workexperience.approaches.urls")),
    path("", include("workexperience.offers.urls")),
    path("", include("workexperience.answers.urls")),
    path("", include(days.employers)),
    path("", include("workexperience.employers.urls")),
]
urlpatterns = [
    path("employers/", include(employers)),
    path("work-experience/", include("workexperience.public_urls")),
    path("", include("workexperience.applications.urls")),
    path("", include("workexperience.logbook.urls")),
    path("", include("workexperience.consents.urls")),
]
