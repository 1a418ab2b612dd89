"""The console's door: who comes in, and what every response carries."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import Any, Final

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from knowledge.publishing.actor import actor_var
from web.console import cookies, signing
from web.console.database import run
from web.console.headers import HEADERS
from web.console.people import sessions
from web.console.visit import Flash, Visit, address_of, visit_of
from web.core.errors import UnavailableError
from web.services import Services

_STATIC: Final = "/console/static/"
_VISITOR_SECONDS: Final = 24 * 3600
_FLASH_SECONDS: Final = 300
_MOST_FLASHES: Final = 6
_LONGEST_FLASH: Final = 200


class Door:
    """Serves the console's app to a visitor whose session it has looked up."""

    def __init__(self, app: Starlette) -> None:
        """Wrap the console's own app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        request = Request(scope)
        services: Services = scope["app"].state.services
        self.app.state.services = services
        visit = _stranger(request, services)
        state = scope.setdefault("state", {})
        state["visit"] = visit
        page_wanted = not request.url.path.startswith(_STATIC)
        if page_wanted:
            try:
                await _recognise(request, visit)
            except UnavailableError as error:
                # The guard raises it, so that the app's own handlers answer.
                state["broken"] = error

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if page_wanted:
                    _set_cookies(headers, visit)
            await send(message)

        token = actor_var.set(visit.actor)
        try:
            await self.app(scope, receive, send_on)
        finally:
            actor_var.reset(token)


def require_database(request: Request) -> None:
    """Raise what kept the door from looking up the session.

    Raises:
        UnavailableError: The database cannot be reached.
    """
    broken = getattr(request.state, "broken", None)
    if broken is not None:
        raise broken


def log_in(request: Request, token: str, csrf: str, seconds: int) -> None:
    """Give the browser a session's token; forms on the next page carry ``csrf``."""
    visit = visit_of(request)
    visit.csrf = csrf
    visit.cookies = [
        cookies.header(cookies.SESSION, token, seconds, secure=visit.secure),
        cookies.header(cookies.VISITOR, "", 0, secure=visit.secure),
    ]


def log_out(request: Request) -> None:
    """Take the session's token from the browser."""
    visit = visit_of(request)
    visit.actor = visit.session_id = None
    visit.cookies.append(cookies.header(cookies.SESSION, "", 0, secure=visit.secure))


async def _recognise(request: Request, visit: Visit) -> None:
    """Look up the session that the browser's token names."""
    token = cookies.read(request, cookies.SESSION)
    if not token:
        return
    services = visit.services
    now = services.clock()
    found = await run(
        services, lambda session: sessions.find(session, token, now), write=False
    )
    if found is None:
        return
    if found.seen_long_ago:
        await run(
            services, lambda session: sessions.touch(session, found.session_id, now)
        )
    visit.actor = replace(found.actor, address=address_of(request))
    visit.session_id = found.session_id
    visit.password_due = found.password_due
    visit.csrf = found.csrf
    visit.cookies.clear()


def _stranger(request: Request, services: Services) -> Visit:
    """What is known before the session is looked up."""
    secure = cookies.is_secure(request)
    visitor = cookies.read(request, cookies.VISITOR)
    new: list[str] = []
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}", visitor):
        visitor = secrets.token_urlsafe(32)
        new.append(
            cookies.header(cookies.VISITOR, visitor, _VISITOR_SECONDS, secure=secure)
        )
    return Visit(
        services=services,
        csrf=signing.visitor_csrf(services.settings, visitor),
        secure=secure,
        flashes=_flashes(request, services),
        cookies=new,
    )


def _flashes(request: Request, services: Services) -> list[Flash]:
    signed = cookies.read(request, cookies.FLASH)
    found: Any = signing.unsign(services.settings, "flash", signed, _FLASH_SECONDS)
    return [Flash(text, tone) for text, tone in found or ()]


def _set_cookies(headers: MutableHeaders, visit: Visit) -> None:
    for cookie in visit.cookies:
        headers.append("Set-Cookie", cookie)
    if not visit.flashes_changed:
        return
    kept = [
        (flash.text[:_LONGEST_FLASH], flash.tone)
        for flash in visit.flashes[-_MOST_FLASHES:]
    ]
    signed = signing.sign(visit.services.settings, "flash", kept) if kept else ""
    headers.append(
        "Set-Cookie",
        cookies.header(
            cookies.FLASH, signed, _FLASH_SECONDS if kept else 0, secure=visit.secure
        ),
    )
