"""Every page type, to be looked at by axe and photographed: all that the access table shows to somebody, and `MORE`.

A page whose row answers 200 is here by itself, seen by the first role that gets it. Add to `MORE` what a plain GET in
the table's world does not show: another state of a page, another role's view.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from guidance.booking.links import address as meeting_address
from guidance.waiting.links import address
from tests.access.rows import Row, gather
from tests.access.world import World
from tests.benchmarks.access_rows import LAST, THIS

NOT_PAGES = (  # in a route's name
    "csv", "download", "text", "healthz", "readyz", "as-sent", "live", "progress", "xml", "suggestions", "meeting-file",
    "block-statement",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One page: a name for its picture, its address (or how to get it from the world), and who looks."""

    name: str
    path: str | Callable[[World], str]
    role: str = "anonymous"
    status: int = 200

    def address(self, world: World) -> str:
        """The address in this world."""
        return self.path if isinstance(self.path, str) else self.path(world)


MORE = [
    *(Shown(f"for-{who}", f"/for-{who}/") for who in ("adults", "parents", "employers", "advisers")),
    Shown("search-results", "/search?q=privacy"),
    Shown("search-careers", "/search?q=nurse"),
    Shown("search-nearest", "/search?q=nrusse+xyzzy"),
    Shown("search-nothing", "/search?q=zzzz"),
    Shown("search-too-long", f"/search?q={'long+' * 60}"),
    Shown("search-worried", "/search?q=hurt+myself"),
    Shown("not-found", "/there-is-no-such-page/", status=404),
    Shown("find-my-school", "/account/join/?q=School"),
    Shown(
        "invite-schools", lambda world: f"/account/organisations/{world.own['hub'].pk}/schools/?q=School", role="hub"
    ),
    Shown("to-do", "/to-do/", role="leader"),
    Shown("where-i-belong", "/account/organisations/", role="leader"),
    Shown("coverage", "/compliance/", role="hub"),
    Shown("coverage-department", "/compliance/?state=not-yet&words=School", role="department"),
    Shown("coverage-nothing", "/compliance/?words=nobody-is-called-so", role="hub"),
    Shown("coverage-wrong-area", "/compliance/?area=Atlantis", role="hub"),
    Shown("no-contact", "/compliance/no-contact/", role="hub"),
    Shown("scope-not-known", "/compliance/scope-not-known/", role="hub"),
    Shown("coverage-institution", "/compliance/910001/", role="hub"),
    Shown("not-expected", "/compliance/910001/not-expected/", role="hub"),
    Shown("remind", "/compliance/remind/?urn=910001", role="hub"),
    Shown("returns", "/benchmarks/910001/", role="leader"),
    *(
        Shown(
            f"return-{page.strip('/').replace('/', '-') or 'tasks'}", f"/benchmarks/910001/{THIS}/{page}", role="leader"
        )
        for page in ("", "numbers/", "benchmark/1/", "benchmark/5/", "check/", "elsewhere/", "delete/")
    ),
    *(
        Shown(f"return-{page.strip('/')}", f"/benchmarks/910001/{LAST}/{page}", role="leader")
        for page in ("results/", "receipt/", "governors/")
    ),
    Shown("return-sign", f"/benchmarks/910001/{THIS}/sign/", role="head"),
    Shown("return-who-signs", "/benchmarks/910001/who-signs/", role="head"),
    Shown("return-link-closed", "/benchmarks/sign/?key=nothing"),
    Shown("find-a-school", "/schools/?q=school"),
    *(
        Shown(f"choices-{key}", f"/choices/{key}/")
        for key in ("13", "16", "18", "left-early", "adult", "changing-career", "returning", "parents", "teachers")
    ),
    Shown("careers-full", "/careers/nurse/"),
    Shown("careers-list", "/careers/?all=1"),
    Shown("careers-list-turned", "/careers/?all=1&page=2"),
    Shown("careers-list-category", "/careers/?category=healthcare&way=university&pay=20000"),
    Shown("careers-list-nothing", "/careers/?category=transport&subject=dance"),
    *(Shown(f"choices-easy-read-{key}", f"/choices/{key}/easy-read/") for key in ("13", "16")),
    Shown("choices-near-results", "/choices/16/near/?where=LS27"),
    Shown("choices-near-none", "/choices/16/near/?where=TR21"),
    Shown("choices-near-outside", "/choices/16/near/?where=IV27"),
    Shown("choices-near-which", "/choices/16/near/?where=newport"),
    Shown("choices-near-adult", "/choices/adult/near/"),
    Shown("choices-near-nothing-typed", "/choices/16/near/?where="),
    Shown("work-experience-near", "/work-experience/?where=LS27&travel=yes&within=20"),
    Shown("work-experience-online", "/work-experience/?mode=online"),
    Shown("work-experience-outside", "/work-experience/?where=IV27"),
    Shown("work-experience-which", "/work-experience/?where=newport&year=10"),
    Shown("work-experience-not-known", "/work-experience/?where=Atlantis"),
    Shown("work-experience-nothing", "/work-experience/?q=zzzz"),
    Shown("choices-near-not-known", "/choices/16/near/?where=Atlantis"),
    Shown("advisers-narrowed", "/guidance/advisers/?language=pl&area=London"),
    Shown("advisers-nothing", "/guidance/advisers/?specialism=convictions"),
    Shown("booking-times", "/guidance/choose/?topic=not-sure&how=phone", role="adult"),
    Shown("booking-times-student", "/guidance/choose/?topic=not-sure&how=phone", role="student"),
    Shown("guidance-service-of-a-school", lambda world: f"/guidance/services/{world.school.pk}/", role="leader"),
    Shown("guidance-service", lambda world: f"/guidance/services/{world.own['adviser-lead'].pk}/", role="adviser-lead"),
    Shown(
        "outcome-before-it-began",
        lambda world: f"/guidance/day/{world.things['meeting', 'near'].pk}/outcome/",
        role="adviser",
    ),
    Shown(
        "meeting-that-is-over",
        lambda world: f"/guidance/day/{world.things['meeting-over', 'near'].pk}/",
        role="adviser",
    ),
    Shown(
        "meetings-of-a-pupil-with-a-summary",
        lambda world: (
            f"/guidance/suppliers/{world.school.urn}/for/{world.things['summary', world.school.urn].learner_id}/"
        ),
        role="leader",
    ),
    Shown(
        "block-just-bought",
        lambda world: f"/guidance/suppliers/910001/time/{world.things['bought', world.school.pk].pk}/?ordered=1",
        role="leader",
    ),
    Shown("waiting-list-to-join", "/guidance/waiting/?topic=not-sure&how=phone", role="adult"),
    Shown("waiting-list-where-i-am", "/guidance/waiting/", role="student"),
    Shown("waiting-list-offer", lambda world: address(world.things["wait", world.school.urn])),
    Shown(
        "my-meeting-after",
        lambda world: reverse("guidance:my-meeting", args=[world.things["met", world.school.urn].pk]),
        role="student",
    ),
    Shown("meeting-after-by-key", lambda world: meeting_address(world.things["met", world.school.urn])),
    Shown(
        "order-to-answer",
        lambda world: (
            f"/guidance/services/{world.own['adviser-lead'].pk}/sold/{world.things['order', world.own['adviser-lead'].pk].pk}/"
        ),
        role="adviser-lead",
    ),
    Shown(
        "waiting-list-of-a-service",
        lambda world: f"/guidance/services/{world.own['adviser-lead'].pk}/waiting/",
        role="adviser-lead",
    ),
]


def of_row(row: Row) -> Shown | None:
    """The page of an access row; None when it is no page that somebody gets."""
    roles = [role for role, status in (row.get or {}).items() if status == 200]
    if not roles or any(word in row.route for word in NOT_PAGES):
        return None
    role = roles[0]
    return Shown(
        row.route.replace(":", "-").replace("_", "-"),
        lambda world: reverse(row.route, kwargs=row.args(world, role, "own")),
        role,
    )


# FRONTDOOR_PAGES=careers,choices looks at the pages whose names hold one of these words only.
WANTED = os.environ.get("FRONTDOOR_PAGES", "").split(",")
PAGES = [page for page in [*filter(None, map(of_row, gather())), *MORE] if any(word in page.name for word in WANTED)]
