"""Form fields that Django does not have."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from frontdoor.ground.clock import time_of

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class WordsField(forms.CharField):
    """A box for free words that a learner types, or that somebody types about a learner.

    It cannot be made without saying who reads the words and when: `read_by="your careers leader"`,
    `read_when="within five school days"`. A child who writes that they are not safe must not wait for a reader.
    """

    def __init__(self, *, read_by: str, read_when: str, help_text: str = "", rows: int = 5, **more: Any) -> None:
        readers = f"Read by {read_by}, {read_when}. If somebody is not safe, do not write it here: ring."
        super().__init__(help_text=f"{help_text} {readers}".strip(), widget=forms.Textarea({"rows": rows}), **more)
        self.read_by, self.read_when = read_by, read_when

    def to_python(self, value: Any) -> str:
        """A new line is one character, as the count below the box has it; browsers send two."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class LinesField(forms.CharField):
    """A box for what people write about their own organisation, or an organisation's checker about it: never about a learner.

    What a learner types, or somebody about a learner, is a `WordsField`.
    """

    def __init__(self, *, rows: int = 4, **more: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **more)

    def to_python(self, value: Any) -> str:
        """A new line is one character, as the count below the box has it; browsers send two."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class LineField(forms.CharField):
    """Words on one line: line breaks and double spaces go."""

    def clean(self, value: Any) -> str:
        """One line."""
        return " ".join(super().clean(value).split())


class WebsiteField(LineField):
    """An address of the web; `https://` may be left out. At most as long as `Organisation.website` with it."""

    def __init__(self, *, help_text: str = "", **more: Any) -> None:
        box = {"autocomplete": "url", "inputmode": "url", "spellcheck": "false"}
        super().__init__(help_text=help_text, max_length=390, widget=forms.TextInput(attrs=box), **more)

    def clean(self, value: Any) -> str:
        """The whole address, or nothing."""
        typed = super().clean(value)
        if not typed:
            return ""
        address = typed if "://" in typed else f"https://{typed}"
        URLValidator(["http", "https"], message="Enter a website address, like www.example.co.uk")(address)
        return address


class DateBoxes(forms.MultiWidget):
    """Three boxes for a date that a person knows: GOV.UK's date input. Drawn by `templates/components/field.html`."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        """A date as the three texts."""
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A date typed as day, month, year; the month may be a name. Cleans to a `date`, or to None when left empty.

    Each error says what is missing or wrong and names the boxes (`params["boxes"]`), which are then marked.
    """

    widget = DateBoxes

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False, max_length=20) for _ in PARTS]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value: list[str]) -> date | None:
        """The date, or an error in words that start with the field's own label."""
        typed = [(text or "").strip() for text in value or ["", "", ""]]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required", params={"boxes": PARTS})
            return None
        self._refuse_gaps(typed)
        day = self.compress(typed)
        self.run_validators(day)
        return day

    def compress(self, typed: list[str]) -> date:
        """Three texts, none empty, as a date."""
        day, month, year = typed
        if len(year) != 4 or not year.isascii() or not year.isdigit():
            raise self._error("Year must be 4 numbers, for example 2026", "year")
        try:
            return date(int(year), _month(month), int(day))
        except (ValueError, OverflowError):
            raise self._error(f"{self._name()} must be a real date", *PARTS) from None

    def _refuse_gaps(self, typed: list[str]) -> None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._error(f"{self._name()} must include a {' and '.join(missing)}", *missing)

    def _name(self) -> str:
        return str(self.label or "Date")

    def _error(self, message: str, *boxes: str) -> ValidationError:
        return ValidationError(message, code="invalid", params={"boxes": boxes})


class ClockField(forms.CharField):
    """A time as people type it: 9.30, 9:30am, 0930."""

    def clean(self, value: Any) -> time | None:
        """The time; an error when it is none."""
        typed = super().clean(value)
        found = time_of(typed)
        if found is None:
            raise ValidationError("Enter a time, like 9:30am")
        return found


def _month(text: str) -> int:
    """A month's number, from its number or its name. ValueError when it is neither."""
    name = text.lower()[:3]
    return MONTHS.index(name) + 1 if name in MONTHS else int(text)
