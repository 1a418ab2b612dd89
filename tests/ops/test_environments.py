"""When an environment is made again, and what is said when it can't be."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops import environments
from ops.environments import Environment
from ops.errors import OpsError


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An environment that was completely made from its lock."""
    made = Environment(tmp_path / "env", tmp_path / "lock.txt", ("3.10",))
    made.lock.write_text("a==1\n")
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    made.mark_current()
    return made


def test_an_environment_made_from_the_lock_is_left_alone(
    environment: Environment,
) -> None:
    assert environment.is_current()


def test_another_lock_makes_it_stale(environment: Environment) -> None:
    environment.lock.write_text("a==2\n")
    assert not environment.is_current()


def test_without_its_python_it_is_stale(environment: Environment) -> None:
    environment.python.unlink()
    assert not environment.is_current()


def test_an_interrupted_change_leaves_it_stale(environment: Environment) -> None:
    environment.mark_stale()
    assert not environment.is_current()


def test_a_missing_python_is_one_clear_line(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.mark_stale()
    environment.python.unlink()
    monkeypatch.setattr(environments, "find_python", lambda versions: None)
    # Stands for a uv that cannot download.
    monkeypatch.setattr(environments, "uv_command", lambda: ["false"])
    with pytest.raises(OpsError, match=r"no Python 3\.10 .* install one") as error:
        environments._make(environment)
    assert "\n" not in str(error.value)
    assert not environment.is_current()


@pytest.mark.parametrize("name", ["bot", "app", "tools", "build"])
def test_locks_have_a_hash_for_every_package_and_name_no_index(name: str) -> None:
    lock = Path(environments.__file__).parents[1] / "requirements" / f"{name}.txt"
    text = lock.read_text()
    packages = [line for line in text.splitlines() if "==" in line]
    packages = [line for line in packages if not line.lstrip().startswith("#")]
    assert packages
    hashed = text.count(" \\\n    --hash=sha256:")
    assert all(line.endswith("\\") for line in packages)
    assert hashed >= len(packages)
    assert "://" not in text
