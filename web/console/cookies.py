"""The console's cookies: never readable by scripts, never sent by other sites."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

SESSION: Final = "gxn_staff"
"""The token of a session."""
VISITOR: Final = "gxn_visitor"
"""Tells browsers apart before anybody is logged in, for the log-in form's token."""
FLASH: Final = "gxn_flash"
"""Sentences for the next page, signed."""
OIDC: Final = "gxn_oidc"
"""What a log-in at the single sign-on was begun with, signed."""

_LONGEST: Final = 4096


def is_secure(request: Request) -> bool:
    """Tell whether the browser came by https (the proxy's word counts, if trusted)."""
    return request.url.scheme == "https"


def read(request: Request, name: str) -> str:
    """Give a cookie's value; empty if it is not there or absurdly long."""
    value = request.cookies.get(_full(name, is_secure(request)), "")
    return value if len(value) <= _LONGEST else ""


def header(name: str, value: str, seconds: int, *, secure: bool) -> str:
    """Give a Set-Cookie header; 0 seconds delete the cookie.

    Over https the name has the prefix by which browsers refuse a cookie that another
    host of the domain, or an unencrypted page, tries to plant.
    """
    parts = [
        f"{_full(name, secure)}={value}",
        "Path=/",
        f"Max-Age={seconds}",
        "HttpOnly",
        "SameSite=Lax",
    ]
    return "; ".join([*parts, "Secure"] if secure else parts)


def _full(name: str, secure: bool) -> str:
    return f"__Host-{name}" if secure else name
