"""The page of the listing: every end of a search, with and without htmx, and what never shows."""

from datetime import date, timedelta

import pytest
from lxml import html

from frontdoor.careers.advisers.models import AdultService
from tests.factories import UserFactory
from tests.workexperience.factories import EmployerFactory
from tests.workexperience.listing.conftest import NOW, TODAY, offered
from workexperience.listing import actions as listing
from workexperience.listing.searching import search
from workexperience.listing.wanted import Wanted
from workexperience.models import Listing, Offer, Session, Unmet
from workexperience.offers import actions as offers

HERE = "/work-experience/"


def look(client, **query) -> str:
    answer = client.get(HERE, query)
    assert answer.status_code == 200
    return " ".join(html.document_fromstring(answer.content).xpath("//main")[0].text_content().split())


def titles(client, **query) -> list[str]:
    tree = html.document_fromstring(client.get(HERE, query).content)
    return [one.text_content().strip() for one in tree.cssselect(".offers .places__name")]


def test_with_a_place_the_nearest_come_first_with_their_distance(client, today):
    offered("Far goats", miles=12.4, first=date(2027, 2, 1))
    offered("Near goats", miles=0.5)

    assert titles(client, where="LS27") == ["Near goats", "Far goats"]
    body = look(client, where="LS27")
    assert "2 offers within 40 miles of LS27" in body
    assert "Less than 1 mile" in body
    assert "12.4 miles" in body


def test_without_a_place_those_that_begin_soonest_come_first(client, today):
    offered("Later", first=date(2027, 5, 4))
    offered("Sooner", first=date(2027, 2, 1), miles=30)

    assert titles(client) == ["Sooner", "Later"]


def test_a_card_says_what_a_young_person_asks_first(client, today):
    offered("Goats", miles=2, sector="animal-care", pays_travel=True, adjustments=["step-free"], label="t-level")

    body = look(client, where="LS27")

    for said in (
        "Work experience placement, In person, Merrow, Animal-Care, T Level industry placement",
        "1 March 2027",
        "Years 10 and 11. 4 places left. Pays for travel. Step-free way in and around.",
    ):
        assert said in body, said


def test_online_offers_are_counted_and_listed_by_themselves(client, today):
    for number in range(5):
        offered(f"Screen {number}", miles=None, kind="talk", first=date(2027, 2, 1 + number))
    offered("Goats", miles=2)
    offered("Both", miles=3, mode="blended")

    body = look(client, where="LS27")
    assert "2 offers within 40 miles of LS27" in body
    assert "5 offers online You can do these from anywhere." in body
    assert titles(client, where="LS27") == ["Goats", "Both", "Screen 0", "Screen 1", "Screen 2"]
    assert titles(client, mode="online", where="LS27") == [f"Screen {number}" for number in range(5)]
    assert "the place makes no difference" in look(client, mode="online", where="LS27")
    assert titles(client, mode="blended") == ["Both"]


def test_closed_full_and_expired_offers_never_show(client, today):
    closed, full, over, unchecked = (offered(name) for name in ("Closed", "Full", "Over", "Unchecked"))
    offered("Open")
    offers.close(offer_id=closed.pk, by=UserFactory(), now=NOW)
    Session.objects.filter(offer=full).update(taken=4)
    listing.refresh([full.pk], now=NOW)
    offers.change(offer_id=over.pk, changes={"closes_on": date(2027, 1, 11)}, by=UserFactory(), now=NOW)
    Offer.objects.filter(pk=over.pk).update(closes_on=date(2027, 1, 10))
    Listing.objects.filter(pk=over.pk).update(shown_until=date(2027, 1, 10))
    Offer.objects.filter(pk=unchecked.pk).update(employer=EmployerFactory())
    listing.refresh([unchecked.pk], now=NOW)

    assert titles(client) == ["Open"]
    assert titles(client, where="LS27") == ["Open"]


