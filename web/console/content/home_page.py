"""The front page: what waits for whoever is logged in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from knowledge.publishing.actor import may
from knowledge.publishing.staleness import StaleItem, stale, upcoming
from web.console.access import page, require, services
from web.console.content import addresses
from web.console.content.draft_lists import DraftLine, lines, waiting_for, written_by
from web.console.content.revision_lists import RevisionLine, latest
from web.console.content.today import today
from web.console.database import run

_MOST = 10


@dataclass(frozen=True)
class Work:
    """What there is to do, each with the number of all."""

    mine: Sequence[DraftLine]
    mine_total: int
    waiting: Sequence[DraftLine]
    waiting_total: int
    stale: Sequence[StaleItem]
    stale_total: int
    ending: Sequence[StaleItem]
    coming: Sequence[StaleItem]
    revisions: Sequence[RevisionLine]


async def show(request: Request) -> Response:
    """Show the front page."""
    actor = require(request, "view")
    shared = services(request)
    day, limit = today(shared), shared.settings.answer_max_age_days

    def read(session: Session) -> Work:
        mine, waiting = written_by(session, actor), waiting_for(session, actor)
        old = stale(session, day, limit)
        ending = [item for item in old if item.reason == "ending"]
        rest = [item for item in old if item.reason != "ending"]
        return Work(
            lines(session, actor, mine[:_MOST]),
            len(mine),
            lines(session, actor, waiting[:_MOST]),
            len(waiting),
            rest[:_MOST],
            len(rest),
            ending,
            upcoming(session, day)[:_MOST],
            latest(session, _MOST, 0),
        )

    work = await run(shared, read, write=False)
    return page(
        request,
        "content/home.html",
        work=work,
        can_edit=may(actor, "edit"),
        can_review=may(actor, "review"),
        url=addresses,
    )


async def stale_list(request: Request) -> Response:
    """Show all that is over, old or undated, or ends or begins soon."""
    require(request, "view")
    shared = services(request)
    day, limit = today(shared), shared.settings.answer_max_age_days

    def read(session: Session) -> tuple[list[StaleItem], list[StaleItem]]:
        return stale(session, day, limit), upcoming(session, day)

    old, coming = await run(shared, read, write=False)
    return page(
        request,
        "content/stale.html",
        breadcrumbs=[("首页", "/console/"), ("该看一看的内容", None)],
        old=old,
        coming=coming,
        url=addresses,
    )
