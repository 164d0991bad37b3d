"""Words one after the other, as a person says them. Pure: no Django."""

from collections.abc import Sequence


def listed(words: Sequence[str], joint: str = "and") -> str:
    """`a, b and c`; empty for none."""
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
