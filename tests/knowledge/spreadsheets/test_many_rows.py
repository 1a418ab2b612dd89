"""Five thousand rows, from preview to drafts."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.models import Audit, Draft
from knowledge.publishing.actor import actor_var
from knowledge.spreadsheets.preview import SHOWN, Preview, preview
from tests.knowledge.publishing.people import EDITOR
from tests.knowledge.spreadsheets.books import FIGURE, confirmed, file, previewed

_ROWS = 5000


def _figures() -> bytes:
    head = FIGURE[:14]
    rest = ["家", None, "1家", "全省", "河南省", "paper-2021｜一份报纸", None]
    rows = [
        [None, "户外劳动者驿站", "新建驿站", 2020, "完成", f"口径{n}", n, *rest]
        for n in range(_ROWS)
    ]
    return file({"数字": [head, *rows]})


def test_it_is_previewed_with_progress_and_confirmed(console: Engine) -> None:
    content = _figures()
    steps: list[tuple[str, int, int]] = []
    token = actor_var.set(EDITOR)
    try:
        with Session(console) as session:
            found = preview(
                session, content, "", lambda *step: steps.append(tuple(step))
            )
    finally:
        actor_var.reset(token)
    assert found.counts["new"] == _ROWS and not found.refusals
    assert len(found.new) == SHOWN and len(found.plan) == _ROWS
    assert ("正在读文件", _ROWS, 0) in steps
    assert ("正在检查", _ROWS, _ROWS) in steps
    kept = Preview.unpacked(found.packed())
    assert kept == found
    assert confirmed(console, kept.plan) == _ROWS
    with Session(console) as session:
        assert session.scalars(select(func.count()).select_from(Draft)).one() == _ROWS
        imports = session.scalars(select(Audit).where(Audit.event == "import")).all()
    assert [(one.login, one.new) for one in imports] == [
        (EDITOR.login, {"drafts": _ROWS})
    ]
    assert previewed(console, content).counts["same"] == _ROWS
