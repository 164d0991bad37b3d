"""The mailbox of the demo."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.models import Letter
from tests.letters.test_queue import make

NOW = timezone.now()


@pytest.mark.django_db
def test_mailbox_shows_the_newest_first_and_filters_by_receiver(client):
    make(key="1", to="amina@school.example", context={"school": "First"})
    make(key="2", to="cora@school.example", context={"school": "Second"})
    said = client.get(reverse("letters:mailbox")).text
    assert 0 < said.index("A note for Second") < said.index("A note for First")
    said = client.get(reverse("letters:mailbox"), {"to": "AMINA"}).text
    assert "A note for First" in said
    assert "A note for Second" not in said


@pytest.mark.django_db
def test_letter_opens_with_working_links(client):
    page = client.get(reverse("letters:letter", args=[make().pk])).text
    assert f'href="{settings.SITE_URL}/somewhere/"' in page
    assert "Hello Amina" in page


@pytest.mark.django_db
def test_letter_as_sent_allows_no_style_but_its_own(client):
    letter = make()
    answer = client.get(reverse("letters:as-sent", args=[letter.pk]))
    assert answer.text == letter.html
    policy = answer["Content-Security-Policy"]
    assert re.search(r"style-src 'sha256-[\w+/]{43}='(;|$)", policy)
    assert "unsafe" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 30])
def test_mailbox_costs_the_same_at_any_length(client, count, django_assert_num_queries):
    for number in range(count):
        make(key=str(number))
    with django_assert_num_queries(2):
        client.get(reverse("letters:mailbox"))


@pytest.mark.django_db
def test_letter_whose_words_were_deleted_still_shows(client):
    letter = make()
    Letter.objects.update(subject="", text="", html="", to="")
    assert "words were deleted" in client.get(reverse("letters:mailbox")).text
    assert client.get(reverse("letters:letter", args=[letter.pk])).status_code == 200


def test_mailbox_does_not_exist_outside_demo_mode():
    program = (
        "import django; django.setup()\n"
        "from django.urls import resolve, Resolver404\n"
        "for path in ('/mailbox/', '/mailbox', '/mailbox/1/', '/mailbox/1/as-sent/'):\n"
        "    try: resolve(path); print('there', path)\n"
        "    except Resolver404: print('gone', path)\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "frontdoor.settings",
        "FRONTDOOR_DEMO": "0",
        "FRONTDOOR_SECRET_KEY": "x" * 50,
        "FRONTDOOR_SITE_URL": "https://frontdoor.example",
        "FRONTDOOR_EMAIL_URL": "smtp://localhost",
    }
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.split() == [
        "gone",
        "/mailbox/",
        "gone",
        "/mailbox",
        "gone",
        "/mailbox/1/",
        "gone",
        "/mailbox/1/as-sent/",
    ]
