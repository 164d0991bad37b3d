"""What a screen reader says of each free time: the day and the hours as its name, how and with whom as its description.

Chromium itself works out both.
"""

import pytest

from guidance.models import Adviser, Channel
from tests.browser.looks import SMALL
from tests.browser.test_changing import abel, booked, pat, said, times  # noqa: F401 fixtures too
from tests.browser.visitors import Keyboard
from tests.guidance.factories import WeeklyFactory, able_adviser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHOOSE = "/guidance/choose/?topic=not-sure&how=phone"


def heard(visitor: Keyboard, name: str = "time") -> list[tuple[str, str]]:
    """The accessible name and description of each radio of a question, in order."""
    found = []
    document = visitor.window.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    query = {"nodeId": document, "selector": f"input[type=radio][name={name}]"}
    for node in visitor.window.send("DOM.querySelectorAll", query)["nodeIds"]:
        asked = {"nodeId": node, "fetchRelatives": False}
        (one,) = visitor.window.send("Accessibility.getPartialAXTree", asked)["nodes"]
        assert one["role"]["value"] == "radio"
        words = (one["name"]["value"], one.get("description", {}).get("value", ""))
        found.append((" ".join(words[0].split()), " ".join(words[1].split())))
    return found


@pytest.fixture
def another(abel: Adviser) -> Adviser:  # noqa: F811
    """A second adviser there, whose times begin between Abel's: whatever the clock says, both are among the next five."""
    adviser = able_adviser(abel.service.organisation, "bea@adults.example", "Bea Low")
    adviser.proofs.filter(kind="dbs").update(until="2099-08-31")
    facts = {"starts_at": "09:20", "ends_at": "16:20", "channels": [Channel.PHONE.value]}
    for weekday in range(5):
        WeeklyFactory(adviser=adviser, weekday=weekday, **facts)
    return adviser


def test_names_of_the_times_that_a_learner_chooses_from(looking, pat):  # noqa: F811
    expected = [said(one.time.start, one.time.end) for one in times(pat, 5)]
    with looking(SMALL) as visitor:
        visitor.sign_in(pat.account)
        visitor.open(CHOOSE)
        found = heard(visitor)
    assert [name for name, _description in found] == expected
    assert {description for _name, description in found} == {"Phone With Abel Stone, Invented Careers for Adults"}


def test_each_of_several_advisers_is_said_with_their_times(looking, pat, another):  # noqa: F811
    expected = [
        (said(one.time.start, one.time.end), f"Phone {one.adviser.user.full_name}, Invented Careers for Adults")
        for one in times(pat, 5)
    ]
    assert len({words for _name, words in expected}) == 2
    with looking(SMALL) as visitor:
        visitor.sign_in(pat.account)
        visitor.open(CHOOSE)
        assert heard(visitor) == expected


def test_names_of_the_times_to_which_a_meeting_moves(looking, pat, booked):  # noqa: F811
    with looking(SMALL) as visitor:
        visitor.sign_in(pat.account)
        visitor.open(f"/guidance/meetings/{booked.pk}/move/")
        found = heard(visitor)
    free = [said(one.time.start, one.time.end) for one in times(pat, 12, moving=booked.pk)]
    now_it_is = said(booked.during.lower, booked.during.upper)
    assert [name for name, _description in found] == [one for one in free if one != now_it_is][: len(found)]
    assert {description for _name, description in found} == {"Phone"}


def test_names_of_the_times_from_which_an_adviser_chooses_for_a_learner(looking, abel, pat, booked):  # noqa: F811
    with looking(SMALL) as visitor:
        visitor.sign_in(abel.user)
        visitor.open(f"/guidance/for/{pat.pk}/")
        found = heard(visitor)
    expected = [said(one.time.start, one.time.end) for one in times(pat, 15)]
    assert [name for name, _description in found] == expected
    assert {description for _name, description in found} == {"By phone"}
