"""Engines behave alike on both kinds of database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from knowledge.database import create_engine, engine_for, snapshot_reads, writing
from settings import load_settings


def test_the_settings_name_the_database(tmp_path: Path) -> None:
    engine = create_engine(load_settings({"GXN_VAR_DIR": str(tmp_path)}))
    assert engine.url.database == str(tmp_path / "knowledge.db")


def test_postgresql_is_reached_by_psycopg_3() -> None:
    engine = engine_for("postgresql://user:secret@host:5433/name")
    assert engine.driver == "psycopg"
    assert engine.url.password == "secret"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 5000)],
)
def test_every_sqlite_connection_is_set_up(
    engine: Engine, pragma: str, value: int | str
) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            assert found == value


def test_foreign_keys_hold(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            text("INSERT INTO region_alias VALUES ('郑州', 'nowhere', 0)")
        )


def test_snapshot_reads_see_one_state(seeded: Engine) -> None:
    count = text("SELECT count(*) FROM lookalike")
    with snapshot_reads(seeded).connect() as reader:
        before = reader.execute(count).scalar_one()
        with writing(seeded).begin() as writer:
            writer.execute(text("INSERT INTO lookalike VALUES ('小饭桌', '注')"))
        assert reader.execute(count).scalar_one() == before
        reader.rollback()
        assert reader.execute(count).scalar_one() == before + 1


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(RuntimeError), writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO lookalike VALUES ('小饭桌', '注')"))
        raise RuntimeError
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM lookalike")).scalar() == 0


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_writer_takes_the_lock_at_once(engine: Engine) -> None:
    with writing(engine).begin(), engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="locked"):
            other.execute(text("INSERT INTO lookalike VALUES ('小饭桌', '注')"))
