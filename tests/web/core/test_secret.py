"""The secret is set, or made once and kept to ourselves."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from settings import SettingsError, load_settings
from web.core.secret import bot_token, secret_of


def test_it_is_made_once(tmp_path: Path) -> None:
    settings = replace(load_settings({}), var_dir=tmp_path / "new")
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(secret_of, [settings] * 8))
    assert found == {secret_of(settings)}
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret"]


def test_the_setting_comes_first(tmp_path: Path) -> None:
    settings = replace(load_settings({}), var_dir=tmp_path, secret="s" * 32)
    assert secret_of(settings) == "s" * 32
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 40], ids=repr)
def test_a_broken_file_is_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    with pytest.raises(SettingsError, match="secret"):
        secret_of(replace(load_settings({}), var_dir=tmp_path))


def test_the_bots_token_is_the_secrets_and_does_not_tell_it(tmp_path: Path) -> None:
    settings = replace(load_settings({}), var_dir=tmp_path)
    ours = replace(settings, secret="a" * 32)
    assert bot_token(ours) == bot_token(replace(ours, bot_port=7005))
    assert bot_token(ours) != bot_token(replace(ours, secret="b" * 32))
    assert "a" * 32 not in bot_token(ours)
    # Without a secret that is set, the machine's own.
    assert bot_token(settings) == bot_token(settings)
