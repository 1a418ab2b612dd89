"""One widget session over HTTP, in a bad network: requests are repeated and cut off."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from ops.crowd.verdict import Sent, Verdict, judge

# Of all messages: sent twice at once, cut off and sent again, sent again at the end.
_TWICE, _CUT, _LATER = 0.1, 0.1, 0.05
_CUT_SECONDS = 0.05
# Of the answers that are late: so many are not waited for before the next question.
_IMPATIENT = 0.5
# As the widget looks for a late answer.
_FIRST_LOOK_SECONDS, _RAREST_LOOK_SECONDS = 1.0, 8.0
_PATIENCE_SECONDS = 120.0
_RETRY_SECONDS = (0.5, 1.0, 2.0)
_RELOAD_EVERY = 5


@dataclass
class Visitor:
    """A worker who asks on, sometimes before a late answer is there.

    Attributes:
        client: Speaks with the web process only.
        chances: Decides what the network does to which message.
        sent: What was asked, each message once.
        seconds: From sending to the answer, one for each message.
        wrong: What went wrong during the talk.
    """

    client: httpx.AsyncClient
    chances: random.Random
    sent: list[Sent] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _token: str = ""
    _awaited: list[asyncio.Task[None]] = field(default_factory=list)

    async def talk(self, questions: list[str]) -> Verdict:
        """Hold a whole talk and judge it.

        Raises:
            httpx.HTTPError: The web process cannot be reached or refuses.
        """
        await self._open()
        for place, question in enumerate(questions):
            if place and place % _RELOAD_EVERY == 0:
                await self._reload()
            await self._ask(Sent(str(uuid.uuid4()), question))
        await asyncio.gather(*self._awaited)
        for message in self.sent:
            if self._happens(_LATER):
                await self._post(message)
        return judge(self.sent, await self._history())

    async def _open(self) -> None:
        old = {"token": self._token} if self._token else {}
        self._token = (await self._call("POST", "session", json=old))["token"]

    async def _reload(self) -> None:
        """The page is loaded again: the same session, and all of it is shown."""
        await self._open()
        shown = [turn["id"] for turn in await self._history()]
        if shown != [message.id for message in self.sent]:
            self.wrong.append(f"after a reload {len(shown)} of {len(self.sent)} turns")

    async def _ask(self, message: Sent) -> None:
        self.sent.append(message)
        began = time.perf_counter()
        if self._happens(_TWICE):
            turn, again = await asyncio.gather(self._post(message), self._post(message))
            if turn["number"] != again["number"]:
                self.wrong.append("a repeated message became another turn")
        elif self._happens(_CUT):
            try:
                async with asyncio.timeout(_CUT_SECONDS):
                    turn = await self._post(message)
            except TimeoutError:
                turn = await self._post(message)
        else:
            turn = await self._post(message)
        waiting = self._wait_for(message, turn, began)
        if turn["status"] == "pending" and self._happens(_IMPATIENT):
            self._awaited.append(asyncio.create_task(waiting))
        else:
            await waiting

    async def _wait_for(
        self, message: Sent, turn: dict[str, Any], began: float
    ) -> None:
        """Look for an answer until it is there, or patience ends."""
        pause = _FIRST_LOOK_SECONDS
        while turn["status"] == "pending":
            if time.perf_counter() - began > _PATIENCE_SECONDS:
                return
            await asyncio.sleep(pause)
            pause = min(_RAREST_LOOK_SECONDS, 1.5 * pause)
            found = await self._history(turn["number"] - 1)
            turn = next((t for t in found if t["id"] == message.id), turn)
        self.seconds.append(time.perf_counter() - began)

    async def _post(self, message: Sent) -> dict[str, Any]:
        said = {"id": message.id, "text": message.question}
        return await self._call("POST", "messages", json=said)

    async def _history(self, after: int = 0) -> list[dict[str, Any]]:
        found = await self._call("GET", "messages", params={"after": after})
        turns: list[dict[str, Any]] = found["turns"]
        return turns

    async def _call(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        """Ask the API; a connection that breaks is no answer, as for the widget."""
        proof = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        for pause in (*_RETRY_SECONDS, None):
            try:
                response = await self.client.request(
                    method, f"/api/chat/{path}", headers=proof, **content
                )
                break
            except httpx.TransportError:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        found: dict[str, Any] = response.raise_for_status().json()
        return found

    def _happens(self, share: float) -> bool:
        return self.chances.random() < share
