"""The few HTTP requests to our own processes on this machine."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

# Our processes listen on loopback: a proxy of the machine must not come between.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answers(url: str) -> bool:
    """Whether a GET of this address succeeds."""
    try:
        with _opener.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, ValueError):
        return False


def say(
    webhook: str,
    sender: str,
    message: str,
    timeout: float = 60,
    metadata: dict[str, Any] | None = None,
) -> Any:
    """Say something to the bot through its REST channel.

    Args:
        webhook: The channel's address.
        sender: The conversation.
        message: What is said, or a button's payload.
        timeout: Seconds to wait for the reply.
        metadata: What the channel tells beside the message, such as a position.

    Returns:
        The bot's messages, as the channel gives them.

    Raises:
        OSError: The bot cannot be reached or refuses.
    """
    said = {"sender": sender, "message": message, "metadata": metadata}
    body = json.dumps(said).encode()
    request = urllib.request.Request(
        webhook, body, {"Content-Type": "application/json"}
    )
    with _opener.open(request, timeout=timeout) as response:
        return json.load(response)
