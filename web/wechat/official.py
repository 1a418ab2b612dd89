"""The official account's side of the API."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import httpx

from settings_channels import WeChatSettings
from web.core.turn import Option
from web.wechat.access_token import AccessToken
from web.wechat.api_client import ApiClient, ApiError
from web.wechat.memory import Memory
from web.wechat.office_hours import is_open
from web.wechat.reading import Channel

_log = logging.getLogger(__name__)

# The account has no right to the interface.
_NO_RIGHT: Final = 48001


class OfficialAccount:
    """An `Account` that calls WeChat's API.

    Attributes:
        channel: See `Account`.
        clickable: See `Account`.
        can_send: See `Account`.
        scenes: See `Account`.
    """

    channel: Final[Channel] = "wechat"
    clickable: Final = True

    def __init__(
        self,
        settings: WeChatSettings,
        memory: Memory,
        scenes: Mapping[str, str],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Use the account of the settings; connects at the first call."""
        self._settings = settings
        self.can_send = settings.customer_service
        self.scenes = scenes
        self._api = ApiClient(settings.api_base, transport)
        self._token = AccessToken(memory, f"token:{settings.app_id}", self._fetch)

    def hands_over(self, now: float) -> bool:
        """See `Account.hands_over`."""
        return self._settings.seats and is_open(self._settings.office_hours, now)

    async def send(
        self, user: str, parts: Sequence[str], options: Sequence[Option] = ()
    ) -> int:
        """See `Account.send`."""
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            message = _menu(part, options) if last and options else _text(part)
            try:
                await self.call("message/custom/send", {"touser": user, **message})
            except ApiError as error:
                _log.warning("customer-service message not sent: %s", error)
                if error.code == _NO_RIGHT:
                    # Until the settings or the account change: slow answers had
                    # better be fetched than never come.
                    self.can_send = False
                return index
        return len(parts)

    async def call(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Call an interface below ``/cgi-bin/`` with the access token.

        Raises:
            ApiError: WeChat refuses, or gives no usable reply.
        """

        async def with_token(token: str) -> dict[str, Any]:
            query = {"access_token": token}
            return await self._api.post(f"/cgi-bin/{name}", body, query)

        return await self._token.use(with_token)

    async def read(self, name: str) -> dict[str, Any]:
        """Read from an interface below ``/cgi-bin/`` with the access token.

        Raises:
            ApiError: As `call`.
        """

        async def with_token(token: str) -> dict[str, Any]:
            return await self._api.get(f"/cgi-bin/{name}", {"access_token": token})

        return await self._token.use(with_token)

    async def close(self) -> None:
        """See `Account.close`."""
        await self._api.close()

    async def _fetch(self, force: bool) -> dict[str, Any]:
        return await self._api.post(
            "/cgi-bin/stable_token",
            {
                "grant_type": "client_credential",
                "appid": self._settings.app_id,
                "secret": self._settings.secret,
                "force_refresh": force,
            },
        )


def _text(content: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content}}


def _menu(head: str, options: Sequence[Option]) -> dict[str, Any]:
    choices = [{"id": option.id, "content": option.title} for option in options]
    menu = {"head_content": head, "list": choices, "tail_content": ""}
    return {"msgtype": "msgmenu", "msgmenu": menu}
