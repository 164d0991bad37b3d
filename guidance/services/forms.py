"""What those who run a service type about it and its places."""

from typing import Any

from django import forms

from frontdoor.ground.fields import LineField, LinesField
from frontdoor.organisations.places.forms import PostcodeField, PostcodeForm
from frontdoor.organisations.places.layouts import postcode as written
from frontdoor.organisations.places.spots import Spot
from guidance.models import Place, Service
from guidance.services.actions import Facts


class AboutForm(forms.Form):
    """What the public reads of the service; whether schools may choose it, but for a school's own staff."""

    about = LinesField(
        label="Who you are (optional)",
        help_text="Two or three plain sentences that a 13-year-old understands. They stand on the pages of your advisers "
        "that everybody can read.",
        max_length=600,
        required=False,
    )
    takes_schools = forms.BooleanField(
        label="Schools and colleges may choose us",
        help_text="They find you when they choose who gives guidance to which year groups. A school that has chosen you "
        "keeps you when you take the tick away.",
        required=False,
    )

    def __init__(self, data: Any = None, *, service: Service) -> None:
        super().__init__(data, initial={"about": service.about, "takes_schools": service.takes_schools})
        if service.is_own_staff:
            del self.fields["takes_schools"]

    def answers(self) -> dict[str, Any]:
        """The answers, also where one was not asked."""
        return {"about": self.cleaned_data["about"], "takes_schools": self.cleaned_data.get("takes_schools", False)}


class PlaceForm(PostcodeForm):
    """Somewhere people are met. `facts()` and `spot` once it is valid. A postcode that stays is not looked up again."""

    name = LineField(
        label="Name of the place",
        help_text="For example: Careers office, Herefield School.",
        max_length=120,
        error_messages={"required": "Enter the name of the place"},
    )
    address = LineField(
        label="Address (optional)", help_text="Building, street and town.", max_length=200, required=False
    )
    postcode = PostcodeField()
    finding_it = LineField(
        label="How to find it (optional)",
        help_text="For example: through the main door, then the second room on the left.",
        max_length=300,
        required=False,
    )
    step_free = forms.TypedChoiceField(
        label="Can people get in without steps?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes if people can get in without steps"},
    )
    field_order = ["name", "address", "postcode", "postcode_is_right", "finding_it", "step_free"]

    def __init__(self, data: Any = None, *, place: Place | None = None) -> None:
        super().__init__(data, initial=_known(place) if place else None)
        self.place = place

    def clean(self) -> dict[str, Any]:
        """A postcode left as it was keeps its point: an old one may be in no list any more."""
        typed = self.cleaned_data.get("postcode", "")
        if self.place and written(typed) == self.place.postcode:
            self.spot = Spot(self.place.postcode, self.place.point, None)
            return self.cleaned_data
        return super().clean()

    def facts(self) -> Facts:
        """The answers."""
        data = self.cleaned_data
        return Facts(data["name"], data["address"], data["finding_it"], data["step_free"])


def _known(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "address": place.address,
        "postcode": place.postcode,
        "finding_it": place.finding_it,
        "step_free": "yes" if place.step_free else "no",
    }
