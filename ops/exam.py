"""Asking the bot the exam's questions (``make exam``)."""

from __future__ import annotations

import argparse
import collections
import contextlib
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from ops.errors import OpsError
from ops.instance import throwaway_instance
from ops.processes import bot_is_up, webhook
from ops.quality import PAGE, update_section
from settings import ROOT, load_settings

_EXAM_FOLDER = ROOT.parent / "shared" / "exam"
_OWN = ROOT / "tests" / "exam"
ALL = "all"


def main(arguments: list[str]) -> None:
    """Ask the running bot, or one started for it, and keep the score.

    The report goes to ``reports/exam.json`` under the folder for variable data, and
    to the page of quality if the whole exam was asked.
    """
    settings = load_settings()
    parser = argparse.ArgumentParser(prog="make exam")
    parser.add_argument("--runner", type=Path, default=_EXAM_FOLDER / "ask.py")
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args(arguments)
    files = options.files or whole_exam()
    for path in (options.runner, *files):
        if not path.is_file():
            raise OpsError(f"{path} is missing: lay the exam's folder there")

    report = settings.var_dir / "reports" / "exam.json"
    with contextlib.ExitStack() as stack:
        url = webhook(settings)
        if not bot_is_up(settings):
            print("exam    | no bot is running: starting one for it", flush=True)
            url = stack.enter_context(throwaway_instance()).url
        turns = _ask(options.runner, files, url)
    report.parent.mkdir(parents=True, exist_ok=True)
    summary: dict[str, Any] = {
        "date": date.today().isoformat(),
        "files": [path.name for path in files],
        "tags": score(files, turns),
        "turns": turns,
    }
    text = json.dumps(summary, ensure_ascii=False, indent=1)
    report.write_text(text + "\n", encoding="utf-8")
    print(f"exam    | report: {report}")
    # A page that tells of some of the questions would be taken for all of them.
    if not options.files:
        update_section("exam", table(summary["tags"]))
        print(f"exam    | scores: {PAGE.relative_to(ROOT)}")


def whole_exam() -> list[Path]:
    """The files of the exam: the shared ones, and those of this repository."""
    return [_EXAM_FOLDER / "sample.jsonl", *sorted(_OWN.glob("*.jsonl"))]


def _ask(runner: Path, files: list[Path], url: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "turns.jsonl"
        command = [sys.executable, str(runner), "--url", url, "--json", str(out)]
        if subprocess.run([*command, *map(str, files)]).returncode:
            raise OpsError(f"{runner.name} failed (see above)")
        return _rows(out)


def _rows(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def score(files: list[Path], turns: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """How many conversations of each file and tag went right in every turn.

    Args:
        files: The exam's files, a conversation a line, with ``id`` and ``tags``.
        turns: The runner's rows, with the conversation's ``id`` and what was ``bad``.

    Returns:
        ``right`` and ``total`` by tag; the tag ``all`` counts everything, a file's
        name the file.
    """
    wrong = {turn["id"] for turn in turns if turn["bad"]}
    result: dict[str, dict[str, int]] = collections.defaultdict(
        lambda: {"right": 0, "total": 0}
    )
    for path in files:
        for conversation in _rows(path):
            for tag in [ALL, path.name, *conversation.get("tags", [])]:
                result[tag]["total"] += 1
                result[tag]["right"] += conversation["id"] not in wrong
    return dict(result)


def table(tags: dict[str, dict[str, int]]) -> str:
    """The scores as they stand on the page of quality: all, files, then tags.

    Args:
        tags: ``right`` and ``total`` by tag.
    """
    lines = [
        "Conversations in which every turn was right. The bot's own files "
        "(`tests/exam/`) have been read by who built it, the sample has not.",
        "",
        "| file or tag | right | of | share |",
        "| --- | --- | --- | --- |",
    ]
    for tag, count in sorted(tags.items(), key=lambda row: _place(row[0])):
        share = 100 * count["right"] / count["total"]
        name = f"**{tag}**" if tag == ALL else tag
        lines.append(
            f"| {name} | {count['right']} | {count['total']} | {share:.1f} % |"
        )
    return "\n".join(lines)


def _place(tag: str) -> tuple[bool, bool, str]:
    return tag != ALL, not tag.endswith(".jsonl"), tag
