"""In place of ``DaskGraphRunner.run`` of Rasa 3.6.21.

Rasa has dask schedule its graphs, three times a message. A graph's nodes run one after
the other anyway, always in the same order: here that order is found once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

from bot.engine.replacement import Replacement

_orders: WeakKeyDictionary[DaskGraphRunner, dict[tuple[str, ...], list[str]]]
_orders = WeakKeyDictionary()


def run(
    self: DaskGraphRunner,
    inputs: Mapping[str, Any] | None = None,
    targets: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Run what the targets need, parents first.

    Args:
        self: The runner.
        inputs: Values of the graph's placeholders.
        targets: Nodes whose output is wanted; all targets of the graph if left out.

    Returns:
        The output of each target.

    Raises:
        GraphRunError: An input has the name of a node, or a node failed as Dask would
            have reported it.
    """
    wanted = tuple(targets or self._graph_schema.target_names)
    known = _orders.setdefault(self, {})
    order = known.get(wanted)
    if order is None:
        order = known[wanted] = running_order(self._graph_schema, wanted)
    inputs = inputs or {}
    for value in inputs.values():
        if isinstance(value, str) and value in order:
            raise GraphRunError(f"Input value '{value}' clashes with a node name.")
    done: dict[str, Any] = {name: (name, value) for name, value in inputs.items()}
    try:
        for name in order:
            needs = self._graph_schema.nodes[name].needs.values()
            # A parent that nobody provides goes by its name, as in Dask's graphs.
            done[name] = self._instantiated_nodes[name](
                *(done.get(need, need) for need in needs)
            )
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(done[name] for name in wanted)


def running_order(schema: GraphSchema, targets: Sequence[str]) -> list[str]:
    """Return the nodes that the targets need, each behind its parents.

    Args:
        schema: The graph. Names that are not among its nodes are placeholders.
        targets: Names of nodes.
    """
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in order or name not in schema.nodes:
            return
        for need in schema.nodes[name].needs.values():
            visit(need)
        order[name] = None

    for target in targets:
        visit(target)
    return list(order)


GRAPH_RUN = Replacement(
    DaskGraphRunner,
    "run",
    run,
    known=(
        (DaskGraphRunner.run, "45f0f52f574f3aa9"),
        (DaskGraphRunner._build_dask_graph, "5bb99f974d512a36"),
        (DaskGraphRunner._add_inputs_to_graph, "d04a0ca2df6241c1"),
        (GraphNode.__call__, "66127a2bfb6fcf1e"),
        (GraphSchema.minimal_graph_schema, "58dfb30335499fff"),
    ),
)
