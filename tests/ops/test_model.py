"""When a model is trained, and which are kept."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ops import model as models
from ops.model import ensure_model
from settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load_settings({}), var_dir=tmp_path)


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stand in for the training; the list fills with what was trained."""
    done: list[Path] = []

    def train(settings: Settings, model: Path) -> None:
        model.touch()
        done.append(model)

    monkeypatch.setattr(models, "_train", train)
    return done


def test_it_is_trained_once_for_the_same_data(
    settings: Settings, trained: list[Path]
) -> None:
    first = ensure_model(settings)
    assert ensure_model(settings) == first
    assert trained == [first]


def test_it_is_trained_again_for_other_data(
    settings: Settings, trained: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ensure_model(settings)
    monkeypatch.setattr(models, "fingerprint", lambda: "other")
    assert ensure_model(settings) != first
    assert len(trained) == 2


def test_only_the_newest_models_are_kept(
    settings: Settings, trained: list[Path]
) -> None:
    folder = settings.var_dir / "models"
    folder.mkdir()
    for age in range(1, 5):
        old = folder / f"{age}.tar.gz"
        old.touch()
        os.utime(old, (1000 - age, 1000 - age))
    new = ensure_model(settings)
    assert set(folder.iterdir()) == {new, folder / "1.tar.gz", folder / "2.tar.gz"}
