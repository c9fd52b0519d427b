"""Made-up values for every template: what a page or a mail may be given, full and empty."""

from dataclasses import replace
from datetime import UTC, date, datetime

from markupsafe import Markup

from forsa.shapes import employers, jobs, mails, offices
from kernel.actor import Actor, Role

DAY = date(2026, 11, 29)
AT = datetime(2026, 11, 29, 6, 30, tzinfo=UTC)
WHY = (Markup("<b><bdi>جۆشکاری</bdi></b>: 3"), "Lives in the same governorate")

CARD = jobs.JobCard(
    reference="V-7K3QMA",
    title="لحّام أنابيب",
    language="ar",
    employer_name="Works 0004 <b>",
    pay=jobs.Pay(750_000, 900_000, "IQD", "month"),
    governorate="IQ-NI",
    place="الحي الصناعي",
    contract="permanent",
    start_on=DAY,
    is_new=True,
)
OPEN_PAY = replace(CARD, reference="V-8K3QMB", pay=None, place=None, title="Cook", language="en")
DAILY = replace(CARD, reference="V-9K3QMC", pay=jobs.Pay(25_000, None, "IQD", "day"), is_new=False)
DETAIL = jobs.JobDetail(
    card=CARD,
    description="لحام أنابيب الماء في ورشة صغيرة.",
    essential=(jobs.Need("welding", 3, by_law=True), jobs.Need("قراءة المخططات", 2)),
    optional=(jobs.Need("first aid", 1),),
    licences=("driving_b", "forklift"),
    languages=(("en", "A2"), ("ckb", "B1")),
    experience_months=24,
    night=False,
    transport=True,
    places_left=2,
    opened_on=DAY,
    checked_on=DAY,
)
MASKED = employers.MaskedCard(
    person="K-4F9TBC",
    introduction="N-22ABCD",
    occupation="welder",
    experience_months=72,
    governorate="IQ-NI",
    state="sent",
    why=WHY,
    ask=("When they can start",),
    missing=(Markup("<b><bdi>safety certificate</bdi></b>"),),
    moves=True,
    confirmed_on=DAY,
    is_new=True,
)
PENDING = replace(
    MASKED,
    person="K-5F9TBC",
    introduction="N-33ABCD",
    pending="held",
    pending_until_at=AT,
    may_hold=False,
    ask=(),
)
NAMED = replace(
    MASKED,
    person="K-6F9TBC",
    introduction="N-44ABCD",
    state="interview",
    full_name="Person 0007",
    phone="+9647701234567",
)
SHORTLIST = employers.ShortlistPage(
    reference="S-7K3QMA",
    number=2,
    vacancy="V-7K3QMA",
    title="لحّام أنابيب",
    language="ar",
    issued_on=DAY,
    answer_by_on=date(2026, 12, 2),
    address="/employer/shortlists/S-7K3QMA",
    open_cards=(MASKED, PENDING),
    done_cards=(NAMED, replace(MASKED, person="K-7F9TBC", state="meeting_asked")),
)
ITEM = offices.WorkItem(
    address="/office/entries#N-22ABCD",
    due_on=DAY,
    is_late=True,
    person="K-4F9TBC",
    person_name="Person 0007",
    title="Cook",
    employer_name="Works 0004",
    phone="+9647701234567",
    count=3,
)
SKILL = offices.SkillLine(1, "لەحیم", "welding", 3, 72, "certificate")
FILE = offices.PersonFile(
    reference="K-4F9TBC",
    full_name="Person 0007",
    availability="available",
    tasks=(
        offices.FileTask("about", "done", "/office/people/K-4F9TBC/about"),
        offices.FileTask("skills", "attention", "/office/people/K-4F9TBC/skills"),
        offices.FileTask("consent", "open", "/office/people/K-4F9TBC/consents"),
    ),
    skills=(SKILL, offices.SkillLine(2, "فيتر", None, 1)),
    consents=(
        offices.ConsentLine("matching", DAY),
        offices.ConsentLine("masked_card", None),
    ),
    introductions=(
        offices.IntroductionLine(
            "N-22ABCD", "V-7K3QMA", "Cook", "en", "Works 0004", "sent", DAY, "/office/entries"
        ),
    ),
    governorate="IQ-AR",
    phone="+9647501234567",
    phone_shared=True,
    language="ckb",
)
ENTRY = offices.EntryLine(
    introduction="N-22ABCD",
    state="suggested",
    person="K-4F9TBC",
    person_name="Person 0007",
    vacancy="V-7K3QMA",
    title="Cook",
    language="en",
    employer_name="Works 0004",
    due_on=DAY,
    why=WHY,
    missing=("first aid",),
    phone="+9647701234567",
    phone_shared=True,
    has_card_consent=False,
)
SUGGESTED = jobs.SuggestedJob(CARD, "N-22ABCD", WHY, ("The pay is less than you hoped",))
QUESTION = jobs.MeetingQuestion(
    "N-22ABCD", CARD, "Works 0004", "Person 0007", "+9647701234567", DAY
)
OFFERS = (employers.Offer("urn:a", "لحام", "مهن المعادن"), employers.Offer("urn:b", "welding"))
TAKEN = employers.DecisionTaken(
    "K-4F9TBC", "meeting_asked", AT, "/employer/undo", "/employer/shortlists/S-7K3QMA", 2
)
ANSWER = jobs.AnswerTaken("N-22ABCD", "Cook", "en", is_yes=True, by_on=DAY)
REASONS = ("skills", "too_far", "other")

