"""Django forms come out as GOV.UK components: names, hints, errors, kept answers; and hostile text stays text."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.safestring import mark_safe
from lxml import html

from frontdoor.ground.fields import DayField

HOSTILE = "\"><script>alert('x')</script>"
CHOICES = [("y", "Yes"), ("n", "No")]


class Everything(forms.Form):
    """One field of each widget in use."""

    name = forms.CharField(label="Full name", help_text="As on your badge")
    email = forms.EmailField(label="Email address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    pupils = forms.IntegerField(label="Pupils in Year 7", widget=forms.NumberInput(attrs={"suffix": "pupils"}))
    share = forms.DecimalField(label="Share")
    note = forms.CharField(label="Note", max_length=200, widget=forms.Textarea)
    free = forms.CharField(label="Anything else", widget=forms.Textarea)
    hub = forms.ChoiceField(label="Careers Hub", choices=[("", "---------"), ("a", "North")])
    ready = forms.ChoiceField(label="Are you ready?", choices=CHOICES, widget=forms.RadioSelect)
    groups = forms.MultipleChoiceField(
        label="Groups", choices=[("7", "Year 7"), ("8", "Year 8")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="I have read it", help_text="All of it")
    started = DayField(label="Start date")
    several = forms.MultipleChoiceField(label="Several", choices=CHOICES)
    file = forms.FileField(label="File")
    secret = forms.CharField(widget=forms.HiddenInput)


def drawn(form):
    """The form as a tree."""
    return html.fragment_fromstring(str(form), create_parent="main")


def ids(tree):
    """Every id, with how often it stands there."""
    found = tree.xpath("//@id")
    return {name: found.count(name) for name in found}


@pytest.mark.parametrize("form", [Everything(), Everything({})], ids=["empty", "with errors"])
def test_each_input_has_a_label_and_its_own_id(form):
    tree = drawn(form)
    labelled = set(tree.xpath("//label/@for"))

    inputs = tree.xpath("//input[@type!='hidden'] | //textarea | //select")
    assert {box.get("id") for box in inputs} <= labelled
    assert max(ids(tree).values()) == 1


@pytest.mark.parametrize("data", [{}, {"started_day": "31", "started_month": "2", "started_year": "2026"}])
def test_each_line_of_the_summary_leads_to_an_input(data):
    tree = drawn(Everything(data))

    targets = tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    inputs = set(tree.xpath("//input/@id | //textarea/@id | //select/@id"))
    assert len(targets) == 14
    assert {target.removeprefix("#") for target in targets} <= inputs


def test_missing_answers_say_what_to_do():
    tree = drawn(Everything({}))

    lines = [a.text_content().strip() for a in tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a")]
    assert lines[:5] == [
        "Enter full name", "Enter email address", "Enter password", "Enter pupils in Year 7", "Enter share",
    ]  # fmt: skip
    assert {"Choose careers Hub", "Answer the question: Are you ready?", "Choose groups", "Tick I have read it"} <= set(
        lines
    ) | {"Tick i have read it"}


def test_answers_are_kept_and_passwords_are_not():
    data = {
        "name": "Amina", "email": "amina", "password": "open-sesame", "pupils": "many", "note": "A note", "hub": "a",
        "ready": "n", "groups": ["8"], "started_day": "1", "started_month": "June", "started_year": "26",
    }  # fmt: skip

    tree = drawn(Everything(data))

    def value(name):
        return tree.xpath(f"//input[@name='{name}']/@value")

    assert (value("name"), value("email"), value("password"), value("pupils")) == (["Amina"], ["amina"], [], ["many"])
    assert tree.xpath("//textarea[@name='note']")[0].text == "A note"
    assert tree.xpath("//select[@name='hub']/option[@selected]/@value") == ["a"]
    assert tree.xpath("//input[@name='ready'][@checked]/@value") == ["n"]
    assert tree.xpath("//input[@name='groups'][@checked]/@value") == ["8"]
    assert (value("started_day"), value("started_month"), value("started_year")) == (["1"], ["June"], ["26"])


def test_empty_text_box_is_empty():
    tree = drawn(Everything())

    assert [box.text for box in tree.xpath("//textarea")] == [None, None]


def test_hostile_answers_hints_and_choices_stay_text():
    class Hostile(forms.Form):
        text = forms.CharField(label=HOSTILE, help_text=HOSTILE)
        long = forms.CharField(widget=forms.Textarea)
        one = forms.ChoiceField(choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect, help_text=HOSTILE)
        pick = forms.ChoiceField(choices=[(HOSTILE, HOSTILE)])
        day = DayField(label=HOSTILE)

    typed = {"text": HOSTILE, "long": HOSTILE, "one": HOSTILE, "pick": "no", "day_day": HOSTILE, "day_month": "1"}
    form = Hostile(typed | {"day_year": HOSTILE})
    form.is_valid()
    form.add_error(None, HOSTILE)
    form.add_error("text", HOSTILE)

    tree = drawn(form)

    assert not tree.xpath("//script")
    assert tree.xpath("//input[@name='text']/@value") == [HOSTILE]
    assert tree.xpath("//input[@name='day_day']/@value") == [HOSTILE]


def test_hint_that_is_html_on_purpose_stays_html():
    class Hinted(forms.Form):
        text = forms.CharField(help_text=mark_safe("See <a href='/help/'>help</a>"))

    assert drawn(Hinted()).xpath("//div[@id='id_text-hint']/a/@href") == ["/help/"]


def test_one_question_page_has_its_question_as_heading():
    class One(forms.Form):
        page_heading = "ready"
        ready = forms.ChoiceField(label="Are you ready?", choices=CHOICES, widget=forms.RadioSelect)

    (heading,) = drawn(One()).xpath("//legend/h1")
    assert heading.text_content().strip() == "Are you ready?"


def test_fields_appear_under_the_answer_that_asks_for_them():
    class Revealing(forms.Form):
        reveals = {"ready": {"y": ["when"]}}  # noqa: RUF012
        item_hints = {"ready": {"n": "That is fine"}}  # noqa: RUF012
        ready = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
        when = DayField(required=False)

    tree = drawn(Revealing())

    (shown,) = tree.xpath("//input[@name='when_day']")
    assert any("govuk-radios__conditional" in (e.get("class") or "") for e in shown.iterancestors())
    assert "That is fine" in tree.text_content()


def test_question_without_choices_says_so():
    class Empty(forms.Form):
        groups = forms.MultipleChoiceField(label="Groups", choices=[], widget=forms.CheckboxSelectMultiple)

    tree = drawn(Empty())

    assert "Groups" in tree.text_content()
    assert "nothing to choose from" in tree.text_content()
    assert not tree.xpath("//*[@data-module='govuk-checkboxes']")


def test_summary_stands_once_when_the_page_showed_it():
    from frontdoor.ground.rendering import error_list  # noqa: PLC0415

    form = Everything({})
    assert error_list(form)

    assert not drawn(form).xpath("//*[contains(@class, 'govuk-error-summary')]")


class Dated(forms.Form):
    """One date."""

    day = DayField(label="Start date", required=False)


def typed(day, month, year):
    return Dated({"day_day": day, "day_month": month, "day_year": year})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("21", "11", "2026"), date(2026, 11, 21)),
        (("1", "June", "2026"), date(2026, 6, 1)),
        ((" 01 ", "sept", "2026"), date(2026, 9, 1)),
        (("29", "2", "2028"), date(2028, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_date_is_read(parts, expected):
    form = typed(*parts)

    assert form.is_valid()
    assert form.cleaned_data["day"] == expected


@pytest.mark.parametrize(
    ("parts", "sentence", "wrong"),
    [
        (("", "11", "2026"), "Start date must include a day", ["day_day"]),
        (("1", "", ""), "Start date must include a month and year", ["day_month", "day_year"]),
        (("30", "2", "2026"), "Start date must be a real date", ["day_day", "day_month", "day_year"]),
        (("one", "2", "2026"), "Start date must be a real date", ["day_day", "day_month", "day_year"]),
        (("1", "2", "26"), "Year must be 4 numbers, for example 2026", ["day_year"]),
        (("1", "2", "٢٠٢٦"), "Year must be 4 numbers, for example 2026", ["day_year"]),
        (("1", "2", "0000"), "Start date must be a real date", ["day_day", "day_month", "day_year"]),
    ],
)
def test_wrong_date_gets_a_sentence_and_its_boxes_are_marked(parts, sentence, wrong):
    form = typed(*parts)

    assert form.errors["day"] == [sentence]
    tree = drawn(form)
    assert tree.xpath("//input[contains(@class, 'govuk-input--error')]/@name") == wrong
    (link,) = tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    assert link == f"#id_{wrong[0]}"


def test_date_that_is_wanted_says_so():
    class Wanted(forms.Form):
        day = DayField(label="Start date")

    assert "Enter start date" in drawn(Wanted({})).text_content()


def test_date_that_is_known_fills_the_boxes():
    tree = drawn(Dated(initial={"day": date(2026, 11, 21)}))

    assert tree.xpath("//input/@value") == ["21", "11", "2026"]


def test_file_is_taken():
    form = Everything({}, {"file": SimpleUploadedFile("a.csv", b"x")})

    assert "file" not in form.errors
