"""The pages of offers, over HTTP: the six screens, and what each of an employer's people sees."""

from dataclasses import replace
from datetime import date, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workexperience.factories import EmployerFactory, OfferFactory, SessionFactory
from tests.workexperience.offers.conftest import NOW, ONLINE_DAY, WEEK
from workexperience.models import Offer, OfferState
from workexperience.offers import actions, queries

pytestmark = pytest.mark.django_db

WHO = {"year_groups": ["10", "11"], "supervisor_name": "Sol Marsh", "supervisor_phone": "01632 960002"}
WHERE = {"address": "Unit 4, Mill Lane", "town": "Morley", "postcode": "ls27 0pd", "adjustments": ["step-free"]}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def at(offer, name="") -> str:
    return reverse(f"workexperience:offer{name and '-' + name}", args=[offer.employer_id, offer.pk])


def day(name: str, when: date | None) -> dict[str, str]:
    parts = {"day": when.day, "month": when.month, "year": when.year} if when else {}
    return {f"{name}_{part}": str(parts.get(part, "")) for part in ("day", "month", "year")}


def days(number=0, first=WEEK.first_day, last=WEEK.last_day, **changes) -> dict[str, object]:
    shown = {"how": "dates", "starts_at": "9.30", "ends_at": "3.30", "break_minutes": "30", "places": "4"} | changes
    said = {f"{name}_{number}": value for name, value in shown.items()}
    return said | day(f"first_day_{number}", first) | day(f"last_day_{number}", last)


def sent(client, offer, name, data, *, check=False):
    return client.post(at(offer, name) + ("?from=check" if check else ""), data)


def text(response) -> str:
    return response.content.decode()


def test_six_screens_lead_from_nothing_to_an_open_offer(signed_in, firm, erin, work, known) -> None:
    client = signed_in(erin)
    new = reverse("workexperience:offer-new", args=[firm.pk])
    assert "Step 1 of 6" in text(client.get(new))
    answer = client.post(new, {"kind": "placement", "mode": "in-person", "label": "none"})
    offer = Offer.objects.get()
    steps = [
        ("what", {"title": "A week", "sector": work.pk, "doing": "You will cut.", "learning": "You will learn."}),
        ("where", WHERE),
        ("who", WHO),
        ("when", {"sets": "1", "step": "save"} | days() | day("closes_on", date(2027, 2, 1))),
    ]
    for number, (name, data) in enumerate(steps, 2):
        assert answer["Location"] == at(offer, name)
        assert f"Step {number} of 6" in text(client.get(at(offer, name)))
        answer = sent(client, offer, name, data)
    assert answer["Location"] == at(offer, "check")
    page = text(client.get(at(offer, "check")))
    assert "Open this offer" in page
    assert "9:30am to 3:30pm with a break of 30 minutes: 5.5 hours a day" in page
    assert client.post(at(offer, "open"))["Location"] == at(offer)
    assert client.post(at(offer, "open"))["Location"] == at(offer)  # a second click
    offer.refresh_from_db()
    assert offer.state == OfferState.OPEN
    assert queries.days_of(offer.sessions.get()) == WEEK
    assert (offer.postcode, offer.adjustments, offer.easting) == ("LS27 0PD", ["step-free"], 426_000)


def test_leaving_in_the_middle_loses_nothing_and_the_draft_goes_on_where_it_stopped(signed_in, firm, erin) -> None:
    client = signed_in(erin)
    client.post(reverse("workexperience:offer-new", args=[firm.pk]), {"kind": "visit", "mode": "in-person"})
    offer = Offer.objects.get()
    page = text(client.get(at(offer)))
    assert at(offer, "what") in page
    assert "Only you and your colleagues see it" in page
    client.post(at(offer, "who"), WHO)
    page = text(client.get(at(offer, "check")))
    assert "Before you can open this offer" in page
    assert f'href="{at(offer, "where")}?from=check"' in page
    assert "Open this offer" not in page
    assert "Sol Marsh" in page


