"""What is asked: sentences that no model was trained on, each only once.

So no cache of the bot's can help it: the encoder knows every training sentence, and
every message that it has read.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import yaml

from settings import ROOT

_SEED = 20210224
# Rasa's notation for names: [郑州](region) and [去年]{"entity": "period"}.
_ANNOTATED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def fresh_questions(root: Path = ROOT) -> list[str]:
    """Return every held-out sentence and every worker's line of the conversations.

    They are in an order that is the same each time, and each stands once. Rasa's
    commands are left out: stock Rasa says nothing to /restart.
    """
    found: dict[str, None] = {}
    for path in sorted((root / "tests" / "bot").glob("held_out*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                found[_ANNOTATED.sub(r"\1", line.strip()[1:].strip())] = None
    for path in sorted((root / "tests" / "conversations").rglob("*.yml")):
        for talk in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            found.update(dict.fromkeys(_worker_lines(talk)))
    questions = [text for text in found if text and not text.startswith("/")]
    random.Random(_SEED).shuffle(questions)
    return questions


def _worker_lines(talk: Any) -> list[str]:
    turns = talk.get("talk", []) if isinstance(talk, dict) else []
    lines = [turn.get("worker") for turn in turns if isinstance(turn, dict)]
    return [line.strip() for line in lines if isinstance(line, str)]
