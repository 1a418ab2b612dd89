"""Log-in by the single sign-on, for those whom an administrator has made known."""

from __future__ import annotations

import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models.staff import Staff
from web.console import cookies, door, resume, signing
from web.console.access import address_of, services
from web.console.database import run
from web.console.people import sessions, store, trail
from web.console.people.login_page import login_page
from web.console.people.oidc import Beginning, Identity, Provider, SignOnError
from web.console.people.sessions import Started
from web.console.visit import visit_of

_SECONDS = 600
_FAILED = "统一登录没有成功，请再试一次；还不行的话，用账号和密码登录，或者找管理员。"
_UNKNOWN = "统一登录认出了您，但管理台里没有您的账号。请找管理员新建。"
_UNBOUND = (
    "管理员账号要先填好统一登录标识，才能用统一登录。"
    "请用账号和密码登录，在“人员”里填上；没有密码的话，请另一位管理员来填。"
)


class SignOnPages:
    """Sends the browser to the provider, and takes it back."""

    def __init__(self, provider: Provider) -> None:
        """Trust this provider."""
        self._provider = provider

    async def start(self, request: Request) -> Response:
        """Send the browser to the provider."""
        visit = visit_of(request)
        wanted = request.query_params.get("next")
        beginning = Beginning.new(
            str(wanted) if resume.is_own_path(wanted) else "/console/"
        )
        try:
            url = await self._provider.address(beginning, _redirect_uri(request))
        except SignOnError:
            return login_page(request, problem=_FAILED, status=502)
        settings = visit.services.settings
        signed = signing.sign(settings, "oidc", beginning.as_json())
        visit.cookies.append(
            cookies.header(cookies.OIDC, signed, _SECONDS, secure=visit.secure)
        )
        return RedirectResponse(url, 303)

    async def callback(self, request: Request) -> Response:
        """Take the browser back, and log in whoever the provider names."""
        visit = visit_of(request)
        settings = visit.services.settings
        signed = cookies.read(request, cookies.OIDC)
        visit.cookies.append(cookies.header(cookies.OIDC, "", 0, secure=visit.secure))
        beginning = Beginning.read(signing.unsign(settings, "oidc", signed, _SECONDS))
        state = request.query_params.get("state", "")
        code = request.query_params.get("code", "")
        if (
            beginning is None
            or not code
            or not hmac.compare_digest(
                state.encode("utf-8", "surrogatepass"), beginning.state.encode()
            )
        ):
            return login_page(request, problem=_FAILED, status=403)
        try:
            identity = await self._provider.identity(
                beginning, code, _redirect_uri(request)
            )
        except SignOnError:
            await run(services(request), lambda session: _failed(session, request))
            return login_page(request, problem=_FAILED, status=502)
        started = await run(
            services(request), lambda session: _log_in(session, request, identity)
        )
        if isinstance(started, str):
            return login_page(request, problem=started, status=403)
        hours = settings.console_session_hours
        door.log_in(request, started.token, started.csrf, hours * 3600)
        visit.cookies.append(cookies.header(cookies.OIDC, "", 0, secure=visit.secure))
        return RedirectResponse(beginning.next_path, 303)


def _log_in(session: Session, request: Request, identity: Identity) -> Started | str:
    """Begin a session; the problem as text if this person gets none."""
    visit = visit_of(request)
    now, address = visit.services.clock(), address_of(request)
    staff = _known(session, identity)
    if staff is None or not staff.active:
        reason = "没有这个账号" if staff is None else "账号已停用"
        trail.record_login(session, "login.failed", staff, address, reason)
        return _UNKNOWN
    if staff.oidc_subject is None and staff.role == "admin":
        # A name at the provider may be given to anybody: not enough for all rights.
        reason = "管理员没有填统一登录标识"
        trail.record_login(session, "login.failed", staff, address, reason)
        return _UNBOUND
    if staff.oidc_subject is None:
        # From now on it is this person at the provider, whatever the name becomes.
        old = trail.values(staff)
        staff.oidc_subject = identity.subject
        staff.version += 1
        trail.record_changes(session, staff, "staff.change", old)
    if visit.actor is not None and visit.session_id is not None:
        sessions.end(session, visit.actor.id, visit.session_id, now)
    trail.record_login(session, "login", staff, address, "统一登录")
    return sessions.start(
        session,
        staff.id,
        address=address,
        agent=request.headers.get("user-agent", ""),
        now=now,
        hours=visit.services.settings.console_session_hours,
    )


def _failed(session: Session, request: Request) -> None:
    """Write down that the provider did not say who it is."""
    address = address_of(request)
    trail.record_login(session, "login.failed", None, address, "统一登录没有成功")


def _known(session: Session, identity: Identity) -> Staff | None:
    """The person of that subject; else one of that account who has no subject yet."""
    staff = session.scalar(
        select(Staff).where(Staff.oidc_subject == identity.subject).with_for_update()
    )
    if staff is not None or not identity.login:
        return staff
    named = store.by_login(session, identity.login, lock=True)
    return named if named is not None and named.oidc_subject is None else None


def _redirect_uri(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}/console/oidc/callback"
