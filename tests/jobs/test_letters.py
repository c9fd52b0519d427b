"""Letters become mails that any server takes and nobody can inject into."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from forsa.delivery.letters import (
    Letter,
    LetterInvalid,
    TemplateUnknown,
    checked_address,
    mail_of,
    writer_of,
)

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def mail(letter: Letter, dedupe_key: str = "shortlist:7"):
    return mail_of(letter, mail_from="Forsa <post@forsa.test>", dedupe_key=dedupe_key, now=NOW)


def sorani(**changes: object) -> Letter:
    letter = {
        "to": "a@mail.test",
        "subject": "کارێک کە لەوانەیە بۆ تۆ بگونجێت",
        "text": "سڵاو",
        "html": '<p dir="rtl">سڵاو</p>',
        "language": "ckb",
    }
    return Letter(**(letter | changes))


class TestMail:
    def test_arrives_with_its_text_in_both_forms(self):
        arrived = message_from_bytes(bytes(mail(sorani())), policy=default)

        assert arrived["Subject"] == "کارێک کە لەوانەیە بۆ تۆ بگونجێت"
        assert arrived.get_body(("plain",)).get_content().strip() == "سڵاو"
        assert arrived.get_body(("html",)).get_content().strip() == '<p dir="rtl">سڵاو</p>'
        assert arrived["Content-Language"] == "ckb"

    def test_is_seven_bits_throughout(self):
        assert bytes(mail(sorani())).isascii()

    def test_says_that_a_machine_wrote_it_and_when(self):
        arrived = mail(sorani())

        assert arrived["Auto-Submitted"] == "auto-generated"
        assert arrived["Date"] == "Wed, 25 Nov 2026 09:00:00 +0000"
        assert arrived["From"] == "Forsa <post@forsa.test>"

    def test_has_the_same_id_at_each_try_and_another_for_another_message(self):
        first, again, other = mail(sorani()), mail(sorani()), mail(sorani(), "shortlist:8")

        assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
        assert first["Message-ID"].endswith("@forsa.test>")

    def test_carries_further_headers(self):
        arrived = mail(sorani(headers=(("List-Unsubscribe", "<https://forsa.test/stop>"),)))

        assert arrived["List-Unsubscribe"] == "<https://forsa.test/stop>"

    @pytest.mark.parametrize(
        "changes",
        [
            {"to": "a@mail.test\r\nBcc: b@mail.test"},
            {"to": "a@mail.test, b@mail.test"},
            {"to": "Name <a@mail.test>"},
            {"to": "a"},
            {"to": ""},
            {"to": "سڵاو@mail.test"},
            {"subject": "Hello\r\nBcc: b@mail.test"},
            {"subject": "Hello\nthere"},
            {"subject": "Hello\x00"},
            {"subject": "Hello\u2028Bcc: b@mail.test"},
            {"language": "en\r\nX: y"},
            {"headers": (("X-One", "1\r\nBcc: b@mail.test"),)},
            {"headers": (("X One", "1"),)},
            {"headers": (("Bcc\r\nX", "1"),)},
            {"headers": (("Subject", "another"),)},
            {"headers": (("Content-Type", "text/html"),)},
        ],
    )
    def test_is_refused_if_anything_could_be_injected(self, changes):
        with pytest.raises(LetterInvalid) as refusal:
            mail(sorani(**changes))

        assert "mail.test" not in str(refusal.value)

    def test_needs_a_sender(self):
        with pytest.raises(LetterInvalid):
            mail_of(sorani(), mail_from="Forsa", dedupe_key="k", now=NOW)


class TestAddress:
    def test_is_brought_into_the_form_that_every_server_takes(self):
        assert checked_address("a@bücher.example") == "a@xn--bcher-kva.example"


class TestWriter:
    def test_refuses_a_template_that_nobody_writes(self):
        with pytest.raises(TemplateUnknown, match="shortlist"):
            writer_of({})(None, type("Due", (), {"template": "shortlist"}))
