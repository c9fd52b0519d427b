"""Signing in and out, through the web."""

from datetime import timedelta

import pytest
from litestar import get, post
from litestar.di import NamedDependency
from sqlmodel import select

from forsa.accounts.models import Account, SignInFailure, SignInSession
from forsa.web.forms import FORM_BYTES, UPLOAD_BYTES, Form
from forsa.web.guards import Only
from kernel.actor import Role
from tests import accounts as make

SESSION = "forsa_session"


@get("/only-for-operators", guards=[Only(Role.OPERATOR)], sync_to_thread=False)
def private_page() -> str:
    return "private"


@get("/only-for-returnees", guards=[Only(Role.RETURNEE)], sync_to_thread=False)
def page_of_returnees() -> str:
    return "yours"


@post(
    "/upload",
    guards=[Only(Role.OPERATOR)],
    request_max_body_size=UPLOAD_BYTES,
    sync_to_thread=True,
)
def upload(form: NamedDependency[Form]) -> str:
    return f"{form.raw.first('kind')}: {len(form.raw.files['file'].file.read())}"


PAGES = (private_page, page_of_returnees, upload)


@pytest.fixture
def operator(database, now):
    account_id = make.save_account(
        database, role=Role.OPERATOR, now=now, with_password=True, language="ckb"
    )
    with database.reading() as session:
        return session.get_one(Account, account_id).email


def enter(client, email, password=make.PASSWORD, address="/en/sign-in", **more):
    token = make.form_token(client.get(address))
    fields = {"_csrf": token, "email": email, "password": password, **more}
    return client.post(address, data=fields, follow_redirects=False)


class TestSigningInWithAPassword:
    def test_leads_to_the_first_page_in_the_account_s_language(self, client_of, operator):
        with client_of(None, routes=PAGES) as client:
            answer = enter(client, operator.upper())

            assert (answer.status_code, answer.headers["location"]) == (303, "/")
            home = client.get("/", follow_redirects=False)
            assert home.headers["location"] == "/operator"
            page = client.get("/nowhere")
            assert page.headers["content-language"] == "ckb"
            assert client.get("/only-for-operators").text == "private"

    def test_goes_on_to_the_page_that_was_asked_for(self, client_of, operator):
        with client_of(None, routes=PAGES) as client:
            turned_away = client.get("/only-for-operators", follow_redirects=False)
            assert turned_away.headers["location"] == "/en/sign-in?next=/only-for-operators"

            answer = enter(client, operator, next="/only-for-operators")
            assert answer.headers["location"] == "/only-for-operators"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/%2f%2fevil",
            "javascript:x",
        ],
    )
    def test_never_leads_elsewhere(self, client_of, operator, elsewhere):
        with client_of(None) as client:
            shown = client.get("/en/sign-in", params={"next": elsewhere})
            assert "evil" not in shown.text.replace("evil", "", 0) or elsewhere not in shown.text

            assert enter(client, operator, next=elsewhere).headers["location"] == "/"

    def test_gives_a_session_of_its_own_and_never_takes_a_chosen_one(
        self, client_of, operator, reader
    ):
        with client_of(None, routes=PAGES) as client:
            client.cookies.set(SESSION, "chosen-by-somebody-else", domain="127.0.0.1")
            answer = enter(client, operator)

            assert "chosen" not in answer.headers["set-cookie"]
            assert len(reader.exec(select(SignInSession)).all()) == 1
            client.cookies.clear()
            client.cookies.set(SESSION, "chosen-by-somebody-else", domain="127.0.0.1")
            assert client.get("/only-for-operators", follow_redirects=False).status_code == 303

    def test_answers_alike_for_a_wrong_password_and_for_nobody(self, client_of, operator):
        with client_of(None) as client:
            wrong = enter(client, operator, "not the password")
            nobody = enter(client, "x" * len(operator.split("@")[0]) + "@forsa.example", "not it")

        assert wrong.status_code == nobody.status_code == 422
        assert "do not belong together" in wrong.text
        assert "not the password" not in wrong.text
        assert len(wrong.text) == len(nobody.text)

    def test_is_shut_after_too_many_tries(self, client_of, operator):
        with client_of(None) as client:
            answers = [enter(client, operator, "wrong").status_code for _ in range(11)]

        assert answers == [422] * 10 + [429]

    def test_sets_a_cookie_that_scripts_cannot_read(self, client_of, operator):
        with client_of(None) as client:
            [cookie] = [
                c for c in enter(client, operator).headers.get_list("set-cookie") if SESSION in c
            ]

        assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "Max-Age" not in cookie, "it goes when the browser is closed"

    def test_leads_on_whoever_is_signed_in(self, client_of, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id) as client:
            assert client.get("/en/sign-in", follow_redirects=False).headers["location"] == "/"


