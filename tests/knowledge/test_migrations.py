"""The schema: up, down, and the same as the models say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Engine

from knowledge.database import engine_for
from knowledge.errors import KnowledgeUnavailableError
from knowledge.migrate import current_revision, downgrade, require_newest, upgrade
from knowledge.models import Base, RecordBase

_METADATA = (Base.metadata, RecordBase.metadata)


def _checks(engine: Engine) -> dict[str, list[str]]:
    inspector = sa.inspect(engine)
    return {
        table: sorted(str(c["name"]) for c in inspector.get_check_constraints(table))
        for metadata in _METADATA
        for table in metadata.tables
    }


def _objects(engine: Engine) -> set[str]:
    catalogue = (
        # Its own tables stay, such as that of numbers given out.
        "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        if engine.dialect.name == "sqlite"
        else "SELECT 'class ' || relname FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'"
        " UNION ALL SELECT 'function ' || proname FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'"
    )
    with engine.connect() as connection:
        return {row[0] for row in connection.exec_driver_sql(catalogue)}


def test_upgrade_makes_what_the_models_say(empty_engine: Engine) -> None:
    upgrade(empty_engine)
    with empty_engine.connect() as connection:
        differences = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}),
            _METADATA,
        )
    assert differences == []
    assert current_revision(empty_engine) == "0005"


def test_checks_are_those_of_the_models(empty_engine: Engine) -> None:
    # Alembic does not compare CHECKs, so this does.
    for metadata in _METADATA:
        metadata.create_all(empty_engine)
    wanted = _checks(empty_engine)
    for metadata in _METADATA:
        metadata.drop_all(empty_engine)
    upgrade(empty_engine)
    found = _checks(empty_engine)
    assert found == wanted
    assert "ck_answer_aspect_known" in found["answer"]


def test_upgrade_twice_changes_nothing(engine: Engine) -> None:
    before = _objects(engine)
    upgrade(engine)
    assert _objects(engine) == before


def test_downgrade_leaves_nothing_behind(seeded: Engine) -> None:
    downgrade(seeded)
    assert not {name for name in _objects(seeded) if "alembic" not in name}
    assert current_revision(seeded) is None


def test_upgrade_after_downgrade(engine: Engine) -> None:
    before = _objects(engine)
    downgrade(engine)
    upgrade(engine)
    assert _objects(engine) == before


def test_a_step_back_gives_what_the_first_revision_made(
    seeded: Engine, empty_engine: Engine
) -> None:
    upgrade(empty_engine, "0001")
    downgrade(seeded, "0001")
    assert _objects(seeded) == _objects(empty_engine)
    assert "audience" in sa.inspect(seeded).get_table_names()


def test_content_of_the_first_revision_is_kept(seeded: Engine) -> None:
    downgrade(seeded, "0001")
    with seeded.connect() as connection:
        before = connection.execute(sa.text("SELECT id, text FROM answer")).all()
    upgrade(seeded)
    with seeded.connect() as connection:
        after = connection.execute(sa.text("SELECT id, text FROM answer")).all()
    assert before
    assert sorted(after) == sorted(before)


def test_failed_upgrade_leaves_nothing_behind(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE site (id INTEGER)")
    with pytest.raises(sa.exc.DBAPIError):
        upgrade(empty_engine)
    assert set(sa.inspect(empty_engine).get_table_names()) == {"site"}


def test_several_upgrades_at_once(empty_url: str) -> None:
    engines = [engine_for(empty_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(upgrade, engines))
    assert [current_revision(engine) for engine in engines] == ["0005"] * 3
    for engine in engines:
        engine.dispose()


def test_require_newest_accepts_the_newest(engine: Engine) -> None:
    require_newest(engine)
    downgrade(engine)
    with pytest.raises(KnowledgeUnavailableError, match="run python -m knowledge mig"):
        require_newest(engine)
