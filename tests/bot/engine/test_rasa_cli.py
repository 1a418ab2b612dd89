"""Our parts are in Rasa when it answers, and not when it trains."""

from __future__ import annotations

import os
import sys

import pytest
import rasa.__main__

from bot.engine import installed
from ops import rasa_cli
from ops.blas import blas_environ

_THREADS = "OPENBLAS_NUM_THREADS"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done, in order, instead of doing it."""
    done: list[str] = []
    monkeypatch.setattr(installed, "install_all", lambda: done.append("install"))
    monkeypatch.setattr(rasa.__main__, "main", lambda: done.append("rasa"))
    for name in blas_environ():
        monkeypatch.setenv(name, "unset by this test")
        monkeypatch.delenv(name)
    return done


def test_a_bot_that_answers_gets_them_before_rasa_starts(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["rasa", "run", "--port", "5005"])
    rasa_cli.main()
    assert steps == ["install", "rasa"]
    assert os.environ[_THREADS] == "1"


def test_a_number_of_threads_that_someone_set_stands(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_THREADS, "4")
    monkeypatch.setattr(sys, "argv", ["rasa", "run"])
    rasa_cli.main()
    assert os.environ[_THREADS] == "4"


def test_training_is_rasas_own_and_takes_all_cores(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["rasa", "train", "--force"])
    rasa_cli.main()
    assert steps == ["rasa"]
    assert _THREADS not in os.environ


@pytest.mark.parametrize(
    ("command", "token", "arguments"),
    [
        ("run", "abc", ["--enable-api", "--auth-token=abc"]),
        ("run", "", []),
        ("train", "abc", []),
    ],
)
def test_the_api_is_opened_to_a_token_only(
    steps: list[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    token: str,
    arguments: list[str],
) -> None:
    monkeypatch.setenv("BOT_TOKEN", token)
    monkeypatch.setattr(sys, "argv", ["rasa", command])
    rasa_cli.main()
    assert sys.argv == ["rasa", command, *arguments]
