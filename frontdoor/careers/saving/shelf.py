"""One person's saved things, wherever they are: in their account, or in the cookie of a visitor."""

from dataclasses import replace
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from frontdoor.careers.models import Career
from frontdoor.careers.saving import actions, cookie
from frontdoor.careers.saving.kept import FULL, Kept, Result
from frontdoor.careers.saving.models import Saved
from frontdoor.ground.refused import Refused

Answer = TypeVar("Answer", bound=HttpResponse)


class Shelf:
    """What this request's person has saved, and the quiz they are in. Ask `leave` to send changes to the browser.

    Every change begins from what the browser sends now, not from what a page showed, so two tabs do not undo each other.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.owner = request.user if request.user.is_authenticated else None
        self.kept = self._sent = cookie.read(request)

    # --- What is there -----------------------------------------------------------------------------------------------
    def slugs(self) -> list[str]:
        """The addresses of the saved careers, the newest first."""
        if self.owner:
            return list(self._rows().filter(code="").values_list("career__slug", flat=True))
        return list(reversed(self.kept.careers))

    def careers(self) -> list[Career]:
        """The saved careers, the newest first; one that is no longer there is left out."""
        wanted = self.slugs()
        found = {one.slug: one for one in Career.objects.filter(slug__in=wanted)} if wanted else {}
        return [found[slug] for slug in wanted if slug in found]

    def results(self) -> list[Result]:
        """The saved quiz results, the newest first."""
        if self.owner:
            rows = self._rows().exclude(code="")
            return [Result(row.code, tuple(row.aside), timezone.localdate(row.saved_at)) for row in rows]
        return list(reversed(self.kept.results))

    def _rows(self) -> QuerySet[Saved]:
        return Saved.objects.filter(user=self.owner)

    # --- What changes ------------------------------------------------------------------------------------------------
    def save_career(self, career: Career) -> None:
        """Save it. Refused when there is no room."""
        if self.owner:
            actions.save_career(by=self.owner, career=career, now=timezone.now())
        else:
            self._put(self.kept.with_career(career.slug))

    def save_result(self, code: str, aside: tuple[str, ...]) -> None:
        """Save it. Refused when there is no room."""
        if self.owner:
            actions.save_result(by=self.owner, code=code, aside=aside, now=timezone.now())
        else:
            self._put(self.kept.with_result(Result(code, aside, timezone.localdate())))

    def _put(self, kept: Kept) -> None:
        if not cookie.has_room(kept):
            raise Refused(FULL)
        self.kept = kept

    def remove(self, *, slug: str = "", code: str = "") -> None:
        """Forget a career or a quiz result; one that is not there is forgotten already."""
        if self.owner:
            actions.remove_career(by=self.owner, slug=slug)
            actions.remove_result(by=self.owner, code=code)
        self.kept = self.kept.without_career(slug).without_result(code)

    def clear(self) -> None:
        """Forget everything, the quiz under way too."""
        if self.owner:
            actions.clear(by=self.owner)
        self.kept = Kept()

    def keep(self, *, for_long: bool) -> None:
        """Keep it on this device for 30 days, or until the browser is closed."""
        self.kept = replace(self.kept, keep=for_long)

    def answer(self, code: str, aside: tuple[str, ...] | None = None) -> None:
        """The quiz has come as far as this."""
        self.kept = replace(self.kept, code=code, aside=self.kept.aside if aside is None else aside)

    def put_aside(self, slug: str) -> None:
        """Not for them."""
        self.kept = self.kept.put_aside(slug)

    def bring_back(self, slug: str) -> None:
        """Perhaps for them after all."""
        self.kept = self.kept.brought_back(slug)

    def leave(self, response: Answer) -> Answer:
        """The response, with the cookie when it changed."""
        if self.kept != self._sent:
            cookie.write(response, self.kept)
        return response
