"""Bringing the knowledge base up to date before anything reads it."""

from __future__ import annotations

import re
import subprocess

from ops.environments import APP
from ops.errors import OpsError
from ops.processes import child_environ
from settings import ROOT, Settings

# What the seed command says once the console publishes.
LEFT_ALONE = "left alone"


def prepare_database(settings: Settings) -> None:
    """Migrate the database and bring in the seed; both repeat without effect.

    Raises:
        OpsError: The database cannot be reached, or the seed was refused.
    """
    try:
        settings.var_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OpsError(
            f"GXN_VAR_DIR={settings.var_dir} cannot be used: {error.strerror}"
        ) from None
    for step in ("migrate", "seed"):
        done = subprocess.run(
            [str(APP.python), "-m", "knowledge", step],
            cwd=str(ROOT),
            env=child_environ(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        output = done.stdout.decode("utf-8", errors="replace").strip()
        if done.returncode != 0:
            raise OpsError(f"knowledge {step} failed: {_reason(output)}")
        for line in output.splitlines():
            if LEFT_ALONE in line:
                # Whoever edits the files should know that nobody reads them now.
                print(f"seed    | {line}", flush=True)


def _reason(output: str) -> str:
    """What to show of a failure: all of a message, but only the end of a traceback."""
    if "Traceback (most recent call last)" in output:
        return output.splitlines()[-1]
    # The command's own mark of an error would stand twice in one line.
    return re.sub("^error: ", "", output) or "it gave no reason"
