"""Roles, actions and limits."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pytest
from sqlalchemy.engine import Engine

from knowledge.publishing import drafts, scope
from knowledge.publishing.actor import Action, Actor, may
from knowledge.publishing.documents import live_document
from knowledge.publishing.errors import NotAllowedError
from knowledge.publishing.kinds import KINDS
from knowledge.publishing.normal import Document
from knowledge.publishing.publishing import publish
from tests.knowledge.publishing.people import (
    ADMIN,
    EDITOR,
    OF_CHILDCARE,
    OF_ZHENGZHOU,
    READER,
    REVIEWER,
    acting,
    hand_in,
)

_ALLOWED = {
    "reader": {"view", "export"},
    "editor": {"view", "export", "edit", "submit", "import"},
    "reviewer": {"view", "export", "edit", "submit", "import", "review", "publish"},
    "admin": set(get_args(Action)),
}


@pytest.mark.parametrize("actor", [READER, EDITOR, REVIEWER, ADMIN])
def test_roles(actor: Actor) -> None:
    for action in get_args(Action):
        for of_kind in (None, *KINDS):
            allowed = action in _ALLOWED[actor.role]
            assert may(actor, action, of_kind) == allowed, (action, of_kind)


@pytest.mark.parametrize("action", ["review", "publish"])
def test_nobody_reviews_their_own(action: Action) -> None:
    assert not may(ADMIN, action, "metric", None, ADMIN.id)
    assert not may(ADMIN, action, "metric", None, [EDITOR.id, ADMIN.id])
    assert may(ADMIN, action, "metric", None, EDITOR.id)
    assert may(ADMIN, "edit", "metric", None, ADMIN.id)


@pytest.mark.parametrize(
    ("actor", "of_kind", "document", "allowed"),
    [
        (OF_CHILDCARE, "programme", {"id": "childcare"}, True),
        (OF_CHILDCARE, "programme", {"id": "rest_station"}, False),
        (OF_CHILDCARE, "figure", {"programme": "childcare"}, True),
        (OF_CHILDCARE, "site", {"programme": "rest_station"}, False),
        (OF_CHILDCARE, "metric", None, False),
        (OF_CHILDCARE, "source", None, True),
        (OF_ZHENGZHOU, "site", {"region": "zhengzhou"}, True),
        (OF_ZHENGZHOU, "figure", {"region": "henan"}, False),
        (OF_ZHENGZHOU, "programme", {"id": "childcare"}, True),
        (OF_ZHENGZHOU, "region", {"id": "zhengzhou"}, False),
        (OF_ZHENGZHOU, "finder", None, False),
    ],
)
def test_limits(
    actor: Actor, of_kind: str, document: dict[str, Any] | None, allowed: bool
) -> None:
    assert may(actor, "edit", of_kind, document) == allowed
    assert may(actor, "view", of_kind, document)


def _answer(region: str) -> Document:
    return {
        "aspect": "materials",
        "region": region,
        "text": "带身份证。",
        "sources": ["paper-2021"],
        "as_of": "2026",
    }


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"answers": [_answer("zhengzhou")]}, True),
        ({"answers": [_answer("zhengzhou_zhongyuan")]}, True),
        ({"answers": [_answer("luoyang")]}, False),
        ({"answers": [_answer("henan")]}, False),
        ({"gaps": [{"aspect": "time", "region": "zhengzhou", "text": "没有。"}]}, True),
        ({"aliases": ["托管"]}, False),
        ({"summary": "改了。"}, False),
        ({}, True),
    ],
)
def test_parts_of_a_dossier_by_region(
    changes: Document, allowed: bool, console: Engine
) -> None:
    def save() -> None:
        with acting(console, OF_ZHENGZHOU) as session:
            draft = drafts.open_draft(session, "programme", "childcare")
            document = dict(draft.document or {})
            for key, value in changes.items():
                old = document[key]
                document[key] = old + value if isinstance(value, list) else value
            drafts.save(session, draft.id, document, draft.version)

    if allowed:
        save()
    else:
        with pytest.raises(NotAllowedError):
            save()


def test_what_others_changed_in_a_draft_may_stay(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        draft = drafts.open_draft(session, "programme", "childcare")
        document = dict(draft.document or {}) | {"summary": "全省改了。"}
        draft = drafts.save(session, draft.id, document, draft.version)
    document = document | {"answers": [*document["answers"], _answer("zhengzhou")]}
    with acting(console, OF_ZHENGZHOU) as session:
        draft = drafts.save(session, draft.id, document, draft.version)
        assert drafts.submit(session, draft.id, draft.version).state == "review"


def test_others_parts_need_not_be_in_normal_form_yet(console: Engine) -> None:
    """A draft that was not right is held as typed; mending it must not look foreign."""
    with acting(console, EDITOR) as session:
        draft = drafts.open_draft(session, "programme", "childcare")
        typed = {
            **(draft.document or {}),
            "aliases": ["暑托班", "暑托班"],
            "answers": [
                {**_answer("luoyang"), "more": "", "valid_to": None},
                {**_answer("zhengzhou"), "valid_to": "明天"},
            ],
        }
        draft = drafts.save(session, draft.id, typed, draft.version)
        assert draft.document == typed
    mended = {**typed, "answers": [typed["answers"][0], _answer("zhengzhou")]}
    with acting(console, OF_ZHENGZHOU) as session:
        draft = drafts.save(session, draft.id, mended, draft.version)
        assert draft.document is not None
        assert draft.document["aliases"] == ["暑托班"]
    changed = {**mended, "answers": [_answer("luoyang") | {"more": "新的。"}]}
    with pytest.raises(NotAllowedError), acting(console, OF_ZHENGZHOU) as session:
        drafts.save(session, draft.id, changed, draft.version)


@pytest.mark.parametrize(
    ("actor", "begun"),
    [
        (EDITOR, set(KINDS)),
        (READER, set()),
        (OF_CHILDCARE, {"figure", "site", "source"}),
        (OF_ZHENGZHOU, {"figure", "site", "source"}),
    ],
)
def test_what_may_be_begun(actor: Actor, begun: set[str]) -> None:
    assert {kind for kind in KINDS if scope.may_create(actor, kind)} == begun


def test_reviewers_are_limited_too(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        dossier = live_document(session, "programme", "childcare") or {}
    changed = dossier | {"answers": [*dossier["answers"], _answer("luoyang")]}
    draft_id = hand_in(console, "programme", "childcare", changed)
    for limits in (
        {"regions": ["zhengzhou"]},
        {"programmes": ["rest_station"]},
    ):
        limited = dataclasses.replace(REVIEWER, **limits)  # type: ignore[arg-type]
        with pytest.raises(NotAllowedError), acting(console, limited) as session:
            publish(session, [draft_id], "好")
    limited = dataclasses.replace(
        REVIEWER, regions=["luoyang"], programmes=["childcare"]
    )
    with acting(console, limited) as session:
        publish(session, [draft_id], "好")


def test_sources_may_be_added_but_not_changed(
    console: Engine, source: Document
) -> None:
    with acting(console, OF_CHILDCARE) as session:
        draft = drafts.save(session, ("source", "notice-2026"), source, None)
        # One's own slip in what is not live yet can be mended.
        mended = source | {"title": "更正过的通知"}
        drafts.save(session, draft.id, mended, draft.version)
        old = live_document(session, "source", "paper-2021") or {}
        with pytest.raises(NotAllowedError):
            drafts.save(session, ("source", "paper-2021"), old | {"title": "改"}, None)


def test_shared_content_is_not_for_the_limited(console: Engine) -> None:
    with acting(console, OF_CHILDCARE) as session:
        for of_kind, item_id in (("metric", "new"), ("region", "zhengzhou")):
            with pytest.raises(NotAllowedError):
                drafts.open_draft(session, of_kind, item_id)
