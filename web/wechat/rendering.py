"""An answer as WeChat's text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from web.core.turn import Option, Reply, Turn
from web.wechat import wording
from web.wechat.ledger import Item
from web.wechat.reading import SAYING_ID
from web.wechat.text_split import split

_LINK_START: Final = re.compile(r"<(?=/?a)", re.IGNORECASE)
# Chinese stays readable, and three times shorter, in WeChat's own links.
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\"#%&'+<=>?\\]")


def saying_link(text: str, title: str, menu_id: str = SAYING_ID) -> str:
    """A link that, touched, says the text for the worker."""
    said = _UNSAFE.sub(lambda found: quote(found[0], safe=""), text)
    shown = title.replace("<", "＜").replace(">", "＞")
    chosen = quote(menu_id, safe="")
    return (
        f'<a href="weixin://bizmsgmenu?msgmenucontent={said}&msgmenuid={chosen}">'
        f"{shown}</a>"
    )


def words_of(reply: Reply | None) -> str:
    """What the bot said, without the options; no link of its own making."""
    texts = reply.texts if reply else ()
    return _LINK_START.sub("＜", "\n\n".join(texts).strip())


def options_of(reply: Reply | None) -> tuple[Option, ...]:
    """The choices that the bot offered."""
    return reply.options if reply else ()


def render(reply: Reply | None, *, clickable: bool) -> str:
    """An answer with its options as numbered lines.

    Args:
        reply: What the bot said; None if nothing.
        clickable: Whether the options are links that say the title.
    """
    lines = [
        f"{number}. {_title(option, clickable)}"
        for number, option in enumerate(options_of(reply), start=1)
    ]
    return "\n\n".join(filter(None, (words_of(reply), "\n".join(lines))))


def _title(option: Option, clickable: bool) -> str:
    if clickable:
        return saying_link(option.title, option.title, option.id)
    return _LINK_START.sub("＜", option.title)


def render_item(item: Item, turns: Mapping[str, Turn], *, clickable: bool) -> str:
    """What is owed, as one text.

    Args:
        item: A message's id, or a list of items and the first part not yet said.
        turns: The answered turns by message id; a missing one is left out.
        clickable: See `render`.
    """
    if isinstance(item, str):
        turn = turns.get(item)
        return render(turn.reply, clickable=clickable) if turn else ""
    items, start = item
    whole = render_items(items, turns, clickable=clickable)
    return "\n".join(split(whole)[start:])


def render_items(
    items: list[Item], turns: Mapping[str, Turn], *, clickable: bool
) -> str:
    """All that is owed, oldest first."""
    texts = (render_item(item, turns, clickable=clickable) for item in items)
    return "\n\n".join(filter(None, texts))


def message_ids(items: list[Item]) -> set[str]:
    """The messages whose answers the items hold."""
    found: set[str] = set()
    for item in items:
        found |= {item} if isinstance(item, str) else message_ids(item[0])
    return found


def offering_the_rest(part: str, *, clickable: bool) -> str:
    """A part with the line that says how to see what follows."""
    word = wording.CONTINUE_WORD
    shown = saying_link(word, word) if clickable else word
    return f"{part}\n\n{wording.CONTINUE.format(word=shown)}"
