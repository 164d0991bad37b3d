"""A Django form field as the parameters of a GOV.UK component. `templates/components/field.html` calls the macro.

A form may say more by plain attributes, all optional:
`page_heading = "name"`            that field's label is the page's h1 (one question a page)
`reveals = {"name": {"yes": ["detail"]}}`   fields that appear under an answer (all are there without script)
`item_hints = {"name": {"yes": "..."}}`     a hint under a choice
A widget's `attrs` may hold `prefix` and `suffix` (words beside the box) and `label_class`.
"""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from frontdoor.ground.fields import PARTS, DateBoxes

# Said by the component itself, or best not said: a browser cuts text at `maxlength` without a word.
NOT_ATTRIBUTES = {
    "class",
    "rows",
    "cols",
    "maxlength",
    "minlength",
    "required",
    "prefix",
    "suffix",
    "label_class",
    "autocomplete",
    "inputmode",
    "spellcheck",
    "autocapitalize",
    "disabled",
    "step",
    "min",
    "max",
    "id",
    "type",
    "size",
    "placeholder",
}
COMPONENTS: list[tuple[type[forms.Widget], str]] = [  # the first that fits
    (DateBoxes, "date"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "other"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.MultiWidget, "other"),
    (forms.widgets.Input, "input"),
]
GROUPS = {"date", "checkboxes", "radios"}  # a legend names them, not a label


def component(field: BoundField) -> str:
    """Which part of `components/field.html` draws this field."""
    widget = field.field.widget
    return next((name for kind, name in COMPONENTS if isinstance(widget, kind)), "other")


def field_params(field: BoundField) -> dict[str, Any]:
    """Everything the component's macro takes: names, words, kept answer, error."""
    kind = component(field)
    widget = field.field.widget
    attrs = widget.attrs
    params: dict[str, Any] = {
        "id": field.auto_id,
        "name": field.html_name,
        "classes": attrs.get("class", ""),
        "autocomplete": attrs.get("autocomplete"),
        "disabled": field.field.disabled,
        "attributes": {key: value for key, value in attrs.items() if key not in NOT_ATTRIBUTES and value is not False},
        **_words(field, kind),
    }
    more = MORE.get(kind)
    return params | more(field) if more else params


def _words(field: BoundField, kind: str) -> dict[str, Any]:
    heading = getattr(field.form, "page_heading", "") == field.name
    size = "l" if heading else "s"
    part = "fieldset__legend" if kind in GROUPS else "label"
    label = {
        "text": field.label,
        "classes": f"govuk-{part}--{size} {field.field.widget.attrs.get('label_class', '')}".strip(),
        "isPageHeading": heading,
    }
    words: dict[str, Any] = {"fieldset": {"legend": label}} if kind in GROUPS else {"label": label}
    if field.help_text:
        words["hint"] = {"html": conditional_escape(field.help_text)}
    if field.errors:
        words["errorMessage"] = {"text": " ".join(sentences(field))}
    return words


def sentences(field: BoundField) -> list[str]:
    """A field's errors; Django's "This field is required." becomes words that say what to do, and about which field."""
    said = []
    for error in field.errors.as_data():
        words = error.messages[0]
        if error.code == "required" and words == forms.Field.default_error_messages["required"]:
            words = _ask(field)
        said.append(words)
    return said


def _ask(field: BoundField) -> str:
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer the question: {label}"
    verb = {"file": "Choose", "select": "Choose", "radios": "Choose", "checkboxes": "Choose", "checkbox": "Tick"}
    own = label if label[:2].isupper() else label[:1].lower() + label[1:]
    return f"{verb.get(component(field), 'Enter')} {own}"


def _input(field: BoundField) -> dict[str, Any]:
    widget = field.field.widget
    attrs = widget.attrs
    number = isinstance(widget, forms.NumberInput)
    whole = number and isinstance(field.field, forms.IntegerField) and not isinstance(field.field, forms.FloatField)
    params = {
        "type": "text" if number else getattr(widget, "input_type", "text"),
        "value": widget.format_value(field.value()),
        "inputmode": attrs.get("inputmode") or ("numeric" if whole else "decimal" if number else None),
        "spellcheck": False if number or widget.input_type == "email" else attrs.get("spellcheck"),
        "autocapitalize": attrs.get("autocapitalize"),
    }
    if number:
        params["classes"] = attrs.get("class", "govuk-input--width-5")
    for side in ("prefix", "suffix"):
        if attrs.get(side):
            params[side] = {"text": attrs[side]}
    return params


