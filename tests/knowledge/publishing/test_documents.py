"""Rows become documents and documents rows, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.database import writing
from knowledge.models import Base, KnowledgeVersion
from knowledge.publishing.documents import (
    count_documents,
    live_by_ids,
    live_document,
    live_documents,
    titles,
)
from knowledge.publishing.kinds import KINDS, kind_of
from knowledge.publishing.live_rows import write_live
from knowledge.publishing.normal import Document, normal, normal_of
from knowledge.seed import load_seed
from knowledge.seed.loader import checked_seed
from settings import ROOT

_REAL = ROOT / "data" / "knowledge"


def _said(folder: Path, kind: str) -> list[Document]:
    content = checked_seed(folder)
    items: dict[str, Sequence[Any]] = {
        "programme": list(content.programmes.values()),
        "figure": content.figures,
        "metric": content.metrics,
        "signpost": content.signposts,
        "lookalike": content.lookalikes,
        "region": content.regions,
        "group": content.groups,
        "site": content.sites,
        "source": content.sources,
        "finder": [*content.finder, *content.finder_commands],
    }
    return [normal_of(item) for item in items[kind]]


def _rows(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
            if name != "knowledge_version"
        }


@pytest.fixture
def real(engine: Engine) -> Engine:
    load_seed(engine, _REAL)
    return engine


def test_every_document_of_the_real_seed_comes_back(real: Engine) -> None:
    with Session(real) as session:
        for kind in KINDS:
            said = {kind_of(kind).id_of(d): d for d in _said(_REAL, kind)}
            live = live_documents(session, kind)
            assert {kind_of(kind).id_of(d): d for d in live} == said
            assert live_by_ids(session, kind, said) == said
            if kind not in ("source", "lookalike"):
                assert [kind_of(kind).id_of(d) for d in live] == list(said)


def test_writing_the_real_seed_again_changes_no_row(real: Engine) -> None:
    before = _rows(real)
    with Session(writing(real)) as session, session.begin():
        version = session.scalars(select(KnowledgeVersion.version)).one()
        write_live(
            session,
            {
                (kind, kind_of(kind).id_of(document)): document
                for kind in KINDS
                for document in live_documents(session, kind)
            },
        )
        assert session.scalars(select(KnowledgeVersion.version)).one() == version
    assert _rows(real) == before


@pytest.mark.parametrize("sort", KINDS)
def test_what_is_removed_and_written_again_is_the_same(
    sort: str, seeded: Engine
) -> None:
    """Row by row, also where the order of a list shows in a column only."""
    before = _rows(seeded)
    with Session(writing(seeded)) as session, session.begin():
        documents = {
            (kind, kind_of(kind).id_of(document)): document
            for kind in KINDS
            for document in live_documents(session, kind)
        }
        write_live(session, dict.fromkeys(documents))
        assert live_documents(session, sort) == []
        write_live(session, documents)
        assert [d for (k, _), d in documents.items() if k == sort] == live_documents(
            session, sort
        )
    assert _rows(seeded) == before


def test_one_document_leaves_the_others_alone(seeded: Engine) -> None:
    with Session(writing(seeded)) as session, session.begin():
        before = {kind: live_documents(session, kind) for kind in KINDS}
        changed = dict(before["programme"][0])
        changed["answers"] = [*reversed(changed["answers"])]
        changed["aliases"] = [*changed["aliases"], "小学生托管"]
        write_live(session, {("programme", changed["id"]): changed})
        after = {kind: live_documents(session, kind) for kind in KINDS}
    before["programme"][0] = changed
    assert after == before


def test_new_documents_come_last_and_old_ones_keep_their_place(
    seeded: Engine,
) -> None:
    with Session(writing(seeded)) as session, session.begin():
        old = [d["id"] for d in live_documents(session, "metric")]
        for name in ("甲", "乙"):
            document = normal("metric", {"id": f"m{ord(name)}", "name": name})
            write_live(session, {("metric", document["id"]): document})
        first = live_document(session, "metric", old[0])
        assert first is not None
        write_live(session, {("metric", old[0]): first | {"name": "改过的名称"}})
        found = live_documents(session, "metric")
    assert [d["name"] for d in found][-2:] == ["甲", "乙"]
    assert found[0]["name"] == "改过的名称"


def test_a_pair_stands_in_both_figures(seeded: Engine) -> None:
    with Session(writing(seeded)) as session, session.begin():
        other = live_document(session, "figure", "station_2020_result")
        assert other is not None
        assert [pair["figure"] for pair in other["not_comparable"]] == [
            "station_2021_target"
        ]
        write_live(
            session,
            {("figure", other["id"]): other | {"not_comparable": []}},
        )
        first = live_document(session, "figure", "station_2021_target")
        assert first is not None
        assert first["not_comparable"] == []


@pytest.mark.parametrize(
    ("sort", "asked", "ids"),
    [
        ("figure", {"period": 2021}, ["station_2021_target", "money_2021_target"]),
        ("figure", {"kind_": "result"}, ["station_2020_result"]),
        ("figure", {"programme": "rest_station", "metric": None, "limit": 1,
                    "offset": 1}, ["station_2020_result"]),
        ("figure", {"search": "29.4"}, ["money_2021_target"]),
        ("figure", {"search": "%"}, []),
        ("programme", {"search": "暑托"}, ["childcare"]),
        ("programme", {"region": "luoyang"}, ["rest_station"]),
        ("programme", {"service": "rest_station"}, ["station_campaign"]),
        ("site", {"region": "luoyang", "programme": "rest_station"}, ["station_b"]),
        ("region", {"parent": "zhengzhou"}, ["zhengzhou_zhongyuan"]),
        ("source", {"limit": 2}, ["paper-2021", "post-2024"]),
        ("finder", {"limit": 2, "offset": 2}, ["where", "command:skip"]),
        ("finder", {"limit": 2, "offset": 4}, ["command:stop"]),
        ("finder", {"kind_": "region"}, ["where"]),
        ("finder", {"search": "不想说"}, ["command:skip"]),
    ],
)  # fmt: skip
def test_lists_are_filtered_and_paged(
    sort: str, asked: dict[str, Any], ids: list[str], readable: Engine
) -> None:
    with Session(readable) as session:
        found = live_documents(session, sort, **asked)
        whole = {k: v for k, v in asked.items() if k not in ("limit", "offset")}
        count = count_documents(session, sort, **whole)
        assert count == len(live_documents(session, sort, **whole))
    assert [kind_of(sort).id_of(d) for d in found] == ids


def test_titles(readable: Engine) -> None:
    with Session(readable) as session:
        assert titles(session, "region", ["henan", "nowhere"]) == {"henan": "河南省"}
        assert titles(session, "lookalike") == {"菜鸟驿站": "菜鸟驿站"}
        assert list(titles(session, "finder")) == [
            *("who", "member", "where"),
            *("command:skip", "command:stop"),
        ]


def test_what_is_not_live_is_none(readable: Engine) -> None:
    with Session(readable) as session:
        for kind in KINDS:
            assert live_document(session, kind, "nothing") is None
        assert live_document(session, "finder", "command:restart") is None


def test_empty_fields_of_a_form_are_left_out() -> None:
    typed = {
        "id": " swimming ",
        "name": "游泳",
        "kind": "service",
        "summary": "能游泳。",
        "service": "",
        "aliases": ["", "泳", "游泳", "泳", "  "],
    }
    document = normal("programme", typed)
    assert document["id"] == "swimming"
    assert document["service"] is None
    assert document["aliases"] == ["泳"]
    assert document["answers"] == []
