"""A page of the quiz as a form."""

from typing import Any

from django import forms

from frontdoor.careers.quiz.answers import Answers
from frontdoor.careers.quiz.statements import Quiz, Statement

NOTHING = (
    "You have not answered a statement yet. Answer one or more, on any page, and we can suggest careers. "
    "There is no right or wrong."
)


class PageForm(forms.Form):
    """Some statements, each with five answers. None has to be answered; an answer that is none of the five is none."""

    def __init__(self, *args: Any, quiz: Quiz, statements: tuple[Statement, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        for one in statements:
            self.fields[one.key] = forms.ChoiceField(
                label=one.says,
                choices=[(str(value), words) for value, words in quiz.scale.items()],
                widget=forms.RadioSelect(attrs={"class": "scale", "label_class": "scale__says"}),
                required=False,
            )

    def answers(self) -> dict[str, int]:
        """What was answered on this page."""
        self.is_valid()
        return {key: int(value) for key, value in self.cleaned_data.items() if value}

    def refuse_nothing(self) -> None:
        """Nothing was answered on any page."""
        self.add_error(self.statements[0].key, NOTHING)


def initial(answers: Answers) -> dict[str, str]:
    """Answers as a form's first values."""
    return {key: str(value) for key, value in answers.items()}
