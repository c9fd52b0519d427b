"""Made-up values for every template: what a page or a mail may be given, full and empty."""

from dataclasses import replace
from datetime import UTC, date, datetime

from markupsafe import Markup

from forsa.shapes import employers, jobs, mails, mine, operations, words
from kernel.actor import Actor, Role
from kernel.places import Governorate
from skills.values.people import OfficeToCall
from tests.web.duplicate_samples import DUPLICATES
from tests.web.one_away_samples import ONE_AWAY

DAY = date(2026, 11, 29)
AT = datetime(2026, 11, 29, 6, 30, tzinfo=UTC)
WHY = (Markup("<b><bdi>جۆشکاری</bdi></b>: 3"), "Lives in the same governorate")

CARD = jobs.VacancyCard(
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
DETAIL = jobs.VacancyDetail(
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
OVER = replace(
    MASKED,
    person="K-8F9TBC",
    introduction="N-55ABCD",
    state="not_available",
    why=(),
    ask=(),
    missing=(),
    is_shown=False,
)
OUTCOMES = {
    "interview": ("trial", "offered", "hired", "refused", "no_show"),
    "trial": ("offered", "hired", "refused", "left"),
    "offered": ("hired", "refused", "offer_declined"),
}
INTRODUCTIONS: list[dict[str, object]] = [
    {
        "person": employers.PersonPage(
            replace(card, outcomes=OUTCOMES.get(card.state, ()), until_on=DAY),
            "V-7K3QMA",
            "Cook <b>",
            "en",
            next_on=DAY,
            hired_on=DAY,
        ),
        "reasons": ("skills", "other"),
        "outcome_reasons": {"left": ("other",), "offer_declined": ("pay",), "refused": ()},
        "hold_days": (DAY,),
        "typed": {"answer": "refused", "reason_refused": "skills"},
    }
    for card in (
        MASKED,
        OVER,
        replace(MASKED, state="held"),
        replace(MASKED, state="meeting_asked"),
        *(
            replace(NAMED, state=state, phone_shared=state == "trial")
            for state in ("interview", "trial", "offered", "hired", "no_show")
        ),
        *(replace(OVER, state=state) for state in ("refused", "left", "unanswered")),
    )
]
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
LINKED = employers.LinkPage(
    title="لحّام أنابيب",
    language="ar",
    number=2,
    issued_on=DAY,
    answer_by_on=date(2026, 12, 2),
    ends_on=date(2027, 1, 13),
    address="/en/answer/TOKEN",
    open_cards=(MASKED, PENDING),
    done_cards=(replace(OVER, person="K-9F9TBC", state="interview"), OVER),
)
LINK_PAGES: list[tuple[str, Actor | None, dict[str, object]]] = [
    *(
        (
            f"employer/{name}.html",
            None,
            {
                "shown": shown,
                "note": "<script>" if shown is LINKED else "",
                "reasons": ("skills", "other"),
                "hold_days": (DAY,),
                "typed": {},
            },
        )
        for name, shown in (
            ("link_list", LINKED),
            ("link_list", replace(LINKED, open_cards=())),
            ("link_person", replace(LINKED, open_cards=(PENDING,), done_cards=())),
            ("link_person", replace(LINKED, open_cards=(), done_cards=(OVER,))),
        )
    ),
    *(
        (
            "employer/link_over.html",
            None,
            {
                "over": employers.LinkOver(
                    (("en", "ltr", ("Gone.", "<script>")), ("ar", "rtl", ("انتهى.",))), is_sent
                ),
                "typed": {"email": "a@b.example"},
            },
        )
        for is_sent in (False, True)
    ),
]
SUGGESTED = jobs.SuggestedVacancy(CARD, "N-22ABCD", WHY, ("The pay is less than you hoped",))
QUESTION = jobs.MeetingQuestion(
    "N-22ABCD", CARD, "Works 0004", "Person 0007", "+9647701234567", DAY
)
OFFERS = (employers.Meaning("urn:a", "لحام", "مهن المعادن"), employers.Meaning("urn:b", "welding"))
TAKEN = employers.DecisionTaken(
    "K-4F9TBC", "meeting_asked", AT, "/employer/undo", "/employer/shortlists/S-7K3QMA", 2
)
ANSWER = jobs.AnswerTaken(
    "N-22ABCD", "Cook", "en", is_yes=True, status="Soon.", may_take_back=True
)
REASONS = ("skills", "too_far", "other")

EMPLOYER = Actor(role=Role.EMPLOYER_OWNER, account_id=2, employer_id=1)
PERSON = Actor(role=Role.RETURNEE, account_id=3, returnee_id=1)
OPERATOR = Actor(role=Role.OPERATOR, account_id=4)
CASEWORKER = Actor(role=Role.CASEWORKER, account_id=5, office_id=1)
LINK = Actor(role=Role.LINK_HOLDER, shortlist_id=1)

Sample = tuple[str, Actor | None, dict[str, object]]

PUBLIC: list[Sample] = [
    ("public/home.html", None, {"vacancy_count": 60}),
    ("public/home.html", None, {"vacancy_count": 3}),
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
        "public/offices.html",
        None,
        {"offices": (OfficeToCall("<script>", "+9647700000001", (Governorate.ERBIL,)),)},
    ),
    ("public/offices.html", None, {"offices": ()}),
    (
        "refusal.html",
        None,
        {"sentence": "Somebody else decides.", "next_address": None, "leads_to_file": False},
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
            "pasted": "<script>",
            "marked_text": (),
        },
    ),
    (
        "employer/vacancy_form.html",
        EMPLOYER,
        {
            "form": employers.VacancyForm(title="Cook"),
            "action": "/employer/vacancies/new",
            "pasted": "",
            "marked_text": (
                employers.TextPart("لحام", "<script>"),
                employers.TextPart(" <script>"),
            ),
        },
    ),
    (
        "employer/vacancy_check.html",
        EMPLOYER,
        {
            "job": DETAIL,
            "needs": (employers.NeedCheck(1, "فيتر", "urn:a", OFFERS),),
            "carried": (("title", "<script>"), ("licences", "forklift")),
            "begins": "review",
            "action": "/employer/vacancies/new",
        },
    ),
    (
        "employer/shortlist.html",
        LINK,
        {"shortlist": SHORTLIST, "reasons": REASONS, "hold_days": (DAY,), "typed": {}},
    ),
    (
        "employer/shortlist.html",
        EMPLOYER,
        {
            "shortlist": replace(SHORTLIST, open_cards=()),
            "reasons": REASONS,
            "hold_days": (DAY,),
            "typed": {},
        },
    ),
    (
        "employer/vacancy.html",
        EMPLOYER,
        {
            "vacancy": employers.OwnVacancyPage(
                "V-7K3QMA", "Cook <b>", "en", "open", (MASKED, PENDING), (NAMED, OVER), DAY
            ),
            "job": DETAIL,
            "reasons": REASONS,
            "hold_days": (DAY,),
            "typed": {},
        },
    ),
    (
        "employer/vacancy.html",
        EMPLOYER,
        {
            "vacancy": employers.OwnVacancyPage("V-7K3QMA", "Cook", "en", "review"),
            "job": DETAIL,
            "reasons": REASONS,
            "hold_days": (DAY,),
            "typed": {},
        },
    ),
    *(("employer/introduction.html", EMPLOYER, context) for context in INTRODUCTIONS),
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
JOBS_PAGE = {"looked_at": AT, "meeting_count": 0, "is_away": False}
JOB_PAGE = {"suggested": SUGGESTED, "vacancy": DETAIL, "reasons": ("too_far", "pay"), "said": ""}
WANTED = replace(
    SUGGESTED,
    card=OPEN_PAY,
    introduction="N-33ABCD",
    wish="yes",
    status="Soon.",
    may_answer=False,
    may_take_back=True,
    meeting_address="/me/meetings/N-33ABCD",
)
AGREE = mine.ConsentQuestion(
    "masked_card", "/me/jobs/N-22ABCD/answer", "/me", (("answer", "yes"),)
)
FILE = mine.OwnFile(
    full_name="Person 0007",
    phone="+9647701234567",
    governorate="IQ-NI",
    skills=("جۆشکاری", "welding <b>"),
    occupation="Welder",
    experience_months=72,
    licences=("driving_b",),
    languages=(("ku", "B1"),),
    confirmed_on=DAY,
    availability="available",
    until_on=None,
)
UNASKED = mine.OwnFile(
    "Person 0008", None, None, (), None, None, (), (), DAY, availability="paused", until_on=DAY
)
MINE = {
    "mine": FILE,
    "permissions": (
        mine.Permission("matching", DAY, "/me/permissions/matching"),
        mine.Permission("follow_up", None, "/me/permissions/follow_up"),
        mine.Permission("disclosure", DAY, "/me/permissions/disclosure", ("Works 0004 <b>",)),
        mine.Permission("messages", DAY, "/me/permissions/messages", channels=("sms", "email")),
    ),
    "jobs": (mine.VacancyStatus("Cook", "en", "Works 0004 <b>", "Soon.", "/me/jobs/N-22ABCD"),),
    "office_name": "Office 1",
    "said": "back",
    "typed": {},
}
WHOLE = mine.WholeFile(
    about=(mine.Fact("full_name", "Works 0004 <b>"), mine.Fact("birth_year", "1991")),
    phones=(
        mine.OwnPhone("+9647701234567", is_shared=True, is_safe=None),
        mine.OwnPhone("+9647701234568", is_shared=False, is_safe=False),
    ),
    skills=(
        mine.OwnSkill("لحام <b>", "welding", "3"),
        mine.OwnSkill("Works 0004 <b>", None, "1"),
    ),
    work=(
        mine.OwnWork("Works 0004 <b>", 36, "informal", is_abroad=False),
        mine.OwnWork("cook", None, None, None),
    ),
    place=(mine.Fact("governorate", "نينوى – Works 0004 <b>"), mine.Fact("night", "No")),
    languages=(mine.Fact("languages", "Arabic (C2)"),),
    schools=(mine.OwnSchool("vocational", "Works 0004 <b>", 2009, is_finished=True),),
    certificates=(mine.OwnCertificate("Works 0004 <b>", "Works 0004 <b>", 2010, DAY),),
    licences=("driving_b",),
    wishes=(mine.Fact("least_wage", "750,000 IQD"),),
    wanted=("cook", "Works 0004 <b>"),
    refused=("guard",),
    refused_employers=("Works 0004 <b>",),
    confirmed_on=DAY,
)
NOTHING = mine.WholeFile((), (), (), (), (), (), (), (), (), (), (), (), (), DAY)
PEOPLE: list[Sample] = [
    ("returnee/file.html", PERSON, {"mine": WHOLE, "said_by": DAY}),
    ("returnee/file.html", PERSON, {"mine": NOTHING, "said_by": None}),
    ("returnee/jobs.html", PERSON, JOBS_PAGE | {"jobs": (SUGGESTED, WANTED), "meeting_count": 1}),
    ("returnee/jobs.html", PERSON, JOBS_PAGE | {"jobs": (), "looked_at": None}),
    ("returnee/jobs.html", PERSON, JOBS_PAGE | {"jobs": (), "is_away": True}),
    ("returnee/job.html", PERSON, JOB_PAGE),
    ("returnee/job.html", PERSON, JOB_PAGE | {"said": "no"}),
    ("returnee/job.html", PERSON, JOB_PAGE | {"suggested": WANTED}),
    ("returnee/job.html", PERSON, JOB_PAGE | {"vacancy": replace(DETAIL, is_open=False)}),
    ("returnee/answer.html", PERSON, {"answer": ANSWER}),
    ("returnee/answer.html", PERSON, {"answer": replace(ANSWER, is_yes=False, reason="pay")}),
    ("returnee/meeting.html", PERSON, {"question": QUESTION}),
    (
        "returnee/meeting.html",
        PERSON,
        {
            "question": replace(
                QUESTION,
                answer="yes",
                contact_name="Member 0003",
                contact_phone="+9647901234567",
                may_take_back=True,
            )
        },
    ),
    ("returnee/meeting.html", PERSON, {"question": replace(QUESTION, answer="no")}),
    ("returnee/meeting.html", PERSON, {"question": replace(QUESTION, answer="back")}),
    ("returnee/caseworker_asked.html", PERSON, {"question": QUESTION}),
    (
        "returnee/meetings.html",
        PERSON,
        {
            "meetings": (
                mine.MeetingRow(
                    "/me/meetings/N-2", "Cook", "en", "Works 0004 <b>", "Soon.", False
                ),
            )
        },
    ),
    ("returnee/meetings.html", PERSON, {"meetings": ()}),
    ("returnee/agree.html", PERSON, {"question": replace(AGREE, is_needed=True)}),
    ("returnee/agree.html", PERSON, {"question": AGREE}),
    ("returnee/take_back.html", PERSON, {"question": AGREE, "ends": "It ends."}),
    ("returnee/mine.html", PERSON, MINE),
    (
        "returnee/mine.html",
        PERSON,
        MINE | {"mine": UNASKED, "permissions": (), "jobs": (), "said": ""},
    ),
]
RUNS = operations.OperatorPage(
    employers=(
        operations.EmployerToVerify(
            "E-7K3QMA", "Works 0004 <b>", "IQ-NI", "+9647901234567", "chamber", "12 <b>", DAY
        ),
    ),
    jobs=(
        operations.RunLine("issue", AT, AT, False),
        operations.RunLine("expiry", None, AT, True),
    ),
    waiting_count=3,
    failed_count=1,
    oldest_at=AT,
    vacancies=(operations.Cell("open", "60"),),
    people=(operations.Cell("available", "1,240"), operations.Cell("paused", "<10")),
    introductions=(),
    may_decide=True,
)
IDLE = replace(RUNS, employers=(), oldest_at=None, may_decide=False)
OVERVIEW = {"shown": RUNS, "reasons": ("not_registered", "unsafe"), "said": "verified"}
MAIL = operations.MailRow("/dev/mail/a", "a@b.example", "Cook <b>", AT, "ar")
OPERATIONS: list[Sample] = [
    ("operator/overview.html", OPERATOR, OVERVIEW),
    ("operator/overview.html", OPERATOR, OVERVIEW | {"shown": IDLE, "said": ""}),
    ("development/mailbox.html", None, {"rows": (MAIL,)}),
    ("development/mailbox.html", None, {"rows": ()}),
    (
        "development/mail.html",
        None,
        {
            "mail": operations.OpenMail(
                MAIL,
                (
                    operations.TextPart("Open\n"),
                    operations.TextPart("https://a.example", "https://a.example"),
                ),
                "/dev/mail/a/html",
            )
        },
    ),
]

WAITING = words.WordsLine(
    "/words/788ebe5e877b696d",
    "work",
    "تعليق سلالم <b>",
    "12",
    DAY,
    ("Arabic",),
    ("tank ladders",),
    "weld",
)
RULING = words.RulingLine(
    number=3,
    address=WAITING.address,
    part="skill",
    words="تعليق سلالم <b>",
    verdict="new_concept",
    state="proposed",
    label=None,
    names={"en": "hang ladders", "ar": "تعليق السلالم", "ckb": "هەڵواسینی پەیژە"},
    kind="skill",
    broader="join metal",
    proposed_on=DAY,
    proposed_by="Works 0004 <b>",
    ruled_on=None,
    ruled_by=None,
    because=None,
    undone_on=None,
    undone_by=None,
    changed="0",
    may_second=True,
    may_undo=True,
    is_own=False,
)
OWN = replace(RULING, number=4, may_second=False, is_own=True)
OTHERS = replace(OWN, number=5, may_undo=False, is_own=False)
OVER = replace(
    RULING,
    number=6,
    words=None,
    verdict="reject",
    state="undone",
    names={},
    ruled_on=DAY,
    ruled_by="Works 0005",
    because="unclear",
    undone_on=DAY,
    undone_by="Works 0006",
    may_second=False,
)
SEEN = {"reasons": ("unclear", "wrong_names")}
ONE = words.WordsPage(
    WAITING, None, (employers.Meaning("urn:a", "weld", "welding"),), (), (), True, True
)
QUEUE = {"lines": (WAITING,), "count": 2, "proposed": 1, "said": "ruled", "pages": jobs.Pages()}
WORDS: list[Sample] = [
    ("words/queue.html", CASEWORKER, QUEUE),
    ("words/queue.html", OPERATOR, QUEUE | {"lines": (), "count": 0, "said": "proposed"}),
    ("words/one.html", CASEWORKER, SEEN | {"shown": ONE, "address": WAITING.address}),
    (
        "words/one.html",
        OPERATOR,
        SEEN
        | {
            "shown": replace(ONE, line=None, offers=(), history=(OVER, RULING)),
            "address": WAITING.address,
        },
    ),
    ("words/proposals.html", CASEWORKER, SEEN | {"lines": (RULING, OWN, OTHERS)}),
    ("words/proposals.html", CASEWORKER, SEEN | {"lines": ()}),
    ("words/rulings.html", OPERATOR, {"lines": (OVER, replace(OTHERS, state="in_force"))}),
    ("words/rulings.html", OPERATOR, {"lines": ()}),
]
PAGES = [*PUBLIC, *EMPLOYERS, *LINK_PAGES, *PEOPLE, *OPERATIONS, *WORDS, *DUPLICATES, *ONE_AWAY]

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
    (
        "answer_links",
        mails.AnswerLinksMail((mails.WaitingList("Cook <b>", 2, ADDRESS),), ADDRESS),
    ),
    ("answer_links", mails.AnswerLinksMail((), ADDRESS)),
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
