"""The 企业微信 application's side of the API."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import httpx

from settings_channels import WeComSettings
from web.core.turn import Option
from web.wechat.access_token import AccessToken
from web.wechat.api_client import ApiClient, ApiError
from web.wechat.memory import Memory
from web.wechat.reading import Channel

_log = logging.getLogger(__name__)


class Application:
    """An `Account` of 企业微信.

    Attributes:
        channel: See `Account`.
        clickable: See `Account`; 企业微信 has no links that speak.
        can_send: See `Account`.
        scenes: See `Account`; 企业微信 has no codes with scenes.
    """

    channel: Final[Channel] = "wecom"
    clickable: Final = False

    def __init__(
        self,
        settings: WeComSettings,
        memory: Memory,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Use the application of the settings; connects at the first call."""
        self._settings = settings
        self.can_send = settings.secret is not None
        self.scenes: Mapping[str, str] = {}
        self._api = ApiClient(settings.api_base, transport)
        name = f"token:{settings.corp_id}:{settings.agent_id}"
        self._token = AccessToken(memory, name, self._fetch)

    def hands_over(self, now: float) -> bool:
        """See `Account.hands_over`; an application has no desk."""
        return False

    async def send(
        self, user: str, parts: Sequence[str], options: Sequence[Option] = ()
    ) -> int:
        """See `Account.send`; options are lines of the texts here."""
        del options
        for index, text in enumerate(parts):
            try:
                await self._send(user, text)
            except ApiError as error:
                _log.warning("application message not sent: %s", error)
                return index
        return len(parts)

    async def close(self) -> None:
        """See `Account.close`."""
        await self._api.close()

    async def _send(self, user: str, text: str) -> None:
        body = {
            "touser": user,
            "msgtype": "text",
            "agentid": self._settings.agent_id,
            "text": {"content": text},
        }

        async def with_token(token: str) -> dict[str, Any]:
            query = {"access_token": token}
            return await self._api.post("/cgi-bin/message/send", body, query)

        await self._token.use(with_token)

    async def _fetch(self, force: bool) -> dict[str, Any]:
        # gettoken gives a new token by itself once the old one is void.
        del force
        query = {
            "corpid": self._settings.corp_id,
            "corpsecret": self._settings.secret or "",
        }
        return await self._api.get("/cgi-bin/gettoken", query)
