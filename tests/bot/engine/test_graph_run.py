"""A graph gives what it gives under dask."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import (
    ExecutionContext,
    GraphComponent,
    GraphSchema,
    SchemaNode,
)
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.engine.graph_run import run, running_order


class Adding(GraphComponent):
    """Adds numbers and keeps count of its runs."""

    runs: ClassVar[list[str]] = []

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Adding:
        """Make one as Rasa does."""
        return cls(config)

    def add(self, a: int, b: int) -> int:
        """Add, and note it."""
        Adding.runs.append(self._config["name"])
        if self._config.get("fails"):
            raise ValueError("no sum")
        return a + b


def _node(name: str, a: str, b: str, **more: Any) -> SchemaNode:
    return SchemaNode(
        needs={"a": a, "b": b},
        uses=Adding,
        constructor_name="create",
        fn="add",
        config={"name": name, **more},
        eager=True,
        is_target=name == "sum",
    )


def _runner(folder: Path, **nodes: SchemaNode) -> DaskGraphRunner:
    schema = GraphSchema(nodes)
    context = ExecutionContext(schema)
    return DaskGraphRunner.create(schema, LocalModelStorage(folder), context)


@pytest.fixture
def diamond(tmp_path: Path) -> DaskGraphRunner:
    """A graph whose end needs two nodes that need the same third."""
    Adding.runs.clear()
    return _runner(
        tmp_path,
        sum=_node("sum", "left", "right"),
        left=_node("left", "first", "x"),
        right=_node("right", "first", "y"),
        first=_node("first", "x", "y"),
        unused=_node("unused", "x", "y"),
    )


def test_targets_get_what_dask_gives_them(diamond: DaskGraphRunner) -> None:
    inputs = {"x": 1, "y": 20}
    for targets in (None, ["sum"], ["left"], ["right", "first"]):
        assert run(diamond, inputs, targets) == diamond.run(inputs, targets)


def test_each_node_runs_once_and_only_if_it_is_needed(
    diamond: DaskGraphRunner,
) -> None:
    assert run(diamond, {"x": 1, "y": 20}, ["sum"]) == {"sum": 63}
    assert sorted(Adding.runs) == ["first", "left", "right", "sum"]


def test_every_run_looks_at_its_own_input(diamond: DaskGraphRunner) -> None:
    assert run(diamond, {"x": 1, "y": 2}, ["first"]) == {"first": 3}
    assert run(diamond, {"x": 5, "y": 6}, ["first"]) == {"first": 11}


def test_parents_come_first() -> None:
    schema = GraphSchema(
        {
            "b": _node("b", "a", "x"),
            "a": _node("a", "x", "x"),
            "c": _node("c", "b", "a"),
        }
    )
    assert running_order(schema, ["c"]) == ["a", "b", "c"]


def test_a_missing_input_is_told_as_under_dask(diamond: DaskGraphRunner) -> None:
    for runs in (diamond.run, lambda *a: run(diamond, *a)):
        with pytest.raises(GraphRunError, match="Missing input"):
            runs({"x": 1}, ["first"])


def test_an_input_with_the_name_of_a_node_is_refused(diamond: DaskGraphRunner) -> None:
    for runs in (diamond.run, lambda *a: run(diamond, *a)):
        with pytest.raises(GraphRunError, match="clashes"):
            runs({"x": "first", "y": 1}, ["sum"])


def test_a_failing_component_is_told_as_under_dask(tmp_path: Path) -> None:
    runner = _runner(tmp_path, sum=_node("sum", "x", "y", fails=True))
    for runs in (runner.run, lambda *a: run(runner, *a)):
        with pytest.raises(GraphComponentException, match="sum"):
            runs({"x": 1, "y": 2}, ["sum"])
