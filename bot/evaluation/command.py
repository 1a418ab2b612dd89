"""The command: measure everything, print the report, keep it in docs/quality.md."""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.evaluation import aspects, comparison, questions, topics
from bot.evaluation.examples import Example, read_examples
from bot.evaluation.names import RememberingMatcher
from bot.evaluation.report import Measurements, page
from bot.evaluation.served import ModelError
from bot.evaluation.stock.train import TrainingError, ensure_stock_model
from bot.evaluation.thresholds import read_thresholds
from bot.lexicon.reader import make_engine, read_entries
from bot.nlu.topic_model import ELSEWHERE
from ops.database import prepare_database
from ops.errors import OpsError
from ops.model import ensure_model
from ops.quality import PAGE, update_section
from settings import ROOT, SettingsError, load_settings

_FOLDS = 10
_SEED = 20210224
# One copy of a sentence is luck: the same sentences lose 2.5 to 3.9 points by seed.
_COPIES = 5
_HELD_OUT = ("held_out.yml", "held_out_talk.yml")
_HELD_OUT_NAMES = "held_out_names.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _options(arguments)
    try:
        with _database(options.database) as database_url:
            model = options.model or ensure_model(load_settings())
            report = page(_measure(database_url, model))
    except (OpsError, SettingsError, ModelError, TrainingError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except DBAPIError as error:
        print(f"error: the database cannot be read: {error.orig}", file=sys.stderr)
        return 1
    print(report)
    if not options.dry_run:
        update_section("understanding", report)
        print(f"\nwritten: {PAGE.relative_to(ROOT)}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument(
        "--database", help="URL of a knowledge base; a freshly seeded one if left out"
    )
    parser.add_argument(
        "--model", type=Path, help="model archive; the current data's if left out"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print only, leave the page as it is"
    )
    return parser.parse_args(arguments)


@contextlib.contextmanager
def _database(url: str | None) -> Iterator[str]:
    """Have a knowledge base: the one of this URL, or one with nothing but the seed."""
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="gongxiaonuan-") as folder:
        fresh = f"sqlite:///{Path(folder) / 'knowledge.db'}"
        settings = load_settings()
        prepare_database(replace(settings, var_dir=Path(folder), database_url=fresh))
        yield fresh


def _measure(database_url: str, model: Path) -> Measurements:
    thresholds = read_thresholds()
    _, entries = read_entries(make_engine(database_url))
    matcher = RememberingMatcher(entries)
    known = read_examples(sorted((ROOT / "data" / "nlu").rglob("*.yml")))
    unseen = _held_out(*_HELD_OUT)
    elsewhere = [example.text for example in known if example.label in ELSEWHERE]
    sentences = comparison.corrupted_copies(
        _shuffled([*unseen, *_held_out(_HELD_OUT_NAMES)]), range(_SEED, _SEED + _COPIES)
    )
    with _announced("ours, clean and corrupted"):
        ours = comparison.ask(model, sentences, {"DATABASE_URL": database_url})
    with _announced("stock Rasa, trained if it is not yet"):
        trained = ensure_stock_model(
            known, matcher, load_settings().var_dir / "models" / "stock"
        )
    with _announced("stock Rasa, clean and corrupted"):
        stock = comparison.ask(trained.path, sentences, {}, trained.training_seconds)
    with _announced("intents"):
        cross_validated = aspects.cross_validate(known, matcher, _FOLDS, _SEED)
        left_out = aspects.leave_one_out(known, matcher)
    with _announced("held-out sentences"):
        held_out = aspects.read(known, unseen, matcher)
    with _announced("topics"):
        ranked = topics.cross_validate_topics(entries, elsewhere, _FOLDS, _SEED)
    with _announced("metrics"):
        metrics = topics.cross_validate_metrics(entries, _FOLDS, _SEED)
    with _announced("published questions"):
        services = questions.read_services(ROOT / "data" / "knowledge" / "programmes")
        learnt = questions.cross_validate(
            entries, services, thresholds["FAQ_SHARE"], _FOLDS, _SEED
        )
        nearest = questions.leave_one_out(entries, elsewhere)
    return Measurements(
        folds=_FOLDS,
        intents=cross_validated,
        left_out=left_out,
        held_out=held_out,
        topics=ranked,
        metrics=metrics,
        questions=learnt,
        nearest=nearest,
        sentences=sentences,
        ours=ours,
        stock=stock,
        thresholds=thresholds,
    )


def _held_out(*names: str) -> list[Example]:
    return read_examples(ROOT / "tests" / "bot" / name for name in names)


def _shuffled(examples: Sequence[Example]) -> list[Example]:
    """Mix the intents, so that no stretch of time meets only one of them."""
    mixed = list(examples)
    random.Random(_SEED).shuffle(mixed)
    return mixed


@contextlib.contextmanager
def _announced(name: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"evaluate | {name} …", flush=True)
    yield
    print(f"evaluate | {name}: {time.monotonic() - began:.0f} s", flush=True)
