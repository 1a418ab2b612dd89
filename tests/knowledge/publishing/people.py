"""Staff for the tests, and transactions in which one of them acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from threading import RLock

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.database import writing
from knowledge.models import Revision, Staff
from knowledge.publishing.actor import Actor, actor_var
from knowledge.publishing.drafts import save, submit
from knowledge.publishing.normal import Document
from knowledge.publishing.publishing import publish

# SQLite serves those who wait in no order, and of many one may wait beyond its
# time-out: there the console lets them take turns, too (web/console/database.py).
_writers = RLock()

EDITOR = Actor(1, "xiaoli", "小李", "editor", address="10.0.0.1")
REVIEWER = Actor(2, "laowang", "老王", "reviewer", address="10.0.0.2")
ADMIN = Actor(3, "zhuren", "主任", "admin")
READER = Actor(4, "xinren", "新人", "reader")
SECOND = Actor(5, "xiaozhao", "小赵", "editor")
OF_ZHENGZHOU = Actor(6, "zhengzhou", "郑州的", "editor", regions=("zhengzhou",))
OF_CHILDCARE = Actor(7, "tuoguan", "管托管的", "editor", programmes=("childcare",))
EVERYBODY = (EDITOR, REVIEWER, ADMIN, READER, SECOND, OF_ZHENGZHOU, OF_CHILDCARE)


def hire(engine: Engine) -> None:
    """Put everybody into the database."""
    with Session(writing(engine)) as session, session.begin():
        for person in EVERYBODY:
            session.add(
                Staff(
                    id=person.id,
                    login=person.login,
                    name=person.name,
                    role=person.role,
                    created_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )


@contextmanager
def acting(engine: Engine, actor: Actor) -> Iterator[Session]:
    """Have a transaction in which somebody acts; it is undone by an error."""
    token = actor_var.set(actor)
    try:
        with (
            _writers if engine.dialect.name == "sqlite" else nullcontext(),
            Session(writing(engine), expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session
    finally:
        actor_var.reset(token)


def hand_in(
    engine: Engine, kind: str, item_id: str, document: Document, who: Actor = EDITOR
) -> int:
    """Save a document in a new draft and hand it in; give the draft's id."""
    with acting(engine, who) as session:
        draft = save(session, (kind, item_id), document, None)
        return submit(session, draft.id, draft.version).id


def bring_live(engine: Engine, kind: str, item_id: str, document: Document) -> Revision:
    """Save, hand in and publish a document."""
    draft_id = hand_in(engine, kind, item_id, document)
    with acting(engine, REVIEWER) as session:
        return publish(session, [draft_id], "核对过原文")[0]
