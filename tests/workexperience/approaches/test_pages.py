"""The pages on which a school finds and asks employers, and on which an employer answers."""

import pytest
from django.urls import reverse

from frontdoor.careers.models import Category
from frontdoor.organisations.models import Role
from frontdoor.record.shown import Place, pages
from tests.factories import SchoolFactory, member
from tests.workexperience.approaches.conftest import ASKED, NOW, ask, staffed
from tests.workexperience.factories import EmployerFactory, OfferFactory, SessionFactory
from workexperience.approaches import actions, queries
from workexperience.approaches.inbox import due
from workexperience.models import Approach

pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def near_here(here):
    """The school stands on the grid."""
    type(here).objects.filter(pk=here.pk).update(easting=400_000, northing=300_000)
    here.refresh_from_db()
    return here


def text(response):
    return " ".join(response.content.decode().split())


def list_of(client, urn=900001, **query):
    return client.get(reverse("workexperience:employers-near", args=[urn]), query)


def page_of(client, employer, urn=900001):
    return client.get(reverse("workexperience:employer-near", args=[urn, employer.pk]))


def form_of(client, employer, **posted):
    return client.post(reverse("workexperience:approach-ask", args=[900001, employer.pk]), posted)


def answer_page(employer, made):
    return reverse("workexperience:approach", args=[employer.pk, made.pk])


def filled(employer, number=3):
    """So many other schools have asked it."""
    for _ in range(number):
        school = SchoolFactory()
        ask(employer, school, member(f"leader{school.pk}@schools.example", "Lee", school, Role.LEADER))


def at(miles, **more):
    return staffed(easting=400_000 + round(miles * 1609.344), northing=300_000, **more)


def test_list_is_nearest_first_and_those_without_a_place_last(near_here, amina, signed_in):
    nowhere, far, close = staffed(name="Nowhere"), at(12, name="Far"), at(0.5, name="Close")
    EmployerFactory(organisation__name="Unchecked")

    found = queries.rows(queries.near(near_here, on=NOW.date()), on=NOW.date())
    assert [row.employer for row in found] == [close, far, nowhere]
    assert [row.miles and round(row.miles, 1) for row in found] == [0.5, 12, None]
    said = text(list_of(signed_in(amina)))
    assert said.index("Close") < said.index("Far") < said.index("Nowhere")
    assert "Less than 1 mile" in said
    assert "12.0 miles" in said
    assert "Distance not known" in said
    assert "Unchecked" not in said


def test_list_of_a_school_without_a_place_begins_with_its_own_council(here, council, amina, signed_in):
    away, same = staffed(name="Aardvark"), staffed(name="Zebra", council=council)
    found = queries.rows(queries.near(here, on=NOW.date()), on=NOW.date())
    assert [(row.employer, row.in_council) for row in found] == [(same, True), (away, False)]
    assert "2 employers, those of your council’s area first" in text(list_of(signed_in(amina)))


def test_list_narrows_by_sector_and_name(near_here, amina, signed_in):
    baking = Category.objects.create(slug="baking", title="Baking")
    one, _ = at(1, name="Café Crust"), at(2, name="Cafe Steel")
    type(one).objects.filter(pk=one.pk).update(sector=baking)
    client = signed_in(amina)
    assert "Cafe Steel" not in text(list_of(client, sector="baking"))
    assert "Café Crust" in text(list_of(client, sector="baking"))
    assert "2 employers, nearest first" in text(list_of(client, name="cafe"))
    assert "No employer matches" in text(list_of(client, name="zzz"))


def test_list_says_what_can_be_asked(near_here, employer, erin, amina, signed_in):
    client = signed_in(amina)
    assert "Can be asked" in text(list_of(client))
    made = ask(employer, near_here, amina)
    assert "Waiting for an answer" in text(list_of(client))
    assert "You asked on 21 November 2026" in text(list_of(client))
    actions.answer(approach_id=made.pk, accepted=False, reply="No.", by=erin, now=NOW)
    assert "Said no" in text(list_of(client))


