"""The first administrator is made on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.database import engine_for, writing
from knowledge.models.audit import Audit
from knowledge.models.staff import Staff
from tests.web.console.harness import PASSWORD
from web.console import cli
from web.console.people import passwords


@pytest.fixture
def session(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Session]:
    """The database that the commands work on."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("GXN_VAR_DIR", str(tmp_path))
    engine = engine_for(database_url)
    with Session(writing(engine)) as opened:
        yield opened
    engine.dispose()


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def _everybody(session: Session) -> list[Staff]:
    found = list(session.scalars(select(Staff)))
    session.rollback()
    return found


def test_an_administrator_is_made(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(monkeypatch, f"{PASSWORD}\n")
    command = ["admin", "create", "wang", "--name", "王五", "--stdin"]
    assert cli.main(command) == 0
    [staff] = session.scalars(select(Staff))
    assert (staff.login, staff.name, staff.role) == ("wang", "王五", "admin")
    assert passwords.matches(PASSWORD, staff.password_hash)
    assert not passwords.is_one_time(staff.password_hash)
    events = list(session.scalars(select(Audit).where(Audit.event == "staff.create")))
    assert events
    assert PASSWORD not in json.dumps([event.new for event in events])


def test_the_password_is_asked_for_twice(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", typed)
    assert cli.main(["admin", "create", "wang"]) == 0
    first, _again = asked
    assert f"至少 {passwords.SHORTEST} 个字符" in first


@pytest.mark.parametrize(
    ("login", "typed", "word"),
    [
        ("Wang", PASSWORD, "账号"),
        ("wang", "", "至少"),
        ("wang", "short", "至少"),
        ("wang", "password1234", "常见"),
    ],
)
def test_what_is_not_good_enough_makes_nobody(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    login: str,
    typed: str,
    word: str,
) -> None:
    _type(monkeypatch, f"{typed}\n")
    assert cli.main(["admin", "create", login, "--stdin"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert word in line
    assert _everybody(session) == []


@pytest.mark.parametrize(
    ("answers", "word"), [(["a", "b"], "不一样"), ([], "没有输入")]
)
def test_a_slip_while_typing_makes_nobody(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: list[str],
    word: str,
) -> None:
    left = iter(answers)

    def typed(_prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("getpass.getpass", typed)
    assert cli.main(["admin", "create", "wang"]) == 1
    assert word in capsys.readouterr().err
    assert _everybody(session) == []


def test_nobody_is_made_twice(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for code in (0, 1):
        _type(monkeypatch, f"{PASSWORD}\n")
        assert cli.main(["admin", "create", "wang", "--stdin"]) == code
    assert "已经有了" in capsys.readouterr().err
    assert len(_everybody(session)) == 1


def test_an_administrator_is_let_in_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.add(
        Staff(
            login="wang",
            name="王五",
            role="admin",
            active=False,
            failures=5,
            totp_secret=pyotp.random_base32(),
            created_at=datetime.now(UTC),
        )
    )
    session.commit()
    _type(monkeypatch, f"{PASSWORD}\n")
    assert cli.main(["admin", "recover", "wang", "--stdin"]) == 0
    session.expire_all()
    [staff] = session.scalars(select(Staff))
    assert passwords.matches(PASSWORD, staff.password_hash)
    assert (staff.active, staff.failures, staff.totp_secret) == (True, 0, None)


def test_only_administrators_are_let_in_again(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    session.add(
        Staff(login="li", name="李", role="editor", created_at=datetime.now(UTC))
    )
    session.commit()
    for login in ("li", "nobody"):
        _type(monkeypatch, f"{PASSWORD}\n")
        assert cli.main(["admin", "recover", login, "--stdin"]) == 1
        assert "没有叫" in capsys.readouterr().err
