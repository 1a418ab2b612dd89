"""What a good password is, and how passwords are kept."""

from __future__ import annotations

import importlib

import pytest

from web.console.people import passwords

GOOD = "春眠不觉晓 处处闻啼鸟 夜来风雨声"


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("", "至少"),
        ("x1!yZ90-=ab", "至少"),
        ("x1!y" * 33, "最多"),
        ("my-Zhang.Li-1", "账号"),
        ("ＺＨＡＮＧ．ＬＩ－１２３", "账号"),
        ("abababababab", "种不同"),
        ("password1234", "常见"),
        ("PassWord1234", "常见"),
        ("ｐａｓｓｗｏｒｄ１２３４", "常见"),
        ("1qaz2wsx3edc", "常见"),
    ],
)
def test_bad_passwords_are_named(password: str, word: str) -> None:
    assert word in (passwords.problem(password, "zhang.li") or "")


@pytest.mark.parametrize("password", [GOOD, "correct horse battery", "x1!yZ90-=abQ"])
def test_good_passwords_are_taken(password: str) -> None:
    assert passwords.problem(password, "zhang.li") is None


def test_the_hash_is_argon2id_and_salted() -> None:
    first, second = passwords.make_hash(GOOD), passwords.make_hash(GOOD)
    assert first.startswith("$argon2id$")
    assert first != second
    assert passwords.matches(GOOD, first)
    assert not passwords.matches(GOOD + "x", first)


def test_the_real_cost_is_what_the_library_recommends() -> None:
    fresh = importlib.util.module_from_spec(passwords.__spec__)
    assert passwords.__spec__.loader is not None
    passwords.__spec__.loader.exec_module(fresh)
    assert "m=65536,t=3,p=4" in fresh.make_hash(GOOD)


def test_another_composition_of_the_same_signs_matches() -> None:
    hashed = passwords.make_hash("caf\u00e9 caf\u00e9 caf\u00e9")
    assert passwords.matches("cafe\u0301 cafe\u0301 cafe\u0301", hashed)


@pytest.mark.parametrize("hashed", [None, "", "nonsense", "one-time:"])
def test_without_a_hash_nothing_matches(hashed: str | None) -> None:
    assert not passwords.matches(GOOD, hashed)


def test_one_time_passwords_are_marked_and_good_enough() -> None:
    made = {passwords.one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(passwords.problem(password, "zhang") is None for password in made)
    [password, *_] = made
    hashed = passwords.make_hash(password, one_time=True)
    assert passwords.is_one_time(hashed)
    assert passwords.matches(password, hashed)
    assert not passwords.is_one_time(passwords.make_hash(password))
    assert not passwords.is_one_time(None)


def test_every_common_password_would_otherwise_pass() -> None:
    listed = passwords._COMMON_FILE.read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed), key=listed.index)
    assert all(word == word.casefold() for word in listed)
