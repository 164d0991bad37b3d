"""Free words about a learner, or typed by one: each box says who reads them and when (issue 3.1)."""

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from django import forms

from frontdoor.ground.fields import LinesField, WordsField

ROOMS = ["frontdoor.record", "guidance", "workexperience"]
FOLDERS = [Path(import_module(room).__file__).parent for room in ROOMS]
# What employers and those who give guidance write about themselves, or a checker about them, is about no learner.
ABOUT_NO_LEARNER = {
    *(f"workexperience.{noun}.forms" for noun in ("employers", "checks", "offers")),
    *(f"guidance.{noun}.forms" for noun in ("advisers", "services", "supplies", "buying", "selling")),
}
SOURCES = [path for folder in FOLDERS for path in folder.rglob("*.py")]


def every_form() -> list[type[forms.BaseForm]]:
    """The forms of the rooms that know learners."""
    found = []
    for room in ROOMS:
        for one in walk_packages(import_module(room).__path__, f"{room}."):
            if "forms" in one.name.rsplit(".", 1)[-1]:
                members = vars(import_module(one.name)).values()
                found += [kind for kind in members if inspect.isclass(kind) and issubclass(kind, forms.BaseForm)]
    return found


def silent(form: type[forms.BaseForm]) -> list[str]:
    """The boxes of a form for free words that do not say who reads them."""
    boxes = {name: field for name, field in form.base_fields.items() if isinstance(field.widget, forms.Textarea)}
    heard = (WordsField, LinesField) if form.__module__ in ABOUT_NO_LEARNER else WordsField
    return [name for name, field in boxes.items() if not isinstance(field, heard)]


def test_every_box_for_free_words_says_who_reads_them_and_when() -> None:
    assert every_form()
    assert {form.__qualname__: silent(form) for form in every_form() if silent(form)} == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_box_about_a_learner_is_made_like_one_about_an_employer(path) -> None:
    ours = ".".join(path.with_suffix("").parts[-3:])
    assert "LinesField" not in path.read_text() or ours in ABOUT_NO_LEARNER


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_box_for_free_words_is_made_in_another_way(path) -> None:
    """A field that a form makes as it begins is not seen above."""
    assert "Textarea" not in path.read_text(), "use frontdoor.ground.fields.WordsField"


def test_a_silent_box_is_found() -> None:
    class Silent(forms.Form):
        words = forms.CharField(widget=forms.Textarea)
        lines = LinesField()

    assert silent(Silent) == ["words", "lines"]


def test_box_cannot_be_made_without_a_reader() -> None:
    with pytest.raises(TypeError):
        WordsField()

    box = WordsField(read_by="your careers leader", read_when="within five school days", help_text="In a few words.")
    assert box.help_text.startswith("In a few words. Read by your careers leader, within five school days.")


def test_a_new_line_is_one_character_as_the_count_below_the_box_says() -> None:
    box = WordsField(read_by="nobody", read_when="ever", max_length=5)
    assert box.clean("ab\r\ncd") == "ab\ncd"
