"""Every page type, to be looked at by axe and photographed. Each room adds its own, with `PAGES.append(Shown(...))` here.

The rows that a page needs are made by the access table's world (`tests/access/`): `rows.furnish` adds to it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.access.world import World


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


PAGES = [
    Shown("start", "/"),
    *(
        Shown(path.strip("/").replace("/", "-"), path)
        for path in (
            "/for-students/",
            "/for-adults/",
            "/for-parents/",
            "/for-schools/",
            "/for-employers/",
            "/for-advisers/",
            "/what-to-expect/",
            "/worried/",
            "/help/",
            "/accessibility/",
            "/privacy/",
            "/privacy/ages-11-to-13/",
            "/privacy/ages-14-to-17/",
            "/terms/",
            "/reading-settings/",
            "/cookies/",
            "/feedback/",
            "/feedback/thank-you/",
        )
    ),
    Shown("feedback-list", "/feedback/list/", role="department"),
    Shown("not-found", "/there-is-no-such-page/", status=404),
    Shown("coverage", "/compliance/", role="hub"),
    Shown("coverage-department", "/compliance/?state=not-yet&words=School", role="department"),
    Shown("coverage-nothing", "/compliance/?words=nobody-is-called-so", role="hub"),
    Shown("coverage-wrong-area", "/compliance/?area=Atlantis", role="hub"),
    Shown("no-contact", "/compliance/no-contact/", role="hub"),
    Shown("scope-not-known", "/compliance/scope-not-known/", role="hub"),
    Shown("coverage-institution", "/compliance/910001/", role="hub"),
    Shown("not-expected", "/compliance/910001/not-expected/", role="hub"),
    Shown("remind", "/compliance/remind/?urn=910001", role="hub"),
]
