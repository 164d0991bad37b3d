"""What narrows the list of an institution's learners."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from frontdoor.ground.years import year_group_in_words
from frontdoor.record.models import Enrolment


class LearnersForm(forms.Form):
    """A name, and a year group of those on the roll."""

    q = forms.CharField(label="Name or group", max_length=100, required=False)
    year = forms.ChoiceField(label="Year group", required=False)

    def __init__(self, data: Any, *, years: Iterable[int | None]) -> None:
        super().__init__(data)
        known = [(str(year), year_group_in_words(year)) for year in years if year is not None]
        self.fields["year"].choices = [("", "All year groups"), *known]  # type: ignore[attr-defined]

    def narrow(self, roll: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """The learners who fit; a value that is not offered narrows nothing."""
        if not self.is_bound:
            return roll
        self.full_clean()
        for word in self.cleaned_data.get("q", "").split():
            roll = roll.filter(
                Q(learner__given_names__icontains=word)
                | Q(learner__family_name__icontains=word)
                | Q(learner__known_as__icontains=word)
                | Q(tutor_group__iexact=word)
            )
        if year := self.cleaned_data.get("year"):
            roll = roll.filter(year_group=int(year))
        return roll
