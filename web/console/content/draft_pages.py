"""Open drafts: the list, the reviewer's page, and every step of a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models import Draft
from knowledge.publishing import drafts
from knowledge.publishing.actor import Actor
from knowledge.publishing.errors import PublishingError
from knowledge.publishing.kinds import KINDS
from knowledge.publishing.publishing import publish
from knowledge.vocabulary import OPEN_DRAFT_STATES
from web.console.access import flash, form, page, require, services
from web.console.content import addresses
from web.console.content.asked import number, numbers
from web.console.content.draft_lists import (
    count,
    lines,
    state_condition,
    waiting_for,
    written_by,
)
from web.console.content.review import read_review
from web.console.database import run
from web.console.errors import ForbiddenError, NotFoundError
from web.console.imports.lines import import_lines, listed_singly
from web.console.listing import Listing
from web.console.problem import FieldProblem
from web.console.wording import HOME

_MOST = 200
_STATES = [
    ("", "全部"),
    ("draft", "草稿"),
    ("review", "待审核"),
    ("sent_back", "已退回"),
]
_HANDED_IN = "已经送审，请另一位同事审核。"
_SENT_BACK = "退回了，同事会在首页看到您写的理由。"
_WHOSE = [("", "所有人的"), ("mine", "我写的"), ("waiting", "等我审核的")]


async def listed(request: Request) -> Response:
    """Show the open drafts."""
    actor = require(request, "view")
    asked = request.query_params
    state, kind = asked.get("state", ""), asked.get("kind", "")
    whose = asked.get("whose", "")
    listing = Listing.of(request, ("",), "", descending=False)

    def read(session: Session) -> tuple[object, object, Listing]:
        batches = import_lines(session, actor, whose=whose, state=state, kind=kind)
        if whose in ("mine", "waiting"):
            all_ids = (written_by if whose == "mine" else waiting_for)(session, actor)
            shown = listing.counted(len(all_ids))
            ids: Sequence[int] = all_ids[shown.offset :][: shown.limit]
        else:
            conditions = [state_condition(state), listed_singly()]
            if kind in KINDS:
                conditions.append(Draft.kind == kind)
            shown = listing.counted(count(session, *conditions))
            ids = session.scalars(
                select(Draft.id)
                .where(*conditions)
                .order_by(Draft.updated_at.desc(), Draft.id.desc())
                .offset(shown.offset)
                .limit(shown.limit)
            ).all()
        return batches, lines(session, actor, ids), shown

    batches, found, listing = await run(services(request), read, write=False)
    return page(
        request,
        "content/drafts.html",
        breadcrumbs=[HOME, ("草稿和审核", None)],
        batches=batches,
        lines=found,
        listing=listing,
        state=state,
        kind=kind,
        whose=whose,
        states=_STATES,
        whose_options=_WHOSE,
        kinds=[("", "全部"), *((key, one.label_zh) for key, one in KINDS.items())],
        url=addresses,
    )


async def review(request: Request) -> Response:
    """Show drafts side by side with what is live, to decide on them."""
    actor = require(request, "view")
    ids = numbers(request.query_params.getlist("id"))
    return await _review_page(request, actor, ids)


async def publish_drafts(request: Request) -> Response:
    """Publish all drafts of the reviewer's page, or none."""
    actor = require(request, "publish")
    sent = await form(request)
    ids, why = _ids(sent), _text(sent, "why")
    versions = {one: number(sent.get(f"version.{one}")) or 0 for one in ids}
    if not why:
        problem = FieldProblem("why", "请写一句发布的理由")
        return await _review_page(request, actor, ids, [problem], 422, why=why)

    def step(session: Session) -> None:
        publish(session, ids, why, versions)

    try:
        await run(services(request), step)
    except PublishingError as error:
        problem = FieldProblem("", error.message)
        return await _review_page(request, actor, ids, [problem], 409, why=why)
    flash(request, f"发布了{len(ids)}项，几秒钟后职工就能看到。")
    return RedirectResponse(addresses.DRAFTS + "?whose=waiting", 303)


async def send_back(request: Request) -> Response:
    """Give one draft back with a note."""
    actor = require(request, "review")
    sent = await form(request)
    ids, note = _ids(sent)[:1], _text(sent, "note")
    if not note:
        problem = FieldProblem("note", "请写一句退回的理由，方便同事修改")
        return await _review_page(request, actor, ids, [problem], 422)

    def step(session: Session) -> None:
        for one in ids:
            drafts.send_back(session, one, note, number(sent.get(f"version.{one}")))

    return await _step(request, actor, ids, step, _SENT_BACK, note)


async def hand_in(request: Request) -> Response:
    """Hand drafts in for review."""
    actor = require(request, "submit")
    sent = await form(request)
    ids = _ids(sent)

    def step(session: Session) -> None:
        for one in ids:
            drafts.submit(session, one, number(sent.get(f"version.{one}")))

    return await _step(request, actor, ids, step, _HANDED_IN)


async def ask_discard(request: Request) -> Response:
    """Ask whether a draft shall be put away."""
    actor = require(request, "edit")
    ids = numbers(request.query_params.getlist("id"))[:1]
    found = await run(
        services(request), lambda session: read_review(session, actor, ids), write=False
    )
    if not found.drafts:
        raise NotFoundError
    draft = found.drafts[0]
    if draft.line.state in OPEN_DRAFT_STATES and not draft.can_discard:
        raise ForbiddenError("这份草稿里有不归您负责的改动，您不能放弃它。")
    return page(
        request,
        "confirm.html",
        breadcrumbs=[HOME, ("草稿和审核", addresses.DRAFTS), ("放弃草稿", None)],
        question=f"放弃“{draft.line.title}”的草稿？",
        details=["线上内容不受影响；草稿里的改动不再保留在这里。"],
        action=f"{addresses.DRAFTS}/discard",
        hidden={"id": draft.line.id, f"version.{draft.line.id}": draft.version},
        label="放弃草稿",
        danger=True,
        back=addresses.review_url(ids),
    )


async def discard(request: Request) -> Response:
    """Put a draft away."""
    actor = require(request, "edit")
    sent = await form(request)
    ids = _ids(sent)[:1]

    def step(session: Session) -> None:
        for one in ids:
            drafts.discard(session, one, number(sent.get(f"version.{one}")))

    return await _step(request, actor, ids, step, "草稿已经放弃。", to=addresses.DRAFTS)


async def _step(
    request: Request,
    actor: Actor,
    ids: Sequence[int],
    step: Callable[[Session], None],
    done: str,
    note: str = "",
    to: str = "",
) -> Response:
    try:
        await run(services(request), step)
    except PublishingError as error:
        problem = FieldProblem("", error.message)
        return await _review_page(request, actor, ids, [problem], 409, note=note)
    flash(request, done)
    return RedirectResponse(to or addresses.review_url(ids), 303)


async def _review_page(
    request: Request,
    actor: Actor,
    ids: Sequence[int],
    problems: Sequence[FieldProblem] = (),
    status: int = 200,
    why: str = "",
    note: str = "",
) -> Response:
    found = await run(
        services(request),
        lambda session: read_review(session, actor, ids[:_MOST]),
        write=False,
    )
    if not found.drafts:
        raise NotFoundError("没有这份草稿。")
    return page(
        request,
        "content/review.html",
        status=status,
        breadcrumbs=[HOME, ("草稿和审核", addresses.DRAFTS), ("看改动", None)],
        errors=list(problems),
        review=found,
        why=why,
        note=note,
        url=addresses,
    )


def _ids(sent: FormData) -> list[int]:
    return numbers([one for one in sent.getlist("id") if isinstance(one, str)])


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
