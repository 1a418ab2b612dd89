"""From a sentence to a draft with one click."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from knowledge.models import Draft
from knowledge.publishing.drafts import find_draft
from tests.web.console.harness import Console, Visitor, errors_of
from tests.web.console.trial.parsing_bot import ParsingBot
from tests.web.console.trial.talking import draft, drafted, said
from web.console.trial import wording

CHILDCARE = ("programme", "childcare", "")
SIGN_UP = ("programme", "childcare", "childcare_signup_zz")


async def fix(
    visitor: Visitor, target: tuple[str, str, str] | str, **fields: Any
) -> httpx.Response:
    """Send the form that adds a wording."""
    sent = target if isinstance(target, str) else json.dumps(target)
    await visitor.get("/console/trial")
    return await visitor.post(
        "/console/trial/fix",
        {
            "wording": "放假带娃班",
            "target": sent,
            "as": "aliases",
            "said": ["放假带娃班咋报名"],
            **fields,
        },
    )


@pytest.mark.parametrize(
    ("target", "field"),
    [
        (CHILDCARE, "aliases"),
        (CHILDCARE, "phrasings"),
        (("metric", "care_children", ""), "aliases"),
        (("signpost", "work_injury", ""), "phrasings"),
    ],
)
async def test_a_wording_goes_into_the_draft(
    console: Console, target: tuple[str, str, str], field: str
) -> None:
    visitor = await console.logged_in("someone")
    response = await fix(visitor, target, **{"as": field})
    kind, item_id, _ = target
    assert response.status_code == 303
    address = f"/console/content/{kind}/item?id={item_id}#field-{field}"
    assert response.headers["location"] == address
    with console.session() as session:
        assert drafted(session, kind, item_id)[field][-1] == "放假带娃班"
    assert "审核发布" not in response.text
    assert "放假带娃班" in (await visitor.get("/console/account")).text


async def test_a_question_gets_a_phrasing(console: Console) -> None:
    visitor = await console.logged_in("someone")
    response = await fix(visitor, SIGN_UP, **{"as": "phrasings"})
    assert "#field-faqs." in response.headers["location"]
    with console.session() as session:
        faqs = drafted(session, "programme", "childcare")["faqs"]
    changed = [f["id"] for f in faqs if "放假带娃班" in f["phrasings"]]
    assert changed == ["childcare_signup_zz"]


async def test_what_stands_already_needs_no_draft(console: Console) -> None:
    visitor = await console.logged_in("someone")
    response = await fix(visitor, CHILDCARE, wording=" 暑托班 ")
    assert response.status_code == 303
    with console.session() as session:
        assert find_draft(session, "programme", "childcare") is None


async def test_an_open_draft_is_gone_on_with(console: Console) -> None:
    draft(console, "programme", "childcare", aliases=["新别名"])
    with console.session() as session:
        found = find_draft(session, "programme", "childcare")
        assert found is not None
        found.state = "review"
    visitor = await console.logged_in("someone")
    await fix(visitor, CHILDCARE)
    with console.session() as session:
        aliases = drafted(session, "programme", "childcare")["aliases"]
        assert session.query(Draft.state).one() == ("draft",)
    assert aliases == ["新别名", "放假带娃班"]
    assert "重新提交" in (await visitor.get("/console/account")).text


@pytest.mark.parametrize(
    ("target", "fields", "where", "message"),
    [
        (CHILDCARE, {"wording": " "}, "wording", wording.NO_WORDING),
        (CHILDCARE, {"wording": "长" * 101}, "wording", wording.LONG_WORDING),
        ("", {}, "target", wording.NO_TARGET),
        ("[1, 2]", {}, "target", wording.NO_TARGET),
        (("source", "x", ""), {}, "target", wording.NO_TARGET),
        (CHILDCARE, {"as": "name"}, "target", wording.NO_TARGET),
        (SIGN_UP, {}, "target", wording.FAQ_HAS_NO_ALIAS),
        (("programme", "nothing", ""), {}, "target", wording.GONE),
        (
            ("programme", "childcare", "nothing"),
            {"as": "phrasings"},
            "target",
            wording.GONE,
        ),
    ],
)
async def test_what_cannot_be_added_is_said_and_kept(
    console: Console, target: Any, fields: dict[str, str], where: str, message: str
) -> None:
    visitor = await console.logged_in("someone")
    response = await fix(visitor, target, **fields)
    assert response.status_code == 422
    assert errors_of(response)[where] == message
    assert said(response) == ["放假带娃班咋报名"]
    typed = fields.get("wording", "放假带娃班")
    assert f'name="wording" type="text" value="{typed}"' in response.text


async def test_a_removal_is_not_undone_by_it(console: Console) -> None:
    console.add("writer")
    visitor = await console.logged_in("someone")
    with console.session() as session:
        session.add(removal(console))
    response = await fix(visitor, CHILDCARE)
    assert errors_of(response)["target"] == wording.IS_REMOVAL


def removal(console: Console) -> Draft:
    """An open draft that removes the service."""
    return Draft(
        kind="programme",
        item_id="childcare",
        action="remove",
        document=None,
        state="draft",
        author_id=console.staff("writer").id,
        authors=[],
        created_at=console.clock.now,
        updated_at=console.clock.now,
    )


@pytest.mark.parametrize(
    ("person", "target", "field", "status"),
    [
        ({"role": "reader"}, CHILDCARE, "aliases", 403),
        ({"programmes": ["legal_aid"]}, CHILDCARE, "aliases", 422),
        ({"programmes": ["childcare"]}, CHILDCARE, "aliases", 303),
        ({"regions": ["zhengzhou"]}, CHILDCARE, "aliases", 422),
        ({"regions": ["zhengzhou"]}, SIGN_UP, "phrasings", 303),
        ({"regions": ["luoyang"]}, SIGN_UP, "phrasings", 422),
    ],
)
async def test_limits_hold(
    console: Console,
    person: dict[str, Any],
    target: tuple[str, str, str],
    field: str,
    status: int,
) -> None:
    visitor = await console.logged_in("someone", **person)
    response = await fix(visitor, target, **{"as": field})
    assert response.status_code == status
    with console.session() as session:
        made = find_draft(session, "programme", "childcare") is not None
    assert made == (status == 303)


async def test_one_is_offered_what_one_may_change(
    console: Console, bot: ParsingBot
) -> None:
    visitor = await console.logged_in("someone", programmes=["childcare"])
    await visitor.get("/console/trial")
    page = await visitor.post("/console/trial", {"text": "托管"})
    offered = page.text.split('name="target"')[1].split("</select>")[0]
    assert "职工子女爱心托管" in offered
    assert offered.count("<option") == 2
