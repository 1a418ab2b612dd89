"""The page of quality, docs/quality.md: each command keeps a section of its own.

Standard library only, so that what runs in the bot's environment writes it as well.
"""

from __future__ import annotations

import os
import platform
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from settings import ROOT

PAGE = ROOT / "docs" / "quality.md"

_HEAD = """# Quality

How good the bot is, as last measured. Each section is written by the command that it
names; write nothing by hand between its marks.
"""
_NOT_YET = "Not measured yet."


class Section(NamedTuple):
    """A part of the page and the command that measures it."""

    title: str
    command: str


# In the order of the page.
SECTIONS = {
    "exam": Section("The exam: whole conversations", "make exam"),
    "understanding": Section("Understanding: sentence by sentence", "make evaluate"),
    "thresholds": Section("Thresholds: chosen by cost", "make calibrate WRITE=1"),
    "bench": Section("Speed: the whole bot beside stock Rasa", "make bench"),
    "crowd": Section("A crowd: many widget sessions at once", "make crowd"),
}


def update_section(name: str, body: str, page: Path = PAGE) -> None:
    """Replace one section of the page; what is outside it stays as it is.

    Args:
        name: Which section, a key of ``SECTIONS``.
        body: Its new content in Markdown, without title.
        page: The file; it is made if it is missing.
    """
    text = page.read_text(encoding="utf-8") if page.exists() else _HEAD
    for known in SECTIONS:
        if _begin(known) not in text:
            text = f"{text.rstrip()}\n\n{_section(known, _NOT_YET)}\n"
    stamp = f"{date.today().isoformat()} · `{SECTIONS[name].command}` · {machine()}"
    before, _, rest = text.partition(_begin(name))
    _, _, after = rest.partition(_end(name))
    _write(page, before + _section(name, f"{stamp}\n\n{body.strip()}") + after)


def machine() -> str:
    """One line on the machine that measures."""
    parts = [f"{os.cpu_count()} × {_processor()}"]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        parts.append(f"{memory / 2**30:.0f} GB")
    parts.append(f"{platform.system()}, Python {platform.python_version()}")
    return ", ".join(parts)


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name" and value.strip():
                return value.strip()
    return platform.processor() or platform.machine()


def _begin(name: str) -> str:
    return f"<!-- {name}: begin -->"


def _end(name: str) -> str:
    return f"<!-- {name}: end -->"


def _section(name: str, content: str) -> str:
    title = SECTIONS[name].title
    return f"{_begin(name)}\n## {title}\n\n{content}\n{_end(name)}"


def _write(page: Path, text: str) -> None:
    """Write in one step, so that a reader never finds half a page."""
    page.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=str(page.parent), prefix=".quality-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(name, 0o644)
    os.replace(name, str(page))
