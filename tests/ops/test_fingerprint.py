"""A model is trained again when, and only when, something that it learns changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.fingerprint import SOURCES, fingerprint
from settings import ROOT

FILES = (
    "config.yml",
    "domain.yml",
    "data/nlu/howto.yml",
    "data/rules/answers.yml",
    "data/stories/talk.yml",
    "data/knowledge/programmes/childcare.yml",
    "knowledge/migrations/first.py",
    "bot/nlu/tokenizer.py",
    "requirements/bot.txt",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (*FILES, "actions/answer.py", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_it_stays_the_same_while_nothing_changes(project: Path) -> None:
    assert fingerprint(project) == fingerprint(project)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_source_changes_it(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).write_text("changed")
    assert fingerprint(project) != before


def test_a_new_a_renamed_and_a_removed_file_change_it(project: Path) -> None:
    seen = [fingerprint(project)]
    added = project / "data/nlu/amount.yml"
    added.write_text("new")
    seen.append(fingerprint(project))
    renamed = added.rename(project / "data/nlu/time.yml")
    seen.append(fingerprint(project))
    assert len(set(seen)) == 3
    renamed.unlink()
    assert fingerprint(project) == seen[0]


@pytest.mark.parametrize(
    "name",
    ["actions/answer.py", "README.md", "bot/__pycache__/x.pyc", "data/nlu/.howto.swp"],
)
def test_what_a_model_does_not_learn_leaves_it(project: Path, name: str) -> None:
    before = fingerprint(project)
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("changed")
    assert fingerprint(project) == before


def test_its_sources_exist() -> None:
    # Stories are optional: the bot follows rules.
    missing = [name for name in SOURCES if not (ROOT / name).exists()]
    assert missing in ([], ["data/stories"])
