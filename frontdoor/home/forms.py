"""What people fill in at the door itself."""

from django import forms

from frontdoor.home import reading


class FeedbackForm(forms.Form):
    """One box. `page` is the kind of page they came from."""

    page_heading = "words"
    words = forms.CharField(
        label="What do you think of this service?",
        help_text="What works, what does not, what is missing. Please do not write your name or anybody else's.",
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": "Write what you think, in a word or in many",
            "max_length": "What you think must be 1,200 characters or less",
        },
    )
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class ReadingForm(forms.Form):
    """The reading settings; one question for each of `reading.SETTINGS`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for setting in reading.SETTINGS:
            # "usual" in place of no value: an empty radio button has no value to send.
            choices = [(value or "usual", words) for value, words in setting.choices]
            self.fields[setting.name] = forms.ChoiceField(
                label=setting.question, choices=choices, widget=forms.RadioSelect, initial="usual"
            )
