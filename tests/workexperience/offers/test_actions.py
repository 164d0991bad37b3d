"""What an employer does with an offer, each safe to repeat, and what anybody else sees of it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Outcode
from tests.workexperience.factories import applied
from tests.workexperience.offers.conftest import NOW, ONLINE_DAY, WEEK
from workexperience.models import Application, ApplicationState, Check, Offer, OfferState
from workexperience.offers import actions, queries
from workexperience.offers.whole import save_whole

TODAY = NOW.date()


def listed(on: date = TODAY) -> list[int]:
    return list(queries.listed(on).values_list("pk", flat=True))


def change(offer: Offer, by, **changes: object) -> Offer:
    return actions.change(offer_id=offer.pk, changes=changes, by=by, now=NOW)


def test_a_second_click_begins_no_second_draft(firm, erin, omar) -> None:
    def begin(by, kind="visit"):
        return actions.begin(employer=firm, kind=kind, mode="in-person", label="", by=by, now=NOW)

    first = begin(erin)
    assert begin(erin) == first
    assert len({first, begin(omar), begin(erin, kind="talk")}) == 3
    change(first, erin, title="A morning on the floor")
    assert begin(erin) != first


def test_a_draft_without_problems_opens_and_stays_open_at_a_second_click(draft, erin, omar) -> None:
    opened = actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    again = actions.open_offer(offer_id=draft.pk, by=omar, now=NOW + timedelta(minutes=1))
    assert (again.state, again.opened_by, again.opened_at) == (OfferState.OPEN, erin, NOW)
    assert opened == again


def test_a_draft_with_a_problem_does_not_open(draft, erin) -> None:
    change(draft, erin, year_groups=[9])
    with pytest.raises(Refused, match="Year 10 and above"):
        actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    draft.refresh_from_db()
    assert draft.state == OfferState.DRAFT


def test_the_postcode_gives_the_point_in_its_usual_writing(draft, erin) -> None:
    change(draft, erin, postcode="ls270pe")
    draft.refresh_from_db()
    assert (draft.postcode, draft.easting, draft.northing) == ("LS27 0PE", 426_000, 427_000)
    change(draft, erin, postcode="")
    draft.refresh_from_db()
    assert (draft.easting, draft.northing) == (None, None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("CF10 1AA", "not in England"), ("QQ1 1QQ", "do not know"), ("LS27", "full postcode"), ("Leeds", "full postcode")],
)
def test_a_postcode_that_is_not_in_england_is_refused_and_the_old_one_stays(draft, erin, typed, words) -> None:
    Outcode.objects.create(outcode="CF10", point=(318_000, 176_000), region="Wales")
    with pytest.raises(Refused, match=words):
        change(draft, erin, postcode=typed)
    draft.refresh_from_db()
    assert draft.postcode == "LS27 0PD"


def test_a_made_up_postcode_with_a_point_of_its_own_stays_when_another_answer_changes(draft, erin) -> None:
    Offer.objects.filter(pk=draft.pk).update(postcode="ZZ1 1ZZ", easting=1, northing=2)
    change(draft, erin, postcode="zz1 1zz", town="Merrow")
    draft.refresh_from_db()
    assert (draft.town, draft.easting) == ("Merrow", 1)


def test_two_colleagues_on_two_screens_do_not_overwrite_each_other(draft, erin, omar) -> None:
    change(draft, erin, title="From Erin")
    change(draft, omar, dress="From Omar")
    draft.refresh_from_db()
    assert (draft.title, draft.dress) == ("From Erin", "From Omar")


def test_a_column_that_no_screen_asks_is_not_changed_by_a_form(draft, erin) -> None:
    with pytest.raises(ValueError, match="opened_at"):
        change(draft, erin, opened_at=NOW)


def test_an_open_offer_gets_no_problem_by_a_change(draft, erin) -> None:
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    with pytest.raises(Refused, match="Enter a title"):
        change(draft, erin, title="  ")
    with pytest.raises(Refused, match="8 hours"):
        actions.set_sessions(offer_id=draft.pk, sessions=[replace(WEEK, ends_at=time(19))], by=erin, now=NOW)
    draft.refresh_from_db()
    assert draft.title == "A week in the workshop"
    assert queries.days_of(draft.sessions.get()) == WEEK


def test_an_open_offer_whose_days_are_gone_can_still_be_corrected(draft, erin) -> None:
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    late = NOW + timedelta(days=90)
    actions.change(offer_id=draft.pk, changes={"supervisor_phone": "01632 960009"}, by=erin, now=late)
    draft.refresh_from_db()
    assert draft.supervisor_phone == "01632 960009"


def test_days_that_stay_keep_their_rows(draft, erin) -> None:
    old = draft.sessions.get()
    later = replace(WEEK, first_day=date(2027, 3, 8), last_day=date(2027, 3, 12))
    actions.set_sessions(offer_id=draft.pk, sessions=[WEEK, later], by=erin, now=NOW)
    assert draft.sessions.count() == 2
    assert draft.sessions.filter(pk=old.pk).exists()
    draft.refresh_from_db()
    assert draft.closes_on == date(2027, 2, 1)


def test_days_that_end_before_they_begin_are_refused_not_stored(draft, erin) -> None:
    with pytest.raises(Refused, match="must not be before"):
        actions.set_sessions(offer_id=draft.pk, sessions=[replace(WEEK, last_day=date(2027, 2, 1))], by=erin, now=NOW)
    with pytest.raises(Refused, match="must not be below"):
        change(draft, erin, youngest=17, oldest=16)


def test_days_follow_the_mode_unless_there_are_both_sorts(draft, erin) -> None:
    change(draft, erin, kind="talk", mode="online")
    assert draft.sessions.get().is_online
    change(draft, erin, mode="blended")
    actions.set_sessions(offer_id=draft.pk, sessions=[WEEK, ONLINE_DAY], by=erin, now=NOW)
    change(draft, erin, mode="in-person")
    assert sorted(draft.sessions.values_list("is_online", flat=True)) == [False, True]


def test_a_closed_offer_is_seen_by_nobody_changed_by_nobody_and_closed_once(checked, draft, erin, omar) -> None:
    with pytest.raises(Refused, match="is a draft"):
        actions.close(offer_id=draft.pk, by=erin, now=NOW)
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    assert listed() == [draft.pk]
    actions.close(offer_id=draft.pk, by=erin, now=NOW)
    again = actions.close(offer_id=draft.pk, by=omar, now=NOW)
    assert again.closed_by == erin
    assert listed() == []
    for act in (
        lambda: change(draft, erin, title="x"),
        lambda: actions.open_offer(offer_id=draft.pk, by=erin, now=NOW),
    ):
        with pytest.raises(Refused, match="is closed"):
            act()


def test_offering_again_copies_everything_but_the_days_and_once_only(draft, erin) -> None:
    Offer.objects.filter(pk=draft.pk).update(reference="A-1")
    copy = actions.again(offer_id=draft.pk, by=erin, now=NOW)
    assert actions.again(offer_id=draft.pk, by=erin, now=NOW) == copy
    assert (copy.copied_from, copy.state, copy.reference, copy.closes_on) == (draft, OfferState.DRAFT, "", None)
    assert (copy.title, copy.easting, copy.year_groups) == ("A week in the workshop", 426_000, [10, 11])
    assert not copy.sessions.exists()
    actions.set_sessions(offer_id=copy.pk, sessions=[WEEK], by=erin, now=NOW)
    assert actions.again(offer_id=draft.pk, by=erin, now=NOW) != copy


def test_only_a_draft_is_thrown_away_and_twice_is_fine(draft, erin) -> None:
    copy = actions.again(offer_id=draft.pk, by=erin, now=NOW)
    actions.throw_away(offer_id=copy.pk, by=erin, now=NOW)
    actions.throw_away(offer_id=copy.pk, by=erin, now=NOW)
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    with pytest.raises(Refused, match="Close it instead"):
        actions.throw_away(offer_id=draft.pk, by=erin, now=NOW)
    assert Offer.objects.get() == draft


def test_an_offer_of_an_unchecked_employer_opens_and_nobody_sees_it(draft, erin) -> None:
    assert actions.open_offer(offer_id=draft.pk, by=erin, now=NOW).state == OfferState.OPEN
    assert listed() == []


def test_an_offer_is_seen_until_the_last_day_to_apply_and_while_days_are_to_come(checked, draft, erin) -> None:
    assert listed() == []
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    assert listed(date(2027, 2, 1)) == [draft.pk]
    assert listed(date(2027, 2, 2)) == []
    Offer.objects.update(closes_on=None)
    assert listed(date(2027, 2, 28)) == [draft.pk]
    assert listed(date(2027, 3, 1)) == []
    assert listed(date(2027, 3, 2)) == []
    Check.objects.update(insured_until=date(2027, 2, 14))
    assert listed(date(2027, 2, 15)) == []


def test_a_blended_offer_is_seen_while_both_its_sorts_are_to_come(checked, draft, erin) -> None:
    change(draft, erin, mode="blended")
    early = replace(ONLINE_DAY, first_day=date(2027, 1, 18), last_day=date(2027, 1, 18))
    actions.set_sessions(offer_id=draft.pk, sessions=[WEEK, early], by=erin, now=NOW)
    actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    assert listed(date(2027, 1, 17)) == [draft.pk]
    assert listed(date(2027, 1, 18)) == []


def whole(firm, facts, days=(WEEK,), reference="A-1", now=NOW):
    return save_whole(employer=firm, reference=reference, facts=facts, sessions=days, by=None, now=now)


def test_a_whole_offer_is_created_opened_updated_and_then_left_alone(checked, facts) -> None:
    made = whole(checked, facts)
    assert (made.outcome, made.problems) == ("created", ())
    assert listed() == [made.offer_id]
    assert whole(checked, facts).outcome == "unchanged"
    assert whole(checked, facts | {"title": "Two weeks"}).outcome == "updated"
    assert whole(checked, facts | {"title": "Two weeks"}, days=(replace(WEEK, places=5),)).outcome == "updated"
    offer = Offer.objects.get()
    assert (offer.title, offer.sessions.get().places, offer.created_by) == ("Two weeks", 5, None)
    assert whole(checked, facts, reference="A-2").outcome == "created"


def test_a_whole_offer_with_problems_stores_nothing_and_names_each(checked, facts) -> None:
    rejected = whole(checked, facts | {"year_groups": [8], "title": ""}, days=(replace(WEEK, ends_at=time(20)),))
    assert rejected.outcome == "rejected"
    assert [one.field for one in rejected.problems][:2] == ["title", "year_groups"]
    assert not Offer.objects.exists()
    whole(checked, facts)
    assert whole(checked, facts | {"title": ""}).outcome == "rejected"
    assert Offer.objects.get().title == "A week in the workshop"


@pytest.mark.parametrize(
    ("changes", "reference", "field"),
    [
        ({"title": "x" * 101}, "A-1", "title"),
        ({"postcode": "QQ1 1QQ"}, "A-1", "postcode"),
        ({"youngest": 7}, "A-1", "youngest"),
        ({"youngest": 17, "oldest": 16}, "A-1", "oldest"),
        ({}, " ", "reference"),
    ],
)
def test_what_no_column_takes_is_a_problem_of_that_column(checked, facts, changes, reference, field) -> None:
    rejected = whole(checked, facts | changes, reference=reference)
    assert [one.field for one in rejected.problems] == [field]


def test_the_same_file_again_changes_nothing_when_days_are_gone_or_the_offer_closed(checked, facts, erin) -> None:
    made = whole(checked, facts)
    assert whole(checked, facts, now=NOW + timedelta(days=90)).outcome == "unchanged"
    actions.close(offer_id=made.offer_id, by=erin, now=NOW)
    assert whole(checked, facts).outcome == "unchanged"
    changed = whole(checked, facts | {"title": "Other"})
    assert changed.outcome == "rejected"
    assert "another reference" in changed.problems[0].sentence


def test_what_was_agreed_to_stays_as_it_is_while_somebody_comes(checked, draft, erin, facts) -> None:
    offer = actions.open_offer(offer_id=draft.pk, by=erin, now=NOW)
    applied(offer.sessions.get())
    change(offer, erin, dress="Old clothes", **facts)
    moved = {"address": "Unit 9, Elsewhere", "banned_tasks": "", "doing": "You will weld.", "year_groups": [11]}
    for name in ("address", "doing", "year_groups"):
        with pytest.raises(Refused, match="Close this offer and offer it again"):
            change(offer, erin, **{name: moved[name]})
    Application.objects.update(state=ApplicationState.WITHDRAWN, ended_at=NOW)
    change(offer, erin, **moved)


def test_a_file_changes_nothing_that_was_agreed_to_while_somebody_comes(checked, erin, facts) -> None:
    about = {"employer": checked, "reference": "W1", "by": erin, "now": NOW}
    made = save_whole(facts=facts, sessions=[WEEK], **about)
    applied(Offer.objects.get(pk=made.offer_id).sessions.get())
    whole = save_whole(facts=facts | {"town": "Leeds"}, sessions=[WEEK], **about)
    assert (whole.outcome, whole.problems[0].sentence) == ("rejected", queries.SOME_APPLIED)
    assert save_whole(facts=facts, sessions=[replace(WEEK, places=9)], **about).outcome == "updated"
