"""Rasa's code is what ours was written against, and other code is left alone."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.lock_store import LockStore

from bot.engine import lock_store, tracker_store
from bot.engine.installed import REPLACEMENTS
from bot.engine.replacement import Replacement, fingerprint, install, is_unchanged


class Theirs:
    """Stands for a class of Rasa's."""

    def answer(self) -> str:
        """Answer as Rasa does."""
        return "theirs"


def ours(self: Theirs) -> str:
    """Answer as we do."""
    return "ours"


_ORIGINAL = Theirs.answer


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Theirs, "answer", _ORIGINAL)


@pytest.mark.parametrize("replacement", REPLACEMENTS, ids=lambda r: r.title)
def test_rasa_is_as_it_was_when_the_replacement_was_written(
    replacement: Replacement,
) -> None:
    assert replacement.is_safe()


@pytest.mark.parametrize("replacement", REPLACEMENTS, ids=lambda r: r.title)
def test_a_replacement_takes_the_place_of_something(replacement: Replacement) -> None:
    assert hasattr(replacement.owner, replacement.name)


@pytest.mark.parametrize("module", [lock_store, tracker_store])
def test_the_bases_of_the_stores_are_as_they_were(module: SimpleNamespace) -> None:
    assert is_unchanged(module.WRITTEN_AGAINST)


def test_code_without_source_is_not_known() -> None:
    assert not is_unchanged(((len, fingerprint(_ORIGINAL)),))


def test_known_code_is_replaced() -> None:
    known = ((_ORIGINAL, fingerprint(_ORIGINAL)),)
    assert install([Replacement(Theirs, "answer", ours, known)]) == []
    assert Theirs().answer() == "ours"


def test_other_code_stays_and_is_named_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    known = (
        (_ORIGINAL, fingerprint(_ORIGINAL)),
        (LockStore, fingerprint(RemoteAction)),
    )
    with caplog.at_level(logging.WARNING):
        left = install([Replacement(Theirs, "answer", ours, known)])
    assert left == ["Theirs.answer"]
    assert Theirs().answer() == "theirs"
    assert "Theirs.answer" in caplog.text
