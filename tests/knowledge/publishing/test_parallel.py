"""Many people at once: nothing that was typed is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.models import Audit, Draft, Revision
from knowledge.publishing import drafts
from knowledge.publishing.documents import count_documents, live_document
from knowledge.publishing.errors import StaleDraftError
from knowledge.publishing.publishing import publish
from tests.knowledge.publishing.people import (
    EDITOR,
    REVIEWER,
    SECOND,
    acting,
    hand_in,
)

_EDITS = 100
_AT_ONCE = 12


def _add_phrasing(engine: Engine, number: int) -> int:
    """Add to one dossier like a person whose page shows what stood there before."""
    who = EDITOR if number % 2 else SECOND
    with acting(engine, who) as session:
        draft = drafts.open_draft(session, "programme", "childcare")
        version, document = draft.version, dict(draft.document or {})
    conflicts = 0
    while True:
        mine = document | {"phrasings": [*document["phrasings"], f"第{number}种问法"]}
        try:
            with acting(engine, who) as session:
                drafts.save(session, ("programme", "childcare"), mine, version)
        except StaleDraftError as told:
            conflicts += 1
            version, document = told.version, dict(told.theirs or {})
        else:
            return conflicts


def test_edits_of_one_document(console: Engine) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda n: _add_phrasing(console, n), range(_EDITS)))
    with Session(console) as session:
        draft = drafts.find_draft(session, "programme", "childcare")
        assert draft is not None
        kept = (draft.document or {})["phrasings"]
        assert len(kept) == len(set(kept)) == _EDITS + 1
        assert session.scalars(select(func.count()).select_from(Draft)).one() == 1
        saved = select(func.count()).where(Audit.event == "draft.save")
        assert session.scalars(saved).one() == _EDITS


def test_who_saves_while_it_is_published_is_told(console: Engine) -> None:
    document = {"text": "菜鸟驿站", "note": "改了。"}
    draft_id = hand_in(console, "lookalike", "菜鸟驿站", document)
    with Session(console) as session:
        version = session.get_one(Draft, draft_id).version

    def saved() -> StaleDraftError | None:
        mine = document | {"note": "再改。"}
        try:
            with acting(console, EDITOR) as session:
                drafts.save(session, ("lookalike", "菜鸟驿站"), mine, version)
        except StaleDraftError as told:
            return told
        return None

    with ThreadPoolExecutor(1) as pool:
        with acting(console, REVIEWER) as session:
            publish(session, [draft_id], "好")
            session.flush()
            saving = pool.submit(saved)
            _wait_until_somebody_waits(console)
        told = saving.result()
    assert told is not None and told.theirs == document
    assert "已经发布" in told.message


def _wait_until_somebody_waits(engine: Engine) -> None:
    # On SQLite the one who saves has not even begun to read.
    if engine.dialect.name == "postgresql":
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        with engine.connect() as connection:
            while not connection.scalar(waiting):
                pass


def _publish_source(engine: Engine, number: int) -> int:
    name = f"source-{number}"
    document: dict[str, Any] = {"id": name, "title": name, "publisher": "p", "date": ""}
    draft_id = hand_in(engine, "source", name, document)
    with acting(engine, REVIEWER) as session:
        return publish(session, [draft_id], "好")[0].knowledge_version


def test_edits_of_different_documents(console: Engine) -> None:
    with Session(console) as session:
        before = count_documents(session, "source")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        versions = list(pool.map(lambda n: _publish_source(console, n), range(_EDITS)))
    assert len(set(versions)) == _EDITS
    with Session(console) as session:
        assert count_documents(session, "source") == before + _EDITS
        assert session.scalars(select(func.count()).select_from(Revision)).one() == (
            _EDITS
        )


def test_all_open_the_same_new_document(console: Engine) -> None:
    def opened(number: int) -> int:
        with acting(console, EDITOR if number % 2 else SECOND) as session:
            return drafts.open_draft(session, "metric", "brand_new").id

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        assert len(set(pool.map(opened, range(_AT_ONCE * 2)))) == 1


def test_one_of_two_who_publish_the_same(console: Engine) -> None:
    document = {"text": "菜鸟驿站", "note": "改了。"}
    draft_id = hand_in(console, "lookalike", "菜鸟驿站", document)

    def published(_number: int) -> bool:
        try:
            with acting(console, REVIEWER) as session:
                publish(session, [draft_id], "好")
        except Exception:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(published, range(4))) == [False] * 3 + [True]
    with Session(console) as session:
        assert live_document(session, "lookalike", "菜鸟驿站") == document
