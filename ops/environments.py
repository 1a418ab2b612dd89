"""The two environments, made from their locks and made again when these change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ops.errors import OpsError
from ops.pythons import find_python
from settings import ROOT

_REQUIREMENTS = ROOT / "requirements"
_STAMP = "made-from"


@dataclass(frozen=True)
class Environment:
    """One virtual environment: its folder, its lock and the Pythons that fit."""

    folder: Path
    lock: Path
    versions: tuple[str, ...]

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / "bin" / "python"

    def is_current(self) -> bool:
        """Whether the environment was completely made from the lock as it is."""
        stamp = self.folder / _STAMP
        return (
            self.python.exists()
            and stamp.exists()
            and stamp.read_text() == self._lock_digest()
        )

    def mark_current(self) -> None:
        """Note from which lock the environment was made."""
        (self.folder / _STAMP).write_text(self._lock_digest())

    def mark_stale(self) -> None:
        """Forget the note, so that an interrupted change is not taken for done."""
        stamp = self.folder / _STAMP
        if stamp.exists():
            stamp.unlink()

    def _lock_digest(self) -> str:
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()


BOT = Environment(ROOT / ".venv-bot", _REQUIREMENTS / "bot.txt", ("3.10",))
# The oldest first: what works there works on the later ones.
APP = Environment(ROOT / ".venv", _REQUIREMENTS / "app.txt", ("3.11", "3.12", "3.13"))
TOOLS = Environment(ROOT / ".venv-tools", _REQUIREMENTS / "tools.txt", ())


def main(arguments: list[str]) -> None:
    """Make both environments (``make setup``)."""
    ensure_environments()


def ensure_environments() -> None:
    """Make what is missing or was made from another lock; else do nothing.

    Raises:
        OpsError: A Python is missing or a package cannot be installed.
    """
    for environment in (BOT, APP):
        if not environment.is_current():
            _make(environment)


def uv_command() -> list[str]:
    """The command that starts uv, which is installed first if it is missing.

    Raises:
        OpsError: uv cannot be installed.
    """
    if not TOOLS.is_current():
        _make_tools()
    return [str(TOOLS.folder / "bin" / "uv")]


def uv_environ() -> dict[str, str]:
    """The variables for uv: trust the certificates that this machine trusts."""
    return {"UV_SYSTEM_CERTS": "true", **os.environ}


def _make_tools() -> None:
    print("setup   | uv, which makes the environments", flush=True)
    shutil.rmtree(TOOLS.folder, ignore_errors=True)
    _run(
        [sys.executable, "-m", "venv", str(TOOLS.folder)],
        "python3 cannot make a virtual environment"
        " (on Debian and Ubuntu: apt install python3-venv)",
    )
    pip = [str(TOOLS.python), "-m", "pip", "--disable-pip-version-check"]
    pip += ["install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    _run([*pip, "--requirement", str(TOOLS.lock)], "uv cannot be installed")
    TOOLS.mark_current()


def _make(environment: Environment) -> None:
    name = environment.folder.name
    environment.mark_stale()
    uv = uv_command()
    if not _runs(environment.python):
        python = find_python(environment.versions) or _fetch_python(environment, uv)
        print(f"setup   | {name}: {python}", flush=True)
        make = [*uv, "venv", "--quiet", "--clear", "--python", str(python)]
        _run([*make, str(environment.folder)], f"{name} cannot be made")
    print(f"setup   | {name}: packages of {environment.lock.name}", flush=True)
    sync = [*uv, "pip", "sync", *_quiet(), "--require-hashes"]
    # Once here instead of at each start, where python may not write: Rasa's imports
    # then take less than half the time.
    sync += ["--compile-bytecode"]
    # A few of Rasa's packages come as sources: what builds them is locked as well.
    sync += ["--build-constraints", str(_REQUIREMENTS / "build.txt")]
    sync += ["--python", str(environment.python), str(environment.lock)]
    _run(sync, f"the packages of {environment.lock.name} cannot be installed")
    environment.mark_current()


def _runs(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", ""]).returncode == 0


def _fetch_python(environment: Environment, uv: list[str]) -> Path:
    version = environment.versions[0]
    print(f"setup   | no Python {version} found, fetching one", flush=True)
    fetched = subprocess.run(
        [*uv, "python", "install", "--quiet", version],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=uv_environ(),
    )
    if fetched.returncode == 0:
        where = subprocess.run(
            [*uv, "python", "find", "--managed-python", version],
            stdout=subprocess.PIPE,
            text=True,
            env=uv_environ(),
        )
        if where.returncode == 0:
            return Path(where.stdout.strip())
    wanted = " or ".join(environment.versions)
    raise OpsError(
        f"no Python {wanted} on PATH or under pyenv, and none can be fetched:"
        f" install one (pyenv install {version}) and start again"
    )


def _quiet() -> list[str]:
    """Show uv's progress to a person, and only its errors to a log file."""
    return [] if sys.stderr.isatty() else ["--quiet"]


def _run(command: list[str], failure: str) -> None:
    if subprocess.run(command, env=uv_environ()).returncode != 0:
        raise OpsError(failure)
