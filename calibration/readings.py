"""Have messages read by a trained model, in the bot's environment."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ops.environments import BOT
from ops.errors import OpsError
from ops.processes import RASA_ENVIRON, child_environ
from settings import ROOT, Settings


def read_by_model(
    texts: Iterable[str], model: Path, settings: Settings, out: Path
) -> Mapping[str, Mapping[str, Any]]:
    """Read each text once and keep the readings in a file.

    Args:
        texts: What workers typed.
        model: Rasa's model archive.
        settings: Of the process that reads: its database and its day.
        out: The file to write, JSON.

    Returns:
        The readings by text.

    Raises:
        OpsError: The model cannot be used; the message has its last words.
    """
    wanted = list(dict.fromkeys(texts))
    out.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            *(str(BOT.python), "-W", "ignore", "-m", "bot.evaluation.readings"),
            *(str(model), str(out)),
        ],
        input=json.dumps(wanted),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **child_environ(settings), **RASA_ENVIRON},
    )
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        raise OpsError(f"the messages could not be read: {''.join(last)}")
    readings = json.loads(out.read_text(encoding="utf-8"))
    return dict(zip(wanted, readings, strict=True))
