"""Every page. Above all rooms: the only place that names them all."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # What has a beginning of its own first: an address is compared with every pattern that stands before its own.
    path("careers/quiz/", include("frontdoor.careers.quiz.urls")),  # before the careers: its address looks like one
    path("careers/", include("frontdoor.careers.urls")),
    path("choices/", include("frontdoor.careers.choices.urls")),
    path("saved/", include("frontdoor.careers.saving.urls")),
    path("benchmarks/", include("benchmarks.urls")),
    path("", include("workexperience.urls")),  # /employers/ and /work-experience/
    path("", include("guidance.urls")),
    path("account/", include("frontdoor.people.urls")),
    path("account/", include("frontdoor.organisations.urls")),
    path("account/", include("allauth.urls")),
    path("", include("frontdoor.record.urls")),
    path("", include("benchmarks.entitlements.urls")),
    path("", include("frontdoor.home.urls")),
    path("", include("frontdoor.organisations.register.urls")),
    path("", include("frontdoor.letters.urls")),
    path("", include("frontdoor.oversight.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "frontdoor.home.errors.bad_request"
handler403 = "frontdoor.home.errors.forbidden"
handler404 = "frontdoor.home.errors.not_found"
handler500 = "frontdoor.home.errors.broken"
