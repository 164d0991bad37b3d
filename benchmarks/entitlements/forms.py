"""Which group a class list shows."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from frontdoor.ground.years import year_group_in_words
from frontdoor.record.models import Enrolment


class GroupForm(forms.Form):
    """A year group (`11`), or a tutor group in it (`11:11A`); the first year group of the roll when nothing is said."""

    group = forms.ChoiceField(label="Group", required=False)

    def __init__(self, data: Any, *, roll: QuerySet[Enrolment]) -> None:
        super().__init__(data)
        known = roll.order_by("year_group", "tutor_group").values_list("year_group", "tutor_group").distinct()
        self.groups = [(year, group) for year, group in known if year is not None]
        self.fields["group"].choices = self._choices()  # type: ignore[attr-defined]
        self.initial["group"] = self._value(self.year_group, self.tutor_group)

    def _choices(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for year, group in self.groups:
            if (str(year), year_group_in_words(year)) not in found:
                found.append((str(year), year_group_in_words(year)))
            if group:
                found.append((self._value(year, group), f"{year_group_in_words(year)}: {group}"))
        return found

    @staticmethod
    def _value(year: int | None, group: str) -> str:
        return f"{year}:{group}" if group else str(year)

    @property
    def _chosen(self) -> tuple[int | None, str]:
        year, _, group = str(self.data.get("group", "")).partition(":")
        for known in self.groups:
            if str(known[0]) == year and group in ("", known[1]):
                return known[0], group
        return (self.groups[0][0], "") if self.groups else (None, "")

    @property
    def year_group(self) -> int | None:
        """The year group that is shown."""
        return self._chosen[0]

    @property
    def tutor_group(self) -> str:
        """The tutor group that is shown; empty for the whole year group."""
        return self._chosen[1]

    def narrow(self, roll: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """The pupils of the group."""
        found = roll.filter(year_group=self.year_group)
        return found.filter(tutor_group=self.tutor_group) if self.tutor_group else found
