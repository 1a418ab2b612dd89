"""Refused requests as JSON, the same form everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

from web.chat import wording
from web.core.errors import ChatError, TooManyMessagesError


class RequestError(Exception):
    """A request that cannot be read or is not allowed."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


def broken() -> RequestError:
    """The body is not what the description says."""
    return RequestError(400, "broken", wording.BROKEN)


def no_session() -> RequestError:
    """There is no token, or one that we did not issue."""
    return RequestError(
        401, "no_session", wording.NO_SESSION, {"WWW-Authenticate": "Bearer"}
    )


def wrong_type() -> RequestError:
    """The body is said to be something else than JSON."""
    return RequestError(415, "wrong_type", wording.WRONG_TYPE)


def problem(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Make the response of a refused request."""
    content: dict[str, Any] = {"error": {"code": code, "message": message}}
    return JSONResponse(content, status, headers=dict(headers or {}))


def of_request_error(error: RequestError) -> JSONResponse:
    """Make the response of a request that cannot be read."""
    return problem(error.status, error.code, error.message, error.headers)


def of_chat_error(error: ChatError) -> JSONResponse:
    """Make the response of a message that the core does not take."""
    headers = {}
    if isinstance(error, TooManyMessagesError):
        headers["Retry-After"] = str(error.retry_after)
    return problem(error.status, error.code, error.message, headers)
