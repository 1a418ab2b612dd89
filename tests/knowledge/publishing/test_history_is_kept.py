"""The database itself refuses to change what has happened."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from knowledge.publishing import audit
from knowledge.publishing.normal import Document
from tests.knowledge.publishing.people import EDITOR, acting, bring_live


@pytest.mark.parametrize("table", ["audit", "revision"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET item_id = 'x'", "DELETE FROM {}"])
def test_history_only_grows(
    table: str, statement: str, console: Engine, source: Document
) -> None:
    bring_live(console, "source", "notice-2026", source)
    with pytest.raises(DBAPIError, match="only grows"), console.begin() as connection:
        connection.execute(text(statement.format(table)))


def test_an_event_of_somebody_unknown(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        audit.record(session, "login.failed", login="nobody", address="10.9.9.9")
        audit.record(session, "staff.change", kind="staff", item_id="4", new=["x"])
    with console.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT event, login, address, item_id FROM audit ORDER BY id"
        ).all()
    assert list(map(tuple, rows)) == [
        ("login.failed", "nobody", "10.9.9.9", None),
        ("staff.change", "xiaoli", "10.0.0.1", "4"),
    ]
