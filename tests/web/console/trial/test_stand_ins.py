"""The bot reads what only drafts know, by names that it knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.publishing.checks.world import Key
from knowledge.publishing.documents import live_document
from knowledge.publishing.normal import Document, normal
from knowledge.queries.loading import load_snapshot
from knowledge.queries.view import View
from tests.web.console.trial.parsing_bot import Reading, reading
from web.console.trial.draft_names import DraftNames, draft_names
from web.console.trial.overlay import with_documents
from web.console.trial.stand_ins import Spoken, corrected, spoken

Drafted = tuple[DraftNames, View]


def laid_over(engine: Engine, changes: Mapping[Key, dict[str, Any] | None]) -> Drafted:
    """The words of some drafts, and the content with them."""
    with Session(engine) as session:
        documents: dict[Key, Document | None] = {}
        for (kind, item_id), fields in changes.items():
            live = live_document(session, kind, item_id) or {"id": item_id}
            whole = None if fields is None else normal(kind, {**live, **fields})
            documents[kind, item_id] = whole
        snapshot = with_documents(session, load_snapshot(session), documents)
        view = View(snapshot, date(2026, 5, 1))
        return draft_names(session, documents), view


@pytest.fixture
def drafted(engine: Engine) -> Drafted:
    """A new service, a new alias, new phrasings, a name that goes, one that moves."""
    return laid_over(
        engine,
        {
            ("programme", "swimming"): {
                "name": "职工游泳卡",
                "kind": "service",
                "summary": "会员凭卡游泳。",
                "aliases": ["泳卡"],
                "phrasings": ["哪儿能免费游泳"],
            },
            ("programme", "childcare"): {
                "aliases": ["放假带娃班", "驿站"],
                "phrasings": [],
                "faqs": [
                    {
                        "id": "new_question",
                        "question": "带娃班管饭吗",
                        "aspect": "intro",
                        "region": "henan",
                        "text": "看各班的通知。",
                        "as_of": "2026",
                        "sources": ["zzszghwz-2025-07-21"],
                    }
                ],
            },
            ("signpost", "work_injury"): None,
        },
    )


@pytest.mark.parametrize(
    ("text", "said", "kinds"),
    [
        ("放假带娃班咋报名", "职工子女爱心托管咋报名", ["childcare"]),
        ("放假带娃班 咋报名", "职工子女爱心托管 咋报名", ["childcare"]),
        ("托管咋报名", "托管咋报名", []),
        # A longer live name hides a shorter one of a draft.
        ("户外劳动者驿站在哪", "户外劳动者驿站在哪", []),
    ],
)
def test_drafts_names_are_said_by_live_ones(
    drafted: Drafted, text: str, said: str, kinds: list[str]
) -> None:
    found = spoken(text, drafted[0])
    assert found.text == said
    assert [s.drafted.item_id for s in found.stand_ins] == kinds


def test_what_is_all_new_borrows_the_name_of_another(drafted: Drafted) -> None:
    names, view = drafted
    said = spoken("泳卡和放假带娃班咋办", names)
    borrowed = next(s.live for s in said.stand_ins if s.drafted.item_id == "swimming")
    assert borrowed.item_id not in ("swimming", "childcare")
    heard = reading(
        said.text,
        "ask_howto",
        names=(
            ("programme", borrowed.item_id, borrowed.text),
            ("programme", "childcare", "职工子女爱心托管"),
        ),
        topics=(("programme", borrowed.item_id, 0.9),),
    )
    found = corrected(heard, said, names, view)
    assert [e["value"] for e in found["entities"]] == ["swimming", "childcare"]
    assert [e["alias"] for e in found["entities"]] == ["泳卡", "放假带娃班"]
    assert found["topic_ranking"][0]["id"] == "swimming"


def correct(drafted: Drafted, heard: Reading) -> Reading:
    """Correct the reading of a sentence in which nothing was put."""
    names, view = drafted
    said = spoken(heard["text"], names)
    return corrected(heard, said, names, view)


def test_what_drafts_take_away_is_not_found(drafted: Drafted) -> None:
    heard = reading(
        "暑托班和工伤认定咋办",
        "ask_howto",
        names=(
            ("programme", "childcare", "暑托班"),
            ("signpost", "work_injury", "工伤认定"),
        ),
        topics=(("signpost", "work_injury", 0.9), ("none", "", 0.1)),
    )
    found = correct(drafted, heard)
    assert found["entities"] == []
    assert [row["kind"] for row in found["topic_ranking"]] == ["none"]


def test_years_and_live_names_stay(drafted: Drafted) -> None:
    heard = reading(
        "2021年郑州有多少", "ask_figure", names=(("region", "zhengzhou", "郑州"),)
    )
    year = {"entity": "period", "role": "year", "value": 2021, "start": 0, "end": 5}
    heard["entities"].append(year)
    assert len(correct(drafted, heard)["entities"]) == 2


def test_a_phrasing_word_for_word_counts_as_learnt(drafted: Drafted) -> None:
    topic = correct(drafted, reading("哪儿能 免费游泳", "ask_location"))
    assert topic["topic_ranking"] == [
        {"kind": "programme", "id": "swimming", "confidence": 0.99}
    ]
    asked = correct(drafted, reading("带娃班管饭吗", "ask_intro"))
    assert asked["faq_ranking"][0] == {
        "id": "new_question",
        "confidence": 0.99,
        "similarity": 1.0,
    }
    near = reading("游泳免费的地方", "ask_location")
    assert correct(drafted, near)["topic_ranking"] == []


def test_without_drafts_nothing_is_touched(engine: Engine) -> None:
    names, view = laid_over(engine, {})
    heard = reading(
        "托管咋报名", "ask_howto", names=(("programme", "childcare", "托管"),)
    )
    assert spoken("托管 咋报名", names) == Spoken("托管 咋报名")
    assert corrected(heard, Spoken("托管咋报名"), names, view) == heard
