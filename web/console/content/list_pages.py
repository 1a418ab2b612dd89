"""The list of each kind: searched, narrowed, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from knowledge.models import Draft
from knowledge.publishing.comparing import REFERENCES
from knowledge.publishing.documents import (
    count_documents,
    live_by_ids,
    live_documents,
    title_of,
    titles,
)
from knowledge.publishing.kinds import Kind
from knowledge.publishing.labels import value_label
from knowledge.publishing.normal import Document
from knowledge.publishing.scope import may_create
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.access import page, require, services
from web.console.content import addresses
from web.console.content.asked import asked_kind, number
from web.console.content.list_shapes import SHAPES, Shape, column_label
from web.console.content.searching import MOST, matching_ids
from web.console.database import run
from web.console.listing import Listing
from web.console.wording import HOME

_MOST_NEW = 30


@dataclass(frozen=True)
class Row:
    """One item: what is shown of it, and the state of its open draft if it has one."""

    item_id: str
    title: str
    cells: Sequence[str]
    state: str


@dataclass(frozen=True)
class Found:
    """A page of a list.

    Attributes:
        rows: What is live.
        new: What is a draft only.
        choices: What can be chosen in each filter.
        listing: Where the page is within the list.
    """

    rows: Sequence[Row]
    new: Sequence[Row]
    choices: Mapping[str, Sequence[tuple[str, str]]]
    listing: Listing


async def show(request: Request) -> Response:
    """Show a page of a list."""
    actor = require(request, "view")
    kind = asked_kind(request)
    shape = SHAPES[kind.name]
    search = request.query_params.get("search", "").replace("\0", "").strip()
    wanted = {
        one.name: request.query_params.get(one.name, "").replace("\0", "")
        for one in shape.filters
    }
    listing = Listing.of(request, ("",), "", descending=False)
    found = await run(
        services(request),
        lambda session: _find(session, kind, shape, search, wanted, listing),
        write=False,
    )
    return page(
        request,
        "content/list.html",
        breadcrumbs=[HOME, (kind.label_zh, None)],
        kind=kind,
        shape=shape,
        columns=[
            ("", "名称"),
            *(("", column_label(name)) for name in shape.columns),
            ("", "编号"),
            ("", "草稿"),
        ],
        found=found,
        search=search,
        too_many=found.listing.total == MOST and search != "",
        wanted=wanted,
        can_create=may_create(actor, kind.name),
        url=addresses,
    )


def _find(
    session: Session,
    kind: Kind,
    shape: Shape,
    search: str,
    wanted: Mapping[str, str],
    listing: Listing,
) -> Found:
    filters: dict[str, Any] = {}
    for one in shape.filters:
        value = wanted[one.name]
        # A year that is none narrows to nothing, rather than to everything.
        filters[one.name] = (
            ((number(value) or 0) % 10_000 if one.is_number else value)
            if value
            else None
        )
    by_id, listing = _page_of(session, kind, search, filters, listing)
    drafted_rows = session.execute(
        select(Draft.item_id, Draft.state).where(
            Draft.kind == kind.name,
            Draft.state.in_(OPEN_DRAFT_STATES),
            Draft.item_id.in_(list(by_id)),
        )
    )
    states = {row.item_id: row.state for row in drafted_rows}
    new = session.scalars(
        select(Draft)
        .where(
            Draft.kind == kind.name,
            Draft.state.in_(OPEN_DRAFT_STATES),
            Draft.base.is_(null()),
        )
        .order_by(Draft.updated_at.desc())
        .limit(_MOST_NEW)
    ).all()
    drafted = {draft.item_id: draft.document or {} for draft in new}
    names = _names(session, shape, [*by_id.values(), *drafted.values()])
    return Found(
        [
            _row(kind, shape, item_id, document, names, states.get(item_id, ""))
            for item_id, document in by_id.items()
        ],
        [
            _row(kind, shape, draft.item_id, drafted[draft.item_id], names, draft.state)
            for draft in new
        ],
        {
            one.name: list(titles(session, one.refers).items())
            if one.refers
            else one.options
            for one in shape.filters
        },
        listing,
    )


def _page_of(
    session: Session,
    kind: Kind,
    search: str,
    filters: Mapping[str, Any],
    listing: Listing,
) -> tuple[dict[str, Document], Listing]:
    if search and kind.name != "finder":
        ids = matching_ids(session, kind.name, search, filters)
        listing = listing.counted(len(ids))
        wanted = ids[listing.offset :][: listing.limit]
        return live_by_ids(session, kind.name, wanted), listing
    total = count_documents(session, kind.name, search=search, **filters)
    listing = listing.counted(total)
    documents = live_documents(
        session,
        kind.name,
        search=search,
        limit=listing.limit,
        offset=listing.offset,
        **filters,
    )
    return {kind.id_of(document): document for document in documents}, listing


def _names(
    session: Session, shape: Shape, documents: Sequence[Mapping[str, Any]]
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for name in shape.columns:
        if name not in REFERENCES:
            continue
        ids = {str(d[name]) for d in documents if d.get(name)}
        for item_id, title in titles(session, REFERENCES[name], ids).items():
            found[name, item_id] = title
    return found


def _row(
    kind: Kind,
    shape: Shape,
    item_id: str,
    document: Mapping[str, Any],
    names: Mapping[tuple[str, str], str],
    state: str,
) -> Row:
    cells = [_cell(names, name, document.get(name)) for name in shape.columns]
    return Row(item_id, title_of(kind.name, dict(document)) or item_id, cells, state)


def _cell(names: Mapping[tuple[str, str], str], name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value[:5])) + ("……" if len(value) > 5 else "")
    text = names.get((name, str(value))) or value_label(name, str(value))
    return text if len(text) <= 60 else text[:60] + "……"
