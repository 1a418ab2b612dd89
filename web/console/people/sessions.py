"""Sessions in the database: begun, found, listed and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from knowledge.models.staff import Staff, StaffSession
from knowledge.publishing.actor import Actor
from knowledge.publishing.scope import widened
from knowledge.vocabulary import StaffRole
from web.console.people import passwords
from web.console.people.tokens import new_token, token_id

_TOUCH_AFTER: Final = timedelta(minutes=1)
_KEPT: Final = timedelta(days=30)
_LONGEST_AGENT: Final = 300


@dataclass(frozen=True)
class Found:
    """A session that is open.

    Attributes:
        actor: Whose it is, as the person is allowed now; the address is empty.
        session_id: The session's name in the database.
        csrf: What forms carry.
        password_due: Whether a one-time password is still to be replaced.
        seen_long_ago: Whether its last use should be written down again.
    """

    actor: Actor
    session_id: str
    csrf: str
    password_due: bool
    seen_long_ago: bool


@dataclass(frozen=True)
class Started:
    """A new session: what the browser gets."""

    token: str
    csrf: str


def start(
    session: Session,
    staff_id: int,
    *,
    address: str,
    agent: str,
    now: datetime,
    hours: int,
) -> Started:
    """Begin a session with a new token; forget those that ended long ago."""
    session.execute(delete(StaffSession).where(StaffSession.expires_at < now - _KEPT))
    started = Started(new_token(), new_token())
    session.add(
        StaffSession(
            id=token_id(started.token),
            staff_id=staff_id,
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(hours=hours),
            address=address,
            agent=agent[:_LONGEST_AGENT],
            csrf=started.csrf,
        )
    )
    session.flush()
    return started


def find(session: Session, token: str, now: datetime) -> Found | None:
    """Find the open session of a token; None if it has none."""
    row = session.execute(
        select(StaffSession, Staff)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(
            StaffSession.id == token_id(token),
            StaffSession.revoked_at.is_(None),
            StaffSession.expires_at > now,
            Staff.active,
        )
    ).first()
    if row is None:
        return None
    stored, staff = row
    return Found(
        # Pages ask for each place whether it is within the person's regions.
        actor=widened(session, actor_of(staff)),
        session_id=stored.id,
        csrf=stored.csrf,
        password_due=passwords.is_one_time(staff.password_hash),
        seen_long_ago=now - stored.seen_at > _TOUCH_AFTER,
    )


def actor_of(staff: Staff, address: str = "") -> Actor:
    """What a person may do now, as the rest of the system sees it."""
    return Actor(
        id=staff.id,
        login=staff.login,
        name=staff.name,
        role=cast(StaffRole, staff.role),
        regions=staff.regions,
        programmes=staff.programmes,
        address=address,
    )


def touch(session: Session, session_id: str, now: datetime) -> None:
    """Write down that a session was used."""
    session.execute(
        update(StaffSession).where(StaffSession.id == session_id).values(seen_at=now)
    )


def open_sessions(
    session: Session, staff_id: int, now: datetime
) -> Sequence[StaffSession]:
    """The open sessions of a person, the last used one first."""
    return session.scalars(
        select(StaffSession)
        .where(
            StaffSession.staff_id == staff_id,
            StaffSession.revoked_at.is_(None),
            StaffSession.expires_at > now,
        )
        .order_by(StaffSession.seen_at.desc(), StaffSession.id)
    ).all()


def end(session: Session, staff_id: int, session_id: str, now: datetime) -> bool:
    """End one session of a person; tells whether it was open."""
    return _end(session, now, staff_id, StaffSession.id == session_id) > 0


def end_all(
    session: Session, staff_id: int, now: datetime, but: str | None = None
) -> int:
    """End a person's sessions, one left out if wanted; returns how many."""
    if but is None:
        return _end(session, now, staff_id)
    return _end(session, now, staff_id, StaffSession.id != but)


def _end(session: Session, now: datetime, staff_id: int, *which: object) -> int:
    result = session.execute(
        update(StaffSession)
        .where(
            StaffSession.staff_id == staff_id,
            StaffSession.revoked_at.is_(None),
            StaffSession.expires_at > now,
            *which,  # type: ignore[arg-type]
        )
        .values(revoked_at=now)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount
