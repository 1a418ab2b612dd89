"""The only way out: WeChat's HTTP API at the configured address."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

import httpx

_TIMEOUT_SECONDS: Final = 5.0
_STALE_TOKEN: Final = frozenset((40001, 40014, 42001))
_MEANINGS: Final = {
    -1: "WeChat is busy",
    40013: "wrong AppID or corpid",
    40125: "wrong secret",
    40164: "this machine's address is not on the allow-list",
    45009: "the day's quota of calls is used up",
    45015: "the worker has not written within 48 hours",
    45047: "too many messages without a word from the worker",
    48001: "the account has no right to this interface",
    60020: "this machine's address is not on the allow-list",
}
UNREACHABLE: Final = -2


class ApiError(Exception):
    """The API refused a call.

    Attributes:
        code: WeChat's errcode; `UNREACHABLE` if there was no usable reply.
    """

    def __init__(self, code: int) -> None:
        """Name the code; the message holds nothing of the call itself."""
        meaning = _MEANINGS.get(code, "no usable reply" if code == UNREACHABLE else "")
        super().__init__(f"errcode {code}" + (f": {meaning}" if meaning else ""))
        self.code = code

    @property
    def is_stale_token(self) -> bool:
        """Whether a new access token may help."""
        return self.code in _STALE_TOKEN


class ApiClient:
    """Calls below one base address; follows neither redirects nor proxies."""

    def __init__(
        self, base: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """Call paths below `base`; connects at the first call."""
        # At INFO httpx would log addresses, which hold the access token.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._client = httpx.AsyncClient(
            base_url=base,
            transport=transport,
            timeout=_TIMEOUT_SECONDS,
            follow_redirects=False,
            trust_env=False,
        )

    async def get(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        """Read something.

        Raises:
            ApiError: WeChat refuses, or gives no usable reply.
        """
        return await self._call(self._client.build_request("GET", path, params=query))

    async def post(
        self, path: str, body: Mapping[str, Any], query: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Send something as JSON.

        Raises:
            ApiError: As `get`.
        """
        # WeChat shows \\u escapes as they are: httpx writes plain UTF-8.
        request = self._client.build_request("POST", path, params=query, json=body)
        return await self._call(request)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _call(self, request: httpx.Request) -> dict[str, Any]:
        try:
            response = await self._client.send(request)
            data = response.json()
        except (httpx.HTTPError, ValueError):
            # Without its cause, whose text holds the address and with it the token.
            raise ApiError(UNREACHABLE) from None
        if response.status_code != 200 or not isinstance(data, dict):
            raise ApiError(UNREACHABLE)
        code = data.get("errcode", 0)
        if code != 0:
            raise ApiError(code if isinstance(code, int) else UNREACHABLE)
        return data
