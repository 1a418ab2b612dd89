"""``make bench``: ours and stock Rasa take turns at answering the same questions."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ops.bench.contenders import Contender, contender
from ops.bench.load import NotAReplyError, Sample, ask
from ops.bench.questions import fresh_questions
from ops.bench.report import Result, table, verdict
from ops.bench.stock import stock_model
from ops.bench.usage import Usage
from ops.database import prepare_database
from ops.environments import ensure_environments
from ops.errors import OpsError
from ops.model import ensure_model
from ops.quality import PAGE, update_section
from settings import Settings, SettingsError, load_settings

_CLIENTS = (1, 8, 32)
_WARM_UP = 24
# More than this share of replies that say sorry is no answering.
_MOST_ERRORS = 0.01


def main(arguments: list[str]) -> int:
    """Measure, print, and write the section of the page of quality.

    Returns:
        The exit code of the process: 1 if something kept it from measuring.
    """
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each bot")
    parser.add_argument(
        "--questions", type=int, help="how many each bot is asked; all if left out"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print only, leave the page as it is"
    )
    options = parser.parse_args(arguments)
    try:
        results = _measure(load_settings(), options.rounds, options.questions)
    except (OpsError, SettingsError, NotAReplyError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    ours, *others = results
    body = table(ours, others)
    print(f"\n{body}\n")
    for line in verdict(ours, others[0]) or ["5 × the messages, 1/3 of the p50: met"]:
        print(f"bench   | {line}")
    if not options.dry_run:
        update_section("bench", body)
        print(f"bench   | written to {PAGE}")
    return 0


def _measure(base: Settings, rounds: int, most: int | None) -> list[Result]:
    ensure_environments()
    model = ensure_model(base)
    with contextlib.ExitStack() as running:
        folder = running.enter_context(
            tempfile.TemporaryDirectory(prefix="gongxiaonuan-")
        )
        own = replace(
            base,
            var_dir=Path(folder),
            database_url=f"sqlite:///{Path(folder) / 'knowledge.db'}",
            redis_url=None,
        )
        prepare_database(own)
        stock = stock_model(own, base.var_dir / "bench")
        logs = base.var_dir / "log" / "bench"
        bots = []
        for name, archive, is_stock in (
            ("ours", model, False),
            ("stock Rasa", stock, True),
            ("stock Rasa with our model", model, True),
        ):
            print(f"bench   | starting {name}", flush=True)
            bots.append(
                running.enter_context(
                    contender(name, own, archive, stock=is_stock, logs=logs)
                )
            )
        return asyncio.run(_take_turns(bots, rounds, most))


async def _take_turns(
    bots: Sequence[Contender], rounds: int, most: int | None
) -> list[Result]:
    warm_up, questions = fresh_questions()[:_WARM_UP], fresh_questions()[_WARM_UP:]
    questions = questions[:most]
    for bot in bots:
        await ask(bot.webhook, 4, warm_up)
    before = [bot.usage() for bot in bots]
    samples: list[dict[int, list[Sample]]] = [{} for _ in bots]
    share = len(questions) // (rounds * len(_CLIENTS))
    for turn in range(rounds):
        for clients in _CLIENTS:
            mine, questions = questions[:share], questions[share:]
            for number, bot in enumerate(bots):
                sample = await ask(bot.webhook, clients, mine)
                samples[number].setdefault(clients, []).append(sample)
                print(
                    f"bench   | round {turn + 1}, {clients} clients: {bot.name} "
                    f"{len(sample.latencies) / sample.seconds:.1f} messages/s",
                    flush=True,
                )
    return [_result(*measured) for measured in zip(bots, samples, before, strict=True)]


def _result(
    bot: Contender,
    samples: dict[int, list[Sample]],
    before: dict[str, Usage],
) -> Result:
    after = bot.usage()
    result = Result(
        name=bot.name,
        startup_seconds=bot.startup_seconds,
        megabytes={name: used.megabytes for name, used in after.items()},
        samples=samples,
    )
    said = result.replies() + sum(clients * len(r) for clients, r in samples.items())
    if result.errors() > _MOST_ERRORS * result.replies():
        raise NotAReplyError(
            f"{bot.name} said sorry {result.errors()} times: see its log"
        )
    busy = {
        name: 1000 * (used.seconds - before[name].seconds) / said
        for name, used in after.items()
    }
    return replace(result, busy=busy)
