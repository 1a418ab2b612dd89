"""Finding a Python: what is taken, and what only looks like one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ops.pythons import find_python

WANTED = "3.10"


def fake_python(path: Path, version: str = WANTED, refuses: bool = False) -> Path:
    """Lay down a script that answers the finder's question as a Python would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "exit 127" if refuses else f"echo {version}; echo {path}"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path / "home")}


def test_finds_it_on_the_path(tmp_path: Path, environ: dict[str, str]) -> None:
    python = fake_python(tmp_path / "bin" / "python3.10")
    assert find_python([WANTED], environ) == python


def test_passes_over_a_shim_that_refuses(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    environ["PATH"] = f"{tmp_path}/pyenv/shims:{tmp_path}/bin"
    fake_python(tmp_path / "pyenv" / "shims" / "python3.10", refuses=True)
    python = fake_python(tmp_path / "bin" / "python3.10")
    assert find_python([WANTED], environ) == python


def test_finds_the_newest_patch_among_the_versions_behind_the_shims(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    environ["PATH"] = str(tmp_path / "pyenv" / "shims")
    fake_python(tmp_path / "pyenv" / "shims" / "python3.10", refuses=True)
    versions = tmp_path / "pyenv" / "versions"
    fake_python(versions / "3.10.9" / "bin" / "python")
    newest = fake_python(versions / "3.10.13" / "bin" / "python")
    assert find_python([WANTED], environ) == newest


def test_finds_pyenv_by_its_variable_and_in_the_home(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    in_home = fake_python(
        tmp_path / "home" / ".pyenv" / "versions" / "3.10.1" / "bin" / "python"
    )
    assert find_python([WANTED], environ) == in_home
    environ["PYENV_ROOT"] = str(tmp_path / "own")
    by_variable = fake_python(
        tmp_path / "own" / "versions" / "3.10.2" / "bin" / "python"
    )
    assert find_python([WANTED], environ) == by_variable


def test_refuses_a_python_of_another_version(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    fake_python(tmp_path / "bin" / "python3.10", version="3.9")
    assert find_python([WANTED], environ) is None


def test_takes_the_first_version_that_there_is(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    fake_python(tmp_path / "bin" / "python3.99", version="3.99")
    python = fake_python(tmp_path / "bin" / "python3.98", version="3.98")
    assert find_python(["3.97", "3.98", "3.99"], environ) == python


def test_the_running_python_counts_wherever_it_lies(environ: dict[str, str]) -> None:
    own = "{}.{}".format(*sys.version_info[:2])
    found = find_python([own], environ)
    assert found is not None
    assert found.samefile(sys.executable)
