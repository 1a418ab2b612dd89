"""Log-in and log-out."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.console import door, resume
from web.console.access import address_of, flash, form, page, services
from web.console.database import run
from web.console.people import sessions, store, trail
from web.console.people.gate import Gate
from web.console.people.lockout import LOCKED_FOR, MOST_FAILURES
from web.console.people.login import Attempt, log_in
from web.console.people.login_page import login_page
from web.console.visit import visit_of

_HOME = "/console/"
_WRONG = (
    f"账号、密码或动态码不对。连续错 {MOST_FAILURES} 次，"
    f"账号会停用 {int(LOCKED_FOR.total_seconds()) // 60} 分钟。"
)
_TOO_MANY = "这里登录失败的次数太多了，请过一刻钟再试。"


class LoginPages:
    """The pages of logging in and out; they share the gate against guessing."""

    def __init__(self, gate: Gate) -> None:
        """Let attempts through this gate."""
        self._gate = gate

    async def show(self, request: Request) -> Response:
        """Show the log-in page; who is logged in goes on."""
        next_path = _next_path(request.query_params.get("next"))
        if visit_of(request).actor is not None:
            return RedirectResponse(next_path, 303)
        nobody = await run(services(request), store.is_empty, write=False)
        return login_page(request, next_path=next_path, nobody=nobody)

    async def log_in(self, request: Request) -> Response:
        """Log in; on failure show the page again, without telling what was wrong."""
        sent = await form(request)
        address = address_of(request)
        if not await self._gate.is_open(address):
            return _again(request, sent, _TOO_MANY, 429)
        visit = visit_of(request)
        old = (visit.actor.id, visit.session_id or "") if visit.actor else None
        attempt = Attempt(
            login=_text(sent, "login").strip(),
            password=_text(sent, "password"),
            code=_text(sent, "code"),
            address=address,
            agent=request.headers.get("user-agent", ""),
            old_session=old,
        )
        started = await log_in(visit.services, self._gate, attempt)
        if started is None:
            return _again(request, sent, _WRONG, 403)
        hours = visit.services.settings.console_session_hours
        door.log_in(request, started.token, started.csrf, hours * 3600)
        unsent = resume.unpack(sent)
        if unsent is not None:
            return page(request, "resume.html", alone=True, unsent=unsent)
        return RedirectResponse(_next_path(sent.get("next")), 303)

    async def log_out(self, request: Request) -> Response:
        """End the session."""
        visit = visit_of(request)
        actor, session_id = visit.actor, visit.session_id
        assert actor is not None and session_id is not None
        now = visit.services.clock()

        def end(session: Session) -> None:
            sessions.end(session, actor.id, session_id, now)
            staff = store.locked(session, actor.id)
            assert staff is not None
            trail.record_event(session, staff, "logout")

        await run(visit.services, end)
        door.log_out(request)
        flash(request, "已退出登录。")
        return RedirectResponse("/console/login", 303)


def _again(request: Request, sent: FormData, problem: str, status: int) -> Response:
    return login_page(
        request,
        next_path=_next_path(sent.get("next")),
        login=_text(sent, "login"),
        problem=problem,
        unsent=resume.unpack(sent),
        status=status,
    )


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


def _next_path(wanted: object) -> str:
    """Where to go after the log-in: only to a page of the console."""
    if isinstance(wanted, str) and resume.is_own_path(wanted):
        return wanted if not wanted.startswith("/console/log") else _HOME
    return _HOME
