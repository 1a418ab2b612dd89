"""The page of an import, the steps with all of it, and their progress."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from knowledge.models import DraftImport
from knowledge.publishing.actor import Action, Actor
from knowledge.publishing.imports import Mark, find_import, may_finish
from knowledge.publishing.kinds import KINDS
from settings import Settings
from web.console.access import form, page, require, services
from web.console.content import addresses
from web.console.database import run
from web.console.errors import ConflictError, ForbiddenError, NotFoundError
from web.console.imports import wording
from web.console.imports.decisions import Decision, DecisionStore, Step
from web.console.imports.jobs import Jobs
from web.console.imports.reading import ImportPage, read_import
from web.console.listing import Listing
from web.console.problem import FieldProblem
from web.console.wording import HOME

_SIZE: Final = 20
_CRUMB: Final = ("草稿和审核", addresses.DRAFTS)
_STATES: Final = (
    ("", "全部"),
    ("draft", "草稿"),
    ("review", "待审核"),
    ("sent_back", "已退回"),
    ("published", "已发布"),
    ("discarded", "已放弃"),
)
_ACTIONS: Final[dict[Step, Action]] = {
    "submit": "submit",
    "publish": "publish",
    "send-back": "review",
    "discard": "edit",
}


class WholeImportPages:
    """The pages of imports as a whole.

    Args:
        settings: Where the progress of decisions is kept.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.var_dir / "decisions"
        self._jobs = Jobs()

    async def show(self, request: Request) -> Response:
        """Show what an import changes, page by page."""
        require(request, "view")
        return await self._page(request)

    async def submit(self, request: Request) -> Response:
        """Begin to hand all of it in."""
        return await self._begin(request, "submit")

    async def publish(self, request: Request) -> Response:
        """Begin to publish all of it."""
        return await self._begin(request, "publish", "why", wording.WHY)

    async def send_back(self, request: Request) -> Response:
        """Begin to send all of it back."""
        return await self._begin(request, "send-back", "note", wording.NOTE)

    async def ask_discard(self, request: Request) -> Response:
        """Ask whether all of it shall be put away."""
        actor = require(request, "edit")
        number = _number(request)
        found = await run(
            services(request),
            lambda session: read_import(session, actor, number, _listing(request)),
            write=False,
        )
        if not may_finish(actor, found.batch):
            raise ForbiddenError
        return page(
            request,
            "confirm.html",
            breadcrumbs=[
                HOME,
                _CRUMB,
                ("整批导入", addresses.import_url(number)),
                ("全部放弃", None),
            ],
            question=f"放弃这次导入还没发布的{found.open}份草稿？",
            details=["线上内容不受影响；草稿里的改动不再保留在这里。"],
            action=f"{addresses.import_url(number)}/discard",
            hidden={"mark": str(found.mark)},
            label="全部放弃",
            danger=True,
            back=addresses.import_url(number),
        )

    async def discard(self, request: Request) -> Response:
        """Begin to put all of it away."""
        return await self._begin(request, "discard")

    async def decided(self, request: Request) -> Response:
        """Show how far a decision is, or what has become of it."""
        decision = await self._decision(request)
        lost = self._jobs.is_lost(self._store(request), decision)
        back = addresses.import_url(decision.batch)
        here = f"{back}/decisions/{decision.decision_id}"
        running = decision.running and not lost
        return page(
            request,
            "imports/progress.html" if running else "imports/ended.html",
            breadcrumbs=[
                HOME,
                _CRUMB,
                ("整批导入", back),
                (wording.TITLES[decision.step], None),
            ],
            decision=decision,
            title=wording.TITLES[decision.step],
            message=wording.INTERRUPTED if lost else decision.message,
            here=here,
            back=back,
            drafts=addresses.DRAFTS,
        )

    async def progress(self, request: Request) -> Response:
        """Say as JSON how far a decision is."""
        decision = await self._decision(request)
        return JSONResponse(self._jobs.progress(self._store(request), decision))

    async def _begin(
        self, request: Request, step: Step, field: str = "", missing: str = ""
    ) -> Response:
        actor = require(request, _ACTIONS[step])
        number = _number(request)
        batch = await run(
            services(request),
            lambda session: find_import(session, number),
            write=False,
        )
        _require_part(actor, batch, step)
        sent = await form(request)
        said = _text(sent, field) if field else ""
        seen = Mark.read(_text(sent, "mark"))
        if field and not said:
            problem = FieldProblem(field, missing)
            return await self._page(request, [problem], 422, seen=seen)
        if seen is None:
            problem = FieldProblem("", wording.OLD_PAGE)
            return await self._page(request, [problem], 409)
        store = self._store(request)
        if await asyncio.to_thread(store.under_way, number):
            raise ConflictError(wording.BUSY)
        decision = await asyncio.to_thread(store.add, actor.id, number, step)
        self._jobs.start(services(request), store, decision, seen, said)
        to = f"{addresses.import_url(number)}/decisions/{decision.decision_id}"
        return RedirectResponse(to, 303)

    async def _page(
        self,
        request: Request,
        errors: Sequence[FieldProblem] = (),
        status: int = 200,
        seen: Mark | None = None,
    ) -> Response:
        actor = require(request, "view")
        number = _number(request)
        asked = request.query_params
        kind, state = asked.get("kind", ""), asked.get("state", "")
        seen = seen or Mark.read(asked.get("mark", ""))
        found = await run(
            services(request),
            lambda session: read_import(
                session,
                actor,
                number,
                _listing(request),
                kind=kind,
                state=state,
                seen=seen,
            ),
            write=False,
        )
        return page(
            request,
            "imports/show.html",
            status=status,
            breadcrumbs=[HOME, _CRUMB, ("整批导入", None)],
            errors=list(errors),
            found=_remembering(found),
            kind=kind,
            state=state,
            states=_STATES,
            kinds=[("", "全部"), *((k, KINDS[k].label_zh) for k in KINDS)],
            here=addresses.import_url(number),
            url=addresses,
        )

    async def _decision(self, request: Request) -> Decision:
        actor = require(request, "view")
        found = await asyncio.to_thread(
            self._store(request).find,
            request.path_params["decision_id"],
            _number(request),
            actor.id,
        )
        if found is None:
            raise NotFoundError(wording.GONE)
        return found

    def _store(self, request: Request) -> DecisionStore:
        return DecisionStore(self._folder, services(request).clock)


def _require_part(actor: Actor, batch: DraftImport, step: Step) -> None:
    """Refuse at once what the service would refuse as well."""
    if step in ("submit", "discard"):
        if not may_finish(actor, batch):
            raise ForbiddenError(wording.NOT_YOURS)
    elif batch.author_id == actor.id:
        raise ForbiddenError(wording.YOURS)


def _number(request: Request) -> int:
    number: int = request.path_params["number"]
    if number >= 2**53:
        raise NotFoundError
    return number


def _listing(request: Request) -> Listing:
    found = Listing.of(request, ("",), "", descending=False)
    return replace(found, path=addresses.import_url(_number(request)), size=_SIZE)


def _remembering(found: ImportPage) -> ImportPage:
    """Have the links to other pages say how far the import was on the first one."""
    query = [(name, value) for name, value in found.listing.query if name != "mark"]
    listing = replace(found.listing, query=(*query, ("mark", str(found.mark))))
    return replace(found, listing=listing)


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
