"""Drafts laid over what is live give just what publishing them would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.database import writing
from knowledge.publishing.checks.world import Key
from knowledge.publishing.documents import live_document
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.normal import Document, normal
from knowledge.queries.loading import load_snapshot
from knowledge.queries.view import View
from web.console.trial.overlay import with_documents

Documents = dict[Key, Document | None]
Make = Callable[[Session], Documents]


def changed(kind: str, item_id: str, **changes: Any) -> Make:
    """A live document with some fields changed."""

    def make(session: Session) -> Documents:
        live = live_document(session, kind, item_id)
        assert live is not None
        return {(kind, item_id): normal(kind, {**live, **changes})}

    return make


def removed(kind: str, item_id: str) -> Make:
    """A live document that goes."""
    return lambda _session: {(kind, item_id): None}


def first_answer_only(session: Session) -> Documents:
    """A dossier that loses all answers but one, and its questions."""
    live = live_document(session, "programme", "childcare")
    assert live is not None
    less = {**live, "answers": live["answers"][:1], "faqs": live["faqs"][:0:-1]}
    return {("programme", "childcare"): normal("programme", less)}


def new_service(session: Session) -> Documents:
    """A service, its source and its figure, none of them live."""
    figure = live_document(session, "figure", "t21_care")
    assert figure is not None
    source = {"id": "notice-x", "title": "通知", "publisher": "工会", "date": "2026"}
    service = {
        "id": "swimming",
        "name": "职工游泳卡",
        "kind": "service",
        "summary": "会员凭卡游泳。",
        "answers": [
            {
                "aspect": "intro",
                "region": "zhengzhou",
                "text": "凭会员卡每周游泳一次。",
                "sources": ["notice-x"],
                "as_of": "2026",
            }
        ],
    }
    number = {
        **figure,
        "id": "swimmers",
        "programme": "swimming",
        "source": "notice-x",
        "not_comparable": [],
    }
    return {
        ("source", "notice-x"): normal("source", source),
        ("programme", "swimming"): normal("programme", service),
        ("figure", "swimmers"): normal("figure", number),
    }


def one_of_each(session: Session) -> Documents:
    """The first document of each list, renamed, and its pairs with others kept."""
    snapshot = load_snapshot(session)
    pair = snapshot.incomparable[0]
    documents: Documents = {}
    for kind, item_id, field, value in (
        ("region", "zhengzhou", "aliases", ["绿城"]),
        ("metric", next(iter(snapshot.metrics)), "name", "新叫法"),
        ("group", next(iter(snapshot.groups)), "aliases", ["新群体叫法"]),
        ("signpost", "work_injury", "text", "请打12333。"),
        ("lookalike", next(iter(snapshot.lookalikes)), "note", "这是别的东西。"),
        ("source", next(iter(snapshot.sources)), "title", "新标题"),
        ("figure", pair.first_id, "caveat", "新注意"),
        ("finder", next(iter(snapshot.finder_questions)), "text", "您在哪儿上班？"),
        ("finder", "command:skip", "phrasings", ["下一个"]),
    ):
        documents |= changed(kind, item_id, **{field: value})(session)
    return documents


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(changed("programme", "childcare", name="托管班"), id="name"),
        pytest.param(first_answer_only, id="shorter dossier"),
        pytest.param(new_service, id="new service"),
        pytest.param(one_of_each, id="one of each"),
        pytest.param(removed("signpost", "work_injury"), id="removed"),
        pytest.param(lambda _session: {}, id="nothing"),
    ],
)
def test_it_is_what_publishing_would_give(engine: Engine, make: Make) -> None:
    with Session(engine) as session:
        live = load_snapshot(session)
        documents = make(session)
        found = with_documents(session, live, documents)
    with Session(writing(engine)) as session:
        write_live(session, documents)
        published = load_snapshot(session)
        session.rollback()
    assert replace(found, version=0) == replace(published, version=0)
    for name in ("programmes", "figures", "signposts"):
        assert list(getattr(found, name)) == list(getattr(published, name))
    views = [View(snapshot, date(2026, 5, 1)) for snapshot in (found, published)]
    for programme in published.programmes:
        ours, theirs = (view.faqs_of(programme) for view in views)
        assert ours == theirs


def test_no_lock_is_taken(engine: Engine) -> None:
    with Session(writing(engine)) as writer:
        # Somebody writes all the while, as workers' turns do.
        write_live(writer, {("signpost", "work_injury"): None})
        with Session(engine) as session:
            live = load_snapshot(session)
            documents = changed("programme", "childcare", name="托管班")(session)
            found = with_documents(session, live, documents)
        writer.rollback()
    assert found.programmes["childcare"].name == "托管班"
    assert "work_injury" in found.signposts
