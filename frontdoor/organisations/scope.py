"""In scope or not, and on which form: the one rule, on plain facts of the register.

An institution is in scope when it is asked (and reminded) each year for a return: open, in England, with somebody in
Years 7 to 13, and under the careers duty by statute or by its funding agreement (section 42A of the Education Act 1997;
DfE statutory guidance "Careers guidance and access for education and training providers", May 2025, section "Who this
guidance is for"). Independent schools (types 10 and 11) and non-maintained special schools (8) are encouraged, not
bound: "out" here means that nobody asks or reminds them. They may report if they wish, section 41 approved ones too,
and so a form is named for them.

The facts are tried in order: type; where empty or unknown, type group; where empty, phase; then ages; then the
register's setting column of our own. What none of them decides is "not known": listed for the hub, and reminded.
"""

from collections.abc import Mapping
from dataclasses import dataclass

IN, OUT, NOT_KNOWN = "in", "out", "not-known"
SCHOOLS, SPECIALIST, COLLEGES = "schools", "specialist", "colleges"


@dataclass(frozen=True)
class Facts:
    """What the register says; codes as GIAS's CSV writes them, with or without a leading zero, empty when unknown."""

    type_code: str = ""
    group_code: str = ""
    phase_code: str = ""
    status_code: str = ""
    age_low: int | None = None
    age_high: int | None = None
    setting: str = ""


@dataclass(frozen=True)
class Verdict:
    """The scope, the form ("" when there is none to fill in), and why in a sentence."""

    scope: str
    form: str
    why: str


def _asked(form: str) -> Verdict:
    return Verdict(IN, form, "It has to have regard to the careers guidance duty.")


_FREE = "The duty does not bind it. It may report if it wishes."
_NOT_A_SCHOOL = Verdict(OUT, "", "It is not a school or college that the duty is about.")
_UNCLEAR = Verdict(NOT_KNOWN, "", "The register does not say what kind of institution it is.")
_YOUNG = Verdict(OUT, "", "Nobody there is in Years 7 to 13.")

# GIAS TypeOfEstablishment codes. Bound by statute or funding agreement (domain section 7.1); which form each fills in:
# special schools and alternative provision the specialist one, everything after 16 the colleges' one. Special post-16
# institutions (32) are colleges: their funding agreement asks for guidance as a college's does.
TYPES: Mapping[str, Verdict] = {
    **dict.fromkeys(["1", "2", "3", "5", "6", "28", "34", "35", "40", "41"], _asked(SCHOOLS)),
    **dict.fromkeys(["7", "12", "14", "33", "36", "38", "42", "43", "44"], _asked(SPECIALIST)),
    **dict.fromkeys(["18", "31", "32", "39", "45", "46", "57"], _asked(COLLEGES)),
    **dict.fromkeys(["8", "10"], Verdict(OUT, SPECIALIST, _FREE)),
    "11": Verdict(OUT, SCHOOLS, _FREE),
    # nursery, secure unit, offshore, service children's, miscellaneous, university, Welsh, overseas, online, other
    # department
    **dict.fromkeys(["15", "24", "25", "26", "27", "29", "30", "37", "49", "56"], _NOT_A_SCHOOL),
}
# Type groups, for a row without a type. Special schools (5) are bound or not by their type, and "other types" (9) are
# anything: such a row stays unclear.
GROUPS: Mapping[str, Verdict] = {
    "1": _asked(COLLEGES),
    "2": _NOT_A_SCHOOL,
    "3": Verdict(OUT, SCHOOLS, _FREE),
    "4": _asked(SCHOOLS),
    "5": _UNCLEAR,
    "6": _NOT_A_SCHOOL,
    "9": _UNCLEAR,
    "10": _asked(SCHOOLS),
    "11": _asked(SCHOOLS),
    "13": _NOT_A_SCHOOL,
}
# Phases, for a row with neither. 0, "not applicable", says nothing: special schools, units and private schools bear it.
PHASES: Mapping[str, Verdict] = {
    "1": _YOUNG,
    "2": _YOUNG,
    "3": _asked(SCHOOLS),
    "4": _asked(SCHOOLS),
    "5": _asked(SCHOOLS),
    "6": _asked(COLLEGES),
    "7": _asked(SCHOOLS),
}
SETTINGS: Mapping[str, Verdict] = {
    "secondary": _asked(SCHOOLS),
    "all-through": _asked(SCHOOLS),
    "middle": _asked(SCHOOLS),
    "post-16": _asked(COLLEGES),
    "special": _asked(SPECIALIST),
    "alternative provision": _asked(SPECIALIST),
    "independent": Verdict(OUT, SCHOOLS, _FREE),
}
CLOSED = Verdict(OUT, "", "It is closed.")
PROPOSED = Verdict(OUT, "", "It has not opened yet.")


def rule(facts: Facts) -> Verdict:
    """The scope and form of an institution in England."""
    if facts.status_code.strip() == "2":
        return CLOSED
    if facts.status_code.strip() == "4":
        return PROPOSED
    verdict = _kind(facts)
    if verdict.scope == IN and not _reaches_year_7(facts):
        return _YOUNG
    return _with_form(verdict, facts)


def _kind(facts: Facts) -> Verdict:
    """What the first fact that says anything says."""
    return (
        TYPES.get(_plain(facts.type_code))
        or GROUPS.get(_plain(facts.group_code))
        or PHASES.get(_plain(facts.phase_code))
        or _by_age(facts)
        or SETTINGS.get(facts.setting, _UNCLEAR)
    )


def _by_age(facts: Facts) -> Verdict | None:
    if not facts.age_high:
        return None
    return _asked(SCHOOLS) if year_groups(facts.age_low, facts.age_high) else _YOUNG


def _reaches_year_7(facts: Facts) -> bool:
    """By the ages; by the phase where the register leaves the ages open."""
    if facts.age_high:
        return bool(year_groups(facts.age_low, facts.age_high))
    return PHASES.get(_plain(facts.phase_code)) is not _YOUNG


def _with_form(verdict: Verdict, facts: Facts) -> Verdict:
    """A school by type, group, phase or age may still be special by its setting, or teach from 16 only."""
    if verdict.scope != IN or verdict.form != SCHOOLS:
        return verdict
    if not TYPES.get(_plain(facts.type_code)) and SETTINGS.get(facts.setting) == _asked(SPECIALIST):
        return _asked(SPECIALIST)
    if _plain(facts.phase_code) == "6" or (facts.age_high and (facts.age_low or 0) >= 16):
        return _asked(COLLEGES)
    return verdict


def _plain(code: str) -> str:
    """A code without its leading zero; "00" and "0" are "0"."""
    return code.strip().lstrip("0") or ("0" if code.strip() else "")


def year_groups(age_low: int | None, age_high: int | None) -> range:
    """The year groups from 7 to 14 that an age range reaches: pupils of Year 7 turn 12, of Year 13 turn 18.

    A range of 11 to 16 is Years 7 to 11: the upper age is the one at which pupils leave. Year 14 is for those who stay
    until 19 (special schools, colleges); who only comes at 19 is past them all. An unknown age bounds nothing; the
    register writes an unknown range as 0 to 0.
    """
    if not age_high:
        age_low, age_high = (age_low or None), 18
    low = 11 if age_low is None else age_low
    return range(max(7, low - 4), min(14, age_high - 5) + 1)