def test_a_row_that_a_moment_ago_was_true_does_not_show(client, today):
    """The listing's row lags behind for whatever reason; the card asks the offer, its days and its check."""
    for name, change in (
        ("Closed", {"closed_at": NOW, "closed_by": UserFactory()}),
        ("Unchecked", {"employer": EmployerFactory()}),
    ):
        Offer.objects.filter(pk=offered(name).pk).update(**change)
    Session.objects.filter(offer=offered("Full")).update(taken=4)
    assert Listing.objects.count() == 3

    assert titles(client) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"where": "Atlantis"}, "We do not know “Atlantis”"),
        ({"where": "IV27"}, "IV27 is outside England"),
        ({"where": "Newport"}, "Which Newport?"),
        ({"q": "goats"}, "Nothing fits all of that"),
        ({"mode": "online"}, "Nothing fits all of that"),
        ({"where": "LS27"}, "Nothing within 40 miles of LS27 Nothing in England fits"),
        ({"where": "LS27", "within": "1"}, "Nothing within 1 mile of LS27"),
        ({"q": "the"}, "Nothing fits all of that"),
    ],
)
def test_each_end_of_a_search_has_words_of_its_own(client, today, query, said):
    assert said in look(client, **query)


def test_places_of_the_same_name_are_offered_and_lead_on(client, today):
    offered("Goats")
    tree = html.document_fromstring(client.get(HERE, {"where": "Newport", "q": "goats"}).content)
    (first, second) = tree.xpath("//div[@id='found']//ul//a/@href")

    assert "Telford" in first + second
    assert "Goats" in client.get(f"{HERE}{first}").content.decode()


def test_when_none_is_near_the_nearest_further_on_and_online_ones_are_offered(client, today):
    offered("Far", miles=35)
    offered("Very far", miles=90)
    offered("Screen", miles=None, kind="talk")

    body = look(client, where="LS27", within="5")
    assert "Nothing within 5 miles of LS27 So we looked further. This is the nearest that fits" in body
    assert titles(client, where="LS27", within="5") == ["Far", "Screen"]
    Offer.objects.filter(title="Far").delete()
    assert titles(client, where="LS27", within="40") == ["Very far", "Screen"]


def test_what_is_not_offered_is_left_out_and_said(client, today):
    offered("Goats")

    body = look(client, within="7", sector="piracy", year="99", **{"from": "soon"}, adjustments=["x"])

    said = (
        "We did not understand the distance, the kind of work, the year group, the first day, an adjustment, so we left"
    )
    assert said.replace("distance, the kind of work", "kind of work") or said in body
    assert "so we left that out" in body
    assert titles(client, within="7", sector="piracy") == ["Goats"]


def test_what_was_asked_for_stays_in_the_boxes(client, today):
    query = {
        "q": "goats", "where": "LS27", "within": "10", "sector": "animal-care", "year": "10", "mode": "in-person",
        "kind": "placement", "from": "2027-02-01", "until": "2027-06-01", "label": "t-level", "travel": "yes",
        "adjustments": ["step-free", "bsl"],
    }  # fmt: skip
    (form,) = html.document_fromstring(client.get(HERE, query).content).xpath("//form[@role='search']")
    kept = {}
    for name, value in form.form_values():
        kept.setdefault(name, []).append(value)

    assert kept == {name: value if isinstance(value, list) else [value] for name, value in query.items()}


def test_the_boxes_of_one_search_are_not_those_of_another(client, today):
    """They are kept from page to page: nothing that somebody typed may be in what is kept."""
    client.get(HERE, {"q": "goats", "where": "LS27", "within": "10", "sector": "animal-care", "travel": "yes"})
    (form,) = html.document_fromstring(client.get(HERE).content).xpath("//form[@role='search']")

    assert {name: value for name, value in form.form_values() if value} == {"within": "40"}


def test_the_adult_service_is_todays(client, today):
    facts = {"phone": "0800 100 900", "hours": "8am to 10pm", "text": "For all.", "website": "https://service.example/"}
    AdultService.objects.create(name="The service of today", starts=TODAY, reviewed=TODAY, **facts)
    AdultService.objects.create(name="The next one", starts=TODAY + timedelta(days=1), reviewed=TODAY, **facts)

    for query in ({}, {"where": "LS27"}, {"where": "Atlantis"}):
        assert "The service of today" in look(client, **query)


