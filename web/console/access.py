"""What pages ask about a request: who it is, and whether they may."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from starlette.requests import Request

from knowledge.publishing.actor import Action, Actor, may
from web.console.csrf import csrf_field, form
from web.console.errors import ForbiddenError, NotLoggedInError, PasswordDueError
from web.console.pages import flash, page
from web.console.visit import address_of, services, visit_of

__all__ = [
    "address_of",
    "csrf_field",
    "current_actor",
    "flash",
    "form",
    "page",
    "require",
    "services",
]


def current_actor(request: Request) -> Actor:
    """Give who is logged in.

    Raises:
        NotLoggedInError: Nobody is; the visitor is sent to the log-in page.
        PasswordDueError: A one-time password is to be replaced first.
    """
    visit = visit_of(request)
    if visit.actor is None:
        raise NotLoggedInError
    if visit.password_due:
        raise PasswordDueError
    return visit.actor


def require(
    request: Request,
    action: Action,
    kind: str | None = None,
    document: Mapping[str, Any] | None = None,
    author_id: int | Collection[int] | None = None,
) -> Actor:
    """Demand that who is logged in may do something.

    Args:
        request: Whose request.
        action: One of the actions of ``knowledge.publishing.actor``.
        kind: The kind of content it is about, if any.
        document: The content it is about, for the limits of the role.
        author_id: Who wrote the draft it is about.

    Returns:
        Who it is.

    Raises:
        NotLoggedInError: Nobody is logged in.
        PasswordDueError: A one-time password is to be replaced first.
        ForbiddenError: They may not.
    """
    actor = current_actor(request)
    if not may(actor, action, kind, document, author_id=author_id):
        raise ForbiddenError
    return actor