OFFICE = Actor(role=Role.CASEWORKER, account_id=1, office_id=1)
EMPLOYER = Actor(role=Role.EMPLOYER_OWNER, account_id=2, employer_id=1)
PERSON = Actor(role=Role.RETURNEE, account_id=3, returnee_id=1)
LINK = Actor(role=Role.LINK_HOLDER, shortlist_id=1)

Sample = tuple[str, Actor | None, dict[str, object]]

PUBLIC: list[Sample] = [
    ("public/home.html", None, {"job_count": 60}),
    ("public/home.html", None, {"job_count": 3}),
    (
        "public/vacancies.html",
        None,
        {
            "jobs": (CARD, OPEN_PAY, DAILY),
            "governorate": "IQ-NI",
            "count": 3,
            "pages": jobs.Pages(1, 2, None, "/en/jobs?page=2"),
        },
    ),
    (
        "public/vacancies.html",
        None,
        {"jobs": (), "governorate": "", "count": 0, "pages": jobs.Pages()},
    ),
    ("public/vacancy.html", None, {"job": DETAIL, "similar": ()}),
    ("public/vacancy.html", None, {"job": replace(DETAIL, is_open=False), "similar": (DAILY,)}),
    ("public/sign_in.html", None, {"typed": {"email": "a@b.example"}}),
    ("public/card.html", None, {"typed": {}}),
    (
        "refusal.html",
        None,
        {"sentence": "Somebody else decides.", "next_address": None, "next_label": None},
    ),
    ("fault.html", None, {"fault_id": "7K3QMA"}),
]
EMPLOYERS: list[Sample] = [
    (
        "employer/vacancies.html",
        EMPLOYER,
        {
            "vacancies": (
                employers.OwnVacancy(
                    "V-7K3QMA", "Cook", "en", "open", "IQ-BG", 2, 3, DAY, DAY, "S-7K3QMA"
                ),
                employers.OwnVacancy("V-8K3QMA", "Cook", "en", "review", "IQ-BG", 1),
                employers.OwnVacancy("V-9K3QMA", "Cook", "en", "open", "IQ-BG", 1, expires_on=DAY),
            )
        },
    ),
    ("employer/vacancies.html", EMPLOYER, {"vacancies": ()}),
    (
        "employer/vacancy_form.html",
        EMPLOYER,
        {
            "form": employers.VacancyForm(
                employer_name="Works 0004", title="<script>", night="no"
            ),
            "action": "/employer/vacancies/new",
        },
    ),
    (
        "employer/vacancy_check.html",
        EMPLOYER,
        {
            "job": DETAIL,
            "needs": (employers.NeedCheck(1, "فيتر", "urn:a", OFFERS),),
            "edit_address": "/employer/vacancies/V-7K3QMA/edit",
            "action": "/employer/vacancies/V-7K3QMA/check",
        },
    ),
    (
        "employer/shortlist.html",
        LINK,
        {"shortlist": SHORTLIST, "reasons": REASONS, "open_refusal": "N-22ABCD"},
    ),
    (
        "employer/shortlist.html",
        EMPLOYER,
        {
            "shortlist": replace(SHORTLIST, open_cards=()),
            "reasons": REASONS,
            "open_refusal": None,
        },
    ),
    ("employer/decision_done.html", LINK, {"done": TAKEN}),
    (
        "employer/decision_done.html",
        LINK,
        {"done": replace(TAKEN, decision="held", until_on=DAY, left_count=0)},
    ),
    (
        "employer/decision_done.html",
        LINK,
        {"done": replace(TAKEN, decision="refused", reason="skills")},
    ),
]
OFFICES: list[Sample] = [
    (
        "office/today.html",
        OFFICE,
        {
            "day": DAY,
            "groups": (
                offices.WorkGroup("approve", (ITEM,)),
                offices.WorkGroup(
                    "call_employer",
                    (replace(ITEM, person=None, person_name=None, is_late=False, count=None),),
                ),
                offices.WorkGroup("consents", ()),
            ),
        },
    ),
    ("office/today.html", OFFICE, {"day": DAY, "groups": ()}),
    ("office/person.html", OFFICE, {"person": FILE}),
    (
        "office/person.html",
        OFFICE,
        {"person": replace(FILE, skills=(), introductions=(), phone=None)},
    ),
    (
        "office/person_form.html",
        OFFICE,
        {
            "form": offices.PersonForm(full_name="Person 0007", relocates="yes"),
            "action": "/office/people/new",
            "asks": [("matching", "The office may compare my skills with jobs.")],
        },
    ),
    (
        "office/skills.html",
        OFFICE,
        {
            "person_reference": "K-4F9TBC",
            "person_name": "Person 0007",
            "records": (SKILL, offices.SkillLine(2, "فيتر", None, 1)),
            "offer": None,
            "words": "",
            "proficiency": None,
            "years": "",
        },
    ),
    (
        "office/skills.html",
        OFFICE,
        {
            "person_reference": "K-4F9TBC",
            "person_name": "Person 0007",
            "records": (),
            "offer": offices.SkillOffer("لحام", "3", "6", OFFERS),
            "words": "لحام",
            "proficiency": "3",
            "years": "6",
        },
    ),
    (
        "office/entries.html",
        OFFICE,
        {
            "page": offices.EntriesPage((ENTRY,), (replace(ENTRY, introduction="N-33ABCD"),)),
            "dismiss_reasons": ("not_suitable", "other"),
            "decline_reasons": ("too_far", "pay"),
            "channels": ("phone", "desk"),
        },
    ),
    (
        "office/entries.html",
        OFFICE,
        {
            "page": offices.EntriesPage(),
            "dismiss_reasons": (),
            "decline_reasons": (),
            "channels": (),
        },
    ),
]
PEOPLE: list[Sample] = [
    (
        "returnee/jobs.html",
        PERSON,
        {
            "jobs": (
                SUGGESTED,
                replace(SUGGESTED, card=OPEN_PAY, introduction="N-33ABCD", wish="yes"),
            ),
            "looked_at": AT,
            "meeting_count": 1,
        },
    ),
    ("returnee/jobs.html", PERSON, {"jobs": (), "looked_at": None, "meeting_count": 0}),
    (
        "returnee/job.html",
        PERSON,
        {"suggested": SUGGESTED, "job": DETAIL, "reasons": ("too_far", "pay", "other")},
    ),
    (
        "returnee/job.html",
        PERSON,
        {"suggested": replace(SUGGESTED, wish="no"), "job": DETAIL, "reasons": ()},
    ),
    ("returnee/answer.html", PERSON, {"answer": ANSWER}),
    (
        "returnee/answer.html",
        PERSON,
        {"answer": replace(ANSWER, is_yes=False, reason="pay")},
    ),
    ("returnee/meeting.html", PERSON, {"question": QUESTION}),
    (
        "returnee/meeting.html",
        PERSON,
        {
            "question": replace(
                QUESTION, answer="yes", contact_name="Member 0003", contact_phone="+9647901234567"
            )
        },
    ),
    ("returnee/meeting.html", PERSON, {"question": replace(QUESTION, answer="no")}),
    ("returnee/meeting.html", PERSON, {"question": replace(QUESTION, answer="caseworker")}),
]
PAGES = [*PUBLIC, *EMPLOYERS, *OFFICES, *PEOPLE]

