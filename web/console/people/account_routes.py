"""One's own account: password, second factor, sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.models.staff import Staff, StaffSession
from knowledge.publishing.actor import Actor
from web.console import door, signing
from web.console.access import address_of, current_actor, flash, form, page, services
from web.console.database import run
from web.console.errors import NotFoundError, NotLoggedInError
from web.console.people import lockout, passwords, sessions, store, totp, trail
from web.console.people.gate import Gate
from web.console.people.sessions import Started
from web.console.problem import FieldProblem
from web.console.visit import visit_of
from web.console.wording import HOME

_ACCOUNT = "/console/account"
_CRUMB = ("我的账号", _ACCOUNT)
_SETUP_SECONDS = 900


class AccountPages:
    """The pages of one's own account; passwords go through the gate."""

    def __init__(self, gate: Gate) -> None:
        """Let passwords through this gate."""
        self._gate = gate

    async def overview(self, request: Request) -> Response:
        """Show the account and its open sessions."""
        actor = current_actor(request)
        now = services(request).clock()

        def read(session: Session) -> tuple[Staff, Sequence[StaffSession]]:
            staff = session.get_one(Staff, actor.id)
            return staff, sessions.open_sessions(session, actor.id, now)

        staff, opened = await run(services(request), read, write=False)
        return page(
            request,
            "people/account.html",
            breadcrumbs=[HOME, ("我的账号", None)],
            session_id=visit_of(request).session_id,
            staff=staff,
            open_sessions=opened,
        )

    async def end_session(self, request: Request) -> Response:
        """End one of one's sessions, or all but this one."""
        actor, visit = current_actor(request), visit_of(request)
        which = str((await form(request)).get("session", ""))
        now = visit.services.clock()

        def end(session: Session) -> bool:
            if which == "others":
                ended = sessions.end_all(session, actor.id, now, but=visit.session_id)
            else:
                ended = sessions.end(session, actor.id, which, now)
            if ended:
                staff = session.get_one(Staff, actor.id)
                trail.record_event(session, staff, "session.end")
            return bool(ended)

        ended = await run(visit.services, end)
        flash(request, "已退出。" if ended else "没有要退出的登录。")
        return RedirectResponse(_ACCOUNT, 303)

    async def show_password(self, request: Request) -> Response:
        """Show the form for a new password."""
        return self._password_page(request, [])

    async def change_password(self, request: Request) -> Response:
        """Take a new password; all other sessions end, and this one gets a new id."""
        visit = visit_of(request)
        actor = visit.actor
        assert actor is not None
        sent = await form(request)
        old, new, again = (
            str(sent.get(name, ""))
            for name in ("password", "new_password", "again_password")
        )
        problems = []
        hashed = await self._checked(request, actor, old)
        if hashed is None:
            problems.append(FieldProblem("password", "现在的密码不对"))
        weakness = passwords.problem(new, actor.login)
        if weakness:
            problems.append(FieldProblem("new_password", weakness))
        elif new == old:
            problems.append(FieldProblem("new_password", "新密码不能和现在的一样"))
        if new != again:
            problems.append(FieldProblem("again_password", "两次填的新密码不一样"))
        if problems:
            return self._password_page(request, problems)
        started = await self._replace(request, actor, hashed, new)
        hours = visit.services.settings.console_session_hours
        door.log_in(request, started.token, started.csrf, hours * 3600)
        flash(request, "密码改好了，别处的登录都已退出。")
        return RedirectResponse("/console/", 303)

    async def _checked(
        self, request: Request, actor: Actor, password: str
    ) -> str | None:
        """Give the stored hash if this is the password; failures count as log-ins do.

        Whoever finds a browser unattended must not be able to guess the password.
        """
        now = services(request).clock()

        def count(session: Session) -> tuple[bool, str | None]:
            staff = store.locked(session, actor.id)
            assert staff is not None
            return lockout.count_attempt(staff, now), staff.password_hash

        goes_on, hashed = await run(services(request), count)
        if not await self._gate.matches(password, hashed) or not goes_on:
            await run(services(request), _recorded(actor, "password.wrong"))
            return None

        def clear(session: Session) -> None:
            staff = store.locked(session, actor.id)
            assert staff is not None
            lockout.clear(staff)

        await run(services(request), clear)
        return hashed

    async def _replace(
        self, request: Request, actor: Actor, old_hash: str | None, password: str
    ) -> Started:
        visit = visit_of(request)
        now = visit.services.clock()
        hashed = await self._gate.make_hash(password)

        def replace(session: Session) -> Started:
            staff = store.locked(session, actor.id)
            assert staff is not None
            if staff.password_hash != old_hash:
                raise NotLoggedInError
            store.set_password(session, staff, hashed, now, "password.change")
            return sessions.start(
                session,
                staff.id,
                address=address_of(request),
                agent=request.headers.get("user-agent", ""),
                now=now,
                hours=visit.services.settings.console_session_hours,
            )

        return await run(visit.services, replace)

    def _password_page(
        self, request: Request, problems: list[FieldProblem]
    ) -> Response:
        visit = visit_of(request)
        return page(
            request,
            "people/password.html",
            status=422 if problems else 200,
            breadcrumbs=() if visit.password_due else [HOME, _CRUMB, ("改密码", None)],
            errors=problems,
            due=visit.password_due,
            alone=visit.password_due,
        )


