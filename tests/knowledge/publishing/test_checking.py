"""What keeps a document back, and what is only worth a second look."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.publishing import drafts
from knowledge.publishing.checking import problems, warnings
from knowledge.publishing.checks.likeness import one_slip_apart
from knowledge.publishing.documents import live_document, live_documents
from knowledge.publishing.kinds import KINDS, kind_of
from knowledge.publishing.normal import Document
from tests.knowledge.publishing.people import EDITOR, acting

_ANSWER = {
    "aspect": "materials",
    "region": "henan",
    "text": "带证。",
    "sources": ["paper-2021"],
    "as_of": "2026",
}
_FAQ = _ANSWER | {"id": "care_id", "question": "要带证吗"}


def _changed(engine: Engine, sort: str, item_id: str, changes: Document) -> Document:
    """Give a live document with other fields, and one entry more in its lists."""
    with Session(engine) as session:
        document = dict(live_document(session, sort, item_id) or {})
    for key, value in changes.items():
        adds = isinstance(value, list) and isinstance(document.get(key), list)
        document[key] = document[key] + value if adds else value
    return document


def test_what_is_live_is_fine(readable: Engine) -> None:
    with Session(readable) as session:
        for sort in KINDS:
            for document in live_documents(session, sort):
                item_id = kind_of(sort).id_of(document)
                assert problems(session, sort, document, item_id) == []


@pytest.mark.parametrize(
    ("sort", "item_id", "changes", "path", "message"),
    [
        ("programme", "childcare", {"name": ""}, "name", "还没有填"),
        ("programme", "childcare", {"name": "名" * 61}, "name", "最多60个字"),
        ("programme", "childcare", {"kind": "x"}, "kind", "只能是服务、活动、总体"),
        ("programme", "childcare", {"id": "other"}, "id", "编号不能改"),
        ("programme", "childcare", {"colour": "x"}, "colour", "没有这一项"),
        ("programme", "childcare", {"service": "rest_station"}, "", "只有“活动”"),
        ("programme", "station_campaign", {"service": "nothing"},
         "service", "没有这个服务档案：nothing"),
        ("programme", "station_campaign", {"service": "station_campaign"},
         "service", "不是服务"),
        ("programme", "rest_station", {"kind": "campaign"}, "kind", "驿站建设行动"),
        ("programme", "childcare", {"kind": "campaign"}, "conditions", "只有“服务”"),
        ("programme", "childcare", {"answers": [_ANSWER, _ANSWER]},
         "answers.2", "写了两遍"),
        ("programme", "childcare", {"answers": [_ANSWER | {"text": "字" * 301}]},
         "answers.1.text", "300个字"),
        ("programme", "childcare", {"answers": [_ANSWER | {"sources": []}]},
         "answers.1.sources", "不能空着"),
        ("programme", "childcare", {"answers": [_ANSWER | {"sources": ["", "x"]}]},
         "answers.1.sources.1", "没有这个出处：x"),
        ("programme", "childcare",
         {"answers": [_ANSWER | {"sources": ["undated", "undated"]}]},
         "answers.1.sources.1", "写了两遍"),
        ("programme", "childcare", {"answers": [_ANSWER | {"region": "x"}]},
         "answers.1.region", "没有这个地区：x"),
        ("programme", "childcare", {"answers": [_ANSWER | {"as_of": "今年"}]},
         "answers.1.as_of", "2025-06"),
        ("programme", "childcare", {"answers": [_ANSWER | {"as_of": "2025-02-30"}]},
         "answers.1.as_of", "没有这一天"),
        ("programme", "childcare", {"answers": [_ANSWER | {"as_of": "1800"}]},
         "answers.1.as_of", "1990"),
        ("programme", "childcare",
         {"answers": [_ANSWER | {"valid_from": "2026-02", "valid_to": "2026-01-01"}]},
         "answers.1.valid_from", "日期要写成"),
        ("programme", "childcare",
         {"answers": [_ANSWER | {"valid_from": "2026-02-01",
                                 "valid_to": "2026-01-01"}]},
         "answers.1", "失效日期早于生效日期"),
        ("programme", "childcare", {"answers": [_ANSWER | {"valid_to": "2026-13-01"}]},
         "answers.1.valid_to", "日期要写成"),
        ("programme", "childcare", {"aliases": ["爱心驿站"]},
         "aliases.1", "已经是服务档案“户外劳动者驿站”的别名"),
        ("programme", "childcare", {"aliases": ["", " 爱 心驿站"]},
         "aliases.2", "已经是服务档案“户外劳动者驿站”的别名"),
        ("programme", "childcare", {"phrasings": ["失业金"]},
         "phrasings.1", "已经是指路“失业保险”的别名"),
        ("programme", "childcare", {"aliases": ["菜鸟驿站"]},
         "aliases.1", "已经是易混词“菜鸟驿站”"),
        ("programme", "childcare", {"faqs": [_FAQ | {"question": "喝水收费不"}]},
         "faqs.0.question", "已经是常见问题“驿站的水要钱吗”的问法"),
        ("programme", "childcare", {"faqs": [_FAQ | {"id": "station_water"}]},
         "faqs.0.id", "另一个服务的常见问题"),
        ("programme", "childcare",
         {"faqs": [_FAQ, _FAQ | {"id": "b", "question": "证",
                                 "phrasings": ["要带证吗"]}]},
         "faqs.1.phrasings.0", "已经是常见问题“要带证吗”的问法"),
        ("programme", "childcare",
         {"conditions": [{"question": "who", "options": ["x"], "region": "henan",
                          "reason": "r", "source": "undated"}]},
         "conditions.1.options.0", "没有选项“x”"),
        ("programme", "childcare",
         {"conditions": [{"question": "x", "options": ["x"], "region": "henan",
                          "required": False, "reason": "r", "source": "undated"}]},
         "conditions.1.question", "没有这个查福利提问：x"),
        ("programme", "childcare",
         {"conditions": [{"question": "where", "options": ["zhengzhou"],
                          "region": "henan", "reason": "r", "source": "undated"}]},
         "conditions.1.question", "问的是地区"),
        ("programme", "childcare",
         {"conditions": [{"region": "henan", "required": True, "reason": "r",
                          "source": "undated"}]},
         "conditions.1", "没有选问题"),
        ("figure", "money_2021_target", {"value": "二十"}, "value", "29.4"),
        ("figure", "money_2021_target", {"value": "1" * 13}, "value", "数字太长"),
        ("figure", "money_2021_target", {"period": "去年"}, "period", "整数"),
        ("figure", "money_2021_target", {"period": 1900}, "period", "不能小于1990"),
        ("figure", "money_2021_target", {"metric": "x"}, "metric", "没有这个指标：x"),
        ("figure", "money_2021_target",
         {"not_comparable": [{"figure": "money_2021_target", "reason": "r"}]},
         "not_comparable.0.figure", "自己"),
        ("site", "station_a", {"lat": ""}, "", "经度和纬度"),
        ("site", "station_a", {"lat": 91}, "lat", "不能大于90"),
        ("site", "station_a", {"lat": "北"}, "lat", "要填数字"),
        ("region", "zhengzhou", {"parent": ""}, "", "上级地区"),
        ("region", "zhengzhou", {"parent": "zhengzhou_zhongyuan"},
         "parent", "自己里面"),
        ("region", "henan", {"kind": "country", "parent": ""},
         "kind", "已经有一个国家"),
        ("region", "luoyang", {"aliases": ["郑州"]}, "aliases.1", "地区“郑州市”的别名"),
        ("group", "parent", {"official": "maybe"}, "official", "是或否"),
        ("group", "parent", {"name": 7}, "name", "要填文字"),
        ("metric", "money_spent", {"aliases": ["新建驿站"]},
         "aliases.0", "已经是指标“新建驿站”的名称"),
        ("source", "undated", {"id": "无日期"}, "id", "小写字母"),
        ("lookalike", "菜鸟驿站", {"text": "失业金"}, "text", "已经是指路"),
        ("finder", "member",
         {"options": [{"id": "yes", "title": "入了", "replies": ["没入会"]}]},
         "options.2.id", "编号相同"),
        ("finder", "member",
         {"options": [{"id": "maybe", "title": "入了", "replies": ["没入会"]}]},
         "options.2.replies", "已经是选项“no”的说法"),
        ("finder", "member", {"kind": "region"}, "", "每个选项都要填地区"),
        ("finder", "command:skip", {"phrasings": None}, "phrasings", "还没有填"),
    ],
)  # fmt: skip
def test_what_keeps_a_document_back(
    sort: str,
    item_id: str,
    changes: Document,
    path: str,
    message: str,
    readable: Engine,
) -> None:
    document = _changed(readable, sort, item_id, changes)
    with Session(readable) as session:
        found = problems(session, sort, document, item_id)
    assert any(p.path == path and message in p.message for p in found), found
    english = re.compile(r"\b(Value|Input|should|must|Field|required)\b")
    assert not any(english.search(problem.message) for problem in found)


def test_an_option_that_is_in_use(readable: Engine) -> None:
    with Session(readable) as session:
        question = live_document(session, "finder", "member") or {}
        shorter = question | {"options": question["options"][1:]}
        found = problems(session, "finder", shorter)
        assert [p.path for p in found] == ["options"]
        assert "职工子女爱心托管" in found[0].message
        shorter = question | {"options": question["options"][:1]}
        assert problems(session, "finder", shorter) == []


def test_drafts_of_others_count_while_one_edits(
    console: Engine, source: Document
) -> None:
    """What is cited may be a draft, and what a draft gives up is free."""
    answer = _ANSWER | {"sources": ["notice-2026"]}
    dossier = _changed(
        console,
        "programme",
        "childcare",
        {"answers": [answer], "aliases": ["爱心驿站"]},
    )
    with acting(console, EDITOR) as session:
        paths = [p.path for p in problems(session, "programme", dossier)]
        assert paths == ["answers.1.sources.0", "aliases.1"]
        drafts.save(session, ("source", "notice-2026"), source, None)
        station = live_document(session, "programme", "rest_station") or {}
        given_up = station | {"aliases": []}
        drafts.save(session, ("programme", "rest_station"), given_up, None)
        assert problems(session, "programme", dossier) == []
        told = warnings(session, "programme", dossier)
        assert [(w.path, "还是草稿" in w.message) for w in told] == [
            ("answers.1.sources.0", True)
        ]


@pytest.mark.parametrize(
    ("sort", "item_id", "changes", "path", "message"),
    [
        ("programme", "childcare", {"aliases": ["爱心驿站"]},
         "aliases.1", "已经属于服务档案“户外劳动者驿站”"),
        ("programme", "childcare", {"aliases": ["爱心译站"]},
         "aliases.1", "“爱心驿站”只差一个字"),
        ("programme", "childcare", {"aliases": ["户外劳动驿"]}, None, None),
        ("programme", "childcare", {"aliases": ["户外劳动驿站"]},
         "aliases.1", "只差一个字"),
        ("programme", "childcare", {"aliases": ["失业钱"]}, None, None),
        ("programme", "childcare", {"phrasings": ["驿站的水要钱吗？"]},
         "phrasings.1", "和常见问题“驿站的水要钱吗”的“驿站的水要钱吗”差不多"),
        ("programme", "childcare", {"phrasings": ["没活干了去哪儿领钱"]}, None, None),
        ("programme", "childcare", {"phrasings": ["现在没工作了能领钱吗"]},
         "phrasings.1", "差不多"),
        ("programme", "childcare", {"phrasings": ["孩子暑假去哪儿"]}, None, None),
        ("programme", "rest_station", {"phrasings": ["驿站的水要钱吗"]}, None, None),
        ("programme", "childcare", {"answers": [_ANSWER | {"more": "字" * 400}]},
         None, None),
        ("programme", "childcare", {"answers": [_ANSWER | {"text": "字" * 301}]},
         "answers.1.text", "301个字"),
        ("signpost", "unemployment", {"text": "字" * 301}, "text", "手机"),
        ("figure", "money_2021_target", {"source": ""}, "source", "没有出处"),
        ("figure", "money_2021_target", {"qualifier": "约"}, "caveat", "估计数"),
        ("figure", "money_2021_target", {"qualifier": "以上"}, None, None),
        ("figure", "money_2021_target", {"qualifier": "约", "caveat": "按协议数。"},
         None, None),
    ],
)  # fmt: skip
def test_what_is_worth_a_second_look(
    sort: str,
    item_id: str,
    changes: Document,
    path: str | None,
    message: str | None,
    readable: Engine,
) -> None:
    document = _changed(readable, sort, item_id, changes)
    with Session(readable) as session:
        found = warnings(session, sort, document)
    if path is None:
        assert found == []
    else:
        told: list[Any] = [w for w in found if w.path == path]
        assert any(str(message) in warning.message for warning in told), found


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("爱心驿站", "爱心译站", True),
        ("爱心驿站", "爱心驿", True),
        ("爱心驿站", "小爱心驿站", True),
        ("爱心驿站", "爱心站驿", False),
        ("爱心驿站", "爱心驿站", False),
        ("爱心驿站", "爱心", False),
    ],
)
def test_one_slip(first: str, second: str, near: bool) -> None:
    assert one_slip_apart(first, second) == near == one_slip_apart(second, first)
