"""People in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.models.staff import Staff
from web.console.people import lockout, passwords, sessions, trail


def is_empty(session: Session) -> bool:
    """Tell whether there is nobody at all."""
    return session.scalar(select(Staff.id).limit(1)) is None


def by_login(session: Session, login: str, *, lock: bool = False) -> Staff | None:
    """Find a person; ``lock`` keeps others from changing them meanwhile."""
    statement = select(Staff).where(Staff.login == login)
    if lock:
        statement = statement.with_for_update()
    return session.scalar(statement)


def locked(session: Session, staff_id: int) -> Staff | None:
    """Read a person afresh, kept from others' changes until the transaction ends."""
    return session.scalar(
        select(Staff)
        .where(Staff.id == staff_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def is_last_admin(session: Session, staff: Staff) -> bool:
    """Tell whether nobody else could administer people.

    All administrators are kept from changes until the transaction ends: of two who
    take the role from each other at the same moment, the second one sees the first.
    """
    admins = session.scalars(
        select(Staff.id)
        .where(Staff.active, Staff.role == "admin")
        .order_by(Staff.id)
        .with_for_update()
    ).all()
    return list(admins) == [staff.id]


def set_password(
    session: Session, staff: Staff, hashed: str, now: datetime, event: str
) -> None:
    """Give a person a new password: all sessions end, failures are forgotten."""
    staff.password_hash = hashed
    staff.version += 1
    lockout.clear(staff)
    sessions.end_all(session, staff.id, now)
    trail.record_event(session, staff, event)


def remove_totp(session: Session, staff: Staff, now: datetime, event: str) -> None:
    """Take the second factor from a person; all sessions end."""
    staff.totp_secret = None
    staff.totp_step = None
    staff.version += 1
    sessions.end_all(session, staff.id, now)
    trail.record_event(session, staff, event)


def create_admin(
    session: Session, login: str, name: str, password: str, now: datetime
) -> Staff:
    """Make an administrator whose password is their own already."""
    staff = Staff(
        login=login,
        name=name,
        password_hash=passwords.make_hash(password),
        role="admin",
        regions=None,
        programmes=None,
        active=True,
        created_at=now,
        failures=0,
        version=1,
    )
    session.add(staff)
    session.flush()
    trail.record_changes(session, staff, "staff.create", {})
    return staff


def recover(session: Session, staff: Staff, hashed: str, now: datetime) -> None:
    """Let an administrator in again who has lost password or second factor."""
    staff.active = True
    remove_totp(session, staff, now, "totp.reset")
    set_password(session, staff, hashed, now, "password.reset")
