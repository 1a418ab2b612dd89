"""The table of turns, on both kinds of database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from knowledge.database import engine_for
from knowledge.models import KnowledgeVersion, Turn
from web.core.errors import UnavailableError
from web.core.turn_store import Choice, NewTurn, Outcome, StoredTurn, TurnStore

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
NEW = NewTurn("c" * 64, "m1", "widget", "问题", NOW, NOW + timedelta(seconds=35))
OUTCOME = Outcome(
    ("一", "二"), "answered", (Choice("更多", "再详细点"),), {"status": "answered"}
)
STEPS = {"queue": 0, "bot": 20, "store": 1, "total": 21}


@pytest.fixture
def store(database_url: str) -> Iterator[TurnStore]:
    """A store on a migrated database."""
    engine = engine_for(database_url)
    found = TurnStore(engine)
    yield found
    found.close()
    engine.dispose()


async def end(store: TurnStore, turn: StoredTurn) -> StoredTurn | None:
    """End a turn with the usual outcome."""
    return await store.finish(
        turn, OUTCOME, answered_at=NOW, latency=STEPS, model="abc"
    )


async def test_what_is_kept_of_a_turn(store: TurnStore, database_url: str) -> None:
    engine = engine_for(database_url)
    with engine.begin() as connection:
        connection.execute(update(KnowledgeVersion).values(version=7))
    begun, is_new = await store.begin(NEW)
    assert is_new
    assert begun.outcome is None
    assert begun.asked_at == NOW
    ended = await end(store, begun)
    assert ended == replace(begun, outcome=OUTCOME)
    assert await store.find(NEW.conversation, "m1") == ended
    with engine.connect() as connection:
        row = connection.execute(select(Turn.__table__)).one()
    engine.dispose()
    assert (row.latency, row.model, row.knowledge_version) == (STEPS, "abc", 7)


async def test_a_message_has_one_turn_however_often_it_begins(
    store: TurnStore,
) -> None:
    begun = await asyncio.gather(*(store.begin(NEW) for _ in range(20)))
    assert len({turn.number for turn, _ in begun}) == 1
    assert sum(is_new for _, is_new in begun) == 1
    _, is_new = await store.begin(replace(NEW, conversation="d" * 64))
    assert is_new


async def test_what_has_ended_stays_as_it_is(store: TurnStore) -> None:
    begun, _ = await store.begin(NEW)
    await end(store, begun)
    other = Outcome(("晚了",), "error")
    kept = await store.finish(begun, other, answered_at=NOW, latency=None, model=None)
    assert kept is not None
    assert kept.outcome == OUTCOME


async def test_a_forgotten_turn_does_not_come_back(store: TurnStore) -> None:
    begun, _ = await store.begin(NEW)
    assert await store.forget(NEW.conversation) == 1
    other, _ = await store.begin(replace(NEW, conversation="d" * 64))
    assert other.number > begun.number
    assert await end(store, begun) is None
    found = await store.find("d" * 64, "m1")
    assert found is not None
    assert found.outcome is None


async def test_only_what_is_past_its_deadline_was_abandoned(store: TurnStore) -> None:
    old, _ = await store.begin(NEW)
    late = NOW + timedelta(seconds=36)
    await store.begin(
        replace(NEW, message_id="m2", deadline=late + timedelta(seconds=1))
    )
    assert await store.end_abandoned(NEW.deadline) == 0
    assert await store.end_abandoned(late) == 1
    found = await store.find(NEW.conversation, old.message_id)
    assert found is not None
    assert found.outcome is not None
    assert found.outcome.status == "error"
    assert "12351" in found.outcome.texts[0]


async def test_the_history_gives_the_latest_oldest_first(store: TurnStore) -> None:
    for number in range(5):
        await store.begin(replace(NEW, message_id=f"m{number}"))
    await store.begin(replace(NEW, conversation="d" * 64))
    found = await store.history(NEW.conversation, 0, 3)
    assert [turn.message_id for turn in found] == ["m2", "m3", "m4"]
    later = await store.history(NEW.conversation, found[1].number, 3)
    assert [turn.message_id for turn in later] == ["m4"]


async def test_errors_are_no_answers(store: TurnStore) -> None:
    assert await store.latest_answered(NEW.conversation) is None
    first, _ = await store.begin(NEW)
    await end(store, first)
    second, _ = await store.begin(replace(NEW, message_id="m2"))
    await store.finish(
        second, Outcome(("忙",), "error"), answered_at=NOW, latency=None, model=None
    )
    await store.begin(replace(NEW, message_id="m3"))
    latest = await store.latest_answered(NEW.conversation)
    assert latest is not None
    assert latest.number == first.number


async def test_only_answers_of_ones_own_are_rated(store: TurnStore) -> None:
    begun, _ = await store.begin(NEW)
    assert not await store.rate(NEW.conversation, begun.number, "up", "")
    await end(store, begun)
    assert not await store.rate("d" * 64, begun.number, "up", "")
    assert await store.rate(NEW.conversation, begun.number, "down", "不对")
    found = await store.find(NEW.conversation, "m1")
    assert found is not None
    assert found.feedback == "down"


async def test_purging_takes_what_is_older(store: TurnStore) -> None:
    await store.begin(NEW)
    await store.begin(replace(NEW, message_id="m2", asked_at=NOW + timedelta(days=1)))
    assert await store.purge(NOW + timedelta(hours=1)) == 1
    found = await store.history(NEW.conversation, 0, 10)
    assert [turn.message_id for turn in found] == ["m2"]


async def test_a_database_without_tables_is_unavailable(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'empty.db'}")
    store = TurnStore(engine)
    with pytest.raises(UnavailableError):
        await store.ping()
    with pytest.raises(UnavailableError):
        await store.begin(NEW)
    store.close()
    engine.dispose()
