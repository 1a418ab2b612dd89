"""What every request and every response goes through."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.chat import wording
from web.chat.problems import problem
from web.core.logs import log_failure

_LOGGER = logging.getLogger(__name__)
LARGEST_BODY: Final = 16 * 1024
"""Bytes."""
_BODY_SECONDS: Final = 10.0
_LARGER_BODIES: Final = (
    ("/console/excel/", 12 * 1024 * 1024, 120.0),
    ("/console/", 2 * 1024 * 1024, 60.0),
)
"""Where a body may be larger and take longer: path, bytes, seconds."""

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}
_HTTPS_ONLY: Final = "max-age=31536000"


class SecurityHeaders:
    """Adds the headers that a response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
            await send(message)

        await self._app(scope, receive, send_on)


class LimitBody:
    """Refuses bodies that are too large before they are read to their end.

    16 KB are enough for all but the console.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest, seconds = _allowed(scope["path"])
        said = Headers(scope=scope).get("content-length", "0")
        too_large = said.isdecimal() and int(said[:20]) > largest
        try:
            body = None if too_large else await _read(receive, largest, seconds)
        except TimeoutError:
            slow = problem(408, "too_slow", wording.TOO_SLOW, _CLOSE)
            await slow(scope, receive, send)
            return
        if body is None:
            large = problem(413, "too_large", wording.TOO_LARGE, _CLOSE)
            await large(scope, receive, send)
            return
        waiting: Message | None = {"type": "http.request", "body": body}

        async def receive_on() -> Message:
            nonlocal waiting
            if waiting is None:
                return await receive()
            message, waiting = waiting, None
            return message

        await self._app(scope, receive_on, send)


# What is left of the body is not read: the connection cannot be used again.
_CLOSE: Final = {"Connection": "close"}


def _allowed(path: str) -> tuple[int, float]:
    for start, largest, seconds in _LARGER_BODIES:
        if path.startswith(start):
            return largest, seconds
    return LARGEST_BODY, _BODY_SECONDS


async def _read(receive: Receive, largest: int, seconds: float) -> bytes | None:
    """Read the body; None when it becomes too large."""
    body = bytearray()
    async with asyncio.timeout(seconds):
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > largest:
                return None
            if message["type"] != "http.request" or not message.get("more_body"):
                return bytes(body)


class CalmFailures:
    """Turns what nobody expected into a calm response, and logs where it arose."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        started = False

        async def send_on(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:
            if scope["type"] != "http":
                raise
            log_failure(_LOGGER, "a request", error)
            if not started:
                failed = problem(500, "failed", wording.FAILED)
                await failed(scope, receive, send)
