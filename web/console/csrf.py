"""A change counts only if it was sent by a page of the same session."""

from __future__ import annotations

import hmac
from typing import Final

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from web.console.errors import ForgedError, TooLargeError
from web.console.visit import visit_of

FIELD: Final = "csrf"
"""The form field of the token."""
HEADER: Final = "X-CSRF-Token"
"""Where scripts send it."""
_MOST_FIELDS: Final = 10_000
_LARGEST_FIELD: Final = 2 * 1024 * 1024


def csrf_field(request: Request) -> Markup:
    """Give the hidden field that every form carries."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(
        FIELD, visit_of(request).csrf
    )


async def form(request: Request) -> FormData:
    """Read a form.

    Raises:
        TooLargeError: It has more fields, or larger ones, than any page sends.
    """
    try:
        return await request.form(
            max_files=10, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD
        )
    except HTTPException:
        raise TooLargeError from None


async def require_own_page(request: Request) -> None:
    """Demand that a change comes from a page of this session.

    Raises:
        ForgedError: Another site's page sent it, or the token is missing or another.
        TooLargeError: The form cannot be read.
    """
    _require_own_origin(request)
    token = request.headers.get(HEADER)
    if token is None:
        sent = (await form(request)).get(FIELD, "")
        token = sent if isinstance(sent, str) else ""
    known = visit_of(request).csrf
    if not hmac.compare_digest(
        token.encode("utf-8", "surrogatepass"), known.encode("ascii")
    ):
        raise ForgedError


def _require_own_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.url.netloc}"
    if origin is not None and origin.lower() != own.lower():
        raise ForgedError
    if request.headers.get("sec-fetch-site", "same-origin") not in (
        "same-origin",
        "none",
    ):
        raise ForgedError
