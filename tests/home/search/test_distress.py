"""A query that may be a cry for help shows people to talk to, and leaves no trace."""

import pytest

from frontdoor.home.models import AskedMark
from frontdoor.home.search.distress import is_distress


@pytest.mark.parametrize(
    "typed",
    [
        "suicide",
        "I want to DIE",
        "kill myself",
        "killmyself",
        "i dont want to live",
        "I don't want to live",
        "self-harm",
        "my dad hits me",
    ],
)
def test_distress_is_noticed(typed):
    assert is_distress(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "tool and die maker",
        "pest killer",
        "hit the gym",
        "self employed",
        "diet",
        "skills",
        "kmsl",
        "undying love of maths",
        "",
    ],
)
def test_everyday_words_are_not_distress(typed):
    assert not is_distress(typed)


@pytest.mark.django_db
def test_people_to_talk_to_stand_above_the_results_and_nothing_is_kept(client, caplog):
    response = client.get("/search", {"q": "help me i want to kill myself"})

    body = response.content.decode()
    assert body.index("Talk to someone now") < body.index("tel:116123")
    assert "tel:08001111" in body
    assert response["Cache-Control"] == "private, no-store"
    assert not AskedMark.objects.exists()
    assert "kill" not in caplog.text


@pytest.mark.django_db
def test_distress_stays_out_of_the_title_and_gets_no_suggestions(client):
    body = client.get("/search", {"q": "want to die"}).content.decode()
    assert "die" not in body[body.index("<title") : body.index("</title>")]
    assert client.get("/search/suggestions/", {"q": "want to die"}).content.strip() == b""
