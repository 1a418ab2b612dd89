"""Finding the browser, and what is told where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ops import chromium
from ops.errors import OpsError


def program(path: Path, body: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_finds_it_under_each_of_its_names(tmp_path: Path, name: str) -> None:
    browser = program(tmp_path / name)
    assert chromium.find_chromium({"PATH": str(tmp_path)}) == browser


def test_installs_it_with_chinese_fonts_where_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, asked = tmp_path / "chromium", tmp_path / "asked"
    program(
        tmp_path / "apt-get",
        f'echo "$@" >> {asked}; [ "$2" = update ] || {{ : > {browser};'
        f" /bin/chmod 755 {browser}; }}",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert chromium.ensure_chromium() == browser
    assert asked.read_text().splitlines() == [
        "-q update",
        "-q install -y --no-install-recommends chromium fonts-noto-cjk",
    ]


@pytest.mark.parametrize(("user", "apt"), [(1000, True), (0, False), (0, True)])
def test_one_clear_line_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, apt: bool
) -> None:
    if apt:
        program(tmp_path / "apt-get", "exit 100")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    with pytest.raises(OpsError, match="apt install chromium fonts-noto-cjk"):
        chromium.ensure_chromium()
