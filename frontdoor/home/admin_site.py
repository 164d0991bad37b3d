"""Django's admin for the register and for content; nothing about people, letters or returns is shown in it."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

# The register, and content that the department keeps by hand. Everything else, and every library's model, stays out.
SHOWN = {
    "careers.AdultService",
    "careers.Career",
    "home.AskedWord",
    "organisations.Organisation",
    "organisations.TermDates",
    "organisations.BankHoliday",
    "record.Helpline",
    "record.RetentionRun",  # counts only
    "benchmarks.ReminderStage",
}


class Site(AdminSite):
    """Signing in goes through our own pages, second step included; a stranger learns nothing of it."""

    site_header = site_title = "Frontdoor: register and content"
    index_title = "Register and content"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what is listed above; libraries register theirs in vain."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        shown = [model for model in models if model._meta.label in SHOWN]
        super().register(shown, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """404 for whoever is signed in and may not; the way to sign in for whoever is not."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Our own sign-in."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(reverse("admin:index"), reverse("account_login"))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Our own page."""
        return redirect("account_change_password")
