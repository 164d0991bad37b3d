"""The cookies page lists every cookie that is ever set, sets none itself, and deletes."""

import re

from django.conf import settings
from lxml import html

from frontdoor.home import content

LISTED = {row["name"] for row in content.read("cookies")["cookies"]}


def test_page_without_cookies_sets_none(client):
    answer = client.get("/cookies/")

    assert not answer.cookies
    assert b"<form" not in html.tostring(html.document_fromstring(answer.content).xpath("//main")[0])


def test_every_cookie_that_pages_set_is_listed(client, dee, signed_in):
    client.get("/feedback/")
    client.post(
        "/reading-settings/", dict.fromkeys(["space", "lines", "contrast", "listen"], "usual") | {"size": "large"}
    )
    client.get("/account/login/")
    client.post("/careers/quiz/", {"mend": "2"})
    staff = signed_in(dee)
    staff.post("/feedback/list/")

    assert set(client.cookies) | set(staff.cookies) <= LISTED
    assert {"reading", "saved", "csrftoken", "session"} <= set(client.cookies) | set(staff.cookies)


def test_every_note_that_a_script_keeps_in_the_browser_is_listed(client):
    scripts = "".join(file.read_text() for file in (settings.BASE_DIR / "static" / "js").glob("*.js"))
    kept = set(re.findall(r"KEY = '([^']+)'", scripts))
    assert scripts.count(".setItem(") == scripts.count(".setItem(KEY,") == 1
    assert "sessionStorage" not in scripts
    assert "indexedDB" not in scripts

    shown = html.document_fromstring(client.get("/cookies/").content)

    assert kept == {row["name"] for row in content.read("cookies")["notes"]} == set(shown.xpath("//@data-note"))
    assert "a browser without script never has it" in shown.text_content()
    assert shown.xpath("//*[@data-note]/@hidden")  # nothing to press where no script can act


def test_delete_removes_one_cookie(client):
    client.cookies["reading"] = "size-large"

    answer = client.post("/cookies/delete/", {"name": "reading"})

    assert answer.cookies["reading"]["max-age"] == 0
    assert set(answer.cookies) == {"reading"}


def test_deleting_the_session_signs_out(amina, signed_in):
    client = signed_in(amina)

    client.post("/cookies/delete/", {"name": "all"})

    assert client.get("/account/email/").status_code == 302


def test_name_that_is_not_ours_is_not_found(client):
    assert client.post("/cookies/delete/", {"name": "somebody-elses"}).status_code == 404


def test_delete_button_stands_only_by_a_cookie_that_is_there(client):
    client.cookies["reading"] = "size-large"

    main = html.document_fromstring(client.get("/cookies/").content).xpath("//main")[0]

    assert main.xpath(".//form[.//input[@name='name']]//input[@name='name']/@value") == ["reading", "all"]
