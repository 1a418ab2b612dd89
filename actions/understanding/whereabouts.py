"""Where a worker says that they themselves are: 我在洛阳, 在郑州上班, 俺是安阳的.

A place that is only asked about (洛阳的托管怎么报) goes with the matter; where somebody
is holds for whatever they ask next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_SELF = r"(?:我|俺|咱|本人)(?:们|人|家)?"
_ALREADY = r"(?:现在|目前|眼下|一直|平时|常年|就|也|都|是|人)*"
_THERE = r"(?:住在|来自|在|住|到了|搬到)"
# 我在洛阳, 俺是安阳的; 在郑州 needs more behind it.
_OF_SELF = re.compile(rf"{_SELF}{_ALREADY}{_THERE}?$")
_AT_THE_START = re.compile(rf"(?:^|[\s,.;!?，。；！？、]){_ALREADY}{_THERE}$")
_LIVING = re.compile(
    r"(?:这边|这儿|这里|那边)?(?:上班|打工|干活|工作|务工|做工|做|干|住|跑|送|开)"
)
_OVER = re.compile(r"(?:这边|这儿|这里|的|人|呢|啊|呀|了)*(?:$|[\s,.;!?，。；！？、])")


def whereabouts(entities: Sequence[Mapping[str, Any]], text: str) -> str | None:
    """Return the id of the region where the worker says to be, the last one of them.

    Args:
        entities: What is named in the message.
        text: The text that their places are counted in.
    """
    told = None
    for entity in entities:
        if entity.get("entity") != "region":
            continue
        before, after = text[: entity["start"]], text[entity["end"] :]
        if _tells(before, after):
            told = str(entity["value"])
    return told


def _tells(before: str, after: str) -> bool:
    own = _OF_SELF.search(before)
    if own is not None:
        # 我洛阳的托管咋报 names a place, 我在洛阳托管咋报 says where one is.
        return bool(re.search(rf"{_THERE}$", before)) or _OVER.match(after) is not None
    if _AT_THE_START.search(before) is None:
        return False
    return _LIVING.match(after) is not None or _OVER.match(after) is not None
