"""What somebody looks for among the advisers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from guidance.models import Channel, Language, Specialism
from guidance.public.queries import Wanted


def _any(label: str, words: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", words), *choices], required=False)


class FindForm(forms.Form):
    """Four filters. It never comes back with an error: `wanted` leaves out what is no choice, as an old link may ask for it."""

    language = _any("Language", "Any language", list(Language.choices))
    specialism = _any("Knows about", "Anything", list(Specialism.choices))
    channel = _any("How you meet", "Any way", list(Channel.choices))
    area = _any("Part of England", "All of England", [(region, region) for region in sorted(ENGLISH_REGIONS)])


def wanted(asked: Mapping[str, str]) -> Wanted:
    """The filters of an address, as far as they are choices."""
    return Wanted(**{name: _one_of(field, asked.get(name, "")) for name, field in FindForm.base_fields.items()})


def _one_of(field: Any, value: str) -> str:
    return value if field.valid_value(value) else ""