class TestSigningInWithACard:
    def test_lets_a_returnee_in(self, client_of, database, now):
        make.save_returnee_account(database, now=now)
        with client_of(None, routes=PAGES) as client:
            turned_away = client.get("/only-for-returnees", follow_redirects=False)
            assert turned_away.headers["location"] == "/en/card?next=/only-for-returnees"
            token = make.form_token(client.get("/ar/card"))
            card = {"code": make.CARD_CODE, "pin": make.PIN, "_csrf": token}

            answer = client.post("/ar/card", data=card, follow_redirects=False)

            assert answer.headers["location"] == "/"
            assert "Max-Age=604800" not in answer.headers["set-cookie"]
            assert client.get("/only-for-returnees").text == "yours"

    def test_keeps_an_own_phone_for_a_week(self, client_of, database, now, clock):
        make.save_returnee_account(database, now=now)
        with client_of(None, routes=PAGES) as client:
            token = make.form_token(client.get("/ar/card"))
            card = {"code": make.CARD_CODE, "pin": make.PIN, "phone": "own", "_csrf": token}
            answer = client.post("/ar/card", data=card, follow_redirects=False)
            clock.now += timedelta(days=6)

            assert "Max-Age=604800" in answer.headers["set-cookie"]
            assert client.get("/only-for-returnees").text == "yours"


class TestASession:
    def test_is_kept_alive_by_requests_and_ends_without(self, client_of, database, now, clock):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id, routes=PAGES) as client:
            for _ in range(3):
                clock.now += timedelta(minutes=29)
                assert client.get("/only-for-operators").status_code == 200
            clock.now += timedelta(minutes=30)

            assert client.get("/only-for-operators", follow_redirects=False).status_code == 303

    def test_ends_by_signing_out(self, client_of, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id, routes=PAGES) as client, client_of(None, routes=PAGES) as thief:
            thief.cookies.set(SESSION, client.cookies[SESSION], domain="127.0.0.1")
            token = make.form_token(client.get("/nowhere"))

            answer = client.post("/sign-out", data={"_csrf": token}, follow_redirects=False)

            assert answer.headers["location"] == "/en"
            assert answer.headers["clear-site-data"] == '"cache", "storage"'
            assert SESSION not in client.cookies
            assert thief.get("/only-for-operators", follow_redirects=False).status_code == 303

    def test_shows_other_roles_the_page_of_nothing(self, client_of, database, now):
        account_id = make.save_account(database, role=Role.AUDITOR, now=now)
        with client_of(account_id, routes=PAGES) as client:
            shut, nothing = client.get("/only-for-operators"), client.get("/no-such-page")

        assert shut.status_code == nothing.status_code == 404
        assert shut.text == nothing.text

    def test_may_change_its_language(self, client_of, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id) as client:
            token = make.form_token(client.get("/nowhere"))
            fields = {"_csrf": token, "language": "ar", "back": "/nowhere"}
            answer = client.post("/language", data=fields, follow_redirects=False)

            assert answer.headers["location"] == "/nowhere"
            assert client.get("/nowhere").headers["content-language"] == "ar"


class TestAFormToken:
    def test_is_asked_for_even_when_signing_in(self, client_of, operator, reader):
        with client_of(None) as client:
            fields = {"email": operator, "password": make.PASSWORD}
            answers = [
                client.post("/en/sign-in", data=fields | {"_csrf": token})
                for token in ("", "0" * 64, "ك")
            ]

        assert [answer.status_code for answer in answers] == [403] * 3
        assert reader.exec(select(SignInFailure)).all() == []

    def test_of_another_visitor_is_refused(self, client_of, operator):
        with client_of(None) as client, client_of(None) as other:
            client.get("/en/sign-in")
            foreign = make.form_token(other.get("/en/sign-in"))
            fields = {"email": operator, "password": make.PASSWORD, "_csrf": foreign}

            assert client.post("/en/sign-in", data=fields).status_code == 403

    @pytest.mark.parametrize(
        "header",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
        ],
    )
    def test_does_not_help_a_form_on_another_site(self, client_of, operator, header):
        with client_of(None) as client:
            token = make.form_token(client.get("/en/sign-in"))
            fields = {"email": operator, "password": make.PASSWORD, "_csrf": token}

            assert client.post("/en/sign-in", data=fields, headers=header).status_code == 403

    def test_that_outlived_its_session_leads_to_signing_in(self, client_of, database, now, clock):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id) as client:
            token = make.form_token(client.get("/nowhere"))
            clock.now += timedelta(hours=13)

            answer = client.post("/sign-out", data={"_csrf": token}, follow_redirects=False)

        assert answer.headers["location"] == "/en/sign-in"


class TestAForm:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"email=%00", 400),
            (b"email=%ff", 400),
            (b"email=\xff", 400),
            (b"&".join(b"f%d=" % n for n in range(201)), 400),
            (b"email=" + b"x" * FORM_BYTES, 413),
        ],
    )
    def test_that_cannot_be_read_is_refused(self, client_of, body, status):
        headers = {"content-type": "application/x-www-form-urlencoded"}
        with client_of(None) as client:
            client.get("/en/sign-in")
            answer = client.post("/en/sign-in", content=body, headers=headers)

        assert answer.status_code == status

    def test_may_bring_a_file_that_is_larger_than_a_form(self, client_of, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id, routes=PAGES) as client:
            token = make.form_token(client.get("/nowhere"))
            fields = {"_csrf": token, "kind": "people"}
            answers = [
                client.post("/upload", data=sent, files={"file": ("a.csv", b"x" * size)})
                for sent, size in ((fields, 300_000), ({}, 300_000), (fields, UPLOAD_BYTES))
            ]

        assert [answer.status_code for answer in answers] == [201, 403, 413]
        assert answers[0].text == "people: 300000"

    def test_with_files_has_a_bounded_number_of_parts(self, client_of, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(account_id, routes=PAGES) as client:
            parts = {f"f{number}": ("a", b"x") for number in range(51)}

            assert client.post("/upload", files=parts).status_code == 400
