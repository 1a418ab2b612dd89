"""The browser that the widget is tested in: found, or installed once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ops.errors import OpsError

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without Chinese fonts every character is an empty box.
_PACKAGES = ("chromium", "fonts-noto-cjk")


def main(arguments: list[str]) -> None:
    """Make sure that there is a browser (``ops browser``)."""
    ensure_chromium()


def find_chromium(environ: Mapping[str, str] | None = None) -> Path | None:
    """Find a Chromium or Chrome on ``PATH``.

    Args:
        environ: The variables that tell where to look; this process's if left out.

    Returns:
        The browser's program, or None.
    """
    env = os.environ if environ is None else environ
    found = (shutil.which(name, path=env.get("PATH", "")) for name in _NAMES)
    return next((Path(program) for program in found if program), None)


def ensure_chromium() -> Path:
    """Find the browser; on Debian and Ubuntu install it where it is missing.

    Returns:
        The browser's program.

    Raises:
        OpsError: There is none and it cannot be installed.
    """
    found = find_chromium()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = find_chromium()
    if found is None:
        raise OpsError(
            "no Chromium for the widget's tests: install one"
            " (on Debian and Ubuntu: apt install chromium fonts-noto-cjk)"
        )
    return found


def _install() -> None:
    print("setup   | Chromium, which the widget is tested in", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "-y", "--no-install-recommends", *_PACKAGES]
    # An update that fails for one of several sources may still do.
    for arguments in (["update"], install):
        subprocess.run(
            ["apt-get", "-q", *arguments], stdout=subprocess.DEVNULL, env=environ
        )
