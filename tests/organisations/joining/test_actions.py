"""Asking, inviting, confirming, deciding, leaving."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from frontdoor.ground.refused import Refused
from frontdoor.letters import sending
from frontdoor.letters.models import Letter
from frontdoor.organisations.joining import actions, links, queries
from frontdoor.organisations.models import Joining, Kind, Membership, Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, SchoolFactory, UserFactory, member
from tests.organisations.factories import JoiningFactory, waiting

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


def ask(organisation, email, role=Role.LEADER, now=NOW):
    actions.ask(organisation=organisation, role=role, email=email, full_name="Ann Other", now=now)
    return Joining.objects.filter(organisation=organisation, email=email.lower()).last()


def confirm(joining, by=None, now=LATER, name=""):
    return actions.confirm(joining_id=joining.pk, full_name=name, by=by, now=now)


def roles_of(email):
    live = Membership.objects.filter(user__email=email, ended_at=None)
    return sorted(live.values_list("organisation__name", "role"))


def letters_to(email):
    return sorted(Letter.objects.filter(to=email).values_list("kind", flat=True))


# --- Asking ---------------------------------------------------------------------------------------------------------
def test_the_schools_own_domain_opens_the_membership(here, hugo):
    confirm(ask(here, "Ann@Herefield.example"))

    assert roles_of("ann@herefield.example") == [("Herefield School", "leader")]
    assert letters_to("ann@herefield.example") == ["join-confirm", "join-joined"]
    assert letters_to(hugo.email) == ["join-told"]  # nobody was there, so the hub is told


def test_everybody_already_there_is_told(here, amina, bryn, hugo):
    confirm(ask(here, "ann@herefield.example", Role.TEACHER))

    assert letters_to(amina.email) == letters_to(bryn.email) == ["join-told"]
    assert letters_to(hugo.email) == []


@pytest.mark.parametrize(("who", "status"), [("amina", 200), ("hana", 200), ("bryn", None)])
def test_whoever_is_told_gets_a_link_only_when_it_opens_for_them(request, signed_in, here, amina, who, status):
    person = request.getfixturevalue(who)

    confirm(ask(here, "ann@herefield.example", Role.TEACHER))

    letter = Letter.objects.get(to=person.email, kind="join-told")
    links = re.findall(r"https?://[^/]+(/account/\S+)", letter.text)
    assert [signed_in(person).get(link).status_code for link in links] == ([status] if status else [])
    assert ("tell a careers leader or the head" in letter.text) == (status is None)


def test_another_domain_waits_on_the_hubs_list(here, hub, department, hugo, dee):
    joining = confirm(ask(here, "ann@elsewhere.example"))

    assert roles_of("ann@elsewhere.example") == []
    assert not User.objects.filter(email="ann@elsewhere.example").exists()
    assert list(queries.waiting_for(hub)) == [joining]
    assert not queries.waiting_for(department).exists()


def test_a_school_without_a_hub_waits_on_the_departments_list(department, dee):
    lone = SchoolFactory()

    joining = confirm(ask(lone, "ann@elsewhere.example"))

    assert list(queries.waiting_for(department)) == [joining]


def test_a_hub_with_nobody_in_it_leaves_the_decision_to_the_department(here, hub, department, dee):
    joining = confirm(ask(here, "ann@elsewhere.example"))

    assert list(queries.waiting_for(department)) == [joining]


def test_a_host_that_two_open_schools_share_vouches_for_neither(here, elsewhere):
    elsewhere.website = "http://herefield.example/elsewhere"
    elsewhere.save()

    assert not queries.vouched(here, "ann@herefield.example")


def test_the_host_of_a_closed_predecessor_does_not_count_as_shared(here):
    SchoolFactory(website="herefield.example", status_code="2", close_date=NOW.date())

    assert queries.vouched(here, "ann@herefield.example")


def test_the_first_joiner_is_careers_leader_whatever_they_asked_for(here):
    confirm(ask(here, "ann@herefield.example", Role.HEAD))

    assert roles_of("ann@herefield.example") == [("Herefield School", "leader")]


def test_the_domain_alone_makes_no_second_careers_leader(here, amina):
    confirm(ask(here, "pupil@herefield.example"))

    assert roles_of("pupil@herefield.example") == [("Herefield School", "teacher")]
    for to in (amina.email, "pupil@herefield.example"):
        assert "asked for more: Careers leader" in Letter.objects.exclude(kind="join-confirm").get(to=to).text

    confirm(actions.invite(organisation=here, role=Role.LEADER, email="pupil@herefield.example", by=amina, now=LATER))
    assert ("Herefield School", "leader") in roles_of("pupil@herefield.example")


def test_the_hub_may_make_a_second_careers_leader(here, amina, hugo):
    joining = confirm(ask(here, "ann@trust.example"))

    actions.decide(joining_id=joining.pk, accept=True, by=hugo, now=LATER)

    assert roles_of("ann@trust.example") == [("Herefield School", "leader")]


def test_nobody_becomes_head_by_asking_alone(here, amina, hub):
    joining = confirm(ask(here, "ann@herefield.example", Role.HEAD))

    assert roles_of("ann@herefield.example") == []
    assert joining in queries.waiting()


def test_asking_twice_in_a_row_is_one_letter(here):
    first = ask(here, "ann@herefield.example")
    second = ask(here, "ann@herefield.example", now=NOW + timedelta(seconds=2))

    assert first == second
    assert letters_to("ann@herefield.example") == ["join-confirm"]


def test_asking_again_later_replaces_the_link(here):
    first = ask(here, "ann@herefield.example")
    second = ask(here, "ann@herefield.example", now=NOW + timedelta(hours=1))

    with pytest.raises(Refused, match="newer one"):
        confirm(first, now=NOW + timedelta(hours=2))
    confirm(second, now=NOW + timedelta(hours=2))
    assert roles_of("ann@herefield.example") == [("Herefield School", "leader")]


def test_a_member_who_asks_is_told_by_letter_only(here, amina):
    ask(here, amina.email)
    ask(here, amina.email)

    assert letters_to(amina.email) == ["join-already"]
    assert not Joining.objects.exists()


@pytest.mark.parametrize("email", ["ann@gmail.com", "ann@Outlook.com"])
def test_public_mail_is_refused(here, email):
    with pytest.raises(Refused, match="work email"):
        ask(here, email)

    assert not Joining.objects.exists()


def test_a_closed_school_cannot_be_joined(here):
    here.status_code, here.close_date = "2", NOW.date()
    here.save()

    with pytest.raises(Refused, match="closed"):
        ask(here, "ann@herefield.example")


def test_a_school_that_is_proposed_to_close_can_still_be_joined(here):
    here.status_code, here.close_date = "3", NOW.date() + timedelta(days=280)
    here.save()

    confirm(ask(here, "ann@herefield.example"))

    assert roles_of("ann@herefield.example") == [("Herefield School", "leader")]


def test_the_host_of_a_school_that_is_proposed_to_close_counts_as_shared(here):
    SchoolFactory(website="herefield.example", status_code="3", close_date=NOW.date() + timedelta(days=280))

    assert not queries.vouched(here, "ann@herefield.example")


# --- The link -------------------------------------------------------------------------------------------------------
def test_a_link_works_once(here):
    joining = ask(here, "ann@herefield.example")
    confirm(joining)

    with pytest.raises(Refused, match="has been used"):
        confirm(joining)

    assert Membership.objects.count() == 1


def test_a_link_works_for_14_days(here):
    joining = ask(here, "ann@herefield.example")

    with pytest.raises(Refused, match="expired"):
        confirm(joining, now=NOW + timedelta(days=14))

    assert not Membership.objects.exists()
    confirm(joining, now=NOW + timedelta(days=14, seconds=-1))
    assert Membership.objects.exists()


def test_a_link_is_not_for_somebody_signed_in_with_another_address(here, cora):
    joining = ask(here, "ann@herefield.example")

    with pytest.raises(Refused, match="another address"):
        confirm(joining, by=cora)

    assert roles_of(cora.email) == [("Elsewhere Academy", "leader")]


def test_an_unproved_account_loses_the_password_that_a_stranger_may_have_chosen(here):
    squatter = UserFactory(email="ann@herefield.example", confirmed=False)

    confirm(ask(here, "ann@herefield.example"))

    squatter.refresh_from_db()
    assert not squatter.has_usable_password()
    assert squatter.emailaddress_set.filter(verified=True).exists()


def test_a_proved_account_keeps_its_password_and_its_name(here):
    ann = UserFactory(email="ann@herefield.example", full_name="Ann Real")

    confirm(ask(here, "ann@herefield.example"), name="Somebody Else")

    ann.refresh_from_db()
    assert ann.has_usable_password()
    assert ann.full_name == "Ann Real"


def test_a_person_may_hold_several_roles(here, cora):
    confirm(actions.invite(organisation=here, role=Role.TEACHER, email=cora.email, by=None, now=NOW))

    assert roles_of(cora.email) == [("Elsewhere Academy", "leader"), ("Herefield School", "leader")]


# --- Inviting -------------------------------------------------------------------------------------------------------
def test_a_leader_invites_the_head_and_the_domain_confirms(here, amina):
    joining = actions.invite(organisation=here, role=Role.HEAD, email="head@herefield.example", by=amina, now=NOW)

    confirm(joining, name="Hana Novak")

    assert roles_of("head@herefield.example") == [("Herefield School", "head")]
    assert User.objects.get(email="head@herefield.example").full_name == "Hana Novak"


def test_a_head_of_another_domain_is_confirmed_by_the_hub(here, amina, hugo):
    joining = actions.invite(organisation=here, role=Role.HEAD, email="head@trust.example", by=amina, now=NOW)
    confirm(joining)
    assert roles_of("head@trust.example") == []

    actions.decide(joining_id=joining.pk, accept=True, by=hugo, now=LATER)

    assert roles_of("head@trust.example") == [("Herefield School", "head")]


def test_a_hub_invites_the_first_person_of_its_school_only_as_careers_leader(here, beyond, hugo):
    joining = actions.invite(organisation=here, role=Role.LEADER, email="x@office.example", by=hugo, now=NOW)
    confirm(joining)

    assert roles_of("x@office.example") == [("Herefield School", "leader")]
    with pytest.raises(Refused):
        actions.invite(organisation=beyond, role=Role.LEADER, email="x@office.example", by=hugo, now=NOW)


@pytest.mark.parametrize("who", ["bryn", "cora", "hugo"])
def test_only_managers_and_those_above_invite(request, here, amina, who):
    stranger = request.getfixturevalue(who)
    organisation = OrganisationFactory(kind=Kind.HUB) if who == "hugo" else here

    with pytest.raises(Refused):
        actions.invite(organisation=organisation, role=Role.TEACHER, email="x@work.example", by=stranger, now=NOW)

    assert not Letter.objects.exists()


def test_the_department_invites_hubs_and_councils(hub, council, dee):
    for body, role in ((hub, Role.HUB), (council, Role.COUNCIL)):
        email = f"first@{role}.example"
        confirm(actions.invite(organisation=body, role=role, email=email, by=dee, now=NOW))
        assert roles_of(email) == [(body.name, role.value)]


def test_inviting_twice_in_a_row_is_one_letter(here, amina):
    for _ in range(2):
        actions.invite(organisation=here, role=Role.TEACHER, email="x@work.example", by=amina, now=NOW)

    assert letters_to("x@work.example") == ["join-invitation"]


def test_a_withdrawn_invitation_does_not_work(here, amina):
    joining = actions.invite(organisation=here, role=Role.TEACHER, email="x@work.example", by=amina, now=NOW)

    actions.withdraw(joining_id=joining.pk, by=amina, now=NOW)

    with pytest.raises(Refused, match="withdrawn"):
        confirm(joining)


def test_an_invitation_ends_with_the_inviters_role(here, amina, hana):
    joining = actions.invite(organisation=here, role=Role.TEACHER, email="x@work.example", by=amina, now=NOW)

    actions.remove(membership_id=amina.memberships.get().pk, by=hana, now=NOW)

    with pytest.raises(Refused, match="withdrawn"):
        confirm(joining)


def test_a_stranger_who_asks_with_an_invited_address_sends_its_letter_again_and_cancels_nothing(here, amina):
    invitation = actions.invite(organisation=here, role=Role.LEADER, email="x@work.example", by=amina, now=NOW)

    for _ in range(2):
        assert ask(here, "x@work.example", now=NOW + timedelta(hours=1)) == invitation

    assert Joining.objects.count() == 1
    assert letters_to("x@work.example") == ["join-invitation", "join-invitation"]
    confirm(invitation, now=NOW + timedelta(hours=2))
    assert roles_of("x@work.example") == [("Herefield School", "leader")]


@pytest.mark.parametrize("dead", [{"created_by": None}, {"expires_at": NOW}])
def test_an_invitation_that_no_longer_works_does_not_keep_its_person_from_asking(here, amina, dead):
    invitation = actions.invite(organisation=here, role=Role.LEADER, email="x@work.example", by=amina, now=NOW)
    Joining.objects.filter(pk=invitation.pk).update(**dead)

    asked = ask(here, "x@work.example", now=LATER)

    assert not asked.invited
    assert letters_to("x@work.example") == ["join-confirm", "join-invitation"]


@pytest.mark.parametrize("confirmed", [True, False])
def test_somebody_who_asked_and_is_then_invited_comes_in_as_invited(here, amina, confirmed):
    asked = ask(here, "x@work.example", Role.TEACHER)
    if confirmed:
        confirm(asked)  # another domain: waits for the hub

    invitation = actions.invite(organisation=here, role=Role.TEACHER, email="x@work.example", by=amina, now=LATER)

    assert (invitation.invited, invitation.created_by) == (True, amina)
    assert asked not in queries.waiting()
    confirm(invitation, now=LATER)
    assert roles_of("x@work.example") == [("Herefield School", "teacher")]


def test_an_invitation_to_another_organisation_ends_with_the_inviters_role(here, hub, hugo, dee):
    joining = actions.invite(organisation=here, role=Role.LEADER, email="x@work.example", by=hugo, now=NOW)
    second = member("second@hub.example", "Second", hub, Role.HUB)
    actions.remove(membership_id=hugo.memberships.get().pk, by=second, now=NOW)

    with pytest.raises(Refused, match="can no longer invite people here"):
        confirm(joining)

    assert roles_of("x@work.example") == []


def test_an_invitation_of_a_deleted_account_is_not_from_the_command_line(here, amina):
    joining = actions.invite(organisation=here, role=Role.HEAD, email="x@work.example", by=amina, now=NOW)
    Joining.objects.filter(pk=joining.pk).update(created_by=None)  # as SET_NULL leaves it

    with pytest.raises(Refused, match="can no longer invite people here"):
        confirm(joining)


def test_an_invitation_from_the_command_line_opens_even_a_heads_role(here, amina):
    confirm(actions.invite(organisation=here, role=Role.HEAD, email="x@work.example", by=None, now=NOW))

    assert roles_of("x@work.example") == [("Herefield School", "head")]


# --- Deciding -------------------------------------------------------------------------------------------------------
def test_declining_tells_the_person_and_opens_nothing(here, hugo):
    joining = waiting(here, email="ann@elsewhere.example")

    actions.decide(joining_id=joining.pk, accept=False, by=hugo, now=NOW)

    assert letters_to("ann@elsewhere.example") == ["join-declined"]
    assert not Membership.objects.filter(organisation=here).exists()


def test_the_first_answer_stands(here, hugo):
    joining = waiting(here)
    actions.decide(joining_id=joining.pk, accept=False, by=hugo, now=NOW)

    with pytest.raises(Refused, match="already"):
        actions.decide(joining_id=joining.pk, accept=True, by=hugo, now=NOW)

    assert not Membership.objects.filter(organisation=here).exists()


@pytest.mark.parametrize("who", ["amina", "hana", "cora", "dee"])
def test_nobody_else_decides(request, here, hugo, who):
    joining = waiting(here)

    with pytest.raises(Refused, match="not yours"):
        actions.decide(joining_id=joining.pk, accept=True, by=request.getfixturevalue(who), now=NOW)


def test_another_hub_does_not_decide(here, beyond, hugo):
    far = member("far@hub.example", "Far", beyond.council.hub, Role.HUB)

    with pytest.raises(Refused, match="not yours"):
        actions.decide(joining_id=waiting(here).pk, accept=True, by=far, now=NOW)


# --- Leaving --------------------------------------------------------------------------------------------------------
def test_one_press_removes_a_person_and_tells_them(here, amina, bryn):
    actions.remove(membership_id=bryn.memberships.get().pk, by=amina, now=NOW)

    assert roles_of(bryn.email) == []
    assert letters_to(bryn.email) == ["join-ended"]


def test_the_last_one_cannot_remove_themselves(here, amina, bryn):
    with pytest.raises(Refused, match="last person"):
        actions.remove(membership_id=amina.memberships.get().pk, by=amina, now=NOW)

    assert roles_of(amina.email) == [("Herefield School", "leader")]


def test_somebody_leaves_when_another_can_invite(here, amina, hana):
    actions.remove(membership_id=amina.memberships.get().pk, by=amina, now=NOW)

    assert roles_of(amina.email) == []


def test_two_who_remove_each_other_leave_one(here, amina, hana):
    actions.remove(membership_id=hana.memberships.get().pk, by=amina, now=NOW)

    with pytest.raises(Refused):
        actions.remove(membership_id=amina.memberships.get().pk, by=hana, now=NOW)

    assert queries.live_members(here).get().user == amina


@pytest.mark.parametrize("who", ["bryn", "cora", "hugo", "dee"])
def test_nobody_else_removes(request, here, amina, who):
    with pytest.raises(Refused):
        actions.remove(membership_id=amina.memberships.get().pk, by=request.getfixturevalue(who), now=NOW)


def test_removing_twice_is_removing_once(here, amina, bryn):
    membership = bryn.memberships.get()
    actions.remove(membership_id=membership.pk, by=amina, now=NOW)
    actions.remove(membership_id=membership.pk, by=amina, now=LATER)

    membership.refresh_from_db()
    assert membership.ended_at == NOW
    assert letters_to(bryn.email) == ["join-ended"]


def test_keys_of_letters_hold_no_address(here, amina, hugo):
    confirm(ask(here, "ann@herefield.example", Role.TEACHER))
    confirm(ask(here, "bob@elsewhere.example", Role.TEACHER))

    assert not [key for key in Letter.objects.values_list("key", flat=True) if "@" in key]


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("invited", [True, False])
def test_a_letter_with_a_link_to_join_is_emptied_once_sent_except_in_demo(here, amina, settings, demo, invited):
    settings.DEMO = demo
    joining = _invited(here, amina) if invited else ask(here, "ann@herefield.example")
    letter = Letter.objects.get(to=joining.email)
    assert links.key(joining) in letter.text

    assert sending.send(letter_id=letter.pk, now=NOW) == "sent"

    letter.refresh_from_db()
    assert bool(letter.text) is bool(letter.html) is demo


def _invited(school, by):
    return actions.invite(organisation=school, role=Role.TEACHER, email="new@herefield.example", by=by, now=NOW)


def test_the_database_keeps_one_open_row_an_address_and_role(here):
    JoiningFactory(organisation=here, email="ann@work.example")

    with pytest.raises(Exception, match="organisations_joining_one_open"), connection.cursor():
        JoiningFactory(organisation=here, email="ann@work.example")


def test_an_adviser_is_never_the_first_of_a_school(here, amina):
    invited = actions.invite(organisation=here, role=Role.ADVISER, email="ada@herefield.example", by=None, now=NOW)
    Membership.objects.filter(user=amina).update(ended_at=NOW)
    with pytest.raises(Refused, match="careers leader joins first"):
        confirm(invited)
    with pytest.raises(Refused, match="careers leader joins first"):
        actions.invite(organisation=here, role=Role.ADVISER, email="bo@herefield.example", by=None, now=NOW)
    assert roles_of("ada@herefield.example") == []
