"""Roles × limits × pages: what one may not change is shown to read, and refused."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from knowledge.publishing.documents import live_document
from knowledge.publishing.kinds import KINDS
from tests.web.console.content.pages import (
    edit,
    form_of,
    item,
    only_draft,
    publish,
    shown,
)
from tests.web.console.harness import Console, Visitor, errors_of

LIMITS: dict[str, dict[str, Any]] = {
    "everything": {},
    "郑州": {"regions": ["zhengzhou"]},
    "托管": {"programmes": ["childcare"]},
    "郑州的托管": {"regions": ["zhengzhou"], "programmes": ["childcare"]},
}
BEGUN = {
    "everything": set(KINDS),
    "郑州": {"figure", "site", "source"},
    "托管": {"figure", "site", "source"},
    "郑州的托管": {"figure", "site", "source"},
}
"""Of which kinds one may make a new item."""
ITEMS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("programme", "rest_station"): ("parts", "read", "read"),
    ("programme", "childcare"): ("parts", "whole", "parts"),
    ("site", "station_a"): ("whole", "read", "read"),
    ("site", "station_b"): ("read", "read", "read"),
    ("figure", "station_2021_target"): ("read", "read", "read"),
    ("metric", "money_spent"): ("read", "read", "read"),
    ("signpost", "unemployment"): ("read", "read", "read"),
    ("lookalike", "菜鸟驿站"): ("read", "read", "read"),
    ("region", "zhengzhou"): ("read", "read", "read"),
    ("group", "courier"): ("read", "read", "read"),
    ("source", "paper-2021"): ("read", "read", "read"),
    ("finder", "who"): ("read", "read", "read"),
}
"""What one may do with an item who is limited: in the order of ``LIMITS``."""
STATION = ("programme", "rest_station")
LUOYANG = "洛阳的驿站扫码进。"


def _expected(role: str, limits: str, key: tuple[str, str]) -> str:
    if role == "reader":
        return "read"
    if limits == "everything":
        return "whole"
    return ITEMS[key][list(LIMITS).index(limits) - 1]


async def _limited(console: Console, login: str = "zhang", **more: Any) -> Visitor:
    return await console.logged_in(login, **LIMITS["郑州"], **more)


def _document(console: Console, kind: str, item_id: str) -> dict[str, Any]:
    draft = only_draft(console, kind, item_id)
    assert draft is not None and draft.document is not None
    return draft.document


def _live(console: Console, kind: str, item_id: str) -> dict[str, Any]:
    with console.session() as session:
        found = live_document(session, kind, item_id)
    assert found is not None
    return found


def _limit(console: Console, login: str, **limits: Any) -> None:
    """Have an administrator change what a person is limited to."""
    staff = console.staff(login)
    with console.session() as session:
        for name, value in limits.items():
            setattr(staff, name, value)
        session.merge(staff)


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize("role", ["admin", "reviewer", "editor", "reader"])
async def test_what_may_be_begun(seeded: Console, role: str, limits: str) -> None:
    visitor = await seeded.logged_in("zhang", role=role, **LIMITS[limits])
    allowed = BEGUN[limits] if role != "reader" else set()
    linked, opened, taken = set(), set(), set()
    for kind in KINDS:
        new = f"/console/content/{kind}/new"
        if new in (await visitor.get(f"/console/content/{kind}")).text:
            linked.add(kind)
        if (await visitor.get(new)).status_code == 200:
            opened.add(kind)
        await visitor.get("/console/account")
        if (await visitor.post(new, {"do": "save"})).status_code != 403:
            taken.add(kind)
    assert (linked, opened, taken) == (allowed, allowed, allowed)


@pytest.mark.parametrize("limits", LIMITS)
@pytest.mark.parametrize("role", ["admin", "reviewer", "editor", "reader"])
async def test_what_may_be_changed(seeded: Console, role: str, limits: str) -> None:
    visitor = await seeded.logged_in("zhang", role=role, **LIMITS[limits])
    found = {}
    for kind, item_id in ITEMS:
        base = f"/console/content/{kind}"
        page = await visitor.get(item(kind, item_id))
        assert page.status_code == 200
        looks = (
            'id="item-form"' in page.text,
            f"{base}/remove?" in page.text,
        )
        removal = await visitor.get(f"{base}/remove", params={"id": item_id})
        await visitor.get("/console/account")
        sent = form_of(page) if looks[0] else {"item": item_id}
        saved = await visitor.post(f"{base}/item", {**sent, "do": "save"})
        served = (saved.status_code != 403, removal.status_code != 403)
        assert looks == served, (kind, item_id)
        found[kind, item_id] = {
            (True, True): "whole",
            (True, False): "parts",
            (False, False): "read",
        }[looks]
    assert found == {key: _expected(role, limits, key) for key in ITEMS}


async def test_others_parts_of_a_dossier_are_shown_to_read(seeded: Console) -> None:
    visitor = await _limited(seeded)
    page = await visitor.get(item(*STATION))
    names = set(form_of(page))
    assert {name.rsplit(".", 1)[0] for name in names if name.startswith("answers")} == {
        "answers.1",
        "answers.1.sources",
    }
    assert not {name.split(".")[0] for name in names} - {
        *("answers", "csrf", "item", "version", "seen", "within", "do")
    }
    text = shown(page)
    live = _live(seeded, *STATION)
    for said in (live["summary"], "爱心驿站", "哪儿能歇歇脚", LUOYANG, "不要钱。"):
        assert said in text
    assert "您负责郑州市" in text
    added = set(re.findall(r'value="(add\.[^"]+)"', page.text))
    assert {one for one in added if one.count(".") == 1} == {
        *("add.answers", "add.faqs", "add.gaps", "add.conditions")
    }
    in_the_grid = {one.split(".")[3] for one in added if one.count(".") == 3}
    assert in_the_grid == {"zhengzhou"}


async def test_only_ones_own_regions_and_services_are_offered(
    seeded: Console,
) -> None:
    visitor = await seeded.logged_in("zhang", **LIMITS["郑州的托管"])

    def offered(page: Any, field: str) -> set[str]:
        select = page.text.split(f'name="{field}"')[1].split("</select>")[0]
        return set(re.findall(r'<option value="([^"]*)"', select))

    page = await edit(visitor, "programme", "childcare", "add.answers")
    places = {"", "zhengzhou", "zhengzhou_zhongyuan"}
    assert offered(page, "answers.1.region") == places
    for kind in ("figure", "site"):
        page = await visitor.get(f"/console/content/{kind}/new")
        assert offered(page, "region") == places
        assert offered(page, "programme") == {"", "childcare"}


async def test_an_own_place_without_any_answer_can_get_one(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang", regions=["zhengzhou_zhongyuan"])
    page = await visitor.get(item(*STATION))
    assert 'value="add.answers.time.zhengzhou_zhongyuan"' in page.text
    page = await edit(visitor, *STATION, "add.answers.time.zhengzhou_zhongyuan")
    fields = form_of(page) | {
        "answers.5.text": "中原区的驿站九点开门。",
        "answers.5.sources.0": "paper-2021",
        "answers.5.as_of": "2026",
        "do": "submit",
    }
    response = await visitor.post("/console/content/programme/item", fields)
    assert response.headers["location"].startswith("/console/drafts/review")
    document, live = _document(seeded, *STATION), _live(seeded, *STATION)
    assert document["answers"][:-1] == live["answers"]
    assert document | {"answers": 0} == live | {"answers": 0}
    assert document["answers"][-1]["region"] == "zhengzhou_zhongyuan"


@pytest.mark.parametrize("key", [STATION, ("programme", "childcare")])
async def test_a_form_without_others_parts_deletes_none_of_them(
    seeded: Console, key: tuple[str, str]
) -> None:
    visitor = await _limited(seeded)
    response = await edit(visitor, *key)
    assert "没有改动" in (await visitor.follow(response)).text
    assert only_draft(seeded, *key) is None


async def test_whats_ones_own_is_changed_and_nothing_else(seeded: Console) -> None:
    visitor = await _limited(seeded)
    text = "郑州的驿站七点开门。"
    response = await edit(visitor, *STATION, answers__1__text=text)
    assert response.status_code == 303
    live = _live(seeded, *STATION)
    live["answers"][1]["text"] = text
    assert _document(seeded, *STATION) == live


@pytest.mark.parametrize(
    ("sent", "path", "words"),
    [
        ({"summary": "改了全省的。"}, "summary", "全省共用"),
        ({"summary": ""}, "summary", "全省共用"),
        ({"aliases": "驿站"}, "aliases", "全省共用"),
        ({"editions.0.note": "改"}, "editions", "全省共用"),
        (
            {"answers.3.text": "改洛阳的。", "answers.3.region": "luoyang"},
            "answers.3.region",
            "“洛阳市”不在您负责的地区之内",
        ),
        ({"gaps.0.text": "改了。"}, "gaps.0.region", "请选一个您负责的地区"),
        ({"answers.1.region": "luoyang"}, "answers.1.region", "“洛阳市”不在您负责"),
        ({"answers.1.region": ""}, "answers.1.region", "请选一个您负责的地区"),
    ],
)
async def test_what_is_sent_all_the_same_is_refused_and_the_rest_is_kept(
    seeded: Console, sent: dict[str, str], path: str, words: str
) -> None:
    visitor = await _limited(seeded)
    mine = {"answers.1.text": "郑州的驿站七点开门。"}
    form = form_of(await visitor.get(item(*STATION)))
    response = await visitor.post(
        "/console/content/programme/item", {**form, **mine, **sent, "do": "save"}
    )
    assert response.status_code == 422
    assert words in errors_of(response).get(path, ""), errors_of(response)
    assert only_draft(seeded, *STATION) is None
    assert mine.items() <= form_of(response).items()
    assert LUOYANG in shown(response)
    checked = await visitor.post(
        "/console/content/programme/check", {**form, **mine, **sent}
    )
    assert any(words in said for _, said in checked.json()["errors"])


async def test_after_a_refusal_the_rest_is_saved(seeded: Console) -> None:
    visitor = await _limited(seeded)
    mine = {"answers__1__text": "郑州的驿站七点开门。"}
    refused = await edit(visitor, *STATION, summary="改了全省的。", **mine)
    response = await visitor.post(
        "/console/content/programme/item", {**form_of(refused), "do": "save"}
    )
    assert response.status_code == 303
    live = _live(seeded, *STATION)
    live["answers"][1]["text"] = "郑州的驿站七点开门。"
    assert _document(seeded, *STATION) == live


@pytest.mark.parametrize(
    "wanted", ["add.answers.time.luoyang", "add.answers.time.henan", "add.editions"]
)
async def test_nothing_is_added_for_others(seeded: Console, wanted: str) -> None:
    visitor = await _limited(seeded)
    assert (await edit(visitor, *STATION, wanted)).status_code == 403


async def test_entries_stay_in_place_while_some_are_added_and_removed(
    seeded: Console,
) -> None:
    visitor = await _limited(seeded)
    do = {"answers.1.__gone": "1", "do": "add.answers.materials.zhengzhou"}
    form = form_of(await visitor.get(item(*STATION)))
    page = await visitor.post("/console/content/programme/item", {**form, **do})
    fields = form_of(page)
    assert fields["answers.4.aspect"] == "materials" and "answers.1.text" not in fields
    fields |= {
        "answers.4.text": "带身份证。",
        "answers.4.sources.0": "paper-2021",
        "answers.4.valid_to": "明天",
    }
    checked = await visitor.post("/console/content/programme/check", fields)
    assert [path for path, _ in checked.json()["errors"]] == ["answers.4.valid_to"]
    fields["answers.4.valid_to"] = ""
    response = await visitor.post(
        "/console/content/programme/item", {**fields, "do": "save"}
    )
    assert response.status_code == 303
    live, document = _live(seeded, *STATION), _document(seeded, *STATION)
    others = [one for one in live["answers"] if one["region"] != "zhengzhou"]
    assert document["answers"][:4] == others
    assert document["answers"][4]["text"] == "带身份证。"


async def test_a_page_that_is_older_than_the_limits(seeded: Console) -> None:
    visitor = await seeded.logged_in("zhang")
    form = form_of(await visitor.get(item(*STATION)))
    _limit(seeded, "zhang", **LIMITS["郑州"])
    mine = {"answers.1.text": "郑州的驿站七点开门。", "do": "save"}
    foreign = {"answers.3.text": "改洛阳的。"}
    response = await visitor.post(
        "/console/content/programme/item", {**form, **mine, **foreign}
    )
    assert response.status_code == 422
    assert only_draft(seeded, *STATION) is None
    response = await visitor.post(
        "/console/content/programme/item", {**form, **mine, "answers.3.__gone": "1"}
    )
    assert response.status_code == 422
    assert "“洛阳市”不在您负责的地区之内" in errors_of(response)["answers"]
    assert LUOYANG in shown(response)
    assert only_draft(seeded, *STATION) is None
    response = await visitor.post("/console/content/programme/item", {**form, **mine})
    assert response.status_code == 303
    live = _live(seeded, *STATION)
    live["answers"][1]["text"] = mine["answers.1.text"]
    assert _document(seeded, *STATION) == live


@pytest.mark.parametrize("now", [None, ["zhengzhou", "luoyang"], ["henan"]])
async def test_a_page_with_fewer_fields_than_one_may_fill_in_now(
    seeded: Console, now: list[str] | None
) -> None:
    visitor = await _limited(seeded)
    form = form_of(await visitor.get(item(*STATION)))
    _limit(seeded, "zhang", regions=now)
    mine = {"answers.1.text": "郑州的驿站七点开门。", "do": "save"}
    response = await visitor.post("/console/content/programme/item", {**form, **mine})
    assert response.status_code == 303
    live = _live(seeded, *STATION)
    live["answers"][1]["text"] = mine["answers.1.text"]
    assert _document(seeded, *STATION) == live


async def test_what_others_saved_meanwhile_is_kept(seeded: Console) -> None:
    visitor = await _limited(seeded)
    other = await seeded.logged_in("li")
    form = form_of(await visitor.get(item(*STATION)))
    theirs = form_of(await other.get(item(*STATION)))
    theirs |= {"summary": "李改的。", "answers.3.__gone": "1", "do": "save"}
    await other.post("/console/content/programme/item", theirs)
    mine = {"answers.1.text": "郑州的驿站七点开门。", "do": "save"}
    response = await visitor.post("/console/content/programme/item", {**form, **mine})
    assert response.status_code == 409 and "两个人改到了一起" in response.text
    again = {**form_of(response), "do": "save"}
    assert again["answers.1.text"] == mine["answers.1.text"]
    response = await visitor.post("/console/content/programme/item", again)
    assert response.status_code == 303
    document = _document(seeded, *STATION)
    assert document["summary"] == "李改的。"
    assert [one["text"] for one in document["answers"]] == [
        "驿站能歇脚。",
        "郑州的驿站七点开门。",
        "各站时间不一。",
        "学校的驿站刷卡进。",
    ]


async def test_a_draft_of_others_is_read_beside_what_is_live(seeded: Console) -> None:
    other = await seeded.logged_in("li")
    await edit(other, *STATION, summary="李改的。", answers__3__text="李写洛阳的。")
    visitor = await _limited(seeded)
    page = await visitor.get(item(*STATION))
    text = shown(page)
    for said in ("李改的。", "户外干活的人歇脚喝水的地方。", "李写洛阳的。", LUOYANG):
        assert said in text
    draft = only_draft(seeded, *STATION)
    discard = f"/console/drafts/discard?id={draft.id}"
    review = await visitor.get(f"/console/drafts/review?id={draft.id}")
    assert "打开来改" in review.text
    for shown_page in (page, review):
        assert discard not in html.unescape(shown_page.text)
    assert (await visitor.get(discard)).status_code == 403
    await visitor.post(
        "/console/drafts/discard",
        {"id": str(draft.id), f"version.{draft.id}": str(draft.version)},
    )
    assert only_draft(seeded, *STATION).state == "draft"


async def test_what_is_wrong_in_others_parts_does_not_lock_ones_own(
    seeded: Console,
) -> None:
    other = await seeded.logged_in("li")
    await edit(
        other,
        *STATION,
        aliases="爱心驿站\n爱心驿站",
        answers__0__text="",
        answers__1__valid_to="明天",
    )
    visitor = await _limited(seeded)
    response = await edit(visitor, *STATION, answers__1__valid_to="2027-12-31")
    assert response.status_code == 303
    page = await visitor.follow(response)
    assert set(errors_of(page)) == {"answers.0.text"}
    await edit(other, *STATION, answers__0__text="驿站。", answers__1__valid_to="后天")
    # Now the mending makes the whole dossier fit its format.
    response = await edit(visitor, *STATION, answers__1__valid_to="2027-12-30")
    assert response.status_code == 303, response.text
    assert _document(seeded, *STATION)["answers"][1]["valid_to"] == "2027-12-30"


async def test_only_what_changes_ones_own_can_be_brought_back(seeded: Console) -> None:
    author = await seeded.logged_in("li")
    reviewer = await seeded.logged_in("wang", role="reviewer")
    for fields in (
        {"answers__1__text": "第一次改郑州的。"},
        {"answers__1__text": "第二次改郑州的。"},
        {"summary": "改了全省的。"},
    ):
        await edit(author, *STATION, "submit", **fields)
        draft = only_draft(seeded, *STATION)
        assert (await publish(reviewer, seeded, draft.id)).status_code == 303
    visitor = await _limited(seeded)
    history = f"/console/content/programme/history?id={STATION[1]}"
    assert "/restore?" not in (await visitor.get(history)).text
    assert "/restore?" in (await author.get(history)).text
    restore = "/console/content/programme/restore"
    asked = {"id": STATION[1], "number": "3"}
    assert (await visitor.get(restore, params=asked)).status_code == 403
    await visitor.get("/console/account")
    sent = {"item": STATION[1], "number": "3", "reason": "还是原来的好"}
    assert (await visitor.post(restore, sent)).status_code == 403
    await edit(author, *STATION, "submit", answers__1__text="第三次改郑州的。")
    draft = only_draft(seeded, *STATION)
    assert (await publish(reviewer, seeded, draft.id)).status_code == 303
    page = html.unescape((await visitor.get(history)).text)
    assert re.findall(r"restore\?id=rest_station&number=(\d)", page) == ["4"]
    await visitor.get("/console/account")
    response = await visitor.post(restore, {**sent, "number": "4"})
    assert response.status_code == 303
    assert _document(seeded, *STATION)["answers"][1]["text"] == "第二次改郑州的。"


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ("everything", []),
        ("郑州", ["地区是郑州市", "各服务档案里这些地区的", "这些地区的数字和地点"]),
        ("托管", ["服务是职工子女爱心托管", "这些服务的整份档案"]),
        ("郑州的托管", ["这些服务的档案里这些地区的", "这些服务在这些地区的数字"]),
    ],
)
async def test_the_import_page_says_what_may_be_imported(
    seeded: Console, limits: str, words: list[str]
) -> None:
    visitor = await seeded.logged_in("zhang", **LIMITS[limits])
    text = shown(await visitor.get("/console/excel"))
    assert ("您的账号限定了范围" in text) is bool(words)
    for one in words:
        assert one in text
