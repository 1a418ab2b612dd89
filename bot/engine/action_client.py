"""In place of ``EndpointConfig.request`` of Rasa 3.6.21.

Rasa calls an action through aiohttp, whose way to a server on the same machine costs
more processor time than the rest of Rasa's dialogue management: 0.7 of 1.2 ms. A call
of ours is always the same: JSON posted to one plain address, JSON back. Here that is
written in one piece to a connection that is kept. All else goes Rasa's way.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

from bot.engine.replacement import Replacement

_KEPT = "_kept_connections"
_HEAD_END = b"\r\n\r\n"
_request = EndpointConfig.request


class _Unread(Exception):
    """An answer in a form that is left to aiohttp."""


class _Answer(NamedTuple):
    status: int
    reason: str
    is_json: bool
    body: bytes


class _Head(NamedTuple):
    status: int
    reason: str
    is_json: bool
    length: int
    stays_open: bool


class _Connection(asyncio.Protocol):
    """A connection that carries one call at a time."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.is_open = False
        self._received = bytearray()
        self._head: _Head | None = None
        self._answer: asyncio.Future[_Answer] | None = None

    async def call(self, request: bytes, timeout: float) -> _Answer:
        """Send a request and wait for the answer.

        Raises:
            aiohttp.ServerDisconnectedError: The server hung up.
            asyncio.TimeoutError: It took more than ``timeout`` seconds.
            _Unread: The answer is no plain HTTP/1.1 with a length.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[_Answer] = loop.create_future()
        self._answer = answer
        self._received.clear()
        self._head = None
        alarm = loop.call_later(timeout, self._fail, asyncio.TimeoutError())
        done = False
        try:
            assert self.transport is not None
            self.transport.write(request)
            result = await answer
            done = True
            return result
        finally:
            alarm.cancel()
            self._answer = None
            if not done:
                # What still comes must not be taken for the next call's answer.
                self.close()

    def close(self) -> None:
        """Hang up."""
        self.is_open = False
        if self.transport is not None:
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        # uvloop's are none of asyncio's class.
        self.transport = cast(asyncio.Transport, transport)
        self.is_open = True

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits."""
        self.is_open = False
        self._fail(aiohttp.ServerDisconnectedError(str(exc) if exc else None))

    def data_received(self, data: bytes) -> None:
        """Collect an answer and hand it on when it is complete."""
        if self._answer is None:
            # Nobody asked.
            self.close()
            return
        self._received += data
        if self._head is None:
            end = self._received.find(_HEAD_END)
            if end < 0:
                return
            try:
                self._head = _read_head(bytes(self._received[:end]))
            except (_Unread, ValueError) as error:
                self._fail(_Unread(str(error)))
                return
            del self._received[: end + len(_HEAD_END)]
        head = self._head
        if len(self._received) < head.length:
            return
        self.is_open = head.stays_open and len(self._received) == head.length
        body = bytes(self._received[: head.length])
        if not self._answer.done():
            self._answer.set_result(
                _Answer(head.status, head.reason, head.is_json, body)
            )

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)


def _read_head(head: bytes) -> _Head:
    first, *lines = head.decode("latin-1").split("\r\n")
    version, status, *reason = first.split(" ", 2)
    pairs = (line.split(":", 1) for line in lines)
    fields = {name.lower(): value.strip().lower() for name, value in pairs}
    encoded = "transfer-encoding" in fields or "content-encoding" in fields
    if version != "HTTP/1.1" or encoded or "content-length" not in fields:
        raise _Unread(first)
    if not 200 <= int(status) < 300 and int(status) < 400:
        # Redirected, or only the first part of an answer.
        raise _Unread(first)
    return _Head(
        status=int(status),
        reason="".join(reason),
        is_json=fields.get("content-type", "").split(";")[0] == "application/json",
        length=int(fields["content-length"]),
        stays_open=fields.get("connection", "") != "close",
    )


async def request(
    self: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **kwargs: Any,
) -> Any | None:
    """Send a request to the endpoint and return the JSON of its answer, if it is any.

    Raises:
        ClientResponseError: The server answered with a status of 400 or more.
        aiohttp.ClientConnectionError: The server cannot be reached.
        asyncio.TimeoutError: It did not answer in time.
    """
    is_plain = (
        method == "post"
        and content_type == "application/json"
        and not (compress or subpath or self.headers or self.basic_auth)
        and not (self.token or self.params or self.cafile)
        and kwargs.keys() == {"json", "timeout"}
        and isinstance(kwargs["timeout"], (int, float))
        and _is_plain_address(self.url)
    )
    if is_plain:
        try:
            return await _post(self, kwargs["json"], kwargs["timeout"])
        except _Unread:
            # Actions only read: the call may be made again.
            pass
    return await _request(self, method, subpath, content_type, compress, **kwargs)


def _is_plain_address(url: str | None) -> bool:
    parts = urlsplit(concat_url(url or "", None))
    return parts.scheme == "http" and "@" not in parts.netloc and not parts.query


async def _post(endpoint: EndpointConfig, content: Any, timeout: float) -> Any | None:
    parts = urlsplit(endpoint.url)
    body = json.dumps(content).encode()
    head = (
        f"POST {parts.path or '/'} HTTP/1.1\r\n"
        f"Host: {parts.netloc}\r\n"
        "Accept: application/json\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    answer = await _answer(endpoint, head.encode("ascii") + body, timeout)
    if answer.status >= 400:
        raise ClientResponseError(answer.status, answer.reason, answer.body)
    if not answer.is_json or not answer.body.strip():
        return None
    return json.loads(answer.body)


async def _answer(endpoint: EndpointConfig, sent: bytes, timeout: float) -> _Answer:
    kept = _kept(endpoint)
    while kept:
        connection = kept.pop()
        if connection.is_open:
            try:
                return await _called(connection, sent, timeout, kept)
            except aiohttp.ServerDisconnectedError:
                # The server hung up on a connection that was idle for long.
                continue
    connection = await _connect(endpoint, timeout)
    return await _called(connection, sent, timeout, kept)


async def _called(
    connection: _Connection, sent: bytes, timeout: float, kept: list[_Connection]
) -> _Answer:
    answer = await connection.call(sent, timeout)
    if connection.is_open:
        kept.append(connection)
    else:
        connection.close()
    return answer


async def _connect(endpoint: EndpointConfig, timeout: float) -> _Connection:
    parts = urlsplit(endpoint.url)
    loop = asyncio.get_running_loop()
    opening = loop.create_connection(_Connection, parts.hostname, parts.port or 80)
    try:
        _, connection = await asyncio.wait_for(opening, timeout)
    except OSError as error:
        raise aiohttp.ClientConnectionError(str(error)) from error
    return connection


def _kept(endpoint: EndpointConfig) -> list[_Connection]:
    """Give the idle connections of this event loop."""
    loop = asyncio.get_running_loop()
    kept: tuple[Any, list[_Connection]] | None = endpoint.__dict__.get(_KEPT)
    if kept is None or kept[0] is not loop:
        # A connection belongs to the loop in which it was made.
        kept = endpoint.__dict__[_KEPT] = (loop, [])
    return kept[1]


REQUEST = Replacement(
    EndpointConfig,
    "request",
    request,
    known=(
        (EndpointConfig.request, "ccdb778aed8208e2"),
        (EndpointConfig.combine_parameters, "9d9114d28f2e41b5"),
        (EndpointConfig.__init__, "07e0715d80d8e880"),
    ),
)
