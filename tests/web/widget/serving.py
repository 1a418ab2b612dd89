"""Servers that start, stop and start again on one port within a test."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send


class Changeable:
    """An application that can be replaced while it is served.

    Attributes:
        app: What answers now.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


class _Quiet(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Ctrl-C is for the tests.
        yield


class Server:
    """An application on a free port of this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._port = 0
        self._server: _Quiet | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def origin(self) -> str:
        """The server's origin; the same after a restart."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def is_running(self) -> bool:
        """Whether it serves."""
        return self._task is not None and not self._task.done()

    async def start(self) -> None:
        """Listen, and return once connections are taken."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        # Until uvicorn accepts them, connections wait in the queue.
        listener.listen(100)
        config = uvicorn.Config(self._app, lifespan="off", log_level="critical")
        self._server = _Quiet(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]))

    async def stop(self) -> None:
        """End at once, whatever is still asked."""
        assert self._server and self._task
        self._server.should_exit = self._server.force_exit = True
        await self._task


@contextlib.asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[Server]:
    """Serve an application for the time of a test."""
    server = Server(app)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