def _recorded(actor: Actor, event: str) -> Callable[[Session], None]:
    """Give what writes down that a guess about one's own account failed."""
    return lambda session: trail.record_event(
        session, session.get_one(Staff, actor.id), event
    )


async def show_totp(request: Request) -> Response:
    """Show a new secret, or how to do without the one there is."""
    return await _totp_page(request, totp.new_secret(), [])


async def set_totp(request: Request) -> Response:
    """Confirm the second factor with a code, or give it up with one."""
    actor, visit = current_actor(request), visit_of(request)
    sent = await form(request)
    code, settings = str(sent.get("code", "")), visit.services.settings
    now = visit.services.clock()
    found = signing.unsign(
        settings, "totp", str(sent.get("secret", "")), _SETUP_SECONDS
    )
    offered = found[1] if found and found[0] == actor.id else None
    giving_up = "remove" in sent

    def change(session: Session) -> bool:
        staff = store.locked(session, actor.id)
        assert staff is not None
        secret = staff.totp_secret if giving_up else offered
        if not secret or (staff.totp_secret is not None and not giving_up):
            raise NotFoundError("页面开得太久了，请重新打开这一页再试。")
        last = staff.totp_step if giving_up else None
        if not lockout.count_attempt(staff, now):
            return False
        step = totp.accepted_step(secret, code, now, last)
        if step is None:
            return False
        lockout.clear(staff)
        staff.totp_secret = None if giving_up else secret
        staff.totp_step = None if giving_up else step
        staff.version += 1
        sessions.end_all(session, staff.id, now, but=visit.session_id)
        trail.record_event(session, staff, "totp.off" if giving_up else "totp.on")
        return True

    if not await run(visit.services, change):
        await run(visit.services, _recorded(actor, "totp.wrong"))
        wrong = FieldProblem("code", "动态码不对，或者已经用过了，请等手机换一个再填")
        return await _totp_page(request, offered or "", [wrong])
    flash(request, "动态码已关闭。" if giving_up else "动态码已开启，下次登录要填。")
    return RedirectResponse(_ACCOUNT, 303)


async def _totp_page(
    request: Request, secret: str, problems: list[FieldProblem]
) -> Response:
    actor = current_actor(request)
    has_one = await run(
        services(request),
        lambda session: session.get_one(Staff, actor.id).totp_secret is not None,
        write=False,
    )
    settings = services(request).settings
    return page(
        request,
        "people/totp.html",
        status=422 if problems else 200,
        breadcrumbs=[HOME, _CRUMB, ("动态码", None)],
        errors=problems,
        has_one=has_one,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        link=totp.link(secret, actor.login) if secret else "",
        signed=signing.sign(settings, "totp", [actor.id, secret]),
    )
