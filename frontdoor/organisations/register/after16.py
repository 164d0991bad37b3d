"""Where somebody can learn after 16: sixth forms, colleges, and special schools and colleges, nearest first.

By the register's codes (GIAS TypeOfEstablishment and PhaseOfEducation); where a row has no type, by our own grouping.
Left out: schools that charge fees (type 11), units for a short time, those closed or not yet open, and those whose ages
the register does not say.
"""

from enum import StrEnum

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from frontdoor.organisations.models import Kind, Near, Organisation, Point, PointField

SPECIAL_SCHOOLS = ["7", "07", "8", "08", "10", "12", "33", "36", "44"]
SPECIAL_COLLEGE = "32"
COLLEGES = ["18", "31", "39", "45", "46"]
SIXTEEN_PLUS = "6"
SCHOOLS = ["1", "01", "2", "02", "3", "03", "5", "05", "6", "06", "28", "34", "35", "40", "41"]
OWN_NAMES = {"18": "College", "32": "Special college", "40": "University technical college", "41": "Studio school"}
STAYS_TO = 18  # the register's upper age of a school with a sixth form


class Setting(StrEnum):
    """The kinds that a reader chooses between."""

    SIXTH_FORM = "sixth-form"
    COLLEGE = "college"
    SPECIAL = "special"


_special = Q(type_code=SPECIAL_COLLEGE) | (
    (Q(type_code__in=SPECIAL_SCHOOLS) | Q(type_code="", setting="special")) & Q(age_high__gte=STAYS_TO)
)
_college = (Q(type_code__in=COLLEGES) | Q(phase_code=SIXTEEN_PLUS)) & ~Q(type_code=SPECIAL_COLLEGE)
_school = Q(type_code__in=SCHOOLS) | Q(type_code="", setting__in=["secondary", "all-through"])
OF = {
    Setting.SPECIAL: _special,
    Setting.COLLEGE: _college,
    Setting.SIXTH_FORM: _school & Q(age_high__gte=STAYS_TO) & ~Q(phase_code=SIXTEEN_PLUS),
}


class Within(Func):
    """Whether a point lies in a circle, by the GiST index: `Within(F("point"), Value("<(x,y),r>"))`, in grid metres."""

    template = "%(expressions)s"
    arg_joiner = " <@ "
    output_field = BooleanField()


class Circle(Func):
    """A circle of PostgreSQL from its text."""

    template = "%(expressions)s::circle"
    output_field = BooleanField()


def after_16(setting: Setting | None = None) -> QuerySet[Organisation]:
    """Everywhere open, or of one kind."""
    of = OF[setting] if setting else OF[Setting.SPECIAL] | OF[Setting.COLLEGE] | OF[Setting.SIXTH_FORM]
    return Organisation.objects.filter(of, kind=Kind.INSTITUTION, status_code__in=["1", "3"])


def nearest(point: Point, metres: float, setting: Setting | None = None) -> QuerySet[Organisation]:
    """Those within so many metres of a point, nearest first, each with its `metres`."""
    circle = Circle(Value(f"<({point[0]},{point[1]}),{metres}>"))
    away = Near(F("point"), Value(point, output_field=PointField()))
    return after_16(setting).filter(Within(F("point"), circle)).annotate(metres=away).order_by("metres", "pk")


def setting_name(school: Organisation) -> str:
    """What kind of place it is, in a reader's words."""
    code = school.type_code.lstrip("0")
    if code in OWN_NAMES:
        return OWN_NAMES[code]
    if code in SPECIAL_SCHOOLS or (not code and school.setting == "special"):
        return "Special school with places after 16"
    if code in COLLEGES or school.phase_code == SIXTEEN_PLUS:
        return "Sixth form college"
    return "School sixth form"


def website(school: Organisation) -> str:
    """The address as a link may have it; empty where the register has none that is one. Without a scheme it is plain http."""
    written = school.website.strip()
    if not written or " " in written or "." not in written:
        return ""
    if "://" not in written:
        return f"http://{written}"
    return written if written.startswith(("http://", "https://")) else ""
