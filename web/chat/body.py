"""Reading a request's JSON without trusting any of it."""

from __future__ import annotations

import json
from typing import NoReturn

from starlette.requests import Request

from web.chat.problems import broken, wrong_type


async def json_body(request: Request) -> object:
    """Read the body, whose size the app has limited already.

    Raises:
        RequestError: It is not JSON in UTF-8, or holds what no text may hold.
    """
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if kind.strip().lower() != "application/json":
        raise wrong_type()
    if charset not in ("", "charset=utf-8", "charset=utf8"):
        raise wrong_type()
    try:
        text = (await request.body()).decode("utf-8")
        data: object = json.loads(text, parse_constant=_refuse)
        _check_texts(data)
    except (ValueError, RecursionError):
        raise broken() from None
    return data


def _check_texts(data: object) -> None:
    """Refuse NUL and halves of surrogate pairs, which JSON can spell with escapes."""
    if isinstance(data, str):
        data.encode("utf-8")
        if "\0" in data:
            raise ValueError("NUL")
    elif isinstance(data, dict):
        for name, value in data.items():
            _check_texts(name)
            _check_texts(value)
    elif isinstance(data, list):
        for value in data:
            _check_texts(value)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