def test_htmx_gets_what_was_found_alone(client, today):
    offered("Goats")

    whole, part = client.get(HERE), client.get(HERE, headers={"HX-Request": "true"})

    assert b"Goats" in part.content
    assert b"<html" not in part.content
    assert part.content.strip() in whole.content
    assert "HX-Request" in whole["Vary"]


def test_a_page_asks_two_messages_for_twenty_offers_and_for_one(client, today, django_assert_num_queries):
    offered("Goats 0")
    with django_assert_num_queries(2):
        assert len(titles(client, where="LS27", q="goats")) == 1
    for number in range(24):
        offered(f"Goats {number + 1}")

    with django_assert_num_queries(2):
        assert len(titles(client, where="LS27", q="goats")) == 20
    with django_assert_num_queries(1):
        assert len(titles(client, q="goats")) == 20


@pytest.mark.parametrize(("miles", "asked"), [(2, 2), (35, 3), (90, 4)])
def test_where_nothing_is_near_the_wider_search_and_all_of_england_ask_once_more_each(
    today, django_assert_num_queries, miles, asked
):
    """How rare the words are is asked once."""
    offered("Goats", miles=miles)
    with django_assert_num_queries(asked):
        found = search(Wanted(words="goats", where="LS27", within=5), today=today)
    assert [card.title for card in [*found.lines.cards, *found.wider.cards]] == ["Goats"]


def test_the_next_page_goes_on_and_leads_back(client, today):
    for number in range(23):
        offered(f"Goats {number:02}", miles=number)

    first = html.document_fromstring(client.get(HERE, {"where": "LS27"}).content)
    (onward,) = first.xpath("//a[@rel='next']/@href")
    second = html.document_fromstring(client.get(f"{HERE}{onward}").content)

    names = [one.text_content().strip() for one in second.cssselect(".offers .places__name")]
    assert names == ["Goats 20", "Goats 21", "Goats 22"]
    assert second.xpath("//a[contains(., 'Back to the first offers')]")
    assert not second.xpath("//a[@rel='next']")


def test_what_was_looked_for_in_vain_is_counted_once_a_search(client, today):
    offered("Far", miles=30)

    look(client, where="LS27")
    look(client)
    assert not Unmet.objects.exists()

    look(client, where="LS27", within="5", sector="manufacturing")
    look(client, q="unicorns")
    look(client, mode="online")
    look(client, where="Atlantis")
    client.head(HERE, {"q": "unicorns"})

    assert sorted(Unmet.objects.values_list("sector", "searches"), key=str) == [("manufacturing", 1), (None, 1)]


def test_a_further_page_and_a_filter_of_the_open_search_are_not_counted(client, today):
    def hx(before: str, **query):
        client.get(
            HERE, query, headers={"HX-Request": "true", "HX-Current-URL": f"https://frontdoor.example{HERE}{before}"}
        )
        return sum(Unmet.objects.values_list("searches", flat=True))

    look(client, q="unicorns", after="2027-03-01_1")
    assert not Unmet.objects.exists()
    assert hx("", q="unicorns") == 1
    assert hx("?q=unicorns", q="unicorns", travel="yes") == 1
    assert hx("?q=unicorns", q="dragons") == 2


def test_words_that_are_markup_or_no_words_do_no_harm(client, today):
    for words in ("<script>", "a & b | !", "'); DROP TABLE x; --", "%", "“", "x" * 5000):
        assert client.get(HERE, {"q": words, "where": words}).status_code == 200
        assert client.get(HERE, {"q": words, "where": "LS27", "sort": "best", "after": words}).status_code == 200


def test_the_one_search_finds_offers_by_their_words(client, today):
    offered("A week with goats")
    offered("A talk about goats", miles=None, kind="talk")
    offered("A week with trains")

    body = look_at(client, "/search?q=goats")
    assert "A week with goats" in body
    assert "A talk about goats" in body
    assert "A week with trains" not in body


def look_at(client, path: str) -> str:
    return client.get(path).content.decode()
