"""From a file to drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.models import Draft, Programme
from knowledge.publishing.documents import live_document
from knowledge.publishing.drafts import remove_item, save, submit
from knowledge.publishing.errors import NotAllowedError
from knowledge.publishing.publishing import publish
from knowledge.spreadsheets.errors import ChangedMeanwhileError
from knowledge.spreadsheets.preview import Preview
from tests.knowledge.publishing.people import (
    EDITOR,
    OF_CHILDCARE,
    OF_ZHENGZHOU,
    READER,
    REVIEWER,
    SECOND,
    acting,
)
from tests.knowledge.spreadsheets.books import (
    ANSWER,
    FIGURE,
    PROGRAMME,
    SIGNPOST,
    SITE,
    SOURCE,
    confirmed,
    file,
    previewed,
    said,
    titles,
)

_AID = [None, "法律援助", "司法局", "12348", "打12348问。", "法援\n免费律师", None]
_NEW_SERVICE: dict[str, list[list[Any]]] = {
    "出处": [
        SOURCE,
        [None, "游泳卡通知", "测试工会", datetime(2026, 3, 1), None, None],
    ],
    "服务": [PROGRAMME, [None, "职工游泳卡", "服务", "会员凭卡游泳。", None]],
    "别名": [["服务", "别名"], ["职工游泳卡", "泳卡"], ["职工游泳卡", "游泳证"]],
    "内容": [
        ANSWER,
        *(
            ["职工游泳卡", aspect, "河南省", text, None, None, "游泳卡通知", 2026]
            for aspect, text in (
                ("是什么", "凭会员卡每周游泳一次。"),
                ("谁能享受", "在职会员都能办。"),
                ("怎么办理", "到单位工会登记。"),
            )
        ),
    ],
}


def _documents(found: Preview) -> dict[str, dict[str, Any]]:
    return {one.kind: one.document for one in found.plan}


def _drafts(engine: Engine) -> list[Draft]:
    with Session(engine) as session:
        return list(session.scalars(select(Draft).order_by(Draft.id)))


def test_a_service_that_is_not_there_from_file_to_live(console: Engine) -> None:
    found = previewed(console, file(_NEW_SERVICE))
    assert not said(found)
    assert found.counts == {"new": 2, "changed": 0, "same": 0, "refused": 0}
    assert confirmed(console, found.plan) == 2
    drafts = _drafts(console)
    assert {draft.state for draft in drafts} == {"draft"}
    with Session(console) as session:
        names = session.scalars(select(Programme.name)).all()
        assert "职工游泳卡" not in names
    with acting(console, EDITOR) as session:
        for draft in drafts:
            submit(session, draft.id, draft.version)
    with acting(console, REVIEWER) as session:
        publish(session, [draft.id for draft in drafts], "核对过")
    with Session(console) as session:
        item_id = session.scalars(
            select(Programme.id).where(Programme.name == "职工游泳卡")
        ).one()
        live = live_document(session, "programme", item_id)
    assert live == _documents(found)["programme"]
    assert live["aliases"] == ["泳卡", "游泳证"]
    assert [one["aspect"] for one in live["answers"]] == [
        "intro",
        "eligibility",
        "howto",
    ]
    assert _documents(found)["source"]["date"] == "2026-03-01"
    again = previewed(console, file(_NEW_SERVICE))
    assert (again.counts["same"], again.plan) == (2, [])


def test_the_same_file_twice_meets_its_own_drafts(console: Engine) -> None:
    confirmed(console, previewed(console, file(_NEW_SERVICE)).plan)
    again = previewed(console, file(_NEW_SERVICE))
    assert (again.counts["same"], again.plan) == (2, [])


def test_what_is_not_in_the_file_stays(console: Engine) -> None:
    rows = [
        [
            "户外劳动者驿站",
            "怎么办理",
            "洛阳市",
            "不用扫码了。",
            None,
            None,
            "paper-2021",
        ],
        ["rest_station", "要什么材料", "河南省", "不用材料。", None, None, "undated"],
    ]
    rows = [[*row, "2025年6月", None, None] for row in rows]
    found = previewed(console, file({"内容": [ANSWER, *rows]}))
    assert not said(found)
    assert found.counts["changed"] == 1
    [shown] = found.changed
    assert ("怎么办理（洛阳市）·正文", "洛阳的驿站扫码进。", "不用扫码了。") in [
        tuple(change) for change in shown.changes
    ]
    with Session(console) as session:
        live = live_document(session, "programme", "rest_station")
    assert live is not None
    planned = found.plan[0].document
    assert {k: v for k, v in planned.items() if k != "answers"} == {
        k: v for k, v in live.items() if k != "answers"
    }
    assert len(planned["answers"]) == len(live["answers"]) + 1
    assert planned["answers"][-1]["as_of"] == "2025-06"


def test_rows_marked_to_be_deleted(console: Engine) -> None:
    content = file(
        {
            "别名": [
                ["标记", "服务", "别名"],
                ["删除", "rest_station", "爱心驿站"],
                [None, "rest_station", "歇脚点"],
                ["示例", "nobody", "="],
            ],
            "缺口": [
                ["标记", "服务", "方面", "地区", "说明"],
                ["删除", "户外劳动者驿站", "找谁、打哪个电话", "河南省", None],
            ],
        }
    )
    found = previewed(console, content)
    assert not said(found)
    planned = found.plan[0].document
    assert planned["gaps"] == []
    assert "爱心驿站" not in planned["aliases"] and "歇脚点" in planned["aliases"]


def test_a_problem_is_told_where_it_stands_after_a_deletion(console: Engine) -> None:
    content = file(
        {
            "别名": [
                ["标记", "服务", "别名"],
                ["删除", "rest_station", "爱心驿站"],
                [None, "rest_station", "暑托班"],
            ]
        }
    )
    [(place, message)] = said(previewed(console, content)).items()
    assert place == "“别名”C3"
    assert "职工子女爱心托管" in message


def test_empty_cells_take_away_and_missing_columns_do_not(console: Engine) -> None:
    head = [one for one in FIGURE if one not in ("前缀", "注意", "不可比的数字")]
    row = ["station_2020_result", "户外劳动者驿站", "新建驿站", 2020, "完成"]
    row += ["新建爱心驿站", 3707.0, "家", "3707家", "全省", "河南省", "paper-2021"]
    found = previewed(console, file({"数字": [head, row]}))
    assert found.counts["same"] == 1
    assert any("注意" in note for note in found.notes)
    found = previewed(console, file({"数字": [[*head, "注意"], [*row, None]]}))
    assert found.plan[0].document["caveat"] is None


_CASES: dict[str, tuple[dict[str, list[list[Any]]], dict[str, str]]] = {
    "a formula": (
        {"指路": [SIGNPOST, [*_AID[:3], "=12000+348", *_AID[4:]]]},
        {"“指路”D2": "这一格是公式，请填值"},
    ),
    "nothing filled": (
        {"指路": [SIGNPOST, [*_AID[:2], " ", *_AID[3:]]]},
        {"“指路”C2": "主管部门：还没有填"},
    ),
    "cut digits": (
        {"指路": [SIGNPOST, [*_AID[:3], "1.23E+10", *_AID[4:]]]},
        {"“指路”D2": "后几位已经丢了"},
    ),
    "an unknown column": (
        {"指路": [[*SIGNPOST, "联系电活"], _AID]},
        {"“指路”H1": "不认识“联系电活”"},
    ),
    "a column misspelt": (
        {"指路": [[*SIGNPOST[:2], "主管部们", *SIGNPOST[3:]], _AID]},
        {"“指路”C1": "是不是“主管部门”", "“指路”第1行": "缺少这些列：主管部门"},
    ),
    "a column twice": (
        {"指路": [[*SIGNPOST, "电话"], [*_AID, "1"]]},
        {"“指路”H1": "有两列“电话”"},
    ),
    "no header": (
        {"指路": [SIGNPOST, [*_AID, "多出来的"]]},
        {"“指路”H2": "第1行没有列名"},
    ),
    "the same twice": (
        {"指路": [SIGNPOST, _AID, _AID]},
        {"“指路”第3行": "和第2行是同一项"},
    ),
    "an alias twice": (
        {"别名": [["服务", "别名"], *[["childcare", "托娃"]] * 2]},
        {"“别名”B3": "和第2行重复"},
    ),
    "a name that is taken": (
        {"指路": [SIGNPOST, [*_AID[:5], "暑托班", None]]},
        {"“指路”F2": "暑托班"},
    ),
    "a name twice in the file": (
        {"指路": [SIGNPOST, ["a", *_AID[1:5]], ["b", *_AID[1:5]]]},
        {"“指路”B2": "法律援助", "“指路”B3": "法律援助"},
    ),
    "an unknown reference": (
        {"别名": [["服务", "别名"], ["户外劳动者驿占", "别名一"]]},
        {"“别名”A2": "是不是“户外劳动者驿站”"},
    ),
    "an unknown place": (
        {
            "缺口": [
                ["服务", "方面", "地区", "说明"],
                ["childcare", "数字", "火星", "无"],
            ]
        },
        {"“缺口”C2": "没有这个地区：火星"},
    ),
    "no such choice": (
        {"缺口": [["服务", "方面", "地区", "说明"], ["childcare", "啥", "全国", "无"]]},
        {"“缺口”B2": "方面：没有“啥”，只能是"},
    ),
    "too long for a phone": (
        {
            "内容": [
                ANSWER,
                ["childcare", "数字", "全国", "长" * 301, "", "", "undated", "不详"],
            ]
        },
        {"“内容”D2": "300"},
    ),
    "an odd id": (
        {"指路": [SIGNPOST, ["法援", *_AID[1:]]]},
        {"“指路”A2": "只能用小写字母"},
    ),
    "one coordinate": (
        {
            "地点": [
                SITE,
                [None, "childcare", "全国", "甲", "乙", "", "３４.７", "", "undated"],
            ]
        },
        {"“地点”第2行": "经度和纬度要一起填"},
    ),
    "nothing to delete": (
        {"别名": [["标记", "服务", "别名"], ["删除", "childcare", "没有的"]]},
        {"“别名”C2": "没有这一行"},
    ),
    "a whole document deleted": (
        {"指路": [["标记", *SIGNPOST], ["删除", *_AID]]},
        {"“指路”第2行": "不能用表格删除"},
    ),
    "an odd mark": (
        {"指路": [["标记", *SIGNPOST], ["？", *_AID]]},
        {"“指路”A2": "标记只能是"},
    ),
    "an option of no question": (
        {
            "谁能享受条件": [
                ["服务", "问题", "选项", "地区", "必须满足", "理由", "出处"],
                ["childcare", "who｜你是", "开飞机的", "全国", "否", "无", "undated"],
            ]
        },
        {"“谁能享受条件”C2": "没有选项“开飞机的”"},
    ),
    "a day that is none": (
        {"出处": [SOURCE, [None, "甲", "乙", "2025-02-30", None, None]]},
        {"“出处”D2": "没有这一天"},
    ),
}


@pytest.mark.parametrize("case", _CASES)
def test_what_is_wrong_is_told_by_cell(readable: Engine, case: str) -> None:
    sheets, expected = _CASES[case]
    found = previewed(readable, file(sheets))
    told = said(found)
    for place, message in expected.items():
        assert message in told.get(place, ""), told
    assert set(told) == set(expected)
    assert found.plan == []


def test_one_bad_row_keeps_all_back(readable: Engine) -> None:
    other = [None, "工伤", *_AID[2:5], None, None]
    found = previewed(readable, file({"指路": [SIGNPOST, other, [*_AID[:3]]]}))
    assert found.counts["new"] == 1 and found.counts["refused"] == 1
    assert found.plan == []


def test_what_to_look_at_twice_is_told_by_cell(readable: Engine) -> None:
    aid = [None, "法律援助", "司法局", "12348", "打12348问。"]
    twice = ["爱心驿栈", "哪儿能歇歇脚呀"]
    found = previewed(readable, file({"指路": [SIGNPOST, [*aid, *twice]]}))
    assert not found.refusals and len(found.plan) == 1
    told = {str(one.place): one.message for one in found.doubts}
    assert told == {
        "“指路”F2": "“爱心驿栈”和“户外劳动者驿站”的“爱心驿站”只差一个字，容易认错",
        "“指路”G2": "“哪儿能歇歇脚呀”和服务“户外劳动者驿站”的“哪儿能歇歇脚”差不多，"
        "机器人可能听成那一个",
    }
    assert found.doubted == 2
    assert Preview.unpacked(found.packed()) == found


def test_what_a_file_does_not_bring_is_not_doubted_again(console: Engine) -> None:
    aid = [None, "法律援助", "司法局", "12348", "打12348问。", "爱心驿栈"]
    first = previewed(console, file({"指路": [SIGNPOST, [*aid, None]]}))
    assert len(first.doubts) == 1
    confirmed(console, first.plan)
    aid[3] = "12345"
    again = previewed(console, file({"指路": [SIGNPOST, [*aid, None]]}))
    assert again.counts["changed"] == 1 and not again.doubts


def test_empty_rows_and_stray_blanks_do_not_matter(readable: Engine) -> None:
    row = [None, " 法律援助\u3000", "司法局", 12348.0, "打12348问。\n", None, None]
    found = previewed(
        readable, file({" 指路 ": [SIGNPOST, [None] * 7, [" ", "\u3000"], row]})
    )
    assert not said(found)
    planned = found.plan[0].document
    assert (planned["name"], planned["hotline"]) == ("法律援助", "12348")
    assert found.new[0].place == "“指路”第4行"


def test_those_who_are_limited(console: Engine) -> None:
    def answer(programme: str, region: str) -> bytes:
        row = [programme, "数字", region, "正文。", None, None, "undated", "不详"]
        return file({"内容": [ANSWER, row]})

    for who, programme, region, allowed in (
        (OF_CHILDCARE, "childcare", "全国", True),
        (OF_CHILDCARE, "rest_station", "全国", False),
        (OF_ZHENGZHOU, "childcare", "中原区", True),
        (OF_ZHENGZHOU, "childcare", "洛阳市", False),
        (READER, "childcare", "中原区", False),
    ):
        found = previewed(console, answer(programme, region), who=who)
        assert bool(found.plan) is allowed, (who.login, programme, region)
        assert all(str(one.place) == "“内容”第2行" for one in found.refusals)
    signpost = file({"指路": [SIGNPOST, _AID]})
    assert not previewed(console, signpost, who=OF_CHILDCARE).plan
    plan = previewed(console, signpost).plan
    with pytest.raises(NotAllowedError):
        confirmed(console, plan, who=OF_CHILDCARE)
    assert _drafts(console) == []


def test_a_draft_is_changed_where_it_is(console: Engine) -> None:
    with Session(console) as session:
        live = live_document(session, "metric", "money_spent")
    assert live is not None
    with acting(console, SECOND) as session:
        save(session, ("metric", "money_spent"), {**live, "aliases": ["钱数"]}, None)
    content = file({"指标": [["编号", "名称"], ["money_spent", "投入的资金"]]})
    found = previewed(console, content)
    assert "小赵" in found.changed[0].note
    assert found.plan[0].document["aliases"] == ["钱数"]
    assert confirmed(console, found.plan) == 1
    [draft] = _drafts(console)
    assert draft.document is not None and draft.document["name"] == "投入的资金"
    assert sorted(draft.authors) == [EDITOR.id, SECOND.id]


def test_a_draft_that_removes_is_not_touched(console: Engine) -> None:
    with acting(console, SECOND) as session:
        remove_item(session, "figure", "money_2021_target")
    head = FIGURE[:14]
    row: list[Any] = ["money_2021_target", "station_campaign", "money_spent", 2021]
    row += ["目标", "专项资金", "29.4", "亿元", "近", "近29.4亿元", "全省"]
    found = previewed(
        console, file({"数字": [head, [*row, "河南省", "paper-2021", None]]})
    )
    assert "等着删除" in said(found)["“数字”第2行"]


@pytest.mark.parametrize("by", [SECOND, EDITOR])
def test_what_changes_after_the_preview_is_reported(console: Engine, by: Any) -> None:
    content = file(
        {
            "指标": [["编号", "名称"], ["money_spent", "投入的资金"]],
            "指路": [SIGNPOST, _AID],
        }
    )
    plan = previewed(console, content).plan
    with Session(console) as session:
        live = live_document(session, "metric", "money_spent")
    assert live is not None
    with acting(console, by) as session:
        save(session, ("metric", "money_spent"), {**live, "aliases": ["钱数"]}, None)
    with pytest.raises(ChangedMeanwhileError) as caught:
        confirmed(console, plan)
    assert caught.value.reasons == ["指标“投入的资金”在预览以后被改过"]
    with Session(console) as session:
        assert session.scalars(select(func.count()).select_from(Draft)).one() == 1


def test_parts_of_a_service_may_come_in_several_files(console: Engine) -> None:
    source = {"出处": _NEW_SERVICE["出处"]}
    confirmed(console, previewed(console, file(source)).plan)
    rest = {name: rows for name, rows in _NEW_SERVICE.items() if name != "出处"}
    found = previewed(console, file(rest))
    assert not said(found)
    assert titles(found.new) == ["职工游泳卡"]
