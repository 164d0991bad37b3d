"""Checks and licences in the source's phrases."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers import content
from frontdoor.careers.ncs.checks import CARDS, FURTHER, RESTRICTIONS, read_checks


def test_each_check_is_named_once_and_the_stronger_one_stays():
    found = read_checks(
        [
            "pass enhanced background checks [https://x.example]",
            "pass background checks",
            "have a full driving licence",
        ],
        ["you'll need to register with the General Dental Council [https://y.example]"],
        ["You may need a driving licence for some jobs.", "Be cheerful."],
    )

    assert found == [
        {"kind": "enhanced-check"},
        {"kind": "driving-licence"},
        {"kind": "register", "body": "General Dental Council"},
    ]


def test_register_that_one_may_join_is_no_duty():
    found = read_checks(
        [], ["you can register with the Royal Institute of Chartered Surveyors to become chartered"], []
    )
    assert found == [{"kind": "may-register", "body": "Royal Institute of Chartered Surveyors"}]


def test_every_kind_has_words():
    kinds = {kind for table in (RESTRICTIONS, CARDS, FURTHER) for _, kind in table} - {""}
    assert kinds <= content.checks().keys()


@given(*[st.lists(st.text(max_size=60), max_size=4)] * 3)
def test_any_phrases_give_known_kinds(restrictions, registrations, further):
    assert all(check["kind"] in content.checks() for check in read_checks(restrictions, registrations, further))
