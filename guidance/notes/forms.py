"""What an adviser notes for themself."""

from typing import Any

from django import forms

from frontdoor.ground.fields import WordsField
from guidance.models.outcomes import MOST_NOTE
from guidance.notes.queries import mark_of


class NoteForm(forms.Form):
    """One box. `before` tells from which words the form began."""

    words = WordsField(
        label="Your notes",
        help_text="What you want to remember for the next time.",
        read_by="nobody but you",
        read_when="while you see this person here",
        required=False,
        rows=10,
        max_length=MOST_NOTE,
        error_messages={"max_length": f"Use {MOST_NOTE:,} characters or fewer"},
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, words: str) -> None:
        super().__init__(data, initial={"words": words, "before": mark_of(words)})
