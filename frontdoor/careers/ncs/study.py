"""The subjects and named qualifications in the National Careers Service's entry routes, read as facts. Pure."""

import re

LINK = re.compile(r"\s*\[[^\]]*\]")
LEVEL = re.compile(
    r"[Ll]evel (?P<low>\d)(?:(?:,| or| and| to) (?:[Ll]evel )?(?P<high>\d))* (?P<kind>(?:National |Extended |Technical |Subsidiary |Foundation |Applied |NVQ |Principal )*"
    r"(?:Award|Certificate|Diploma))s?(?: in (?:the )?(?P<name>[A-Z][^.;,(]*?))?(?=[.;,(]| or | which | would | \(|$)"
)
T_LEVEL = re.compile(r"T [Ll]evels? in (?P<name>[A-Z][\w &]*(?:, [A-Z]\w+)*(?: and [A-Z]\w+)*)")
A_LEVEL = re.compile(r"\bA [Ll]evels? in (?P<name>[A-Z][\w ]*)")
DEGREE = re.compile(
    r"(?:degree|diploma|qualification) in (?P<name>[a-z][\w ,&]*?)(?= that| approved| which| recognised| accredited| if |[.;:]|$)"
)
AWARDS = [
    ("foundation degree", r"foundation degree", 5),
    ("higher national certificate", r"higher national certificate|\bHNC\b", 4),
    ("higher national diploma", r"higher national diploma|\bHND\b", 5),
    ("degree", r"(?<!foundation )\bdegree\b(?! apprenticeship)", 6),
    ("postgraduate course", r"postgraduate|master'?s", 7),
]
APPRENTICESHIP = {"intermediate": 2, "advanced": 3, "higher": 4, "degree": 6}


TAIL = re.compile(
    r"\s+(?:before|could|would|can give|to (?:help|get|improve)|which|at college|and find|and courses|with a specialist|accredited"
    r"|this|if you|may|might|will|when|through|as a first) .*$|\s+- for .*$| at college.*$"
)
SECOND_DEGREE = re.compile(r"GCSE|postgraduate|degree|diploma|certificate|advantage|training", re.IGNORECASE)


def plain(lines: list[str]) -> list[str]:
    """Lines without the addresses of their links."""
    return [LINK.sub("", line).strip() for line in lines]


def read_courses(lines: list[str]) -> list[dict[str, str]]:
    """College courses that are named: `{name, kind}`, where kind is "Level 2 Certificate", "T level" or "A level"."""
    found = []
    for line in plain(lines):
        text = line.removeprefix("- ")
        found += [{"kind": "T level", "name": _name(match)} for match in T_LEVEL.finditer(text)]
        found += [{"kind": "A level", "name": _name(match)} for match in A_LEVEL.finditer(text)]
        for match in LEVEL.finditer(text):
            if match["name"]:
                level = f"{match['low']} or {match['high']}" if match["high"] else match["low"]
                found.append({"kind": f"Level {level} {match['kind'].strip()}", "name": _name(match)})
    return [course for number, course in enumerate(found) if course not in found[:number]]


def _name(found: re.Match[str]) -> str:
    return TAIL.sub("", found["name"].strip()).strip(" ,.")


def read_subjects(lines: list[str]) -> list[str]:
    """Subjects of degrees: the listed ones, or the one in the sentence. Those that get you in with a degree are left out."""
    subjects = []
    listing = True
    for line in plain(lines):
        if line.startswith("- "):
            if listing and len(line) < 70:
                subjects.append(line.removeprefix("- ").strip(" .;"))
        else:
            listing = not re.search(r"postgraduate|if you (?:already )?have|conversion", line) or "degree in:" in line
            subjects += [found["name"].strip() for found in DEGREE.finditer(line) if len(found["name"]) < 60]
    names = [
        re.sub(r",? or a related subject.*$|,? for example$|,? like$|,$", "", TAIL.sub("", name)) for name in subjects
    ]
    fit = [name for name in names if name and len(name) < 55 and not SECOND_DEGREE.search(name)]
    return list(dict.fromkeys(name for name in fit if not re.match(r"(?:a|an|any|the|one of|this|another)\b", name)))


def read_awards(lines: list[str]) -> list[str]:
    """Which university qualifications the lines speak of, lowest first."""
    text = " ".join(plain(lines))
    return [name for name, words, _ in AWARDS if re.search(words, text, re.IGNORECASE)]


def read_levels(lines: list[str]) -> list[str]:
    """Which kinds of apprenticeship the lines speak of, lowest first."""
    text = " ".join(lines).lower()
    return [
        name
        for name in APPRENTICESHIP
        if re.search(rf"\b{name}\b[^.;]*apprenticeship|apprenticeship[^.;]*\b{name}\b", text)
    ]
