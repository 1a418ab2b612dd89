"""What the console signs with the project's secret."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from typing import Any, Final

from itsdangerous import BadData, URLSafeTimedSerializer

from settings import Settings
from web.core.secret import secret_of

_LONGEST: Final = 4096


def visitor_csrf(settings: Settings, visitor: str) -> str:
    """The forms' token of a browser in which nobody is logged in."""
    said = f"console-visitor:{visitor}".encode("utf-8", "surrogatepass")
    return hmac.new(_secret(settings).encode(), said, hashlib.sha256).hexdigest()


def sign(settings: Settings, purpose: str, value: Any) -> str:
    """Sign a JSON value for one purpose."""
    return _signer(settings, purpose).dumps(value)


def unsign(settings: Settings, purpose: str, text: str, seconds: int) -> Any:
    """Read what was signed for this purpose; None if it was not, or is too old."""
    if not text or len(text) > _LONGEST or not text.isascii():
        return None
    try:
        return _signer(settings, purpose).loads(text, max_age=seconds)
    except BadData:
        return None


def _signer(settings: Settings, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_secret(settings), salt=f"console-{purpose}")


@lru_cache(maxsize=8)
def _secret(settings: Settings) -> str:
    # The file is read once, not with every request.
    return secret_of(settings)
