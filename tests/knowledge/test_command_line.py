"""``python -m knowledge``: what it prints and how it exits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from knowledge.__main__ import main
from settings import ROOT


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, empty_url: str) -> None:
    """Let the commands work on the test's own database."""
    monkeypatch.setenv("DATABASE_URL", empty_url)


def test_from_nothing_to_a_seeded_database(
    seed_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate"]) == 0
    assert main(["seed", "--dir", str(seed_folder)]) == 0
    assert main(["version"]) == 0
    assert main(["seed", "--dir", str(seed_folder)]) == 0
    migrated, first, version, second = capsys.readouterr().out.splitlines()
    assert migrated == "the schema is at revision 0005"
    assert first.endswith(f" rows added, 0 changed, 0 removed; version {version}")
    assert second == f"0 rows added, 0 changed, 0 removed; version {version}"
    assert int(version) > 1


@pytest.mark.parametrize("command", [["version"], ["seed"]])
def test_a_database_that_was_never_migrated(
    command: list[str], seed_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if command == ["seed"]:
        command = ["seed", "--dir", str(seed_folder)]
    assert main(command) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("error: ")
    assert "python -m knowledge migrate" in captured.err


def test_a_wrong_seed(seed_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = seed_folder / "figures.yml"
    path.write_text(path.read_text().replace('"800"', "八百").replace("家", ""))
    main(["migrate"])
    capsys.readouterr()
    for command in (["seed"], ["seed", "--check"]):
        assert main([*command, "--dir", str(seed_folder)]) == 1
        lines = capsys.readouterr().err.splitlines()
        assert all(line.startswith(f"{path}:") for line in lines[:-1])
        count = len(lines) - 1
        assert lines[-1] == f"error: {count} problems in the seed; nothing was written"
        assert count > 1


def test_checking_needs_no_database(
    seed_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert main(["seed", "--check", "--dir", str(seed_folder)]) == 0
    assert capsys.readouterr().out == "the seed is fine: 3 programmes\n"


@pytest.mark.parametrize("command", ["migrate", "version"])
def test_a_database_of_a_newer_release(
    command: str, empty_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["migrate"])
    with empty_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    capsys.readouterr()
    assert main([command]) == 1
    captured = capsys.readouterr().err
    assert captured.startswith("error: ")
    assert "9999" in captured
    assert captured.count("\n") == 1


@pytest.mark.parametrize("command", ["migrate", "version"])
def test_a_database_that_is_away(
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert main([command]) == 1
    captured = capsys.readouterr().err
    assert captured.startswith("error: the database")
    assert captured.count("\n") == 1


def test_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://nobody@127.0.0.1/nothing")
    assert main(["migrate"]) == 1
    assert "it starts with sqlite:/// or postgresql://" in capsys.readouterr().err


def test_it_runs_as_a_module() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "knowledge", "migrate"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "the schema is at revision 0005\n"