def test_a_change_from_the_check_goes_back_to_the_check(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    answer = sent(client, draft, "who", WHO | {"dress": "Boots"}, check=True)
    assert answer["Location"] == at(draft, "check")
    assert "Boots" in text(client.get(at(draft, "check")))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("kind", {"kind": "visit", "mode": "online"}, "A workplace visit needs time at a workplace."),
        ("kind", {"kind": "online-project", "mode": "blended"}, "An online project happens online."),
        ("kind", {}, "Choose what it is"),
        ("what", {"title": " "}, "Enter a title."),
        ("where", WHERE | {"postcode": "QQ1 1QQ"}, "We do not know the postcode QQ1 1QQ"),
        ("where", WHERE | {"postcode": ""}, "It has to be in England"),
        ("who", WHO | {"supervisor_phone": ""}, "may be under 16"),
        ("who", WHO | {"supervisor_phone": "at the gate"}, "phone number in full"),
        ("who", WHO | {"oldest": "13"}, "In Year 10 nobody is under 14"),
        ("when", {"sets": "1"} | days(first=date(9999, 12, 1), last=date(9999, 12, 1)), "more than two years away"),
        ("who", WHO | {"youngest": "13"}, "aged 14 or over"),
        ("who", WHO | {"youngest": "18", "oldest": "17"}, "must not be below the youngest"),
        ("who", {}, "Choose the year groups"),
        ("when", {"sets": "1"} | days(ends_at="19:00"), "at most 8 hours a day"),
        ("when", {"sets": "1"} | days(ends_at="23:00", starts_at="18:00"), "no night work"),
        ("when", {"sets": "1"} | days(break_minutes="0"), "a break of 30 minutes"),
        ("when", {"sets": "1"} | days(starts_at="soon"), "Enter a time, like 9:30am"),
        ("when", {"sets": "1"} | days(how="weekly"), "Choose at least one day of the week"),
        ("when", {"sets": "1"} | days(first=date(2026, 3, 1)), "The first day must be after today"),
        ("when", {"sets": "1"} | days(last=date(2027, 2, 1)), "must not be before the first day"),
        ("when", {"sets": "1"} | days() | day("closes_on", date(2027, 3, 2)), "1 March 2027 or before"),
        ("when", {"sets": "junk"}, "first day"),
    ],
)
def test_what_the_rules_refuse_is_said_on_its_screen_and_nothing_is_saved(
    signed_in, draft, erin, name, data, sentence
) -> None:
    before = Offer.objects.filter(pk=draft.pk).values().get()
    page = text(sent(signed_in(erin), draft, name, data))
    assert sentence in page
    assert "There is a problem" in page
    assert Offer.objects.filter(pk=draft.pk).values().get() == before
    assert queries.days_of(draft.sessions.get()) == WEEK


def test_a_new_line_is_one_character_as_the_count_says(signed_in, draft, erin, work) -> None:
    what = {"title": "A week", "sector": work.pk, "learning": "You will learn.", "doing": "a\r\n" * 750}
    assert sent(signed_in(erin), draft, "what", what).status_code == 302
    draft.refresh_from_db()
    assert len(draft.doing) == 1499


def test_a_change_that_an_open_offer_may_not_have_is_refused_on_the_page(signed_in, draft, erin) -> None:
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    answer = sent(signed_in(erin), draft, "kind", {"kind": "placement", "mode": "blended", "label": "none"})
    assert "Enter the days that are online too" in text(answer)
    draft.refresh_from_db()
    assert draft.mode == "in-person"


