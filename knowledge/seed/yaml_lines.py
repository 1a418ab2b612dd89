"""Read YAML into plain values that remember their lines.

Every scalar stays the text that stands in the file (only an empty one or ``null``
becomes None), so that 29.40 keeps its zero, 2021-02 is no subtraction, and ``no`` is a
word. The format's models turn texts into numbers where numbers are due.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from knowledge.seed.problems import Problems

# Ten times as fast, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LINE = "__line__"
"""The key under which each mapping carries the line it starts on."""


class Block(dict[str, Any]):
    """A mapping that knows the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__({LINE: line})
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list[Any]):
    """A list that knows the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_yaml(path: Path, name: str, problems: Problems) -> Any:
    """Read one file.

    Args:
        path: The file.
        name: How problems name it.
        problems: Where syntax errors and doubled keys go.

    Returns:
        Blocks, Items, texts and None. As a whole: None after a syntax error, empty
        Items for an empty file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.add(name, 0, f"cannot be read: {error}")
        return None
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(str(error.problem or error.context).split())
        problems.add(name, mark.line + 1 if mark else 0, f"is no valid YAML: {reason}")
        return None
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        problems.add(name, 0, f"is no valid YAML: {reason}")
        return None
    return Items(1) if node is None else _plain(node, name, problems)


def line_of(root: Any, path: tuple[int | str, ...]) -> int:
    """Find the line of the value at a path, or of what comes nearest above it."""
    line, node = getattr(root, "line", 0), root
    for step in path:
        if isinstance(node, Block) and step in node:
            line, node = node.lines.get(str(step), line), node[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            line, node = node.lines[step], node[step]
        else:
            break
    return int(line)


def _plain(node: Node, name: str, problems: Problems) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, MappingNode):
        block = Block(line)
        for key_node, value_node in node.value:
            key, key_line = str(key_node.value), key_node.start_mark.line + 1
            if key in block:
                problems.add(name, key_line, f"{key}: stands twice")
            block[key] = _plain(value_node, name, problems)
            block.lines[key] = key_line
        return block
    if isinstance(node, SequenceNode):
        items = Items(line)
        for item in node.value:
            items.append(_plain(item, name, problems))
            items.lines.append(item.start_mark.line + 1)
        return items
    if isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value
