"""Mail goes out by a real conversation with a server, and each bad answer has its meaning."""

import socket
from datetime import UTC, datetime

import pytest

from forsa.delivery.channels import (
    FolderChannel,
    PermanentFailure,
    ServerAway,
    SmtpChannel,
    SmtpUrlInvalid,
    TemporaryFailure,
    read_smtp_url,
)
from forsa.delivery.letters import Letter, mail_of
from forsa.delivery.mailbox import read_letter, read_mailbox
from tests.jobs.conftest import MAIL_FROM
from tests.smtp_sink import free_port

on_loopback = pytest.mark.allow_hosts(["127.0.0.1"])


def mail(number: int = 1, *, minute: int = 0):
    letter = Letter(f"person-{number}@mail.test", f"Letter {number}", "سڵاو", "<p>سڵاو</p>", "ckb")
    at = datetime(2026, 11, 25, 9, minute, tzinfo=UTC)
    return mail_of(letter, mail_from=MAIL_FROM, dedupe_key=f"test:{number}", now=at)


def failure_of(channel: SmtpChannel) -> Exception:
    with pytest.raises((TemporaryFailure, PermanentFailure)) as caught:
        channel.send(mail())
    channel.close()
    assert "mail.test" not in str(caught.value)
    return caught.value


@on_loopback
class TestSmtp:
    def test_delivers_several_mails_over_one_connection(self, sink):
        channel = SmtpChannel(sink.url, MAIL_FROM)
        for number in (1, 2, 3):
            channel.send(mail(number))
        channel.close()

        assert sink.recipients == [f"person-{number}@mail.test" for number in (1, 2, 3)]
        assert sink.mails[0].get_body(("plain",)).get_content().strip() == "سڵاو"
        assert sink.greetings == ["forsa.test"]

    def test_opens_again_after_it_was_closed(self, sink):
        channel = SmtpChannel(sink.url, MAIL_FROM)
        for number in (1, 2):
            channel.send(mail(number))
            channel.close()

        assert len(sink.greetings) == 2

    def test_finds_a_server_away_that_refuses_the_connection(self):
        failure = failure_of(SmtpChannel(f"smtp://127.0.0.1:{free_port()}", MAIL_FROM))

        assert type(failure) is ServerAway
        assert str(failure) == "The mail server cannot be reached or does not answer."

    def test_finds_a_server_away_that_says_421(self, sink):
        sink.at_data = "421 Closing"

        failure = failure_of(SmtpChannel(sink.url, MAIL_FROM))

        assert type(failure) is ServerAway
        assert str(failure) == "The mail server answered 421."

    @pytest.mark.parametrize(
        ("answer", "kind"), [("450 Busy", TemporaryFailure), ("550 No", PermanentFailure)]
    )
    def test_takes_a_refused_recipient_for_what_the_code_says(self, sink, answer, kind):
        sink.at_recipient = {"person-1@mail.test": f"{answer} person-1@mail.test"}

        failure = failure_of(SmtpChannel(sink.url, MAIL_FROM))

        assert type(failure) is kind
        assert str(failure) == f"The mail server answered {answer[:3]}."

    def test_goes_on_with_the_next_mail_after_a_refused_one(self, sink):
        sink.at_recipient = {"person-1@mail.test": "550 No"}
        channel = SmtpChannel(sink.url, MAIL_FROM)
        with pytest.raises(PermanentFailure):
            channel.send(mail(1))
        channel.send(mail(2))
        channel.close()

        assert sink.recipients == ["person-2@mail.test"]

    @pytest.mark.parametrize(
        ("answer", "kind"), [("451 Later", TemporaryFailure), ("554 Spam", PermanentFailure)]
    )
    def test_takes_a_refused_mail_for_what_the_code_says(self, sink, answer, kind):
        sink.at_data = answer

        assert type(failure_of(SmtpChannel(sink.url, MAIL_FROM))) is kind

    def test_finds_a_server_away_that_hangs(self, sink):
        sink.hangs = True

        assert type(failure_of(SmtpChannel(sink.url, MAIL_FROM, timeout=0.3))) is ServerAway

    def test_finds_a_server_away_that_never_greets(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"

            assert type(failure_of(SmtpChannel(url, MAIL_FROM, timeout=0.3))) is ServerAway

    def test_tries_again_if_the_connection_drops_after_the_mail(self, sink):
        sink.drops = True

        failure = failure_of(SmtpChannel(sink.url, MAIL_FROM))

        assert type(failure) is TemporaryFailure
        assert str(failure) == "The mail server closed the connection."

    def test_sends_no_password_to_a_server_without_encryption(self, sink):
        url = sink.url.replace("//", "//forsa:secret@")

        assert type(failure_of(SmtpChannel(url, MAIL_FROM))) is ServerAway
        assert sink.mails == []


class TestSmtpUrl:
    @pytest.mark.parametrize(
        ("url", "port"),
        [
            ("smtp://mail.example", 25),
            ("smtp+starttls://mail.example", 587),
            ("smtps://mail.example", 465),
            ("smtp://mail.example:2525", 2525),
        ],
    )
    def test_has_the_usual_port_unless_it_names_one(self, url, port):
        assert read_smtp_url(url).port == port

    def test_encrypts_before_a_password(self):
        assert read_smtp_url("smtp://a:b@mail.example").wants_starttls
        assert not read_smtp_url("smtp://mail.example").wants_starttls
        assert not read_smtp_url("smtps://a:b@mail.example").wants_starttls

    @pytest.mark.parametrize(
        "url", ["mail.example:25", "http://mail.example", "smtp://", "smtp://mail.example:x", ""]
    )
    def test_says_how_it_is_written(self, url):
        with pytest.raises(SmtpUrlInvalid, match="smtps://NAME:PASSWORD@HOST"):
            read_smtp_url(url)


class TestFolder:
    def test_keeps_mails_that_can_be_read_the_newest_first(self, tmp_path):
        channel = FolderChannel(tmp_path / "mailbox", MAIL_FROM)
        channel.send(mail(1, minute=1))
        channel.send(mail(2, minute=2))
        channel.close()

        newest, oldest = read_mailbox(tmp_path / "mailbox")

        assert (newest.subject, oldest.subject) == ("Letter 2", "Letter 1")
        assert (newest.to, newest.language) == ("person-2@mail.test", "ckb")
        assert (newest.text.strip(), newest.html.strip()) == ("سڵاو", "<p>سڵاو</p>")
        assert newest.sent_at == datetime(2026, 11, 25, 9, 2, tzinfo=UTC)
        assert read_letter(tmp_path / "mailbox", newest.name) == newest

    def test_leaves_nothing_half_written(self, tmp_path):
        FolderChannel(tmp_path, MAIL_FROM).send(mail())

        assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]

    def test_is_away_if_it_cannot_be_written(self, tmp_path):
        (tmp_path / "file").touch()

        with pytest.raises(ServerAway):
            FolderChannel(tmp_path / "file" / "mailbox", MAIL_FROM).send(mail())

    def test_is_empty_if_nothing_was_sent(self, tmp_path):
        assert read_mailbox(tmp_path / "mailbox") == []

    def test_gives_no_file_outside_of_it(self, tmp_path):
        (tmp_path / "secret.eml").write_text("From: x\n\nsecret")
        (tmp_path / "mailbox").mkdir()

        assert read_letter(tmp_path / "mailbox", "../secret") is None
