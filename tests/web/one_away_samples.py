"""Made-up values for the pages about what alone stands between people and jobs."""

from dataclasses import replace

from forsa.shapes.one_away import OpenerLine, PersonLink, VacancyLink, WhyNot
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
ONE_AWAY = [
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
