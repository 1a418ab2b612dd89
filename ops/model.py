"""The trained model of the current data: found, or made."""

from __future__ import annotations

import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from ops.database import prepare_database
from ops.environments import BOT, ensure_environments
from ops.errors import OpsError
from ops.fingerprint import fingerprint
from ops.processes import RASA_ENVIRON, child_environ
from settings import ROOT, Settings, load_settings

_KEPT_MODELS = 3


def main(arguments: list[str]) -> None:
    """Train a model if there is none for the current data (``make train``)."""
    settings = load_settings()
    ensure_environments()
    print(ensure_model(settings))


def ensure_model(settings: Settings) -> Path:
    """The model of the current data, trained now if there is none.

    Returns:
        The model's file under the settings' ``var_dir``.

    Raises:
        OpsError: The training failed.
    """
    models = settings.var_dir / "models"
    model = models / f"{fingerprint()}.tar.gz"
    if not model.exists():
        models.mkdir(parents=True, exist_ok=True)
        _train(settings, model)
        _drop_old_models(models)
    return model


def _train(settings: Settings, model: Path) -> None:
    log = settings.var_dir / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    print(
        f"train   | no model for the current data: training one, some minutes ({log})",
        flush=True,
    )
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=str(model.parent)) as folder:
        # The lexicon as the seed has it, and not as someone edited it meanwhile: a
        # model then is what its fingerprint says, on whichever machine it was made.
        seeded = replace(
            settings,
            var_dir=Path(folder),
            database_url=f"sqlite:///{Path(folder) / 'knowledge.db'}",
        )
        prepare_database(seeded)
        command = [str(BOT.python), "-m", "ops.rasa_cli", "train", "--force"]
        command += ["--config", "config.yml", "--domain", "domain.yml"]
        command += ["--data", *_training_data()]
        command += ["--out", folder, "--fixed-model-name", "model"]
        with log.open("wb") as output:
            done = subprocess.run(
                command,
                cwd=str(ROOT),
                env={
                    **child_environ(seeded),
                    **RASA_ENVIRON,
                    # Rasa's cache does not see that the lexicon changed.
                    "RASA_MAX_CACHE_SIZE": "0",
                    "RASA_CACHE_DIRECTORY": str(Path(folder) / "cache"),
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        trained = Path(folder) / "model.tar.gz"
        if done.returncode != 0 or not trained.exists():
            raise OpsError(f"the training failed: {_last_line(log)} (all of it: {log})")
        # In one step, so that a half-written model is never taken for a whole one.
        trained.replace(model)
    print(f"train   | done in {time.monotonic() - began:.0f} s", flush=True)


def _training_data() -> list[str]:
    folders = ("data/nlu", "data/rules", "data/stories")
    return [folder for folder in folders if (ROOT / folder).is_dir()]


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no reason")


def _drop_old_models(models: Path) -> None:
    by_age = sorted(models.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime)
    for model in by_age[:-_KEPT_MODELS]:
        model.unlink()
