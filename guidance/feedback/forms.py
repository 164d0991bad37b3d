"""What a learner ticks and writes about a meeting."""

from typing import Any

from django import forms

from frontdoor.ground.fields import WordsField
from guidance.models import Feedback, Helped
from guidance.models.outcomes import MOST_SAID

YES, NOT_YET = "yes", "not-yet"


class FeedbackForm(forms.Form):
    """Two questions, and words if they like."""

    helped = forms.ChoiceField(
        label="Did it help?",
        choices=Helped,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it helped"},
    )
    knows_next = forms.ChoiceField(
        label="Do you know what to do next?",
        choices=[(YES, "Yes"), (NOT_YET, "Not yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you know what to do next"},
    )
    words = WordsField(
        label="Is there anything else you want to say? (optional)",
        read_by="your adviser with your name, and by those who run the service without it",
        read_when="when they next look and not at once",
        help_text="Do not write names.",
        rows=4,
        required=False,
        max_length=MOST_SAID,
        error_messages={"max_length": f"Use {MOST_SAID} characters or fewer"},
    )

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        clean: dict[str, Any] = super().clean() or {}
        if "knows_next" in clean:
            clean["knows_next"] = clean["knows_next"] == YES
        return clean


def as_initial(said: Feedback | None) -> dict[str, str]:
    """What the form is filled in with for whoever has said something already."""
    if said is None:
        return {}
    return {"helped": said.helped, "knows_next": YES if said.knows_next else NOT_YET, "words": said.words}
