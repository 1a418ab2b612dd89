"""WeChat's signatures: SHA-1 over the sorted parts."""

from __future__ import annotations

import hashlib
import hmac


def sign(*parts: str) -> str:
    """The hexadecimal SHA-1 of the parts, sorted and joined."""
    joined = "".join(sorted(parts)).encode()
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def is_signed(signature: str, *parts: str) -> bool:
    """Whether the signature is the parts' own, compared in constant time."""
    return hmac.compare_digest(signature.encode(), sign(*parts).encode())
