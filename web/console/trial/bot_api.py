"""How the bot reads a sentence, asked of Rasa's own HTTP API; it leaves no trace."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import httpx

from settings import Settings
from web.core.bot_client import BotDownError
from web.core.secret import bot_token
from web.services import Services

Reading = dict[str, Any]
"""What Rasa makes of one message: text, intent, entities, rankings."""

_SECONDS: Final = 10.0


async def read_all(services: Services, texts: Sequence[str]) -> list[Reading]:
    """Give the bot's reading of each text.

    Raises:
        BotDownError: There is no bot, it keeps its API closed, or it sends no sense.
    """
    return list(await asyncio.gather(*(_read(services, text) for text in texts)))


async def _read(services: Services, text: str) -> Reading:
    try:
        response = await services.neighbours.post(
            f"http://127.0.0.1:{services.settings.bot_port}/model/parse",
            # Rasa knows no other place for its token.
            params={"token": _token(services.settings)},
            json={"text": text},
            timeout=_SECONDS,
        )
        response.raise_for_status()
        found = response.json()
    except (httpx.HTTPError, ValueError, RecursionError) as error:
        raise BotDownError(type(error).__name__) from None
    if not isinstance(found, dict) or not isinstance(found.get("intent"), dict):
        raise BotDownError("not a reading")
    return found


@lru_cache(maxsize=8)
def _token(settings: Settings) -> str:
    # The secret's file is read once, not with every sentence.
    return bot_token(settings)
