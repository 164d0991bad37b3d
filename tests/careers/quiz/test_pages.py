"""The quiz's pages: answers travel in a signed cookie, nothing is asked for, nothing is stored."""

import re

import pytest
from django.core import signing
from lxml import html

from frontdoor.careers.models import Saved
from frontdoor.careers.quiz.statements import quiz
from frontdoor.careers.saving import cookie
from tests.careers.factories import CareerFactory, CategoryFactory

pytestmark = pytest.mark.django_db
RESULT = "/careers/quiz/result/"
QUIZ = quiz()


@pytest.fixture
def careers(db):
    """Twenty careers, in five categories, half for doers and half for helpers."""
    groups = [
        CategoryFactory(slug=slug) for slug in ("healthcare", "transport", "managerial", "animal-care", "social-care")
    ]
    return [
        CareerFactory(
            slug=f"{trait}-{number}",
            title=f"{trait.capitalize()} {number}",
            main_category=groups[number % 5],
            traits={trait: 3, "organiser": number % 3 + 1},
        )
        for trait in ("doer", "helper")
        for number in range(10)
    ]


def tree(answer):
    return html.document_fromstring(answer.content)


def titles(client):
    return [link.text_content() for link in tree(client.get(RESULT)).cssselect(".idea__title a")]


def chosen(answer):
    """What stands chosen on a page: value by statement."""
    return {box.get("name"): box.get("value") for box in tree(answer).xpath("//input[@type='radio'][@checked]")}


def test_first_page_shows_four_statements_with_five_answers_each(client):
    answer = client.get("/careers/quiz/")

    legends = [" ".join(legend.text_content().split()) for legend in tree(answer).xpath("//form//legend")]
    assert legends == [one.says for one in QUIZ.page(1)]
    assert len(tree(answer).xpath("//input[@type='radio']")) == 20
    assert answer["Cache-Control"].count("no-store") == 1
    assert cookie.NAME not in answer.cookies


@pytest.mark.parametrize("path", ["/careers/quiz/1/", "/careers/quiz/0/", "/careers/quiz/11/"])
def test_page_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"mend": "2"}).status_code == 404


def test_answers_stay_when_somebody_goes_back_and_no_address_holds_them(client):
    first = client.post("/careers/quiz/", {"mend": "2", "lose": "-1"})
    assert first["Location"] == "/careers/quiz/2/"
    client.post("/careers/quiz/2/", {"draw": "1"})

    assert chosen(client.get("/careers/quiz/")) == {"mend": "2", "lose": "-1"}
    assert chosen(client.get("/careers/quiz/2/")) == {"draw": "1"}


def test_answer_sent_again_changes_and_one_left_blank_stays(client):
    """A second tab that was opened before the first was sent must not undo it."""
    client.post("/careers/quiz/", {"mend": "2", "nurse": "1"})

    client.post("/careers/quiz/", {"mend": "-2"})
    client.post("/careers/quiz/", {"mend": "-2"})

    assert chosen(client.get("/careers/quiz/")) == {"mend": "-2", "nurse": "1"}


def test_answer_that_is_none_of_the_five_is_skipped(client):
    client.post("/careers/quiz/", {"mend": "99", "nurse": "1", "draw": "2", "nobody": "2"})

    assert chosen(client.get("/careers/quiz/")) == {"nurse": "1"}
    assert chosen(client.get("/careers/quiz/2/")) == {}


def test_page_four_and_page_ten_lead_to_the_result_and_it_may_be_asked_for_before(client):
    client.post("/careers/quiz/", {"mend": "2"})

    assert client.post("/careers/quiz/4/")["Location"] == RESULT
    assert client.post("/careers/quiz/5/")["Location"] == "/careers/quiz/6/"
    assert client.post("/careers/quiz/10/")["Location"] == RESULT
    assert client.post("/careers/quiz/2/", {"go": "result"})["Location"] == RESULT


@pytest.mark.parametrize("number", [4, 10])
def test_nothing_answered_at_all_is_said_kindly_and_loses_nothing(client, number):
    answer = client.post(f"/careers/quiz/{number}/")

    body = tree(answer)
    assert answer.status_code == 200
    assert "Answer one or more" in body.cssselect(".govuk-error-summary")[0].text_content()
    target = body.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")[0]
    assert body.xpath(f"//*[@id='{target[1:]}']")
    assert body.xpath("//title")[0].text.startswith("Error: ")


def test_result_without_answers_and_with_answers_in_the_middle_says_so(client, careers):
    assert "have not answered a statement yet" in client.get(RESULT).content.decode()

    client.post("/careers/quiz/", {"mend": "0"})

    assert "all in the middle" in client.get(RESULT).content.decode()


def test_result_names_strongest_traits_and_ten_careers_with_why(client, careers):
    client.post("/careers/quiz/", {"mend": "2", "nurse": "-1"})
    client.post("/careers/quiz/3/", {"outside": "1"})

    body = tree(client.get(RESULT))

    assert [trait.text for trait in body.cssselect(".trait h2")] == ["Doer"]
    found = body.cssselect(".idea")
    assert len(found) == 10
    assert found[0].cssselect("h2")[0].text_content().startswith("Doer")
    assert "Because you like mending things" in found[0].text_content()


