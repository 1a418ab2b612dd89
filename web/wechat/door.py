"""One address that the platform calls: requests in, replies out."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from redis.exceptions import RedisError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from web.core.chat import ChatCore
from web.core.errors import UnavailableError
from web.wechat import wording
from web.wechat.account import Account
from web.wechat.answering import Answer, Answering
from web.wechat.gate import Admitted, Gate
from web.wechat.ledger import Ledgers
from web.wechat.message import Message
from web.wechat.refusals import Refused
from web.wechat.timing import HOLD_SECONDS
from web.wechat.xml_format import render

_log = logging.getLogger(__name__)
_XML: Final = "application/xml"


class Door:
    """Receives an account's messages and answers them."""

    def __init__(self, gate: Gate, account: Account, core: ChatCore) -> None:
        """Answer with the core; the door closes the account and the gate's memory."""
        self._gate = gate
        self._account = account
        ledgers = Ledgers(account.channel, gate.memory)
        self._answering = Answering(account, core, ledgers, gate.now)

    async def handle(self, request: Request) -> Response:
        """Answer a request of the platform; whatever else comes is refused."""
        try:
            if request.method != "POST":
                return PlainTextResponse(self._gate.echo(request.query_params))
            # The app has limited its size and waited for its end already.
            body = await request.body()
            admitted = await self._gate.admit(request.query_params, body)
        except Refused as refused:
            _log.warning(
                "%s: a request was refused: %s",
                self._account.channel,
                type(refused).__name__,
            )
            return PlainTextResponse(refused.message, refused.status)
        except RedisError as error:
            _log.error("%s: Redis: %r", self._account.channel, type(error))
            return PlainTextResponse(wording.UNAVAILABLE, 503)
        return await self._answered(request, admitted)

    async def close(self) -> None:
        """Close all that belongs to the door."""
        await self._answering.close()
        await self._account.close()
        await self._gate.memory.close()

    async def _answered(self, request: Request, admitted: Admitted) -> Response:
        hanging_up = asyncio.create_task(_hung_up(request))
        try:
            try:
                answer = await self._answering.answer(
                    admitted.message, admitted.delivery, hanging_up.done
                )
            except RedisError as error:
                _log.error("%s: Redis: %r", self._account.channel, type(error))
                answer = Answer("text", wording.UNAVAILABLE)
            except UnavailableError:
                # Logged where it arose; what is owed comes with the next message.
                answer = Answer("text", wording.UNAVAILABLE)
            if answer.kind == "held":
                end = admitted.delivery.arrived + HOLD_SECONDS
                left = max(0.0, end - self._gate.now())
                await asyncio.wait((hanging_up,), timeout=left)
        finally:
            hanging_up.cancel()
        return self._response(admitted, answer, request.query_params["nonce"])

    def _response(self, admitted: Admitted, answer: Answer, nonce: str) -> Response:
        if answer.kind == "held":
            return PlainTextResponse("", 503)
        if answer.kind == "accepted" or (answer.kind == "text" and not answer.text):
            return PlainTextResponse("success")
        xml = _reply(admitted.message, answer, int(self._gate.now()))
        if admitted.key is not None:
            xml = self._gate.seal(xml, nonce, admitted.key)
        return Response(xml, media_type=_XML)


def _reply(message: Message, answer: Answer, now: int) -> str:
    fields: dict[str, str | int] = {
        "ToUserName": message.user,
        "FromUserName": message.account,
        "CreateTime": now,
    }
    if answer.kind == "transfer":
        return render({**fields, "MsgType": "transfer_customer_service"})
    return render({**fields, "MsgType": "text", "Content": answer.text})


async def _hung_up(request: Request) -> None:
    # Once the body is read, the server says one thing more: that the caller left.
    while (await request.receive())["type"] != "http.disconnect":
        pass
