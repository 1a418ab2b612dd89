"""Turn what a file holds into the format's models, noting what does not fit."""

from __future__ import annotations

import copy
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.seed.fields import SeedModel
from knowledge.seed.problems import Problems
from knowledge.seed.yaml_lines import Block, Items, line_of

_Item = TypeVar("_Item", bound=SeedModel)

_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is no key of the format",
    "too_short": "should not be empty",
    "string_too_short": "should not be empty",
    "model_type": "should be a block of keys",
    "model_attributes_type": "should be a block of keys",
}


def parse(model: type[_Item], data: Any, file: str, problems: Problems) -> _Item | None:
    """Read one block.

    What is wrong is noted, taken out, and the rest is read again, so that one bad
    answer does not hide what else is wrong in its dossier.

    Returns:
        The item without its bad parts; None if nothing is left to go on with.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
    for detail in details:
        problems.add(file, line_of(data, detail["loc"]), _reason(detail))
    try:
        return model.model_validate(_without_bad_parts(data, details))
    except ValidationError:
        return None


def _reason(detail: ErrorDetails) -> str:
    reason = _REASONS.get(detail["type"])
    if reason is None:
        reason = detail["msg"].removeprefix("Value error, ")
    where = _path(detail["loc"])
    return f"{where}: {reason}" if where else reason


def _path(steps: tuple[int | str, ...]) -> str:
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return text


def _without_bad_parts(data: Any, details: list[ErrorDetails]) -> Any:
    """Copy a block, leaving out each list item that an error lies in."""
    bad: dict[str, set[int]] = {}
    for detail in details:
        match detail["loc"]:
            case (str(key), int(index), *_):
                bad.setdefault(key, set()).add(index)
            case (str(key),) if detail["type"] == "extra_forbidden":
                bad[key] = set()
    if not isinstance(data, Block):
        return data
    rest = copy.copy(dict(data))
    for key, indexes in bad.items():
        if isinstance(rest.get(key), Items):
            rest[key] = [v for i, v in enumerate(rest[key]) if i not in indexes]
        if not indexes:
            rest.pop(key, None)
    return rest
