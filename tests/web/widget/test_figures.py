"""Figures as their sources print them, where the text does not say."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.web.widget.browsing import opened_page
from tests.web.widget.examples import figure
from tests.web.widget.fake_chat import Json
from tests.web.widget.serving import Changeable, Server

pytestmark = pytest.mark.asyncio(loop_scope="session")
PRINTED = "(figures, row, texts) => figures.printed(row, texts)"
GROUPS = """(figures, rows) =>
  figures.comparable(rows).map((group) => group.map((row) => row.value))"""
Run = Callable[..., Awaitable[Any]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def run(
    browser: Browser, backend: tuple[Server, Changeable], site: Server
) -> AsyncIterator[Run]:
    """A function that calls one of JavaScript's with the module and arguments."""
    module = f"{backend[0].origin}/widget/figures.js"
    async with opened_page(browser) as page:
        await page.goto(site.origin)

        async def call(function: str, *arguments: Any) -> Any:
            return await page.evaluate(
                f"async ([m, a]) => ({function})(await import(m), ...a)",
                [module, arguments],
            )

        yield call


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "printed"),
    [
        ("200000000", "近", "元", "近2亿元"),
        ("16000", "余", "场", "1.6万余场"),
        ("270000", "多", "人次", "27万多人次"),
        ("10000", "以上", "名", "1万名以上"),
        ("90", "以上", "%", "90%以上"),
        ("91.6", "", "%", "91.6%"),
        ("9465800", "", "元", "946.58万元"),
        ("9494", "超", "名", "超9494名"),
        ("123456", "", "人", "123456人"),
        ("93084000", "约", "元", "约9308.4万元"),
        ("10000000", "千万（概述）", "职工", "1000万职工（千万（概述））"),
        ("0", "", "家", "0家"),
    ],
)
async def test_printed(
    run: Run, value: str, qualifier: str, unit: str, printed: str
) -> None:
    row = figure(2021, value, qualifier=qualifier, unit=unit)
    assert await run(PRINTED, row, []) == printed


async def test_what_the_reply_prints_goes_first(run: Run) -> None:
    row = figure(2021, "8000000", qualifier="余", unit="人", metric="会员")
    texts = ["说明\n2021年（完成）：会员 800余万人（全省）"]
    assert await run(PRINTED, row, texts) == "800余万人"


@pytest.mark.parametrize(
    ("other", "groups"),
    [
        ({}, [["1", "2"]]),
        ({"unit": "家"}, [["2"], ["1"]]),
        ({"metric": "别的"}, [["2"], ["1"]]),
        ({"scope": "全省"}, [["2"], ["1"]]),
        ({"kind": "target"}, [["2"], ["1"]]),
        ({"scope": "安阳市", "metric": "安阳市开办的爱心托管班"}, [["2"], ["1"]]),
        (
            {"scope": "安阳市", "metric": "安阳市开办的爱心托管班", "period": 2024},
            [["2", "1"]],
        ),
        ({"scope": "安阳市", "metric": "安阳市的班", "period": 2024}, [["2"], ["1"]]),
        ({"metric": "2023年郑州市开办的爱心托管班"}, [["1", "2"]]),
    ],
)
async def test_only_what_counts_the_same_stands_together(
    run: Run, other: Json, groups: list[list[str]]
) -> None:
    rows = [figure(2024, "2"), {**figure(2023, "1"), **other}]
    assert await run(GROUPS, rows) == groups