def test_full_employer_says_until_when_and_names_others_that_can_be_asked(near_here, amina, signed_in):
    baking = Category.objects.create(slug="baking", title="Baking")
    bakers = [at(miles, name=f"Baker {miles}") for miles in range(1, 9)]
    other = at(0.1, name="Smith")
    type(other).objects.filter(pk__in=[one.pk for one in bakers]).update(sector=baking, approaches_a_term=1)
    for full in bakers[:2]:
        filled(full, 1)
    ask(bakers[2], near_here, amina)
    client = signed_in(amina)

    assert "Not until January 2027" in text(list_of(client))
    said = text(page_of(client, bakers[0]))
    assert "It can be asked again from January 2027" in said
    assert [n for n in range(1, 9) if f">Baker {n} (Made up)<" in said] == [4, 5, 6, 7, 8]
    assert "Smith" not in said
    assert "Ask this employer" not in said
    assert form_of(client, bakers[0], **ASKED).status_code == 302


def test_similar_ones_take_one_query(near_here, django_assert_num_queries):
    bakers = [at(miles) for miles in range(1, 4)]
    with django_assert_num_queries(1):
        assert len(queries.similar(bakers[0], near_here, on=NOW.date())) == 2


def test_asking_goes_from_form_to_check_to_sent(near_here, employer, amina, signed_in):
    client = signed_in(amina)
    assert "Continue" in text(client.get(reverse("workexperience:approach-ask", args=[900001, employer.pk])))

    checked = text(form_of(client, employer, step="check", **ASKED))
    assert "Check before you send" in checked
    assert not Approach.objects.exists()
    again = text(form_of(client, employer, step="change", **ASKED))
    assert "An hour on the floor would be plenty." in again
    assert "There is a problem" not in again

    sent = form_of(client, employer, step="send", **ASKED)
    assert sent.status_code == 302
    assert Approach.objects.get().words == ASKED["words"]
    assert "Your request is sent" in text(client.get(sent.url))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Choose what you would like"),
        ({"year_group": "3"}, "Choose a year group from the list"),
        ({"learners": "0"}, "Ask for at least 1 young person"),
        ({"learners": "501"}, "Ask for at most 500"),
        ({"words": " "}, "Say what you would like, in a few words"),
        ({"words": "a" * 601}, "Use 600 characters or fewer"),
    ],
)
@pytest.mark.parametrize("step", ["check", "send"])
def test_what_is_wrong_is_said_and_nothing_is_sent(near_here, employer, amina, signed_in, wrong, said, step):
    response = form_of(signed_in(amina), employer, step=step, **(ASKED | wrong))
    assert said in text(response)
    assert not Approach.objects.exists()


def test_whoever_reads_only_sees_employers_and_cannot_ask(near_here, employer, bryn, signed_in):
    client = signed_in(bryn)
    assert "A careers leader or the head can ask this employer." in text(page_of(client, employer))
    assert form_of(client, employer, step="send", **ASKED).status_code == 403


def test_an_employer_that_lost_its_check_meanwhile_is_said_so(near_here, employer, amina, hugo, signed_in):
    client = signed_in(amina)
    employer.checks.update(ended_at=NOW, ended_by=hugo, ended_because="It closed.")
    sent = form_of(client, employer, step="send", **ASKED)
    assert "This employer cannot be asked at the moment." in text(client.get(sent.url))
    assert not Approach.objects.exists()


def test_a_request_is_taken_back_on_the_page(near_here, employer, amina, signed_in):
    made = ask(employer, near_here, amina)
    client = signed_in(amina)
    assert "Take it back" in text(page_of(client, employer))
    client.post(reverse("workexperience:approach-withdraw", args=[900001, made.pk]))
    said = text(page_of(client, employer))
    assert "took it back" in said
    assert "Take it back" not in said


def test_an_answer_is_read_after_the_check_has_ended(near_here, employer, erin, amina, hugo, signed_in):
    made = ask(employer, near_here, amina)
    actions.answer(approach_id=made.pk, accepted=True, reply="Ring our front desk.", by=erin, now=NOW)
    employer.checks.update(ended_at=NOW, ended_by=hugo, ended_because="It closed.")
    client = signed_in(amina)
    assert employer.organisation.name not in text(list_of(client))
    said = text(page_of(client, employer))
    assert "Ring our front desk." in said
    assert "cannot be asked at the moment" in said
    assert "Said yes" in text(client.get(reverse("workexperience:approaches-made", args=[900001])))


def test_page_counts_what_is_on_offer_now(near_here, employer, amina, signed_in):
    client = signed_in(amina)
    assert "Nothing yet" in text(page_of(client, employer))
    SessionFactory(offer=OfferFactory(employer=employer))
    SessionFactory(offer=OfferFactory(employer=employer, closed_at=NOW, closed_by=amina))
    assert "1 offer" in text(page_of(client, employer))