def _textarea(field: BoundField) -> dict[str, Any]:
    return {
        "value": field.field.widget.format_value(field.value()) or "",
        "rows": field.field.widget.attrs.get("rows", 5),
        "maxlength": getattr(field.field, "max_length", None),
        "spellcheck": field.field.widget.attrs.get("spellcheck"),
    }


def _choices(field: BoundField) -> dict[str, Any]:
    hints = getattr(field.form, "item_hints", {}).get(field.name, {})
    items = []
    for choice in field.subwidgets:
        data = choice.data
        value = "" if data["value"] is None else str(data["value"])
        if not value and not isinstance(field.field.widget, forms.Select):
            continue  # "---------" is no choice among radios
        item = {"value": value, "text": data["label"], "checked": data["selected"], "selected": data["selected"]}
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if hidden := _revealed(field, value):
            item["conditional"] = {"html": hidden}
        items.append(item)
    return {"items": items, "idPrefix": field.auto_id}


def _select(field: BoundField) -> dict[str, Any]:
    items = [item | {"text": item["text"] or "Choose"} for item in _choices(field)["items"]]
    return {"items": [_first_choice(item) for item in items]}


def _first_choice(item: dict[str, Any]) -> dict[str, Any]:
    return item if item["value"] else item | {"text": "Choose one"} if str(item["text"]).startswith("---") else item


def _checkbox(field: BoundField) -> dict[str, Any]:
    item: dict[str, Any] = {"value": "on", "text": field.label, "checked": bool(field.value())}
    if field.help_text:
        item["hint"] = {"html": conditional_escape(field.help_text)}
    if hidden := _revealed(field, "on"):
        item["conditional"] = {"html": hidden}
    return {"items": [item], "idPrefix": field.auto_id, "hint": None}


def _date(field: BoundField) -> dict[str, Any]:
    widget = field.field.widget
    value = field.value()
    texts = value if isinstance(value, list | tuple) else widget.decompress(value)
    wrong = wrong_boxes(field)
    items = [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.capitalize(),
            "value": "" if text is None else str(text),
            "inputmode": "text" if part == "month" else "numeric",
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, text in zip(PARTS, texts, strict=True)
    ]
    return {"items": items}


def wrong_boxes(field: BoundField) -> tuple[str, ...]:
    """The boxes of a date that its errors are about; all of them when an error does not say."""
    errors = field.errors.as_data() if field.errors else []
    named = [box for error in errors for box in (error.params or {}).get("boxes", PARTS)]
    return tuple(part for part in PARTS if part in named)


def _file(field: BoundField) -> dict[str, Any]:
    attributes = {key: field.field.widget.attrs[key] for key in ("accept",) if key in field.field.widget.attrs}
    return {"attributes": attributes}


MORE = {
    "input": _input,
    "password": lambda field: {"value": None, "autocomplete": field.field.widget.attrs.get("autocomplete")},
    "textarea": _textarea,
    "select": _select,
    "radios": _choices,
    "checkboxes": _choices,
    "checkbox": _checkbox,
    "date": _date,
    "file": _file,
}


def _revealed(field: BoundField, value: str) -> SafeString:
    names = getattr(field.form, "reveals", {}).get(field.name, {}).get(value, [])
    return mark_safe("".join(str(field.form[name].as_field_group()) for name in names))  # noqa: S308 rendered by us


def shown_fields(form: BaseForm) -> list[BoundField]:
    """The fields to draw one after another: visible, and not drawn under another's answer."""
    reveals = getattr(form, "reveals", {})
    inside = {name for answers in reveals.values() for names in answers.values() for name in names}
    return [field for field in form.visible_fields() if field.name not in inside]


def target(field: BoundField) -> str:
    """The id of the input that an error's link moves to."""
    if component(field) == "date":
        return f"{field.auto_id}_{(wrong_boxes(field) or PARTS)[0]}"
    return str(field.auto_id)


def has_errors(form: object) -> bool:
    """Whether this is a form that came back with errors."""
    return isinstance(form, BaseForm) and form.is_bound and bool(form.errors)


def error_list(form: BaseForm) -> list[dict[str, str]]:
    """Items of the error summary, once a form: the page's frame asks first, the form itself second."""
    if not has_errors(form) or getattr(form, "summary_shown", False):
        return []
    form.summary_shown = True  # type: ignore[attr-defined]
    whole = [{"text": str(error)} for error in form.non_field_errors()]
    hidden = [{"text": words} for field in form.hidden_fields() for words in sentences(field)]
    each = [
        {"text": words, "href": f"#{target(field)}"} for field in form.visible_fields() for words in sentences(field)
    ]
    return whole + hidden + each
