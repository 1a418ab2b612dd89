"""Errors as pages."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from knowledge.publishing.errors import (
    NotAllowedError,
    PublishingError,
)
from knowledge.publishing.errors import (
    NotFoundError as NoSuchItemError,
)
from web.console import resume, wording
from web.console.errors import (
    ConflictError,
    ConsoleError,
    ForbiddenError,
    ForgedError,
    NotFoundError,
    NotLoggedInError,
    PasswordDueError,
)
from web.console.pages import page
from web.console.people.login_page import login_page
from web.core.errors import UnavailableError


async def not_logged_in(request: Request, error: Exception) -> Response:
    """Lead to the log-in page, and keep what was typed."""
    assert isinstance(error, NotLoggedInError)
    unsent = await resume.unsent(request)
    if unsent is not None:
        return login_page(request, unsent=unsent, notice=error.message, status=401)
    wanted = request.url.path
    if request.url.query:
        wanted += f"?{request.url.query}"
    query = "" if request.method == "POST" else "?" + urlencode({"next": wanted})
    return RedirectResponse(f"/console/login{query}", 303)


async def password_due(_request: Request, _error: Exception) -> Response:
    """Lead to the page for a new password."""
    return RedirectResponse("/console/account/password", 303)


async def forged(request: Request, error: Exception) -> Response:
    """Offer to send again what our own page has sent with an old token."""
    assert isinstance(error, ForgedError)
    unsent = await resume.unsent(request)
    if unsent is None or request.url.path == "/console/login":
        return _problem(request, error)
    return page(request, "resume.html", status=error.status, unsent=unsent)


async def console_error(request: Request, error: Exception) -> Response:
    """Say why the page is not shown."""
    assert isinstance(error, ConsoleError)
    return _problem(request, error)


async def publishing_error(request: Request, error: Exception) -> Response:
    """Say why the content is not changed, where no page has said it better."""
    assert isinstance(error, PublishingError)
    shown: ConsoleError = ConflictError(error.message)
    if isinstance(error, NotAllowedError):
        shown = ForbiddenError(error.message)
    elif isinstance(error, NoSuchItemError):
        shown = NotFoundError(error.message)
    return _problem(request, shown)


async def unavailable(request: Request, error: Exception) -> Response:
    """Say that the database is away."""
    assert isinstance(error, UnavailableError)
    return _shown(request, 503, wording.UNAVAILABLE_HEADING, wording.UNAVAILABLE)


async def http_error(request: Request, error: Exception) -> Response:
    """Say that there is no such page."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _problem(request, NotFoundError())
    return _shown(
        request, error.status_code, wording.NOT_ALLOWED_HEADING, wording.NOT_ALLOWED
    )


async def failed(request: Request, _error: Exception) -> Response:
    """Be calm about what nobody expected; it is logged outside."""
    return _shown(request, 500, wording.FAILED_HEADING, wording.FAILED)


HANDLERS: Final[dict[Any, Any]] = {
    NotLoggedInError: not_logged_in,
    PasswordDueError: password_due,
    ForgedError: forged,
    ConsoleError: console_error,
    PublishingError: publishing_error,
    UnavailableError: unavailable,
    HTTPException: http_error,
    Exception: failed,
}


def _problem(request: Request, error: ConsoleError) -> Response:
    return _shown(request, error.status, error.heading, error.message)


def _shown(request: Request, status: int, heading: str, message: str) -> Response:
    return page(
        request, "problem.html", status=status, heading=heading, message=message
    )
