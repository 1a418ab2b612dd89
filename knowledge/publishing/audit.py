"""Write down who did what, in the transaction in which it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from knowledge.models import Audit
from knowledge.publishing.actor import Actor, actor_var
from knowledge.publishing.comparing import compare, names_in
from knowledge.publishing.documents import title_of

_AT_ONCE = 1000
Document = Mapping[str, Any]


def record(
    session: Session,
    event: str,
    *,
    kind: str | None = None,
    item_id: str | None = None,
    field: str | None = None,
    old: Any = None,
    new: Any = None,
    title: str | None = None,
    actor: Actor | None = None,
    login: str | None = None,
    address: str | None = None,
) -> None:
    """Write down one event.

    Args:
        session: The transaction in which it happens.
        event: What happens, such as ``login.failed`` or ``staff.change``.
        kind: Kind of the document or thing it happens to (``staff``, for example).
        item_id: Which one.
        field: Which of its fields changes.
        old: What stood there; JSON.
        new: What stands there now; JSON.
        title: What the thing is called at this moment.
        actor: Who; the one in ``actor_var`` if left out.
        login: Under what name, where it is not the actor's.
        address: From where, where it is not the actor's.
    """
    entry = _entry(event, kind, item_id, title, actor, login, address)
    session.execute(insert(Audit), [entry | {"field": field, "old": old, "new": new}])


def record_steps(
    session: Session,
    event: str,
    steps: Sequence[tuple[str, str, str, Any, Any]],
) -> None:
    """Write down one event for each of several documents.

    Args:
        session: The transaction in which it happens.
        event: What happens.
        steps: Kind, id and readable name of each document, and the values as by
            ``record``.
    """
    _write(
        session,
        [
            _entry(event, kind, item_id, title)
            | {"field": None, "old": old, "new": new}
            for kind, item_id, title, old, new in steps
        ],
    )


def record_changes(
    session: Session,
    event: str,
    kind: str,
    item_id: str,
    old: Document | None,
    new: Document | None,
) -> None:
    """Write down an event on a document, with a row for each field that changes."""
    record_all(session, event, [(kind, item_id, old, new)])


def record_all(
    session: Session,
    event: str,
    changes: Sequence[tuple[str, str, Document | None, Document | None]],
) -> None:
    """Write down an event on each of several documents, field by field.

    Args:
        session: The transaction in which it happens.
        event: What happens.
        changes: Kind and id of each document, and what it said and says.
    """
    documents = [document for _, _, *both in changes for document in both]
    names = names_in(session, *documents)
    rows: list[dict[str, Any]] = []
    for kind, item_id, old, new in changes:
        entry = _entry(event, kind, item_id, title_of(kind, dict(new or old or {})))
        rows += [
            entry | {"field": change.path_zh, "old": change.old, "new": change.new}
            for change in compare(old, new, names)
        ] or [entry | {"field": None, "old": None, "new": None}]
    _write(session, rows)


def _write(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    connection = session.connection()
    for start in range(0, len(rows), _AT_ONCE):
        # By the table: there may be very many, and nobody needs them as objects.
        connection.execute(
            insert(cast(Table, Audit.__table__)), rows[start : start + _AT_ONCE]
        )


def _entry(
    event: str,
    kind: str | None,
    item_id: str | None,
    title: str | None,
    actor: Actor | None = None,
    login: str | None = None,
    address: str | None = None,
) -> dict[str, Any]:
    who = actor or actor_var.get()
    return {
        "at": datetime.now(UTC),
        "staff_id": who.id if who else None,
        "login": login if login is not None else who.login if who else "",
        "address": address if address is not None else who.address if who else "",
        "event": event,
        "kind": kind,
        "item_id": item_id,
        "title": title or None,
    }