def test_an_online_offer_is_not_asked_for_a_place_or_a_supervisor(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    sent(client, draft, "kind", {"kind": "online-project", "mode": "online"})
    where, who = text(client.get(at(draft, "where"))), text(client.get(at(draft, "who")))
    assert "Postcode" not in where
    assert "not asked for an address" in where
    assert "British Sign Language" in where
    assert "supervises" not in who
    assert "As it is, the online time will not count" in text(client.get(at(draft, "check")))


def test_a_label_is_asked_of_a_placement_only_and_narrows_the_years(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    sent(client, draft, "kind", {"kind": "placement", "mode": "in-person", "label": "t-level"})
    draft.refresh_from_db()
    assert draft.label == "t-level"
    page = text(client.get(at(draft, "who")))
    assert "Year 12" in page
    assert "Year 11" not in page
    assert "Take out the younger years" in text(client.get(at(draft, "check")))
    sent(client, draft, "kind", {"kind": "visit", "mode": "in-person", "label": "t-level"})
    draft.refresh_from_db()
    assert draft.label == ""


def test_sets_of_days_are_added_and_taken_out_without_script_and_without_losing_what_was_typed(
    signed_in, draft, erin
) -> None:
    client = signed_in(erin)
    first = {"sets": "1"} | days(starts_at="nearly 9")
    page = text(sent(client, draft, "when", first | {"step": "add"}))
    assert "nearly 9" in page
    assert "Days 2 of 2" in page
    assert "There is a problem" not in page
    two = (
        {"sets": "2"}
        | days(starts_at="8.15")
        | days(1, date(2027, 3, 8), date(2027, 3, 9), how="weekly", weekdays=["1"])
    )
    page = text(sent(client, draft, "when", two | {"step": "remove-0"}))
    assert "8.15" not in page
    assert 'value="8"' in page
    assert draft.sessions.count() == 1
    assert sent(client, draft, "when", two | {"step": "save"}).status_code == 302
    assert [list(one.weekdays) for one in draft.sessions.all()] == [[1, 2, 3, 4, 5], [1]]


def test_what_is_wrong_with_the_second_days_is_said_at_them(signed_in, draft, erin) -> None:
    two = {"sets": "2"} | days() | days(1, date(2027, 3, 8), date(2027, 3, 9), ends_at="8pm")
    page = text(sent(signed_in(erin), draft, "when", two))
    assert 'href="#id_ends_at_1"' in page
    assert 'href="#id_ends_at_0"' not in page


def test_a_blended_offer_takes_days_of_each_sort(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    sent(client, draft, "kind", {"kind": "placement", "mode": "blended", "label": "none"})
    one = {"sets": "1"} | days(sort="in-person")
    assert "Enter the days that are online too" in text(sent(client, draft, "when", one))
    online = days(1, ONLINE_DAY.first_day, None, sort="online", starts_at="10", ends_at="12.30", break_minutes="0")
    assert sent(client, draft, "when", one | {"sets": "2"} | online).status_code == 302
    assert [queries.days_of(row) for row in draft.sessions.all()] == [WEEK, ONLINE_DAY]


def test_offering_again_suggests_the_old_hours_without_dates(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    answer = client.post(at(draft, "again"))
    assert client.post(at(draft, "again"))["Location"] == answer["Location"]  # a second click
    copy = Offer.objects.get(copied_from=draft)
    assert answer["Location"] == at(copy, "when")
    page = text(client.get(answer["Location"]))
    assert "Times and places are those of last time" in page
    assert 'value="9:30am"' in page
    assert 'value="2027"' not in page


def test_the_place_of_the_last_offer_is_suggested_and_its_point_known(signed_in, firm, draft, erin) -> None:
    Offer.objects.update(postcode="ZZ1 1ZZ", easting=5, northing=6)
    client = signed_in(erin)
    client.post(reverse("workexperience:offer-new", args=[firm.pk]), {"kind": "visit", "mode": "in-person"})
    second = Offer.objects.exclude(pk=draft.pk).get()
    page = text(client.get(at(second, "where")))
    assert 'value="Unit 4, Mill Lane"' in page
    assert 'value="ZZ1 1ZZ"' in page
    assert sent(client, second, "where", WHERE | {"postcode": "zz11zz"}).status_code == 302
    second.refresh_from_db()
    assert (second.postcode, second.easting, second.northing) == ("ZZ1 1ZZ", 5, 6)


def test_a_postcode_of_which_we_know_only_the_area_is_taken_and_said(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    answer = client.post(at(draft, "where"), WHERE | {"postcode": "LS27 9ZZ"}, follow=True)
    assert "We do not know the postcode LS27 9ZZ. This is the middle of the area LS27." in text(answer)
    assert "We do not know" not in text(client.post(at(draft, "where"), WHERE | {"postcode": "LS27 9ZZ"}, follow=True))


def test_the_first_offer_begins_where_the_employer_is(signed_in, firm, erin) -> None:
    firm.organisation.town, firm.organisation.postcode = "Morley", "LS27 0PD"
    firm.organisation.save(update_fields=["town", "postcode"])
    offer = actions.begin(employer=firm, kind="visit", mode="in-person", label="", by=erin, now=NOW)
    page = text(signed_in(erin).get(at(offer, "where")))
    assert 'value="Morley"' in page
    assert 'value="LS27 0PD"' in page


def test_an_open_offer_says_who_sees_it_and_why_not(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    client.post(at(draft, "open"))
    assert "until your check is accepted" in text(client.get(at(draft)))


def test_an_open_offer_of_a_checked_employer_says_that_it_is_seen_until_it_is_not(
    signed_in, checked, draft, erin
) -> None:
    client = signed_in(erin)
    client.post(at(draft, "open"))
    assert "Young people and schools may see it." in text(client.get(at(draft)))
    Offer.objects.update(closes_on=date(2027, 1, 10))
    assert "the last day to apply was 10 January 2027" in text(client.get(at(draft)))
    Offer.objects.update(closes_on=None)
    draft.sessions.update(first_day=date(2027, 1, 4), last_day=date(2027, 1, 8))
    assert "All days have begun or are over" in text(client.get(at(draft)))


def test_closing_asks_first_and_a_closed_offer_has_no_screens(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    client.post(at(draft, "open"))
    assert "Close this offer?" in text(client.get(at(draft, "close")))
    client.post(at(draft, "close"))
    client.post(at(draft, "close"))
    draft.refresh_from_db()
    assert draft.state == OfferState.CLOSED
    for name in ("kind", "what", "where", "who", "when", "check"):
        assert client.get(at(draft, name))["Location"] == at(draft)
    page = text(client.get(at(draft)))
    assert "because it is closed" in page
    assert "Change" not in page


def test_a_draft_is_deleted_after_asking(signed_in, draft, erin) -> None:
    client = signed_in(erin)
    assert "Delete this draft?" in text(client.get(at(draft, "delete")))
    client.post(at(draft, "delete"))
    assert not Offer.objects.exists()


def test_a_second_click_on_delete_leads_to_the_list_and_a_stranger_nowhere(signed_in, draft, erin) -> None:
    there, mine = at(draft, "delete"), reverse("workexperience:offers", args=[draft.employer_id])
    client = signed_in(erin)
    assert [client.post(there).url for _ in range(2)] == [mine, mine]
    assert client.get(there).status_code == 404
    elsewhere = reverse("workexperience:offer-delete", args=[EmployerFactory().pk, draft.pk])
    assert client.post(elsewhere).status_code == 404


@pytest.mark.parametrize("sets", ["9" * 5000, "99999", "-1", "\u0663", ""])
def test_a_made_up_number_of_sets_is_no_fault_of_the_server(signed_in, draft, erin, sets) -> None:
    data = {"sets": sets, "places_0": "9" * 5000, "step": "add"}
    assert sent(signed_in(erin), draft, "when", data).status_code == 200
    assert sent(signed_in(erin), draft, "when", data | {"step": "save"}).status_code == 200


def test_two_colleagues_on_two_screens_both_keep_what_they_wrote(signed_in, draft, erin, omar) -> None:
    one, two = signed_in(erin), signed_in(omar)
    one.get(at(draft, "who"))
    two.get(at(draft, "where"))
    sent(one, draft, "who", WHO | {"dress": "Boots"})
    sent(two, draft, "where", WHERE | {"town": "Batley"})
    draft.refresh_from_db()
    assert (draft.dress, draft.town) == ("Boots", "Batley")


@pytest.mark.parametrize("name", ["", "kind", "what", "where", "who", "when", "check", "close", "delete"])
def test_an_offer_of_another_employer_is_not_there_under_ones_own_address(signed_in, firm, erin, name) -> None:
    other = OfferFactory(employer=EmployerFactory())
    address = reverse(f"workexperience:offer{name and '-' + name}", args=[firm.pk, other.pk])
    assert signed_in(erin).get(address).status_code == 404
    assert signed_in(erin).get(at(other, name)).status_code == 404


@pytest.mark.parametrize("name", ["open", "again", "close", "delete", "who"])
def test_nothing_is_done_to_an_offer_of_another_employer(signed_in, firm, erin, name) -> None:
    other = OfferFactory(employer=EmployerFactory())
    address = reverse(f"workexperience:offer-{name}", args=[firm.pk, other.pk])
    assert signed_in(erin).post(address, WHO).status_code == 404
    assert Offer.objects.get() == other


def test_the_list_shows_one_state_with_places_and_dates(signed_in, checked, draft, erin) -> None:
    client = signed_in(erin)
    home = reverse("workexperience:offers", args=[checked.pk])
    page = text(client.get(home))  # there are only drafts, so drafts are shown
    assert "Drafts (1)" in page
    assert "1 to 5 March 2027, 4 places" in page
    assert "Morley" in page
    client.post(at(draft, "open"))
    assert "Open (1)" in text(client.get(home))
    assert "No draft" in text(client.get(home, {"state": "draft"}))
    assert client.get(home, {"state": "junk"}).status_code == 200


def test_the_list_costs_the_same_at_any_length(signed_in, checked, erin) -> None:
    client = signed_in(erin)
    home = reverse("workexperience:offers", args=[checked.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(home).status_code == 200
        return len(asked)

    SessionFactory(offer=OfferFactory(employer=checked))
    cost()
    one = cost()
    for offer in OfferFactory.create_batch(29, employer=checked):
        SessionFactory.create_batch(2, offer=offer)
    assert cost() == one
    assert "page=2" in text(client.get(home))


def test_days_that_have_begun_stay_while_others_are_added_to_an_open_offer(signed_in, checked, draft, erin) -> None:
    begun = replace(WEEK, first_day=date(2027, 1, 4), last_day=date(2027, 1, 8), starts_at=time(10))
    actions.set_sessions(offer_id=draft.pk, sessions=[begun, WEEK], closes_on=None, by=erin, now=NOW)
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    both = (
        days(0, begun.first_day, begun.last_day, starts_at="10am")
        | days(1)
        | days(2, date(2027, 4, 5), date(2027, 4, 9))
    )
    assert sent(signed_in(erin), draft, "when", {"sets": "3"} | both).status_code == 302
    assert draft.sessions.count() == 3
