"""A trained model in a process of its own on one core: what it reads, how fast."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.spans import Span, spans_of
from bot.evaluation.speed import (
    ONE_THREAD,
    peak_megabytes,
    resident_megabytes,
    stay_on_one_core,
)
from ops.blas import blas_environ
from settings import ROOT

# The first messages pay for what is set up once.
_WARM_UP = 20
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL": "ERROR",
}
# Says that the classifier was unsure; which intent it was unsure of stands below it.
_FALLBACK = "nlu_fallback"


class ModelError(RuntimeError):
    """The model could not be loaded or asked."""


@dataclass(frozen=True)
class Parse:
    """What a model read in one message.

    Attributes:
        text: The message as the model saw it, to which the offsets of the names refer.
        intents: Probability of the intents, most likely first.
        spans: The names, flat.
        nowhere: Probability that the message is about nothing that the bot knows;
            None where the model gives none.
        milliseconds: How long it took.
    """

    text: str
    intents: list[tuple[str | None, float]]
    spans: list[Span]
    nowhere: float | None
    milliseconds: float


@dataclass(frozen=True)
class Footprint:
    """What a model costs beside the time of a message.

    Attributes:
        load_seconds: From the start of loading to the first parsed message.
        megabytes: Resident memory after the last message.
        peak_megabytes: The most there was, while the model was loaded.
    """

    load_seconds: float
    megabytes: float
    peak_megabytes: float


def parse_of(answer: Mapping[str, Any], milliseconds: float) -> Parse:
    """Return Rasa's answer as a reading.

    Args:
        answer: What ``/model/parse`` answers.
        milliseconds: How long it took.
    """
    topics = answer.get("topic_ranking")
    return Parse(
        text=answer["text"],
        intents=[
            (row["name"], row["confidence"])
            for row in answer["intent_ranking"]
            if row["name"] != _FALLBACK
        ],
        spans=spans_of(answer["entities"]),
        nowhere=None
        if topics is None
        else sum(row["confidence"] for row in topics if row["kind"] == "none"),
        milliseconds=milliseconds,
    )


def read_all(
    model: Path, texts: Sequence[str], environ: Mapping[str, str]
) -> tuple[list[Parse], Footprint]:
    """Ask a trained model for one message after the other, in a process of its own.

    Args:
        model: Rasa's model archive.
        texts: The messages; the first twenty are asked twice, to warm up.
        environ: Settings of the process.

    Returns:
        A reading of each message, and what the model costs.

    Raises:
        ModelError: The process failed; the message has its last words.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", __name__, str(model)],
        input=json.dumps(list(texts)),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **QUIET, **ONE_THREAD, **blas_environ(), **environ},
    )
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        raise ModelError(f"the model {model.name} cannot be asked: {''.join(last)}")
    found = json.loads(done.stdout.splitlines()[-1])
    parses = [
        parse_of(answer, took)
        for answer, took in zip(found["answers"], found["milliseconds"], strict=True)
    ]
    return parses, Footprint(**found["footprint"])


async def _read_here(model: str, texts: Sequence[str]) -> dict[str, Any]:
    started = time.perf_counter()
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    await agent.parse_message(texts[0])
    load_seconds = time.perf_counter() - started
    for text in texts[1:_WARM_UP]:
        await agent.parse_message(text)
    answers, took = [], []
    for text in texts:
        began = time.perf_counter()
        answers.append(await agent.parse_message(text))
        took.append(1000 * (time.perf_counter() - began))
    kept = ("text", "intent_ranking", "entities", "topic_ranking")
    return {
        "answers": [
            {key: answer[key] for key in kept if key in answer} for answer in answers
        ],
        "milliseconds": took,
        "footprint": {
            "load_seconds": load_seconds,
            "megabytes": resident_megabytes(),
            "peak_megabytes": peak_megabytes(),
        },
    }


if __name__ == "__main__":
    stay_on_one_core()
    read = asyncio.run(_read_here(sys.argv[1], json.load(sys.stdin)))
    print(json.dumps(read, default=float))
