"""Reading requirements and locks."""

from __future__ import annotations

from pathlib import Path

from ops.locks import pins, requirements


def test_requirements_are_the_lines_without_comments(tmp_path: Path) -> None:
    source = tmp_path / "app.in"
    source.write_text("# why\nalembic\n\npsycopg[binary]  # because\n")
    assert requirements(source) == ["alembic", "psycopg[binary]"]


def test_pins_are_the_versions_without_markers_and_hashes(tmp_path: Path) -> None:
    lock = tmp_path / "app.txt"
    lock.write_text(
        "# written\n"
        "alembic==1.2 \\\n"
        "    --hash=sha256:aa\n"
        "uvloop==0.3 ; sys_platform == 'linux' \\\n"
        "    --hash=sha256:bb\n"
    )
    assert pins(lock) == ["alembic==1.2", "uvloop==0.3"]


def test_what_is_locked_twice_keeps_the_markers(tmp_path: Path) -> None:
    lock = tmp_path / "app.txt"
    lock.write_text(
        "deprecated==1.3 ; python_full_version < '3.12' \\\n"
        "    --hash=sha256:aa\n"
        "deprecated==3.0 ; python_full_version >= '3.12' \\\n"
        "    --hash=sha256:bb\n"
    )
    assert pins(lock) == [
        "deprecated==1.3 ; python_full_version < '3.12'",
        "deprecated==3.0 ; python_full_version >= '3.12'",
    ]


def test_without_a_lock_nothing_is_pinned(tmp_path: Path) -> None:
    assert pins(tmp_path / "app.txt") == []
