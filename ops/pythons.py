"""Finding a Python of a given version on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

# Prints where the interpreter really lies. The imports are those that a Python
# built without its libraries lacks; a pyenv shim may refuse altogether.
_PROBE = (
    "import ctypes, sqlite3, ssl, sys;"
    "print('%d.%d' % sys.version_info[:2]);"
    "print(sys.executable)"
)


def find_python(
    versions: Sequence[str], environ: Mapping[str, str] | None = None
) -> Path | None:
    """Find a Python that runs, of the first version that there is.

    Args:
        versions: Wanted versions such as ``3.10``, the best first.
        environ: The variables that tell where to look; this process's if left out.

    Returns:
        The interpreter's own path (not a shim's), or None.
    """
    env = os.environ if environ is None else environ
    for version in versions:
        for candidate in _candidates(version, env):
            found = _real_python(candidate, version)
            if found:
                return found
    return None


def _candidates(version: str, env: Mapping[str, str]) -> Iterator[Path]:
    yield Path(sys.executable)
    folders = [Path(part) for part in env.get("PATH", "").split(os.pathsep) if part]
    for folder in folders:
        yield folder / f"python{version}"
    for root in _pyenv_roots(folders, env):
        installed = (root / "versions").glob(f"{version}.*")
        for prefix in sorted(installed, key=_patch_number, reverse=True):
            yield prefix / "bin" / "python"


def _pyenv_roots(folders: list[Path], env: Mapping[str, str]) -> list[Path]:
    roots = [folder.parent for folder in folders if folder.name == "shims"]
    if env.get("PYENV_ROOT"):
        roots.insert(0, Path(env["PYENV_ROOT"]))
    if env.get("HOME"):
        roots.append(Path(env["HOME"]) / ".pyenv")
    return list(dict.fromkeys(roots))


def _patch_number(prefix: Path) -> int:
    digits = re.match(r"\d+\.\d+\.(\d+)", prefix.name)
    return int(digits.group(1)) if digits else -1


def _real_python(candidate: Path, version: str) -> Path | None:
    if not candidate.is_file():
        return None
    try:
        answer = subprocess.run(
            [str(candidate), "-c", _PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = answer.stdout.splitlines()
    if answer.returncode == 0 and len(lines) == 2 and lines[0] == version:
        return Path(lines[1])
    return None
