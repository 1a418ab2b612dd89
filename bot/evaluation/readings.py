"""Read messages with a trained model: a JSON list of texts in, readings out.

A reading is what the actions get as ``tracker.latest_message``: with it they can be
judged in their own environment, where Rasa is not.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


async def read(model: Path, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Parse messages one after the other.

    Args:
        model: Rasa's model archive.
        texts: What workers typed.
    """
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    return [dict(await agent.parse_message(text)) for text in texts]


def main(arguments: Sequence[str]) -> None:
    """Read the texts of standard input into a file.

    Args:
        arguments: The model archive and the file to write; Rasa itself prints.
    """
    model, out = map(Path, arguments)
    readings = asyncio.run(read(model, json.load(sys.stdin)))
    # Numbers of numpy become plain ones.
    text = json.dumps(readings, ensure_ascii=False, default=float)
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
