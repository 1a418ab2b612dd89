"""Forms: what is typed is kept, wrong or not, and nobody's work is written over."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select

from knowledge.models import Draft
from knowledge.publishing.documents import live_document
from knowledge.publishing.kinds import KINDS
from knowledge.seed import format as seed_format
from knowledge.seed.fields import SeedModel
from knowledge.seed.finder_format import FinderOptionItem, FinderQuestionItem
from tests.web.console.content.pages import (
    create,
    edit,
    form_of,
    item,
    only_draft,
    publish,
    shown,
)
from tests.web.console.harness import Console, errors_of
from web.console.content.form_fields import FORMS, Block

LIVE = {
    "programme": "rest_station",
    "figure": "station_2021_target",
    "metric": "station_new",
    "signpost": "unemployment",
    "lookalike": "菜鸟驿站",
    "region": "zhengzhou",
    "group": "courier",
    "source": "paper-2021",
    "finder": "who",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_format_has_one_in_the_form(kind: str) -> None:
    blocks: dict[str, type[SeedModel]] = {
        "answers": seed_format.AnswerItem,
        "faqs": seed_format.FaqItem,
        "gaps": seed_format.GapItem,
        "conditions": seed_format.ConditionItem,
        "editions": seed_format.EditionItem,
        "not_comparable": seed_format.NotComparableItem,
        "options": FinderOptionItem,
    }
    model = FinderQuestionItem if kind == "finder" else KINDS[kind].model
    assert {p.name for p in FORMS[kind]} == set(model.model_fields) - {"line"}
    for part in FORMS[kind]:
        if isinstance(part, Block):
            wanted = set(blocks[part.name].model_fields) - {"line"}
            assert {field.name for field in part.fields} == wanted


@pytest.mark.parametrize(
    ("kind", "item_id"), [*LIVE.items(), ("finder", "command:skip")]
)
async def test_saving_without_a_change_makes_no_draft(
    seeded: Console, kind: str, item_id: str
) -> None:
    visitor = await seeded.logged_in("zhang")
    response = await edit(visitor, kind, item_id)
    assert response.status_code == 303
    assert only_draft(seeded, kind, item_id) is None
    assert "没有改动" in (await visitor.follow(response)).text


@pytest.mark.parametrize(
    ("kind", "item_id", "fields", "wrong"),
    [
        ("figure", "station_2021_target", {"period": "二零"}, {"period"}),
        ("figure", "station_2021_target", {"value": "很多"}, {"value"}),
        ("figure", "station_2021_target", {"region": "火星"}, {"region"}),
        ("figure", "station_2021_target", {"source": ""}, {"source"}),
        ("metric", "money_spent", {"name": ""}, {"name"}),
        ("metric", "money_spent", {"aliases": "钱\n新建驿站数"}, {"aliases"}),
        ("region", "luoyang", {"parent": ""}, {""}),
        (
            "programme",
            "rest_station",
            {"answers__0__text": "字" * 301, "answers__0__valid_to": "明天"},
            {"answers.0.text", "answers.0.valid_to"},
        ),
        (
            "programme",
            "rest_station",
            {"answers__0__sources__1": "没有的出处"},
            {"answers.0.sources.1"},
        ),
        (
            "programme",
            "rest_station",
            {"conditions__0__options__0": "没有的选项"},
            {"conditions.0.options.0"},
        ),
    ],
)
async def test_what_is_wrong_is_kept_and_told_at_its_field(
    seeded: Console,
    kind: str,
    item_id: str,
    fields: dict[str, str],
    wrong: set[str],
) -> None:
    visitor = await seeded.logged_in("zhang")
    response = await edit(visitor, kind, item_id, "submit", **fields)
    page = await visitor.follow(response)
    told = errors_of(page)
    assert wrong - {""} == set(told), told
    assert "还不能送审" in page.text
    kept = form_of(page)
    for name, value in fields.items():
        assert kept[name.replace("__", ".")] == value
    assert only_draft(seeded, kind, item_id).state == "draft"


async def test_an_option_that_several_questions_have_is_told_by_all_its_names(
    seeded: Console,
) -> None:
    visitor = await seeded.logged_in("zhang")
    fields = {"options.1.id": "no", "options.1.title": "不送快递"}
    await edit(visitor, "finder", "who", **fields)
    page = await visitor.get("/console/content/programme/item?id=childcare")
    assert "没入会／不送快递｜no" in html.unescape(page.text)


async def test_a_new_item_needs_a_free_and_good_id(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    for wanted in ("station_new", "新 编号"):
        response = await create(visitor, "metric", id=wanted, name="好名字")
        assert response.status_code == 422
        assert set(errors_of(response)) == {"id"}
        assert form_of(response)["name"] == "好名字"
    response = await create(visitor, "lookalike", text="菜鸟驿站", note="店")
    assert set(errors_of(response)) == {"text"}
    response = await create(visitor, "lookalike", text="", note="店")
    assert set(errors_of(response)) >= {"text"}


async def test_two_items_of_one_name_get_two_ids(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    for _ in range(2):
        assert (await create(visitor, "group", name="保安员")).status_code == 303
    with seeded.session() as session:
        ids = set(session.scalars(select(Draft.item_id)))
    assert ids == {"bay", "bay_2"}


async def test_the_second_to_save_sees_both_and_loses_nothing(either: Console) -> None:
    first = await either.logged_in("zhang")
    second = await either.logged_in("li")
    seen = form_of(await second.get(item("programme", "rest_station")))
    await edit(first, "programme", "rest_station", summary="张写的简介。")
    mine = {
        **seen,
        "summary": "李写的简介。",
        "answers.0.text": "李写的回答。",
        "do": "save",
    }
    response = await second.post("/console/content/programme/item", mine)
    assert response.status_code == 409
    assert "两个人改到了一起" in response.text
    assert "<del>张写的简介。</del>" in response.text
    assert "<ins>李写的简介。</ins>" in response.text
    kept = form_of(response)
    assert kept["summary"] == "李写的简介。"
    assert kept["answers.0.text"] == "李写的回答。"
    stored = only_draft(either, "programme", "rest_station").document
    assert stored is not None and stored["summary"] == "张写的简介。"
    # Now both were seen, and the merged text goes in.
    merged = {**kept, "summary": "张和李写的简介。", "do": "save"}
    response = await second.post("/console/content/programme/item", merged)
    assert response.status_code == 303
    stored = only_draft(either, "programme", "rest_station").document
    assert stored is not None
    assert stored["summary"] == "张和李写的简介。"
    assert stored["answers"][0]["text"] == "李写的回答。"


async def test_what_was_published_meanwhile_is_not_written_over(
    seeded: Console,
) -> None:
    first = await seeded.logged_in("zhang")
    second = await seeded.logged_in("li", role="reviewer")
    seen = form_of(await second.get(item("metric", "money_spent")))
    await edit(first, "metric", "money_spent", "submit", name="花掉的钱")
    draft = only_draft(seeded, "metric", "money_spent")
    await publish(second, seeded, draft.id)
    response = await second.post(
        "/console/content/metric/item", {**seen, "aliases": "用的钱", "do": "save"}
    )
    assert response.status_code == 409
    assert "<del>花掉的钱</del>" in response.text
    kept = form_of(response)
    assert kept["aliases"] == "用的钱"
    response = await second.post(
        "/console/content/metric/item", {**kept, "name": "花掉的钱", "do": "save"}
    )
    assert response.status_code == 303


@pytest.mark.parametrize("do", ["save", "submit"])
async def test_an_entry_in_which_nothing_is_typed_is_named(
    seeded: Console, do: str
) -> None:
    visitor = await seeded.logged_in("zhang")
    page = await edit(visitor, "programme", "rest_station", "add.faqs")
    with seeded.session() as session:
        live = live_document(session, "programme", "rest_station")
    assert live is not None
    typed = {**form_of(page), "summary": "新的简介。", "do": do}
    response = await visitor.post("/console/content/programme/item", typed)
    told = shown(await visitor.follow(response))
    assert "有1条“常见问题”什么也没填，没有存进草稿。" in told
    kept = only_draft(seeded, "programme", "rest_station").document
    assert kept is not None
    assert (kept["summary"], kept["faqs"]) == ("新的简介。", live["faqs"])
    # One that is to go anyway is not named.
    last = f"faqs.{len(live['faqs'])}.__gone"
    page = await edit(visitor, "programme", "rest_station", "add.faqs")
    typed = {**form_of(page), last: "1", "do": do}
    response = await visitor.post("/console/content/programme/item", typed)
    assert "什么也没填" not in shown(await visitor.follow(response))


async def test_an_entry_is_added_and_removed_without_scripts(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    page = await edit(
        visitor,
        "programme",
        "rest_station",
        "add.answers.materials.zhengzhou",
        summary="还没有保存的话。",
    )
    assert page.status_code == 200
    fields = form_of(page)
    assert fields["summary"] == "还没有保存的话。"
    assert fields["answers.5.aspect"] == "materials"
    assert fields["answers.5.region"] == "郑州市｜zhengzhou"
    assert only_draft(seeded, "programme", "rest_station") is None
    fields |= {
        "answers.5.text": "带身份证。",
        "answers.5.sources.0": "一份报纸｜paper-2021",
        "answers.0.__gone": "1",
        "do": "submit",
    }
    response = await visitor.post("/console/content/programme/item", fields)
    document = only_draft(seeded, "programme", "rest_station").document
    assert document is not None
    assert [a["aspect"] for a in document["answers"]] == [
        "time",
        "time",
        "howto",
        "howto",
        "materials",
    ]
    review = await visitor.follow(response)
    assert "带身份证。" in review.text and "驿站能歇脚。" in review.text


async def test_a_dossier_shows_what_is_missing_and_what_is_live(
    seeded: Console,
) -> None:
    visitor = await seeded.logged_in("zhang")
    await edit(
        visitor, "programme", "rest_station", answers__0__text="驿站能歇脚、喝水。"
    )
    page = await visitor.get(item("programme", "rest_station"))
    text = shown(page)
    assert "全省的还缺" in text
    assert "缺，补上：要什么材料，河南省" in page.text
    assert "有改动：是什么，河南省" in page.text
    assert "说明了暂缺" in text
    assert "驿站能歇脚。" in text and "驿站能歇脚、喝水。" in text
    assert "station_2021_target" in page.text
    # Figures are rows of their own: their aspect needs no words to be there.
    assert "有数字，河南省" in page.text
    assert "缺，补上：数字，河南省" not in page.text


async def test_an_answer_that_is_over_stands_out(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    page = await visitor.get(item("programme", "rest_station"))
    assert "已失效：什么时间，郑州市" in page.text


@pytest.mark.parametrize(
    ("kind", "item_id", "fields", "path", "words"),
    [
        ("metric", "money_spent", {"aliases": "驿站\n新建驿站"}, "aliases", "新建驿站"),
        ("figure", "station_2021_target", {"source": ""}, "source", "没有出处"),
        (
            "programme",
            "childcare",
            {"answers__0__text": "字" * 301},
            "answers.0.text",
            "301个字",
        ),
        (
            "programme",
            "childcare",
            {"phrasings": "哪儿能歇歇脚呀"},
            "phrasings",
            "差不多",
        ),
    ],
)
async def test_warnings_while_typing(
    seeded: Console,
    kind: str,
    item_id: str,
    fields: dict[str, str],
    path: str,
    words: str,
) -> None:
    visitor = await seeded.logged_in("zhang")
    form = form_of(await visitor.get(item(kind, item_id)))
    typed = {name.replace("__", "."): value for name, value in fields.items()}
    response = await visitor.post(
        f"/console/content/{kind}/check", {**form, **typed, "do": "save"}
    )
    found = response.json()["warnings"]
    assert any(where == path and words in said for where, said in found), found
    assert only_draft(seeded, kind, item_id) is None
    # Without scripts they are told on saving.
    page = await visitor.follow(await edit(visitor, kind, item_id, **fields))
    assert words in shown(page)


async def test_a_reader_sees_what_is_live_and_that_there_is_a_draft(
    seeded: Console,
) -> None:
    author = await seeded.logged_in("li")
    await edit(author, "programme", "rest_station", summary="", aliases="没发布的叫法")
    await create(author, "programme", name="只有名字")
    visitor = await seeded.logged_in("zhang", role="reader")
    page = await visitor.get(item("programme", "rest_station"))
    assert "没发布的叫法" not in page.text and "还没发布的草稿" in page.text
    assert "驿站能歇脚。" in page.text
    page = await visitor.get(item("programme", "zymz"))
    assert page.status_code == 200 and "只有名字" in page.text


async def test_a_reader_sees_no_form(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang", role="reader")
    for kind, item_id in LIVE.items():
        page = await visitor.get(item(kind, item_id))
        assert page.status_code == 200
        assert "item-form" not in page.text
        listed = await visitor.get(f"/console/content/{kind}")
        assert f"/console/content/{kind}/new" not in listed.text


async def test_whoever_is_limited_changes_their_region_only(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang", regions=["zhengzhou"])
    response = await edit(
        visitor, "programme", "rest_station", answers__1__text="郑州的驿站七点开门。"
    )
    assert response.status_code == 303, response.text
    # What is everybody's has no field for them; sent all the same, it is refused.
    page = await visitor.get(item("programme", "rest_station"))
    assert "summary" not in form_of(page)
    response = await edit(visitor, "programme", "rest_station", summary="改了全省的。")
    assert response.status_code == 422
    assert "“简介”是全省共用的" in errors_of(response)["summary"]
    document = only_draft(seeded, "programme", "rest_station").document
    assert document is not None
    assert document["summary"] == "户外干活的人歇脚喝水的地方。"
    assert document["answers"][1]["text"] == "郑州的驿站七点开门。"
    page = await visitor.get(item("metric", "money_spent"))
    assert "item-form" not in page.text


async def test_a_dossier_with_30_answers(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    form = form_of(await visitor.get(item("programme", "childcare")))
    aspects = ["intro", "howto", "time", "location", "contact", "amount"]
    places = ["henan", "zhengzhou", "luoyang", "henan_schools", "zhengzhou_zhongyuan"]
    for number in range(30):
        form |= {
            f"answers.{number}.aspect": aspects[number % 6],
            f"answers.{number}.region": places[number // 6],
            f"answers.{number}.text": f"第{number}条。",
            f"answers.{number}.sources.0": "paper-2021",
            f"answers.{number}.as_of": "2024",
        }
    response = await visitor.post(
        "/console/content/programme/item", {**form, "do": "submit"}
    )
    assert response.headers["location"].startswith("/console/drafts/review")
    page = await visitor.get(item("programme", "childcare"))
    fields = form_of(page)
    assert [fields[f"answers.{n}.text"] for n in range(30)] == [
        f"第{n}条。" for n in range(30)
    ]


async def test_hostile_ids_and_texts_are_only_texts(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    text = '<script>"&?#/../%2e'
    response = await create(visitor, "lookalike", text=text, note="<b>x</b>")
    page = await visitor.follow(response)
    assert page.status_code == 200
    assert "<script>&#34;" not in page.text and "<b>x" not in page.text
    assert form_of(page)["item"] == text
    with seeded.session() as session:
        assert live_document(session, "lookalike", text) is None
