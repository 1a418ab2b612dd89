"""The documents name what is there: files, modules, targets, settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import settings
from settings import ROOT

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md")]
)
_LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)`")
_MODULE = re.compile(r"python -m ([a-z_]+(?:\.[a-z_]+)*)")
_MAKE = re.compile(r"(?:`|^ {4})make ([a-z]+)", re.MULTILINE)
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_SETTING = re.compile(r"GXN(?:_[A-Z]+)+")


def said(document: Path) -> str:
    """What a document says."""
    return document.read_text(encoding="utf-8")


def anchors(document: Path) -> set[str]:
    """The names under which a document's headings are reached."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(said(document))
    }


def named(pattern: re.Pattern[str]) -> list[tuple[Path, str]]:
    """What the documents name in this way, and where; there is some."""
    found = [(path, name) for path in DOCUMENTS for name in pattern.findall(said(path))]
    assert found
    return found


def test_links_lead_somewhere() -> None:
    lost = []
    for document, link in named(_LINK):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append((document.name, link))
    assert lost == []


def test_paths_of_the_project_exist() -> None:
    # What a run makes is not there before it.
    ours = [
        (document.name, path)
        for document, path in named(_PATH)
        if (ROOT / path.split("/")[0]).is_dir() and not path.startswith("var/")
    ]
    assert [one for one in ours if not (ROOT / one[1]).exists()] == []


def test_modules_of_the_project_exist() -> None:
    lost = []
    for document, name in named(_MODULE):
        path = ROOT.joinpath(*name.split("."))
        is_ours = (ROOT / name.split(".")[0]).is_dir()
        files = (path.with_suffix(".py"), path / "__main__.py")
        if is_ours and not any(file.exists() for file in files):
            lost.append((document.name, name))
    assert lost == []


def test_targets_exist() -> None:
    targets = set(_TARGET.findall(said(ROOT / "Makefile")))
    assert [one for one in named(_MAKE) if one[1] not in targets] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_settings_are_those_that_are_read(readme: str) -> None:
    told = said(ROOT / readme) + said(ROOT / "docs" / "wechat.zh-CN.md")
    names = set(_SETTING.findall(told)) - {"GXN_WECHAT", "GXN_WECOM"}
    assert names == set(settings._KNOWN)
