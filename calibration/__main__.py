"""Choose the thresholds: ``python -m calibration`` (``make calibrate``)."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from calibration import sweep
from calibration.constants import FILE, write_constants
from calibration.examples import Example, ExampleError, halves, read_examples
from calibration.judge import Outcome
from calibration.readings import read_by_model
from calibration.replay import Case, Replayer, cases
from calibration.report import Half, page
from knowledge import Knowledge
from knowledge.database import engine_for
from ops.database import prepare_database
from ops.errors import OpsError
from ops.model import ensure_model
from ops.quality import PAGE, update_section
from settings import ROOT, Settings, SettingsError, load_settings

_MESSAGES = ROOT / "tests" / "calibration"
# So that 去年 is the same year whenever this runs.
_TODAY = date(2026, 5, 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="make calibrate", description=__doc__)
    parser.add_argument("--model", type=Path, help="the current data's if left out")
    parser.add_argument("--failures", action="store_true", help="print what went wrong")
    parser.add_argument(
        "--write", action="store_true", help="write the chosen values into the actions"
    )
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        model = options.model or ensure_model(settings)
        examples = read_examples(_MESSAGES)
        with tempfile.TemporaryDirectory(prefix="gongxiaonuan-") as folder:
            _calibrate(examples, model, _fresh(settings, Path(folder)), options)
    except (OpsError, SettingsError, ExampleError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _fresh(settings: Settings, folder: Path) -> Settings:
    """Have a knowledge base with nothing but the seed."""
    url = f"sqlite:///{folder / 'knowledge.db'}"
    own = replace(settings, var_dir=folder, database_url=url, today=_TODAY)
    prepare_database(own)
    return own


def _calibrate(
    examples: Sequence[Example],
    model: Path,
    settings: Settings,
    options: argparse.Namespace,
) -> None:
    _say(f"{len(examples)} messages, read by {model.name}")
    texts = [text for e in examples for text in (e.before, e.text) if text]
    out = load_settings().var_dir / "reports" / "calibration.json"
    readings = read_by_model(texts, model, settings, out)
    engine = engine_for(settings.database_url)
    replayer = Replayer(Knowledge(engine, _TODAY).current_blocking())
    engine.dispose()

    choosing, reporting = (cases(half, readings) for half in halves(examples))
    before = sweep.numbers()
    _say(f"choosing {len(before)} thresholds on {len(choosing)} messages")
    began = time.monotonic()
    chosen = sweep.choose(choosing, replayer)
    with sweep.using(chosen):
        curves = sweep.curves(choosing, replayer)
        elsewhere = sweep.curves(reporting, replayer)
        if options.failures:
            _print_failures(reporting, replayer)
    _say(f"done in {time.monotonic() - began:.0f} s")
    idle = [
        curve.name
        for curve, other in zip(curves, elsewhere, strict=True)
        if curve.is_idle and other.is_idle
    ]
    found = [
        _half("choosing half", choosing, replayer, chosen),
        _half("reporting half", reporting, replayer, chosen),
    ]
    report = page(found, before, curves, idle)
    print(report)
    if not options.write:
        return
    if not found[-1].is_cheaper and chosen != before:
        raise OpsError("the reporting half is not cheaper: nothing is written")
    write_constants({n: v for n, v in chosen.items() if v != before[n]})
    update_section("thresholds", report)
    _say(f"written: {FILE.relative_to(ROOT)}, {PAGE.relative_to(ROOT)}")


def _half(
    name: str, half: Sequence[Case], replayer: Replayer, chosen: dict[str, float]
) -> Half:
    before = _by_kind(half, replayer)
    with sweep.using(chosen):
        return Half(name, before, _by_kind(half, replayer))


def _by_kind(half: Sequence[Case], replayer: Replayer) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for case in half:
        found.setdefault(case.example.kind, []).append(replayer.outcome(case))
    return found


def _print_failures(half: Sequence[Case], replayer: Replayer) -> None:
    for case in half:
        outcome = replayer.outcome(case)
        if outcome is not Outcome.RIGHT:
            envelope = replayer.reply(case).envelope.as_dict()
            said = f"{case.example.before} → {case.example.text}".removeprefix(" → ")
            told = envelope["status"], envelope["service"], envelope["aspects"]
            print(f"{outcome.value:8} {case.example.kind:11} {said} | {told}")


def _say(line: str) -> None:
    print(f"calibrate | {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
