"""The National Careers Service's restrictions, registrations and further requirements, read as facts. Pure."""

import re

from frontdoor.careers.facts import Check

# The first pattern that fits a phrase names its kind (a key of `data/checks.yaml`).
RESTRICTIONS = [
    (r"enhanced background checks", "enhanced-check"),
    (r"background checks", "criminal-record-check"),
    (r"security checks|lived in the UK for the last", "security-check"),
    (r"credit check", "credit-check"),
    (r"motoring conviction", "clean-licence"),
    (r"colour vision", "colour-vision"),
    (r"drugs and alcohol", "drug-test"),
    (r"Civil Aviation Authority medical|medical", "medical"),
    (r"LGV|category C1|driving lorries", "lorry-licence"),
    (r"PCV", "bus-licence"),
    (r"driver CPC|Certificate of Professional Competence", "driver-cpc"),
    (r"full UK or EU driving licence|full driving licence|driving skills assessment", "driving-licence"),
    (r"over 14 years", "age-14"),
    (r"over 16 years", "age-16"),
    (r"over 17(?:\.5)? years", "age-17"),
    (r"over 18 to sell", "age-18-to-sell"),
    (r"over 18 but over 21", "age-18"),
    (r"over 18 years", "age-18"),
    (r"over 20 years", "age-20"),
    (r"over 21 years", "age-21"),
    (r"fitness test", "fitness-test"),
    (r"level of fitness", "fitness"),
    (r"working at height", "heights"),
    (r"swim", "swimming"),
    (r"first aid", "first-aid"),
    (r"life-saving", "life-saving"),
    (r"insurance", "insurance"),
    (r"citizen|nationality", "nationality"),
    (r"forklift", "forklift"),
    (r"numeracy and literacy skills tests", ""),  # ended in 2020
    (r"chainsaw", "chainsaw"),
    (r"food hygiene", "food-hygiene"),
    (r"Commercial Pilot Licence", "pilot-licence"),
    (r"Security Industry Authority", "sia-licence"),
    (r"sea safety", "sea-safety"),
    (r"offshore safety", "offshore-safety"),
    (r"Gas Safe", "gas-safe"),
    (r"sell alcohol", "alcohol-licence"),
    (r"licence plate at", "eyesight"),
    (r"The Knowledge|geography test", "the-knowledge"),
    (r"English language requirement", "english-test"),
    (r"second EU language|speak a second", "second-language"),
    (r"within 1 hour", "live-near"),
]
FURTHER = [
    (r"LGV|C1 licence|large goods vehicle", "lorry-licence"),
    (r"PCV|bus driving licence", "bus-licence"),
    (r"driving licence", "driving-licence-some"),
    (r"own (?:transport|vehicle)", "own-transport"),
    (r"over 18", "age-18"),
    (r"BASIS Certificate", "basis"),
    (r"indemnity insurance", "insurance"),
]
BODIES = [
    "General Medical Council", "Architects Registration Board", "Health and Care Professions Council",
    "National Registers of Communications Professionals working with Deaf and Deafblind People",
    "Nursing and Midwifery Council", "General Chiropractic Council", "General Dental Council",
    "General Optical Council", "Farriers Registration Council", "Financial Conduct Authority",
    "Office of the Immigration Services Commissioner", "Chartered Institute of Legal Executives",
    "Council for Licensed Conveyancers", "Complementary and Natural Healthcare Council",
    "General Osteopathic Council", "Intellectual Property Regulation Board", "General Pharmaceutical Council",
    "British Association of Play Therapists", "Social Work England", "Royal College of Veterinary Surgeons",
    "Royal Institute of Chartered Surveyors", "Ofsted", "Engineering Council", "General Teaching Council",
]  # fmt: skip
CARDS = [
    (r"\(CSCS\)", "cscs"),
    (r"\(CPCS\)", "cpcs"),
    (r"\(CISRS\)", "cisrs"),
    (r"\(CCDO\)", "ccdo"),
    (r"\(CCNSG\)", "ccnsg"),
    (r"\(SICCS\)", "siccs"),
    (r"\(TICA\)", "tica"),
    (r"SIA\) licence", "sia-licence"),
    (r"qualified teacher status", "qts"),
    (r"taxi driver's licence", "taxi-licence"),
    (r"register .*Environmental Health", "food-register"),
]
OPTIONAL = re.compile(r"you (?:can|could|may) (?:register|join)")


def read_checks(restrictions: list[str], registrations: list[str], further: list[str]) -> list[Check]:
    """Each check once, in the order found. A phrase that fits nothing is left out: it is a remark, not a fact."""
    found: list[Check] = []
    for table, phrases in ((RESTRICTIONS, restrictions), (CARDS, registrations), (FURTHER, further)):
        for phrase in phrases:
            kind = next((kind for words, kind in table if re.search(words, phrase, re.IGNORECASE)), "")
            if kind:
                found.append({"kind": kind})
    found += [_register(phrase) for phrase in registrations if _body(phrase)]
    kinds = {check["kind"] for check in found}
    implied = {"criminal-record-check": "enhanced-check", "driving-licence-some": "driving-licence"}
    unique = [check for number, check in enumerate(found) if check not in found[:number]]
    return [check for check in unique if implied.get(check["kind"], "") not in kinds]


def _body(phrase: str) -> str:
    if any(re.search(words, phrase) for words, _ in CARDS):
        return ""
    return next((body for body in BODIES if body in phrase), "")


def _register(phrase: str) -> Check:
    return {"kind": "may-register" if OPTIONAL.search(phrase) else "register", "body": _body(phrase)}
