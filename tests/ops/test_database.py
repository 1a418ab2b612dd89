"""What is shown when the database cannot be made ready."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from knowledge.database import create_engine
from knowledge.models import Revision
from ops.database import _reason, prepare_database
from ops.errors import OpsError
from settings import load_settings

TRACEBACK = """Traceback (most recent call last):
  File "x.py", line 1, in <module>
ConnectionError: the server does not answer"""

REFUSAL = """programmes/childcare.yml: answers[2]: unknown region
figures.yml: station_new: no source"""


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (TRACEBACK, "ConnectionError: the server does not answer"),
        (REFUSAL, REFUSAL),
        ("error: the server is gone", "the server is gone"),
        ("", "it gave no reason"),
    ],
)
def test_the_reason(output: str, shown: str) -> None:
    assert _reason(output) == shown


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = load_settings({"GXN_VAR_DIR": str(tmp_path / "file" / "var")})
    with pytest.raises(OpsError, match=r"^GXN_VAR_DIR=.* cannot be used: "):
        prepare_database(settings)


def test_a_seed_that_nobody_reads_any_more_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load_settings(
        {
            "GXN_VAR_DIR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'knowledge.db'}",
        }
    )
    prepare_database(settings)
    assert capsys.readouterr().out == ""
    engine = create_engine(settings)
    with Session(engine) as session, session.begin():
        session.add(
            Revision(
                kind="source",
                item_id="x",
                number=1,
                document=None,
                at=datetime(2026, 11, 30, tzinfo=UTC),
                why="试",
                knowledge_version=1,
            )
        )
    engine.dispose()
    prepare_database(settings)
    assert capsys.readouterr().out.startswith("seed    | the content was left alone")
