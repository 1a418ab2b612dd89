"""Tokens of sessions: the browser holds one, the database only its hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Make up a token: 256 bits, in characters that a cookie may hold."""
    return secrets.token_urlsafe(32)


def token_id(token: str) -> str:
    """The name under which a token's session stands: 64 hex digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
