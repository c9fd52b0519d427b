"""Accounts, cards, sessions and the limits on signing in, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from forsa.accounts import errors
from forsa.accounts.models import Account, SignInCard, SignInFailure, SignInSession
from forsa.accounts.passwords import hash_of
from forsa.accounts.queries import account_brief, account_id_of_email, actor_of_account
from forsa.accounts.service.accounts import (
    create_account,
    disable_account,
    issue_card,
    set_password,
)
from forsa.accounts.service.sessions import actor_for_token, move_seen_at, sign_out, start_session
from forsa.accounts.signing_in import hashed_card, sign_in, sign_in_with_card
from forsa.accounts.tokens import digest_of
from forsa.accounts.values import AccountDraft
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from tests import accounts as make

OPERATOR = AccountDraft(Role.OPERATOR, "Operator", "Op@Forsa.Example")


def signed_in(database, token, now):
    with database.reading() as session:
        return actor_for_token(session, token=token, now=now)


def email_of(database, account_id):
    with database.reading() as session:
        return account_brief(session, account_id).email


def try_password(database, account_id, password, now, address="192.0.2.1"):
    email = email_of(database, account_id)
    return sign_in(database, email=email, password=password, address=address, now=now)


class TestAnAccount:
    def test_is_found_by_its_address_in_any_case(self, database, now):
        with database.writing() as session:
            account_id = create_account(session, draft=OPERATOR, actor=SYSTEM, now=now)

        with database.reading() as session:
            assert account_id_of_email(session, "OP@forsa.example ") == account_id
            assert [e.action for e in session.exec(select(AuditEvent))] == ["account.create"]

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"email": "op@forsa.example"}, errors.EmailTaken),
            ({"email": "nowhere"}, errors.EmailUnreadable),
            ({"email": "a@b.example\nBcc: c@d.example"}, errors.EmailUnreadable),
            ({"role": Role.CASEWORKER}, errors.PlaceMissing),
            ({"office_id": 1}, errors.PlaceMissing),
            ({"role": Role.RETURNEE}, errors.CardForReturneesOnly),
        ],
    )
    def test_is_refused_and_nothing_written(self, database, now, change, error):
        with database.writing() as session:
            create_account(session, draft=OPERATOR, actor=SYSTEM, now=now)
        with pytest.raises(error), database.writing() as session:
            create_account(session, draft=replace(OPERATOR, **change), actor=SYSTEM, now=now)

        with database.reading() as session:
            assert len(session.exec(select(Account)).all()) == 1

    def test_of_the_own_office_only_is_made_by_a_supervisor(self, database, now):
        office_id, other_id = make.save_office(database), make.save_office(database)
        supervisor = Actor(role=Role.SUPERVISOR, account_id=1, office_id=office_id)
        draft = AccountDraft(Role.CASEWORKER, "Worker", "w@forsa.example", office_id=office_id)

        with database.writing() as session:
            create_account(session, draft=draft, actor=supervisor, now=now)
        for change in ({"office_id": other_id}, {"role": Role.SUPERVISOR}):
            foreign = replace(draft, email="x@forsa.example", **change)
            with pytest.raises(errors.AccountNotYours), database.writing() as session:
                create_account(session, draft=foreign, actor=supervisor, now=now)

    def test_stands_for_an_actor_with_the_governorates_of_its_office(self, database, now):
        account_id = make.save_account(database, role=Role.CASEWORKER, now=now)

        with database.reading() as session:
            actor = actor_of_account(session, account_id)

        assert (actor.role, actor.account_id) == (Role.CASEWORKER, account_id)
        assert actor.governorates == {"IQ-BG"}

    def test_stands_for_nobody_once_disabled(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with database.writing() as session:
            disable_account(session, account_id=account_id, actor=SYSTEM, now=now)

        with pytest.raises(errors.AccountNotFound), database.reading() as session:
            actor_of_account(session, account_id)


class TestAPassword:
    def test_opens_a_session_whose_token_is_not_stored(self, database, reader, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now, with_password=True)

        token = try_password(database, account_id, make.PASSWORD, now)

        assert signed_in(database, token, now).actor.account_id == account_id
        [row] = reader.exec(select(SignInSession)).all()
        assert row.token_hash == digest_of(token)

    @pytest.mark.parametrize(
        "password",
        ["ک" * 9 + "abcdéfgh", "x" * 30 + "abcd" * 20, "with spaces  ", "e\u0301t\u0301-long-one"],
    )
    def test_is_verified_exactly(self, database, now, password):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with database.writing() as session:
            set_password(
                session,
                account_id=account_id,
                password_hash=hash_of(password),
                actor=SYSTEM,
                now=now,
            )

        assert try_password(database, account_id, password, now)
        for wrong in (password[1:], password[:-1], password + "x"):
            with pytest.raises(errors.SignInFailed):
                try_password(database, account_id, wrong, now)

    def test_is_refused_alike_for_an_address_nobody_has(self, database, reader, now):
        with pytest.raises(errors.SignInFailed):
            sign_in(
                database,
                email="nobody@forsa.example",
                password=make.PASSWORD,
                address="192.0.2.1",
                now=now,
            )

        [event] = reader.exec(select(AuditEvent)).all()
        assert (event.action, event.subject) == ("session.refused", "account:unknown")

    def test_ends_all_sessions_when_it_is_changed(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now, with_password=True)
        tokens = [make.signed_in_token(database, account_id, now=now) for _ in range(2)]

        with database.writing() as session:
            set_password(
                session,
                account_id=account_id,
                password_hash=make.password_hash(),
                actor=SYSTEM,
                now=now,
            )

        assert [signed_in(database, token, now) for token in tokens] == [None, None]

    def test_of_another_is_not_changed(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        with pytest.raises(errors.AccountNotYours), database.writing() as session:
            set_password(
                session,
                account_id=account_id,
                password_hash="x",
                actor=Actor(role=Role.AUDITOR, account_id=account_id + 1),
                now=now,
            )


class TestTheLimits:
    def test_shut_an_account_after_ten_failures_in_five_minutes(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now, with_password=True)
        for number in range(10):
            with pytest.raises(errors.SignInFailed):
                # The address changes each time, and does not help.
                try_password(database, account_id, "wrong", now, address=f"192.0.2.{number}")

        with pytest.raises(errors.TooManyAttempts):
            try_password(database, account_id, make.PASSWORD, now + timedelta(seconds=299))
        assert try_password(database, account_id, make.PASSWORD, now + timedelta(seconds=300))

    def test_forget_failures_after_a_success(self, database, reader, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now, with_password=True)
        with pytest.raises(errors.SignInFailed):
            try_password(database, account_id, "wrong", now)

        try_password(database, account_id, make.PASSWORD, now + timedelta(seconds=1))

        own = digest_of(f"account:{email_of(database, account_id)}")
        kept = reader.exec(select(SignInFailure.subject)).all()
        assert own not in kept
        assert len(kept) == 2, "the failure still counts for its address and for everybody"

    def test_close_a_card_for_fifteen_minutes_after_five_wrong_pins(self, database, now):
        make.save_returnee_account(database, now=now)
        for minute in range(5):
            with pytest.raises(errors.SignInFailed):
                enter_card(database, pin="000001", now=now + timedelta(minutes=minute))

        last = now + timedelta(minutes=4)
        with pytest.raises(errors.TooManyAttempts):
            enter_card(database, now=last + timedelta(minutes=15, seconds=-1))
        assert enter_card(database, now=last + timedelta(minutes=15))


def enter_card(database, *, now, code=make.CARD_CODE, pin=make.PIN, own_phone=False):
    return sign_in_with_card(
        database, code=code, pin=pin, own_phone=own_phone, address="192.0.2.1", now=now
    )


class TestACard:
    def test_is_read_as_people_type_it(self, database, now):
        account_id = make.save_returnee_account(database, now=now)

        token = enter_card(database, now=now, code=" 7k3q mabc", pin="٢٠٤٨٧١")

        actor = signed_in(database, token, now).actor
        assert (actor.account_id, actor.role) == (account_id, Role.RETURNEE)
        assert actor.returnee_id is not None

    def test_is_stored_so_that_neither_code_nor_pin_can_be_read(self, database, reader, now):
        make.save_returnee_account(database, now=now)

        stored = reader.exec(select(SignInCard)).one().model_dump_json()

        assert "7K3Q" not in stored
        assert make.PIN not in stored

    def test_stops_working_when_a_new_one_is_given(self, database, reader, now):
        make.save_returnee_account(database, now=now)
        old_token = enter_card(database, now=now)
        returnee_id = reader.exec(select(SignInCard.returnee_id)).one()

        with database.writing() as session:
            issue_card(
                session,
                returnee_id=returnee_id,
                card=hashed_card("NEWC-ARDX", "111112"),
                actor=SYSTEM,
                now=now,
            )

        assert signed_in(database, old_token, now) is None
        with pytest.raises(errors.SignInFailed):
            enter_card(database, now=now)
        assert enter_card(database, now=now, code="NEWC-ARDX", pin="111112")

    def test_is_not_given_by_another_office(self, database, reader, now):
        make.save_returnee_account(database, now=now)
        returnee_id = reader.exec(select(SignInCard.returnee_id)).one()
        stranger = Actor(role=Role.CASEWORKER, account_id=1, office_id=make.save_office(database))

        with pytest.raises(errors.AccountNotYours), database.writing() as session:
            issue_card(
                session, returnee_id=returnee_id, card=make.known_card(), actor=stranger, now=now
            )


class TestASession:
    @pytest.mark.parametrize(
        ("role", "idle_minutes", "hours"),
        [
            (Role.OPERATOR, 30, 12),
            (Role.CASEWORKER, 60, 12),
            (Role.EMPLOYER_MEMBER, 60, 24),
        ],
    )
    def test_ends_at_its_limits(self, database, now, role, idle_minutes, hours):
        account_id = make.save_account(database, role=role, now=now)
        token = make.signed_in_token(database, account_id, now=now)
        second = timedelta(seconds=1)

        idle = now + timedelta(minutes=idle_minutes)
        assert signed_in(database, token, idle - second) is not None
        assert signed_in(database, token, idle) is None

        at_last = now + timedelta(hours=hours)
        with database.writing() as session:
            move_seen_at(session, token_hash=digest_of(token), now=at_last - second)
        assert signed_in(database, token, at_last - second) is not None
        assert signed_in(database, token, at_last) is None

    @pytest.mark.parametrize(
        ("own_phone", "lives"), [(False, timedelta(minutes=15)), (True, timedelta(days=7))]
    )
    def test_of_a_returnee_depends_on_whose_phone_it_is(self, database, now, own_phone, lives):
        make.save_returnee_account(database, now=now)
        token = enter_card(database, now=now, own_phone=own_phone)

        assert signed_in(database, token, now + lives - timedelta(seconds=1)) is not None
        assert signed_in(database, token, now + lives) is None

    def test_is_left_without_touching_the_others(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        left, kept = (make.signed_in_token(database, account_id, now=now) for _ in range(2))

        with database.writing() as session:
            sign_out(
                session,
                token_hash=digest_of(left),
                actor=actor_of_account(session, account_id),
                now=now,
            )

        assert signed_in(database, left, now) is None
        assert signed_in(database, kept, now) is not None

    def test_is_not_begun_for_an_account_that_is_disabled(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        token = make.signed_in_token(database, account_id, now=now)
        with database.writing() as session:
            disable_account(session, account_id=account_id, actor=SYSTEM, now=now)

        assert signed_in(database, token, now) is None
        with pytest.raises(errors.AccountNotFound), database.writing() as session:
            start_session(session, account_id=account_id, token="t", own_phone=False, now=now)


class TestRecording:
    def test_moves_the_time_a_session_was_seen(self, database, now):
        account_id = make.save_account(database, role=Role.OPERATOR, now=now)
        token = make.signed_in_token(database, account_id, now=now)
        later = now + timedelta(minutes=20)

        with database.recording() as session:
            move_seen_at(session, token_hash=digest_of(token), now=later)

        assert signed_in(database, token, later + timedelta(minutes=29)) is not None