ADDRESS = "https://forsa.example/a/abc"
PHONE = "+9647701234567"
MAILED = mails.MailedItem(DAY, "K-4F9TBC", "Cook <b>", "Works 0004", WHY)
MAILS: list[tuple[str, object]] = [
    ("shortlist", mails.ShortlistMail("Cook <b>", (MASKED, MASKED), DAY, ADDRESS, PHONE)),
    ("caseworker_list", mails.WorkMail(DAY, (mails.MailedGroup("ask", (MAILED,)),), ADDRESS)),
    ("returnee_jobs", mails.JobsMail((SUGGESTED,), ADDRESS, PHONE)),
    ("meeting_question", mails.OnePersonMail("Cook", ADDRESS, office_phone=PHONE)),
    ("meeting_agreed", mails.OnePersonMail("Cook", ADDRESS, "K-4F9TBC")),
    ("closed", mails.ClosedMail("Cook", "refused", ADDRESS, "licence", PHONE)),
    ("closed", mails.ClosedMail("Cook", "unanswered", ADDRESS)),
    ("closed", mails.ClosedMail("Cook", "lapsed", ADDRESS)),
    ("reminder", mails.ReminderMail("Cook", 3, DAY, ADDRESS)),
    ("sign_in", mails.SignInMail(ADDRESS)),
]


def page_context(path: str, language: object, actor: Actor | None) -> dict[str, object]:
    """Return what the shell gives every page."""
    return {
        "path": path,
        "language": language,
        "actor": actor,
        "account_name": "",
        "csrf_token": "token",
        "errors": {},
        "help_phone": PHONE,
    }
