"""How the common school systems (SIMS, Arbor, Bromcom, iSAMS, ScholarPack) head the columns of a roll.

Each field's names, the best first. Capitals, spaces and signs in a name do not matter. A field that is "legal" in one
column and "preferred" in another is the preferred one for what people are called, the legal one else.
"""

FAMILY, GIVEN, KNOWN_AS, FULL = "family_name", "given_names", "known_as", "full_name"
UPN, BORN, YEAR, GROUP, EMAIL = "upn", "date_of_birth", "year_group", "tutor_group", "email"
STARTED, LEFT = "started_on", "left_on"
CARER, CARER_TOO = "carer_email", "carer_email_2"
NEEDS = ("sen", "free-meals", "looked-after", "care-leaver", "young-carer", "eal")

NAMES: dict[str, list[str]] = {
    UPN: ["UPN", "Unique Pupil Number", "Pupil UPN", "Student UPN", "UPN number"],
    FAMILY: ["Legal Surname", "Surname", "Legal Last Name", "Last Name", "Family Name", "Preferred Surname",
             "Preferred Last Name", "Pupil Surname", "Student Surname"],
    GIVEN: ["Legal Forename", "Forename", "Legal First Name", "First Name", "Forenames", "Given Name", "Given Names",
            "Legal Forename(s)", "Forename(s)", "Pupil Forename", "Student Forename"],
    KNOWN_AS: ["Preferred Forename", "Known As", "Preferred First Name", "Chosen Forename", "Chosen Name",
               "Preferred Name", "Pre Name"],
    BORN: ["DOB", "Date of Birth", "Birth Date", "Birthdate", "D.O.B."],
    YEAR: ["Year taught in", "Year Group", "Year", "NC Year", "NC Year (Actual)", "National Curriculum Year", "Curriculum Year",
           "Year (current)", "Current Year Group", "Current NC Year", "Yr", "Year Taught In Code"],
    GROUP: ["Reg Group", "Registration Group", "Reg", "Tutor Group", "Form", "Form Group", "Registration Form", "Tutor",
            "Class", "Current Registration Form", "Current Tutor Group"],
    EMAIL: ["Student Email", "Pupil Email", "Email", "Email Address", "School Email", "School Email Address",
            "Student Email Address", "Pupil Email Address", "Primary Email", "Learner Email", "Work Email"],
    STARTED: ["Date of Admission", "Admission Date", "Start Date", "Entry Date", "Date of Entry", "Enrolment Date",
              "Enrolled From", "On Roll Date", "DOA"],
    LEFT: ["Leaving Date", "Date of Leaving", "Leave Date", "End Date", "Date Left", "DOL"],
    CARER: ["Parent Email", "Primary contact email", "Parent/Carer Email", "Parental Email", "Primary Email (Parent)",
            "Parent Email Address", "Contact Email", "Priority 1 Contact Email", "Parent 1 Email", "Guardian Email",
            "Primary Guardian Email", "Contact 1 Email", "Mother Email", "Carer Email"],
    CARER_TOO: ["Parent 2 Email", "Second contact email", "Secondary contact email", "Priority 2 Contact Email",
                "Contact 2 Email", "Father Email"],
    "sen": ["SEN Status", "SEN", "SEN Code", "SEND Status", "SEN Provision", "SEND", "Current SEN Status"],
    "free-meals": ["Pupil Premium", "Pupil Premium Indicator", "FSM", "Free School Meals", "FSM Eligible",
                   "Eligible for Free Meals", "FSM Ever 6", "PP"],
    "looked-after": ["In Care", "Looked After", "LAC", "CLA", "In LEA Care", "Looked After Child", "In Local Authority Care"],
    "care-leaver": ["Care Leaver", "Post-LAC", "Previously Looked After", "PLAC", "Previously In Care"],
    "young-carer": ["Young Carer", "Is Young Carer", "Carer"],
    "eal": ["EAL", "English as an Additional Language", "English Additional Language", "EAL Status"],
}  # fmt: skip
NEEDED = (FAMILY, GIVEN)
