"""What every answer bears and every request is asked for: a walk of all routes."""

import pytest
from litestar import get
from litestar.testing import TestClient

from forsa.main import ROUTES, create_app
from forsa.settings import read_settings
from forsa.web.guards import Anybody, handlers
from forsa.web.headers import CONTENT_SECURITY_POLICY, security_headers
from kernel.actor import Role
from tests import accounts as make

ANSWERS_WITH = {
    "0": "V-234567",
    "reference": "V-234567",
}


@get("/broken", guards=[Anybody("a fault")], sync_to_thread=True)
def broken_page() -> None:
    message = "Person 0007 must not be seen"
    raise RuntimeError(message)


def addresses(app):
    """Give each address that takes a GET, with something in the place of its parameters."""
    for route, handler in handlers(app):
        if "GET" in handler.http_methods:
            path = route.path_format
            for name in route.path_parameters:
                path = path.replace(f"{{{name}}}", "V-234567")
            yield path


def check_headers(answer):
    is_unnamed = answer.request.url.path.split("/")[2:3] == ["answer"]
    for name, value in security_headers(is_https=False, is_unnamed=is_unnamed).items():
        assert answer.headers.get_list(name) == [value], answer.request.url
    assert answer.headers["x-request-id"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestEveryAnswer:
    @pytest.mark.parametrize("role", [None, Role.OPERATOR, Role.CASEWORKER, Role.EMPLOYER_OWNER])
    def test_bears_the_headers_and_is_no_fault(self, client_of, database, now, role):
        account_id = role and make.save_account(database, role=role, now=now)
        with client_of(account_id) as client:
            walked = [client.get(path, follow_redirects=False) for path in addresses(client.app)]

        assert len(walked) > 8
        for answer in walked:
            check_headers(answer)
            assert answer.status_code < 500, answer.request.url
            if not answer.request.url.path.startswith("/static/"):
                assert answer.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/nowhere", 404),
            ("GET", "/static/nothing.css", 404),
            ("GET", "/static/..%2fpages.py", 404),
            ("GET", "/static/%2e%2e/pages.py", 404),
            ("GET", "/static/..\\pages.py", 404),
            ("POST", "/nowhere", 404),
            ("TRACE", "/en/sign-in", 405),
            ("DELETE", "/en/sign-in", 405),
            ("GET", "/schema", 404),
            ("GET", "/broken", 500),
        ],
    )
    def test_of_what_goes_wrong_bears_them_too(self, client_of, method, path, status):
        with client_of(None, routes=[broken_page]) as client:
            answer = client.request(method, path)

        assert answer.status_code == status
        check_headers(answer)

    def test_to_a_fault_names_it_so_that_it_is_found_in_the_logs(self, client_of, caplog):
        with client_of(None, routes=[broken_page]) as client:
            page = client.get("/broken")

        [fault_id] = [r.args[0] for r in caplog.records if r.msg.startswith("web.fault")]
        assert fault_id in page.text
        assert not set(fault_id) & set("O0I1")
        assert "0007" not in page.text

    def test_carries_no_word_of_other_origins(self, client_of):
        with client_of(None) as client:
            answer = client.get("/en/sign-in", headers={"origin": "https://evil.example"})

        assert "access-control-allow-origin" not in answer.headers
        assert "unsafe" not in CONTENT_SECURITY_POLICY


class TestOverHttps:
    @pytest.fixture
    def client(self, tmp_path):
        settings = read_settings(
            {
                "FORSA_DATABASE_URL": f"sqlite:///{tmp_path}/forsa.db",
                "FORSA_PUBLIC_URL": "https://forsa.example",
                "FORSA_DATA_DIR": str(tmp_path),
            }
        )
        with TestClient(create_app(settings), base_url="https://forsa.example") as client:
            yield client

    def test_browsers_are_told_to_stay_there(self, client):
        answer = client.get("/en/sign-in")

        assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"

    def test_cookies_are_bound_to_the_host(self, client):
        [cookie] = client.get("/en/sign-in").headers.get_list("set-cookie")

        assert cookie.startswith("__Host-forsa_form=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestAHost:
    @pytest.mark.parametrize(
        "host",
        [
            "evil.example",
            "127.0.0.1.evil.example",
            "127a0a0a1",
            "x@127.0.0.1",
            "",
            "127.0.0.1:8000x",
        ],
    )
    def test_that_is_not_ours_is_refused(self, client_of, host):
        with client_of(None) as client:
            answer = client.get("/en/sign-in", headers={"host": host})
            forwarded = client.get("/en/sign-in", headers={"x-forwarded-host": host})

        assert (answer.status_code, forwarded.status_code) == (400, 200)
        check_headers(answer)

    @pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "localhost:8000", "[::1]:8000"])
    def test_of_this_machine_is_served_in_development(self, client_of, host):
        with client_of(None) as client:
            assert client.get("/en/sign-in", headers={"host": host}).status_code == 200


def test_every_route_of_the_application_is_walked(settings):
    walked = set(addresses(create_app(settings)))

    assert {"/health/live", "/en/sign-in", "/ckb/card"} <= walked
    assert len(walked) >= len(ROUTES)
