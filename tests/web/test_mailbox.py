"""The development mailbox: mails to be read and followed, and not there in production."""

from email.message import EmailMessage

import pytest

from forsa.delivery.channels import FolderChannel
from forsa.main import create_app
from forsa.settings import read_settings
from forsa.web.development.mailbox import parts_of


@pytest.fixture
def mailbox(settings):
    return FolderChannel(settings.data_dir / "mailbox", "Forsa <office@forsa.example>")


def put(mailbox, *, key="a1", html=None, text="Hello,\nopen http://127.0.0.1:8000/s/abc."):
    mail = EmailMessage()
    mail["To"], mail["Subject"] = "member-0001@employer.example", "قائمة <b>"
    mail["Date"], mail["Message-ID"] = "Sun, 30 Mar 2025 12:00:00 +0000", f"<{key}@forsa.example>"
    mail["Content-Language"] = "ar"
    mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    mailbox.send(mail)
    return f"/dev/mail/20250330T120000-{key}"


class TestTheMailbox:
    def test_lists_what_would_have_been_mailed(self, client_of, mailbox):
        address = put(mailbox)

        with client_of(None) as client:
            page = client.get("/dev/mail").text

        assert f'href="{address}"' in page
        assert "قائمة &lt;b&gt;" in page

    def test_is_never_blank(self, client_of):
        with client_of(None) as client:
            assert "No mail yet." in client.get("/dev/mail").text

    def test_has_links_to_follow(self, client_of, mailbox):
        address = put(mailbox)

        with client_of(None) as client:
            page = client.get(address).text

        assert '<a href="http://127.0.0.1:8000/s/abc">' in page
        assert "Hello,<br>open" in page
        assert f"{address}/html" not in page

    def test_shows_the_layout_under_the_headers_of_all_pages(self, client_of, mailbox):
        html = "<!doctype html><p onclick='x()'>Hello</p>"
        address = put(mailbox, html=html)

        with client_of(None) as client:
            assert f'href="{address}/html"' in client.get(address).text
            shown = client.get(f"{address}/html")

        assert html in shown.text
        assert "default-src 'none'" in shown.headers["content-security-policy"]
        assert "unsafe-inline" not in shown.headers["content-security-policy"]

    @pytest.mark.parametrize(
        "name", ["nothing", "..%2f..%2fforsa.db", "%2e%2e", "a/b", "x" * 500, "*"]
    )
    def test_has_no_other_files(self, client_of, mailbox, name):
        put(mailbox)

        with client_of(None) as client:
            assert client.get(f"/dev/mail/{name}").status_code == 404
            assert client.get(f"/dev/mail/{name}/html").status_code == 404

    def test_is_not_there_in_production(self, tmp_path):
        settings = read_settings(
            {
                "FORSA_ENV": "production",
                "FORSA_DATABASE_URL": f"sqlite:///{tmp_path}/forsa.db",
                "FORSA_PUBLIC_URL": "https://forsa.example",
                "FORSA_SECRET_KEY": "k" * 43,
                "FORSA_SMTP_URL": "smtps://mail.example",
                "FORSA_MAIL_FROM": "Forsa <office@forsa.example>",
                "FORSA_DATA_DIR": str(tmp_path),
            }
        )

        routes = {route.path for route in create_app(settings).routes}

        assert "/operator" in routes
        assert not {path for path in routes if path.startswith("/dev")}


class TestPartsOfAText:
    @pytest.mark.parametrize(
        ("text", "addresses"),
        [
            ("no link", []),
            ("https://a.example/b?c=d.", ["https://a.example/b?c=d"]),
            (
                "(http://a.example), \u2068https://b.example\u2069",
                ["http://a.example", "https://b.example"],
            ),
            ("javascript:alert(1) ftp://a.example", []),
        ],
    )
    def test_are_all_of_it_with_the_addresses_apart(self, text, addresses):
        parts = list(parts_of(text))

        assert "".join(part.text for part in parts) == text
        assert [part.address for part in parts if part.address] == addresses
