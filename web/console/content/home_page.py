"""The front page: what waits for whoever is logged in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from knowledge.publishing.actor import may
from knowledge.publishing.staleness import (
    StaleGroup,
    StaleItem,
    grouped,
    stale,
    upcoming,
    within,
)
from web.console.access import page, require, services
from web.console.content import addresses
from web.console.content.draft_lists import DraftLine, lines, waiting_for, written_by
from web.console.content.revision_lists import RevisionLine, latest
from web.console.content.today import today
from web.console.database import run
from web.console.imports.lines import ImportLine, import_lines

_MOST = 10


@dataclass(frozen=True)
class Work:
    """What there is to do, each with the number of all; within somebody's limits."""

    mine: Sequence[DraftLine]
    mine_total: int
    my_imports: Sequence[ImportLine]
    waiting: Sequence[DraftLine]
    waiting_total: int
    waiting_imports: Sequence[ImportLine]
    stale: Sequence[StaleGroup]
    stale_groups: int
    stale_total: int
    ending: Sequence[StaleItem]
    ending_total: int
    coming: Sequence[StaleItem]
    revisions: Sequence[RevisionLine]

    @property
    def mine_with_imports(self) -> int:
        """How many drafts are the reader's, those of imports as well."""
        return self.mine_total + sum(one.total for one in self.my_imports)

    @property
    def waiting_with_imports(self) -> int:
        """How many drafts wait for the reader, those of imports as well."""
        return self.waiting_total + sum(
            one.states.get("review", 0) for one in self.waiting_imports
        )


async def show(request: Request) -> Response:
    """Show the front page."""
    actor = require(request, "view")
    shared = services(request)
    day, limit = today(shared), shared.settings.answer_max_age_days

    def read(session: Session) -> Work:
        mine, waiting = written_by(session, actor), waiting_for(session, actor)
        old = within(session, actor, stale(session, day, limit))
        ending = [item for item in old if item.reason == "ending"]
        rest = [item for item in old if item.reason != "ending"]
        groups = grouped(rest)
        return Work(
            mine=lines(session, actor, mine[:_MOST]),
            mine_total=len(mine),
            my_imports=import_lines(session, actor, whose="mine"),
            waiting=lines(session, actor, waiting[:_MOST]),
            waiting_total=len(waiting),
            waiting_imports=import_lines(session, actor, whose="waiting"),
            stale=groups[:_MOST],
            stale_groups=len(groups),
            stale_total=len(rest),
            ending=ending[:_MOST],
            ending_total=len(ending),
            coming=within(session, actor, upcoming(session, day))[:_MOST],
            revisions=latest(session, _MOST, 0),
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
