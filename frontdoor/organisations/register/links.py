"""The register's links file: which school follows which. Stored as published; read here as successions.

A link row stands at one of its two schools or at both: "Predecessor" at the newer, "Successor" at the older. Sixth-form
centre links, expansions, closures and "other" are no successions: nobody moves.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from frontdoor.ground.importing import Report
from frontdoor.ground.refused import Refused
from frontdoor.ground.tables import Row, Table, read_table
from frontdoor.organisations.models import Kind, Link, Organisation, Succession
from frontdoor.organisations.register.gias import day, whole
from frontdoor.organisations.register.succession import succeed

NEEDED = ("URN", "LinkURN", "LinkType")
WHAT = "the register's file of links (links_edubasealldata)"
# What a link's other school is to the school at which the row stands; by the start of the link's type. "Merged -
# expansion ..." and "Result of Amalgamation" stand at the school that came out of it, and name one that went in.
OLDER = ("Predecessor", "Result of Amalgamation")
NEWER = ("Successor",)
SPLIT = (
    "{count:,} closed schools have several successors. Nobody was moved. "
    "Choose one for each with the command succeed OLD_URN NEW_URN: {which}."
)


def is_links(data: bytes) -> bool:
    """Whether a file says of itself, in its first line, that it links schools."""
    return b"LinkURN" in data[:2000].partition(b"\n")[0]


def readable(data: bytes) -> bytes:
    """The file as it is; Unreadable when it is not the file of links."""
    read_table(data, needed=NEEDED, what=WHAT)
    return data


def import_links(data: bytes, report: Report, *, now: datetime) -> int:
    """Keep the links of a file, and let each closed school's one successor follow it. Inside a transaction.

    Returns how many links the file has. The report's counts are of establishments; faults of links are rejected rows.
    """
    table = read_table(data, needed=NEEDED, what=WHAT)
    links = list(_links(table, report))
    Link.objects.bulk_create(
        links,
        update_conflicts=True,
        unique_fields=["urn", "link_urn", "link_type"],
        update_fields=["link_name", "established"],
        batch_size=2000,
    )
    report.notes.append(f"{len(links):,} links between schools are kept.")
    report.notes += follow_links(now=now)
    return len(links)


def _links(table: Table, report: Report) -> Iterator[Link]:
    report.header = report.header or table.header
    for row, reason in table.misfits:
        report.reject(row.line, row.cells, reason)
    seen: set[tuple[object, ...]] = set()
    for row in table:
        link, reason = _link(row)
        if reason or link is None:
            report.reject(row.line, row.cells, reason)
        elif (key := (link.urn, link.link_urn, link.link_type)) not in seen:
            seen.add(key)
            yield link


def _link(row: Row) -> tuple[Link | None, str]:
    try:
        urn, other = whole(row["URN"]), whole(row["LinkURN"])
        established = day(row.get("LinkEstablishedDate"))
    except ValueError as error:
        return None, f"A cell {error}."
    if not urn or not other or urn == other:
        return None, "It does not link two schools by their URNs."
    name, kind = row.get("LinkName")[:250], row["LinkType"][:80]
    return Link(urn=urn, link_urn=other, link_name=name, link_type=kind, established=established), ""


def successions() -> dict[int, set[int]]:
    """By the URN of each older school, the URNs of the schools that follow it, from all links."""
    follow: dict[int, set[int]] = defaultdict(set)
    for urn, other, kind in Link.objects.values_list("urn", "link_urn", "link_type"):
        if kind.startswith(OLDER):
            follow[other].add(urn)
        elif kind.startswith(NEWER):
            follow[urn].add(other)
    return follow


def follow_links(*, now: datetime) -> list[str]:
    """Let the one successor of each closed school of the register follow it; return what a person should know.

    A school that is still open keeps its people, whatever the links say. One that was split among several is left for
    a person to decide: its people cannot be in two schools because a file says so.
    """
    follow = successions()
    institutions = Organisation.objects.filter(kind=Kind.INSTITUTION, made_up=False)
    known = institutions.in_bulk(set().union(*follow.values()), field_name="urn")
    notes, split = [], []
    for old in _not_yet_followed(institutions.filter(urn__in=follow)):
        after = [known[urn] for urn in sorted(follow[old.urn or 0]) if urn in known]
        if len(after) == 1:
            notes += _follow(old, after[0], now)
        elif after:
            split.append(f"{old.urn} ({' or '.join(str(new.urn) for new in after)})")
    return [*notes, SPLIT.format(count=len(split), which=", ".join(split))] if split else notes


def _follow(old: Organisation, new: Organisation, now: datetime) -> list[str]:
    """Two rows that contradict each other cost nobody the rest of the file."""
    try:
        succeed(old=old, new=new, by=None, now=now)
    except Refused as refusal:
        return [f"{old.urn} is not followed by {new.urn}. {refusal}"]
    return []


def _not_yet_followed(institutions: QuerySet[Organisation]) -> QuerySet[Organisation]:
    done = Succession.objects.filter(direct=True).values("old")
    return institutions.filter(status_code="2").exclude(pk__in=done).order_by("urn")
