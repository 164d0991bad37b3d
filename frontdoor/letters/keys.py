"""Letters that carry a key: whoever reads one can act with it, so its words are not kept once it has gone.

A room names its own kinds of letter in a module that is imported when the apps are ready. In demo mode, where no letter
leaves, the words stay for the mailbox.
"""

from django.conf import settings

EMPTY = {"text": "", "html": ""}
_kinds: set[str] = set()


def carries_a_key(kind: str) -> None:
    """From now on the words of this kind of letter are emptied when it is sent."""
    _kinds.add(kind)


def emptied_once_sent(kind: str) -> dict[str, str]:
    """The changes to a letter of this kind that has just been sent; none for most kinds."""
    return EMPTY if kind in _kinds and not settings.DEMO else {}
