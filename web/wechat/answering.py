"""One answer for each message, however often and in whatever order it is delivered.

A delivery is answered within 4.2 s. What takes longer comes by the customer-service
API, where the account has it. Elsewhere WeChat's re-deliveries join the same turn, the
last one tells the worker to write again, and the next message carries the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from web.core.chat import ChatCore
from web.wechat import wording
from web.wechat.account import Account
from web.wechat.finding import Asked, Finder, Found
from web.wechat.ledger import Delivery, Entry, Item, Ledger, Ledgers
from web.wechat.message import Message
from web.wechat.plan import plan
from web.wechat.reading import Reading, read
from web.wechat.rendering import offering_the_rest, render, render_items
from web.wechat.sending import Sender
from web.wechat.text_split import split
from web.wechat.timing import CUT_SECONDS, DELIVERIES, REPLY_SECONDS, Clock

_HANDOFF: Final = "handoff"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What a delivery gets.

    Attributes:
        kind: "text", "transfer" (to people), "accepted" (nothing is said) or "held"
            (no reply at all, so that WeChat delivers again).
        text: What is said.
    """

    kind: Literal["text", "transfer", "accepted", "held"]
    text: str = ""


ACCEPTED: Final = Answer("accepted")
HELD: Final = Answer("held")


@dataclass(frozen=True)
class _Case:
    """A delivery with all that is known of it.

    Attributes:
        to_people: Whether people take over, whatever the bot says.
    """

    message: Message
    reading: Reading
    delivery: Delivery
    asked: Asked
    found: Found
    to_people: bool


class Answering:
    """Answers the messages of one account."""

    def __init__(
        self, account: Account, core: ChatCore, ledgers: Ledgers, now: Clock
    ) -> None:
        """Answer with the core's turns."""
        self._account = account
        self._core = core
        self._ledgers = ledgers
        self._now = now
        self._finder = Finder(core, account.channel, now)
        self._sender = Sender(account, self._finder, ledgers, now)

    async def answer(
        self, message: Message, delivery: Delivery, gone: Callable[[], bool]
    ) -> Answer:
        """Answer a delivery of a message.

        Args:
            message: A verified message.
            delivery: This delivery of it.
            gone: Whether WeChat has hung up.
        """
        reading = read(message, self._account.channel, self._account.scenes)
        if reading.is_silent:
            return ACCEPTED
        to_people = reading.asks_for_people and self._account.hands_over(self._now())
        if to_people:
            # A transfer carries no text: what is owed waits for the next message.
            reading = replace(reading, collects=False)
        async with self._ledgers.open(message.user) as ledger:
            entry = self._entry(ledger, message, reading, delivery)
            delivery = entry.enter(delivery)
            if _is_settled(entry, delivery):
                return ACCEPTED
        # Unless an earlier delivery, before people came, took what is owed.
        to_people = to_people and entry.owed == [message.id]
        asked = await self._finder.ask(reading.ask if entry.asks else None)
        end = delivery.arrived + (0.0 if to_people else REPLY_SECONDS)
        found = await self._finder.find(message, entry.owed, asked, end - self._now())
        if gone():
            return HELD
        case = _Case(message, reading, delivery, asked, found, to_people)
        async with self._ledgers.open(message.user) as ledger:
            return self._settle(ledger, case)

    async def close(self) -> None:
        """Stop what is still being sent; the ledger keeps what is owed."""
        await self._sender.close()

    def _entry(
        self, ledger: Ledger, message: Message, reading: Reading, delivery: Delivery
    ) -> Entry:
        now = self._now()
        entry = ledger.entries.get(message.id)
        if entry is None:
            ledger.forget_settled(now)
            owed, asks = plan(ledger, message.id, reading, now)
            entry = Entry(first=delivery.arrived, last=now, asks=asks, owed=owed)
            ledger.entries[message.id] = entry
        return entry

    def _settle(self, ledger: Ledger, case: _Case) -> Answer:
        message, delivery, found = case.message, case.delivery, case.found
        # Anew if Redis has been emptied in between.
        entry = self._entry(ledger, message, case.reading, delivery)
        if _is_settled(entry, delivery):
            return ACCEPTED
        if case.to_people:
            entry.state, entry.replied = "answered", delivery
            return Answer("transfer")
        if found.refusal:
            # The core keeps nothing of it: there is no answer to wait for.
            entry.owed = [item for item in entry.owed if item != message.id]
        if found.complete:
            return self._reply(ledger, entry, case)
        if self._account.can_send:
            entry.state = "service"
            self._sender.send_answer(message, case.asked, case.reading.say)
            return ACCEPTED
        if entry.asks and not found.refusal and not _is_last(entry, delivery):
            return HELD
        entry.state, entry.replied = "stored", delivery
        _log.info("%s: an answer waits for the next message", self._account.channel)
        return Answer("text", found.refusal or wording.COLLECT)

    def _reply(self, ledger: Ledger, entry: Entry, case: _Case) -> Answer:
        again = entry.state == "answered"
        entry.state, entry.replied = "answered", case.delivery
        turn = case.found.turns.get(case.message.id)
        alone = entry.owed == [case.message.id]
        hands_over = self._account.hands_over(self._now())
        if turn and turn.status == _HANDOFF and alone and hands_over:
            return Answer("transfer")
        first, *rest = split(self._text(entry.owed, case))
        if not rest:
            return Answer("text", first)
        if self._account.can_send:
            if not again:
                self._keep_rest(ledger, entry, case.message, rest)
            return Answer("text", first)
        if not again:
            kept = [] if entry.asks else ledger.more
            ledger.more = [[list(entry.owed), 1], *kept]
        clickable = self._account.clickable
        return Answer("text", offering_the_rest(first, clickable=clickable))

    def _keep_rest(
        self, ledger: Ledger, entry: Entry, message: Message, rest: list[str]
    ) -> None:
        now = self._now()
        name = f"{message.id}:rest"
        ledger.entries[name] = Entry(
            now, now, owed=[[list(entry.owed), 1]], state="service"
        )
        self._sender.send_rest(message.user, name, rest)

    def _text(self, owed: list[Item], case: _Case) -> str:
        clickable = self._account.clickable
        answers = render_items(owed, case.found.turns, clickable=clickable)
        # A note on what cannot be read is not needed by whoever fetches an answer.
        say = "" if answers and case.reading.ask is None else case.reading.say
        if case.reading.greets:
            reply = self._core.greeting(self._account.channel, case.message.user)
            say = f"{say}\n\n{render(reply, clickable=clickable)}"
        parts = filter(None, (say, answers, case.found.refusal))
        return "\n\n".join(parts) or wording.LOST


def _is_settled(entry: Entry, delivery: Delivery) -> bool:
    if entry.state in ("taken", "service"):
        return True
    return entry.replied is not None and not delivery.repeats(entry.replied)


def _is_last(entry: Entry, delivery: Delivery) -> bool:
    # By time too: a copy may have come out of turn.
    late = delivery.arrived - entry.first >= (DELIVERIES - 1) * CUT_SECONDS - 1
    return late or entry.deliveries >= DELIVERIES
