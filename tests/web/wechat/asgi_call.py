"""One HTTP request to an ASGI app, which the caller may hang up on."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    body: str


class Call:
    """A request under way; the app goes on when the caller hangs up, as in uvicorn."""

    def __init__(
        self,
        app: ASGIApp,
        method: str,
        path: str,
        query: dict[str, str],
        body: bytes = b"",
        headers: tuple[tuple[bytes, bytes], ...] = (),
    ) -> None:
        self._hung_up = asyncio.Event()
        self._began = asyncio.get_running_loop().time()
        self.seconds = 0.0
        self._response: asyncio.Future[Response] = (
            asyncio.get_running_loop().create_future()
        )
        self._status = 0
        self._body = b""
        self._sent = False
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": urlencode(query).encode(),
            "headers": [(b"host", b"test"), *headers],
            "client": ("203.0.113.9", 1),
            "server": ("test", 80),
        }
        self._request_body = body
        self.task = asyncio.create_task(self._run(app, scope))

    async def response(self, seconds: float | None = None) -> Response | None:
        """The response, or None if it is not there in time."""
        await asyncio.wait({self._response}, timeout=seconds)
        if not self._response.done():
            return None
        return self._response.result()

    def hang_up(self) -> None:
        """Close the connection."""
        self._hung_up.set()

    async def _run(self, app: ASGIApp, scope: dict[str, Any]) -> None:
        try:
            await app(scope, self._receive, self._send)
        except Exception as error:
            if not self._response.done():
                self._response.set_exception(error)

    async def _receive(self) -> MutableMapping[str, Any]:
        if not self._sent:
            self._sent = True
            return {
                "type": "http.request",
                "body": self._request_body,
                "more_body": False,
            }
        await self._hung_up.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            return
        self._body += message.get("body", b"")
        self.seconds = asyncio.get_running_loop().time() - self._began
        if not message.get("more_body", False) and not self._response.done():
            self._response.set_result(Response(self._status, self._body.decode()))


async def call(
    app: ASGIApp, method: str, path: str, query: dict[str, str], body: bytes = b""
) -> Response:
    """Make a request and wait for its response, however long."""
    response = await Call(app, method, path, query, body).response()
    assert response is not None
    return response
