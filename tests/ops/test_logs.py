"""Lines of the processes, on the terminal and in files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ops.logs import ConsoleSink, FileSink


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_without_a_terminal_nothing_is_coloured() -> None:
    stream = io.StringIO()
    ConsoleSink(stream)("bot", "\x1b[32mINFO\x1b[0m 你好")
    assert stream.getvalue() == "bot     | INFO 你好\n"


def test_on_a_terminal_the_name_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    ConsoleSink(stream)("bot", "你好")
    assert stream.getvalue() == "\x1b[35mbot     |\x1b[0m 你好\n"


def test_each_process_has_its_file(tmp_path: Path) -> None:
    sink = FileSink(tmp_path / "log")
    sink("bot", "一")
    sink("actions", "二")
    sink("bot", "三")
    assert sink.path("bot").read_text(encoding="utf-8") == "一\n三\n"
    assert sink.path("actions").read_text(encoding="utf-8") == "二\n"
