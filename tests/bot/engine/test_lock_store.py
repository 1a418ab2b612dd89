"""One message of a conversation at a time, in order, and nobody else waits."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.engine.lock_store import ConversationLocks


@pytest.fixture
def locks() -> ConversationLocks:
    """A store without locks."""
    return ConversationLocks()


async def _turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_rasa_makes_it_from_the_endpoints_file() -> None:
    config = EndpointConfig(type="bot.engine.lock_store.ConversationLocks")
    assert isinstance(LockStore.create(config), ConversationLocks)


async def test_messages_of_one_sender_keep_their_order(
    locks: ConversationLocks,
) -> None:
    said: list[str] = []

    async def say(number: int) -> None:
        async with locks.lock("me"):
            said.append(f"{number} begins")
            await _turns(5 - number)
            said.append(f"{number} ends")

    await asyncio.gather(*(say(number) for number in range(5)))
    assert said == [f"{n} {what}" for n in range(5) for what in ("begins", "ends")]


async def test_senders_do_not_wait_for_each_other(locks: ConversationLocks) -> None:
    everyone_is_in = asyncio.Event()
    inside: set[str] = set()

    async def say(sender: str) -> None:
        async with locks.lock(sender):
            inside.add(sender)
            if len(inside) == 3:
                everyone_is_in.set()
            await everyone_is_in.wait()

    await asyncio.wait_for(asyncio.gather(*map(say, "abc")), timeout=10)


async def test_the_next_message_is_woken_and_does_not_poll(
    locks: ConversationLocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_sleep(*_: object) -> None:
        raise AssertionError("it polls")

    async def say() -> None:
        async with locks.lock("me"):
            await asyncio.get_running_loop().run_in_executor(None, str)

    monkeypatch.setattr(asyncio, "sleep", no_sleep)
    await asyncio.gather(*(say() for _ in range(4)))


async def test_an_exception_gives_the_lock_back(locks: ConversationLocks) -> None:
    with pytest.raises(ValueError, match="wrong"):
        async with locks.lock("me"):
            raise ValueError("wrong")
    async with locks.lock("me"):
        pass


async def test_one_that_gives_up_waiting_lets_the_next_through(
    locks: ConversationLocks,
) -> None:
    said: list[str] = []

    async def say(name: str) -> None:
        async with locks.lock("me"):
            said.append(name)

    async with locks.lock("me"):
        waiting = [asyncio.create_task(say(name)) for name in ("first", "second")]
        await _turns(3)
        waiting[0].cancel()
        await _turns(3)
        assert said == []
    await asyncio.gather(*waiting, return_exceptions=True)
    assert said == ["second"]


async def test_who_holds_a_lock_for_too_long_loses_it(
    locks: ConversationLocks,
) -> None:
    never = asyncio.Event()

    async def hang() -> None:
        async with locks.lock("me", lock_lifetime=0.05):
            await never.wait()

    hanging = asyncio.create_task(hang())
    await _turns(3)
    async with locks.lock("me", lock_lifetime=60):
        # The late end of the first must not open the lock of the second.
        third = asyncio.create_task(_enter(locks))
        await _turns(3)
        never.set()
        await hanging
        await _turns(3)
        assert not third.done()
    await third


async def _enter(locks: ConversationLocks) -> None:
    async with locks.lock("me"):
        pass


async def test_a_ticket_that_expires_while_waiting_is_an_error(
    locks: ConversationLocks,
) -> None:
    async with locks.lock("me", lock_lifetime=60):
        with pytest.raises(LockError, match="me"):
            async with locks.lock("me", lock_lifetime=0.05):
                raise AssertionError("it is not its turn")


async def test_nothing_is_kept_of_a_conversation(locks: ConversationLocks) -> None:
    async with locks.lock("me"):
        assert locks._queues
    assert not locks._queues
