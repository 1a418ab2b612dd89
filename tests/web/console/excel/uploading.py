"""Somebody who uploads a file and waits for what becomes of it."""

from __future__ import annotations

import httpx

from tests.knowledge.spreadsheets.books import SIGNPOST, file
from tests.web.console.harness import ORIGIN, Visitor

START = "/console/excel"
AID = [None, "法律援助", "司法局", "12348", "打12348问。", None, None]


def signposts(*rows: list[str | None]) -> bytes:
    """A file of signposts."""
    return file({"指路": [SIGNPOST, *rows]})


async def send(
    visitor: Visitor, content: bytes, name: str = "指路.xlsx"
) -> httpx.Response:
    """Upload a file, as the page does."""
    await visitor.get(START)
    return await visitor.client.post(
        f"{START}/import",
        data={"csrf": visitor.csrf},
        files={"file": (name, content)},
        headers={"Origin": ORIGIN},
    )


async def finished(visitor: Visitor, here: str) -> httpx.Response:
    """Ask for the progress until there is nothing more to wait for."""
    while True:
        state = await visitor.get(f"{here}/progress")
        assert state.status_code == 200, state.text
        if state.json()["finished"]:
            return await visitor.get(here)


async def uploaded(
    visitor: Visitor, content: bytes, name: str = "指路.xlsx"
) -> tuple[str, httpx.Response]:
    """Upload a file; give its address and the page that it leads to."""
    response = await send(visitor, content, name)
    assert response.status_code == 303, response.text
    here = response.headers["location"]
    return here, await finished(visitor, here)
