"""Logging in with a password: every failure looks the same from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.models.staff import Staff
from web.console.database import run
from web.console.people import lockout, sessions, store, totp, trail
from web.console.people.gate import Gate
from web.console.people.sessions import Started
from web.services import Services


@dataclass(frozen=True)
class Attempt:
    """What somebody typed, and from where.

    Attributes:
        login: The account.
        password: The password.
        code: The code of the second factor; empty for those who have none.
        address: From where.
        agent: The browser's name for itself.
        old_session: The session that the browser had, which ends.
    """

    login: str
    password: str
    code: str
    address: str
    agent: str
    old_session: tuple[int, str] | None = None


async def log_in(services: Services, gate: Gate, attempt: Attempt) -> Started | None:
    """Log somebody in.

    Returns:
        The new session; None if anything was wrong, whatever it was.

    Raises:
        UnavailableError: The database cannot be reached.
    """
    now = services.clock()
    counted = await run(services, lambda session: _count(session, attempt.login, now))
    # Also for nobody, and for a locked account: the time it takes tells nothing.
    right = await gate.matches(attempt.password, counted.password_hash)
    started = await run(
        services,
        lambda session: _finish(session, attempt, counted, right, now, services),
    )
    if started is None:
        await gate.count_failure(attempt.address)
    return started


@dataclass(frozen=True)
class _Counted:
    """An account whose attempt has been counted; all None for nobody's."""

    staff_id: int | None = None
    password_hash: str | None = None
    goes_on: bool = False


def _count(session: Session, login: str, now: datetime) -> _Counted:
    staff = store.by_login(session, login, lock=True)
    if staff is None or not staff.active:
        return _Counted(staff.id if staff else None)
    goes_on = lockout.count_attempt(staff, now)
    return _Counted(staff.id, staff.password_hash, goes_on)


def _finish(
    session: Session,
    attempt: Attempt,
    counted: _Counted,
    right: bool,
    now: datetime,
    services: Services,
) -> Started | None:
    staff = None
    if counted.staff_id is not None:
        staff = store.locked(session, counted.staff_id)
    reason = _refusal(staff, attempt, counted, right, now)
    if staff is None or reason:
        trail.record_login(session, "login.failed", staff, attempt.address, reason)
        return None
    lockout.clear(staff)
    if attempt.old_session is not None:
        sessions.end(session, *attempt.old_session, now)
    trail.record_login(session, "login", staff, attempt.address, "密码")
    return sessions.start(
        session,
        staff.id,
        address=attempt.address,
        agent=attempt.agent,
        now=now,
        hours=services.settings.console_session_hours,
    )


def _refusal(
    staff: Staff | None,
    attempt: Attempt,
    counted: _Counted,
    right: bool,
    now: datetime,
) -> str:
    """Why not, for the audit only; empty if all is right. A right code is spent."""
    if staff is None:
        return "没有这个账号"
    if not staff.active:
        return "账号已停用"
    if not counted.goes_on:
        return "账号锁定中"
    # Somebody may have set another password while this one was checked.
    if not right or staff.password_hash != counted.password_hash:
        return "密码不对"
    if staff.totp_secret is not None:
        step = totp.accepted_step(staff.totp_secret, attempt.code, now, staff.totp_step)
        if step is None:
            return "动态码不对"
        staff.totp_step = step
    return ""
