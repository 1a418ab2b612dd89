"""Print how long the list of a great many figures takes to open.

    python -m tests.web.console.content.many_figures [NUMBER]

A script, not a test: how long something takes depends on the machine.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from knowledge import models as m
from knowledge.database import engine_for, writing
from tests.web.console.conftest import running_console, seed
from tests.web.console.content.pages import form_of
from tests.web.console.harness import Clock, Visitor
from tests.web.fake_bot import fake_bot
from tests.web.harness import migrate

_AT_ONCE = 10_000
_TIMES = 5
_PAGES = (
    "content/figure",
    "content/figure?page={middle}",
    "content/figure?page={last}",
    "content/figure?search=第12345号",
    "content/figure?search=没有这样的数字",
    "content/figure?programme=rest_station&period=2021",
    "content/figure?region=zhengzhou&kind_=result&page=20",
    "content/figure/item?id=figure_100000",
    "content/figure/new",
    "content/programme/item?id=rest_station",
    "",
)


async def main(number: int) -> None:
    """Make the figures, open the pages, print the times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'knowledge.db'}"
        migrate(url)
        seed(url)
        _fill(url, number)
        async with fake_bot() as bot, running_console(folder, bot, Clock()) as console:
            visitor = await console.logged_in("zhang", role="admin")
            for path in _PAGES:
                address = path.format(middle=number // 100, last=number // 50)
                await _time(visitor, address)
            await _time_saving(visitor)


def _fill(url: str, number: int) -> None:
    engine = engine_for(url)
    try:
        with Session(writing(engine)) as session, session.begin():
            rows = list(_rows(number))
            for start in range(0, number, _AT_ONCE):
                session.execute(insert(m.Figure), rows[start : start + _AT_ONCE])
    finally:
        engine.dispose()


def _rows(number: int) -> Iterator[dict[str, Any]]:
    places = ("henan", "zhengzhou", "luoyang", "zhengzhou_zhongyuan")
    for one in range(number):
        yield {
            "id": f"figure_{one}",
            "programme_id": ("rest_station", "childcare")[one % 2],
            "metric_id": "station_new",
            "period": 2000 + one % 25,
            "kind": ("target", "result")[one % 3 % 2],
            "definition": f"第{one}号数字的口径",
            "value": Decimal(one),
            "unit": "家",
            "qualifier": "",
            "printed": f"{one}家",
            "scope": "全省",
            "region_id": places[one % 4],
            "source_id": "paper-2021",
            "position": 10 + one,
        }


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
    print(f"{what:60} median {middle * 1000:6.0f} ms, most {max(spent) * 1000:6.0f} ms")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
