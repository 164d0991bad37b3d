"""Up to three offers side by side, for as many pupils as were chosen in a list."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.actions import open_enrolled
from frontdoor.record.models import Enrolment
from frontdoor.record.shown import Place, takes
from guidance.buying import queries
from guidance.filling.chosen import MOST
from guidance.models import Channel, PricedBy, TimeOffer
from tests.guidance.buying.pages import page, press, text
from tests.guidance.factories import BlockFactory, ProofFactory, ServiceFactory, TimeOfferFactory, able_adviser, bought
from tests.guidance.supplies.conftest import NOW
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def more(*names: str, **facts) -> list[TimeOffer]:
    return [TimeOfferFactory(service=ServiceFactory(organisation__name=name), **facts) for name in names]


def test_first_three_by_name_stand_side_by_side(as_amina, here, offer):
    more("Aardvark Advisers", "Badger Advisers", "Zebra Advisers")
    said = text(page(as_amina, "compare"))
    columns = [said.count(f"Order from {name}") for name in ("Aardvark", "Badger", "Inventshire", "Zebra")]
    assert columns == [1, 1, 1, 0]
    assert "3 offers side by side" in said
    assert "Zebra Advisers: Guidance by video and phone, £40 a session" in said


def test_facts_of_an_offer_are_said(as_amina, here, offer, service):
    ada = service.advisers.get()
    ProofFactory(adviser=ada, level=7, name="Master of Arts in Career Guidance")
    ProofFactory(adviser=ada, register=True)
    able_adviser(service.organisation, "bo@advisers.example", "Bo Wise")
    said = text(page(as_amina, "compare"))
    for words in (
        "£40 a session",
        "<strong>£400</strong>",  # for 10, where nobody was chosen
        "45 minutes",
        "Video call, phone",
        "All of England",
        "2 advisers can be booked: 1 at level 6, 1 at level 7. 1 is in a professional register. A DBS check has been seen",
        "Every call is in a room of its own.",
        "48 hours before it begins",
        "Until 14 days before its first day",
        "12 months",
        "Yes, up to 50 sessions. For more, the service says yes or no within 5 working days.",
    ):
        assert words in said


def test_days_are_priced_whole_and_the_least_is_said(as_amina, here):
    more("Day Advisers", priced_by=PricedBy.DAY, price=Decimal(250), sessions_a_day=4, channels=[Channel.FACE])
    more("Many Advisers", least_sessions=20, confirms_up_to=0)
    said = text(page(as_amina, "compare"))
    assert "£250 a day of 4 sessions" in said
    assert '<strong>£750</strong><span class="compare__name">for 12 sessions on 3 days</span>' in said
    assert '<strong>£800</strong><span class="compare__name">for 20 sessions, the least you can order</span>' in said
    assert "No: the service says yes or no within 5 working days." in said
    assert "No adviser can be booked now." in said


def test_only_what_is_sold_here_is_compared(as_amina, here, offer):
    (far,) = more("Far Advisers", areas=["London"])
    (gone,) = more("Gone Advisers", ended_at=NOW, ended_by=offer.created_by)
    said = text(page(as_amina, "compare"))
    assert "Far Advisers" not in said
    assert "Gone Advisers" not in said
    for other in (far.pk, gone.pk, 0, "x", "9" * 30):
        answer = page(as_amina, "compare", offer=[offer.pk, other])
        assert answer.status_code == 200
        assert "One of these offers is not sold to you any more" in text(answer)


def test_others_can_be_chosen_and_a_fourth_is_refused_in_a_sentence(as_amina, here, offer):
    found = more("Aardvark Advisers", "Badger Advisers", "Zebra Advisers")
    said = text(page(as_amina, "compare", offer=[found[2].pk]))
    assert "1 offer side by side" in said
    assert "Order from Zebra Advisers" in said
    said = text(page(as_amina, "compare", offer=[offer.pk, *(one.pk for one in found)]))
    assert "Choose at most 3 offers to compare" in said
    assert "There is a problem" in said


def test_nothing_sold_says_so(as_amina, here):
    assert "Nobody sells adviser time to you yet" in text(page(as_amina, "compare"))


def test_pupils_of_a_list_are_kept_and_priced(as_amina, here, elsewhere, offer, pupils):
    stranger = enrolled(elsewhere).learner
    ids = [one.pk for one in pupils]
    answer = press(as_amina, "compare", follow=False, learner=[*ids, stranger.pk, "x"])
    assert answer.url == reverse("guidance:compare", args=[900001])
    said = text(page(as_amina, "compare"))
    assert "You chose 3 pupils: one session each." in said
    assert '<strong>£200</strong><span class="compare__name">for 5 sessions, the least you can order</span>' in said
    assert not any(str(one.family_name) in said for one in pupils)


def test_list_without_anybody_of_the_roll_is_a_sentence(as_amina, here, elsewhere, offer):
    for ids in ([], [enrolled(elsewhere).learner_id], ["9" * 30]):
        assert "Choose at least one pupil of your roll." in text(press(as_amina, "compare", learner=ids))


def test_long_list_says_that_the_first_of_it_are_kept(as_amina, here, offer):
    learners = LearnerFactory.create_batch(MOST + 1)
    Enrolment.objects.bulk_create(
        Enrolment(learner=one, institution=here, year_group=11, started_on=date(2026, 9, 1), created_at=NOW)
        for one in learners
    )
    open_enrolled(Enrolment.objects.all(), now=NOW)
    ids = [one.pk for one in learners]
    said = text(press(as_amina, "compare", learner=ids))
    assert f"You chose {MOST} pupils" in said
    assert "Your list is long: the first 300 are here." in said
    assert "Your list is long" not in text(press(as_amina, "compare", learner=ids[:MOST]))


def test_time_that_is_left_is_used_first(as_amina, here, offer, service, pupils):
    bought(here, service, 10, offer=offer)
    said = text(page(as_amina, "compare"))
    assert "You have 10 sessions left with Inventshire Advisers, for Years 10 and 11, until 31 July 2027." in said
    said = text(press(as_amina, "compare", learner=[one.pk for one in pupils]))
    assert "That is enough for the 3 pupils you chose." in said
    assert f'href="{reverse("guidance:periods", args=[900001])}"' in said


def test_too_little_left_or_for_other_years_is_no_answer(as_amina, here, offer, service, pupils):
    block = bought(here, service, 2, offer=offer)
    assert "That is not enough for the 3 pupils" in text(press(as_amina, "compare", learner=[p.pk for p in pupils]))
    type(block).objects.update(year_groups=[12])
    assert "sessions left with" not in text(page(as_amina, "compare"))


def test_enough_is_enough_for_each_year_group(here, offer, service):
    block = bought(here, service, 5, offer=offer)
    other = BlockFactory(offer=offer, institution=here, sessions=2, year_groups=[11, 12])
    found = queries.usable(here, [10, 12], on=NOW.date())
    assert {one.pk for one in found} == {block.pk, other.pk}
    for wanted, answer in [
        ({10: 5, 12: 2}, True),
        ({10: 6}, False),  # seven are left, five for Year 10
        ({11: 7}, True),
        ({11: 3, 12: 3}, False),
        ({10: 4, None: 3}, True),
        ({10: 4, None: 4}, False),
        ({13: 1}, False),
    ]:
        assert queries.is_enough(Counter(wanted), found) is answer


def test_a_list_hands_its_pupils_to_those_who_choose(here):
    choosing = [one.href for one in takes(Place(here, frozenset({Can.SEE_LEARNERS, Can.CHOOSE_SUPPLIERS})))]
    assert reverse("guidance:compare", args=[900001]) in choosing
    assert takes(Place(here, frozenset({Can.SEE_LEARNERS}))) == []


def test_strangers_get_nothing(here, offer, bryn, cora, signed_in):
    for person in (bryn, cora):
        client = signed_in(person)
        assert page(client, "compare").status_code == 404
        assert page(client, "order", offer.pk).status_code == 404
        assert page(client, "blocks").status_code == 404


def test_page_asks_the_same_for_one_offer_and_for_forty(as_amina, here, offer, pupils):
    press(as_amina, "compare", learner=[one.pk for one in pupils])
    asked = []
    for number in (1, 39):
        for one in range(number):
            able_adviser(more(f"Advisers {number}-{one}")[0].service.organisation, f"a{number}-{one}@a.example")
            BlockFactory(offer=offer, institution=here, last_day=date(2027, 7, 1))
        page(as_amina, "compare")
        with CaptureQueriesContext(connection) as captured:
            page(as_amina, "compare")
        asked.append(len(captured))
    assert asked[0] == asked[1]
    assert asked[1] <= 11
