"""Writing the locks anew from what requirements/*.in ask for (``make lock``).

A lock holds for Linux and macOS, has the hash of every file that may be installed, and
names no package index: each machine uses its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ops.environments import APP, BOT, uv_command, uv_environ
from ops.errors import OpsError
from ops.pythons import find_python
from settings import ROOT

_REQUIREMENTS = ROOT / "requirements"
# Rasa's tree has no answer for just any machine that might exist.
_PLATFORMS = [
    "sys_platform == 'linux' and platform_machine == 'x86_64'",
    "sys_platform == 'linux' and platform_machine == 'aarch64'",
    "sys_platform == 'darwin' and platform_machine == 'arm64'",
]
_HEADER = "# Written by `make lock` from {name}.in; not edited by hand.\n"


@dataclass(frozen=True)
class _Lock:
    """A lock, the Pythons that it is for, and those that can work it out."""

    name: str
    requires_python: str
    versions: tuple[str, ...]

    @property
    def source(self) -> Path:
        return _REQUIREMENTS / f"{self.name}.in"

    @property
    def target(self) -> Path:
        return _REQUIREMENTS / f"{self.name}.txt"


_LOCKS = (
    _Lock("tools", ">=3.8", APP.versions),
    _Lock("build", "==3.10.*", BOT.versions),
    _Lock("bot", "==3.10.*", BOT.versions),
    _Lock("app", ">=3.11,<3.14", APP.versions),
)


def main(arguments: list[str]) -> None:
    """Write every lock; what is locked already stays, unless ``--upgrade`` is given.

    Raises:
        OpsError: The requirements cannot be met together.
    """
    upgrade = "--upgrade" in arguments
    for lock in _LOCKS:
        print(f"lock    | {lock.target.name}", flush=True)
        kept = [] if upgrade else pins(lock.target)
        lock.target.write_text(_HEADER.format(name=lock.name) + _resolved(lock, kept))


def pins(lock: Path) -> list[str]:
    """The versions in a lock, none if there is no lock yet.

    Their markers are left out: they would have the resolver tell apart machines that
    it else treats as one. Only what is locked in two versions, for two Pythons, keeps
    them, or nothing could be both.
    """
    if not lock.exists():
        return []
    lines = [line for line in lock.read_text().splitlines() if line[:1].isalnum()]
    names = Counter(line.partition("==")[0] for line in lines)
    return [
        line.rstrip(" \\")
        if names[line.partition("==")[0]] > 1
        else re.split(r"[ ;\\]", line)[0]
        for line in lines
    ]


def requirements(source: Path) -> list[str]:
    """What a file of requirements asks for."""
    lines = [line.split("#")[0].strip() for line in source.read_text().splitlines()]
    return [line for line in lines if line]


def _resolved(lock: _Lock, kept: list[str]) -> str:
    """Let uv resolve a project made for this, since only of a project it takes in
    up to which Python the lock has to hold; Rasa's tree has no answer beyond.
    """
    python = find_python(lock.versions)
    if python is None:
        raise OpsError(f"{lock.target.name} needs a Python {lock.versions[0]}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(
            "[project]\n"
            'name = "locked"\n'
            'version = "0"\n'
            f"requires-python = {json.dumps(lock.requires_python)}\n"
            f"dependencies = {json.dumps(requirements(lock.source))}\n"
            "[tool.uv]\n"
            f"environments = {json.dumps(_PLATFORMS)}\n"
            f"constraint-dependencies = {json.dumps(kept)}\n"
        )
        uv = [*uv_command(), "--quiet", "--directory", folder]
        python_option = ["--python", str(python)]
        if subprocess.run([*uv, "lock", *python_option], env=uv_environ()).returncode:
            raise OpsError(
                f"{lock.target.name} cannot be written (see above); if what is locked"
                " now stands in the way: make lock UPGRADE=1"
            )
        export = [*uv, "export", "--frozen", *python_option, "--no-emit-project"]
        export += ["--format", "requirements.txt", "--no-header", "--no-annotate"]
        return subprocess.check_output(export, env=uv_environ(), text=True)
