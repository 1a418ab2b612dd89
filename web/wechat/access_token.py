"""The access token: one for all replicas, fetched anew when it is stale."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from web.wechat.api_client import UNREACHABLE, ApiError
from web.wechat.memory import Memory

# A token is given up before WeChat does so.
_EARLY_SECONDS: Final = 300

# Fetches a token; True asks for one that differs from the last.
Fetch = Callable[[bool], Awaitable[dict[str, Any]]]


class AccessToken:
    """The account's token, cached where all replicas see it."""

    def __init__(self, memory: Memory, name: str, fetch: Fetch) -> None:
        """Keep the token in the memory under a name."""
        self._memory = memory
        self._name = name
        self._fetch = fetch

    async def use(
        self, call: Callable[[str], Awaitable[dict[str, Any]]]
    ) -> dict[str, Any]:
        """Make a call with the token, and once more with a new one if it is stale.

        Raises:
            ApiError: The token cannot be had, or the call is refused.
        """
        token = await self._get(stale=None)
        try:
            return await call(token)
        except ApiError as error:
            if not error.is_stale_token:
                raise
        return await call(await self._get(stale=token))

    async def _get(self, stale: str | None) -> str:
        known = await self._memory.get(self._name)
        if known and known != stale:
            return known
        async with self._memory.lock(self._name):
            known = await self._memory.get(self._name)
            if known and known != stale:
                return known
            return await self._renew(known == stale and stale is not None)

    async def _renew(self, force: bool) -> str:
        data = await self._fetch(force)
        token, seconds = data.get("access_token"), data.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int) or not token:
            raise ApiError(UNREACHABLE)
        kept = max(seconds - _EARLY_SECONDS, seconds // 2, 1)
        await self._memory.put(self._name, token, kept)
        return token
