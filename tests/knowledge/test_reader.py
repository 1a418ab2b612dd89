"""The door for readers: fresh, cheap, and clear when the database is away."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import text
from sqlalchemy.engine import Engine

from knowledge import Knowledge, KnowledgeUnavailableError, open_knowledge
from knowledge.dates import HENAN
from settings import load_settings


def _statements(engine: Engine) -> list[str]:
    seen: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    return seen


def test_a_change_by_hand_is_seen_at_once(seeded: Engine) -> None:
    knowledge = Knowledge(seeded)
    before = knowledge.current_blocking()
    with seeded.begin() as connection:
        connection.execute(text("UPDATE answer SET text = '改了'"))
    after = knowledge.current_blocking()
    assert after.version() > before.version()
    answers = [view.answer_for("childcare", "intro") for view in (before, after)]
    assert [answer.text if answer else None for answer in answers] == [
        "假期托管。",
        "改了",
    ]


def test_unchanged_content_is_not_read_again(seeded: Engine) -> None:
    knowledge = Knowledge(seeded)
    first = knowledge.current_blocking()
    statements = _statements(seeded)
    second = knowledge.current_blocking()
    assert second.snapshot is first.snapshot
    assert [s for s in statements if "SELECT" in s.upper()] == [
        "SELECT knowledge_version.version \nFROM knowledge_version"
    ]


async def test_for_a_moment_the_database_is_not_asked_again(seeded: Engine) -> None:
    moments = [0.0]
    knowledge = Knowledge(seeded, fresh_seconds=0.25, clock=lambda: moments[0])
    first = await knowledge.current()
    with seeded.begin() as connection:
        connection.execute(text("UPDATE answer SET text = '改了'"))
    statements = _statements(seeded)
    moments[0] = 0.2
    assert await knowledge.current() is first
    assert statements == []
    moments[0] = 0.3
    assert (await knowledge.current()).version() > first.version()


async def test_midnight_ends_the_moment(
    seeded: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2026, 11, 30)]
    monkeypatch.setattr("knowledge.reader.today_in_henan", lambda: days[0])
    knowledge = Knowledge(seeded, fresh_seconds=0.25, clock=lambda: 0.0)
    assert (await knowledge.current()).today == days[0]
    days[0] = date(2026, 12, 1)
    assert (await knowledge.current()).today == days[0]


def test_a_version_that_went_back_is_read_again(seeded: Engine) -> None:
    # A database restored from a copy has a lower number.
    knowledge = Knowledge(seeded)
    first = knowledge.current_blocking()
    with seeded.begin() as connection:
        connection.execute(text("UPDATE answer SET text = '旧的'"))
        connection.execute(text("UPDATE knowledge_version SET version = 1"))
    second = knowledge.current_blocking()
    assert second.version() == 1
    assert second.snapshot is not first.snapshot


def test_many_threads_read_the_content_once(seeded: Engine) -> None:
    knowledge = Knowledge(seeded)
    statements = _statements(seeded)
    with ThreadPoolExecutor(4) as pool:
        views = list(pool.map(lambda _: knowledge.current_blocking(), range(16)))
    assert len({id(view.snapshot) for view in views}) == 1
    assert len([s for s in statements if "FROM answer " in f"{s} "]) == 1


def test_current_does_not_hold_up_the_event_loop(seeded: Engine) -> None:
    knowledge = Knowledge(seeded)

    async def talk() -> tuple[list[int], bool]:
        main_thread_free = asyncio.Event()
        asyncio.get_running_loop().call_soon(main_thread_free.set)
        view = await knowledge.current()
        free = main_thread_free.is_set()
        views = await asyncio.gather(*(knowledge.current() for _ in range(5)))
        return [v.version() for v in (view, *views)], free

    versions, free = asyncio.run(talk())
    assert len(versions) == 6
    assert len(set(versions)) == 1
    assert free


def test_today_is_henans_day_unless_fixed(seeded: Engine) -> None:
    fixed = Knowledge(seeded, date(2020, 1, 1)).current_blocking()
    assert fixed.today == date(2020, 1, 1)
    # Whatever the machine's zone is; the day may change while the test runs.
    before = datetime.now(HENAN).date()
    today = Knowledge(seeded).current_blocking().today
    assert before <= today <= datetime.now(HENAN).date()


def test_a_view_is_kept_for_its_version_and_day(
    seeded: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2024, 6, 1)
    monkeypatch.setattr("knowledge.reader.today_in_henan", lambda: day)
    knowledge = Knowledge(seeded)
    with seeded.begin() as connection:
        connection.execute(
            text(
                "UPDATE answer SET valid_from = '2024-06-02', valid_to = NULL"
                " WHERE programme_id = 'childcare' AND aspect = 'intro'"
            )
        )
    first = knowledge.current_blocking()
    assert first.answer_for("childcare", "intro") is None
    assert knowledge.current_blocking() is first
    day = date(2024, 6, 2)
    second = knowledge.current_blocking()
    assert second.snapshot is first.snapshot
    assert second.answer_for("childcare", "intro") is not None


def test_tables_that_were_never_made(empty_engine: Engine) -> None:
    with pytest.raises(KnowledgeUnavailableError, match="knowledge_version"):
        Knowledge(empty_engine).current_blocking()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/knowledge.db",
        "postgresql://nobody@127.0.0.1:1/knowledge",
    ],
)
def test_a_database_that_is_away(url: str) -> None:
    knowledge = open_knowledge(load_settings({"DATABASE_URL": url}))
    with pytest.raises(KnowledgeUnavailableError) as caught:
        knowledge.current_blocking()
    assert "\n" not in str(caught.value)


def test_opening_touches_nothing(tmp_path: Path) -> None:
    open_knowledge(load_settings({"GXN_VAR_DIR": str(tmp_path)}))
    assert list(tmp_path.iterdir()) == []
