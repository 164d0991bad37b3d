"""The mailbox: letters as they would arrive. Demo mode only, where no letter leaves and nobody is real."""

import base64
import hashlib
import re
from typing import cast

from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frontdoor.letters import queries
from frontdoor.letters.forms import MailboxFilter
from frontdoor.letters.models import Letter

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every letter, the newest first."""
    form = MailboxFilter(request.GET or None)
    letters = queries.newest().defer("text", "html")
    if form.is_valid() and form.cleaned_data["to"]:
        letters = letters.filter(to__icontains=form.cleaned_data["to"])
    page = Paginator(letters, 25).get_page(request.GET.get("page"))
    return render(request, "letters/mailbox.html", {"page": page, "form": form})


@require_safe
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter's text, its links working."""
    found = get_object_or_404(Letter, pk=letter_id)
    return render(request, "letters/letter.html", {"letter": found})


@require_safe
def as_sent(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter's HTML, as a mail program would show it.

    Its style travels inside it, so this page allows exactly that element, by its hash.
    """
    found = get_object_or_404(Letter, pk=letter_id)
    allowed = [f"'sha256-{_hash(style)}'" for style in STYLE.findall(found.html)]
    shown = csp_replace({"style-src": allowed})(lambda _request: HttpResponse(found.html))(request)
    return cast("HttpResponse", shown)


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
