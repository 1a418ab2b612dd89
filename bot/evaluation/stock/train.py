"""The trained stock model of the current sentences: found, or made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.evaluation.examples import Example
from bot.evaluation.served import QUIET
from bot.evaluation.speed import ONE_THREAD
from bot.evaluation.stock.annotate import write_training_data
from bot.lexicon.matcher import LexiconMatcher
from settings import ROOT

CONFIG = Path(__file__).parent / "config.yml"
_KEPT_MODELS = 2


class TrainingError(RuntimeError):
    """The stock model could not be trained."""


@dataclass(frozen=True)
class StockModel:
    """A trained model and how long its training took, with one thread.

    Attributes:
        path: Rasa's model archive.
        training_seconds: Of the whole training, the start of the process included.
    """

    path: Path
    training_seconds: float


def epochs(config: Path = CONFIG) -> int:
    """How often DIET sees each sentence, as the configuration says."""
    pipeline = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    return next(int(step["epochs"]) for step in pipeline if "epochs" in step)


def ensure_stock_model(
    examples: Sequence[Example],
    matcher: LexiconMatcher,
    folder: Path,
    config: Path = CONFIG,
) -> StockModel:
    """The stock model of these sentences, trained now if there is none.

    Args:
        examples: The training sentences.
        matcher: Knows the names to annotate them with.
        folder: Where trained models are kept.
        config: Rasa's configuration.

    Raises:
        TrainingError: The training failed; the message has its last words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        data = Path(scratch) / "nlu.yml"
        write_training_data(examples, matcher, data)
        name = _fingerprint(config, data)
        model, about = folder / f"{name}.tar.gz", folder / f"{name}.json"
        if not (model.exists() and about.exists()):
            began = time.monotonic()
            trained = _train(config, data, Path(scratch))
            seconds = time.monotonic() - began
            about.write_text(json.dumps({"training_seconds": seconds}))
            # Last and in one step: where the model is, all of it is.
            trained.replace(model)
            _drop_old_models(folder)
    return StockModel(model, json.loads(about.read_text())["training_seconds"])


def _fingerprint(config: Path, data: Path) -> str:
    digest = hashlib.sha256()
    for path in (config, data, ROOT / "requirements" / "bot.txt"):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _train(config: Path, data: Path, scratch: Path) -> Path:
    log = scratch.parent / "train.log"
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "nlu"]
    command += ["--config", str(config), "--nlu", str(data), "--out", str(scratch)]
    command += ["--fixed-model-name", "model"]
    with log.open("wb") as output:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={
                **os.environ,
                **QUIET,
                **ONE_THREAD,
                "RASA_MAX_CACHE_SIZE": "0",
                "RASA_CACHE_DIRECTORY": str(scratch / "cache"),
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # It takes what others leave of the machine.
            preexec_fn=lambda: os.nice(10),
        )
    trained = scratch / "model.tar.gz"
    if done.returncode != 0 or not trained.exists():
        raise TrainingError(f"stock Rasa was not trained: {_last_line(log)} ({log})")
    return trained


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no reason")


def _drop_old_models(folder: Path) -> None:
    by_age = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for model in by_age[:-_KEPT_MODELS]:
        model.unlink()
        (folder / model.name.replace(".tar.gz", ".json")).unlink(missing_ok=True)
