"""What is asked was never learnt, and is asked once."""

from __future__ import annotations

from pathlib import Path

import yaml

from ops.bench.questions import fresh_questions
from settings import ROOT


def test_nothing_is_asked_twice_and_the_order_is_fixed() -> None:
    questions = fresh_questions()
    assert len(set(questions)) == len(questions) > 500
    assert fresh_questions() == questions


def test_nothing_is_asked_that_was_trained_on() -> None:
    trained = set()
    for path in (ROOT / "data" / "nlu").rglob("*.yml"):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            trained.update(line[1:].strip() for line in block["examples"].splitlines())
    shared = trained.intersection(fresh_questions())
    # People greet with the same few words wherever one writes them down.
    assert len(shared) < 0.1 * len(fresh_questions())


def test_both_kinds_of_files_are_read_and_names_lose_their_marks(
    tmp_path: Path,
) -> None:
    held_out = tmp_path / "tests" / "bot" / "held_out.yml"
    talk = tmp_path / "tests" / "conversations" / "gaps" / "talk.yml"
    for path in (held_out, talk):
        path.parent.mkdir(parents=True)
    held_out.write_text(
        "nlu:\n- intent: a\n  examples: |\n"
        '    - [郑州](region)咋办\n    - [去年]{"entity": "period"}呢\n'
        "    - 郑州咋办\n",
        encoding="utf-8",
    )
    talk.write_text(
        "talk:\n- worker: 那个呢\n- worker: /restart\n- worker: 谢谢\n"
        "---\ntalk:\n- worker: 谢谢\n",
        encoding="utf-8",
    )
    assert sorted(fresh_questions(tmp_path)) == sorted(
        ["郑州咋办", "去年呢", "那个呢", "谢谢"]
    )
