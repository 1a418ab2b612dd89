"""Codes that change every 30 seconds (TOTP), as phones compute them."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

import pyotp

_ISSUER: Final = "工小暖管理台"
_SECONDS: Final = 30
# A phone's clock may be a little off.
_TOLERATED_STEPS: Final = (0, -1, 1)


def new_secret() -> str:
    """Make up a secret: 160 bits in Base32."""
    return pyotp.random_base32()


def link(secret: str, login: str) -> str:
    """The ``otpauth:`` link that a phone's app takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=_ISSUER)


def accepted_step(
    secret: str, code: str, now: datetime, last_step: int | None
) -> int | None:
    """Find the time step of a code.

    Args:
        secret: The person's secret.
        code: What was typed; blanks in it do not count.
        now: The time.
        last_step: The step whose code was used last: it, and older ones, are spent.

    Returns:
        The step, to be kept as the last one; None if the code is wrong or spent.
    """
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdecimal()):
        return None
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // _SECONDS
    for step in (current + off for off in _TOLERATED_STEPS):
        right = totp.generate_otp(step)
        if hmac.compare_digest(right, typed) and step > (last_step or -1):
            return step
    return None
