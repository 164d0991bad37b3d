"""Every way in, over HTTP, and what each answer gives away."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import allauth
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.organisations.invented.actions import make_invented
from frontdoor.people.adapter import CHANGES, LETTERS
from frontdoor.people.models import User
from tests.factories import PASSWORD, UserFactory

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
NEW = "three words apart"


def code_to(email: str) -> str:
    letter = Letter.objects.filter(to=email).latest("pk")
    return re.search(r"^([A-Z0-9-]{6,11})$", letter.text, re.MULTILINE)[1]


def number(secret: str, when: datetime = NOW) -> str:
    return format_hotp_value(hotp_value(secret, int(when.timestamp()) // 30))


def post(client, name, data=None, **more):
    return client.post(reverse(name), data or {}, **more)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def sam(db) -> User:
    """A person without a role."""
    return UserFactory(email="sam@people.example")


def test_password_signs_in(client, sam):
    answer = post(client, "account_login", {"login": "Sam@people.example", "password": PASSWORD})

    assert answer["Location"] == "/to-do/"
    assert is_in(client)


def test_a_wrong_password_says_so_for_a_member_and_a_stranger_alike(client, sam):
    member, stranger = (
        post(client, "account_login", {"login": email, "password": "wrong wrong"}).content.decode()
        for email in (sam.email, "nobody@people.example")
    )

    assert "Your email address or password is not right" in member
    plain = [re.sub(r'(csrfmiddlewaretoken" value="|value=")[^"]*', "", page) for page in (member, stranger)]
    assert plain[0] == plain[1]


def test_the_sixth_wrong_password_is_told_to_wait(client, sam):
    for _ in range(5):
        post(client, "account_login", {"login": sam.email, "password": "wrong wrong"})

    page = post(client, "account_login", {"login": sam.email, "password": PASSWORD}).content.decode()

    assert "You have tried too many times" in page
    assert not is_in(client)


def test_an_emailed_code_signs_in(client, sam):
    assert post(client, "account_request_login_code", {"email": sam.email})["Location"].endswith("/login/code/confirm/")

    answer = post(client, "account_confirm_login_code", {"code": code_to(sam.email)})

    assert answer["Location"] == "/to-do/"
    assert is_in(client)


@pytest.mark.parametrize("by", ["password", "code"])
def test_closing_the_browser_signs_out(client, sam, by):
    """A cookie without an age is dropped when the browser closes: many computers are shared."""
    if by == "password":
        answer = post(client, "account_login", {"login": sam.email, "password": PASSWORD})
    else:
        post(client, "account_request_login_code", {"email": sam.email})
        answer = post(client, "account_confirm_login_code", {"code": code_to(sam.email)})

    assert is_in(client)
    assert (answer.cookies["session"]["max-age"], answer.cookies["session"]["expires"]) == ("", "")


def test_asking_for_a_code_gives_a_stranger_and_a_member_the_same_answer(client, sam):
    answers = []
    for email in (sam.email, "nobody@people.example"):
        client.cookies.clear()
        asked = post(client, "account_request_login_code", {"email": email})
        page = client.get(asked["Location"]).content.decode()
        answers.append(
            (asked.status_code, asked["Location"], re.sub(r'value="[^"]{20,}"', "", page.replace(email, "")))
        )

    assert answers[0] == answers[1]
    assert Letter.objects.get(to="nobody@people.example").kind == "account-unknown"


def test_a_code_works_for_15_minutes_and_three_tries(client, sam):
    with time_machine.travel(NOW, tick=False) as clock:
        post(client, "account_request_login_code", {"email": sam.email})
        clock.shift(timedelta(minutes=15, seconds=1))
        post(client, "account_confirm_login_code", {"code": code_to(sam.email)})
        assert not is_in(client)

        post(client, "account_request_login_code", {"email": sam.email})
        for _ in range(3):
            post(client, "account_confirm_login_code", {"code": "WRONG1"})
        post(client, "account_confirm_login_code", {"code": code_to(sam.email)})
        assert not is_in(client)


@pytest.mark.parametrize("way", ["account_request_login_code", "account_reset_password"])
def test_a_wrong_emailed_code_is_told_to_look_in_the_letter(client, sam, way):
    asked = post(client, way, {"email": sam.email})

    page = client.post(asked["Location"], {"code": "WRONG1"}).content.decode()

    assert "This code is not right. Look for the code in the newest letter" in page
    assert "your app" not in page


def test_signing_up_confirms_the_address_by_code(client, db):
    answer = post(client, "account_signup", {"email": "New@people.example", "password1": NEW})
    assert answer["Location"].endswith("/confirm-email/")
    assert not is_in(client)

    answer = post(client, "account_email_verification_sent", {"code": code_to("new@people.example")})

    assert is_in(client)
    assert User.objects.get(email="new@people.example").emailaddress_set.get().verified


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner(client, sam):
    known = post(client, "account_signup", {"email": sam.email, "password1": NEW})
    known_page = client.get(known["Location"]).content.decode().replace(sam.email, "")
    client.cookies.clear()
    new = post(client, "account_signup", {"email": "new@people.example", "password1": NEW})
    new_page = client.get(new["Location"]).content.decode().replace("new@people.example", "")

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert re.sub(r'value="[^"]{20,}"', "", known_page) == re.sub(r'value="[^"]{20,}"', "", new_page)
    assert Letter.objects.get(to=sam.email).kind == "account-exists"
    sam.refresh_from_db()
    assert sam.check_password(PASSWORD)


def test_a_short_password_is_refused_with_a_sentence(client, db):
    page = post(client, "account_signup", {"email": "new@people.example", "password1": "short"}).content.decode()

    assert "There is a problem" in page
    assert not User.objects.exists()


def test_a_forgotten_password_is_chosen_anew_with_a_code(client, sam):
    assert post(client, "account_reset_password", {"email": sam.email})["Location"].endswith("/password/reset/confirm/")
    post(client, "account_confirm_password_reset_code", {"code": code_to(sam.email)})

    post(client, "account_complete_password_reset", {"password1": NEW})

    sam.refresh_from_db()
    assert sam.check_password(NEW)
    assert "account-changed" in Letter.objects.filter(to=sam.email).values_list("kind", flat=True)


def test_resetting_gives_a_stranger_and_a_member_the_same_answer(client, sam):
    answers = []
    for email in (sam.email, "nobody@people.example"):
        client.cookies.clear()
        asked = post(client, "account_reset_password", {"email": email})
        page = client.get(asked["Location"]).content.decode()
        answers.append(
            (asked.status_code, asked["Location"], re.sub(r'value="[^"]{20,}"', "", page.replace(email, "")))
        )

    assert answers[0] == answers[1]


# --- The second step ------------------------------------------------------------------------------------------------
@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def real(settings):
    """Outside demo mode."""
    settings.DEMO = False


def password_in(client, user):
    return post(client, "account_login", {"login": user.email, "password": PASSWORD})


def set_up(client) -> str:
    """Set up an app; its secret. Needs real transactions: allauth tells of it on commit."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    post(client, "mfa_activate_totp", {"code": number(secret)})
    return secret


