"""A conversation in the terminal (``make chat``)."""

from __future__ import annotations

import contextlib
import sys
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from ops import http
from ops.instance import running
from ops.logs import FileSink, coloured
from ops.processes import bot_is_up, webhook
from settings import Settings, load_settings

_DIM, _BOLD = "2", "1"
_HOW = "A number presses the button of that number. Ctrl-D ends the conversation."


def main(arguments: list[str]) -> None:
    """Talk with the running bot, or with one started for this conversation."""
    settings = load_settings()
    with contextlib.ExitStack() as stack:
        if not bot_is_up(settings):
            print(coloured("starting the bot …", _DIM, sys.stdout), flush=True)
            sink = FileSink(settings.var_dir / "log")
            stack.enter_context(running(settings, sink))
        print(coloured(_HOW, _DIM, sys.stdout))
        _converse(settings)


def _converse(settings: Settings) -> None:
    sender = f"chat-{uuid.uuid4().hex}"
    buttons: list[dict[str, str]] = []
    for said in _lines():
        try:
            messages = http.say(webhook(settings), sender, chosen(said, buttons))
        except OSError as error:
            print(coloured(f"no reply: {error}", _DIM, sys.stdout))
            continue
        for line in rendered(messages):
            print(line)
        buttons = buttons_of(messages)


def _lines() -> Iterator[str]:
    with contextlib.suppress(ImportError):
        # Merely importing it lets input() edit the line and recall earlier ones.
        import readline  # noqa: F401
    while True:
        try:
            said = input("\n你> ").strip()
        except EOFError:
            print()
            return
        if said:
            yield said


def buttons_of(messages: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """All buttons of a reply, in the order in which they are numbered."""
    return [button for message in messages for button in message.get("buttons") or []]


def chosen(said: str, buttons: list[dict[str, str]]) -> str:
    """What to send: a button's payload for its number or title, else what was said."""
    for number, button in enumerate(buttons, start=1):
        if said in (str(number), button["title"]):
            return button.get("payload") or button["title"]
    return said


def rendered(messages: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines that show a reply."""
    number = 0
    empty = True
    for message in messages:
        empty = False
        if message.get("text"):
            yield f"{coloured('工小暖>', _BOLD, sys.stdout)} {message['text']}"
        for button in message.get("buttons") or []:
            number += 1
            yield f"   {number}. {button['title']}"
        answer = (message.get("custom") or {}).get("answer")
        if answer:
            yield coloured(f"   [{_envelope(answer)}]", _DIM, sys.stdout)
    if empty:
        yield coloured("the bot sent nothing (see the logs)", _DIM, sys.stdout)


def _envelope(answer: dict[str, Any]) -> str:
    parts = [answer.get("status"), answer.get("service"), answer.get("region")]
    for source in answer.get("sources") or []:
        parts.append(f"《{source['title']}》{source['publisher']} {source['date']}")
    return " · ".join(part for part in parts if part)
