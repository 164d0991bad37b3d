"""Entry requirements and checks as typed facts, and the words we say them in. Pure: no Django, no database.

A need is a plain mapping, so that it stands readably in `data/*.yaml` and in one JSON column:

    {what: gcse, least: 4, most: 5, grades: 9 to 4, with: [English, maths], for: a level 3 course}

`what` is one of WHATS. `least` and `most` count qualifications; `with` names subjects that must be among them; `or`
names what is taken in their place; `words` is the name of a qualification that is none of the usual ones.
A check is `{kind: ..., body: ...}`, where `kind` is a key of `data/checks.yaml`.
"""

from typing import TypedDict

from frontdoor.ground.lists import listed

Need = TypedDict(
    "Need",
    {
        "what": str,
        "least": int,
        "most": int,
        "grades": str,
        "with": list[str],
        "usually": bool,
        "or": list[str],
        "for": str,
        "words": str,
    },
    total=False,
)


class Check(TypedDict, total=False):
    kind: str
    body: str


WHATS = {
    "gcse": ("GCSE", "GCSEs"),
    "a-level": ("A level", "A levels"),
    "degree": ("a degree", "a degree"),
    "related-degree": ("a degree in a related subject", ""),
    "any-degree": ("a degree in any subject", ""),
    "foundation-diploma": ("a foundation diploma in art and design", ""),
    "level-3": ("a level 3 diploma", ""),
    "experience": ("experience of this kind of work", ""),
    "audition": ("a good audition", ""),
    "music-grade-8": ("grade 8 in your main instrument", ""),
    "other": ("", ""),
}
COUNTED = {"gcse", "a-level"}


def need_words(need: Need) -> str:
    """One requirement in our own words: "4 or 5 GCSEs at grades 9 to 4, with English and maths, for a level 3 course"."""
    what = need["what"]
    said = _counted(need) if what in COUNTED else need.get("words") or WHATS[what][0]
    if need.get("grades"):
        said += f" at grades {need['grades']}"
    if need.get("with"):
        said += f", {'usually ' if need.get('usually') else ''}with {listed(need['with'])}"
    if need.get("or"):
        said += f", or {listed(need['or'], 'or')}"
    if need.get("for"):
        said += f"{',' if ',' in said else ''} for {need['for']}"
    return said


def _counted(need: Need) -> str:
    one, many = WHATS[need["what"]]
    least, most = need.get("least"), need.get("most")
    if least is None and most is None:
        return f"some {many}" if need["what"] == "gcse" else many
    if least == most:
        return f"{least} {one if least == 1 else many}"
    if most is None:
        return f"{least} or more {many}"
    if least is None:
        return f"{most} or fewer {many}"
    joint = "or" if most - least == 1 else "to"
    return f"{least} {joint} {most} {many}"


def is_need(need: object) -> bool:
    """Whether a mapping has a need's shape, so that a file of facts is refused before it is stored."""
    if not isinstance(need, dict) or need.get("what") not in WHATS or not need.keys() <= Need.__annotations__.keys():
        return False
    least, most = need.get("least"), need.get("most")
    return not (isinstance(least, int) and isinstance(most, int) and least > most)
