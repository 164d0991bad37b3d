"""What is asked before places are looked up."""

from django import forms

from frontdoor.organisations.register.after16 import Setting

KINDS = [
    ("", "All of them"),
    (Setting.SIXTH_FORM, "School sixth forms"),
    (Setting.COLLEGE, "Colleges"),
    (Setting.SPECIAL, "Special schools and colleges"),
]


class NearForm(forms.Form):
    """A place and, if wanted, one kind."""

    where = forms.CharField(
        label="Postcode or town",
        help_text="For example LS27 0PD, LS27 or Leeds",
        max_length=120,
        error_messages={
            "required": "Enter a postcode or a town",
            "max_length": "Enter a postcode or a town, in at most 120 letters",
        },
        widget=forms.TextInput(attrs={"class": "govuk-!-width-two-thirds", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label="What to look for", choices=KINDS, required=False, widget=forms.Select)
