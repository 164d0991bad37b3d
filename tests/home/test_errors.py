"""What went wrong is said helpfully, also when the database is gone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import path
from lxml import html

from frontdoor.home import errors
from frontdoor.urls import *  # noqa: F403 this module stands in for the project's addresses


def fails(request):
    raise RuntimeError("as it happens")


def refuses(request):
    raise PermissionDenied


urlpatterns = [path("fails/", fails), path("refuses/", refuses), *urlpatterns]  # noqa: F405


@pytest.mark.urls("tests.home.test_errors")
def test_our_fault_needs_no_database():
    """Without the `db` mark a query is an error, for a visitor with a session too."""
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "x" * 32
    client.cookies["reading"] = "contrast-dark"

    answer = client.get("/fails/")

    body = answer.content.decode()
    assert answer.status_code == 500
    assert "Sorry, that went wrong" in body
    assert "read-contrast-dark" in body
    assert "as it happens" not in body


@pytest.mark.urls("tests.home.test_errors")
def test_refusal_says_why(client):
    answer = client.get("/refuses/")

    assert answer.status_code == 403
    assert "your role does not let you" in answer.content.decode()


def test_not_found_says_nothing_of_the_address(client):
    one, other = client.get("/no/such/page/1/"), client.get("/another/2/?q=name")

    assert one.status_code == other.status_code == 404
    assert one.content == other.content


@pytest.mark.parametrize("view", [errors.forbidden, errors.csrf_failure, errors.not_found, errors.broken])
def test_error_page_has_one_heading_and_ways_on(view):
    request = RequestFactory().get("/somewhere/")

    tree = html.document_fromstring(view(request).content)

    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//main//a[starts-with(@href, '/')]")
