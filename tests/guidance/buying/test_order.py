"""A school orders a block: answers, a page to check them, one order however often it is pressed."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from frontdoor.letters.models import Letter
from guidance.models import Block, PricedBy, Supply
from guidance.supplies import actions as supplies
from tests.benchmarks.test_races import at_once
from tests.factories import MembershipFactory
from tests.guidance.buying.conftest import ANSWERS, FIRST, KEY
from tests.guidance.buying.pages import page, press, text
from tests.guidance.factories import BlockFactory, TimeOfferFactory, adviser_at
from tests.guidance.supplies.conftest import NOW, terms

pytestmark = pytest.mark.django_db


def order(client, offer, step="order", /, *, follow=True, **changed):
    return press(client, "order", offer.pk, follow=follow, **(ANSWERS | {"key": KEY, "step": step} | changed))


def test_form_begins_with_the_chosen_pupils(as_amina, here, offer, pupils):
    press(as_amina, "compare", learner=[one.pk for one in pupils])
    said = text(page(as_amina, "order", offer.pk))
    assert 'name="sessions" type="text"' in said or 'name="sessions"' in said
    assert 'value="5"' in said  # the least
    assert said.count(" checked") == 2
    assert 'value="24"' in said  # tomorrow
    assert "At least 5 sessions." in said


def test_check_says_everything_and_orders_nothing(as_amina, here, offer):
    said = text(order(as_amina, offer, "check"))
    for words in (
        "Check your order",
        "12 sessions",
        "Years 10 and 11",
        "30 November 2026",
        "29 November 2027",
        "£480",
        "PO 77",
        "when its meeting is cancelled at least 48 hours before it begins",
        "When the service cancels, you always get it back.",
        "If you end it, the whole price is to be paid, because it begins in less than 14 days.",
        "What is not used by the last day is lost.",
        "Your order is confirmed at once",
        "You pay by invoice",
        "No card is needed.",
    ):
        assert words in said
    assert "before, without buying here" not in said
    assert not Block.objects.exists()


def test_check_says_until_when_it_can_be_ended_and_who_answers(as_amina, here, offer):
    later = {"first_day_day": "4", "first_day_month": "1", "first_day_year": "2027"}
    said = text(order(as_amina, offer, "check", sessions="51", **later))
    assert "free of charge until 21 December 2026" in said
    assert "Inventshire Advisers says yes or no by 30 November 2026." in said
    assert "You can take the order back free of charge until the service says yes." in said


def test_check_says_what_whole_days_are(as_amina, here, offer):
    type(offer).objects.update(priced_by=PricedBy.DAY, price=Decimal("250.50"), sessions_a_day=5)
    said = text(order(as_amina, offer, "check"))
    assert "15 sessions on 3 days" in said
    assert "You asked for 12 sessions. Days are bought whole, so you get 15 sessions." in said
    assert "£751.50" in said
    assert "£250.50 a day of 5 sessions" in said


def test_check_says_that_a_choice_becomes_bought_time(as_amina, here, offer, service, amina):
    supplies.choose(institution=here, service=service, terms=terms(10, 12), by=amina, now=NOW)
    said = text(order(as_amina, offer, "check"))
    assert "each new meeting with them uses one of the sessions" in said
    assert "You buy none for Year 12: nobody there can book with them any more until you do." in said
    order(as_amina, offer)
    supply = Supply.objects.get()
    assert supply.by_block
    assert supply.year_groups == [10, 11, 12]


def test_change_keeps_what_was_typed(as_amina, here, offer):
    said = text(order(as_amina, offer, "change"))
    assert "Order from Inventshire Advisers" in said
    assert 'value="PO 77"' in said
    assert f'value="{KEY}"' in said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sessions": "4"}, "Order at least 5 sessions."),
        ({"sessions": "2001"}, "Order at most 2,000 sessions at once."),
        ({"sessions": "many"}, "How many sessions must be a whole number"),
        ({"sessions": ""}, "Enter how many sessions you order"),
        ({"years": []}, "Choose at least one year group."),
        ({"years": ["14"]}, "Choose from the list"),
        ({"order_number": "  "}, "Enter your purchase order number."),
        ({"order_number": "9" * 41}, "Use 40 characters or fewer"),
        (FIRST | {"first_day_day": "22"}, "The first day must be today or in the future"),
        (FIRST | {"first_day_year": "2062"}, "The first day must be within the next two years"),
    ],
)
@pytest.mark.parametrize("step", ["check", "order"])
def test_a_mistake_gets_a_sentence_and_orders_nothing(as_amina, here, offer, changed, sentence, step):
    said = text(order(as_amina, offer, step, **changed))
    assert sentence in said
    assert "There is a problem" in said
    assert not Block.objects.exists()


def test_order_without_pupils_leads_to_its_block(as_amina, here, offer, amina, leo):
    answer = order(as_amina, offer, follow=False)
    made = Block.objects.get()
    assert answer.url == f"{reverse('guidance:block', args=[900001, made.pk])}?ordered=1"
    assert (made.sessions, made.total, made.year_groups, made.order_number) == (12, Decimal(480), [10, 11], "PO 77")
    assert (made.first_day, made.last_day, made.ordered_by) == (date(2026, 11, 30), date(2027, 11, 29), amina)
    assert made.accepted
    said = text(as_amina.get(answer.url))
    assert "Your order is confirmed" in said
    assert made.reference in said
    assert Letter.objects.filter(kind="block-ordered").count() == 1


def test_order_for_pupils_leads_to_their_meetings(as_amina, here, offer, pupils):
    press(as_amina, "compare", learner=[one.pk for one in pupils])
    assert order(as_amina, offer, follow=False).url == reverse("guidance:periods", args=[900001])


def test_order_that_waits_says_what_happens_next(as_amina, here, offer, pupils):
    type(offer).objects.update(confirms_up_to=0)
    press(as_amina, "compare", learner=[one.pk for one in pupils])
    said = text(order(as_amina, offer))
    assert "Your order is sent" in said
    assert "Waiting for the service" in said
    assert "says yes or no by 30 November 2026, 5 working days after your order" in said
    assert "a list that you chose before is not kept" in said
    assert "Nothing until the service says yes" in said


def test_pressed_twice_is_one_order_and_other_answers_are_another(as_amina, here, offer):
    assert order(as_amina, offer, follow=False).url == order(as_amina, offer, follow=False).url
    assert Block.objects.count() == 1
    order(as_amina, offer, sessions="20")  # back to the form, other answers
    assert sorted(Block.objects.values_list("sessions", flat=True)) == [12, 20]


def test_offer_that_ended_meanwhile_is_a_sentence_and_an_order_from_before_is_found(as_amina, here, offer, leo):
    first = order(as_amina, offer, follow=False)
    type(offer).objects.update(ended_at=NOW, ended_by=leo)
    assert order(as_amina, offer, follow=False).url == first.url
    gone = "Inventshire Advisers does not sell this any more. Choose another offer."
    assert gone in text(order(as_amina, offer, sessions="30"))
    assert gone in text(page(as_amina, "order", offer.pk).client.get(reverse("guidance:compare", args=[900001])))
    assert Block.objects.count() == 1


def test_terms_that_changed_since_they_were_read_are_read_again(as_amina, here, offer):
    said = text(order(as_amina, offer, "check"))
    seen = said.split('name="seen" value="')[1].split('"')[0]
    type(offer).objects.update(price=Decimal(60))
    said = text(order(as_amina, offer, seen=seen))
    assert "Inventshire Advisers has changed this offer since you read it." in said
    assert "£60 a session" in said
    assert not Block.objects.exists()
    type(offer).objects.update(price=Decimal(40))
    order(as_amina, offer, seen=seen)
    assert Block.objects.get().total == Decimal(480)


def test_what_is_not_sold_here_does_not_exist(as_amina, here):
    for offer in (TimeOfferFactory(areas=["London"]), TimeOfferFactory(service=adviser_at(here).service)):
        assert page(as_amina, "order", offer.pk).status_code == 404
        assert order(as_amina, offer).status_code == 404


def test_order_again_begins_with_what_it_was(as_amina, here, offer, elsewhere):
    before = BlockFactory(offer=offer, institution=here, sessions=33, year_groups=[12])
    said = text(page(as_amina, "order", offer.pk, again=before.pk))
    assert 'value="33"' in said
    assert said.count(" checked") == 1
    theirs = BlockFactory(offer=offer, institution=elsewhere, sessions=34)
    assert 'value="34"' not in text(page(as_amina, "order", offer.pk, again=theirs.pk))


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_two_leaders_at_once_make_two_orders_and_one_supplier(here, offer, amina, hana, signed_in, at_now):
    clients = [signed_in(one) for one in (amina, hana)]
    answers = at_once(*[lambda client=client: order(client, offer, follow=False) for client in clients])
    assert [one.status_code for one in answers] == [302, 302]
    assert Block.objects.count() == 2
    assert Supply.objects.get().by_block


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_one_leader_in_two_windows_at_once_makes_one_order(here, offer, amina, signed_in, at_now):
    clients = [signed_in(amina), signed_in(amina)]
    answers = at_once(*[lambda client=client: order(client, offer, follow=False) for client in clients])
    assert answers[0].url == answers[1].url
    assert Block.objects.count() == 1


def test_leader_of_two_schools_orders_for_each_with_one_key(as_amina, here, elsewhere, offer, amina):
    MembershipFactory(user=amina, organisation=elsewhere)
    order(as_amina, offer)
    there = reverse("guidance:order", args=[900002, offer.pk])
    as_amina.post(there, ANSWERS | {"key": KEY, "step": "order"})
    assert {one.institution for one in Block.objects.all()} == {here, elsewhere}
