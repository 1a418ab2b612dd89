"""Passwords: what is a good one, how it is kept, and one-time passwords."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError

SHORTEST: Final = 12
"""Characters."""
LONGEST: Final = 128
"""Characters; a longer one would only make the hash slow."""
_FEWEST_DIFFERENT: Final = 5
_ONE_TIME: Final = "one-time:"
_COMMON_FILE: Final = Path(__file__).with_name("common_passwords.txt")
# Without what is read as something else: 0 and O, 1 and l and I.
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"

_HASHER: Final = PasswordHash.recommended()


def problem(password: str, login: str) -> str | None:
    """Say in Chinese why a password is not good enough; None if it is."""
    folded = _folded(password)
    if len(password) < SHORTEST:
        return f"密码至少要 {SHORTEST} 个字符，可以用几个不相干的词连起来"
    if len(password) > LONGEST:
        return f"密码最多 {LONGEST} 个字符"
    if login and _folded(login) in folded:
        return "密码里不能有自己的账号"
    if len(set(folded)) < _FEWEST_DIFFERENT:
        return f"密码里至少要有 {_FEWEST_DIFFERENT} 种不同的字符"
    if folded in _common():
        return "这个密码太常见，容易被猜到，请换一个"
    return None


def make_hash(password: str, *, one_time: bool = False) -> str:
    """Hash a password (Argon2id).

    Args:
        password: In any Unicode form: one keyboard composes what another does not.
        one_time: Whether it must be replaced at the next log-in.
    """
    hashed = _HASHER.hash(_composed(password))
    return f"{_ONE_TIME}{hashed}" if one_time else hashed


def matches(password: str, hashed: str | None) -> bool:
    """Tell whether it is the password; without a hash, take as long and say no."""
    if len(password) > LONGEST:
        password = ""
    known = (hashed or _dummy()).removeprefix(_ONE_TIME)
    try:
        right = _HASHER.verify(_composed(password), known)
    except UnknownHashError:
        return False
    return right and hashed is not None


def is_one_time(hashed: str | None) -> bool:
    """Tell whether a password must be replaced before anything else."""
    return hashed is not None and hashed.startswith(_ONE_TIME)


def one_time_password() -> str:
    """Make up a password that is easy to read out: four groups of four."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _composed(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _dummy() -> str:
    """A hash that no password has, as costly as the others."""
    return _HASHER.hash(secrets.token_bytes(32))


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON_FILE.read_text(encoding="utf-8").split())
