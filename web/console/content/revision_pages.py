"""What was live before: listed, compared, brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models import Draft, Revision
from knowledge.publishing.actor import Actor
from knowledge.publishing.comparing import Change, difference
from knowledge.publishing.documents import live_document, titles
from knowledge.publishing.drafts import find_draft
from knowledge.publishing.errors import PublishingError, StaleDraftError
from knowledge.publishing.kinds import Kind
from knowledge.publishing.revisions import restore
from web.console.access import flash, form, page, require, services
from web.console.content import addresses
from web.console.content.asked import asked_id, asked_kind, number, texts
from web.console.content.revision_lists import (
    RevisionLine,
    count,
    latest,
    of_item,
    restorable,
)
from web.console.database import run
from web.console.errors import ForbiddenError, NotFoundError
from web.console.listing import Listing
from web.console.problem import FieldProblem
from web.console.wording import HOME


@dataclass(frozen=True)
class History:
    """All revisions of an item.

    Attributes:
        restorable: Numbers of those that whoever looks may bring back.
    """

    title: str
    lines: Sequence[RevisionLine]
    live: Mapping[str, Any] | None
    draft_id: int | None
    restorable: Collection[int]


async def latest_list(request: Request) -> Response:
    """Show what was published last, of all kinds."""
    require(request, "view")
    listing = Listing.of(request, ("",), "", descending=False)

    def read(session: Session) -> tuple[list[RevisionLine], Listing]:
        counted = listing.counted(count(session))
        return latest(session, counted.limit, counted.offset), counted

    lines, listing = await run(services(request), read, write=False)
    return page(
        request,
        "content/revisions.html",
        breadcrumbs=[HOME, ("发布记录", None)],
        lines=lines,
        listing=listing,
        url=addresses,
    )


async def history(request: Request) -> Response:
    """Show the revisions of an item."""
    actor = require(request, "view")
    kind, item_id = asked_kind(request), asked_id(request)

    def read(session: Session) -> History:
        draft = find_draft(session, kind.name, item_id)
        return History(
            titles(session, kind.name, [item_id]).get(item_id, item_id),
            of_item(session, kind.name, item_id),
            live_document(session, kind.name, item_id),
            draft.id if draft else None,
            restorable(session, actor, kind.name, item_id),
        )

    found = await run(services(request), read, write=False)
    if not found.lines and found.live is None and found.draft_id is None:
        raise NotFoundError
    return page(
        request,
        "content/history.html",
        breadcrumbs=_crumbs(kind, item_id, found.title, "历史版本"),
        kind=kind,
        item_id=item_id,
        history=found,
        url=addresses,
    )


async def compare(request: Request) -> Response:
    """Show what differs between two revisions of an item."""
    require(request, "view")
    kind, item_id = asked_kind(request), asked_id(request)
    old = number(request.query_params.get("old"))
    new = number(request.query_params.get("new"))

    def read(session: Session) -> tuple[str, list[Change]]:
        documents = [
            _revision(session, kind.name, item_id, wanted).document
            for wanted in (old, new)
        ]
        title = titles(session, kind.name, [item_id]).get(item_id, item_id)
        return title, difference(session, *documents)

    title, changes = await run(services(request), read, write=False)
    return page(
        request,
        "content/compare.html",
        breadcrumbs=[
            *_crumbs(kind, item_id, title, "")[:-1],
            ("历史版本", addresses.history_url(kind.name, item_id)),
            ("对比", None),
        ],
        title=title,
        old=old,
        new=new,
        changes=changes,
        url=addresses,
    )


async def ask_restore(request: Request) -> Response:
    """Ask whether, and why, a revision shall be brought back."""
    actor = require(request, "edit", asked_kind(request).name)
    kind, item_id = asked_kind(request), asked_id(request)
    wanted = number(request.query_params.get("number"))
    return await _restore_page(request, actor, kind, item_id, wanted)


async def bring_back(request: Request) -> Response:
    """Make a draft that says what a revision said."""
    kind = asked_kind(request)
    actor = require(request, "edit", kind.name)
    sent = texts(await form(request))
    item_id, wanted = sent.get("item", ""), number(sent.get("number"))
    why = sent.get("reason", "").replace("\0", "").strip()
    if not why:
        problem = FieldProblem("reason", "请写一句恢复这个版本的理由")
        return await _restore_page(
            request, actor, kind, item_id, wanted, why, [problem], 422
        )

    def step(session: Session) -> Draft:
        found = _revision(session, kind.name, item_id, wanted)
        version = number(sent.get("version")) or None
        return restore(session, found.id, why, version)

    try:
        draft = await run(services(request), step)
    except StaleDraftError:
        message = "这项内容有同事正在改的草稿。请看过以后再决定：继续就会替换那份草稿。"
        problem = FieldProblem("", message)
        return await _restore_page(
            request, actor, kind, item_id, wanted, why, [problem], 409
        )
    except PublishingError as error:
        problem = FieldProblem("", error.message)
        return await _restore_page(
            request, actor, kind, item_id, wanted, why, [problem], 409
        )
    flash(request, "旧版本已经放进草稿。看过没问题就送审，由另一位同事发布。")
    return RedirectResponse(addresses.review_url([draft.id]), 303)


async def _restore_page(
    request: Request,
    actor: Actor,
    kind: Kind,
    item_id: str,
    wanted: int | None,
    why: str = "",
    problems: Sequence[FieldProblem] = (),
    status: int = 200,
) -> Response:
    def read(session: Session) -> tuple[str, Draft | None, bool]:
        found = _revision(session, kind.name, item_id, wanted)
        if found.number not in restorable(session, actor, kind.name, item_id):
            raise ForbiddenError("恢复这个版本会改到不归您负责的内容。")
        title = titles(session, kind.name, [item_id]).get(item_id, item_id)
        draft = find_draft(session, kind.name, item_id)
        return title, draft, found.document is None

    title, draft, removes = await run(services(request), read, write=False)
    details = ["会做成一份草稿，和平常一样送审、由另一位同事发布。"]
    if removes:
        details.append("这个版本是“已删除”，恢复它就是再删除一次。")
    if draft is not None:
        details.append(
            "注意：现在有一份没发布的草稿，继续会替换它。先到“草稿和审核”里看一看。"
        )
    return page(
        request,
        "confirm.html",
        status=status,
        breadcrumbs=_crumbs(kind, item_id, title, "恢复旧版本"),
        errors=list(problems),
        question=f"恢复“{title}”的第{wanted}版？",
        details=details,
        action=f"/console/content/{kind.name}/restore",
        hidden={
            "item": item_id,
            "number": wanted,
            "version": draft.version if draft else "",
        },
        reason="理由",
        reason_value=why,
        label="放进草稿",
        back=addresses.history_url(kind.name, item_id),
    )


def _revision(
    session: Session, kind: str, item_id: str, wanted: int | None
) -> Revision:
    found = session.scalars(
        select(Revision).where(
            Revision.kind == kind,
            Revision.item_id == item_id,
            Revision.number == (wanted if wanted and wanted < 2**31 else 0),
        )
    ).one_or_none()
    if found is None:
        raise NotFoundError("没有这个版本。")
    return found


def _crumbs(
    kind: Kind, item_id: str, title: str, here: str
) -> list[tuple[str, str | None]]:
    return [
        HOME,
        (kind.label_zh, addresses.list_url(kind.name)),
        (title, addresses.item_url(kind.name, item_id)),
        (here, None),
    ]
