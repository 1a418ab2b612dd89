"""Whole imports, as people make and decide on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import httpx
from sqlalchemy import select

from knowledge.models import Draft, DraftImport, Revision
from tests.knowledge.spreadsheets.books import SIGNPOST, file
from tests.web.console.excel.uploading import finished, uploaded
from tests.web.console.harness import Console, Visitor

WORDS = [f"词{number}" for number in range(1, 13)]
"""More than a list names one by one."""


def workbook(words: Sequence[str] = WORDS, note: str = "不是服务") -> bytes:
    """A file of lookalikes, and of one signpost that is live already."""
    live = ["unemployment", "失业保险金", "人社局", "12333", "打12333问。", None, None]
    return file(
        {
            "易混词": [["词", "备注"], *([word, note] for word in words)],
            "指路": [SIGNPOST, live],
        }
    )


async def imported(
    console: Console, visitor: Visitor, content: bytes | None = None
) -> int:
    """Import a file; gives the number of the import."""
    here, preview = await uploaded(visitor, content or workbook(), "词表.xlsx")
    assert "确认，写成草稿" in preview.text, preview.text
    await visitor.post(f"{here}/confirm")
    assert "份草稿" in (await finished(visitor, here)).text
    with console.session() as session:
        newest = select(DraftImport.id).order_by(DraftImport.id.desc())
        return session.scalars(newest.limit(1)).one()


def address(number: int) -> str:
    """Where an import is."""
    return f"/console/drafts/imports/{number}"


def mark_in(response: httpx.Response) -> str:
    """How far the import was on a page, as its forms say."""
    found = re.search(r'name="mark" value="([^"]+)"', response.text)
    assert found is not None, response.text
    return found[1]


async def decide(
    visitor: Visitor, number: int, step: str, mark: str = "", **fields: str
) -> httpx.Response:
    """Decide on an import, from its page as it is now unless a mark says otherwise."""
    shown = await visitor.get(address(number))
    said = {"mark": mark or mark_in(shown), **fields}
    response = await visitor.post(f"{address(number)}/{step}", said)
    if response.status_code != 303:
        return response
    return await finished(visitor, response.headers["location"])


async def handed_in(console: Console) -> tuple[Visitor, Visitor, int]:
    """Import and hand in; gives the author, a reviewer and the import's number."""
    author = await console.logged_in("zhang")
    reviewer = await console.logged_in("li", role="reviewer")
    number = await imported(console, author)
    await decide(author, number, "submit")
    return author, reviewer, number


def drafts_of(console: Console, number: int) -> list[Draft]:
    """Read the drafts of an import."""
    with console.session() as session:
        wanted = select(Draft).where(Draft.import_id == number).order_by(Draft.id)
        return list(session.scalars(wanted))


def states_of(console: Console, number: int) -> set[str]:
    """The states that the drafts of an import are in."""
    return {draft.state for draft in drafts_of(console, number)}


def revisions(console: Console, *conditions: Any) -> list[Revision]:
    """Read what was published."""
    with console.session() as session:
        wanted = select(Revision).where(Revision.reviewer_id.is_not(None), *conditions)
        return list(session.scalars(wanted))
