"""What is invented: names that no real school has, URNs from 900001, council codes that no council has."""

from dataclasses import dataclass
from datetime import date

from frontdoor.organisations.models import Form, Kind

HUB = "Merrowshire and Tidewell Careers Hub"
COUNCILS = {"X01": "Merrowshire County Council", "X02": "Tidewell Borough Council"}
OTHERS = {
    Kind.DEPARTMENT: "Department for Careers",
    Kind.EMPLOYER: "Larkspur and Finch Engineering",
    Kind.PROVIDER: "Quillfoot Training",
    Kind.ADVISER_SERVICE: "Merrowshire Careers Advisers",
    Kind.ADULT_SERVICE: "Adult Careers Service, Merrowshire",
}
UKPRN = 90_000_001  # of the invented training provider; real ones begin with a 1
REGION = "Invented region"
OPENED = date(2012, 9, 1)


@dataclass(frozen=True)
class School:
    """An invented institution. `type_code` and `phase_code` are real GIAS codes, so that the scope rule reads them."""

    urn: int
    name: str
    town: str
    council: str
    form: Form
    type_code: str
    type_group_code: str
    phase_code: str
    ages: tuple[int, int]
    pupils: int

    @property
    def website(self) -> str:
        """An address under .example, which nobody can own."""
        plain = "".join(c if c.isalnum() else "-" for c in self.name.lower().replace("'", ""))
        return f"https://www.{plain}.example"

    @property
    def postcode(self) -> str:
        """A postcode of an area that does not exist."""
        number = self.urn - 900_000
        return f"ZZ{1 + number // 10} {number % 10}ZZ"


# type code, type group code, phase code, lowest and highest age
_COMMUNITY = ("01", "4", "4", (11, 16))
_COMMUNITY_SIXTH = ("01", "4", "4", (11, 18))
_AIDED = ("02", "4", "4", (11, 18))
_FOUNDATION = ("05", "4", "4", (11, 16))
_CONVERTER = ("34", "10", "4", (11, 18))
_SPONSORED = ("28", "10", "4", (11, 16))
_FREE = ("35", "11", "4", (11, 18))
_ALL_THROUGH = ("34", "10", "7", (4, 18))
_INDEPENDENT = ("11", "3", "0", (11, 18))
_SPECIAL = ("07", "5", "0", (4, 19))
_SPECIAL_ACADEMY = ("44", "10", "0", (11, 19))
_SPECIAL_FREE = ("36", "11", "0", (7, 18))
_REFERRAL = ("14", "4", "0", (11, 16))
_COLLEGE = ("18", "1", "6", (16, 99))
_SIXTH_FORM = ("45", "10", "6", (16, 19))
_SPECIAL_COLLEGE = ("32", "9", "6", (16, 25))

_ROWS = [
    ("Aldermoss Vale School", "Merrow", "X01", Form.SCHOOLS, _COMMUNITY_SIXTH, 1124),
    ("Fennimore Park Academy", "Merrow", "X01", Form.SCHOOLS, _CONVERTER, 1310),
    ("Saint Osgyth's Quayside School", "Tidewell", "X02", Form.SCHOOLS, _AIDED, 870),
    ("Thistlewick High School", "Thistlewick", "X01", Form.SCHOOLS, _COMMUNITY, 640),
    ("Brackenshaw Moor School", "Brackenshaw", "X01", Form.SCHOOLS, _FOUNDATION, 755),
    ("Lanternhill Academy", "Lanternhill", "X01", Form.SCHOOLS, _SPONSORED, 918),
    ("Marlpit Lane Free School", "Tidewell", "X02", Form.SCHOOLS, _FREE, 540),
    ("Wexcombe Harbour School", "Wexcombe", "X02", Form.SCHOOLS, _COMMUNITY, 1015),
    ("Oatfield Rise Academy", "Oatfield", "X01", Form.SCHOOLS, _ALL_THROUGH, 1480),
    ("Copperdale Grammar School", "Copperdale", "X01", Form.SCHOOLS, _CONVERTER, 990),
    ("Hollowbeck School for Girls", "Merrow", "X01", Form.SCHOOLS, _AIDED, 802),
    ("Pennyquick Independent School", "Wexcombe", "X02", Form.SCHOOLS, _INDEPENDENT, 365),
    ("Greyfinch Technical Academy", "Tidewell", "X02", Form.SCHOOLS, _SPONSORED, 610),
    ("Saltmeadow Community School", "Saltmeadow", "X02", Form.SCHOOLS, _COMMUNITY_SIXTH, 1190),
    ("Ivelchester Hill School", "Ivelchester", "X01", Form.SCHOOLS, _FOUNDATION, 720),
    ("Willowmere Bridge School", "Merrow", "X01", Form.SPECIALIST, _SPECIAL, 142),
    ("Starling Wood Academy", "Copperdale", "X01", Form.SPECIALIST, _SPECIAL_ACADEMY, 118),
    ("Tolland Reach School", "Tidewell", "X02", Form.SPECIALIST, _SPECIAL_FREE, 96),
    ("Nettlecombe Learning Centre", "Saltmeadow", "X02", Form.SPECIALIST, _REFERRAL, 54),
    ("Roundhouse Lane School", "Lanternhill", "X01", Form.SPECIALIST, _SPECIAL, 163),
    ("Merrowshire Vale College", "Merrow", "X01", Form.COLLEGES, _COLLEGE, 4200),
    ("Tidewell Quays College", "Tidewell", "X02", Form.COLLEGES, _COLLEGE, 3350),
    ("Ivelchester Sixth Form College", "Ivelchester", "X01", Form.COLLEGES, _SIXTH_FORM, 1760),
    ("Wexcombe Land and Sea College", "Wexcombe", "X02", Form.COLLEGES, _COLLEGE, 1240),
    ("Foxglove Hall College", "Oatfield", "X01", Form.COLLEGES, _SPECIAL_COLLEGE, 88),
]
SCHOOLS = [
    School(900_001 + index, name, town, council, form, *kind, pupils)
    for index, (name, town, council, form, kind, pupils) in enumerate(_ROWS)
]
