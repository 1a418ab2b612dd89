"""Queries about figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from knowledge import View


def test_a_figure_is_complete(view: View) -> None:
    figure = view.figure("money_2021_target")
    assert figure is not None
    assert figure.value == Decimal("29.4")
    assert figure.value_text == "29.4"
    assert (figure.qualifier, figure.unit, figure.printed) == (
        "近",
        "亿元",
        "近29.4亿元",
    )
    assert (figure.period, figure.kind) == (2021, "target")
    assert figure.metric.name == "投入资金"
    assert (figure.scope, figure.region.name) == ("全省", "河南省")
    assert figure.source.publisher == "测试日报"
    assert figure.caveat is None
    assert view.figure("nothing") is None


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["station_2021_target", "station_2020_result", "money_2021_target"]),
        ({"period": 2021}, ["station_2021_target", "money_2021_target"]),
        ({"kind": "result"}, ["station_2020_result"]),
        ({"programme_ids": ["station_campaign"]}, ["money_2021_target"]),
        (
            {"metric_ids": {"station_new"}, "period": 2021},
            ["station_2021_target"],
        ),
        ({"programme_ids": ()}, []),
        ({"region_id": "zhengzhou"}, []),
        ({"region_id": "henan", "kind": "result"}, ["station_2020_result"]),
    ],
)
def test_figures(view: View, wanted: dict[str, Any], ids: list[str]) -> None:
    assert [figure.id for figure in view.figures(**wanted)] == ids


def test_incomparable(view: View) -> None:
    (pair,) = view.incomparable(["station_2021_target", "station_2020_result"])
    assert (pair.first_id, pair.second_id) == (
        "station_2020_result",
        "station_2021_target",
    )
    assert pair.reason == "两个数字的口径不同"
    assert view.incomparable(["station_2021_target", "money_2021_target"]) == ()


def test_metrics(view: View) -> None:
    assert [metric.id for metric in view.metrics()] == ["station_new", "money_spent"]
    metric = view.metric("station_new")
    assert metric is not None
    assert metric.aliases == ("新建驿站数",)
    assert view.metric("nothing") is None
