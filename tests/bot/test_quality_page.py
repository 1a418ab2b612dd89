"""The page of quality, which two commands write."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.quality import SECTIONS, machine, update_section


def test_a_new_page_has_all_sections(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "quality.md"
    update_section("exam", "| tag | right |", page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Quality\n")
    assert "| tag | right |" in text
    assert text.count("Not measured yet.") == len(SECTIONS) - 1
    assert all(f"\n## {section.title}\n" in text for section in SECTIONS.values())


def test_a_section_says_when_how_and_where(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    update_section("understanding", "body", page)
    line = page.read_text(encoding="utf-8").partition("Understanding")[2].split("\n")[2]
    assert line[:2] == "20"
    assert "`make evaluate`" in line
    assert machine() in line


@pytest.mark.parametrize(
    "order", [("exam", "understanding"), ("understanding", "exam")]
)
def test_no_section_destroys_another(tmp_path: Path, order: tuple[str, str]) -> None:
    page = tmp_path / "quality.md"
    for name in order:
        update_section(name, f"old {name}", page)
    for name in order:
        update_section(name, f"new {name}", page)
    text = page.read_text(encoding="utf-8")
    assert not any(f"old {name}" in text for name in order)
    assert text.index("new exam") < text.index("new understanding")
    assert text.count("<!--") == 2 * len(SECTIONS)


def test_what_stands_outside_the_marks_stays(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    update_section("exam", "first", page)
    page.write_text(
        page.read_text(encoding="utf-8").replace("# Quality", "# Quality\n\nBy hand.")
        + "\nThe end.\n",
        encoding="utf-8",
    )
    update_section("exam", "second", page)
    text = page.read_text(encoding="utf-8")
    assert "By hand." in text and text.endswith("The end.\n")
    assert "second" in text and "first" not in text


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    update_section("exam", "body", page)
    before = page.read_text(encoding="utf-8")
    update_section("exam", "body", page)
    assert page.read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["quality.md"]


def test_an_unknown_section_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        update_section("weather", "body", tmp_path / "quality.md")