def test_staff_without_an_app_are_led_to_set_one_up_and_can_do_nothing_else(client, amina, here, frozen, real):
    password_in(client, amina)

    for path in ("/to-do/", reverse("organisations:members", args=[here.pk]), "/", "/account/password/change/"):
        assert client.get(path)["Location"].startswith(reverse("mfa_activate_totp"))
    gone = client.post(reverse("organisations:leave", args=[amina.memberships.get().pk]))
    assert gone["Location"].startswith(reverse("mfa_activate_totp"))
    assert amina.memberships.get().ended_at is None
    htmx = client.get("/to-do/", headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"].startswith(reverse("mfa_activate_totp"))
    assert client.get("/help/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_up_shows_a_picture_that_the_policy_allows_then_ten_codes(client, amina, frozen, real):
    password_in(client, amina)
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]

    set_up(client)

    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert len(re.findall(r"<li><code>", codes)) == 10
    assert client.get("/to-do/").status_code == 200


def test_a_wrong_number_sets_nothing_up(client, amina, frozen, real):
    password_in(client, amina)
    client.get(reverse("mfa_activate_totp"))

    page = post(client, "mfa_activate_totp", {"code": "000000"}).content.decode()

    assert "This code is not right" in page
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by", ["password", "code"])
def test_staff_with_an_app_are_asked_for_its_number_whichever_way_they_come(client, amina, frozen, real, by):
    password_in(client, amina)
    secret = set_up(client)
    post(client, "account_logout")
    frozen.shift(60)

    if by == "password":
        answer = password_in(client, amina)
    else:
        post(client, "account_request_login_code", {"email": amina.email})
        answer = post(client, "account_confirm_login_code", {"code": code_to(amina.email)})

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    post(client, "mfa_authenticate", {"code": number(secret, NOW + timedelta(seconds=60))})
    assert is_in(client)
    assert client.get("/to-do/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_printed_code_works_once(client, amina, frozen, real):
    password_in(client, amina)
    set_up(client)
    codes = re.findall(r"<li><code>([^<]+)<", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    for expected in (True, False):
        post(client, "account_logout")
        password_in(client, amina)
        post(client, "mfa_authenticate", {"code": codes[0]})
        assert is_in(client) is expected


def test_an_older_session_without_the_step_is_asked_for_it(client, amina, frozen, real, signed_in):
    client.force_login(amina)  # a session from before amina had a role
    signed_in(amina)  # elsewhere, an app is set up

    assert client.get("/to-do/")["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.django_db(transaction=True)
def test_staff_cannot_remove_their_app(client, amina, frozen, real):
    password_in(client, amina)
    set_up(client)

    page = post(client, "mfa_deactivate_totp").content.decode()

    assert "needs a second step" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_people_without_a_role_and_demo_mode_need_no_second_step(client, sam, amina, settings):
    settings.DEMO = False
    password_in(client, sam)
    assert client.get("/to-do/").status_code == 200
    post(client, "account_logout")

    settings.DEMO = True
    password_in(client, amina)
    assert client.get("/to-do/").status_code == 200


def test_losing_the_last_role_ends_the_demand(client, amina, hana, here, real):
    client.force_login(amina)
    amina.memberships.update(ended_at=NOW)

    assert client.get("/to-do/").status_code == 200


# --- Idle -----------------------------------------------------------------------------------------------------------
def test_a_personal_account_is_signed_out_after_30_idle_minutes_with_a_sentence(client, sam, frozen):
    password_in(client, sam)
    client.get("/to-do/")
    frozen.shift(timedelta(minutes=30))

    answer = client.get("/to-do/")

    assert answer["Location"] == reverse("account_login")
    assert "nothing happened for 30 minutes" in client.get(answer["Location"]).content.decode()
    assert not is_in(client)


def test_a_page_within_30_minutes_keeps_it_signed_in(client, sam, frozen):
    password_in(client, sam)
    for _ in range(3):
        frozen.shift(timedelta(minutes=29))
        assert client.get("/to-do/").status_code == 200


def test_stay_signed_in_counts_as_a_page(client, sam, frozen):
    password_in(client, sam)
    client.get("/to-do/")
    frozen.shift(timedelta(minutes=29))
    assert client.post(reverse("people:stay"), headers={"Accept": "text/plain"}).status_code == 204
    frozen.shift(timedelta(minutes=29))

    assert client.get("/to-do/").status_code == 200


def test_an_idle_post_changes_nothing(client, sam, frozen):
    password_in(client, sam)
    client.get("/to-do/")
    frozen.shift(timedelta(minutes=31))

    post(client, "account_change_password", {"oldpassword": PASSWORD, "password1": NEW})

    sam.refresh_from_db()
    assert sam.check_password(PASSWORD)


def test_only_personal_accounts_get_the_warning(client, sam, amina, frozen):
    password_in(client, sam)
    assert 'id="idle"' in client.get("/to-do/").content.decode()
    post(client, "account_logout")

    password_in(client, amina)
    assert 'id="idle"' not in client.get("/to-do/").content.decode()
    frozen.shift(timedelta(hours=2))
    assert client.get("/to-do/").status_code == 200


# --- All of allauth's letters and pages are ours -------------------------------------------------------------------
def test_every_letter_that_allauth_may_send_has_words_of_ours():
    folder = Path(allauth.__file__).parent / "templates"
    theirs = {
        f"{path.relative_to(folder)}".removesuffix("_subject.txt")
        for part in ("account", "mfa")
        for path in (folder / part / "email").glob("*_subject.txt")
    }
    not_used = {
        "account/email/password_reset_key",  # we reset by code
        "mfa/email/webauthn_added",  # no passkeys yet
        "mfa/email/webauthn_removed",
    }
    assert theirs - not_used == set(LETTERS)
    assert set(CHANGES) == {prefix for prefix, kind in LETTERS.items() if kind == "account-changed"}


def test_no_page_of_an_account_carries_an_address_in_its_own_address(client, sam):
    """Codes and addresses stay in the session and in posted forms."""
    for name, data in (
        ("account_request_login_code", {"email": sam.email}),
        ("account_reset_password", {"email": sam.email}),
        ("account_signup", {"email": "new@people.example", "password1": NEW}),
    ):
        assert "people.example" not in post(client, name, data)["Location"]
        assert "%40" not in post(client, name, data)["Location"]
        client.cookies.clear()


def test_demo_people_sign_in_with_the_demo_password(client, db, settings):
    make_invented()

    post(client, "account_login", {"login": "head@demo.frontdoor.example", "password": settings.DEMO_PASSWORD})

    assert is_in(client)
