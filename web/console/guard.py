"""What every route of the console goes through before its page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from web.console.access import current_actor
from web.console.csrf import require_own_page
from web.console.door import require_database
from web.console.errors import NotLoggedInError
from web.console.visit import visit_of

Endpoint = Callable[[Request], Awaitable[Response]]

PUBLIC: Final = frozenset({"/login", "/oidc/start", "/oidc/callback"})
"""What one reaches without being logged in."""
_BEFORE_NEW_PASSWORD: Final = frozenset({"/logout", "/account/password"})
_READING: Final = frozenset({"GET", "HEAD"})


def guarded(routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Put log-in and the forms' token before every route, so that none forgets them.

    Args:
        routes: Plain routes, paths relative to ``/console``.
    """
    made: list[BaseRoute] = []
    for route in routes:
        assert isinstance(route, Route)
        made.append(
            Route(
                route.path,
                _guard(route.path, route.endpoint),
                methods=sorted(route.methods or ()),
                name=route.name,
            )
        )
    return made


def _guard(path: str, endpoint: Endpoint) -> Endpoint:
    async def serve(request: Request) -> Response:
        require_database(request)
        if path in _BEFORE_NEW_PASSWORD:
            if visit_of(request).actor is None:
                raise NotLoggedInError
        elif path not in PUBLIC:
            current_actor(request)
        if request.method not in _READING:
            await require_own_page(request)
        return await endpoint(request)

    return serve