def test_somebody_who_says_no_to_all_gets_careers_too(client, careers):
    client.post("/careers/quiz/", {"mend": "-2"})

    body = client.get(RESULT).content.decode()

    assert "You said no to most statements" in body
    assert len(titles(client)) == 10
    assert titles(client)[0].startswith("Helper")


def test_same_answers_give_the_same_result_to_everyone(client, careers, signed_in, amina):
    other = signed_in(amina)
    for visitor in (client, other):
        visitor.post("/careers/quiz/", {"mend": "2", "nurse": "1"})

    assert titles(client) == titles(other)


def test_not_for_me_changes_the_ten_and_can_be_taken_back(client, careers):
    client.post("/careers/quiz/", {"mend": "2"})
    before = titles(client)
    slug = before[0].lower().replace(" ", "-")

    client.post("/careers/quiz/not-for-me/", {"career": slug})
    client.post("/careers/quiz/not-for-me/", {"career": slug})
    after = titles(client)
    client.post("/careers/quiz/bring-back/", {"career": slug})

    assert before[0] not in after
    assert len(after) == 10
    assert titles(client) == before


def test_not_for_me_about_nothing_changes_nothing(client, careers):
    client.post("/careers/quiz/", {"mend": "2"})
    before = titles(client)

    client.post("/careers/quiz/not-for-me/", {"career": "no-such-career"})
    client.post("/careers/quiz/not-for-me/")

    assert titles(client) == before


def test_sharper_leads_to_the_first_statement_not_answered_yet(client, careers):
    client.post("/careers/quiz/", {"mend": "2"})
    assert link_to_sharper(client) == "/careers/quiz/5/"

    client.post("/careers/quiz/5/", {one.key: "1" for one in QUIZ.page(5)})
    assert link_to_sharper(client) == "/careers/quiz/6/"

    for number in range(6, 11):
        client.post(f"/careers/quiz/{number}/", {one.key: "1" for one in QUIZ.page(number)})
    assert link_to_sharper(client) is None


def link_to_sharper(client):
    links = tree(client.get(RESULT)).xpath("//a[normalize-space()='Make it sharper']/@href")
    return links[0] if links else None


def test_start_again_forgets_the_answers_and_keeps_what_is_saved(client, careers):
    client.post("/careers/quiz/", {"mend": "2"})
    client.post("/saved/add/doer-1/", {"csrfmiddlewaretoken": "x"})

    client.post("/careers/quiz/again/")

    assert chosen(client.get("/careers/quiz/")) == {}
    assert "Doer 1" in client.get("/saved/").content.decode()


def test_changed_cookie_is_an_empty_quiz(client, careers):
    client.post("/careers/quiz/", {"mend": "2"})
    whole = client.cookies[cookie.NAME].value

    for spoilt in (whole[:-1], f"x{whole}", "nonsense", signing.dumps({"q": "1.e"}, salt="of something else")):
        client.cookies[cookie.NAME] = spoilt
        assert "have not answered a statement yet" in client.get(RESULT).content.decode()


def test_nothing_of_a_visitor_is_stored_and_no_session_is_begun(client, careers, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        client.post("/careers/quiz/", {"mend": "2"})

    assert "ground_tally" in asked.captured_queries[0]["sql"]  # one more who began; nothing of who
    assert set(client.cookies) == {cookie.NAME}
    assert client.cookies[cookie.NAME]["httponly"]
    assert not client.cookies[cookie.NAME]["max-age"]
    assert not Saved.objects.exists()


@pytest.mark.parametrize("more", [0, 20])
def test_result_costs_the_same_however_many_careers(client, careers, more, django_assert_num_queries):
    CareerFactory.create_batch(more, traits={"doer": 3})
    client.post("/careers/quiz/", {"mend": "2"})
    client.get(RESULT)

    with django_assert_num_queries(2):  # all careers as the quiz knows them; the ten
        client.get(RESULT)


def test_how_it_works_is_one_page_for_everyone(client, amina, signed_in):
    answer = client.get("/careers/quiz/how/")

    assert signed_in(amina).get("/careers/quiz/how/").content == answer.content
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    said = " ".join(tree(answer).xpath("//main")[0].text_content().split())
    for word in ("40 statements", "same answers always give the same ten", "shuffle", "Not for me"):
        assert word in said


def test_logs_hold_neither_answers_nor_careers(client, careers, caplog):
    with caplog.at_level("INFO"):
        client.post("/careers/quiz/", {"mend": "2"})
        client.get(RESULT)
        client.post("/saved/add/doer-1/", {"csrfmiddlewaretoken": "x"})

    lines = [str(vars(record)) for record in caplog.records if record.name == "frontdoor.requests"]
    assert len(lines) == 3
    assert not [line for line in lines if re.search(r"mend|doer-1", line)]
