"""The chat core: one message in, one stored turn out, for every channel."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Literal
from weakref import WeakValueDictionary

from web.core import wording
from web.core.bot_client import BotClient, BotDownError, BotSilentError
from web.core.cleaning import visible
from web.core.errors import (
    ChatError,
    InvalidMessageError,
    TextTooLongError,
    UnavailableError,
    UnknownTurnError,
)
from web.core.incoming import Incoming
from web.core.limits import Limits, network_of
from web.core.logs import log_failure
from web.core.metrics import Metrics
from web.core.options import GREETING_NUMBER, OptionIds
from web.core.order import Order, Ticket
from web.core.patience import Patience
from web.core.private_numbers import masked
from web.core.question import GREETING_CHOICES, Question, Questions
from web.core.sessions import Names
from web.core.steps import Steps
from web.core.turn import ERROR, PENDING, Reply, Turn
from web.core.turn_store import NewTurn, Outcome, StoredTurn, TurnStore

_LOGGER = logging.getLogger(__name__)
_HISTORY: Final = 100
_LONGEST_ID: Final = 200
_LONGEST_REASON: Final = 500
_LARGEST_NUMBER: Final = 2**63 - 1
_STORE_TRIES: Final = 3

_Key = tuple[str, str]


class Pending:
    """A turn whose answer may still be on its way.

    Attributes:
        turn: What is known so far.
    """

    def __init__(self, turn: Turn, answer: "asyncio.Future[Turn]") -> None:
        """Wait for this answer; it goes on when nobody waits any more."""
        self.turn = turn
        self._answer = answer

    async def wait(self, seconds: float) -> Turn:
        """The answered turn, or the calm wait message after `seconds`."""
        done, _ = await asyncio.wait({self._answer}, timeout=seconds)
        if done:
            return self._answer.result()
        return replace(self.turn, status=PENDING, reply=Reply((wording.WAIT,)))


class ChatCore:
    """Takes messages of every channel."""

    def __init__(
        self,
        *,
        store: TurnStore,
        bot: BotClient,
        order: Order,
        limits: Limits,
        names: Names,
        options: OptionIds,
        metrics: Metrics,
        patience: Patience,
        clock: Callable[[], datetime],
        model: str | None,
    ) -> None:
        """Join the parts.

        Args:
            store: Where turns are kept.
            bot: Who answers.
            order: What keeps a conversation's messages in order.
            limits: How much may be sent.
            names: What users are called in the store and by the bot.
            options: What options are called outside.
            metrics: Where it is counted.
            patience: How long to wait.
            clock: The time, with a time zone.
            model: Name of the bot's model, for the rows.
        """
        self._store = store
        self._bot = bot
        self._order = order
        self._limits = limits
        self._names = names
        self._options = options
        self._questions = Questions(store, options)
        self._metrics = metrics
        self._patience = patience
        self._clock = clock
        self._model = model
        self._running: dict[_Key, tuple[Turn, asyncio.Task[Turn]]] = {}
        self._intakes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def submit(self, incoming: Incoming) -> Pending:
        """Take a message, or join the turn that its id already has.

        Messages of one user are answered in the order of these calls.

        Args:
            incoming: The message as the channel hands it over.

        Returns:
            The turn to wait for.

        Raises:
            ChatError: The message is not taken; the kind of error says why.
        """
        # A caller that gives up must not leave half a turn behind.
        taking = asyncio.create_task(self._take(incoming))
        try:
            return await asyncio.shield(taking)
        except ChatError as error:
            self._metrics.refused.labels(error.code).inc()
            raise

    def greeting(self, channel: str, user: str) -> Reply:
        """What is said before the first question, with questions to tap."""
        conversation = self._names.sender_id(channel, user)
        choices = self._options.options(conversation, GREETING_NUMBER, GREETING_CHOICES)
        return Reply((wording.GREETING,), choices)

    async def history(self, channel: str, user: str, after: int = 0) -> list[Turn]:
        """The latest turns, at most 100, with a number over `after`, oldest first."""
        if after > _LARGEST_NUMBER:
            return []
        conversation = self._names.sender_id(channel, user)
        found = await self._store.history(conversation, after, _HISTORY)
        return [self._turn(stored) for stored in found]

    async def rate(
        self,
        channel: str,
        user: str,
        number: int,
        value: Literal["up", "down"],
        reason: str = "",
    ) -> None:
        """Store the worker's opinion of an answer; a later one replaces it.

        Raises:
            UnknownTurnError: The conversation has no such answer.
            TextTooLongError: The reason has over 500 characters.
        """
        said = masked(visible(reason))
        if len(said) > _LONGEST_REASON:
            raise TextTooLongError
        conversation = self._names.sender_id(channel, user)
        known = 0 < number <= _LARGEST_NUMBER and await self._store.rate(
            conversation, number, value, said
        )
        if not known:
            raise UnknownTurnError

    async def forget(self, channel: str, user: str) -> int:
        """Delete the conversation; returns the number of its turns."""
        return await self._store.forget(self._names.sender_id(channel, user))

    async def count_address(self, address: str) -> None:
        """Count a request that is no message against the limit of its address.

        Raises:
            TooManyMessagesError: The address sent too much.
        """
        await self._limits.count_address(self._names.address(network_of(address)))

    async def end_abandoned(self) -> int:
        """End the turns that a process left behind; returns how many."""
        ended = await self._store.end_abandoned(self._clock())
        if ended:
            self._metrics.errors.labels("abandoned").inc(ended)
        return ended

    async def close(self) -> None:
        """Let the turns under way come to an end, for a while."""
        tasks = {task for _, task in self._running.values()}
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=self._patience.closing)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _take(self, incoming: Incoming) -> Pending:
        if not 0 < len(incoming.message_id) <= _LONGEST_ID:
            raise InvalidMessageError
        began = time.monotonic()
        conversation = self._names.sender_id(incoming.channel, incoming.user)
        message_id = self._names.message_id(conversation, incoming.message_id)
        key = (conversation, message_id)
        intake = self._intakes.get(conversation)
        if intake is None:
            intake = self._intakes[conversation] = asyncio.Lock()
        async with intake:
            if incoming.address is not None:
                await self.count_address(incoming.address)
            if key in self._running:
                return Pending(*self._running[key])
            known = await self._store.find(conversation, message_id)
            if known is not None:
                return self._join(key, known)
            question = await self._questions.read(conversation, incoming)
            await self._limits.count_session(conversation)
            return await self._begin(key, incoming.channel, question, began)

    async def _begin(
        self, key: _Key, channel: str, question: Question, began: float
    ) -> Pending:
        now = self._clock()
        deadline = now + timedelta(seconds=self._patience.answer + self._patience.grace)
        ticket = await self._order.enter(key[0])
        storing = time.monotonic()
        try:
            stored, is_new = await self._store.begin(
                NewTurn(key[0], key[1], channel, question.shown, now, deadline)
            )
        except BaseException:
            await ticket.leave()
            raise
        if not is_new:
            await ticket.leave()
            return self._join(key, stored)
        steps = Steps(began, time.monotonic() - storing)
        return self._run(key, stored, self._answer(stored, question, ticket, steps))

    def _join(self, key: _Key, stored: StoredTurn) -> Pending:
        if stored.outcome is None:
            return self._run(key, stored, self._follow(stored))
        turn = self._turn(stored)
        answered: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()
        answered.set_result(turn)
        return Pending(turn, answered)

    def _run(
        self,
        key: _Key,
        stored: StoredTurn,
        work: Coroutine[object, object, Turn],
    ) -> Pending:
        turn = self._turn(stored)
        task = asyncio.create_task(work)
        self._running[key] = (turn, task)
        task.add_done_callback(lambda _: self._running.pop(key, None))
        return Pending(turn, task)

    async def _answer(
        self, stored: StoredTurn, question: Question, ticket: Ticket, steps: Steps
    ) -> Turn:
        """Ask the bot when it is this message's turn, and store what it says."""
        try:
            with self._metrics.running.track_inprogress():
                try:
                    outcome = await self._outcome(stored, question, ticket, steps)
                except asyncio.CancelledError:
                    # The process ends; what is kept here is the last that it does.
                    outcome = Outcome((wording.INTERRUPTED,), ERROR)
                return await self._finish(stored, outcome, steps)
        finally:
            await ticket.leave()

    async def _outcome(
        self, stored: StoredTurn, question: Question, ticket: Ticket, steps: Steps
    ) -> Outcome:
        try:
            async with (
                asyncio.timeout(self._patience.answer),
                AsyncExitStack() as stack,
            ):
                with self._metrics.queue.track_inprogress():
                    await ticket.turn()
                    await stack.enter_async_context(self._bot.free)
                steps.asked = time.monotonic()
                try:
                    reply = await self._bot.ask(
                        stored.conversation, question.message, question.position
                    )
                finally:
                    steps.told = time.monotonic()
        except TimeoutError as error:
            return self._failed("bot_slow", wording.BOT_SLOW, error)
        except BotDownError as error:
            return self._failed("bot_down", wording.BOT_DOWN, error)
        except BotSilentError as error:
            return self._failed("bot_silent", wording.BOT_SILENT, error)
        except Exception as error:
            return self._failed("internal", wording.BOT_DOWN, error)
        return Outcome(reply.texts, reply.status, reply.choices, reply.envelope)

    def _failed(self, kind: str, text: str, error: Exception) -> Outcome:
        self._metrics.errors.labels(kind).inc()
        log_failure(_LOGGER, kind, error)
        return Outcome((text,), ERROR)

    async def _finish(self, stored: StoredTurn, outcome: Outcome, steps: Steps) -> Turn:
        ended = replace(stored, outcome=outcome)
        storing = time.monotonic()
        for pause in (*(0.5 * 2**n for n in range(_STORE_TRIES - 1)), None):
            try:
                kept = await self._store.finish(
                    stored,
                    outcome,
                    answered_at=self._clock(),
                    latency=steps.milliseconds(storing),
                    model=self._model,
                )
            except UnavailableError:
                self._metrics.errors.labels("store").inc()
                if pause is not None:
                    await asyncio.sleep(pause)
                continue
            # Somebody may have given it up meanwhile: what is stored counts.
            ended = kept or ended
            break
        steps.store += time.monotonic() - storing
        for step, seconds in steps.seconds(time.monotonic()).items():
            self._metrics.seconds.labels(step).observe(seconds)
        turn = self._turn(ended)
        self._metrics.turns.labels(turn.channel, turn.status).inc()
        return turn

    async def _follow(self, stored: StoredTurn) -> Turn:
        """Wait for a turn that another process answers, or answered no more."""
        found: StoredTurn | None = stored
        while found is not None and found.outcome is None:
            if self._clock() > found.deadline:
                await self.end_abandoned()
            else:
                await asyncio.sleep(self._patience.look)
            found = await self._store.find(stored.conversation, stored.message_id)
        return self._turn(
            found or replace(stored, outcome=Outcome((wording.INTERRUPTED,), ERROR))
        )

    def _turn(self, stored: StoredTurn) -> Turn:
        reply, status = None, PENDING
        if stored.outcome is not None:
            status = stored.outcome.status
            reply = Reply(
                stored.outcome.texts,
                self._options.options(
                    stored.conversation, stored.number, stored.outcome.choices
                ),
                stored.outcome.envelope,
            )
        return Turn(
            number=stored.number,
            message_id=stored.message_id,
            channel=stored.channel,
            asked_at=stored.asked_at,
            question=stored.question,
            reply=reply,
            status=status,
            feedback=stored.feedback,
        )
