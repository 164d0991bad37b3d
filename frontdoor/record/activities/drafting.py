"""What has been said of an activity so far, carried from screen to screen in the form itself: never in an address.

Everything that comes back is checked again: facts by the form, learners by the roll. So nothing needs to be signed.
"""

import re
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, QueryDict

from frontdoor.organisations.models import Organisation
from frontdoor.record.activities.forms import FactsForm
from frontdoor.record.activities.queries import Name
from frontdoor.record.models import ActivityKind, Attendance

EVERYONE, SOME = "all", "some"
KEY = re.compile(r"[0-9a-f]{32}\Z")
ID = re.compile(r"[0-9]{1,18}\Z")  # what fits the database's ids


@dataclass(frozen=True)
class Draft:
    """`listed` are the learners on the list of names, `unticked` those of them whose box is empty.

    `scope` says what an empty box means: EVERYONE was asked, so that learner was absent; of SOME, they had no part in it.
    `key` is made with the first screen and makes saving twice saving once.
    """

    data: QueryDict
    kind: ActivityKind | None
    key: str
    groups: tuple[str, ...]
    scope: str
    listed: frozenset[int]
    unticked: frozenset[int]

    @property
    def has_tutor_groups(self) -> bool:
        """Whether a tutor group was chosen, so that the list of them stands open."""
        return any(group.startswith("t:") for group in self.groups)

    @property
    def attended(self) -> list[int]:
        """Those who were there."""
        return sorted(self.listed - self.unticked)

    @property
    def absent(self) -> list[int]:
        """Those who were asked and were not there."""
        return sorted(self.unticked) if self.scope == EVERYONE else []

    def source_key(self, institution: Organisation, user: Any) -> str:
        """The key of the activity: nobody can make another person's."""
        return f"log:{institution.pk}:{user.pk}:{self.key}"

    def kept(self, form: FactsForm) -> list[tuple[str, str]]:
        """The facts as hidden fields."""
        wanted = {*form.names()}
        return [(name, value) for name, values in self.data.lists() if name in wanted for value in values]

    def chosen(self) -> list[tuple[str, str]]:
        """Who was chosen, as hidden fields."""
        groups = [("group", group) for group in self.groups]
        ids = [("listed", joined(self.listed)), ("unticked", joined(self.unticked))]
        return [("key", self.key), ("scope", self.scope), ("scope_was", self.scope), *groups, *ids]

    def with_names(self, names: list[Name]) -> "Draft":
        """The draft with this list of names. Boxes that stood there stay as they were; new ones are full, of SOME empty."""
        here = frozenset(name.pk for name in names)
        known = self.listed if self.data.get("scope_was", self.scope) == self.scope else frozenset()
        fresh = here - known if self.scope == SOME else frozenset()
        return replace(self, listed=here, unticked=(self.unticked & here & known) | fresh)

    def of_marks(self, names: list[Name], marks: dict[int, str]) -> "Draft":
        """The draft with this list of names. Boxes that stood there stay; new ones are full for who is marked as there."""
        here = frozenset(name.pk for name in names)
        away = frozenset(one for one in here - self.listed if marks.get(one) != Attendance.ATTENDED)
        return replace(self, listed=here, unticked=(self.unticked & here) | away)


def read(request: HttpRequest) -> Draft:
    """The draft as this request tells it."""
    data = request.POST
    listed = _ids(data.get("listed", "")) or _ids(*data.getlist("learner"))
    # When the list of names was on the screen, what it does not send is not ticked.
    unticked = listed - _ids(*data.getlist("attended")) if "boxes" in data else _ids(data.get("unticked", ""))
    kind = data.get("choose") or data.get("kind") or request.GET.get("kind") or ""
    return Draft(
        data=data,
        kind=ActivityKind(kind) if kind in ActivityKind.values else None,
        key=data["key"] if KEY.match(data.get("key", "")) else uuid.uuid4().hex,
        groups=tuple(data.getlist("group")),
        scope=SOME if data.get("scope") == SOME else EVERYONE,
        listed=listed,
        unticked=unticked & listed,
    )


def typed(form: FactsForm, data: QueryDict) -> dict[str, Any]:
    """What was typed so far, as the first answers of a form: unjudged, for somebody who comes back to it."""
    there = {*data.keys()}
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in form.fields.items()
        if any(part == name or part.startswith(f"{name}_") for part in there)
    }


def in_groups(groups: tuple[str, ...]) -> Q:
    """The enrolments of these groups: `y:11` a year group, `t:11:11A` a tutor group of it."""
    found = Q(pk__in=[])
    for group in groups:
        sort, _, rest = group.partition(":")
        year, _, tutor = rest.partition(":")
        if year and not (ID.match(year) and len(year) < 3):
            continue
        narrow = Q(year_group=int(year)) if year else Q(year_group=None)
        found |= narrow & Q(tutor_group=tutor) if sort == "t" else narrow
    return found


def joined(ids: frozenset[int]) -> str:
    """Ids as one text: a field each would be more fields than a request may have."""
    return ",".join(map(str, sorted(ids)))


def _ids(*texts: str) -> frozenset[int]:
    return frozenset(int(one) for text in texts for one in text.split(",") if ID.match(one))
