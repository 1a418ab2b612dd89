"""What staff read on the console's pages is Chinese."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from settings import ROOT

_CONSOLE = ROOT / "web" / "console"
_PAGES = sorted(_CONSOLE.rglob("*.html"))
_WORDINGS = sorted(_CONSOLE.rglob("*wording*.py"))
# Filled in by the server, a command to be typed, pieces of tags, or not shown.
_UNSEEN = re.compile(
    r"\{% macro _(?:described|invalid)\(.*?endmacro|<code.*?</code>"
    r"|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}"
    r"|<style.*?</style>|<script.*?</script>|<!--.*?-->",
    re.DOTALL,
)
_READ_OUT = re.compile(r'(?:placeholder|title|aria-label|alt)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&#?\w+;")
_WORD = re.compile(r"[A-Za-z]{2,}")
# Names that are the same in Chinese.
_NAMES = {"Excel", "xlsx", "Ctrl", "IP"}


def _foreign(text: str) -> set[str]:
    return set(_WORD.findall(_ENTITY.sub(" ", text))) - _NAMES


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_a_page_says_nothing_in_english(page: Path) -> None:
    text = _UNSEEN.sub(" ", page.read_text(encoding="utf-8"))
    seen = " ".join([_TAG.sub(" ", text), *_READ_OUT.findall(text)])
    assert _foreign(seen) == set()


@pytest.mark.parametrize("module", _WORDINGS, ids=lambda m: "/".join(m.parts[-2:]))
def test_a_sentence_of_the_console_is_chinese(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    sentences = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"[\u4e00-\u9fff]", node.value)
    ]
    assert sentences
    assert [text for text in sentences if _foreign(re.sub(r"\{.*?\}", "", text))] == []


def test_the_test_sees_english() -> None:
    assert _foreign("保存 Save") == {"Save"}
    assert len(_PAGES) > 20