def test_an_unchecked_employer_has_no_page_for_schools(near_here, amina, signed_in):
    assert page_of(signed_in(amina), EmployerFactory()).status_code == 404


def test_employer_sees_who_asks_but_no_address(employer, erin, here, amina, signed_in):
    made = ask(employer, here, amina)
    client = signed_in(erin)
    listed = text(client.get(reverse("workexperience:approaches", args=[employer.pk])))
    assert "Herefield School" in listed
    assert "You take 3 requests a term. Asked in autumn 2026: 1." in listed
    said = text(client.get(answer_page(employer, made)))
    assert "Amina Yusuf, careers leader" in said
    assert ASKED["words"] in said
    assert amina.email not in said


def test_employer_answers_and_the_school_reads_it(employer, erin, here, amina, signed_in):
    made = ask(employer, here, amina)
    client = signed_in(erin)
    assert "Choose yes or no" in text(client.post(answer_page(employer, made), {"reply": "Come."}))
    sent = client.post(answer_page(employer, made), {"accepted": "yes", "reply": "Come on Tuesday."})
    assert "Your answer is sent" in text(client.get(sent.url))
    assert f"/employers/{employer.pk}/offers/new/" in text(client.get(sent.url))
    said = text(page_of(signed_in(amina), employer))
    assert "Come on Tuesday." in said
    assert "Said yes" in said


def test_school_reads_who_answered_and_never_an_address(employer, erin, here, amina, signed_in):
    actions.answer(approach_id=ask(employer, here, amina).pk, accepted=True, reply="Come.", by=erin, now=NOW)
    type(erin).objects.update(full_name="")
    said = text(page_of(signed_in(amina), employer))
    assert "somebody there answered" in said
    assert erin.email not in said


def test_words_that_were_taken_back_are_not_read(employer, erin, here, amina, signed_in):
    actions.withdraw(approach_id=ask(employer, here, amina).pk, by=amina, now=NOW)
    said = text(signed_in(erin).get(answer_page(employer, employer.approaches.get())))
    assert "took this back, so its words are not shown" in said
    assert ASKED["words"] not in said


def test_an_employer_whose_check_ended_reads_nothing_and_can_say_no_without_words(
    employer, erin, here, amina, hugo, signed_in
):
    made = ask(employer, here, amina)
    employer.checks.update(ended_at=NOW, ended_by=hugo, ended_because="It closed.")
    client = signed_in(erin)
    said = text(client.get(answer_page(employer, made)))
    assert ASKED["words"] not in said
    assert "Your reply" not in said
    client.post(answer_page(employer, made), {"accepted": "no", "reply": "Ring me at home."})
    made.refresh_from_db()
    assert (made.accepted, made.reply) == (False, "")


def test_another_employers_request_is_not_there(employer, here, amina, signed_in):
    made, other = ask(employer, here, amina), staffed(name="Other")
    assert signed_in(other.person).get(answer_page(other, made)).status_code == 404


def test_what_waits_comes_first(employer, erin, here, amina, elsewhere, cora):
    first, second = ask(employer, here, amina), ask(employer, elsewhere, cora)
    actions.answer(approach_id=second.pk, accepted=False, reply="No.", by=erin, now=NOW)
    assert list(queries.made_to(employer)) == [first, second]


def test_to_do_counts_what_waits(employer, erin, here, amina, elsewhere, cora):
    assert not list(due(erin, NOW))
    made = ask(employer, here, amina)
    assert [one.what for one in due(erin, NOW)] == ["Answer a school that asks you"]
    ask(employer, elsewhere, cora)
    assert [one.what for one in due(erin, NOW)] == ["Answer 2 schools that ask you"]
    actions.withdraw(approach_id=made.pk, by=amina, now=NOW)
    assert [one.what for one in due(erin, NOW)] == ["Answer a school that asks you"]
    assert not list(due(amina, NOW))


def test_the_page_of_pupils_leads_to_employers(here, amina, signed_in):
    from frontdoor.organisations.access import held_at  # noqa: PLC0415 - used here alone

    found = pages(Place(here, held_at(amina, here), amina))
    assert "/employers/near/900001/" in [page.href for page in found]


@pytest.mark.parametrize("number", [1, 30])
def test_list_costs_the_same_at_any_length(near_here, amina, signed_in, django_assert_num_queries, number):
    found = [at(miles) for miles in range(number)]
    for one in found[:5]:
        ask(one, near_here, amina)
    client = signed_in(amina)
    list_of(client)
    with django_assert_num_queries(7):
        list_of(client)
