"""What happens to people and sessions, as the audit writes it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from knowledge.models.staff import Staff
from knowledge.publishing import audit
from web.console.people.sessions import actor_of

KIND: Final = "staff"
"""What the audit calls people."""

FIELDS: Final[Mapping[str, str]] = {
    "name": "姓名",
    "role": "角色",
    "regions": "限定地区",
    "programmes": "限定事项",
    "active": "是否启用",
    "oidc_subject": "统一登录标识",
}
"""What an administrator sets, and how it is called; nothing of it is a secret."""


def values(staff: Staff) -> dict[str, Any]:
    """What the audit may tell about a person."""
    return {field: getattr(staff, field) for field in FIELDS}


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Sequence[str]:
    """The fields that differ."""
    return [field for field in FIELDS if old.get(field) != new.get(field)]


def record_changes(
    session: Session, staff: Staff, event: str, old: Mapping[str, Any]
) -> None:
    """Write down field by field what became of a person; empty ``old``: a new one."""
    new = values(staff)
    for field in changed(old, new):
        audit.record(
            session,
            event,
            kind=KIND,
            item_id=staff.login,
            title=new["name"],
            field=FIELDS[field],
            old=old.get(field),
            new=new[field],
        )


def record_event(session: Session, staff: Staff, event: str) -> None:
    """Write down something about a person that has no values to show."""
    audit.record(session, event, kind=KIND, item_id=staff.login, title=staff.name)


def record_login(
    session: Session, event: str, staff: Staff | None, address: str, how: str
) -> None:
    """Write down a log-in or its failure.

    Args:
        session: The transaction.
        event: ``login`` or ``login.failed``.
        staff: Whose account it was. What was typed where there is no such account is
            not kept: it may be a password in the wrong field.
        address: From where.
        how: ``password``, ``oidc`` or why it failed.
    """
    audit.record(
        session,
        event,
        actor=actor_of(staff) if staff else None,
        login=staff.login if staff else "",
        address=address,
        kind=KIND,
        item_id=staff.login if staff else None,
        title=staff.name if staff else None,
        field="登录方式" if event == "login" else "原因",
        new=how,
    )
