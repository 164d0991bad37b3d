"""The key in a letter opens one meeting, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from guidance.booking import actions, links
from guidance.booking.actions import Chosen
from guidance.models import Channel, Meeting
from tests.guidance.booking.people import NOW, TEN, book


def test_key_opens_its_meeting_also_after_it_moved(mia, ada) -> None:
    made = book(mia, ada)
    key = links.key_of(made)
    assert links.by_key(key) == made
    moved = actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, TEN, Channel.PHONE), by=None, now=NOW)
    assert links.key_of(moved) == key == links.key_of(Meeting.objects.get())
    assert links.address(made).endswith(f"?key={key}")


def test_no_other_text_opens_it(mia, ada) -> None:
    made = book(mia, ada)
    key = links.key_of(made)
    for wrong in (
        "",
        made.reference,
        key[:-1],
        key + "0",
        key[:-1] + ("0" if key[-1] != "0" else "1"),
        "é" * 48,
        "\0" * 48,
        made.reference + "\0" * 40,
        "\ud800" * 48,
    ):
        assert links.by_key(wrong) is None


def test_key_of_one_meeting_does_not_open_another(mia, pat, ada, adults) -> None:
    first, second = book(mia, ada), book(pat, adults.advisers.get())
    assert links.by_key(second.reference + links.key_of(first)[links.REFERENCE :]) is None


@given(st.text(max_size=60))
def test_any_text_is_answered(text) -> None:
    """Also one that no database takes."""
    unsaved = Meeting(pk=1, reference="ABCDEFGH", created_at=NOW)
    assert links.key_of(unsaved) != text
    assert len(links.key_of(unsaved)) == 48
