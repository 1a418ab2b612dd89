"""The action server: Rasa's webhook protocol for the SDK's executor, and no more.

What the SDK brings for it runs on Sanic with a manager process, traces and plugins,
which took a third of the time of an answer. The executor, which knows the protocol's
bodies, is the SDK's.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import (
    ActionExecutionRejection,
    ActionMissingDomainException,
    ActionNotFoundException,
)

logger = logging.getLogger(__name__)

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
# What Rasa reads from the status (``RemoteAction.run``).
_REFUSED = {
    ActionExecutionRejection: 400,
    ActionNotFoundException: 404,
    ActionMissingDomainException: 449,
}


class ActionServer:
    """An ASGI application with ``POST /webhook`` and ``GET /health``."""

    def __init__(self, executor: ActionExecutor) -> None:
        """Serve the actions that an executor has registered."""
        self._executor = executor

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Answer one request."""
        asked = scope["method"], scope["path"]
        if asked == ("POST", "/webhook"):
            status, body = await self._run(await _body(receive))
        elif asked == ("GET", "/health"):
            status, body = 200, {"status": "ok"}
        else:
            status, body = 404, {"error": "There is only POST /webhook."}
        # ASCII, as the SDK writes it: what is no Unicode must not stop a reply.
        content = json.dumps(body, separators=(",", ":")).encode("ascii")
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(content)).encode("ascii")),
        ]
        await send(
            {"type": "http.response.start", "status": status, "headers": headers}
        )
        await send({"type": "http.response.body", "body": content})

    async def _run(self, body: bytes) -> tuple[int, Any]:
        try:
            call = json.loads(body)
        except ValueError:
            return 400, {"error": "The body is no JSON."}
        if not isinstance(call, dict):
            return 400, {"error": "The body is no action call."}
        try:
            result = await self._executor.run(call)
        except tuple(_REFUSED) as error:
            logger.error("%s", error)
            refusal = {"error": error.message, "action_name": error.action_name}
            status = next(s for kind, s in _REFUSED.items() if isinstance(error, kind))
            return status, refusal
        except Exception as error:
            logger.exception("an action call failed")
            return 500, {"error": str(error)}
        return 200, result.model_dump() if result else None


async def _body(receive: _Receive) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body
