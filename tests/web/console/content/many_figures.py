"""Print how long the pages take where there are a great many figures.

    python -m tests.web.console.content.many_figures [sqlite|postgresql] [NUMBER]

A script, not a test: how long something takes depends on the machine. That no page
reads all of them is tested (``test_many_figures.py``).
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import start_postgres
from tests.web.console.conftest import running_console, seed
from tests.web.console.content.figure_rows import add_figures
from tests.web.console.content.pages import form_of
from tests.web.console.harness import Clock, Visitor
from tests.web.fake_bot import fake_bot
from tests.web.harness import migrate

_TIMES = 5
_PAGES = (
    "content/figure",
    "content/figure?page={middle}",
    "content/figure?page={last}",
    "content/figure?search=第12345号",
    "content/figure?search=没有这样的数字",
    "content/figure?search=数字",
    "content/figure?programme=rest_station&period=2021",
    "content/figure?region=zhengzhou&kind_=result&page=20",
    "content/figure?metric=station_new&source=paper-2021&page={middle}",
    "content/figure/item?id=figure_{some}",
    "content/figure/new",
    "content/programme/item?id=rest_station",
    "",
)


async def main(database: str, number: int) -> None:
    """Make the figures, open the pages, print the times."""
    with tempfile.TemporaryDirectory() as name, _database(database, Path(name)) as url:
        migrate(url)
        seed(url)
        add_figures(url, number)
        async with (
            fake_bot() as bot,
            running_console(Path(name), bot, Clock(), database_url=url) as console,
        ):
            visitor = await console.logged_in("zhang", role="admin")
            for path in _PAGES:
                address = path.format(
                    middle=number // 100, last=number // 50, some=number // 2
                )
                await _time(visitor, address)
            await _time_saving(visitor)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    """Give the URL of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'knowledge.db'}"
        return
    with start_postgres() as server, server.database() as url:
        yield url


async def _time(visitor: Visitor, path: str) -> None:
    spent = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        response = await visitor.get(f"/console/{path}")
        spent.append(time.perf_counter() - began)
        assert response.status_code == 200, response.text
    _print(path or "(front page)", spent)


async def _time_saving(visitor: Visitor) -> None:
    spent: dict[str, list[float]] = {"check": [], "item": []}
    for one in range(_TIMES):
        page = await visitor.get(f"/console/content/figure/item?id=figure_{one}")
        fields = {**form_of(page), "unit": "座", "do": "save"}
        for step, times in spent.items():
            began = time.perf_counter()
            response = await visitor.post(f"/console/content/figure/{step}", fields)
            times.append(time.perf_counter() - began)
            assert response.status_code in (200, 303), response.text
    for step, times in spent.items():
        _print(f"POST {step}", times)


def _print(what: str, spent: list[float]) -> None:
    middle = sorted(spent)[len(spent) // 2]
    print(f"{what:70} median {middle * 1000:6.0f} ms, most {max(spent) * 1000:6.0f} ms")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = ("sqlite", "postgresql")
    parser.add_argument("database", nargs="?", choices=kinds, default="sqlite")
    parser.add_argument("number", nargs="?", type=int, default=200_000)
    return parser


if __name__ == "__main__":
    given = _parser().parse_args()
    asyncio.run(main(given.database, given.number))
