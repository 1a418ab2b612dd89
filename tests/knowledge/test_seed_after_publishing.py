"""From the first published revision on the seed leaves the content alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.__main__ import main
from knowledge.database import writing
from knowledge.models import Draft, Lookalike, Revision, Staff
from knowledge.seed import load_seed

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _staff_changes(engine: Engine, *, published: bool) -> None:
    with Session(writing(engine)) as session, session.begin():
        session.add(Staff(id=1, login="a", name="甲", role="admin", created_at=_NOW))
        session.flush()
        session.add(
            Draft(
                kind="lookalike",
                item_id="菜鸟驿站",
                action="put",
                document={},
                state="draft",
                author_id=1,
                authors=[1],
                created_at=_NOW,
                updated_at=_NOW,
            )
        )
        session.get_one(Lookalike, "菜鸟驿站").note = "同事改的。"
        if published:
            session.add(
                Revision(
                    kind="lookalike",
                    item_id="菜鸟驿站",
                    number=1,
                    document={},
                    at=_NOW,
                    why="改",
                    knowledge_version=1,
                )
            )


def _note(engine: Engine) -> str:
    with Session(engine) as session:
        return session.scalars(select(Lookalike.note)).one()


def test_a_draft_alone_changes_nothing(seeded: Engine, seed_folder: Path) -> None:
    _staff_changes(seeded, published=False)
    assert not load_seed(seeded, seed_folder).left_alone
    assert _note(seeded) == "那是取快递的地方。"


def test_what_was_published_stays(seeded: Engine, seed_folder: Path) -> None:
    _staff_changes(seeded, published=True)
    # Not even a file that is broken by now stops a start.
    (seed_folder / "lookalikes.yml").write_text("{", encoding="utf-8")
    done = load_seed(seeded, seed_folder)
    assert done.left_alone
    assert (done.added, done.changed, done.removed) == (0, 0, 0)
    assert _note(seeded) == "同事改的。"


def test_the_command_says_so_in_one_line(
    seeded: Engine,
    seed_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _staff_changes(seeded, published=True)
    monkeypatch.setenv(
        "DATABASE_URL",
        seeded.url.render_as_string(hide_password=False).replace("+psycopg", ""),
    )
    assert main(["seed", "--dir", str(seed_folder)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("the content was left alone")
