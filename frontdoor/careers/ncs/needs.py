"""The wording of the National Careers Service's entry requirements, read as facts. Pure.

Their editors use a small set of phrases ("4 or 5 GCSEs at grades 9 to 4 (A* to C), or equivalent, including English and
maths, for a level 3 course"); a phrase that is none of them becomes a need of kind `other` with their words.
"""

import re

from frontdoor.careers.facts import Need

NUMBER = r"(?P<least>\d)(?: (?:or|to) (?P<most>\d))?(?P<more> or more| or fewer)?"
GCSE = re.compile(rf"(?:(?P<floor>at least )?{NUMBER} |some )?GCSEs?\b")
A_LEVEL = re.compile(rf"(?:(?P<floor>at least |between )?{NUMBER}(?: and (?P<top>\d))? )?A levels?\b")
GRADES = re.compile(r"grades? (\d) to (\d)")
FOR = re.compile(r",? for (a|an|primary|postgraduate) (.+)$")
WITH = re.compile(
    r"(?P<soft>usually |preferably )?(?:including|\(including|in) (?P<names>(?:English|maths|music|a science|science|biology|chemistry|physics|computing|at least 1 science|a creative subject).*)$"
)
OTHERS: list[tuple[str, Need]] = [
    (r"^a degree in a relevant subject", {"what": "related-degree"}),
    (r"^a degree in any subject", {"what": "any-degree"}),
    (r"^a degree\b", {"what": "degree"}),
    (r"foundation diploma in art", {"what": "foundation-diploma"}),
    (r"audition", {"what": "audition"}),
    (r"grade 8 in your main instrument", {"what": "music-grade-8"}),
    (r"^experience in related work", {"what": "experience"}),
    (r"^to be a registered nurse", {"what": "other", "words": "to be a registered nurse"}),
    (r"excellent standard of English", {"what": "other", "words": "very good English"}),
    (r"fitness qualification", {"what": "other", "words": "a level 2 or 3 fitness qualification"}),
    (r"City and Guilds Forging Certificate", {"what": "other", "words": "the City and Guilds Forging Certificate"}),
]
NOTHING = re.compile(r"requirements? vary", re.IGNORECASE)


def read_needs(phrase: str) -> list[Need]:
    """What one phrase asks for: one need, or two where it asks for GCSEs and A levels. Empty when it asks for nothing."""
    text = re.sub(r"\s*\(A\*?[^)]*\)|,? or equivalent( qualifications)?", "", " ".join(phrase.split())).strip(" .,")
    if not text or NOTHING.search(text):
        return []
    goal = ""
    if found := FOR.search(text):
        goal = f"{found[1]} {found[2]}"
        text = text[: found.start()].strip(" ,")
    needs = [need for need in (_gcses(text), _a_levels(text)) if need]
    if not needs:
        needs = [_other(text)]
    _add_subjects(text, needs[-1])
    _add_stand_ins(text, needs[-1])
    for need in needs:
        if goal:
            need["for"] = _goal(goal)
    return needs


def _other(text: str) -> Need:
    for words, need in OTHERS:
        if re.search(words, text):
            return need.copy()
    return {"what": "other", "words": text}


def _goal(goal: str) -> str:
    if goal.startswith("primary"):
        return "primary school teaching"
    if goal.startswith("postgraduate"):
        return "a postgraduate course"
    return goal


def _gcses(text: str) -> Need | None:
    found = GCSE.search(text)
    if not found:
        return None
    need = _count(found, {"what": "gcse"})
    if found["floor"]:
        need.pop("most", None)
    if grades := GRADES.search(text):
        need["grades"] = f"{grades[1]} to {grades[2]}"
    return need


def _a_levels(text: str) -> Need | None:
    found = A_LEVEL.search(text)
    if not found:
        return None
    need = _count(found, {"what": "a-level"})
    if found["top"]:
        need["most"] = int(found["top"])
    if (found["floor"] or "").startswith("at least"):
        need.pop("most", None)
    return need


def _count(found: re.Match[str], need: Need) -> Need:
    if found["least"] is None:
        return need
    least, more = int(found["least"]), (found["more"] or "").strip()
    if more == "or fewer":
        return need | {"most": least}
    if more == "or more":
        return need | {"least": least}
    return need | {"least": least, "most": int(found["most"] or least)}


def _add_subjects(text: str, need: Need) -> None:
    found = WITH.search(text)
    if not found:
        single = re.match(r"GCSE (science) at", text)
        if single:
            need.update({"with": ["science"], "least": 1, "most": 1})
        return
    names = re.split(r", or ", found["names"])[0].rstrip(") ")
    need["with"] = [name.strip() for name in re.split(r",\s*|\s+and\s+", names) if name.strip()]
    if need["with"] == ["English maths", "sciences"]:
        need["with"] = ["English", "maths", "sciences"]
    if found["soft"]:
        need["usually"] = True


def _add_stand_ins(text: str, need: Need) -> None:
    stand_ins = []
    if "level 3 diploma" in text:
        stand_ins.append("a level 3 diploma")
    if "access to higher education" in text:
        stand_ins.append("an access to higher education course")
    if "relevant experience" in text:
        stand_ins.append("experience of this work")
    if "and work experience" in text:
        need["with"] = [*need.get("with", []), "work experience"]
    if stand_ins:
        need["or"] = stand_ins
