"""Made-up values for the pages about two files of one person."""

from datetime import date

from forsa.shapes.files import PairLine, PersonLikeLine
from forsa.shapes.merging import FieldNotTaken, FieldToChoose, FileToMerge, MergeLine
from kernel.actor import Actor, Role
from skills.values.people import OfficeBrief

DAY = date(2026, 11, 29)
CASEWORKER = Actor(role=Role.CASEWORKER, account_id=5, office_id=1)

FIRST = PersonLikeLine("K-4F9TBC", "شخص <b>", 1991, "IQ-NI", ("same_name", "same_phone"))
SECOND = PersonLikeLine("K-5F9TBC", "Works 0004 <b>", None, None, ("like_name",))
FILES = (
    FileToMerge("first", "K-4F9TBC", "شخص <b>", 3, 1, 2, 4),
    FileToMerge("second", "K-5F9TBC", "Works 0004 <b>", 1, 12, 0, 0),
)
FIELDS = (
    FieldToChoose("full_name", "شخص <b>", "Works 0004 <b>", "second"),
    FieldToChoose("birth_year", "1991", "1990"),
)
MERGE = {"files": FILES, "fields": FIELDS, "taken_back": ("masked_card",), "keep": "first"}
NOT_TAKEN = (FieldNotTaken("full_name", "Works 0004 <b>"), FieldNotTaken("night", "No"))
MERGED = {
    "person": "K-4F9TBC",
    "name": "شخص <b>",
    "merges": (
        MergeLine(1, "K-5F9TBC", "Works 0004 <b>", DAY, NOT_TAKEN, by="Works 0005"),
        MergeLine(2, "K-6F9TBC", "Works 0004 <b>", DAY, in_the_way=("skills", "merged_again")),
        MergeLine(3, "K-7F9TBC", "Works 0004 <b>", DAY, undone_on=DAY),
    ),
    "other": "",
}
OFFICE = OfficeBrief(2, "office-2", "Works 0004 <b>", "+9647901234567")
SAME_PERSON = {
    "kept": (("full_name", "Works 0004 <b>"), ("once", "a" * 22)),
    "people": (FIRST, SECOND),
    "offices": (OFFICE,),
    "field": "different",
}
DUPLICATES = [
    ("office/same_person.html", CASEWORKER, SAME_PERSON),
    ("office/same_person.html", CASEWORKER, SAME_PERSON | {"people": ()}),
    (
        "office/same_people.html",
        CASEWORKER,
        {"pairs": (PairLine(FIRST, SECOND, ("same_name", "near_year")),)},
    ),
    ("office/same_people.html", CASEWORKER, {"pairs": ()}),
    ("office/merge.html", CASEWORKER, MERGE),
    ("office/merge.html", CASEWORKER, MERGE | {"fields": (), "taken_back": ()}),
    ("office/merged.html", CASEWORKER, MERGED),
    ("office/merged.html", CASEWORKER, MERGED | {"merges": ()}),
]
