"""What a letter says, in text and in HTML."""

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist

from frontdoor.letters.writing import write

CONTEXT = {"school": "Saint <Mary>'s & Co", "name": "O'Brien"}


def test_text_is_not_escaped_and_html_is():
    words = write("test-note", CONTEXT)
    assert words.subject == "A note for Saint <Mary>'s & Co"
    assert "Hello O'Brien," in words.text
    assert "<Mary>" not in words.html
    assert "Saint &lt;Mary&gt;" in words.html


def test_letter_says_who_it_is_from_why_it_came_and_how_to_get_help(settings):
    words = write("test-note", CONTEXT)
    for said in (words.text, words.html):
        assert "This letter is from" in said
        assert "You got it because Saint" in said
        assert f"{settings.SITE_URL}/help/" in said


def test_only_a_learners_letter_ends_with_worried_or_not_safe():
    learners, others = write("test-learner", {}), write("test-note", CONTEXT)
    assert learners.text.rstrip().splitlines()[-1].startswith("Worried or not safe? http")
    assert "Worried or not safe?" in learners.html
    assert "Worried" not in others.text + others.html


def test_html_without_a_template_of_its_own_says_the_same_words(settings):
    html = write("test-note", CONTEXT).html
    assert "<p>Two lines<br>in one paragraph.</p>" in html
    assert "<li>first</li>" in html
    assert f'<a class="button" href="{settings.SITE_URL}/somewhere/">Open the page</a>' in html


def test_only_our_own_addresses_become_buttons():
    html = write("test-note", {"school": "S", "name": "x\n\nhttp://bad.example/\n\ny"}).html
    assert 'href="http://bad.example' not in html


@pytest.mark.parametrize("after", [".evil.example/x", "/out/"])
def test_an_address_that_a_person_typed_is_not_a_button(after):
    typed = f"x\n\n{settings.SITE_URL}{after}\n\ny"
    html = write("test-note", {"school": "S", "name": typed}).html
    assert f'href="{settings.SITE_URL}{after}' not in html
    assert f'class="button" href="{settings.SITE_URL}/somewhere/"' in html


def test_own_html_template_is_used():
    assert "Own <strong>page</strong> for O&#39;Brien" in write("test-own", CONTEXT).html


def test_template_without_subject_is_refused():
    with pytest.raises(ValueError, match="must begin with a Subject: line"):
        write("test-headless", {})


def test_missing_template_is_named():
    with pytest.raises(TemplateDoesNotExist, match="no-such-letter"):
        write("no-such-letter", {})


def test_condition_that_says_nothing_leaves_no_gap():
    words = write("test-note", CONTEXT)
    assert "\n\n\n" not in words.text
    assert "<p></p>" not in words.html


KINDS = sorted(
    path
    for path in (settings.BASE_DIR / "templates" / "letters").glob("*.txt")
    if path.stem not in {"frame", "reminder-end"}  # parts of others
)


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_each_letter_has_a_subject_and_says_why_it_came(path):
    head = path.read_text().partition("\n\n")[0]
    assert "Subject: " in head
    assert "\nWhy: " in head
