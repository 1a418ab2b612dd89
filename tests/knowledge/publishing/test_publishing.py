"""Publishing: checked once more, all or nothing, by another person, and back again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge import Knowledge
from knowledge.models import Audit, Draft, KnowledgeVersion, Revision
from knowledge.publishing import drafts
from knowledge.publishing.actor import Actor
from knowledge.publishing.documents import live_document
from knowledge.publishing.errors import (
    InvalidDocumentError,
    LiveChangedError,
    NotAllowedError,
    ReferredToError,
    StaleDraftError,
    WrongStateError,
)
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.normal import Document, normal
from knowledge.publishing.publishing import publish
from knowledge.publishing.revisions import history, restore
from tests.knowledge.publishing.people import (
    ADMIN,
    EDITOR,
    REVIEWER,
    SECOND,
    acting,
    bring_live,
    hand_in,
)


def _live(engine: Engine, kind: str, item_id: str) -> Document | None:
    with Session(engine) as session:
        return live_document(session, kind, item_id)


def _version(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalars(select(KnowledgeVersion.version)).one()


def test_a_new_service_goes_live_and_answers(
    console: Engine, swimming: Document
) -> None:
    before = _version(console)
    revision = bring_live(console, "programme", "swimming", swimming)
    assert (revision.number, revision.author_id, revision.reviewer_id) == (1, 1, 2)
    assert revision.why == "核对过原文"
    assert revision.document == normal("programme", swimming)
    assert _version(console) == revision.knowledge_version > before
    assert _live(console, "programme", "swimming") == revision.document
    view = Knowledge(console).current_blocking()
    assert view.available_aspects("swimming") == ("intro", "eligibility", "howto")
    with console.connect() as connection:
        words = connection.exec_driver_sql(
            "SELECT text FROM lexicon WHERE target = 'swimming' ORDER BY text"
        )
        assert set(words.scalars()) == {
            *("职工游泳卡", "游泳卡", "泳卡", "哪儿能免费游泳"),
        }


def test_corrected_and_rolled_back(console: Engine, swimming: Document) -> None:
    first = bring_live(console, "programme", "swimming", swimming)
    wrong = dict(first.document or {}) | {"summary": "写错了。", "aliases": []}
    second = bring_live(console, "programme", "swimming", wrong)
    assert second.number == 2
    with acting(console, SECOND) as session:
        draft = restore(session, first.id, "第二版写错了")
        assert (draft.document, draft.note) == (first.document, "第二版写错了")
        drafts.submit(session, draft.id, draft.version)
        with pytest.raises(NotAllowedError):
            publish(session, [draft.id], "恢复")
    assert (_live(console, "programme", "swimming") or {})["summary"] == "写错了。"
    with acting(console, REVIEWER) as session:
        third = publish(session, [draft.id], "恢复")[0]
    assert _live(console, "programme", "swimming") == first.document
    with Session(console) as session:
        numbers = [r.number for r in history(session, "programme", "swimming")]
    assert numbers == [third.number, 2, 1] == [3, 2, 1]


def test_validity_dates_begin_and_end_by_themselves(
    console: Engine, swimming: Document
) -> None:
    *others, howto = swimming["answers"]
    summer = howto | {"text": "暑期到游泳馆登记。"}
    dates = {"valid_from": "2026-07-01", "valid_to": "2026-08-31"}
    answers = [*others, howto, summer | dates]
    bring_live(console, "programme", "swimming", swimming | {"answers": answers})
    version = _version(console)

    def told(day: date) -> str:
        view = Knowledge(console, day).current_blocking()
        answer = view.answer_for("swimming", "howto")
        return answer.text if answer else ""

    assert told(date(2026, 6, 30)) == howto["text"]
    assert told(date(2026, 7, 1)) == told(date(2026, 8, 31)) == summer["text"]
    assert told(date(2026, 9, 1)) == howto["text"]
    assert _version(console) == version, "nobody published anything meanwhile"


def test_what_the_seed_said_is_the_first_revision(console: Engine) -> None:
    seed = _live(console, "metric", "money_spent") or {}
    revision = bring_live(
        console, "metric", "money_spent", seed | {"aliases": ["花了多少钱"]}
    )
    with Session(console) as session:
        newest, oldest = history(session, "metric", "money_spent")
    assert (newest.id, newest.number) == (revision.id, 2)
    assert (oldest.number, oldest.document, oldest.author_id) == (1, seed, None)
    with acting(console, EDITOR) as session:
        assert restore(session, oldest.id, "回到原来").document == seed


def test_removed_and_brought_back(console: Engine) -> None:
    seed = _live(console, "site", "station_a")
    with acting(console, EDITOR) as session:
        draft = drafts.remove_item(session, "site", "station_a")
        drafts.submit(session, draft.id, draft.version)
    with acting(console, REVIEWER) as session:
        gone = publish(session, [draft.id], "撤掉了")[0]
    assert gone.document is None
    assert _live(console, "site", "station_a") is None
    with acting(console, EDITOR) as session:
        first = history(session, "site", "station_a")[-1]
        draft = restore(session, first.id, "又开了")
        drafts.submit(session, draft.id, draft.version)
    with acting(console, REVIEWER) as session:
        publish(session, [draft.id], "又开了")
    assert _live(console, "site", "station_a") == seed
    with acting(console, EDITOR) as session:
        assert restore(session, gone.id, "还是撤掉").action == "remove"


def test_restoring_does_not_overwrite_a_draft(
    console: Engine, swimming: Document
) -> None:
    first = bring_live(console, "programme", "swimming", swimming)
    with acting(console, SECOND) as session:
        draft = drafts.open_draft(session, "programme", "swimming")
        mine = dict(draft.document or {}) | {"summary": "小赵正在改。"}
        draft = drafts.save(session, draft.id, mine, draft.version)
    with pytest.raises(StaleDraftError) as told, acting(console, EDITOR) as session:
        restore(session, first.id, "恢复")
    assert told.value.theirs == mine
    with acting(console, EDITOR) as session:
        assert restore(session, first.id, "恢复", draft.version).id == draft.id


def _cite(engine: Engine, source: Document) -> tuple[int, int]:
    dossier = _live(engine, "programme", "childcare") or {}
    answer = dict(dossier["answers"][0]) | {"sources": [source["id"]]}
    source_id = hand_in(engine, "source", source["id"], source)
    dossier_id = hand_in(
        engine, "programme", "childcare", dossier | {"answers": [answer]}
    )
    return source_id, dossier_id


def test_what_belongs_together_is_published_together(
    console: Engine, source: Document
) -> None:
    source_id, dossier_id = _cite(console, source)
    with (
        pytest.raises(InvalidDocumentError) as refused,
        acting(console, REVIEWER) as session,
    ):
        publish(session, [dossier_id], "补出处")
    assert refused.value.problems[0].path == "answers.0.sources.0"
    assert "还是草稿" in refused.value.message
    with acting(console, REVIEWER) as session:
        made = publish(session, [dossier_id, source_id], "补出处")
    assert [revision.kind for revision in made] == ["programme", "source"]
    assert made[0].knowledge_version == made[1].knowledge_version
    dossier = _live(console, "programme", "childcare") or {}
    assert dossier["answers"][0]["sources"] == ["notice-2026"]


def test_one_bad_draft_holds_all_back(console: Engine, source: Document) -> None:
    good = hand_in(console, "source", "notice-2026", source)
    with acting(console, EDITOR) as session:
        draft = drafts.save(session, ("metric", "m"), {"id": "m", "name": "甲"}, None)
        drafts.submit(session, draft.id, draft.version)
        session.get_one(Draft, draft.id).document = {"id": "m", "name": ""}
    before = _version(console)
    with (
        pytest.raises(InvalidDocumentError) as refused,
        acting(console, REVIEWER) as session,
    ):
        publish(session, [good, draft.id], "一起")
    assert (refused.value.kind, refused.value.item_id) == ("metric", "m")
    assert _version(console) == before
    assert _live(console, "source", "notice-2026") is None
    with Session(console) as session:
        assert session.get_one(Draft, good).state == "review"
        assert session.scalars(select(Revision)).all() == []


def test_names_and_questions_move_between_dossiers(console: Engine) -> None:
    station = _live(console, "programme", "rest_station") or {}
    care = _live(console, "programme", "childcare") or {}
    moved = station | {"aliases": [], "phrasings": [], "faqs": []}
    taken = care | {
        "aliases": [*care["aliases"], "爱心驿站"],
        "phrasings": ["哪儿能歇歇脚"],
        "faqs": station["faqs"],
    }
    ids = [
        hand_in(console, "programme", "rest_station", moved),
        hand_in(console, "programme", "childcare", taken),
    ]
    with pytest.raises(InvalidDocumentError), acting(console, REVIEWER) as session:
        publish(session, ids[1:], "只有一半")
    with acting(console, REVIEWER) as session:
        publish(session, ids, "换个地方")
    assert _live(console, "programme", "rest_station") == moved
    assert _live(console, "programme", "childcare") == taken


def test_a_source_is_removed_with_what_cited_it(console: Engine) -> None:
    station = _live(console, "programme", "rest_station") or {}
    intro = dict(station["answers"][0]) | {"sources": ["paper-2021"]}
    changed = station | {"answers": [intro, *station["answers"][1:]]}
    dossier_id = hand_in(console, "programme", "rest_station", changed)
    with pytest.raises(ReferredToError), acting(console, EDITOR) as session:
        drafts.remove_item(session, "source", "post-2024")
    with acting(console, REVIEWER) as session:
        publish(session, [dossier_id], "换出处")
    with acting(console, EDITOR) as session:
        draft = drafts.remove_item(session, "source", "post-2024")
        drafts.submit(session, draft.id, draft.version)
    with acting(console, REVIEWER) as session:
        publish(session, [draft.id], "没人用了")
    assert _live(console, "source", "post-2024") is None


def _edited_by(engine: Engine, draft_id: int, who: Actor) -> None:
    with acting(engine, who) as session:
        draft = session.get_one(Draft, draft_id)
        changed = dict(draft.document or {}) | {"note": f"{who.name}改的"}
        draft = drafts.save(session, draft_id, changed, draft.version)
        drafts.submit(session, draft_id, draft.version)


@pytest.mark.parametrize("who", [EDITOR, SECOND])
def test_editors_do_not_publish(who: Actor, console: Engine, source: Document) -> None:
    draft_id = hand_in(console, "source", "notice-2026", source)
    with pytest.raises(NotAllowedError), acting(console, who) as session:
        publish(session, [draft_id], "好")


@pytest.mark.parametrize("who", [REVIEWER, ADMIN])
def test_nobody_publishes_what_they_wrote(
    who: Actor, console: Engine, source: Document
) -> None:
    own = hand_in(console, "source", "notice-2026", source, who)
    with pytest.raises(NotAllowedError, match="另一位"), acting(console, who) as s:
        publish(s, [own], "好")
    with pytest.raises(NotAllowedError, match="另一位"), acting(console, who) as s:
        drafts.send_back(s, own, "不好", 2)


@pytest.mark.parametrize("who", [REVIEWER, ADMIN])
def test_nobody_publishes_what_they_changed(
    who: Actor, console: Engine, source: Document
) -> None:
    """Also when somebody else opened it, handed it in and edited it afterwards."""
    draft_id = hand_in(console, "source", "notice-2026", source)
    _edited_by(console, draft_id, who)
    _edited_by(console, draft_id, EDITOR)
    with pytest.raises(NotAllowedError), acting(console, who) as session:
        publish(session, [draft_id], "好")
    other = ADMIN if who is REVIEWER else REVIEWER
    with acting(console, other) as session:
        assert publish(session, [draft_id], "好")[0].reviewer_id == other.id


def test_what_was_read_is_what_is_published(console: Engine, source: Document) -> None:
    draft_id = hand_in(console, "source", "notice-2026", source)
    with Session(console) as session:
        read = session.get_one(Draft, draft_id).version
    _edited_by(console, draft_id, EDITOR)
    with pytest.raises(StaleDraftError), acting(console, REVIEWER) as session:
        publish(session, [draft_id], "好", {draft_id: read})


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_is_needed(why: str, console: Engine, source: Document) -> None:
    draft_id = hand_in(console, "source", "notice-2026", source)
    with pytest.raises(WrongStateError), acting(console, REVIEWER) as session:
        publish(session, [draft_id], why)


def test_nothing_is_published_twice(console: Engine, source: Document) -> None:
    revision = bring_live(console, "source", "notice-2026", source)
    assert revision.draft_id is not None
    with (
        pytest.raises(WrongStateError, match="已经发布"),
        acting(console, REVIEWER) as session,
    ):
        publish(session, [revision.draft_id], "再来")


def test_a_change_of_what_is_live_holds_back(console: Engine) -> None:
    note = {"text": "菜鸟驿站", "note": "不是工会的。"}
    draft_id = hand_in(console, "lookalike", "菜鸟驿站", note)
    with acting(console, ADMIN) as session:
        write_live(session, {("lookalike", "菜鸟驿站"): note | {"note": "变了。"}})
    with pytest.raises(LiveChangedError), acting(console, REVIEWER) as session:
        publish(session, [draft_id], "好")


def test_figures_that_contradict_each_other(console: Engine) -> None:
    ids = []
    for item_id, reason in (
        ("station_2021_target", "口径不同"),
        ("station_2020_result", "年份不同"),
    ):
        figure = _live(console, "figure", item_id) or {}
        pair = figure["not_comparable"][0] | {"reason": reason}
        changed = figure | {"not_comparable": [pair]}
        ids.append(hand_in(console, "figure", item_id, changed))
    with (
        pytest.raises(InvalidDocumentError, match="不一致"),
        acting(console, REVIEWER) as session,
    ):
        publish(session, ids, "好")


def test_publishing_is_written_down(console: Engine, swimming: Document) -> None:
    bring_live(console, "programme", "swimming", swimming)
    with Session(console) as session:
        statement = select(Audit).where(Audit.event == "publish")
        rows: dict[str | None, Any] = {r.field: r for r in session.scalars(statement)}
    told = rows["怎么办理（河南省）·正文"]
    assert (told.old, told.new) == (None, "到单位工会登记。")
    assert (told.login, told.address) == ("laowang", "10.0.0.2")


def test_an_undone_publish_leaves_no_trace(console: Engine, source: Document) -> None:
    draft_id = hand_in(console, "source", "notice-2026", source)
    with Session(console) as session:
        before = len(session.scalars(select(Audit)).all())
    with pytest.raises(RuntimeError), acting(console, REVIEWER) as session:
        publish(session, [draft_id], "好")
        raise RuntimeError
    with Session(console) as session:
        assert len(session.scalars(select(Audit)).all()) == before
        assert session.scalars(select(Revision)).all() == []
