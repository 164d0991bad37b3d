"""Letters that carry a key: whoever reads one can act with it, so its words are not kept once it has ended.

A room names its own kinds of letter in a module that is imported when the apps are ready. In demo mode, where no letter
leaves, the words stay for the mailbox.
"""

from django.conf import settings

EMPTY = {"text": "", "html": ""}
_kinds: set[str] = set()


def carries_a_key(kind: str) -> None:
    """From now on the words of this kind of letter are emptied when it is sent, refused, too late or dealt with."""
    _kinds.add(kind)


def emptied_once_over(kind: str) -> dict[str, str]:
    """The changes to a letter of this kind that has just ended, however it ended; none for most kinds."""
    return EMPTY if kind in emptied() else {}


def emptied() -> frozenset[str]:
    """The kinds whose words are emptied; none in demo mode."""
    return frozenset() if settings.DEMO else frozenset(_kinds)
