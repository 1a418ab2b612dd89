"""How long a message takes, in a process of its own on one core."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from settings import ROOT

# The first messages pay for what is set up once.
_WARM_UP = 20
_ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
}
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL": "ERROR",
}


class SpeedError(RuntimeError):
    """The pipeline could not be timed."""


@dataclass(frozen=True)
class Speed:
    """Time and memory of the whole pipeline.

    Attributes:
        messages: How many were timed.
        p50: Milliseconds that half of the messages stay below.
        p99: Milliseconds that all but one in a hundred stay below.
        load_seconds: From the start of the process to the first parsed message.
        megabytes: Memory in use after the last message.
        peak_megabytes: The most there was, while the lexicon was learnt.
    """

    messages: int
    p50: float
    p99: float
    load_seconds: float
    megabytes: float
    peak_megabytes: float


def measure(model: Path, texts: Sequence[str], environ: Mapping[str, str]) -> Speed:
    """Time a trained model on messages that it has not seen.

    Args:
        model: Rasa's model archive.
        texts: What is parsed, one after the other.
        environ: Settings of the process.

    Raises:
        SpeedError: The process failed; the message has its last words.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", __name__, str(model)],
        input=json.dumps(list(texts)),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **_QUIET, **_ONE_THREAD, **environ},
    )
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        raise SpeedError(f"the pipeline could not be timed: {''.join(last)}")
    return Speed(**json.loads(done.stdout.splitlines()[-1]))


async def _measure_here(model: str, texts: Sequence[str]) -> Speed:
    started = time.perf_counter()
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    await agent.parse_message(texts[0])
    load_seconds = time.perf_counter() - started
    for text in texts[1:_WARM_UP]:
        await agent.parse_message(text)
    took = []
    for text in texts[_WARM_UP:]:
        began = time.perf_counter()
        await agent.parse_message(text)
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return Speed(
        messages=len(took),
        p50=took[len(took) // 2],
        p99=took[int(0.99 * len(took))],
        load_seconds=load_seconds,
        megabytes=_resident_megabytes(),
        peak_megabytes=_peak_megabytes(),
    )


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes, but bytes on macOS.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _resident_megabytes() -> float:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return _peak_megabytes()
    pages = int(statm.read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    _stay_on_one_core()
    speed = asyncio.run(_measure_here(sys.argv[1], json.load(sys.stdin)))
    print(json.dumps(asdict(speed)))
