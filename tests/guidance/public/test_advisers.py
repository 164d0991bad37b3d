"""Only those who chose it and can be booked today are shown, with nothing that they did not choose."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from guidance.models import Adviser, Proof
from tests.factories import SchoolFactory
from tests.guidance.factories import ProofFactory, ServiceFactory, able_adviser, adviser_at
from tests.guidance.public.conftest import NOW, showing

pytestmark = pytest.mark.django_db
LIST = "/guidance/advisers/"


def at(adviser):
    return f"{LIST}{adviser.pk}/"


def words(answer):
    main = html.document_fromstring(answer.content.replace(b"<br>", b" ")).xpath("//main")[0]
    return " ".join(main.text_content().split())


def names(client, **query):
    tree = html.document_fromstring(client.get(LIST, query).content)
    return [" ".join(one.text_content().split()) for one in tree.cssselect(".careers__name")]


# --- Who is shown ----------------------------------------------------------------------------------------------------
def _not_public(adviser):
    Adviser.objects.filter(pk=adviser.pk).update(is_public=False)


def _proof_withdrawn(adviser):
    proof = adviser.proofs.get(kind="qualification")
    proof.ended_by, proof.ended_at, proof.ended_because = adviser.user, NOW, "It was another person's."
    proof.save()


def _dbs_over(adviser):
    Proof.objects.filter(adviser=adviser, kind="dbs").update(until=date(2026, 11, 22))


def _left(adviser):
    adviser.user.memberships.update(ended_at=NOW)


def _locked_out(adviser):
    adviser.user.is_active = False
    adviser.user.save(update_fields=["is_active"])


def _no_name(adviser):
    adviser.user.full_name = ""
    adviser.user.save(update_fields=["full_name"])


@pytest.mark.parametrize("happens", [_not_public, _proof_withdrawn, _dbs_over, _left, _locked_out, _no_name])
def test_who_is_no_longer_to_be_shown_is_gone_at_once(client, ada, happens):
    assert client.get(at(ada)).status_code == 200  # and whatever keeps pages has kept it
    assert names(client) == ["Ada Viser 00"]

    happens(ada)

    gone, never = client.get(at(ada)), client.get(f"{LIST}2000000000/")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert gone.content.replace(at(ada).encode(), b"") == never.content.replace(f"{LIST}2000000000/".encode(), b"")
    assert names(client) == []
    assert "Ada" not in client.get(LIST).content.decode()


def test_the_last_day_of_a_proof_is_a_day_on_which_they_are_shown(client, ada):
    with time_machine.travel(NOW.replace(year=2028, month=8, day=31), tick=False):
        assert client.get(at(ada)).status_code == 200
    with time_machine.travel(NOW.replace(year=2028, month=8, day=31) + timedelta(days=1), tick=False):
        assert client.get(at(ada)).status_code == 404


# --- What is shown ---------------------------------------------------------------------------------------------------
def test_the_page_says_who_they_are_what_they_know_and_who_checked_it(client, ada):
    said = words(client.get(at(ada)))

    for part in (
        "Ada Viser 00", "Invented Advisers Made up", "I was an engineer. Now I listen.",
        "Qualified at level 6, checked by Invented Advisers.", "Video call, Face to face",
        "English, British Sign Language and Polish", "Special educational needs and disabilities", "London and North West",
        "About Invented Advisers We listen.", "What personal guidance is, and what it is not", "ask your careers leader",
    ):  # fmt: skip
        assert part in said, part


def test_nothing_else_of_them_is_there(client, ada):
    for address in (at(ada), LIST):
        body = client.get(address).content.decode()
        assert ada.user.email not in body
        assert "DBS" not in body
        assert "Diploma" not in body
        assert "2028" not in body


def test_the_higher_of_two_qualifications_is_said(client, ada):
    ada.proofs.filter(kind="qualification").update(level=7)
    assert "Qualified at level 7" in words(client.get(at(ada)))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            "institution",
            "meets pupils and students of Herefield School. If you are one, book a meeting or ask the careers leader there.",
        ),
        ("adult-service", "meets adults."),
        ("council", "if Inventshire Council comes to you."),
    ],
)
def test_how_to_meet_them_depends_on_whom_they_work_for(client, here, council, kind, sentence):
    made = ServiceFactory(organisation__kind="adult-service") if kind == "adult-service" else None
    organisation = {"institution": here, "council": council}.get(kind) or made.organisation
    service = made or ServiceFactory(organisation=organisation)

    assert sentence in words(client.get(at(showing(service))))


def test_face_to_face_without_an_area_is_all_of_england_and_a_screen_has_no_area(client, service):
    face, screen = showing(service, 1, channels=["face-to-face"]), showing(service, 2, areas=["London"])

    assert "Meets people in All of England" in words(client.get(at(face)))
    assert "Meets people in" not in words(client.get(at(screen)))


def test_a_school_s_own_staff_are_where_their_school_is(client):
    school = SchoolFactory(name="Northern School", region="North East")
    adviser = showing(ServiceFactory(organisation=school), channels=["face-to-face"])

    assert "Meets people in" not in words(client.get(at(adviser)))
    assert "All of England" not in client.get(LIST).content.decode().split('class="careers"')[1]
    assert names(client, area="North East") == ["Ada Viser 00"]
    assert names(client, area="London") == []


# --- Finding ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ada Viser 00", "Ada Viser 01"]),
        ({"language": "pl"}, ["Ada Viser 00"]),
        ({"specialism": "send"}, ["Ada Viser 00"]),
        ({"channel": "video"}, ["Ada Viser 00", "Ada Viser 01"]),
        ({"channel": "phone"}, ["Ada Viser 01"]),
        ({"area": "London"}, ["Ada Viser 00", "Ada Viser 01"]),
        ({"area": "South West"}, ["Ada Viser 01"]),
        ({"language": "pl", "channel": "phone"}, []),
        ({"language": "klingon", "area": "Atlantis", "page": "many"}, ["Ada Viser 00", "Ada Viser 01"]),
    ],
)
def test_the_list_is_narrowed(client, ada, service, query, found):
    showing(service, 1, channels=["video", "phone"])

    assert names(client, **query) == found


def test_nothing_found_says_what_to_do(client, ada):
    said = words(client.get(LIST, {"language": "ur"}))
    assert "No adviser here fits all of that Take one filter away, or see all advisers." in said


def test_nobody_shown_yet_says_so(client):
    assert "No adviser is shown here yet" in words(client.get(LIST))


def test_a_long_list_is_turned(client, service):
    for number in range(21):
        showing(service, number)

    assert "21 advisers, page 1 of 2, by name" in words(client.get(LIST))
    assert names(client, page=2) == ["Ada Viser 20"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_as_often_for_thirty_as_for_one(client, number):
    for one in range(number):
        showing(ServiceFactory(), one)
    client.get(LIST)  # the adult service is kept

    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    assert len(asked) <= 2


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_asks_as_often_beside_thirty_as_alone(client, service, number):
    for one in range(number):
        showing(service, one)
    first = Adviser.objects.earliest("pk")
    client.get(LIST)  # the adult service is kept

    with CaptureQueriesContext(connection) as asked:
        client.get(at(first))
    assert len(asked) == 3  # the adviser, what shows their level, their registers


# --- For everybody alike, and nobody's search result ------------------------------------------------------------------
def test_it_is_one_body_for_everyone_kept_by_nobody_and_not_for_search_engines(client, ada, amina, signed_in):
    for address in (LIST, at(ada), f"{LIST}?language=pl"):
        stranger = client.get(address)
        assert signed_in(amina).get(address).content == stranger.content
        assert stranger["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert not stranger.cookies
        assert stranger["X-Robots-Tag"] == "noindex"
        assert b'<meta name="robots" content="noindex">' in stranger.content
        assert b"csrfmiddlewaretoken" not in stranger.content


def test_the_sitemap_names_what_guidance_is_and_no_adviser(client, ada):
    told = client.get("/sitemap.xml").content.decode()

    assert "/guidance/what-it-is/" in told
    assert "/guidance/advisers/" not in told


def test_a_made_up_school_is_marked(client):
    school = SchoolFactory(name="Made Up Academy")
    adviser = showing(ServiceFactory(organisation=school))
    assert "Made Up Academy Made up" in words(client.get(at(adviser)))
    assert "Made Up Academy Made up" in words(client.get(LIST))


def test_a_real_service_is_not_marked(client):
    adviser = showing(ServiceFactory(organisation__made_up=False))
    assert "Made up" not in words(client.get(at(adviser)))


def test_whoever_shows_nothing_but_a_name_has_a_page(client, service):
    assert "Not said yet" in words(client.get(at(showing(service, channels=[]))))
    assert able_adviser(service.organisation, "no@a.example", "No Body").is_public is False
    adviser_at(service.organisation, "un@a.example", "Un Able")
    assert names(client) == ["Ada Viser 00"]


def test_a_register_is_named_while_its_entry_holds(client):
    adviser = showing(ServiceFactory(organisation__name="Invented Advisers"))
    assert "Registered with" not in words(client.get(at(adviser)))
    entry = ProofFactory(adviser=adviser, register=True)
    shown = words(client.get(at(adviser)))
    assert "Registered with UK Register of Career Development Professionals, checked by Invented Advisers." in shown
    assert entry.number not in shown
    Proof.objects.filter(pk=entry.pk).update(until=date(2026, 11, 1))
    assert "Registered with" not in words(client.get(at(adviser)))
