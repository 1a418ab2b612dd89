"""Taking an item away: as a draft, like any change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models import Draft
from knowledge.publishing.actor import Actor
from knowledge.publishing.documents import live_document, title_of
from knowledge.publishing.drafts import find_draft, remove_item
from knowledge.publishing.errors import PublishingError, StaleDraftError
from knowledge.publishing.kinds import Kind
from knowledge.publishing.scope import permits
from web.console.access import flash, form, page, require, services
from web.console.content import addresses
from web.console.content.asked import asked_id, asked_kind, number, texts
from web.console.database import run
from web.console.errors import ForbiddenError, NotFoundError
from web.console.problem import FieldProblem
from web.console.wording import HOME


async def ask(request: Request) -> Response:
    """Ask whether an item shall be removed."""
    kind = asked_kind(request)
    actor = require(request, "edit", kind.name)
    return await _ask(request, actor, kind, asked_id(request))


async def remove(request: Request) -> Response:
    """Make a draft that removes an item."""
    kind = asked_kind(request)
    actor = require(request, "edit", kind.name)
    sent = texts(await form(request))
    item_id, version = sent.get("item", ""), number(sent.get("version"))

    def step(session: Session) -> Draft:
        return remove_item(session, kind.name, item_id, version)

    try:
        draft = await run(services(request), step)
    except StaleDraftError:
        message = "刚刚有同事改了它的草稿。请先看过；继续的话，那份草稿会变成删除。"
        return await _ask(request, actor, kind, item_id, [FieldProblem("", message)])
    except PublishingError as error:
        problem = FieldProblem("", error.message)
        return await _ask(request, actor, kind, item_id, [problem])
    flash(request, "已做成“删除”的草稿，送审并由另一位同事发布后才会真的删除。")
    return RedirectResponse(addresses.review_url([draft.id]), 303)


async def _ask(
    request: Request,
    actor: Actor,
    kind: Kind,
    item_id: str,
    problems: Sequence[FieldProblem] = (),
) -> Response:
    def read(session: Session) -> tuple[str, Draft | None]:
        live = live_document(session, kind.name, item_id)
        if live is None:
            raise NotFoundError("线上没有这项内容，不用删除；不要的草稿可以放弃。")
        if not permits(session, actor, "edit", kind.name, live, None):
            raise ForbiddenError(f"这项{kind.label_zh}不归您一个人负责，您不能删除它。")
        draft = find_draft(session, kind.name, item_id)
        return title_of(kind.name, live), draft

    title, draft = await run(services(request), read, write=False)
    details = [
        "先做成草稿：要送审，并由另一位同事发布，才会真的删除。",
        "删除以后，可以在历史版本里恢复。",
    ]
    if draft is not None and draft.document is not None:
        details.append("注意：它有一份没发布的草稿，继续的话里面的改动就不要了。")
    return page(
        request,
        "confirm.html",
        status=409 if problems else 200,
        breadcrumbs=[
            HOME,
            (kind.label_zh, addresses.list_url(kind.name)),
            (title, addresses.item_url(kind.name, item_id)),
            ("删除", None),
        ],
        errors=list(problems),
        question=f"删除{kind.label_zh}“{title}”？",
        details=details,
        action=f"/console/content/{kind.name}/remove",
        hidden={"item": item_id, "version": draft.version if draft else ""},
        label="做成删除草稿",
        danger=True,
        back=addresses.item_url(kind.name, item_id),
    )
