"""Nothing typed is lost when a session ends while a form is open.

What was sent is put into the next page, from which it can be sent again after the
log-in. Uploaded files cannot be kept that way, and passwords are not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData
from starlette.requests import Request

from web.console import csrf
from web.console.errors import TooLargeError

_SECRETS: Final = frozenset({csrf.FIELD, "code", "secret"})


@dataclass(frozen=True)
class Unsent:
    """A form that did not count.

    Attributes:
        path: Where it was sent to.
        fields: Its fields, in order.
        files: Whether files were lost.
    """

    path: str
    fields: Sequence[tuple[str, str]]
    files: bool = False

    @property
    def packed(self) -> str:
        """All of it as one text."""
        return json.dumps([self.path, list(self.fields), self.files])


async def unsent(request: Request) -> Unsent | None:
    """Give the form that a request sent; None if there is nothing to be kept.

    A form without an origin, or of another one, is not kept: nobody shall be led to
    send on what another site has made up.
    """
    own = f"{request.url.scheme}://{request.url.netloc}".lower()
    if request.method != "POST" or request.headers.get("origin", "").lower() != own:
        return None
    try:
        sent = await csrf.form(request)
    except TooLargeError:
        return None
    fields = [
        (name, value)
        for name, value in sent.multi_items()
        if isinstance(value, str) and _is_kept(name)
    ]
    files = any(not isinstance(value, str) for value in sent.values())
    return Unsent(request.url.path, fields, files) if fields or files else None


def unpack(form: FormData) -> Unsent | None:
    """Read what the log-in page has carried along, if anything usable."""
    text = form.get("unsent")
    try:
        found: Any = json.loads(text) if isinstance(text, str) and text else None
        path, fields, files = found
        kept = [(str(name), str(value)) for name, value in fields]
    except (ValueError, TypeError):
        return None
    return Unsent(path, kept, bool(files)) if is_own_path(path) else None


def is_own_path(path: Any) -> bool:
    """Tell whether it is a path of the console, not of another site."""
    return (
        isinstance(path, str)
        and path.startswith("/console/")
        and not any(character < " " or character == "\\" for character in path)
    )


def _is_kept(name: str) -> bool:
    return name not in _SECRETS and not name.endswith("password")
