"""Drafts: kept as typed, told when somebody was faster, and never live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.models import Audit, Draft
from knowledge.publishing import drafts
from knowledge.publishing.documents import live_document
from knowledge.publishing.errors import (
    InvalidDocumentError,
    LiveChangedError,
    NotAllowedError,
    NotFoundError,
    ReferredToError,
    StaleDraftError,
    WrongStateError,
)
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.normal import Document
from tests.knowledge.publishing.people import (
    ADMIN,
    EDITOR,
    READER,
    REVIEWER,
    SECOND,
    acting,
    bring_live,
    hand_in,
)


def _live(engine: Engine, kind: str, item_id: str) -> Document:
    with Session(engine) as session:
        found = live_document(session, kind, item_id)
    assert found is not None
    return found


def test_opening_gives_what_is_live_and_the_same_draft_to_all(
    console: Engine,
) -> None:
    with acting(console, EDITOR) as session:
        first = drafts.open_draft(session, "programme", "childcare")
        assert first.document == live_document(session, "programme", "childcare")
    with acting(console, SECOND) as session:
        assert drafts.open_draft(session, "programme", "childcare").id == first.id


def test_a_new_document_begins_with_its_id(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        assert drafts.open_draft(session, "site", "new").document == {"id": "new"}
        command = drafts.open_draft(session, "finder", "command:resume")
        assert command.document == {"command": "resume", "phrasings": []}


def test_saving_touches_nothing_live(console: Engine) -> None:
    before = _live(console, "programme", "childcare")
    with acting(console, EDITOR) as session:
        draft = drafts.open_draft(session, "programme", "childcare")
        changed = before | {"summary": "改了。"}
        saved = drafts.save(session, draft.id, changed, draft.version)
        assert saved.document == changed
    assert _live(console, "programme", "childcare") == before


def test_what_is_not_right_yet_is_kept_as_typed(console: Engine) -> None:
    typed = {"id": "x", "name": "名" * 100, "answers": [{"text": 1}], "还没有": "x"}
    with acting(console, EDITOR) as session:
        draft = drafts.save(session, ("programme", "x"), typed, None)
        assert draft.document == typed
        with pytest.raises(InvalidDocumentError) as refused:
            drafts.submit(session, draft.id, draft.version)
    paths = {problem.path for problem in refused.value.problems}
    assert {"name", "kind", "answers.0.text", "还没有"} <= paths
    assert "最多60个字" in str(refused.value.message) + str(refused.value.problems)


def test_the_second_to_save_is_told_and_sees_both(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        draft = drafts.open_draft(session, "programme", "childcare")
        seen = draft.version
        first = dict(draft.document or {}) | {"summary": "小李写的。"}
        drafts.save(session, draft.id, first, seen)
    mine = _live(console, "programme", "childcare") | {"summary": "小赵写的。"}
    with pytest.raises(StaleDraftError) as told, acting(console, SECOND) as session:
        drafts.save(session, draft.id, mine, seen)
    assert (told.value.mine, told.value.theirs) == (mine, first)
    with acting(console, SECOND) as session:
        kept = session.get_one(Draft, draft.id)
        assert kept.document == first
        saved = drafts.save(session, draft.id, mine, told.value.version)
        assert (saved.document, saved.authors) == (mine, [EDITOR.id, SECOND.id])


def test_saving_what_was_published_meanwhile_loses_nothing(
    console: Engine, source: Document
) -> None:
    revision = bring_live(console, "source", "notice-2026", source)
    mine = source | {"title": "晚了一步"}
    assert revision.draft_id is not None
    with pytest.raises(StaleDraftError) as told, acting(console, SECOND) as session:
        drafts.save(session, revision.draft_id, mine, 1)
    assert told.value.theirs == revision.document
    assert (told.value.mine or {})["title"] == "晚了一步"
    with acting(console, SECOND) as session:
        again = drafts.save(session, revision.draft_id, mine, told.value.version)
        assert again.id != revision.draft_id
        assert (again.document or {})["title"] == "晚了一步"


def test_versions_of_a_document_never_repeat(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        first = drafts.open_draft(session, "metric", "station_new")
        drafts.discard(session, first.id, first.version)
        second = drafts.open_draft(session, "metric", "station_new")
        assert second.version > first.version
    with pytest.raises(StaleDraftError), acting(console, SECOND) as session:
        drafts.save(session, ("metric", "station_new"), {}, first.version)


def test_an_edit_takes_a_draft_out_of_review(console: Engine, source: Document) -> None:
    draft_id = hand_in(console, "source", "notice-2026", source)
    with acting(console, SECOND) as session:
        draft = session.get_one(Draft, draft_id)
        assert draft.state == "review"
        drafts.save(session, draft_id, source | {"note": "补充"}, draft.version)
        assert draft.state == "draft"


def test_sending_back(console: Engine, source: Document) -> None:
    draft_id = hand_in(console, "source", "notice-2026", source)
    with pytest.raises(NotAllowedError), acting(console, SECOND) as session:
        drafts.send_back(session, draft_id, "不行", 2)
    with pytest.raises(WrongStateError), acting(console, REVIEWER) as session:
        drafts.send_back(session, draft_id, " ", 2)
    with acting(console, REVIEWER) as session:
        draft = drafts.send_back(session, draft_id, "日期不对", 2)
        assert (draft.state, draft.note) == ("sent_back", "日期不对")
        assert draft.reviewer_id == REVIEWER.id
    with acting(console, EDITOR) as session:
        assert drafts.submit(session, draft_id, 3).state == "review"


def _submit(session: Session, draft: Draft) -> Any:
    return drafts.submit(session, draft.id, draft.version)


def _send_back(session: Session, draft: Draft) -> Any:
    return drafts.send_back(session, draft.id, "不行", draft.version)


def _discard(session: Session, draft: Draft) -> Any:
    return drafts.discard(session, draft.id, draft.version)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("review", _submit),
        ("draft", _send_back),
        ("discarded", _submit),
        ("discarded", _discard),
    ],
)
def test_steps_that_a_state_does_not_allow(
    state: str,
    step: Callable[[Session, Draft], Any],
    console: Engine,
    source: Document,
) -> None:
    with acting(console, EDITOR) as session:
        draft = drafts.save(session, ("source", "notice-2026"), source, None)
        if state == "review":
            _submit(session, draft)
        if state == "discarded":
            _discard(session, draft)
    with pytest.raises(WrongStateError), acting(console, REVIEWER) as session:
        step(session, session.get_one(Draft, draft.id))


@pytest.mark.parametrize(
    ("sort", "item_id", "user"),
    [
        ("source", "post-2024", "服务档案“户外劳动者驿站”"),
        ("source", "undated", "地点“丙驿站”"),
        ("region", "zhengzhou", "地区“中原区”"),
        ("region", "luoyang", "服务档案“户外劳动者驿站”"),
        ("programme", "rest_station", "服务档案“驿站建设行动”"),
        ("programme", "station_campaign", "数字“安排的专项资金”"),
        ("metric", "money_spent", "数字“安排的专项资金”"),
        ("group", "courier", "查福利提问“你是做啥的？”"),
        ("finder", "member", "服务档案“职工子女爱心托管”"),
        ("figure", "station_2020_result", "数字“新建规范化驿站”"),
    ],
)
def test_what_others_refer_to_is_not_removed(
    sort: str, item_id: str, user: str, console: Engine
) -> None:
    with pytest.raises(ReferredToError) as told, acting(console, EDITOR) as session:
        drafts.remove_item(session, sort, item_id)
    assert user in told.value.referrers
    assert user in told.value.message or len(told.value.referrers) > 5


def test_removing_what_nobody_needs(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        draft = drafts.remove_item(session, "site", "station_a")
        assert (draft.action, draft.document) == ("remove", None)
        with pytest.raises(StaleDraftError):
            drafts.remove_item(session, "site", "station_a", draft.version + 1)
        back = drafts.save(session, draft.id, draft.base or {}, draft.version)
        assert back.action == "put"
    with pytest.raises(NotFoundError), acting(console, EDITOR) as session:
        drafts.remove_item(session, "site", "station_z")


def test_a_change_of_what_is_live_is_told(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        draft = drafts.open_draft(session, "lookalike", "菜鸟驿站")
        mine = {"text": "菜鸟驿站", "note": "不是工会的。"}
        draft = drafts.save(session, draft.id, mine, draft.version)
        write_live(
            session,
            {("lookalike", "菜鸟驿站"): {"text": "菜鸟驿站", "note": "线上改了。"}},
        )
        with pytest.raises(LiveChangedError) as told:
            drafts.submit(session, draft.id, draft.version)
        assert (told.value.theirs or {})["note"] == "线上改了。"
        draft = drafts.save(session, draft.id, mine, draft.version, live_seen=True)
        assert drafts.submit(session, draft.id, draft.version).state == "review"


def test_many_at_once(console: Engine) -> None:
    wanted = {
        f"n{number}": {"id": f"n{number}", "title": "t", "publisher": "p", "date": ""}
        for number in range(30)
    }
    with acting(console, EDITOR) as session:
        made = drafts.save_many(session, "source", wanted)
        assert [draft.item_id for draft in made] == list(wanted)
        assert drafts.save_many(session, "source", wanted) == made
        assert len(drafts.open_drafts(session, "source")) == 30
    other = {"n3": wanted["n3"] | {"title": "别的"}}
    with pytest.raises(StaleDraftError), acting(console, SECOND) as session:
        drafts.save_many(session, "source", other)


def test_many_are_handed_in_or_none(console: Engine) -> None:
    good = {"id": "good", "title": "t", "publisher": "p", "date": ""}
    with acting(console, EDITOR) as session:
        ids = [
            draft.id
            for draft in drafts.save_many(
                session, "source", {"good": good, "bad": good | {"title": ""}}
            )
        ]
    with pytest.raises(InvalidDocumentError), acting(console, EDITOR) as session:
        drafts.submit_many(session, ids)
    with acting(console, EDITOR) as session:
        states = {session.get_one(Draft, draft_id).state for draft_id in ids}
        assert states == {"draft"}
        bad = session.get_one(Draft, ids[1])
        drafts.save(session, bad.id, good | {"id": "bad"}, bad.version)
        handed_in = drafts.submit_many(session, ids)
        assert [draft.state for draft in handed_in] == ["review", "review"]


def test_a_reader_changes_nothing(console: Engine, source: Document) -> None:
    for step in (
        lambda session: drafts.open_draft(session, "metric", "station_new"),
        lambda session: drafts.save(session, ("source", "n"), source, None),
        lambda session: drafts.save_many(session, "source", {"notice-2026": source}),
        lambda session: drafts.remove_item(session, "site", "station_a"),
    ):
        with pytest.raises(NotAllowedError), acting(console, READER) as session:
            step(session)


def test_nobody_changes_nothing(console: Engine) -> None:
    with pytest.raises(NotAllowedError), Session(console) as session:
        drafts.open_draft(session, "metric", "station_new")


def test_unknown_kinds_and_drafts(console: Engine) -> None:
    with acting(console, ADMIN) as session:
        with pytest.raises(NotFoundError):
            drafts.open_draft(session, "nothing", "x")
        with pytest.raises(NotFoundError):
            drafts.save(session, 4711, {}, 1)


def test_each_change_is_written_down_field_by_field(console: Engine) -> None:
    with acting(console, EDITOR) as session:
        draft = drafts.open_draft(session, "programme", "rest_station")
        changed = dict(draft.document or {})
        changed["answers"] = [dict(answer) for answer in changed["answers"]]
        changed["answers"][1]["text"] = "郑州的驿站七点开门。"
        changed["aliases"] = ["爱心驿站", "歇脚点"]
        drafts.save(session, draft.id, changed, draft.version)
    with Session(console) as session:
        statement = select(Audit).where(Audit.event == "draft.save")
        rows = {row.field: row for row in session.scalars(statement)}
    answer = rows["什么时间（郑州市）·正文"]
    assert (answer.old, answer.new) == ("郑州的驿站八点开门。", "郑州的驿站七点开门。")
    assert (answer.staff_id, answer.login, answer.address) == (1, "xiaoli", "10.0.0.1")
    assert (answer.kind, answer.item_id) == ("programme", "rest_station")
    assert (rows["别名"].old, rows["别名"].new) == (None, "歇脚点")
