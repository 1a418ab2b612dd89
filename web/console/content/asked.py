"""What the address or the form of a request is about."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request

from knowledge.publishing.kinds import KINDS, Kind
from web.console.errors import NotFoundError

_LARGEST_ID = 2**53


def asked_kind(request: Request) -> Kind:
    """Give the kind that the path names.

    Raises:
        NotFoundError: There is none of that name.
    """
    kind = KINDS.get(request.path_params["kind"])
    if kind is None:
        raise NotFoundError
    return kind


def asked_id(request: Request) -> str:
    """Give the item that the query names.

    Raises:
        NotFoundError: It names none.
    """
    item_id = request.query_params.get("id", "").replace("\0", "")
    if not item_id:
        raise NotFoundError
    return item_id


def texts(sent: FormData) -> dict[str, str]:
    """Give a form's texts; files do not count."""
    return {name: value for name, value in sent.multi_items() if isinstance(value, str)}


def numbers(values: list[str]) -> list[int]:
    """Give the numbers among some texts, each once, in order."""
    found = [int(v) for v in values if v.isascii() and v.isdecimal() and len(v) < 16]
    return list(dict.fromkeys(one for one in found if one < _LARGEST_ID))


def number(text: object) -> int | None:
    """Read one number; None where there is none."""
    found = numbers([text]) if isinstance(text, str) else []
    return found[0] if found else None
