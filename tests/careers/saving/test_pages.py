"""Saving careers and quiz results: one press, in the browser or in the account, and gone when asked."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from lxml import html

from frontdoor.careers.models import Saved
from frontdoor.careers.quiz.statements import quiz
from frontdoor.careers.saving import actions, cookie
from frontdoor.careers.saving.kept import MOST, Kept, Result
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from tests.careers.factories import CareerFactory
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def florist(db):
    return CareerFactory(
        slug="florist", title="Florist", overview="You sell flowers. People smile.", traits={"doer": 3}
    )


@pytest.fixture
def visitor():
    """A browser that is checked for the tokens of forms, as every real one is."""
    return Client(enforce_csrf_checks=True)


def said(answer) -> str:
    return " ".join(html.document_fromstring(answer.content).xpath("//main")[0].text_content().split())


def token(answer) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())[1]


def save(client, slug="florist", **data):
    return client.post(f"/saved/add/{slug}/", data, headers=HERE)


# --- One press ------------------------------------------------------------------------------------------------------------
def test_press_on_a_page_for_everyone_saves_at_once(visitor, florist):
    answer = save(visitor)

    assert answer["Location"] == "/saved/"
    shown = said(visitor.get("/saved/"))
    assert "Florist is saved." in shown
    assert "You sell flowers." in shown
    assert "People smile" not in shown


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
def test_press_that_may_come_from_elsewhere_is_asked_about(visitor, florist, headers):
    asked = visitor.post("/saved/add/florist/", headers=headers)

    assert asked.status_code == 200
    assert "Save Florist?" in said(asked)
    assert cookie.NAME not in visitor.cookies

    visitor.post("/saved/add/florist/", {"csrfmiddlewaretoken": token(asked)})
    assert "Florist" in said(visitor.get("/saved/"))


def test_wrong_token_is_refused(visitor, florist):
    assert visitor.post("/saved/add/florist/", {"csrfmiddlewaretoken": "x" * 32}).status_code == 403
    assert cookie.NAME not in visitor.cookies


@pytest.mark.parametrize("path", ["add-result", "remove", "keep", "clear"])
def test_other_forms_need_their_token(visitor, path):
    assert visitor.post(f"/saved/{path}/", headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_opening_the_page_saves_nothing(client, florist):
    client.get("/saved/add/florist/")

    assert cookie.NAME not in client.cookies


def test_double_click_saves_once(client, florist):
    save(client)
    save(client)

    assert said(client.get("/saved/")).count("You sell flowers.") == 1


def test_career_that_is_not_there_is_not_found(client, db):
    assert save(client, "no-such-career").status_code == 404


def test_from_the_quiz_one_comes_back_to_the_quiz(client, florist):
    client.post("/careers/quiz/", {"mend": "2"})

    answer = save(client, back="quiz")

    assert answer["Location"] == "/careers/quiz/result/#florist"
    assert "Saved" in said(client.get("/careers/quiz/result/"))


def test_sixty_first_is_refused_kindly_and_nothing_is_lost(client, florist):
    slugs = [CareerFactory(slug=f"career-{n}", title=f"Career {n}").slug for n in range(MOST)]
    for slug in slugs:
        save(client, slug)

    answer = client.post("/saved/add/florist/", headers=HERE, follow=True)

    assert "Remove one, then save this one" in said(answer)
    assert len(html.document_fromstring(answer.content).cssselect(".saved")) == MOST


def test_results_too_large_for_a_cookie_are_refused_kindly(client, florist):
    """Twenty long careers put aside in each of many results would not fit, and a browser would drop it all in silence."""
    aside = tuple(f"{'long-name-of-a-career' * 2}-{n:02}" for n in range(20))
    codes = [f"1.{'abcde'[n % 5]}{'edcba'[n // 5 % 5]}{'abcde'[n // 25]}" for n in range(50)]
    kept = Kept(results=tuple(Result(code, tuple(f"{code[2:]}{one}" for one in aside), NOW.date()) for code in codes))
    client.cookies[cookie.NAME] = cookie.value(kept)

    answer = client.post("/saved/add/florist/", headers=HERE, follow=True)

    assert "Remove one, then save this one" in said(answer)
    assert "Florist is saved" not in said(answer)


# --- How long ---------------------------------------------------------------------------------------------------------------
def test_kept_until_the_browser_is_closed_unless_the_box_is_ticked(client, florist):
    save(client)
    assert client.cookies[cookie.NAME]["max-age"] == ""

    client.post("/saved/keep/", {"keep": "on"})
    assert client.cookies[cookie.NAME]["max-age"] == timedelta(days=30).total_seconds()
    assert "stay on this device for 30 days" in said(client.get("/saved/"))

    client.post("/saved/keep/", {})
    assert client.cookies[cookie.NAME]["max-age"] == ""


def test_after_thirty_days_nothing_is_left_even_if_a_browser_kept_the_cookie(client, florist):
    with time_machine.travel(NOW, tick=False) as clock:
        save(client)
        clock.shift(timedelta(days=29))
        assert "Florist" in said(client.get("/saved/"))

        clock.shift(timedelta(days=2))
        assert "Nothing saved yet" in said(client.get("/saved/"))


def test_cookie_is_signed_and_out_of_reach_of_script(client, florist, settings):
    settings.HTTPS = True
    morsel = save(client).cookies[cookie.NAME]

    assert morsel["httponly"]
    assert morsel["secure"]
    assert morsel["samesite"] == "Lax"
    client.cookies[cookie.NAME] = morsel.value[:-2] + "xx"
    assert "Nothing saved yet" in said(client.get("/saved/"))


def test_looking_sets_no_cookie_of_ours(client, florist):
    client.get("/saved/")
    client.get("/saved/clear/")

    assert cookie.NAME not in client.cookies


# --- Taking away ------------------------------------------------------------------------------------------------------------
def test_remove_takes_one_away(client, florist):
    CareerFactory(slug="baker", title="Baker")
    save(client)
    save(client, "baker")

    client.post("/saved/remove/", {"career": "florist"})
    client.post("/saved/remove/", {"career": "florist"})

    shown = said(client.get("/saved/"))
    assert "You invent things all day." in shown
    assert "You sell flowers." not in shown


def test_two_tabs_do_not_undo_each_other(client, florist):
    """Each sends one change; what the other did meanwhile stays."""
    CareerFactory(slug="baker", title="Baker")
    save(client, "baker")
    client.get("/saved/")  # tab one shows baker
    save(client)  # tab two saves florist
    client.post("/saved/remove/", {"career": "baker"})  # tab one knows nothing of florist

    assert "Florist" in said(client.get("/saved/"))


def test_clear_takes_everything_and_the_cookie(client, florist):
    save(client)
    client.post("/careers/quiz/", {"mend": "2"})

    answer = client.post("/saved/clear/")

    assert answer.cookies[cookie.NAME]["max-age"] == 0
    assert "Nothing saved yet" in said(client.get("/saved/"))


def test_career_that_is_no_longer_there_is_left_out(client, florist):
    save(client)
    florist.delete()

    assert "Nothing saved yet" in said(client.get("/saved/"))


# --- Quiz results -----------------------------------------------------------------------------------------------------------
def test_quiz_result_is_saved_opened_and_removed(client, florist):
    client.post("/careers/quiz/", {"mend": "2"})
    client.post("/saved/add-result/", {"keep": "on"})
    assert client.cookies[cookie.NAME]["max-age"]
    client.post("/careers/quiz/again/")

    page = client.get("/saved/")
    assert "Doer" in said(page)
    code = html.document_fromstring(page.content).xpath("//button[@name='result']/@value")[0]
    assert client.post("/careers/quiz/open/", {"result": code})["Location"] == "/careers/quiz/result/"
    assert "Florist" in said(client.get("/careers/quiz/result/"))

    client.post("/saved/remove/", {"result": code})
    assert "Nothing saved yet" in said(client.get("/saved/"))


def test_no_result_is_saved_when_nothing_was_answered(client, db):
    assert client.post("/saved/add-result/")["Location"] == "/careers/quiz/result/"
    assert cookie.NAME not in client.cookies


def test_result_of_an_older_quiz_is_not_shown(client, db):
    client.cookies[cookie.NAME] = cookie.value(Kept(results=(Result("0.eee", (), NOW.date()),)))

    assert "Nothing saved yet" in said(client.get("/saved/"))
    assert quiz().version > 0


# --- With an account --------------------------------------------------------------------------------------------------------
def test_account_keeps_things_in_rows_and_the_browser_none(amina, signed_in, florist):
    client = signed_in(amina)
    save(client)
    save(client)

    assert [(row.user, row.career) for row in Saved.objects.all()] == [(amina, florist)]
    assert cookie.NAME not in client.cookies
    assert "Florist" in said(signed_in(amina).get("/saved/"))
    assert "in your account" in said(client.get("/saved/"))


def test_nobody_sees_or_touches_what_another_saved(amina, bryn, signed_in, florist):
    client, other = signed_in(amina), signed_in(bryn)
    client.post("/careers/quiz/", {"mend": "2"})
    client.post("/saved/add-result/")
    save(client)
    code = Saved.objects.exclude(code="").get().code

    assert "Nothing saved yet" in said(other.get("/saved/"))
    assert other.post("/careers/quiz/open/", {"result": code}).status_code == 404
    for data in ({"career": "florist"}, {"result": code}):
        other.post("/saved/remove/", data)
    other.post("/saved/clear/")

    assert Saved.objects.filter(user=amina).count() == 2


def test_removing_and_clearing_in_an_account(amina, signed_in, florist):
    client = signed_in(amina)
    save(client)
    client.post("/careers/quiz/", {"mend": "2"})
    client.post("/saved/add-result/")
    client.post("/saved/add-result/")
    assert Saved.objects.count() == 2

    client.post("/saved/remove/", {"career": "florist"})
    assert [row.code for row in Saved.objects.all()] == ["1.e"]

    client.post("/saved/clear/")
    assert not Saved.objects.exists()


def test_account_has_an_end_too(amina, florist, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    actions.save_career(by=amina, career=florist, now=NOW)

    actions.save_career(by=amina, career=florist, now=NOW)
    with pytest.raises(Refused):
        actions.save_result(by=amina, code="1.e", aside=(), now=NOW)
    with pytest.raises(Refused):
        actions.save_career(by=amina, career=CareerFactory(), now=NOW)


def test_what_was_saved_comes_along_at_sign_in_and_leaves_the_device(client, florist):
    person = UserFactory()
    save(client)
    client.post("/careers/quiz/", {"mend": "2"})
    client.post("/saved/add-result/")
    client.post("/saved/keep/", {"keep": "on"})

    client.post("/account/login/", {"login": person.email, "password": PASSWORD})

    assert {(row.career and row.career.slug, row.code) for row in person.saved.all()} == {
        ("florist", ""),
        (None, "1.e"),
    }
    assert not client.cookies[cookie.NAME]["max-age"]
    left = cookie.read(type("Request", (), {"COOKIES": {cookie.NAME: client.cookies[cookie.NAME].value}}))
    assert left == Kept(code="1.e")
    assert "Florist" in said(client.get("/saved/"))


def test_what_was_saved_comes_along_into_a_new_account(client, florist):
    save(client)
    client.post("/account/signup/", {"email": "new@people.example", "password1": "a long enough word for it"})
    assert not Saved.objects.exists()

    letter = Letter.objects.get(to="new@people.example").text
    client.post("/account/confirm-email/", {"code": re.search(r"^([A-Z0-9-]{6,11})$", letter, re.MULTILINE)[1]})

    assert [(row.user.email, row.career) for row in Saved.objects.all()] == [("new@people.example", florist)]
    assert client.cookies[cookie.NAME]["max-age"] == 0


def test_coming_along_twice_changes_nothing(amina, florist):
    kept = Kept(careers=("florist", "gone"), results=(Result("1.e", (), NOW.date()),))

    actions.carry(by=amina, kept=kept, now=NOW)
    actions.carry(by=amina, kept=kept, now=NOW)

    assert Saved.objects.filter(user=amina).count() == 2


def test_sign_in_with_nothing_saved_changes_nothing(client, db):
    person = UserFactory()

    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD})

    assert cookie.NAME not in answer.cookies
    assert not Saved.objects.exists()


def test_what_is_saved_goes_with_the_account_and_leaves_no_history(amina, florist):
    actions.save_career(by=amina, career=florist, now=NOW)

    amina.delete()

    assert not Saved.objects.exists()
    assert not hasattr(Saved, "pgh_event_models")


@pytest.mark.parametrize("number", [1, 5])
def test_saved_page_costs_the_same_at_any_length(client, number, django_assert_num_queries):
    for career in CareerFactory.create_batch(number):
        save(client, career.slug)

    with django_assert_num_queries(1):
        client.get("/saved/")


@pytest.mark.parametrize("number", [1, 5])
def test_saved_page_of_an_account_costs_the_same_at_any_length(amina, signed_in, number, django_assert_num_queries):
    client = signed_in(amina)
    for career in CareerFactory.create_batch(number):
        save(client, career.slug)
    client.get("/saved/")

    with django_assert_num_queries(6):  # session, person, role; saved careers, their words; saved results
        client.get("/saved/")
