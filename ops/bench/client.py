"""An HTTP client that takes hardly any time: what is measured is the bot."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any
from urllib.parse import urlsplit


class Connection:
    """A kept connection to a bot's REST channel."""

    def __init__(
        self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Wrap an open connection; ``connect`` opens one."""
        self._reader = reader
        self._writer = writer
        self._head = f"POST {path} HTTP/1.1\r\nHost: bot\r\n".encode()

    @classmethod
    async def connect(cls, webhook: str) -> Connection:
        """Open a connection.

        Args:
            webhook: Address of the REST channel.

        Raises:
            OSError: Nobody listens there.
        """
        url = urlsplit(webhook)
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        return cls(url.path, reader, writer)

    async def say(self, sender: str, message: str) -> tuple[float, Any]:
        """Say something and wait for the reply.

        Args:
            sender: The conversation.
            message: What is said.

        Returns:
            Seconds that the reply took, and the bot's messages.

        Raises:
            ConnectionError: The answer is not one with status 200.
        """
        body = json.dumps({"sender": sender, "message": message}).encode()
        fields = (
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        began = time.perf_counter()
        self._writer.write(self._head + fields.encode() + body)
        status, length = _read_head(await self._reader.readuntil(b"\r\n\r\n"))
        content = await self._reader.readexactly(length)
        took = time.perf_counter() - began
        if status != 200:
            raise ConnectionError(f"the bot answered with status {status}")
        return took, json.loads(content)

    async def close(self) -> None:
        """End the connection."""
        self._writer.close()
        await self._writer.wait_closed()


def _read_head(head: bytes) -> tuple[int, int]:
    """Return status and length of the body; our servers always send the latter."""
    first, *fields = head.decode("latin-1").split("\r\n")
    for field in fields:
        name, _, value = field.partition(":")
        if name.strip().lower() == "content-length":
            return int(first.split()[1]), int(value)
    raise ConnectionError("the bot's answer has no Content-Length")
