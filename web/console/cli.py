"""The console's commands: the first administrator, and the way back in."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from knowledge.database import create_engine, writing
from knowledge.errors import KnowledgeError
from knowledge.migrate import require_newest
from settings import SettingsError, load_settings
from web.console.people import passwords, store
from web.console.people.person_form import LOGIN_RULE, login_is_good


class CommandError(Exception):
    """What was asked for cannot be done; the message is one Chinese line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 failed (with one line on stderr).
    """
    options = _parser().parse_args(arguments)
    try:
        engine = create_engine(load_settings())
        try:
            require_newest(engine)
            print(_run(options, engine))
        finally:
            engine.dispose()
    except (CommandError, KnowledgeError, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except SQLAlchemyError:
        print("error: the database cannot be reached", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web.console", description=__doc__)
    areas = parser.add_subparsers(dest="area", required=True)
    admin = areas.add_parser("admin", help="administrators")
    commands = admin.add_subparsers(dest="command", required=True)
    for name, purpose in (
        ("create", "make an administrator; asks for a password"),
        ("recover", "let an administrator in again: new password, no second factor"),
    ):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("login", metavar="LOGIN")
        if name == "create":
            command.add_argument("--name", help="the person's name; else the login")
        command.add_argument(
            "--stdin",
            action="store_true",
            help="read the password from the first line of the input",
        )
    return parser


def _run(options: argparse.Namespace, engine: Engine) -> str:
    login: str = options.login
    if not login_is_good(login):
        raise CommandError(f"账号要用 {LOGIN_RULE}")
    creating = options.command == "create"
    # Before a password is asked for in vain; decided again when it is written.
    with Session(writing(engine)) as session, session.begin():
        _check(session, login, creating)
    password = _read_password(login, sys.stdin if options.stdin else None)
    now = datetime.now(UTC)
    with Session(writing(engine)) as session, session.begin():
        _check(session, login, creating)
        if creating:
            store.create_admin(session, login, options.name or login, password, now)
            return f"管理员 {login} 建好了，请打开 /console/ 登录。"
        staff = store.by_login(session, login, lock=True)
        assert staff is not None
        store.recover(session, staff, passwords.make_hash(password), now)
        return f"{login} 的密码换好了，动态码已关闭，账号已启用，所有登录都已退出。"


def _check(session: Session, login: str, creating: bool) -> None:
    staff = store.by_login(session, login)
    if creating and staff is not None:
        raise CommandError(
            f"账号 {login} 已经有了；忘了密码用 admin recover，改角色在管理台里改"
        )
    if not creating and (staff is None or staff.role != "admin"):
        raise CommandError(f"没有叫 {login} 的管理员")


def _read_password(login: str, source: TextIO | None) -> str:
    if source is not None:
        password = source.readline().rstrip("\r\n")
    else:
        try:
            password = getpass.getpass(
                f"新密码（至少 {passwords.SHORTEST} 个字符，输入时不显示）："
            )
            if getpass.getpass("再输一次：") != password:
                raise CommandError("两次输入的密码不一样")
        except (EOFError, KeyboardInterrupt):
            raise CommandError("没有输入密码") from None
    weakness = passwords.problem(password, login)
    if weakness:
        raise CommandError(weakness)
    return password
