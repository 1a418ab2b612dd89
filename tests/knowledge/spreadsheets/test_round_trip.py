"""What is exported and imported again changes nothing."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from knowledge.models import Programme
from knowledge.publishing.documents import count_documents
from knowledge.publishing.kinds import KINDS
from knowledge.seed import load_seed
from settings import ROOT
from tests.knowledge.spreadsheets.books import dossier, exported, previewed


def test_every_list_and_dossier_of_the_real_seed(engine: Engine) -> None:
    load_seed(engine, ROOT / "data" / "knowledge")
    with Session(engine) as session:
        counts = {kind: count_documents(session, kind) for kind in KINDS}
        programmes = session.scalars(select(Programme.id)).all()
    assert counts["figure"] and counts["programme"]
    for kind, count in counts.items():
        found = previewed(engine, exported(engine, kind))
        assert not found.refusals, kind
        assert found.counts == {"new": 0, "changed": 0, "same": count, "refused": 0}
        assert not found.plan
    for programme in programmes:
        found = previewed(engine, dossier(engine, programme))
        assert not found.refusals, programme
        assert found.counts["same"] and not found.plan, programme


def test_every_list_of_the_small_seed(readable: Engine) -> None:
    """It has what the real one has not: sites, odd dates, questions about places."""
    for kind in KINDS:
        found = previewed(readable, exported(readable, kind))
        assert not found.refusals, kind
        assert not found.plan, kind


def test_a_part_of_a_list(readable: Engine) -> None:
    content = exported(readable, "figure", programme="station_campaign")
    assert previewed(readable, content).counts["same"] == 1
    content = exported(readable, "signpost", search="没有这样的词")
    assert previewed(readable, content).counts["same"] == 0


def test_a_dossier_has_all_that_belongs_to_it(readable: Engine) -> None:
    found = previewed(readable, dossier(readable, "rest_station"))
    kinds = [one.kind_zh for one in found.same]
    assert kinds.count("服务档案") == 1
    assert kinds.count("数字") == 2
    assert kinds.count("出处") == 3
