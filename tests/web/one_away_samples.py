"""Made-up values for the pages about what alone stands between people and jobs."""

from dataclasses import replace

from forsa.shapes.one_away import OpenerLine, PersonLink, PlaceLine, VacancyLink, WhyNot
from kernel.actor import Actor, Role

CASEWORKER = Actor(role=Role.CASEWORKER, account_id=5, office_id=1)
PERSON = PersonLink("شخص <b>", "/office/people/K-4F9TBC")
VACANCY = VacancyLink("Cook <b>", "en", "/office/vacancies/V-7K3QMA")
LINES = (
    OpenerLine("Baking <b>", "3", None, 2, 1, (PERSON, PERSON), (VACANCY,)),
    OpenerLine("forklift", None, "forklift", 12, 9, (PERSON,), (VACANCY, VACANCY)),
)
RANKED = WhyNot(
    PERSON,
    VACANCY,
    is_matched=True,
    rank=3,
    among=12,
    fits=("Cooks <b>",),
    ask=("Nights?",),
    missing=("Baking <b>",),
)
PLACES = (
    PlaceLine(PERSON, "K-4F9TBC", 1, (), "sent", None),
    PlaceLine(PERSON, "K-5F9TBC", 2, (), None, "/office/vacancies/V-7K3QMA/people/K-5F9TBC"),
    PlaceLine(PERSON, "K-6F9TBC", None, ("place", "start"), None, None),
)
RANKED_PAGE = {"vacancy": VACANCY, "lines": PLACES, "count": 3, "next_address": "/office?page=2"}
ONE_AWAY = [
    ("office/ranked_people.html", CASEWORKER, RANKED_PAGE),
    (
        "office/ranked_people.html",
        CASEWORKER,
        RANKED_PAGE | {"lines": (), "count": 0, "next_address": None},
    ),
    ("office/one_skill.html", CASEWORKER, {"lines": LINES, "person": None, "vacancy": None}),
    ("office/one_skill.html", CASEWORKER, {"lines": LINES, "person": PERSON, "vacancy": None}),
    ("office/one_skill.html", CASEWORKER, {"lines": LINES, "person": None, "vacancy": VACANCY}),
    ("office/one_skill.html", CASEWORKER, {"lines": (), "person": PERSON, "vacancy": None}),
    ("office/one_skill.html", CASEWORKER, {"lines": (), "person": None, "vacancy": VACANCY}),
    ("office/one_skill.html", CASEWORKER, {"lines": (), "person": None, "vacancy": None}),
    ("office/why_not.html", CASEWORKER, {"shown": RANKED}),
    ("office/why_not.html", CASEWORKER, {"shown": replace(RANKED, is_busy=True)}),
    ("office/why_not.html", CASEWORKER, {"shown": replace(RANKED, is_of_the_work=False)}),
    (
        "office/why_not.html",
        CASEWORKER,
        {"shown": replace(RANKED, gates=("place", "night"), rank=None)},
    ),
    ("office/why_not.html", CASEWORKER, {"shown": replace(RANKED, state="refused")}),
    ("office/why_not.html", CASEWORKER, {"shown": WhyNot(PERSON, VACANCY, is_matched=False)}),
]
