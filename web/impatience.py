"""A connection on which no request comes is closed."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_SECONDS: Final = 15.0
"""From the first sign of a connection or request to the end of the request's head."""


class ImpatientProtocol(AutoHTTPProtocol):  # type: ignore[valid-type,misc]
    """Uvicorn's, which by itself waits forever for the head of a request.

    Whoever opens a thousand connections and says nothing would else keep everybody
    out. Bodies have a limit of their own: `web.middleware.LimitBody`.
    """

    seconds = HEAD_SECONDS
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Stop waiting when the head is complete."""
        before = self.cycle
        if self._timer is None and (before is None or before.response_complete):
            self._start()
        super().data_received(data)
        if self.cycle is not before:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._timer = self.loop.call_later(self.seconds, self.transport.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
