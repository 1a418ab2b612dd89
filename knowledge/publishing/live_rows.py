"""Make live rows of documents, and touch no row of any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.publishing.checks.world import Key
from knowledge.publishing.kinds import COMMAND_PREFIX, KINDS
from knowledge.publishing.normal import Document, parsed
from knowledge.publishing.owned import rows_owned
from knowledge.seed.files import SeedContent
from knowledge.seed.rows import Row, Rows, rows_of
from knowledge.seed.sync import defer_foreign_keys, plan, remove, write

_AT_ONCE = 5000
_Conditions = dict[Table, list[ColumnElement[bool]]]


def write_live(session: Session, documents: Mapping[Key, Document | None]) -> None:
    """Make the live rows of some documents what these say; None removes.

    Args:
        session: The transaction; references are checked at its end.
        documents: Checked documents by kind and id.
    """
    connection = session.connection()
    within = _conditions(documents)
    rows = _rows(connection, documents)
    _keep_places(connection, documents, rows)
    by_table = {cast(Table, model.__table__): found for model, found in rows.items()}
    tables = [table for table in m.Base.metadata.sorted_tables if table in within]
    defer_foreign_keys(connection)
    plans = [
        plan(connection, table, by_table.get(table, []), within[table])
        for table in tables
    ]
    for changes in reversed(plans):
        remove(connection, changes)
    for changes in plans:
        write(connection, changes)
    _forget(session)


def _forget(session: Session) -> None:
    """Let objects of live rows that were read before be read again."""
    for known in list(session.identity_map.values()):
        if isinstance(known, m.Base):
            session.expire(known)


def _conditions(documents: Mapping[Key, Any]) -> _Conditions:
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for kind, item_id in documents:
        ids[kind].append(item_id)
    within: defaultdict[Table, list[ColumnElement[bool]]] = defaultdict(list)
    for kind, wanted in ids.items():
        for start in range(0, len(wanted), _AT_ONCE):
            for table, condition in rows_owned(kind, wanted[start : start + _AT_ONCE]):
                within[table].append(condition)
    return within


def _rows(connection: Connection, documents: Mapping[Key, Document | None]) -> Rows:
    content = SeedContent("")
    lists: dict[str, list[Any]] = {
        "figure": content.figures,
        "metric": content.metrics,
        "signpost": content.signposts,
        "lookalike": content.lookalikes,
        "region": content.regions,
        "group": content.groups,
        "site": content.sites,
        "source": content.sources,
        "finder": content.finder,
    }
    for (kind, item_id), document in documents.items():
        if document is None:
            continue
        item: Any = parsed(kind, document)
        if kind == "programme":
            content.programmes[item_id] = item
        elif item_id.startswith(COMMAND_PREFIX):
            content.finder_commands.append(item)
        else:
            lists[kind].append(item)
    rows = rows_of(content)
    for kind in {kind for kind, _ in documents}:
        _number(connection, KINDS[kind].table, rows)
    return rows


def _number(connection: Connection, model: Any, rows: Rows) -> None:
    """Give each row its old position among its like, or a new one at the end."""
    found = rows.get(model, [])
    if not found or "position" not in found[0]:
        return
    last = connection.scalars(select(func.max(model.position))).one()
    old = _positions(connection, model, [row["id"] for row in found])
    following = 0 if last is None else last + 1
    for row in found:
        if row["id"] in old:
            row["position"] = old[row["id"]]
        else:
            row["position"] = following
            following += 1


def _positions(
    connection: Connection, model: Any, ids: Sequence[str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        statement = select(model.id, model.position).where(model.id.in_(part))
        found.update(connection.execute(statement).all())
    return found


def _keep_places(
    connection: Connection, documents: Mapping[Key, Any], rows: Rows
) -> None:
    """Leave a pair's place in the list of a figure that is not published now."""
    wanted: list[Row] = rows.get(m.FigureIncomparable, [])
    if not wanted:
        return
    pair = m.FigureIncomparable
    figures = sorted({row["first_id"] for row in wanted})
    old: dict[tuple[str, str], Any] = {}
    for start in range(0, len(figures), _AT_ONCE):
        part = figures[start : start + _AT_ONCE]
        statement = select(pair.__table__).where(pair.first_id.in_(part))
        for known in connection.execute(statement).mappings():
            old[known["first_id"], known["second_id"]] = known
    for row in wanted:
        kept = old.get((row["first_id"], row["second_id"]))
        for end in ("first", "second"):
            if kept is not None and ("figure", row[f"{end}_id"]) not in documents:
                row[f"{end}_place"] = kept[f"{end}_place"]
