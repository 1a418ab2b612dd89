"""Stock Rasa's model of our sentences and rules: found, or trained."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from ops.environments import BOT
from ops.errors import OpsError
from ops.processes import RASA_ENVIRON, child_environ
from settings import ROOT, Settings

CONFIG = ROOT / "bot" / "evaluation" / "stock" / "config.yml"
# How long a message takes does not depend on how long the model was trained, and one
# round over 12,000 sentences takes minutes. How well stock Rasa understands is what
# ``make evaluate`` measures.
_EPOCHS = 1


def stock_model(settings: Settings, folder: Path) -> Path:
    """The stock model of the current data, trained now if there is none.

    Args:
        settings: Name the database with the lexicon, for the names in the sentences.
        folder: Where trained models are kept.

    Raises:
        OpsError: The training failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        config, sentences = Path(scratch) / "config.yml", Path(scratch) / "nlu.yml"
        config.write_text(_config(), encoding="utf-8")
        _run(["-m", "bot.evaluation.stock_data", str(sentences)], settings, folder)
        model = folder / f"{_fingerprint(config, sentences)}.tar.gz"
        if not model.exists():
            print("bench   | training stock Rasa, which takes minutes", flush=True)
            command = ["-m", "rasa", "train", "--force", "--config", str(config)]
            command += ["--domain", "domain.yml", "--out", scratch]
            command += ["--data", str(sentences), "data/rules"]
            command += ["--fixed-model-name", "model"]
            _run(command, settings, folder)
            trained = Path(scratch) / "model.tar.gz"
            if not trained.exists():
                raise OpsError(f"stock Rasa was not trained: see {folder}/stock.log")
            for old in folder.glob("*.tar.gz"):
                old.unlink()
            trained.replace(model)
    return model


def _config() -> str:
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    ours = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    # The same rules need the same fallback, or stock Rasa says nothing to 😊.
    config["policies"] = ours["policies"]
    for component in config["pipeline"]:
        if component["name"] == "DIETClassifier":
            component["epochs"] = _EPOCHS
    text: str = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    return text


def _fingerprint(*written: Path) -> str:
    digest = hashlib.sha256()
    for path in (*written, *_sources()):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    yield ROOT / "domain.yml"
    yield ROOT / "requirements" / "bot.txt"
    yield from sorted((ROOT / "data" / "rules").rglob("*.yml"))


def _run(arguments: list[str], settings: Settings, folder: Path) -> None:
    log = folder / "stock.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [str(BOT.python), "-W", "ignore", *arguments],
            cwd=str(ROOT),
            env={
                **child_environ(settings),
                **RASA_ENVIRON,
                "RASA_MAX_CACHE_SIZE": "0",
                "RASA_CACHE_DIRECTORY": str(folder / "cache"),
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: os.nice(10),
        )
    if done.returncode:
        raise OpsError(f"stock Rasa was not trained: see {log}")
